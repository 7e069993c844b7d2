//! How long the entries of an agenda take. A play's minutes are on its own page.

use crate::kinds::behaviour::{Slot, Target, Timetable};
use crate::page::{Data, Page, Record};

/// The keys of which an entry has one.
pub(super) const ENTRY_KEYS: [&str; 3] = ["play", "break", "do"];

/// The agenda of `page` with the clock. None where a play does not say how long it takes.
pub(super) fn timetable<'p>(page: &'p Page, target: Target<'_, 'p>) -> Option<Timetable<'p>> {
    let place = &page.fields.get("agenda")?.span;
    let mut slots = Vec::new();
    let mut start = 0;
    for (entry, span) in page.fields.objects("agenda") {
        let says = ENTRY_KEYS.into_iter().find_map(|name| entry.get(name)).map_or(span, |value| &value.span);
        let minutes = minutes(entry, target)?;
        slots.push(Slot { place: says, start, minutes });
        start += minutes;
    }
    let first = match page.fields.get("start").map(|value| &value.data) {
        Some(Data::Time(first)) => Some(*first),
        _ => None,
    };
    let limit = page.fields.get("run").and_then(|run| match &run.data {
        Data::Duration(length) => Some((i64::from(length.minutes), &run.span)),
        _ => None,
    });
    Some(Timetable { slots, place, first, limit })
}

/// How many minutes an entry takes: as it says itself, or as its play does.
pub(super) fn minutes(entry: &Record, target: Target<'_, '_>) -> Option<i64> {
    let play = || match target(entry.get("play")?)?.fields.get("run")?.data {
        Data::Duration(run) => Some(i64::from(run.minutes)),
        _ => None,
    };
    entry.integer("minutes").or_else(play)
}
