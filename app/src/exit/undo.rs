//! Before an exit is taken back: what will happen, or what stands in the way.

use crate::ui::icon::Icon;
use crate::ui::part::IntoPart;
use domain::exit::Obstacle;
use domain::ids::ActId;
use leptos::prelude::*;
use store::exit::{Exited, UndoRight};
use uuid::Uuid;

/// The page.
#[component]
pub(super) fn Undo(
    exited: Exited,
    act: ActId,
    obstacles: Vec<Obstacle>,
    /// The form's key: the same submission twice is one act.
    key: Uuid,
) -> impl IntoView {
    let back = format!("/exits/{act}");
    let blocked = !obstacles.is_empty();
    let content = if blocked {
        view! {
            <div class="notice warning" role="alert">
                <Icon name="warning" />
                <div>
                    <p class="title">"This exit cannot be undone"</p>
                    {obstacles
                        .iter()
                        .map(|obstacle| view! { <p>{obstacle.message()}</p> })
                        .collect_view()}
                    <p>"Nothing was changed."</p>
                </div>
            </div>
            <div class="button-row">
                <a class="button secondary" href=back>
                    "Back to the exit"
                </a>
            </div>
        }
        .part()
    } else {
        let purpose = exited.undo == UndoRight::WithPurpose;
        view! {
            <section class="panel consequences" aria-labelledby="plan-title">
                <h2 id="plan-title">"What will happen"</h2>
                <ul class="steps" role="list">
                    {said(&exited).into_iter().map(|words| view! { <li>{words}</li> }).collect_view()}
                </ul>
                <form class="form" method="post" action="/api/exit/undo">
                    <input type="hidden" name="act" value=act.to_string() />
                    <input type="hidden" name="key" value=key.to_string() />
                    {purpose.then(|| view! { <Purpose /> })}
                    <div class="button-row">
                        <button class="button" type="submit">
                            "Undo exit"
                        </button>
                        <a class="button quiet" href=back>
                            "Leave it as it is"
                        </a>
                    </div>
                </form>
            </section>
        }
        .part()
    };
    view! {
        <div class="page-head">
            <div>
                <h1 tabindex="-1">"Undo an exit"</h1>
                <p class="lead">{format!("From {}. Everybody together, or nobody.", exited.organization_name)}</p>
            </div>
        </div>
        {content}
    }
}

#[component]
fn Purpose() -> impl IntoView {
    view! {
        <div class="field">
            <label for="purpose">"Why you undo it"</label>
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
    }
}

fn said(exited: &Exited) -> Vec<String> {
    let list = &exited.list_name;
    let mut said = Vec::new();
    for person in &exited.people {
        said.push(format!(
            "{} is enrolled in {} again, since the former entry date.",
            person.name, person.project_name
        ));
    }
    if exited.left_list {
        said.push(format!(
            "The household is back on the {list}, as if it had not left."
        ));
    }
    for person in &exited.closed {
        said.push(format!(
            "{}\u{2019}s other enrollment in {} is open again.",
            person.name, person.project_name
        ));
    }
    if exited.new_head.is_some() {
        said.push("Relationships to the head of household are as before.".to_owned());
    }
    if let Some((to, _)) = &exited.result {
        said.push(format!("The referral to {to} has no result again."));
    }
    if exited.contact.is_some() {
        said.push("The contact stays recorded.".to_owned());
    }
    said.push("Whoever was told of the exit is told of this too.".to_owned());
    said
}
