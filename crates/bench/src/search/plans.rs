//! How PostgreSQL goes about each statement of a search, and whether it reads a large table whole.

use super::statements::Executed;
use anyhow::Result;
use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{AssertSqlSafe, ConnectOptions, Executor};
use std::collections::BTreeMap;

/// Tables with more rows are not to be read whole.
const LARGE: f32 = 10_000.0;
/// Parameters with which each statement is explained; the plan of the first is printed.
const SAMPLES: usize = 20;

/// Prints the plan of each statement, and every sequential scan of a large table in any of them.
pub(super) async fn print(superuser: &PgConnectOptions, executed: Vec<Executed>) -> Result<()> {
    let mut connection = superuser.connect().await?;
    let large = large_tables(&mut connection).await?;
    // As the server connects, and as the largest statement is planned.
    for setting in [
        "set role threshold_app",
        "set jit = off",
        "set plan_cache_mode = force_generic_plan",
    ] {
        connection.execute(setting).await?;
    }
    let mut statements: BTreeMap<String, Vec<Vec<Option<String>>>> = BTreeMap::new();
    let planned = executed.into_iter().filter(|one| {
        let begins = one.statement.trim_start().to_lowercase();
        ["select", "with", "insert"]
            .iter()
            .any(|word| begins.starts_with(word))
    });
    for one in planned {
        statements
            .entry(one.statement)
            .or_default()
            .push(one.parameters);
    }
    let mut scans = Vec::new();
    for (number, (statement, samples)) in statements.iter().enumerate() {
        println!("\n{}\n\n```text", title(statement));
        for (at, parameters) in samples.iter().take(SAMPLES).enumerate() {
            let plan = explain(&mut connection, number, statement, parameters).await?;
            if at == 0 {
                plan.iter().for_each(|line| println!("{line}"));
            }
            let whole = plan
                .iter()
                .filter_map(|line| line.split_once("Seq Scan on "));
            let whole = whole.filter_map(|(_, rest)| rest.split(' ').next());
            scans.extend(
                whole
                    .filter(|table| large.iter().any(|one| one == table))
                    .map(str::to_owned),
            );
        }
        println!("```");
    }
    scans.sort_unstable();
    scans.dedup();
    match scans.as_slice() {
        [] => println!("\nNo table of more than {LARGE} rows is read whole."),
        scans => println!("\nRead whole, though large: {}", scans.join(", ")),
    }
    Ok(())
}

async fn large_tables(connection: &mut PgConnection) -> Result<Vec<String>> {
    let tables = sqlx::query_scalar(
        "select relname::text from pg_class where relkind = 'r' and reltuples > $1",
    );
    Ok(tables.bind(LARGE).fetch_all(connection).await?)
}

async fn explain(
    connection: &mut PgConnection,
    number: usize,
    statement: &str,
    parameters: &[Option<String>],
) -> Result<Vec<String>> {
    let values = parameters.iter().map(|value| match value {
        Some(value) => format!("'{}'", value.replace('\'', "''")),
        None => "null".to_owned(),
    });
    let values = values.collect::<Vec<_>>().join(", ");
    let values = if values.is_empty() {
        values
    } else {
        format!("({values})")
    };
    connection
        .execute(AssertSqlSafe(format!(
            "prepare plan_{number} as {statement}"
        )))
        .await?;
    let explained = format!("explain (costs off) execute plan_{number}{values}");
    let plan = sqlx::query_scalar(AssertSqlSafe(explained))
        .fetch_all(&mut *connection)
        .await?;
    connection
        .execute(AssertSqlSafe(format!("deallocate plan_{number}")))
        .await?;
    Ok(plan)
}

/// The first line that says something.
fn title(statement: &str) -> String {
    let lines = statement.lines().map(str::trim);
    let line = lines
        .into_iter()
        .find(|line| !line.is_empty())
        .unwrap_or_default();
    format!("`{line}`")
}
