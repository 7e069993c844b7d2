//! Who looks after the playbook: its state, calendars of reviews, banners, and pages that no output may show.

use std::collections::BTreeMap;

use lensbook::build::{Memo, build, is_error};
use lensbook::outputs::Renderer;
use lensbook::site::Options;
use lensbook::snapshot::Content;

use crate::support::playbook::{self, TODAY};

/// All outputs of a playbook as text, by their addresses.
fn outputs(fixture: &str, drafts: bool) -> BTreeMap<String, String> {
    let snapshot = playbook::snapshot(fixture);
    let options = Options { as_of: TODAY.parse().unwrap(), drafts };
    let built = build(&snapshot, Vec::new(), options, &|_| {}, &mut Memo::default());
    assert!(!built.problems.iter().any(is_error), "{:#?}", built.problems);
    let theme = built.theme.as_ref().unwrap();
    let renderer = Renderer::new(&built.site, &built.findings, theme, &snapshot);
    let text = |output| match renderer.render(output).unwrap() {
        Content::Bytes(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
        Content::Large(..) => String::new(),
    };
    built.outputs.iter().map(|(url, output)| (url.to_string(), text(output))).collect()
}

/// An article of this id, title and more front matter, whose text says its own name.
fn article(id: &str, title: &str, more: &str) -> String {
    format!(
        "//- content/articles/{id}.md\n---\ntitle: {title}\nsummary: \"{title}: what it says\"\n{more}---\n\nThe text of {title}, with the [journey map](../plays/journey-map.md).\n"
    )
}

/// The part of `html` from `start` to the next `end`.
fn between<'a>(html: &'a str, start: &str, end: &str) -> &'a str {
    let (_, rest) = html.split_once(start).unwrap_or_else(|| panic!("`{start}` is not in {html}"));
    rest.split_once(end).map_or(rest, |(part, _)| part)
}

#[test]
fn what_is_not_shown_is_in_no_output() {
    let fixture = [
        article(
            "later",
            "Xylophone one",
            "publish: 2026-11-22\nreviewed: 2026-01-01\nreview_in: 1 month\ntags: [xylophone]\n",
        ),
        article("past", "Xylophone two", "expires: 2026-11-21\nreviewed: 2026-01-01\nreview_in: 1 month\n"),
        article(
            "idea",
            "Xylophone three",
            "status: draft\nreviewed: 2026-01-01\nreview_in: 1 month\nexplains: [touchpoint]\n",
        ),
        article("old-idea", "Xylophone four", "status: draft\npublish: 2027-01-01\n"),
        article("note", "A note", "").replace("The text", "See [[later]], [[past]], [this](idea.md). The text"),
    ]
    .concat();
    for (url, text) in outputs(&fixture, false) {
        assert!(!text.to_lowercase().contains("xylophone"), "{url} shows a page that is not published:\n{text}");
        for id in ["later", "past", "idea"] {
            assert!(!url.contains(&format!("articles/{id}")), "{url}");
        }
    }
    let drafts = outputs(&fixture, true);
    let named: Vec<&str> = ["one", "two", "three", "four"]
        .into_iter()
        .filter(|number| drafts.values().any(|text| text.contains(&format!("Xylophone {number}"))))
        .collect();
    assert_eq!(named, ["three"], "the author sees drafts, but nothing before its day");
    let state = &drafts["state.html"];
    assert!(between(state, "<h2>Drafts</h2>", "<h2>").contains("Xylophone three"), "{state}");
}

#[test]
fn hidden_pages_are_counted() {
    let fixture = article("later", "Later", "publish: 2026-11-22\n") + &article("idea", "Idea", "status: draft\n");
    let state = &outputs(&fixture, false)["state.html"];
    assert!(state.contains("<dt>To be published later</dt><dd>1</dd>"), "{state}");
    assert!(state.contains("<dt>Drafts not shown</dt><dd>1</dd>"), "{state}");
}

#[test]
fn reviews_are_sorted_by_owner_and_day() {
    let roles = "//- content/roles.yaml\n- id: customer-experience-lead\n  title: Customer experience lead\n  summary: Leads.\n  type: person\n  mandate: Decides.\n- id: researcher\n  title: Researcher\n  summary: Asks.\n  type: person\n  mandate: Asks.\n";
    let fixture = [
        roles.to_owned(),
        article("a", "Overdue by a day", "reviewed: 2026-08-20\nreview_in: 3 months\n"),
        article("b", "Due today", "reviewed: 2026-08-21\nreview_in: 3 months\n"),
        article("c", "Due in thirty days", "reviewed: 2026-09-21\nreview_in: 3 months\n"),
        article("d", "Due in a month", "reviewed: 2026-09-22\nreview_in: 3 months\n"),
        article("e", "Asked for", "owner: researcher\nreviewed: 2026-01-01\nreview_in: 3 months\n"),
        article("f", "Long gone", "status: retired\nreviewed: 2020-01-01\nreview_in: 3 months\n"),
    ]
    .concat();
    let all = outputs(&fixture, false);
    let state = &all["state.html"];
    let lead = between(state, "Customer experience lead</a></h3>", "</section>");
    assert!(between(lead, "Overdue for review</h4>", "</ul>").contains("Overdue by a day"), "{lead}");
    let soon = between(lead, "Due within thirty days</h4>", "</ul>");
    assert!(soon.contains("Due today") && soon.contains("Due in thirty days"), "{soon}");
    assert!(!lead.contains("Due in a month") && !lead.contains("Asked for"), "{lead}");
    assert!(between(state, "Researcher</a></h3>", "</section>").contains("Asked for"), "{state}");
    assert!(between(state, "<h2>Retired</h2>", "</ul>").contains("Long gone"), "{state}");
    assert!(all["articles/a.html"].contains("banner-overdue"));
    assert!(!all["articles/b.html"].contains("banner-overdue"), "it is due today, and not yet overdue");
    assert!(!all["articles/f.html"].contains("banner-overdue"), "nobody reviews what is retired");
    let calendar = &all["reviews/customer-experience-lead.ics"];
    assert!(calendar.contains("Due in a month") && !calendar.contains("Asked for"), "{calendar}");
    assert!(all["reviews/researcher.ics"].contains("Asked for"));
}

#[test]
fn what_is_incomplete_is_told_on_the_page_it_is_on() {
    let fixture = "//- content/articles/bare.md\n---\ntitle: Bare\n---\n";
    let state = &outputs(fixture, false)["state.html"];
    let lacks = between(state, "<h2>Incomplete</h2>", "</main>");
    assert!(
        lacks.contains("<a href=\"articles/bare.html\">Bare</a> <span lang=\"en\">“Bare” has no summary</span>"),
        "{lacks}"
    );
    let off = format!(
        "//- lensbook.yaml\nseverities: {{summary-missing: off}}\nreview: {{owner: customer-experience-lead}}\n{fixture}"
    );
    assert!(!outputs(&off, false)["state.html"].contains("Incomplete"));
}

#[test]
fn stale_evidence_says_so() {
    let fixture = "//- content/evidence.yaml\n- id: house-figure\n  title: Three in four\n  summary: Most.\n  claim: Most would.\n  source: house-survey\n  strength: survey\n  stale_after: 2026-11-20\n";
    let all = outputs(fixture, false);
    assert!(between(&all["state.html"], "too old to rely on</h2>", "</ul>").contains("Three in four"));
    assert!(all["evidence/house-figure.html"].contains("Old evidence"));
}

#[test]
fn a_retired_page_leads_to_what_took_its_place() {
    let play = |id: &str, more: &str, text: &str| {
        format!(
            "//- content/plays/{id}.md\n---\ntitle: Play {id}\nsummary: To do.\n{more}purpose: Do.\nrun: 1 hour\npeople: 3+\nsteps: [{{do: It., minutes: 60}}]\n---\n\n{text}\n"
        )
    };
    let fixture = [
        play("old", "status: retired\n", "As [[focus]] says, [[older]] and this were replaced by [[new]]."),
        play("older", "status: retired\n", "Nothing took its place."),
        play("new", "", "New."),
    ]
    .concat();
    let all = outputs(&fixture, false);
    let banner = |url: &str| between(&all[url], "banner-retired", "</p>").to_owned();
    assert!(banner("plays/old.html").contains("Use this instead: <a href=\"../plays/new.html\">Play new</a>"));
    assert!(!banner("plays/older.html").contains("Use this instead"));
    assert!(!all["plays/new.html"].contains("Use this instead"));
}

#[test]
fn calendars_stay_the_same_from_day_to_day() {
    let fixture = article(
        "a",
        "Long title, with a comma; and more than fits on one line of a calendar",
        "reviewed: 2026-08-20\nreview_in: 3 months\n",
    );
    let fixture = format!(
        "//- lensbook.yaml\nbase_url: https://example.org/book/\nreview: {{owner: customer-experience-lead}}\n{fixture}"
    );
    let calendar = &outputs(&fixture, false)["reviews/customer-experience-lead.ics"];
    let expected = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Lensbook//Lensbook//EN\r\nCALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\n\
        NAME:Our playbook: reviews by Customer experience lead\r\nX-WR-CALNAME:Our playbook: reviews by Customer experience lead\r\n\
        BEGIN:VEVENT\r\nUID:review-a@example.org\r\nDTSTAMP:20260820T000000Z\r\nDTSTART;VALUE=DATE:20261120\r\n\
        SUMMARY:Review: Long title\\, with a comma\\; and more than fits on one line \r\n of a calendar\r\n\
        DESCRIPTION:Long title\\, with a comma\\; and more than fits on one line of a\r\n  calendar: what it says\r\n\
        URL:https://example.org/book/articles/a.html\r\nTRANSP:TRANSPARENT\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    assert_eq!(calendar, expected);
}

#[test]
fn a_file_that_is_copied_takes_the_place_of_ours() {
    let all = outputs("//- static/state.html\n<h1>Mine</h1>\n", false);
    assert_eq!(all["state.html"], "<h1>Mine</h1>\n");
    assert!(!all["index.html"].contains("State of this playbook"), "nothing leads to a page that is not there");
}
