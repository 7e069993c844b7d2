//! Edits at random, and after each burst every address is compared with a clean build of what lies there then.
//!
//! `LENSBOOK_SEQUENCES=5000 cargo test driver` runs more; `LENSBOOK_SEED` begins elsewhere.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::time::{Duration, Instant};

use super::{PATIENCE, Served, Site, page};

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

struct Driver {
    served: Served,
    dice: Dice,
    /// Files that were deleted or broken, to be restored.
    aside: BTreeMap<String, String>,
    /// The last state without errors that the preview surely saw.
    good: Site,
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
        let good = served.clean().unwrap();
        Self { served, dice: Dice(seed), aside: BTreeMap::new(), good, ever: BTreeSet::new(), count: 0 }
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
        page(&format!("Title {}", self.dice.below(40)), &format!("Edit {}. {link}", self.count))
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
        match self.dice.below(16) {
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
            _ => self.repair(),
        }
    }

    fn rename(&mut self, path: &str) -> String {
        let to = format!("content/articles/r{}.md", self.dice.below(8));
        let _ = fs::create_dir_all(self.served.path("content/articles"));
        let _ = fs::rename(self.served.path(path), self.served.path(&to));
        format!("rename {path} to {to}")
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
        let wrong =
            ["---\ntitle: [\n---\n", "---\ntitle: X\nsumary: y\n---\n", "[gone](nowhere.md)\n", "---\ntitle: X\n"];
        let text = *self.dice.one(&wrong);
        self.save(path, text);
        format!("break {path}")
    }

    fn template(&mut self) -> String {
        let number = self.dice.next();
        let block = match self.dice.below(5) {
            0 => "{% block foot %}{% if %}{% endblock foot %}".to_owned(),
            _ => format!("{{% block foot %}}<p>{number}</p>{{% endblock foot %}}"),
        };
        self.save(TEMPLATE, &format!("{{% extends \"default/kinds/article.html\" %}}{block}"));
        "the template".into()
    }

    fn configuration(&mut self) -> String {
        let urls = *self.dice.one(&["files", "pretty"]);
        let title = self.dice.below(100);
        self.save("lensbook.yaml", &format!("title: Book {title}\ntheme: mine\nurls: {urls}\n"));
        "the configuration".into()
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
        "repair".into()
    }

    /// A burst of edits, then the comparison.
    fn sequence(&mut self) {
        let mut steps = Vec::new();
        let mut shown = vec![self.good.clone()];
        for _ in 0..=self.dice.below(4) {
            steps.push(self.step());
            shown.extend(self.served.clean());
            let pause = *self.dice.one(&[0, 0, 3, 15, 40]);
            std::thread::sleep(Duration::from_millis(pause));
        }
        // While there are errors the last good state is shown; which of this burst's that was depends on when it looked.
        let wanted = match self.served.clean() {
            Some(site) => vec![site],
            None => shown,
        };
        self.ever.extend(wanted.iter().flat_map(|site| site.keys().cloned()));
        let started = Instant::now();
        loop {
            let differences: Vec<Option<String>> = wanted.iter().map(|site| self.difference(site)).collect();
            if let Some(at) = differences.iter().position(Option::is_none) {
                self.good.clone_from(&wanted[at]);
                return;
            }
            let why = || {
                format!(
                    "after {steps:#?}: {differences:#?}\n{:#?}",
                    self.served.log().iter().rev().take(6).collect::<Vec<_>>()
                )
            };
            assert!(started.elapsed() < PATIENCE, "{}", why());
            std::thread::sleep(Duration::from_millis(15));
        }
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
    let (sequences, seed) = (number("LENSBOOK_SEQUENCES", 100), number("LENSBOOK_SEED", 1));
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
