//! [`code::IMAGE_LARGE`]: images that take long to load.

use crate::diagnostic::{Diagnostic, code};
use crate::site::destination::Destination;
use crate::site::model::Site;
use crate::source::markdown::Piece;

/// One problem for each image of a text whose file is large.
pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    if site.large_files.is_empty() {
        return Vec::new();
    }
    let mut problems = Vec::new();
    for page in site.pages() {
        for piece in &page.page().body.pieces {
            let Piece::Image(at) = piece else { continue };
            let (Destination::File(_, file), Some(link)) = (page.target(*at), page.links().get(*at)) else { continue };
            let Some(bytes) = site.large_files.get(file) else { continue };
            let message = format!("`{}` takes {} MB", file.name(), bytes.div_ceil(1 << 20));
            problems.push(
                Diagnostic::new(&code::IMAGE_LARGE, message)
                    .at(page.page().span(&link.span))
                    .because("on a phone, readers wait for it")
                    .hint("export a copy of it that is 1600 pixels wide, and name that file here"),
            );
        }
    }
    problems
}
