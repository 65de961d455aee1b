//! Reads a typed form by HUD's rules between a value and its quality.

use super::{Field, NewClient, Problem, Typed};
use crate::calendar::{self, Unreadable};
use crate::contact::{ContactDetail, ContactKind};
use crate::hud::{
    DobDataQuality, HudCode, NameDataQuality, NoYesReasons, Race, RaceNone, RaceSet, SsnDataQuality,
};
use crate::person::Name;
use crate::search::plausible_ssn;
use chrono::{Datelike, Months, NaiveDate};

/// The longest name, and the longest words beside 3.04.
const LONGEST_NAME: usize = 50;
const LONGEST_WORDS: usize = 100;
const MOST_NAMES: usize = 10;
const LONGEST_CARD: usize = 40;
const OLDEST: i32 = 120;
const ADULT: u32 = 18;

/// Collects what is wrong.
#[derive(Default)]
pub(super) struct Reader {
    problems: Vec<Problem>,
}

/// Reads a form; today is the day of the office.
///
/// # Errors
/// Everything that is wrong, in the order of the page.
pub fn parse(typed: &Typed, today: NaiveDate) -> Result<NewClient, Vec<Problem>> {
    let mut reader = Reader::default();
    let (name, name_quality) = reader.name(typed);
    let (ssn, ssn_quality) = reader.ssn(typed);
    let (dob, dob_quality) = reader.dob(typed, today);
    let (races, race_none, more_race) = reader.races(typed);
    let sex = reader.optional(&typed.sex, Field::Sex);
    let veteran = reader.veteran(typed, dob, today);
    let contacts = reader.contacts(typed);
    let other_names = reader.other_names(&typed.other_names);
    let card = reader.card(&typed.card);
    let made = name_quality.zip(ssn_quality).zip(dob_quality).zip(veteran);
    match (made, reader.problems.is_empty()) {
        (Some((((name_quality, ssn_quality), dob_quality), veteran)), true) => Ok(NewClient {
            name,
            name_quality,
            ssn,
            ssn_quality,
            dob,
            dob_quality,
            races,
            race_none,
            more_race,
            sex,
            veteran,
            contacts,
            other_names,
            card,
        }),
        _ => Err(reader.problems),
    }
}

impl Reader {
    fn wrong(&mut self, field: Field, words: &'static str) {
        self.problems.push(Problem { field, words });
    }

    fn optional<T: HudCode>(&mut self, text: &str, field: Field) -> Option<T> {
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        let found = text.parse().ok().and_then(T::from_code);
        if found.is_none() {
            self.wrong(field, "Choose one of the answers.");
        }
        found
    }

    fn required<T: HudCode>(&mut self, text: &str, field: Field, words: &'static str) -> Option<T> {
        if text.trim().is_empty() {
            self.wrong(field, words);
            return None;
        }
        self.optional(text, field)
    }

    fn text(&mut self, text: &str, longest: usize, field: Field) -> Option<String> {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if text.chars().count() > longest {
            self.wrong(field, "This is too long. Shorten it.");
        }
        (!text.is_empty()).then_some(text)
    }

    fn name(&mut self, typed: &Typed) -> (Name, Option<NameDataQuality>) {
        let name = Name {
            first: self.text(&typed.first, LONGEST_NAME, Field::First),
            middle: self.text(&typed.middle, LONGEST_NAME, Field::Middle),
            last: self.text(&typed.last, LONGEST_NAME, Field::Last),
            suffix: self.text(&typed.suffix, LONGEST_NAME, Field::Suffix),
        };
        let quality = self.required(
            &typed.name_quality,
            Field::NameQuality,
            "Say how complete the name is.",
        );
        let none = name == Name::default();
        match quality {
            Some(NameDataQuality::Full) => {
                if name.first.is_none() {
                    self.wrong(
                        Field::First,
                        "Enter the first name, or say below that the name is partial.",
                    );
                }
                if name.last.is_none() {
                    self.wrong(
                        Field::Last,
                        "Enter the last name, or say below that the name is partial.",
                    );
                }
            }
            Some(NameDataQuality::Partial) if name.first.is_none() && name.last.is_none() => {
                self.wrong(
                    Field::First,
                    "Enter the part of the name that is known, or what the person is called.",
                );
            }
            Some(NameDataQuality::Partial) | None => {}
            Some(_) if none => {}
            Some(_) => self.wrong(
                Field::NameQuality,
                "A name is typed, and this says that there is none. Choose full or partial, or clear the name.",
            ),
        }
        (name, quality)
    }

    fn ssn(&mut self, typed: &Typed) -> (Option<String>, Option<SsnDataQuality>) {
        let quality = self.required(
            &typed.ssn_quality,
            Field::SsnQuality,
            "Say how complete the SSN is, or why there is none.",
        );
        let Some(quality) = quality else {
            return (None, None);
        };
        let text = typed.ssn.trim();
        let ssn = match (quality, text.is_empty()) {
            (SsnDataQuality::Full | SsnDataQuality::ApproximateOrPartial, true) => {
                self.wrong(Field::Ssn, "Enter the SSN, or say below why there is none.");
                None
            }
            (SsnDataQuality::Full | SsnDataQuality::ApproximateOrPartial, false) => {
                match typed_ssn(text, quality) {
                    Ok(ssn) => Some(ssn),
                    Err(words) => {
                        self.wrong(Field::Ssn, words);
                        None
                    }
                }
            }
            (_, true) => None,
            (_, false) => {
                self.wrong(
                    Field::SsnQuality,
                    "An SSN is typed, and this says that there is none. Choose full or partial, or clear the SSN.",
                );
                None
            }
        };
        (ssn, Some(quality))
    }

    fn dob(
        &mut self,
        typed: &Typed,
        today: NaiveDate,
    ) -> (Option<NaiveDate>, Option<DobDataQuality>) {
        let quality = self.required(
            &typed.dob_quality,
            Field::DobQuality,
            "Say how sure the date of birth is, or why there is none.",
        );
        let Some(quality) = quality else {
            return (None, None);
        };
        let text = typed.dob.trim();
        let dob = match (quality, text.is_empty()) {
            (DobDataQuality::Full, true) => {
                self.wrong(
                    Field::Dob,
                    "Enter the date of birth, or say below why there is none.",
                );
                None
            }
            (DobDataQuality::ApproximateOrPartial, true) => {
                self.wrong(
                    Field::Dob,
                    "Enter the date as far as it is known: a year alone will do, such as 1985.",
                );
                None
            }
            (DobDataQuality::Full | DobDataQuality::ApproximateOrPartial, false) => {
                match typed_dob(text, quality, today) {
                    Ok(dob) => Some(dob),
                    Err(words) => {
                        self.wrong(Field::Dob, words);
                        None
                    }
                }
            }
            (_, true) => None,
            (_, false) => {
                self.wrong(
                    Field::DobQuality,
                    "A date of birth is typed, and this says that there is none. Choose full or approximate, or clear the date.",
                );
                None
            }
        };
        (dob, Some(quality))
    }

    fn races(&mut self, typed: &Typed) -> (RaceSet, Option<RaceNone>, Option<String>) {
        let races: RaceSet = Race::ALL
            .iter()
            .copied()
            .filter(|race| typed.races.contains_key(race.column()))
            .collect();
        let none = self.optional(&typed.race_none, Field::Races);
        match (races.is_empty(), none) {
            (true, None) => self.wrong(
                Field::Races,
                "Tick every answer that the person gives, or say why there is none.",
            ),
            (false, Some(_)) => self.wrong(
                Field::Races,
                "Answers are ticked, and a reason says that there are none. Keep one of the two.",
            ),
            _ => {}
        }
        let more = self.text(&typed.more_race, LONGEST_WORDS, Field::MoreRace);
        (races, none, more)
    }

    /// Asked of adults, and of those whose age is not known.
    fn veteran(
        &mut self,
        typed: &Typed,
        dob: Option<NaiveDate>,
        today: NaiveDate,
    ) -> Option<NoYesReasons> {
        let age = dob.and_then(|dob| calendar::age(dob, today));
        let answer = self.optional(&typed.veteran, Field::Veteran);
        match (age.is_some_and(|age| age < ADULT), answer) {
            (true, Some(NoYesReasons::Yes)) => {
                self.wrong(
                    Field::Veteran,
                    "By the date of birth this person is under 18. Correct one of the two.",
                );
                None
            }
            (true, _) => Some(NoYesReasons::NotCollected),
            (false, None) if typed.veteran.trim().is_empty() => {
                self.wrong(
                    Field::Veteran,
                    "Say whether the person is a veteran, or why this is not known.",
                );
                None
            }
            (false, answer) => answer,
        }
    }

    fn contacts(&mut self, typed: &Typed) -> Vec<ContactDetail> {
        let fields = [
            (
                ContactKind::Phone,
                &typed.phone,
                Field::Phone,
                "Enter a phone number of ten digits, such as 218-555-0142.",
            ),
            (
                ContactKind::Email,
                &typed.email,
                Field::Email,
                "Enter an email address such as name@mail.example.",
            ),
            (
                ContactKind::Other,
                &typed.through,
                Field::Through,
                "Use at most 200 characters.",
            ),
        ];
        let mut found = Vec::new();
        for (kind, text, field, words) in fields {
            if text.trim().is_empty() {
                continue;
            }
            match ContactDetail::of(kind, text) {
                Some(detail) => found.push(detail),
                None => self.wrong(field, words),
            }
        }
        found
    }

    pub(super) fn other_names(&mut self, text: &str) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for name in text.split([',', ';', '\n']) {
            let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
            if !name.is_empty() && !names.contains(&name) {
                names.push(name);
            }
        }
        if names.len() > MOST_NAMES
            || names
                .iter()
                .any(|name| name.chars().count() > LONGEST_WORDS)
        {
            self.wrong(
                Field::OtherNames,
                "Enter at most ten names, each of at most 100 characters.",
            );
        }
        names
    }

    pub(super) fn card(&mut self, text: &str) -> Option<String> {
        let spoken = |letter: char| letter.is_whitespace() || letter == '-';
        let card = text.replace(spoken, "").to_ascii_lowercase();
        let plain = card.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if !plain || card.len() > LONGEST_CARD {
            self.wrong(
                Field::Card,
                "Enter the letters and digits that stand under the code on the card.",
            );
            return None;
        }
        (!card.is_empty()).then_some(card)
    }
}

/// Nine signs, `x` for a digit that is not known; the last four alone are enough for a partial one.
///
/// # Errors
/// A sentence, where it is no SSN of this quality.
pub fn typed_ssn(text: &str, quality: SsnDataQuality) -> Result<String, &'static str> {
    let mut signs = String::new();
    for letter in text.trim().chars() {
        match letter {
            '0'..='9' => signs.push(letter),
            'x' | 'X' | '*' | '#' => signs.push('x'),
            '-' | ' ' | '.' => {}
            _ => return Err("Enter digits only, such as 457-55-5462."),
        }
    }
    if signs.len() == 4 && !signs.contains('x') {
        signs.insert_str(0, "xxxxx");
    }
    let whole = !signs.contains('x');
    match (quality, signs.len(), whole) {
        (SsnDataQuality::Full, 9, true) if plausible_ssn(&signs) => Ok(signs),
        (SsnDataQuality::Full, 9, true) => Err(
            "No SSN like this is ever given out. Ask again, or say below that it is partial or not known.",
        ),
        (SsnDataQuality::Full, _, _) => {
            Err("A full SSN has nine digits. Correct it, or say below that it is partial.")
        }
        (_, 9, true) => Err(
            "Nine digits are a full SSN. Say so below, or put x for each digit that is not sure.",
        ),
        (_, 9, false) if signs.bytes().any(|sign| sign.is_ascii_digit()) => Ok(signs),
        _ => Err(
            "Put x for each digit that is not known, such as xxx-xx-5462, or enter the last four alone.",
        ),
    }
}

/// A date of birth as people type it; a year alone is enough for an approximate one.
///
/// # Errors
/// A sentence, where nobody is born on that day.
pub fn typed_dob(
    text: &str,
    quality: DobDataQuality,
    today: NaiveDate,
) -> Result<NaiveDate, &'static str> {
    let text = text.trim();
    let year = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    let day = if year && quality == DobDataQuality::ApproximateOrPartial {
        // HUD: January 1 of the year.
        let year = text.parse().ok();
        year.and_then(|year| NaiveDate::from_ymd_opt(year, 1, 1))
            .ok_or("This day does not exist in the calendar.")?
    } else if year {
        return Err("A year alone is approximate. Say so below, or enter the whole date.");
    } else {
        calendar::parse_typed(text, today).map_err(|unreadable| match unreadable {
            Unreadable::Form => "Enter a date such as 3/7/1985.",
            Unreadable::NoSuchMonth => {
                "There is no such month. Enter the month first, such as 3/7/1985 for March 7."
            }
            Unreadable::NoSuchDay => "This day does not exist in the calendar.",
        })?
    };
    // "3/7/35" is a hundred years earlier; "3/7/2035" is a mistake, and so is "tomorrow".
    let digits = text.bytes().any(|byte| byte.is_ascii_digit());
    let short = digits && !text.contains(&day.year().to_string());
    let day = if day > today && short {
        day.checked_sub_months(Months::new(1200)).unwrap_or(day)
    } else {
        day
    };
    if day > today {
        return Err("This day is still to come. Correct the year.");
    }
    if day.year() < today.year() - OLDEST {
        return Err("This is more than 120 years ago. Correct the year.");
    }
    Ok(day)
}
