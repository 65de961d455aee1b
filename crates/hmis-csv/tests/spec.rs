//! The column table is whole and agrees with itself.

use std::collections::BTreeSet;

use domain::hud::Standard;
use hmis_csv::spec::Kind;
use hmis_csv::testing::columns;
use hmis_csv::{FileKind, Level, Rule};

#[test]
fn there_are_24_files_and_519_columns() {
    let count = |standard| {
        FileKind::ALL
            .iter()
            .map(|kind| columns(*kind, standard).count())
            .sum::<usize>()
    };
    assert_eq!(FileKind::ALL.len(), 24);
    assert_eq!(count(Standard::Fy2026), 519);
    assert_eq!(columns(FileKind::Client, Standard::Fy2026).count(), 38);
    assert_eq!(columns(FileKind::Client, Standard::Fy2024).count(), 46);
    assert_eq!(columns(FileKind::Enrollment, Standard::Fy2026).count(), 67);
}

#[test]
fn columns_refer_to_columns_that_exist() {
    for kind in FileKind::ALL {
        let keys: Vec<_> = kind.columns().iter().filter(|column| column.key).collect();
        assert_eq!(keys.len(), 1, "{kind}");
        let names: BTreeSet<_> = kind
            .columns()
            .iter()
            .map(|column| column.name.to_lowercase())
            .collect();
        assert_eq!(names.len(), kind.columns().len(), "{kind}");
        for column in kind.columns() {
            for condition in column.only_if.iter().chain(&column.required_if) {
                assert!(
                    kind.column(condition.on).is_some(),
                    "{kind} {}",
                    column.name
                );
                assert!(!condition.codes.is_empty());
            }
            if let Some((on, _)) = column.list_by {
                assert!(kind.column(on).is_some(), "{kind} {}", column.name);
            }
            if let Some(parent) = column.refers {
                assert!(
                    parent <= kind,
                    "{kind} {} comes before {parent}",
                    column.name
                );
            }
            if column.list.is_some() {
                assert_eq!(column.kind, Kind::Integer, "{kind} {}", column.name);
            }
        }
    }
}

#[test]
fn files_are_found_by_name_in_any_case() {
    for kind in FileKind::ALL {
        assert_eq!(
            FileKind::from_name(&kind.to_string().to_uppercase()),
            Some(kind)
        );
        assert_eq!(FileKind::from_name(kind.name()), None);
    }
    assert_eq!(FileKind::from_name("ÿÿ.csv"), None);
    assert_eq!(FileKind::from_name("ÿÿÿ"), None);
}

#[test]
fn rules_have_distinct_keys_that_lead_back() {
    for rule in Rule::ALL {
        assert_eq!(Rule::from_key(rule.key()), Some(*rule));
        assert!(rule.sentence().ends_with('.'));
    }
    assert_eq!(Rule::TooManyHeads.level(), Level::HighPriority);
    assert_eq!(
        Rule::ClientInVictimServices.name(),
        "Client-level data in VSP organization"
    );
}
