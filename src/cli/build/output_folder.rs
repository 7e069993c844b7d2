//! Where the site goes. Refuses every folder that holds what the site is made from, or what a build must not replace.

use std::path::{Component, Path, PathBuf};

use super::super::args::BuildArgs;
use crate::config::{self, Config};
use crate::io::publish;

/// Where the site goes; refused where it would overwrite what it is made from, or what is not ours.
pub(super) fn output_folder(args: &BuildArgs, config: &Config, root: &Path) -> Result<PathBuf, String> {
    let here = std::env::current_dir().unwrap_or_else(|_| root.to_owned());
    let output = match &args.output {
        Some(output) => clean(&here.join(output)),
        None => clean(&root.join(&config.output)),
    };
    let real = |path: &Path| real(path);
    let (out, project) = (real(&output), real(root));
    let refuse = |why: &str| {
        Err(format!(
            "the output folder {} {why}\n  help: choose another folder with `--output`, or `output:` in {}",
            output.display(),
            config::FILE
        ))
    };
    if project.starts_with(&out) {
        return refuse("is the project or holds it");
    }
    if std::env::var_os("HOME").is_some_and(|home| real(Path::new(&home)).starts_with(&out)) {
        return refuse("is your home folder or holds it");
    }
    let sources = ["content", "static", "themes", "src", ".git"].map(|folder| project.join(folder));
    if sources.iter().map(|source| real(source)).any(|source| out.starts_with(&source) || source.starts_with(&out)) {
        return refuse("is among the project's sources");
    }
    if output.is_symlink() && !output.exists() {
        return refuse("is a symbolic link that leads nowhere");
    }
    if output.exists() && !output.is_dir() {
        return refuse("is a file");
    }
    if publish::is_mount(&output) {
        return Err(format!(
            "the output folder {} is a mount point, and a new site can't take the place of one\n  help: choose a folder in it, such as `--output {}`",
            output.display(),
            output.join("site").display()
        ));
    }
    Ok(output)
}

/// `path` without `.` and `..`, so far as its text tells.
fn clean(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => {
                out.pop();
            }
            Component::CurDir => {}
            other => out.push(other),
        }
    }
    out
}

/// `path` with links followed, so far as it exists.
fn real(path: &Path) -> PathBuf {
    for folder in path.ancestors() {
        if let Ok(found) = std::fs::canonicalize(folder) {
            return found.join(path.strip_prefix(folder).unwrap_or(Path::new("")));
        }
    }
    path.to_owned()
}

/// `path` as one would name it from the working folder.
pub(super) fn near(path: &Path) -> String {
    let here = std::env::current_dir().ok();
    let near = here.and_then(|here| path.strip_prefix(here).map(Path::to_owned).ok());
    near.as_deref().unwrap_or(path).display().to_string()
}
