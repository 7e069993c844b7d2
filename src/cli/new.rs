//! `new`: a page of a kind, with every field explained.

mod known;
mod template;

use std::fs;
use std::io::Write;

use super::args::Global;
use super::{Ending, project, say, schema, tell};
use crate::io::load;
use crate::kinds::{self, CONTENT};
use crate::source::markdown::slug;
use known::Known;

/// Longest file name that a title makes, in bytes.
const LONGEST: usize = 100;

/// Writes the file; never over another.
pub(super) fn new(kind: &str, title: &str, global: &Global) -> Ending {
    let root = match project::root(global) {
        Ok(root) => root,
        Err(why) => return Ending::Refused(why),
    };
    let Some(kind) = kinds::by_name(kind) else { return Ending::Refused(schema::no_kind(kind)) };
    let name = slug(title, LONGEST);
    if name.is_empty() {
        return Ending::Refused(format!(
            "no file name can be made from the title `{title}`\n  help: use letters or digits"
        ));
    }
    if name == "index" {
        return Ending::Refused("`index` is the name of a folder's own page\n  help: choose another title".into());
    }
    let shown = format!("{CONTENT}/{}/{name}.md", kind.folder);
    let path = root.join(&shown);
    if path.exists() {
        return Ending::Refused(exists(&shown));
    }
    let known = match project::today(None) {
        Ok(today) => Known::new(&load::load(&root).0, today),
        Err(why) => return Ending::Refused(why),
    };
    if let Some(page) = known.holder(&name) {
        return Ending::Refused(format!(
            "the id `{name}` is taken: {} has it\n  help: choose another title",
            page.file
        ));
    }
    let text = match template::template(kind, title, &known) {
        Ok(text) => text,
        Err(why) => return Ending::Refused(why),
    };
    let written = path.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| {
        let mut file = fs::OpenOptions::new().write(true).create_new(true).open(&path)?;
        file.write_all(text.as_bytes())
    });
    match written {
        Ok(()) => {
            if !global.quiet {
                tell(
                    "open it and replace the examples with your own words; `lensbook serve --drafts` shows it while you write\n",
                );
                tell("it is a draft, which readers don't see; when it is ready, write `status: live`\n");
            }
            say(global, &shown)
        }
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ending::Refused(exists(&shown)),
        Err(error) => Ending::Refused(format!("can't write {shown}: {error}")),
    }
}

fn exists(shown: &str) -> String {
    format!("{shown} exists already\n  help: choose another title, or edit that file")
}
