//! What saving would change, as a page before it is saved.

use crate::ui::icon::Icon;
use crate::ui::part::IntoPart;
use domain::ids::{DraftId, ListAuthorityId};
use leptos::prelude::*;
use store::policy::Preview;
use store::priority::Shift;
use uuid::Uuid;

/// What the page shows.
pub(super) struct ChangesView {
    /// Whose policy.
    pub list: ListAuthorityId,
    /// "Northwest".
    pub name: String,
    /// The kept form.
    pub draft: DraftId,
    /// The same key twice is one save.
    pub key: Uuid,
    /// What would change.
    pub preview: Preview,
    /// It is another than was shown before.
    pub changed: bool,
}

/// The page.
#[component]
pub(super) fn Changes(view: ChangesView) -> impl IntoView {
    let back = format!("/policies/{}?draft={}", view.list, view.draft);
    let policy = format!("Policy of the {} Priority List", view.name);
    let none = view.preview.changes.is_empty();
    view! {
        <nav class="breadcrumb" aria-label="Breadcrumb">
            <ol role="list">
                <li>
                    <a href=back.clone()>{policy}</a>
                </li>
            </ol>
        </nav>
        <div class="page-head">
            <div>
                <h1 tabindex="-1">"What will change"</h1>
                <p class="lead">"Nothing is saved yet."</p>
            </div>
        </div>
        {view
            .changed
            .then(|| {
                view! {
                    <div class="page-notices">
                        <div class="notice warning" role="alert">
                            <Icon name="warning" />
                            <div>
                                <p class="title">"Not saved: the list changed meanwhile"</p>
                                <p>"This is what will happen now. Look again before you save."</p>
                            </div>
                        </div>
                    </div>
                }
            })}
        {if none {
            view! {
                <div class="empty">
                    <Icon name="check" />
                    <p>"Nothing: the form says what is in force already."</p>
                    <a class="button secondary" href=back>
                        "Back to the form"
                    </a>
                </div>
            }
                .part()
        } else {
            view! { <Plan view=view back=back /> }.part()
        }}
    }
    .part()
}

#[component]
fn Plan(view: ChangesView, back: String) -> impl IntoView {
    let shifts = view.preview.shifts;
    let households = if shifts.is_empty() {
        vec!["No household\u{2019}s standing changes.".to_owned()]
    } else {
        shifts.into_iter().map(shift_in_words).collect()
    };
    view! {
        <section class="panel consequences policy-changes" aria-labelledby="rules-title">
            <h2 id="rules-title">"In the policy, from today"</h2>
            <ul class="steps" role="list">
                {view
                    .preview
                    .changes
                    .into_iter()
                    .map(|sentence| view! { <li>{sentence}</li> })
                    .collect_view()}
            </ul>
            <h2>"On the list, at once"</h2>
            <ul class="steps" role="list">
                {households.into_iter().map(|sentence| view! { <li>{sentence}</li> }).collect_view()}
            </ul>
            <form method="post" action="/api/policies/save">
                <input type="hidden" name="list" value=view.list.to_string() />
                <input type="hidden" name="draft" value=view.draft.to_string() />
                <input type="hidden" name="digest" value=view.preview.digest />
                <input type="hidden" name="key" value=view.key.to_string() />
                <div class="button-row">
                    <button class="button" type="submit">
                        "Save policy"
                    </button>
                    <a class="button quiet" href=back>
                        "Back to the form"
                    </a>
                </div>
            </form>
        </section>
    }
    .part()
}

/// "12 households: Inactive instead of Ranked."
fn shift_in_words(shift: Shift) -> String {
    let households = if shift.households == 1 {
        "1 household".to_owned()
    } else {
        format!("{} households", shift.households)
    };
    format!(
        "{households}: {} instead of {}.",
        shift.to.label(),
        shift.from.label()
    )
}
