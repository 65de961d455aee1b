//! All pages and where they stand.

use crate::access_requests::{AccessRequestsPage, AskPage};
use crate::admin::{UserPage, UsersPage};
use crate::clients::{ClientPage, ClientsPage};
use crate::exit::{ConfirmPage, ExitPage, ExitedPage};
use crate::frame::{Frame, provide_frame, use_frame};
use crate::held::HeldPage;
use crate::notices::NoticesPage;
use crate::priority_list::PriorityListPage;
use crate::problem::{NotFoundPage, ProblemPage};
use crate::programs::ProgramsPage;
use crate::settings::SettingsPage;
use crate::sign_in::{AgreementPage, PasswordPage, SignInPage, UnlockPage};
use crate::texts::PrivacyPage;
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
                <Route path=path!("sign-in") view=SignInPage ssr=SsrMode::Async />
                <Route path=path!("unlock") view=UnlockPage ssr=SsrMode::Async />
                <Route path=path!("password") view=PasswordPage ssr=SsrMode::Async />
                <Route path=path!("agreement") view=AgreementPage ssr=SsrMode::Async />
                <Route path=path!("privacy") view=PrivacyPage ssr=SsrMode::Async />
                <Route path=path!("problem/:code") view=ProblemPage ssr=SsrMode::Async />
                <ParentRoute path=path!("") view=Frame>
                    <Route path=path!("") view=Home ssr=SsrMode::Async />
                    <Route path=path!("priority-list") view=PriorityListPage ssr=SsrMode::Async />
                    <Route path=path!("clients") view=ClientsPage ssr=SsrMode::Async />
                    <Route path=path!("clients/:id") view=ClientPage ssr=SsrMode::Async />
                    <Route path=path!("enrollments/:id/exit") view=ExitPage ssr=SsrMode::Async />
                    <Route
                        path=path!("enrollments/:id/exit/confirm")
                        view=ConfirmPage
                        ssr=SsrMode::Async
                    />
                    <Route path=path!("exits/:act") view=ExitedPage ssr=SsrMode::Async />
                    <Route path=path!("held/:id") view=HeldPage ssr=SsrMode::Async />
                    <Route path=path!("programs") view=ProgramsPage ssr=SsrMode::Async />
                    <Route path=path!("notices") view=NoticesPage ssr=SsrMode::Async />
                    <Route path=path!("settings") view=SettingsPage ssr=SsrMode::Async />
                    <Route path=path!("access-requests") view=AccessRequestsPage ssr=SsrMode::Async />
                    <Route path=path!("access-requests/new") view=AskPage ssr=SsrMode::Async />
                    <Route path=path!("admin/users") view=UsersPage ssr=SsrMode::Async />
                    <Route path=path!("admin/users/:id") view=UserPage ssr=SsrMode::Async />
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
