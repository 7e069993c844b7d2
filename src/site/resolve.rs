//! References: every link of every page is led to its target, or reported with the nearest thing that exists.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use rayon::prelude::*;

use super::{Index, Resolved, Section, UrlPath, routes};
use crate::diagnostic::{Code, Diagnostic, code, nearest};
use crate::kinds::{self, CONTENT};
use crate::page::{Link, Page};
use crate::snapshot::{ProjectPath, Snapshot};
use crate::source::markdown::{Piece, Target};

/// How many different missing names get a "did you mean"; beyond, comparing them with all others takes too long.
const MOST_HINTS: usize = 300;

/// Why a link leads nowhere.
enum Failure<'a> {
    /// The page exists but is not shown.
    Hidden(&'a Page),
    /// The page exists but has no such part.
    Part(usize, String),
    /// The page is of another kind.
    Kind(usize),
    /// Nothing is there.
    Missing(&'static Code, String),
    /// Its own file is broken, which is reported already.
    Known,
}

/// Where everything may lead.
struct Map<'a> {
    pages: &'a [Arc<Page>],
    index: &'a Index<'a>,
    sections: HashMap<&'a str, usize>,
    files: BTreeMap<&'a ProjectPath, &'a UrlPath>,
    snapshot: &'a Snapshot,
}

/// The targets of all links of all pages.
pub(super) fn all(
    pages: &[Arc<Page>],
    index: &Index,
    sections: &[Section],
    files: &BTreeMap<UrlPath, ProjectPath>,
    snapshot: &Snapshot,
    problems: &mut Vec<Diagnostic>,
) -> Vec<Vec<Resolved>> {
    let map = Map {
        pages,
        index,
        sections: sections.iter().enumerate().map(|(at, section)| (section.path.as_str(), at)).collect(),
        files: files.iter().map(|(url, path)| (path, url)).collect(),
        snapshot,
    };
    let resolved: Vec<Vec<Result<Resolved, Failure>>> = pages
        .par_iter()
        .enumerate()
        .map(|(at, page)| page.links.iter().map(|link| map.resolve(at, page, link)).collect())
        .collect();
    let mut hints = Hints { map: &map, known: HashMap::new() };
    let mut targets = Vec::with_capacity(pages.len());
    for (page, links) in pages.iter().zip(resolved) {
        let mut row = Vec::with_capacity(links.len());
        for (link, result) in page.links.iter().zip(links) {
            row.push(result.unwrap_or_else(|failure| {
                problems.extend(hints.problem(page, link, failure));
                Resolved::Nowhere
            }));
        }
        targets.push(row);
    }
    embeds(&map, &targets, problems);
    targets
}

impl<'a> Map<'a> {
    fn resolve(&self, at: usize, page: &Page, link: &Link) -> Result<Resolved, Failure<'a>> {
        match &link.target {
            Target::Id { id, part } => self.by_id(link, id, part.as_deref()),
            Target::Path { path, fragment } if path.is_empty() => self.part(at, fragment.as_deref()),
            Target::Path { path, fragment } => self.by_path(page, path, fragment.as_deref()),
        }
    }

    fn by_id(&self, link: &Link, id: &str, part: Option<&str>) -> Result<Resolved, Failure<'a>> {
        let Some(target) = self.index.by_id.get(id).copied() else {
            return Err(match self.index.hidden_ids.get(id) {
                Some(page) => Failure::Hidden(page),
                None if self.is_broken(link, id) => Failure::Known,
                None => Failure::Missing(&code::REF_MISSING, id.to_owned()),
            });
        };
        let kind = self.pages.get(target).map_or("", |page| page.kind);
        if !link.kinds.is_empty() && !link.kinds.contains(&kind) {
            return Err(Failure::Kind(target));
        }
        self.part(target, part)
    }

    /// Whether the id belongs to a file that could not be read.
    fn is_broken(&self, link: &Link, id: &str) -> bool {
        self.index.broken.iter().any(|file| {
            let listed = file.extension() != "md";
            let kind = || kinds::by_folder(file.stem()).map_or("", |kind| kind.name());
            if listed { link.kinds.is_empty() || link.kinds.contains(&kind()) } else { file.stem() == id }
        })
    }

    fn part(&self, target: usize, part: Option<&str>) -> Result<Resolved, Failure<'a>> {
        let Some(part) = part.filter(|part| !part.is_empty()) else { return Ok(Resolved::Page(target, None)) };
        let page = self.pages.get(target);
        if page.is_some_and(|page| page.part(part).is_some()) {
            return Ok(Resolved::Page(target, Some(part.to_owned())));
        }
        Err(Failure::Part(target, part.to_owned()))
    }

    fn by_path(&self, page: &Page, path: &str, fragment: Option<&str>) -> Result<Resolved, Failure<'a>> {
        let missing = || Failure::Missing(&code::LINK_MISSING, path.to_owned());
        let target = match path.strip_prefix('/') {
            Some(rooted) => self.rooted(rooted),
            None => page.file.join(path),
        };
        let Some(target) = target else {
            let top = path.trim_matches(['.', '/']).is_empty();
            return if top { Ok(Resolved::Section(0)) } else { Err(missing()) };
        };
        if let Some(found) = self.index.by_file.get(&target) {
            return self.part(*found, fragment);
        }
        if let Some(hidden) = self.index.hidden_files.get(&target) {
            return Err(Failure::Hidden(hidden));
        }
        if let Some(url) = self.files.get(&target) {
            return Ok(Resolved::File((*url).clone(), target));
        }
        if self.index.broken.contains(&target) {
            return Err(Failure::Known);
        }
        let folder = if target.as_str() == CONTENT { Some("") } else { target.strip(CONTENT) };
        match folder.and_then(|folder| self.sections.get(folder)) {
            Some(section) => Ok(Resolved::Section(*section)),
            None => Err(missing()),
        }
    }

    /// `/path` as seen from the site's root: a file of `static/`, or of `content/`.
    fn rooted(&self, path: &str) -> Option<ProjectPath> {
        let copied = ProjectPath::new(&format!("{}/{path}", routes::STATIC))?;
        if self.snapshot.get(copied.as_str()).is_some() {
            return Some(copied);
        }
        ProjectPath::new(&format!("{CONTENT}/{path}"))
    }
}

/// Finds the nearest thing that exists; remembers what it found.
struct Hints<'m, 'a> {
    map: &'m Map<'a>,
    known: HashMap<String, Option<String>>,
}

impl Hints<'_, '_> {
    fn problem(&mut self, page: &Page, link: &Link, failure: Failure) -> Option<Diagnostic> {
        let problem = match failure {
            Failure::Known => return None,
            Failure::Hidden(target) => hidden(target),
            Failure::Part(target, part) => self.no_part(target, &part),
            Failure::Kind(target) => self.wrong_kind(link, target),
            Failure::Missing(code, name) if code == &code::REF_MISSING => self.no_id(link, &name),
            Failure::Missing(_, path) => self.no_file(page, &path),
        };
        Some(problem.at(page.span(&link.span)))
    }

    fn no_id(&mut self, link: &Link, id: &str) -> Diagnostic {
        let what = if link.kinds.is_empty() { "page".to_owned() } else { link.kinds.join(" or ") };
        let (pages, kinds) = (self.map.pages, link.kinds);
        let near = self.once(format!("{id} {what}"), || {
            let fitting = pages.iter().filter(|page| kinds.is_empty() || kinds.contains(&page.kind));
            nearest(id, fitting.map(|page| page.id.as_str())).map(str::to_owned)
        });
        let hint = near.map(|near| format!("did you mean `{near}`?"));
        Diagnostic::new(&code::REF_MISSING, format!("there is no {what} with the id `{id}`"))
            .because("nothing has this id")
            .hint_if(hint)
    }

    fn no_file(&mut self, page: &Page, path: &str) -> Diagnostic {
        let image = matches!(path.rsplit_once('.'), Some((_, e)) if matches!(e.to_ascii_lowercase().as_str(), "png" | "jpg" | "jpeg" | "gif" | "webp" | "svg" | "avif"));
        let code = if image { &code::IMAGE_MISSING } else { &code::LINK_MISSING };
        let what = if image { "image" } else { "file" };
        let hint = self.file_hint(page, path);
        Diagnostic::new(code, format!("there is no {what} `{path}`")).because("nothing is there").hint_if(hint)
    }

    /// The file that was most likely meant: the same name elsewhere, or a name that is near.
    fn file_hint(&mut self, page: &Page, path: &str) -> Option<String> {
        let name = path.trim_end_matches('/').rsplit('/').next().unwrap_or(path);
        let wanted = name.strip_suffix(".html").map_or_else(|| name.to_owned(), |stem| format!("{stem}.md"));
        let (pages, files, from) = (self.map.pages, &self.map.files, page.file.clone());
        self.once(format!("{from} {path}"), || {
            let sources = pages.iter().filter(|page| !page.in_list).map(|page| &page.file);
            let all: Vec<&ProjectPath> = sources.chain(files.keys().copied()).collect();
            let same = all.iter().find(|file| file.name() == wanted).copied();
            let near = || {
                let near = nearest(&wanted, all.iter().map(|file| file.name()))?;
                all.iter().find(|file| file.name() == near).copied()
            };
            same.or_else(near).map(|file| relative(&from, file))
        })
        .map(|link| format!("did you mean `{link}`?"))
    }

    fn no_part(&self, target: usize, part: &str) -> Diagnostic {
        let page = self.map.pages.get(target);
        let title = page.map_or("", |page| &page.title.plain);
        let near = page.and_then(|page| nearest(part, page.parts()));
        let hint = match (near, page) {
            (Some(near), _) => format!("did you mean `#{near}`?"),
            (None, Some(page)) => {
                let parts: Vec<String> = page.parts().take(8).map(|part| format!("`#{part}`")).collect();
                if parts.is_empty() {
                    "that page has no headings".into()
                } else {
                    format!("there is {}", parts.join(", "))
                }
            }
            (None, None) => String::new(),
        };
        Diagnostic::new(&code::ANCHOR_MISSING, format!("“{title}” has no part `#{part}`"))
            .because("no heading or part has this anchor")
            .hint(hint)
    }

    fn wrong_kind(&mut self, link: &Link, target: usize) -> Diagnostic {
        let page = self.map.pages.get(target);
        let (id, kind) = page.map_or(("", ""), |page| (page.id.as_str(), page.kind));
        let expected = link.kinds.join(" or ");
        let (pages, kinds) = (self.map.pages, link.kinds);
        let near = self.once(format!("{id} {expected}"), || {
            let fitting = pages.iter().filter(|page| kinds.contains(&page.kind));
            nearest(id, fitting.map(|page| page.id.as_str())).map(str::to_owned)
        });
        let mut problem = Diagnostic::new(&code::REF_KIND, format!("`{id}` is a {kind}, not a {expected}"))
            .because(format!("a {expected} is expected here"))
            .hint_if(near.map(|near| format!("did you mean `{near}`?")));
        if let Some(page) = page {
            problem = problem.see(page.span(&page.place), format!("this is the {kind}"));
        }
        problem
    }

    fn once(&mut self, key: String, find: impl FnOnce() -> Option<String>) -> Option<String> {
        if let Some(found) = self.known.get(&key) {
            return found.clone();
        }
        if self.known.len() >= MOST_HINTS {
            return None;
        }
        let found = find();
        self.known.insert(key, found.clone());
        found
    }
}

fn hidden(target: &Page) -> Diagnostic {
    let why = match target.common.status {
        crate::page::Status::Draft => "it is a draft".to_owned(),
        _ => match (target.common.publish, target.common.expires) {
            (Some(date), _) => format!("it is published on {date}"),
            (None, Some(date)) => format!("it expired on {date}"),
            (None, None) => "it is not shown".to_owned(),
        },
    };
    Diagnostic::new(&code::LINK_HIDDEN, format!("this leads to “{}”, which is not published", target.title.plain))
        .because(why)
        .hint("readers see the words without a link; mend the other page's dates or `status`, or take the link out")
}

/// The link from one file to another, as one would write it.
fn relative(from: &ProjectPath, to: &ProjectPath) -> String {
    UrlPath::new(from.as_str()).to(&UrlPath::new(to.as_str()), false)
}

/// Embeds must be of a kind that has an embedded form.
fn embeds(map: &Map, targets: &[Vec<Resolved>], problems: &mut Vec<Diagnostic>) {
    for (page, targets) in map.pages.iter().zip(targets) {
        for piece in &page.body.pieces {
            let Piece::Embed(at) = piece else { continue };
            let (Some(Resolved::Page(target, _)), Some(link)) = (targets.get(*at), page.links.get(*at)) else {
                continue;
            };
            let Some(target) = map.pages.get(*target) else { continue };
            if kinds::by_name(target.kind).is_some_and(kinds::Kind::embeds) {
                continue;
            }
            let can: Vec<&str> = kinds::ALL.iter().filter(|kind| kind.embeds()).map(|kind| kind.name()).collect();
            problems.push(
                Diagnostic::new(&code::EMBED_KIND, format!("a {} can't be embedded", target.kind))
                    .at(page.span(&link.span))
                    .because("it has no embedded form")
                    .hint(format!("link to it with `[[{}]]`; these can be embedded: {}", target.id, can.join(", "))),
            );
        }
    }
}

/// What leads to each page: once for each page that does and what it means.
pub(super) fn backlinks(pages: &[Arc<Page>], targets: &[Vec<Resolved>]) -> Vec<Vec<(usize, &'static str)>> {
    let mut all: Vec<Vec<(usize, &'static str)>> = vec![Vec::new(); pages.len()];
    for (from, (page, targets)) in pages.iter().zip(targets).enumerate() {
        for (link, target) in page.links.iter().zip(targets) {
            if let Resolved::Page(to, _) = target
                && *to != from
                && let Some(row) = all.get_mut(*to)
            {
                row.push((from, link.relation));
            }
        }
    }
    all.par_iter_mut().for_each(|row| {
        row.sort_unstable();
        row.dedup();
    });
    all
}
