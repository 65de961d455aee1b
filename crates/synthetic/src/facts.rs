//! Contacts, assessments and access events of a Coordinated Entry stay.

use crate::case::Scene;
use crate::draw::{after, before, days};
use crate::record::{Assessment, Contact, Event, Stay};
use chrono::NaiveDate;
use domain::hud::{
    AssessmentLevel, AssessmentType, EventType, LivingSituation, PrioritizationStatus,
};

/// A local question; its answers in the order of their points, from none up.
type Question = (&'static str, &'static [&'static str]);

/// Five questions of an invented form, 17 points in all.
const QUESTIONS: [Question; 5] = [
    (
        "Where do you sleep most often?",
        &[
            "With family or friends",
            "In a motel",
            "In a shelter",
            "In a vehicle",
            "Outside",
        ],
    ),
    (
        "How long have you been without a home of your own?",
        &[
            "Less than a month",
            "One to three months",
            "Three months to a year",
            "One to three years",
            "Longer than three years",
        ],
    ),
    (
        "How much does your health get in the way of finding a home?",
        &["Not at all", "A little", "Often", "Every day"],
    ),
    (
        "Have you felt unsafe where you stay?",
        &["Never", "Once", "Sometimes", "Most nights"],
    ),
    (
        "Does your income cover a month's rent?",
        &["Fully", "Mostly", "For less than half", "There is none"],
    ),
];

const OUTSIDE: [&str; 4] = [
    "Camp by the river",
    "Vehicle in a store's parking lot",
    "Bus shelter downtown",
    "Woods behind the fairgrounds",
];

impl Scene<'_> {
    /// Contacts with the head from one day to another, at gaps that vary.
    pub(crate) fn contacts(
        &mut self,
        stay: &mut Stay,
        situation: LivingSituation,
        from: NaiveDate,
        last: NaiveDate,
    ) {
        let mut on = from;
        let mut contacts = Vec::new();
        while on < last {
            contacts.push(self.contact(on, situation));
            on = after(on, self.draw.sooner(12, 75));
        }
        contacts.push(self.contact(last, situation));
        if let Some(head) = stay.enrollments.first_mut() {
            head.contacts = contacts;
        }
    }

    pub(crate) fn contact(&mut self, on: NaiveDate, situation: LivingSituation) -> Contact {
        let outside = situation == LivingSituation::PlaceNotMeantForHabitation;
        Contact {
            id: self.draw.id(),
            on,
            situation,
            place: if outside {
                self.draw.pick(&OUTSIDE).copied()
            } else {
                None
            },
        }
    }

    /// A housing needs assessment of a day whose points are drawn, or add up to `score`.
    pub(crate) fn assessment(
        &mut self,
        on: NaiveDate,
        prioritization: PrioritizationStatus,
        score: Option<i64>,
    ) -> Assessment {
        let mut points = QUESTIONS.map(|(_, answers)| {
            let most = i64::try_from(answers.len()).unwrap_or(1) - 1;
            (self.draw.between(0, most), most)
        });
        if let Some(score) = score {
            // Fill from the first question on.
            let mut left = score;
            for point in &mut points {
                point.0 = left.min(point.1);
                left -= point.0;
            }
        }
        let answers = QUESTIONS
            .iter()
            .zip(&points)
            .filter_map(|((question, answers), (given, _))| {
                let answer = answers.get(usize::try_from(*given).unwrap_or_default())?;
                Some((self.draw.id(), *question, *answer))
            })
            .collect();
        let total = points.iter().map(|(given, _)| given).sum::<i64>();
        Assessment {
            id: self.draw.id(),
            on,
            location: self.draw.weigh(
                "Office",
                &[(20, "Shelter"), (15, "By phone"), (10, "Drop-in center")],
                55,
            ),
            kind: self.draw.weigh(
                AssessmentType::InPerson,
                &[(18, AssessmentType::Phone), (7, AssessmentType::Virtual)],
                75,
            ),
            level: AssessmentLevel::HousingNeeds,
            prioritization,
            score: i32::try_from(total).unwrap_or_default(),
            answers,
            result_id: self.draw.id(),
        }
    }

    /// Assessments of a stay up to a day; some stays have none yet, some were not placed.
    pub(crate) fn assessments(&mut self, stay: &mut Stay, from: NaiveDate, until: NaiveDate) {
        if self.draw.chance(4) {
            return;
        }
        let status = if self.draw.chance(5) {
            PrioritizationStatus::NotPlaced
        } else {
            PrioritizationStatus::Placed
        };
        let first = after(from, self.draw.sooner(0, 9)).min(until);
        let mut made = vec![self.assessment(first, status, None)];
        if days(first, until) > 150 && self.draw.chance(35) {
            let again = after(first, self.draw.between(90, 150));
            made.push(self.assessment(again, PrioritizationStatus::Placed, None));
        }
        if let Some(head) = stay.enrollments.first_mut() {
            head.assessments = made;
        }
    }

    /// What was tried before housing: problem solving, outreach, navigation.
    pub(crate) fn access_events(&mut self, stay: &mut Stay, from: NaiveDate, until: NaiveDate) {
        if self.draw.chance(45) {
            return;
        }
        let mut events = Vec::new();
        for _ in 0..self.draw.sooner(1, 3) {
            let kind = self.draw.weigh(
                EventType::ProblemSolving,
                &[
                    (20, EventType::HousingNeedsAssessment),
                    (10, EventType::CrisisNeedsAssessment),
                    (18, EventType::HousingNavigation),
                    (12, EventType::StreetOutreach),
                    (8, EventType::EmergencyAssistance),
                    (4, EventType::NonContinuumNoAvailability),
                ],
                28,
            );
            events.push(Event {
                id: self.draw.id(),
                on: before(until, self.draw.between(0, days(from, until))).max(from),
                kind,
                safe_alternative: (kind == EventType::ProblemSolving).then(|| self.draw.chance(15)),
                referral: None,
            });
        }
        events.sort_by_key(|event| event.on);
        if let Some(head) = stay.enrollments.first_mut() {
            head.events.append(&mut events);
        }
    }
}
