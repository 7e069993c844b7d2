//! One slip in YAML: what is wrong, where, and what to write.

use std::ops::Range;

/// A slip that explains an error.
pub(super) struct Slip {
    pub(super) message: String,
    pub(super) range: Range<usize>,
    pub(super) label: String,
    pub(super) hints: Vec<String>,
    /// What carries out the first hint: what is replaced, and by what.
    pub(super) replacement: Option<(Range<usize>, String)>,
}

impl Slip {
    /// With what carries out its hint.
    pub(super) fn replacing(self, range: Range<usize>, text: String) -> Self {
        Self { replacement: Some((range, text)), ..self }
    }
}

pub(super) fn slip(
    message: impl Into<String>,
    range: Range<usize>,
    label: impl Into<String>,
    hint: impl Into<String>,
) -> Slip {
    Slip { message: message.into(), range, label: label.into(), hints: vec![hint.into()], replacement: None }
}
