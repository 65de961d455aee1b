//! `cargo xtask test`: every check and every test, one line per stage, loud when one fails.

use std::fs;
use std::process::ExitCode;
use std::time::Instant;

use anyhow::Result;
use clap::{Args, ValueEnum};

use crate::count::Count;
use crate::project::Project;
use crate::server::Interrupt;
use crate::stages::{Bench, Stage};
use crate::{npm, say};

/// How much of a failed stage's output is shown; the whole is in its log.
const SHOWN_LINES: usize = 300;

#[derive(Args)]
pub(crate) struct Test {
    /// Only these stages, in the usual order
    #[arg(long, value_enum)]
    stage: Vec<Stage>,
    /// After `--`: passed to Playwright, such as `--grep exit`
    #[arg(last = true)]
    playwright: Vec<String>,
}

impl Test {
    pub(crate) fn call(&self, project: &Project) -> Result<ExitCode> {
        let interrupt = Interrupt::watch()?;
        let start = Instant::now();
        if self.stage.is_empty() || self.stage.contains(&Stage::E2e) {
            // Told now, not after half an hour of builds.
            npm::demand_node()?;
        }
        let mut bench = Bench::new(project, self.playwright.clone());
        let mut sum = Count::default();
        let mut failures = Vec::new();
        for stage in Stage::value_variants() {
            if !self.stage.is_empty() && !self.stage.contains(stage) {
                continue;
            }
            if interrupt.came() {
                failures.push("interrupted");
                sum.failed += 1;
                break;
            }
            let count = run(&mut bench, *stage)?;
            if count.failed > 0 {
                failures.push(stage.name());
            }
            sum += count;
        }
        // PostgreSQL stops before the last line is printed.
        drop(bench);
        println!("\n{:.0} s in all", start.elapsed().as_secs_f64());
        if !failures.is_empty() {
            println!("FAILED: {}", failures.join(", "));
        }
        println!("{} passed, {} failed", sum.passed, sum.failed);
        Ok(if sum.failed == 0 {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        })
    }
}

/// Runs one stage; the stage itself counts as one, beside the tests inside.
fn run(bench: &mut Bench, stage: Stage) -> Result<Count> {
    let start = Instant::now();
    let log = bench.log(stage)?;
    say::stage_begin(stage.name());
    let (mut count, summary, trouble) = match stage.run(bench, &log) {
        Ok(report) => (report.count, report.summary, None),
        Err(failure) => (
            failure.count,
            String::new(),
            Some(format!("{:#}", failure.error)),
        ),
    };
    let good = trouble.is_none() && count.failed == 0;
    if good {
        count.passed += 1;
    } else {
        count.failed += 1;
    }
    say::stage_end(good, start, &summary);
    if !good {
        let text = fs::read_to_string(&log).unwrap_or_default();
        let lines: Vec<&str> = text.lines().collect();
        let first = lines.len().saturating_sub(SHOWN_LINES);
        println!("---- {} ({}) ----", stage.name(), log.display());
        println!("{}", lines[first..].join("\n"));
        println!("{}", trouble.unwrap_or_default());
        println!("---- end of {} ----", stage.name());
    }
    Ok(count)
}
