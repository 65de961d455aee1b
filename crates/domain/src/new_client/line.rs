//! What a searched line already says of a person.

use super::Typed;
use crate::calendar;
use crate::search::{self, capital, phone_at};
use chrono::NaiveDate;

/// Parts of names that are written small.
const PARTICLES: [&str; 8] = ["de", "la", "las", "los", "del", "van", "von", "y"];

/// Fills in the form from the line of a search: names split as people say them, birth date, SSN, phone.
#[must_use]
pub fn from_line(line: &str, today: NaiveDate) -> Typed {
    let query = search::parse(line, today);
    let mut typed = Typed {
        name_quality: "1".to_owned(),
        ssn_quality: "1".to_owned(),
        dob_quality: "1".to_owned(),
        ..Typed::default()
    };
    if let Some(date) = query.dates.first() {
        typed.dob = calendar::typed(date.on);
    }
    if let Some(ssn) = &query.ssn {
        typed.ssn = format!("{}-{}-{}", &ssn[..3], &ssn[3..5], &ssn[5..]);
    }
    typed.phone = phone(line).unwrap_or_default();
    names(line, &query.words, &mut typed);
    typed
}

/// "Rosa Lopez" and "Lopez, Rosa". Of more words the first is the first name and the last the last name; what is
/// between them, the middle.
fn names(line: &str, known: &[String], typed: &mut Typed) {
    let lettered = |text: &str| -> Vec<String> {
        text.split_whitespace()
            .filter(|word| !word.contains(|letter: char| letter.is_ascii_digit()))
            // A month of a date in letters is no name.
            .filter(|word| {
                let tokens = search::tokens(word);
                tokens.iter().any(|token| known.contains(token))
            })
            .map(|word| with_capital(word.trim_matches([',', ';'])))
            .collect()
    };
    let (last_first, first) = match line.split_once(',') {
        Some((last, rest)) if !lettered(last).is_empty() => (lettered(last), lettered(rest)),
        _ => (Vec::new(), lettered(&line.replace([',', ';'], " "))),
    };
    if !last_first.is_empty() && !first.is_empty() {
        typed.last = last_first.join(" ");
        typed.first = first[0].clone();
        typed.middle = first[1..].join(" ");
        return;
    }
    let words = if first.is_empty() { last_first } else { first };
    match words.as_slice() {
        [] => {}
        [one] => typed.first.clone_from(one),
        [one, between @ .., last] => {
            typed.first.clone_from(one);
            typed.middle = between.join(" ");
            typed.last.clone_from(last);
        }
    }
}

/// Names typed in small letters get a capital; others stay as they are, and so do "de" and "van".
fn with_capital(word: &str) -> String {
    if word.chars().any(char::is_uppercase) || PARTICLES.contains(&word) {
        return word.to_owned();
    }
    capital(word)
}

fn phone(line: &str) -> Option<String> {
    let tokens = line
        .split([' ', ',', ';'])
        .filter(|token| !token.is_empty());
    let tokens = tokens.collect::<Vec<_>>();
    (0..tokens.len()).find_map(|at| {
        let (digits, _) = phone_at(&tokens[at..])?;
        (digits.len() == 10).then(|| format!("{}-{}-{}", &digits[..3], &digits[3..6], &digits[6..]))
    })
}
