//! What both records say, row by row, in words.

use crate::server::moment;
use domain::calendar;
use domain::duplicate::Field;
use domain::person::Sharing;
use store::duplicate::{Looked, LookedStay};

/// A row of the comparison.
pub(super) struct Line {
    pub(super) label: &'static str,
    /// What both say: a value, and lines below it.
    pub(super) values: [(String, Vec<String>); 2],
    /// Whether both say the same; none where there is nothing to compare.
    pub(super) same: Option<bool>,
    /// What is chosen with it.
    pub(super) field: Option<Field>,
}

/// All rows, what is chosen first.
pub(super) fn lines(records: &[Looked; 2]) -> Vec<Line> {
    let mut lines = Field::ALL
        .into_iter()
        .map(|field| chosen(field, records))
        .collect::<Vec<_>>();
    lines.push(plain(
        "ID",
        records,
        |one| {
            let source = one.source.clone().map(|source| format!("From {source}"));
            (one.hmis_id.clone(), source.into_iter().collect())
        },
        false,
    ));
    lines.push(plain(
        "Other names and IDs",
        records,
        |one| {
            let mut names = one.aliases.iter().cloned();
            (
                names.next().unwrap_or_else(|| "None".to_owned()),
                names.collect(),
            )
        },
        false,
    ));
    lines.push(plain(
        "Sharing",
        records,
        |one| {
            let words = match one.sharing {
                Sharing::All => "Shared with all organizations",
                Sharing::OwnerOnly => "Do Not Share",
            };
            (words.to_owned(), Vec::new())
        },
        true,
    ));
    lines.push(plain(
        "Record of",
        records,
        |one| {
            let owner = one
                .owner
                .clone()
                .unwrap_or_else(|| "No organization".to_owned());
            (
                owner,
                vec![format!("Last changed {}", moment(one.changed_at))],
            )
        },
        false,
    ));
    lines.push(plain(
        "Enrollments",
        records,
        |one| {
            let mut stays = one.stays.iter().map(stay);
            (
                stays.next().unwrap_or_else(|| "None".to_owned()),
                stays.collect(),
            )
        },
        false,
    ));
    lines.push(plain(
        "Notes",
        records,
        |one| (one.notes.to_string(), Vec::new()),
        false,
    ));
    lines
}

fn plain(
    label: &'static str,
    records: &[Looked; 2],
    value: impl Fn(&Looked) -> (String, Vec<String>),
    compared: bool,
) -> Line {
    let values = records.each_ref().map(value);
    Line {
        label,
        same: compared.then(|| values[0].0 == values[1].0),
        values,
        field: None,
    }
}

fn chosen(field: Field, records: &[Looked; 2]) -> Line {
    let values = records.each_ref().map(|one| value(field, one));
    let same = match field {
        // Four equal digits are not an equal number.
        Field::Ssn => records[0].ssn_mark == records[1].ssn_mark,
        Field::Name => values[0].0.to_lowercase() == values[1].0.to_lowercase(),
        _ => values[0].0 == values[1].0,
    };
    Line {
        label: field.label(),
        values,
        same: Some(same),
        field: Some(field),
    }
}

fn value(field: Field, one: &Looked) -> (String, Vec<String>) {
    let missing = || "Not recorded".to_owned();
    match field {
        Field::Name => (one.name.full(), vec![one.name_quality.clone()]),
        Field::Dob => (
            one.dob.map_or_else(missing, calendar::words),
            vec![one.dob_quality.clone()],
        ),
        Field::Ssn => {
            let words = match one.ssn.as_deref() {
                None => missing(),
                Some("") => "Recorded, last four not known".to_owned(),
                Some(four) => format!("Ending in {four}"),
            };
            (words, vec![one.ssn_quality.clone()])
        }
        Field::Sex => (one.sex.clone().unwrap_or_else(missing), Vec::new()),
        Field::Race if one.races.is_empty() => (missing(), Vec::new()),
        Field::Race => (one.races.join(", "), Vec::new()),
        Field::Veteran => (one.veteran.clone(), Vec::new()),
    }
}

/// "Riverview RRH, March 7, 2026 to today, with Mai Martinez; 3 contacts, the last on …".
fn stay(one: &LookedStay) -> String {
    let until = one.exit_on.map_or_else(
        || "and still open".to_owned(),
        |day| format!("to {}", calendar::short(day)),
    );
    let mut words = format!(
        "{} ({}), {} {until}",
        one.project,
        one.organization,
        calendar::short(one.entry_on)
    );
    if let Some(list) = &one.list {
        words += &format!(", on the {list} list");
    }
    if !one.with.is_empty() {
        words += &format!(", with {}", one.with.join(", "));
    }
    if let Some(last) = one.last_contact_on {
        let contacts = if one.contacts == 1 {
            "contact"
        } else {
            "contacts"
        };
        words.push_str(&format!(
            "; {} {contacts}, the last on {}",
            one.contacts,
            calendar::short(last)
        ));
    }
    words
}
