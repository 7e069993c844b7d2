//! Sizes of files as people write them: `500 KB`, `16 MB`, `1 GB`. A kilobyte has 1,024 bytes.

use std::fmt;

/// Units by their names, with their bytes.
const UNITS: [(&str, u64); 3] = [("GB", 1 << 30), ("MB", 1 << 20), ("KB", 1 << 10)];

/// A size in bytes. It is shown in the largest unit that it fills.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Size(pub u64);

impl Size {
    /// Reads a whole number and a unit; none if the text is something else.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let split = text.find(|c: char| !c.is_ascii_digit())?;
        let (number, unit) = text.split_at_checked(split)?;
        let (_, bytes) = UNITS.iter().find(|(name, _)| name.eq_ignore_ascii_case(unit.trim()))?;
        number.parse::<u64>().ok()?.checked_mul(*bytes).map(Self)
    }
}

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some((name, unit)) = UNITS.iter().find(|(_, unit)| self.0 >= *unit) else {
            return write!(f, "{} bytes", self.0);
        };
        let tenths = u128::from(self.0) * 10 / u128::from(*unit);
        match tenths % 10 {
            0 => write!(f, "{} {name}", tenths / 10),
            rest => write!(f, "{}.{rest} {name}", tenths / 10),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Size;

    #[test]
    fn sizes_are_read_and_shown() {
        let cases = [
            ("16 MB", Some("16 MB")),
            ("500kb", Some("500 KB")),
            ("1 GB", Some("1 GB")),
            ("1536 KB", Some("1.5 MB")),
            ("0 KB", Some("0 bytes")),
            ("16", None),
            ("MB", None),
            ("16 TB", None),
            ("1.5 MB", None),
            ("-1 MB", None),
            ("99999999999999999999 GB", None),
        ];
        for (text, expected) in cases {
            assert_eq!(Size::read(text).map(|size| size.to_string()).as_deref(), expected, "{text}");
        }
    }
}
