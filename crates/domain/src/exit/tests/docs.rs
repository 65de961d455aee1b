//! docs/EXIT.md lists every rule with the test that shows it.

use crate::exit::{Rule, WarningRule};
use crate::variants::variants;

const PAGE: &str = include_str!("../../../../../docs/EXIT.md");
const RULES: &str = concat!(
    include_str!("rules/who.rs"),
    include_str!("rules/dates.rs"),
    include_str!("rules/destinations.rs"),
    include_str!("rules/reasons.rs"),
    include_str!("rules/head.rs"),
    include_str!("rules/around.rs"),
    include_str!("warnings.rs"),
);

/// Rows of the tables: rule, level, test.
fn rows() -> Vec<[&'static str; 3]> {
    let cells = |line: &'static str| {
        let cells = line.trim_matches('|').split('|');
        cells
            .map(|cell| cell.trim().trim_matches('`'))
            .collect::<Vec<_>>()
    };
    let rows = PAGE
        .lines()
        .filter(|line| line.starts_with("| `"))
        .map(cells);
    rows.map(|row| [row[0], row[3], row[4]]).collect()
}

fn listed(level: &str) -> Vec<&'static str> {
    let rows = rows().into_iter().filter(|[_, of, _]| *of == level);
    let mut listed = rows.map(|[rule, ..]| rule).collect::<Vec<_>>();
    listed.sort_unstable();
    listed
}

#[test]
fn every_rule_is_on_the_page() {
    let sorted = |mut rules: Vec<String>| {
        rules.sort_unstable();
        rules
    };
    assert_eq!(listed("blocks"), sorted(variants::<Rule>()));
    assert_eq!(listed("warns"), sorted(variants::<WarningRule>()));
    assert_eq!(
        rows().len(),
        variants::<Rule>().len() + variants::<WarningRule>().len()
    );
}

#[test]
fn every_rule_has_its_test() {
    for [rule, level, test] in rows() {
        assert!(
            RULES.contains(&format!("#[test]\nfn {test}()")),
            "{test} is no test of {rule}"
        );
        let body = RULES
            .split(&format!("fn {test}()"))
            .nth(1)
            .unwrap_or_default();
        let body = body.split("#[test]").next().unwrap_or_default();
        let kind = if level == "blocks" {
            "Rule"
        } else {
            "WarningRule"
        };
        let named = [",", ")"]
            .into_iter()
            .any(|end| body.contains(&format!("{kind}::{rule}{end}")));
        assert!(named, "{test} does not speak of {rule}");
    }
}
