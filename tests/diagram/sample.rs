//! Diagrams from a few lines of text, and the samples that the browser measures.
//!
//! The first line of a fixture's file names the shape and its title: `flow: A canvas`. Lines `- a | b | c` are its parts; `scale:`,
//! `now:`, `aim:`, `claim:`, `lens:` and `foot:` are what their names say; `# a | b` and `## a` are a poster's stages and blocks.

use lensbook::diagram::{Block, Column, Diagram, Flow, Flywheel, Ladder, Level, Node, Poster, Profile, Row, Stage};

/// A diagram of a page, or a poster.
pub(crate) enum Shape {
    Page(Diagram),
    Poster(Poster),
}

/// The shape in a fixture of one file.
pub(crate) fn read(fixture: &str) -> Shape {
    let (_, text) = fixture.split_once('\n').unwrap();
    shape(text, 1)
}

/// The shape, each of its texts `times` over.
fn shape(text: &str, times: usize) -> Shape {
    let (first, rest) = text.split_once('\n').unwrap();
    let (name, title) = first.split_once(": ").unwrap();
    let again = |text: &str| vec![text.trim(); times].join(" ");
    let title = again(title);
    let value = |key: &str| rest.lines().find_map(|line| line.strip_prefix(key)).map(again).unwrap_or_default();
    let parts: Vec<Vec<&str>> =
        rest.lines().filter_map(|line| line.strip_prefix("- ")).map(|line| line.split('|').collect()).collect();
    let part = |parts: &[&str], index: usize| parts.get(index).map(|text| again(text)).unwrap_or_default();
    let href = |parts: &[&str]| parts.get(2).map(|text| text.trim().to_owned());
    let number = |parts: &[&str], index: usize| parts.get(index).and_then(|text| text.trim().parse().ok());
    Shape::Page(match name {
        "flow" => {
            let stages = parts.iter().map(|p| Stage { title: part(p, 0), output: part(p, 1), href: href(p) });
            Diagram::Flow(Flow { title, stages: stages.collect() })
        }
        "ladder" => {
            let levels = parts.iter().map(|p| Level { title: part(p, 0), definition: part(p, 1), href: href(p) });
            Diagram::Ladder(Ladder { title, levels: levels.collect() })
        }
        "flywheel" => {
            let nodes = parts.iter().map(|p| Node { title: part(p, 0), text: part(p, 1), href: href(p) });
            Diagram::Flywheel(Flywheel { title, nodes: nodes.collect(), claim: value("claim:") })
        }
        "profile" => {
            let line = rest.lines().find_map(|line| line.strip_prefix("scale:")).unwrap();
            let scale = line.split('|').map(again).collect();
            let rows = parts.iter().map(|p| Row { label: part(p, 0), now: number(p, 1), aim: number(p, 2) });
            Diagram::Profile(Profile { title, scale, now: value("now:"), aim: value("aim:"), rows: rows.collect() })
        }
        "poster" => {
            let columns = rest.split("\n# ").skip(1).map(|stage| column(stage, times)).collect();
            return Shape::Poster(Poster { title, lens: value("lens:"), columns, foot: value("foot:") });
        }
        other => panic!("`{other}` is no shape"),
    })
}

fn column(stage: &str, times: usize) -> Column {
    let again = |text: &str| vec![text.trim(); times].join(" ");
    let (head, blocks) = stage.split_once("\n## ").unwrap_or((stage, ""));
    let (title, output) = head.trim().split_once('|').unwrap_or((head, ""));
    let block = |block: &str| {
        let questions = block.lines().filter_map(|line| line.strip_prefix("- ")).map(again).collect();
        let title = block.lines().next().unwrap_or_default();
        Block { id: title.trim().to_lowercase(), title: again(title), questions }
    };
    let blocks = blocks.split("\n## ").filter(|block| !block.trim().is_empty()).map(block).collect();
    Column { id: title.trim().to_lowercase(), title: again(title), output: again(output), blocks }
}

const SAMPLES: [(&str, &str); 11] = [
    ("flow", "flow: Customer Focus Canvas
- Assessment | An honest account of what we know of customers, and of ourselves | #assessment
- Application | A strategy on a page, with the choices, measures and seats that make it hold | #application
- Execution | Changes that customers notice, and fresh evidence for the next assessment | #execution
"),
    ("flow-six", "flow: Six stages
- Look | What is there
- Choose | What matters
- Plan | Who does what
- Do | What changed
- Check | What it did
- Rest
"),
    ("flow-tongues", "flow: Tongues
- Донаудампфшиффартс | Всё, что мы узнали о клиентах в этом году
- 顧客中心の評価 | 顧客について分かったこと、そして自分たちについて分かったこと。
- הערכה | מה שאנחנו יודעים על הלקוחות
- تقييم العملاء | ما نعرفه عن العملاء وعن أنفسنا في هذا العام
"),
    ("flow-words", "flow: Words without spaces
- Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft | Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz
- MMMMMMMMMMMMMMMMMMMMMMMMMMMMMMWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW | https://example.org/a/very/long/address/without-any-space?and=a&query=of_its_own
"),
    ("ladder", "ladder: Focus, centric, led
- Customer focus | The company turns its attention outwards. | #focus
- Customer centricity | The customer's interest is the tie-breaker. | #centric
- Customer led | The company is built for customers and with them. | #led
"),
    ("ladder-seven", "ladder: Seven
- One | The first
- Two | The second
- Three | The third
- Four
- Five | The fifth
- Six | The sixth
- Seven | The last
"),
    ("flywheel", "flywheel: Becoming indispensable
claim: What cannot be replaced is not compared
- Indispensable | We do what nobody else can do for them.
- They spend more | Price is no longer the first question.
- On more | They let us into other parts of their life.
- For longer | Leaving would cost them more than staying.
- Growth | The company grows with those who stay.
"),
    ("flywheel-two", "flywheel: Two
claim: Each feeds the other
- Trust
- Candour
"),
    ("flywheel-twelve", "flywheel: Twelve
claim: Round and round it goes, and nobody can say where it began
- One
- Two | The second
- Three
- Four | A longer text that needs a second line
- Five
- Six
- Seven
- Eight
- Nine
- Ten
- Eleven
- Twelve
"),
    ("profile", "profile: Where we are
scale: Customer focus | Customer centricity | Customer led
now: now
aim: aim
- Stance | 1 | 2
- Insight | 2 | 3
- Measurement and reward | 1.5 | 1.5
- Organisation | 3 | 2
- Systems
- Offer | 2
"),
    ("profile-five", "profile: Scores
scale: never | seldom | sometimes | often | always
now: median
- Stance | 1
- Insight | 2.5
- A dimension with a very long name that goes on and on | 4.3
"),
];

/// The samples by their names, each text `times` over.
pub(crate) fn all(times: usize) -> Vec<(&'static str, Shape)> {
    let mut found: Vec<_> = SAMPLES.iter().map(|(name, text)| (*name, shape(text, times))).collect();
    found.push(("poster", canvas(times)));
    found
}

/// The sample playbook's canvas as a poster, its questions `times` over.
pub(crate) fn canvas(times: usize) -> Shape {
    let file = include_str!("../../content/canvases/customer-focus-canvas.md");
    let mut text = String::from(
        "poster: Customer Focus Canvas\nlens: The needs of the customer, front and centre.\nfoot: https://playbook.example/canvases/customer-focus-canvas.html\n",
    );
    let mut stages: Vec<(String, String)> = Vec::new();
    for line in file.lines() {
        let title = line.trim_start().strip_prefix("title: ");
        match (
            line.len() - line.trim_start().len(),
            title,
            line.trim_start().strip_prefix("ask: "),
            line.trim_start().strip_prefix("output: "),
        ) {
            (4, Some(title), _, _) => stages.push((format!("# {title}"), String::new())),
            (8, Some(title), _, _) => stages.last_mut().unwrap().1.push_str(&format!("## {title}\n")),
            (_, _, Some(ask), _) => stages.last_mut().unwrap().1.push_str(&format!("- {ask}\n")),
            (_, _, _, Some(output)) => stages.last_mut().unwrap().0.push_str(&format!(" | {output}")),
            _ => {}
        }
    }
    for (head, blocks) in &stages {
        text.push_str(&format!("{head}\n{blocks}"));
    }
    let Shape::Poster(mut poster) = shape(&text, 1) else { panic!("no poster") };
    let questions =
        poster.columns.iter_mut().flat_map(|column| &mut column.blocks).flat_map(|block| &mut block.questions);
    questions.for_each(|question| *question = vec![question.as_str(); times].join(" "));
    Shape::Poster(poster)
}
