//! PostgreSQL itself goes away during a save: what was not committed has not happened, what was stays.

use crate::act::Act;
use crate::cluster::Cluster;
use crate::scene::Scene;
use crate::steps::{COMMIT, Steps};
use crate::submission::{Way, joined};
use crate::trial::Trial;
use anyhow::{Result, ensure};
use sqlx::postgres::PgConnectOptions;
use sqlx::{AssertSqlSafe, PgPool};
use std::process::Command;
use std::str::FromStr;

const DATABASE: &str = "_sqlx_test_restart";
/// In the midst of what an exit writes.
const AMIDST: i64 = 12;

#[tokio::test]
async fn postgresql_is_restarted_during_a_save() -> Result<()> {
    let Some(cluster) = Cluster::start()? else {
        println!("skipped: PostgreSQL's initdb and pg_ctl are not on this machine");
        return Ok(());
    };
    let pool = PgPool::connect(&cluster.url("postgres")).await?;
    for statement in [
        "create role threshold_app",
        &format!("create database {DATABASE}"),
    ] {
        sqlx::query(AssertSqlSafe(statement.to_owned()))
            .execute(&pool)
            .await?;
    }
    pool.close().await;
    let url = cluster.url(DATABASE);
    let migrated = Command::new(env!("CARGO_BIN_EXE_threshold"))
        .arg("migrate")
        .env("DATABASE_URL", &url)
        .output()?;
    ensure!(migrated.status.success(), "not migrated: {migrated:?}");

    let scene = Scene::new(PgConnectOptions::from_str(&url)?, true, false).await?;
    let mut trial = Trial::of(Act::Exit(Way::Plain), scene).await?;
    let crash: fn(&Cluster) -> Result<()> = Cluster::crash;
    for (number, end) in [(AMIDST, crash), (COMMIT, crash), (AMIDST, Cluster::restart)] {
        trial.scene.steps.hold(number).await?;
        let sent = trial.submission.send_aside(&trial.browser);
        let held = trial.held(&sent).await?;
        ensure!(held.number == number, "stood still at {}", held.number);
        end(&cluster)?;
        let answer = joined(sent)?;
        trial.scene.steps = Steps::again(&trial.scene.place).await?;
        trial.refused(answer)?;
        trial.nothing_happened(&held).await?;
    }
    // The same server, which nobody restarted, saves it now.
    trial.send().await?;
    cluster.crash()?;
    trial.all_happened().await?;
    trial.send().await
}
