//! Reads the text of one field: dates, instants, codes and amounts, standard or merely understandable.

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime};

/// What a field's text came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading<T> {
    /// Nothing but blanks.
    Empty,
    /// Written as the standard asks.
    Standard(T),
    /// Understood, though written otherwise.
    NonStandard(T),
    /// Not understood.
    Unreadable,
}

impl<T> Reading<T> {
    /// The value, where there is one.
    pub fn value(self) -> Option<T> {
        match self {
            Self::Standard(value) | Self::NonStandard(value) => Some(value),
            Self::Empty | Self::Unreadable => None,
        }
    }

    fn map<U>(self, f: impl FnOnce(T) -> U) -> Reading<U> {
        match self {
            Self::Empty => Reading::Empty,
            Self::Standard(value) => Reading::Standard(f(value)),
            Self::NonStandard(value) => Reading::NonStandard(f(value)),
            Self::Unreadable => Reading::Unreadable,
        }
    }
}

/// A date. `YYYY-MM-DD` is standard; understood are a date with a time, `M/D/YYYY`, `MM-DD-YYYY`,
/// `17-JUN-20`, `M/D/YY` and `YYYYMMDD`. Three pairs of digits with dashes say neither which is the day
/// nor which the year, and are unreadable. A two-digit year is the latest one that does not lie after `latest`:
/// give the export's date for a date of birth, a later day for one that may lie in the future.
pub fn date(text: &str, latest: NaiveDate) -> Reading<NaiveDate> {
    let bytes = text.as_bytes();
    if bytes.len() == 10
        && bytes[4] == b'-'
        && let Some(date) = iso_date(bytes)
    {
        return Reading::Standard(date);
    }
    match datetime(text, latest) {
        Reading::Standard(at) | Reading::NonStandard(at) => Reading::NonStandard(at.date()),
        Reading::Empty => Reading::Empty,
        Reading::Unreadable => Reading::Unreadable,
    }
}

/// An instant in the source's local time. `YYYY-MM-DD HH:MM:SS` is standard; understood are the forms of
/// [`date`], alone (midnight) or followed by a blank or `T` and a time, with AM or PM.
pub fn datetime(text: &str, latest: NaiveDate) -> Reading<NaiveDateTime> {
    let text = text.trim_ascii();
    if text.is_empty() {
        return Reading::Empty;
    }
    let bytes = text.as_bytes();
    if bytes.len() == 19
        && bytes[4] == b'-'
        && bytes[10] == b' '
        && let (Some(date), Some(time)) = (iso_date(&bytes[..10]), time(&text[11..]))
    {
        return Reading::Standard(date.and_time(time));
    }
    let at_t = |at: &usize| *at > 5 && bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
    let split = text
        .find(' ')
        .or_else(|| text.find(['T', 't']).filter(at_t));
    let (day, clock) = match split {
        Some(at) => (&text[..at], Some(text[at + 1..].trim_ascii())),
        None => (text, None),
    };
    let Some(day) = any_date(day, latest) else {
        return Reading::Unreadable;
    };
    match clock.map_or(Some(NaiveTime::MIN), time) {
        Some(clock) => Reading::NonStandard(day.and_time(clock)),
        None => Reading::Unreadable,
    }
}

/// A whole number, as the codes are. Understood are blanks around it, a plus sign and a decimal `.0`.
pub fn code(text: &str) -> Reading<i32> {
    let trimmed = text.trim_ascii();
    if trimmed.is_empty() {
        return Reading::Empty;
    }
    if let Ok(number) = trimmed.parse() {
        let plain = trimmed.len() == text.len() && !trimmed.starts_with('+');
        return if plain {
            Reading::Standard(number)
        } else {
            Reading::NonStandard(number)
        };
    }
    let whole = trimmed
        .split_once('.')
        .filter(|(_, zeros)| zeros.bytes().all(|digit| digit == b'0'));
    match whole.and_then(|(number, _)| number.parse().ok()) {
        Some(number) => Reading::NonStandard(number),
        None => Reading::Unreadable,
    }
}

/// An amount in cents. Up to two decimals are standard; understood are a dollar sign, thousands commas
/// and further zeros.
pub fn money(text: &str) -> Reading<i64> {
    let trimmed = text.trim_ascii();
    if trimmed.is_empty() {
        return Reading::Empty;
    }
    match cents(trimmed) {
        Some(cents) if trimmed.len() == text.len() => Reading::Standard(cents),
        Some(cents) => Reading::NonStandard(cents),
        None => {
            let plain: String = trimmed
                .chars()
                .filter(|c| !matches!(c, '$' | ','))
                .collect();
            let plain = match plain.split_once('.') {
                Some((whole, decimals)) if decimals.len() > 2 => {
                    format!("{whole}.{}", decimals.trim_end_matches('0'))
                }
                _ => plain,
            };
            cents(&plain).map_or(Reading::Unreadable, Reading::NonStandard)
        }
    }
}

/// A known or unknown code of a list.
pub fn coded<T: domain::hud::HudCode>(text: &str) -> Reading<domain::hud::Coded<T>> {
    code(text).map(domain::hud::Coded::from_code)
}

fn cents(text: &str) -> Option<i64> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    let numeric = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if decimals.len() > 2
        || !numeric(whole)
        || !numeric(decimals)
        || digits.len() < 2 && whole.is_empty()
    {
        return None;
    }
    let dollars: i64 = if whole.is_empty() {
        0
    } else {
        whole.parse().ok()?
    };
    let rest: i64 = format!("{decimals:0<2}").parse().ok()?;
    let cents = dollars.checked_mul(100)?.checked_add(rest)?;
    Some(if negative { -cents } else { cents })
}

fn iso_date(bytes: &[u8]) -> Option<NaiveDate> {
    let number = |range: std::ops::Range<usize>| {
        bytes[range].iter().try_fold(0u32, |sum, byte| {
            byte.is_ascii_digit()
                .then(|| sum * 10 + u32::from(byte - b'0'))
        })
    };
    if bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    let year = i32::try_from(number(0..4)?).ok().filter(|year| *year > 0)?;
    NaiveDate::from_ymd_opt(year, number(5..7)?, number(8..10)?)
}

fn any_date(text: &str, latest: NaiveDate) -> Option<NaiveDate> {
    if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        let (year, month, day) = (&text[..4], &text[4..6], &text[6..]);
        return NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    }
    let mut parts = text.split(['-', '/', '.']);
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    if let Some(month) = month(second) {
        return with_year(third, month, number(first)?, latest);
    }
    if first.len() == 4 {
        return with_year(first, number(second)?, number(third)?, latest);
    }
    if third.len() == 2 && !text.contains('/') {
        return None;
    }
    with_year(third, number(first)?, number(second)?, latest)
}

/// One or two digits.
fn number(text: &str) -> Option<u32> {
    let short = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    short.then(|| text.parse().ok()).flatten()
}

fn month(name: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let name = name.to_ascii_lowercase();
    let at = MONTHS
        .iter()
        .position(|month| name.len() >= 3 && month.starts_with(&name))?;
    u32::try_from(at + 1).ok()
}

fn with_year(year: &str, month: u32, day: u32, latest: NaiveDate) -> Option<NaiveDate> {
    if !year.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    match year.len() {
        4 => {
            let year = year.parse().ok().filter(|year| *year > 0)?;
            NaiveDate::from_ymd_opt(year, month, day)
        }
        2 => {
            let short: i32 = year.parse().ok()?;
            let century = latest.year() - latest.year().rem_euclid(100);
            [century, century - 100]
                .into_iter()
                .filter_map(|century| NaiveDate::from_ymd_opt(century + short, month, day))
                .find(|date| *date <= latest)
        }
        _ => None,
    }
}

/// `H:MM`, `H:MM:SS`, with a fraction, AM or PM.
fn time(text: &str) -> Option<NaiveTime> {
    let upper = text.to_ascii_uppercase();
    let (clock, half) = if let Some(clock) = upper.strip_suffix("AM") {
        (clock.trim_ascii_end(), Some(0))
    } else if let Some(clock) = upper.strip_suffix("PM") {
        (clock.trim_ascii_end(), Some(12))
    } else {
        (upper.strip_suffix('Z').unwrap_or(&upper), None)
    };
    let mut parts = clock.split(':');
    let hour = number(parts.next()?)?;
    let minute = number(parts.next()?)?;
    let second = parts.next().unwrap_or("0");
    if parts.next().is_some() {
        return None;
    }
    let (second, fraction) = second.split_once('.').unwrap_or((second, "0"));
    if fraction.is_empty() || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let hour = match half {
        None => hour,
        Some(half) if (1..=12).contains(&hour) => hour % 12 + half,
        Some(_) => return None,
    };
    NaiveTime::from_hms_opt(hour, minute, number(second)?)
}

#[cfg(test)]
mod tests;
