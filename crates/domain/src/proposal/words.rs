//! Why something is proposed, in words.

use super::{Facts, Proposal};
use crate::calendar::words;
use crate::ids::EnrollmentId;

impl Proposal {
    /// Why it is proposed, in one sentence or two.
    #[must_use]
    pub fn why(&self, facts: &Facts) -> String {
        let named = |members: &[EnrollmentId]| names(facts, members);
        match self {
            Self::Deceased { members } => members
                .iter()
                .map(|(member, on)| {
                    format!(
                        "{} died on {}, another stay says.",
                        named(&[*member]),
                        words(*on)
                    )
                })
                .collect::<Vec<_>>()
                .join(" "),
            Self::MovedIn { place, members } => {
                let (project, on) = (&place.project, words(place.on));
                if members.is_empty() {
                    format!("Moved in at {project} on {on}.")
                } else {
                    format!("{} moved in at {project} on {on}.", named(members))
                }
            }
            Self::SecondEnrollment { earlier, members } => format!(
                "{} stood on this list already, in {} since {}.",
                named(members),
                earlier.project,
                words(earlier.on)
            ),
            Self::NoContact { heard_on, .. } => {
                let days = facts.today.signed_duration_since(*heard_on).num_days();
                format!("Last heard of on {}, {days} days ago.", words(*heard_on))
            }
            Self::ConsentEnded { on } => format!(
                "The release of information ended on {}. The place on the list stays.",
                words(*on)
            ),
            Self::Refusals { count } => {
                let referrals = if *count == 1 { "referral" } else { "referrals" };
                format!("The client declined {count} {referrals}. The place on the list stays.")
            }
        }
    }
}

/// "Ana", "Ana and Luis", "Ana, Luis and Rosa".
fn names(facts: &Facts, members: &[EnrollmentId]) -> String {
    let named = facts
        .members
        .iter()
        .filter(|member| members.contains(&member.enrollment))
        .map(|member| member.name.as_str())
        .collect::<Vec<_>>();
    match named.split_last() {
        None => String::new(),
        Some((only, [])) => (*only).to_owned(),
        Some((last, before)) => format!("{} and {last}", before.join(", ")),
    }
}
