//! Edits at random, and after each burst every address is compared with a clean build of what lies there then; where a file
//! has mistakes, of the project in which it is as it last was without any.
//!
//! `LENSBOOK_SEQUENCES=5000 cargo test driver` runs more; `LENSBOOK_SEED` begins elsewhere.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::time::Duration;

use lensbook::snapshot::{File, ProjectPath, Snapshot};

use crate::support::deadline::retry;
use crate::support::preview::{PATIENCE, Served, Site, build_of, page};

/// A small generator of numbers (SplitMix64): the same seed, the same edits.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, count: usize) -> usize {
        usize::try_from(self.next() % count as u64).unwrap()
    }

    fn one<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}

const FOLDERS: [&str; 5] = ["articles", "articles/deep", "plans", "terms", ""];
const TEMPLATE: &str = "themes/mine/templates/kinds/article.html";
const CONFIG: &str = "lensbook.yaml";

/// Text that is a page, with a link that leads nowhere: only the whole playbook shows that.
const LEADS_NOWHERE: &str = "[gone](nowhere.md)\n";

/// Mistakes of a file's own, and one that is none.
const MISTAKES: [&str; 6] = [
    "---\ntitle: [\n---\n",
    "---\ntitle: X\nsumary: y\n---\n",
    LEADS_NOWHERE,
    "---\ntitle: X\n",
    "title: [\n",
    "{% extends \"default/kinds/article.html\" %}{% block foot %}{% if %}{% endblock foot %}",
];

/// Whether a file has mistakes of its own. Of terms there are none without: the pages made here define nothing. A play has steps, a
/// workshop an agenda, and no other page has either.
fn has_mistakes(path: &str, text: &str) -> bool {
    let differs = |folder, field| path.starts_with(folder) != text.contains(field);
    let misplaced = differs("content/plays/", "\nsteps:") || differs("content/workshops/", "\nagenda:");
    (text != LEADS_NOWHERE && MISTAKES.contains(&text)) || path.starts_with("content/terms/") || misplaced
}

struct Driver {
    served: Served,
    dice: Dice,
    /// Files that were deleted or broken, to be restored.
    aside: BTreeMap<String, String>,
    /// What may be the last state of each file without mistakes that the preview saw; none if the file was not there.
    good: BTreeMap<String, BTreeSet<Option<String>>>,
    /// Every address that there ever was.
    ever: BTreeSet<String>,
    count: usize,
}

impl Driver {
    fn new(seed: u64) -> Self {
        let served = Served::new(&[
            ("lensbook.yaml", "title: T\ntheme: mine\n"),
            ("content/index.md", &page("Home", "Start.")),
            ("content/articles/a.md", &page("A", "Words.")),
            ("content/articles/b.md", &page("B", "See [[a]].")),
            (
                "content/terms.yaml",
                "- id: focus\n  title: Focus\n  summary: A term.\n  definitions:\n    - text: What we look at.\n",
            ),
            ("themes/mine/theme.yaml", "name: Mine\nextends: default\n"),
            ("static/logo.txt", "logo"),
        ]);
        let (aside, good) = (BTreeMap::new(), BTreeMap::new());
        let mut driver = Self { served, dice: Dice(seed), aside, good, ever: BTreeSet::new(), count: 0 };
        driver.note();
        driver
    }

    /// The files that may have mistakes, as they are.
    fn texts(&self) -> BTreeMap<String, String> {
        let all = self.pages().into_iter().chain([CONFIG.to_owned(), TEMPLATE.to_owned()]);
        all.filter_map(|path| fs::read_to_string(self.served.path(&path)).ok().map(|text| (path, text))).collect()
    }

    /// Notes what the preview may have seen.
    fn note(&mut self) {
        let texts = self.texts();
        for (path, text) in &texts {
            let good = self.good.entry(path.clone()).or_insert_with(|| BTreeSet::from([None]));
            if !has_mistakes(path, text) {
                good.insert(Some(text.clone()));
            }
        }
        self.good.iter_mut().filter(|(path, _)| !texts.contains_key(*path)).for_each(|(_, good)| {
            good.insert(None);
        });
    }

    /// Every choice of what may stand in for the files that have mistakes now.
    fn choices(&self) -> Vec<BTreeMap<String, Option<String>>> {
        let broken = self.texts().into_iter().filter(|(path, text)| has_mistakes(path, text));
        broken.fold(vec![BTreeMap::new()], |choices, (path, _)| {
            let with = |choice: &BTreeMap<_, _>, good: &Option<String>| {
                choice.clone().into_iter().chain([(path.clone(), good.clone())]).collect()
            };
            choices.iter().flat_map(|choice| self.good[&path].iter().map(move |good| with(choice, good))).collect()
        })
    }

    /// From here on it is known what the preview saw.
    fn settle(&mut self, choice: &BTreeMap<String, Option<String>>) {
        let seen = |(path, text)| {
            let good = choice.get(&path).cloned().unwrap_or(Some(text));
            (path, BTreeSet::from([good]))
        };
        self.good = self.texts().into_iter().map(seen).collect();
    }

    /// All page files, by path below the project.
    fn pages(&self) -> Vec<String> {
        let root = self.served.root();
        let mut found: Vec<String> = Vec::new();
        let mut folders = vec![root.join("content")];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
                let path = entry.path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|extension| extension == "md") {
                    found.push(path.strip_prefix(&root).unwrap().to_string_lossy().into_owned());
                }
            }
        }
        found.sort();
        found
    }

    fn text(&mut self) -> String {
        self.count += 1;
        let link = match self.dice.below(6) {
            0 => "See [home](/index.md).",
            1 => "A term: [[focus]].",
            2 => "## A heading\n\n- one\n- two",
            _ => "Plain words.",
        };
        let page = page(&format!("Title {}", self.dice.below(40)), &format!("Edit {}. {link}", self.count));
        page.replacen("---\n", &format!("---\n{}", self.fields()), 1)
    }

    /// Fields by which a page is sorted, hidden, looked after or found at other addresses.
    fn fields(&mut self) -> String {
        let number = self.dice.below(4);
        match self.dice.below(14) {
            0 => format!("order: {number}\n"),
            1 => format!("aliases: [/old/{number}/]\n"),
            2 => "status: retired\n".into(),
            3 => "status: draft\n".into(),
            4 => format!("reviewed: 2026-0{}-01\nowner: keeper-{number}\n", number + 1),
            5 => format!("publish: 202{}-01-01\n", number + 5),
            _ => String::new(),
        }
    }

    /// A play, and the workshop whose agenda it is on: cards, calendars and times follow from both.
    fn workshop(&mut self) -> String {
        let play = |fields: &str, words: usize| {
            let steps = "purpose: P.\nrun: 5 minutes\npeople: 3\nsteps:\n  - do: Listen.\n    minutes: 5\n";
            format!("---\ntitle: Talk\nsummary: S.\n{fields}{steps}---\n\nWords {words}.\n")
        };
        let (fields, words) = (self.fields(), self.dice.below(9));
        self.save("content/plays/talk.md", &play(&fields, words));
        let entry = if self.dice.below(3) == 0 { "break: Tea\n    minutes: 10" } else { "play: talk" };
        let agenda = format!("run: 1 hour\nstart: \"0{}:00\"\nagenda:\n  - {entry}\n", 1 + self.dice.below(9));
        self.save("content/workshops/meet.md", &format!("---\ntitle: Meet\nsummary: S.\n{agenda}---\n\nWords.\n"));
        format!("the workshop: {fields:?}, {entry:?}")
    }

    /// Saves as some editors do: in place, or beside and renamed.
    fn save(&mut self, path: &str, text: &str) {
        let disk = self.served.path(path);
        fs::create_dir_all(disk.parent().unwrap()).unwrap();
        if self.dice.below(2) == 0 {
            fs::write(disk, text).unwrap();
        } else {
            let beside = disk.with_extension("tmp");
            fs::write(&beside, text).unwrap();
            fs::rename(beside, disk).unwrap();
        }
    }

    fn step(&mut self) -> String {
        let pages = self.pages();
        let some = if pages.is_empty() { "content/index.md".to_owned() } else { self.dice.one(&pages).clone() };
        match self.dice.below(19) {
            0..=2 => {
                let folder = *self.dice.one(&FOLDERS);
                let path = format!("content/{folder}/p{}.md", self.dice.below(12)).replace("//", "/");
                let text = self.text();
                self.save(&path, &text);
                format!("create {path}")
            }
            3..=5 => {
                let text = self.text();
                self.save(&some, &text);
                format!("edit {some}")
            }
            6 => self.rename(&some),
            7 => self.move_folder(),
            8 => self.remove(&some),
            9 => self.restore(),
            10 => self.damage(&some),
            11 => self.template(),
            12 => self.configuration(),
            13 => self.list(),
            14 => self.files(),
            15 => self.workshop(),
            16..=17 => self.away_and_back(),
            _ => self.repair(),
        }
    }

    fn rename(&mut self, path: &str) -> String {
        let to = format!("content/articles/r{}.md", self.dice.below(8));
        let _ = fs::create_dir_all(self.served.path("content/articles"));
        let _ = fs::rename(self.served.path(path), self.served.path(&to));
        format!("rename {path} to {to}")
    }

    /// A folder, or all of the project, is moved away and back: it is the same as before, and must still be watched.
    fn away_and_back(&mut self) -> String {
        let root = self.served.root();
        let folder = *self.dice.one(&["content", "content/articles", "static", "themes", ""]);
        let pause = *self.dice.one(&[0, 1, 30]);
        let (from, to) = (root.join(folder), root.with_file_name("away"));
        if fs::rename(&from, &to).is_ok() {
            // The preview may see that all this is gone.
            self.note();
            std::thread::sleep(Duration::from_millis(pause));
            fs::rename(&to, &from).unwrap();
        }
        format!("move {folder:?} away and back, {pause} ms")
    }

    fn move_folder(&mut self) -> String {
        let (from, to) =
            (*self.dice.one(&["articles", "plans", "articles/deep"]), format!("moved{}", self.dice.below(3)));
        let _ = fs::rename(self.served.path(&format!("content/{from}")), self.served.path(&format!("content/{to}")));
        format!("move {from} to {to}")
    }

    fn remove(&mut self, path: &str) -> String {
        if self.dice.below(4) == 0 {
            let folder = self.served.path(path).parent().unwrap().to_owned();
            if folder != self.served.path("content") {
                let _ = fs::remove_dir_all(folder);
            }
            return format!("remove the folder of {path}");
        }
        if let Ok(text) = fs::read_to_string(self.served.path(path)) {
            self.aside.insert(path.to_owned(), text);
        }
        let _ = fs::remove_file(self.served.path(path));
        format!("remove {path}")
    }

    fn restore(&mut self) -> String {
        let Some((path, text)) = self.aside.pop_first() else { return "restore nothing".into() };
        self.save(&path, &text);
        format!("restore {path}")
    }

    fn damage(&mut self, path: &str) -> String {
        if let Ok(text) = fs::read_to_string(self.served.path(path)) {
            self.aside.insert(path.to_owned(), text);
        }
        let text = match self.dice.below(5) {
            4 => page("Lost", "See [nothing](nowhere.md) and [[nobody]]."),
            at => MISTAKES[at].to_owned(),
        };
        self.save(path, &text);
        format!("break {path}: {text:?}")
    }

    fn template(&mut self) -> String {
        let number = self.dice.next();
        let block = format!("{{% block foot %}}<p>{number}</p>{{% endblock foot %}}");
        let good = format!("{{% extends \"default/kinds/article.html\" %}}{block}");
        let text = if self.dice.below(5) == 0 { MISTAKES[5] } else { &good };
        self.save(TEMPLATE, text);
        format!("the template: {text}")
    }

    fn configuration(&mut self) -> String {
        let urls = *self.dice.one(&["files", "pretty"]);
        let title = self.dice.below(100);
        let good = format!("title: Book {title}\ntheme: mine\nurls: {urls}\n");
        let text = if self.dice.below(5) == 0 { MISTAKES[4] } else { &good };
        self.save(CONFIG, text);
        format!("the configuration: {text:?}")
    }

    fn list(&mut self) -> String {
        let mut text = String::new();
        for at in 0..=self.dice.below(4) {
            let id = if at == 0 { "focus".to_owned() } else { format!("term-{at}") };
            text.push_str(&format!(
                "- id: {id}\n  title: Term {}\n  summary: S.\n  definitions:\n    - text: D.\n",
                self.dice.below(9)
            ));
        }
        self.save("content/terms.yaml", &text);
        "the list".into()
    }

    fn files(&mut self) -> String {
        let path = format!("static/f{}.txt", self.dice.below(4));
        if self.dice.below(3) == 0 {
            let _ = fs::remove_file(self.served.path(&path));
            return format!("remove {path}");
        }
        let text = format!("file {}", self.dice.next());
        self.save(&path, &text);
        format!("file {path}")
    }

    /// Makes everything good again.
    fn repair(&mut self) -> String {
        for path in self.pages() {
            let text = page(&path.replace(['/', '.'], " "), "Repaired.");
            self.save(&path, &text);
        }
        self.save("content/index.md", &page("Home", "Start."));
        self.save("content/terms.yaml", "- id: focus\n  title: Focus\n  summary: S.\n  definitions:\n    - text: D.\n");
        self.save(TEMPLATE, "{% extends \"default/kinds/article.html\" %}");
        self.save(CONFIG, "title: Book\ntheme: mine\n");
        "repair".into()
    }

    /// A burst of edits, then the comparison.
    fn sequence(&mut self) {
        let mut steps = Vec::new();
        for _ in 0..=self.dice.below(4) {
            steps.push(self.step());
            self.note();
            let pause = *self.dice.one(&[0, 0, 3, 15, 40]);
            std::thread::sleep(Duration::from_millis(pause));
        }
        // Which of this burst's states stands in for a broken file depends on when the preview looked.
        let choices = self.choices();
        let wanted: Vec<Site> = choices.iter().map(|choice| self.expected(choice)).collect();
        self.ever.extend(wanted.iter().flat_map(|site| site.keys().cloned()));
        let found = retry(PATIENCE, Duration::from_millis(15), || {
            let differences: Vec<Option<String>> = wanted.iter().map(|site| self.difference(site)).collect();
            differences.iter().position(Option::is_none).ok_or(differences)
        });
        let at = found.unwrap_or_else(|differences| {
            let log: Vec<String> = self.served.log().into_iter().rev().take(6).collect();
            panic!("after {steps:#?}: {differences:#?}\n{choices:#?}\n{log:#?}")
        });
        self.settle(&choices[at]);
    }

    /// What must be shown if `choice` stands in for files with mistakes.
    fn expected(&self, choice: &BTreeMap<String, Option<String>>) -> Site {
        let stand_in = |snapshot: &mut Snapshot| {
            for (path, text) in choice {
                let text = match (text, path.as_str()) {
                    (Some(text), _) => text,
                    // A theme stands in as a whole, this template not being there.
                    (None, TEMPLATE) => "{% extends \"default/kinds/article.html\" %}",
                    // What never was good is shown as it is, or its words are.
                    (None, _) => continue,
                };
                snapshot.insert(File::new(ProjectPath::new(path).unwrap(), text.as_bytes()));
            }
        };
        let root = self.served.root();
        let words = build_of(&root, &[], stand_in).words;
        let with_words = |snapshot: &mut Snapshot| {
            stand_in(snapshot);
            for (file, _) in &words {
                snapshot.insert(file.clone());
            }
        };
        build_of(&root, &words, with_words).site
    }

    /// The first address at which the preview differs from `site`.
    fn difference(&self, site: &Site) -> Option<String> {
        for (url, bytes) in site {
            let response = self.served.fetch(url);
            if response.status != 200 && url != "/404.html" || response.page() != *bytes {
                return Some(format!("{url} differs ({})", response.status));
            }
        }
        let gone = self.ever.iter().find(|url| !site.contains_key(*url) && self.served.fetch(url).status == 200)?;
        Some(format!("{gone} is still there"))
    }
}

#[test]
fn random_edits_converge_on_the_clean_build() {
    let number = |name: &str, default: u64| std::env::var(name).ok().map_or(default, |text| text.parse().unwrap());
    let (sequences, seed) = (number("LENSBOOK_SEQUENCES", 20), number("LENSBOOK_SEED", 1));
    std::thread::scope(|scope| {
        for worker in 0..2 {
            scope.spawn(move || {
                let mut driver = Driver::new(seed.wrapping_mul(1_000).wrapping_add(worker));
                (0..sequences / 2).for_each(|_| driver.sequence());
                assert!(driver.served.runs(), "the preview ended");
            });
        }
    });
}
