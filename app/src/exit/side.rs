//! What will happen, and the button.

use super::page::State;
use crate::ui::part::IntoPart;
use leptos::prelude::*;

/// The panel at the side: the plan in words while it is typed, then "Save exit".
#[component]
pub(super) fn Side(pending: Memo<bool>) -> impl IntoView {
    let state = expect_context::<State>();
    let told_names = state.sheet.with_value(|sheet| sheet.told.clone());
    let said = move || match state.decided.get() {
        Ok(plan) => {
            let mut sentences = plan.sentences();
            sentences.extend(told(&told_names));
            sentences
                .into_iter()
                .map(|sentence| view! { <li>{sentence}</li> })
                .collect_view()
                .part()
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
                    "Save exit shows what will happen first. Nothing is saved before you confirm it there."
                </p>
                <div class="button-stack">
                    <button class="button wide" type="submit" aria-busy=move || pending.get().then_some("true")>
                        "Save exit"
                    </button>
                </div>
            </section>
        </aside>
    }
    .part()
}

/// Who is told, as a sentence.
pub(super) fn told(names: &[String]) -> Option<String> {
    match names {
        [] => None,
        [one] => Some(format!("{one} is told.")),
        [most @ .., last] => Some(format!("{} and {last} are told.", most.join(", "))),
    }
}
