//! `theme.yaml`: what a theme is called, what it rests on, what can be set.

use std::collections::BTreeMap;

use super::{DEFAULT, THEMES};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Span, code, did_you_mean};
use crate::page::{Data, Decoder, Field, Record, Type, listed};
use crate::snapshot::{ProjectPath, Snapshot};
use crate::source::markdown::Settings;

/// One theme of a chain.
#[derive(Clone, Debug)]
pub(super) struct Layer {
    /// Its folder's name.
    pub(super) name: String,
    /// The theme that it extends, and where it says so; every theme but the default one extends that.
    pub(super) extends: Option<(String, Option<Span>)>,
    /// The settings that it declares.
    settings: Vec<Setting>,
}

/// Something that a project can set.
#[derive(Clone, Debug)]
struct Setting {
    name: String,
    ty: SettingType,
    default: serde_json::Value,
}

/// What a setting holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum SettingType {
    /// A CSS colour, which becomes a CSS variable.
    Color,
    /// A CSS length, which becomes a CSS variable.
    Length,
    /// Text.
    Text,
    /// `true` or `false`.
    Flag,
}

const TYPES: [&str; 4] = ["color", "length", "text", "flag"];

static SETTING: &[Field] = &[
    Field::new("type", Type::Choice(&TYPES), "What it holds.", "color").required(),
    Field::new("default", Type::Any, "Its value if nobody sets it.", "\"#0b6e4f\""),
    Field::new("doc", Type::Line, "What it is for.", "The colour of links and buttons."),
];

/// The fields of `theme.yaml`.
static FIELDS: &[Field] = &[
    Field::new("name", Type::Line, "The theme's name.", "Default"),
    Field::new("extends", Type::Line, "The theme that it rests on; `default` if left out.", "default"),
    Field::new("settings", Type::Map(&Type::Object(SETTING)), "What a project can set.", "\n  accent: {type: color}"),
];

impl Layer {
    /// Reads the theme's `theme.yaml`, if it has one.
    pub(super) fn read(name: &str, snapshot: &Snapshot, problems: &mut Vec<Diagnostic>) -> Self {
        let fallback = (name != DEFAULT).then(|| (DEFAULT.to_owned(), None));
        let mut layer = Self { name: name.to_owned(), extends: fallback, settings: Vec::new() };
        let Some(file) = snapshot.get(&format!("{THEMES}/{name}/theme.yaml")) else { return layer };
        let (doc, found) = crate::source::doc::parse(file);
        problems.extend(found);
        let Some((doc, node)) = doc.as_ref().and_then(|doc| Some((doc, doc.data.as_ref()?))) else { return layer };
        let mut decoder = Decoder::new(&file.path, &doc.text, Settings::default());
        let record = decoder.record(node, &[FIELDS], "theme.yaml");
        problems.append(&mut decoder.problems);
        if let (Some(extends), Some(value)) = (record.text("extends"), record.get("extends"))
            && name != DEFAULT
        {
            layer.extends = Some((extends.to_owned(), Some(Span::new(&file.path, value.span.clone()))));
        }
        if let Some(Data::Map(settings)) = record.get("settings").map(|value| &value.data) {
            layer.settings.extend(settings.iter().filter_map(|(name, _, value)| match &value.data {
                Data::Object(record) => Setting::read(name, record),
                _ => None,
            }));
        }
        layer
    }
}

impl Setting {
    fn read(name: &str, record: &Record) -> Option<Self> {
        let ty = match record.text("type")? {
            "color" => SettingType::Color,
            "length" => SettingType::Length,
            "flag" => SettingType::Flag,
            _ => SettingType::Text,
        };
        let default = match record.get("default").map(|value| &value.data) {
            Some(Data::Any(value)) => value.clone(),
            _ => serde_json::Value::Null,
        };
        Some(Self { name: name.to_owned(), ty, default })
    }

    /// Whether `value` is one that the setting can have.
    fn accepts(&self, value: &serde_json::Value) -> bool {
        match self.ty {
            SettingType::Color => value.as_str().is_some_and(is_color),
            SettingType::Length => value.as_str().is_some_and(is_length),
            SettingType::Text => value.is_string(),
            SettingType::Flag => value.is_boolean(),
        }
    }

    fn expected(&self) -> &'static str {
        match self.ty {
            SettingType::Color => "a CSS colour in quotes, like `\"#0b6e4f\"`",
            SettingType::Length => "a CSS length, like `42rem`",
            SettingType::Text => "text",
            SettingType::Flag => "`true` or `false`",
        }
    }
}

/// CSS functions that give a colour.
const FUNCTIONS: [&str; 8] = ["rgb", "rgba", "hsl", "hsla", "hwb", "lab", "oklab", "oklch"];

/// A colour in hexadecimal digits, or a CSS colour function.
fn is_color(text: &str) -> bool {
    if let Some(digits) = text.strip_prefix('#') {
        return matches!(digits.len(), 3 | 4 | 6 | 8) && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    }
    let Some((name, rest)) = text.split_once('(') else { return false };
    let Some(arguments) = rest.strip_suffix(')') else { return false };
    FUNCTIONS.contains(&name) && arguments.chars().all(|c| c.is_ascii_alphanumeric() || " .,%/-+".contains(c))
}

/// A number with a CSS unit.
fn is_length(text: &str) -> bool {
    let digits = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let (number, unit) = text.split_at(digits);
    number.parse::<f64>().is_ok() && ["rem", "em", "ch", "ex", "px", "cm", "mm", "in", "pt", "vw", "%"].contains(&unit)
}

/// The values of all settings: the theme's defaults under what the project sets.
pub(super) fn settings(
    layers: &[Layer],
    config: &Config,
    problems: &mut Vec<Diagnostic>,
) -> BTreeMap<String, serde_json::Value> {
    let mut values = BTreeMap::new();
    for setting in layers.iter().rev().flat_map(|layer| &layer.settings) {
        values.insert(setting.name.clone(), setting.default.clone());
    }
    let Some(file) = ProjectPath::new(crate::config::FILE) else { return values };
    for (name, span, node) in &config.theme_settings {
        let known = || layers.iter().flat_map(|layer| &layer.settings);
        let Some(setting) = known().find(|setting| setting.name == *name) else {
            problems.push(
                Diagnostic::new(&code::KEY_UNKNOWN, format!("the theme has no setting `{name}`"))
                    .at(Span::new(&file, span.clone()))
                    .because("not a setting of this theme")
                    .hint(did_you_mean(name, known().map(|setting| setting.name.as_str())).unwrap_or_else(|| {
                        let names: Vec<&str> = known().map(|setting| setting.name.as_str()).collect();
                        if names.is_empty() {
                            "it has no settings at all".into()
                        } else {
                            format!("the settings are {}", listed(&names))
                        }
                    })),
            );
            continue;
        };
        let value = node.json();
        if setting.accepts(&value) {
            values.insert(name.clone(), value);
        } else {
            problems.push(
                Diagnostic::new(&code::FIELD_TYPE, format!("the setting `{name}` should be {}", setting.expected()))
                    .at(Span::new(&file, node.span.clone()))
                    .because(format!("this is {}", node.described()))
                    .hint(format!("for example: `{name}: {}`", setting.default)),
            );
        }
    }
    values
}

/// A style sheet that sets a CSS variable for each colour and length that differs from the default theme's own.
pub(super) fn variables(layers: &[Layer], values: &BTreeMap<String, serde_json::Value>) -> Option<String> {
    let default = |name: &str| {
        let settings = layers.last().into_iter().flat_map(|layer| &layer.settings);
        settings.into_iter().find(|setting| setting.name == name).map(|setting| &setting.default)
    };
    let css = |setting: &&Setting| matches!(setting.ty, SettingType::Color | SettingType::Length);
    let declared: BTreeMap<&str, &Setting> =
        layers.iter().flat_map(|layer| &layer.settings).filter(css).map(|s| (s.name.as_str(), s)).collect();
    let mut lines = String::new();
    for name in declared.keys() {
        if let Some(value) = values.get(*name).filter(|value| default(name) != Some(value))
            && let Some(text) = value.as_str()
        {
            lines.push_str(&format!("  --{name}: {text};\n"));
        }
    }
    (!lines.is_empty()).then(|| format!(":root:root {{\n{lines}}}\n"))
}
