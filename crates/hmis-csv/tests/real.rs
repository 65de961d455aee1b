//! Public exports that no one here wrote: every row is read, and what is odd in them is found.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "in the test's own functions"
)]

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};

use domain::hud::Standard;
use hmis_csv::{Archive, Checker, FileKind, Limits, RawRow, Rule, is_hashed_client};

type Open = Archive<BufReader<File>>;

/// The export, or `None` with a message where the samples are not beside the project.
fn open(name: &str) -> Option<(PathBuf, Open)> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/data/hmis-csv")
        .join(name);
    let Ok(file) = File::open(&path) else {
        println!("skipped: {name} is not beside the project");
        return None;
    };
    Some((
        path,
        Archive::open(BufReader::new(file), Limits::default()).unwrap(),
    ))
}

/// Rows of a file as the csv crate counts and reads them, from the whole text in memory.
fn independent(path: &Path, kind: FileKind) -> Vec<Vec<String>> {
    let mut zip = zip::ZipArchive::new(File::open(path).unwrap()).unwrap();
    let mut text = String::new();
    zip.by_name(&kind.to_string())
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    csv::Reader::from_reader(text.as_bytes())
        .records()
        .map(|record| record.unwrap().iter().map(str::to_owned).collect())
        .collect()
}

/// Reads every row of every file, compares them with an independent reader, and counts the findings.
fn read_all(path: &Path, archive: &mut Open) -> (u64, BTreeMap<Rule, u64>) {
    let standard = archive.standard();
    let mut total = 0;
    let mut rules = BTreeMap::new();
    for kind in FileKind::ALL {
        let expected = independent(path, kind);
        let mut findings = Vec::new();
        let mut rows = archive.rows(kind).unwrap();
        let checker = Checker::new(rows.header(), standard);
        let mut row = RawRow::new(rows.header().clone());
        let mut count = 0;
        while rows.read(&mut row).unwrap() {
            assert!(
                row.fields().eq(expected[count].iter()),
                "{kind}, line {}",
                row.line()
            );
            assert_eq!(
                row.line(),
                count as u64 + 2,
                "{kind}: no sample has a line end within a field"
            );
            checker.check(&row, &mut findings);
            count += 1;
        }
        assert_eq!(count, expected.len(), "{kind}");
        total += count as u64;
        for finding in findings {
            *rules.entry(finding.rule).or_default() += 1;
        }
    }
    (total, rules)
}

/// Rows of Client.csv that hold hashes.
fn hashed_clients(archive: &mut Open) -> usize {
    archive
        .rows(FileKind::Client)
        .unwrap()
        .filter(|row| is_hashed_client(row.as_ref().unwrap()))
        .count()
}

#[test]
fn the_coordinated_entry_sample() {
    let Some((path, mut archive)) = open("datalab-ce-fy2026.zip") else {
        return;
    };
    assert_eq!(archive.standard(), Standard::Fy2026);
    assert_eq!(archive.findings(), []);
    let (total, rules) = read_all(&path, &mut archive);
    assert_eq!(total, 1_623);
    assert_eq!(
        rules,
        BTreeMap::from([
            (Rule::ValueMustBeNull, 280),
            (Rule::MissingDob, 1),
            (Rule::IncompleteName, 4),
        ])
    );
    assert_eq!(hashed_clients(&mut archive), 0);
}

#[test]
fn the_sample_of_the_previous_standard() {
    let Some((path, mut archive)) = open("datalab-fy2024.zip") else {
        return;
    };
    assert_eq!(archive.standard(), Standard::Fy2024);
    assert_eq!(
        archive.findings(),
        [],
        "former names and other letter case are no findings"
    );
    assert!(
        archive.export().export_date.is_some(),
        "its month stands before its day"
    );
    let (total, rules) = read_all(&path, &mut archive);
    assert_eq!(total, 19_453);
    assert_eq!(
        rules,
        BTreeMap::from([
            (Rule::WrongDateFormat, 1),
            (Rule::NullNotAllowed, 7),
            (Rule::ValueMustBeNull, 10),
            (Rule::IncompleteName, 9),
        ])
    );
}

#[test]
fn the_hashed_sample() {
    let Some((path, mut archive)) = open("eva-demo-fy2026.zip") else {
        return;
    };
    assert_eq!(archive.standard(), Standard::Fy2026);
    assert_eq!(archive.findings(), []);
    assert!(archive.export().says_hashed());
    assert_eq!(
        hashed_clients(&mut archive),
        4_145,
        "one client has neither name nor number"
    );
    let (total, rules) = read_all(&path, &mut archive);
    assert_eq!(total, 77_694);
    assert_eq!(
        rules,
        BTreeMap::from([
            (Rule::WrongDataType, 4_146),
            (Rule::WrongDateFormat, 4_912),
            (Rule::NullNotAllowed, 19),
            (Rule::ValueMustBeNull, 1_592),
            (Rule::InvalidCode, 20),
            (Rule::RetiredCode, 5),
            (Rule::MissingDob, 6),
            (Rule::IncompleteName, 42),
        ])
    );
}
