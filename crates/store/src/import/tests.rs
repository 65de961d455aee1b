//! Imports of small exports, and of public ones.

mod again;
mod beside;
mod here;
mod real;
mod small;
mod victims;

use super::{ImportError, Progress, Report, Request, import};
use crate::identity::administer::Authority;
use crate::testing;
use crate::{Result, Store};
use hmis_csv::testing::ExportBuilder;
use hmis_csv::{FileKind, Limits, Rule};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use std::io::{Read, Seek};

/// Imports without looking at progress.
async fn take(store: &Store, reader: impl Read + Seek) -> Result<Report, ImportError> {
    let request = Request {
        file_name: "export.zip",
        purpose: None,
        limits: Limits::default(),
    };
    import(
        store,
        Authority::Operator,
        request,
        reader,
        |_: Progress| {},
    )
    .await
}

async fn store(pool: PgPoolOptions, options: PgConnectOptions) -> Store {
    testing::store(pool, options).await.unwrap()
}

/// One number that a statement gives.
async fn number(store: &Store, statement: &'static str) -> i64 {
    sqlx::query_scalar(statement)
        .fetch_one(&store.pool)
        .await
        .unwrap()
}

/// One text that a statement gives.
async fn text(store: &Store, statement: &'static str) -> Option<String> {
    sqlx::query_scalar(statement)
        .fetch_one(&store.pool)
        .await
        .unwrap()
}

/// A checksum over all rows of every table that an import may write, but its run and the audit.
async fn checksums(store: &Store) -> Vec<(String, i64, Option<String>)> {
    const TABLES: [&str; 32] = [
        "assessment",
        "assessment_question",
        "assessment_result",
        "ce_participation",
        "client",
        "coc",
        "current_living_situation",
        "data_source",
        "enrollment",
        "event",
        "exit",
        "finding",
        "funder",
        "history",
        "hmis_author",
        "hmis_participation",
        "household",
        "import_conflict",
        "import_file",
        "import_problem",
        "import_row",
        "import_stay",
        "list_authority",
        "list_entry",
        "list_project",
        "name_token",
        "organization",
        "outbox",
        "project",
        "project_coc",
        "raw_row",
        "referral",
    ];
    let mut sums = Vec::new();
    for table in TABLES {
        let statement = format!(
            "select count(*), md5(string_agg(md5(t::text), '' order by md5(t::text))) from {table} t"
        );
        let (count, sum) = sqlx::query_as(sqlx::AssertSqlSafe(statement))
            .fetch_one(&store.pool)
            .await
            .unwrap();
        sums.push((table.to_owned(), count, sum));
    }
    sums
}

fn file(report: &Report, kind: FileKind) -> super::FileReport {
    *report.files.iter().find(|file| file.file == kind).unwrap()
}

fn found(report: &Report, rule: Rule) -> u64 {
    report
        .findings
        .iter()
        .find(|(found, _)| *found == rule)
        .map_or(0, |(_, count)| *count)
}
