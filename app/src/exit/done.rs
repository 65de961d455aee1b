//! After the save: what happened, in words.

use super::told::ExitedView;
use crate::ui::icon::Icon;
use crate::ui::part::IntoPart;
use leptos::prelude::*;

/// What an exit did.
#[component]
pub(super) fn Done(done: ExitedView) -> impl IntoView {
    let people = done.people.len();
    let who = if people == 1 {
        "1 person".to_owned()
    } else {
        format!("{people} people")
    };
    let what = if done.left_list {
        format!("{who} left. The household is off the {}.", done.list_name)
    } else {
        format!("{who} left. The household stays on the {}.", done.list_name)
    };
    view! {
        <div class="page-head">
            <div>
                <h1 tabindex="-1">"Exit saved"</h1>
            </div>
        </div>
        <div class="notice success" role="status">
            <Icon name="check" />
            <div>
                <p class="title">{what}</p>
                <p>"Everything was saved together."</p>
            </div>
        </div>
        <ul class="steps" role="list">
            {done
                .people
                .into_iter()
                .map(|person| {
                    view! {
                        <li>
                            {match person.client {
                                Some(client) => {
                                    view! { <a href=format!("/clients/{client}")>{person.name}</a> }.part()
                                }
                                None => person.name.part(),
                            }}
                            " "
                            {person.what}
                        </li>
                    }
                })
                .collect_view()}
        </ul>
        <div class="button-row">
            <a class="button" href="/priority-list">
                "Priority List"
            </a>
            <a class="button secondary" href="/clients">
                "Find a client"
            </a>
        </div>
    }
}
