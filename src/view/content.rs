//! Pages of a kind: their text, and what leads to them.

use super::body;
use super::companion::companions;
use super::context::RenderContext;
use super::contract::{Frame, KindPage};
use super::output::{Text, View};
use super::{excerpts, links, page, papers, reading, relations, section};
use crate::site::{PageRef, UrlPath};

/// The view of a page that is no section's own.
#[must_use]
pub fn content(common: &RenderContext, of: PageRef) -> View<KindPage> {
    let words = &common.words;
    let text = text(common, of, of.url());
    let at = of.section();
    let (previous, next) = section::neighbours(of);
    let view = page::view(of, of.url(), words);
    let frame = common.frame(of.url().root(), view, at, section::above(at, true, words));
    View {
        frame: Frame {
            previous,
            next,
            reading: reading::position(at, Some(of), words),
            has_embeds: text.has_embeds(),
            ..frame
        },
        shown: KindPage {
            backlinks: relations::backlinks(of, words),
            part_backlinks: relations::to_parts(of, words),
            excerpts: excerpts::excerpts(of, words),
            beyond: relations::beyond(of, words),
            owns: relations::owned(of, words),
            companions: companions(of),
            papers: papers::of_page(of),
        },
        text,
        template: format!("kinds/{}.html", of.kind_name()),
        section: at.index(),
        page: Some(of.index()),
    }
}

/// The text of a page, as seen from the address `from`.
pub(super) fn text(common: &RenderContext, of: PageRef, from: &UrlPath) -> Text {
    let (parts, terms) = body::parts(of, from, &common.words);
    Text { parts, terms, cites: links::cited(of) }
}
