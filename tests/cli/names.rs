//! Figures that go by another name than their metric.

use crate::support::Sandbox;

const ARTICLES: &str = "\
{\"id\":\"maybe\",\"body\":\"Công an xác định Hùng lừa đảo chiếm đoạt tài sản của nhiều người với số tiền 7 tỷ đồng.\"}
{\"id\":\"named\",\"body\":\"Số tiền chiếm đoạt là 6 tỷ đồng.\"}
{\"id\":\"other\",\"body\":\"Công ty vay ngân hàng 8 tỷ đồng.\"}
";

#[test]
fn what_else_may_name_a_figure_is_found_last() {
    let sandbox = Sandbox::new();
    sandbox.write("three.jsonl", ARTICLES);
    let found = |question: &str| -> Vec<String> {
        let arguments = ["search", "--json", question, "three.jsonl"];
        sandbox.run(&arguments).hits()
    };
    assert_eq!(found("chiếm đoạt trên 5 tỷ đồng"), ["named", "maybe"]);
    assert_eq!(found("chiem doat tren 5 ty dong"), ["named", "maybe"]);
    assert_eq!(found("chiếm đoạt trên 5 tỷ đồng also:no"), ["named"]);
    // A field names the metric itself.
    assert_eq!(
        found("metric:\"chiếm đoạt\" value:>5tỷ unit:đồng"),
        ["named"]
    );
    assert_eq!(
        found("metric:\"chiếm đoạt\" also:yes value:>5tỷ unit:đồng"),
        ["named", "maybe"]
    );
    assert_eq!(found("chiếm đoạt trên 7 tỷ đồng"), [""; 0]);
    let ran = sandbox
        .run(&["search", "chiếm đoạt trên 6 tỷ đồng", "three.jsonl"])
        .ended(0);
    let expected = "→ số tiền: 7 tỷ đồng – có thể là (maybe) chiếm đoạt tài sản\n";
    assert!(ran.stdout.contains(expected), "{}", ran.stdout);
}
