//! References: every link of every page is led to its target, or reported with the nearest thing that exists.

mod hints;
pub(super) mod unseen;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::link_cache::Names;
use super::{Backlink, Index, Lookup, Options, Resolved, UrlPath, routes};
use crate::diagnostic::{Diagnostic, code};
use crate::kinds::{self, CONTENT};
use crate::page::{LINK, Link, Page, Status, listed, with_article};
use crate::snapshot::{ProjectPath, Snapshot};
use crate::source::markdown::{Piece, Target};

/// Why a link leads nowhere.
enum Failure<'a> {
    /// The page exists but is not shown.
    Hidden(&'a Page),
    /// The page exists but has no such part.
    Part(usize, String),
    /// The page is of another kind.
    Kind(usize),
    /// No page has the id.
    NoId(String),
    /// No file lies there.
    NoFile(String),
    /// Its own file is broken, which is reported already.
    Known,
}

/// Where everything may lead.
struct Map<'a> {
    pages: &'a [Arc<Page>],
    index: &'a Index<'a>,
    sections: Lookup<&'a str, usize>,
    files: BTreeMap<&'a ProjectPath, &'a UrlPath>,
    /// The kinds of which there is any page but drafts.
    kinds: BTreeSet<&'static str>,
    snapshot: &'a Snapshot,
    options: Options,
}

/// Where the links of one page lead.
pub(super) type Targets = Arc<[Resolved]>;

/// What a page's links gave.
enum Row<'a> {
    /// Each leads somewhere, as nearly always.
    Sound(Targets),
    /// Each leads somewhere, but some not to what may stand there.
    Odd(Targets, Vec<Diagnostic>),
    /// Some lead nowhere.
    Failing(Vec<Result<Resolved, Failure<'a>>>),
}

/// The targets of all links of all pages. `known` are those that a page is known to have: they depend on the page itself and
/// on what the playbook's book of addresses says.
pub(super) fn all(
    names: &Names,
    index: &Index,
    snapshot: &Snapshot,
    options: Options,
    known: &(dyn Fn(usize) -> Option<Targets> + Sync),
    problems: &mut Vec<Diagnostic>,
) -> (Vec<Targets>, Vec<bool>) {
    let Names { pages, sections, files, .. } = *names;
    let map = Map {
        pages,
        index,
        sections: sections.iter().enumerate().map(|(at, section)| (section.path.as_str(), at)).collect(),
        files: files.iter().map(|(url, path)| (path, url)).collect(),
        kinds: pages.iter().filter(|page| page.common.status != Status::Draft).map(|page| page.kind).collect(),
        snapshot,
        options,
    };
    let row = |buffer: &mut String, (at, page): (usize, &Arc<Page>)| {
        known(at).map_or_else(|| map.row(at, page, buffer), Row::Sound)
    };
    let rows: Vec<Row> = pages.par_iter().enumerate().map_init(String::new, row).collect();
    let mut hints = hints::Hints::new(&map);
    let (mut targets, mut sound) = (Vec::with_capacity(pages.len()), Vec::with_capacity(pages.len()));
    for (page, row) in pages.iter().zip(rows) {
        sound.push(matches!(row, Row::Sound(_)));
        targets.push(match row {
            Row::Sound(row) => row,
            Row::Odd(row, found) => {
                problems.extend(found);
                row
            }
            Row::Failing(links) => {
                let row = hints.row(page, links, problems);
                problems.extend(objects(&map, page, &row));
                row.into()
            }
        });
    }
    (targets, sound)
}

impl<'a> Map<'a> {
    fn row(&self, at: usize, page: &Page, buffer: &mut String) -> Row<'a> {
        let sound: Result<Vec<Resolved>, Failure> =
            page.links.iter().map(|link| self.resolve(at, page, link, buffer)).collect();
        let Ok(sound) = sound else {
            return Row::Failing(page.links.iter().map(|link| self.resolve(at, page, link, buffer)).collect());
        };
        let found = objects(self, page, &sound);
        if found.is_empty() { Row::Sound(sound.into()) } else { Row::Odd(sound.into(), found) }
    }

    fn resolve(&self, at: usize, page: &Page, link: &Link, buffer: &mut String) -> Result<Resolved, Failure<'a>> {
        match &link.target {
            Target::Id { id, part } => self.by_id(link, id, part.as_deref()),
            Target::Path { path, fragment: None } if path.is_empty() => Err(Failure::NoFile(String::new())),
            Target::Path { path, fragment } if path.is_empty() => self.part(at, fragment.as_deref()),
            Target::Path { path, fragment } => self.by_path(page, path, fragment.as_deref(), buffer),
        }
    }

    fn by_id(&self, link: &Link, id: &str, part: Option<&str>) -> Result<Resolved, Failure<'a>> {
        let target = self.index.by_id.get(id).copied();
        if link.or_text && !link.kinds.iter().any(|kind| self.kinds.contains(kind)) {
            let is_meant = |at: &usize| self.pages.get(*at).is_some_and(|page| link.kinds.contains(&page.kind));
            return Ok(target.filter(is_meant).map_or(Resolved::Nowhere, |at| Resolved::Page(at, None)));
        }
        let Some(target) = target else {
            return Err(match self.index.hidden_ids.get(id) {
                Some(page) => Failure::Hidden(page),
                None if self.is_broken(link, id) => Failure::Known,
                None => Failure::NoId(id.to_owned()),
            });
        };
        let kind = || self.pages.get(target).map_or("", |page| page.kind);
        if !link.kinds.is_empty() && !link.kinds.contains(&kind()) {
            return Err(Failure::Kind(target));
        }
        let found = self.part(target, part)?;
        if link.relation != LINK && !self.pages.get(target).is_some_and(|page| fits(page, link.relation, part)) {
            return Err(Failure::Part(target, part.unwrap_or_default().to_owned()));
        }
        Ok(found)
    }

    /// Whether the id belongs, or may belong, to a file that gave no page.
    fn is_broken(&self, link: &Link, id: &str) -> bool {
        let broken = &self.index.broken;
        let may_be_listed = |kind: &&str| link.kinds.is_empty() || link.kinds.contains(kind);
        broken.ids.contains(id) || broken.lists.iter().any(may_be_listed)
    }

    fn part(&self, target: usize, part: Option<&str>) -> Result<Resolved, Failure<'a>> {
        let Some(part) = part.filter(|part| !part.is_empty()) else { return Ok(Resolved::Page(target, None)) };
        let page = self.pages.get(target);
        if page.is_some_and(|page| page.part(part).is_some()) {
            return Ok(Resolved::Page(target, Some(part.to_owned())));
        }
        Err(Failure::Part(target, part.to_owned()))
    }

    fn by_path(
        &self,
        page: &Page,
        path: &str,
        fragment: Option<&str>,
        buffer: &mut String,
    ) -> Result<Resolved, Failure<'a>> {
        if !path.starts_with('/')
            && let Some(target) = page.file.join_into(path, buffer)
            && let Some(found) = self.index.by_file.get(target)
        {
            return self.part(*found, fragment);
        }
        self.by_rare_path(page, path, fragment)
    }

    /// A path that leads to anything but a page, or is counted from the site's root.
    fn by_rare_path(&self, page: &Page, path: &str, fragment: Option<&str>) -> Result<Resolved, Failure<'a>> {
        let missing = || Failure::NoFile(path.to_owned());
        let target = match path.strip_prefix('/') {
            Some(rooted) => self.rooted(rooted),
            None => page.file.join(path),
        };
        let Some(target) = target else {
            let top = path.trim_matches(['.', '/']).is_empty();
            return if top { Ok(Resolved::Section(0)) } else { Err(missing()) };
        };
        if let Some(found) = self.index.by_file.get(target.as_str()) {
            return self.part(*found, fragment);
        }
        if let Some(hidden) = self.index.hidden_files.get(&target) {
            return Err(Failure::Hidden(hidden));
        }
        if let Some(url) = self.files.get(&target) {
            return Ok(Resolved::File((*url).clone(), target));
        }
        if self.index.broken.files.contains(&target) {
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

/// Embeds must be of a kind that has an embedded form, and images must be files.
fn objects(map: &Map, page: &Page, targets: &[Resolved]) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    for piece in &page.body.pieces {
        let (Piece::Embed(at) | Piece::Image(at)) = piece else { continue };
        let (Some(target), Some(link)) = (targets.get(*at), page.links.get(*at)) else { continue };
        let to = if let Resolved::Page(to, _) = target { map.pages.get(*to) } else { None };
        let problem = match (piece, target, to) {
            (Piece::Embed(_), _, Some(to)) => not_embedded(to),
            (Piece::Image(_), Resolved::Page(..) | Resolved::Section(_), _) => Some(no_image(link, to)),
            _ => None,
        };
        problems.extend(problem.map(|problem| problem.at(page.span(&link.span))));
    }
    problems
}

fn not_embedded(target: &Page) -> Option<Diagnostic> {
    if embeds(target) {
        return None;
    }
    let can: Vec<&str> = kinds::ALL.iter().filter(|kind| kind.embeds()).map(|kind| kind.name()).collect();
    let hint = format!("link to it with `[[{}]]`; these can be embedded: {}", target.id, listed(&can));
    let problem = Diagnostic::new(&code::EMBED_KIND, format!("{} can't be embedded", with_article(&[target.kind])));
    Some(problem.because("it has no embedded form").hint(hint))
}

fn no_image(link: &Link, target: Option<&Arc<Page>>) -> Diagnostic {
    let path = if let Target::Path { path, .. } = &link.target { path } else { "" };
    let problem = Diagnostic::new(&code::IMAGE_MISSING, format!("`{path}` is a page, not an image"))
        .because("a page can't be shown as a picture")
        .hint("take the `!` away, and it is a link");
    problem.hint_if(target.filter(|page| embeds(page)).map(|page| format!("`![[{}]]` shows it in place", page.id)))
}

/// Whether a reference that means `relation` may lead to this part of `page`, or to the whole.
fn fits(page: &Page, relation: &str, part: Option<&str>) -> bool {
    kinds::by_name(page.kind).is_none_or(|kind| kind.fits(page, relation, part))
}

fn embeds(page: &Page) -> bool {
    kinds::by_name(page.kind).is_some_and(kinds::Kind::embeds)
}

/// The links that lead to each page from others.
pub(super) fn backlinks(targets: &[Targets]) -> Vec<Vec<Backlink>> {
    let mut counts = vec![0; targets.len()];
    for target in targets.iter().flat_map(|row| row.iter()) {
        if let Resolved::Page(to, _) = target
            && let Some(count) = counts.get_mut(*to)
        {
            *count += 1;
        }
    }
    let mut all: Vec<Vec<Backlink>> = counts.into_iter().map(Vec::with_capacity).collect();
    for (from, targets) in targets.iter().enumerate() {
        for (link, target) in targets.iter().enumerate() {
            if let Resolved::Page(to, _) = target
                && *to != from
                && let Some(row) = all.get_mut(*to)
            {
                row.push(Backlink { from, link });
            }
        }
    }
    all
}
