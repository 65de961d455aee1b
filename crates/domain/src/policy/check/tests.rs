//! Each rule of a policy, by an edit that breaks it.

use super::PolicyPart::{
    AcknowledgeWithinDays, Details, Exit, ExitBackdateDays, ExitManagers, InactiveAfterDays,
    LinkHref, LinkTitle, Links, NudgeAfterDays, ReasonLabel, Reasons, ReviewAfterRefusals, Summary,
    VideoHref, VideoTitle,
};
use super::{Bounds, PolicyPart};
use crate::policy::{ExitAuthority, ExitRight, Link, OutflowClass, Policy, RemovalReason};

fn link(title: &str, href: &str) -> Link {
    Link {
        title: title.to_owned(),
        href: href.to_owned(),
    }
}

fn reason(code: &str, label: &str) -> RemovalReason {
    RemovalReason {
        code: code.to_owned(),
        label: label.to_owned(),
        class: OutflowClass::Other,
        needs_note: false,
        retired: false,
    }
}

fn retire(policy: &mut Policy, class: OutflowClass) {
    for reason in &mut policy.removal_reasons {
        reason.retired |= reason.class == class;
    }
}

/// The parts of which an edited default policy complains.
fn complaints(edit: impl FnOnce(&mut Policy)) -> Vec<PolicyPart> {
    let earlier = Policy::default();
    let mut policy = earlier.clone();
    edit(&mut policy);
    let problems = policy.check(&earlier).err().unwrap_or_default();
    problems.iter().map(|problem| problem.part).collect()
}

type Edit = fn(&mut Policy);

#[test]
fn the_default_can_be_saved() {
    assert_eq!(complaints(|_| {}), []);
}

#[test]
fn what_cannot_be_saved_says_where() {
    let last = Policy::default().removal_reasons.len();
    let refused: [(&str, Edit, &[PolicyPart]); 32] = [
        ("nobody exits", |p| p.exit = nobody(), &[Exit]),
        (
            "managers suggest",
            |p| p.exit.priority_list_manager = ExitRight::Suggest,
            &[ExitManagers],
        ),
        (
            "a blank label",
            |p| p.removal_reasons[1].label = " ".into(),
            &[ReasonLabel(1)],
        ),
        (
            "a long label",
            |p| p.removal_reasons[1].label = "x".repeat(Bounds::LABEL + 1),
            &[ReasonLabel(1)],
        ),
        (
            "the same label twice",
            |p| p.removal_reasons[2].label = "HOUSED on their own".into(),
            &[ReasonLabel(2)],
        ),
        (
            "a code twice",
            |p| p.removal_reasons.push(reason("other", "Another one")),
            &[ReasonLabel(13)],
        ),
        (
            "no code",
            |p| p.removal_reasons.push(reason("", "Another one")),
            &[ReasonLabel(13)],
        ),
        (
            "a reason that is gone",
            |p| {
                p.removal_reasons.remove(0);
            },
            &[Reasons],
        ),
        (
            "too many",
            |p| {
                let more =
                    (0..Bounds::REASONS).map(|n| reason(&format!("r{n}"), &format!("Reason {n}")));
                p.removal_reasons.extend(more);
            },
            &[Reasons],
        ),
        (
            "nobody can die",
            |p| retire(p, OutflowClass::Deceased),
            &[Reasons],
        ),
        (
            "no mistakes",
            |p| retire(p, OutflowClass::Correction),
            &[Reasons],
        ),
        (
            "inactive too soon",
            |p| p.inactive_after_days = 29,
            &[InactiveAfterDays, NudgeAfterDays],
        ),
        (
            "inactive too late",
            |p| p.inactive_after_days = 366,
            &[InactiveAfterDays],
        ),
        (
            "reminded too soon",
            |p| p.nudge_after_days = 6,
            &[NudgeAfterDays],
        ),
        (
            "reminded when inactive",
            |p| p.nudge_after_days = 90,
            &[NudgeAfterDays],
        ),
        (
            "no day back",
            |p| p.exit_backdate_days = 0,
            &[ExitBackdateDays],
        ),
        (
            "years back",
            |p| p.exit_backdate_days = 366,
            &[ExitBackdateDays],
        ),
        (
            "at once",
            |p| p.acknowledge_within_days = 0,
            &[AcknowledgeWithinDays],
        ),
        (
            "some day",
            |p| p.acknowledge_within_days = 31,
            &[AcknowledgeWithinDays],
        ),
        (
            "after none",
            |p| p.review_after_refusals = Some(0),
            &[ReviewAfterRefusals],
        ),
        (
            "after many",
            |p| p.review_after_refusals = Some(21),
            &[ReviewAfterRefusals],
        ),
        (
            "no summary",
            |p| p.guidance.summary = "\n".into(),
            &[Summary],
        ),
        (
            "a long summary",
            |p| p.guidance.summary = "x".repeat(Bounds::SUMMARY + 1),
            &[Summary],
        ),
        (
            "a book",
            |p| p.guidance.details = vec!["x".into(); Bounds::PARAGRAPHS + 1],
            &[Details],
        ),
        (
            "a long paragraph",
            |p| p.guidance.details[1] = "x".repeat(Bounds::PARAGRAPH + 1),
            &[Details],
        ),
        (
            "many links",
            |p| p.guidance.links = vec![link("Clients", "/clients"); Bounds::LINKS + 1],
            &[Links],
        ),
        (
            "a link of nothing",
            |p| p.guidance.links = vec![link("", "")],
            &[LinkTitle(0), LinkHref(0)],
        ),
        (
            "long links",
            |p| {
                let href = format!("/{}", "x".repeat(Bounds::HREF));
                p.guidance.links = vec![link(&"x".repeat(Bounds::TITLE + 1), &href)];
            },
            &[LinkTitle(0), LinkHref(0)],
        ),
        (
            "the second link",
            |p| {
                p.guidance.links =
                    vec![link("Clients", "/clients"), link("Old", "http://a.example")];
            },
            &[LinkHref(1)],
        ),
        (
            "a silent film",
            |p| p.guidance.video = Some(link("", "https://a.example")),
            &[VideoTitle],
        ),
        (
            "a film nowhere",
            |p| p.guidance.video = Some(link("Exits", "a.example")),
            &[VideoHref],
        ),
        (
            "two things at once",
            |p| {
                p.exit_backdate_days = 0;
                p.removal_reasons[0].label.clear();
            },
            &[ReasonLabel(0), ExitBackdateDays],
        ),
    ];
    assert_eq!(
        last, 13,
        "the codes that are added stand after the default ones"
    );
    for (what, edit, expected) in refused {
        assert_eq!(complaints(edit), expected, "{what}");
    }
}

fn nobody() -> ExitAuthority {
    let mut exit = ExitAuthority::default();
    for workgroup in ExitAuthority::CHOSEN {
        exit.set(workgroup, ExitRight::None);
    }
    exit
}

#[test]
fn bounds_belong_to_what_is_allowed() {
    let allowed: [(&str, Edit); 9] = [
        ("least", |p| {
            p.inactive_after_days = 30;
            p.nudge_after_days = 29;
            p.exit_backdate_days = 1;
            p.acknowledge_within_days = 1;
            p.review_after_refusals = Some(1);
        }),
        ("most", |p| {
            p.inactive_after_days = 365;
            p.nudge_after_days = 364;
            p.exit_backdate_days = 365;
            p.acknowledge_within_days = 30;
            p.review_after_refusals = Some(20);
        }),
        ("one workgroup exits its own", |p| {
            p.exit = nobody();
            p.exit.ce_assessor = ExitRight::OwnAssessments;
        }),
        ("a reason retires", |p| p.removal_reasons[0].retired = true),
        ("its label comes back for another", |p| {
            p.removal_reasons[0].retired = true;
            let label = p.removal_reasons[0].label.clone();
            p.removal_reasons.push(reason("housed_again", &label));
        }),
        ("a label of 80 characters, none of them ASCII", |p| {
            p.removal_reasons[0].label = "\u{e9}".repeat(Bounds::LABEL);
        }),
        ("another order", |p| p.removal_reasons.reverse()),
        ("no reason is required", |p| {
            p.removal_reason_required = false;
        }),
        ("no paragraphs", |p| p.guidance.details.clear()),
    ];
    for (what, edit) in allowed {
        assert_eq!(complaints(edit), [], "{what}");
    }
}

#[test]
fn addresses_are_of_the_web_or_ours() {
    for (href, leads) in [
        ("https://example.org/exits", true),
        ("/programs", true),
        ("/", true),
        ("", false),
        ("https://", false),
        ("https:///exits", false),
        ("http://example.org", false),
        ("HTTPS://example.org", false),
        ("//example.org", false),
        ("/\\example.org", false),
        ("javascript:alert(1)", false),
        ("data:text/html,hi", false),
        ("programs", false),
        ("/two words", false),
        (" /programs", false),
    ] {
        let said = complaints(|p| p.guidance.links = vec![link("Exits", href)]);
        assert_eq!(said.is_empty(), leads, "{href:?}");
    }
}
