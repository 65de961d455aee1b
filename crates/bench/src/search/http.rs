//! How many searches a server answers, asked as a page asks while somebody types.

use super::browser::Browser;
use super::recall::percentiles;
use super::{CONNECTIONS, LASTS, SAMPLE, Scene};
use anyhow::{Result, anyhow, ensure};
use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};
use store::demo::{PASSWORD, crowd};

/// Asked of each connection before the clock runs: the server reads its vocabulary, PostgreSQL makes its plans.
const BEFORE: usize = 25;

/// Prints what it measured, and gives the answers a second.
pub(super) fn measure(scene: &Scene, server: SocketAddr) -> Result<f64> {
    let mut browser = Browser::open(server)?;
    browser.post(
        "/api/sign-in",
        &[
            ("email", crowd::EMAIL),
            ("password", PASSWORD),
            ("back", ""),
        ],
    )?;
    let next = AtomicUsize::new(0);
    let line = || scene.line(next.fetch_add(1, Ordering::Relaxed) % SAMPLE);
    let browsers = (0..CONNECTIONS).map(|_| browser.beside());
    let mut browsers = browsers.collect::<Result<Vec<_>>>()?;
    at_once(&mut browsers, |browser| {
        for _ in 0..BEFORE {
            suggest(browser, line())?;
        }
        Ok(Vec::new())
    })?;
    let started = Instant::now();
    let mut times = at_once(&mut browsers, |browser| {
        let mut times = Vec::new();
        while started.elapsed() < LASTS {
            let line = line();
            let asked = Instant::now();
            suggest(browser, line)?;
            times.push(asked.elapsed());
        }
        Ok(times)
    })?;
    let rate = times.len() as f64 / started.elapsed().as_secs_f64();
    println!("\n| asked through | connections | searches/s | times |\n| --- | --- | --- | --- |");
    println!(
        "| HTTP | {CONNECTIONS} | {rate:.0} | {} |",
        percentiles(&mut times)
    );
    Ok(rate)
}

/// Each browser in a thread of its own.
fn at_once(
    browsers: &mut [Browser],
    work: impl Fn(&mut Browser) -> Result<Vec<Duration>> + Sync,
) -> Result<Vec<Duration>> {
    let mut times = Vec::new();
    thread::scope(|scope| {
        let work = &work;
        let threads = browsers
            .iter_mut()
            .map(|one| scope.spawn(move || work(one)));
        for thread in threads.collect::<Vec<_>>() {
            times.extend(
                thread
                    .join()
                    .map_err(|_| anyhow!("a browser fell over"))??,
            );
        }
        Ok(times)
    })
}

fn suggest(browser: &mut Browser, line: &str) -> Result<()> {
    let typing = store::ids::new::<sqlx::types::Uuid>().to_string();
    let answer = browser.post(
        "/api/clients/suggest",
        &[("query", line), ("typing", &typing)],
    )?;
    ensure!(
        answer.status == 200 && answer.body.starts_with('['),
        "the server answers {}: {}",
        answer.status,
        answer.body
    );
    Ok(())
}
