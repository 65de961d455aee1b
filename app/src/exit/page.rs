//! The exit page.

use super::api::{SaveExit, exit_page};
use super::fields::AnswerFields;
use super::household::{AroundFields, asks_head};
use super::model::{ExitAnswer, ExitView, SheetView};
use super::side::{CONFIRM, Side};
use super::typed::{FORM, send_plainly, typed_early};
use super::who::WhoLeaves;
use crate::error::AppError;
use crate::problem::Problem as ProblemPart;
use crate::ui::arrival::{focus_late_heading, page_is_alive};
use crate::ui::icon::Icon;
use crate::ui::part::IntoPart;
use domain::exit::{Field, Plan, Problem};
use domain::ids::{DraftId, EnrollmentId, ExitSuggestionId};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_navigate, use_params_map, use_query_map};

/// "Exit the Enrollment" of the enrollment in the address.
#[component]
pub fn ExitPage() -> impl IntoView {
    let params = use_params_map();
    let query = use_query_map();
    let asked = move || {
        let enrollment = params
            .with(|params| params.get("id"))
            .and_then(|id| id.parse().ok());
        let draft = query
            .with(|query| query.get("draft"))
            .and_then(|id| id.parse().ok());
        let purpose = query
            .with(|query| query.get("purpose"))
            .and_then(|id| id.parse().ok());
        let suggestion = query
            .with(|query| query.get("suggestion"))
            .and_then(|id| id.parse().ok());
        let changed = query.with(|query| query.get("changed").is_some());
        (enrollment, draft, purpose, suggestion, changed)
    };
    let page = Resource::new(
        asked,
        |(enrollment, draft, purpose, suggestion, changed): Asked| async move {
            match enrollment {
                Some(enrollment) => {
                    exit_page(enrollment, draft, purpose, suggestion, changed).await
                }
                None => Err(AppError::NotFound),
            }
        },
    );
    // The heading comes with the answer, later than the navigation: focus follows it, as on other pages.
    let alive = page_is_alive();
    Effect::new(move |shown: Option<bool>| {
        let shown = shown.unwrap_or(false);
        let answered = page.with(Option::is_some);
        if answered && (alive || shown) {
            focus_late_heading();
        }
        answered || shown
    });
    view! {
        <Title text="Exit the Enrollment \u{b7} Threshold" />
        <Suspense>
            {move || Suspend::new(async move {
                match page.await {
                    Ok(ExitView::Open(sheet)) => view! { <Sheet sheet=*sheet /> }.part(),
                    Ok(ExitView::Told(told)) => told.show(),
                    Err(error) => view! { <ProblemPart error=error /> }.part(),
                }
            })}
        </Suspense>
    }
    .part()
}

/// What the address asks for: enrollment, draft, purpose, suggestion, and whether somebody changed the household.
type Asked = (
    Option<EnrollmentId>,
    Option<DraftId>,
    Option<DraftId>,
    Option<ExitSuggestionId>,
    bool,
);

/// What the parts of the page share.
#[derive(Clone, Copy)]
pub(super) struct State {
    /// What the server sent.
    pub sheet: StoredValue<SheetView>,
    /// What the fields hold.
    pub form: RwSignal<super::form::ExitForm>,
    /// What saving would do now, or what speaks against it.
    pub decided: Memo<Result<Plan, Vec<Problem>>>,
    /// Problems of the last submission; shown beside the fields until it is sent again.
    pub problems: RwSignal<Vec<Problem>>,
    /// A head of household has to be named.
    pub asks_head: Memo<bool>,
    /// The last submission left warnings without their confirmation.
    pub unconfirmed: RwSignal<bool>,
}

impl State {
    /// The sentence that belongs beside a field.
    pub fn error(self, field: Field) -> Signal<Option<String>> {
        Signal::derive(move || {
            self.problems.with(|problems| {
                problems
                    .iter()
                    .find(|problem| problem.field == field)
                    .map(|problem| problem.message.clone())
            })
        })
    }
}

#[component]
fn Sheet(sheet: SheetView) -> impl IntoView {
    let save = ServerAction::<SaveExit>::new();
    let pending = save.pending();
    let form = RwSignal::new(typed_early(&sheet.form));
    let problems = RwSignal::new(sheet.problems.clone());
    let kept = StoredValue::new(sheet.clone());
    let decided = Memo::new(move |_| {
        kept.with_value(|sheet| form.with(|form| form.decide(&sheet.facts, &sheet.rules)))
    });
    let asks_head =
        Memo::new(move |_| kept.with_value(|sheet| form.with(|form| asks_head(sheet, form))));
    let state = State {
        sheet: kept,
        form,
        decided,
        problems,
        asks_head,
        unconfirmed: RwSignal::new(false),
    };
    provide_context(state);

    let navigate = use_navigate();
    Effect::new(move |_| match save.value().get() {
        Some(Ok(ExitAnswer::Problems(found))) => {
            problems.set(found);
            focus_on(SUMMARY);
        }
        Some(Ok(ExitAnswer::LookAgain(path))) => navigate(&path, Default::default()),
        // As a plain form: the server keeps it until its user is back.
        Some(Err(AppError::Gate | AppError::NotSignedIn)) => send_plainly(),
        _ => {}
    });
    let failed = move || match save.value().get() {
        Some(Err(error)) => Some(error),
        _ => None,
    };
    // What the browser can tell at once needs no way to the server.
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if untrack(|| pending.get()) {
            return;
        }
        let unconfirmed = match decided.get_untracked() {
            Ok(plan) => {
                problems.set(Vec::new());
                form.with_untracked(|form| !plan.is_confirmed(Some(&form.confirmed)))
            }
            Err(found) => {
                problems.set(found);
                false
            }
        };
        state.unconfirmed.set(unconfirmed);
        let blocked = problems.with_untracked(|problems| !problems.is_empty());
        if blocked || unconfirmed {
            focus_on(if blocked { SUMMARY } else { CONFIRM });
        } else {
            save.dispatch(SaveExit {
                form: form.get_untracked(),
            });
        }
    };

    view! {
        {sheet.top.show()}
        <div class="page-notices">
            {move || {
                failed()
                    .map(|error| {
                        view! {
                            <div class="notice error" role="alert">
                                <Icon name="warning" />
                                <div>
                                    <p class="title">"The exit was not saved"</p>
                                    <p>{error.to_string()}</p>
                                </div>
                            </div>
                        }
                    })
            }}
        </div>
        <Summary problems=problems />
        {sheet.tiles.show()}
        <form
            method="post"
            action="/api/exit/save"
            id=FORM
            class="columns"
            novalidate
            data-draft="exit"
            on:submit=submit
        >
            <input type="hidden" name="form[enrollment]" value=sheet.form.enrollment.clone() />
            <input type="hidden" name="form[key]" value=sheet.form.key.clone() />
            <input type="hidden" name="form[suggestion]" value=sheet.form.suggestion.clone() />
            <div>
                <WhoLeaves />
                <AnswerFields />
                <AroundFields />
                {sheet.guidance.show()}
            </div>
            <Side pending=pending />
        </form>
    }
    .part()
}

/// All problems, each a link to its field.
#[component]
fn Summary(problems: RwSignal<Vec<Problem>>) -> impl IntoView {
    let title = move || {
        let many = problems.with(Vec::len);
        let what = if many == 1 {
            "1 answer needs".to_owned()
        } else {
            format!("{many} answers need")
        };
        format!("The exit is not saved yet: {what} your attention")
    };
    let some = Memo::new(move |_| problems.with(|problems| !problems.is_empty()));
    view! {
        {move || some.get().then(|| view! {
            <div
                class="error-summary"
                role="alert"
                tabindex="-1"
                id=SUMMARY
                aria-labelledby="error-summary-title"
            >
                <h2 id="error-summary-title">{title}</h2>
                <ul>
                    {move || {
                        problems
                            .get()
                            .into_iter()
                            .map(|problem| {
                                view! {
                                    <li>
                                        <a
                                            href=format!("#{}", problem.field.element_id())
                                            rel="external"
                                        >
                                            {problem.message}
                                        </a>
                                    </li>
                                }
                            })
                            .collect_view()
                    }}
                </ul>
            </div>
        })}
    }
    .part()
}

/// The id of the summary.
const SUMMARY: &str = "error-summary";

/// Moves focus to what has to be looked at, once it is there.
fn focus_on(id: &'static str) {
    #[cfg(feature = "hydrate")]
    request_animation_frame(move || {
        use wasm_bindgen::JsCast;
        let found = document().get_element_by_id(id);
        if let Some(found) = found.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok()) {
            let _ = found.focus();
        }
    });
    #[cfg(not(feature = "hydrate"))]
    let _ = id;
}
