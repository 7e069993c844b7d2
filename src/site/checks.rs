//! Completeness: what only the whole playbook shows. Each check has its own code.

use super::{Lookup, Site, figures, order};
use crate::diagnostic::{Diagnostic, code};
use crate::kinds;
use crate::page::{Page, Status};

/// Two pages of one id.
pub(super) fn same_id(first: &Page, second: &Page) -> Diagnostic {
    let other = format!("{}-2", second.id);
    let hint = if second.in_list {
        format!("give one of them another id, for example `{other}`")
    } else {
        format!("rename one file, or give it an id of its own: `id: {other}`")
    };
    Diagnostic::new(&code::ID_DUPLICATE, format!("two pages have the id `{}`", second.id))
        .at(second.span(&second.place))
        .because("this one")
        .see(first.span(&first.place), "the other one")
        .hint(hint)
}

/// All checks of the linked site.
pub(super) fn all(site: &Site) -> Vec<Diagnostic> {
    let (mut problems, others) = rayon::join(
        || {
            let mut problems = summaries(site);
            problems.extend(titles(site));
            problems.extend(figures::unsourced(site));
            problems.extend(order::backwards(site));
            problems
        },
        || reached(site),
    );
    problems.extend(others);
    problems
}

fn live(site: &Site) -> impl Iterator<Item = (usize, &Page)> {
    let pages = site.pages.iter().map(AsRef::as_ref).enumerate();
    pages.filter(|(_, page)| page.common.status == Status::Live)
}

fn summaries(site: &Site) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    for (_, page) in live(site).filter(|(_, page)| page.common.summary.is_none()) {
        let problem = Diagnostic::new(&code::SUMMARY_MISSING, format!("“{}” has no summary", page.title.plain));
        let problem = problem.at(page.span(&page.title_place)).because("cards, lists and search show this title alone");
        problems.push(problem.hint("add `summary: …`, one sentence that says what the reader gets"));
    }
    problems
}

fn titles(site: &Site) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    let mut first: Lookup<(&str, &str), &Page> = Lookup::default();
    for (_, page) in live(site) {
        let key = (page.kind, page.title.plain.as_str());
        let Some(other) = first.insert(key, page) else { continue };
        problems.push(
            Diagnostic::new(&code::TITLE_DUPLICATE, format!("two pages have the title “{}”", page.title.plain))
                .at(page.span(&page.title_place))
                .because("readers can't tell the two apart in a list")
                .see(other.span(&other.title_place), "the other one")
                .hint("say in each title what is special about it"),
        );
        first.insert(key, other);
    }
    problems
}

fn reached(site: &Site) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    for (index, page) in live(site) {
        let Some(kind) = kinds::by_name(page.kind) else { continue };
        let relations: Vec<&'static str> = site.leading_to(index).map(|(_, link)| link.relation).collect();
        if let Some(code) = kind.unreached(&relations) {
            problems.push(
                Diagnostic::new(code, format!("nothing leads to “{}”", page.title.plain))
                    .at(page.span(&page.title_place))
                    .because("no other page names it in its front matter")
                    .hint(format!("name `{}` where it would help, or retire it", page.id)),
            );
        }
    }
    problems
}
