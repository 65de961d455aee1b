//! The score of a person: a sum of log2 likelihood ratios, whose parts are the reasons.

use super::candidate::{Candidate, IdMatch, SsnMatch};
use super::certainty::{Certainty, certainties};
use super::matching::{Matcher, UNPAIRED};
use super::query::Query;
use super::reason::Reason;
use super::vocabulary::{Near, Vocabulary};
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;
use std::fmt;

// Hundredths of a bit. Set by hand against measured searches, not trained.
const DATE_EXACT: i32 = 1_300;
/// January 1 is what gets written where the day is not known: thirty times as common as other days.
const DATE_JANUARY_FIRST: i32 = 800;
const DATE_SWAPPED: i32 = 1_100;
const DATE_DIGIT_OFF: i32 = 650;
const DATE_YEAR_OFF: i32 = 600;
const DATE_MONTH_OFF: i32 = 550;
/// A slip that leads from one January 1 to another.
const JANUARY_FIRST_OFF: i32 = 200;
const YEAR: i32 = 500;
/// Years that people are off by.
const NEAR_YEARS: u32 = 2;
const SSN: i32 = 2_600;
const SSN_DIGIT_OFF: i32 = 1_600;
const LAST_FOUR: i32 = 1_200;
/// Of four digits that may be a birth year as well, one in ten is meant so.
const LAST_FOUR_OR_YEAR: i32 = 950;
const CLIENT_ID: i32 = 4_000;
/// Families and shelters share a phone.
const PHONE: i32 = 1_600;
/// Another year of birth or client ID.
const CONTRADICTION: i32 = -400;
/// Another date or number altogether, though a whole one was typed.
const OTHER_NUMBER: i32 = -600;
/// Often left out of a record or typed for good measure: no contradiction where they are missing.
const PARTICLES: [&str; 13] = [
    "de", "la", "las", "los", "del", "van", "von", "al", "el", "bin", "da", "dos", "y",
];

/// A person who fits what was typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hit {
    /// Sum of log2 likelihood ratios, in hundredths.
    pub score: i32,
    /// Why, the strongest kinds first, each said once; never empty.
    pub reasons: Vec<Reason>,
}

impl Hit {
    /// Order of a result list: higher scores first. Equal ones are for the caller to order.
    #[must_use]
    pub fn better_first(&self, other: &Self) -> Ordering {
        other.score.cmp(&self.score)
    }
}

/// One search: what was typed, to be compared with many people.
pub struct Scorer<'a> {
    query: &'a Query,
    vocabulary: &'a Vocabulary,
    near: Vec<Near>,
    names: Matcher<'a>,
}

impl fmt::Debug for Scorer<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Scorer({:?})", self.query)
    }
}

impl<'a> Scorer<'a> {
    /// For what was typed.
    #[must_use]
    pub fn new(query: &'a Query, vocabulary: &'a Vocabulary) -> Self {
        let meant = vocabulary.meant(query);
        Self {
            query,
            vocabulary,
            names: Matcher::new(&query.words, &meant.typed, vocabulary),
            near: meant.near,
        }
    }

    /// The tokens that each typed word may mean, the closest first.
    #[must_use]
    pub fn near(&self) -> &[Near] {
        &self.near
    }

    /// Compares one person; `None` where more speaks against them than for them.
    #[must_use]
    pub fn score(&mut self, candidate: &Candidate) -> Option<Hit> {
        compare(self.query, candidate, &mut self.names)
    }

    /// How certain each of some scores is, in their order.
    #[must_use]
    pub fn certainties(&self, scores: &[i32]) -> Vec<Certainty> {
        certainties(scores, self.vocabulary.crowd())
    }

    /// A score under which somebody who fits what was typed should not stay: most of what all of it is worth.
    /// Where nobody reaches it, farther likenesses are worth a look.
    #[must_use]
    pub fn expected(&self) -> i32 {
        let words = self
            .query
            .words
            .iter()
            .map(|word| self.vocabulary.worth(word).min(1_500));
        let mut expected = words.sum::<i32>() * 55 / 100;
        if !self.query.dates.is_empty() {
            expected += DATE_SWAPPED;
        } else if self.query.ssn.is_some() {
            expected += SSN;
        } else if self.query.year.is_some() || self.query.last4.is_some() {
            expected += YEAR;
        }
        expected
    }
}

fn compare(query: &Query, candidate: &Candidate, names: &mut Matcher<'_>) -> Option<Hit> {
    let names = names.compare(&candidate.names);
    let mut reasons = names.reasons;
    let strangers = names
        .left_over
        .iter()
        .filter(|word| !PARTICLES.contains(&word.as_str()));
    let strangers = i32::try_from(strangers.count()).unwrap_or(i32::MAX / 1_000);
    let mut score = names.worth + names.order - UNPAIRED * strangers;

    let mut numbers = Vec::new();
    // A number may be read in several ways: the best counts, and a contradiction only if none fits.
    let exact_id = candidate.id.map(|found| match found {
        IdMatch::Current => (CLIENT_ID, Reason::ClientId),
        IdMatch::Retired => (CLIENT_ID, Reason::RetiredClientId),
        IdMatch::Card => (CLIENT_ID, Reason::ScanCard),
    });
    numbers.extend(exact_id.filter(|_| query.hmis_id.is_some()).map(Ok));
    numbers.extend(date(query, candidate));
    numbers.extend(four_digits(query, candidate));
    numbers.extend(ssn(query, candidate));
    let phone = candidate.phone && query.phone.is_some();
    numbers.extend(phone.then_some(Ok((PHONE, Reason::Phone))));
    let only_id = query.dates.is_empty()
        && query.ssn.is_none()
        && query.last4.is_none()
        && query.phone.is_none();
    if query.hmis_id.is_some() && candidate.id.is_none() && only_id {
        numbers.push(Err(CONTRADICTION));
    }
    for number in numbers {
        match number {
            Ok((worth, reason)) => {
                score += worth;
                reasons.push(reason);
            }
            Err(against) if candidate.id.is_none() => score += against,
            Err(_) => {}
        }
    }
    reasons.sort_unstable();
    reasons.dedup();
    (score > 0 && !reasons.is_empty()).then_some(Hit { score, reasons })
}

/// What speaks for a person, or how much speaks against them.
type Evidence = Result<(i32, Reason), i32>;

fn date(query: &Query, candidate: &Candidate) -> Option<Evidence> {
    let dob = candidate.dob?;
    let usual = query.dates.first()?;
    Some(match query.dates.iter().find(|reading| reading.on == dob) {
        Some(reading) if reading.swapped => Ok((DATE_SWAPPED, Reason::BirthDateSwapped)),
        Some(_) if dob.ordinal() == 1 => Ok((DATE_JANUARY_FIRST, Reason::BirthDate)),
        Some(_) => Ok((DATE_EXACT, Reason::BirthDate)),
        None if swapped(usual.on) == Some(dob) => Ok((DATE_SWAPPED, Reason::BirthDateSwapped)),
        None if query
            .dates
            .iter()
            .any(|reading| !reading.swapped && digit_off(reading.on, dob)) =>
        {
            let both = usual.on.ordinal() == 1 && dob.ordinal() == 1;
            let worth = if both {
                JANUARY_FIRST_OFF
            } else {
                DATE_DIGIT_OFF
            };
            Ok((worth, Reason::BirthDateDigitOff))
        }
        None => nearly(usual.on, dob).ok_or(OTHER_NUMBER),
    })
}

/// Two of the three parts of a date agree, and the third may be a slip.
fn nearly(typed: NaiveDate, dob: NaiveDate) -> Option<(i32, Reason)> {
    let same_day = typed.day() == dob.day();
    if same_day && typed.year() == dob.year() {
        return Some((DATE_MONTH_OFF, Reason::BirthDateMonthOff));
    }
    let near = same_day && typed.month() == dob.month() && near_year(typed.year(), dob);
    let worth = if dob.ordinal() == 1 {
        JANUARY_FIRST_OFF
    } else {
        DATE_YEAR_OFF
    };
    near.then_some((worth, Reason::BirthDateYearOff))
}

fn near_year(typed: i32, dob: NaiveDate) -> bool {
    typed.abs_diff(dob.year()) <= NEAR_YEARS
}

/// Dates with the month in letters have one reading, and are swapped as easily.
fn swapped(day: NaiveDate) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(day.year(), day.day(), day.month())
}

fn digit_off(left: NaiveDate, right: NaiveDate) -> bool {
    let digits = |day: NaiveDate| day.format("%Y%m%d").to_string();
    let (left, right) = (digits(left), digits(right));
    left.len() == right.len()
        && left
            .bytes()
            .zip(right.bytes())
            .filter(|(a, b)| a != b)
            .count()
            == 1
}

/// A birth year or the last four of an SSN.
fn four_digits(query: &Query, candidate: &Candidate) -> Option<Evidence> {
    let last4 = query.last4.is_some() && candidate.ssn == Some(SsnMatch::LastFour);
    let year = query.year.zip(candidate.dob);
    // A year or two off speaks neither for nor against.
    let year = year
        .filter(|(year, dob)| *year == dob.year() || !near_year(*year, *dob))
        .map(|(year, dob)| year == dob.year());
    match (last4, year) {
        (true, _) if query.year.is_some() => Some(Ok((LAST_FOUR_OR_YEAR, Reason::SsnLastFour))),
        (true, _) => Some(Ok((LAST_FOUR, Reason::SsnLastFour))),
        (false, Some(true)) => Some(Ok((YEAR, Reason::BirthYear))),
        (false, Some(false)) => Some(Err(CONTRADICTION)),
        (false, None) => {
            let other_ssn = query.last4.is_some() && candidate.ssn == Some(SsnMatch::Different);
            other_ssn.then_some(Err(OTHER_NUMBER))
        }
    }
}

fn ssn(query: &Query, candidate: &Candidate) -> Option<Evidence> {
    query.ssn.as_ref()?;
    Some(match candidate.ssn? {
        SsnMatch::Full => Ok((SSN, Reason::Ssn)),
        SsnMatch::DigitOff => Ok((SSN_DIGIT_OFF, Reason::SsnDigitOff)),
        SsnMatch::LastFour if query.last4.is_none() => Ok((LAST_FOUR, Reason::SsnLastFour)),
        SsnMatch::LastFour => return None,
        SsnMatch::Different => Err(OTHER_NUMBER),
    })
}
