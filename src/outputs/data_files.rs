//! The files that programs read: which of them a site has, where they are, how each becomes bytes.
//!
//! Each is a function of the site. Whatever the project itself puts at one of these addresses takes its place.

use super::data_file::{ALL, DataFile};
use super::markdown::MarkdownContext;
use super::output::Output;
use super::{data, hosts, llms, manifest, published, sitemap};
use crate::score::SCHEMA;
use crate::site::{Site, UrlPath};

/// What programs read of `site`, by address: these files, and the Markdown form of each section.
pub(super) fn plan(site: &Site) -> impl Iterator<Item = (UrlPath, Output)> {
    let outputs = site.config.outputs;
    let wanted = move |file: &DataFile| match file {
        DataFile::Data | DataFile::DataSchema | DataFile::AnswersSchema => outputs.data,
        DataFile::Llms => outputs.markdown,
        DataFile::Sitemap(_) => site.config.base_url.is_some(),
        DataFile::Robots | DataFile::Manifest => true,
        DataFile::Redirects => outputs.hosts && site.pages.iter().any(|page| !page.common.aliases.is_empty()),
        DataFile::Headers | DataFile::StaticWebApp | DataFile::Nginx => outputs.hosts,
    };
    let files = ALL.into_iter().filter(wanted).map(|one| (UrlPath::new(one.about().0), Output::DataFile(one)));
    let parts = (1..=sitemap::parts(site))
        .map(|part| (UrlPath::new(&sitemap::name(part)), Output::DataFile(DataFile::Sitemap(Some(part)))));
    let lists = site.sections().filter(move |section| outputs.markdown && section.own().is_none());
    let lists = lists.map(|section| (section.url().markdown(), Output::MarkdownSection(section.index())));
    files.chain(parts).chain(lists)
}

/// The bytes of one of them.
pub(super) fn render(file: DataFile, context: MarkdownContext) -> Vec<u8> {
    let site = context.site;
    match file {
        DataFile::Data => data::write(context),
        DataFile::DataSchema => json(&published::schema()),
        DataFile::AnswersSchema => SCHEMA.as_bytes().to_vec(),
        DataFile::Llms => llms::write(context).into_bytes(),
        DataFile::Sitemap(part) => sitemap::write(site, part).into_bytes(),
        DataFile::Robots => sitemap::robots(site).into_bytes(),
        DataFile::Manifest => json(&manifest::manifest(context)),
        DataFile::Headers => hosts::headers(site).into_bytes(),
        DataFile::Redirects => hosts::redirects(site).into_bytes(),
        DataFile::StaticWebApp => json(&hosts::static_web_app(site)),
        DataFile::Nginx => hosts::nginx(site).into_bytes(),
    }
}

fn json(value: &serde_json::Value) -> Vec<u8> {
    format!("{value:#}\n").into_bytes()
}
