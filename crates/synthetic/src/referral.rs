//! Housing referrals of a household on the list, from the offer to the move.

use crate::case::Scene;
use crate::draw::before;
use crate::household::Member;
use crate::places::Project;
use crate::record::{Event, Referral, ReferralState, Stay};
use domain::hud::{EventType, LivingSituation, ProjectType, ReferralResult, RentalSubsidyType};

/// A referral together with what came of it.
pub(crate) struct Referred {
    pub(crate) event: Event,
    /// The stay in housing, where it was accepted.
    pub(crate) housing: Option<Stay>,
}

/// How long ago each step was, in days; the offer first.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Steps {
    pub(crate) offered: i64,
    pub(crate) acknowledged: Option<i64>,
    /// A result, or the entry into housing.
    pub(crate) resolved: Option<i64>,
    pub(crate) moved_in: Option<i64>,
}

const CLIENT_REASONS: [&str; 3] = [
    "Too far from work or school",
    "Chose to wait for another home",
    "Unit does not fit the household",
];
const PROVIDER_REASONS: [&str; 3] = [
    "Household does not meet the funder's criteria",
    "Could not be reached in time",
    "Opening was filled",
];

impl Scene<'_> {
    /// A referral in some state, if the household has been on the list for long enough.
    pub(crate) fn referred(&mut self, members: &[Member], days_on: i64) -> Option<Referred> {
        let state = self.draw.weigh(
            ReferralState::Offered,
            &[
                (18, ReferralState::Acknowledged),
                (8, ReferralState::InProcess),
                (18, ReferralState::Accepted),
                (14, ReferralState::ClientDeclined),
                (12, ReferralState::ProviderDeclined),
                (4, ReferralState::Returned),
                (6, ReferralState::Expired),
                (4, ReferralState::Cancelled),
            ],
            16,
        );
        let steps = match state {
            ReferralState::Offered => Steps {
                offered: self.draw.sooner(0, 12),
                acknowledged: None,
                resolved: None,
                moved_in: None,
            },
            ReferralState::Acknowledged | ReferralState::InProcess => {
                let offered = self.draw.sooner(3, 34);
                Steps {
                    offered,
                    acknowledged: Some(offered - self.draw.between(0, 3)),
                    resolved: None,
                    moved_in: None,
                }
            }
            ReferralState::Accepted => {
                let offered = self.draw.between(30, 90);
                let resolved = offered - self.draw.between(7, 20);
                let moved_in = resolved - self.draw.between(2, 60);
                Steps {
                    offered,
                    acknowledged: Some(offered - self.draw.between(0, 4)),
                    resolved: Some(resolved),
                    moved_in: (moved_in >= 1).then_some(moved_in),
                }
            }
            _ => {
                let offered = self.draw.between(16, 140);
                Steps {
                    offered,
                    acknowledged: (state != ReferralState::Expired).then_some(offered - 2),
                    resolved: Some(offered - self.draw.between(4, 14)),
                    moved_in: None,
                }
            }
        };
        if steps.offered + 2 > days_on {
            return None;
        }
        let project = self.opening(members.len())?;
        Some(self.refer(members, &project, state, steps))
    }

    /// A home for so many people: the larger the household, the likelier rapid re-housing.
    pub(crate) fn opening(&mut self, people: usize) -> Option<Project> {
        let kinds: &[ProjectType] = if people > 2 {
            &[
                ProjectType::RapidRehousing,
                ProjectType::PermanentSupportiveHousing,
            ]
        } else {
            &[
                ProjectType::PermanentSupportiveHousing,
                ProjectType::RapidRehousing,
                ProjectType::TransitionalHousing,
                ProjectType::PhHousingWithServices,
                ProjectType::PhHousingOnly,
            ]
        };
        let places = self.places();
        let open = places.projects_of(&self.coc.code, kinds);
        self.draw.pick(&open).map(|project| (*project).clone())
    }

    /// Writes a referral and what came of it.
    pub(crate) fn refer(
        &mut self,
        members: &[Member],
        project: &Project,
        state: ReferralState,
        steps: Steps,
    ) -> Referred {
        let today = self.today;
        let day = |ago: i64| before(today, ago);
        let result = steps.resolved.map(|ago| {
            let result = match state {
                ReferralState::Accepted => ReferralResult::Accepted,
                ReferralState::ClientDeclined => ReferralResult::ClientRejected,
                _ => ReferralResult::ProviderRejected,
            };
            (result, day(ago))
        });
        let not_housed_reason = match result {
            Some((ReferralResult::ClientRejected, _)) => self.draw.pick(&CLIENT_REASONS).copied(),
            Some((ReferralResult::ProviderRejected, _)) => {
                self.draw.pick(&PROVIDER_REASONS).copied()
            }
            _ => None,
        };
        let housing = (state == ReferralState::Accepted).then(|| {
            let mut stay = self.stay(
                project.id,
                members,
                day(steps.resolved.unwrap_or_default()),
                LivingSituation::EmergencyShelter,
            );
            if project.kind.is_permanent_housing() {
                for enrollment in &mut stay.enrollments {
                    enrollment.move_in_on =
                        steps.moved_in.map(|ago| day(ago).max(enrollment.entry_on));
                }
            }
            stay
        });
        Referred {
            event: Event {
                id: self.draw.id(),
                on: day(steps.offered),
                kind: event_type(project.kind),
                safe_alternative: None,
                referral: Some(Referral {
                    project: project.id,
                    project_name: project.name.clone(),
                    state,
                    acknowledged_on: steps.acknowledged.map(day),
                    result,
                    not_housed_reason,
                }),
            },
            housing,
        }
    }
}

/// The event by which a household is sent to such a project.
const fn event_type(kind: ProjectType) -> EventType {
    match kind {
        ProjectType::RapidRehousing => EventType::RapidRehousingOpening,
        ProjectType::TransitionalHousing => EventType::TransitionalHousingOpening,
        ProjectType::PermanentSupportiveHousing => EventType::PermanentSupportiveHousingOpening,
        ProjectType::PhHousingOnly | ProjectType::PhHousingWithServices => {
            EventType::OtherPermanentHousingOpening
        }
        _ => EventType::EmergencyShelterOpening,
    }
}

/// The subsidy that comes with a home of such a project.
pub(crate) const fn subsidy(kind: ProjectType) -> RentalSubsidyType {
    match kind {
        ProjectType::RapidRehousing => RentalSubsidyType::RapidRehousing,
        ProjectType::PermanentSupportiveHousing => RentalSubsidyType::PermanentSupportiveHousing,
        _ => RentalSubsidyType::OtherPermanentHousing,
    }
}
