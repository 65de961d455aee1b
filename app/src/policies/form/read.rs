//! Reads the form into a policy, with everything that speaks against it.

use super::super::parts::{DAYS, switches};
use super::{LinkForm, PolicyForm, ReasonForm};
use domain::policy::{
    ExitAuthority, ExitRight, Guidance, Link, OutflowClass, Policy, PolicyPart, PolicyProblem,
    RemovalReason,
};

/// What a form says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parsed {
    /// The policy; where a number cannot be read, it keeps the one in force.
    pub policy: Policy,
    /// What keeps it from being saved, in the order of the page; rows are counted as in the form.
    pub problems: Vec<PolicyProblem>,
}

/// Rows of the form, in the order of the policy; none for reasons that the form does not have.
type Rows = Vec<Option<usize>>;

impl PolicyForm {
    /// The policy that takes the place of the one in force.
    pub fn parse(&self, in_force: &Policy) -> Parsed {
        let mut policy = in_force.clone();
        let mut problems = Vec::new();
        for group in ExitAuthority::CHOSEN {
            let right = self.exit.get(group.code());
            if let Some(right) = right.and_then(|code| ExitRight::from_code(code)) {
                policy.exit.set(group, right);
            }
        }
        for switch in switches() {
            (switch.set)(&mut policy, self.switches.contains_key(switch.code));
        }
        for days in &DAYS {
            let typed = self.days.get(days.code).map_or("", |typed| typed.trim());
            match typed.parse() {
                Ok(number) => (days.set)(&mut policy, number),
                Err(_) => problems.push(PolicyProblem::new(
                    days.part,
                    format!(
                        "Enter a number from {} to {}.",
                        days.bounds.start(),
                        days.bounds.end()
                    ),
                )),
            }
        }
        match self.refusals.trim() {
            "" => policy.review_after_refusals = None,
            typed => match typed.parse() {
                Ok(times) => policy.review_after_refusals = Some(times),
                Err(_) => {
                    let message = "Enter a number, or leave it blank for never.";
                    let part = PolicyPart::ReviewAfterRefusals;
                    problems.push(PolicyProblem::new(part, message));
                }
            },
        }
        let (reasons, rows) = self.reasons(in_force, &mut problems);
        policy.removal_reasons = reasons;
        let (guidance, links) = self.guidance();
        policy.guidance = guidance;
        let unread = problems
            .iter()
            .map(|problem| problem.part)
            .collect::<Vec<_>>();
        let broken = policy.check(in_force).err().unwrap_or_default();
        let broken = broken.into_iter().map(|problem| PolicyProblem {
            part: in_form(problem.part, &rows, &links),
            ..problem
        });
        problems.extend(broken.filter(|problem| !unread.contains(&problem.part)));
        problems.sort_by_key(|problem| problem.part);
        Parsed { policy, problems }
    }

    /// The reasons in the order that was typed. Those of the policy in force that the form does not have stay.
    fn reasons(
        &self,
        in_force: &Policy,
        problems: &mut Vec<PolicyProblem>,
    ) -> (Vec<RemovalReason>, Rows) {
        let mut taken = in_force
            .removal_reasons
            .iter()
            .map(|reason| reason.code.clone())
            .collect::<Vec<_>>();
        let mut placed = Vec::new();
        for (row, typed) in self.reasons.iter().enumerate() {
            if typed.is_empty() {
                continue;
            }
            let class = OutflowClass::from_code(&typed.class);
            if class.is_none() {
                let message = "Choose what the reason counts as.";
                problems.push(PolicyProblem::new(PolicyPart::ReasonLabel(row), message));
            }
            let label = one_line(&typed.label);
            let known = in_force.removal_reason(&typed.code);
            let code = known.map_or_else(
                || RemovalReason::new_code(&label, &taken),
                |known| known.code.clone(),
            );
            taken.push(code.clone());
            let reason = RemovalReason {
                code,
                label,
                class: class.unwrap_or(OutflowClass::Other),
                needs_note: !typed.needs_note.is_empty(),
                retired: typed.offered.is_empty(),
            };
            placed.push((order(typed), Some(row), reason));
        }
        for reason in &in_force.removal_reasons {
            if placed.iter().all(|(_, _, other)| other.code != reason.code) {
                placed.push((u32::MAX, None, reason.clone()));
            }
        }
        placed.sort_by_key(|(order, ..)| *order);
        placed
            .into_iter()
            .map(|(_, row, reason)| (reason, row))
            .unzip()
    }

    fn guidance(&self) -> (Guidance, Rows) {
        let details = self.details.replace("\r\n", "\n");
        let read = |typed: &LinkForm| Link {
            title: one_line(&typed.title),
            href: typed.href.trim().to_owned(),
        };
        let typed = self
            .links
            .iter()
            .enumerate()
            .filter(|(_, link)| !link.is_empty());
        let (links, rows) = typed.map(|(row, link)| (read(link), Some(row))).unzip();
        let guidance = Guidance {
            summary: one_line(&self.summary),
            details: paragraphs(&details),
            links,
            video: (!self.video.is_empty()).then(|| read(&self.video)),
        };
        (guidance, rows)
    }
}

/// Whatever is no number stands at the end.
fn order(typed: &ReasonForm) -> u32 {
    typed.order.trim().parse().unwrap_or(u32::MAX)
}

/// Words with single blanks between them.
fn one_line(typed: &str) -> String {
    typed.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Texts apart by blank lines.
fn paragraphs(typed: &str) -> Vec<String> {
    let mut paragraphs = vec![String::new()];
    for line in typed.lines() {
        if line.trim().is_empty() {
            paragraphs.push(String::new());
        } else if let Some(last) = paragraphs.last_mut() {
            last.push_str(line);
            last.push(' ');
        }
    }
    paragraphs
        .iter()
        .map(|text| one_line(text))
        .filter(|text| !text.is_empty())
        .collect()
}

/// A problem's place by the rows of the form.
fn in_form(part: PolicyPart, reasons: &Rows, links: &Rows) -> PolicyPart {
    let row = |rows: &Rows, index: usize| rows.get(index).copied().flatten();
    match part {
        PolicyPart::ReasonLabel(index) => {
            row(reasons, index).map_or(PolicyPart::Reasons, PolicyPart::ReasonLabel)
        }
        PolicyPart::LinkTitle(index) => {
            row(links, index).map_or(PolicyPart::Links, PolicyPart::LinkTitle)
        }
        PolicyPart::LinkHref(index) => {
            row(links, index).map_or(PolicyPart::Links, PolicyPart::LinkHref)
        }
        other => other,
    }
}
