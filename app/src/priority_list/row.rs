//! One household on the list.

use super::model::EntryView;
use crate::ui::icon::Icon;
use crate::ui::part::IntoPart;
use leptos::prelude::*;

/// A row of the table; a card on narrow screens.
#[component]
pub(super) fn Row(row: EntryView) -> impl IntoView {
    let menu = format!("actions-{}", row.household.0.simple());
    let changed = row.changed > 0;
    let held = row.held.is_some();
    view! {
        <tr role="row" class:changed=changed class:held=held>
            <td class="cell-rank" role="cell">
                {match (row.rank, row.held) {
                    (Some(rank), _) => view! { {rank} }.part(),
                    (None, held) => view! { {held} }.part(),
                }}
            </td>
            <th class="cell-main" role="rowheader" scope="row">
                {match row.client {
                    Some(client) => {
                        view! {
                            <a class="household" href=format!("/clients/{client}")>
                                {row.name.clone()}
                            </a>
                        }
                            .part()
                    }
                    None => view! { <span class="household">{row.name.clone()}</span> }.part(),
                }}
                " "
                {row.size.map(|size| view! { <span class="badge info">{size}</span> })}
                " "
                {changed.then(|| view! { <span class="badge info">"just changed"</span> })}
                {row.age.map(|age| view! { <span class="second">{age}</span> })}
            </th>
            <td role="cell">{row.reason}</td>
            <td class="num" role="cell" data-label="Days">
                {row.days}
                " "
                <span class="second">
                    "since " <time datetime=row.since_on>{row.since}</time>
                </span>
            </td>
            <td role="cell" data-label="Contact">
                {row.contact}
                " "
                {row.contact_ago.map(|ago| view! { <span class="second">{ago}</span> })}
                {row.quiet.then(|| view! { " " <span class="badge danger">"Contact stale"</span> })}
            </td>
            <td role="cell" data-label="Assessed">{row.assessed.unwrap_or_else(|| "Not yet".to_owned())}</td>
            <td role="cell" data-label="Referral">
                {match row.referral {
                    Some((kind, words)) => {
                        view! { <span class=format!("badge {kind}")>{words}</span> }.part()
                    }
                    None => view! { "None" }.part(),
                }}
            </td>
            <td class="cell-actions" role="cell">
                {row.enrollment.zip(row.client).map(|(enrollment, client)| {
                    view! {
                        <button
                            class="menu-button"
                            type="button"
                            popovertarget=menu.clone()
                            aria-label=format!("Actions for {}", row.name)
                        >
                            <Icon name="dots" />
                        </button>
                        <div class="menu" popover id=menu>
                            <ul role="list">
                                <li>
                                    <a class="primary" href=format!("/enrollments/{enrollment}/exit")>
                                        "Exit the Enrollment"
                                    </a>
                                </li>
                                <li>
                                    <a href=format!("/clients/{client}")>"Open the client"</a>
                                </li>
                            </ul>
                        </div>
                    }
                })}
            </td>
        </tr>
    }
}
