//! The access matrix as a text that people can read: `BLESS=1 cargo test -p domain` writes it anew.

#![expect(clippy::expect_used, reason = "a test")]

use domain::access::{Act, Situation, verdict};
use domain::policy::{ExitAuthority, ExitRight, Policy};
use domain::workgroup::Workgroup;
use std::fmt::Write as _;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/access-matrix.txt");

const HEAD: &str = "\
Who may do what. Written by `BLESS=1 cargo test -p domain --test access_matrix`; the rules stand in
crates/domain/src/access/matrix.rs. A change here is a change of who may see or do what: review it so.

  yes       may do it
  purpose   may do it, saying why; the audit keeps the purpose
  suggest   may suggest it to the Priority List Manager
  -         may not; what cannot be seen does not exist for them

Each column holds one circumstance alone (two, where it names two):
  own                the record belongs to an organization that the user holds in this workgroup
  CE                 it belongs to a CE organization that the user holds in this workgroup
  own household      the user assessed the household, or holds an organization where it is enrolled
  CE, own household  the two together
  own act 10 days    the user did the act in question, 10 days ago
  own act 200 days   the user did the act in question, 200 days ago
  other              none of these
";

/// Every circumstance with its name in the file.
fn situations() -> [(&'static str, Situation); 7] {
    let none = Situation::default();
    [
        ("own", Situation { own: true, ..none }),
        ("CE", Situation { ce: true, ..none }),
        (
            "own household",
            Situation {
                own_household: true,
                ..none
            },
        ),
        (
            "CE, own household",
            Situation {
                ce: true,
                own_household: true,
                ..none
            },
        ),
        (
            "own act 10 days",
            Situation {
                own_act: true,
                days_since: 10,
                ..none
            },
        ),
        (
            "own act 200 days",
            Situation {
                own_act: true,
                days_since: 200,
                ..none
            },
        ),
        ("other", none),
    ]
}

/// Every policy with one switch flipped, in words.
fn switches() -> Vec<(String, Policy)> {
    let default = Policy::default();
    // Named one by one, so that a new part of the policy does not compile until somebody has thought
    // about what it lets people do.
    let Policy {
        exit: ExitAuthority { .. },
        assessors_reveal_ssn,
        hmis_users_assess,
        hmis_users_see_list,
        hmis_users_suggest_deidentified,
        managers_grant,
        removal_reason_required: _,
        removal_reasons: _,
        exit_backdate_days: _,
        inactive_after_days: _,
        propose_no_contact: _,
        nudge_after_days: _,
        review_after_refusals: _,
        hold_back_without_roi: _,
        acknowledge_within_days: _,
        guidance: _,
    } = default.clone();
    let mut flipped = vec![
        (
            "CE assessors may reveal a full SSN".to_owned(),
            Policy {
                assessors_reveal_ssn: !assessors_reveal_ssn,
                ..default.clone()
            },
        ),
        (
            "HMIS Users may do intakes and assessments".to_owned(),
            Policy {
                hmis_users_assess: !hmis_users_assess,
                ..default.clone()
            },
        ),
        (
            "HMIS Users see their own households on the list".to_owned(),
            Policy {
                hmis_users_see_list: !hmis_users_see_list,
                ..default.clone()
            },
        ),
        (
            "HMIS Users may suggest de-identified entries".to_owned(),
            Policy {
                hmis_users_suggest_deidentified: !hmis_users_suggest_deidentified,
                ..default.clone()
            },
        ),
        (
            "Priority List Managers may grant access".to_owned(),
            Policy {
                managers_grant: !managers_grant,
                ..default.clone()
            },
        ),
    ];
    for workgroup in Workgroup::ALL {
        for (right, words) in [
            (ExitRight::None, "no exits at all"),
            (ExitRight::Suggest, "exits as suggestions"),
            (ExitRight::OwnAssessments, "exits of own households"),
            (ExitRight::All, "exits of all households"),
        ] {
            let mut policy = default.clone();
            let place = match workgroup {
                Workgroup::HmisUser => &mut policy.exit.hmis_user,
                Workgroup::ShelterStaff => &mut policy.exit.shelter_staff,
                Workgroup::ShelterReservation => &mut policy.exit.shelter_reservation,
                Workgroup::CeAssessor => &mut policy.exit.ce_assessor,
                Workgroup::PriorityListManager => &mut policy.exit.priority_list_manager,
                Workgroup::Administrator => continue,
            };
            if *place != right {
                *place = right;
                flipped.push((format!("{}: {words}", workgroup.label()), policy));
            }
        }
    }
    flipped
}

fn row(act: Act, workgroup: Workgroup, policy: &Policy) -> String {
    let mut line = format!("  {:<26}", workgroup.singular());
    for (name, situation) in situations() {
        let answer = verdict(act, workgroup, situation, policy).label();
        write!(line, "  {answer:<width$}", width = name.len().max(7)).expect("writes to memory");
    }
    line.trim_end().to_owned()
}

fn heading() -> String {
    let mut line = " ".repeat(28);
    for (name, _) in situations() {
        write!(line, "  {name:<7}").expect("writes to memory");
    }
    line.trim_end().to_owned()
}

fn matrix() -> String {
    let default = Policy::default();
    let mut text = format!("{HEAD}\n\nWITH THE DEFAULT POLICY\n");
    for act in Act::ALL {
        writeln!(text, "\n{}\n{}", act.label(), heading()).expect("writes to memory");
        for workgroup in Workgroup::ALL {
            writeln!(text, "{}", row(act, workgroup, &default)).expect("writes to memory");
        }
    }
    text.push_str("\n\nWHERE A POLICY SAYS OTHERWISE (only the rows that change)\n");
    for (words, policy) in switches() {
        writeln!(text, "\n{words}").expect("writes to memory");
        let mut changes = 0;
        for act in Act::ALL {
            let rows = Workgroup::ALL
                .into_iter()
                .map(|workgroup| (row(act, workgroup, &policy), row(act, workgroup, &default)))
                .filter(|(line, usual)| line != usual)
                .collect::<Vec<_>>();
            if rows.is_empty() {
                continue;
            }
            writeln!(text, "  {}\n{}", act.label(), heading()).expect("writes to memory");
            for (line, _) in rows {
                writeln!(text, "{line}").expect("writes to memory");
                changes += 1;
            }
        }
        if changes == 0 {
            text.push_str("  changes nothing\n");
        }
    }
    text
}

#[test]
fn the_matrix_is_the_reviewed_one() {
    let now = matrix();
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(FILE, &now).expect("writes the matrix");
    }
    let reviewed = std::fs::read_to_string(FILE).expect("the matrix is in the repository");
    for (number, (is, was)) in now.lines().zip(reviewed.lines()).enumerate() {
        assert_eq!(
            is,
            was,
            "line {}: if this change is meant, run with BLESS=1",
            number + 1
        );
    }
    assert_eq!(now, reviewed, "if this change is meant, run with BLESS=1");
}

#[test]
fn labels_of_acts_differ() {
    let mut labels = Act::ALL.map(Act::label).to_vec();
    labels.sort_unstable();
    labels.dedup();
    assert_eq!(labels.len(), Act::ALL.len());
}
