//! What stands above a client: a retired id, restricted records, problems of the records.

use super::view::ClientView;
use crate::ui::icon::Icon;
use domain::ids::ClientId;
use leptos::prelude::*;

/// The notices, where there are any.
#[component]
pub(super) fn Notices(client: ClientView) -> impl IntoView {
    let any = client.moved || client.hidden.is_some() || !client.problems.is_empty();
    any.then(|| {
        view! {
            <div class="page-notices">
                {client
                    .moved
                    .then(|| {
                        view! {
                            <div class="notice">
                                <Icon name="info" />
                                <div>
                                    <p class="title">"This ID was retired"</p>
                                    <p>"Its record was merged into the one that you see."</p>
                                </div>
                            </div>
                        }
                    })}
                {client
                    .hidden
                    .map(|hidden| {
                        view! {
                            <div class="notice">
                                <Icon name="lock" />
                                <div>
                                    <p class="title">"Restricted"</p>
                                    <p>{hidden}</p>
                                    {client
                                        .purpose_opens
                                        .then(|| view! { <Purpose client=client.id /> })}
                                </div>
                            </div>
                        }
                    })}
                {(!client.problems.is_empty())
                    .then(|| {
                        view! {
                            <div class="notice warning">
                                <Icon name="warning" />
                                <div>
                                    <p class="title">"Something is wrong with these records"</p>
                                    {client
                                        .problems
                                        .into_iter()
                                        .map(|problem| view! { <p>{problem}</p> })
                                        .collect_view()}
                                </div>
                            </div>
                        }
                    })}
            </div>
        }
    })
}

/// An administrator looks behind the sentence, and says why.
#[component]
fn Purpose(client: ClientId) -> impl IntoView {
    view! {
        <form class="form" method="post" action="/api/clients/purpose">
            <input type="hidden" name="client" value=client.to_string() />
            <div class="field">
                <label for="purpose">"Why you need these records"</label>
                <input
                    class="input"
                    id="purpose"
                    name="purpose"
                    autocomplete="off"
                    maxlength="200"
                    required
                    aria-describedby="purpose-hint"
                />
                <p class="hint" id="purpose-hint">
                    "The audit keeps it. Name no client."
                </p>
            </div>
            <button class="button secondary" type="submit">
                "Show the records"
            </button>
        </form>
    }
}
