//! The numbers of `client.search_keys`: one list per person, one index over all of it.
//!
//! | Range | Key |
//! | --- | --- |
//! | from 1 up | a token of the vocabulary of names, numbered by the database |
//! | -9,999 to -1 | birth year: -1980 |
//! | -11,231 to -10,101 | birth month and day, of any year: -10,704 for July 4 |

use chrono::{Datelike, NaiveDate};

/// The key of a birth year. Years beyond four digits count as the nearest that has four.
#[must_use]
pub const fn year_key(year: i32) -> i32 {
    if year < 1 {
        -1
    } else if year > 9_999 {
        -9_999
    } else {
        -year
    }
}

/// The key of a month (1 to 12) and a day (1 to 31), of any year.
#[must_use]
pub fn month_day_key(month: u32, day: u32) -> i32 {
    let number = month.clamp(1, 12) * 100 + day.clamp(1, 31);
    -10_000 - i32::try_from(number).unwrap_or_default()
}

/// Both keys of a date of birth.
#[must_use]
pub fn date_keys(dob: NaiveDate) -> [i32; 2] {
    [year_key(dob.year()), month_day_key(dob.month(), dob.day())]
}
