//! A long time with many edits: memory and descriptors stay flat, while hundreds of connections stall and twelve pages are open.
//!
//! `cargo test soak -- --ignored --nocapture` takes half an hour for 5,000 edits; `LENSBOOK_EDITS` and `LENSBOOK_MINUTES` change
//! that.

use std::io::Write;
use std::time::{Duration, Instant};

use crate::support::preview::{Served, page};
use crate::support::tab::Tab;

const PAGES: usize = 200;
const TABS: usize = 12;
const STALLED: usize = 500;

/// What the program holds at one moment.
#[derive(Clone, Copy, Debug)]
struct Usage {
    kilobytes: usize,
    descriptors: usize,
}

fn number(name: &str, default: usize) -> usize {
    std::env::var(name).ok().map_or(default, |text| text.parse().unwrap())
}

fn file(at: usize) -> String {
    format!("content/articles/p{at}.md")
}

fn served() -> Served {
    let pages = (0..PAGES).map(|at| {
        let links = format!("See [[p{}]] and [[p{}]].", (at + 1) % PAGES, (at + 7) % PAGES);
        (file(at), page(&format!("Page {at}"), &format!("{links}\n\n{}", "Some more words. ".repeat(60))))
    });
    let theme = [
        ("lensbook.yaml".to_owned(), "title: Soak\ntheme: mine\n".to_owned()),
        ("themes/mine/theme.yaml".to_owned(), "name: Mine\nextends: default\n".to_owned()),
    ];
    let files: Vec<(String, String)> = pages.chain(theme).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    Served::new(&files)
}

/// One edit of some kind, and the wait until it is shown.
fn edit(served: &Served, at: usize) {
    let (path, url) = (file(at * 31 % PAGES), format!("/articles/p{}.html", at * 31 % PAGES));
    let shows = |url: &str, words: &str| served.fetch(url).text().contains(words);
    let words = format!("Edit {at}.");
    match at % 10 {
        7 => {
            let block = format!("{{% block foot %}}<p>{words}</p>{{% endblock foot %}}");
            let text = format!("{{% extends \"default/kinds/article.html\" %}}{block}");
            served.write("themes/mine/templates/kinds/article.html", &text);
        }
        8 => {
            served.write("content/articles/extra.md", &page(&words, "Here and gone."));
            served.until("a new page", || shows("/articles/extra.html", &words));
            std::fs::remove_file(served.path("content/articles/extra.md")).unwrap();
            return served.until("it is gone", || served.fetch("/articles/extra.html").status == 404);
        }
        9 => {
            let lines = served.log().len();
            served.write(&path, "---\ntitle: [\n---\n");
            served.until("a mistake", || served.log().len() > lines);
            served.write(&path, &page("Mended", &words));
        }
        _ => served.write(&path, &page(&format!("Page {at}"), &words)),
    }
    served.until("an edit", || shows(&url, &words));
}

#[test]
#[ignore = "takes half an hour"]
fn soak() {
    let (edits, minutes) = (number("LENSBOOK_EDITS", 5_000), number("LENSBOOK_MINUTES", 30));
    let served = served();
    let stall = |at: usize| {
        let mut line = served.line();
        let _ = line.write_all(["GET / HTTP/1.1\r\nHost: localhost", "GET", ""][at % 3].as_bytes());
        line
    };
    let mut stalled: Vec<_> = (0..STALLED).map(stall).collect();
    let tabs: Vec<Tab> = (0..TABS).map(|at| Tab::open(&served, &format!("/articles/p{at}.html"))).collect();
    let pace = Duration::from_secs(60 * minutes as u64) / u32::try_from(edits).unwrap();
    // The server hangs up on those who stall; others take their place.
    let fresh = STALLED * usize::try_from(pace.as_millis()).unwrap() / 12_000 + 1;
    let (started, mut taken, mut held) = (Instant::now(), Vec::new(), Vec::new());
    for at in 0..edits {
        let from = Instant::now();
        edit(&served, at);
        taken.push(from.elapsed());
        (at * fresh..(at + 1) * fresh).for_each(|at| stalled[at % STALLED] = stall(at));
        if at % (edits / 20).max(1) == 0 || at + 1 == edits {
            let now = Usage { kilobytes: served.memory(), descriptors: served.descriptors() };
            println!("{at:5} edits, {:4} s: {now:?}", started.elapsed().as_secs());
            held.push(now);
        }
        std::thread::sleep((pace * u32::try_from(at).unwrap()).saturating_sub(started.elapsed()));
    }
    taken.sort();
    println!(
        "from save to shown, with waits of this test: median {:?}, p95 {:?}",
        taken[edits / 2],
        taken[edits * 19 / 20]
    );
    assert!(tabs.iter().all(|tab| tab.count() >= edits / 10), "every page heard of the template's edits");
    let (early, late) = (held[held.len() / 4], held[held.len() - 1]);
    assert!(late.kilobytes < early.kilobytes * 5 / 4 + 4_096, "memory grows: {held:#?}");
    assert!(late.descriptors < early.descriptors + 50, "descriptors are left behind: {held:#?}");
    drop((stalled, tabs));
    served.until("descriptors are given back", || served.descriptors() < 40);
}
