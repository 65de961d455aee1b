//! The parts of a policy that are plain numbers or switches: their names in the form, and their places.

use super::form::PolicyForm;
use domain::policy::{Bounds, Policy, PolicyPart};
use std::ops::RangeInclusive;

/// A number of days.
pub(super) struct Days {
    /// Its name in the form.
    pub code: &'static str,
    /// Where a problem of it belongs.
    pub part: PolicyPart,
    /// The label.
    pub label: &'static str,
    /// What is counted.
    pub unit: &'static str,
    /// What it does.
    pub hint: &'static str,
    /// What it may be.
    pub bounds: RangeInclusive<i64>,
    /// Reads it.
    pub get: fn(&Policy) -> i64,
    /// Writes it.
    pub set: fn(&mut Policy, i64),
}

/// All of them, in the order of the page.
pub(super) const DAYS: [Days; 4] = [
    Days {
        code: "inactive_after",
        part: PolicyPart::InactiveAfterDays,
        label: "Inactive after",
        unit: "days without contact",
        hint: "Such households keep their place, after those that are ranked.",
        bounds: Bounds::INACTIVE,
        get: |policy| policy.inactive_after_days,
        set: |policy, days| policy.inactive_after_days = days,
    },
    Days {
        code: "nudge_after",
        part: PolicyPart::NudgeAfterDays,
        label: "Assessor is reminded after",
        unit: "days without contact",
        hint: "Kept for reminders, which are not sent yet.",
        bounds: Bounds::NUDGE,
        get: |policy| policy.nudge_after_days,
        set: |policy, days| policy.nudge_after_days = days,
    },
    Days {
        code: "backdate",
        part: PolicyPart::ExitBackdateDays,
        label: "Exit date is confirmed after",
        unit: "days",
        hint: "An exit date further back is asked about once more.",
        bounds: Bounds::BACKDATE,
        get: |policy| policy.exit_backdate_days,
        set: |policy, days| policy.exit_backdate_days = days,
    },
    Days {
        code: "acknowledge",
        part: PolicyPart::AcknowledgeWithinDays,
        label: "Referral is acknowledged within",
        unit: "working days",
        hint: "Kept for the referral clock, which does not run yet.",
        bounds: Bounds::ACKNOWLEDGE,
        get: |policy| policy.acknowledge_within_days,
        set: |policy, days| policy.acknowledge_within_days = days,
    },
];

/// The label of `review_after_refusals`.
pub(super) const REFUSALS: &str = "Review after";

/// Something that holds or does not.
pub(super) struct Switch {
    /// Its name in the form.
    pub code: &'static str,
    /// The label: what holds where it is ticked.
    pub label: &'static str,
    /// What to know about it.
    pub hint: Option<&'static str>,
    /// Reads it.
    pub get: fn(&Policy) -> bool,
    /// Writes it.
    pub set: fn(&mut Policy, bool),
}

/// Beside the reasons.
pub(super) const OF_REASONS: [Switch; 1] = [Switch {
    code: "reason_required",
    label: "A reason must be chosen",
    hint: Some("Never for a person who died."),
    get: |policy| policy.removal_reason_required,
    set: |policy, on| policy.removal_reason_required = on,
}];

/// Beside the days.
pub(super) const OF_STANDING: [Switch; 2] = [
    Switch {
        code: "propose_no_contact",
        label: "Inactive households are proposed for exit",
        hint: Some(
            "After the days above, in the work queue. Never with an open referral or a stay elsewhere; a manager decides.",
        ),
        get: |policy| policy.propose_no_contact,
        set: |policy, on| policy.propose_no_contact = on,
    },
    Switch {
        code: "hold_back_without_roi",
        label: "Households without a release of information are held back",
        hint: Some("They stand on the list without a rank until a release is recorded."),
        get: |policy| policy.hold_back_without_roi,
        set: |policy, on| policy.hold_back_without_roi = on,
    },
];

/// Who may do what else.
pub(super) const OF_PEOPLE: [Switch; 5] = [
    Switch {
        code: "assessors_reveal_ssn",
        label: "Coordinated Entry Assessors may reveal a full SSN",
        hint: Some("With a purpose that the audit keeps."),
        get: |policy| policy.assessors_reveal_ssn,
        set: |policy, on| policy.assessors_reveal_ssn = on,
    },
    Switch {
        code: "hmis_users_assess",
        label: "HMIS Users may do intakes and assessments",
        hint: None,
        get: |policy| policy.hmis_users_assess,
        set: |policy, on| policy.hmis_users_assess = on,
    },
    Switch {
        code: "hmis_users_see_list",
        label: "HMIS Users see their own households on the list",
        hint: None,
        get: |policy| policy.hmis_users_see_list,
        set: |policy, on| policy.hmis_users_see_list = on,
    },
    Switch {
        code: "hmis_users_suggest_deidentified",
        label: "HMIS Users may suggest de-identified entries",
        hint: None,
        get: |policy| policy.hmis_users_suggest_deidentified,
        set: |policy, on| policy.hmis_users_suggest_deidentified = on,
    },
    Switch {
        code: "managers_grant",
        label: "Priority List Managers grant access themselves",
        hint: Some("Else they endorse a request, and an administrator grants it."),
        get: |policy| policy.managers_grant,
        set: |policy, on| policy.managers_grant = on,
    },
];

/// All switches.
pub(super) fn switches() -> impl Iterator<Item = &'static Switch> {
    OF_REASONS.iter().chain(&OF_STANDING).chain(&OF_PEOPLE)
}

/// The id of the control of a part; reasons and links are counted by their rows in the form.
pub(super) fn element_id(part: PolicyPart) -> String {
    match part {
        PolicyPart::Exit => "exit-hmis_user".to_owned(),
        PolicyPart::ExitManagers => "exit-priority_list_manager".to_owned(),
        PolicyPart::Reasons => "reasons".to_owned(),
        PolicyPart::ReasonLabel(row) => format!("reason-{row}-label"),
        PolicyPart::ReviewAfterRefusals => "refusals".to_owned(),
        PolicyPart::Summary => "summary".to_owned(),
        PolicyPart::Details => "details".to_owned(),
        PolicyPart::Links => "link-0-title".to_owned(),
        PolicyPart::LinkTitle(row) => format!("link-{row}-title"),
        PolicyPart::LinkHref(row) => format!("link-{row}-href"),
        PolicyPart::VideoTitle => "video-title".to_owned(),
        PolicyPart::VideoHref => "video-href".to_owned(),
        PolicyPart::InactiveAfterDays
        | PolicyPart::NudgeAfterDays
        | PolicyPart::ExitBackdateDays
        | PolicyPart::AcknowledgeWithinDays => {
            let days = DAYS.iter().find(|days| days.part == part);
            format!("days-{}", days.map_or("", |days| days.code))
        }
    }
}

/// What a part is called, for the summary of problems.
pub(super) fn name(part: PolicyPart, form: &PolicyForm) -> String {
    let fixed = match part {
        PolicyPart::Exit | PolicyPart::ExitManagers => "Who may exit",
        PolicyPart::Reasons => "Reasons for leaving the list",
        PolicyPart::ReasonLabel(row) => {
            let label = form.reasons.get(row).map_or("", |row| row.label.trim());
            return if label.is_empty() {
                format!("Reason in row {}", row + 1)
            } else {
                format!("Reason \u{201c}{label}\u{201d}")
            };
        }
        PolicyPart::ReviewAfterRefusals => REFUSALS,
        PolicyPart::Summary => "Summary",
        PolicyPart::Details => "Details",
        PolicyPart::Links => "Links",
        PolicyPart::LinkTitle(row) => return format!("Title of link {}", row + 1),
        PolicyPart::LinkHref(row) => return format!("Address of link {}", row + 1),
        PolicyPart::VideoTitle => "Title of the video",
        PolicyPart::VideoHref => "Address of the video",
        PolicyPart::InactiveAfterDays
        | PolicyPart::NudgeAfterDays
        | PolicyPart::ExitBackdateDays
        | PolicyPart::AcknowledgeWithinDays => {
            let days = DAYS.iter().find(|days| days.part == part);
            days.map_or("", |days| days.label)
        }
    };
    fixed.to_owned()
}
