//! All pages and where they stand.

use crate::clients::ClientsPage;
use crate::exit::ExitPage;
use crate::frame::{Frame, provide_frame, use_frame};
use crate::parts::PartPage;
use crate::priority_list::PriorityListPage;
use crate::problem::{NotFoundPage, ProblemPage};
use crate::settings::SettingsPage;
use crate::sign_in::gate_page;
use crate::ui::arrival::Arrival;
use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::SsrMode;
use leptos_router::components::{ParentRoute, Redirect, Route, Router, Routes};
use leptos_router::path;

/// The whole of it.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    provide_frame();
    view! {
        <Router>
            <Arrival />
            <Routes fallback=NotFoundPage>
                <Route
                    path=path!("sign-in")
                    view=gate_page("sign-in", "Sign in")
                    ssr=SsrMode::Async
                />
                <Route
                    path=path!("unlock")
                    view=gate_page("unlock", "Locked")
                    ssr=SsrMode::Async
                />
                <Route
                    path=path!("password")
                    view=gate_page("password", "New password")
                    ssr=SsrMode::Async
                />
                <Route
                    path=path!("agreement")
                    view=gate_page("agreement", "User agreement")
                    ssr=SsrMode::Async
                />
                <Route
                    path=path!("privacy")
                    view=gate_page("privacy", "Privacy notice")
                    ssr=SsrMode::Async
                />
                <Route path=path!("problem/:code") view=ProblemPage ssr=SsrMode::Async />
                <ParentRoute path=path!("") view=Frame>
                    <Route path=path!("") view=Home ssr=SsrMode::Async />
                    <Route path=path!("priority-list") view=PriorityListPage ssr=SsrMode::Async />
                    <Route path=path!("clients") view=ClientsPage ssr=SsrMode::Async />
                    <Route path=path!("enrollments/:id/exit") view=ExitPage ssr=SsrMode::Async />
                    <Route path=path!("settings") view=SettingsPage ssr=SsrMode::Async />
                    <Route path=path!("*page") view=PartPage ssr=SsrMode::Async />
                </ParentRoute>
            </Routes>
        </Router>
    }
}

/// The first page: the Priority List for those who see one, the clients for everybody else.
#[component]
fn Home() -> impl IntoView {
    let frame = use_frame();
    let path = frame.with_untracked(|frame| {
        if frame.list {
            "/priority-list"
        } else {
            "/clients"
        }
    });
    view! { <Redirect path=path /> }
}
