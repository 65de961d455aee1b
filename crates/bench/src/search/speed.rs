//! How long a search takes while others search.

use super::recall::percentiles;
use super::{Scene, connect};
use anyhow::Result;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use store::secret::Keys;

/// How long each number of connections is kept busy.
const LASTS: Duration = Duration::from_secs(12);

pub(crate) async fn measure(scene: &Scene, url: &str, keys: &Keys) -> Result<()> {
    println!("\n| connections | searches/s | times |\n| --- | --- | --- |");
    let lines = scene.asked.iter().map(|asked| asked.line.clone());
    let lines = Arc::new(lines.collect::<Vec<_>>());
    for connections in [1, 8, 32] {
        let store = connect(url, connections, keys).await?;
        store::client::warm_up(&store).await?;
        let next = Arc::new(AtomicUsize::new(0));
        let started = Instant::now();
        let tasks = (0..connections).map(|_| {
            let (store, actor) = (store.clone(), scene.actor.clone());
            let (lines, next) = (Arc::clone(&lines), Arc::clone(&next));
            tokio::spawn(async move {
                let mut times = Vec::new();
                while started.elapsed() < LASTS {
                    // Far from each other, so that neighbors of a kind do not follow each other.
                    let at = next.fetch_add(1, Ordering::Relaxed).wrapping_mul(7_919) % lines.len();
                    let asked = Instant::now();
                    store::client::search(&store, &actor, &lines[at], None).await?;
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
