//! Each form of a date, code and amount that exports were seen to hold.

use super::*;

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn latest() -> NaiveDate {
    day(2026, 11, 14)
}

#[test]
fn dates_are_read_as_written() {
    let june = day(2020, 6, 17);
    for (text, expected) in [
        ("2020-06-17", Reading::Standard(june)),
        ("", Reading::Empty),
        ("  ", Reading::Empty),
        (" 2020-06-17", Reading::NonStandard(june)),
        ("2020-06-17 00:00:00", Reading::NonStandard(june)),
        ("2020-06-17T08:30:00", Reading::NonStandard(june)),
        ("2020-6-17", Reading::NonStandard(june)),
        ("20200617", Reading::NonStandard(june)),
        ("6/17/2020", Reading::NonStandard(june)),
        ("06/17/20", Reading::NonStandard(june)),
        ("6/17/2020 12:00:00 AM", Reading::NonStandard(june)),
        ("06-17-2020", Reading::NonStandard(june)),
        ("17-JUN-20", Reading::NonStandard(june)),
        ("17-June-2020", Reading::NonStandard(june)),
        ("2020-02-30", Reading::Unreadable),
        ("17/6/2020", Reading::Unreadable),
        ("0000-01-01", Reading::Unreadable),
        ("2020-06", Reading::Unreadable),
        ("ÿÿÿÿ-06-17", Reading::Unreadable),
        ("03-11-21", Reading::Unreadable),
        ("13-06-2019", Reading::Unreadable),
        ("soon", Reading::Unreadable),
        ("Thursday", Reading::Unreadable),
    ] {
        assert_eq!(date(text, latest()), expected, "{text:?}");
    }
}

#[test]
fn a_two_digit_year_is_never_later_than_the_latest_day() {
    assert_eq!(date("17-JUN-26", latest()).value(), Some(day(2026, 6, 17)));
    assert_eq!(date("15-NOV-26", latest()).value(), Some(day(1926, 11, 15)));
    assert_eq!(date("01/02/48", latest()).value(), Some(day(1948, 1, 2)));
}

#[test]
fn instants_are_read_as_written() {
    let at = day(2023, 2, 7).and_hms_opt(13, 5, 9).unwrap();
    for (text, expected) in [
        ("2023-02-07 13:05:09", Reading::Standard(at)),
        ("02-07-2023 13:05:09", Reading::NonStandard(at)),
        ("2/7/2023 1:05:09 PM", Reading::NonStandard(at)),
        ("2023-02-07T13:05:09.123Z", Reading::NonStandard(at)),
        (
            "2023-02-07",
            Reading::NonStandard(day(2023, 2, 7).and_hms_opt(0, 0, 0).unwrap()),
        ),
        ("2023-02-07 25:00:00", Reading::Unreadable),
        ("2/7/2023 13:05 PM", Reading::Unreadable),
    ] {
        assert_eq!(datetime(text, latest()), expected, "{text:?}");
    }
}

#[test]
fn codes_are_read_as_written() {
    for (text, expected) in [
        ("435", Reading::Standard(435)),
        ("0", Reading::Standard(0)),
        ("-1", Reading::Standard(-1)),
        (" 8 ", Reading::NonStandard(8)),
        ("1.0", Reading::NonStandard(1)),
        ("+1", Reading::NonStandard(1)),
        ("1.5", Reading::Unreadable),
        (".0", Reading::Unreadable),
        ("Yes", Reading::Unreadable),
        ("99999999999", Reading::Unreadable),
        ("", Reading::Empty),
    ] {
        assert_eq!(code(text), expected, "{text:?}");
    }
}

#[test]
fn amounts_are_read_in_cents() {
    for (text, expected) in [
        ("914.00", Reading::Standard(91_400)),
        ("914", Reading::Standard(91_400)),
        ("914.5", Reading::Standard(91_450)),
        ("-3.05", Reading::Standard(-305)),
        ("$1,914.00", Reading::NonStandard(191_400)),
        ("914.0000", Reading::NonStandard(91_400)),
        ("914.005", Reading::Unreadable),
        ("-", Reading::Unreadable),
        (".", Reading::Unreadable),
        ("none", Reading::Unreadable),
        ("", Reading::Empty),
    ] {
        assert_eq!(money(text), expected, "{text:?}");
    }
}

proptest::proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,24}|[0-9TZ:./ -]{0,24}") {
        let _ = date(&text, latest());
        let _ = datetime(&text, latest());
        let _ = code(&text);
        let _ = money(&text);
    }

    #[test]
    fn every_standard_date_is_read(days in 0i32..1_000_000) {
        let day = NaiveDate::from_num_days_from_ce_opt(days + 1).unwrap();
        proptest::prop_assert_eq!(date(&day.to_string(), latest()), Reading::Standard(day));
    }
}
