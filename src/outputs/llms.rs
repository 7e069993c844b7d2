//! `llms.txt` (llmstxt.org): what the playbook is, and where the Markdown of each page is.
//!
//! What is retired or a draft is left out, as in all lists.

use super::markdown::{MarkdownContext, by_kind, escape};
use crate::page::Status;
use crate::site::UrlPath;

/// The file.
pub(super) fn write(around: MarkdownContext) -> String {
    let site = around.site;
    let title = escape(&around.prepared.common.title);
    let mut out = format!("# {title}\n");
    let home = site.section(0).index.and_then(|home| site.page(home).common.summary.as_ref());
    let about = home.map(|summary| &summary.plain).or(site.config.tagline.as_ref());
    if let Some(about) = about {
        out.push_str(&format!("\n> {}\n", escape(about)));
    }
    out.push_str("\nEach page is listed with its Markdown form.");
    if site.config.outputs.data {
        let url = address(around, &UrlPath::new("playbook.json"));
        out.push_str(&format!(" All pages, fields and relations as data: [playbook.json]({url})."));
    }
    out.push('\n');
    let listed: Vec<usize> = (0..site.pages.len()).filter(|at| is_listed(site.page(*at).common.status)).collect();
    for (kind, pages) in by_kind(site, listed.iter()) {
        let many = around.prepared.common.kind(kind).1;
        out.push_str(&format!("\n## {}\n\n", escape(many)));
        for at in pages {
            let page = site.page(at);
            let summary = page.common.summary.as_ref().map(|summary| format!(": {}", escape(&summary.plain)));
            let url = address(around, &site.url(at).markdown());
            out.push_str(&format!("- [{}]({url}){}\n", escape(&page.title.plain), summary.unwrap_or_default()));
        }
    }
    out
}

fn is_listed(status: Status) -> bool {
    !matches!(status, Status::Draft | Status::Retired)
}

/// The whole address of `url`, if the site's is known; else as seen from the top.
fn address(around: MarkdownContext, url: &UrlPath) -> String {
    let base = around.site.config.base_url.as_deref().unwrap_or_default();
    format!("{base}{}", url.href(false))
}
