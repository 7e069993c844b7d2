//! What is said of a link that leads nowhere: why, and the nearest thing that it may have meant.

use std::collections::HashMap;
use std::sync::Arc;

use super::map::{Failure, Map};
use crate::diagnostic::{Diagnostic, code, nearest};
use crate::kinds::{self, CONTENT};
use crate::page::{LINK, Link, Page, Status, listed, with_article};
use crate::site::index::{PageIndex, Resolved};
use crate::site::routes;
use crate::site::url::UrlPath;
use crate::snapshot::ProjectPath;
use crate::source::markdown::{Target, slug};

/// So many names are compared for a "did you mean" in all; beyond, a playbook with many mistakes would wait for hints alone.
const MAX_COMPARED: usize = 1_000_000;

/// So many ids or parts at most are listed in a hint.
const MAX_NAMES: usize = 8;

/// Extensions of images.
const IMAGES: [&str; 7] = ["png", "jpg", "jpeg", "gif", "webp", "svg", "avif"];

/// Finds the nearest thing that exists; remembers what it found.
pub(super) struct Hints<'m, 'a> {
    map: &'m Map<'a>,
    known: HashMap<String, Option<String>>,
}

impl<'m, 'a> Hints<'m, 'a> {
    pub(super) fn new(map: &'m Map<'a>) -> Self {
        Self { map, known: HashMap::new() }
    }

    /// Where `links` of `page` lead; those that lead nowhere become problems.
    pub(super) fn row(
        &mut self,
        page: &Page,
        links: Vec<Result<Resolved, Failure>>,
        problems: &mut Vec<Diagnostic>,
    ) -> Vec<Resolved> {
        let mut lost: Vec<&Link> = Vec::new();
        let found = page.links.iter().zip(links).map(|(link, result)| {
            result.unwrap_or_else(|failure| {
                if !lost.iter().any(|whole| is_part_of(link, whole)) {
                    problems.extend(self.problem(page, link, failure));
                }
                lost.push(link);
                Resolved::Nowhere
            })
        });
        found.collect()
    }

    /// The problem of `link` on `page`; none if it is reported already.
    fn problem(&mut self, page: &Page, link: &Link, failure: Failure) -> Option<Diagnostic> {
        let problem = match failure {
            Failure::Known => return None,
            Failure::Hidden(target) => self.hidden(target),
            Failure::Part(target, part) => self.no_part(link, target, &part),
            Failure::Kind(target) => self.wrong_kind(link, target),
            Failure::Ambiguous(pages) => self.ambiguous(page, link, &pages),
            Failure::NoId(name) => match self.file_by_name(page, link, &name) {
                Some(problem) => problem,
                None => self.no_id(link, &name),
            },
            Failure::NoFile(path) if path.is_empty() => Diagnostic::new(&code::LINK_MISSING, "this link leads nowhere")
                .because("there is nothing between the round brackets")
                .hint("write the address between them: `[text](address)`"),
            Failure::NoFile(path) => self.no_file(page, link, &path),
        };
        Some(problem.at(page.span(&link.span)))
    }

    /// What is said of a link that several pages could be meant by.
    fn ambiguous(&self, page: &Page, link: &Link, pages: &[PageIndex]) -> Diagnostic {
        let all: Vec<&Arc<Page>> = pages.iter().filter_map(|at| self.map.page(*at)).take(MAX_NAMES).collect();
        let (name, ways): (&str, Vec<String>) = match &link.target {
            Target::Id { id, .. } => (id, all.iter().map(|page| format!("[[{}]]", page.id)).collect()),
            Target::Path { path, .. } => (path, all.iter().map(|other| relative(&page.file, &other.file)).collect()),
        };
        let ways: Vec<&str> = ways.iter().map(String::as_str).collect();
        let problem = Diagnostic::new(&code::REF_AMBIGUOUS, format!("`{name}` could mean {} pages", pages.len()))
            .because("more than one page is called so")
            .hint(format!("write one of {}", listed(&ways)));
        all.iter().fold(problem, |problem, page| problem.see(page.span(&page.title_place), "this page"))
    }

    fn no_id(&mut self, link: &Link, id: &str) -> Diagnostic {
        if id.is_empty() {
            return Diagnostic::new(&code::REF_MISSING, "this link names no page")
                .because("there is nothing between the brackets")
                .hint("write the id of a page between them: `[[journey-map]]`");
        }
        let what = if link.kinds.is_empty() { "page".to_owned() } else { link.kinds.join(" or ") };
        let near = self.near_id(link, id).map(|near| format!("did you mean `{near}`?"));
        let some = || if id.contains("://") { None } else { self.some_ids(link) };
        let hint = near.or_else(some).unwrap_or_else(|| match link.kinds.first() {
            Some(kind) => {
                format!("write a page for it in `{CONTENT}/{}/`, or name another", kinds::folder_of(kind))
            }
            None => "a page's id is its file's name without `.md`, unless its `id:` says otherwise".into(),
        });
        Diagnostic::new(&code::REF_MISSING, format!("there is no {what} with the id `{id}`"))
            .because("no page has this id")
            .hint(hint)
    }

    /// The id that is near to `id`, or that of the page whose title it is.
    fn near_id(&mut self, link: &Link, id: &str) -> Option<String> {
        let (pages, kinds) = (self.map.pages, link.kinds);
        self.once(format!("{id} {} {}", link.relation, kinds.join(" ")), || {
            let fitting = || pages.iter().filter(|page| kinds.is_empty() || kinds.contains(&page.kind.name));
            let titled = fitting().find(|page| page.title.plain.to_lowercase() == id.to_lowercase());
            let ids = || fitting().map(|page| page.id.as_str());
            let near = || nearest(id, ids()).or_else(|| nearest(&slug(id, id.len()), ids())).map(str::to_owned);
            let holds = |page: &&Arc<Page>| page.part(id).is_some() && page.takes_reference(link.relation, Some(id));
            let part =
                || fitting().filter(|_| link.relation != LINK).find(holds).map(|page| format!("{}#{id}", page.id));
            // A page that was renamed most likely kept its title.
            let kept =
                || fitting().find(|page| slug(&page.title.plain, id.len() + 1) == id).map(|page| page.id.clone());
            titled.map(|page| page.id.clone()).or_else(part).or_else(kept).or_else(near)
        })
    }

    /// The ids that `link` may name, all if they are few.
    fn some_ids(&self, link: &Link) -> Option<String> {
        let fitting = self.map.pages.iter().filter(|page| link.kinds.contains(&page.kind.name));
        let ids: Vec<&str> = fitting.map(|page| page.id.as_str()).collect();
        let (shown, more) = ids.split_at_checked(MAX_NAMES).unwrap_or((&ids, &[]));
        let more = if more.is_empty() { String::new() } else { format!(" and {} more", more.len()) };
        let verb = if ids.len() == 1 { "is" } else { "are" };
        (!ids.is_empty()).then(|| format!("there {verb} {}{more}", listed(shown)))
    }

    /// What is said of `[[wall.jpg]]`: brackets hold ids, and files have none.
    fn file_by_name(&self, page: &Page, link: &Link, name: &str) -> Option<Diagnostic> {
        let name = name.split('|').next().unwrap_or(name).trim();
        let (_, extension) = name.rsplit_once('.')?;
        let extension = extension.to_ascii_lowercase();
        let is_image = IMAGES.contains(&extension.as_str());
        let last = name.rsplit('/').next().unwrap_or(name);
        let found = self.map.files.keys().find(|file| file.name().eq_ignore_ascii_case(last));
        if link.relation != LINK || !(is_image || found.is_some()) {
            return None;
        }
        let (path, lies) = match found {
            Some(file) => (relative(&page.file, file), true),
            None => (name.to_owned(), false),
        };
        let path = if path.contains([' ', '(', ')']) { format!("<{path}>") } else { path };
        let right = if is_image { format!("![what it shows]({path})") } else { format!("[what it is]({path})") };
        let hint = if lies {
            format!("write `{right}`")
        } else {
            format!("put the file beside this page, and write `{right}`")
        };
        let message = format!("`{name}` is a file, and brackets hold the id of a page");
        Some(Diagnostic::new(&code::REF_MISSING, message).because("no page has this id").hint(hint))
    }

    /// What is said of a link to a list, or to the page that lists what is in it.
    fn in_list(&self, page: &Page, link: &Link, path: &str) -> Option<(String, &'static str)> {
        let file = page.file.join(path)?;
        let inside = file.strip(CONTENT)?;
        let stem = inside.strip_suffix(".yaml").or_else(|| inside.strip_suffix(".yml"));
        if stem.is_some() && self.map.snapshot.get(file.as_str()).is_some() {
            let part = if let Target::Path { fragment, .. } = &link.target { fragment.as_deref() } else { None };
            let id = part.filter(|id| self.map.lookup.by_id.contains_key(*id));
            if let Some(id) = id {
                return Some((format!("write `[[{id}]]`: what is in a list is linked to by its id"), "this is a list"));
            }
        }
        let folder =
            stem.or_else(|| inside.strip_suffix("/index.md")).or_else(|| inside.strip_suffix("/index.html"))?;
        self.map.sections.get(folder)?;
        let section = ProjectPath::new(&format!("{CONTENT}/{folder}"))?;
        let address = format!("{}/", relative(&page.file, &section).trim_end_matches('/'));
        Some((format!("link to the list by its folder: `{address}`"), "this list has no file of its own"))
    }

    fn no_file(&mut self, page: &Page, link: &Link, path: &str) -> Diagnostic {
        let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension).to_ascii_lowercase();
        let is_image = IMAGES.contains(&extension.as_str());
        let code = if is_image { &code::IMAGE_MISSING } else { &code::LINK_MISSING };
        let what = if is_image { "image" } else { "file" };
        if let Some((hint, why)) = self.in_list(page, link, path) {
            return Diagnostic::new(code, format!("there is no {what} `{path}`")).because(why).hint(hint);
        }
        let meant = outside(path).or_else(|| self.near_file(page, path));
        let hint = match (meant, page.file.join(path)) {
            (Some(meant), _) => format!("did you mean `{meant}`?"),
            (None, Some(file)) if file.strip(CONTENT).is_none() && !path.starts_with('/') => {
                let home = ProjectPath::new(&format!("{CONTENT}/{file}"));
                let new = home.map(|home| relative(&page.file, &home)).unwrap_or_default();
                format!(
                    "only files in `{CONTENT}/` and `{}/` are published: move it to `{CONTENT}/{file}`, and write `{new}`",
                    routes::STATIC
                )
            }
            (None, Some(file)) => {
                let at =
                    path.strip_prefix('/').map_or(file.to_string(), |rooted| format!("{}/{rooted}", routes::STATIC));
                format!("the {what} would have to be at `{at}`")
            }
            (None, None) => "this leads out of the project; copy what it points to into the project".into(),
        };
        Diagnostic::new(code, format!("there is no {what} `{path}`")).because("this does not exist").hint(hint)
    }

    /// The file that was most likely meant: the same name elsewhere, or a name that is near.
    fn near_file(&mut self, page: &Page, path: &str) -> Option<String> {
        let name = path.trim_end_matches(['/', '\\']).rsplit(['/', '\\']).next().unwrap_or(path);
        let wanted = name.strip_suffix(".html").map_or_else(|| name.to_owned(), |stem| format!("{stem}.md"));
        let (pages, files, from) = (self.map.pages, &self.map.files, page.file.clone());
        self.once(format!("{from} {path}"), || {
            let sources = pages.iter().filter(|page| !page.in_list).map(|page| &page.file);
            let all: Vec<&ProjectPath> = sources.chain(files.keys().copied()).collect();
            let same = all.iter().find(|file| file.name() == wanted).copied();
            let stem = wanted.strip_suffix(".md").unwrap_or_default();
            let titled = |page: &&Arc<Page>| !page.in_list && slug(&page.title.plain, stem.len() + 1) == stem;
            let kept = || pages.iter().find(titled).filter(|_| !stem.is_empty()).map(|page| &page.file);
            let near = || {
                let near = nearest(&wanted, all.iter().map(|file| file.name()))?;
                all.iter().find(|file| file.name() == near).copied()
            };
            same.or_else(kept).or_else(near).map(|file| relative(&from, file))
        })
    }

    fn no_part(&self, link: &Link, target: PageIndex, part: &str) -> Diagnostic {
        let Some(page) = self.map.page(target) else { return Diagnostic::new(&code::ANCHOR_MISSING, "no part") };
        let known: Vec<&str> = page.parts().filter(|part| page.takes_reference(link.relation, Some(part))).collect();
        // In front matter, a part may stand without its page and so without `#`.
        let sign = match (part, link.span.len() == part.len()) {
            ("", _) => format!("{}#", page.id),
            (_, true) => String::new(),
            (_, false) => "#".to_owned(),
        };
        let title = &page.title.plain;
        let hint = match nearest(part, known.iter().copied()) {
            Some(near) => format!("did you mean `{sign}{near}`?"),
            None if known.is_empty() => "that page has no headings: link to it without `#…`".into(),
            None => {
                let parts: Vec<String> = known.iter().take(MAX_NAMES).map(|part| format!("`{sign}{part}`")).collect();
                format!("there is {}", parts.join(", "))
            }
        };
        if part.is_empty() {
            let problem =
                Diagnostic::new(&code::ANCHOR_MISSING, format!("“{title}” is named without one of its parts"));
            return problem.because("this names the whole page, but the field needs one of its parts").hint(hint);
        }
        let (wanted, why) = match page.part(part) {
            Some(_) => (" that can be used here", "this part is of another kind"),
            None => ("", "no heading or part has this anchor"),
        };
        Diagnostic::new(&code::ANCHOR_MISSING, format!("“{title}” has no part `{sign}{part}`{wanted}"))
            .because(why)
            .hint(hint)
    }

    fn wrong_kind(&mut self, link: &Link, target: PageIndex) -> Diagnostic {
        let page = self.map.page(target);
        let (id, kind) = page.map_or(("", ""), |page| (page.id.as_str(), page.kind.name));
        let (expected, is) = (with_article(link.kinds), with_article(&[kind]));
        let near = self.near_id(link, id).map(|near| format!("did you mean `{near}`?"));
        let problem = Diagnostic::new(&code::REF_KIND, format!("`{id}` is {is}, not {expected}"))
            .because(format!("{expected} is expected here"))
            .hint_if(near.or_else(|| self.some_ids(link)));
        match page {
            Some(page) => problem.see(page.span(&page.place), format!("this is the {kind}")),
            None => problem,
        }
    }

    fn hidden(&self, target: &Page) -> Diagnostic {
        let today = self.map.options.as_of;
        let (why, hint) = match (target.common.status, target.common.publish, target.common.expires) {
            (Status::Draft, _, _) => ("it is a draft".to_owned(), "publish it with `status: live`, or remove the link"),
            (_, Some(date), _) if date > today => {
                (format!("it is published on {date}"), "publish it earlier, or remove the link")
            }
            (_, _, Some(date)) => {
                (format!("it expired on {date}"), "remove the link, or give the page a later `expires`")
            }
            _ => ("it is not shown".to_owned(), "remove the link"),
        };
        let message = format!("this leads to “{}”, which is not published", target.title.plain);
        Diagnostic::new(&code::LINK_HIDDEN, message)
            .because(why)
            .hint(format!("{hint}; until then readers see the words without a link"))
    }

    fn once(&mut self, key: String, find: impl FnOnce() -> Option<String>) -> Option<String> {
        if let Some(found) = self.known.get(&key) {
            return found.clone();
        }
        if self.known.len() * self.map.pages.len() >= MAX_COMPARED {
            return None;
        }
        let found = find();
        self.known.insert(key, found.clone());
        found
    }
}

/// Whether a field names by `link` a part of what another field names by `whole`: where the whole leads nowhere, that is
/// reported there.
fn is_part_of(link: &Link, whole: &Link) -> bool {
    match (&link.target, &whole.target) {
        (Target::Id { id, part: Some(_) }, Target::Id { id: other, part: None }) => {
            id == other && link.relation != LINK && link.kinds == whole.kinds
        }
        _ => false,
    }
}

/// The address on another site that `path` looks like, which lacks its scheme.
fn outside(path: &str) -> Option<String> {
    let host = path.split('/').next().unwrap_or(path);
    let (name, top) = host.rsplit_once('.')?;
    let is_name = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || ".-_@+".contains(c));
    let is_top =
        ["com", "org", "net", "io", "eu", "info", "gov", "edu", "de", "fr", "uk", "nl", "ch", "at"].contains(&top);
    let is_mail = name.split_once('@').is_some_and(|(who, at)| !who.is_empty() && !at.is_empty()) && host == path;
    if !is_name(name) || !(is_top || is_mail || name.starts_with("www.")) {
        return None;
    }
    if name.contains('@') { (host == path).then(|| format!("mailto:{path}")) } else { Some(format!("https://{path}")) }
}

/// The link from one file to another, as one would write it.
pub(super) fn relative(from: &ProjectPath, to: &ProjectPath) -> String {
    UrlPath::new(from.as_str()).to(&UrlPath::new(to.as_str()), false)
}
