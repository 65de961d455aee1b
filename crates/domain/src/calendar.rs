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
    format!("{}/{}/{}", day.month(), day.day(), day.year())
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
    /// A form that is understood, and a day that does not exist.
    #[error("This day does not exist in the calendar.")]
    NoSuchDay,
}

/// Reads a date as people type it: `3/7/26`, `03-07-2026`, `2026-03-07`, `Mar 7 2026`, `7 March 2026`,
/// `today`, `yesterday`. Month first, the US way. Two-digit years are of the century that keeps the date
/// at most ten years ahead of today.
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
    let [first, second, third] = parts.as_slice() else {
        return Err(Unreadable::Form);
    };
    let (year, month, day) = if let Some(month) = month_number(first) {
        (*third, Some(month), *second)
    } else if let Some(month) = month_number(second) {
        (*third, Some(month), *first)
    } else if first.len() == 4 {
        (*first, second.parse().ok(), *third)
    } else {
        (*third, first.parse().ok(), *second)
    };
    let month = month.ok_or(Unreadable::Form)?;
    let day = ordinal(day).ok_or(Unreadable::Form)?;
    let year = full_year(year, today).ok_or(Unreadable::Form)?;
    NaiveDate::from_ymd_opt(year, month, day).ok_or(Unreadable::NoSuchDay)
}

fn month(day: NaiveDate) -> &'static str {
    MONTHS[day.month0() as usize]
}

fn month_number(text: &str) -> Option<u32> {
    if text.len() < 3 || !text.is_ascii() {
        return None;
    }
    let position = MONTHS.iter().position(|name| {
        name.to_ascii_lowercase().starts_with(text) || text == "sept" && *name == "September"
    })?;
    u32::try_from(position + 1).ok()
}

fn ordinal(text: &str) -> Option<u32> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    (digits.len() <= 2).then(|| digits.parse().ok()).flatten()
}

fn full_year(text: &str, today: NaiveDate) -> Option<i32> {
    let number: i32 = text.parse().ok()?;
    match text.len() {
        4 => Some(number),
        2 => {
            let recent = today.year() - today.year().rem_euclid(100) + number;
            Some(if recent > today.year() + 10 {
                recent - 100
            } else {
                recent
            })
        }
        _ => None,
    }
}
