//! The theme contract: the types whose fields are the variables of templates, one file for each group of outputs.
//!
//! Each output shows the fields of the [`Frame`] and those of one more type: [`KindPage`], [`HomePage`] and so on.
//! `docs/themes.md` is made from the documentation of these types. Nothing here is computed: the files in the folder above
//! build the values.

mod companion;
mod content;
mod entries;
mod frame;
mod index;
mod news;
mod print;
mod state;

pub use companion::{
    CompanionPage, GroupView, HeadingView, LeadView, PickView, ProfileView, QuestionView, RuleView, Run, SortView,
    SurveyView,
};
pub use content::{Embed, Excerpt, KindPage, Note};
pub use entries::{Card, Choice, Column, Companion, Day, Entry, Filter, Group, List, Part};
pub use frame::{
    Frame, Heading, NavigationEntry, NavigationLevel, NavigationView, Owner, PageView, ReadingPosition, Review,
    SectionView, SiteView,
};
pub use index::{HomePage, SectionPage};
pub use news::{Changed, ChangesPage, NewsDay, NewsItem};
pub use print::{BookPage, Chapter, ChapterPage, SheetsPage};
pub use state::{Charge, Due, Finding, Lack, State, StatePage};
