//! The acts that are tried: how each is sent, and what one of it does.

use crate::browser::Browser;
use crate::scene::{PAIR, Scene};
use crate::server::Server;
use crate::state::changed;
use crate::submission::{REFERRAL, Submission, Way};
use anyhow::Result;
use serde_json::{Value, json};

/// An act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// All that an exit can do.
    Exit(Way),
    /// Taking that exit back.
    Undo,
    /// Suggesting an exit.
    Suggest(Way),
    /// Approving what was suggested.
    Approve,
    /// Declining it.
    Decline,
    /// Merging two records, each with an enrollment on the list.
    Merge,
    /// Taking that merge back.
    Unmerge,
}

impl Act {
    /// Whether it needs what stands around the household.
    pub fn around(self) -> bool {
        matches!(self, Self::Exit(_) | Self::Undo)
    }

    /// Whether it needs a second record of the head.
    pub fn twice(self) -> bool {
        matches!(self, Self::Merge | Self::Unmerge)
    }

    /// Goes up to the last button; returns who presses it too.
    pub fn prepare(self, scene: &Scene, server: &Server) -> Result<(Browser, Submission)> {
        let household = &scene.household;
        let dana = || Scene::signed_in(server, &scene.dana);
        let suggestion = |way| {
            let ken = Scene::signed_in(server, &scene.ken)?;
            let submission = Submission::of_exit_page(way, &ken, household, &[])?;
            anyhow::Ok((ken, submission))
        };
        let exit = |way| {
            let dana = dana()?;
            // The referral that housed them, a contact, and another enrollment that is closed with it.
            let answers = [
                ("form[referral]", REFERRAL),
                ("form[contact_made]", "yes"),
                ("form[contact_date]", "yesterday"),
                ("form[contact_situation]", "101"),
                ("form[others][0][close]", "yes"),
            ];
            let submission = Submission::of_exit_page(way, &dana, household, &answers)?;
            anyhow::Ok((dana, submission))
        };
        let queued = |action, answers: &[(&str, &str)]| {
            let (ken, suggestion) = suggestion(Way::Scripted)?;
            suggestion.leads(&suggestion.send(&ken)?)?;
            let dana = dana()?;
            let submission = Submission::of_page(&dana, "/work-queue", action, answers)?;
            anyhow::Ok((dana, submission))
        };
        let merge = || {
            let ada = Scene::signed_in(server, &scene.ada)?;
            let page = format!("/admin/duplicates/{PAIR}?kept={}", household.clients[0]);
            let why = [("purpose", "Both cards were shown.")];
            let submission = Submission::of_page(&ada, &page, "/api/duplicates/merge", &why)?;
            anyhow::Ok((ada, submission))
        };
        match self {
            Self::Merge => merge(),
            Self::Unmerge => {
                let (ada, merge) = merge()?;
                merge.leads(&merge.send(&ada)?)?;
                let page = format!("/admin/duplicates/{PAIR}");
                let why = [("purpose", "Two cousins.")];
                let submission = Submission::of_page(&ada, &page, "/api/duplicates/unmerge", &why)?;
                Ok((ada, submission))
            }
            Self::Exit(way) => exit(way),
            Self::Suggest(way) => suggestion(way),
            Self::Undo => {
                let (dana, exit) = exit(Way::Scripted)?;
                let done = exit.leads(&exit.send(&dana)?)?;
                let page = format!("{done}/undo");
                let submission = Submission::of_page(&dana, &page, "/api/exit/undo", &[])?;
                Ok((dana, submission))
            }
            Self::Approve => queued("/api/exit/approve", &[]),
            Self::Decline => queued("/api/exit/decline", &[("reason", "Still at the shelter.")]),
        }
    }

    /// What the page says after it.
    pub fn told(self) -> &'static str {
        match self {
            Self::Exit(_) => "3 people left. The household is off the Northwest Priority List.",
            Self::Undo => "Exit undone",
            Self::Suggest(_) => "Your suggestion was sent to the Priority List Manager",
            Self::Approve => "3 people left. The household is off the Northwest Priority List.",
            Self::Decline => "Declined: the person is told why",
            Self::Merge => "The records are one now",
            Self::Unmerge => "The merge was taken back",
        }
    }

    /// What one of it makes out of what was there.
    pub fn done(self, before: &Value) -> Value {
        match self {
            Self::Exit(_) => changed(
                before,
                &[
                    ("exits", json!(4)),
                    ("people_out", json!(4)),
                    ("acts", json!(1)),
                    // In the home.
                    ("still_in", json!(1)),
                    ("on_list", json!(0)),
                    // The stay in the home was moved into before.
                    ("versions", json!([2, 2, 2, 2, 2])),
                    (
                        "audited",
                        json!({"exit": 4, "referral_result": 1, "contact_recorded": 1}),
                    ),
                    ("audited_acts", json!(1)),
                    // Maria, who works with them, and Ken of the agency that houses them.
                    (
                        "notices",
                        json!({"household_exited": 1, "referral_resolved": 1}),
                    ),
                    ("assigned", json!(0)),
                ],
                &[
                    ("history", 4),
                    ("results", 1),
                    ("accepted", 1),
                    ("contacts", 1),
                    ("act_rows", 1),
                    // Four exits, event, referral, contact, assignment.
                    ("changes", 8),
                    ("list_told", 1),
                    ("user_told", 2),
                    ("keys", 1),
                ],
            ),
            Self::Undo => changed(
                before,
                &[
                    ("exits", json!(0)),
                    ("people_out", json!(0)),
                    ("acts", json!(0)),
                    ("still_in", json!(5)),
                    ("on_list", json!(2)),
                    ("versions", json!([2, 3, 3, 3, 3])),
                    (
                        "audited",
                        json!({"exit": 4, "referral_result": 1, "contact_recorded": 1, "exit_undone": 4}),
                    ),
                    (
                        "notices",
                        json!({"household_exited": 1, "referral_resolved": 1, "exit_undone": 2}),
                    ),
                    ("assigned", json!(1)),
                    ("results", json!(0)),
                    ("accepted", json!(0)),
                    ("undone", json!(1)),
                ],
                &[
                    ("history", 4),
                    ("list_told", 1),
                    ("user_told", 2),
                    ("keys", 1),
                ],
            ),
            Self::Suggest(_) => changed(
                before,
                &[
                    ("audited", json!({"exit_suggested": 1})),
                    ("notices", json!({"exit_suggested": 1})),
                    ("suggestions", json!({"waiting": 1})),
                ],
                &[("user_told", 1), ("keys", 1)],
            ),
            Self::Approve => changed(
                before,
                &[
                    ("exits", json!(3)),
                    ("people_out", json!(3)),
                    ("acts", json!(1)),
                    ("still_in", json!(0)),
                    ("on_list", json!(0)),
                    ("versions", json!([2, 2, 2])),
                    ("audited", json!({"exit_suggested": 1, "exit": 3})),
                    ("audited_acts", json!(1)),
                    (
                        "notices",
                        json!({
                            "exit_suggested": 1, "household_exited": 2, "exit_suggestion_approved": 1
                        }),
                    ),
                    ("assigned", json!(0)),
                    ("suggestions", json!({"approved": 1})),
                ],
                &[
                    ("history", 3),
                    ("act_rows", 1),
                    // Three exits, two assignments.
                    ("changes", 5),
                    ("list_told", 1),
                    ("user_told", 3),
                    ("keys", 1),
                ],
            ),
            Self::Decline => changed(
                before,
                &[
                    (
                        "audited",
                        json!({"exit_suggested": 1, "exit_suggestion_declined": 1}),
                    ),
                    (
                        "notices",
                        json!({"exit_suggested": 1, "exit_suggestion_declined": 1}),
                    ),
                    ("suggestions", json!({"declined": 1})),
                ],
                &[("user_told", 1)],
            ),
            Self::Merge => changed(
                before,
                &[
                    ("exits", json!(1)),
                    ("people_out", json!(1)),
                    ("acts", json!(1)),
                    ("still_in", json!(3)),
                    ("on_list", json!(1)),
                    // Exited, and moved.
                    ("versions", json!([1, 1, 1, 3])),
                    ("audited", json!({"exit": 1})),
                    ("audited_acts", json!(1)),
                    ("merges", json!({"stands": 1})),
                    ("retired", json!(1)),
                ],
                &[
                    ("history", 1),
                    ("act_rows", 1),
                    ("changes", 1),
                    ("list_told", 2),
                    ("keys", 1),
                ],
            ),
            Self::Unmerge => changed(
                before,
                &[
                    ("exits", json!(0)),
                    ("people_out", json!(0)),
                    ("acts", json!(0)),
                    ("still_in", json!(4)),
                    ("on_list", json!(2)),
                    // Moved back, and open again.
                    ("versions", json!([1, 1, 1, 5])),
                    ("audited", json!({"exit": 1, "exit_undone": 1})),
                    ("undone", json!(1)),
                    ("merges", json!({"taken back": 1})),
                    ("retired", json!(0)),
                ],
                &[("history", 1), ("list_told", 2), ("keys", 1)],
            ),
        }
    }
}
