//! `sitemap.xml` (sitemaps.org, protocol 0.9) and `robots.txt`.
//!
//! A sitemap needs whole addresses, so there is one only where the site's own is known. It names no day on which a page changed
//! but that of its last review, and leaves drafts and retired pages out.

use crate::page::Status;
use crate::site::{Site, UrlPath};
use crate::source::markdown::escape;

/// Most addresses that the protocol allows in one file.
const MAX_URLS: usize = 50_000;

const SCHEMA: &str = "xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"";

/// How many parts a sitemap has besides the file that lists them; none where that one holds everything.
pub(super) fn parts(site: &Site) -> usize {
    if site.config.base_url.is_none() || site.pages().len() + site.sections().len() <= MAX_URLS {
        return 0;
    }
    match pages(site).count() {
        all if all > MAX_URLS => all.div_ceil(MAX_URLS),
        _ => 0,
    }
}

/// The address of a part.
pub(super) fn name(part: usize) -> String {
    format!("sitemap-{part}.xml")
}

/// The whole sitemap, the list of its parts, or one of them, counted from 1.
pub(super) fn write(site: &Site, part: Option<usize>) -> String {
    let base = site.config.base_url.as_deref().unwrap_or_default();
    let (outer, inner) =
        if part.is_none() && parts(site) > 0 { ("sitemapindex", "sitemap") } else { ("urlset", "url") };
    let mut out = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<{outer} {SCHEMA}>\n");
    let mut entry = |url: &str, day: Option<String>| {
        out.push_str(&format!("<{inner}><loc>"));
        escape(&mut out, &format!("{base}{url}"));
        out.push_str("</loc>");
        out.extend(day.map(|day| format!("<lastmod>{day}</lastmod>")));
        out.push_str(&format!("</{inner}>\n"));
    };
    if inner == "sitemap" {
        (1..=parts(site)).for_each(|part| entry(&name(part), None));
    } else {
        let first = part.map_or(0, |part| (part - 1) * MAX_URLS);
        pages(site).skip(first).take(MAX_URLS).for_each(|(url, day)| entry(&url.href(site.pretty()), day));
    }
    out.push_str(&format!("</{outer}>\n"));
    out
}

/// The pages that search engines should know, with the day of their last review, and the lists that nobody wrote a page for.
fn pages(site: &Site) -> impl Iterator<Item = (&UrlPath, Option<String>)> {
    let pages = site.pages().filter(|page| !matches!(page.status(), Status::Draft | Status::Retired));
    let pages = pages.map(|page| (page.url(), page.common().reviewed.map(|day| day.to_string())));
    let lists = site.sections().filter(|section| section.own().is_none()).map(|section| (section.url(), None));
    pages.chain(lists)
}

/// `robots.txt` (RFC 9309): everything may be read.
pub(super) fn robots(site: &Site) -> String {
    let sitemap = site.config.base_url.as_ref().map(|base| format!("\nSitemap: {base}sitemap.xml\n"));
    format!("User-agent: *\nAllow: /\n{}", sitemap.unwrap_or_default())
}
