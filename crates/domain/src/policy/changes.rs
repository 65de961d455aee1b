//! What is different between two policies, in sentences: for the preview and for the history.

use super::{ExitAuthority, Guidance, Link, Policy, RemovalReason};

impl Policy {
    /// What this policy changes of `earlier`: a sentence for each change, in the order of the page; none where
    /// they are the same.
    #[must_use]
    pub fn changes(&self, earlier: &Self) -> Vec<String> {
        let mut said = Vec::new();
        exit(&self.exit, &earlier.exit, &mut said);
        if self.removal_reason_required != earlier.removal_reason_required {
            let a = "A reason for leaving the list";
            let must = if self.removal_reason_required {
                "must be chosen (before: may be left out)"
            } else {
                "may be left out (before: must be chosen)"
            };
            said.push(format!("{a} {must}."));
        }
        reasons(&self.removal_reasons, &earlier.removal_reasons, &mut said);
        self.days(earlier, &mut said);
        self.switches(earlier, &mut said);
        guidance(&self.guidance, &earlier.guidance, &mut said);
        said
    }

    fn days(&self, earlier: &Self, said: &mut Vec<String>) {
        for (what, now, before, unit) in [
            (
                "A household counts as inactive after",
                self.inactive_after_days,
                earlier.inactive_after_days,
                "day without contact",
            ),
            (
                "The assessor is reminded after",
                self.nudge_after_days,
                earlier.nudge_after_days,
                "day without contact",
            ),
            (
                "An exit date asks for confirmation when it is further back than",
                self.exit_backdate_days,
                earlier.exit_backdate_days,
                "day",
            ),
            (
                "A provider acknowledges a referral within",
                self.acknowledge_within_days,
                earlier.acknowledge_within_days,
                "working day",
            ),
        ] {
            if now != before {
                said.push(format!("{what} {} (before: {before}).", count(now, unit)));
            }
        }
        if self.review_after_refusals != earlier.review_after_refusals {
            let after = |times: u32| format!("after {}", count(times.into(), "declined referral"));
            let before = earlier
                .review_after_refusals
                .map_or_else(|| "never".to_owned(), after);
            said.push(match self.review_after_refusals {
                Some(times) => format!(
                    "A case-conference review is proposed {} (before: {before}).",
                    after(times)
                ),
                None => format!("A case-conference review is never proposed (before: {before})."),
            });
        }
    }

    fn switches(&self, earlier: &Self, said: &mut Vec<String>) {
        for (now, before, on, off) in [
            (
                self.propose_no_contact,
                earlier.propose_no_contact,
                "Inactive households are proposed for exit.",
                "Inactive households are not proposed for exit any more.",
            ),
            (
                self.hold_back_without_roi,
                earlier.hold_back_without_roi,
                "Households without a release of information are held back.",
                "Households without a release of information are not held back any more.",
            ),
            (
                self.assessors_reveal_ssn,
                earlier.assessors_reveal_ssn,
                "Coordinated Entry Assessors may reveal a full SSN.",
                "Coordinated Entry Assessors may not reveal a full SSN any more.",
            ),
            (
                self.hmis_users_assess,
                earlier.hmis_users_assess,
                "HMIS Users may do intakes and assessments.",
                "HMIS Users may not do intakes and assessments any more.",
            ),
            (
                self.hmis_users_see_list,
                earlier.hmis_users_see_list,
                "HMIS Users see their own households on the list.",
                "HMIS Users do not see the list any more.",
            ),
            (
                self.hmis_users_suggest_deidentified,
                earlier.hmis_users_suggest_deidentified,
                "HMIS Users may suggest de-identified entries.",
                "HMIS Users may not suggest de-identified entries any more.",
            ),
            (
                self.managers_grant,
                earlier.managers_grant,
                "Priority List Managers grant access themselves.",
                "Priority List Managers endorse requests for access; they do not grant them any more.",
            ),
        ] {
            if now != before {
                said.push((if now { on } else { off }).to_owned());
            }
        }
    }
}

fn exit(now: &ExitAuthority, before: &ExitAuthority, said: &mut Vec<String>) {
    for workgroup in ExitAuthority::CHOSEN {
        let (now, before) = (now.of(workgroup), before.of(workgroup));
        if now != before {
            said.push(format!(
                "{}: {} (before: {}).",
                workgroup.label(),
                now.label(),
                before.label()
            ));
        }
    }
}

fn reasons(now: &[RemovalReason], before: &[RemovalReason], said: &mut Vec<String>) {
    let earlier = |code: &str| before.iter().find(|reason| reason.code == code);
    for reason in now {
        match earlier(&reason.code) {
            None => {
                let note = if reason.needs_note {
                    " and needs a note"
                } else {
                    ""
                };
                said.push(format!(
                    "New reason \u{201c}{}\u{201d}: counts as {}{note}.",
                    reason.label,
                    reason.class.label()
                ));
            }
            Some(earlier) => reason_changes(reason, earlier, said),
        }
    }
    let gone = before
        .iter()
        .filter(|old| now.iter().all(|reason| reason.code != old.code));
    for reason in gone {
        said.push(format!("Reason \u{201c}{}\u{201d} is gone.", reason.label));
    }
    // Those in both, in the order of either.
    let kept = |of: &[RemovalReason], other: &[RemovalReason]| {
        of.iter()
            .map(|reason| reason.code.clone())
            .filter(|code| other.iter().any(|other| other.code == *code))
            .collect::<Vec<_>>()
    };
    if kept(now, before) != kept(before, now) {
        said.push("The reasons stand in another order.".to_owned());
    }
}

fn reason_changes(now: &RemovalReason, before: &RemovalReason, said: &mut Vec<String>) {
    let mut says = |what: String| {
        said.push(format!("Reason \u{201c}{}\u{201d} {what}.", now.label));
    };
    if now.label != before.label {
        says(format!("was called \u{201c}{}\u{201d}", before.label));
    }
    if now.class != before.class {
        says(format!(
            "counts as {} (before: {})",
            now.class.label(),
            before.class.label()
        ));
    }
    if now.needs_note != before.needs_note {
        says(if now.needs_note {
            "needs a note".to_owned()
        } else {
            "needs no note any more".to_owned()
        });
    }
    if now.retired != before.retired {
        says(if now.retired {
            "is not offered any more; exits that carry it keep it".to_owned()
        } else {
            "is offered again".to_owned()
        });
    }
}

fn guidance(now: &Guidance, before: &Guidance, said: &mut Vec<String>) {
    if now.summary != before.summary {
        said.push(format!(
            "Guidance says first: \u{201c}{}\u{201d}",
            now.summary
        ));
    }
    if now.details != before.details {
        said.push(match (before.details.len(), now.details.len()) {
            (_, 0) => "Guidance has no further paragraphs any more.".to_owned(),
            (old, new) if old == new => "Guidance has other words in its paragraphs.".to_owned(),
            (old, new) => format!(
                "Guidance has {} (before: {old}).",
                count(i64::try_from(new).unwrap_or(i64::MAX), "paragraph")
            ),
        });
    }
    links(&now.links, &before.links, said);
    match (&now.video, &before.video) {
        (Some(now), Some(before)) if now != before => {
            said.push(format!(
                "The video is now \u{201c}{}\u{201d}, at {}.",
                now.title, now.href
            ));
        }
        (Some(now), None) => said.push(format!(
            "New video \u{201c}{}\u{201d}, at {}.",
            now.title, now.href
        )),
        (None, Some(before)) => {
            said.push(format!("Video \u{201c}{}\u{201d} is gone.", before.title));
        }
        (Some(_), Some(_)) | (None, None) => {}
    }
}

fn links(now: &[Link], before: &[Link], said: &mut Vec<String>) {
    let started = said.len();
    for link in now.iter().filter(|link| !before.contains(link)) {
        said.push(format!(
            "Link \u{201c}{}\u{201d} leads to {}.",
            link.title, link.href
        ));
    }
    for link in before {
        if now.iter().all(|other| other.title != link.title) {
            said.push(format!("Link \u{201c}{}\u{201d} is gone.", link.title));
        }
    }
    if now != before && said.len() == started {
        said.push("The links stand in another order.".to_owned());
    }
}

/// "1 day", "90 days", "2 days without contact".
fn count(number: i64, unit: &str) -> String {
    let (first, rest) = match unit.split_once(" without") {
        Some((first, rest)) => (first, format!(" without{rest}")),
        None => (unit, String::new()),
    };
    let s = if number == 1 { "" } else { "s" };
    format!("{number} {first}{s}{rest}")
}

#[cfg(test)]
mod tests;
