//! The problems that the decoder reports for keys and values: where, why, and what to write instead.

use std::ops::Range;

use super::Decoder;
use super::written::{example, lines, unwrapped};
use crate::diagnostic::{code, nearest};
use crate::page::duration::{Duration, Unit};
use crate::page::field::{Field, Type, listed};
use crate::source::markdown::slug;
use crate::source::yaml::{Node, Value, quoted};

/// Keys of other tools, and the fields that correspond to them here.
const OTHER_TOOLS: [(&str, &str); 12] = [
    ("author", "owner"),
    ("categories", "tags"),
    ("category", "tags"),
    ("date", "reviewed"),
    ("description", "summary"),
    ("keywords", "tags"),
    ("lastmod", "reviewed"),
    ("layout", "kind"),
    ("name", "title"),
    ("slug", "id"),
    ("type", "kind"),
    ("weight", "order"),
];

/// A hint lists at most this many keys.
const MAX_LISTED_KEYS: usize = 16;

impl Decoder<'_> {
    /// Reports that `node` is not of type `expected`. `whose` names it in the message.
    pub(super) fn wrong_type(&mut self, node: &Node, expected: &Type, whose: &str) {
        let hint = self.type_hint(node, expected);
        let span = self.visible(node);
        let problem = self.problem(&code::FIELD_TYPE, format!("{whose} should be {}", expected.expected()), &span);
        problem.label = format!("this is {}", node.described());
        problem.hints.extend(hint);
    }

    fn type_hint(&self, node: &Node, expected: &Type) -> Option<String> {
        let line = || self.text.get(self.visible(node)).unwrap_or_default();
        let hint = match (expected, &node.value) {
            (Type::List(_), _) if line().starts_with('-') => {
                format!("write a space after each dash: `- {}`", line().trim_start_matches('-'))
            }
            (Type::List(item), _) => {
                let entry = entry_example(item);
                format!("start each entry on a line of its own with a hyphen and a space: `- {entry}`")
            }
            (Type::Object(_) | Type::Map(_), Value::List(items)) if line().starts_with('-') && !items.is_empty() => {
                format!("remove the dash: `{}`", line().trim_start_matches(['-', ' ']))
            }
            (Type::Object(fields), _) => match fields.first() {
                Some(first) => format!("write its parts below it, indented by two spaces: `{}: …`", first.name),
                None => "write `key: value` lines".into(),
            },
            (Type::Map(_), _) => "write `key: value` lines below it, indented by two spaces".into(),
            (Type::Text | Type::Line, Value::Map(_)) if !line().starts_with('{') => {
                format!("if this is meant as text, put it in quotes: `{}`", quoted(self.entry(node)))
            }
            (Type::Text, Value::List(_)) => "write one text, without dashes or brackets".into(),
            (Type::Text | Type::Line, _) => "if this is meant as text, put it in quotes: `\"…\"`".into(),
            (Type::Ref(_) | Type::RefOrObject(..) | Type::RefOrLine(_), _) => {
                format!("write the id alone: `{}`", unwrapped(node).unwrap_or("…"))
            }
            _ => return None,
        };
        Some(hint)
    }

    /// What is written for `node`, a group that was meant as text: from its first key to its last value.
    fn entry(&self, node: &Node) -> &str {
        let line = self.text.get(self.visible(node)).unwrap_or_default();
        let Value::Map(entries) = &node.value else { return line };
        let ends = entries.first().zip(entries.last()).map(|((key, _), (_, value))| key.span.start..value.span.end);
        ends.and_then(|range| self.text.get(range))
            .map(str::trim_end)
            .filter(|text| !text.contains('\n') && !text.is_empty())
            .unwrap_or(line)
    }

    /// Where to point for `node`: its first line, to its end where it is a list or a group.
    pub(super) fn visible(&self, node: &Node) -> Range<usize> {
        let start = node.span.start;
        let rest = self.text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or("");
        let many = matches!(node.value, Value::List(_) | Value::Map(_));
        let end = if many { start + rest.len() } else { node.span.end.min(start + rest.len()).max(start) };
        start..start + self.text.get(start..end).unwrap_or("").trim_end().len()
    }

    /// Reports that `key` is not one of `fields`. Returns the field that its value can be read as, if there is no doubt.
    pub(super) fn unknown_key(
        &mut self,
        key: &Node,
        value: &Node,
        fields: &[&'static [Field]],
        whose: &str,
    ) -> Option<&'static Field> {
        let all = || fields.iter().copied().flatten();
        let given = key.scalar().unwrap_or_default();
        let plain = given.to_lowercase().replace(['-', ' '], "_");
        let elsewhere = || OTHER_TOOLS.iter().find(|(name, _)| *name == plain).map(|(_, here)| *here);
        let closest = || nearest(given, all().map(|field| field.name));
        let named = || all().find(|field| field.name == plain);
        let relates = || all().find(|field| field.relation == Some(plain.as_str()));
        let own = named().or_else(relates).map(|field| field.name);
        let name = own.or_else(elsewhere).or_else(closest);
        let intended = all().find(|field| Some(field.name) == name);
        let after_comma = self.text.get(..key.span.start).is_some_and(|before| before.trim_end().ends_with(','));
        let problem = self.problem(&code::KEY_UNKNOWN, format!("{whose} has no key `{given}`"), &key.span);
        problem.label = "there is no such key here".into();
        if plain == "draft" && all().any(|field| field.name == "status") {
            problem.hints.push("did you mean `status: draft`?".into());
            return None;
        }
        if value.value == Value::Null && after_comma {
            problem.hints.push("between `{` and `}` a comma ends a value: put the value before it in quotes".into());
            return None;
        }
        if let Some(field) = intended {
            let hint = format!("did you mean `{}`?", field.name);
            // Another tool may write the value differently; only text is text everywhere.
            let is_sure = elsewhere().is_none() || matches!(field.ty, Type::Text);
            if is_sure {
                problem.add_fix(hint, key.span.clone(), field.name);
            } else {
                problem.hints.push(hint);
            }
            return Some(field).filter(|_| is_sure);
        }
        let known: Vec<&str> = all().map(|field| field.name).collect();
        problem.hints.push(if known.len() <= MAX_LISTED_KEYS {
            format!("the keys are {}", listed(&known))
        } else {
            let kind = whose.rsplit(' ').next().unwrap_or(whose);
            format!("`lensbook new {kind} TITLE` writes a file in which every key is explained")
        });
        if known.contains(&"extra") {
            problem.hints.push("values of your own go below `extra:`".into());
        }
        None
    }

    /// Whether `key` belongs to an empty group above it, whose lines are not indented. Reported once for the group.
    pub(super) fn is_outdented(&mut self, key: &Node, entries: &[(Node, Node)], fields: &[&'static [Field]]) -> bool {
        let all = || fields.iter().copied().flatten();
        let name = key.scalar().unwrap_or_default();
        let empty_group = all().find_map(|field| {
            let Type::Object(parts) = &field.ty else { return None };
            parts.iter().find(|part| part.name == name)?;
            let (group, value) = entries.iter().find(|(key, _)| key.scalar() == Some(field.name))?;
            (value.value == Value::Null).then_some((group, *parts))
        });
        let Some((group, parts)) = empty_group else { return false };
        let is_part = |key: &&Node| parts.iter().any(|part| key.scalar() == Some(part.name));
        let is_own = |key: &&Node| all().any(|field| key.scalar() == Some(field.name));
        let loose: Vec<&Node> = entries.iter().map(|(key, _)| key).filter(is_part).filter(|key| !is_own(key)).collect();
        if loose.first().is_some_and(|first| first.span == key.span) {
            let group = group.scalar().unwrap_or_default();
            let names: Vec<&str> = loose.iter().filter_map(|key| key.scalar()).collect();
            let message = format!("the keys of `{group}` are not indented");
            let problem = self.problem(&code::KEY_UNKNOWN, message, &key.span);
            problem.label = format!("this belongs to `{group}`");
            problem.hints.push(format!("indent {} by two spaces", joined(&names)));
        }
        true
    }

    /// Reports required fields that are missing: each one without a value at its key, all others together.
    pub(super) fn missing(&mut self, node: &Node, entries: &[(Node, Node)], missing: &[&Field], whose: &str) {
        let mut absent = Vec::new();
        for field in missing {
            let Some((key, value)) = entries.iter().find(|(key, _)| key.scalar() == Some(field.name)) else {
                absent.push(*field);
                continue;
            };
            let problem = self.problem(&code::FIELD_MISSING, format!("{whose} needs `{}`", field.name), &key.span);
            problem.label = match value.value {
                Value::List(_) => "this list is empty".into(),
                _ => "there is no value".into(),
            };
            problem.hints.push(example(field));
        }
        if absent.is_empty() {
            return;
        }
        let span = entries.first().map_or_else(|| self.visible(node), |(key, _)| key.span.clone());
        let names: Vec<&str> = absent.iter().map(|field| field.name).collect();
        let problem = self.problem(&code::FIELD_MISSING, format!("{whose} needs {}", joined(&names)), &span);
        problem.label = format!("{} {} missing", joined(&names), if names.len() == 1 { "is" } else { "are" });
        problem.hints.push(match absent.as_slice() {
            [field] => example(field),
            _ => format!("for example:\n{}", absent.iter().map(|field| lines(field)).collect::<Vec<_>>().join("\n")),
        });
    }

    /// Reports a title that is written like a heading.
    pub(super) fn hashed(&mut self, node: &Node, text: &str) {
        let span = self.visible(node);
        let problem = self.problem(&code::HEADING_SHAPE, "a title in the front matter needs no `#`", &span);
        problem.label = "the `#` is left out".into();
        let title = text.trim_start_matches(['#', ' ']);
        problem.add_fix(format!("write `title: {title}`"), node.span.clone(), plain_or_quoted(title));
    }

    /// Reports a text with commas where a list is expected.
    pub(super) fn commas(&mut self, node: &Node, text: &str, name: &str) {
        let words: Vec<&str> = text.split(',').map(str::trim).filter(|word| !word.is_empty()).collect();
        let problem = self.problem(&code::FIELD_TYPE, format!("`{name}` should be a list"), &node.span);
        problem.label = "without brackets, this is one entry".into();
        let right = format!("[{}]", words.join(", "));
        problem.add_fix(format!("put brackets around it: `{name}: {right}`"), node.span.clone(), right);
    }

    /// Reports texts as entries of a list of groups.
    pub(super) fn plain_entries(&mut self, nodes: &[Node], fields: &'static [Field], name: &str) {
        let Some(node) = nodes.first() else { return };
        let span = self.visible(node);
        let message = format!("each entry of `{name}` should be a group of `key: value` lines");
        let text = node.scalar().unwrap_or_default().to_owned();
        let group = group(&text, fields);
        let problem = self.problem(&code::FIELD_TYPE, message, &span);
        problem.label = format!("this is {}", node.described());
        if !group.is_empty() {
            problem.hints.push(format!("write:\n- {}", group.join("\n  ")));
        }
    }
}

/// The lines of a group that says what `text` says: the text itself, its minutes where it ends in some, an id made from it, and
/// examples of what else the group needs.
fn group(text: &str, fields: &[Field]) -> Vec<String> {
    let field = |name: &str| fields.iter().find(|field| field.name == name);
    let timed = field("minutes").and_then(|_| minutes(text));
    let words = timed.map_or(text, |(words, _)| words);
    // Of an agenda's entry, `do` takes words; elsewhere the first text does.
    let takes_words = |field: &&Field| matches!(field.ty, Type::Text);
    let needed = fields.iter().filter(|field| field.required);
    let main = field("do").or_else(|| needed.clone().find(takes_words)).or_else(|| fields.iter().find(takes_words));
    let mut lines = Vec::new();
    for field in fields.iter().filter(|field| field.required || Some(field.name) == main.map(|main| main.name)) {
        lines.push(match &field.ty {
            _ if main.is_some_and(|main| main.name == field.name) => {
                format!("{}: {}", field.name, plain_or_quoted(words))
            }
            Type::Id => format!("{}: {}", field.name, slug(words, MAX_ID)),
            _ if field.name == "minutes" && timed.is_some() => continue,
            _ if main.is_none() => format!("{}: {}", field.name, plain_or_quoted(words)),
            _ => super::written::lines(field),
        });
    }
    lines.extend(timed.map(|(_, minutes)| format!("minutes: {minutes}")));
    lines
}

/// Longest id that a hint makes from a text, in bytes.
const MAX_ID: usize = 40;

/// `Welcome, 10 minutes` as its words and its minutes.
fn minutes(text: &str) -> Option<(&str, i32)> {
    let start = text.rfind([',', '(', ':', '–', '—'])?;
    let (words, rest) = text.split_at_checked(start)?;
    let written = rest.trim_matches(|c: char| !c.is_alphanumeric());
    let duration = Duration::read(written, Unit::Clock).ok()?;
    (duration.minutes > 0 && !words.trim().is_empty()).then(|| (words.trim(), duration.minutes))
}

/// `text` as a YAML value: in quotes where it would mean something else without.
#[must_use]
pub fn plain_or_quoted(text: &str) -> String {
    let is_plain =
        text.starts_with(char::is_alphanumeric) && !text.contains(": ") && !text.contains(" #") && !text.ends_with(':');
    if is_plain { text.to_owned() } else { quoted(text) }
}

fn entry_example(item: &Type) -> String {
    match item {
        Type::Object(fields) => fields.first().map_or_else(|| "…".into(), |first| format!("{}: …", first.name)),
        _ => "…".into(),
    }
}

/// Names in backticks, with "and" before the last.
fn joined(names: &[&str]) -> String {
    match names {
        [before @ .., last] if !before.is_empty() => format!("{} and `{last}`", listed(before)),
        _ => listed(names),
    }
}
