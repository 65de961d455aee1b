//! After the save: what happened, in words.

use super::api::exited;
use crate::error::AppError;
use crate::problem::Problem;
use crate::ui::icon::Icon;
use domain::ids::ActId;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

/// What an exit did.
#[component]
pub fn ExitedPage() -> impl IntoView {
    let params = use_params_map();
    let act = move || {
        params
            .with(|params| params.get("act"))
            .and_then(|id| id.parse::<ActId>().ok())
    };
    let done = Resource::new(act, |act| async move {
        exited(act.ok_or(AppError::NotFound)?).await
    });
    view! {
        <Title text="Exit saved \u{b7} Threshold" />
        <Suspense>
            {move || Suspend::new(async move {
                match done.await {
                    Err(error) => view! { <Problem error=error /> }.into_any(),
                    Ok(done) => {
                        let people = done.people.len();
                        let who = if people == 1 { "1 person".to_owned() } else { format!("{people} people") };
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
                                    <p>"Everything was saved together, and whoever works with the household is told."</p>
                                </div>
                            </div>
                            <ul class="steps" role="list">
                                {done
                                    .people
                                    .into_iter()
                                    .map(|person| {
                                        view! {
                                            <li>
                                                <a href=format!("/clients/{}", person.client)>{person.name}</a>
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
                            .into_any()
                    }
                }
            })}
        </Suspense>
    }
}
