//! Text of the bundled themes stands out from its ground: the contrast of every pair of colours that it sets text in, in both
//! schemes, computed as WCAG 2.2 does from the values in values.css.

use std::collections::BTreeMap;

use lensbook::theme;

/// Least contrast of text, by success criterion 1.4.3.
const LEAST: f64 = 4.5;

/// Colours of text, and the grounds that each stands on.
const PAIRS: [(&str, &[&str]); 5] = [
    ("ink", &["paper", "sheet", "sunk", "wash", "blush"]),
    ("soft", &["paper", "sheet", "sunk", "wash", "blush"]),
    ("link", &["paper", "sheet", "sunk", "wash", "blush"]),
    ("alert", &["paper", "sheet", "sunk", "blush"]),
    ("on-link", &["link"]),
];

type Rgb = [f64; 3];

/// The bundled themes.
const THEMES: [&str; 2] = ["default", "handbook"];

/// The values of all custom properties in a theme's values.css, as they are written.
fn properties(name: &str) -> BTreeMap<String, String> {
    let path = format!("themes/{name}/assets/values.css");
    let file = theme::bundled().find(|file| file.path.as_str() == path).unwrap();
    let text = file.text().unwrap().into_owned();
    let root = text.split_once(":root {").unwrap().1.split_once("\n}").unwrap().0;
    let entry = |line: &str| {
        let (name, value) = line.trim().strip_prefix("--")?.split_once(": ")?;
        Some((name.to_owned(), value.trim_end_matches(';').to_owned()))
    };
    root.lines().filter_map(entry).collect()
}

/// The two parts of `a, b` outside of parentheses.
fn halves(text: &str) -> (&str, &str) {
    let mut depth = 0;
    let at = text.char_indices().find(|(_, c)| {
        depth += i32::from(*c == '(') - i32::from(*c == ')');
        *c == ',' && depth == 0
    });
    let at = at.unwrap().0;
    (text[..at].trim(), text[at + 1..].trim())
}

fn inside<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    text.strip_prefix(name)?.strip_prefix('(')?.strip_suffix(')')
}

/// What `value` is in the light scheme or the dark one.
fn colour(value: &str, dark: bool, all: &BTreeMap<String, String>) -> Rgb {
    if let Some(both) = inside(value, "light-dark") {
        let (light, night) = halves(both);
        return colour(if dark { night } else { light }, dark, all);
    }
    if let Some(name) = inside(value, "var") {
        return colour(&all[name.trim_start_matches("--")], dark, all);
    }
    if let Some(mix) = inside(value, "color-mix") {
        let (first, second) = halves(halves(mix).1);
        let (first, share) = first.rsplit_once(' ').unwrap();
        let share = share.trim_end_matches('%').parse::<f64>().unwrap() / 100.0;
        let (a, b) = (colour(first, dark, all), colour(second, dark, all));
        return std::array::from_fn(|at| a[at] * share + b[at] * (1.0 - share));
    }
    let digits = value.strip_prefix('#').unwrap_or_else(|| panic!("`{value}` is no colour that this test reads"));
    let digits: String = if digits.len() == 3 { digits.chars().flat_map(|c| [c, c]).collect() } else { digits.into() };
    std::array::from_fn(|at| f64::from(u8::from_str_radix(&digits[at * 2..at * 2 + 2], 16).unwrap()) / 255.0)
}

/// <https://www.w3.org/TR/WCAG22/#dfn-relative-luminance>
fn luminance(colour: Rgb) -> f64 {
    let linear = |c: f64| if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) };
    let [r, g, b] = colour.map(linear);
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

fn contrast(a: Rgb, b: Rgb) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn black_on_white_is_twenty_one_to_one() {
    assert!((contrast([0.0; 3], [1.0; 3]) - 21.0).abs() < 1e-9);
}

#[test]
fn text_stands_out_in_both_schemes() {
    let mut weak = Vec::new();
    for name in THEMES {
        let all = properties(name);
        let pairs = PAIRS.iter().flat_map(|(text, grounds)| grounds.iter().map(move |ground| (text, ground)));
        for ((text, ground), dark) in pairs.flat_map(|pair| [(pair, false), (pair, true)]) {
            let of = |name: &str| colour(&all[name], dark, &all);
            let found = contrast(of(text), of(ground));
            if found < LEAST {
                let scheme = if dark { "dark" } else { "light" };
                weak.push(format!("{name}: {text} on {ground} in the {scheme} scheme: {found:.2}"));
            }
        }
    }
    assert!(weak.is_empty(), "{weak:#?}");
}

/// `theme.yaml` says what values.css falls back to.
#[test]
fn settings_have_the_style_sheets_values() {
    for name in THEMES {
        let all = properties(name);
        let path = format!("themes/{name}/theme.yaml");
        let file = theme::bundled().find(|file| file.path.as_str() == path).unwrap();
        let text = file.text().unwrap().into_owned();
        for setting in ["accent", "accent-dark", "signal", "signal-dark", "measure"] {
            let Some((_, said)) = text.split_once(&format!("  {setting}:\n")) else {
                assert_ne!(name, "default", "{setting} is no setting");
                continue;
            };
            let said = said.split_once("default: ").unwrap().1.trim_start_matches('"');
            assert!(said.starts_with(&all[setting]), "{name}: {setting}: {}", all[setting]);
        }
    }
}
