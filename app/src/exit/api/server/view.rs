//! The form as it is opened: everybody ticked, filled in from what the facts suggest.

use super::others;
use super::tiles::tiles;
use crate::exit::around::{Earlier, Guidance, Tiles, Top};
use crate::exit::form::{ExitForm, MemberForm};
use crate::exit::model::{FilledIn, SheetView, SuggestedDate};
use crate::ui::markup::markup;
use domain::calendar;
use domain::exit::{Facts, Member, Suggestion, suggest};
use domain::hud::LivingSituation;
use domain::ids::EnrollmentId;
use leptos::prelude::*;
use store::exit::{Sheet, Surroundings};
use uuid::Uuid;

pub(super) fn view(
    enrollment: EnrollmentId,
    sheet: Sheet,
    earlier: Earlier,
    helpdesk: String,
) -> SheetView {
    let (above, below) = (sheet.clone(), sheet.clone());
    let tiles = tiles(&sheet.surroundings, &sheet.facts);
    let rules = sheet.policy.exit_rules();
    let suggestion = suggest(&sheet.facts, &rules);
    let mut form = form(enrollment, &sheet.facts, &suggestion);
    form.purpose = sheet.purpose.clone().unwrap_or_default();
    SheetView {
        top: markup(view! { <Top sheet=above earlier=earlier /> }),
        tiles: markup(view! { <Tiles tiles=tiles /> }),
        guidance: markup(view! { <Guidance sheet=below helpdesk=helpdesk /> }),
        suggested: suggested(&sheet.surroundings, &sheet.facts),
        filled_in: FilledIn {
            exit_date: suggestion.exit_on.map(|one| one.why),
            destination: suggestion.destination.map(|one| one.why),
            removal_reason: suggestion.removal_reason.map(|one| one.why),
            referral: suggestion.referral.map(|one| one.why),
        },
        form,
        told: sheet.surroundings.told,
        suggests: sheet.suggests,
        needs_purpose: sheet.purpose.is_some(),
        facts: sheet.facts,
        rules,
        problems: Vec::new(),
    }
}

fn form(enrollment: EnrollmentId, facts: &Facts, suggestion: &Suggestion) -> ExitForm {
    let place = suggestion.destination.as_ref().map(|one| one.answer);
    let subsidy = place.and_then(|(_, subsidy)| subsidy);
    // Who is known to have died leaves alone, unless the household is housed.
    let some_died = place.is_none() && facts.open().any(|member| member.died_on.is_some());
    let mut form = ExitForm {
        enrollment: enrollment.to_string(),
        key: store::ids::new::<Uuid>().to_string(),
        exit_date: suggestion
            .exit_on
            .as_ref()
            .map(|one| calendar::typed(one.answer))
            .unwrap_or_default(),
        destination: place
            .map(|(place, _)| place.code().to_string())
            .unwrap_or_default(),
        subsidy: subsidy
            .map(|kind| kind.code().to_string())
            .unwrap_or_default(),
        removal_reason: suggestion
            .removal_reason
            .as_ref()
            .map(|one| one.answer.clone())
            .unwrap_or_default(),
        referral: suggestion
            .referral
            .as_ref()
            .map(|one| one.answer.event.to_string())
            .unwrap_or_default(),
        contact_date: calendar::typed(facts.today),
        members: facts.open().map(|member| row(member, some_died)).collect(),
        ..ExitForm::default()
    };
    form.others = others(facts, &[]);
    form
}

fn row(member: &Member, some_died: bool) -> MemberForm {
    let mut row = MemberForm {
        enrollment: member.enrollment.to_string(),
        version: member.version.to_string(),
        ..MemberForm::default()
    };
    if let Some(died_on) = member.died_on {
        row.exit_date = calendar::typed(died_on.max(member.entry_on));
        row.destination = LivingSituation::Deceased.code().to_string();
    }
    if !some_died || member.died_on.is_some() {
        row.leaves = "yes".to_owned();
    }
    row
}

/// Dates that one press fills in.
fn suggested(around: &Surroundings, facts: &Facts) -> Vec<SuggestedDate> {
    let moved_in = facts.housing.iter().find_map(|housing| housing.moved_in_on);
    let accepted = around
        .result_on
        .filter(|_| around.referral_result == Some(1));
    let mut days = vec![
        ("Move-in", moved_in),
        ("Referral accepted", accepted),
        ("Last contact", facts.last_contact_on),
        ("Today", Some(facts.today)),
    ];
    days.retain(|(_, day)| day.is_none_or(|day| day <= facts.today));
    days.into_iter()
        .filter_map(|(label, day)| {
            let day = day?;
            Some(SuggestedDate {
                label: format!("{label}, {}", calendar::short(day)),
                day,
            })
        })
        .collect()
}
