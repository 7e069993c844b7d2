//! The files that programs read: which there are, and what each is for.

/// A file that programs read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DataFile {
    /// Every page, field and relation.
    Data,
    /// The JSON Schema of [`DataFile::Data`].
    DataSchema,
    /// The JSON Schema of the files in which readers save their answers.
    AnswersSchema,
    /// The way into the Markdown forms, for language models.
    Llms,
    /// The addresses of all pages, for search engines; of those in this part, where there are too many for one file.
    Sitemap(Option<usize>),
    /// What search engines may read.
    Robots,
    /// What a device shows of a site that was put on its home screen.
    Manifest,
    /// The site's headers, as Netlify and Cloudflare Pages read them.
    Headers,
    /// Old addresses, as Netlify and Cloudflare Pages read them.
    Redirects,
    /// Headers and old addresses, as Azure Static Web Apps reads them.
    StaticWebApp,
    /// Headers and old addresses, as nginx reads them.
    Nginx,
}

impl DataFile {
    /// Its address, what it is for, and when there is one.
    #[must_use]
    pub fn about(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Data => ("playbook.json", "every page with its fields, every relation, every section", DATA),
            Self::DataSchema => ("playbook.schema.json", "the JSON Schema (draft 2020-12) of `playbook.json`", DATA),
            Self::AnswersSchema => (
                "answers.schema.json",
                "the JSON Schema (draft 2020-12) of the files in which readers save their answers",
                DATA,
            ),
            Self::Llms => {
                ("llms.txt", "what the playbook is and where its pages' Markdown is, for language models", MARKDOWN)
            }
            Self::Sitemap(_) => (
                "sitemap.xml",
                "the addresses of all pages, for search engines; above 50,000 a list of parts",
                "with `base_url`",
            ),
            Self::Robots => {
                ("robots.txt", "that search engines may read everything, and where the sitemap is", "always")
            }
            Self::Manifest => {
                ("manifest.json", "name and icons for a device's home screen; linked with `base_url`", "always")
            }
            Self::Headers => ("_headers", "policy and caching for Netlify and Cloudflare Pages", HOSTS),
            Self::Redirects => {
                ("_redirects", "old addresses for Netlify and Cloudflare Pages", "the same, if a page has `aliases`")
            }
            Self::StaticWebApp => ("staticwebapp.config.json", "the same for Azure Static Web Apps", HOSTS),
            Self::Nginx => ("nginx.conf", "the same for nginx, to be included in a `server` block", HOSTS),
        }
    }
}

const DATA: &str = "unless `outputs: {data: false}`";
const MARKDOWN: &str = "unless `outputs: {markdown: false}`";
const HOSTS: &str = "unless `outputs: {hosts: false}`";

/// All of them, in the order of the documentation.
pub const ALL: [DataFile; 11] = [
    DataFile::Data,
    DataFile::DataSchema,
    DataFile::AnswersSchema,
    DataFile::Llms,
    DataFile::Sitemap(None),
    DataFile::Robots,
    DataFile::Manifest,
    DataFile::Headers,
    DataFile::Redirects,
    DataFile::StaticWebApp,
    DataFile::Nginx,
];
