//! Templates. The only module that knows tera.
//!
//! Every template is stored as `<theme>/<path>`; a name without a theme is looked for in each theme of the chain in turn. So
//! a theme overrides a template by having one of the same path, and a block by extending `default/<path>`. Templates
//! get values and pure filters, no functions that look anything up.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};
use tera::{Context, Kwargs, State, Tera, TeraResult, Value};

use super::template::{self, Edits};
use super::{Layer, THEMES, budget, filters, guards, report};
use crate::diagnostic::{Diagnostic, code};
use crate::snapshot::Snapshot;

/// The templates of a chain of themes.
#[derive(Debug)]
pub struct Engine {
    tera: Tera,
    /// What was added to the templates, by their names.
    edits: BTreeMap<String, Edits>,
}

/// HTML that is safe as it is: templates print it unescaped. Elsewhere it serialises as text.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Html(pub String);

impl Serialize for Html {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Value::safe_string(&self.0).serialize(serializer)
    }
}

/// A value that many views show: turned into what templates read once, shared by all.
#[derive(Clone, PartialEq, Debug)]
pub struct Shared(Value);

impl Shared {
    /// Prepares `value`.
    #[must_use]
    pub fn new(value: &impl Serialize) -> Self {
        Self(Value::from_serializable(value))
    }
}

impl Serialize for Shared {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl Engine {
    /// Reads all templates of `layers`. None if one can't be read.
    pub(super) fn new(layers: &[Layer], snapshot: &Snapshot) -> (Option<Self>, Vec<Diagnostic>) {
        let mut tera = with_filters();
        let mut problems = Vec::new();
        tera.autoescape_on(vec![".html", ".xml", ".svg"]);
        let prefixes = layers.iter().map(|layer| format!("{}/", layer.name));
        if let Err(error) = tera.set_fallback_prefixes(prefixes) {
            problems.extend(report::read(&error, snapshot));
        }
        let templates: Vec<(String, String)> =
            layers.iter().flat_map(|layer| templates(layer, snapshot, &mut problems)).collect();
        let themes: Vec<&str> = layers.iter().map(|layer| layer.name.as_str()).collect();
        let (edits, misplaced) = template::read(&templates, &themes);
        // Tera's own limits leave out what is limited here.
        if misplaced.iter().any(|problem| problem.code.name == code::TEMPLATE_LIMIT.name) {
            return (None, misplaced);
        }
        let edited = templates.iter().map(|(name, text)| {
            let edited = edits.get(name).map(|edits| edits.applied(text));
            (name.as_str(), edited.unwrap_or_else(|| text.clone()))
        });
        match tera.add_raw_templates(edited) {
            Ok(()) => {
                problems.extend(misplaced);
                (problems.is_empty().then_some(Self { tera, edits }), problems)
            }
            Err(error) => {
                problems.extend(each(&templates, layers, snapshot, error));
                (None, problems)
            }
        }
    }

    /// Whether there is a template of this name.
    #[must_use]
    pub fn has(&self, template: &str) -> bool {
        self.tera.contains_template(template)
    }

    /// Whether there is a component of this name.
    #[must_use]
    pub fn has_component(&self, name: &str) -> bool {
        self.tera.contains_component(name)
    }

    /// Renders `template`. Its variables are the fields of `frame` and of `shown`, which has none of the same name, and `parts`.
    /// `page` is named in a problem.
    pub fn render(
        &self,
        template: &str,
        frame: &impl Serialize,
        shown: &impl Serialize,
        parts: &[(&'static str, Html)],
        page: &str,
    ) -> Result<String, Diagnostic> {
        let failed = |error: tera::Error| report::render(&error, template, page, &self.edits);
        let mut context = Context::from_serialize(frame).map_err(failed)?;
        context.extend(Context::from_serialize(shown).map_err(failed)?);
        for (name, html) in parts {
            context.insert_value(*name, Value::safe_string(&html.0));
        }
        let mut printed = budget::Page::new(parts.iter().map(|(_, html)| html.0.len()).sum());
        budget::begin();
        self.tera.render_to(template, &context, &mut printed).map_err(failed)?;
        String::from_utf8(printed.bytes).map_err(|error| failed(error.into()))
    }

    /// Renders the component `name`: `arguments` are its own, `context` is what it takes from the page that uses it.
    pub fn component(
        &self,
        name: &str,
        arguments: &impl Serialize,
        context: &impl Serialize,
        page: &str,
    ) -> Result<String, Diagnostic> {
        let failed = |error: tera::Error| report::render(&error, name, page, &self.edits);
        let arguments = Context::from_serialize(arguments).map_err(failed)?;
        let context = Context::from_serialize(context).map_err(failed)?;
        budget::begin();
        self.tera.render_component_with_implicits(name, &arguments, &context, None, true).map_err(failed)
    }
}

/// An engine without templates, with the filters of [`filters`].
fn with_filters() -> Tera {
    let mut tera = Tera::new();
    tera.register_filter("length_in_words", |minutes: i64, words: Kwargs, _: &State| -> TeraResult<String> {
        Ok(filters::length(minutes, words.must_get("hours")?, words.must_get("minutes")?))
    });
    tera.register_filter("clock", |minutes: i64, _: Kwargs, _: &State| filters::clock(minutes));
    tera.register_filter("percent", |share: f64, _: Kwargs, _: &State| filters::percent(share));
    tera.register_filter("interpolate", |text: &str, values: Kwargs, _: &State| {
        let value = |name: &str| values.get::<&Value>(name).ok().flatten().map(shown);
        filters::interpolate(text, value)
    });
    tera.register_filter("plain", |html: &Value, _: Kwargs, _: &State| match html.as_str() {
        Some(text) if html.is_safe() => Value::from(filters::plain(text)),
        _ => html.clone(),
    });
    with_guards(&mut tera);
    tera
}

/// Adds the filters of [`guards`] and [`budget`].
fn with_guards(tera: &mut Tera) {
    tera.register_filter("in_tag", |value: &Value, _: Kwargs, _: &State| in_tag(value));
    tera.register_filter("in_address", |value: &Value, _: Kwargs, _: &State| match value.as_str() {
        Some(text) if !guards::is_address(text) => Err(refused(report::NO_ADDRESS)),
        _ => in_tag(value),
    });
    tera.register_filter("in_name", |value: &Value, _: Kwargs, _: &State| match value.as_str() {
        Some(text) if guards::is_name(text) => in_tag(value),
        _ => Err(refused(report::NO_NAME)),
    });
    tera.register_filter("in_hole", |value: &Value, _: Kwargs, _: &State| match value.as_str() {
        Some(text) if guards::is_hole(text) => Ok(value.clone()),
        _ => in_tag(value).and(Err(refused(report::NO_QUOTES))),
    });
    tera.register_filter("in_loop", |value: &Value, _: Kwargs, _: &State| {
        budget::take(value.len().unwrap_or_default() as u64).map_err(refused)?;
        TeraResult::Ok(value.clone())
    });
    tera.register_filter("in_variable", |value: &Value, _: Kwargs, _: &State| {
        budget::hold(value.len().unwrap_or_default()).map_err(refused)?;
        TeraResult::Ok(value.clone())
    });
}

/// A value within a tag, which must be no HTML.
fn in_tag(value: &Value) -> TeraResult<Value> {
    if value.is_string() && value.is_safe() { Err(refused(template::IN_TAG)) } else { Ok(value.clone()) }
}

fn refused(message: impl ToString) -> tera::Error {
    tera::Error::message(message)
}

/// A value as text; whole numbers without a fraction.
fn shown(value: &Value) -> String {
    let text = value.to_string();
    if value.is_f64() { text.trim_end_matches(".0").to_owned() } else { text }
}

/// The templates of one theme, by their names in the engine.
fn templates(layer: &Layer, snapshot: &Snapshot, problems: &mut Vec<Diagnostic>) -> Vec<(String, String)> {
    let folder = format!("{THEMES}/{}/templates", layer.name);
    let mut found = Vec::new();
    for file in snapshot.below(&folder) {
        let Some(name) = file.path.strip(&folder) else { continue };
        match file.text() {
            Ok(text) => found.push((format!("{}/{name}", layer.name), text.into_owned())),
            Err(bad) => problems.push(crate::source::doc::not_text(file, bad)),
        }
    }
    found
}

/// One template that can't be read hides the others' mistakes: each is read alone as well, so that all are reported.
fn each(templates: &[(String, String)], layers: &[Layer], snapshot: &Snapshot, first: tera::Error) -> Vec<Diagnostic> {
    // What was added moves places, so the report is on the templates as they were written.
    let mut all = with_filters();
    let prefixes = layers.iter().map(|layer| format!("{}/", layer.name));
    let written = templates.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    let first =
        all.set_fallback_prefixes(prefixes).and_then(|()| all.add_raw_templates(written)).err().unwrap_or(first);
    let mut problems = report::read(&first, snapshot);
    for (name, text) in templates {
        let mut alone = with_filters();
        let prefixes = layers.iter().map(|layer| format!("{}/", layer.name));
        if let Err(error) = alone.set_fallback_prefixes(prefixes).and_then(|()| alone.add_raw_template(name, text))
            && matches!(error.kind(), tera::ErrorKind::SyntaxError(_))
        {
            problems.extend(report::read(&error, snapshot));
        }
    }
    problems.dedup();
    problems
}
