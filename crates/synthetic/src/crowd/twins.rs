//! A crowd as agencies recorded it: some people twice, with the differences that second records have.

use super::slip::{dates, letters};
use super::{Crowd, Person};
use crate::draw::Draw;
use chrono::{Datelike, NaiveDate};

/// One record of somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// Who it is in truth: records with one number are one person.
    pub person: u64,
    /// First name.
    pub first: Option<String>,
    /// Middle name.
    pub middle: Option<String>,
    /// Last name.
    pub last: Option<String>,
    /// Born on.
    pub dob: Option<NaiveDate>,
    /// Nine digits, or with `x` where a digit is not known.
    pub ssn: Option<String>,
    /// Ten digits.
    pub phone: Option<String>,
    /// The number of a record that was merged into this one.
    pub retired_id: Option<String>,
    /// Female.
    pub female: bool,
}

/// The purposes of streams for records; those of slips lie below.
const RECORDS: u64 = 48;

impl From<Person> for Recorded {
    /// As somebody is recorded who was asked everything and wrote it down themselves.
    fn from(person: Person) -> Self {
        Self {
            person: person.number,
            female: person.sex == domain::hud::Sex::Female,
            first: Some(person.first),
            middle: person.middle,
            last: Some(person.last),
            dob: Some(person.dob),
            ssn: Some(person.ssn),
            phone: person.phone,
            retired_id: person.retired_id,
        }
    }
}

impl Crowd {
    /// All records of so many people; those of one person stand together.
    pub fn records(&self, people: u64) -> impl Iterator<Item = Recorded> {
        (0..people).flat_map(|number| self.records_of(number))
    }

    fn records_of(&self, number: u64) -> Vec<Recorded> {
        let person = self.person(number);
        let mut draw = self.draw(number, RECORDS);
        let count = match draw.between(1, 100) {
            ..=75 => 1,
            76..=95 => 2,
            _ => 3,
        };
        (0..count)
            .map(|at| {
                let mut draw = self.draw(number, RECORDS + 1 + at);
                self.record(&mut draw, &person, at > 0)
            })
            .collect()
    }

    /// One record; `again`: made by somebody who did not find the first.
    fn record(&self, draw: &mut Draw, person: &Person, again: bool) -> Recorded {
        let (mut first, mut last) = (person.first.clone(), person.last.clone());
        let mut middle = person.middle.clone().filter(|_| draw.chance(60));
        if again {
            first = self.first_again(draw, person);
            last = self.last_again(draw, person);
            if draw.chance(2) {
                std::mem::swap(&mut first, &mut last);
            }
            if draw.chance(2)
                && let Some(name) = &person.middle
            {
                first.clone_from(name);
                middle = None;
            }
        }
        Recorded {
            person: person.number,
            first: Some(first),
            middle,
            last: Some(last),
            dob: self.dob_recorded(draw, person, again),
            ssn: ssn_recorded(draw, person, again),
            // A phone or an old number would tell second records: the look for them is measured without.
            phone: None,
            retired_id: None,
            female: person.sex == domain::hud::Sex::Female,
        }
    }

    fn first_again(&self, draw: &mut Draw, person: &Person) -> String {
        let name = &person.first;
        let other = match draw.between(1, 100) {
            1..=7 => self.names.nickname_of(draw, name),
            8..=13 => letters::typo(draw, name),
            14..=17 => letters::by_ear(draw, name),
            18..=23 => self.other_spelling(draw, person, name),
            24..=25 => Some(letters::plain(name)),
            _ => None,
        };
        other.unwrap_or_else(|| name.clone())
    }

    fn last_again(&self, draw: &mut Draw, person: &Person) -> String {
        let name = &person.last;
        let changes = if person.sex == domain::hud::Sex::Female {
            7
        } else {
            2
        };
        let other = match draw.between(1, 100) {
            1..=6 => letters::typo(draw, name),
            7..=9 => letters::by_ear(draw, name),
            10..=15 => self.other_spelling(draw, person, name),
            16..=21 => name.split(['-', ' ']).next().map(str::to_owned),
            22..=24 => Some(letters::plain(name)),
            25..=31 => draw
                .chance(changes * 14)
                .then(|| self.last(draw, person.community)),
            _ => None,
        };
        other.unwrap_or_else(|| name.clone())
    }

    fn other_spelling(&self, draw: &mut Draw, person: &Person, name: &str) -> Option<String> {
        let class = self.spellings.class(person.community, name)?;
        draw.pick(class).map(|name| (*name).to_owned())
    }

    fn dob_recorded(&self, draw: &mut Draw, person: &Person, again: bool) -> Option<NaiveDate> {
        let dob = person.dob;
        if !again {
            return (!draw.chance(3)).then_some(dob);
        }
        let other = match draw.between(1, 100) {
            1..=4 => NaiveDate::from_ymd_opt(dob.year(), dob.day(), dob.month()),
            5..=9 => dates::another_digit(draw, dob, self.today),
            10..=12 => NaiveDate::from_ymd_opt(dob.year(), 1, 1),
            13..=17 => return None,
            _ => None,
        };
        Some(other.unwrap_or(dob))
    }
}

fn ssn_recorded(draw: &mut Draw, person: &Person, again: bool) -> Option<String> {
    let ssn = &person.ssn;
    let (missing, last_four) = if again { (32, 18) } else { (25, 10) };
    match draw.between(0, 99) {
        at if at < missing => None,
        at if at < missing + last_four => Some(format!("xxxxx{}", &ssn[5..])),
        97 if again => Some("999999999".to_owned()),
        92..=96 if again => letters::another_digit(draw, ssn),
        _ => Some(ssn.clone()),
    }
}
