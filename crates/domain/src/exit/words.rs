//! A plan in words: what will happen, and what happened.

use super::{Plan, PlannedExit};
use crate::calendar;

impl Plan {
    /// What saving will do, one sentence each.
    #[must_use]
    pub fn sentences(&self) -> Vec<String> {
        let mut said = Vec::new();
        let mut dates = self
            .exits
            .iter()
            .map(|exit| exit.exit_on)
            .collect::<Vec<_>>();
        dates.sort_unstable();
        dates.dedup();
        let when = match dates.as_slice() {
            [only] => format!(" on {}", calendar::words(*only)),
            _ => String::new(),
        };
        let list = &self.list_name;
        said.push(match (self.exits.as_slice(), self.leaves_list()) {
            ([one], true) => format!("{} leaves the {list}{when}.", one.name),
            ([one], false) => format!("{} leaves the household{when}.", one.name),
            (many, true) => format!("{} people leave the {list}{when}.", many.len()),
            (many, false) => format!("{} people leave the household{when}.", many.len()),
        });
        if dates.len() > 1 {
            for exit in &self.exits {
                said.push(format!(
                    "{} leaves on {}.",
                    exit.name,
                    calendar::words(exit.exit_on)
                ));
            }
        }
        let mut places = self.exits.iter().map(place).collect::<Vec<_>>();
        places.sort_unstable();
        places.dedup();
        match places.as_slice() {
            [only] => said.push(format!("Destination: {only}.")),
            _ => {
                for exit in &self.exits {
                    said.push(format!("Destination of {}: {}.", exit.name, place(exit)));
                }
            }
        }
        if !self.leaves_list() {
            let verb = if self.staying.len() == 1 {
                "stays"
            } else {
                "stay"
            };
            said.push(format!("{} {verb} on the {list}.", joined(&self.staying)));
        }
        if let Some(reason) = &self.removal_label {
            said.push(format!("Reason for leaving the list: {reason}."));
        }
        said
    }
}

/// The destination with its subsidy or its own words.
fn place(exit: &PlannedExit) -> String {
    let label = exit.destination.label();
    match (exit.subsidy, exit.other_destination.as_deref()) {
        (Some(subsidy), _) => format!("{label}: {}", subsidy.label()),
        (None, Some(words)) => format!("{label}: {words}"),
        (None, None) => label.to_owned(),
    }
}

/// "Ana", "Ana and Luis", "Ana, Luis and Rosa".
fn joined(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}
