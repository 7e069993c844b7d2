//! Names that mean something to hosts, to other programs or to the generated site: no page, no alias and no file of `content/` gets them.
//!
//! A file in `static/` can have them: whoever puts `_headers` there means it.

use super::data_file;
use crate::site::url::fold;
use crate::view::{CHANGES, STATE};

/// Pages that the program makes, or may make on another day, by their names without an ending.
const PAGES: [(&str, &str); 5] = [
    ("404", "the page for addresses that lead nowhere"),
    ("search", "the page that searches"),
    (STATE, "the page on the playbook's state"),
    (CHANGES, "the page on what is new"),
    ("print", "the page with the whole playbook"),
];

/// What hosts and other programs read at the top of a site, besides [`data_file::ALL`].
const FILES: [(&str, &str); 18] = [
    ("_headers", "what Netlify and Cloudflare Pages obey"),
    ("_redirects", "what Netlify and Cloudflare Pages obey"),
    ("staticwebapp.config.json", "what Azure obeys"),
    ("nginx.conf", "what nginx obeys"),
    ("feed.xml", "the feed of what is new"),
    ("_routes.json", "what Cloudflare Pages reads"),
    ("_worker.js", "what Cloudflare Pages runs"),
    ("netlify.toml", "what Netlify reads"),
    ("vercel.json", "what Vercel reads"),
    ("firebase.json", "what Firebase reads"),
    ("cname", "what GitHub Pages reads"),
    (".nojekyll", "what GitHub Pages reads"),
    ("_config.yml", "what GitHub Pages reads"),
    (".gitlab-ci.yml", "what GitLab Pages reads"),
    (".domains", "what Codeberg Pages reads"),
    (".well-known", "what browsers and other servers trust"),
    ("crossdomain.xml", "what other programs trust"),
    ("service-worker.js", "what browsers keep running"),
];

/// What servers read in any folder.
const ANYWHERE: [(&str, &str); 4] = [
    (".htaccess", "what Apache obeys"),
    (".htpasswd", "what Apache obeys"),
    (".user.ini", "what PHP obeys"),
    ("web.config", "what IIS obeys"),
];

/// Whose name `url` is, in words; `pretty`: whether pages have folders of their own.
pub(super) fn owner(url: &str, pretty: bool) -> Option<&'static str> {
    let is_plain = url.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
    if is_plain { owner_of_folded(url, pretty) } else { owner_of_folded(&fold(url), pretty) }
}

fn owner_of_folded(path: &str, pretty: bool) -> Option<&'static str> {
    let find = |names: &[(&str, &'static str)], wanted: &str| {
        names.iter().find(|(name, _)| *name == wanted).map(|(_, owner)| *owner)
    };
    let top = path.split('/').next().unwrap_or_default();
    let page = if pretty { path.strip_suffix("/index.html") } else { None };
    let page = page.or_else(|| path.strip_suffix(".html")).filter(|page| !page.contains('/'));
    let anywhere =
        || path.split('/').filter(|part| part.starts_with(['.', 'w'])).find_map(|part| find(&ANYWHERE, part));
    let written = || data_file::ALL.iter().map(|file| file.about()).find(|(name, ..)| *name == top);
    page.and_then(|page| find(&PAGES, page))
        .or_else(|| find(&FILES, top))
        .or_else(anywhere)
        .or_else(|| written().map(|(_, what, _)| what))
}

#[cfg(test)]
mod tests {
    use super::owner;

    #[test]
    fn names_with_a_meaning_are_known_in_any_spelling() {
        for url in
            ["_headers", "_Headers/index.html", "CNAME", "a/b/.htaccess", "search.html", "404.html", "robots.txt/x"]
        {
            assert!(owner(url, false).is_some(), "{url}");
        }
        for url in ["a/_headers.html", "state/index.html", "searching.html", "plays/print.html", "cname.html"] {
            assert!(owner(url, false).is_none(), "{url}");
        }
        assert!(owner("state/index.html", true).is_some());
    }
}
