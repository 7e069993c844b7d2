//! Names that editors and sync clients give to what they write beside a file: backups, locks, files that wait to be renamed.
//!
//! They are no content. Refuses to guess beyond names that a known program makes.

/// Ends of such names.
const ENDS: [&str; 10] = [
    "~",              // backups of Emacs, Vim, Kate, gedit
    "___jb_tmp___",   // JetBrains: what will be renamed
    "___jb_old___",   // JetBrains: what was renamed
    "___jb_bak___",   // JetBrains: a backup
    ".tmp",           // Syncthing, Office and many others
    ".part",          // downloads
    ".partial",       // downloads and copies
    ".crdownload",    // downloads
    ".kate-swp",      // Kate's swap file
    ".drivedownload", // Google Drive
];

/// Starts of such names.
const STARTS: [&str; 5] = [
    ".#",              // Emacs' locks
    "~$",              // Office's locks
    ".~",              // LibreOffice's locks, Nextcloud's downloads
    ".goutputstream-", // GNOME's editors
    "~syncthing~",     // Syncthing on Windows
];

/// Vim's question whether it may write here.
const PROBE: &str = "4913";

/// Whether `name` is that of a leftover.
pub(super) fn is(name: &str) -> bool {
    ENDS.iter().any(|end| name.ends_with(end))
        || STARTS.iter().any(|start| name.starts_with(start))
        || (name.len() > 1 && name.starts_with('#') && name.ends_with('#'))
        || name == PROBE
        || is_swap(name)
        || is_sed(name)
        || is_numbered(name)
}

/// Vim's swap files: `.name.swp`, then `.swo`, `.swn`, …
fn is_swap(name: &str) -> bool {
    let end = name.rsplit_once('.').map(|(_, extension)| extension.as_bytes());
    matches!(end, Some([b's', b'w', b'a'..=b'p' | b'x']))
}

/// `sed -i` writes to `sed` and six letters or digits.
fn is_sed(name: &str) -> bool {
    name.strip_prefix("sed")
        .is_some_and(|rest| rest.len() == 6 && rest.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

/// Programs on Node.js write to the file's name and a number: `page.md.3176094432`.
fn is_numbered(name: &str) -> bool {
    let Some((stem, number)) = name.rsplit_once('.') else { return false };
    let text = [".md", ".yaml", ".yml", ".html", ".css"].iter().any(|extension| stem.ends_with(extension));
    text && number.len() >= 4 && number.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::is;

    #[test]
    fn leftovers_are_told_from_files() {
        let leftovers = "a.md~ .a.md.swp .a.md.swx #a.md# .#a.md 4913 sedAb3xYz a.md___jb_tmp___ a.md___jb_old___ \
                         .goutputstream-X1 .syncthing.a.md.tmp a.md.tmp a.md.3176094432 .~a.md ~$a.md";
        leftovers.split_whitespace().for_each(|name| assert!(is(name), "{name}"));
        let files = "a.md sediment.md sedate a.swift # 4913.md logo.png v1.2024 a.md.en .well-known tmp.md part.html";
        files.split_whitespace().for_each(|name| assert!(!is(name), "{name}"));
    }
}
