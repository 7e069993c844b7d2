//! `limits`: how long files may be.

use crate::diagnostic::code;
use crate::limits;
use crate::page::{Decoder, Field, Record, Size, Type};

/// How long files may be, in bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Limits {
    /// Pages and files of a theme.
    pub text: u64,
    /// Lists and settings.
    pub yaml: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { text: limits::TEXT, yaml: limits::YAML }
    }
}

/// The fields of `limits`.
pub(super) static FIELDS: &[Field] = &[
    Field::new("text", Type::Line, "The most that a page or a file of a theme may have; `16 MB` by default.", "32 MB"),
    Field::new("yaml", Type::Line, "The most that a list or `theme.yaml` may have; `4 MB` by default.", "8 MB"),
];

impl Limits {
    /// The limits in `group`, its `limits`. What is wrong is reported and keeps its default.
    pub(super) fn read(group: &Record, decoder: &mut Decoder) -> Self {
        let default = Self::default();
        let mut size = |name| {
            let text = group.text(name)?;
            let size = Size::read(text);
            if size.is_none() {
                let span = group.get(name)?.span.clone();
                let problem = decoder.problem(&code::FIELD_VALUE, format!("`{name}` should be a size"), &span);
                problem.label = "this is not a whole number with KB, MB or GB".into();
                problem.hints.push("write it like `32 MB`".into());
            }
            size.map(|size| size.0)
        };
        Self { text: size("text").unwrap_or(default.text), yaml: size("yaml").unwrap_or(default.yaml) }
    }
}
