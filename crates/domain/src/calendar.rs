//! Days: in words the US way, as people type them, ages and spans.

use chrono::{Datelike, Days, NaiveDate};
use thiserror::Error;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const WEEKDAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

/// "November 14, 2026".
#[must_use]
pub fn words(day: NaiveDate) -> String {
    format!("{} {}, {}", month(day), day.day(), day.year())
}

/// "Nov 14, 2026", for tables.
#[must_use]
pub fn short(day: NaiveDate) -> String {
    format!("{} {}, {}", &month(day)[..3], day.day(), day.year())
}

/// "11/14/2026", as a field shows it.
#[must_use]
pub fn typed(day: NaiveDate) -> String {
    format!("{}/{}/{:04}", day.month(), day.day(), day.year())
}

/// "Saturday, November 14, 2026, 8 days ago": how a field confirms what was typed.
#[must_use]
pub fn confirmed(day: NaiveDate, today: NaiveDate) -> String {
    let weekday = WEEKDAYS[day.weekday().num_days_from_monday() as usize];
    format!("{weekday}, {}, {}", words(day), ago(day, today))
}

/// "today", "yesterday", "8 days ago", "in 3 days".
#[must_use]
pub fn ago(day: NaiveDate, today: NaiveDate) -> String {
    match today.signed_duration_since(day).num_days() {
        0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        -1 => "tomorrow".to_owned(),
        past if past > 0 => format!("{past} days ago"),
        ahead => format!("in {} days", -ahead),
    }
}

/// Completed years on a day; `None` before birth.
#[must_use]
pub fn age(dob: NaiveDate, on: NaiveDate) -> Option<u32> {
    on.years_since(dob)
}

/// Why a typed date could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Unreadable {
    /// Not in any form that is understood.
    #[error("Enter a date such as 3/7/2026, or \u{201c}today\u{201d}.")]
    Form,
    /// A form that is understood, and a month above 12: often a day typed first.
    #[error("There is no such month. Enter the month first, such as 3/7/2026 for March 7.")]
    NoSuchMonth,
    /// A form that is understood, and a day that does not exist.
    #[error("This day does not exist in the calendar.")]
    NoSuchDay,
}

/// Reads a date as people type it: `3/7/26`, `03-07-2026`, `2026-03-07`, `Mar 7 2026`, `7 March 2026`,
/// `03072026`, `20260307`, `today`, `yesterday`, `tomorrow`. Month first, the US way. A two-digit year is
/// the latest one that is at most ten years ahead of today.
///
/// # Errors
/// When the text is no date.
pub fn parse_typed(text: &str, today: NaiveDate) -> Result<NaiveDate, Unreadable> {
    let text = text.trim().to_ascii_lowercase();
    match text.as_str() {
        "today" => return Ok(today),
        "yesterday" => {
            return today
                .checked_sub_days(Days::new(1))
                .ok_or(Unreadable::NoSuchDay);
        }
        "tomorrow" => {
            return today
                .checked_add_days(Days::new(1))
                .ok_or(Unreadable::NoSuchDay);
        }
        _ => {}
    }
    let parts = text
        .split(|c: char| matches!(c, '/' | '-' | '.' | ',') || c.is_whitespace())
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>();
    let (first, second, third) = match parts.as_slice() {
        [first, second, third] => (*first, *second, *third),
        [whole] if whole.len() == 8 && number(whole).is_some() => {
            let year_first = whole.starts_with("19") || whole.starts_with("20");
            let (first, rest) = whole.split_at(if year_first { 4 } else { 2 });
            let (second, third) = rest.split_at(2);
            (first, second, third)
        }
        _ => return Err(Unreadable::Form),
    };
    let (year, month, day) = if let Some(month) = month_number(first) {
        (third, Some(month), second)
    } else if let Some(month) = month_number(second) {
        (third, Some(month), first)
    } else if first.len() == 4 {
        (first, short_number(second), third)
    } else {
        (third, short_number(first), second)
    };
    let month = month.ok_or(Unreadable::Form)?;
    let day = ordinal(day).ok_or(Unreadable::Form)?;
    let year = full_year(year, today).ok_or(Unreadable::Form)?;
    if month > 12 {
        return Err(Unreadable::NoSuchMonth);
    }
    NaiveDate::from_ymd_opt(year, month, day).ok_or(Unreadable::NoSuchDay)
}

fn month(day: NaiveDate) -> &'static str {
    MONTHS[day.month0() as usize]
}

fn month_number(text: &str) -> Option<u32> {
    if text.len() < 3 || !text.is_ascii() {
        return None;
    }
    let text = if text == "sept" { "sep" } else { text };
    let position = MONTHS
        .iter()
        .position(|name| name.to_ascii_lowercase().starts_with(text))?;
    u32::try_from(position + 1).ok()
}

/// Digits only: `parse` alone would take a sign.
fn number(text: &str) -> Option<u32> {
    text.bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| text.parse().ok())
        .flatten()
}

fn short_number(text: &str) -> Option<u32> {
    number(text).filter(|_| text.len() <= 2)
}

/// "7", "7th", "1st".
fn ordinal(text: &str) -> Option<u32> {
    let digits = ["st", "nd", "rd", "th"]
        .into_iter()
        .find_map(|end| text.strip_suffix(end));
    short_number(digits.unwrap_or(text))
}

fn full_year(text: &str, today: NaiveDate) -> Option<i32> {
    let number = i32::try_from(number(text)?).ok()?;
    match text.len() {
        4 => Some(number),
        2 => {
            let latest = today.year() + 10;
            Some(latest - (latest - number).rem_euclid(100))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests;
