//! The exit form as it is sent, and its parsing.

use chrono::NaiveDate;
use domain::calendar;
use domain::exit::{
    Answers, Command, Contact, Field, Leaving, OwnDestination, Problem, Relation, Rule,
};
use domain::hud::{HudCode, LivingSituation};
use domain::ids::{EnrollmentId, HouseholdId};
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// What the browser sends, as it was typed. A blank is an empty text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ExitForm {
    /// The enrollment from which the page was opened.
    pub enrollment: String,
    /// The same submission twice is one exit.
    pub key: String,
    /// 3.11, for all who follow.
    pub exit_date: String,
    /// 3.12.1 as a number.
    pub destination: String,
    /// 3.12.A as a number.
    pub subsidy: String,
    /// 3.12.B.
    pub other_destination: String,
    /// Code of the policy's reason.
    pub removal_reason: String,
    /// A note.
    pub note: String,
    /// Why an administrator repairs.
    pub purpose: String,
    /// The enrollment of the new head of household.
    pub new_head: String,
    /// The event of the referral that housed them.
    pub referral: String,
    /// Ticked where a contact is recorded.
    pub contact_made: String,
    /// 4.12.1.
    pub contact_date: String,
    /// 4.12.2 as a number.
    pub contact_situation: String,
    /// 4.12.A as a number.
    pub contact_subsidy: String,
    /// The key of the warnings that were confirmed.
    pub confirmed: String,
    /// The suggestion or the proposal that is decided with it.
    pub suggestion: String,
    /// One row a member.
    pub members: Vec<MemberForm>,
    /// One row for each other household that may be closed too.
    pub others: Vec<OtherForm>,
}

/// One member's row.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MemberForm {
    /// Whose row.
    pub enrollment: String,
    /// The version that was shown.
    pub version: String,
    /// Ticked; an unticked box is not sent.
    pub leaves: String,
    /// Own 3.11.
    pub exit_date: String,
    /// Own 3.12.1.
    pub destination: String,
    /// Own 3.12.A.
    pub subsidy: String,
    /// Own 3.12.B.
    pub other_destination: String,
    /// 3.15 to the new head of household, as a number.
    pub relationship: String,
}

/// Another household of the members on the list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OtherForm {
    /// Which.
    pub household: String,
    /// Ticked; an unticked box is not sent.
    pub close: String,
}

/// Why a form is not understood at all: it did not come from our page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotOurForm;

impl ExitForm {
    /// Parses what was typed; what cannot be read becomes a problem beside its field.
    ///
    /// # Errors
    /// [`NotOurForm`] when ids or versions are broken.
    pub fn parse(&self, today: NaiveDate) -> Result<(Command, Vec<Problem>), NotOurForm> {
        let mut problems = Vec::new();
        let mut command = Command {
            answers: Answers {
                exit_on: date(&self.exit_date, today, Field::ExitOn(None), &mut problems),
                destination: destination(&self.destination, None, &mut problems),
                subsidy: code(&self.subsidy),
                other_destination: text(&self.other_destination),
            },
            removal_reason: text(&self.removal_reason),
            note: text(&self.note),
            new_head: id(&self.new_head)?,
            referral: id(&self.referral)?,
            confirmed: text(&self.confirmed),
            ..Command::default()
        };
        if !self.contact_made.is_empty() {
            command.contact = Some(Contact {
                on: date(&self.contact_date, today, Field::ContactOn, &mut problems),
                situation: code(&self.contact_situation),
                subsidy: code(&self.contact_subsidy),
            });
        }
        for other in self.others.iter().filter(|other| !other.close.is_empty()) {
            command.close.extend(id::<HouseholdId>(&other.household)?);
        }
        for member in &self.members {
            let enrollment: EnrollmentId = member.enrollment.parse().map_err(|_| NotOurForm)?;
            if let Some(relationship) = code(&member.relationship) {
                command.relations.push(Relation {
                    enrollment,
                    relationship,
                });
            }
            if member.leaves.is_empty() {
                continue;
            }
            let version = member.version.parse().map_err(|_| NotOurForm)?;
            let own = destination(&member.destination, Some(enrollment), &mut problems);
            let field = Field::ExitOn(Some(enrollment));
            command.leaving.push(Leaving {
                enrollment,
                version,
                exit_on: date(&member.exit_date, today, field, &mut problems),
                destination: own.map(|destination| OwnDestination {
                    destination,
                    subsidy: code(&member.subsidy),
                    other_destination: text(&member.other_destination),
                }),
            });
        }
        Ok((command, problems))
    }

    /// Parses and decides: the problems of both, the unreadable before the missing.
    ///
    /// # Errors
    /// Every problem; a field whose text could not be read is not called missing too.
    pub fn decide(
        &self,
        facts: &domain::exit::Facts,
        rules: &domain::policy::ExitRules,
    ) -> Result<domain::exit::Plan, Vec<Problem>> {
        let Ok((command, mut problems)) = self.parse(facts.today) else {
            return Err(vec![Problem {
                field: Field::Leaving,
                rule: Rule::NotAMember,
                message: "This form is not of this page any more. Reload it.".to_owned(),
            }]);
        };
        match domain::exit::decide(facts, &command, rules) {
            Ok(plan) if problems.is_empty() => Ok(plan),
            Ok(_) => Err(problems),
            Err(decided) => {
                let unread = problems
                    .iter()
                    .map(|problem| problem.field)
                    .collect::<Vec<_>>();
                problems.extend(
                    decided
                        .into_iter()
                        .filter(|problem| !unread.contains(&problem.field)),
                );
                problems.sort_by_key(|problem| problem.field);
                Err(problems)
            }
        }
    }
}

fn text(typed: &str) -> Option<String> {
    let typed = typed.trim();
    (!typed.is_empty()).then(|| typed.to_owned())
}

fn date(
    typed: &str,
    today: NaiveDate,
    field: Field,
    problems: &mut Vec<Problem>,
) -> Option<NaiveDate> {
    match calendar::parse_typed(&text(typed)?, today) {
        Ok(day) => Some(day),
        Err(why) => {
            problems.push(Problem::unreadable_date(field, why));
            None
        }
    }
}

fn destination(
    typed: &str,
    member: Option<EnrollmentId>,
    problems: &mut Vec<Problem>,
) -> Option<LivingSituation> {
    let typed = text(typed)?;
    let found = typed.parse().ok().and_then(LivingSituation::from_code);
    if found.is_none() {
        problems.push(Problem {
            field: Field::Destination(member),
            rule: Rule::DestinationInvalid,
            message: "This cannot be a destination. Choose one from the list.".to_owned(),
        });
    }
    found
}

fn code<C: HudCode>(typed: &str) -> Option<C> {
    C::from_code(typed.trim().parse().ok()?)
}

/// An id that was chosen, not typed.
fn id<I: FromStr>(chosen: &str) -> Result<Option<I>, NotOurForm> {
    let chosen = chosen.trim();
    if chosen.is_empty() {
        return Ok(None);
    }
    chosen.parse().map(Some).map_err(|_| NotOurForm)
}
