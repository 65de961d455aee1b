//! Why households left the list, and where to.

use crate::case::Scene;
use crate::household::Member;
use crate::record::{Referral, ReferralState, Stay};
use crate::referral::{Steps, subsidy};
use crate::stay::Leaving;
use domain::hud::{LivingSituation, RentalSubsidyType};
use domain::policy::OutflowClass;

/// A reason of the default policy with its class.
type Reason = (&'static str, OutflowClass);

/// Housed without the list's help.
pub(crate) const OWN_HOME: Reason = ("housed_self", OutflowClass::Housed);

impl Scene<'_> {
    /// Ends a stay on the list, with the referral and the home that led to it.
    pub(crate) fn depart(
        &mut self,
        ce: &mut Stay,
        stays: &mut Vec<Stay>,
        members: &[Member],
        left: i64,
        days_on: i64,
    ) {
        let (reason, destinations): (Reason, &[LivingSituation]) = self.why(members.len() == 1);
        let destination = self
            .draw
            .pick_early(destinations)
            .copied()
            .unwrap_or(LivingSituation::NoExitInterview);
        let mut leaving = Leaving {
            on: self.ago(left),
            destination,
            subsidy: (destination == LivingSituation::RentalWithSubsidy)
                .then_some(RentalSubsidyType::HousingChoiceVoucher),
            reason: Some(reason),
        };
        if reason.0 == "housed_referral" {
            let Some(project) = self
                .opening(members.len())
                .filter(|project| project.kind.is_permanent_housing())
            else {
                leaving.destination = LivingSituation::RentalNoSubsidy;
                leaving.subsidy = None;
                leaving.reason = Some(OWN_HOME);
                self.leave(ce, leaving);
                return;
            };
            leaving.subsidy = Some(subsidy(project.kind));
            // All within the stay: offered, enrolled, moved in on the day of the exit.
            let steps = Steps {
                offered: (left + 30).min(days_on),
                acknowledged: Some((left + 28).min(days_on)),
                resolved: Some((left + 9).min(days_on)),
                moved_in: Some(left),
            };
            let referred = self.refer(members, &project, ReferralState::Accepted, steps);
            if let Some(head) = ce.enrollments.first_mut() {
                head.events.push(referred.event);
            }
            stays.extend(referred.housing.map(|mut stay| {
                if left > 120 && self.draw.chance(35) {
                    let ago = self.draw.between(1, left - 90);
                    let on = self.ago(ago);
                    let later = Leaving {
                        on,
                        destination: LivingSituation::RentalNoSubsidy,
                        subsidy: None,
                        reason: None,
                    };
                    self.leave(&mut stay, later);
                }
                stay
            }));
        }
        self.leave(ce, leaving);
    }

    /// A reason, and the destinations that go with it, likelier ones first.
    fn why(&mut self, alone: bool) -> (Reason, &'static [LivingSituation]) {
        use LivingSituation as To;
        use OutflowClass as Class;
        let drawn = self.draw.weigh(
            0,
            &[
                (16, 1),
                (9, 2),
                (25, 3),
                (4, 4),
                (6, 5),
                (4, 6),
                (1, 7),
                (2, 8),
                (1, 9),
                (1, 10),
                (2, 11),
            ],
            29,
        );
        match drawn {
            0 => (("housed_referral", Class::Housed), &[To::RentalWithSubsidy]),
            1 => (
                OWN_HOME,
                &[
                    To::RentalNoSubsidy,
                    To::FamilyPermanentTenure,
                    To::RentalWithSubsidy,
                    To::FriendsPermanentTenure,
                ],
            ),
            2 => (
                ("asked_to_leave", Class::Other),
                &[
                    To::FamilyTemporaryTenure,
                    To::FriendsTemporaryTenure,
                    To::PrefersNotToAnswer,
                    To::Other,
                ],
            ),
            4 => (
                ("not_eligible", Class::NoLongerEligible),
                &[To::FamilyTemporaryTenure, To::HotelOrMotel],
            ),
            5 => (
                ("moved_coc", Class::Transferred),
                &[
                    To::FamilyTemporaryTenure,
                    To::EmergencyShelter,
                    To::PlaceNotMeantForHabitation,
                ],
            ),
            6 => (
                ("institution", Class::NoLongerEligible),
                &[
                    To::JailOrPrison,
                    To::SubstanceUseTreatment,
                    To::LongTermCare,
                ],
            ),
            7 => (("consent_ended", Class::Other), &[To::PrefersNotToAnswer]),
            8 => (
                ("joined", Class::Joined),
                &[To::FriendsTemporaryTenure, To::EmergencyShelter],
            ),
            9 => (("duplicate", Class::Correction), &[To::NotCollected]),
            10 => (("entered_in_error", Class::Correction), &[To::NotCollected]),
            11 if alone => (("deceased", Class::Deceased), &[To::Deceased]),
            _ => (("no_contact", Class::Inactive), &[To::NoExitInterview]),
        }
    }
}

impl Referral {
    /// Whether it still waits for a result.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.result.is_none()
    }
}
