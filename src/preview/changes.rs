//! What differs between two snapshots, for people to read.

use crate::snapshot::{ProjectPath, Snapshot};

/// Files that came, changed or went.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Changes {
    /// Their paths, in order.
    pub files: Vec<ProjectPath>,
}

/// How many files are named before they are only counted.
const NAMED: usize = 2;

impl Changes {
    /// Whether nothing differs.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// The files' names, or how many they are.
    #[must_use]
    pub fn text(&self) -> String {
        match self.files.as_slice() {
            [] => "nothing".into(),
            files if files.len() <= NAMED => files.iter().map(ProjectPath::as_str).collect::<Vec<_>>().join(", "),
            files => format!("{} files", files.len()),
        }
    }
}

/// What differs from `old` to `new`, by digest.
#[must_use]
pub fn between(old: &Snapshot, new: &Snapshot) -> Changes {
    let (mut before, mut after) = (old.files().peekable(), new.files().peekable());
    let mut files = Vec::new();
    loop {
        match (before.peek(), after.peek()) {
            (None, None) => return Changes { files },
            (Some(a), Some(b)) if a.path == b.path => {
                if a.digest != b.digest {
                    files.push(b.path.clone());
                }
                before.next();
                after.next();
            }
            (Some(a), Some(b)) if a.path < b.path => {
                files.push(a.path.clone());
                before.next();
            }
            (Some(a), None) => {
                files.push(a.path.clone());
                before.next();
            }
            (_, Some(b)) => {
                files.push(b.path.clone());
                after.next();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::snapshot::File;

    fn snapshot(files: &[(&str, &str)]) -> Snapshot {
        files.iter().map(|(path, text)| File::new(ProjectPath::new(path).unwrap(), text.as_bytes())).collect()
    }

    #[test]
    fn every_difference_is_named_once() {
        let old = snapshot(&[("a", "1"), ("b", "1"), ("d", "1"), ("z", "1")]);
        let cases: [(&[(&str, &str)], &str); 4] = [
            (&[("a", "1"), ("b", "1"), ("d", "1"), ("z", "1")], "nothing"),
            (&[("a", "1"), ("b", "2"), ("d", "1"), ("z", "1")], "b"),
            (&[("a", "1"), ("b", "1"), ("c", "1"), ("z", "1")], "c, d"),
            (&[], "4 files"),
        ];
        for (new, expected) in cases {
            assert_eq!(between(&old, &snapshot(new)).text(), expected);
        }
    }
}
