//! Suggestions under the search box while somebody types: the list of a combobox, its option told by
//! `aria-activedescendant`, how many there are by a status line.

use super::api::suggest;
use super::wire::SuggestionView;
use crate::ui::part::IntoPart;
use domain::ids::ClientId;
use leptos::prelude::*;
use std::time::Duration;
use uuid::Uuid;

/// How long typing must rest before the server is asked.
const REST: Duration = Duration::from_millis(200);
/// Fewer letters name too many people.
const LETTERS: usize = 2;

/// The state of the suggestions of one box.
#[derive(Clone, Copy)]
pub(super) struct Suggesting {
    line: RwSignal<String>,
    hits: RwSignal<Vec<SuggestionView>>,
    open: RwSignal<bool>,
    active: RwSignal<Option<usize>>,
    /// One id from the first letter to the choice: one search in the audit.
    typing: StoredValue<Option<Uuid>>,
    waiting: StoredValue<Option<TimeoutHandle>>,
}

impl Suggesting {
    pub(super) fn new() -> Self {
        Self {
            line: RwSignal::new(String::new()),
            hits: RwSignal::new(Vec::new()),
            open: RwSignal::new(false),
            active: RwSignal::new(None),
            typing: StoredValue::new(None),
            waiting: StoredValue::new(None),
        }
    }

    /// Options are shown.
    pub(super) fn is_open(self) -> bool {
        self.open.get() && self.hits.with(|hits| !hits.is_empty())
    }

    pub(super) fn is_open_untracked(self) -> bool {
        self.open.get_untracked()
    }

    pub(super) fn close(self) {
        if let Some(handle) = self.waiting.get_value() {
            handle.clear();
        }
        self.line.set(String::new());
        self.open.set(false);
        self.active.set(None);
        self.typing.set_value(None);
    }

    /// Something was typed: asks the server when typing rests.
    pub(super) fn typed(self, line: String) {
        if let Some(handle) = self.waiting.get_value() {
            handle.clear();
        }
        self.active.set(None);
        let enough = line.trim().chars().count() >= LETTERS;
        self.line.set(line.clone());
        if !enough {
            self.open.set(false);
            return;
        }
        let typing = self.typing.get_value().unwrap_or_else(Uuid::now_v7);
        self.typing.set_value(Some(typing));
        let asked = set_timeout_with_handle(
            move || {
                leptos::task::spawn_local(async move {
                    // A failure shows when the form is sent; suggestions just stay away.
                    let Ok(found) = suggest(line.clone(), typing).await else {
                        return;
                    };
                    if self.line.try_get_untracked().is_some_and(|now| now == line) {
                        self.hits.set(found);
                        self.open.set(true);
                    }
                });
            },
            REST,
        );
        self.waiting.set_value(asked.ok());
    }

    /// Moves to another option; whether there was one to move to.
    pub(super) fn step(self, by: isize) -> bool {
        let count = self.hits.with_untracked(Vec::len);
        if !self.open.get_untracked() || count == 0 {
            return false;
        }
        self.active.update(|active| {
            *active = match (*active, by) {
                (None, 1) => Some(0),
                (None, _) => Some(count - 1),
                (Some(at), 1) => Some((at + 1) % count),
                (Some(at), _) => Some((at + count - 1) % count),
            };
        });
        true
    }

    pub(super) fn active_client(self) -> Option<ClientId> {
        let at = self.active.get_untracked()?;
        let open = self.open.get_untracked();
        self.hits
            .with_untracked(|hits| hits.get(at).map(|hit| hit.id))
            .filter(|_| open)
    }

    pub(super) fn active_id(self) -> Option<String> {
        let at = self.active.get()?;
        self.open.get().then(|| option_id(at))
    }
}

fn option_id(at: usize) -> String {
    format!("client-suggestion-{at}")
}

/// The list under the box.
#[component]
pub(super) fn Suggestions(
    suggesting: Suggesting,
    /// Opens the active option.
    pick: impl Fn() -> bool + Clone + Send + Sync + 'static,
) -> impl IntoView {
    let told = move || {
        if !suggesting.open.get() {
            return String::new();
        }
        match suggesting.hits.with(Vec::len) {
            0 => "Nobody matches so far".to_owned(),
            1 => "1 suggestion".to_owned(),
            more => format!("{more} suggestions"),
        }
    };
    let shown = Memo::new(move |_| suggesting.is_open());
    view! {
        <span class="visually-hidden" role="status">
            {told}
        </span>
        {move || {
            let pick = pick.clone();
            shown.get().then(|| view! {
            <div
                class="options"
                id="client-suggestions"
                role="listbox"
                aria-label="People who match"
            >
                {
                    let pick = pick.clone();
                    move || {
                        let pick = pick.clone();
                        suggesting
                            .hits
                            .get()
                            .into_iter()
                            .enumerate()
                            .map(|(at, hit)| {
                                let pick = pick.clone();
                                view! {
                                    <div
                                        role="option"
                                        id=option_id(at)
                                        aria-selected=move || {
                                            (suggesting.active.get() == Some(at)).to_string()
                                        }
                                        on:mousedown=move |event| {
                                            event.prevent_default();
                                        }
                                        on:click=move |_| {
                                            suggesting.active.set(Some(at));
                                            pick();
                                        }
                                    >
                                        <span>
                                            <strong>{hit.name}</strong>
                                            ", "
                                            {hit.about}
                                        </span>
                                        <span class="why">{hit.why}</span>
                                    </div>
                                }
                            })
                            .collect_view()
                    }
                }
            </div>
            })
        }}
    }
    .part()
}
