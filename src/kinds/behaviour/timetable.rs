//! An agenda with the clock: when each entry starts, when the last one ends, and which one no longer fits.

use std::ops::Range;

use crate::page::{Data, Value};

/// The entries of an agenda in order, all of known length.
#[derive(Debug)]
pub struct Timetable<'p> {
    /// The entries.
    pub slots: Vec<Slot<'p>>,
    /// Where the agenda stands.
    pub place: &'p Range<usize>,
    /// When the first entry starts, in minutes since midnight, if the page says so.
    pub first: Option<u16>,
    /// How many minutes there are, if the page says so, and where it says so.
    pub limit: Option<(i64, &'p Range<usize>)>,
}

/// An entry of an agenda.
#[derive(Debug)]
pub struct Slot<'p> {
    /// Where the entry says what happens.
    pub place: &'p Range<usize>,
    /// After how many minutes it starts.
    pub start: i64,
    /// How many minutes it takes.
    pub minutes: i64,
}

/// An entry that ends too late.
#[derive(Debug)]
pub struct Overrun<'p> {
    /// Where the entry stands.
    pub entry: &'p Range<usize>,
    /// After how many minutes it ends.
    pub ends: i64,
    /// How many minutes there are.
    pub run: i64,
    /// How many minutes all entries take.
    pub total: i64,
    /// Where the page says how many there are.
    pub place: &'p Range<usize>,
}

/// Minutes in a day.
const DAY: i64 = 24 * 60;

impl<'p> Timetable<'p> {
    /// How many minutes all entries take.
    #[must_use]
    pub fn total(&self) -> i64 {
        self.slots.iter().map(|slot| slot.minutes).sum()
    }

    /// The first entry that ends after the time that the page gives itself.
    #[must_use]
    pub fn overrun(&self) -> Option<Overrun<'p>> {
        let (run, place) = self.limit?;
        let slot = self.slots.iter().find(|slot| slot.start + slot.minutes > run)?;
        Some(Overrun { entry: slot.place, ends: slot.start + slot.minutes, run, total: self.total(), place })
    }

    /// The same as derived values of the page.
    #[must_use]
    pub fn values(&self) -> Vec<(&'static str, Value)> {
        let value = |data| Value { data, span: self.place.clone() };
        let list =
            |data: &dyn Fn(&Slot) -> Data| value(Data::List(self.slots.iter().map(|slot| value(data(slot))).collect()));
        let mut values = vec![
            ("starts", list(&|slot| Data::Integer(slot.start))),
            ("lengths", list(&|slot| Data::Integer(slot.minutes))),
            ("total", value(Data::Integer(self.total()))),
        ];
        if let Some(first) = self.first {
            let time = |at: i64| Data::Time(u16::try_from((i64::from(first) + at) % DAY).unwrap_or_default());
            values.push(("times", list(&|slot| time(slot.start))));
            values.push(("ends", value(time(self.total()))));
        }
        values
    }
}
