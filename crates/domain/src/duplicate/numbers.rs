//! Birth dates, Social Security numbers, phones.

use super::likeness::Reason;
use super::weights as w;
use crate::search::is_ssn_slip;
use chrono::{Datelike, NaiveDate};

pub(super) fn birth_dates(a: Option<NaiveDate>, b: Option<NaiveDate>) -> Option<(i32, Reason)> {
    let (a, b) = (a?, b?);
    if a == b {
        return Some(if a.ordinal() == 1 {
            (w::SAME_JANUARY_FIRST, Reason::SameJanuaryFirst)
        } else {
            (w::SAME_BIRTH_DATE, Reason::SameBirthDate)
        });
    }
    if a.year() == b.year() && (a.month(), a.day()) == (b.day(), b.month()) {
        return Some((w::EXCHANGED_BIRTH_DATE, Reason::ExchangedBirthDate));
    }
    if digits_off(a, b) == 1 {
        return Some((w::DIGIT_OFF_BIRTH_DATE, Reason::DigitOffBirthDate));
    }
    if a.year().abs_diff(b.year()) >= w::GENERATION.unsigned_abs() {
        return Some((w::GENERATION_APART, Reason::GenerationApart));
    }
    if (a.month(), a.day()) == (b.month(), b.day()) && a.ordinal() != 1 {
        return Some((w::SAME_MONTH_AND_DAY, Reason::SameMonthAndDay));
    }
    // January 1 says: born in that year, so far as is known.
    if a.year() == b.year() {
        return Some((w::SAME_YEAR, Reason::SameYear));
    }
    Some((w::OTHER_BIRTH_DATE, Reason::OtherBirthDate))
}

fn digits_off(a: NaiveDate, b: NaiveDate) -> usize {
    let digits = |day: NaiveDate| day.format("%Y%m%d").to_string();
    let (a, b) = (digits(a), digits(b));
    a.bytes().zip(b.bytes()).filter(|(a, b)| a != b).count() + a.len().abs_diff(b.len())
}

pub(super) fn ssns(a: Option<&str>, b: Option<&str>) -> Option<(i32, Reason)> {
    let (a, b) = (a?, b?);
    let whole = |digits: &str| digits.len() == 9 && digits.bytes().all(|d| d.is_ascii_digit());
    if a == b && whole(a) {
        return Some((w::SAME_SSN, Reason::SameSsn));
    }
    let last = |digits: &str| {
        let four = digits.get(digits.len().checked_sub(4)?..)?;
        four.bytes()
            .all(|digit| digit.is_ascii_digit())
            .then(|| four.to_owned())
    };
    let same_last = last(a).zip(last(b)).map(|(a, b)| a == b);
    if whole(a) && whole(b) {
        return Some(if is_ssn_slip(a, b) {
            (w::NEARLY_SAME_SSN, Reason::NearlySameSsn)
        } else if same_last == Some(true) {
            (w::ONLY_LAST_FOUR, Reason::SameLastFour)
        } else {
            (w::OTHER_SSN, Reason::OtherSsn)
        });
    }
    match same_last? {
        true => Some((w::SAME_LAST_FOUR, Reason::SameLastFour)),
        false => Some((w::OTHER_LAST_FOUR, Reason::OtherSsn)),
    }
}

pub(super) fn phones(a: &[String], b: &[String]) -> Option<(i32, Reason)> {
    a.iter()
        .any(|phone| b.contains(phone))
        .then_some((w::SAME_PHONE, Reason::SamePhone))
}
