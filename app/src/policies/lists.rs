//! The lists whose policy one may edit.

use crate::server::moment;
use crate::ui::icon::Icon;
use crate::ui::part::IntoPart;
use domain::calendar;
use leptos::prelude::*;
use store::policy::Editable;

/// The page.
#[component]
pub(super) fn Lists(
    lists: Vec<Editable>,
    /// The helpdesk's address.
    helpdesk: String,
) -> impl IntoView {
    let none = lists.is_empty();
    view! {
        <div class="page-head">
            <div>
                <h1 tabindex="-1">"Policies"</h1>
                <p class="lead">
                    "Who may exit, reasons for leaving the list, limits, and the guidance on the exit page."
                </p>
            </div>
        </div>
        {if none {
            view! { <NoLists helpdesk=helpdesk /> }.part()
        } else {
            view! {
                <table class="table cards" role="table" aria-label="Policies">
                    <thead role="rowgroup">
                        <tr role="row">
                            <th role="columnheader" scope="col">"List"</th>
                            <th role="columnheader" scope="col">"In force since"</th>
                            <th role="columnheader" scope="col">"Recorded"</th>
                        </tr>
                    </thead>
                    <tbody role="rowgroup">
                        {lists.into_iter().map(|list| view! { <Row list=list /> }).collect_view()}
                    </tbody>
                </table>
            }
                .part()
        }}
    }
    .part()
}

#[component]
fn Row(list: Editable) -> impl IntoView {
    let (since, recorded) = match list.recorded {
        Some(recorded) => (
            calendar::short(recorded.valid_from),
            match recorded.by {
                Some(by) => format!("{} by {by}", moment(recorded.at)),
                None => moment(recorded.at),
            },
        ),
        None => ("Always".to_owned(), "The defaults".to_owned()),
    };
    view! {
        <tr role="row">
            <th role="rowheader" scope="row">
                <a class="name" href=format!("/policies/{}", list.list)>
                    {format!("{} Priority List", list.name)}
                </a>
            </th>
            <td role="cell" data-label="In force since">
                {since}
            </td>
            <td role="cell" data-label="Recorded">
                {recorded}
            </td>
        </tr>
    }
    .part()
}

#[component]
fn NoLists(helpdesk: String) -> impl IntoView {
    view! {
        <div class="empty">
            <Icon name="list" />
            <p>
                "Policies are edited by the Priority List Managers of a Coordinated Entry organization, and by administrators. You act for none whose programs feed a Priority List."
            </p>
            <p>
                <a href="/programs">"Ask for access"</a>
                ", or write to the helpdesk: "
                <a href=format!("mailto:{helpdesk}")>{helpdesk.clone()}</a>
            </p>
        </div>
    }
    .part()
}
