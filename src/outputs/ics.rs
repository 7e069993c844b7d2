//! Reviews as calendars: one for each owner, an all-day event for each page on the day on which its review falls due.
//!
//! RFC 5545 to the letter: lines end in CRLF and are folded at 75 octets, text is escaped, UIDs stay when the day moves. Nothing
//! depends on the clock: an event's stamp is the last review, from which its day follows.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::site::{OwnerReviews, PageRef, Site, UrlPath};
use crate::source::markdown::slug;

/// Longest line in octets, without its end (RFC 5545, 3.1).
const LONGEST: usize = 75;

/// All calendars by their addresses.
pub(super) fn plan(site: &Site) -> BTreeMap<UrlPath, Arc<OwnerReviews>> {
    let mut all: BTreeMap<UrlPath, OwnerReviews> = BTreeMap::new();
    for charge in site.reviews_by_owner() {
        let Some(owner) = &charge.owner else { continue };
        match all.entry(site.calendar_of(owner)) {
            std::collections::btree_map::Entry::Vacant(free) => {
                free.insert(charge);
            }
            std::collections::btree_map::Entry::Occupied(mut taken) => {
                let reviews = &mut taken.get_mut().reviews;
                reviews.extend(charge.reviews);
                reviews.sort_unstable();
            }
        }
    }
    all.into_iter().map(|(url, charge)| (url, Arc::new(charge))).collect()
}

/// The calendar of one owner's reviews. `title` is the playbook's.
pub(super) fn calendar(site: &Site, words: &serde_json::Value, title: &str, charge: &OwnerReviews) -> String {
    let word = |name: &str| words.get("state").and_then(|state| state.get(name)?.as_str()).unwrap_or("{who}");
    let who = match &charge.owner {
        Some(owner) => site.owner_name(owner),
        None => "",
    };
    let name = word("calendar").replace("{who}", who).replace("{playbook}", title);
    let mut out = Lines::default();
    out.put("BEGIN", "VCALENDAR");
    out.put("VERSION", "2.0");
    out.put("PRODID", "-//Lensbook//Lensbook//EN");
    out.put("CALSCALE", "GREGORIAN");
    out.put("METHOD", "PUBLISH");
    out.put("NAME", &escape(&name));
    out.put("X-WR-CALNAME", &escape(&name));
    let domain = domain(site, title);
    for (due, page) in &charge.reviews {
        event(&mut out, site.page(*page), *due, word("review_of"), &domain);
    }
    out.put("END", "VCALENDAR");
    out.0
}

fn event(out: &mut Lines, page: PageRef, due: Date, words: &str, domain: &str) {
    let reviewed = page.common().reviewed.unwrap_or(due);
    out.put("BEGIN", "VEVENT");
    out.put("UID", &format!("review-{}@{domain}", page.id()));
    out.put("DTSTAMP", &format!("{}T000000Z", basic(reviewed)));
    out.put("DTSTART;VALUE=DATE", &basic(due));
    out.put("SUMMARY", &escape(&words.replace("{title}", page.title())));
    if let Some(summary) = page.summary() {
        out.put("DESCRIPTION", &escape(summary));
    }
    if let Some(base) = &page.site().config.base_url {
        out.put("URL", &format!("{base}{}", page.href()));
    }
    out.put("TRANSP", "TRANSPARENT");
    out.put("END", "VEVENT");
}

/// What makes the ids of this playbook's events differ from those of others: its host, or its title.
fn domain(site: &Site, title: &str) -> String {
    let host = site.config.base_url.as_deref().and_then(|url| url.split("://").nth(1)?.split('/').next());
    let named = || slug(title, LONGEST);
    host.map_or_else(named, str::to_owned)
}

/// A date as calendars write it: `20261121`.
fn basic(date: Date) -> String {
    format!("{:04}{:02}{:02}", date.year(), date.month(), date.day())
}

/// Text as a value (RFC 5545, 3.3.11); control characters have no place in one.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// Content lines, folded.
#[derive(Default)]
struct Lines(String);

impl Lines {
    fn put(&mut self, name: &str, value: &str) {
        let mut width = 0;
        for c in name.chars().chain([':']).chain(value.chars()) {
            if width + c.len_utf8() > LONGEST {
                self.0.push_str("\r\n ");
                width = 1;
            }
            self.0.push(c);
            width += c.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_folded_between_characters() {
        let mut lines = Lines::default();
        lines.put("SUMMARY", &"ä".repeat(100));
        assert!(lines.0.split("\r\n").all(|line| line.len() <= LONGEST), "{}", lines.0);
        assert_eq!(lines.0.replace("\r\n ", ""), format!("SUMMARY:{}\r\n", "ä".repeat(100)));
    }

    #[test]
    fn text_is_escaped() {
        assert_eq!(escape("a, b; c\\d\ne\u{7}"), "a\\, b\\; c\\\\d\\ne");
    }
}
