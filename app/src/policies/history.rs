//! All versions of a policy: who, when, what changed.

use crate::server::moment;
use crate::ui::icon::Icon;
use crate::ui::part::IntoPart;
use domain::calendar;
use domain::ids::ListAuthorityId;
use leptos::prelude::*;
use store::policy::Version;

/// The page.
#[component]
pub(super) fn History(
    list: ListAuthorityId,
    /// "Northwest".
    name: String,
    /// The latest first.
    versions: Vec<Version>,
) -> impl IntoView {
    let back = format!("/policies/{list}");
    let count = versions.len();
    let lead = match count {
        0 => "Nothing was recorded yet: the defaults are in force.".to_owned(),
        1 => "1 version. A version stays: what was in force on a day can be told later.".to_owned(),
        count => {
            format!(
                "{count} versions. A version stays: what was in force on a day can be told later."
            )
        }
    };
    view! {
        <nav class="breadcrumb" aria-label="Breadcrumb">
            <ol role="list">
                <li>
                    <a href=back>{format!("Policy of the {name} Priority List")}</a>
                </li>
            </ol>
        </nav>
        <div class="page-head">
            <div>
                <h1 tabindex="-1">"History of the policy"</h1>
                <p class="lead">{lead}</p>
            </div>
        </div>
        {if count == 0 {
            view! {
                <div class="empty">
                    <Icon name="list" />
                    <p>"The first version is made when somebody saves the policy."</p>
                </div>
            }
                .part()
        } else {
            view! {
                <ol class="timeline" role="list" aria-label="Versions">
                    {versions
                        .into_iter()
                        .enumerate()
                        .map(|(index, version)| {
                            let first = index + 1 == count;
                            view! { <Item version=version first=first /> }
                        })
                        .collect_view()}
                </ol>
            }
                .part()
        }}
    }
    .part()
}

#[component]
fn Item(
    version: Version,
    /// Nothing came before it.
    first: bool,
) -> impl IntoView {
    let recorded = version.recorded;
    let day = recorded.valid_from;
    let who = recorded.by.unwrap_or_else(|| {
        if first {
            "Set up with the list".to_owned()
        } else {
            "Recorded by an operator".to_owned()
        }
    });
    let none = version.changes.is_empty();
    let said = if first {
        "As the defaults."
    } else {
        "No difference to the version before."
    };
    view! {
        <li class="milestone">
            <time datetime=day.to_string()>{calendar::short(day)}</time>
            <div>
                <h2>{who}</h2>
                <p class="second">{format!("Recorded {}", moment(recorded.at))}</p>
                {(first && !none).then(|| view! { <p class="second">"Other than the defaults:"</p> })}
                {if none {
                    view! { <p>{said}</p> }.part()
                } else {
                    view! {
                        <ul class="changes">
                            {version
                                .changes
                                .into_iter()
                                .map(|sentence| view! { <li>{sentence}</li> })
                                .collect_view()}
                        </ul>
                    }
                        .part()
                }}
            </div>
        </li>
    }
    .part()
}
