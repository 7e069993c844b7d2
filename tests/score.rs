//! The rule by which answers are scored: examples worked out by hand, and the program and the page's script side by side on answers at
//! random.

use std::collections::BTreeMap;
use std::process::Command;

use lensbook::score::{
    AnswerType, Lead, Outcome, Point, Question, Remedy, Sheet, Survey, SurveyGroup, moved, read, score,
};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, TestRng, TestRunner};
use serde_json::{Value, json};

use crate::support::process;

fn question(id: &str, form: AnswerType, points: usize, weight: u32, leads: &[(&str, u32, u32)]) -> Question {
    let lead = |(remedy, from, to): &(&str, u32, u32)| Lead {
        remedy: (*remedy).to_owned(),
        from: *from,
        to: *to,
        because: format!("{remedy} helps"),
    };
    Question {
        id: id.to_owned(),
        ask: format!("Question {id}?"),
        probes: Vec::new(),
        form,
        points: (1..=points).map(|n| Point { label: format!("point {n}"), text: String::new() }).collect(),
        minutes: 3,
        weight,
        groups: vec![0],
        leads: leads.iter().map(lead).collect(),
        part: None,
    }
}

fn survey(questions: Vec<Question>) -> Survey {
    let group = SurveyGroup { sort: "dimension", id: "all".into(), title: "All".into(), weight: 1000, level: 0 };
    let remedy =
        |lead: &Lead| (lead.remedy.clone(), Remedy { title: lead.remedy.clone(), url: String::new(), minutes: None });
    let remedies = questions.iter().flat_map(|question| question.leads.iter().map(remedy)).collect();
    Survey { id: "page".into(), title: "Page".into(), groups: vec![group], questions, remedies, ..Survey::default() }
}

/// Sheets of `[[id, value, aim], …]` each; 0 is no answer.
fn sheets(of: &[&[(&str, u32, u32)]]) -> Vec<Sheet> {
    let given = |n: u32| if n == 0 { Value::Null } else { n.into() };
    let answers = |answers: &[(&str, u32, u32)]| {
        let all = answers
            .iter()
            .map(|(id, value, aim)| ((*id).to_owned(), json!({"value": given(*value), "aim": given(*aim)})));
        json!({"answers": all.collect::<serde_json::Map<_, _>>()})
    };
    file(&of.iter().map(|sheet| answers(sheet)).collect::<Vec<_>>())
}

fn file(sheets: &[Value]) -> Vec<Sheet> {
    read(&json!({"lensbook": "answers", "version": 1, "page": "page", "sheets": sheets}).to_string()).unwrap().sheets
}

fn scores(outcome: &Outcome) -> Vec<Option<f64>> {
    outcome.questions.iter().map(|one| one.score.map(lensbook::score::Score::decimal)).collect()
}

fn order(outcome: &Outcome) -> (Vec<&str>, Vec<&str>) {
    let gaps = outcome.gaps.iter().map(|gap| gap.question.as_str()).collect();
    (gaps, outcome.remedies.iter().map(|ranked| ranked.remedy.as_str()).collect())
}

#[test]
fn choices_are_spread_over_five_points() {
    let one = |form, points| survey(vec![question("q", form, points, 1000, &[])]);
    for (form, points, value, expected) in [
        (AnswerType::Scale, 5, 4, 4.0),
        (AnswerType::Choice, 4, 1, 1.0),
        (AnswerType::Choice, 4, 2, 2.33),
        (AnswerType::Choice, 4, 3, 3.66),
        (AnswerType::Choice, 4, 4, 5.0),
        (AnswerType::Choice, 2, 2, 5.0),
        (AnswerType::Choice, 1, 1, 5.0),
        (AnswerType::Text, 3, 2, 3.0),
        (AnswerType::Level, 3, 2, 2.0),
    ] {
        let outcome = score(&one(form, points), &sheets(&[&[("q", value, 0)]]));
        assert_eq!(scores(&outcome), [Some(expected)], "{form:?} of {points}: {value}");
    }
}

#[test]
fn the_median_counts_and_the_furthest_are_named() {
    let survey =
        survey(vec![question("q", AnswerType::Scale, 5, 1000, &[]), question("r", AnswerType::Scale, 5, 1000, &[])]);
    let three = score(&survey, &sheets(&[&[("q", 1, 0), ("r", 3, 0)], &[("q", 2, 0), ("r", 3, 0)], &[("q", 5, 0)]]));
    assert_eq!(scores(&three), [Some(2.0), Some(3.0)]);
    assert_eq!((three.apart.as_slice(), three.questions[0].furthest.as_slice()), (&["q".to_owned()][..], &[2][..]));
    assert_eq!(three.people_apart, [2, 0]);
    let two = score(&survey, &sheets(&[&[("q", 2, 0)], &[("q", 5, 0)]]));
    assert_eq!((scores(&two), two.questions[0].furthest.len()), (vec![Some(3.5), None], 2));
}

#[test]
fn gaps_are_ranked_by_depth_and_weight_and_plays_by_how_many_lead_there() {
    let survey = survey(vec![
        question("shallow", AnswerType::Scale, 5, 1000, &[("often", 0, 3)]),
        question("deep", AnswerType::Scale, 5, 1000, &[("once", 0, 3), ("late", 0, 2)]),
        question("heavy", AnswerType::Scale, 5, 3000, &[("often", 0, 3)]),
        question("fine", AnswerType::Scale, 5, 9000, &[("never", 0, 3)]),
        question("mark", AnswerType::Scale, 5, 1000, &[("early", 0, 4)]),
    ]);
    let outcome = score(
        &survey,
        &sheets(&[&[("shallow", 2, 0), ("deep", 1, 0), ("heavy", 2, 0), ("fine", 3, 0), ("mark", 3, 0)]]),
    );
    let expected = (vec!["heavy", "deep", "shallow", "mark"], vec!["often", "once", "late", "early"]);
    assert_eq!(order(&outcome), expected);
    assert_eq!(
        outcome.remedies[0].because.iter().map(|reason| reason.question.as_str()).collect::<Vec<_>>(),
        ["heavy", "shallow"]
    );
}

#[test]
fn plays_lead_along_the_way_from_today_to_the_aim() {
    let leads = [("first", 1, 2), ("second", 2, 3), ("whole", 1, 3)];
    let survey = survey(vec![question("d", AnswerType::Level, 3, 1000, &leads)]);
    for (now, aim, expected) in [
        (1, 3, vec!["first", "second", "whole"]),
        (1, 2, vec!["first", "whole"]),
        (2, 3, vec!["second", "whole"]),
        (3, 3, vec![]),
        (3, 1, vec![]),
        (2, 0, vec![]),
    ] {
        let outcome = score(&survey, &sheets(&[&[("d", now, aim)]]));
        assert_eq!(order(&outcome).1, expected, "{now} to {aim}");
    }
}

#[test]
fn answers_that_need_a_second_look_are_flagged_and_what_is_gone_is_kept() {
    let survey = survey(vec![question("q", AnswerType::Scale, 5, 1000, &[])]);
    let flags = |answers: Value| {
        let outcome = score(&survey, &file(&[json!({"answers": answers})]));
        outcome.flags.iter().map(|flag| (flag.question.clone(), flag.why)).collect::<Vec<_>>()
    };
    let flag = |id: &str, why| vec![(id.to_owned(), why)];
    assert_eq!(flags(json!({"q": {"value": 3, "asked": "Question q?", "means": "point 3"}})), []);
    assert_eq!(flags(json!({"q": {"value": 3, "asked": "Another?"}})), flag("q", "reworded"));
    assert_eq!(flags(json!({"q": {"value": 3, "means": "something else"}})), flag("q", "reworded"));
    assert_eq!(flags(json!({"gone": {"value": 3}})), flag("gone", "gone"));
    for value in [json!(6), json!("3"), json!(-1), json!(2.5), json!([1])] {
        assert_eq!(flags(json!({"q": {"value": value}})), flag("q", "unreadable"), "{value}");
    }
}

#[test]
fn a_later_round_shows_what_moved() {
    let survey =
        survey(vec![question("q", AnswerType::Scale, 5, 1000, &[]), question("r", AnswerType::Scale, 5, 1000, &[])]);
    let then = score(&survey, &sheets(&[&[("q", 1, 0), ("r", 3, 0)]]));
    let now = score(&survey, &sheets(&[&[("q", 4, 0), ("r", 3, 0)]]));
    let moved = moved(&then, &now);
    let shift = |shift: &lensbook::score::Shift| (shift.before.decimal(), shift.now.decimal());
    assert_eq!(moved.questions.iter().map(shift).collect::<Vec<_>>(), [(1.0, 4.0)]);
    assert_eq!(moved.groups.iter().map(shift).collect::<Vec<_>>(), [(2.0, 3.5)]);
}

#[test]
fn what_only_one_round_talked_about_has_not_moved() {
    let survey = survey(vec![question("q", AnswerType::Scale, 5, 1000, &[])]);
    let person = |value: u32| json!({"answers": {"q": {"value": value}}});
    let room = |value: u32| json!({"room": "2026-11-22", "answers": {"q": {"value": value}}});
    let round = |sheets: &[Value]| score(&survey, &file(sheets));
    let steps = |then: &[Value], now: &[Value]| {
        let moved = moved(&round(then), &round(now));
        moved.questions.iter().map(|one| (one.before.decimal(), one.now.decimal())).collect::<Vec<_>>()
    };
    assert_eq!(steps(&[person(2), room(1)], &[person(2)]), [], "the room's answer is compared with nobody's own");
    assert_eq!(steps(&[person(2), room(1)], &[person(3), room(1)]), [(2.0, 3.0)]);
    assert_eq!(steps(&[room(1)], &[room(3)]), [(1.0, 3.0)], "where nobody answered alone");
    assert_eq!(steps(&[room(1)], &[person(3)]), [], "and not the one with the other");
}

#[test]
fn for_each_stage_three_questions_are_chosen() {
    let scale = |id: &str, groups: Vec<usize>| Question { groups, ..question(id, AnswerType::Scale, 5, 1000, &[]) };
    let group = |id: &str, level| SurveyGroup { sort: "stage", id: id.into(), title: id.into(), weight: 0, level };
    let all = Survey {
        groups: vec![group("one", 2), group("inner", 3), group("two", 2), group("none", 2)],
        ..survey(vec![
            scale("even", vec![0, 1]),
            scale("wide", vec![0]),
            scale("low", vec![0]),
            scale("wider", vec![0, 1]),
            scale("lower-and-wide", vec![0]),
            scale("agreed", vec![2]),
            scale("unanswered", vec![2]),
        ])
    };
    let ana =
        &[("even", 3, 0), ("wide", 2, 0), ("low", 1, 0), ("wider", 1, 0), ("lower-and-wide", 1, 0), ("agreed", 4, 0)];
    let ben =
        &[("even", 4, 0), ("wide", 5, 0), ("low", 2, 0), ("wider", 5, 0), ("lower-and-wide", 4, 0), ("agreed", 4, 0)];
    let told = |survey: &Survey, sheets: &[Sheet]| {
        let pick =
            |pick: &lensbook::score::Pick| (pick.question.clone(), pick.why, pick.lowest.clone(), pick.highest.clone());
        let all = score(survey, sheets).chosen.into_iter();
        all.map(|one| (one.group, one.questions.iter().map(pick).collect::<Vec<_>>())).collect::<Vec<_>>()
    };
    let pick =
        |id: &str, why, lowest: &[usize], highest: &[usize]| (id.to_owned(), why, lowest.to_vec(), highest.to_vec());
    let two = sheets(&[ana, ben]);
    assert_eq!(
        told(&all, &two),
        [
            (
                Some("one".into()),
                vec![
                    pick("wider", "spread", &[0], &[1]),
                    pick("lower-and-wide", "spread", &[0], &[1]),
                    pick("low", "low", &[0], &[1])
                ]
            ),
            (Some("two".into()), vec![pick("agreed", "low", &[0, 1], &[])]),
        ]
    );
    let whole = Survey { groups: Vec::new(), questions: all.questions[..2].to_vec(), ..all.clone() };
    assert_eq!(
        told(&whole, &two),
        [(None, vec![pick("wide", "spread", &[0], &[1]), pick("even", "spread", &[0], &[1])])]
    );
    assert_eq!(told(&all, &two[..1]), [], "one person differs from nobody");
}

#[test]
fn what_the_room_agreed_on_stands_in_place_of_the_median() {
    let survey = survey(vec![
        question("q", AnswerType::Scale, 5, 1000, &[("play", 0, 3)]),
        question("r", AnswerType::Scale, 5, 1000, &[]),
    ]);
    let person = |value: u32| json!({"answers": {"q": {"value": value}, "r": {"value": 4}}});
    let room = |day: &str, value: u32| json!({"room": day, "answers": {"q": {"value": value}}});
    let outcome = |more: &[Value]| score(&survey, &file(&[&[person(1), person(2), person(5)], more].concat()));
    let one = |outcome: &Outcome| {
        let one = &outcome.questions[0];
        let told = [one.score, one.median, one.room].map(|told| told.map(lensbook::score::Score::decimal));
        (told, one.spread.decimal(), outcome.people, outcome.room, outcome.rooms, outcome.gaps.len())
    };
    assert_eq!(one(&outcome(&[])), ([Some(2.0), Some(2.0), None], 4.0, 3, None, 0, 1));
    let agreed = outcome(&[room("2026-11-22", 3)]);
    assert_eq!(one(&agreed), ([Some(3.0), Some(2.0), Some(3.0)], 4.0, 3, Some(3), 1, 0));
    assert_eq!(agreed.groups[0].score.unwrap(), lensbook::score::Score(4200));
    assert_eq!((agreed.questions[0].furthest.as_slice(), agreed.questions[0].answered), (&[2][..], 3));
    assert_eq!(agreed.questions[1].room, None, "what the room left alone counts as people answered");
    // Of several the latest counts, however they stand; one without a day is older than all.
    let two = outcome(&[room("2026-12-01", 4), room("2026-11-22", 3), room("soon", 5)]);
    assert_eq!(one(&two), ([Some(4.0), Some(2.0), Some(4.0)], 4.0, 3, Some(3), 3, 0));
    assert_eq!(outcome(&[room("", 4), room("x", 3)]).room, Some(4));
}

// --- at random ---

fn any_question(at: usize) -> impl Strategy<Value = Question> {
    let form = prop_oneof![4 => Just(AnswerType::Scale), 2 => Just(AnswerType::Choice), 1 => Just(AnswerType::Text), 2 => Just(AnswerType::Level), 1 => Just(AnswerType::Note)];
    let lead = (0..8_u32, 0..3_u32, 1..6_u32);
    let weight = prop_oneof![Just(1000_u32), Just(0), Just(1500), 1..100_001_u32];
    let groups = prop::collection::btree_set(0..5_usize, 0..4);
    (form, 1..8_usize, weight, prop::collection::vec(lead, 1..6), groups).prop_map(
        move |(form, points, weight, leads, groups)| {
            let named: Vec<(String, u32, u32)> =
                leads.iter().map(|(name, from, to)| (format!("r{name}"), *from, *to)).collect();
            let named: Vec<(&str, u32, u32)> =
                named.iter().map(|(name, from, to)| (name.as_str(), *from, *to)).collect();
            let points = match form {
                AnswerType::Scale => 5,
                AnswerType::Text => 3,
                AnswerType::Note => 0,
                _ => points,
            };
            Question {
                groups: groups.into_iter().collect(),
                ..question(&format!("q{at}"), form, points, weight, &named)
            }
        },
    )
}

fn any_survey() -> impl Strategy<Value = Survey> {
    let questions = (1..12_usize).prop_flat_map(|count| (0..count).map(any_question).collect::<Vec<_>>());
    let groups = prop::collection::vec((0..3_usize, prop_oneof![Just(0_u32), 0..100_001_u32], 0..4_u8), 5..=5);
    (questions, groups).prop_map(|(questions, groups)| {
        let sorts = ["stage", "block", "dimension"];
        let group = |(at, (sort, weight, level)): (usize, (usize, u32, u8))| SurveyGroup {
            sort: sorts[sort],
            id: format!("g{at}"),
            title: format!("SurveyGroup {at}"),
            weight,
            level,
        };
        Survey { groups: groups.into_iter().enumerate().map(group).collect(), ..survey(questions) }
    })
}

/// What files hold, and what they should not.
fn any_value() -> impl Strategy<Value = Value> {
    prop_oneof![
        24 => (1..6_u32).prop_map(Value::from),
        2 => Just(json!(7)),
        1 => Just(Value::Null),
        1 => Just(json!(3.0)),
        1 => Just(json!(2.5)),
        1 => (-3..10_000_000_i64).prop_map(Value::from),
        1 => Just(json!("3")),
        1 => Just(json!(true)),
        1 => Just(json!([4])),
        1 => Just(json!(1e300)),
    ]
}

fn any_sheet() -> impl Strategy<Value = Value> {
    let id = prop_oneof![9 => (0..14_usize).prop_map(|at| format!("q{at}")), 1 => prop::sample::select(vec!["\u{e000}", "\u{1f600}", "\u{10000}z", "7", "constructor", "__proto__"]).prop_map(str::to_owned)];
    let text = prop_oneof![3 => Just(None), 1 => Just(Some("point 2".to_owned())), 1 => Just(Some("Question q1?".to_owned())), 1 => Just(Some(String::new()))];
    let answer = (any_value(), any_value(), text.clone(), text)
        .prop_map(|(value, aim, asked, means)| json!({"value": value, "aim": aim, "asked": asked, "means": means}));
    let sheet = prop::collection::btree_map(id, answer, 4..30)
        .prop_map(|answers: BTreeMap<String, Value>| json!({"by": "", "answers": answers}))
        .boxed();
    let days = vec!["2026-11-22", "2026-11-21", "2027-01-01", "", "soon", "2026-11-2", "２026-11-22"];
    let room = prop_oneof![12 => Just(None), 3 => prop::sample::select(days).prop_map(|day| Some(json!(day))), 1 => Just(Some(json!(7))), 1 => Just(Some(json!(true)))];
    (sheet, room).prop_map(|(mut sheet, room)| {
        if let Some(room) = room {
            sheet["room"] = room;
        }
        sheet
    })
}

/// What the page's script makes of all `cases`, in one run of node.
fn by_script(cases: &Value) -> Vec<Value> {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/score/run.mjs");
    let out = process::output_for(Command::new("node").arg(script), cases.to_string().as_bytes());
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    serde_json::from_slice(&out.stdout).unwrap()
}

/// The same numbers, whether they are written as whole or not.
fn alike(value: &Value) -> Value {
    match value {
        Value::Number(number) => json!(number.as_f64()),
        Value::Array(items) => items.iter().map(alike).collect(),
        Value::Object(map) => {
            map.iter().map(|(key, value)| (key.clone(), alike(value))).collect::<serde_json::Map<_, _>>().into()
        }
        other => other.clone(),
    }
}

#[test]
fn the_program_and_the_page_agree_on_any_answers() {
    let mut runner = TestRunner::new_with_rng(
        Config::default(),
        TestRng::deterministic_rng(proptest::test_runner::RngAlgorithm::ChaCha),
    );
    let strategy = (any_survey(), prop::collection::vec(any_sheet(), 0..6), prop::collection::vec(any_sheet(), 0..4));
    let cases: Vec<_> = (0..500).map(|_| strategy.new_tree(&mut runner).unwrap().current()).collect();
    let asked: Vec<Value> =
        cases.iter().map(|(survey, now, before)| json!({"survey": survey, "now": now, "before": before})).collect();
    let scripted = by_script(&json!(asked));
    let (mut gaps, mut ranked, mut picked, mut agreed) = (0, 0, 0, 0);
    for ((survey, now, before), scripted) in cases.iter().zip(&scripted) {
        let outcome = score(survey, &file(now));
        let shifts = moved(&score(survey, &file(before)), &outcome);
        gaps += outcome.gaps.len();
        picked += usize::from(outcome.chosen.len() > 1);
        agreed += usize::from(outcome.room.is_some() && outcome.questions.iter().any(|one| one.room.is_some()));
        ranked += usize::from(outcome.remedies.len() > 2);
        let told = json!({"now": outcome, "moved": shifts});
        assert_eq!(alike(&told), alike(scripted), "{survey:#?}\n{now:#?}");
    }
    assert!(picked > 40 && agreed > 100, "too little is chosen or agreed on: {picked}, {agreed}");
    assert!(gaps > 600 && ranked > 100, "the answers lead to little: {gaps} gaps, {ranked} rankings");
}
