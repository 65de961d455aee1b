//! One typed line, taken apart: words, dates, numbers, in any order.

use super::fold;
use super::phone::phone_at;
use crate::calendar;
use chrono::{Datelike, NaiveDate};
use std::fmt;

/// More words than this are noise, and would make scoring slow.
pub(super) const MOST_WORDS: usize = 8;
const MOST_TOKENS: usize = 32;
const OLDEST: i32 = 120;
/// Said of people, not part of what they are called.
const TITLES: [&str; 10] = [
    "mr", "mrs", "ms", "miss", "dr", "jr", "sr", "ii", "iii", "iv",
];

/// What was typed. Its `Debug` says how much of each kind and nothing else, so that it can never leak.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// Parts of names, folded.
    pub words: Vec<String>,
    /// Every plausible reading of a typed date; alternatives, the usual one first.
    pub dates: Vec<DateReading>,
    /// Four digits that may be a birth year.
    pub year: Option<i32>,
    /// Nine digits that may be an SSN.
    pub ssn: Option<String>,
    /// Four digits that may be the last four of an SSN.
    pub last4: Option<String>,
    /// The ten digits of a phone number, or the seven of a local one.
    pub phone: Option<String>,
    /// What may be a client ID or the number of a scan card, as it was typed.
    pub hmis_id: Option<String>,
}

/// One way to read a typed date.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct DateReading {
    /// The day.
    pub on: NaiveDate,
    /// Read with the day first, though it can be read with the month first.
    pub swapped: bool,
}

impl fmt::Debug for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Query")
            .field("words", &self.words.len())
            .field("dates", &self.dates.len())
            .field("year", &self.year.is_some())
            .field("ssn", &self.ssn.is_some())
            .field("last4", &self.last4.is_some())
            .field("phone", &self.phone.is_some())
            .field("hmis_id", &self.hmis_id.is_some())
            .finish()
    }
}

impl fmt::Debug for DateReading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DateReading")
            .field("swapped", &self.swapped)
            .finish_non_exhaustive()
    }
}

impl Query {
    /// Whether there is nothing to look for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The kinds of evidence that were typed, for the audit: never the evidence.
    #[must_use]
    pub fn kinds(&self) -> Vec<&'static str> {
        [
            ("name", !self.words.is_empty()),
            ("birth date", !self.dates.is_empty()),
            ("birth year", self.year.is_some()),
            ("ssn", self.ssn.is_some()),
            ("ssn last four", self.last4.is_some()),
            ("phone", self.phone.is_some()),
            ("client id", self.hmis_id.is_some()),
        ]
        .into_iter()
        .filter_map(|(kind, typed)| typed.then_some(kind))
        .collect()
    }
}

/// Takes a line apart. Never fails: what is not understood is a word or a possible client ID.
#[must_use]
pub fn parse(line: &str, today: NaiveDate) -> Query {
    let typed = line
        .split(|letter: char| letter.is_whitespace() || letter == ',' || letter == ';')
        .filter(|token| !token.is_empty())
        .take(MOST_TOKENS)
        .collect::<Vec<_>>();
    let mut query = Query::default();
    let mut likely_id = None;
    let mut possible_id = None;
    let mut rest = typed.as_slice();
    while let Some((token, following)) = rest.split_first() {
        // "Mar 7 1990" and "7 March 1990".
        if let [first, second, third, beyond @ ..] = rest
            && let Some(day) = spelled_date(first, second, third, today)
        {
            query.dates.push(DateReading {
                on: day,
                swapped: false,
            });
            rest = beyond;
            continue;
        }
        // "(218) 555-0142"; without any sign it may be an id as well.
        if let Some((digits, taken)) = phone_at(rest) {
            if taken == 1 && token.bytes().all(|byte| byte.is_ascii_digit()) {
                possible_id = possible_id.or(Some(*token));
            }
            query.phone = query.phone.or(Some(digits));
            rest = &rest[taken..];
            continue;
        }
        // "123 45 6780" and "3 7 1990".
        if let [first, second, third, beyond @ ..] = rest
            && let Some(spaced) = spaced([first, second, third], today)
        {
            match spaced {
                Spaced::Ssn(digits) => query.ssn = query.ssn.or(digits),
                Spaced::Date(readings) => query.dates.extend(readings),
            }
            rest = beyond;
            continue;
        }
        rest = following;
        if !token.contains(|letter: char| letter.is_ascii_digit()) {
            query.words.extend(fold::parts(token));
            continue;
        }
        match number(token) {
            Number::Ssn(digits) => {
                if digits.len() == token.len() {
                    possible_id = possible_id.or(Some(*token));
                }
                query.ssn = query.ssn.or(plausible_ssn(&digits).then_some(digits));
            }
            Number::LastFour(digits) => query.last4 = query.last4.or(Some(digits)),
            Number::Four(digits) => {
                let year = digits
                    .parse()
                    .ok()
                    .filter(|year| plausible_year(*year, today));
                query.year = query.year.or(year);
                query.last4 = query.last4.or(Some(digits));
                possible_id = possible_id.or(Some(*token));
            }
            Number::Date(parts) => {
                let readings = readings(parts, today);
                if readings.is_empty() {
                    likely_id = likely_id.or(Some(*token));
                } else if !token.contains(['/', '-', '.']) {
                    possible_id = possible_id.or(Some(*token));
                }
                query.dates.extend(readings);
            }
            Number::Other => likely_id = likely_id.or(Some(*token)),
        }
    }
    if query.words.len() > 1 {
        query.words.retain(|word| !TITLES.contains(&word.as_str()));
    }
    query.words.truncate(MOST_WORDS);
    query.hmis_id = likely_id.or(possible_id).map(str::to_owned);
    query
}

/// A token with digits, by its shape.
enum Number<'a> {
    Ssn(String),
    LastFour(String),
    Four(String),
    Date([&'a str; 3]),
    Other,
}

fn number(token: &str) -> Number<'_> {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let parts = token.split(['/', '-', '.']).collect::<Vec<_>>();
    match parts.as_slice() {
        [whole] if digits(whole) => match whole.len() {
            4 => Number::Four((*whole).to_owned()),
            8 if whole.starts_with("19") || whole.starts_with("20") => {
                Number::Date([&whole[..4], &whole[4..6], &whole[6..]])
            }
            8 => Number::Date([&whole[..2], &whole[2..4], &whole[4..]]),
            9 => Number::Ssn((*whole).to_owned()),
            _ => Number::Other,
        },
        // "x1234", "***-**-1234": the rest of the SSN is hidden.
        [.., last] if last_four(token, last).is_some() => {
            Number::LastFour(last_four(token, last).unwrap_or_default().to_owned())
        }
        [a, b, c] if digits(a) && digits(b) && digits(c) => match (a.len(), b.len(), c.len()) {
            (3, 2, 4) => Number::Ssn([*a, *b, *c].concat()),
            (1..=2, 1..=2, 2 | 4) | (4, 1..=2, 1..=2) => Number::Date([a, b, c]),
            _ => Number::Other,
        },
        _ => Number::Other,
    }
}

/// Three numbers with spaces between them that belong together.
enum Spaced {
    /// Nothing where no such number is given out.
    Ssn(Option<String>),
    Date(Vec<DateReading>),
}

/// Read as if hyphens stood there; three numbers of other shapes stay three numbers.
fn spaced(parts: [&str; 3], today: NaiveDate) -> Option<Spaced> {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !parts.into_iter().all(digits) {
        return None;
    }
    match number(&parts.join("-")) {
        Number::Ssn(digits) => Some(Spaced::Ssn(plausible_ssn(&digits).then_some(digits))),
        Number::Date(parts) => {
            let readings = readings(parts, today);
            (!readings.is_empty()).then_some(Spaced::Date(readings))
        }
        _ => None,
    }
}

fn last_four<'a>(token: &str, last: &'a str) -> Option<&'a str> {
    let hidden = |letter: char| matches!(letter, 'x' | 'X' | '*' | '#');
    let four = last.trim_start_matches(hidden);
    let before = token.strip_suffix(four)?;
    let shape = before.contains(hidden) && before.chars().all(|c| hidden(c) || c == '-');
    (shape && four.len() == 4 && four.bytes().all(|byte| byte.is_ascii_digit())).then_some(four)
}

/// Year first, or month and day both ways; two-digit years in both centuries.
fn readings(parts: [&str; 3], today: NaiveDate) -> Vec<DateReading> {
    let [a, b, c] = parts.map(|part| part.parse::<i32>().unwrap_or_default());
    let (years, pairs) = if parts[0].len() == 4 {
        (vec![a], vec![(b, c), (c, b)])
    } else if parts[2].len() == 4 {
        (vec![c], vec![(a, b), (b, a)])
    } else {
        let century = today.year() - today.year().rem_euclid(100);
        (vec![century + c, century - 100 + c], vec![(a, b), (b, a)])
    };
    let mut found: Vec<DateReading> = Vec::new();
    for year in years {
        let mut usual = false;
        for (month, day) in &pairs {
            let (month, day) = (u32::try_from(*month).ok(), u32::try_from(*day).ok());
            let on = month
                .zip(day)
                .and_then(|(m, d)| NaiveDate::from_ymd_opt(year, m, d));
            let Some(on) = on.filter(|on| plausible_year(year, today) && *on <= today) else {
                continue;
            };
            if !found.iter().any(|reading| reading.on == on) {
                found.push(DateReading { on, swapped: usual });
            }
            usual = true;
        }
    }
    found
}

/// Only with a month in letters: numbers alone have more than one reading.
fn spelled_date(first: &str, second: &str, third: &str, today: NaiveDate) -> Option<NaiveDate> {
    let lettered =
        |text: &str| text.len() > 2 && text.bytes().all(|b| b.is_ascii_alphabetic() || b == b'.');
    if !lettered(first) && !lettered(second) {
        return None;
    }
    let day = calendar::parse_typed(&format!("{first} {second} {third}"), today).ok()?;
    // Nobody was born ahead of today: "Mar 7 35" is a hundred years earlier.
    let day = if day > today && third.len() < 4 {
        day.with_year(day.year() - 100)?
    } else {
        day
    };
    (plausible_year(day.year(), today) && day <= today).then_some(day)
}

fn plausible_year(year: i32, today: NaiveDate) -> bool {
    (today.year() - OLDEST..=today.year()).contains(&year)
}

/// Numbers that the Social Security Administration never gives, and the ones typed to fill a field.
pub(crate) fn plausible_ssn(digits: &str) -> bool {
    let never = digits.starts_with("000") || digits.starts_with("666") || digits.starts_with('9');
    let filler = digits
        .bytes()
        .all(|byte| Some(byte) == digits.bytes().next());
    !never && !filler && &digits[3..5] != "00" && &digits[5..] != "0000" && digits != "123456789"
}
