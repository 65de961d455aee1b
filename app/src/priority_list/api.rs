//! Server functions of the list.

use super::model::{Fresh, ListPageView};
use crate::error::AppError;
use crate::wire::Wire;
use domain::ids::{HouseholdId, ListAuthorityId};
use leptos::prelude::*;

/// A page of a list; the first list of the user where none is named.
#[server(endpoint = "list/page", output = Wire)]
pub async fn list_page(
    list: Option<ListAuthorityId>,
    group: String,
    sort: String,
    offset: i64,
) -> Result<ListPageView, AppError> {
    server::page(list, &group, &sort, offset).await
}

/// Some households as they stand now.
#[server(endpoint = "live/list", input = Wire, output = Wire)]
pub async fn list_fresh(
    list: ListAuthorityId,
    households: Vec<HouseholdId>,
) -> Result<Fresh, AppError> {
    server::fresh(list, households).await
}

#[cfg(feature = "ssr")]
mod server {
    use super::super::model::{EntryView, Figure, Fresh, ListChoice, ListPageView, ListView, ROWS};
    use crate::error::AppError;
    use crate::server::{AppState, fail, viewer};
    use chrono::NaiveDate;
    use domain::calendar;
    use domain::ids::{HouseholdId, ListAuthorityId};
    use domain::priority::ReferralStatus;
    use reports::list_figures::Group;
    use store::priority::{Entry, Filter, SortBy};

    /// Households that one call may ask for.
    const AT_ONCE: usize = 500;

    pub(super) async fn page(
        list: Option<ListAuthorityId>,
        group: &str,
        sort: &str,
        offset: i64,
    ) -> Result<ListPageView, AppError> {
        let viewer = viewer()?;
        let store = AppState::current().store;
        let lists = store::priority::lists(&store, &viewer.actor)
            .await
            .map_err(fail)?;
        let wanted = list.or_else(|| {
            let chosen = viewer.actor.chosen.map(|grant| grant.organization);
            let of_choice = lists
                .iter()
                .find(|view| Some(view.acting.organization) == chosen);
            of_choice.or(lists.first()).map(|view| view.list)
        });
        let choices = lists
            .iter()
            .map(|view| ListChoice {
                id: view.list,
                name: view.name.clone(),
                households: view.households,
            })
            .collect();
        let Some(wanted) = wanted else {
            return Ok(ListPageView {
                lists: choices,
                shown: None,
            });
        };
        let mut filter = Filter {
            group: Group::from_code(group),
            by: SortBy::from_code(sort),
            offset: offset.max(0),
            limit: ROWS,
        };
        let mut page = store::priority::page(&store, &viewer.actor, wanted, filter)
            .await
            .map_err(fail)?;
        // Past the end, as after many left: the last page that there is.
        if page.entries.is_empty() && filter.offset > 0 {
            filter.offset = (page.matching - 1).max(0) / ROWS * ROWS;
            page = store::priority::page(&store, &viewer.actor, wanted, filter)
                .await
                .map_err(fail)?;
        }
        let today = page.view.today;
        Ok(ListPageView {
            lists: choices,
            shown: Some(ListView {
                id: page.view.list,
                name: page.view.name,
                day: calendar::words(today),
                figures: figures(page.figures),
                group: filter.group.code().to_owned(),
                sort: filter.by.code().to_owned(),
                offset: filter.offset,
                matching: page.matching,
                entries: page
                    .entries
                    .into_iter()
                    .map(|entry| row(entry, today))
                    .collect(),
            }),
        })
    }

    pub(super) async fn fresh(
        list: ListAuthorityId,
        mut households: Vec<HouseholdId>,
    ) -> Result<Fresh, AppError> {
        let viewer = viewer()?;
        let store = AppState::current().store;
        households.truncate(AT_ONCE);
        let lists = store::priority::lists(&store, &viewer.actor)
            .await
            .map_err(fail)?;
        let today = lists
            .iter()
            .find(|view| view.list == list)
            .map(|view| view.today);
        let (entries, counted) = store::priority::entries(&store, &viewer.actor, list, &households)
            .await
            .map_err(fail)?;
        Ok(Fresh {
            entries: today.map_or_else(Vec::new, |today| {
                entries.into_iter().map(|entry| row(entry, today)).collect()
            }),
            figures: figures(counted),
        })
    }

    fn figures(counted: Vec<(Group, i64)>) -> Vec<Figure> {
        counted
            .into_iter()
            .map(|(group, households)| Figure {
                group: group.code().to_owned(),
                label: group.label().to_owned(),
                households,
            })
            .collect()
    }

    fn row(entry: Entry, today: NaiveDate) -> EntryView {
        let referral = match entry.referral {
            ReferralStatus::None => None,
            status => {
                let kind = match status {
                    ReferralStatus::Accepted | ReferralStatus::MovedIn => "done",
                    ReferralStatus::Offered => "attention",
                    _ => "info",
                };
                Some((kind.to_owned(), status.label().to_owned()))
            }
        };
        EntryView {
            household: entry.household,
            enrollment: entry.enrollment,
            client: entry.client,
            name: entry.name.short(),
            age: entry
                .dob
                .and_then(|dob| calendar::age(dob, today))
                .map(|age| age.to_string()),
            rank: entry.rank,
            size: (entry.size > 1).then(|| format!("{} people", entry.size)),
            reason: entry.reason,
            held: (!entry.standing.is_ranked()).then(|| entry.standing.label().to_owned()),
            days: today.signed_duration_since(entry.since).num_days(),
            since: calendar::short(entry.since),
            since_on: entry.since.to_string(),
            contact: entry
                .last_contact_on
                .map_or_else(|| "None".to_owned(), calendar::short),
            contact_ago: entry.last_contact_on.map(|day| calendar::ago(day, today)),
            quiet: entry.quiet,
            assessed: entry.assessed_on.map(calendar::short),
            referral,
            changed: 0,
        }
    }
}
