//! Links, images and embeds: what is fixed is written, what the site decides becomes a piece.

use pulldown_cmark::LinkType;

use super::{OpenImage, Piece, Range, Writer};
use crate::source::markdown::destination::{judge, wiki};
use crate::source::markdown::{Destination, Link, Target, attribute};

/// How an open link ends.
pub(super) enum LinkEnd {
    /// With `</a>`; the index of its link if it leads inside.
    Tag(Option<usize>),
    /// With the end of the text that its target's title replaces.
    Named,
    /// With nothing: it is not live.
    Nothing,
}

impl LinkEnd {
    pub(super) fn index(&self) -> Option<usize> {
        match self {
            Self::Tag(index) => *index,
            Self::Named | Self::Nothing => None,
        }
    }
}

impl Writer<'_> {
    /// Adds to the text of the link that is open, if one is.
    pub(super) fn link_text(&mut self, text: &str) {
        let open = self.link_ends.last().and_then(LinkEnd::index);
        if let Some(link) = open.and_then(|link| self.body.links.get_mut(link)) {
            link.text.push_str(text);
        }
    }

    /// Whether an `<a>` is open.
    pub(super) fn in_link(&self) -> bool {
        self.link_ends.iter().any(|end| matches!(end, LinkEnd::Tag(_)))
    }

    /// Embeds stand in place of a paragraph; among words, where blocks can't be, they become links.
    pub(super) fn demote_embeds(&mut self) {
        for piece in self.body.pieces.iter_mut().skip(self.opened) {
            if let Piece::Embed(link) = *piece {
                *piece = Piece::LinkNamed(link);
            }
        }
    }

    pub(super) fn open_link(&mut self, kind: LinkType, dest: &str, title: &str, span: Range<usize>) {
        if self.collecting() {
            self.link_ends.push(LinkEnd::Nothing);
            return;
        }
        let end = match kind {
            LinkType::WikiLink { has_pothole } => self.open_wiki_link(dest, has_pothole, span),
            LinkType::Email => self.open_outside(&format!("mailto:{dest}"), title),
            _ => self.open_written(dest, title, span),
        };
        self.link_ends.push(end);
    }

    fn open_wiki_link(&mut self, dest: &str, has_text: bool, span: Range<usize>) -> LinkEnd {
        // In a table the bar before the text is written `\|`; the parser leaves the backslash with the id.
        let dest = if has_text { dest.strip_suffix('\\').unwrap_or(dest) } else { dest };
        let text = if has_text { "" } else { dest };
        let index = self.add_link(wiki(dest), String::new(), text, span);
        if has_text {
            self.piece(Piece::LinkOpen(index));
            return LinkEnd::Tag(Some(index));
        }
        // The id that follows as text is replaced by the target's title when that is known.
        self.piece(Piece::LinkNamed(index));
        self.images.push(OpenImage {
            dest: String::new(),
            title: String::new(),
            wiki: true,
            text: String::new(),
            span: 0..0,
        });
        LinkEnd::Named
    }

    /// Ends a link. How one by id ends is for the site to decide.
    pub(super) fn close_link(&mut self, link: Option<usize>) {
        let by_id =
            |link: &usize| self.body.links.get(*link).is_some_and(|link| matches!(link.target, Target::Id { .. }));
        match link.filter(by_id) {
            Some(link) => self.piece(Piece::LinkClose(link)),
            None => self.push("</a>"),
        }
    }

    fn open_written(&mut self, dest: &str, title: &str, span: Range<usize>) -> LinkEnd {
        match judge(self.file, dest, span.clone()) {
            Ok(Destination::Outside(url)) => self.open_outside(&url, title),
            Ok(Destination::Inside(target)) => {
                let index = self.add_link(target, title.to_owned(), "", span);
                self.piece(Piece::LinkOpen(index));
                LinkEnd::Tag(Some(index))
            }
            Err(problem) => {
                self.problems.push(problem);
                LinkEnd::Nothing
            }
        }
    }

    fn open_outside(&mut self, url: &str, title: &str) -> LinkEnd {
        let mut open = String::from("<a");
        attribute(&mut open, "href", &encode(url));
        if !title.is_empty() {
            attribute(&mut open, "title", title);
        }
        open.push('>');
        self.push(&open);
        LinkEnd::Tag(None)
    }

    pub(super) fn add_link(&mut self, target: Target, title: String, text: &str, span: Range<usize>) -> usize {
        self.body.links.push(Link { target, title, text: text.to_owned(), span });
        self.body.links.len() - 1
    }

    pub(super) fn close_image(&mut self) {
        let Some(image) = self.images.pop() else { return };
        if let Some(outer) = self.images.last_mut() {
            outer.text.push_str(&image.text);
            return;
        }
        if image.wiki {
            self.embed(&image);
            return;
        }
        match judge(self.file, &image.dest, image.span.clone()) {
            Ok(Destination::Inside(target)) => {
                let index = self.add_link(target, image.title, &image.text, image.span);
                self.piece(Piece::Image(index));
            }
            Ok(Destination::Outside(url)) => self.outside_image(&url, &image),
            Err(problem) => {
                self.problems.push(problem);
                self.text(&image.text);
            }
        }
    }

    fn embed(&mut self, image: &OpenImage) {
        let dest = image.dest.trim_end_matches('\\');
        if self.in_link() {
            self.text(dest);
            return;
        }
        if is_picture(dest) {
            // Behind the bar stands what it shows, or how large it is to be.
            let is_size = image.text.chars().all(|c| c.is_ascii_digit() || c == 'x');
            let words = if is_size || image.text == image.dest { "" } else { image.text.as_str() };
            let index = self.add_link(wiki(dest), String::new(), words, image.span.clone());
            return self.piece(Piece::Image(index));
        }
        let index = self.add_link(wiki(dest), String::new(), dest, image.span.clone());
        self.piece(if self.inline > 0 { Piece::LinkNamed(index) } else { Piece::Embed(index) });
    }

    fn outside_image(&mut self, url: &str, image: &OpenImage) {
        let mut tag = String::from("<img");
        attribute(&mut tag, "src", &encode(url));
        attribute(&mut tag, "alt", &image.text);
        if !image.title.is_empty() {
            attribute(&mut tag, "title", &image.title);
        }
        tag.push_str(" loading=\"lazy\">");
        self.push(&tag);
    }
}

/// Whether `name` is that of a file which browsers show as a picture.
fn is_picture(name: &str) -> bool {
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    extension.is_some_and(|extension| {
        matches!(extension.as_str(), "png" | "jpg" | "jpeg" | "gif" | "webp" | "svg" | "avif" | "bmp")
    })
}

/// `url` with everything percent-encoded that a URL can't hold; what is encoded already stays.
fn encode(url: &str) -> String {
    let mut out = String::with_capacity(url.len());
    for c in url.chars() {
        if c.is_ascii_alphanumeric() || "-._~:/?#[]@!$&'()*+,;=%".contains(c) {
            out.push(c);
        } else {
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                out.push_str(&format!("%{byte:02X}"));
            }
        }
    }
    out
}
