//! Rows come out as they went in, with the line on which they stand.
#![expect(clippy::unwrap_used, reason = "in the test's own functions")]

use domain::hud::Standard;
use hmis_csv::testing::ExportBuilder;
use hmis_csv::{Archive, FileKind, Limits, RawRow};
use proptest::prelude::*;

fn users(bytes: impl Into<Vec<u8>>) -> Vec<RawRow> {
    let zip = ExportBuilder::new(Standard::Fy2026)
        .file("User.csv", bytes)
        .zip();
    let mut archive = Archive::open(zip, Limits::default()).unwrap();
    archive
        .rows(FileKind::User)
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap()
}

fn fields(row: &RawRow) -> Vec<&str> {
    row.fields().collect()
}

#[test]
fn lines_are_physical_whatever_ends_them() {
    let rows = users(
        "\u{feff}UserID,UserFirstName\r\nu1,Ann\n\"u2\",\"two\r\nlines\"\r\n\r\nu3,Cy\ru4,\"a\rb\nc\"\nu5,Ed",
    );
    let seen: Vec<(u64, Vec<&str>)> = rows.iter().map(|row| (row.line(), fields(row))).collect();
    assert_eq!(
        seen,
        [
            (2, vec!["u1", "Ann"]),
            (3, vec!["u2", "two\r\nlines"]),
            (6, vec!["u3", "Cy"]),
            (7, vec!["u4", "a\rb\nc"]),
            (10, vec!["u5", "Ed"]),
        ]
    );
}

#[test]
fn fields_are_found_by_name_in_any_order_and_case() {
    let rows = users("Extra,USERFIRSTNAME,userid\nkept,Ann,u1\nshort\n1,2,3,4\n");
    assert_eq!(rows[0].get("UserID"), Some("u1"));
    assert_eq!(rows[0].get("UserFirstName"), Some("Ann"));
    assert_eq!(rows[0].get("extra"), Some("kept"));
    assert_eq!(rows[0].get("UserEmail"), None);
    assert_eq!(
        rows[0].header().names(),
        ["Extra", "USERFIRSTNAME", "userid"]
    );
    assert_eq!(
        (rows[1].get("UserID"), rows[1].is_complete()),
        (None, false)
    );
    assert_eq!(
        (fields(&rows[2]), rows[2].is_complete()),
        (vec!["1", "2", "3", "4"], false)
    );
}

#[test]
fn a_former_name_is_the_same_column() {
    let zip = ExportBuilder::new(Standard::Fy2024)
        .row(
            FileKind::Client,
            &[("PersonalID", "p1"), ("HispanicLatinaeo", "1")],
        )
        .zip();
    let mut archive = Archive::open(zip, Limits::default()).unwrap();
    let row = archive
        .rows(FileKind::Client)
        .unwrap()
        .next()
        .unwrap()
        .unwrap();
    assert_eq!(row.get("HispanicLatinao"), Some("1"));
    assert!(
        row.header()
            .names()
            .iter()
            .any(|name| name == "HispanicLatinaeo")
    );
}

#[test]
fn text_that_is_not_utf8_is_read_as_windows_1252() {
    let rows =
        users(b"UserID,UserFirstName\nu1,Jos\xe9 \x93x\x94\nu2,Jos\xc3\xa9\nu3,a\0b\n".to_vec());
    assert_eq!(
        (rows[0].get("UserFirstName"), rows[0].recoded()),
        (Some("José “x”"), true)
    );
    assert_eq!(
        (rows[1].get("UserFirstName"), rows[1].recoded()),
        (Some("José"), false)
    );
    assert_eq!(
        (rows[2].get("UserFirstName"), rows[2].recoded()),
        (Some("a\u{fffd}b"), true)
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Any rows that the csv crate writes come back field for field, each on the line where it began.
    #[test]
    fn what_is_written_comes_back(
        rows in prop::collection::vec(prop::collection::vec("[^\\x00]{0,12}", 2..6), 0..20),
        crlf in any::<bool>(),
        bom in any::<bool>(),
    ) {
        let end = if crlf { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') };
        let mut bytes = if bom { b"\xef\xbb\xbf".to_vec() } else { Vec::new() };
        let mut lines = Vec::new();
        bytes.extend(b"UserID,UserFirstName\n");
        for row in &rows {
            lines.push(1 + line_ends(&bytes));
            let mut writer = csv::WriterBuilder::new().terminator(end).from_writer(Vec::new());
            writer.write_record(row).unwrap();
            bytes.extend(writer.into_inner().unwrap());
        }
        let read = users(bytes);
        prop_assert_eq!(read.len(), rows.len());
        for ((read, row), line) in read.iter().zip(&rows).zip(lines) {
            prop_assert_eq!(&fields(read), row);
            prop_assert_eq!(read.line(), line);
        }
    }

    /// Whatever a file holds, the rows are those that the csv crate finds, on ascending lines.
    #[test]
    fn broken_files_are_read_like_any_csv(
        pieces in prop::collection::vec(
            prop::sample::select(vec!["a", ",", "\"", "\n", "\r", "\r\n", "é"]),
            0..60,
        ),
    ) {
        let bytes = format!("UserID,UserFirstName\n{}", pieces.concat()).into_bytes();
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(&bytes[..]);
        let expected: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().unwrap();
        let last = line_ends(&bytes) + 1;
        let read = users(bytes);
        prop_assert_eq!(read.len(), expected.len().saturating_sub(1));
        let mut line = 1;
        for (read, expected) in read.iter().zip(expected.iter().skip(1)) {
            prop_assert!(read.fields().eq(expected.iter()));
            prop_assert!(read.line() > line && read.line() <= last);
            line = read.line();
        }
    }
}

/// Line ends as an editor counts them.
fn line_ends(bytes: &[u8]) -> u64 {
    let text = String::from_utf8_lossy(bytes)
        .replace("\r\n", "\n")
        .replace('\r', "\n");
    text.matches('\n').count() as u64
}
