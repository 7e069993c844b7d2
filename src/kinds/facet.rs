//! Facets: by what a list of a kind's pages can be narrowed. A facet says where its values come from; which values there
//! are, and what they are called, follows from the pages.

/// One side by which pages can be told apart.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Facet {
    /// Its name in addresses (`?time=60`) and in the theme's words (`filters.time`).
    pub name: &'static str,
    /// Where its values come from.
    pub by: By,
}

/// Where the values of a facet come from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum By {
    /// A field: what it refers to, a choice, or a small number.
    Field(&'static str),
    /// A field that holds a length of time: whatever is done within these minutes.
    Within(&'static str, &'static [i64]),
    /// Where other pages lead here from: the parts that hold theirs, as [`super::Kind::holder`] has them.
    Holder,
}

impl Facet {
    /// A facet by a field.
    pub(super) const fn field(name: &'static str, field: &'static str) -> Self {
        Self { name, by: By::Field(field) }
    }
}
