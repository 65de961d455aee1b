//! Narrowing what a search found, by what this actor may see of each person and by nothing else: a hidden stay, place
//! or contact makes no difference here.

use super::candidates::Scored;
use super::{FoundPlace, SHOWN, SearchResults, candidates, found, vocabulary, write_audit};
use crate::client::sight::Sight;
use crate::{Result, Store};
use chrono::{Days, NaiveDate};
use domain::access::Actor;
use domain::calendar;
use domain::ids::OrganizationId;
use domain::priority::Standing;
use domain::search;
use std::collections::BTreeMap;
use uuid::Uuid;

/// What is looked for among the people found; nothing where all are meant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// A visible stay in a project of this Continuum of Care.
    pub coc: Option<String>,
    /// A visible stay with this organization.
    pub organization: Option<OrganizationId>,
    /// How they stand on a visible list.
    pub status: Option<ListStatus>,
    /// How old they are.
    pub age: Option<AgeBand>,
    /// Whether a visible stay is open.
    pub open: Option<bool>,
    /// When they were last in contact, as far as it is visible.
    pub contact: Option<LastContact>,
}

/// How somebody stands on a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListStatus {
    /// On one, so.
    On(Standing),
    /// On none that is visible.
    None,
}

/// Completed years.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AgeBand {
    /// Below 18.
    Child,
    /// 18 to 24.
    Youth,
    /// 25 to 61.
    Adult,
    /// 62 and above.
    Older,
    /// No birth date.
    Unknown,
}

/// The last visible contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LastContact {
    /// In the last days: so many.
    Within(u64),
    /// Longer ago than so many days.
    Before(u64),
    /// None is recorded.
    Never,
}

/// What a filtered search found, and what it may be filtered by.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Narrowed {
    /// The best that fit, as of a [`super::search()`].
    pub results: SearchResults,
    /// How many fit.
    pub fitting: usize,
    /// How many were found in all.
    pub found: usize,
    /// Continuums of Care of visible stays of all who were found: code and name.
    pub cocs: Vec<(String, String)>,
    /// Organizations of visible stays of all who were found.
    pub organizations: Vec<(OrganizationId, String)>,
}

/// What is visible of one person.
#[derive(Clone, Debug, Default)]
struct Seen {
    age: Option<u32>,
    cocs: Vec<String>,
    organizations: Vec<Uuid>,
    open: bool,
    last_contact_on: Option<NaiveDate>,
    places: Vec<FoundPlace>,
}

/// Searches as [`super::search()`] does, and keeps who fits before the best are taken.
///
/// # Errors
/// [`crate::StoreError::Forbidden`] for a user without any grant.
pub async fn search_within(
    store: &Store,
    actor: &Actor,
    line: &str,
    typing: Option<Uuid>,
    filter: &Filter,
) -> Result<Narrowed> {
    let sight = Sight::of(store, actor).await?;
    let today = store.clock.office_day();
    let query = search::parse(line, today);
    if query.is_empty() {
        let results = SearchResults {
            nothing_asked: true,
            ..SearchResults::default()
        };
        return Ok(Narrowed {
            results,
            ..Narrowed::default()
        });
    }
    let vocabulary = vocabulary(store).await?;
    let mut scored = candidates::score_all(store, &sight, &query, &vocabulary).await?;
    let found = scored.len();
    let seen = look(store, &sight, actor, &scored, today).await?;
    let (cocs, organizations) = choices(store, &seen).await?;
    scored.retain(|hit| {
        let nothing = Seen::default();
        filter.fits(seen.get(&hit.client).unwrap_or(&nothing), today)
    });
    let fitting = scored.len();
    let more = fitting > SHOWN;
    let hits = found::describe(store, &sight, actor, scored, today, SHOWN).await?;
    write_audit(store, actor, &query, &hits, typing).await?;
    Ok(Narrowed {
        results: SearchResults {
            hits,
            more,
            nothing_asked: false,
        },
        fitting,
        found,
        cocs,
        organizations,
    })
}

/// What the actor may see of each: stays that are shared or of organizations whose records they see, never of a
/// victim service provider.
async fn look(
    store: &Store,
    sight: &Sight<'_>,
    actor: &Actor,
    scored: &[Scored],
    today: NaiveDate,
) -> Result<BTreeMap<Uuid, Seen>> {
    let ids = scored.iter().map(|hit| hit.client).collect::<Vec<_>>();
    let mut places = found::places(store, sight, actor, &ids).await?;
    let rows = sqlx::query!(
        r#"
        with stay as (
            select enrollment.client_id, enrollment.enrollment_id, exit_on, organization_id, project.project_id
            from enrollment
            join client using (client_id)
            join project using (project_id)
            join organization using (organization_id)
            where client_id = any($1) and not victim_service_provider
                and (sharing = 'all' or organization_id = any($2))
        )
        select client_id, dob,
            array(select distinct organization_id from stay where stay.client_id = client.client_id)
                as "organizations!: Vec<Uuid>",
            array(select distinct coc_code from stay join project_coc using (project_id)
                where stay.client_id = client.client_id) as "cocs!: Vec<String>",
            exists (select from stay where stay.client_id = client.client_id and exit_on is null) as "open!",
            (select max(information_date) from stay join current_living_situation using (enrollment_id)
                where stay.client_id = client.client_id and information_date <= $3) as last_contact_on
        from client
        where client_id = any($1)
        "#,
        &ids,
        &sight.sees,
        today,
    )
    .fetch_all(&store.pool)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let seen = Seen {
                age: row.dob.and_then(|dob| calendar::age(dob, today)),
                cocs: row.cocs,
                organizations: row.organizations,
                open: row.open,
                last_contact_on: row.last_contact_on,
                places: places.remove(&row.client_id).unwrap_or_default(),
            };
            (row.client_id, seen)
        })
        .collect())
}

type Choices = (Vec<(String, String)>, Vec<(OrganizationId, String)>);

/// Names of what may be chosen.
async fn choices(store: &Store, seen: &BTreeMap<Uuid, Seen>) -> Result<Choices> {
    let codes = seen.values().flat_map(|seen| seen.cocs.clone());
    let codes = codes.collect::<Vec<_>>();
    let ids = seen.values().flat_map(|seen| seen.organizations.clone());
    let ids = ids.collect::<Vec<_>>();
    let cocs = sqlx::query!(
        r#"
        select distinct code as "code!", coalesce(coc.name, code) as "name!"
        from unnest($1::text[]) as asked (code)
        left join coc on coc_code = code
        order by 2, 1
        "#,
        &codes,
    )
    .fetch_all(&store.pool)
    .await?;
    let organizations = sqlx::query!(
        "select organization_id, name from organization where organization_id = any($1) order by name, organization_id",
        &ids,
    )
    .fetch_all(&store.pool)
    .await?;
    Ok((
        cocs.into_iter().map(|row| (row.code, row.name)).collect(),
        organizations
            .into_iter()
            .map(|row| (row.organization_id.into(), row.name))
            .collect(),
    ))
}

impl Filter {
    /// Whether anything is asked for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    fn fits(&self, seen: &Seen, today: NaiveDate) -> bool {
        let coc = self.coc.as_ref();
        let organization = self.organization;
        coc.is_none_or(|coc| seen.cocs.contains(coc))
            && organization.is_none_or(|one| seen.organizations.contains(&one.0))
            && self.status.is_none_or(|status| status.fits(&seen.places))
            && self.age.is_none_or(|band| band == AgeBand::of(seen.age))
            && self.open.is_none_or(|open| open == seen.open)
            && self
                .contact
                .is_none_or(|contact| contact.fits(seen.last_contact_on, today))
    }
}

impl ListStatus {
    fn fits(self, places: &[FoundPlace]) -> bool {
        match self {
            Self::On(standing) => places.iter().any(|place| place.standing == standing),
            Self::None => places.is_empty(),
        }
    }
}

impl AgeBand {
    const fn of(age: Option<u32>) -> Self {
        match age {
            None => Self::Unknown,
            Some(0..18) => Self::Child,
            Some(18..25) => Self::Youth,
            Some(25..62) => Self::Adult,
            Some(62..) => Self::Older,
        }
    }
}

impl LastContact {
    fn fits(self, last: Option<NaiveDate>, today: NaiveDate) -> bool {
        let since = |days| today.checked_sub_days(Days::new(days));
        match (self, last) {
            (Self::Never, last) => last.is_none(),
            (Self::Within(days), Some(last)) => since(days).is_some_and(|day| last >= day),
            (Self::Before(days), Some(last)) => since(days).is_some_and(|day| last < day),
            (Self::Within(_) | Self::Before(_), None) => false,
        }
    }
}

#[cfg(test)]
mod tests;
