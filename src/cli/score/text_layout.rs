//! Text for a terminal of eighty columns: paragraphs with a hanging indent, and rows with numbers at their end.
//!
//! Anybody may have typed what is printed, so that control characters, and those that turn the direction of text, are removed.
//! Only a word that is longer than a line makes a longer line.

/// Columns of a line.
const WIDTH: usize = 80;

/// Text that grows by lines.
#[derive(Default)]
pub(super) struct TextLayout {
    text: String,
}

impl TextLayout {
    /// Everything that was written.
    pub(super) fn text(self) -> String {
        self.text
    }

    /// A heading, after an empty line.
    pub(super) fn heading(&mut self, text: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.paragraph(0, "", text);
    }

    /// `text` after `mark`, `indent` columns in; its further lines stand below its first.
    pub(super) fn paragraph(&mut self, indent: usize, mark: &str, text: &str) {
        let mark = plain(mark);
        let inset = indent + columns(&mark);
        let mut lead = format!("{:indent$}{mark}", "");
        for line in wrap(text, WIDTH.saturating_sub(inset)) {
            self.line(&format!("{lead}{line}"));
            lead = " ".repeat(inset);
        }
    }

    /// A row: `text`, and on its last line the `numbers`, each in a column of its own width, at the right.
    pub(super) fn row(&mut self, indent: usize, text: &str, numbers: &[(&str, usize)]) {
        let right: usize = numbers.iter().map(|(_, width)| width).sum();
        let available = WIDTH.saturating_sub(indent + right);
        let mut lines = wrap(text, available);
        let last = lines.pop().unwrap_or_default();
        for line in lines {
            self.line(&format!("{:indent$}{line}", ""));
        }
        let blank = available.saturating_sub(columns(&last));
        let numbers = numbers.iter().map(|(number, width)| {
            let before = width.saturating_sub(columns(number));
            format!("{:before$}{number}", "")
        });
        self.line(&format!("{:indent$}{last}{:blank$}{}", "", "", numbers.collect::<String>()));
    }

    fn line(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }
}

/// `text` in lines of at most `width` columns, broken between words; always one at least.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let text = plain(text);
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        if !line.is_empty() && columns(&line) + 1 + columns(word) > width {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    lines.push(line);
    lines
}

/// `text` on one line, without control characters and those that turn its direction.
fn plain(text: &str) -> String {
    let controls = |c: &char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).filter(|c| !controls(c)).collect()
}

/// How many columns `text` takes. Ideographs and emoji take two.
fn columns(text: &str) -> usize {
    let wide = |c: char| matches!(c, '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff60}' | '\u{1f300}'..='\u{1faff}' | '\u{20000}'..='\u{3fffd}');
    let mark = |c: char| matches!(c, '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{fe00}'..='\u{fe0f}');
    text.chars().map(|c| if mark(c) { 0 } else { 1 + usize::from(wide(c)) }).sum()
}

#[cfg(test)]
mod tests {
    use super::{TextLayout, WIDTH, columns};

    #[test]
    fn no_line_is_too_wide_or_controls_the_terminal() {
        let long = "a few words ".repeat(30);
        for text in [long.as_str(), "", "x", "顧客 の 声 ".repeat(40).as_str(), "\u{1b}[2J \u{202e}evil \n\r\t more"]
        {
            let mut layout = TextLayout::default();
            layout.heading(text);
            layout.paragraph(4, "A\u{1b}na\n: ", text);
            layout.row(4, text, &[("2.0", 8), ("12 of 12", 10)]);
            let out = layout.text();
            assert!(out.lines().all(|line| columns(line) <= WIDTH && line == line.trim_end()), "{out}");
            assert!(!out.contains(['\u{1b}', '\u{202e}', '\r', '\t']), "{out:?}");
            assert!(out.contains("2.0  12 of 12"), "{out}");
        }
    }
}
