//! Passages of a document for people: on one line, with figures and words marked.
//!
//! Invariant: nothing a document holds can move the cursor or change colours (control characters
//! become spaces); cuts fall between words.

use crate::text::Span;
use anstyle::{AnsiColor, Style};

/// The longest passage that is shown whole, in bytes.
const LONGEST: usize = 480;

/// How much is shown on each side of what a long passage is about, in bytes.
const AROUND: usize = 180;

/// The look of a figure that was asked for.
const FIGURE: Style = AnsiColor::Green.on_default().bold();

/// The look of a word that was asked for, and of a title.
const WORD: Style = Style::new().bold();

/// The look of what stands aside.
const ASIDE: Style = Style::new().dimmed();

/// Whether text is marked with colours or, where there are none, with brackets.
#[derive(Debug, Clone, Copy)]
pub struct Paint {
    /// Whether the terminal shows colours.
    pub colour: bool,
}

impl Paint {
    /// A figure: the one mark that stays where there are no colours.
    #[must_use]
    pub fn figure(self, text: &str) -> String {
        if self.colour {
            self.styled(FIGURE, text)
        } else {
            format!("[{text}]")
        }
    }

    /// A title, or a word that was asked for.
    #[must_use]
    pub fn strong(self, text: &str) -> String {
        self.styled(WORD, text)
    }

    /// Something that stands aside.
    #[must_use]
    pub fn aside(self, text: &str) -> String {
        self.styled(ASIDE, text)
    }

    fn styled(self, style: Style, text: &str) -> String {
        if self.colour {
            format!("{style}{text}{style:#}")
        } else {
            text.to_owned()
        }
    }
}

/// What is marked in a passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// A figure.
    Figure,
    /// A word.
    Word,
}

/// The passage of the body on one line, its marks shown, cut around the first mark where it is
/// long. Marks are in bytes of the body, in order and disjoint; one outside the passage is left
/// out.
#[must_use]
pub fn excerpt(body: &str, passage: Span, marks: &[(Span, Mark)], paint: Paint) -> String {
    let (shown, before, after) = window(body, passage, marks);
    let mut text = String::new();
    if before {
        text.push_str("… ");
    }
    let mut at = shown.start;
    for (span, mark) in marks {
        if span.start < at || span.end > shown.end {
            continue;
        }
        text.push_str(&one_line(body.get(at..span.start).unwrap_or_default()));
        let marked = one_line(body.get(span.start..span.end).unwrap_or_default());
        text.push_str(&match mark {
            Mark::Figure => paint.figure(&marked),
            Mark::Word => paint.strong(&marked),
        });
        at = span.end;
    }
    text.push_str(&one_line(body.get(at..shown.end).unwrap_or_default()));
    if after {
        text.push_str(" …");
    }
    text
}

/// The part of the passage that is shown, and whether it is cut before and after.
fn window(body: &str, passage: Span, marks: &[(Span, Mark)]) -> (Span, bool, bool) {
    if passage.end.saturating_sub(passage.start) <= LONGEST {
        return (passage, false, false);
    }
    let inside = |span: &&Span| passage.start <= span.start && span.end <= passage.end;
    let mut figures = marks.iter().filter(|(_, mark)| *mark == Mark::Figure);
    let focus = figures
        .find_map(|(span, _)| Some(span).filter(inside))
        .or_else(|| marks.iter().find_map(|(span, _)| Some(span).filter(inside)))
        .copied()
        .unwrap_or(Span::new(passage.start, passage.start));
    let from = focus.start.saturating_sub(AROUND).max(passage.start);
    let to = focus.end.saturating_add(AROUND).min(passage.end);
    let start = match body.get(..focus.start) {
        Some(head) if from > passage.start => head
            .char_indices()
            .find(|(at, c)| *at >= from && c.is_whitespace())
            .map_or(focus.start, |(at, c)| at + c.len_utf8()),
        _ => passage.start,
    };
    let end = match body.get(focus.end..) {
        Some(tail) if to < passage.end => tail
            .char_indices()
            .take_while(|(at, _)| focus.end + at <= to)
            .filter(|(_, c)| c.is_whitespace())
            .last()
            .map_or(focus.end, |(at, _)| focus.end + at),
        _ => passage.end,
    };
    (
        Span::new(start, end),
        start > passage.start,
        end < passage.end,
    )
}

/// The text with every control character and line break as a space.
#[must_use]
pub fn one_line(text: &str) -> String {
    text.chars()
        .map(|c| {
            if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') {
                ' '
            } else {
                c
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Paint = Paint { colour: false };

    /// The span of `part` in `text`, as a mark.
    fn mark(text: &str, part: &str, mark: Mark) -> (Span, Mark) {
        let start = text.find(part).unwrap_or_default();
        (Span::new(start, start + part.len()), mark)
    }

    #[test]
    fn figures_are_marked_even_without_colours() {
        let body = "Thu ngân sách\nđạt 80,5% dự toán.";
        let marks = [
            mark(body, "Thu", Mark::Word),
            mark(body, "80,5%", Mark::Figure),
        ];
        let whole = Span::new(0, body.len());
        assert_eq!(
            excerpt(body, whole, &marks, PLAIN),
            "Thu ngân sách đạt [80,5%] dự toán."
        );
        assert_eq!(
            excerpt(body, whole, &marks, Paint { colour: true }),
            "\u{1b}[1mThu\u{1b}[0m ngân sách đạt \u{1b}[1m\u{1b}[32m80,5%\u{1b}[0m dự toán."
        );
    }

    #[test]
    fn long_passages_are_cut_between_words() {
        let words = "chữ nghĩa ".repeat(200);
        let body = format!("{words}80,5% {words}");
        let marks = [mark(&body, "80,5%", Mark::Figure)];
        let text = excerpt(&body, Span::new(0, body.len()), &marks, PLAIN);
        assert!(
            text.starts_with("… chữ nghĩa ") || text.starts_with("… nghĩa chữ "),
            "{text}"
        );
        assert!(text.contains(" [80,5%] "), "{text}");
        assert!(text.ends_with(" …"), "{text}");
        assert!(text.len() < 3 * AROUND, "{text}");
    }

    #[test]
    fn a_document_cannot_steer_the_terminal() {
        let body = "a\u{1b}[2Jb\r\nc\u{9b}d";
        assert_eq!(
            excerpt(body, Span::new(0, body.len()), &[], PLAIN),
            "a [2Jb  c d"
        );
    }

    #[test]
    fn marks_outside_the_passage_are_left_out() {
        let body = "hai ba bốn";
        let marks = [
            mark(body, "hai", Mark::Word),
            mark(body, "bốn", Mark::Figure),
        ];
        let passage = Span::new(4, body.len());
        assert_eq!(excerpt(body, passage, &marks, PLAIN), "ba [bốn]");
    }
}
