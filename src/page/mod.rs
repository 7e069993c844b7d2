//! What kinds and site share: a page with validated fields, its links, its anchors; and what a kind of page is, as data.
//!
//! A [`Page`] is made once, whole, from one document by `kinds`; nothing is filled in later. It knows nothing of other
//! pages: where its links lead is decided when the site is linked.

mod by_kind;
mod common;
mod decode;
mod duration;
mod field;
mod kind;
mod link;
mod model;
mod scalar;
mod size;
mod suggest;
mod text;
mod value;

pub use common::{COMMON_FIELDS, CommonFields, OWNERS, Status};
pub use decode::{Decoder, plain_or_quoted};
pub use duration::{Duration, Unit};
pub use field::{Field, Type, listed, with_article};
pub use kind::{AsideItem, DeckRule, Excerpt, Facet, FacetSource, KindSpec, Mention, PartRule};
pub use link::{LINK, Link};
pub use model::{Anchor, Page};
pub use size::Size;
pub use suggest::readable;
pub use text::{Part, count_words, parts};
pub use value::{Data, People, Record, Value};
