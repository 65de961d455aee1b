//! Dates in words and as people type them.

use super::{Unreadable, age, ago, confirmed, parse_typed, short, typed, words};
use chrono::{Datelike, NaiveDate};
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

const TODAY: &str = "2026-11-14";

#[test]
fn dates_are_said_the_us_way() {
    let date = day(TODAY);
    assert_eq!(words(date), "November 14, 2026");
    assert_eq!(short(date), "Nov 14, 2026");
    assert_eq!(typed(date), "11/14/2026");
    assert_eq!(
        confirmed(day("2026-11-06"), date),
        "Friday, November 6, 2026, 8 days ago"
    );
}

#[test]
fn days_between_are_said_in_words() {
    for (other, expected) in [
        ("2026-11-14", "today"),
        ("2026-11-13", "yesterday"),
        ("2026-11-15", "tomorrow"),
        ("2026-11-06", "8 days ago"),
        ("2026-11-17", "in 3 days"),
    ] {
        assert_eq!(ago(day(other), day(TODAY)), expected);
    }
}

#[test]
fn ages_change_on_the_birthday() {
    for (dob, on, expected) in [
        ("2008-11-14", "2026-11-13", Some(17)),
        ("2008-11-14", "2026-11-14", Some(18)),
        ("2008-02-29", "2026-02-28", Some(17)),
        ("2008-02-29", "2026-03-01", Some(18)),
        ("2026-11-14", "2026-11-14", Some(0)),
        ("2026-11-15", "2026-11-14", None),
    ] {
        assert_eq!(age(day(dob), day(on)), expected, "{dob} on {on}");
    }
}

#[test]
fn typed_dates_are_read() {
    for (text, expected) in [
        ("3/7/2026", "2026-03-07"),
        ("03/07/2026", "2026-03-07"),
        (" 3/7/26 ", "2026-03-07"),
        ("03-07-2026", "2026-03-07"),
        ("3.7.2026", "2026-03-07"),
        ("3 7 2026", "2026-03-07"),
        ("2026-03-07", "2026-03-07"),
        ("2026/3/7", "2026-03-07"),
        ("03072026", "2026-03-07"),
        ("20260307", "2026-03-07"),
        ("Mar 7 2026", "2026-03-07"),
        ("March 7, 2026", "2026-03-07"),
        ("MARCH 7TH, 2026", "2026-03-07"),
        ("7 March 2026", "2026-03-07"),
        ("1st sept 26", "2026-09-01"),
        ("today", "2026-11-14"),
        ("Yesterday", "2026-11-13"),
        ("tomorrow", "2026-11-15"),
        ("2/29/2024", "2024-02-29"),
        ("1/1/36", "2036-01-01"),
        ("1/1/37", "1937-01-01"),
        ("1/1/99", "1999-01-01"),
        ("1/1/00", "2000-01-01"),
    ] {
        assert_eq!(parse_typed(text, day(TODAY)), Ok(day(expected)), "{text:?}");
    }
}

#[test]
fn two_digit_years_reach_ten_years_ahead_over_the_century() {
    assert_eq!(
        parse_typed("1/1/05", day("1995-06-01")),
        Ok(day("2005-01-01"))
    );
    assert_eq!(
        parse_typed("1/1/06", day("1995-06-01")),
        Ok(day("1906-01-01"))
    );
}

#[test]
fn what_is_no_date_is_refused_kindly() {
    for (text, expected) in [
        ("", Unreadable::Form),
        ("soon", Unreadable::Form),
        ("3/7", Unreadable::Form),
        ("3/7/026", Unreadable::Form),
        ("+3/7/2026", Unreadable::Form),
        ("3/7/+026", Unreadable::Form),
        ("3/7x/2026", Unreadable::Form),
        ("Mai 7 2026", Unreadable::Form),
        ("Ma 7 2026", Unreadable::Form),
        ("3/7/2026/1", Unreadable::Form),
        ("003/7/2026", Unreadable::Form),
        ("März 7 2026", Unreadable::Form),
        ("13/45/2026", Unreadable::NoSuchMonth),
        ("13/11/2026", Unreadable::NoSuchMonth),
        ("13112026", Unreadable::NoSuchMonth),
        ("2026-13-01", Unreadable::NoSuchMonth),
        ("2/30/2026", Unreadable::NoSuchDay),
        ("2/29/2026", Unreadable::NoSuchDay),
        ("0/7/2026", Unreadable::NoSuchDay),
        ("3/0/2026", Unreadable::NoSuchDay),
    ] {
        assert_eq!(parse_typed(text, day(TODAY)), Err(expected), "{text:?}");
        assert!(expected.to_string().ends_with('.'), "a sentence");
    }
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (1..=3_652_059_i32).prop_map(|n| NaiveDate::from_num_days_from_ce_opt(n).expect("in range"))
}

proptest! {
    #[test]
    fn what_a_field_shows_is_read_back(date in any_day(), today in any_day()) {
        prop_assert_eq!(parse_typed(&typed(date), today), Ok(date));
        if date.year() >= 1000 {
            prop_assert_eq!(parse_typed(&words(date), today), Ok(date));
        }
    }

    #[test]
    fn no_text_stops_it(text in "\\PC{0,20}|[0-9/ .-]{0,12}", today in any_day()) {
        let _ = parse_typed(&text, today);
        let _ = ago(today, today);
    }
}
