//! What the facts suggest.

use super::{day, household, housing, referral};
use crate::exit::{Facts, Suggestion, suggest};
use crate::hud::{LivingSituation, ProjectType, RentalSubsidyType};
use crate::policy::{OutflowClass, Policy};

fn suggested(change: fn(&mut Facts, &mut Policy)) -> Suggestion {
    let (mut facts, mut policy) = (household(), Policy::default());
    facts.housing = vec![housing()];
    change(&mut facts, &mut policy);
    suggest(&facts, &policy.exit_rules())
}

fn reason(suggestion: Suggestion) -> Option<String> {
    suggestion.removal_reason.map(|one| one.answer)
}

#[test]
fn nothing_where_nobody_moved_in() {
    assert_eq!(
        suggested(|f, _| f.housing[0].moved_in_on = None),
        Suggestion::default()
    );
    assert_eq!(
        suggested(|f, _| f.housing[0].moved_in_on = Some(day("2026-11-15"))),
        Suggestion::default(),
        "a move-in that is planned has not happened"
    );
}

#[test]
fn the_date_and_why() {
    let exit_on = suggested(|_, _| {}).exit_on.expect("a date");
    assert_eq!(exit_on.answer, day("2026-11-08"));
    assert_eq!(
        exit_on.why,
        "Filled in from the move-in date, November 8, 2026."
    );
}

#[test]
fn where_they_are_follows_from_the_type_of_the_project() {
    use RentalSubsidyType as S;
    for (project_type, subsidy) in [
        (
            ProjectType::PermanentSupportiveHousing,
            Some(S::PermanentSupportiveHousing),
        ),
        (ProjectType::RapidRehousing, Some(S::RapidRehousing)),
        (ProjectType::PhHousingOnly, Some(S::OtherPermanentHousing)),
        (
            ProjectType::PhHousingWithServices,
            Some(S::OtherPermanentHousing),
        ),
        (ProjectType::TransitionalHousing, None),
    ] {
        let mut facts = household();
        facts.housing = vec![housing()];
        facts.housing[0].project_type = Some(project_type);
        let found = suggest(&facts, &Policy::default().exit_rules()).destination;
        let expected = subsidy.map(|kind| (LivingSituation::RentalWithSubsidy, Some(kind)));
        assert_eq!(found.map(|one| one.answer), expected, "{project_type:?}");
    }
}

#[test]
fn the_referral_that_led_there() {
    let led = suggested(|f, _| f.referrals = vec![referral()]);
    let found = led.referral.as_ref().map(|one| one.answer.event);
    assert_eq!(found, Some(referral().event));
    assert_eq!(reason(led).as_deref(), Some("housed_referral"));
    let elsewhere = suggested(|f, _| {
        f.referrals = vec![referral()];
        f.referrals[0].to = "Elm House".to_owned();
    });
    assert_eq!(elsewhere.referral, None);
    assert_eq!(reason(elsewhere).as_deref(), Some("housed_self"));
}

#[test]
fn a_policy_with_its_own_reasons() {
    let own = suggested(|_, p| {
        p.removal_reasons
            .retain(|reason| !reason.code.starts_with("housed"));
        p.removal_reasons[1].class = OutflowClass::Housed;
    });
    let code = Policy::default().removal_reasons[3].code.clone();
    assert_eq!(reason(own), Some(code));
    let none = suggested(|_, p| {
        p.removal_reasons
            .retain(|reason| reason.class != OutflowClass::Housed);
    });
    assert_eq!(reason(none), None);
    let retired = suggested(|_, p| p.removal_reasons[1].retired = true);
    assert_eq!(reason(retired).as_deref(), Some("housed_referral"));
}
