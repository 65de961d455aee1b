//! Figures, filters and rows, kept up to date while the page is open.

use super::api::list_fresh;
use super::model::{EntryView, Figure, ListView, ROWS};
use super::page::PageResource;
use super::row::Row;
use crate::ui::icon::Icon;
use crate::ui::live::{Change, on_change};
use crate::ui::notice::{Notice, Tone};
use domain::ids::HouseholdId;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// How long a screen waits at most before it asks again, so that many do not ask at once.
#[cfg(feature = "hydrate")]
const JITTER_MS: f64 = 300.0;

/// One list.
#[component]
pub(super) fn ListBody(
    list: ListView,
    page: PageResource,
    choices: Option<AnyView>,
) -> impl IntoView {
    let rows = RwSignal::new(list.entries.clone());
    let figures = RwSignal::new(list.figures.clone());
    let gone = RwSignal::new(0_i64);
    let opened = count_of(&list.figures, ALL);
    let moves = Memo::new(move |_| {
        let now = figures.with(|figures| count_of(figures, ALL));
        moves(opened, now, gone.get())
    });
    let id = list.id;
    on_change(move |change| match change {
        Change::List { list, households } if list == id && !households.is_empty() => {
            after_a_moment(move || {
                spawn_local(async move {
                    // A failure is mended by the next change or reload.
                    if let Ok(fresh) = list_fresh(id, households.clone()).await {
                        figures.set(fresh.figures);
                        merge(rows, gone, &households, fresh.entries);
                    }
                });
            });
        }
        Change::List { list, .. } if list == id => after_a_moment(move || page.refetch()),
        Change::Resync {} => after_a_moment(move || page.refetch()),
        _ => {}
    });
    let address = {
        let (group, sort) = (list.group.clone(), list.sort.clone());
        move |show: Option<&str>, by: Option<&str>, from: i64| {
            format!(
                "/priority-list?list={id}&show={}&sort={}&from={from}",
                show.unwrap_or(&group),
                by.unwrap_or(&sort)
            )
        }
    };
    let address = StoredValue::new(address);
    let go = move |show: Option<&str>, by: Option<&str>, from: i64| {
        address.with_value(|address| address(show, by, from))
    };
    let sorted = list.sort.clone();
    let sort = move |by: &'static str, label: &'static str, order: &'static str| {
        let here = sorted == by;
        view! {
            <th role="columnheader" scope="col" aria-sort=here.then_some(order)>
                <a class="sort" href=go(None, Some(by), 0)>
                    {label}
                    " "
                    <Icon name="chevron" />
                </a>
            </th>
        }
    };
    let shown_group = list.group.clone();
    let (offset, matching, given) = (list.offset, list.matching, list.entries.len());
    let name = format!("{} Priority List", list.name);
    view! {
        <div class="page-head">
            <div>
                <h1 tabindex="-1">{name.clone()}</h1>
                <p class="lead">
                    {move || households(figures)} {format!(", as of now, {}.", list.day)}
                    <span class="not-live">" Not live at the moment."</span>
                </p>
            </div>
            <div class="page-actions when-scripted">
                <button
                    class="button secondary"
                    type="button"
                    on:click=|_| {
                        let _ = window().print();
                    }
                >
                    <Icon name="printer" />
                    " Print"
                </button>
            </div>
        </div>
        {choices}
        <Tiles figures=figures group=shown_group go=Callback::new(move |group: String| go(Some(&group), None, 0)) />
        <Changes moves=moves page=page />
        <table class="table cards sticky priority" role="table" aria-label=name>
            <thead role="rowgroup">
                <tr role="row">
                    {sort("rank", "Rank", "ascending")}
                    <th role="columnheader" scope="col">"Household"</th>
                    <th role="columnheader" scope="col">"Why here"</th>
                    {sort("days", "Days", "descending")}
                    {sort("contact", "Last contact", "ascending")}
                    <th role="columnheader" scope="col">"Assessed"</th>
                    <th role="columnheader" scope="col">"Referral"</th>
                    <th class="cell-actions" role="columnheader" scope="col">
                        <span class="visually-hidden">"Actions"</span>
                    </th>
                </tr>
            </thead>
            <tbody role="rowgroup">
                <For each=move || rows.get() key=|row| (row.household, row.changed) let:row>
                    <Row row=row />
                </For>
            </tbody>
        </table>
        {move || rows.with(Vec::is_empty).then(|| view! {
            <div class="empty">
                <Icon name="people" />
                <h2>"No household here"</h2>
                <p>"No household on this list belongs to what is shown. Choose another figure above."</p>
            </div>
        })}
        <Pages offset=offset given=given matching=matching go=Callback::new(move |from: i64| go(None, None, from)) />
    }
}

/// The figure of all households of the list.
const ALL: &str = "all";

fn count_of(figures: &[Figure], group: &str) -> i64 {
    figures
        .iter()
        .find(|figure| figure.group == group)
        .map_or(0, |figure| figure.households)
}

/// "412 households".
fn households(figures: RwSignal<Vec<Figure>>) -> String {
    match figures.with(|figures| count_of(figures, ALL)) {
        1 => "1 household".to_owned(),
        many => format!("{many} households"),
    }
}

/// How many left the list and how many came onto it: of rows on other pages only the sum is known, so that
/// both are the fewest that make of the list as it was `opened` the list as it is `now`.
fn moves(opened: i64, now: i64, seen_leaving: i64) -> (i64, i64) {
    let left = seen_leaving.max(opened - now);
    (left, now - opened + left)
}

#[component]
fn Tiles(
    figures: RwSignal<Vec<Figure>>,
    group: String,
    go: Callback<String, String>,
) -> impl IntoView {
    view! {
        <ul class="tiles" role="list">
            {move || {
                figures
                    .get()
                    .into_iter()
                    .map(|figure| {
                        let current = (figure.group == group).then_some("true");
                        view! {
                            <li class="tile">
                                <a href=go.run(figure.group.clone()) aria-current=current>
                                    <strong>{figure.households}</strong>
                                    " "
                                    <span>{figure.label}</span>
                                </a>
                            </li>
                        }
                    })
                    .collect_view()
            }}
        </ul>
    }
}

/// What happened while the page was open.
#[component]
fn Changes(moves: Memo<(i64, i64)>, page: PageResource) -> impl IntoView {
    let count = |many: i64, verb: &str| match many {
        0 => None,
        1 => Some(format!("1 household {verb} the list")),
        many => Some(format!("{many} households {verb} the list")),
    };
    view! {
        <div role="status">
            {move || {
                let (left, came) = moves.get();
                let parts = [count(left, "left"), count(came, "came onto")];
                let parts = parts.into_iter().flatten().collect::<Vec<_>>();
                (!parts.is_empty())
                    .then(|| {
                        view! {
                            <Notice
                                tone=Tone::Info
                                title=format!("{} since you opened it.", parts.join(", "))
                            >
                                <button
                                    class="button secondary"
                                    type="button"
                                    on:click=move |_| page.refetch()
                                >
                                    "Show the list as of now"
                                </button>
                            </Notice>
                        }
                    })
            }}
        </div>
    }
}

#[component]
fn Pages(offset: i64, given: usize, matching: i64, go: Callback<i64, String>) -> impl IntoView {
    let given = i64::try_from(given).unwrap_or(0);
    let next = (offset + given < matching).then_some(offset + given);
    let before = (offset > 0).then(|| (offset - ROWS).max(0));
    (next.is_some() || before.is_some()).then(|| {
        view! {
            <nav class="pager" aria-label="Pages">
                <p>{format!("{} to {} of {matching}", offset + 1, offset + given)}</p>
                {before
                    .map(|from| {
                        view! {
                            <a class="button secondary" href=go.run(from)>
                                "Previous"
                            </a>
                        }
                    })}
                {next
                    .map(|from| {
                        view! {
                            <a class="button secondary" href=go.run(from)>
                                "Next"
                            </a>
                        }
                    })}
            </nav>
        }
    })
}

/// Puts fresh rows in the place of the old ones; those that are gone go, new ones wait until the list is
/// shown again, so that nothing moves under somebody who reads.
fn merge(
    rows: RwSignal<Vec<EntryView>>,
    gone: RwSignal<i64>,
    asked: &[HouseholdId],
    fresh: Vec<EntryView>,
) {
    let mut left = 0;
    rows.update(|rows| {
        rows.retain(|row| {
            let stays = !asked.contains(&row.household)
                || fresh.iter().any(|entry| entry.household == row.household);
            left += i64::from(!stays);
            stays
        });
        for mut entry in fresh {
            if let Some(row) = rows.iter_mut().find(|row| row.household == entry.household) {
                entry.changed = row.changed + 1;
                *row = entry;
            }
        }
    });
    gone.update(|count| *count += left);
}

/// Runs something within the next moments; at once on the server, where nothing is ever heard.
fn after_a_moment(then: impl FnOnce() + 'static) {
    #[cfg(feature = "hydrate")]
    set_timeout(
        then,
        std::time::Duration::from_millis((js_sys::Math::random() * JITTER_MS) as u64),
    );
    #[cfg(not(feature = "hydrate"))]
    then();
}

#[cfg(test)]
mod tests {
    use super::moves;

    #[test]
    fn what_changed_on_other_pages_came_from_nowhere() {
        // A household on another page was assessed anew.
        assert_eq!(moves(80, 80, 0), (0, 0));
        assert_eq!(moves(80, 81, 0), (0, 1));
        assert_eq!(moves(80, 79, 1), (1, 0));
        // One of these rows left while another came.
        assert_eq!(moves(80, 80, 1), (1, 1));
        // One of another page left.
        assert_eq!(moves(80, 79, 0), (1, 0));
    }
}
