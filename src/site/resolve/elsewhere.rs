//! Links as other tools write them: from the site's root, without an ending, by title, with the anchors of GitHub. Such a link leads where
//! it can only mean one thing, with advice that says how we write it. Where it can mean several, it is reported with all of them.

use super::map::{Failure, Map};
use super::other_names::{Named, OtherNames, joined, key};
use super::spelling;
use crate::diagnostic::Diagnostic;
use crate::kinds::CONTENT;
use crate::page::{LINK, Link, Page};
use crate::site::index::{PageIndex, Resolved};
use crate::source::markdown::{Target, forge_anchors, slug};

impl<'a> Map<'a> {
    /// Where `link`, which leads nowhere as it is written, can only lead; or why it still leads nowhere.
    pub(super) fn meant(
        &self,
        at: PageIndex,
        page: &Page,
        link: &Link,
        failure: Failure<'a>,
    ) -> Result<(Resolved, Diagnostic), Failure<'a>> {
        if link.relation != LINK {
            return Err(failure);
        }
        let found = match (&failure, &link.target) {
            (Failure::NoId(_), Target::Id { id, part }) if id.is_empty() && part.is_some() => {
                Ok(self.part_meant(at, part.as_deref().unwrap_or_default()))
            }
            (Failure::NoId(_), Target::Id { id, part }) => self.named(page, id, part.as_deref()),
            (Failure::NoFile(path), Target::Path { fragment, .. }) if !path.is_empty() => {
                self.by_other_path(page, path, fragment.as_deref())
            }
            (Failure::Part(target, part), _) => Ok(self.part_meant(*target, part)),
            _ => Ok(None),
        };
        match found? {
            Some(resolved) => {
                let advice = spelling::advice(self, page, link, &resolved);
                Ok((resolved, advice))
            }
            None => Err(failure),
        }
    }

    fn names(&self) -> &OtherNames<'a> {
        let hidden = || self.lookup.hidden_ids.values().copied();
        self.other_names.get_or_init(|| OtherNames::new(self.pages, hidden(), self.files.keys().copied()))
    }

    /// What `[[name#part]]` means: a page by its id as a name, by path, by title; or a file.
    fn named(&self, page: &Page, name: &str, part: Option<&str>) -> Result<Option<Resolved>, Failure<'a>> {
        if name.is_empty() {
            return Ok(None);
        }
        let names = self.names();
        let path = key(name);
        let id = slug(path.rsplit('/').next().unwrap_or_default(), 120);
        let folder = key(page.file.parent().strip_prefix(CONTENT).unwrap_or_default());
        let own = self.lookup.by_id.get(id.as_str()).filter(|_| !path.contains('/')).map(|at| Named::Page(*at));
        let near = || joined(&folder, &path).map(|path| names.at(&path).to_vec()).unwrap_or_default();
        let tries: [&dyn Fn() -> Vec<Named<'a>>; 5] = [
            &|| own.into_iter().collect(),
            &|| joined("", &path).map(|path| names.at(&path).to_vec()).unwrap_or_default(),
            &|| if path.contains(['/']) { near() } else { Vec::new() },
            &|| if path.contains('/') { names.ending(&path, self.pages) } else { Vec::new() },
            &|| names.called(name).to_vec(),
        ];
        let found = tries.iter().map(|find| find()).find(|found| !found.is_empty());
        match found {
            Some(found) => self.only(&found, part),
            None => Ok(self.file(name, true)),
        }
    }

    /// What the path of a link means in other tools.
    fn by_other_path(&self, page: &Page, path: &str, fragment: Option<&str>) -> Result<Option<Resolved>, Failure<'a>> {
        let names = self.names();
        let inside = page.file.strip(CONTENT).unwrap_or_default();
        let folder = page.file.parent().strip_prefix(CONTENT).unwrap_or_default();
        let mut found: Vec<Named<'a>> = Vec::new();
        let mut tried: Vec<String> = Vec::new();
        if !path.starts_with('/') {
            // Where addresses end in `/`, browsers count from the page itself.
            tried.extend([joined(folder, path), joined(&key(inside), path)].into_iter().flatten());
            tried.extend(page.common.aliases.iter().filter_map(|alias| joined(&key(alias), path)));
        }
        for path in &tried {
            found.extend(names.at(&key(path)));
        }
        let rooted = joined("", path);
        if found.is_empty() {
            found.extend(rooted.iter().flat_map(|path| names.at(&key(path))));
        }
        if found.is_empty() {
            tried.extend(rooted.clone());
            if let Some(section) = tried.iter().find_map(|path| self.sections.get(path.as_str())) {
                return Ok(Some(Resolved::Section(*section)));
            }
            let from_root = path.starts_with('/');
            if let Some(file) = tried.iter().find_map(|path| self.file(path, from_root)) {
                return Ok(Some(file));
            }
            let whole = rooted.filter(|path| from_root && !path.is_empty());
            found.extend(whole.iter().flat_map(|path| names.ending(&key(path), self.pages)));
        }
        if found.is_empty() && tried.iter().any(|path| self.is_broken_file(path)) {
            return Err(Failure::Known);
        }
        self.only(&found, fragment)
    }

    /// Whether a file at this path gave no page, which is reported already.
    fn is_broken_file(&self, path: &str) -> bool {
        let path = key(path);
        self.lookup.broken.files.iter().any(|file| file.strip(CONTENT).is_some_and(|inside| key(inside) == path))
    }

    fn file(&self, path: &str, anywhere: bool) -> Option<Resolved> {
        let file = self.names().file(path, anywhere)?;
        let url = self.files.get(file)?;
        Some(Resolved::File((*url).clone(), file.clone()))
    }

    /// The page that all of `found` are.
    fn only(&self, found: &[Named<'a>], part: Option<&str>) -> Result<Option<Resolved>, Failure<'a>> {
        let mut shown: Vec<PageIndex> = Vec::new();
        let mut hidden = None;
        for named in found {
            match named {
                Named::Page(at) if !shown.contains(at) => shown.push(*at),
                Named::Page(_) => {}
                Named::Hidden(page) => hidden = Some(*page),
            }
        }
        match (shown.as_slice(), hidden) {
            ([], None) => Ok(None),
            ([], Some(page)) => Err(Failure::Hidden(page)),
            ([at], _) => match self.part(*at, part) {
                Ok(resolved) => Ok(Some(resolved)),
                Err(Failure::Part(target, part)) => match self.part_meant(target, &part) {
                    Some(resolved) => Ok(Some(resolved)),
                    None => Err(Failure::Part(target, part)),
                },
                Err(failure) => Err(failure),
            },
            _ => Err(Failure::Ambiguous(shown)),
        }
    }

    /// The part of a page that another tool calls `part`.
    fn part_meant(&self, target: PageIndex, part: &str) -> Option<Resolved> {
        let page = self.page(target)?;
        let last = part.rsplit('#').next().unwrap_or(part);
        let lower = last.to_lowercase();
        let headings = &page.body.headings;
        let forges = forge_anchors(page.title.plain.as_str(), headings);
        let slugged = slug(last, usize::MAX);
        let ids = |found: usize| headings.get(found).map(|heading| heading.id.as_str());
        let by_forge = forges.iter().position(|anchor| *anchor == lower).map(|at| at.checked_sub(1));
        let by_words = || {
            let same = |id: &str| id == lower || (!slugged.is_empty() && id == slugged);
            headings.iter().position(|heading| same(&heading.id)).map(Some)
        };
        let by_anchor = || page.anchors.iter().find(|anchor| anchor.id == lower).map(|anchor| anchor.id.as_str());
        let is_title = || slug(&page.title.plain, usize::MAX) == slugged || lower == "top";
        match by_forge.or_else(by_words) {
            Some(Some(heading)) => ids(heading).map(|id| Resolved::Page(target, Some(id.to_owned()))),
            Some(None) => Some(Resolved::Page(target, None)),
            None => match by_anchor() {
                Some(id) => Some(Resolved::Page(target, Some(id.to_owned()))),
                None => is_title().then_some(Resolved::Page(target, None)),
            },
        }
    }
}
