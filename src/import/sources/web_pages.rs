//! STUB
use super::Source;
use crate::import::{Collection, Tree};
/// STUB
pub(super) struct WebPages;
impl Source for WebPages {
    fn name(&self) -> &'static str {
        "html"
    }
    fn fits(&self, _: &Tree) -> bool {
        false
    }
    fn read(&self, _: &Tree) -> Collection {
        Collection::default()
    }
}
