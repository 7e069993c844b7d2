//! Templates as the program reads them before tera does: where HTML may stand, and where what is printed has to be looked at.
//!
//! A value that is HTML can't stand in a tag: a quote in it would end the attribute, and what follows could run. So each template is
//! followed through its HTML. What is certainly wrong is refused with its place. What can't be known from names is passed through a
//! filter that refuses HTML when it comes ([`super::guards`]). Loops and long texts pass through filters that count them.

mod edits;
mod names;
mod pieces;
mod position;
mod walk;

use std::collections::BTreeMap;

pub(super) use edits::Edits;
use names::Names;
use pieces::{Piece, pieces};
use position::Position;
use walk::Walk;
pub(super) use walk::{IN_TAG, PLAIN};

use super::THEMES;
use crate::diagnostic::Diagnostic;
use crate::snapshot::ProjectPath;

/// Where a template's blocks stand in HTML, by their names.
type Blocks = BTreeMap<String, Position>;

/// The file of the template `<theme>/<path>`.
pub(super) fn file(template: &str) -> Option<ProjectPath> {
    let (theme, path) = template.split_once('/')?;
    ProjectPath::new(&format!("{THEMES}/{theme}/templates/{path}"))
}

/// Looks through all `templates`, which are named `<theme>/<path>`; `themes` are the themes of the chain, the nearest first.
/// Gives what is to be added to each, and what is wrong.
pub(super) fn read(templates: &[(String, String)], themes: &[&str]) -> (BTreeMap<String, Edits>, Vec<Diagnostic>) {
    let cut: Vec<Vec<Piece>> = templates.iter().map(|(_, text)| pieces(text)).collect();
    let mut names = Names::default();
    for ((_, text), pieces) in templates.iter().zip(&cut) {
        for piece in pieces {
            if let Piece::Print(range) | Piece::Statement(range) = piece {
                names.note(text.get(range.clone()).unwrap_or_default());
            }
        }
    }
    let mut open: Vec<usize> = (0..templates.len()).collect();
    let mut blocks: BTreeMap<&str, Blocks> = BTreeMap::new();
    let (mut edits, mut problems) = (BTreeMap::new(), Vec::new());
    // A template's blocks stand where its parent has them, so parents come first. What extends itself is left to tera.
    loop {
        let before = open.len();
        open.retain(|index| {
            let (Some((name, text)), Some(pieces)) = (templates.get(*index), cut.get(*index)) else { return false };
            let parent = parent(text, pieces).and_then(|parent| resolved(parent, templates, themes));
            if parent.is_some_and(|parent| !blocks.contains_key(parent)) {
                return true;
            }
            let inherited = parent.and_then(|parent| blocks.get(parent)).cloned();
            let mut walk = Walk::new(name, text, &names, inherited);
            walk.all(pieces);
            blocks.insert(name, walk.blocks);
            edits.insert(name.clone(), walk.edits);
            problems.extend(walk.problems);
            false
        });
        if open.len() == before {
            return (edits, problems);
        }
    }
}

/// The template that this one extends.
fn parent<'t>(text: &'t str, pieces: &[Piece]) -> Option<&'t str> {
    let Piece::Statement(range) = pieces.iter().find(|piece| matches!(piece, Piece::Statement(_)))? else {
        return None;
    };
    let name = text.get(range.clone())?.strip_prefix("extends")?.trim();
    name.get(1..name.len().checked_sub(1)?)
}

/// The template that tera finds by this name.
fn resolved<'t>(name: &str, templates: &'t [(String, String)], themes: &[&str]) -> Option<&'t str> {
    let exact = templates.iter().find(|(known, _)| known == name);
    let near = || {
        let mut names = themes.iter().map(|theme| format!("{theme}/{name}"));
        names.find_map(|wanted| templates.iter().find(|(known, _)| *known == wanted))
    };
    exact.or_else(near).map(|(name, _)| name.as_str())
}
