//! Twice the text takes about twice the time, whatever it consists of: what is known to bring readers of Markdown to a halt, and what
//! our own checks look for.

use std::time::{Duration, Instant};

use lensbook::diagnostic::code;
use lensbook::limits::{COLUMN_LABEL, NESTING, SHOWN_PROBLEMS};
use lensbook::lint::{near_misses, statistics};
use lensbook::snapshot::ProjectPath;
use lensbook::source::markdown::{Settings, render};

use crate::support::sandbox::Sandbox;

/// How the texts begin, what they repeat, and how they end. Each part of the middle is repeated for itself, where `⏎` divides it.
const PATTERNS: [(&str, &str, &str); 72] = [
    ("", ">", "a"),
    ("", "> ", "a"),
    ("", "> - ", "a"),
    ("", "- ", "x"),
    ("", "1. ", "x"),
    ("", "- ⏎x⏎\n", ""),
    ("", "*a **a ⏎b⏎ a** a*", ""),
    ("", "a_ ", ""),
    ("", "_a ", ""),
    ("", "*a_ ", ""),
    ("", "*a__", ""),
    ("", "a]", ""),
    ("", "[a", ""),
    ("", "[ (](", ""),
    ("", "![[]()", ""),
    ("", "**x [a*b**c*](d) ", ""),
    ("", "[⏎a⏎]", ""),
    ("", "[a](<b", ""),
    ("", "[a](b", ""),
    ("", "[]( ", ""),
    ("[a](", "(", ""),
    ("</", "<!--", ""),
    ("", "<?", ""),
    ("", "<!A ", ""),
    ("", "<![CDATA[", ""),
    ("<a ", "b ", ""),
    ("", "<a b=\"", ""),
    ("", "[foo]: u\n⏎[foo] ", ""),
    ("[a][", "b", "]"),
    ("|a|\n|-|\n", "|x|\n", ""),
    ("", "|a\n|-\n", ""),
    ("", "a|b\n", ""),
    ("", "|", ""),
    ("", "[^1] ", "\n\n[^1]: x"),
    ("", "[^a] ", ""),
    ("", "## a\n\n", ""),
    ("", "a\n---\n", ""),
    ("", "a\n", "---\n"),
    ("# ", "{", ""),
    ("", "$a ", ""),
    ("", "$$a ", ""),
    ("", "$5-$10 ", ""),
    ("", "~a ", ""),
    ("", "13~17 ", ""),
    ("", "a^b ", ""),
    ("", "&", ""),
    ("", "\\[", ""),
    ("", "\"a' ", ""),
    ("", "www.", ""),
    ("", "www.:", ""),
    ("", "www.a.b ", ""),
    ("", "http://", ""),
    ("", "75 % of 3 ", ""),
    ("", "75 % of customers are happy ", ""),
    ("", "- 75 % of customers\n", ""),
    ("", "3x more ", ""),
    ("", "1 in 3 Mio. ", ""),
    ("", "a quarter of all customers ", ""),
    ("", "::: note\n", ""),
    ("", "• a\n", ""),
    ("", "-a\n", ""),
    ("", "a) b\n", ""),
    ("", "-\u{a0}a\n", ""),
    ("", "##\u{a0}a\n", ""),
    ("", "\ta\tb\n", ""),
    ("", "** a ** ", ""),
    ("", "**a ", ""),
    ("", "[[a ", ""),
    ("", "[a][b] ", ""),
    ("", "(a)[b.md] ", ""),
    ("", "{% a ", ""),
    ("", "==a== :tada: %%", ""),
];

/// A text of about `size` bytes.
fn text((start, middle, end): (&str, &str, &str), size: usize) -> String {
    let parts: Vec<&str> = middle.split('⏎').collect();
    let count = size / middle.len();
    let middle: String = parts.iter().map(|part| part.repeat(if *part == "x" { 1 } else { count })).collect();
    format!("{start}{middle}{end}\n")
}

/// How long it takes to read `text`, at best.
fn time(text: &str) -> Duration {
    let file = ProjectPath::new("content/a.md").unwrap();
    let read = || {
        let started = Instant::now();
        let rendered = render(&file, text, 0..text.len(), Settings::default());
        std::hint::black_box(near_misses::find(&file, &rendered.outline));
        std::hint::black_box(statistics::in_markdown(&rendered.outline));
        started.elapsed()
    };
    (0..3).map(|_| read()).min().unwrap_or_default()
}

#[test]
fn twice_the_text_takes_twice_the_time() {
    /// Four times the text may take so much longer. It is sixteen times as long where time grows with the square.
    const MOST: f64 = 8.0;
    /// Less than this tells nothing.
    const SHORT: Duration = Duration::from_millis(4);
    for pattern in PATTERNS {
        let (short, long) = (text(pattern, 25_000), text(pattern, 100_000));
        // The machine may be busy: a pattern that really is slow is slow each time.
        let ratio = |_| {
            let (short, long) = (time(&short), time(&long));
            if long < SHORT { 0.0 } else { long.as_secs_f64() / short.as_secs_f64() }
        };
        let least = (0..5).map(ratio).find(|ratio| *ratio <= MOST);
        assert!(least.is_some(), "{pattern:?} takes more than {MOST} times as long where it is four times as long");
    }
}

#[test]
fn what_lies_too_deep_is_refused() {
    let check = |text: &str, refused: bool| {
        let file = ProjectPath::new("content/a.md").unwrap();
        let problems = render(&file, text, 0..text.len(), Settings::default()).problems;
        let found = problems.iter().any(|problem| problem.code.name == code::NESTING_LIMIT.name);
        assert_eq!(found, refused, "{} bytes: {problems:?}", text.len());
    };
    for more in [0, 20_000] {
        let long = "x\n\n".repeat(more);
        check(&format!("{}a\n\n{long}", ">".repeat(NESTING)), false);
        check(&format!("{}a\n\n{long}", ">".repeat(NESTING + 1)), true);
        check(&format!("{}a\n\n{long}", "- ".repeat(NESTING)), true);
        check(&format!("{}\n\n{long}", "- ".repeat(NESTING * 2)), false);
        check(&format!("```\n{}\n```\n{long}", ">".repeat(NESTING * 2)), false);
        check(&format!("{}b{}\n\n{long}", "*a **a ".repeat(NESTING), " a** a*".repeat(NESTING)), true);
        let steps: String = (0..NESTING).flat_map(|depth| [" ".repeat(depth * 2), "- a\n".to_owned()]).collect();
        check(&format!("{steps}\n{long}"), true);
    }
}

#[test]
fn a_table_repeats_little_of_its_heading() {
    let file = ProjectPath::new("content/a.md").unwrap();
    let text = format!("|{}&amp;{}|\n|-|\n{}", "a".repeat(COLUMN_LABEL - 2), "b".repeat(10_000), "|x|\n".repeat(4_000));
    let html = render(&file, &text, 0..text.len(), Settings::default()).body.html;
    assert!(html.len() < text.len() * 50, "{} bytes become {}", text.len(), html.len());
    assert!(html.contains(&format!("data-label=\"{}…\"", "a".repeat(COLUMN_LABEL - 2))), "a reference is never cut");
}

#[test]
fn reports_of_one_file_end_with_the_count() {
    let book = Sandbox::small();
    book.write(
        "content/b.md",
        format!("---\ntitle: B\nsummary: B.\n---\n\n{}\n", "[a](no.md) ".repeat(SHOWN_PROBLEMS + 7)),
    );
    let run = book.run(&["check"]);
    assert_eq!(run.stderr.matches("error[link-missing]").count(), SHOWN_PROBLEMS, "{}", run.stderr);
    assert!(run.stderr.contains("7 more errors in content/b.md\n"), "{}", run.stderr);
    let all = book.run(&["check", "--format", "json"]).stdout;
    assert_eq!(all.matches("\"link-missing\"").count(), SHOWN_PROBLEMS + 7, "programs get all of them");
}
