//! A made-up playbook of any size for benchmarks: the same pages for the same seed, on any machine.
//!
//! An article has about 700 words from a vocabulary of 6,000 made-up words and the commonest English ones, six
//! headings, one table, five links to other articles (two of them to a heading) and full front matter. It builds
//! without a warning: titles are unique, every page is linked, every link and anchor leads somewhere.
//!
//! Refuses to touch the disk, and to make anything but articles: it measures the engine, not the kinds.

/// Articles in a section, which is a folder with an index of its own.
const SECTION: usize = 50;

/// What each heading of an article starts with. They differ, so no anchor is taken twice.
const HEADINGS: [(&str, &str); 6] =
    [("##", "Why"), ("###", "Before"), ("##", "Start with"), ("###", "When"), ("##", "Keep"), ("###", "After")];

const COMMON: &str = "the of and to in for that with on is are as we they it from by this which their what when \
    people team customer need work each one more how who has have can before after every other while where only same \
    question answer meeting decision service promise evidence change value time place part word week choice reason \
    asks hears keeps finds makes shows learns gives takes brings holds needs starts leads serves knows sees means";

const SYLLABLES: &str = "ba ke lo mi nu po ra si te vo da fe go hi ju ka le ma no pe ri so tu va";

/// `(path under content/, text)` of `n` articles, an index for each of their sections, and the home page.
pub(crate) fn pages(n: usize, seed: u64) -> impl Iterator<Item = (String, String)> {
    let words = Words::new();
    let book = Book { words, articles: n, seed };
    let sections = n.div_ceil(SECTION);
    (0..=sections + n).map(move |at| match at {
        0 => ("index.md".to_owned(), book.home()),
        section if section <= sections => (format!("{}/index.md", folder(section)), book.index(section)),
        article => (path(article - sections), book.article(article - sections)),
    })
}

fn folder(section: usize) -> String {
    format!("section-{section:04}")
}

fn path(article: usize) -> String {
    format!("{}/page-{article:05}.md", folder(section_of(article)))
}

/// Articles and sections are counted from 1.
fn section_of(article: usize) -> usize {
    article.div_ceil(SECTION)
}

struct Book {
    words: Words,
    articles: usize,
    seed: u64,
}

impl Book {
    fn home(&self) -> String {
        let sections = (1..=self.articles.div_ceil(SECTION)).map(|section| {
            let title = self.section_title(section);
            format!("- [{title}]({}/index.md)\n", folder(section))
        });
        front_matter("Benchmark playbook", "Every section of a playbook that exists to be measured.", &[], 0)
            + &sections.collect::<String>()
    }

    fn index(&self, section: usize) -> String {
        let mut random = self.random(section, 100);
        let first = (section - 1) * SECTION + 1;
        let body = format!("{}\n\nBegin with [its first page](page-{first:05}.md).\n", self.paragraph(&mut random, 40));
        front_matter(&self.section_title(section), &self.sentence(&mut random, 12), &[], section) + &body
    }

    fn article(&self, article: usize) -> String {
        let mut random = self.random(article, 0);
        let tags = [self.words.rare(&mut random), self.words.rare(&mut random)];
        let summary = self.sentence(&mut random, 14);
        let mut text = front_matter(&self.title(article), &summary, &tags, article);
        text.push_str(&self.paragraph(&mut random, 40));
        text.push('\n');
        for at in 0..HEADINGS.len() {
            text += &self.part(article, at, &mut random);
        }
        text
    }

    /// One heading and what stands below it: a link in all but the last, a table in the third.
    fn part(&self, article: usize, at: usize, random: &mut Random) -> String {
        let (mark, _) = HEADINGS.get(at).copied().unwrap_or_default();
        let mut text = format!("\n{mark} {}\n\n{}\n", self.heading(article, at), self.paragraph(random, 50));
        if at == 2 {
            text += &self.table(random);
        }
        let last = at + 1 == HEADINGS.len();
        let link = if last { String::new() } else { format!(" See {}.", self.link(article, at, random)) };
        text + &format!("\n{}{link}\n", self.paragraph(random, 47))
    }

    /// The first link of an article leads to the next one, so that every article is linked; every other link names a heading.
    fn link(&self, from: usize, at: usize, random: &mut Random) -> String {
        let to = if at == 0 { from % self.articles + 1 } else { random.below(self.articles) + 1 };
        let heading = random.below(HEADINGS.len());
        let anchor = if at % 2 == 1 { format!("#{}", slug(&self.heading(to, heading))) } else { String::new() };
        let same = section_of(from) == section_of(to);
        let place = if same { format!("page-{to:05}.md") } else { format!("../{}", path(to)) };
        format!("[{}]({place}{anchor})", self.title(to))
    }

    fn table(&self, random: &mut Random) -> String {
        let mut cell = || format!("{} {}", self.words.any(random), self.words.rare(random));
        let mut row = || format!("| {} | {} | {} |\n", cell(), cell(), cell());
        let head = row();
        format!("\n{head}| --- | --- | --- |\n{}{}{}{}", row(), row(), row(), row())
    }

    fn title(&self, article: usize) -> String {
        let mut random = self.random(article, 101);
        format!("{} {} {article}", capital(&self.words.rare(&mut random)), self.words.any(&mut random))
    }

    fn section_title(&self, section: usize) -> String {
        let mut random = self.random(section, 102);
        format!("Section {section}, {}", self.words.rare(&mut random))
    }

    /// A heading depends on its article and place alone, so that links to it can be made anywhere.
    fn heading(&self, article: usize, at: usize) -> String {
        let mut random = self.random(article, 1 + at);
        let (_, start) = HEADINGS.get(at).copied().unwrap_or_default();
        format!("{start} {} {}", self.words.any(&mut random), self.words.rare(&mut random))
    }

    fn paragraph(&self, random: &mut Random, words: usize) -> String {
        let mut sentences = Vec::new();
        let mut left = words;
        while left > 0 {
            let length = (9 + random.below(9)).min(left);
            sentences.push(self.sentence(random, length));
            left -= length;
        }
        sentences.join(" ")
    }

    /// Opens and ends with a plain word; between them some are marked up and some end in a comma.
    fn sentence(&self, random: &mut Random, words: usize) -> String {
        let mut all = vec![capital(&self.words.any(random))];
        all.extend((2..words).map(|_| match random.below(60) {
            0 => format!("**{}**", self.words.rare(random)),
            1 => format!("*{}*", self.words.any(random)),
            2..=5 => format!("{},", self.words.any(random)),
            _ => self.words.any(random),
        }));
        all.push(self.words.any(random));
        format!("{}.", all.join(" "))
    }

    /// Chance that depends on what is being written and not on what was written before it.
    fn random(&self, number: usize, purpose: usize) -> Random {
        let mut random = Random(self.seed ^ ((number as u64) << 16) ^ purpose as u64);
        random.next();
        Random(random.next())
    }
}

fn front_matter(title: &str, summary: &str, tags: &[String], order: usize) -> String {
    format!(
        "---\ntitle: {title}\nsummary: \"{summary}\"\nowner: customer-office\nreviewed: 2026-10-01\ntags: [{}]\norder: {order}\n---\n\n",
        tags.join(", ")
    )
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

fn slug(heading: &str) -> String {
    heading.to_lowercase().replace(' ', "-")
}

struct Words {
    common: Vec<&'static str>,
    rare: Vec<String>,
}

impl Words {
    fn new() -> Self {
        let syllables: Vec<&str> = SYLLABLES.split(' ').collect();
        let two = syllables.iter().flat_map(|a| syllables.iter().map(move |b| format!("{a}{b}")));
        let three = syllables.iter().flat_map(|a| two.clone().map(move |b| format!("{a}{b}")));
        Self { common: COMMON.split_whitespace().collect(), rare: two.clone().chain(three).take(6_000).collect() }
    }

    /// Common words and made-up ones in about equal parts, as content words stand among others in prose.
    fn any(&self, random: &mut Random) -> String {
        if random.below(2) == 0 { self.rare(random) } else { self.common(random) }
    }

    fn common(&self, random: &mut Random) -> String {
        self.common.get(random.below(self.common.len())).copied().unwrap_or_default().to_owned()
    }

    /// The product of two even chances makes a few words frequent and most of them not. A factor without a divisor in
    /// common with the number of words then spreads the frequent ones over all first letters.
    fn rare(&self, random: &mut Random) -> String {
        let count = self.rare.len().max(1);
        let rank = random.below(count) * random.below(count) / count;
        self.rare.get(rank * 4_799 % count).cloned().unwrap_or_default()
    }
}

/// `SplitMix64` (Steele, Lea, Flood 2014): small, even enough, and the same everywhere.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let a = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let b = (a ^ (a >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        b ^ (b >> 31)
    }

    /// A number from 0 to `bound - 1`.
    fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % bound.max(1) as u64).unwrap_or_default()
    }
}
