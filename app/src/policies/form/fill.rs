//! Fills the form from a policy, and puts a kept form over the policy that is in force now.

use super::super::parts::{DAYS, switches};
use super::{LinkForm, PolicyForm, ReasonForm};
use domain::ids::{ListAuthorityId, PolicyId};
use domain::policy::{Bounds, ExitAuthority, Link, Policy, RemovalReason};

/// How many empty rows stand below the reasons.
const NEW_REASONS: usize = 3;
/// How many empty rows stand below the links.
const NEW_LINKS: usize = 2;
/// Room between two reasons, so that another one goes between them.
const STEP: usize = 10;

/// A ticked box.
pub(super) fn ticked(on: bool) -> String {
    if on { "yes".to_owned() } else { String::new() }
}

impl PolicyForm {
    /// The form of a policy.
    pub fn of(list: ListAuthorityId, policy: &Policy, version: PolicyId) -> Self {
        let reasons = policy
            .removal_reasons
            .iter()
            .enumerate()
            .map(|(index, reason)| row(reason, (index + 1) * STEP));
        let form = Self {
            list: list.to_string(),
            exit: ExitAuthority::CHOSEN
                .into_iter()
                .map(|group| {
                    let right = policy.exit.of(group).code();
                    (group.code().to_owned(), right.to_owned())
                })
                .collect(),
            reasons: reasons.collect(),
            days: DAYS
                .iter()
                .map(|days| (days.code.to_owned(), (days.get)(policy).to_string()))
                .collect(),
            refusals: policy
                .review_after_refusals
                .map(|times| times.to_string())
                .unwrap_or_default(),
            switches: switches()
                .filter(|switch| (switch.get)(policy))
                .map(|switch| (switch.code.to_owned(), ticked(true)))
                .collect(),
            summary: policy.guidance.summary.clone(),
            details: policy.guidance.details.join("\n\n"),
            links: policy.guidance.links.iter().map(link).collect(),
            video: policy.guidance.video.as_ref().map(link).unwrap_or_default(),
            version: version.to_string(),
        };
        form.with_empty_rows()
    }

    /// A form that was kept, over the policy that is in force now: what was typed stays, reasons that came
    /// meanwhile are added.
    pub fn over(mut self, policy: &Policy, version: PolicyId) -> Self {
        self.version = version.to_string();
        // Browsers leave out rows that nobody could have filled, and lines end with two characters.
        self.details = self.details.replace("\r\n", "\n");
        self.summary = self.summary.replace("\r\n", "\n");
        let last = policy.removal_reasons.len() * STEP;
        for reason in &policy.removal_reasons {
            if self.reasons.iter().all(|row| row.code != reason.code) {
                self.reasons.push(row(reason, last));
            }
        }
        self.with_empty_rows()
    }

    /// The version over which it was typed.
    pub fn typed_over(&self) -> Option<PolicyId> {
        self.version.parse().ok()
    }

    fn with_empty_rows(mut self) -> Self {
        let empty = self.reasons.iter().filter(|row| row.is_empty()).count();
        let room = Bounds::REASONS.saturating_sub(self.reasons.len());
        for _ in 0..NEW_REASONS.saturating_sub(empty).min(room) {
            self.reasons.push(ReasonForm {
                offered: ticked(true),
                ..ReasonForm::default()
            });
        }
        let empty = self.links.iter().filter(|row| row.is_empty()).count();
        let room = Bounds::LINKS.saturating_sub(self.links.len());
        for _ in 0..NEW_LINKS.saturating_sub(empty).min(room) {
            self.links.push(LinkForm::default());
        }
        self
    }
}

impl ReasonForm {
    /// Nothing was typed into a row for a new reason.
    pub(super) fn is_empty(&self) -> bool {
        self.code.is_empty() && self.label.trim().is_empty()
    }
}

impl LinkForm {
    /// Nothing was typed.
    pub(super) fn is_empty(&self) -> bool {
        self.title.trim().is_empty() && self.href.trim().is_empty()
    }
}

fn row(reason: &RemovalReason, order: usize) -> ReasonForm {
    ReasonForm {
        code: reason.code.clone(),
        order: order.to_string(),
        label: reason.label.clone(),
        class: reason.class.code().to_owned(),
        needs_note: ticked(reason.needs_note),
        offered: ticked(!reason.retired),
    }
}

fn link(link: &Link) -> LinkForm {
    LinkForm {
        title: link.title.clone(),
        href: link.href.clone(),
    }
}
