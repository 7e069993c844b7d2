//! The page on what programs read: what it is for, by hand, and the table of files, from their declarations.

use crate::outputs::data_file::ALL;

/// The page, after its first line.
pub(super) fn page(first: &str) -> String {
    let mut out = format!("{first}{}", include_str!("outputs.md"));
    out.push_str("| address | what it is | written |\n|---|---|---|\n");
    out.push_str("| `….md` beside each `….html` | the page as Markdown | unless `outputs: {markdown: false}` |\n");
    for machine in ALL {
        let (address, what, when) = machine.about();
        out.push_str(&format!("| `{address}` | {what} | {when} |\n"));
    }
    out
}
