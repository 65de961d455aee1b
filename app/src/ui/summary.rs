//! What is wrong with a form, above it: takes the focus, and leads to each field.

use leptos::prelude::*;

/// All problems, each a link to its field; nothing where there is none.
#[component]
pub fn Summary(
    /// What did not happen: "The policy is not saved yet".
    title: &'static str,
    /// The id of a field, and what is wrong with it.
    problems: Vec<(String, String)>,
) -> impl IntoView {
    let title = match problems.len() {
        1 => format!("{title}: 1 answer needs your attention"),
        many => format!("{title}: {many} answers need your attention"),
    };
    (!problems.is_empty()).then(|| {
        view! {
            <div
                class="error-summary"
                role="alert"
                tabindex="-1"
                autofocus
                id="error-summary"
                aria-labelledby="error-summary-title"
            >
                <h2 id="error-summary-title">{title}</h2>
                <ul>
                    {problems
                        .into_iter()
                        .map(|(id, words)| {
                            view! {
                                <li>
                                    <a href=format!("#{id}") rel="external">
                                        {words}
                                    </a>
                                </li>
                            }
                        })
                        .collect_view()}
                </ul>
            </div>
        }
    })
}
