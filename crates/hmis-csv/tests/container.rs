//! What is refused at the door, and with which sentence.

use domain::hud::Standard;
use hmis_csv::testing::ExportBuilder;
use hmis_csv::{Archive, FileKind, Limits, OpenError, ReadError, Rule};

fn export() -> ExportBuilder {
    ExportBuilder::new(Standard::Fy2026)
}

fn refusal(builder: &ExportBuilder, limits: Limits) -> OpenError {
    match Archive::open(builder.zip(), limits) {
        Ok(_) => panic!("it was opened"),
        Err(error) => error,
    }
}

#[test]
fn an_empty_export_opens_without_findings() {
    for standard in [Standard::Fy2024, Standard::Fy2026] {
        let archive = Archive::open(ExportBuilder::new(standard).zip(), Limits::default()).unwrap();
        assert_eq!(archive.findings(), []);
        assert_eq!(archive.standard(), standard);
        assert_eq!(archive.files().count(), 24);
        assert_eq!(archive.export().source_key(), "test");
        assert!(!archive.export().says_hashed());
    }
}

#[test]
fn what_is_no_export_is_refused_with_a_sentence() {
    let open = Limits::default();
    let text = std::io::Cursor::new(b"PersonalID,FirstName\n".to_vec());
    assert!(matches!(Archive::open(text, open), Err(OpenError::NotAZip)));

    let folder = export().rename("Client.csv", "export/Client.csv");
    assert!(matches!(refusal(&folder, open), OpenError::Folder));
    assert!(
        refusal(&folder, open)
            .to_string()
            .contains("must be at its root")
    );

    let twice = export().file("CLIENT.CSV", "PersonalID\n");
    assert!(matches!(
        refusal(&twice, open),
        OpenError::Twice {
            file: FileKind::Client
        }
    ));

    assert!(matches!(
        refusal(&export().without("Export.csv"), open),
        OpenError::NoExport
    ));
    let two = export().row(FileKind::Export, &[("ExportID", "export-2")]);
    assert!(matches!(
        refusal(&two, open),
        OpenError::ExportRows { rows: 2 }
    ));
    let none = export().file("Export.csv", "ExportID,SourceType\n");
    assert!(matches!(
        refusal(&none, open),
        OpenError::ExportRows { rows: 0 }
    ));
    let nameless = export().file("Export.csv", "ExportID,SourceID\n1,\n");
    assert!(matches!(refusal(&nameless, open), OpenError::NoSource));

    let wide = export().file("Export.csv", [0xff, 0xfe, b'E', 0].to_vec());
    assert!(matches!(
        refusal(&wide, open),
        OpenError::Read(ReadError::Utf16 {
            file: FileKind::Export
        })
    ));
}

#[test]
fn a_file_without_header_is_refused_before_its_names_become_columns() {
    let rows = export().file(
        "Client.csv",
        "p1,Zebulon,,White,,1,457555462,1,1980-03-01\np2,Ann,,Quill,,1,,,\n",
    );
    let refused = refusal(&rows, Limits::default());
    assert!(matches!(
        refused,
        OpenError::Read(ReadError::NoHeader {
            file: FileKind::Client
        })
    ));
    assert_eq!(
        refused.to_string(),
        "Client.csv has no header row: its first line does not hold the names of columns. Export with a header in every file."
    );
}

#[test]
fn a_header_has_a_thousand_names_at_most() {
    let wide = export().file(
        "User.csv",
        format!("UserID{}\n", ",UserEmail".repeat(1_000)),
    );
    assert!(matches!(
        refusal(&wide, Limits::default()),
        OpenError::Read(ReadError::TooManyColumns {
            file: FileKind::User,
            limit: 1_000
        })
    ));
}

#[test]
fn two_entries_of_exactly_the_same_name_are_refused() {
    // Both names are of one length, so that the second can be made equal in the bytes of the zip file.
    let mut bytes = export()
        .file("Cliend.csv", "PersonalID\n")
        .zip()
        .into_inner();
    for at in 0..bytes.len() - 10 {
        if &bytes[at..at + 10] == b"Cliend.csv" {
            bytes[at..at + 10].copy_from_slice(b"Client.csv");
        }
    }
    let opened = Archive::open(std::io::Cursor::new(bytes), Limits::default());
    assert!(matches!(opened, Err(OpenError::SameName)));
}

#[test]
fn bounds_hold() {
    let few = Limits {
        entries: 23,
        ..Limits::default()
    };
    assert!(matches!(
        refusal(&export(), few),
        OpenError::TooManyEntries { limit: 23 }
    ));
    let small = Limits {
        bytes: 1_000,
        ..Limits::default()
    };
    assert!(matches!(
        refusal(&export(), small),
        OpenError::TooLarge { limit: 1_000 }
    ));

    let zeros = export().file("Services.csv", vec![b'0'; 32 << 20]);
    assert!(matches!(
        refusal(&zeros, Limits::default()),
        OpenError::Ratio { limit: 200 }
    ));

    let mut rows = export();
    for _ in 0..3 {
        rows = rows.row(FileKind::User, &[("UserID", "u")]);
    }
    let limits = Limits {
        rows: 2,
        ..Limits::default()
    };
    let mut archive = Archive::open(rows.zip(), limits).unwrap();
    let read: Result<Vec<_>, _> = archive.rows(FileKind::User).unwrap().collect();
    assert!(matches!(
        read,
        Err(ReadError::TooManyRows {
            file: FileKind::User,
            limit: 2
        })
    ));
}

#[test]
fn a_quote_that_never_closes_ends_at_the_row_limit() {
    let mut text = String::from("UserID,UserFirstName\nu1,\"open\n");
    for _ in 0..100_000 {
        text.push_str("u2,Fine\n");
    }
    let limits = Limits {
        row_bytes: 10_000,
        ..Limits::default()
    };
    let mut archive = Archive::open(export().file("User.csv", text).zip(), limits).unwrap();
    let read: Result<Vec<_>, _> = archive.rows(FileKind::User).unwrap().collect();
    match read {
        Err(ReadError::RowTooLong {
            file: FileKind::User,
            line,
        }) => assert!(line < 2_000, "{line}"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn damage_is_told_apart_from_the_end() {
    let mut bytes = export()
        .row(FileKind::User, &[("UserID", "author-one")])
        .zip()
        .into_inner();
    let stored = bytes
        .windows(8)
        .position(|window| window == b"User.csv")
        .unwrap();
    bytes[stored + 30] ^= 0xff;
    let opened = Archive::open(std::io::Cursor::new(bytes), Limits::default());
    let damaged = match opened {
        Err(OpenError::Read(error)) => error,
        Err(other) => panic!("{other}"),
        Ok(mut archive) => archive
            .rows(FileKind::User)
            .and_then(Iterator::collect::<Result<Vec<_>, _>>)
            .unwrap_err(),
    };
    assert!(
        matches!(
            damaged,
            ReadError::Damaged {
                file: FileKind::User
            }
        ),
        "{damaged}"
    );
}

#[test]
fn missing_files_and_columns_are_findings() {
    let builder = export()
        .without("Event.csv")
        .file("Exit.csv", "")
        .file("readme.txt", "hello")
        .file("__MACOSX/._Client.csv", "junk")
        .file("User.csv", "userid,USERFIRSTNAME,Shoe size,UserLastName,UserPhone,UserExtension,UserEmail,DateCreated,DateUpdated,ExportID,UserPhone\n");
    let archive = Archive::open(builder.zip(), Limits::default()).unwrap();
    let mut found: Vec<(Rule, Option<FileKind>, Option<&str>)> = archive
        .findings()
        .iter()
        .map(|finding| (finding.rule, finding.file, finding.column.as_deref()))
        .collect();
    found.sort_unstable();
    assert_eq!(
        found,
        [
            (Rule::MissingFile, Some(FileKind::Event), None),
            (Rule::EmptyFile, Some(FileKind::Exit), None),
            (Rule::UnknownFile, None, None),
            (
                Rule::MissingColumn,
                Some(FileKind::User),
                Some("DateDeleted")
            ),
            (Rule::UnknownColumn, Some(FileKind::User), Some("column 3")),
            (
                Rule::DuplicateColumn,
                Some(FileKind::User),
                Some("UserPhone")
            ),
        ]
    );
}

#[test]
fn an_unknown_version_is_read_by_its_columns() {
    let header = "ExportID,SourceID,CSVVersion\n1,XX-500,7\n";
    let now = Archive::open(export().file("Export.csv", header).zip(), Limits::default()).unwrap();
    assert_eq!(now.standard(), Standard::Fy2026);
    assert!(
        now.findings()
            .iter()
            .any(|finding| finding.rule == Rule::WrongVersion)
    );
    let former = ExportBuilder::new(Standard::Fy2024).file("Export.csv", header);
    let former = Archive::open(former.zip(), Limits::default()).unwrap();
    assert_eq!(former.standard(), Standard::Fy2024);
}
