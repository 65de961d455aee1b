//! Notices in words.

use crate::server::moment;
use crate::ui::icon::Icon;
use crate::ui::notice::{self, Tone};
use crate::ui::part::IntoPart;
use leptos::prelude::*;
use store::identity::notice::Notice;

/// The page.
#[component]
pub(super) fn Notices(
    notices: Vec<Notice>,
    /// They were marked as read just now.
    read: bool,
) -> impl IntoView {
    view! {
        {read
            .then(|| {
                view! {
                    <div class="page-notices">
                        <notice::Notice tone=Tone::Success title="Marked as read" />
                    </div>
                }
            })}
        <div class="page-head">
            <div>
                <h1 tabindex="-1">"Notices"</h1>
                <p class="lead">
                    "What others did that concerns you. Those that you have read stay here for 30 days."
                </p>
            </div>
        </div>
        <List notices=notices />
    }
    .part()
}

/// The notices, and the form that marks the new ones as read.
#[component]
fn List(notices: Vec<Notice>) -> impl IntoView {
    if notices.is_empty() {
        return view! {
            <div class="empty">
                <Icon name="info" />
                <p>
                    "Nothing yet. You are told here when somebody exits a household that you work with, and what becomes of requests for access."
                </p>
            </div>
        }
        .part();
    }
    let new = notices.iter().filter(|notice| !notice.read);
    let new = new
        .map(|notice| notice.id.to_string())
        .collect::<Vec<_>>()
        .join(",");
    view! {
        {(!new.is_empty())
            .then(|| {
                view! {
                    <form class="button-row" method="post" action="/api/notices-read">
                        <input type="hidden" name="shown" value=new />
                        <button class="button secondary" type="submit">
                            "Mark all as read"
                        </button>
                    </form>
                }
            })}
        <ul class="queue" role="list">
            {notices.into_iter().map(|notice| view! { <Row notice=notice /> }).collect_view()}
        </ul>
    }
    .part()
}

#[component]
fn Row(notice: Notice) -> impl IntoView {
    let new = !notice.read;
    let at = notice.created_at;
    view! {
        <li>
            <p>
                {said(notice)} " "
                {new.then(|| view! { <span class="badge info">"New"</span> })}
            </p>
            <p class="small quiet-text">
                <time datetime=at.to_rfc3339()>{moment(at)}</time>
            </p>
        </li>
    }
}

/// What happened; people are named on the page only.
fn said(notice: Notice) -> AnyView {
    if notice.kind == "household_exited" {
        return match notice.exited {
            Some(exited) => {
                let by = exited.by.unwrap_or_else(|| "Somebody".to_owned());
                view! {
                    {format!("{by} recorded an exit for ")}
                    <a href=format!("/clients/{}", exited.client)>{exited.name.short()}</a>
                    ", whose household you work with."
                }
                .part()
            }
            None => "An exit was recorded for a household that you work with. It was taken back since, or you may not see whose it is."
                .part(),
        };
    }
    let words = match notice.kind.as_str() {
        "access_asked" => "Somebody asks for access and waits for your decision.",
        "access_endorsed" => "A request for access was endorsed.",
        "access_granted" => "Your request for access was granted.",
        "access_declined" => "Your request for access was declined.",
        "referral_resolved" => {
            "A household that was referred to you was exited, and its referral called successful on your behalf."
        }
        "exit_undone" => "An exit that you recorded or were told of was undone.",
        "exit_suggested" => "Somebody suggests an exit and waits for your decision.",
        "exit_suggestion_approved" => "An exit that you suggested was approved.",
        "exit_suggestion_amended" => "An exit that you suggested was saved with other answers.",
        "exit_suggestion_declined" => "An exit that you suggested was declined.",
        "exit_suggestion_overtaken" => {
            "A household whose exit you suggested was exited by somebody else."
        }
        _ => "Something happened that concerns you.",
    };
    view! {
        {words} " "
        {match notice.subject_kind.as_str() {
            "access_request" => view! { <a href="/access-requests">"Access requests"</a> }.part(),
            "exit_suggestion" => view! { <a href="/work-queue">"Work queue"</a> }.part(),
            "act" => {
                view! { <a href=format!("/exits/{}", notice.subject_id)>"The exit"</a> }.part()
            }
            _ => ().part(),
        }}
    }
    .part()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::markup::markup;
    use chrono::{TimeZone, Utc};
    use domain::ids::ClientId;
    use domain::person::Name;
    use store::identity::notice::Exited;
    use store::name::ShownName;
    use uuid::Uuid;

    fn notice(kind: &str, exited: Option<Exited>) -> Notice {
        Notice {
            id: Uuid::from_u128(7),
            kind: kind.to_owned(),
            subject_kind: "act".to_owned(),
            subject_id: Uuid::from_u128(8),
            created_at: Utc.timestamp_opt(1_795_370_400, 0).unwrap(),
            read: false,
            exited,
        }
    }

    fn html(notices: Vec<Notice>) -> String {
        let owner = Owner::new();
        let shown = owner.with(|| markup(view! { <Notices notices=notices read=false /> }));
        serde_json::to_string(&shown).unwrap()
    }

    #[test]
    fn names_who_exited_whom_with_a_link_by_id() {
        let client = ClientId(Uuid::from_u128(9));
        let exited = Exited {
            client,
            name: ShownName::Known(Name {
                first: Some("Rosa".to_owned()),
                last: Some("Lopez".to_owned()),
                ..Name::default()
            }),
            by: Some("Dana Lindqvist".to_owned()),
        };
        let shown = html(vec![notice("household_exited", Some(exited))]);
        assert!(
            shown.contains("Dana Lindqvist recorded an exit for "),
            "{shown}"
        );
        assert!(shown.contains(&format!("/clients/{client}")), "{shown}");
        assert!(shown.contains(">Rosa Lopez</a>"), "{shown}");
        assert!(shown.contains("Nov 22, 2026, 12:00 pm"), "{shown}");
    }

    #[test]
    fn offers_to_mark_new_ones_only() {
        let mut read = notice("access_granted", None);
        assert!(html(vec![read.clone()]).contains("Mark all as read"));
        read.read = true;
        let shown = html(vec![read]);
        assert!(
            !shown.contains("Mark all as read") && !shown.contains("New"),
            "{shown}"
        );
    }
}
