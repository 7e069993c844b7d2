//! STUB
use super::Source;
use crate::import::{Collection, Tree};
/// STUB
pub(super) struct Confluence;
impl Source for Confluence {
    fn name(&self) -> &'static str {
        "confluence"
    }
    fn fits(&self, _: &Tree) -> bool {
        false
    }
    fn read(&self, _: &Tree) -> Collection {
        Collection::default()
    }
}
