//! What of a half-typed form people can be found by.

use super::Typed;
use super::parse::{typed_dob, typed_ssn};
use crate::hud::{DobDataQuality, SsnDataQuality};
use crate::search::{DateReading, Query, phone_digits, tokens};
use chrono::{Datelike, NaiveDate};

/// From this score on, in hundredths of a bit, two records are likely of one person: a name that agrees in both
/// parts, a name with a birth date, an SSN.
pub const LIKELY: i32 = 1_200;

/// More words than this are noise.
const MOST_WORDS: usize = 8;

/// The search that a form asks for; what cannot be read yet is left out.
#[must_use]
pub fn query(typed: &Typed, today: NaiveDate) -> Query {
    let mut query = Query::default();
    for name in [&typed.first, &typed.last, &typed.middle] {
        for word in name.split_whitespace().flat_map(tokens) {
            if word.chars().count() > 1 && !query.words.contains(&word) {
                query.words.push(word);
            }
        }
    }
    query.words.truncate(MOST_WORDS);
    let approximate = typed.dob_quality.trim() == "2";
    let quality = if approximate {
        DobDataQuality::ApproximateOrPartial
    } else {
        DobDataQuality::Full
    };
    if let Ok(on) = typed_dob(&typed.dob, quality, today) {
        if approximate && typed.dob.trim().len() == 4 {
            query.year = Some(on.year());
        } else {
            query.dates.push(DateReading { on, swapped: false });
        }
    }
    if let Ok(ssn) = typed_ssn(&typed.ssn, SsnDataQuality::Full) {
        query.ssn = Some(ssn);
    } else if typed.ssn_quality.trim() == "2"
        && let Ok(partial) = typed_ssn(&typed.ssn, SsnDataQuality::ApproximateOrPartial)
    {
        let last = &partial[5..];
        query.last4 = (!last.contains('x')).then(|| last.to_owned());
    }
    query.phone = phone_digits(&typed.phone);
    let card = typed.card.trim();
    query.hmis_id = (!card.is_empty()).then(|| card.to_owned());
    query
}
