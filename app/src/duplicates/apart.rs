//! The form that says: two people.

use crate::ui::part::IntoPart;
use domain::ids::DuplicatePairId;
use leptos::prelude::*;
use uuid::Uuid;

/// The section below the comparison.
#[component]
pub(super) fn Apart(
    pair: DuplicatePairId,
    key: Uuid,
    /// The reason was left blank.
    unsaid: bool,
) -> impl IntoView {
    let described = if unsaid {
        "why-error why-hint"
    } else {
        "why-hint"
    };
    view! {
        <section class="section" aria-labelledby="apart">
            <h2 id="apart">"Not the same person"</h2>
            <form class="form" method="post" action="/api/duplicates/apart">
                <input type="hidden" name="pair" value=pair.to_string() />
                <input type="hidden" name="key" value=key.to_string() />
                <div class="field">
                    <label for="why">"How you know"</label>
                    {unsaid
                        .then(|| {
                            view! {
                                <p class="field-error" id="why-error">
                                    "Say it in a few words: who meets both records later wants to know."
                                </p>
                            }
                        })}
                    <input
                        class="input"
                        id="why"
                        name="why"
                        maxlength="500"
                        autocomplete="off"
                        required
                        aria-invalid=unsaid.then_some("true")
                        aria-describedby=described
                    />
                    <p class="hint" id="why-hint">
                        "The pair is not proposed again unless somebody reports it, or more speaks for one person than today."
                    </p>
                </div>
                <div class="button-row">
                    <button class="button secondary" type="submit">
                        "Keep as two people"
                    </button>
                </div>
            </form>
        </section>
    }
    .part()
}
