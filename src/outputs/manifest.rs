//! The web app manifest (w3.org/TR/appmanifest): name and icons. All its addresses are relative to itself.

use serde_json::{Value, json};

use super::markdown::MarkdownContext;
use crate::site::UrlPath;

/// The theme's icons by the names of their assets: sizes and media type.
const ICONS: [(&str, &str, &str); 2] =
    [("favicon.svg", "any", "image/svg+xml"), ("apple-touch-icon.png", "180x180", "image/png")];

/// The manifest.
pub(super) fn manifest(around: MarkdownContext) -> Value {
    let site = around.site;
    let icon = |(name, sizes, of): (&str, &str, &str)| {
        let (url, _) = around.theme.assets.get(name)?;
        Some(json!({"src": url, "sizes": sizes, "type": of}))
    };
    let mut manifest = json!({
        "name": around.prepared.common.title,
        "lang": site.config.language,
        "dir": around.prepared.common.dir,
        "start_url": UrlPath::new("index.html").href(false),
        "scope": "./",
        "display": "minimal-ui",
        "icons": ICONS.into_iter().filter_map(icon).collect::<Vec<_>>(),
    });
    if let (Some(map), Some(tagline)) = (manifest.as_object_mut(), &site.config.tagline) {
        map.insert("description".into(), tagline.as_str().into());
    }
    manifest
}
