//! `threshold import`: takes an HMIS CSV export in, and says in words what came of it.

use crate::shown::Shown;
use anyhow::Context;
use clap::Args;
use domain::hud::Standard;
use std::fs::File;
use std::io::{self, BufReader, Write};
use std::path::PathBuf;
use store::Store;
use store::identity::administer::Authority;
use store::import::{Progress, Report, Request, import, thousands};

/// What to import.
#[derive(Debug, Args)]
// The subcommand's variant makes an argument group of the same name.
#[group(skip)]
pub struct Import {
    /// The export: one zip file with the 24 CSV files of HMIS CSV FY2026 or FY2024
    file: PathBuf,
}

/// Imports; the report goes to standard output, progress to standard error.
pub async fn run(store: &Store, options: Import) -> anyhow::Result<()> {
    let file = File::open(&options.file)
        .with_context(|| format!("{} cannot be opened", options.file.display()))?;
    let name = options
        .file
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    let mut shown = Shown::new();
    let outcome = import(
        store,
        Authority::Operator,
        Request::new(&name),
        BufReader::new(file),
        |progress| {
            let (step, text) = words(progress);
            shown.show(&step, &text);
        },
    )
    .await;
    shown.end();
    // The sentence only: the database's own message may quote a value of a row.
    let report = outcome.map_err(|error| anyhow::anyhow!(error.to_string()))?;
    print(&mut io::stdout().lock(), &report)?;
    Ok(())
}

/// The step, and where in it.
fn words(progress: Progress) -> (String, String) {
    let step = |text: &str| (text.to_owned(), text.to_owned());
    match progress {
        Progress::Reading {
            file,
            rows,
            bytes,
            of_bytes,
        } => {
            let percent = bytes.saturating_mul(100) / of_bytes.max(1);
            let text = format!("Reading {file}: {} rows ({percent} %)", thousands(rows));
            (file.to_string(), text)
        }
        Progress::Keeping => step("Keeping every row as it came"),
        Progress::Typing => step("Writing people, stays, assessments and events"),
        Progress::Checking => step("Checking rules between rows"),
        Progress::Placing => step("Bringing Priority Lists and search up to date"),
    }
}

/// The name of an edition of the format.
const fn standard(standard: Standard) -> &'static str {
    match standard {
        Standard::Fy2022 => "HMIS CSV FY2022",
        Standard::Fy2024 => "HMIS CSV FY2024",
        Standard::Fy2026 => "HMIS CSV FY2026",
    }
}

fn print(out: &mut impl Write, report: &Report) -> io::Result<()> {
    writeln!(
        out,
        "Imported from {} ({}).",
        report.source,
        standard(report.standard)
    )?;
    writeln!(out)?;
    let columns = ["Rows", "New", "Changed", "Same", "Findings", "Conflicts"];
    write!(out, "{:<30}", "File")?;
    for column in columns {
        write!(out, "{column:>11}")?;
    }
    writeln!(out)?;
    for file in &report.files {
        write!(out, "{:<30}", file.file.to_string())?;
        let counts = [
            file.read,
            file.added,
            file.changed,
            file.unchanged,
            file.findings,
            file.conflicts,
        ];
        for count in counts {
            write!(out, "{:>11}", thousands(count))?;
        }
        writeln!(out)?;
    }
    writeln!(out)?;
    if !report.findings.is_empty() {
        writeln!(out, "New findings:")?;
        for (rule, count) in &report.findings {
            writeln!(
                out,
                "{:>11}  {} ({})",
                thousands(*count),
                rule.name(),
                rule.level().label()
            )?;
        }
        writeln!(out)?;
    }
    for sentence in report.sentences() {
        writeln!(out, "{sentence}")?;
    }
    Ok(())
}
