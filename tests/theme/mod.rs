//! A project changes one thing of the theme and keeps the rest; a theme's mistakes name template, line, column and page.

mod colours;
mod hostile;
mod script;

use lensbook::build::Build;
use lensbook::diagnostic::report;
use lensbook::outputs::Renderer;
use lensbook::snapshot::{Content, File, ProjectPath, Snapshot};
use lensbook::theme;

use crate::support::playbook;

/// A playbook of one play and these files besides.
fn project(files: &[(&str, &str)]) -> Snapshot {
    let play = "---\ntitle: Listen in\nsummary: Hear customers for an hour.\npurpose: Hear them.\nrun: 60 minutes\n\
                people: 2\nsteps:\n  - {do: Listen, minutes: 60}\n---\n";
    let base = [("content/plays/listen-in.md", play), ("content/index.md", "# Home\n")];
    let file = |(path, text): &(&str, &str)| File::new(ProjectPath::new(path).unwrap(), text.as_bytes());
    let mut snapshot: Snapshot = base.iter().chain(files).map(file).collect();
    theme::bundled().for_each(|file| snapshot.insert_default(file));
    snapshot
}

/// The text of the output at `url`, or the report of why there is none.
pub(crate) fn show(files: &[(&str, &str)], url: &str) -> String {
    let snapshot = project(files);
    let Build { site, findings, theme, outputs, problems, .. } = playbook::built(&snapshot);
    let reports = |problems: &[lensbook::diagnostic::Diagnostic]| {
        problems.iter().map(|problem| report::human(problem, &snapshot, false)).collect::<Vec<_>>().join("\n\n")
    };
    let Some(theme) = theme else { return reports(&problems) };
    let found = outputs.iter().find(|(known, _)| known.as_str() == url || known.as_str().starts_with(url));
    let (_, output) = found.unwrap_or_else(|| panic!("no output {url}"));
    match Renderer::new(&site, &findings, &theme, &snapshot).render(output) {
        Ok(Content::Bytes(bytes)) => String::from_utf8(bytes.to_vec()).unwrap(),
        Ok(Content::Large(..)) => panic!("a large file"),
        Err(problem) => reports(&[problem]),
    }
}

/// What each page says of itself first.
fn policy() -> String {
    let inside = lensbook::outputs::POLICY.replace("'self'", "'self' file:").replace("frame-ancestors 'none'; ", "");
    format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{inside}\">\n")
}

const OURS: (&str, &str) = ("lensbook.yaml", "theme: ours\n");

#[test]
fn one_template() {
    let files =
        [OURS, ("themes/ours/templates/kinds/play.html", "<p>{{ page.title }} for {{ page.fields.run.minutes }}</p>")];
    assert_eq!(show(&files, "plays/listen-in.html"), format!("{}<p>Listen in for 60</p>", policy()));
    assert!(show(&files, "index.html").contains("<!doctype html>"), "the others stay");
}

#[test]
fn one_block() {
    let block =
        "{% extends \"default/kinds/play.html\" %}{% block main %}<p>ours: {{ super() }}</p>{% endblock main %}";
    let page = show(&[OURS, ("themes/ours/templates/kinds/play.html", block)], "plays/listen-in.html");
    assert!(page.contains("<p>ours:") && page.contains("<!doctype html>") && page.contains("Listen"), "{page}");
}

#[test]
fn one_variable() {
    let files = [("lensbook.yaml", "theme_settings:\n  accent: \"#123456\"\n")];
    let sheet = show(&files, "assets/style.");
    assert!(sheet.ends_with(":root:root{--accent:#123456}\n"), "the sheet of every page ends with it: {sheet}");
    assert!(sheet.contains("--accent:#0b5d68"), "the rest stays");
    assert!(!show(&[], "assets/style.").contains(":root:root"), "without settings there is nothing to add");
}

#[test]
fn fonts_of_a_theme_are_found_where_they_are_published() {
    let files = [
        OURS,
        ("themes/ours/assets/style.css", "@import \"fonts/font.css\";\na{background:url(a.svg)}"),
        ("themes/ours/assets/fonts/font.css", "@font-face{font-family:Brand;src:url('brand.woff2')}"),
        ("themes/ours/assets/fonts/brand.woff2", "brand"),
        ("themes/ours/assets/a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
    ];
    let sheet = show(&files, "assets/style.");
    let snapshot = project(&files);
    let built = playbook::built(&snapshot);
    let addresses: Vec<&str> = sheet.split("url(\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(addresses.len(), 2, "{sheet}");
    for address in addresses {
        assert!(built.outputs.keys().any(|url| url.as_str() == format!("assets/{address}")), "{address}");
    }
}

#[test]
fn style_sheets_import_one_another_in_a_row_of_any_length() {
    let mut files = vec![OURS.0.to_owned(), OURS.1.to_owned()];
    for at in 0..5_000 {
        // Under another name a sheet is only joined, and not published with all that it imports.
        files.push(format!("themes/ours/assets/s{at}.{}", if at == 0 { "css" } else { "part" }));
        files.push(format!("@import \"s{}.part\";\n@import \"s0.css\";\na{{order:{at}}}\n", at + 1));
    }
    let files: Vec<(&str, &str)> = files.chunks_exact(2).map(|pair| (pair[0].as_str(), pair[1].as_str())).collect();
    let sheet = show(&files, "assets/s0.");
    assert!(sheet.starts_with("@import \"s5000.part\";a{order:4999}") && sheet.ends_with("a{order:0}\n"), "{sheet}");
}

#[test]
fn a_template_with_more_branches_than_can_be_followed_is_refused() {
    let page = |count: usize| {
        let branch = |at| format!("{{% elif page.title == \"{at}\" %}}<p>{at}</p>");
        let more = (0..count).map(branch).collect::<Vec<_>>().concat();
        let template = format!("{{% if page.title == \"a\" %}}<p>a</p>{more}{{% endif %}}");
        show(&[OURS, ("themes/ours/templates/kinds/play.html", &template)], "plays/listen-in.html")
    };
    assert_eq!(page(400), policy());
    for count in [501, 50_000] {
        let report = page(count);
        let expected =
            "error[template-limit]: an `if` has more than 500 branches\n --> themes/ours/templates/kinds/play.html:1:4";
        assert!(report.contains(expected), "{report}");
    }
}

#[test]
fn a_setting_that_is_no_colour_is_refused() {
    let snapshot = project(&[("lensbook.yaml", "theme_settings:\n  accent: \"red;} body{display:none\"\n")]);
    let codes: Vec<&str> = playbook::built(&snapshot).problems.iter().map(|problem| problem.code.name).collect();
    assert!(codes.contains(&"field-type"), "{codes:?}");
}

#[test]
fn one_asset() {
    let files = [OURS, ("themes/ours/assets/favicon.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")];
    assert_eq!(show(&files, "assets/favicon."), "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
}

#[test]
fn a_style_sheet_rests_on_the_one_that_it_imports() {
    let own = "/* Ours. */\n@import \"default/style.css\";\n@import \"ours.css\";\n@import \"nowhere.css\";\n\n.foot { color: red; }\n";
    let files = [
        OURS,
        ("themes/ours/assets/style.css", own),
        ("themes/ours/assets/ours.css", "@import \"style.css\";\nb {}\n"),
    ];
    let sheet = show(&files, "assets/style.");
    assert!(
        sheet.starts_with("@import \"nowhere.css\";:root{"),
        "what the theme has not got is left to the browser: {sheet}"
    );
    assert!(sheet.contains(".masthead") && sheet.ends_with("b{}\n.foot{color:red}\n"), "{sheet}");
    let part = [("themes/default/assets/marks.css", ".dots { color: red; }\n")];
    assert!(
        show(&part, "assets/kinds.").contains(".dots{color:red}"),
        "a part that is replaced is replaced wherever it is used"
    );
}

#[test]
fn one_word() {
    let files = [OURS, ("themes/ours/i18n/en.yaml", "kinds:\n  play: {one: Practice, many: Practices}\n")];
    assert!(show(&files, "plays/index.html").contains("Practices"));
}

#[test]
fn a_file_beside_the_bundled_theme_takes_its_place() {
    let files = [("themes/default/templates/404.html", "<p>gone</p>")];
    assert_eq!(show(&files, "404.html"), format!("{}<p>gone</p>", policy()));
}

#[test]
fn a_template_that_fails_says_where_and_for_which_page() {
    let files =
        [OURS, ("themes/ours/templates/kinds/play.html", "<h1>{{ page.title }}</h1>\n<p>{{ page.tilte }}</p>\n")];
    let report = show(&files, "plays/listen-in.html");
    for expected in ["themes/ours/templates/kinds/play.html:2:", "page.tilte", "content/plays/listen-in.md"] {
        assert!(report.contains(expected), "{expected} is missing in\n{report}");
    }
}

#[test]
fn a_template_that_can_not_be_read_says_where() {
    let files = [OURS, ("themes/ours/templates/kinds/play.html", "<h1>\n{% if page.title %}\n</h1>\n")];
    let report = show(&files, "plays/listen-in.html");
    assert!(
        report.contains("template-syntax") && report.contains("themes/ours/templates/kinds/play.html:"),
        "{report}"
    );
}

#[test]
fn an_old_address_sends_readers_on() {
    let files = [("content/articles/a.md", "---\ntitle: A\naliases: [old/a.html, /older/]\n---\n")];
    assert!(show(&files, "old/a.html").contains("content=\"0; url=../articles/a.html\""));
    assert!(show(&files, "older/index.html").contains("content=\"0; url=../articles/a.html\""));
}

#[test]
fn an_old_address_that_is_taken_is_a_problem() {
    let snapshot = project(&[("content/a.md", "---\ntitle: A\naliases: [plays/listen-in.html]\n---\n")]);
    assert!(playbook::built(&snapshot).problems.iter().any(|problem| problem.code.name == "url-conflict"));
}

#[test]
fn a_theme_that_is_not_there_is_named_with_the_nearest() {
    let report = show(&[("lensbook.yaml", "theme: defualt\n")], "index.html");
    assert!(report.contains("lensbook.yaml:1:") && report.contains("did you mean `default`?"), "{report}");
}

#[test]
fn readers_get_scripts_without_comments_for_their_authors() {
    for file in theme::bundled().filter(|file| file.path.extension() == "js") {
        let name = file.path.stem();
        let text = show(&[], &format!("assets/{name}."));
        assert!(
            !text.is_empty() && text.lines().all(|line| !line.starts_with([' ', '/'])),
            "{} is published as it is",
            file.path
        );
    }
}

#[test]
fn a_theme_rests_on_the_handbook() {
    let files = [
        OURS,
        ("themes/ours/theme.yaml", "extends: handbook\n"),
        (
            "themes/ours/templates/base.html",
            "{% extends \"handbook/base.html\" %}{% block foot %}<p>Ours.</p>{% endblock foot %}",
        ),
    ];
    let page = show(&files, "plays/listen-in.html");
    assert!(page.contains("<p>Ours.</p>") && page.contains("class=\"running-head\""), "{page}");
    assert!(!page.contains("<script"), "a handbook needs no script");
}

#[test]
fn the_handbook_is_read_from_front_to_back() {
    let files = [
        ("lensbook.yaml", "theme: handbook\n"),
        ("content/about.md", "---\ntitle: About\n---\n"),
        ("content/plays/deep/inner.md", "---\ntitle: Inner\nkind: article\n---\n"),
        ("content/terms.yaml", "- {id: lens, title: Lens, definitions: [{text: A view.}]}\n"),
    ];
    let mut at = "index.html".to_owned();
    let mut titles = Vec::new();
    for _ in 0..20 {
        let page = show(&files, &at);
        titles.push(at.clone());
        let Some((_, next)) = page.split_once("<link rel=\"next\" href=\"") else { break };
        let folder = at.rsplit_once('/').map_or("", |(folder, _)| folder);
        let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
        for part in next.split_once('"').unwrap().0.split('/') {
            if part == ".." {
                parts.pop();
            } else {
                parts.push(part);
            }
        }
        let next = parts.join("/");
        assert!(show(&files, &next).contains("<link rel=\"prev\""), "{next} leads back");
        at = next;
    }
    let wanted = [
        "index.html", "about.html", "plays/index.html", "plays/listen-in.html", "plays/deep/index.html",
        "plays/deep/inner.html", "terms/index.html", "terms/lens.html",
    ];
    assert_eq!(titles, wanted);
}

/// A project that lets broken links wait shows their words.
#[test]
fn links_that_may_wait_are_shown_as_their_words() {
    let waiting =
        "severities: {link-missing: warning, anchor-missing: warning, image-missing: warning, ref-missing: warning}\n";
    let page = "---\ntitle: A\nsummary: S\nsources: [nobody]\nowner: nobody\n---\n[gone](gone.md) [part](index.md#no) [[none]] ![pic](no.png)\n";
    let html = show(&[("lensbook.yaml", waiting), ("content/a.md", page)], "a.html");
    let main = html.split_once("<main").unwrap().1;
    for words in ["gone", "part", "none", "pic"] {
        assert!(main.contains(words), "{words}: {html}");
    }
    assert!(!main.contains("gone.md") && !main.contains("#no\"") && !main.contains("no.png"), "{html}");
}
