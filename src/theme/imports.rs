//! What a script imports and exports, read from its text.
//!
//! Refuses to guess: a form of `import` or `export` that is not joined is reported with what to write instead.

use std::collections::BTreeMap;
use std::ops::Range;

use super::script::{Sort, Token, tokens};

/// A script, taken apart.
#[derive(Default)]
pub(super) struct Module {
    /// Whether it imports or exports anything.
    pub(super) with_modules: bool,
    pub(super) imports: Vec<Import>,
    /// What each export is called inside, by the name it is given outside.
    pub(super) exports: BTreeMap<String, String>,
    /// The script without its imports, and without the word `export`.
    pub(super) body: String,
}

pub(super) struct Import {
    pub(super) names: Vec<Name>,
    pub(super) from: String,
    /// Where the other script is named.
    pub(super) place: Range<usize>,
}

/// `outer as inner`.
pub(super) struct Name {
    pub(super) outer: String,
    pub(super) inner: String,
    pub(super) place: Range<usize>,
}

pub(super) const FORM: &str = "write `import { name } from \"./other.js\";`";
const EXPORT: &str = "write `export const`, `export function`, `export class`, or `export { name };`";

/// A place, what is wrong there, and what to try.
pub(super) type Wrong = (Range<usize>, String, String);

/// A piece that means something, and where it stands.
#[derive(Clone, Copy)]
struct Piece<'j> {
    token: Token<'j>,
    at: usize,
    /// Whether it begins a line outside of all brackets.
    begins: bool,
}

impl Piece<'_> {
    fn place(&self) -> Range<usize> {
        self.at..self.at + self.token.text.len()
    }
}

/// Takes a script apart, with what can't be understood in it.
pub(super) fn taken_apart(js: &str) -> (Module, Vec<Wrong>) {
    let Some(pieces) = pieces(js) else {
        let begins = |line: &str| line.starts_with("import ") || line.starts_with("export ");
        let at = js.lines().find(|line| begins(line)).and_then(|line| js.find(line));
        let hint = "put what stands before each `/` in parentheses, or after `=`, `(` or `,`".to_owned();
        let message = "a script that can't be joined: a `/` may divide, or begin a pattern".to_owned();
        let wrong = at.map(|at| (at..at + 6, message, hint)).into_iter().collect();
        return (Module { body: js.to_owned(), ..Module::default() }, wrong);
    };
    let mut module = Module::default();
    let (mut wrong, mut from) = (Vec::new(), 0);
    for (at, piece) in pieces.iter().enumerate().filter(|(_, piece)| piece.begins) {
        let rest = pieces.get(at + 1..).unwrap_or_default();
        let is_call = rest.first().is_some_and(|next| matches!(next.token.text, "(" | "."));
        let end = match piece.token.text {
            "import" if !is_call => import(rest, &mut module),
            "export" => export(rest, &mut module),
            _ => continue,
        };
        module.with_modules = true;
        let Some(end) = end else {
            let (message, hint) = match piece.token.text {
                "import" => ("a form of `import` that is not joined", FORM),
                _ => ("a form of `export` that is not joined", EXPORT),
            };
            wrong.push((piece.place(), message.to_owned(), hint.to_owned()));
            continue;
        };
        module.body.push_str(js.get(from..piece.at).unwrap_or_default());
        from = end;
    }
    module.body.push_str(js.get(from..).unwrap_or_default());
    (module, wrong)
}

/// All pieces of a script that mean something; None where it is not sure of them.
fn pieces(js: &str) -> Option<Vec<Piece<'_>>> {
    let (mut found, mut at, mut depth, mut begins) = (Vec::new(), 0, 0_usize, true);
    for token in tokens(js)? {
        match token.sort {
            Sort::Break => begins = true,
            Sort::Blank => {}
            _ => {
                found.push(Piece { token, at, begins: begins && depth == 0 });
                begins = false;
                match token.text {
                    "{" | "(" | "[" => depth += 1,
                    "}" | ")" | "]" => depth = depth.saturating_sub(1),
                    _ => {}
                }
            }
        }
        at += token.text.len();
    }
    Some(found)
}

/// Reads what follows `import`; where it ends.
fn import(rest: &[Piece], module: &mut Module) -> Option<usize> {
    let (names, rest) = match rest.first()?.token.text {
        "{" => {
            let (names, rest) = in_braces(rest)?;
            let (word, rest) = rest.split_first()?;
            (names, (word.token.text == "from").then_some(rest)?)
        }
        _ => (Vec::new(), rest),
    };
    let (text, rest) = rest.split_first()?;
    if text.token.sort != Sort::Text || text.token.text.starts_with('`') {
        return None;
    }
    let from = text.token.text.trim_matches(['"', '\'']).to_owned();
    module.imports.push(Import { names, from, place: text.place() });
    Some(end(rest, text))
}

/// Reads what follows `export`; where what is left out ends.
fn export(rest: &[Piece], module: &mut Module) -> Option<usize> {
    let (first, after) = rest.split_first()?;
    let words: Vec<&str> = rest.iter().take(3).map(|piece| piece.token.text).collect();
    let name = match words.as_slice() {
        ["{", ..] => {
            let (names, after) = in_braces(rest)?;
            let last = rest.iter().take(rest.len() - after.len()).next_back()?;
            if after.first().is_some_and(|next| next.token.text == "from") {
                return None;
            }
            module.exports.extend(names.into_iter().map(|name| (name.inner, name.outer)));
            return Some(end(after, last));
        }
        ["async", "function", _] => after.get(1)?,
        ["const" | "function" | "class", ..] => after.first()?,
        _ => return None,
    };
    if name.token.sort != Sort::Word {
        return None;
    }
    let name = name.token.text.to_owned();
    module.exports.insert(name.clone(), name);
    Some(first.at)
}

/// The names in `{ a, b as c }`, and what follows.
fn in_braces<'p, 'j>(rest: &'p [Piece<'j>]) -> Option<(Vec<Name>, &'p [Piece<'j>])> {
    let close = rest.iter().position(|piece| piece.token.text == "}")?;
    let mut names = Vec::new();
    for name in rest.get(1..close)?.split(|piece| piece.token.text == ",").filter(|name| !name.is_empty()) {
        let (outer, inner) = match name {
            [outer] => (outer, outer),
            [outer, word, inner] if word.token.text == "as" => (outer, inner),
            _ => return None,
        };
        let text = |piece: &Piece| piece.token.text.to_owned();
        names.push(Name { outer: text(outer), inner: text(inner), place: outer.place() });
    }
    Some((names, rest.get(close + 1..)?))
}

/// Where a statement ends whose last piece is `last`: behind its semicolon, if it has one.
fn end(rest: &[Piece], last: &Piece) -> usize {
    let semicolon = rest.first().filter(|next| next.token.text == ";");
    semicolon.unwrap_or(last).place().end
}
