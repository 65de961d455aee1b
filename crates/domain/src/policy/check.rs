//! What speaks against a policy before it is saved, by field, in sentences.

use super::{ExitAuthority, ExitRight, Link, OutflowClass, Policy};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::ops::RangeInclusive;

/// Bounds of a policy: days, lengths in characters, counts.
pub struct Bounds;

impl Bounds {
    /// `exit_backdate_days`.
    pub const BACKDATE: RangeInclusive<i64> = 1..=365;
    /// `inactive_after_days`.
    pub const INACTIVE: RangeInclusive<i64> = 30..=365;
    /// `nudge_after_days`; below `inactive_after_days` besides.
    pub const NUDGE: RangeInclusive<i64> = 7..=364;
    /// `acknowledge_within_days`.
    pub const ACKNOWLEDGE: RangeInclusive<i64> = 1..=30;
    /// `review_after_refusals`, where there is one.
    pub const REFUSALS: RangeInclusive<i64> = 1..=20;
    /// Reasons, retired ones among them.
    pub const REASONS: usize = 60;
    /// A reason's label.
    pub const LABEL: usize = 80;
    /// The summary of the guidance.
    pub const SUMMARY: usize = 600;
    /// Paragraphs of the guidance.
    pub const PARAGRAPHS: usize = 12;
    /// One paragraph.
    pub const PARAGRAPH: usize = 1_000;
    /// Links.
    pub const LINKS: usize = 8;
    /// What stands for a link.
    pub const TITLE: usize = 100;
    /// Where it leads.
    pub const HREF: usize = 500;
}

/// Where in a policy a problem belongs. Reasons and links are counted from 0, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PolicyPart {
    /// Who may exit, as a whole.
    Exit,
    /// Priority List Managers' right to exit.
    ExitManagers,
    /// The reasons as a whole.
    Reasons,
    /// The label of one reason.
    ReasonLabel(usize),
    /// `inactive_after_days`.
    InactiveAfterDays,
    /// `nudge_after_days`.
    NudgeAfterDays,
    /// `exit_backdate_days`.
    ExitBackdateDays,
    /// `acknowledge_within_days`.
    AcknowledgeWithinDays,
    /// `review_after_refusals`.
    ReviewAfterRefusals,
    /// The guidance's summary.
    Summary,
    /// Its paragraphs.
    Details,
    /// Its links as a whole.
    Links,
    /// What stands for one link.
    LinkTitle(usize),
    /// Where one link leads.
    LinkHref(usize),
    /// What stands for the video.
    VideoTitle,
    /// Where the video is.
    VideoHref,
}

/// One thing that keeps a policy from being saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PolicyProblem {
    /// Where it belongs.
    pub part: PolicyPart,
    /// The sentence for the user.
    pub message: String,
}

impl PolicyProblem {
    /// A problem of a part.
    #[must_use]
    pub fn new(part: PolicyPart, message: impl Into<String>) -> Self {
        Self {
            part,
            message: message.into(),
        }
    }
}

impl Policy {
    /// Whether the policy can take the place of `earlier`, which is in force.
    ///
    /// # Errors
    /// Every problem at once, in the order of the page.
    pub fn check(&self, earlier: &Self) -> Result<(), Vec<PolicyProblem>> {
        let mut problems = Vec::new();
        check_exit(&self.exit, &mut problems);
        self.check_reasons(earlier, &mut problems);
        self.check_days(&mut problems);
        self.check_guidance(&mut problems);
        if problems.is_empty() {
            Ok(())
        } else {
            Err(problems)
        }
    }

    fn check_reasons(&self, earlier: &Self, problems: &mut Vec<PolicyProblem>) {
        let mut add = |part, message: String| problems.push(PolicyProblem::new(part, message));
        let mut codes = BTreeSet::new();
        let mut labels = BTreeSet::new();
        for (index, reason) in self.removal_reasons.iter().enumerate() {
            let part = PolicyPart::ReasonLabel(index);
            let label = reason.label.trim();
            if label.is_empty() {
                add(part, "Enter what the reason is called.".to_owned());
            } else if label.chars().count() > Bounds::LABEL {
                add(part, too_long("The reason", Bounds::LABEL));
            } else if !reason.retired && !labels.insert(label.to_lowercase()) {
                let words = format!("\u{201c}{label}\u{201d} is offered twice.");
                add(part, words);
            }
            // Exits point at the code; nobody types it.
            if reason.code.trim().is_empty() || !codes.insert(reason.code.as_str()) {
                add(part, "This reason stands in the table twice.".to_owned());
            }
        }
        let part = PolicyPart::Reasons;
        if self.removal_reasons.len() > Bounds::REASONS {
            let most = Bounds::REASONS;
            add(part, format!("Keep at most {most} reasons."));
        }
        for gone in earlier
            .removal_reasons
            .iter()
            .filter(|reason| !codes.contains(reason.code.as_str()))
        {
            let words = format!(
                "Keep \u{201c}{}\u{201d}: exits carry it. Untick \u{201c}Offered\u{201d} instead.",
                gone.label
            );
            add(part, words);
        }
        for (class, why) in [
            (
                OutflowClass::Deceased,
                "the exit of a person who died takes it",
            ),
            (
                OutflowClass::Correction,
                "duplicates and mistakes are not outflow",
            ),
        ] {
            if !self.offered_reasons().any(|reason| reason.class == class) {
                let words = format!(
                    "Offer at least one reason that counts as \u{201c}{}\u{201d}: {why}.",
                    class.label()
                );
                add(part, words);
            }
        }
    }

    fn check_days(&self, problems: &mut Vec<PolicyProblem>) {
        for (part, days, bounds) in [
            (
                PolicyPart::InactiveAfterDays,
                self.inactive_after_days,
                Bounds::INACTIVE,
            ),
            (
                PolicyPart::NudgeAfterDays,
                self.nudge_after_days,
                Bounds::NUDGE,
            ),
            (
                PolicyPart::ExitBackdateDays,
                self.exit_backdate_days,
                Bounds::BACKDATE,
            ),
            (
                PolicyPart::AcknowledgeWithinDays,
                self.acknowledge_within_days,
                Bounds::ACKNOWLEDGE,
            ),
            (
                PolicyPart::ReviewAfterRefusals,
                self.review_after_refusals
                    .map_or(*Bounds::REFUSALS.start(), i64::from),
                Bounds::REFUSALS,
            ),
        ] {
            if !bounds.contains(&days) {
                problems.push(PolicyProblem::new(part, between(&bounds)));
            } else if part == PolicyPart::NudgeAfterDays && days >= self.inactive_after_days {
                let message = "Remind before the household counts as inactive: enter fewer days.";
                problems.push(PolicyProblem::new(part, message));
            }
        }
    }

    fn check_guidance(&self, problems: &mut Vec<PolicyProblem>) {
        let guidance = &self.guidance;
        let mut add = |part, message: String| problems.push(PolicyProblem::new(part, message));
        if guidance.summary.trim().is_empty() {
            let words = "Say in one or two sentences who may exit, and when.";
            add(PolicyPart::Summary, words.to_owned());
        } else if guidance.summary.chars().count() > Bounds::SUMMARY {
            add(
                PolicyPart::Summary,
                too_long("The summary", Bounds::SUMMARY),
            );
        }
        if guidance.details.len() > Bounds::PARAGRAPHS {
            let most = Bounds::PARAGRAPHS;
            let words = format!("Write at most {most} paragraphs.");
            add(PolicyPart::Details, words);
        }
        if guidance
            .details
            .iter()
            .any(|text| text.chars().count() > Bounds::PARAGRAPH)
        {
            add(
                PolicyPart::Details,
                too_long("A paragraph", Bounds::PARAGRAPH),
            );
        }
        if guidance.links.len() > Bounds::LINKS {
            let most = Bounds::LINKS;
            add(PolicyPart::Links, format!("Name at most {most} links."));
        }
        for (index, link) in guidance.links.iter().enumerate() {
            let parts = (PolicyPart::LinkTitle(index), PolicyPart::LinkHref(index));
            check_link(link, parts, &mut add);
        }
        if let Some(video) = &guidance.video {
            let parts = (PolicyPart::VideoTitle, PolicyPart::VideoHref);
            check_link(video, parts, &mut add);
        }
    }
}

fn check_exit(exit: &ExitAuthority, problems: &mut Vec<PolicyProblem>) {
    let exits = |right| matches!(right, ExitRight::All | ExitRight::OwnAssessments);
    if !ExitAuthority::CHOSEN
        .into_iter()
        .any(|workgroup| exits(exit.of(workgroup)))
    {
        let message =
            "Let at least one workgroup exit households; else nobody but administrators can.";
        problems.push(PolicyProblem::new(PolicyPart::Exit, message));
    }
    if exit.priority_list_manager == ExitRight::Suggest {
        let message = "Priority List Managers decide suggestions: they exit, or they do not.";
        problems.push(PolicyProblem::new(PolicyPart::ExitManagers, message));
    }
}

fn check_link(
    link: &Link,
    (title, href): (PolicyPart, PolicyPart),
    add: &mut impl FnMut(PolicyPart, String),
) {
    if link.title.trim().is_empty() {
        add(title, "Enter what stands there.".to_owned());
    } else if link.title.chars().count() > Bounds::TITLE {
        add(title, too_long("The title", Bounds::TITLE));
    }
    if !leads_somewhere(&link.href) {
        let words =
            "Enter an address that starts with https:// or, for a page of Threshold, with /.";
        add(href, words.to_owned());
    } else if link.href.chars().count() > Bounds::HREF {
        add(href, too_long("The address", Bounds::HREF));
    }
}

/// Whether an address is one of the web, encrypted, or a page of ours. Two slashes lead to another host.
fn leads_somewhere(href: &str) -> bool {
    let host = href
        .strip_prefix("https://")
        .is_some_and(|rest| rest.starts_with(|first: char| first.is_ascii_alphanumeric()));
    let ours = href.starts_with('/') && !href.starts_with("//") && !href.contains('\\');
    (host || ours) && !href.contains(|c: char| c.is_whitespace() || c.is_control())
}

fn between(bounds: &RangeInclusive<i64>) -> String {
    format!(
        "Enter a number from {} to {}.",
        bounds.start(),
        bounds.end()
    )
}

fn too_long(what: &str, most: usize) -> String {
    format!("{what} has {most} characters at most.")
}

#[cfg(test)]
mod tests;
