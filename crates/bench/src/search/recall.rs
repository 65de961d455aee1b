//! Whether a line finds its person, by kind of slip.

use super::Scene;
use anyhow::Result;
use std::collections::BTreeMap;
use std::time::{Duration, Instant};
use store::client::FoundClient;
use store::demo::crowd::place;
use synthetic::crowd::{Asked, Crowd, Evidence, SLIPS};

/// Of those who were found instead, so many are shown.
const INSTEAD: usize = 3;

/// What some lines found.
#[derive(Clone, Copy, Default)]
struct Found {
    asked: u32,
    first: u32,
    in_ten: u32,
    /// Sum of one over the place.
    reciprocal: f64,
}

impl Found {
    fn add(&mut self, place: Option<usize>) {
        self.asked += 1;
        if let Some(place) = place.filter(|place| *place < 10) {
            self.in_ten += 1;
            self.first += u32::from(place == 0);
            self.reciprocal += 1.0 / (f64::from(u32::try_from(place).unwrap_or(10)) + 1.0);
        }
    }

    fn row(self, name: &str) -> String {
        let of = |part: f64| part / f64::from(self.asked.max(1));
        format!(
            "| {name} | {} | {:.3} | {:.3} | {:.3} |",
            self.asked,
            of(f64::from(self.first)),
            of(f64::from(self.in_ten)),
            of(self.reciprocal)
        )
    }
}

/// Prints what was found, and so many of the lines that did not find their person, with who stood there instead.
pub(crate) async fn measure(scene: &Scene, crowd: &Crowd, misses: usize) -> Result<()> {
    store::client::warm_up(&scene.store).await?;
    let mut by_slip: BTreeMap<_, Found> = BTreeMap::new();
    let mut by_evidence: BTreeMap<Evidence, Found> = BTreeMap::new();
    let mut all = Found::default();
    let mut times = Vec::with_capacity(scene.asked.len());
    let mut missed = Vec::new();
    for asked in &scene.asked {
        let started = Instant::now();
        let found = store::client::search(&scene.store, &scene.actor, &asked.line, None).await?;
        times.push(started.elapsed());
        let at = found
            .hits
            .iter()
            .position(|hit| place(hit.id) == Some(asked.person));
        by_slip.entry(asked.slip).or_default().add(at);
        by_evidence.entry(asked.evidence).or_default().add(at);
        all.add(at);
        if at.is_none_or(|at| at >= 10) {
            missed.push(miss(crowd, asked, at, &found.hits));
        }
    }
    println!("| slip | lines | recall@1 | recall@10 | MRR |\n| --- | --- | --- | --- | --- |");
    for slip in SLIPS {
        if let Some(found) = by_slip.get(&slip) {
            println!("{}", found.row(slip.words()));
        }
    }
    println!("{}", all.row("**all**"));
    for (evidence, found) in by_evidence {
        println!("{}", found.row(&format!("beside the name: {evidence:?}")));
    }
    println!("\none connection: {}", percentiles(&mut times));
    for miss in missed.iter().take(misses) {
        println!("  {miss}");
    }
    Ok(())
}

/// A line beside whom it meant and whom it found.
fn miss(crowd: &Crowd, asked: &Asked, at: Option<usize>, hits: &[FoundClient]) -> String {
    let called = |number| {
        let person = crowd.person(number);
        format!("{} {} {}", person.first, person.last, person.dob)
    };
    let instead = hits.iter().take(INSTEAD).filter_map(|hit| {
        let called = called(place(hit.id)?);
        Some(format!("{called} ({})", hit.score))
    });
    let at = at.map_or("nowhere".to_owned(), |at| format!("place {}", at + 1));
    format!(
        "missed: {:?} ({:?}) means {}, {at}; instead {}",
        asked.line,
        asked.slip,
        called(asked.person),
        instead.collect::<Vec<_>>().join("; ")
    )
}

/// "p50 2.1 ms, p99 20.4 ms"
pub(super) fn percentiles(times: &mut [Duration]) -> String {
    times.sort_unstable();
    let at = |percent: usize| {
        let place = (times.len() * percent / 100).min(times.len().saturating_sub(1));
        times.get(place).copied().unwrap_or_default().as_secs_f64() * 1_000.0
    };
    format!(
        "p50 {:.1} ms, p90 {:.1} ms, p99 {:.1} ms",
        at(50),
        at(90),
        at(99)
    )
}
