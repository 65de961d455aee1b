//! The table of reasons.

use super::fields::Problems;
use super::form::ReasonForm;
use crate::ui::part::IntoPart;
use domain::policy::{Bounds, OutflowClass, PolicyPart};
use leptos::prelude::*;

/// All reasons, and empty rows for new ones.
#[component]
pub(super) fn Reasons(rows: Vec<ReasonForm>, errors: Problems) -> impl IntoView {
    let error = errors.of(PolicyPart::Reasons);
    let wrong = error.is_some();
    let rows = rows
        .into_iter()
        .enumerate()
        .map(|(index, row)| {
            let error = errors.of(PolicyPart::ReasonLabel(index));
            view! { <Row index=index row=row error=error /> }
        })
        .collect_view();
    view! {
        <div id="reasons" tabindex="-1">
            {error
                .map(|error| {
                    view! {
                        <p class="field-error" id="reasons-error">
                            {error}
                        </p>
                    }
                })}
            <table
                class="table cards reasons"
                role="table"
                aria-label="Reasons for leaving the list"
                aria-describedby=wrong.then_some("reasons-error")
            >
                <thead role="rowgroup">
                    <tr role="row">
                        <th role="columnheader" scope="col">"Order"</th>
                        <th role="columnheader" scope="col">"Reason"</th>
                        <th role="columnheader" scope="col">"Counts as"</th>
                        <th role="columnheader" scope="col">"Needs a note"</th>
                        <th role="columnheader" scope="col">"Offered"</th>
                    </tr>
                </thead>
                <tbody role="rowgroup">{rows}</tbody>
            </table>
        </div>
    }
    .part()
}

#[component]
fn Row(index: usize, row: ReasonForm, error: Option<String>) -> impl IntoView {
    let new = row.code.is_empty();
    let called = if new || row.label.trim().is_empty() {
        format!("new reason in row {}", index + 1)
    } else {
        row.label.clone()
    };
    let field = |part: &str| format!("form[reasons][{index}][{part}]");
    let id = format!("reason-{index}-label");
    let error_id = format!("{id}-error");
    let wrong = error.is_some();
    let described = wrong.then(|| error_id.clone());
    let chosen = OutflowClass::from_code(&row.class);
    view! {
        <tr role="row" class=row.offered.is_empty().then_some("retired")>
            <td role="cell" data-label="Order">
                <input type="hidden" name=field("code") value=row.code />
                <input
                    class="input number"
                    name=field("order")
                    value=row.order
                    inputmode="numeric"
                    autocomplete="off"
                    aria-label=format!("Order of {called}")
                />
            </td>
            <td role="cell" data-label="Reason">
                <div>
                    {error
                        .map(|error| {
                            view! {
                                <p class="field-error" id=error_id>
                                    {error}
                                </p>
                            }
                        })}
                    <input
                        class="input"
                        id=id
                        name=field("label")
                        value=row.label
                        maxlength=Bounds::LABEL.to_string()
                        placeholder=new.then_some("A new reason")
                        autocomplete="off"
                        aria-label=format!("Reason: {called}")
                        aria-describedby=described
                        aria-invalid=wrong.then_some("true")
                    />
                </div>
            </td>
            <td role="cell" data-label="Counts as">
                <select
                    class="select"
                    name=field("class")
                    aria-label=format!("What {called} counts as")
                >
                    {new.then(|| view! { <option value="">"Choose"</option> })}
                    {OutflowClass::ALL
                        .into_iter()
                        .map(|class| {
                            view! {
                                <option value=class.code() selected=Some(class) == chosen>
                                    {class.label()}
                                </option>
                            }
                        })
                        .collect_view()}
                </select>
            </td>
            <td role="cell" data-label="Needs a note">
                <input
                    class="check"
                    type="checkbox"
                    name=field("needs_note")
                    value="yes"
                    checked=!row.needs_note.is_empty()
                    aria-label=format!("{called} needs a note")
                />
            </td>
            <td role="cell" data-label="Offered">
                <input
                    class="check"
                    type="checkbox"
                    name=field("offered")
                    value="yes"
                    checked=!row.offered.is_empty()
                    aria-label=format!("{called} is offered")
                />
            </td>
        </tr>
    }
    .part()
}
