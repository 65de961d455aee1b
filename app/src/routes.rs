//! All pages and where they stand.

use crate::clients::ClientsPage;
use crate::exit::ExitPage;
use crate::frame::{Frame, provide_frame, use_frame};
use crate::parts::{live_page, page};
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
                    <Route
                        path=path!("clients/:id")
                        view=page("client", "Client")
                        ssr=SsrMode::Async
                    />
                    <Route path=path!("enrollments/:id/exit") view=ExitPage ssr=SsrMode::Async />
                    <Route
                        path=path!("enrollments/:id/exit/confirm")
                        view=page("exit/plan", "What will happen")
                        ssr=SsrMode::Async
                    />
                    <Route
                        path=path!("exits/:id")
                        view=page("exit/done", "Exit")
                        ssr=SsrMode::Async
                    />
                    <Route
                        path=path!("exits/:id/undo")
                        view=page("exit/undo", "Undo an exit")
                        ssr=SsrMode::Async
                    />
                    <Route
                        path=path!("exits/:id/sheet")
                        view=page("exit/sheet", "Sheet for the client")
                        ssr=SsrMode::Async
                    />
                    <Route
                        path=path!("held/:id")
                        view=page("held", "Send it again")
                        ssr=SsrMode::Async
                    />
                    <Route
                        path=path!("work-queue")
                        view=page("exit/queue", "Work queue")
                        ssr=SsrMode::Async
                    />
                    <Route
                        path=path!("work-queue/look")
                        view=page("proposals/look", "What will happen")
                        ssr=SsrMode::Async
                    />
                    <Route
                        path=path!("work-queue/taking/:id")
                        view=page("proposals/taking", "Exits taken together")
                        ssr=SsrMode::Async
                    />
                    <Route
                        path=path!("work-queue/aside/:id")
                        view=page("proposals/aside", "Set a proposal aside")
                        ssr=SsrMode::Async
                    />
                    <Route
                        path=path!("programs")
                        view=live_page("programs", "Programs and organizations")
                        ssr=SsrMode::Async
                    />
                    <Route
                        path=path!("notices")
                        view=live_page("notices", "Notices")
                        ssr=SsrMode::Async
                    />
                    <Route
                        path=path!("policies")
                        view=page("policies", "Policies")
                        ssr=SsrMode::Async
                    />
                    <Route
                        path=path!("policies/:id")
                        view=page("policies/form", "Policy")
                        ssr=SsrMode::Async
                    />
                    <Route
                        path=path!("policies/:id/changes")
                        view=page("policies/changes", "What will change")
                        ssr=SsrMode::Async
                    />
                    <Route
                        path=path!("policies/:id/history")
                        view=page("policies/history", "History of a policy")
                        ssr=SsrMode::Async
                    />
                    <Route path=path!("settings") view=SettingsPage ssr=SsrMode::Async />
                    <Route
                        path=path!("access-requests")
                        view=live_page("access", "Access requests")
                        ssr=SsrMode::Async
                    />
                    <Route
                        path=path!("access-requests/new")
                        view=page("access/ask", "Ask for access")
                        ssr=SsrMode::Async
                    />
                    <Route
                        path=path!("admin/users")
                        view=page("admin/users", "Users")
                        ssr=SsrMode::Async
                    />
                    <Route
                        path=path!("admin/users/:id")
                        view=page("admin/user", "User")
                        ssr=SsrMode::Async
                    />
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
