//! The one list of all kinds. Refuses to know anything else about them.

use super::behaviour::{Behaviour, Plain};
use super::{article, canvas, case, dimension, evidence, framework, loops};
use super::{metric, play, principle, role, source, term, workshop};
use crate::page::KindSpec;

/// All kinds, in the order in which readers meet them, each with what it computes.
static KINDS: [(&KindSpec, &dyn Behaviour); 14] = [
    (&canvas::CANVAS, &canvas::Canvas),
    (&framework::FRAMEWORK, &framework::Framework),
    (&play::PLAY, &play::Play),
    (&workshop::WORKSHOP, &workshop::Workshop),
    (&principle::PRINCIPLE, &Plain),
    (&loops::LOOP, &loops::Loop),
    (&case::CASE, &Plain),
    (&term::TERM, &term::Term),
    (&metric::METRIC, &metric::Metric),
    (&role::ROLE, &Plain),
    (&dimension::DIMENSION, &dimension::Dimension),
    (&evidence::EVIDENCE, &Plain),
    (&source::SOURCE, &Plain),
    (&article::ARTICLE, &Plain),
];

/// What a page is if nothing says what it is.
pub static FALLBACK: &KindSpec = &article::ARTICLE;

/// All kinds, in the order in which readers meet them.
pub fn all() -> impl ExactSizeIterator<Item = &'static KindSpec> + Clone {
    KINDS.iter().map(|(kind, _)| *kind)
}

/// What pages of `kind` compute.
#[must_use]
pub fn behaviour(kind: &KindSpec) -> &'static dyn Behaviour {
    let found = KINDS.iter().find(|(known, _)| known.name == kind.name);
    found.map_or(&Plain, |(_, behaviour)| *behaviour)
}

/// The kind of this name.
#[must_use]
pub fn by_name(name: &str) -> Option<&'static KindSpec> {
    all().find(|kind| kind.name == name)
}

/// The kind whose pages this folder holds.
#[must_use]
pub fn by_folder(folder: &str) -> Option<&'static KindSpec> {
    all().find(|kind| kind.folder == folder)
}

/// The folder of the kind of this name.
#[must_use]
pub fn folder_of(name: &str) -> &str {
    by_name(name).map_or(name, |kind| kind.folder)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kinds::{DiagramContext, Reading, SurveyContext, lower};
    use crate::snapshot::{File, ProjectPath};

    /// Whether there is a poster, a card or a survey is asked of the data, so it must say what the behaviour does.
    #[test]
    fn what_a_kind_says_it_makes_it_makes_of_its_example() {
        for kind in all() {
            let path = ProjectPath::new(&format!("content/{}/example.md", kind.folder)).unwrap();
            let (pages, problems) = lower(&File::new(path, kind.example.as_bytes()), &Reading::default());
            let page = pages.first().unwrap_or_else(|| panic!("{}: {problems:?}", kind.name));
            let (behaviour, name) = (behaviour(kind), &|_: usize| String::new());
            let context = DiagramContext { part: &str::to_owned, name };
            let around = SurveyContext { target: &|_| None, leading: &[], name };
            assert_eq!(behaviour.poster(page, &context).is_some(), kind.poster, "{}: poster", kind.name);
            let card = behaviour.card(page, &context, &str::to_owned, &|minutes| minutes.to_string());
            assert_eq!(card.is_some(), kind.card, "{}: card", kind.name);
            let survey = behaviour.survey(page, &around);
            assert_eq!(survey.is_some(), !kind.companions.is_empty(), "{}: companions", kind.name);
        }
    }
}
