//! Each rule within a row, on the smallest row that breaks it.
#![expect(clippy::unwrap_used, reason = "in the test's own functions")]

use domain::hud::Standard;
use hmis_csv::testing::ExportBuilder;
use hmis_csv::{Archive, FileKind, Finding, Limits, Rule, check};

type Fields<'a> = &'a [(&'a str, &'a str)];

const STAMP: [(&str, &str); 4] = [
    ("DateCreated", "2026-01-02 08:00:00"),
    ("DateUpdated", "2026-01-02 08:00:00"),
    ("UserID", "u1"),
    ("ExportID", "export-1"),
];
const EXIT: [(&str, &str); 5] = [
    ("ExitID", "x1"),
    ("EnrollmentID", "e1"),
    ("PersonalID", "p1"),
    ("ExitDate", "2026-10-01"),
    ("Destination", "410"),
];
const CLIENT: [(&str, &str); 12] = [
    ("PersonalID", "p1"),
    ("NameDataQuality", "1"),
    ("SSNDataQuality", "99"),
    ("DOBDataQuality", "8"),
    ("AmIndAKNative", "0"),
    ("Asian", "0"),
    ("BlackAfAmerican", "0"),
    ("MidEastNAfrican", "0"),
    ("NativeHIPacific", "0"),
    ("White", "0"),
    ("RaceNone", "99"),
    ("VeteranStatus", "99"),
];

fn findings(
    standard: Standard,
    kind: FileKind,
    base: &[(&str, &str)],
    changes: &[(&str, &str)],
) -> Vec<Finding> {
    let mut fields: Vec<(&str, &str)> = changes.to_vec();
    for field in base.iter().chain(&STAMP) {
        if !fields.iter().any(|(name, _)| *name == field.0) {
            fields.push(*field);
        }
    }
    let zip = ExportBuilder::new(standard).row(kind, &fields).zip();
    let mut archive = Archive::open(zip, Limits::default()).unwrap();
    let row = archive.rows(kind).unwrap().next().unwrap().unwrap();
    check(&row, standard)
}

fn broken(kind: FileKind, base: &[(&str, &str)], changes: &[(&str, &str)]) -> Vec<(Rule, String)> {
    findings(Standard::Fy2026, kind, base, changes)
        .into_iter()
        .map(|finding| {
            (
                finding.rule,
                finding.column.unwrap_or_default().into_owned(),
            )
        })
        .collect()
}

#[test]
fn rules_of_an_exit() {
    use Rule::*;
    let cases: &[(Fields<'_>, &[(Rule, &str)])] = &[
        (&[], &[]),
        (
            &[("Destination", "435"), ("DestinationSubsidyType", "428")],
            &[],
        ),
        (
            &[("Destination", "435")],
            &[(MissingDestinationSubsidy, "DestinationSubsidyType")],
        ),
        (
            &[("DestinationSubsidyType", "428")],
            &[(ValueMustBeNull, "DestinationSubsidyType")],
        ),
        (
            &[("Destination", "17")],
            &[(NullNotAllowed, "OtherDestination")],
        ),
        (&[("Destination", "437")], &[(InvalidCode, "Destination")]),
        (
            &[("Destination", "336")],
            &[(CodeNotAllowedHere, "Destination")],
        ),
        (
            &[("Destination", "home")],
            &[(WrongDataType, "Destination")],
        ),
        (
            &[("Destination", "410.0")],
            &[(UnusualNumber, "Destination")],
        ),
        (&[("Destination", "")], &[(NullNotAllowed, "Destination")]),
        (
            &[("ExitDate", "10/1/2026")],
            &[(WrongDateFormat, "ExitDate")],
        ),
        (
            &[("ExitDate", "2026-10-01 00:00:00")],
            &[(WrongDateFormat, "ExitDate")],
        ),
        (
            &[("ExitDate", "2026-13-01")],
            &[(WrongDataType, "ExitDate")],
        ),
        (
            &[("DateDeleted", "2026-11-01 10:00:00")],
            &[(DeletedRow, "DateDeleted")],
        ),
        (
            &[("ExitID", "123456789012345678901234567890123")],
            &[(TextTooLong, "ExitID")],
        ),
        (
            &[("Destination", "17"), ("OtherDestination", "<b>cabin</b>")],
            &[(ForbiddenCharacters, "OtherDestination")],
        ),
    ];
    for (changes, expected) in cases {
        let found = broken(FileKind::Exit, &EXIT, changes);
        let found: Vec<(Rule, &str)> = found
            .iter()
            .map(|(rule, name)| (*rule, name.as_str()))
            .collect();
        assert_eq!(found, *expected, "{changes:?}");
    }
}

#[test]
fn lists_that_hang_on_another_column() {
    let base = [
        ("DisabilitiesID", "d1"),
        ("EnrollmentID", "e1"),
        ("PersonalID", "p1"),
        ("InformationDate", "2026-10-01"),
        ("DataCollectionStage", "1"),
    ];
    let both = |kind, response| {
        broken(
            FileKind::Disabilities,
            &base,
            &[("DisabilityType", kind), ("DisabilityResponse", response)],
        )
    };
    assert_eq!(both("10", "3"), []);
    assert_eq!(
        both("5", "3"),
        [(Rule::InvalidCode, "DisabilityResponse".to_owned())]
    );
    assert_eq!(both("5", "8"), []);
}

#[test]
fn clients_under_both_standards() {
    let now = [("HispanicLatinao", "0"), ("Sex", "1")];
    assert_eq!(broken(FileKind::Client, &CLIENT, &now), []);
    let former = [("HispanicLatinaeo", "0"), ("Woman", "1"), ("Man", "2")];
    let found = findings(Standard::Fy2024, FileKind::Client, &CLIENT, &former);
    assert_eq!(found.len(), 1);
    assert_eq!(
        (found[0].rule, found[0].column.as_deref()),
        (Rule::InvalidCode, Some("Man"))
    );
    assert_eq!(found[0].code, Some(2));
}

#[test]
fn numbers_and_hashes_of_persons() {
    let with = |field| {
        broken(
            FileKind::Client,
            &CLIENT,
            &[("HispanicLatinao", "0"), field],
        )
    };
    let hash = "0123456789abcdef".repeat(4);
    assert_eq!(with(("SSN", "12345xxxx")), []);
    assert_eq!(with(("SSN", &hash)), []);
    assert_eq!(with(("FirstName", &hash)), []);
    assert_eq!(
        with(("SSN", "123-45-67")),
        [(Rule::InvalidSsn, "SSN".to_owned())]
    );
}

#[test]
fn what_a_person_answers_together() {
    let with = |changes: Fields<'_>| {
        let mut all = vec![("HispanicLatinao", "0")];
        all.extend(changes);
        broken(FileKind::Client, &CLIENT, &all)
    };
    let none = |rule: Rule, column: &str| vec![(rule, column.to_owned())];
    assert_eq!(
        with(&[("White", "1")]),
        none(Rule::ValueMustBeNull, "RaceNone")
    );
    assert_eq!(with(&[("White", "1"), ("RaceNone", "")]), []);
    assert_eq!(
        with(&[("NameDataQuality", "2")]),
        none(Rule::IncompleteName, "NameDataQuality")
    );
    assert_eq!(
        with(&[("DOBDataQuality", "99")]),
        none(Rule::MissingDob, "DOB")
    );
    assert_eq!(with(&[("DOBDataQuality", "1"), ("DOB", "1980-03-01")]), []);
}

#[test]
fn what_an_event_may_say() {
    let base = [
        ("EventID", "v1"),
        ("EnrollmentID", "e1"),
        ("PersonalID", "p1"),
        ("EventDate", "2026-10-01"),
    ];
    let of = |event, column| {
        let value = if column == "ResultDate" {
            "2026-10-02"
        } else {
            "1"
        };
        broken(FileKind::Event, &base, &[("Event", event), (column, value)])
    };
    for (column, allowed) in [
        ("ProbSolDivRRResult", "2"),
        ("ReferralCaseManageAfter", "5"),
        ("LocationCrisisOrPHHousing", "14"),
        ("ReferralResult", "18"),
        ("ResultDate", "10"),
    ] {
        assert_eq!(of(allowed, column), [], "{column}");
        assert_eq!(
            of("16", column),
            [(Rule::ValueMustBeNull, column.to_owned())]
        );
    }
}

#[test]
fn a_retired_funder_is_known_and_told() {
    let base = [
        ("FunderID", "f1"),
        ("ProjectID", "p"),
        ("GrantID", "g"),
        ("StartDate", "2025-10-01"),
    ];
    let found = findings(
        Standard::Fy2026,
        FileKind::Funder,
        &base,
        &[("Funder", "47")],
    );
    assert_eq!(found.len(), 1);
    assert_eq!(
        (found[0].rule, found[0].code),
        (Rule::RetiredCode, Some(47))
    );
    assert!(
        findings(
            Standard::Fy2024,
            FileKind::Funder,
            &base,
            &[("Funder", "47")]
        )
        .is_empty()
    );
}

#[test]
fn findings_hold_no_personal_value() {
    let planted = [
        ("FirstName", "Zebulon<Quill>"),
        ("SSN", "987-65-4321"),
        ("DOB", "Zebulon 1951"),
        ("VeteranStatus", "987654321"),
        ("Sex", "Zebulon"),
        ("HispanicLatinao", "0"),
    ];
    let found = findings(Standard::Fy2026, FileKind::Client, &CLIENT, &planted);
    assert_eq!(found.len(), 6, "{found:?}");
    for finding in &found {
        let told = format!("{finding} {finding:?}");
        for secret in ["Zebulon", "Quill", "987", "4321", "1951"] {
            assert!(!told.contains(secret), "{told}");
        }
    }
    assert_eq!(
        found[0].to_string(),
        "Client.csv, line 2, FirstName: The text holds characters that HUD does not allow."
    );
}
