//! What programs read of a playbook: Markdown forms, data and their schema, files for search engines and hosts.

use std::collections::{BTreeMap, BTreeSet};

use lensbook::build::{Build, Memo, build};
use lensbook::config::Config;
use lensbook::outputs::Renderer;
use lensbook::site::Options;
use lensbook::snapshot::{Content, File, ProjectPath, Snapshot};
use lensbook::theme;
use serde_json::Value;

use crate::support::{cases, playbook};

/// All outputs of `snapshot` as text, by address.
fn outputs(snapshot: &Snapshot, adjust: &dyn Fn(&mut Config)) -> BTreeMap<String, String> {
    let options = Options { as_of: playbook::TODAY.parse().unwrap(), drafts: false };
    let Build { site, findings, theme, outputs, .. } =
        build(snapshot, Vec::new(), options, adjust, &mut Memo::default());
    let theme = theme.unwrap();
    let renderer = Renderer::new(&site, &findings, &theme, snapshot);
    let show = |output| match renderer.render(output).unwrap() {
        Content::Bytes(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
        Content::Large(..) => String::new(),
    };
    outputs.iter().map(|(url, output)| (url.as_str().to_owned(), show(output))).collect()
}

/// The project's own sample playbook.
fn sample() -> Snapshot {
    fn add(snapshot: &mut Snapshot, root: &std::path::Path, folder: &std::path::Path) {
        #[expect(clippy::disallowed_methods, reason = "reads the repository's own files")]
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                add(snapshot, root, &path);
                continue;
            }
            let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
            snapshot.insert(File::new(ProjectPath::new(&name).unwrap(), std::fs::read(&path).unwrap()));
        }
    }
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut snapshot: Snapshot = theme::bundled().collect();
    add(&mut snapshot, root, &root.join("content"));
    snapshot
}

fn data(outputs: &BTreeMap<String, String>) -> Value {
    serde_json::from_str(&outputs["playbook.json"]).unwrap()
}

fn strings<'v>(list: &'v Value, field: &str) -> Vec<&'v str> {
    list.as_array().unwrap().iter().filter_map(|one| one[field].as_str()).collect()
}

/// Cases: the outcome names an output, and expects it to the letter; `absent` names those that must not be there.
#[test]
fn cases() {
    cases::check("machines", |case| {
        let all = outputs(&playbook::snapshot(&case.fixture), &|_| {});
        let shown = |url: &str| all.get(url).cloned().unwrap_or_else(|| format!("there is no `{url}`\n"));
        case.outcome.split(' ').flat_map(|url| [format!("--- {url}\n"), shown(url)]).collect()
    });
}

#[test]
fn every_reference_leads_to_something() {
    let all = outputs(&sample(), &|_| {});
    let data = data(&all);
    let ids: BTreeSet<&str> = strings(&data["pages"], "id").into_iter().collect();
    let parts: BTreeMap<&str, BTreeSet<&str>> = data["pages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|page| {
            let parts = page.get("parts").map(|parts| strings(parts, "id")).unwrap_or_default();
            (page["id"].as_str().unwrap(), parts.into_iter().collect())
        })
        .collect();
    assert!(data["relations"].as_array().unwrap().len() > ids.len());
    for relation in data["relations"].as_array().unwrap() {
        for (end, part) in [("from", "from_part"), ("to", "to_part")] {
            let Some(id) = relation[end].as_str() else { continue };
            assert!(ids.contains(id), "{relation}");
            if let Some(part) = relation[part].as_str() {
                assert!(parts[id].contains(part), "{relation}");
            }
        }
        assert!(relation["to_url"].as_str().is_none_or(|url| all.contains_key(url)), "{relation}");
    }
    for section in data["sections"].as_array().unwrap() {
        let pages = section["pages"].as_array().unwrap().iter().filter_map(Value::as_str);
        assert!(pages.chain(section["page"].as_str()).all(|id| ids.contains(id)), "{section}");
    }
    references(&data["pages"], &mut |id, part| {
        assert!(ids.contains(id), "{id}");
        assert!(part.is_none_or(|part| parts[id].contains(part)), "{id}#{part:?}");
    });
}

/// Calls `each` for everything below `value` that is a reference.
fn references(value: &Value, each: &mut dyn FnMut(&str, Option<&str>)) {
    match value {
        Value::Object(map) => {
            let is_reference = map.keys().all(|key| key == "id" || key == "part");
            if let Some(id) = map.get("id").and_then(Value::as_str).filter(|_| is_reference) {
                each(id, map.get("part").and_then(Value::as_str));
            }
            map.iter().filter(|(key, _)| *key != "extra").for_each(|(_, value)| references(value, each));
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, each)),
        _ => {}
    }
}

#[test]
fn counts_are_those_of_the_pages() {
    let all = outputs(&sample(), &|_| {});
    let data = data(&all);
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    for kind in strings(&data["pages"], "kind") {
        *counts.entry(kind.to_owned()).or_default() += 1;
    }
    let told: BTreeMap<String, u64> =
        data["counts"].as_object().unwrap().iter().map(|(kind, n)| (kind.clone(), n.as_u64().unwrap())).collect();
    assert_eq!(told, counts);
    for page in data["pages"].as_array().unwrap() {
        for address in ["url", "markdown"] {
            assert!(all.contains_key(page[address].as_str().unwrap()), "{page}");
        }
    }
    let html = all.keys().filter(|url| std::path::Path::new(url).extension().is_some_and(|e| e == "html"));
    let pages: BTreeSet<&str> = strings(&data["pages"], "url").into_iter().collect();
    let sections: BTreeSet<&str> = strings(&data["sections"], "url").into_iter().collect();
    // What stands beside a page is no page of its own.
    let is_beside =
        |url: &str| url.rsplit_once('/').is_some_and(|(page, _)| pages.contains(format!("{page}.html").as_str()));
    for url in html.filter(|url| {
        // What is made to be printed shows pages once more.
        let paper = all[*url].contains("<body class=\"paper");
        let own = ["404.html", "search.html", "state.html"].contains(&url.as_str());
        !own && !paper && !is_beside(url) && all[*url].contains("<main id")
    }) {
        assert!(pages.contains(url.as_str()) || sections.contains(url.as_str()), "{url} is not in the data");
    }
}

#[test]
fn markdown_links_lead_to_files() {
    let all = outputs(&sample(), &|_| {});
    let mut links = 0;
    for (url, text) in all.iter().filter(|(url, _)| std::path::Path::new(url).extension().is_some_and(|e| e == "md")) {
        assert!(!text.contains("[["), "{url} holds a link by id");
        for (_, rest) in text.match_indices("](").map(|(at, _)| text.split_at(at + 2)) {
            let target = rest.split([')', ' ']).next().unwrap();
            let path = target.split('#').next().unwrap();
            if target.contains("://") || target.starts_with("mailto:") || path.is_empty() {
                continue;
            }
            links += 1;
            let file = ProjectPath::new(url).unwrap().join(path).unwrap_or_else(|| panic!("{url}: {target}"));
            assert!(all.contains_key(file.as_str()), "{url}: {target}");
        }
    }
    assert!(links > 500, "only {links} links");
}

#[test]
fn two_builds_are_the_same() {
    let snapshot = sample();
    assert_eq!(outputs(&snapshot, &|_| {}), outputs(&snapshot, &|_| {}));
}

#[test]
fn each_can_be_left_out() {
    let snapshot = playbook::snapshot("//- static/robots.txt\nmine\n");
    let urls = |adjust: &dyn Fn(&mut Config)| outputs(&snapshot, adjust).into_keys().collect::<BTreeSet<_>>();
    let all = urls(&|_| {});
    let gone = |adjust: &dyn Fn(&mut Config)| all.difference(&urls(adjust)).cloned().collect::<Vec<_>>();
    let markdown = gone(&|config| config.outputs.markdown = false);
    assert!(markdown.contains(&"llms.txt".into()) && markdown.contains(&"index.md".into()), "{markdown:?}");
    assert_eq!(
        gone(&|config| config.outputs.data = false),
        ["answers.schema.json", "playbook.json", "playbook.schema.json"]
    );
    assert_eq!(gone(&|config| config.outputs.hosts = false), ["_headers", "nginx.conf", "staticwebapp.config.json"]);
    assert!(
        !all.contains("sitemap.xml")
            && urls(&|config| config.base_url = Some("https://a.org/".into())).contains("sitemap.xml")
    );
}

#[test]
fn a_file_of_the_project_wins() {
    let ours = "//- static/robots.txt\nmine\n//- static/Playbook.JSON\nmine, too\n//- static/llms.txt/a.txt\nx\n";
    let checked = playbook::check(ours);
    assert!(checked.problems.is_empty(), "{:?}", checked.problems);
    let all = outputs(&playbook::snapshot(ours), &|_| {});
    assert_eq!(all["robots.txt"], "mine\n");
    assert!(!all.contains_key("playbook.json") && !all.contains_key("llms.txt"), "{:?}", all.keys());
    assert!(all.contains_key("Playbook.JSON") && all.contains_key("llms.txt/a.txt"));
}

#[test]
fn large_sitemaps_are_split() {
    let mut snapshot = playbook::snapshot("//- content/a.md\n# A\n");
    for at in 0..50_001 {
        let path = ProjectPath::new(&format!("content/many/{at}.md")).unwrap();
        snapshot.insert(File::new(path, &b"# B\n"[..]));
    }
    let options = Options { as_of: playbook::TODAY.parse().unwrap(), drafts: false };
    let address = |config: &mut Config| config.base_url = Some("https://a.org/".into());
    let Build { site, findings, theme, outputs, .. } =
        build(&snapshot, Vec::new(), options, &address, &mut Memo::default());
    let theme = theme.unwrap();
    let renderer = Renderer::new(&site, &findings, &theme, &snapshot);
    let show = |url: &str| match renderer.render(&outputs[url]).unwrap() {
        Content::Bytes(bytes) => String::from_utf8(bytes.to_vec()).unwrap(),
        Content::Large(..) => String::new(),
    };
    assert_eq!(show("sitemap.xml").matches("<loc>https://a.org/sitemap-").count(), 2);
    assert_eq!(show("sitemap-1.xml").matches("<url>").count(), 50_000);
    assert!(show("sitemap-2.xml").matches("<url>").count() > 1 && !outputs.contains_key("sitemap-3.xml"));
}

#[test]
fn what_is_not_shown_is_nowhere() {
    let page = |name: &str, field: &str| {
        format!("//- content/articles/{name}.md\n---\ntitle: Secret\n{field}\n---\nSecret.\n")
    };
    let hidden = [("a", "status: draft"), ("b", "publish: 2027-01-01"), ("c", "expires: 2026-01-01")];
    let fixture: String = hidden.iter().flat_map(|(name, field)| [page(name, field)]).collect();
    let all = outputs(&playbook::snapshot(&fixture), &|config| config.base_url = Some("https://a.org/".into()));
    for (url, text) in &all {
        assert!(!text.contains("Secret") && !text.contains("articles/a."), "{url}");
    }
    let shown = outputs(&playbook::snapshot(&page("d", "status: retired")), &|_| {});
    assert!(shown["playbook.json"].contains("Secret") && !shown["llms.txt"].contains("Secret"));
}
