//! Header, rail and the place of the page.

use super::use_frame;
use crate::clients::HeaderSearch;
use crate::settings::Sidebar;
use crate::ui::icon::Icon;
use crate::ui::part::{IntoPart, Parts};
use leptos::prelude::*;
use leptos_router::components::Outlet;
use leptos_router::hooks::use_location;

/// The frame around the routed page.
#[component]
pub fn Frame() -> impl IntoView {
    view! {
        <Framed>
            <Outlet />
        </Framed>
    }
    .part()
}

/// The frame around anything.
#[component]
pub fn Framed(children: Parts) -> impl IntoView {
    view! {
        <a class="skip-link" href="#main" rel="external">"Skip to main content"</a>
        <div class="app">
            <Header />
            <Rail />
            <main class="main" id="main" tabindex="-1">
                {children.show()}
            </main>
        </div>
        <Sidebar />
        <div class="reload-bar" id="reload-bar" role="alert" hidden>
            <p>
                <strong>"This page has stopped answering."</strong>
                " Reload to go on. What you saved is safe."
            </p>
            <a class="button" href="">"Reload"</a>
        </div>
    }
    .part()
}

#[component]
fn Header() -> impl IntoView {
    let frame = use_frame();
    let location = use_location();
    let on_settings = Memo::new(move |_| location.pathname.with(|path| path == "/settings"));
    let acting = move || {
        frame.with(|frame| match &frame.context {
            Some(context) => (
                format!("{} for", context.workgroup.singular()),
                context.organization_name.clone(),
            ),
            None => (
                "No organization chosen:".to_owned(),
                "open Settings".to_owned(),
            ),
        })
    };
    // An empty element is not shown.
    let notices = move || {
        let (count, words) = frame.with(|frame| (frame.notices, frame.new_notices()));
        (count > 0).then(|| {
            view! {
                <span aria-hidden="true">{count}</span>
                <span class="visually-hidden">{words}</span>
            }
        })
    };
    view! {
        <header class="app-header">
            <a class="product" href="/">
                <Icon name="doorway" />
                "Threshold"
            </a>
            <HeaderSearch />
            <div class="context">
                <p id="acting-as">
                    <span>{move || acting().0}</span>
                    " "
                    {move || acting().1}
                </p>
                <span class="avatar" aria-hidden="true">
                    {move || frame.with(super::FrameView::initials)}
                </span>
                <span class="count" id="new-notices">
                    {notices}
                </span>
                {move || {
                    // On the page of Settings there is no sidebar to open.
                    if on_settings.get() {
                        view! {
                            <a
                                class="context-open"
                                href="/settings"
                                aria-current="page"
                                aria-label="Settings"
                                aria-describedby="acting-as new-notices"
                            ></a>
                        }
                            .part()
                    } else {
                        view! {
                            <button
                                class="context-open"
                                type="button"
                                popovertarget="settings"
                                aria-label="Settings"
                                aria-describedby="acting-as new-notices"
                            ></button>
                        }
                            .part()
                    }
                }}
            </div>
        </header>
    }
    .part()
}

#[component]
fn Rail() -> impl IntoView {
    let frame = use_frame();
    let shows = move |wanted: fn(&super::FrameView) -> bool| frame.with(wanted);
    let waiting = Signal::derive(move || frame.with(|frame| frame.requests));
    let queue = Signal::derive(move || frame.with(|frame| frame.queue));
    view! {
        <nav class="rail" aria-label="Workspaces">
            <ul role="list">
                {move || {
                    shows(|frame| frame.list)
                        .then(|| view! { <RailLink href="/priority-list" label="Priority List" /> })
                }}
                <RailLink href="/clients" label="Clients" />
                {move || {
                    shows(|frame| frame.outreach)
                        .then(|| view! { <RailLink href="/outreach" label="Outreach" /> })
                }}
                <RailLink href="/work-queue" label="Work queue" waiting=queue />
                <RailLink href="/programs" label="Programs and organizations" />
                <RailLink href="/access-requests" label="Access requests" waiting />
                {move || {
                    shows(|frame| frame.policies)
                        .then(|| view! { <RailLink href="/policies" label="Policies" /> })
                }}
                {move || {
                    shows(|frame| frame.admin)
                        .then(|| view! { <RailLink href="/admin/users" label="Administration" /> })
                }}
            </ul>
        </nav>
    }
    .part()
}

#[component]
fn RailLink(
    href: &'static str,
    label: &'static str,
    /// How much waits there for the user.
    #[prop(optional)]
    waiting: Signal<i64>,
) -> impl IntoView {
    let location = use_location();
    let current = move || {
        location
            .pathname
            .with(|path| {
                let admin = "/admin/";
                path == href
                    || path.starts_with(&format!("{href}/"))
                    || path.starts_with(admin) && href.starts_with(admin)
            })
            .then_some("page")
    };
    view! {
        <li>
            <a href=href aria-current=current>
                {label}
                {move || {
                    let count = waiting.get();
                    (count > 0)
                        .then(|| {
                            view! {
                                " "
                                <span class="badge info">
                                    {count} <span class="visually-hidden">" waiting"</span>
                                </span>
                            }
                        })
                }}
            </a>
        </li>
    }
    .part()
}
