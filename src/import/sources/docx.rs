//! STUB
use super::Source;
use crate::import::{Collection, Tree};
/// STUB
pub(super) struct Docx;
impl Source for Docx {
    fn name(&self) -> &'static str {
        "docx"
    }
    fn fits(&self, _: &Tree) -> bool {
        false
    }
    fn read(&self, _: &Tree) -> Collection {
        Collection::default()
    }
}
