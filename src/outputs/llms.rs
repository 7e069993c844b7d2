//! `llms.txt` (llmstxt.org): what the playbook is, and where the Markdown of each page is.
//!
//! What is retired or a draft is left out, as in all lists.

use super::markdown::{MarkdownContext, by_kind, escape};
use crate::page::Status;
use crate::site::{PageRef, UrlPath};

/// The file.
pub(super) fn write(around: MarkdownContext) -> String {
    let site = around.site;
    let title = escape(&around.prepared.common.title);
    let mut out = format!("# {title}\n");
    let about = site.top().own().and_then(PageRef::summary).or(site.config.tagline.as_deref());
    if let Some(about) = about {
        out.push_str(&format!("\n> {}\n", escape(about)));
    }
    out.push_str("\nEach page is listed with its Markdown form.");
    if site.config.outputs.data {
        let url = address(around, &UrlPath::new("playbook.json"));
        out.push_str(&format!(" All pages, fields and relations as data: [playbook.json]({url})."));
    }
    out.push('\n');
    for (kind, pages) in by_kind(site.pages().filter(|page| is_listed(page.status()))) {
        let many = around.prepared.common.kind(kind).1;
        out.push_str(&format!("\n## {}\n\n", escape(many)));
        for page in pages {
            let summary = page.summary().map(|summary| format!(": {}", escape(summary)));
            let url = address(around, &page.url().markdown());
            out.push_str(&format!("- [{}]({url}){}\n", escape(page.title()), summary.unwrap_or_default()));
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
