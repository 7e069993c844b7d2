//! STUB
use super::Source;
use crate::import::{Collection, Tree};
/// STUB
pub(super) struct Notion;
impl Source for Notion {
    fn name(&self) -> &'static str {
        "notion"
    }
    fn fits(&self, _: &Tree) -> bool {
        false
    }
    fn read(&self, _: &Tree) -> Collection {
        Collection::default()
    }
}
