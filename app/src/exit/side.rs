//! What will happen, what to confirm, and the button.

use super::household::ticked;
use super::page::State;
use super::slot::Slot;
use crate::ui::part::IntoPart;
use leptos::prelude::*;

/// The panel at the side: the plan in words while it is typed, its warnings, then "Save exit".
#[component]
pub(super) fn Side(pending: Memo<bool>) -> impl IntoView {
    let state = expect_context::<State>();
    let (told_names, suggests) = state
        .sheet
        .with_value(|sheet| (sheet.told.clone(), sheet.suggests));
    let act = if suggests {
        "Suggest exit"
    } else {
        "Save exit"
    };
    let said = move || match state.decided.get() {
        Ok(plan) => {
            let mut sentences = plan.sentences();
            sentences.extend(told(&told_names));
            items(sentences)
        }
        Err(problems) => {
            let missing = problems.len();
            let words = if missing == 1 {
                "Nothing yet: one answer is missing or needs a look.".to_owned()
            } else {
                format!("Nothing yet: {missing} answers are missing or need a look.")
            };
            view! { <li class="blocked">{words}</li> }.part()
        }
    };
    view! {
        <aside class="side" aria-label="Before you save">
            <section class="panel consequences" aria-labelledby="plan-title">
                <h2 id="plan-title">"What will happen"</h2>
                <ul class="steps when-scripted" role="list" aria-live="polite">
                    {said}
                </ul>
                <p class="when-scriptless">
                    {format!("{act} shows what will happen first. Nothing is sent before you confirm it there.")}
                </p>
                <Warnings />
                <div class="button-stack">
                    <button class="button wide" type="submit" aria-busy=move || pending.get().then_some("true")>
                        {act}
                    </button>
                </div>
                <p class="hint" id="draft-status" role="status"></p>
            </section>
        </aside>
    }
    .part()
}

fn items(sentences: Vec<String>) -> AnyView {
    sentences
        .into_iter()
        .map(|sentence| view! { <li>{sentence}</li> })
        .collect_view()
        .part()
}

/// The id of the box that confirms.
pub(super) const CONFIRM: &str = "confirmed";

/// The warnings together, confirmed once. Others than were confirmed untick the box.
#[component]
fn Warnings() -> impl IntoView {
    let state = expect_context::<State>();
    let warnings = Memo::new(move |_| {
        state.decided.with(|decided| match decided {
            Ok(plan) => {
                let messages = plan.warnings.iter().map(|warning| warning.message.clone());
                (plan.warnings_key(), messages.collect::<Vec<_>>())
            }
            Err(_) => Default::default(),
        })
    });
    let error = move || state.unconfirmed.get();
    let shown = move || {
        let (key, messages) = warnings.get();
        (!messages.is_empty()).then(|| {
            let kept = StoredValue::new(key.clone());
            view! {
                <div class="warnings when-scripted" role="group" aria-labelledby="warnings-title">
                    <h3 id="warnings-title">"Look at this before you save"</h3>
                    <ul>{items(messages)}</ul>
                    {move || error().then(|| {
                        view! {
                            <p class="field-error" id="confirmed-error">
                                "Confirm this, or change your answers."
                            </p>
                        }
                    })}
                    <label class="check-label" for=CONFIRM>
                        <input
                            class="check"
                            type="checkbox"
                            id=CONFIRM
                            name=Slot::Confirmed.name()
                            value=key
                            prop:checked=move || {
                                kept.with_value(|key| Slot::Confirmed.get(state) == *key)
                            }
                            aria-describedby=move || error().then_some("confirmed-error")
                            aria-invalid=move || error().then_some("true")
                            on:change=move |event| {
                                let yes = !ticked(event_target_checked(&event)).is_empty();
                                let key = if yes { kept.get_value() } else { String::new() };
                                Slot::Confirmed.set(state, key);
                            }
                        />
                        " I have looked at it: save all the same"
                    </label>
                </div>
            }
        })
    };
    view! { {shown} }.part()
}

/// Who is told, as a sentence.
pub(super) fn told(names: &[String]) -> Option<String> {
    match names {
        [] => None,
        [one] => Some(format!("{one} is told.")),
        [most @ .., last] => Some(format!("{} and {last} are told.", most.join(", "))),
    }
}
