//! The table "Who leaves": one row a member, with answers of their own where they differ.

use super::fields::{DestinationFields, ExitDateField, Of};
use super::household::{HeadField, RelationshipField, ticked};
use super::page::State;
use super::slot::Slot;
use crate::ui::part::IntoPart;
use domain::calendar;
use domain::exit::{Field as ExitField, Member};
use leptos::prelude::*;

/// All members; those who left already without a box.
#[component]
pub(super) fn WhoLeaves() -> impl IntoView {
    let state = expect_context::<State>();
    let (members, today) = state
        .sheet
        .with_value(|sheet| (sheet.facts.members.clone(), sheet.facts.today));
    let nobody = state.error(ExitField::Leaving);
    let mut open_rows = 0;
    let rows = members
        .into_iter()
        .map(|member| {
            let index = member.is_open().then(|| {
                open_rows += 1;
                open_rows - 1
            });
            row(state, member, index, today)
        })
        .collect_view();
    view! {
        <section class="section" aria-labelledby="who-title" id="who-leaves" tabindex="-1">
            <h2 id="who-title">"Who leaves"</h2>
            <p>"Everyone is ticked. Untick whoever stays on the list."</p>
            {move || {
                nobody
                    .get()
                    .map(|error| view! { <p class="field-error" id="who-leaves-error">{error}</p> })
            }}
            <table
                class="table cards who"
                role="table"
                aria-labelledby="who-title"
                aria-describedby=move || nobody.with(Option::is_some).then_some("who-leaves-error")
            >
                <thead role="rowgroup">
                    <tr role="row">
                        <th class="cell-select" role="columnheader" scope="col">
                            <span class="visually-hidden">"Leaves"</span>
                        </th>
                        <th role="columnheader" scope="col">"Name"</th>
                        <th role="columnheader" scope="col">"Exit date and destination"</th>
                    </tr>
                </thead>
                <tbody role="rowgroup">{rows}</tbody>
            </table>
            <HeadField />
        </section>
    }
    .part()
}

/// "Head of household", "Child": HUD's words without whose.
fn relationship(member: &Member) -> String {
    if member.is_head() {
        return "Head of household".to_owned();
    }
    let Some(code) = member.relationship else {
        return "Relationship not recorded".to_owned();
    };
    let label = code.label();
    let short = label.trim_start_matches("Head of household's ");
    let mut letters = short.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

fn row(state: State, member: Member, index: Option<usize>, today: chrono::NaiveDate) -> AnyView {
    let relationship = relationship(&member);
    let age = member.dob.and_then(|dob| calendar::age(dob, today));
    let second = match age {
        _ if member.is_protected() => String::new(),
        Some(age) => format!("{relationship}, {age}"),
        None => relationship,
    };
    let name = member.name.clone();
    let named = view! {
        <th role="rowheader" scope="row">
            {name.clone()} " " <span class="second">{second}</span>
        </th>
    };
    let Some(index) = index else {
        let left = member
            .exit_on
            .map(|day| format!("Left on {}", calendar::words(day)));
        return view! {
            <tr role="row">
                <td class="cell-select" role="cell"></td>
                {named}
                <td role="cell">{left}</td>
            </tr>
        }
        .part();
    };
    let id = member.enrollment;
    let field = move |part: &str| format!("form[members][{index}][{part}]");
    let leaves = Slot::Leaves(index);
    let error = state.error(ExitField::Member(id));
    let error_id = move || format!("{}-error", ExitField::Member(id).element_id());
    let own = move || {
        state.form.with(|form| {
            form.members
                .get(index)
                .is_some_and(|row| !row.exit_date.trim().is_empty() || !row.destination.is_empty())
        })
    };
    let opened = untrack(own);
    let version = state.form.with_untracked(|form| {
        form.members
            .get(index)
            .map(|row| row.version.clone())
            .unwrap_or_default()
    });
    let of = Of::Member {
        id,
        index,
        name: StoredValue::new(name.clone()),
    };
    view! {
        <tr role="row">
            <td class="cell-select" role="cell">
                <input type="hidden" name=field("enrollment") value=id.to_string() />
                <input type="hidden" name=field("version") value=version />
                <input
                    class="check"
                    type="checkbox"
                    id=ExitField::Member(id).element_id()
                    name=leaves.name()
                    value="yes"
                    checked=!leaves.peek(state).is_empty()
                    on:change=move |event| leaves.set(state, ticked(event_target_checked(&event)))
                    aria-label=format!("{name} leaves")
                    aria-invalid=move || error.with(Option::is_some).then_some("true")
                    aria-describedby=move || error.with(Option::is_some).then(error_id)
                />
            </td>
            {named}
            <td role="cell" data-label="Exit">
                {move || {
                    error
                        .get()
                        .map(|error| view! { <p class="field-error" id=error_id()>{error}</p> })
                }}
                <details class="more" open=opened>
                    <summary>
                        {move || if own() { "Different answers " } else { "Same as the household " }}
                        <span class="link">
                            "Change" <span class="visually-hidden">{format!(" for {name}")}</span>
                        </span>
                    </summary>
                    <div class="fields">
                        <ExitDateField of=of />
                        <DestinationFields of=of />
                        <RelationshipField index=index name=name.clone() />
                    </div>
                </details>
            </td>
        </tr>
    }
    .part()
}
