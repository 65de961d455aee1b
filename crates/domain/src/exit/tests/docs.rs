//! docs/EXIT.md lists every rule with the test that shows it.

use crate::exit::Rule;
use crate::variants::variants;

const PAGE: &str = include_str!("../../../../../docs/EXIT.md");
const RULES: &str = concat!(
    include_str!("rules/who.rs"),
    include_str!("rules/dates.rs"),
    include_str!("rules/destinations.rs"),
    include_str!("rules/reasons.rs"),
);

/// Rows of the table: rule, level, test.
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
    rows.map(|row| [row[0], row[2], row[3]]).collect()
}

#[test]
fn every_rule_is_on_the_page() {
    let mut listed = rows()
        .into_iter()
        .map(|[rule, ..]| rule)
        .collect::<Vec<_>>();
    let mut rules = variants::<Rule>();
    listed.sort_unstable();
    rules.sort_unstable();
    assert_eq!(listed, rules, "docs/EXIT.md and `Rule` name the same rules");
}

#[test]
fn every_rule_has_its_test() {
    for [rule, level, test] in rows() {
        assert_eq!(level, "blocks", "{rule}");
        assert!(
            RULES.contains(&format!("#[test]\nfn {test}()")),
            "{test} is no test of {rule}"
        );
        let body = RULES
            .split(&format!("fn {test}()"))
            .nth(1)
            .unwrap_or_default();
        let body = body.split("#[test]").next().unwrap_or_default();
        let named = [",", ")"]
            .into_iter()
            .any(|end| body.contains(&format!("Rule::{rule}{end}")));
        assert!(named, "{test} does not speak of {rule}");
    }
}
