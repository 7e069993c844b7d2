//! New and changed guidance as an Atom feed (RFC 4287).
//!
//! A feed is read far from its site, so every address in it is absolute: without `base_url` there is none. Its ids are `tag:`
//! addresses (RFC 4151), which stay when the site's addresses change; its dates are those of the changes, never the clock's.

use crate::site::Site;
use crate::source::markdown::escape_attribute as escape;
use crate::view::{RenderContext, newest};

/// Where the feed stands.
pub(super) const FEED: &str = "feed.xml";

/// Most entries.
const MAX_ENTRIES: usize = 50;

/// Whether there is a feed.
pub(super) fn exists(site: &Site) -> bool {
    site.config.base_url.is_some() && site.news.recent().next().is_some()
}

/// The feed.
pub(super) fn atom(site: &Site, common: &RenderContext) -> String {
    let base = site.config.base_url.as_deref().unwrap_or_default();
    let host = base.split("://").nth(1).and_then(|rest| rest.split('/').next()).unwrap_or_default();
    let newest = newest(site, common, MAX_ENTRIES);
    let updated = newest.first().map(|(news, _)| news.day.to_string()).unwrap_or_default();
    let author = site.config.organisation.as_deref().unwrap_or(&common.title);
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n\
         <id>{base}{FEED}</id>\n<title>{}</title>\n<updated>{updated}T00:00:00Z</updated>\n\
         <author><name>{}</name></author>\n<link rel=\"self\" type=\"application/atom+xml\" href=\"{base}{FEED}\"/>\n<link href=\"{base}\"/>\n",
        escape(&site.config.language),
        text(&common.title),
        text(author),
    );
    for (news, item) in newest {
        let id = format!("tag:{host},{}:{}", news.day, crate::site::url::encode(site.page(news.page).id()));
        out.push_str(&format!(
            "<entry>\n<id>{id}</id>\n<title>{}</title>\n<updated>{}T00:00:00Z</updated>\n<link href=\"{base}{}\"/>\n",
            text(&format!("{} {}", item.page.title, item.title)),
            news.day,
            item.page.url,
        ));
        if let Some(by) = &item.by {
            out.push_str(&format!("<author><name>{}</name></author>\n", text(by)));
        }
        let summary = item.page.summary.unwrap_or(item.page.title);
        out.push_str(&format!("<summary>{}</summary>\n</entry>\n", text(&summary)));
    }
    out.push_str("</feed>\n");
    out
}

/// Text for XML, which can't hold control characters at all.
fn text(text: &str) -> String {
    escape(&text.chars().filter(|c| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}')).collect::<String>())
}
