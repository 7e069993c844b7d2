//! The whole site: every page with its address, its neighbours, what it leads to and what leads to it.
//!
//! [`link()`] makes it from all pages at once, every time; nothing is patched. It knows no theme and writes nothing. [`PageRef`] and
//! [`SectionRef`] answer what is asked of one page or section.

mod aliases;
mod care;
mod checks;
mod destination;
mod findings;
mod index;
mod link;
mod link_cache;
mod lookup;
mod model;
mod news;
mod own_urls;
mod owners;
mod page_ref;
mod papers;
mod places;
mod resolve;
mod routes;
mod runnable;
mod section_ref;
mod sections;
mod settle;
mod surveys;
mod unseen;
pub mod url;
mod visibility;

pub use care::OwnerReviews;
pub use destination::{Backlink, Destination};
pub use findings::Findings;
pub use index::{PageIndex, SectionIndex};
pub use link::{check, link, link_again};
pub use link_cache::LinkCache;
pub use model::Site;
pub use news::{ChangeList, News};
pub use owners::Owner;
pub use page_ref::PageRef;
pub use papers::{Deck, DeckCard, MAX_PRINTED_PAGES, POSTER_VARIANTS, PosterVariant};
pub use section_ref::SectionRef;
pub use surveys::FORM;
pub use url::UrlPath;
pub use visibility::{Hidden, HiddenReason, Options, address, day, hidden_reason};
