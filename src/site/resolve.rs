//! References: every link of every page is led to its target, or reported with the nearest thing that exists.

mod elsewhere;
mod hints;
mod map;
mod other_names;
mod spelling;

use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::index::{LinkIndex, PageIndex, Resolved, SectionIndex, TOP};
use super::lookup::PageLookup;
use super::places::{Names, Targets};
use super::routes;
use super::visibility::Options;
use map::{Failure, Map};

use crate::diagnostic::{Diagnostic, code};
use crate::kinds::{self, CONTENT};
use crate::page::{LINK, Link, Page, Status, listed, with_article};
use crate::snapshot::{ProjectPath, Snapshot};
use crate::source::markdown::{Piece, Target};

/// What a page's links gave.
enum Row<'a> {
    /// Each leads somewhere, as nearly always.
    Resolved(Targets),
    /// Each leads somewhere, but some not to what may stand there.
    Odd(Targets, Vec<Diagnostic>),
    /// Some lead nowhere; what is said of others.
    Failing(Vec<Result<Resolved, Failure<'a>>>, Vec<Diagnostic>),
}

/// The targets of all links of all pages, and for each page whether all of its links lead somewhere. `known` gives the targets that
/// a page is known to have from the last build.
pub(super) fn all(
    names: &Names,
    lookup: &PageLookup,
    snapshot: &Snapshot,
    options: Options,
    known: &(dyn Fn(usize) -> Option<Targets> + Sync),
    problems: &mut Vec<Diagnostic>,
) -> (Vec<Targets>, Vec<bool>) {
    let Names { pages, sections, files, .. } = *names;
    let map = Map {
        pages,
        lookup,
        sections: sections.iter().enumerate().map(|(at, section)| (section.path.as_str(), SectionIndex(at))).collect(),
        files: files.iter().map(|(url, path)| (path, url)).collect(),
        kinds: pages.iter().filter(|page| page.common.status != Status::Draft).map(|page| page.kind.name).collect(),
        snapshot,
        options,
        other_names: OnceLock::new(),
    };
    let row = |buffer: &mut String, (at, page): (usize, &Arc<Page>)| {
        known(at).map_or_else(|| map.row(PageIndex(at), page, buffer), Row::Resolved)
    };
    let rows: Vec<Row> = pages.par_iter().enumerate().map_init(String::new, row).collect();
    let mut hints = hints::Hints::new(&map);
    let (mut targets, mut resolved) = (Vec::with_capacity(pages.len()), Vec::with_capacity(pages.len()));
    for (page, row) in pages.iter().zip(rows) {
        resolved.push(matches!(row, Row::Resolved(_)));
        targets.push(match row {
            Row::Resolved(row) => row,
            Row::Odd(row, found) => {
                problems.extend(found);
                row
            }
            Row::Failing(links, found) => {
                problems.extend(found);
                let row = hints.row(page, links, problems);
                problems.extend(objects(&map, page, &row));
                row.into()
            }
        });
    }
    (targets, resolved)
}

impl<'a> Map<'a> {
    fn row(&self, at: PageIndex, page: &Page, buffer: &mut String) -> Row<'a> {
        let targets: Result<Vec<Resolved>, Failure> =
            page.links.iter().map(|link| self.resolve(at, page, link, buffer)).collect();
        let Ok(targets) = targets else { return self.odd_row(at, page, buffer) };
        let found = objects(self, page, &targets);
        if found.is_empty() { Row::Resolved(targets.into()) } else { Row::Odd(targets.into(), found) }
    }

    /// The row of a page of which some links are not written our way, or lead nowhere.
    fn odd_row(&self, at: PageIndex, page: &Page, buffer: &mut String) -> Row<'a> {
        let mut found = Vec::new();
        let mut lead = |link: &Link| match self.resolve(at, page, link, buffer) {
            Ok(resolved) => Ok(resolved),
            Err(failure) => {
                let (resolved, advice) = self.meant(at, page, link, failure)?;
                found.push(advice);
                Ok(resolved)
            }
        };
        let links: Vec<Result<Resolved, Failure>> = page.links.iter().map(&mut lead).collect();
        if links.iter().any(Result::is_err) {
            return Row::Failing(links, found);
        }
        let targets: Vec<Resolved> = links.into_iter().flatten().collect();
        found.extend(objects(self, page, &targets));
        Row::Odd(targets.into(), found)
    }

    fn resolve(&self, at: PageIndex, page: &Page, link: &Link, buffer: &mut String) -> Result<Resolved, Failure<'a>> {
        match &link.target {
            Target::Id { id, part } => self.by_id(link, id, part.as_deref()),
            Target::Path { path, fragment: None } if path.is_empty() => Err(Failure::NoFile(String::new())),
            Target::Path { path, fragment } if path.is_empty() => self.part(at, fragment.as_deref()),
            Target::Path { path, fragment } => self.by_path(page, path, fragment.as_deref(), buffer),
        }
    }

    fn by_id(&self, link: &Link, id: &str, part: Option<&str>) -> Result<Resolved, Failure<'a>> {
        let target = self.lookup.by_id.get(id).copied();
        if link.or_text && !link.kinds.iter().any(|kind| self.kinds.contains(kind)) {
            let is_meant = |at: &PageIndex| self.page(*at).is_some_and(|page| link.kinds.contains(&page.kind.name));
            return Ok(target.filter(is_meant).map_or(Resolved::Nowhere, |at| Resolved::Page(at, None)));
        }
        let Some(target) = target else {
            return Err(match self.lookup.hidden_ids.get(id) {
                Some(page) => Failure::Hidden(page),
                None if self.is_broken(link, id) => Failure::Known,
                None => Failure::NoId(id.to_owned()),
            });
        };
        let kind = || self.page(target).map_or("", |page| page.kind.name);
        if !link.kinds.is_empty() && !link.kinds.contains(&kind()) {
            return Err(Failure::Kind(target));
        }
        let found = self.part(target, part)?;
        if link.relation != LINK && !self.page(target).is_some_and(|page| page.takes_reference(link.relation, part)) {
            return Err(Failure::Part(target, part.unwrap_or_default().to_owned()));
        }
        Ok(found)
    }

    /// Whether the id belongs, or may belong, to a file that gave no page.
    fn is_broken(&self, link: &Link, id: &str) -> bool {
        let broken = &self.lookup.broken;
        let may_be_listed = |kind: &&str| link.kinds.is_empty() || link.kinds.contains(kind);
        broken.ids.contains(id) || broken.lists.iter().any(may_be_listed)
    }

    fn part(&self, target: PageIndex, part: Option<&str>) -> Result<Resolved, Failure<'a>> {
        let Some(part) = part.filter(|part| !part.is_empty()) else { return Ok(Resolved::Page(target, None)) };
        let page = self.page(target);
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
            && let Some(found) = self.lookup.by_file.get(target)
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
            return if top { Ok(Resolved::Section(TOP)) } else { Err(missing()) };
        };
        if let Some(found) = self.lookup.by_file.get(target.as_str()) {
            return self.part(*found, fragment);
        }
        if let Some(hidden) = self.lookup.hidden_files.get(&target) {
            return Err(Failure::Hidden(hidden));
        }
        if let Some(url) = self.files.get(&target) {
            return Ok(Resolved::File((*url).clone(), target));
        }
        if self.lookup.broken.files.contains(&target) {
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
        let to = if let Resolved::Page(to, _) = target { map.page(*to) } else { None };
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
    if target.kind.embeds {
        return None;
    }
    let can: Vec<&str> = kinds::all().filter(|kind| kind.embeds).map(|kind| kind.name).collect();
    let hint = format!("link to it with `[[{}]]`; these can be embedded: {}", target.id, listed(&can));
    let problem =
        Diagnostic::new(&code::EMBED_KIND, format!("{} can't be embedded", with_article(&[target.kind.name])));
    Some(problem.because("it can't be shown inside another page").hint(hint))
}

fn no_image(link: &Link, target: Option<&Arc<Page>>) -> Diagnostic {
    let path = if let Target::Path { path, .. } = &link.target { path } else { "" };
    let problem = Diagnostic::new(&code::IMAGE_MISSING, format!("`{path}` is a page, not an image"))
        .because("a page can't be shown as a picture")
        .hint("remove the `!` to make it a link");
    problem.hint_if(
        target.filter(|page| page.kind.embeds).map(|page| format!("to show it here, write `![[{}]]`", page.id)),
    )
}

/// The links that lead to each page from others.
pub(super) fn backlinks(targets: &[Targets]) -> Vec<Vec<LinkIndex>> {
    let mut counts = vec![0; targets.len()];
    for target in targets.iter().flat_map(|row| row.iter()) {
        if let Resolved::Page(to, _) = target
            && let Some(count) = counts.get_mut(to.0)
        {
            *count += 1;
        }
    }
    let mut all: Vec<Vec<LinkIndex>> = counts.into_iter().map(Vec::with_capacity).collect();
    for (from, targets) in targets.iter().enumerate().map(|(at, targets)| (PageIndex(at), targets)) {
        for (link, target) in targets.iter().enumerate() {
            if let Resolved::Page(to, _) = target
                && *to != from
                && let Some(row) = all.get_mut(to.0)
            {
                row.push(LinkIndex { from, link });
            }
        }
    }
    all
}
