//! `bench duplicates`: a crowd with second records, and the pairs that the job proposes.

use crate::database::Database;
use anyhow::Result;
use clap::Args;
use domain::duplicate::Certainty;
use std::collections::HashMap;
use std::time::Instant;
use store::demo::crowd as loader;
use store::duplicate::find_counted;

#[derive(Args)]
pub(crate) struct Duplicates {
    #[command(flatten)]
    database: Database,
    /// Looks at the records of so many people only, spread over the crowd; all others are there to be taken for them
    #[arg(long)]
    look_at: Option<u64>,
}

/// The records of the crowd, and of whom each is.
struct Known {
    /// The person of each record, by its place.
    people: Vec<u64>,
    /// One in so many people is looked at.
    step: u64,
}

impl Duplicates {
    pub(crate) async fn call(self) -> Result<()> {
        let count = self.database.people;
        let crowd = self.database.crowd()?;
        let (owner, _) = self.database.filled(&crowd, crowd.records(count)).await?;
        let people = crowd.records(count).map(|record| record.person);
        let known = Known {
            people: people.collect(),
            step: self.look_at.map_or(1, |some| count.div_ceil(some.max(1))),
        };
        let places = (0..known.people.len() as u64).filter(|place| known.looks_at(*place));
        let places = places.collect::<Vec<_>>();
        loader::leave_to_find(&owner, &places).await?;

        let store = self.database.serving(2).await?;
        store::client::warm_up(&store).await?;
        let started = Instant::now();
        let found = find_counted(&store).await?;
        let took = started.elapsed().as_secs_f64();
        println!(
            "{count} people, {} records, {} of them looked at in {took:.0} s: {:.0} a second, {} pairs compared",
            known.people.len(),
            found.clients,
            found.clients as f64 / took,
            found.compared
        );
        known.report(&loader::found_pairs(&owner).await?);
        Ok(())
    }
}

impl Known {
    fn person(&self, place: u64) -> Option<u64> {
        self.people.get(usize::try_from(place).ok()?).copied()
    }

    fn looks_at(&self, place: u64) -> bool {
        self.person(place)
            .is_some_and(|person| person % self.step == 0)
    }

    /// Pairs of records of one person, of those who are looked at.
    fn true_pairs(&self) -> u64 {
        let mut records: HashMap<u64, u64> = HashMap::new();
        for person in self.people.iter().filter(|person| *person % self.step == 0) {
            *records.entry(*person).or_default() += 1;
        }
        records.values().map(|count| count * (count - 1) / 2).sum()
    }

    fn report(&self, pairs: &[(u64, u64, Certainty)]) {
        let all = self.true_pairs() as f64;
        println!("\n{all} true pairs\n");
        println!("| certainty | right | wrong | precision | recall | F1 |");
        println!("| --- | --- | --- | --- | --- | --- |");
        for least in [Certainty::Likely, Certainty::VeryLikely, Certainty::Surely] {
            let (mut right, mut wrong) = (0.0, 0.0);
            for (one, other, _) in pairs.iter().filter(|pair| pair.2 >= least) {
                if self.person(*one) == self.person(*other) {
                    right += 1.0;
                } else {
                    // Two people are twice as likely to be looked at as one: each of them counts half of the pair.
                    let looked_at = [one, other]
                        .into_iter()
                        .filter(|place| self.looks_at(**place));
                    wrong += looked_at.count() as f64 / 2.0;
                }
            }
            let (precision, recall) = (right / (right + wrong), right / all);
            println!(
                "| {} and above | {right} | {wrong} | {precision:.4} | {recall:.4} | {:.4} |",
                least.words(),
                2.0 * precision * recall / (precision + recall)
            );
        }
    }
}
