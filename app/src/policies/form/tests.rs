//! What the form sends is what the policy says.

use super::{LinkForm, PolicyForm, ReasonForm};
use domain::ids::{ListAuthorityId, PolicyId};
use domain::policy::{ExitRight, Link, OutflowClass, Policy, PolicyPart};
use uuid::Uuid;

const VERSION: PolicyId = PolicyId(Uuid::nil());

fn in_force() -> Policy {
    let mut policy = Policy {
        review_after_refusals: Some(3),
        managers_grant: true,
        propose_no_contact: false,
        ..Policy::default()
    };
    policy.exit.shelter_staff = ExitRight::None;
    policy.removal_reasons[3].retired = true;
    policy.guidance.links = vec![Link {
        title: "Programs".to_owned(),
        href: "/programs".to_owned(),
    }];
    policy
}

fn form(policy: &Policy) -> PolicyForm {
    PolicyForm::of(ListAuthorityId(Uuid::nil()), policy, VERSION)
}

fn parts(form: &PolicyForm) -> Vec<PolicyPart> {
    let problems = form.parse(&in_force()).problems;
    problems.iter().map(|problem| problem.part).collect()
}

#[test]
fn an_untouched_form_changes_nothing() {
    for policy in [Policy::default(), in_force()] {
        let parsed = form(&policy).parse(&policy);
        assert_eq!(parsed.problems, []);
        assert_eq!(parsed.policy, policy);
    }
}

#[test]
fn the_form_has_room_for_more() {
    let form = form(&in_force());
    let empty = form.reasons.iter().filter(|row| row.code.is_empty());
    assert_eq!(empty.count(), 3);
    assert_eq!(form.links.len(), 3);
}

#[test]
fn a_new_reason_goes_where_its_number_puts_it() {
    let before = in_force();
    let mut form = form(&before);
    let row = form.reasons.len() - 2;
    form.reasons[row] = ReasonForm {
        order: "15".to_owned(),
        label: "  Served by   another list ".to_owned(),
        class: "transferred".to_owned(),
        offered: "yes".to_owned(),
        ..ReasonForm::default()
    };
    let parsed = form.parse(&before);
    assert_eq!(parsed.problems, []);
    let added = &parsed.policy.removal_reasons[1];
    assert_eq!(added.code, "served_by_another_list");
    assert_eq!(added.label, "Served by another list");
    assert_eq!(added.class, OutflowClass::Transferred);
    assert_eq!(
        parsed.policy.removal_reasons.len(),
        before.removal_reasons.len() + 1
    );
}

#[test]
fn problems_stand_in_the_rows_of_the_form() {
    let mut form = form(&in_force());
    // The first row moves to the end of the policy; its problem stays in the first row.
    form.reasons[0].order = "999".to_owned();
    form.reasons[0].label = " ".to_owned();
    let new = form.reasons.len() - 1;
    form.reasons[new].label = "Jailed".to_owned();
    form.days
        .insert("inactive_after".to_owned(), "soon".to_owned());
    form.days.insert("backdate".to_owned(), "0".to_owned());
    form.refusals = "often".to_owned();
    form.summary = "\r\n".to_owned();
    form.links[2] = LinkForm {
        title: "Elsewhere".to_owned(),
        href: "elsewhere".to_owned(),
    };
    assert_eq!(
        parts(&form),
        [
            PolicyPart::ReasonLabel(0),
            PolicyPart::ReasonLabel(new),
            PolicyPart::InactiveAfterDays,
            PolicyPart::ExitBackdateDays,
            PolicyPart::ReviewAfterRefusals,
            PolicyPart::Summary,
            PolicyPart::LinkHref(2),
        ]
    );
}

#[test]
fn unticked_and_blank_are_off() {
    let before = in_force();
    let mut form = form(&before);
    form.switches.clear();
    form.refusals.clear();
    form.reasons[0].offered.clear();
    form.details = "One\r\nline.\r\n \r\n\r\nTwo.\r\n".to_owned();
    form.links.clear();
    let parsed = form.parse(&before);
    assert_eq!(parsed.problems, []);
    let policy = parsed.policy;
    assert!(!policy.removal_reason_required && !policy.managers_grant);
    assert_eq!(policy.review_after_refusals, None);
    assert!(policy.removal_reasons[0].retired);
    assert_eq!(policy.guidance.details, ["One line.", "Two."]);
    assert_eq!(policy.guidance.links, []);
}

#[test]
fn a_kept_form_takes_up_what_came_meanwhile() {
    let before = Policy::default();
    let mut kept = form(&before);
    kept.reasons[0].label = "Housed by us".to_owned();
    let mut now = before.clone();
    now.removal_reasons.push(domain::policy::RemovalReason {
        code: "jailed".to_owned(),
        label: "Jailed".to_owned(),
        class: OutflowClass::Other,
        needs_note: false,
        retired: false,
    });
    let version = PolicyId(Uuid::max());
    let form = kept.over(&now, version);
    assert_eq!(form.typed_over(), Some(version));
    let parsed = form.parse(&now);
    assert_eq!(parsed.problems, []);
    assert_eq!(
        parsed.policy.changes(&now),
        [
            "Reason \u{201c}Housed by us\u{201d} was called \u{201c}Housed through a Coordinated Entry referral\u{201d}."
        ]
    );
}

#[test]
fn a_code_that_nobody_knows_makes_no_gap() {
    let before = Policy::default();
    let mut form = form(&before);
    form.reasons[0].code = "invented".to_owned();
    form.reasons[0].label = "Invented".to_owned();
    let parsed = form.parse(&before);
    assert_eq!(parsed.problems, []);
    assert!(parsed.policy.removal_reason("housed_referral").is_some());
    assert_eq!(parsed.policy.removal_reasons[0].label, "Invented");
}
