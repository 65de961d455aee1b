//! Synthetic people, households and histories of Minnesota, drawn from a seed.
//!
//! Pure: no I/O, no clock, no ambient randomness. The same [`Plan`] gives the same population to the
//! last digit. Households are made one at a time, each from a random stream of its own, so that a
//! million people need no more memory than one household. Nobody in it exists: agencies are invented,
//! names are combined at random from those in use in the state, numbers are made as `person.rs` says.
#![warn(missing_docs)]

mod case;
pub mod crowd;
mod draw;
mod facts;
mod household;
mod known;
mod leaving;
mod names;
mod person;
mod places;
mod record;
mod referral;
mod stay;
#[cfg(test)]
mod tests;

pub use places::{
    Access, Authority, AuthorityKind, Coc, County, Organization, OrganizationKind, Places, Project,
};
pub use record::{
    Assessment, Case, Client, Contact, Enrollment, Event, Exit, Note, PriorSituation, Referral,
    ReferralState, Roi, Stay,
};

use case::Scene;
use chrono::NaiveDate;
use draw::Draw;
use names::Names;

/// What to make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Another seed, another population.
    pub seed: u64,
    /// The day on which the histories end.
    pub today: NaiveDate,
    /// About how many people; the last household may exceed it.
    pub clients: usize,
}

/// Places, and people to come.
#[derive(Debug)]
pub struct Population {
    /// Continuums of Care, lists, counties, organizations and projects.
    pub places: Places,
    plan: Plan,
    names: Names,
}

/// Makes the places; the people are made as they are asked for.
#[must_use]
pub fn generate(plan: &Plan) -> Population {
    Population {
        places: Places::read(&mut Draw::new(plan.seed, u64::MAX)),
        plan: *plan,
        names: Names::read(),
    }
}

impl Population {
    /// Households one after another, until there are people enough. The ones that stories are told
    /// about come first.
    #[must_use]
    pub fn cases(&self) -> Cases<'_> {
        Cases {
            population: self,
            known: known::cases(&mut Scene::new(self, 0, self.places.coc_at(known::COC)))
                .into_iter(),
            made: 0,
            people: 0,
            oddities: Oddities::default(),
        }
    }
}

/// The households of a [`Population`].
#[derive(Debug)]
pub struct Cases<'a> {
    population: &'a Population,
    known: std::vec::IntoIter<Case>,
    made: u64,
    people: usize,
    oddities: Oddities,
}

/// What there is a fixed number of, however many people.
#[derive(Debug)]
struct Oddities {
    /// People with two open enrollments in one CE project, as imports bring them.
    doubles: u32,
    /// People with a retired id, beside the known one.
    retired: u32,
    /// People hidden altogether.
    protected: u32,
}

impl Default for Oddities {
    fn default() -> Self {
        Self {
            doubles: 3,
            retired: 9,
            protected: 1,
        }
    }
}

impl Iterator for Cases<'_> {
    type Item = Case;

    fn next(&mut self) -> Option<Case> {
        let case = self.known.next().or_else(|| {
            if self.people >= self.population.plan.clients {
                return None;
            }
            self.made += 1;
            let coc = self.population.places.coc_of(self.made);
            let mut scene = Scene::new(self.population, self.made, coc);
            // Two of three are on the list now.
            let mut case = if self.made.is_multiple_of(3) {
                scene.former()
            } else {
                scene.listed()
            };
            self.oddities.strike(&mut scene, &mut case);
            Some(case)
        })?;
        self.people += case.clients.len();
        Some(case)
    }
}

impl Oddities {
    fn strike(&mut self, scene: &mut Scene<'_>, case: &mut Case) {
        let Some(client) = case.clients.first_mut() else {
            return;
        };
        if self.retired > 0 && scene.number % 11 == 4 {
            self.retired -= 1;
            client
                .retired_ids
                .push(scene.draw.between(1_000_000, 9_999_999).to_string());
        }
        if self.protected > 0 && scene.number % 11 == 7 && case.clients.len() == 1 {
            self.protected -= 1;
            case.clients[0].protected = true;
        } else if self.doubles > 0
            && scene.number % 11 == 8
            && case.clients.len() == 1
            && let Some(again) = scene.entered_twice(case)
        {
            self.doubles -= 1;
            case.stays.push(again);
        }
    }
}
