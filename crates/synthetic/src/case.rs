//! One household's whole history: on the list now, or formerly.

use crate::Population;
use crate::draw::{Draw, before, days};
use crate::household::Member;
use crate::leaving::OWN_HOME;
use crate::names::{Community, Names};
use crate::person::{Consent, Origin};
use crate::places::{Access, Coc, Places, Project};
use crate::record::{Case, Stay};
use crate::stay::Leaving;
use chrono::NaiveDate;
use domain::hud::{LivingSituation, ProjectType};

/// Where one household is made: its CoC, its random stream.
#[derive(Debug)]
pub(crate) struct Scene<'a> {
    population: &'a Population,
    /// Of the household; 0 is the known ones together.
    pub(crate) number: u64,
    pub(crate) coc: &'a Coc,
    /// Where it comes onto a list.
    access: Access,
    pub(crate) draw: Draw,
    pub(crate) today: NaiveDate,
}

/// Where a household sleeps, and in whose project that is recorded.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sleeping<'a> {
    pub(crate) situation: LivingSituation,
    pub(crate) project: Option<&'a Project>,
}

impl<'a> Scene<'a> {
    pub(crate) fn new(population: &'a Population, number: u64, coc: usize) -> Self {
        let coc = &population.places.cocs[coc];
        Self {
            population,
            number,
            coc,
            access: coc.access(number),
            draw: Draw::new(population.plan.seed, number),
            today: population.plan.today,
        }
    }

    pub(crate) fn names(&self) -> &'a Names {
        &self.population.names
    }

    pub(crate) fn places(&self) -> &'a Places {
        &self.population.places
    }

    pub(crate) fn ago(&self, days: i64) -> NaiveDate {
        before(self.today, days)
    }

    /// A household that stands on the list.
    pub(crate) fn listed(&mut self) -> Case {
        let days_on = self.draw.sooner(1, 540);
        let entry = self.ago(days_on);
        let known_since = before(entry, self.draw.sooner(0, 20));
        let sleeping = self.sleeping();
        let origin = self.origin(known_since, sleeping);
        let mut members = self.household(origin);
        let mut ce = self.stay(self.access.project, &members, entry, sleeping.situation);
        ce.assigned = self.draw.chance(60);
        let silent = self.draw.weigh(0, &[(17, 1), (11, 2)], 72);
        let silent = match silent {
            0 => self.draw.sooner(0, 40),
            1 => self.draw.between(41, 89),
            _ => self.draw.between(91, 200),
        };
        let last = self.ago(silent.min(days_on));
        self.contacts(&mut ce, sleeping.situation, entry, last);
        self.assessments(&mut ce, entry, self.today);
        self.access_events(&mut ce, entry, last);
        let mut stays = self.where_they_slept(sleeping, &members, known_since, last);
        if self.draw.chance(40)
            && let Some(referred) = self.referred(&members, days_on)
        {
            if let Some(head) = ce.enrollments.first_mut() {
                head.events.push(referred.event);
            }
            stays.extend(referred.housing);
        }
        // A grown child or a relative may have left meanwhile.
        if members.len() > 2 && days_on > 60 && self.draw.chance(7) {
            self.one_left(&mut ce, entry);
        }
        if days_on < 250 && self.draw.chance(9) {
            stays.push(self.earlier_stay(&mut members, days_on));
        }
        stays.push(ce);
        self.case(members, stays)
    }

    /// A household that was on the list and left it, or was in shelter only.
    pub(crate) fn former(&mut self) -> Case {
        let left = self.draw.sooner(1, 400);
        let days_on = left + self.draw.sooner(8, 330);
        let (entry, exit) = (self.ago(days_on), self.ago(left));
        let sleeping = self.sleeping();
        let known_since = before(entry, self.draw.sooner(0, 20));
        let origin = self.origin(known_since, sleeping);
        let mut members = self.household(origin);
        born_by(&mut members, entry);
        let mut stays = self.where_they_slept(sleeping, &members, origin.created_on, exit);
        if self.draw.chance(6) && !stays.is_empty() {
            return self.case(members, stays);
        }
        let mut ce = self.stay(self.access.project, &members, entry, sleeping.situation);
        self.contacts(&mut ce, sleeping.situation, entry, exit);
        self.assessments(&mut ce, entry, exit);
        self.access_events(&mut ce, entry, exit);
        self.depart(&mut ce, &mut stays, &members, left, days_on);
        stays.push(ce);
        self.case(members, stays)
    }

    /// The same person entered once more in the same CE project, as imports bring it.
    pub(crate) fn entered_twice(&mut self, case: &Case) -> Option<Stay> {
        let ce = case
            .stays
            .iter()
            .find(|stay| stay.project == self.access.project)?;
        let first = ce.enrollments.first().filter(|one| one.exit.is_none())?;
        let mut again = ce.clone();
        again.id = self.draw.id();
        again.written_here = false;
        again.assigned = false;
        again.enrollments.truncate(1);
        for enrollment in &mut again.enrollments {
            enrollment.id = self.draw.id();
            let later = self.draw.between(1, days(first.entry_on, self.today));
            enrollment.entry_on = before(self.today, later).max(first.entry_on);
            enrollment.contacts.clear();
            enrollment.assessments.clear();
            enrollment.events.clear();
        }
        Some(again)
    }

    pub(crate) fn case(&mut self, members: Vec<Member>, stays: Vec<Stay>) -> Case {
        Case {
            coc: self.coc.code.clone(),
            clients: members.into_iter().map(|member| member.client).collect(),
            stays,
        }
    }

    fn origin(&mut self, created_on: NaiveDate, sleeping: Sleeping<'_>) -> Origin {
        let community = if self.access.tribal {
            self.draw
                .weigh(Community::Ojibwe, &[(15, Community::Dakota)], 85)
        } else {
            Community::draw(&mut self.draw, &self.coc.mixture)
        };
        let agency = sleeping.project.filter(|_| self.draw.chance(70));
        Origin {
            community,
            owner: agency.map_or(self.access.organization, |project| project.organization),
            consent: self.draw.weigh(
                Consent::Shared,
                &[(6, Consent::OwnerOnly), (5, Consent::Missing)],
                89,
            ),
            created_on,
        }
    }

    fn sleeping(&mut self) -> Sleeping<'a> {
        let situation = self.draw.weigh(
            LivingSituation::EmergencyShelter,
            &[
                (29, LivingSituation::PlaceNotMeantForHabitation),
                (9, LivingSituation::FriendsHome),
                (6, LivingSituation::FamilyMembersHome),
                (6, LivingSituation::HotelOrMotel),
                (2, LivingSituation::JailOrPrison),
                (2, LivingSituation::SubstanceUseTreatment),
            ],
            46,
        );
        let kinds: &[ProjectType] = match situation {
            LivingSituation::EmergencyShelter => &[
                ProjectType::EmergencyShelterEntryExit,
                ProjectType::EmergencyShelterNightByNight,
            ],
            LivingSituation::PlaceNotMeantForHabitation => &[ProjectType::StreetOutreach],
            _ => &[],
        };
        let open = self.places().projects_of(&self.coc.code, kinds);
        Sleeping {
            situation,
            project: self.draw.pick(&open).copied(),
        }
    }

    /// The stay in shelter or street outreach beside the list.
    fn where_they_slept(
        &mut self,
        sleeping: Sleeping<'_>,
        members: &[Member],
        from: NaiveDate,
        last: NaiveDate,
    ) -> Vec<Stay> {
        let Some(project) = sleeping.project else {
            return Vec::new();
        };
        let mut stay = self.stay(
            project.id,
            members,
            from,
            LivingSituation::PlaceNotMeantForHabitation,
        );
        if project.kind == ProjectType::StreetOutreach {
            self.contacts(&mut stay, sleeping.situation, from, last);
            if self.draw.chance(75) {
                for enrollment in &mut stay.enrollments {
                    enrollment.engaged_on = Some(last.max(enrollment.entry_on));
                }
            }
        }
        if last < self.ago(90) || self.draw.chance(30) {
            let leaving = Leaving {
                on: last,
                destination: self.draw.weigh(
                    LivingSituation::NoExitInterview,
                    &[
                        (20, LivingSituation::PlaceNotMeantForHabitation),
                        (20, LivingSituation::FriendsTemporaryTenure),
                        (10, LivingSituation::FamilyTemporaryTenure),
                    ],
                    50,
                ),
                subsidy: None,
                reason: None,
            };
            self.leave(&mut stay, leaving);
        }
        vec![stay]
    }

    fn one_left(&mut self, ce: &mut Stay, entry: NaiveDate) {
        let on = before(self.today, self.draw.between(1, days(entry, self.today)));
        let mut rest = ce.clone();
        rest.enrollments.drain(..rest.enrollments.len() - 1);
        let leaving = Leaving {
            on,
            destination: LivingSituation::FamilyPermanentTenure,
            subsidy: None,
            reason: Some(OWN_HOME),
        };
        self.leave(&mut rest, leaving);
        ce.enrollments.pop();
        ce.enrollments.append(&mut rest.enrollments);
    }

    /// A stay on the list that ended with a home, before the present one: a return from housing.
    fn earlier_stay(&mut self, members: &mut [Member], days_on: i64) -> Stay {
        let left = days_on + self.draw.between(60, 300);
        let days_on = self.draw.between(20, 200);
        let entry = self.ago(left + days_on);
        let mut then = members.to_vec();
        born_by(&mut then, entry);
        for member in members {
            let born = member.client.dob;
            member.client.created_on = born.map_or(entry, |born| born.max(entry));
        }
        let mut stay = self.stay(
            self.access.project,
            &then,
            entry,
            LivingSituation::EmergencyShelter,
        );
        self.contacts(
            &mut stay,
            LivingSituation::EmergencyShelter,
            entry,
            self.ago(left),
        );
        let leaving = Leaving {
            on: self.ago(left),
            destination: LivingSituation::RentalNoSubsidy,
            subsidy: None,
            reason: Some(OWN_HOME),
        };
        self.leave(&mut stay, leaving);
        stay
    }
}

/// Keeps those who were born by a day; the head always is.
fn born_by(members: &mut Vec<Member>, day: NaiveDate) {
    let mut at = 0;
    members.retain(|member| {
        at += 1;
        at == 1 || member.client.dob.is_none_or(|dob| dob <= day)
    });
}
