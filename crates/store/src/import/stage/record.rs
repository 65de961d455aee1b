//! A row as one CSV record, its digest, and what it is sealed for.

use crate::secret;
use hmis_csv::spec::Kind;
use hmis_csv::{FileKind, Header, RawRow};
use sha2::{Digest, Sha256};
use uuid::{Builder, Uuid};

/// The header as one CSV record.
pub(super) fn header(header: &Header) -> String {
    let mut record = String::new();
    for (at, name) in header.names().iter().enumerate() {
        push(&mut record, at, name);
    }
    record
}

/// The row as one CSV record; fields for which `blank` holds are left empty.
pub(super) fn of(row: &RawRow, blank: impl Fn(usize) -> bool) -> String {
    let mut record = String::new();
    for (at, field) in row.fields().enumerate() {
        push(&mut record, at, if blank(at) { "" } else { field });
    }
    if record.is_empty() && row.len() == 1 {
        record.push_str("\"\"");
    }
    record
}

/// First 16 bytes of SHA-256 over the header and the row without the field at `but`: every export changes
/// its ExportID, and a row is the same for all that.
pub(super) fn hash(
    header: &str,
    row: &RawRow,
    but: Option<usize>,
    blank: impl Fn(usize) -> bool,
) -> [u8; 16] {
    let mut hasher = Sha256::new();
    hasher.update(header);
    for (at, field) in row.fields().enumerate() {
        hasher.update([0]);
        if Some(at) != but && !blank(at) {
            hasher.update(field);
        }
    }
    let digest: [u8; 32] = hasher.finalize().into();
    let mut short = [0; 16];
    short.copy_from_slice(&digest[..16]);
    short
}

/// Whether a column of a row about a victim of violence can tell who that is: in Client.csv all but ids, codes
/// and times; in the files about stays the PersonalID, which other rows name, and what is written freely.
pub(super) fn identifies(header: &Header, at: usize) -> bool {
    let column = header
        .names()
        .get(at)
        .and_then(|name| header.file().column(name.trim()));
    let Some(column) = column else {
        // A column that HUD does not know may hold anything.
        return true;
    };
    let refers = column.key || column.refers.is_some() || column.name == "HouseholdID";
    match column.kind {
        Kind::Text(_) if column.name == "PersonalID" => header.file() != FileKind::Client,
        Kind::Text(_) if header.file() == FileKind::Client => !refers,
        Kind::Text(_) => !refers && column.format.is_none() && column.list.is_none(),
        Kind::Date => header.file() == FileKind::Client,
        Kind::Integer | Kind::DateTime | Kind::Money => false,
    }
}

/// What the raw rows of Client.csv and User.csv are sealed for: a UUID that anybody with the source's
/// ImplementationID, the file and the row's id can compute again.
pub(in super::super) fn binding(source: &str, file: FileKind, hmis_id: &str) -> Uuid {
    let digest = secret::digest(format!("raw_row\0{source}\0{file}\0{hmis_id}").as_bytes());
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    Builder::from_custom_bytes(bytes).into_uuid()
}

fn push(record: &mut String, at: usize, field: &str) {
    if at > 0 {
        record.push(',');
    }
    let plain = !field.contains(['"', ',', '\r', '\n']);
    if plain {
        record.push_str(field);
    } else {
        record.push('"');
        record.push_str(&field.replace('"', "\"\""));
        record.push('"');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_quoted_where_they_must_be() {
        let mut record = String::new();
        for (at, field) in ["a", "", "b,c", "say \"so\"", "two\r\nlines"]
            .into_iter()
            .enumerate()
        {
            push(&mut record, at, field);
        }
        assert_eq!(record, "a,,\"b,c\",\"say \"\"so\"\"\",\"two\r\nlines\"");
    }

    #[test]
    fn what_identifies_a_person_is_known_by_its_column() {
        let names = [
            "PersonalID",
            "firstname",
            "SSN",
            "DOB",
            "Sex",
            "UserID",
            "DateUpdated",
            "Phone",
        ];
        let header = Header::new(FileKind::Client, 1, names);
        let blanked: Vec<_> = (0..names.len())
            .filter(|at| identifies(&header, *at))
            .map(|at| names[at])
            .collect();
        assert_eq!(blanked, ["firstname", "SSN", "DOB", "Phone"]);

        let names = [
            "ExitID",
            "EnrollmentID",
            "PersonalID",
            "ExitDate",
            "Destination",
            "OtherDestination",
            "Nickname",
        ];
        let header = Header::new(FileKind::Exit, 1, names);
        let blanked: Vec<_> = (0..names.len())
            .filter(|at| identifies(&header, *at))
            .map(|at| names[at])
            .collect();
        assert_eq!(blanked, ["PersonalID", "OtherDestination", "Nickname"]);
    }
}
