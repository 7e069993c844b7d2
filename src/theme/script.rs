//! Scripts as readers get them: without comments, and without white space where it means nothing.
//!
//! A script is cut into words, texts, patterns and marks; blanks between them stay where two would otherwise become one, line ends
//! where one may end a statement. Names and values stay as they are. Refuses scripts of which it can't tell a division from a
//! pattern, or which do not end what they begin: these stay as they were written.

use memchr::memchr3_iter;

/// `js` without what only its authors read.
#[must_use]
pub fn slim_script(js: &str) -> String {
    let unsure = js.starts_with("#!") || js.contains("<!--") || js.contains("-->");
    let tokens = if unsure { None } else { tokens(js) };
    tokens.map_or_else(|| js.to_owned(), |tokens| joined(&tokens))
}

/// What a piece of a script is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Sort {
    /// White space or a comment within a line.
    Blank,
    /// The same over the end of a line.
    Break,
    /// A name, a keyword or a number.
    Word,
    /// A string or a template.
    Text,
    /// A regular expression.
    Pattern,
    /// Anything else: one character, but for `++` and `--`.
    Mark,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Token<'j> {
    pub(super) sort: Sort,
    pub(super) text: &'j str,
    /// Where it is `)`: what its `(` stands behind.
    closes: Open,
}

/// What `(` stands behind.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Open {
    /// `if`, `while`, `for` or `with`.
    Condition,
    /// `await`: `for await (…)` or `await (…)`.
    Unsure,
    Other,
}

/// All pieces of `js`; None where it is not sure of them.
pub(super) fn tokens(js: &str) -> Option<Vec<Token<'_>>> {
    let mut reader = Reader { rest: js, last: None, dotted: false, opens: Vec::new() };
    let mut tokens = Vec::new();
    while !reader.rest.is_empty() {
        tokens.push(reader.token()?);
    }
    Some(tokens)
}

struct Reader<'j> {
    rest: &'j str,
    /// The last piece that means something.
    last: Option<Token<'j>>,
    /// Whether that is a word behind a dot, and so no keyword.
    dotted: bool,
    opens: Vec<Open>,
}

impl<'j> Reader<'j> {
    fn token(&mut self) -> Option<Token<'j>> {
        let (sort, length) = self.measure()?;
        let (text, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        let mut token = Token { sort, text, closes: Open::Other };
        if !matches!(sort, Sort::Blank | Sort::Break) {
            token.closes = self.bracket(text);
            self.dotted = sort == Sort::Word && self.last.is_some_and(|last| last.text == ".");
            self.last = Some(token);
        }
        Some(token)
    }

    /// Remembers what `(` stands behind, and tells it of the one that `)` closes.
    fn bracket(&mut self, text: &str) -> Open {
        let word = self.last.filter(|last| last.sort == Sort::Word && !self.dotted).map(|last| last.text);
        match text {
            "(" => self.opens.push(match word {
                Some("if" | "while" | "for" | "with") => Open::Condition,
                Some("await") => Open::Unsure,
                _ => Open::Other,
            }),
            ")" => return self.opens.pop().unwrap_or(Open::Unsure),
            _ => {}
        }
        Open::Other
    }

    /// What the rest begins with, and how many bytes of it.
    fn measure(&self) -> Option<(Sort, usize)> {
        let first = self.rest.chars().next()?;
        let bytes = self.rest.as_bytes();
        Some(match (first, bytes.get(1)) {
            ('/', Some(b'/')) => (Sort::Blank, line(self.rest)),
            ('/', Some(b'*')) => {
                let length = self.rest.get(2..)?.find("*/")? + 4;
                (if self.rest.get(..length)?.contains(is_end) { Sort::Break } else { Sort::Blank }, length)
            }
            ('/', _) if self.divides()? => (Sort::Mark, 1),
            ('/', _) => (Sort::Pattern, pattern(self.rest)?),
            ('"', _) => (Sort::Text, string(self.rest, b'"')?),
            ('\'', _) => (Sort::Text, string(self.rest, b'\'')?),
            ('`', _) => (Sort::Text, template(self.rest)?),
            ('.', Some(b'0'..=b'9')) => (Sort::Word, 1 + word(self.rest.get(1..)?)),
            ('+', Some(b'+')) | ('-', Some(b'-')) => (Sort::Mark, 2),
            (c, _) if is_end(c) => (Sort::Break, c.len_utf8()),
            (c, _) if is_blank(c) => {
                (Sort::Blank, self.rest.find(|c| !is_blank(c) || is_end(c)).unwrap_or(self.rest.len()))
            }
            (c, _) if is_word(c) => (Sort::Word, word(self.rest)),
            (c, _) => (Sort::Mark, c.len_utf8()),
        })
    }

    /// Whether `/` divides here; None where only a parser could say.
    fn divides(&self) -> Option<bool> {
        let Some(last) = self.last else { return Some(false) };
        match (last.sort, last.text) {
            (Sort::Text | Sort::Pattern, _) | (Sort::Mark, "]") => Some(true),
            (Sort::Mark, ")") if last.closes == Open::Unsure => None,
            (Sort::Mark, ")") => Some(last.closes == Open::Other),
            (Sort::Word, _) if self.dotted => Some(true),
            (Sort::Mark, "}" | "++" | "--") | (Sort::Word, "of" | "yield" | "await" | "async") => None,
            (Sort::Word, text) => Some(BEFORE_VALUES.split(' ').all(|keyword| keyword != text)),
            _ => Some(false),
        }
    }
}

/// Keywords behind which a value stands.
const BEFORE_VALUES: &str = "return typeof case in delete void throw new else do instanceof extends";

fn is_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}')
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || c == '\u{feff}'
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '$' | '#' | '\\') || (!c.is_ascii() && !is_blank(c))
}

/// How many bytes of a word `from` begins with.
fn word(from: &str) -> usize {
    let mut chars = from.chars();
    loop {
        let rest = chars.as_str();
        let ascii = rest.bytes().take_while(|byte| byte.is_ascii() && is_word(char::from(*byte))).count();
        chars = rest.get(ascii..).unwrap_or_default().chars();
        let end = from.len() - chars.as_str().len();
        if !chars.next().is_some_and(|c| !c.is_ascii() && is_word(c)) {
            return end;
        }
    }
}

/// How many bytes of `from` stand on its first line.
fn line(from: &str) -> usize {
    let mut ends = memchr3_iter(b'\n', b'\r', 0xe2, from.as_bytes());
    ends.find(|at| from.get(*at..).is_some_and(|rest| rest.starts_with(is_end))).unwrap_or(from.len())
}

/// The length of the string that `from` begins with.
fn string(from: &str, quote: u8) -> Option<usize> {
    let mut bytes = from.bytes().enumerate().skip(1);
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'\\' => drop(bytes.next()),
            b'\n' | b'\r' => return None,
            byte if byte == quote => return Some(at + 1),
            _ => {}
        }
    }
    None
}

/// The length of the regular expression that `from` begins with, and of its flags.
fn pattern(from: &str) -> Option<usize> {
    let mut chars = from.char_indices().skip(1);
    let mut class = false;
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' => drop(chars.next()),
            '[' => class = true,
            ']' => class = false,
            '/' if !class => return Some(at + 1 + word(from.get(at + 1..)?)),
            c if is_end(c) => return None,
            _ => {}
        }
    }
    None
}

/// What a template consists of: its text, and scripts in it that compute something.
enum Level<'j> {
    Text,
    /// A script, with how many braces are open in it.
    Script(Reader<'j>, usize),
}

/// The length of the template that `from` begins with. What is computed in it is read as a script, however deep templates stand in
/// one another.
fn template(from: &str) -> Option<usize> {
    let mut at = 1;
    let mut levels = vec![Level::Text];
    loop {
        let rest = from.get(at..)?;
        match levels.last_mut()? {
            Level::Text => match rest.as_bytes() {
                [b'`', ..] => {
                    at += 1;
                    levels.pop();
                    let Some(Level::Script(reader, _)) = levels.last_mut() else { return Some(at) };
                    reader.last = Some(Token { sort: Sort::Text, text: "`", closes: Open::Other });
                    reader.dotted = false;
                }
                [b'\\', ..] => at += 1 + rest.get(1..)?.chars().next()?.len_utf8(),
                [b'$', b'{', ..] => {
                    at += 2;
                    levels.push(Level::Script(Reader { rest: "", last: None, dotted: false, opens: Vec::new() }, 0));
                }
                _ => at += rest.chars().next()?.len_utf8(),
            },
            Level::Script(..) if rest.starts_with('`') => {
                at += 1;
                levels.push(Level::Text);
            }
            Level::Script(reader, depth) => {
                reader.rest = rest;
                let token = reader.token()?;
                at += token.text.len();
                match token.text {
                    "{" => *depth += 1,
                    "}" if *depth == 0 => drop(levels.pop()),
                    "}" => *depth -= 1,
                    _ => {}
                }
            }
        }
    }
}

fn joined(tokens: &[Token]) -> String {
    let mut kept: Vec<Token> = Vec::with_capacity(tokens.len());
    let mut out = String::new();
    let mut between = None;
    for token in tokens {
        if matches!(token.sort, Sort::Blank | Sort::Break) {
            between = between.max(Some(token.sort == Sort::Break));
            continue;
        }
        if token.text == "}" && is_idle(&kept) {
            kept.pop();
            out.pop();
        }
        if let (Some(last), Some(end)) = (kept.last(), between.take()) {
            out.push_str(separator(last, token, end));
        }
        between = None;
        out.push_str(token.text);
        kept.push(*token);
    }
    if !out.is_empty() {
        out.push('\n');
    }
    out
}

/// Whether a script ends with a semicolon that a closing brace makes needless.
fn is_idle(kept: &[Token]) -> bool {
    let [.., before, last] = kept else { return false };
    last.text == ";"
        && last.sort == Sort::Mark
        && match before.sort {
            Sort::Word => !matches!(before.text, "else" | "do"),
            Sort::Mark => matches!(before.text, "]" | "}") || (before.text == ")" && before.closes == Open::Other),
            _ => true,
        }
}

/// What must stay between two pieces that white space separates; `end`: over the end of a line.
fn separator(last: &Token, next: &Token, end: bool) -> &'static str {
    let goes_on = last.sort == Sort::Mark && is_one_of(last.text, b"{([,;:?=&|<>*%^!~+-/");
    let continues = next.sort == Sort::Mark && is_one_of(next.text, b")]},;.:?=&|");
    if end && !goes_on && !continues {
        return "\n";
    }
    let number = last.text.starts_with(|c: char| c.is_ascii_digit());
    let apart = match (last.sort, next.sort) {
        (Sort::Word | Sort::Pattern, Sort::Word) => true,
        (Sort::Mark, Sort::Word) => last.text == "." || next.text.starts_with('.'),
        (Sort::Word, Sort::Mark) => number && next.text == ".",
        (Sort::Mark, Sort::Mark | Sort::Pattern) => {
            let pair = last.text.as_bytes().last().zip(next.text.as_bytes().first());
            pair.is_some_and(|(first, second)| PAIRS.contains(&&[*first, *second]))
        }
        _ => false,
    };
    if apart { " " } else { "" }
}

/// Whether `text` is one of these signs.
fn is_one_of(text: &str, signs: &[u8]) -> bool {
    matches!(text.as_bytes(), [sign] if signs.contains(sign))
}

/// Two characters that mean something else, or begin to, when they stand together.
const PAIRS: [&[u8; 2]; 27] = [
    b"++", b"--", b"==", b"=>", b"!=", b"<=", b">=", b"&&", b"||", b"??", b"?.", b"**", b"<<", b">>", b"+=", b"-=",
    b"*=", b"/=", b"%=", b"&=", b"|=", b"^=", b"//", b"/*", b"..", b"<!", b"->",
];

#[cfg(test)]
mod tests {
    use super::slim_script;

    #[test]
    fn scripts_lose_only_what_readers_do_not_need() {
        let check = |js: &str, wanted: &str| assert_eq!(slim_script(js), wanted, "{js}");
        check("/* Head.\n   More. */\nlet a = 1; // why\n  // alone\n\n  a /= 2;\n", "let a=1;a/=2;\n");
        check(
            "let a = `x\n  // ${ b ? '}' : `{ ${ c } ` } text\n`;\n",
            "let a=`x\n  // ${ b ? '}' : `{ ${ c } ` } text\n`;\n",
        );
        check("let a = 'x\\\n  // text';\n", "let a='x\\\n  // text';\n");
        check("if (a) / b /.test(c);\nd = (a) / b / c;\n", "if(a)/ b /.test(c);d=(a)/b/c;\n");
        check("a = b / /[/]x/ / 2", "a=b/ /[/]x//2\n");
        check("a\n++b\nc + ++d - -e\n", "a\n++b\nc+ ++d- -e\n");
        check("const f = () => {\n  g();\n  return x;\n};\nh()\n", "const f=()=>{g();return x};h()\n");
        check("while (a);\n{ if (b); }", "while(a);{if(b);}\n");
        check("return\n.5\n  .then(a ? .5 : 1 .x)", "return\n.5.then(a? .5:1 .x)\n");
        check("x = a in /b/ in c", "x=a in/b/ in c\n");
    }

    #[test]
    fn depth_takes_no_stack() {
        let deep = format!("{}1{}", "`${".repeat(100_000), "}`".repeat(100_000));
        assert_eq!(slim_script(&format!("a = {deep} // b")), format!("a={deep}\n"));
        let open = "`${".repeat(100_000);
        assert_eq!(slim_script(&open), open);
    }

    #[test]
    fn what_is_unsure_stays() {
        for js in ["}\n / a / b", "a = 'open\n", "`${ a", "a <!-- b", "x++ / y /  z", "await / a / b"] {
            assert_eq!(slim_script(js), js);
        }
    }
}
