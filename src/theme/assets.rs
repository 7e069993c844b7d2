//! A theme's assets as readers get them: each at an address that changes with its bytes, style sheets and scripts without what
//! only their authors read.
//!
//! A style sheet that begins with `@import "other.css";` is joined with that sheet of the theme, so that a page asks for one file
//! where several templates share rules; `@import "default/other.css";` means the sheet of that theme, on which one of the same name can
//! rest. A script that is a module is joined with those that it imports (see `modules`). Refuses to shorten names or values.

use std::collections::{BTreeMap, BTreeSet};

use memchr::{memchr3, memmem};

use super::modules::Scripts;
use super::{Layer, THEMES, addresses};
use crate::diagnostic::{Diagnostic, Span};
use crate::snapshot::{Digest, File, Snapshot};

/// The sheet that every page loads: it ends with the values of the settings.
const MAIN: &str = "style.css";

/// Files by the names that templates use, each with its address in the output.
type Assets = BTreeMap<String, (String, File)>;

/// All assets, the nearest layer's first, by the names that templates use. `variables` is CSS that sets the theme's
/// settings. And what is wrong with what scripts import.
pub(super) fn read(layers: &[Layer], snapshot: &Snapshot, variables: Option<&str>) -> (Assets, Vec<Diagnostic>) {
    let mut assets = Assets::new();
    let (find, names) = (|name: &str| asset(name, layers, snapshot), script_names(layers, snapshot));
    let mut scripts = Scripts::new(&find, &names);
    let mut problems = BTreeMap::new();
    for layer in layers {
        let folder = folder(&layer.name);
        for file in snapshot.below(&folder) {
            let Some(name) = file.path.strip(&folder) else { continue };
            let entry = || {
                let file = published(name, file, layers, snapshot, variables, (&mut scripts, &mut problems));
                (hashed(name, file.digest), file)
            };
            assets.entry(name.to_owned()).or_insert_with(entry);
        }
    }
    (assets, scripts.problems().into_iter().chain(problems.into_values()).collect())
}

fn folder(theme: &str) -> String {
    format!("{THEMES}/{theme}/assets")
}

/// An asset as readers get it.
fn published<'s>(
    name: &str,
    file: &'s File,
    layers: &[Layer],
    snapshot: &'s Snapshot,
    variables: Option<&str>,
    (scripts, problems): (&mut Scripts<'s, '_>, &mut BTreeMap<Span, Diagnostic>),
) -> File {
    let Ok(_) = file.text() else { return file.clone() };
    let text = match file.path.extension().as_str() {
        "css" => {
            let mut joined = joined(file, layers, snapshot, problems);
            joined.extend(variables.filter(|_| name == MAIN).map(slim));
            joined
        }
        "js" => scripts.joined(file),
        _ => return file.clone(),
    };
    File::new(file.path.clone(), text.into_bytes())
}

/// A style sheet that is being joined with those that it imports.
struct Sheet {
    /// What it imports and no theme has.
    own: String,
    /// What it imports.
    others: String,
    /// Its own rules, and the imports before them.
    text: String,
    /// How much of `text` is read.
    read: usize,
}

impl Sheet {
    fn open(file: &File) -> Self {
        let text = file.text().map(|text| slim(&text)).unwrap_or_default();
        Self { own: String::new(), others: String::new(), text, read: 0 }
    }

    /// The name that it imports next.
    fn import(&mut self) -> Option<String> {
        let (name, after) = self.rest().strip_prefix("@import \"")?.split_once("\";")?;
        let (name, after) = (name.to_owned(), after.trim_start().len());
        self.read = self.text.len() - after;
        Some(name)
    }

    /// What is not read yet.
    fn rest(&self) -> &str {
        self.text.get(self.read..).unwrap_or_default()
    }

    fn joined(self) -> String {
        let Self { own, others, .. } = &self;
        format!("{own}{others}{}", self.rest())
    }
}

/// A style sheet with those that it imports in front, each once, however long the way to them is.
fn joined(file: &File, layers: &[Layer], snapshot: &Snapshot, problems: &mut BTreeMap<Span, Diagnostic>) -> String {
    let to = inner_folder(file);
    let address = |name: &str| published_name(name, layers, snapshot);
    let mut open_sheet = |file: &File| {
        let mut sheet = Sheet::open(file);
        if memmem::find(sheet.text.as_bytes(), b"url(").is_some() {
            sheet.text = addresses::published(&sheet.text, file, (inner_folder(file), to), &address, problems);
        }
        sheet
    };
    let mut seen = BTreeSet::from([file.path.as_str()]);
    let mut open = vec![open_sheet(file)];
    loop {
        let Some(sheet) = open.last_mut() else { return String::new() };
        if let Some(name) = sheet.import() {
            match asset(&name, layers, snapshot) {
                Some(other) if !seen.insert(other.path.as_str()) => {}
                Some(other) => open.push(open_sheet(other)),
                None => sheet.own.push_str(&format!("@import \"{name}\";")),
            }
            continue;
        }
        let done = open.pop().map(Sheet::joined).unwrap_or_default();
        match open.last_mut() {
            Some(outer) => outer.others.push_str(&done),
            None => return done,
        }
    }
}

/// The folder of an asset below its theme's `assets`.
fn inner_folder(file: &File) -> &str {
    let name = file.path.as_str().split_once("/assets/").map_or("", |(_, name)| name);
    name.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The address below `assets/` of a file that is published as it is.
fn published_name(name: &str, layers: &[Layer], snapshot: &Snapshot) -> Option<String> {
    let file = layers.iter().find_map(|layer| snapshot.get(&format!("{}/{name}", folder(&layer.name))))?;
    let is_rewritten = matches!(file.path.extension().as_str(), "css" | "js");
    let address = hashed(name, file.digest);
    if is_rewritten { None } else { address.strip_prefix("assets/").map(str::to_owned) }
}

/// The names of all scripts that a script can import.
fn script_names(layers: &[Layer], snapshot: &Snapshot) -> Vec<String> {
    let inside = |layer: &Layer| {
        let folder = folder(&layer.name);
        let scripts = snapshot.below(&folder).filter(|file| file.path.extension() == "js");
        scripts.filter_map(|file| file.path.strip(&folder).map(str::to_owned)).collect::<Vec<String>>()
    };
    let mut names: Vec<String> = layers.iter().flat_map(inside).collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// The theme's file of this name, the nearest layer's, or that of the theme which the name begins with.
fn asset<'s>(name: &str, layers: &[Layer], snapshot: &'s Snapshot) -> Option<&'s File> {
    let near = layers.iter().find_map(|layer| snapshot.get(&format!("{}/{name}", folder(&layer.name))));
    near.or_else(|| {
        let (theme, name) = name.split_once('/')?;
        snapshot.get(&format!("{}/{name}", folder(theme)))
    })
}

/// A style sheet without comments, and without white space where it means nothing. What stands in quotes stays as it is.
fn slim(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(at) = memchr3(b'"', b'\'', b'/', rest.as_bytes()) {
        let Some((before, from)) = rest.split_at_checked(at) else { break };
        squeeze(before, &mut out);
        let end = match from.as_bytes() {
            [b'/', b'*', ..] => from.find("*/").map_or(from.len(), |end| end + 2),
            [quote @ (b'"' | b'\''), ..] => {
                let end = closing(from, *quote);
                out.push_str(from.get(..end).unwrap_or_default());
                end
            }
            _ => {
                out.push('/');
                1
            }
        };
        rest = from.get(end..).unwrap_or_default();
    }
    squeeze(rest, &mut out);
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
    out
}

/// Adds CSS that holds no quotes and comments to `out`. White space means nothing after `{`, `}`, `;`, `,` and `:` and before `{` and `}`;
/// before `:` it does.
fn squeeze(css: &str, out: &mut String) {
    let mut rest = css;
    loop {
        // What stays as it is goes over in one piece.
        let plain = rest.bytes().position(|byte| byte.is_ascii_whitespace() || matches!(byte, b'{' | b'}'));
        let (before, from) = rest.split_at_checked(plain.unwrap_or(rest.len())).unwrap_or((rest, ""));
        out.push_str(before);
        let mut chars = from.chars();
        let Some(sign) = chars.next() else { return };
        let last = out.bytes().next_back().unwrap_or(b'\n');
        if sign.is_ascii_whitespace() {
            if !matches!(last, b' ' | b'\n' | b'{' | b'}' | b';' | b',' | b':') {
                out.push(' ');
            }
        } else {
            if matches!(last, b' ' | b'\n') {
                out.pop();
            }
            if sign == '}' && out.ends_with(';') {
                out.pop();
            }
            out.push(sign);
        }
        rest = chars.as_str();
    }
}

/// Where the text in quotes that `css` begins with ends.
fn closing(css: &str, quote: u8) -> usize {
    let mut bytes = css.bytes().enumerate().skip(1);
    while let Some((at, byte)) = bytes.next() {
        if byte == b'\\' {
            bytes.next();
        } else if byte == quote {
            return at + 1;
        }
    }
    css.len()
}

/// `style.css` as `assets/style.1a2b3c4d.css`.
fn hashed(name: &str, digest: Digest) -> String {
    match name.rsplit_once('.') {
        Some((stem, extension)) => format!("assets/{stem}.{}.{extension}", digest.short()),
        None => format!("assets/{name}.{}", digest.short()),
    }
}

#[cfg(test)]
mod tests {
    use super::slim;

    #[test]
    fn style_sheets_lose_only_what_readers_do_not_need() {
        let check = |css: &str, wanted: &str| assert_eq!(slim(css), wanted);
        check(
            "/* why */\na {\n  color: red; /* it's \"so\" */\n\n  content: \"/* no */ \\\" '\";\n}\nb { font: 1em/1.5 x; }",
            "a{color:red;content:\"/* no */ \\\" '\"}b{font:1em/1.5 x}\n",
        );
        check("a { content: 'open", "a{content:'open\n");
        check("a :hover, b > c:is(d,\n  e) {}\n", "a :hover,b > c:is(d,e){}\n");
        check(
            "@media screen and (width >= 4rem) { a { width: calc(1px + 2px); } }",
            "@media screen and (width >= 4rem){a{width:calc(1px + 2px)}}\n",
        );
        check("a { grid-template: \"a  b\"\n  \"c  d\"; }", "a{grid-template:\"a  b\" \"c  d\"}\n");
    }
}
