//! Checks one row against the column table: pure, without looking at other rows.

use domain::hud::{ListInfo, LivingSituation, Standard};

use crate::spec::{Column, Condition, Format, Kind, Usage};
use crate::value::{self, Reading};
use crate::{FileKind, Finding, Header, RawRow, Rule, looks_hashed};
use chrono::NaiveDate;

/// Checks the rows of one file. Built once per file, since it looks the columns up.
pub struct Checker {
    file: FileKind,
    standard: Standard,
    columns: Vec<Placed>,
    person: Option<Person>,
}

/// Where a row of Client.csv says what several of its columns say together.
struct Person {
    name_quality: Option<usize>,
    dob: Option<usize>,
    dob_quality: Option<usize>,
    races: Vec<usize>,
    race_none: Option<usize>,
}

/// A column with the places of all that its check needs.
struct Placed {
    column: &'static Column,
    at: usize,
    list: Option<&'static ListInfo>,
    list_at: Option<usize>,
    only_if_at: Option<usize>,
    required_if_at: Option<usize>,
    max: Option<usize>,
}

impl Checker {
    /// A checker for rows under `header`.
    pub fn new(header: &Header, standard: Standard) -> Self {
        let file = header.file();
        let place = |condition: Option<Condition>| header.position(condition?.on);
        let columns = file
            .columns()
            .iter()
            .filter(|column| column.validity.includes(standard))
            .filter_map(|column| {
                Some(Placed {
                    column,
                    at: header.position(column.name)?,
                    list: column.list_in(standard),
                    list_at: column.list_by.and_then(|(on, _)| header.position(on)),
                    only_if_at: place(column.only_if),
                    required_if_at: place(column.required_if),
                    max: column.max_in(standard),
                })
            })
            .collect();
        let person = (file == FileKind::Client).then(|| Person::new(header));
        Self {
            file,
            standard,
            columns,
            person,
        }
    }

    /// Adds what is wrong within `row` to `findings`.
    pub fn check(&self, row: &RawRow, findings: &mut Vec<Finding>) {
        let of_row = |rule| Finding::of_row(rule, self.file, row.line());
        if !row.is_complete() {
            findings.push(of_row(Rule::WrongFieldCount));
        }
        if row.recoded() {
            findings.push(of_row(Rule::NotUtf8));
        }
        for placed in &self.columns {
            let Some(text) = row.at(placed.at) else {
                continue;
            };
            let mut report = |rule, code: Option<i32>| {
                let finding = of_row(rule).in_column(placed.column.name);
                findings.push(match code {
                    Some(code) => finding.with_code(code),
                    None => finding,
                });
            };
            if text.trim_ascii().is_empty() {
                if let Some(rule) = placed.missing(self.file, row) {
                    report(rule, None);
                }
                continue;
            }
            if !placed.may_be_filled(row) {
                report(Rule::ValueMustBeNull, None);
            }
            match placed.column.kind {
                Kind::Text(_) => placed.check_text(text, &mut report),
                Kind::Integer => self.check_code(placed, row, text, &mut report),
                Kind::Date => report_form(
                    &value::date(text, NaiveDate::MAX),
                    Rule::WrongDateFormat,
                    &mut report,
                ),
                Kind::DateTime => report_form(
                    &value::datetime(text, NaiveDate::MAX),
                    Rule::WrongDateFormat,
                    &mut report,
                ),
                Kind::Money => report_form(&value::money(text), Rule::UnusualNumber, &mut report),
            }
            if placed.column.name == "DateDeleted" {
                report(Rule::DeletedRow, None);
            }
        }
        if let Some(person) = &self.person {
            person.check(row, |rule, column| {
                findings.push(of_row(rule).in_column(column));
            });
        }
    }

    fn check_code(
        &self,
        placed: &Placed,
        row: &RawRow,
        text: &str,
        report: &mut impl FnMut(Rule, Option<i32>),
    ) {
        let reading = value::code(text);
        report_form(&reading, Rule::UnusualNumber, report);
        let Some(code) = reading.value() else { return };
        let Some(list) = placed.list_for(row) else {
            return;
        };
        let Some(info) = list.find(code) else {
            return report(Rule::InvalidCode, Some(code));
        };
        if !info.validity.includes(self.standard) {
            report(Rule::RetiredCode, Some(code));
        }
        let allowed =
            |usage: fn(LivingSituation) -> bool| LivingSituation::from_code(code).is_none_or(usage);
        let allowed = match placed.column.usage {
            None => true,
            Some(Usage::Prior) => allowed(LivingSituation::is_prior_living_situation),
            Some(Usage::Current) => allowed(LivingSituation::is_current_living_situation),
            Some(Usage::Destination) => allowed(LivingSituation::is_destination),
        };
        if !allowed {
            report(Rule::CodeNotAllowedHere, Some(code));
        }
    }
}

impl Person {
    fn new(header: &Header) -> Self {
        const RACES: [&str; 7] = [
            "AmIndAKNative",
            "Asian",
            "BlackAfAmerican",
            "HispanicLatinao",
            "MidEastNAfrican",
            "NativeHIPacific",
            "White",
        ];
        Self {
            name_quality: header.position("NameDataQuality"),
            dob: header.position("DOB"),
            dob_quality: header.position("DOBDataQuality"),
            races: RACES
                .iter()
                .filter_map(|name| header.position(name))
                .collect(),
            race_none: header.position("RaceNone"),
        }
    }

    fn check(&self, row: &RawRow, mut report: impl FnMut(Rule, &'static str)) {
        let code = |at: Option<usize>| value::code(row.at(at?)?).value();
        let filled = |at: usize| row.at(at).is_some_and(|text| !text.trim_ascii().is_empty());
        if code(self.name_quality).is_some_and(|quality| quality != 1) {
            report(Rule::IncompleteName, "NameDataQuality");
        }
        // Who does not know it or prefers not to say has answered.
        let answered = matches!(code(self.dob_quality), Some(8 | 9));
        if self.dob.is_some_and(|at| !filled(at)) && !answered {
            report(Rule::MissingDob, "DOB");
        }
        let race = self.races.iter().any(|at| code(Some(*at)) == Some(1));
        if race && self.race_none.is_some_and(filled) {
            report(Rule::ValueMustBeNull, "RaceNone");
        }
    }
}

impl Placed {
    /// The rule that an empty field breaks.
    fn missing(&self, file: FileKind, row: &RawRow) -> Option<Rule> {
        let demanded = self.column.required
            || self
                .required_if_at
                .zip(self.column.required_if)
                .is_some_and(|(at, condition)| holds(row, at, condition) == Some(true));
        if !demanded {
            return None;
        }
        Some(match (file, self.column.name) {
            (FileKind::Enrollment, "RentalSubsidyType") => Rule::MissingPriorSubsidy,
            (FileKind::CurrentLivingSituation, "CLSSubsidyType") => Rule::MissingClsSubsidy,
            (FileKind::Exit, "DestinationSubsidyType") => Rule::MissingDestinationSubsidy,
            (FileKind::Enrollment, "RelationshipToHoH") => Rule::RelationshipMissing,
            _ => Rule::NullNotAllowed,
        })
    }

    fn may_be_filled(&self, row: &RawRow) -> bool {
        match self.only_if_at.zip(self.column.only_if) {
            Some((at, condition)) => holds(row, at, condition) != Some(false),
            None => true,
        }
    }

    fn list_for(&self, row: &RawRow) -> Option<&'static ListInfo> {
        let Some((_, lists)) = self.column.list_by else {
            return self.list;
        };
        let chosen = self.list_at.and_then(|at| value::code(row.at(at)?).value());
        lists
            .iter()
            .find(|(code, _)| Some(*code) == chosen)
            .map_or(self.list, |(_, list)| Some(*list))
    }

    fn check_text(&self, text: &str, report: &mut impl FnMut(Rule, Option<i32>)) {
        let hashed = looks_hashed(text);
        if !hashed
            && self
                .max
                .is_some_and(|max| text.len() > max && text.chars().count() > max)
        {
            report(Rule::TextTooLong, None);
        }
        if text.contains(['[', ']', '<', '>', '{', '}', '‘', '’', '“', '”'])
            || text.contains(char::is_control)
        {
            report(Rule::ForbiddenCharacters, None);
        }
        let digits = |count| text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
        match self.column.format {
            Some(Format::Ssn) => {
                let known = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'x' | b'X');
                let whole = text.len() == 9 && text.bytes().all(known);
                if !hashed && !whole {
                    report(Rule::InvalidSsn, None);
                }
            }
            Some(Format::Coc) if !is_coc_code(text) => report(Rule::WrongFormat, None),
            Some(Format::FiveDigits) if !digits(5) => report(Rule::WrongFormat, None),
            Some(Format::SixDigits) if !digits(6) => report(Rule::WrongFormat, None),
            Some(Format::TwoLetters)
                if text.len() != 2 || !text.bytes().all(|byte| byte.is_ascii_alphabetic()) =>
            {
                report(Rule::WrongFormat, None);
            }
            _ => {}
        }
    }
}

/// Whether the condition holds; `None` where the other column has no readable code to decide it.
/// An empty one decides: the condition does not hold.
fn holds(row: &RawRow, at: usize, condition: Condition) -> Option<bool> {
    match value::code(row.at(at)?) {
        Reading::Standard(code) | Reading::NonStandard(code) => {
            Some(condition.codes.contains(&code))
        }
        Reading::Empty => Some(false),
        Reading::Unreadable => None,
    }
}

fn report_form<T>(reading: &Reading<T>, unusual: Rule, report: &mut impl FnMut(Rule, Option<i32>)) {
    match reading {
        Reading::NonStandard(_) => report(unusual, None),
        Reading::Unreadable => report(Rule::WrongDataType, None),
        Reading::Standard(_) | Reading::Empty => {}
    }
}

/// `AA-999`.
fn is_coc_code(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() == 6
        && bytes[..2].iter().all(u8::is_ascii_uppercase)
        && bytes[2] == b'-'
        && bytes[3..].iter().all(u8::is_ascii_digit)
}

/// What is wrong within one row. For many rows of a file build a [`Checker`] once.
pub fn check(row: &RawRow, standard: Standard) -> Vec<Finding> {
    let mut findings = Vec::new();
    Checker::new(row.header(), standard).check(row, &mut findings);
    findings
}
