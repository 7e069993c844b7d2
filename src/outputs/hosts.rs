//! What hosts must be told: the policy that pages keep, how long files may be held, where old addresses lead.
//!
//! `_headers` and `_redirects` are for Netlify and Cloudflare Pages, `staticwebapp.config.json` is for Azure Static Web Apps,
//! `nginx.conf` goes into a `server` block. Each old address is a page, too, so a host that reads none of them still sends readers on.

use serde_json::{Map, Value, json};

use super::policy::POLICY;
use crate::site::Site;

/// Headers of everything.
const ALWAYS: [(&str, &str); 5] = [
    ("Content-Security-Policy", POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
];

/// Assets have a digest in their names: whoever has one has it for ever.
const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// Whether all files in `assets/` are the theme's. Hosts know them by their folder alone: a file that the project itself puts there
/// keeps its name when it changes, so then nothing there is held for ever.
fn only_the_themes(site: &Site) -> bool {
    !site.files.keys().any(|url| url.as_str().starts_with("assets/"))
}

/// Anything else is asked for anew, the files of the search index as well: their names stay.
const NEVER: &str = "no-cache";

/// `_headers`. Both hosts join the values of one header from several rules, so only assets get a rule on caching.
pub(super) fn headers(site: &Site) -> String {
    let always = ALWAYS.map(|(name, value)| format!("  {name}: {value}\n")).concat();
    let assets = format!("\n/assets/*\n  Cache-Control: {FOR_EVER}\n");
    format!(
        "# Netlify and Cloudflare Pages. Both ask for pages anew by themselves (max-age=0, must-revalidate).\n\
         /*\n{always}{}",
        if only_the_themes(site) { assets.as_str() } else { "" }
    )
}

/// An old address: its path from the site's top, and where it leads.
struct Moved {
    from: String,
    to: String,
}

/// All old addresses, that of a folder's page also without the name of the file.
fn moved(site: &Site) -> impl Iterator<Item = Moved> {
    let all = site.pages().flat_map(|page| page.old_addresses().map(move |url| (url, page)));
    all.filter(|(url, page)| url != page.url()).flat_map(|(url, page)| {
        let to = page.href();
        let path = url.as_str();
        let folder = path.strip_suffix("index.html").filter(|folder| folder.is_empty() || folder.ends_with('/'));
        let forms: Vec<String> = folder.into_iter().chain([path]).map(str::to_owned).collect();
        forms.into_iter().map(move |from| Moved { from, to: to.clone() })
    })
}

/// `_redirects`.
pub(super) fn redirects(site: &Site) -> String {
    let line = |moved: Moved| format!("/{} /{} 301\n", crate::site::url::encode(&moved.from), moved.to);
    format!("# Netlify and Cloudflare Pages: old addresses of pages.\n{}", moved(site).map(line).collect::<String>())
}

/// Azure reads no more than 20 KB. What does not fit is left to the pages at the old addresses.
const AZURE_LIMIT: usize = 20_000;

/// Room for what is no old address, and for the spaces before each line.
const AZURE_ROOM: usize = 4_000;

/// `staticwebapp.config.json`.
pub(super) fn static_web_app(site: &Site) -> Value {
    let assets = json!({"route": "/assets/*", "headers": {"Cache-Control": FOR_EVER}});
    let mut routes: Vec<Value> = only_the_themes(site).then_some(assets).into_iter().collect();
    let mut taken = AZURE_ROOM;
    for moved in moved(site) {
        taken += moved.from.len() + moved.to.len() + 120;
        if taken > AZURE_LIMIT {
            break;
        }
        let from = crate::site::url::encode(&moved.from);
        routes.push(json!({"route": format!("/{from}"), "redirect": format!("/{}", moved.to), "statusCode": 301}));
    }
    let mut headers: Map<String, Value> =
        ALWAYS.iter().map(|(name, value)| ((*name).to_owned(), (*value).into())).collect();
    headers.insert("Cache-Control".into(), NEVER.into());
    json!({
        "routes": routes,
        "globalHeaders": headers,
        "responseOverrides": {"404": {"rewrite": "/404.html"}},
        "mimeTypes": {".md": "text/markdown; charset=utf-8", ".txt": "text/plain; charset=utf-8"},
    })
}

/// `nginx.conf`. A `location` with headers of its own inherits none, so each names them all.
pub(super) fn nginx(site: &Site) -> String {
    let top = base_path(site);
    let always = ALWAYS.map(|(name, value)| format!("    add_header {name} \"{value}\" always;\n")).concat();
    let cache = |value: &str| format!("    add_header Cache-Control \"{value}\" always;\n{always}");
    let mut out = format!(
        "# Include this in a `server` block whose `root` holds the site{}.\n\
         charset utf-8;\nindex index.html;\nerror_page 404 {top}404.html;\n\
         location {top} {{\n{}}}\n\
         location ~ \\.md$ {{\n    types {{}}\n    default_type \"text/markdown; charset=utf-8\";\n{}}}\n",
        if top == "/" { String::new() } else { format!(" at `{}`", top.trim_end_matches('/')) },
        cache(NEVER),
        cache(NEVER),
    );
    if only_the_themes(site) {
        out.push_str(&format!("location ^~ {top}assets/ {{\n{}}}\n", cache(FOR_EVER)));
    }
    for moved in moved(site) {
        let from = format!("{top}{}", moved.from).replace('\\', "\\\\").replace('"', "\\\"");
        out.push_str(&format!("location = \"{from}\" {{ return 301 {top}{}; }}\n", moved.to));
    }
    out
}

/// The path of the site's address on its host; `/` if none is known. Both ends are slashes.
fn base_path(site: &Site) -> String {
    let rest = site.config.base_url.as_deref().and_then(|url| url.split_once("://"));
    let path = rest.and_then(|(_, rest)| rest.split_once('/')).map_or("", |(_, path)| path);
    let plain = |c: char| c.is_ascii_alphanumeric() || "-._~/%".contains(c);
    if path.is_empty() || !path.chars().all(plain) { "/".into() } else { format!("/{path}") }
}
