//! The box that finds people: in the header of every page, and large on the Clients page.

use super::api::keep_search;
use super::suggestions::{Suggesting, Suggestions};
use crate::ui::icon::Icon;
use crate::ui::part::IntoPart;
use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_navigate};

/// The box in the header; the Clients page has its own, so that one box on each page has the name.
#[component]
pub fn HeaderSearch() -> impl IntoView {
    let location = use_location();
    let elsewhere = Memo::new(move |_| location.pathname.with(|path| path != "/clients"));
    move || {
        elsewhere
            .get()
            .then(|| view! { <SearchBox value=Signal::stored(String::new()) /> })
    }
}

/// One line, any evidence. A plain form; with scripts it suggests while somebody types.
#[component]
pub fn SearchBox(
    /// What was searched for.
    value: Signal<String>,
    /// The page's own box.
    #[prop(optional)]
    large: bool,
) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let suggesting = Suggesting::new();
    let navigate = use_navigate();
    let open_active = move || {
        let Some(id) = suggesting.active_client() else {
            return false;
        };
        suggesting.close();
        if let Some(input) = input.get_untracked() {
            input.set_value("");
        }
        navigate(
            &format!("/clients/{id}"),
            leptos_router::NavigateOptions::default(),
        );
        true
    };
    let pick = open_active.clone();
    let on_keydown = move |event: ev::KeyboardEvent| match event.key().as_str() {
        "ArrowDown" if suggesting.step(1) => event.prevent_default(),
        "ArrowUp" if suggesting.step(-1) => event.prevent_default(),
        "Escape" if suggesting.is_open_untracked() => {
            event.prevent_default();
            suggesting.close();
        }
        "Enter" => {
            if open_active() {
                event.prevent_default();
            }
            suggesting.close();
        }
        _ => {}
    };
    // What is sent leads on to the page of what was found.
    let search = move |event: ev::SubmitEvent| {
        if let Some(input) = input.get_untracked() {
            event.prevent_default();
            let query = input.value();
            leptos::task::spawn_local(async move {
                // A refusal leaves the page as it is; what was typed stands in the box.
                let _ = keep_search(query).await;
            });
        }
    };
    focus_with_slash(input);
    // Without scripts nothing opens under the box: it is a combobox from when it can be one.
    let alive = RwSignal::new(false);
    Effect::new(move || alive.set(true));
    // What somebody typed before the page came alive stays.
    Effect::new(move |before: Option<String>| {
        let now = value.get();
        if let (Some(input), Some(before)) = (input.get_untracked(), before)
            && before != now
        {
            input.set_value(&now);
        }
        now
    });
    view! {
        <form
            method="post"
            action="/api/clients/search"
            class=if large { "search large" } else { "search" }
            role="search"
            aria-label=if large { "Clients" } else { "Everywhere" }
            autocomplete="off"
            on:submit=search
        >
            <button type="submit" aria-label=if large { "Search clients" } else { "Search" }>
                <Icon name="search" />
            </button>
            <input
                type="text"
                role=move || if alive.get() { "combobox" } else { "searchbox" }
                name="query"
                enterkeyhint="search"
                aria-label="Find a client"
                placeholder=(!large).then_some("Find a client")
                autocomplete="off"
                spellcheck="false"
                maxlength="200"
                aria-keyshortcuts="/"
                aria-autocomplete="list"
                aria-expanded=move || alive.get().then(|| suggesting.is_open().to_string())
                aria-controls=move || suggesting.is_open().then_some("client-suggestions")
                aria-activedescendant=move || suggesting.active_id()
                node_ref=input
                value=move || value.get()
                on:input=move |event| suggesting.typed(event_target_value(&event))
                on:keydown=on_keydown
                on:blur=move |_| suggesting.close()
            />
            {(!large).then(|| view! { <kbd aria-hidden="true">"/"</kbd> })}
            <Suggestions suggesting pick />
        </form>
    }
    .part()
}

/// `/` puts the cursor into the box, unless somebody is typing elsewhere.
fn focus_with_slash(input: NodeRef<html::Input>) {
    Effect::new(move || {
        let handle = window_event_listener(ev::keydown, move |event| {
            let typing = document().active_element().is_some_and(|element| {
                matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
            });
            let plain = !event.ctrl_key() && !event.meta_key() && !event.alt_key();
            if event.key() == "/"
                && plain
                && !typing
                && let Some(input) = input.get_untracked()
            {
                event.prevent_default();
                // A refusal leaves the focus where it is.
                let _ = input.focus();
                input.select();
            }
        });
        on_cleanup(move || handle.remove());
    });
}
