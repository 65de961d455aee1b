//! How many tests passed and failed, and which stories failed why, read from what the runners print.

use std::ops::AddAssign;

use anyhow::{Context, Result};
use serde_json::Value;

/// Individual tests; skipped ones count as neither.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Count {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
}

impl AddAssign for Count {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

/// Sums the `test result:` lines of `cargo test`.
pub(crate) fn cargo_tests(output: &str) -> Count {
    let mut sum = Count::default();
    for line in output
        .lines()
        .filter_map(|line| line.trim().strip_prefix("test result: "))
    {
        for part in line.split([';', '.']) {
            match part.trim().split_once(' ') {
                Some((number, "passed")) => sum.passed += number.parse().unwrap_or(0),
                Some((number, "failed")) => sum.failed += number.parse().unwrap_or(0),
                _ => {}
            }
        }
    }
    sum
}

/// Reads Playwright's JSON report. A flaky test is a failed one; an error outside of any test too.
pub(crate) fn playwright(report: &str) -> Result<Count> {
    let report: Value = serde_json::from_str(report).context("Playwright's report is no JSON")?;
    let number = |name: &str| {
        report["stats"][name]
            .as_u64()
            .with_context(|| format!("the report has no stats.{name}"))
    };
    let outside = report["errors"].as_array().map_or(0, Vec::len) as u64;
    Ok(Count {
        passed: number("expected")?,
        failed: number("unexpected")? + number("flaky")? + outside,
    })
}

/// What failed and the first lines of why, a story a paragraph: the end of a long log is what people are shown.
pub(crate) fn failed_stories(report: &str) -> Result<String> {
    let report: Value = serde_json::from_str(report).context("Playwright's report is no JSON")?;
    let mut told = Vec::new();
    for error in list(&report, "errors") {
        told.push(message(error));
    }
    let mut suites: Vec<&Value> = list(&report, "suites").collect();
    while let Some(suite) = suites.pop() {
        suites.extend(list(suite, "suites"));
        for spec in list(suite, "specs") {
            let name = format!(
                "{}:{} {}",
                spec["file"].as_str().unwrap_or_default(),
                spec["line"],
                spec["title"].as_str().unwrap_or_default()
            );
            for test in list(spec, "tests") {
                let project = test["projectName"].as_str().unwrap_or_default();
                for error in list(test, "results").flat_map(|result| list(result, "errors")) {
                    told.push(format!("[{project}] {name}\n{}", message(error)));
                }
            }
        }
    }
    Ok(told.join("\n\n"))
}

fn list<'a>(value: &'a Value, name: &str) -> impl Iterator<Item = &'a Value> {
    value[name].as_array().into_iter().flatten()
}

/// The first lines of an error's message, without the colours of a terminal.
fn message(error: &Value) -> String {
    const LINES: usize = 16;
    let text = error["message"].as_str().unwrap_or("no message");
    let mut plain = String::with_capacity(text.len());
    let mut colours = text.split('\u{1b}');
    plain.push_str(colours.next().unwrap_or_default());
    for coloured in colours {
        plain.push_str(coloured.split_once('m').map_or(coloured, |(_, rest)| rest));
    }
    let lines: Vec<&str> = plain
        .lines()
        .filter(|line| !line.trim().is_empty())
        .take(LINES)
        .collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_test_binaries_add_up() {
        let output = "
running 3 tests
test exit::refuses ... FAILED
test result: FAILED. 2 passed; 1 failed; 4 ignored; 0 measured; 0 filtered out; finished in 0.01s
   Doc-tests domain
test result: ok. 12 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.50s
";
        assert_eq!(
            cargo_tests(output),
            Count {
                passed: 14,
                failed: 1
            }
        );
    }

    #[test]
    fn a_build_that_broke_counts_nothing() {
        assert_eq!(
            cargo_tests("error[E0425]: cannot find value"),
            Count::default()
        );
    }

    #[test]
    fn playwright_counts_flaky_tests_and_errors_outside_of_tests_as_failed() {
        let report = r#"{"errors":[{"message":"boom"}],
            "stats":{"expected":7,"unexpected":2,"flaky":1,"skipped":5}}"#;
        assert_eq!(
            playwright(report).unwrap(),
            Count {
                passed: 7,
                failed: 4
            }
        );
    }

    #[test]
    fn failed_stories_are_told_with_their_first_lines_and_without_colours() {
        let report = r#"{"errors":[{"message":"no browser"}],"suites":[{"suites":[{"specs":[
            {"file":"a.spec.ts","line":4,"title":"leaves","tests":[
                {"projectName":"tablet","results":[{"errors":[{"message":"\u001b[31mError\u001b[39m: gone\n\nCall log"}]}]},
                {"projectName":"desktop","results":[{"errors":[]}]}]}]}]}]}"#;
        assert_eq!(
            failed_stories(report).unwrap(),
            "no browser\n\n[tablet] a.spec.ts:4 leaves\nError: gone\nCall log"
        );
    }

    #[test]
    fn a_report_without_figures_is_an_error() {
        assert!(playwright(r#"{"errors":[]}"#).is_err());
        assert!(playwright("").is_err());
    }
}
