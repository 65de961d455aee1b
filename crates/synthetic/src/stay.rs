//! Stays of a household in projects, and how they end.

use crate::case::Scene;
use crate::draw::{before, days};
use crate::household::Member;
use crate::record::{Enrollment, Exit, PriorSituation, Stay};
use chrono::NaiveDate;
use domain::hud::{
    LengthOfStay, LivingSituation, LivingSituationGroup, MonthsHomelessPastThreeYears,
    NoYesReasons, RelationshipToHoH, RentalSubsidyType, TimesHomelessPastThreeYears,
};
use domain::ids::ProjectId;
use domain::policy::OutflowClass;

/// How a household leaves a project.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Leaving {
    pub(crate) on: NaiveDate,
    pub(crate) destination: LivingSituation,
    pub(crate) subsidy: Option<RentalSubsidyType>,
    pub(crate) reason: Option<(&'static str, OutflowClass)>,
}

impl Scene<'_> {
    /// A stay of all members since a day.
    pub(crate) fn stay(
        &mut self,
        project: ProjectId,
        members: &[Member],
        entry_on: NaiveDate,
        before_it: LivingSituation,
    ) -> Stay {
        let id = self.draw.id();
        let enrollments = members
            .iter()
            .map(|member| {
                let answers =
                    member.age >= 18 || member.relationship == RelationshipToHoH::HeadOfHousehold;
                Enrollment {
                    id: self.draw.id(),
                    client: member.client.id,
                    // Nobody enters before birth.
                    entry_on: member.client.dob.map_or(entry_on, |dob| dob.max(entry_on)),
                    relationship: member.relationship,
                    disabling: self.disabling(member.age),
                    prior: answers.then(|| self.prior(before_it, entry_on)),
                    engaged_on: None,
                    move_in_on: None,
                    exit: None,
                    contacts: Vec::new(),
                    assessments: Vec::new(),
                    events: Vec::new(),
                }
            })
            .collect();
        Stay {
            id,
            project,
            coc: self.coc.code.clone(),
            enrollments,
            written_here: true,
            assigned: false,
        }
    }

    /// Ends a stay for everybody who is still in it.
    pub(crate) fn leave(&mut self, stay: &mut Stay, leaving: Leaving) {
        let act = self.draw.id();
        let members = stay.enrollments.iter_mut();
        for enrollment in members.filter(|enrollment| enrollment.exit.is_none()) {
            enrollment.exit = Some(Exit {
                id: self.draw.id(),
                act,
                on: leaving.on.max(enrollment.entry_on),
                destination: leaving.destination,
                subsidy: leaving.subsidy,
                other: (leaving.destination == LivingSituation::Other)
                    .then_some("Travels with a seasonal crew"),
                reason: leaving.reason,
            });
        }
    }

    fn disabling(&mut self, age: i64) -> NoYesReasons {
        let yes = if age < 18 { 14 } else { 62 };
        if self.draw.chance(yes) {
            return NoYesReasons::Yes;
        }
        self.draw.weigh(
            NoYesReasons::No,
            &[
                (2, NoYesReasons::DoesNotKnow),
                (4, NoYesReasons::PrefersNotToAnswer),
                (2, NoYesReasons::NotCollected),
            ],
            92,
        )
    }

    /// 3.917, whose later questions depend on the earlier answers.
    fn prior(&mut self, situation: LivingSituation, entry_on: NaiveDate) -> PriorSituation {
        let length = self.draw.weigh(
            LengthOfStay::WeekToMonth,
            &[
                (24, LengthOfStay::MonthTo90Days),
                (22, LengthOfStay::Days90ToYear),
                (14, LengthOfStay::YearOrLonger),
                (6, LengthOfStay::OneNightOrLess),
                (10, LengthOfStay::TwoToSixNights),
            ],
            24,
        );
        let group = situation.group();
        // Under 90 days in an institution, under 7 nights elsewhere: the street before it counts.
        let short = match length {
            LengthOfStay::OneNightOrLess | LengthOfStay::TwoToSixNights => true,
            LengthOfStay::WeekToMonth | LengthOfStay::MonthTo90Days => {
                group == LivingSituationGroup::Institutional
            }
            _ => false,
        };
        let homeless = group == LivingSituationGroup::Homeless;
        let under_threshold = (!homeless).then_some(short);
        let on_street_before = (!homeless && short).then(|| self.draw.chance(70));
        if !homeless && on_street_before != Some(true) {
            return PriorSituation {
                situation,
                length,
                under_threshold,
                on_street_before,
                homeless_since: None,
                times: None,
                months: None,
            };
        }
        let since = before(entry_on, self.draw.sooner(1, 800));
        let times = self.draw.weigh(
            TimesHomelessPastThreeYears::OneTime,
            &[
                (22, TimesHomelessPastThreeYears::TwoTimes),
                (12, TimesHomelessPastThreeYears::ThreeTimes),
                (21, TimesHomelessPastThreeYears::FourOrMoreTimes),
            ],
            45,
        );
        let at_least = i32::try_from(days(since, entry_on) / 30 + 1).unwrap_or(1);
        let months = MonthsHomelessPastThreeYears::from_code(100 + at_least.min(13));
        PriorSituation {
            situation,
            length,
            under_threshold,
            on_street_before,
            homeless_since: Some(since),
            times: Some(times),
            months,
        }
    }
}
