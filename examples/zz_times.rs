//! scratch
use solieu::facts::{Spelling, Words, mentions};
use solieu::text::{Analysis, Normalized};
use std::io::BufRead;
fn main() {
    for line in std::io::stdin().lock().lines() {
        let line = line.unwrap();
        let v: serde_json::Value = serde_json::from_str(&line).unwrap();
        let n = Normalized::new(v["body"].as_str().unwrap());
        let a = Analysis::new(n.as_str());
        let w = Words::new(n.as_str(), &a, Spelling::Marked);
        for m in mentions(&w, 0..w.len()) {
            let s = w.span(m.tokens.start).start;
            let e = w.span(m.tokens.end - 1).end;
            let mut b = s.saturating_sub(40);
            while !n.as_str().is_char_boundary(b) {
                b += 1;
            }
            let mut f = (e + 40).min(n.as_str().len());
            while !n.as_str().is_char_boundary(f) {
                f -= 1;
            }
            println!(
                "M {} [[{}]] {} {:?}",
                &n.as_str()[b..s].replace('\n', " "),
                &n.as_str()[s..e],
                &n.as_str()[e..f].replace('\n', " "),
                m.when
            );
        }
        // uncaptured
        let ms = mentions(&w, 0..w.len());
        for i in 0..w.len() {
            if w.is_number(i) && !ms.iter().any(|m| m.tokens.contains(&i)) {
                let near = (i.saturating_sub(2)..(i + 3).min(w.len()))
                    .any(|j| w.is_any(j, &["năm", "tháng", "quý", "ngày", "tuần", "giờ"]));
                if near {
                    let s = w.span(i.saturating_sub(6)).start;
                    let e = w.span((i + 7).min(w.len() - 1)).end;
                    println!("U {}", n.as_str()[s..e].replace('\n', " "));
                }
            }
        }
    }
}
