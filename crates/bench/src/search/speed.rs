//! How long a search takes while others search.

use super::recall::percentiles;
use super::{LASTS, Scene};
use crate::database::Database;
use anyhow::Result;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

pub(super) async fn measure(scene: &Arc<Scene>, database: &Database) -> Result<()> {
    println!("\n| connections | searches/s | times |\n| --- | --- | --- |");
    for connections in [1, 8, 32] {
        let store = database.serving(connections).await?;
        store::client::warm_up(&store).await?;
        let next = Arc::new(AtomicUsize::new(0));
        let started = Instant::now();
        let tasks = (0..connections).map(|_| {
            let (store, scene, next) = (store.clone(), Arc::clone(scene), Arc::clone(&next));
            tokio::spawn(async move {
                let mut times = Vec::new();
                while started.elapsed() < LASTS {
                    let line = scene.line(next.fetch_add(1, Ordering::Relaxed));
                    let asked = Instant::now();
                    store::client::search(&store, &scene.actor, line, None).await?;
                    times.push(asked.elapsed());
                }
                anyhow::Ok(times)
            })
        });
        let mut times = Vec::new();
        for task in tasks.collect::<Vec<_>>() {
            times.extend(task.await??);
        }
        let rate = times.len() as f64 / started.elapsed().as_secs_f64();
        println!(
            "| {connections} | {rate:.0} | {} |",
            percentiles(&mut times)
        );
    }
    Ok(())
}
