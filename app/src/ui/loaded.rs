//! What a page shows once its data is there.

use crate::error::AppError;
use crate::problem::Problem;
use leptos::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Shows what was asked for, or what went wrong.
#[component]
pub fn Loaded<T, V, F>(
    /// What was asked for.
    resource: Resource<Result<T, AppError>>,
    /// Shows it.
    show: F,
) -> impl IntoView
where
    T: Clone + Send + Sync + Serialize + DeserializeOwned + 'static,
    V: IntoView + 'static,
    F: Fn(T) -> V + Clone + Send + Sync + 'static,
{
    view! {
        <Suspense fallback=|| {
            view! { <p class="quiet-text" role="status">"Loading\u{2026}"</p> }
        }>
            {move || {
                let show = show.clone();
                Suspend::new(async move {
                    match resource.await {
                        Ok(value) => show(value).into_any(),
                        Err(error) => view! { <Problem error=error /> }.into_any(),
                    }
                })
            }}
        </Suspense>
    }
    .into_any()
}
