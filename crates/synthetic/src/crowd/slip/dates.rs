//! Slips of birth dates.

use crate::draw::Draw;
use chrono::{Datelike, NaiveDate};

/// As people write dates here.
pub(in crate::crowd) fn written(draw: &mut Draw, day: NaiveDate) -> String {
    let form = match draw.between(0, 5) {
        0 | 1 => "%-m/%-d/%Y",
        2 => "%m/%d/%Y",
        3 => "%-m-%-d-%Y",
        4 => "%Y-%m-%d",
        _ => "%B %-d, %Y",
    };
    day.format(form).to_string()
}

/// Day and month exchanged, written in numbers.
pub(in crate::crowd) fn swapped(draw: &mut Draw, day: NaiveDate) -> Option<String> {
    let other = NaiveDate::from_ymd_opt(day.year(), day.day(), day.month())?;
    (other != day).then(|| {
        let form = if draw.chance(70) {
            "%-m/%-d/%Y"
        } else {
            "%Y-%m-%d"
        };
        other.format(form).to_string()
    })
}

/// One digit is another, and it still is a date.
pub(in crate::crowd) fn digit_off(
    draw: &mut Draw,
    day: NaiveDate,
    today: NaiveDate,
) -> Option<String> {
    another_digit(draw, day, today).map(|other| written(draw, other))
}

/// The date with one digit another.
pub(in crate::crowd) fn another_digit(
    draw: &mut Draw,
    day: NaiveDate,
    today: NaiveDate,
) -> Option<NaiveDate> {
    let digits = day.format("%Y%m%d").to_string().into_bytes();
    for _ in 0..20 {
        let mut other = digits.clone();
        let at = usize::try_from(draw.between(2, 7)).ok()?;
        other[at] = b'0' + u8::try_from(draw.between(0, 9)).ok()?;
        let text = String::from_utf8(other).ok()?;
        let Ok(found) = NaiveDate::parse_from_str(&text, "%Y%m%d") else {
            continue;
        };
        if found != day && found <= today {
            return Some(found);
        }
    }
    None
}

/// A year or two earlier or later.
pub(in crate::crowd) fn year_off(
    draw: &mut Draw,
    day: NaiveDate,
    today: NaiveDate,
) -> Option<String> {
    let by = [-2, -1, -1, 1, 1, 2];
    let by = draw.pick(&by).copied()?;
    let other = day
        .with_year(day.year() + by)
        .filter(|other| *other <= today)?;
    Some(written(draw, other))
}

/// Another month.
pub(in crate::crowd) fn month_off(
    draw: &mut Draw,
    day: NaiveDate,
    today: NaiveDate,
) -> Option<String> {
    let month = u32::try_from(draw.between(1, 12)).ok()?;
    let other = day
        .with_month(month)
        .filter(|other| *other <= today && *other != day)?;
    Some(written(draw, other))
}
