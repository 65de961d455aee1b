//! The exit form as it is sent, and its parsing.

use chrono::NaiveDate;
use domain::calendar;
use domain::exit::{Answers, Command, Field, Leaving, OwnDestination, Problem, Rule};
use domain::hud::{LivingSituation, RentalSubsidyType};
use domain::ids::EnrollmentId;
use serde::{Deserialize, Serialize};

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
    /// One row a member.
    pub members: Vec<MemberForm>,
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
                exit_on: date(&self.exit_date, today, None, &mut problems),
                destination: destination(&self.destination, None, &mut problems),
                subsidy: code(&self.subsidy),
                other_destination: text(&self.other_destination),
            },
            leaving: Vec::new(),
            removal_reason: text(&self.removal_reason),
            note: text(&self.note),
        };
        for member in self
            .members
            .iter()
            .filter(|member| !member.leaves.is_empty())
        {
            let enrollment: EnrollmentId = member.enrollment.parse().map_err(|_| NotOurForm)?;
            let version = member.version.parse().map_err(|_| NotOurForm)?;
            let own = destination(&member.destination, Some(enrollment), &mut problems);
            command.leaving.push(Leaving {
                enrollment,
                version,
                exit_on: date(&member.exit_date, today, Some(enrollment), &mut problems),
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
        policy: &domain::policy::Policy,
    ) -> Result<domain::exit::Plan, Vec<Problem>> {
        let Ok((command, mut problems)) = self.parse(facts.today) else {
            return Err(vec![Problem {
                field: Field::Leaving,
                rule: Rule::NotAMember,
                message: "This form is not of this page any more. Reload it.".to_owned(),
            }]);
        };
        match domain::exit::decide(facts, &command, policy) {
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
    member: Option<EnrollmentId>,
    problems: &mut Vec<Problem>,
) -> Option<NaiveDate> {
    let typed = text(typed)?;
    match calendar::parse_typed(&typed, today) {
        Ok(day) => Some(day),
        Err(unreadable) => {
            problems.push(Problem {
                field: Field::ExitOn(member),
                rule: Rule::ExitDateUnreadable,
                message: unreadable.to_string(),
            });
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

fn code(typed: &str) -> Option<RentalSubsidyType> {
    RentalSubsidyType::from_code(typed.trim().parse().ok()?)
}
