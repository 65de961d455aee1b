//! A plan in words: what will happen, and what happened.

use super::{Plan, PlannedExit};
use crate::calendar;
use crate::hud::RelationshipToHoH;

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
        self.say_around(&mut said);
        said
    }

    fn say_around(&self, said: &mut Vec<String>) {
        if let Some(head) = &self.head {
            let since = calendar::words(head.since);
            said.push(format!(
                "{} is the head of household, from the household\u{2019}s start on {since}.",
                head.name
            ));
            let others = head.relations.iter();
            for one in others.filter(|one| one.enrollment != head.enrollment) {
                said.push(format!(
                    "{} is then: {}.",
                    one.name,
                    short(one.relationship)
                ));
            }
        }
        if let Some(result) = &self.result {
            let behalf = match &result.provider {
                Some(provider) => format!(" on behalf of {provider}, who is told"),
                None => String::new(),
            };
            said.push(format!(
                "The referral to {} is successful as of {}{behalf}.",
                result.to,
                calendar::words(result.result_on)
            ));
        }
        for closing in &self.closings {
            said.push(format!(
                "{}\u{2019}s other enrollment in {}, open since {}, is closed too.",
                closing.exit.name,
                closing.project_name,
                calendar::words(closing.entry_on)
            ));
        }
        if let Some(contact) = &self.contact {
            let on = calendar::words(contact.on);
            said.push(if contact.as_note {
                format!("The contact on {on} is kept as a note, since it was after the exit.")
            } else {
                format!("A contact on {on} is recorded.")
            });
        }
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

/// HUD's words without whose: "child", "spouse or partner".
fn short(relationship: RelationshipToHoH) -> String {
    let label = relationship.label();
    let label = label.trim_start_matches("Head of household's ");
    label.to_lowercase()
}
