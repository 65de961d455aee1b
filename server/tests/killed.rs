//! A server that dies during a save, or whose database does: one effect or none, and the same submission again is
//! answered as if nothing had happened. Exits, undoing them, suggesting them, what is decided about suggestions, merges
//! and taking them back.

#[path = "killed/act.rs"]
mod act;
#[path = "support/browser.rs"]
mod browser;
#[path = "support/cluster.rs"]
mod cluster;
#[path = "support/exit.rs"]
mod exit;
#[path = "support/place.rs"]
mod place;
#[path = "killed/restart.rs"]
mod restart;
#[path = "killed/scene.rs"]
mod scene;
#[path = "support/server.rs"]
mod server;
#[path = "killed/state.rs"]
mod state;
#[path = "support/steps.rs"]
mod steps;
#[path = "killed/submission.rs"]
mod submission;
#[path = "killed/trial.rs"]
mod trial;

use act::Act;
use anyhow::Result;
use scene::Scene;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use submission::Way;
use trial::Trial;

/// A submission at every statement of it: connections lost, the server killed, and in the end the answer lost.
/// `fewest`: statements that there are at least, so that the walk is none over nothing.
async fn walk(options: PgConnectOptions, act: Act, fewest: i64) -> Result<()> {
    let mut trial = Trial::of(act, Scene::new(options, act.around(), act.twice()).await?).await?;
    let statements = trial.lose_connections().await?;
    assert!(statements >= fewest, "{statements} statements");
    // What is written is the same in both ways.
    if !matches!(act, Act::Exit(Way::Scripted) | Act::Suggest(Way::Scripted)) {
        trial.kill_at_each_statement(statements).await?;
    }
    trial.lose_the_answer().await?;
    trial.send().await
}

async fn fifty(options: PgConnectOptions, act: Act) -> Result<()> {
    let scene = Scene::new(options, act.around(), act.twice()).await?;
    Trial::of(act, scene).await?.send_fifty_times().await
}

/// Both for an act.
macro_rules! tried {
    ($walk:ident, $fifty:ident, $act:expr, $fewest:literal) => {
        #[sqlx::test(migrations = "../migrations")]
        async fn $walk(_: PgPoolOptions, options: PgConnectOptions) -> Result<()> {
            walk(options, $act, $fewest).await
        }

        #[sqlx::test(migrations = "../migrations")]
        async fn $fifty(_: PgPoolOptions, options: PgConnectOptions) -> Result<()> {
            fifty(options, $act).await
        }
    };
}

tried!(exit, exit_fifty_times_at_once, Act::Exit(Way::Plain), 30);
tried!(
    exit_by_scripts,
    exit_by_scripts_fifty_times_at_once,
    Act::Exit(Way::Scripted),
    30
);
tried!(undo, undo_fifty_times_at_once, Act::Undo, 20);
tried!(
    suggestion,
    suggestion_fifty_times_at_once,
    Act::Suggest(Way::Plain),
    7
);
tried!(
    suggestion_by_scripts,
    suggestion_by_scripts_fifty_times_at_once,
    Act::Suggest(Way::Scripted),
    7
);
tried!(approval, approval_fifty_times_at_once, Act::Approve, 25);
tried!(refusal, refusal_fifty_times_at_once, Act::Decline, 4);
tried!(merge, merge_fifty_times_at_once, Act::Merge, 25);
tried!(unmerge, unmerge_fifty_times_at_once, Act::Unmerge, 20);
