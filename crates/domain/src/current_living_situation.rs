//! 4.12 Current Living Situation: a contact with somebody, where they stayed, and the questions that HUD asks of those
//! who do not stay in a homeless situation.

#[cfg(test)]
mod tests;

use crate::calendar::{self, parse_typed};
use crate::hud::{HudCode, LivingSituation, NoYesReasons, RentalSubsidyType};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The longest `LocationDetails` (4.12.4), in characters.
pub const LONGEST_PLACE: usize = 250;
/// The longest `VerifiedBy` (4.12.3), in characters.
pub const LONGEST_VERIFIED_BY: usize = 200;
/// The longest note, in characters.
pub const LONGEST_NOTE: usize = 2_000;

/// What outreach records most: one tap each.
pub const USUAL: [LivingSituation; 7] = [
    LivingSituation::PlaceNotMeantForHabitation,
    LivingSituation::EmergencyShelter,
    LivingSituation::FriendsHome,
    LivingSituation::FamilyMembersHome,
    LivingSituation::HotelOrMotel,
    LivingSituation::JailOrPrison,
    LivingSituation::WorkerUnableToDetermine,
];

/// The form as it was typed. `Debug` shows nothing.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Typed {
    /// 4.12.1 Information date.
    pub on: String,
    /// 4.12.2, a code: one of [`USUAL`], or blank.
    pub situation: String,
    /// 4.12.2, a code, where it is none of the usual ones.
    pub other_situation: String,
    /// 4.12.A, a code.
    pub subsidy: String,
    /// 4.12.3 Verified by.
    pub verified_by: String,
    /// 4.12.B Going to have to leave within 14 days, a code.
    pub leave: String,
    /// 4.12.C Subsequent residence identified, a code.
    pub subsequent: String,
    /// 4.12.D Resources or support to obtain other permanent housing, a code.
    pub resources: String,
    /// 4.12.E Lease or ownership interest in the last 60 days, a code.
    pub lease: String,
    /// 4.12.F Moved two or more times in the last 60 days, a code.
    pub moved: String,
    /// 4.12.4 Location details.
    pub place: String,
    /// A case note of the same day.
    pub note: String,
}

impl fmt::Debug for Typed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Typed").finish_non_exhaustive()
    }
}

/// The stay on which the contact is recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    /// 3.10 Project start date.
    pub entry_on: NaiveDate,
    /// 3.11 Project exit date.
    pub exit_on: Option<NaiveDate>,
    /// The stay is in a Coordinated Entry project (type 14): who verified is asked.
    pub coordinated_entry: bool,
    /// The day of the list or of the office.
    pub today: NaiveDate,
}

/// A contact that may be recorded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Contact {
    /// 4.12.1.
    pub on: NaiveDate,
    /// 4.12.2.
    pub situation: LivingSituation,
    /// 4.12.A; only with a subsidized rental.
    pub subsidy: Option<RentalSubsidyType>,
    /// 4.12.3; only for Coordinated Entry.
    pub verified_by: Option<String>,
    /// 4.12.B to F; only where HUD asks them.
    pub leaving: Option<Leaving>,
    /// 4.12.4.
    pub place: Option<String>,
    /// A case note of the same day.
    pub note: Option<String>,
}

/// Whether somebody who stays in a place must leave it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Leaving {
    /// 4.12.B.
    pub within_14_days: NoYesReasons,
    /// 4.12.C to F; only of those who must leave.
    pub then: Option<Then>,
}

/// What stands before somebody who must leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Then {
    /// 4.12.C.
    pub subsequent_residence: NoYesReasons,
    /// 4.12.D.
    pub resources_to_obtain: NoYesReasons,
    /// 4.12.E.
    pub lease_own_60_day: NoYesReasons,
    /// 4.12.F.
    pub moved_two_or_more: NoYesReasons,
}

/// A field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Field {
    /// 4.12.1.
    On,
    /// 4.12.2.
    Situation,
    /// 4.12.A.
    Subsidy,
    /// 4.12.3.
    VerifiedBy,
    /// 4.12.4.
    Place,
    /// The case note.
    Note,
}

/// What is wrong with a field, in words that say what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where.
    pub field: Field,
    /// What.
    pub words: String,
}

/// Whether HUD asks of a situation if the person must leave it (4.12.B): HUD's column rule names the codes.
#[must_use]
pub const fn asks_about_leaving(situation: LivingSituation) -> bool {
    matches!(
        situation.code(),
        204 | 205
            | 206
            | 207
            | 215
            | 225
            | 302
            | 314
            | 329
            | 332
            | 335
            | 336
            | 410
            | 411
            | 421
            | 435
    )
}

/// What is recorded where the questions about leaving were not asked.
#[must_use]
pub fn not_asked(situation: LivingSituation) -> Option<Leaving> {
    asks_about_leaving(situation).then_some(Leaving {
        within_14_days: NoYesReasons::NotCollected,
        then: None,
    })
}

/// Whether somebody should look for a household.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Due {
    /// The list's manager is nudged by now.
    Overdue,
    /// Within two weeks.
    Soon,
    /// Later.
    Later,
}

/// Days before a nudge in which a contact is due.
const SOON: i64 = 14;

/// When the next contact is due, after the last one or, where there was none, the entry. `nudge_after`: the days without
/// a contact after which the list's policy has somebody nudged.
#[must_use]
pub fn due(last_on: NaiveDate, nudge_after: i64, today: NaiveDate) -> Due {
    let silent = today.signed_duration_since(last_on).num_days();
    if silent >= nudge_after {
        Due::Overdue
    } else if silent >= nudge_after - SOON {
        Due::Soon
    } else {
        Due::Later
    }
}

/// Reads the form.
///
/// # Errors
/// Everything that is wrong with it at once, in the order of the fields.
pub fn parse(typed: &Typed, facts: &Facts) -> Result<Contact, Vec<Problem>> {
    let mut problems = Vec::new();
    let mut wrong = |field, words: &str| {
        problems.push(Problem {
            field,
            words: words.to_owned(),
        });
    };
    let on = day(typed, facts, &mut wrong);
    let chosen = if typed.situation.trim().is_empty() {
        &typed.other_situation
    } else {
        &typed.situation
    };
    let situation = code::<LivingSituation>(chosen).filter(|one| one.is_current_living_situation());
    if situation.is_none() {
        wrong(Field::Situation, "Choose where they stay.");
    }
    let subsidized = situation.is_some_and(LivingSituation::needs_subsidy_type);
    let subsidy = code(&typed.subsidy).filter(|_| subsidized);
    if subsidized && subsidy.is_none() {
        wrong(Field::Subsidy, "Choose the rental subsidy type.");
    }
    let verified_by = words(&typed.verified_by).filter(|_| facts.coordinated_entry);
    match &verified_by {
        None if facts.coordinated_entry => {
            wrong(
                Field::VerifiedBy,
                "Say which project or organization verified it.",
            );
        }
        Some(by) if too_long(by, LONGEST_VERIFIED_BY) => {
            wrong(Field::VerifiedBy, "At most 200 letters.");
        }
        _ => {}
    }
    let place = words(&typed.place);
    if place
        .as_ref()
        .is_some_and(|place| too_long(place, LONGEST_PLACE))
    {
        wrong(Field::Place, "At most 250 letters. The note takes more.");
    }
    let note = Some(typed.note.trim().replace("\r\n", "\n")).filter(|note| !note.is_empty());
    if note
        .as_ref()
        .is_some_and(|note| too_long(note, LONGEST_NOTE))
    {
        wrong(Field::Note, "At most 2,000 letters.");
    }
    match (on, situation) {
        (Some(on), Some(situation)) if problems.is_empty() => Ok(Contact {
            on,
            situation,
            subsidy,
            verified_by,
            leaving: asks_about_leaving(situation).then(|| leaving(typed)),
            place,
            note,
        }),
        _ => Err(problems),
    }
}

fn day(typed: &Typed, facts: &Facts, wrong: &mut impl FnMut(Field, &str)) -> Option<NaiveDate> {
    if typed.on.trim().is_empty() {
        wrong(Field::On, "Enter the date of the contact.");
        return None;
    }
    let Ok(on) = parse_typed(&typed.on, facts.today) else {
        wrong(
            Field::On,
            "Enter a date such as 11/14/2026, today or yesterday.",
        );
        return None;
    };
    if on > facts.today {
        wrong(Field::On, "The contact cannot be after today.");
    } else if on < facts.entry_on {
        let entry = calendar::words(facts.entry_on);
        wrong(
            Field::On,
            &format!("This enrollment began on {entry}. The contact cannot be before that."),
        );
    } else if let Some(exit) = facts.exit_on.filter(|exit| on > *exit) {
        let exit = calendar::words(exit);
        wrong(
            Field::On,
            &format!("This enrollment ended on {exit}. The contact cannot be after that."),
        );
    }
    Some(on)
}

/// What was not asked on the street was not collected.
fn leaving(typed: &Typed) -> Leaving {
    let answer = |typed: &str| code(typed).unwrap_or(NoYesReasons::NotCollected);
    let within_14_days = answer(&typed.leave);
    Leaving {
        within_14_days,
        then: (within_14_days == NoYesReasons::Yes).then(|| Then {
            subsequent_residence: answer(&typed.subsequent),
            resources_to_obtain: answer(&typed.resources),
            lease_own_60_day: answer(&typed.lease),
            moved_two_or_more: answer(&typed.moved),
        }),
    }
}

fn code<C: HudCode>(typed: &str) -> Option<C> {
    typed.trim().parse().ok().and_then(C::from_code)
}

fn words(typed: &str) -> Option<String> {
    let text = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}

fn too_long(text: &str, most: usize) -> bool {
    text.chars().count() > most
}
