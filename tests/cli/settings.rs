//! Settings and saved questions, completions and the manual.

use crate::support::{Ran, Sandbox};

const ARTICLES: &str = "\
{\"id\":\"rich\",\"body\":\"Thu ngân sách đạt 85% dự toán.\"}
{\"id\":\"poor\",\"body\":\"Tỷ lệ hộ nghèo còn 4,5%. UBND xã báo cáo.\"}
";

/// A sandbox with an index in `kho` and a project file that names it.
fn project() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("two.jsonl", ARTICLES);
    sandbox.write(
        "solieu.toml",
        "index = \"kho\"\n[questions]\nngan-sach = \"thu ngân sách trên 80%\"\nngheo = \"hộ nghèo dưới 5%\"\n",
    );
    sandbox.run(&["index", "two.jsonl"]).ended(0);
    assert!(sandbox.path("kho").is_dir());
    sandbox
}

#[test]
fn saved_questions_are_asked_by_name() {
    let sandbox = project();
    for (command, question, id) in [
        ("search", "@ngan-sach", "rich"),
        ("search", "@ngheo", "poor"),
        ("facts", "@ngheo", "poor"),
    ] {
        let ran = sandbox.run(&[command, question, "--json"]).ended(0);
        assert!(ran.stdout.contains(&format!("\"{id}\"")), "{}", ran.stdout);
    }
    let counted = sandbox.run(&["facets", "@ngheo", "--facet", "kind", "--json"]);
    counted.ended(0);
    sandbox
        .run(&["search", "@ngeo"])
        .ended(2)
        .says(&["error: no question is saved as @ngeo, but @ngan-sach, @ngheo"]);
    sandbox.write("batch.jsonl", "{\"qid\":1,\"text\":\"@ngheo\"}\n");
    let ran = sandbox.run(&["search", "--batch", "batch.jsonl", "--json"]);
    assert_eq!(ran.ended(0).of_type("hit")[0]["id"], "poor");
}

#[test]
fn what_is_typed_goes_before_the_file() {
    let sandbox = project();
    sandbox
        .run(&["info", "--index", "khác"])
        .ended(2)
        .says(&["khác"]);
    Ran::of(sandbox.command().arg("info").env("SOLIEU_INDEX", "khác"))
        .ended(2)
        .says(&["khác"]);
    // From a folder below, too.
    sandbox.write("sub/empty.txt", "");
    let sub = sandbox.path("sub");
    let below = Ran::of(sandbox.command().arg("info").current_dir(sub)).ended(0);
    assert!(below.stdout.contains("articles  2"), "{}", below.stdout);
}

#[test]
fn the_user_has_a_file_too() {
    let sandbox = project();
    sandbox.write(
        "settings/solieu/config.toml",
        "index = \"khác\"\n[questions]\nno = \"nợ công\"\n",
    );
    sandbox.run(&["info"]).ended(0);
    sandbox.run(&["search", "@no"]).ended(1);
    sandbox.run(&["search", "@ngheo"]).ended(0);
}

#[test]
fn abbreviations_of_the_file_are_known() {
    let sandbox = project();
    sandbox.write("tat.tsv", "GN\\thộ nghèo\n".replace("\\t", "\t"));
    sandbox.write(
        "solieu.toml",
        "index = \"kho\"\nabbreviations = \"tat.tsv\"\n",
    );
    let ran = sandbox.run(&["search", "GN dưới 5%", "--json"]).ended(0);
    assert_eq!(ran.of_type("hit")[0]["id"], "poor");
}

#[test]
fn a_file_that_is_wrong_is_named_with_the_line() {
    let sandbox = Sandbox::new();
    sandbox.write("solieu.toml", "index = \"kho\"\nidnex = \"kho\"\n");
    sandbox
        .run(&["info"])
        .ended(2)
        .says(&["solieu.toml", "line 2", "idnex", "index"]);
    // What describes the program needs no settings.
    sandbox.run(&["completions", "bash"]).ended(0);
    sandbox.run(&["--help"]).ended(0);
}

#[test]
fn completions_and_pages_name_every_command() {
    let commands = [
        "index",
        "search",
        "facts",
        "facets",
        "show",
        "extract",
        "info",
        "completions",
        "man",
    ];
    let sandbox = Sandbox::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = sandbox.run(&["completions", shell]).ended(0).stdout;
        for word in commands.iter().chain(&["abbreviations", "offset"]) {
            assert!(script.contains(word), "{shell}: {word}");
        }
    }
    sandbox
        .run(&["completions", "tcsh"])
        .ended(2)
        .says(&["tcsh", "bash"]);
    let page = sandbox.run(&["man"]).ended(0).stdout;
    assert!(
        page.starts_with(".ie") || page.contains(".TH solieu"),
        "{page}"
    );
    sandbox.write("pages/none", "");
    sandbox.run(&["man", "pages"]).ended(0);
    for command in commands {
        let page = sandbox.path(&format!("pages/solieu-{command}.1"));
        assert!(page.is_file(), "{}", page.display());
    }
    sandbox.run(&["man", "nowhere"]).ended(2).says(&["nowhere"]);
}
