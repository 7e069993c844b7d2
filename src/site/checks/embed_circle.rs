//! [`code::EMBED_CIRCLE`]: pages that show themselves as a whole. What is embedded shows its fields and not its text, so nothing else goes round: two
//! pages may well show each other's cards.

use crate::diagnostic::{Diagnostic, code};
use crate::site::destination::Destination;
use crate::site::model::Site;
use crate::source::markdown::Piece;

/// Pages that show themselves, each at the first place where it does.
pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    for page in site.pages() {
        let is_own = |piece: &&Piece| match piece {
            Piece::Embed(link) => page.target(*link) == Destination::Page(page, None),
            _ => false,
        };
        let page = page.page();
        let own = page.body.pieces.iter().find(is_own);
        let link = own.and_then(|piece| if let Piece::Embed(link) = piece { page.links.get(*link) } else { None });
        problems.extend(link.map(|link| {
            Diagnostic::new(&code::EMBED_CIRCLE, format!("“{}” embeds itself", page.title.plain))
                .at(page.span(&link.span))
                .because("this is the page itself")
                .hint(format!("remove it: readers of `{}` already see this page", page.id))
        }));
    }
    problems
}
