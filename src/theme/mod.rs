//! Themes: folders of templates, assets, words and settings, each resting on the one that it extends.
//!
//! A [`Theme`] is read from the snapshot, in which the bundled theme lies as if the project had it. It renders whatever
//! serialises; what that is, and so what templates may use, is decided in `view`.

mod addresses;
mod assets;
mod budget;
mod bundled;
mod engine;
pub mod filters;
mod guards;
mod imports;
mod manifest;
mod modules;
mod report;
mod script;
mod template;

use std::collections::BTreeMap;

use bundled::DEFAULT;
pub use bundled::bundled;
pub use engine::{Engine, Html, Shared};
use manifest::Layer;
pub use modules::joined_script;
pub use script::slim_script;

use crate::config::Config;
use crate::diagnostic::{Diagnostic, Span, code, did_you_mean};
use crate::page::listed;
use crate::snapshot::{Digest, File, ProjectPath, Snapshot};
use crate::source::yaml;

/// The folder that holds a project's themes.
pub const THEMES: &str = "themes";

/// A theme, ready to render.
#[derive(Debug)]
pub struct Theme {
    /// Its templates.
    pub engine: Engine,
    /// Its assets by the names that templates use; each with its address in the output.
    pub assets: BTreeMap<String, (String, File)>,
    /// Its words in the playbook's language, English where one is missing.
    pub words: serde_json::Value,
    /// The values of its settings.
    pub settings: BTreeMap<String, serde_json::Value>,
    /// Whether it is a bundled theme of which the project changed no file: its templates fail on no page, as the program's
    /// tests show.
    pub is_bundled: bool,
}

/// Reads the theme that `config` names. None if it or a template can't be read; why is in the problems.
#[must_use]
pub fn read(snapshot: &Snapshot, config: &Config) -> (Option<Theme>, Vec<Diagnostic>) {
    let mut problems = Vec::new();
    let Some(layers) = layers(snapshot, config, &mut problems) else { return (None, problems) };
    let mut found = Vec::new();
    let rest = || {
        let settings = manifest::settings(&layers, config, &mut found);
        let variables = manifest::variables(&layers, &settings);
        (assets::read(&layers, snapshot, variables.as_deref()), settings)
    };
    let ((engine, template_problems), ((assets, script_problems), settings)) =
        rayon::join(|| Engine::new(&layers, snapshot), rest);
    problems.extend(template_problems);
    problems.extend(script_problems);
    problems.extend(found);
    let words = words(&layers, snapshot, &config.language, &mut problems);
    let is_bundled = is_bundled(&layers, snapshot);
    let theme = engine.map(|engine| Theme { engine, assets, words, settings, is_bundled });
    (theme, problems)
}

/// Whether every file of the themes is as the program has it.
fn is_bundled(layers: &[Layer], snapshot: &Snapshot) -> bool {
    let ours: BTreeMap<ProjectPath, Digest> = bundled().map(|file| (file.path, file.digest)).collect();
    let is_ours = |file: &File| ours.get(&file.path) == Some(&file.digest);
    layers.iter().all(|layer| snapshot.below(&format!("{THEMES}/{}", layer.name)).all(is_ours))
}

/// The theme that is named and those that it extends, in this order.
fn layers(snapshot: &Snapshot, config: &Config, problems: &mut Vec<Diagnostic>) -> Option<Vec<Layer>> {
    let mut layers: Vec<Layer> = Vec::new();
    let mut next = Some((config.theme.clone(), None));
    while let Some((name, asked_by)) = next.take() {
        if snapshot.below(&format!("{THEMES}/{name}")).next().is_none() {
            problems.push(missing(snapshot, &name, asked_by));
            return None;
        }
        if layers.iter().any(|layer| layer.name == name) {
            problems.push(
                Diagnostic {
                    span: asked_by,
                    ..Diagnostic::new(&code::THEME_MISSING, format!("the theme `{name}` extends itself"))
                }
                .because("this leads back to where it started")
                .hint("remove `extends:` from one theme.yaml in the circle"),
            );
            return None;
        }
        let layer = Layer::read(&name, snapshot, problems);
        next.clone_from(&layer.extends);
        layers.push(layer);
    }
    Some(layers)
}

fn missing(snapshot: &Snapshot, name: &str, asked_by: Option<Span>) -> Diagnostic {
    let inside = |file: &'_ File| file.path.strip(THEMES)?.split_once('/').map(|(name, _)| name.to_owned());
    let mut known: Vec<String> = snapshot.below(THEMES).filter_map(inside).collect();
    known.dedup();
    let names: Vec<&str> = known.iter().map(String::as_str).collect();
    let hint =
        did_you_mean(name, names.iter().copied()).unwrap_or_else(|| format!("the themes are {}", listed(&names)));
    let mut problem = Diagnostic::new(&code::THEME_MISSING, format!("there is no theme `{name}`")).hint(hint);
    problem.span = asked_by.or_else(|| {
        let file = snapshot.get(crate::config::FILE)?;
        let text = file.text().ok()?;
        let line = if text.starts_with("theme:") { 0 } else { text.find("\ntheme:")? + 1 };
        let value = text.get(line..)?.lines().next()?.strip_prefix("theme:")?.trim();
        let at = line + text.get(line..)?.find(value)?;
        Some(Span::new(&file.path, at..at + value.len()))
    });
    problem.because(format!("neither `{THEMES}/{name}/` nor a bundled theme"))
}

/// Words of the language over those of its base language over English, nearest layer first.
fn words(layers: &[Layer], snapshot: &Snapshot, language: &str, problems: &mut Vec<Diagnostic>) -> serde_json::Value {
    let base = language.split('-').next().unwrap_or(language);
    let mut merged = serde_json::Value::Null;
    let mut names = vec!["en", base, language];
    names.dedup();
    for name in names {
        for layer in layers.iter().rev() {
            let path = format!("{THEMES}/{}/i18n/{name}.yaml", layer.name);
            let Some(file) = snapshot.get(&path) else { continue };
            let Ok(text) = file.text() else { continue };
            let (node, found) = yaml::parse(&file.path, &text, 0..text.len());
            problems.extend(found);
            if let Some(node) = node {
                merge(&mut merged, node.json());
            }
        }
    }
    merged
}

fn merge(into: &mut serde_json::Value, from: serde_json::Value) {
    match (into, from) {
        (serde_json::Value::Object(into), serde_json::Value::Object(from)) => {
            for (key, value) in from {
                merge(into.entry(key).or_insert(serde_json::Value::Null), value);
            }
        }
        (into, from) => *into = from,
    }
}
