//! Pages that show themselves, by themselves or by way of others. Each circle is reported once, at its first page.

use std::collections::BTreeMap;

use super::super::{Resolved, Site};
use crate::diagnostic::{Diagnostic, code};
use crate::page::Link;
use crate::source::markdown::Piece;

/// What each page shows in its text: the page, and the link that says so.
type Shown<'s> = BTreeMap<usize, Vec<(usize, &'s Link)>>;

/// Circles of pages, each of which shows the next.
pub(super) fn circles(site: &Site) -> Vec<Diagnostic> {
    let shown = shown(site);
    let circle = |(start, _): (&usize, &Vec<_>)| {
        let path = back(&shown, *start)?;
        // Another page of the circle may stand before it: there it is reported.
        path.iter().all(|(page, _)| page >= start).then(|| report(site, *start, &path))
    };
    shown.iter().filter_map(circle).collect()
}

fn shown(site: &Site) -> Shown<'_> {
    let mut shown = Shown::new();
    for (index, page) in site.pages.iter().enumerate() {
        for piece in &page.body.pieces {
            if let Piece::Embed(at) = piece
                && let Resolved::Page(target, _) = site.target(index, *at)
                && let Some(link) = page.links.get(*at)
            {
                shown.entry(index).or_default().push((*target, link));
            }
        }
    }
    shown
}

/// The shortest way from `start` back to it: pages with the links by which they show the next.
fn back<'s>(shown: &Shown<'s>, start: usize) -> Option<Vec<(usize, &'s Link)>> {
    let mut from: BTreeMap<usize, (usize, &Link)> = BTreeMap::new();
    let mut front = vec![start];
    while !front.is_empty() && !from.contains_key(&start) {
        let mut next = Vec::new();
        for page in front {
            for (target, link) in shown.get(&page).into_iter().flatten() {
                from.entry(*target).or_insert_with(|| {
                    next.push(*target);
                    (page, link)
                });
            }
        }
        front = next;
    }
    let mut path = Vec::new();
    let mut at = start;
    loop {
        let (page, link) = *from.get(&at)?;
        path.push((page, link));
        at = page;
        if at == start {
            path.reverse();
            return Some(path);
        }
    }
}

fn report(site: &Site, start: usize, path: &[(usize, &Link)]) -> Diagnostic {
    let title = &site.page(start).title.plain;
    let alone = path.len() == 1;
    let by = if alone { "" } else { ", by way of others" };
    let mut problem = Diagnostic::new(&code::EMBED_CIRCLE, format!("“{title}” shows itself{by}"));
    for (number, (page, link)) in path.iter().enumerate() {
        let place = site.page(*page).span(&link.span);
        problem = match number {
            0 if alone => problem.at(place).because("this is the page itself"),
            0 => problem.at(place).because("this shows the next page"),
            last if last + 1 == path.len() => problem.see(place, "and this the first one again"),
            _ => problem.see(place, "this the one after it"),
        };
    }
    let target = path.last().map(|_| &site.page(start).id);
    problem.hint(match target {
        Some(id) if alone => format!("take it out: readers of `{id}` see it already"),
        _ => "write one of them as a link, without the `!`".into(),
    })
}
