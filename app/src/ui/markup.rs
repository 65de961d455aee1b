//! Parts of a page that the server renders, and that the browser shows as they are.
//!
//! What needs no scripts is not compiled for the browser: neither its view nor its data.

use crate::error::AppError;
use crate::problem::Problem;
use crate::ui::arrival::{focus_late_heading, page_is_alive};
use crate::ui::part::IntoPart;
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use serde::{Deserialize, Serialize};
use std::pin::Pin;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// HTML that the server rendered, with every text in it escaped; and what the search box around it holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Markup(String, String);

/// What the server answers to a page that asks for its part.
pub type Answer = Result<Markup, AppError>;

type Loading = Pin<Box<dyn Future<Output = Answer> + Send>>;

/// Asks the server for a part, and again when `key` changes. All pages share one kind of resource: its code is
/// large, and would otherwise be in the browser once for each page.
pub fn asked<K, F>(
    key: impl Fn() -> K + Send + Sync + 'static,
    load: impl Fn(K) -> F + Send + Sync + 'static,
) -> Resource<Answer>
where
    K: PartialEq + Send + 'static,
    F: Future<Output = Answer> + Send + 'static,
{
    let key = Arc::new(key);
    let wanted = Arc::clone(&key);
    let known = Mutex::new(None);
    resource(
        Box::new(move || {
            let now = Some(key());
            let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
            let changed = *known != now;
            *known = now;
            changed
        }),
        Box::new(move || Box::pin(load(untrack(|| wanted())))),
    )
}

/// `changed` reads the key, so that it is asked again when the key may be another one.
fn resource(
    changed: Box<dyn Fn() -> bool + Send + Sync>,
    load: Box<dyn Fn() -> Loading + Send + Sync>,
) -> Resource<Answer> {
    let round = AtomicU32::new(0);
    Resource::new(
        move || {
            if changed() {
                round.fetch_add(1, Ordering::Relaxed);
            }
            round.load(Ordering::Relaxed)
        },
        move |_| load(),
    )
}

/// Renders a part of a page. Nothing in it comes alive in the browser: links, forms and popovers work by
/// themselves.
#[cfg(feature = "ssr")]
pub fn markup(view: impl IntoView) -> Markup {
    Markup(view.into_view().to_html(), String::new())
}

/// Shows a part, or what went wrong. When it comes after a navigation, focus goes to its heading.
#[component]
pub fn Shown(
    /// What was asked for.
    resource: Resource<Answer>,
) -> impl IntoView {
    let path = use_location().pathname;
    let alive = page_is_alive();
    Effect::new(move |before: Option<Option<(String, Answer)>>| {
        let before = before.flatten();
        let Some(answer) = resource.get() else {
            return before;
        };
        let now = path.get_untracked();
        let arrived = match &before {
            None => alive,
            // The address is ahead of the answer.
            Some((path, shown)) if *path != now && *shown == answer => return before,
            Some((path, _)) => *path != now,
        };
        if arrived {
            focus_late_heading();
        }
        Some((now, answer))
    });
    view! {
        <Transition fallback=|| {
            view! { <p class="quiet-text" role="status">"Loading\u{2026}"</p> }
        }>
            {move || Suspend::new(async move {
                match resource.await {
                    Ok(part) => part.show().part(),
                    Err(error) => view! { <Problem error=error /> }.part(),
                }
            })}
        </Transition>
    }
    .part()
}

impl Markup {
    /// A part for the line that was searched for.
    #[cfg(feature = "ssr")]
    #[must_use]
    pub fn for_line(self, line: String) -> Self {
        Self(self.0, line)
    }

    /// The line that was searched for.
    #[must_use]
    pub fn line(&self) -> String {
        self.1.clone()
    }

    /// The part in its place; the element around it takes no part in the layout.
    pub fn show(self) -> AnyView {
        view! { <div class="markup" inner_html=self.0></div> }.part()
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn what_people_typed_is_text() {
        let name = "<b>Rosa & \"Luis\"</b>".to_owned();
        let title = name.clone();
        let owner = Owner::new();
        let Markup(html, _) = owner.with(|| markup(view! { <p title=title>{name}</p> }));
        assert_eq!(
            html,
            "<p title=\"&lt;b&gt;Rosa &amp; &quot;Luis&quot;&lt;/b&gt;\">&lt;b&gt;Rosa &amp; \"Luis\"&lt;/b&gt;</p>"
        );
    }
}
