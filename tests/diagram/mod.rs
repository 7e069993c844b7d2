//! Diagrams: what small ones look like to the letter, what holds for any text, and samples for the browser's own measure.

mod sample;

use std::fs;
use std::path::PathBuf;

use lensbook::diagram::{
    Block, Card, Column, Diagram, Drawing, Flow, Flywheel, Item, Ladder, Level, Look, Node, Path, Placed, Point,
    Poster, Profile, Rect, Room, Row, Stage, Step, svg, text,
};
use proptest::prelude::*;

use crate::support::properties::cases;
use crate::support::{self, xml};
use sample::Shape;

#[test]
fn small_diagrams_are_drawn_to_the_letter() {
    support::cases::check("diagrams", |case| {
        let shape = sample::read(&case.fixture);
        let rooms = [Room::Wide, Room::Narrow];
        if let Shape::Page(diagram) = &shape {
            for room in &rooms {
                assert_eq!(wrong(&diagram.draw(*room)), None, "{} {room:?}", case.name);
            }
        }
        match (case.outcome.as_str(), shape) {
            ("svg", Shape::Page(diagram)) => {
                rooms.map(|room| svg::inline(&diagram.draw(room), "", false)).join("\n") + "\n"
            }
            ("mirrored", Shape::Page(diagram)) => svg::inline(&diagram.draw(Room::Wide), "", true) + "\n",
            ("file", Shape::Poster(poster)) => {
                let fitted = poster.draw(false);
                let file = svg::standalone(&fitted.drawing, &svg::Palette::default(), "mm", "en", false);
                format!("unfit: {}\n{file}", fitted.unfit.join(", "))
            }
            (other, _) => panic!("{}: `{other}` is no outcome of this shape", case.name),
        }
    });
}

// --- What holds for any text -------------------------------------------------------------------------------------

/// Labels as people write them, and as nobody would.
fn label() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[a-z]{1,12}( [a-z]{1,12}){0,20}",
        1 => Just(String::new()),
        1 => "[a-zA-Z]{60,200}",
        1 => "\\PC{0,60}",
        1 => prop::collection::vec(any::<char>(), 0..200).prop_map(String::from_iter),
        1 => prop::collection::vec(any::<char>(), 0..2000).prop_map(String::from_iter),
        1 => "[ぁ-ん一-龥。、]{0,80}",
        1 => "[\u{5d0}-\u{5ea} ]{0,80}",
        1 => "[<>&\"'\u{0}-\u{20}\u{fffe}\u{ad}\u{202e}-]{0,40}",
        1 => "([👩👧🇩🇪🏽\u{200d}\u{fe0f}]){0,40}",
    ]
}

fn href() -> impl Strategy<Value = Option<String>> {
    prop::option::weighted(0.3, "[a-z&\"<]{1,9}")
}

fn flow() -> impl Strategy<Value = Diagram> {
    let stage = (label(), label(), href()).prop_map(|(title, output, href)| Stage { title, output, href });
    (label(), prop::collection::vec(stage, 0..10)).prop_map(|(title, stages)| Diagram::Flow(Flow { title, stages }))
}

fn ladder() -> impl Strategy<Value = Diagram> {
    let level = (label(), label(), href()).prop_map(|(title, definition, href)| Level { title, definition, href });
    (label(), prop::collection::vec(level, 0..9)).prop_map(|(title, levels)| Diagram::Ladder(Ladder { title, levels }))
}

fn flywheel() -> impl Strategy<Value = Diagram> {
    let node = (label(), label(), href()).prop_map(|(title, text, href)| Node { title, text, href });
    (label(), prop::collection::vec(node, 0..14), label())
        .prop_map(|(title, nodes, claim)| Diagram::Flywheel(Flywheel { title, nodes, claim }))
}

fn profile() -> impl Strategy<Value = Diagram> {
    let place = || prop::option::of(prop_oneof![3 => 1.0..5.0_f64, 1 => any::<f64>()]);
    let row = (label(), place(), place()).prop_map(|(label, now, aim)| Row { label, now, aim });
    (label(), prop::collection::vec(label(), 0..12), "now|", "aim|", prop::collection::vec(row, 0..9))
        .prop_map(|(title, scale, now, aim, rows)| Diagram::Profile(Profile { title, scale, now, aim, rows }))
}

fn poster() -> impl Strategy<Value = Poster> {
    let block = ("[a-z]{4}", label(), prop::collection::vec(label(), 0..6)).prop_map(|(id, title, questions)| Block {
        id,
        title,
        questions,
    });
    let column = ("[a-z]{4}", label(), label(), prop::collection::vec(block, 0..6))
        .prop_map(|(id, title, output, blocks)| Column { id, title, output, blocks });
    (label(), label(), prop::collection::vec(column, 0..7), label()).prop_map(|(title, lens, columns, foot)| Poster {
        title,
        lens,
        columns,
        foot,
    })
}

fn card() -> impl Strategy<Value = Card> {
    let steps = prop::collection::vec((label(), "[0-9 min]{0,9}"), 0..12);
    let facts = prop::collection::vec(label(), 0..3);
    let few = || prop::option::of(label()).prop_map(Option::unwrap_or_default);
    (label(), href(), facts, label(), steps, few(), few(), (few(), few())).prop_map(
        |(title, href, facts, purpose, steps, heading, foot, (place, part))| Card {
            title,
            href,
            facts,
            purpose,
            heading,
            steps,
            more: "and {n} more".into(),
            foot,
            place,
            part,
        },
    )
}

/// The first thing that is wrong with a drawing.
fn wrong(drawing: &Drawing) -> Option<String> {
    let sheet = Rect::new(0.0, 0.0, drawing.width, drawing.height);
    let inside = |area: Rect| {
        area.x >= -EPSILON
            && area.y >= -EPSILON
            && area.right() <= sheet.width + EPSILON
            && area.bottom() <= sheet.height + EPSILON
    };
    let texts: Vec<&Placed> = drawing.texts().into_iter().filter(|placed| !placed.text.is_empty()).collect();
    for placed in &texts {
        if !inside(placed.area) {
            return Some(format!("outside the drawing: {}", told(placed)));
        }
        for line in &placed.text.lines {
            if text::advance(line, placed.text.face, placed.text.size) > placed.area.width + EPSILON {
                return Some(format!("wider than its area: {line:?} in {:?}", placed.area));
            }
        }
    }
    let points = arrows(&drawing.items);
    for (index, placed) in texts.iter().enumerate() {
        let area = placed.area.inside(EPSILON);
        if let Some(other) = texts[..index].iter().find(|other| other.area.overlaps(area)) {
            return Some(format!("overlap: {} and {}", told(other), told(placed)));
        }
        if let Some(point) = points.iter().find(|point| area.holds(**point)) {
            return Some(format!("an arrow at {point:?} crosses {}", told(placed)));
        }
    }
    let outside = |point: &Point| !inside(Rect::new(point.x, point.y, 0.0, 0.0));
    points.into_iter().find(outside).map(|point| format!("an arrow leaves the drawing at {point:?}"))
}

/// A text by its beginning and its place.
fn told(placed: &Placed) -> String {
    let first: String = placed.text.lines.concat().chars().take(20).collect();
    format!("{first:?} at {:?}", placed.area)
}

const EPSILON: f64 = 1e-6;

/// Points along all arrows.
fn arrows(items: &[Item]) -> Vec<Point> {
    items
        .iter()
        .filter_map(|item| if let Item::Path(path, Look::Shaft | Look::Head) = item { Some(along(path)) } else { None })
        .flatten()
        .collect()
}

fn along(path: &Path) -> Vec<Point> {
    let mut points = vec![path.start];
    for step in &path.steps {
        let from = *points.last().unwrap();
        for part in 1..=40_u32 {
            let t = f64::from(part) / 40.0;
            let mix = |a: f64, b: f64| a + (b - a) * t;
            let between = |a: Point, b: Point| Point { x: mix(a.x, b.x), y: mix(a.y, b.y) };
            points.push(match step {
                Step::Line(to) => between(from, *to),
                Step::Curve(a, b, to) => {
                    let (first, second, third) = (between(from, *a), between(*a, *b), between(*b, *to));
                    between(between(first, second), between(second, third))
                }
            });
        }
    }
    points
}

fn check(diagram: &Diagram) -> Result<(), TestCaseError> {
    for room in [Room::Wide, Room::Narrow] {
        let drawing = diagram.draw(room);
        prop_assert_eq!(wrong(&drawing), None, "{:?}", room);
        prop_assert_eq!(&drawing, &diagram.draw(room));
        for mirror in [false, true] {
            let written = svg::inline(&drawing, "x", mirror);
            prop_assert_eq!(xml::fault(&written), None, "{}", written);
            prop_assert!(!written.contains(" style=") && !written.contains(" id="));
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { max_shrink_iters: 200, ..cases(32) })]

    #[test]
    fn flows_hold_any_text(diagram in flow()) {
        check(&diagram)?;
    }

    #[test]
    fn ladders_hold_any_text(diagram in ladder()) {
        check(&diagram)?;
    }

    #[test]
    fn flywheels_hold_any_text(diagram in flywheel()) {
        check(&diagram)?;
    }

    #[test]
    fn profiles_hold_any_text(diagram in profile()) {
        check(&diagram)?;
    }

    #[test]
    fn posters_hold_any_text(poster in poster(), empty: bool) {
        let fitted = poster.draw(empty);
        prop_assert_eq!(wrong(&fitted.drawing), None);
        prop_assert_eq!(&fitted, &poster.draw(empty));
        let written = svg::standalone(&fitted.drawing, &svg::Palette::default(), "mm", "en", false);
        prop_assert_eq!(xml::fault(&written), None, "{}", written);
        let whole: usize = fitted.drawing.texts().iter().map(|placed| placed.text.lines.len()).sum();
        prop_assert!(!fitted.unfit.is_empty() || empty || whole >= poster.columns.iter().flat_map(|column| &column.blocks).map(|block| block.questions.iter().filter(|text| text.contains(char::is_alphanumeric)).count()).sum());
    }
}

proptest! {
    #![proptest_config(cases(96))]

    #[test]
    fn cards_hold_any_text(card in card()) {
        let drawing = card.draw();
        prop_assert_eq!(wrong(&drawing), None);
        prop_assert_eq!((drawing.width, drawing.height), (95.0, 138.0));
        prop_assert_eq!(&drawing, &card.draw());
    }
}

#[test]
fn a_long_card_says_how_many_steps_are_left_out() {
    let texts = |steps: usize| {
        let steps =
            vec![("Write down what each of us last heard from a customer.".to_owned(), "5 min".to_owned()); steps];
        let card = Card { purpose: "Hear them.".into(), steps, more: "and {n} more".into(), ..Card::default() };
        let lines = |placed: &&Placed| placed.text.lines.join(" ");
        card.draw().texts().iter().map(lines).collect::<Vec<_>>()
    };
    let shown = |texts: &[String]| texts.iter().filter(|text| text.ends_with("(5\u{a0}min)")).count();
    let (few, many) = (texts(3), texts(40));
    assert!(shown(&few) == 3 && !few.concat().contains("more"), "{few:?}");
    assert!(shown(&many) > 5 && many.contains(&format!("and {} more", 40 - shown(&many))), "{many:?}");
    assert!(many.contains(&"Hear them.".to_owned()), "what it is for stays");
}

#[test]
fn a_poster_shrinks_its_type_before_it_cuts() {
    let sizes = |times: usize| {
        let Shape::Poster(poster) = sample::canvas(times) else { panic!("no poster") };
        let fitted = poster.draw(false);
        let texts = fitted.drawing.texts().into_iter().map(|placed| placed.text.size).fold(f64::MAX, f64::min);
        (texts, fitted.unfit.len())
    };
    let (once, twice, often) = (sizes(1), sizes(2), sizes(30));
    assert!(once.0 > twice.0 && once.1 == 0 && twice.1 == 0, "{once:?} {twice:?}");
    assert!(often.1 > 0, "thirty times the text is cut, and named: {often:?}");
}

/// A poster with a stage for each list of blocks, each block with so many questions.
fn filled(stages: &[&[usize]]) -> Poster {
    let question = "Who of us has heard a customer this week, in person, and what was said?";
    let block = |(at, questions): (usize, &usize)| Block {
        id: format!("b{at}"),
        title: "A block".into(),
        questions: vec![question.to_owned(); *questions],
    };
    let column = |blocks: &&[usize]| Column {
        id: "stage".into(),
        title: "A stage".into(),
        output: "What is handed on".into(),
        blocks: (0..).zip(blocks.iter()).map(block).collect(),
    };
    let columns = stages.iter().map(column).collect();
    Poster { title: "A canvas".into(), lens: "Through their eyes.".into(), columns, foot: "canvas.html".into() }
}

#[test]
fn a_poster_is_set_as_large_as_there_is_room() {
    // From two metres, an A1 print, which is twice as large, wants questions of at least 8.5 mm.
    for (stages, smallest, largest) in [
        (&[&[3][..], &[3], &[3]][..], 8.9, 9.1),
        (&[&[4, 3, 3, 3], &[3, 3, 3], &[3, 3, 3, 4]], 4.3, 6.0),
        (&[&[20, 20], &[1], &[1]], 2.3, 5.0),
        (&[&[1, 12], &[12, 1]], 4.3, 6.3),
    ] {
        let fitted = filled(stages).draw(false);
        assert_eq!((wrong(&fitted.drawing), fitted.unfit.len()), (None, 0), "{stages:?}");
        let texts = fitted.drawing.texts();
        let questions = texts.iter().filter(|placed| placed.text.lines.concat().starts_with("Who of us"));
        let sizes: Vec<f64> = questions.map(|placed| placed.text.size).collect();
        let (least, most) =
            sizes.iter().fold((f64::MAX, 0.0_f64), |(least, most), size| (least.min(*size), most.max(*size)));
        assert_eq!(sizes.len(), stages.iter().copied().flatten().sum::<usize>(), "{stages:?}");
        assert!(least >= smallest && most <= largest, "{stages:?}: from {least} to {most}");
    }
}

// --- For the browser -----------------------------------------------------------------------------------------------

/// Writes samples where `tests/browser/diagrams.mjs` finds them: each drawing, and the areas of its texts in order.
#[test]
fn samples_are_written_for_the_browser() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("diagrams");
    fs::create_dir_all(&folder).unwrap();
    let mut written = Vec::new();
    for times in [1, 2, 4] {
        for (name, shape) in sample::all(times) {
            let drawings = match &shape {
                Shape::Page(diagram) => [(Room::Wide, "wide"), (Room::Narrow, "narrow")]
                    .map(|(room, word)| (word, diagram.draw(room), false))
                    .to_vec(),
                Shape::Poster(poster) => {
                    vec![("full", poster.draw(false).drawing, true), ("empty", poster.draw(true).drawing, true)]
                }
            };
            for (word, drawing, file) in drawings {
                let markup = if file {
                    svg::standalone(&drawing, &svg::Palette::default(), "mm", "en", false)
                } else {
                    svg::inline(&drawing, &format!("diagram-{word}"), false)
                };
                let areas: Vec<[f64; 4]> = drawing
                    .texts()
                    .into_iter()
                    .filter(|placed| !placed.text.is_empty())
                    .map(|placed| [placed.area.x, placed.area.y, placed.area.width, placed.area.height])
                    .collect();
                written.push(serde_json::json!({
                    "name": format!("{name}-{word}-{times}"), "file": file, "svg": markup, "areas": areas,
                }));
            }
        }
    }
    assert!(written.len() > 20);
    fs::write(folder.join("samples.json"), serde_json::to_vec(&written).unwrap()).unwrap();
}
