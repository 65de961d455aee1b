//! What is wrong with a client's records, said plainly.

use super::Stay;
use crate::{Result, Store};
use domain::ids::ClientId;
use std::collections::BTreeMap;

/// Looks at the stays that the actor may see, and at what imports found about them.
pub(super) async fn load(store: &Store, client: ClientId, stays: &[Stay]) -> Result<Vec<String>> {
    let mut problems = in_stays(stays);
    // A finding about the client alone may come from a stay that the actor may not see.
    let mut subjects = Vec::new();
    for stay in stays {
        subjects.extend([stay.household.0, stay.enrollment.0]);
    }
    if !stays.is_empty() {
        let found = sqlx::query_scalar!(
            r#"
            select distinct detail
            from finding
            where subject_id = any($1) and subject_kind in ('household', 'enrollment')
                and resolved_at is null
                and level <> 'warning'
            order by detail
            limit 10
            "#,
            &subjects,
        )
        .fetch_all(&store.pool)
        .await?;
        problems.extend(found);
        let conflicts = sqlx::query_scalar!(
            r#"
            select count(*) as "count!"
            from import_conflict
            where decided_at is null and (subject_id = any($1) or subject_id = $2)
            "#,
            &subjects,
            client.0,
        )
        .fetch_one(&store.pool)
        .await?;
        if conflicts > 0 {
            problems.push(
                "A later import says otherwise than what was recorded here. Somebody must decide."
                    .to_owned(),
            );
        }
    }
    Ok(problems)
}

fn in_stays(stays: &[Stay]) -> Vec<String> {
    let open = || stays.iter().filter(|stay| stay.exit_on.is_none());
    let mut problems = Vec::new();

    let mut by_list: BTreeMap<String, usize> = BTreeMap::new();
    for stay in open().filter(|stay| stay.coordinated_entry) {
        let list = stay.exit.as_ref().and_then(|exit| exit.list_name.clone());
        let place = stay.coc.clone().or_else(|| list.clone());
        if let Some(place) = list.or(place) {
            *by_list.entry(place).or_default() += 1;
        }
    }
    for (place, count) in by_list.into_iter().filter(|(_, count)| *count > 1) {
        problems.push(format!(
            "{} open Coordinated Entry enrollments in {place}. At most one is right.",
            number(count)
        ));
    }

    let mut by_project: BTreeMap<(String, bool), usize> = BTreeMap::new();
    for stay in open() {
        *by_project
            .entry((stay.project_name.clone(), stay.coordinated_entry))
            .or_default() += 1;
    }
    for ((project, ce), count) in by_project.into_iter().filter(|(_, count)| *count > 1) {
        if !ce {
            problems.push(format!("{} open enrollments in {project}.", number(count)));
        }
    }

    for stay in open() {
        let heads = stay
            .members
            .iter()
            .filter(|member| member.head && member.open)
            .count();
        if heads > 1 {
            problems.push(format!(
                "The household in {} has {} heads of household. One is right.",
                stay.project_name,
                number(heads).to_lowercase()
            ));
        }
    }
    problems
}

fn number(count: usize) -> String {
    match count {
        2 => "Two".to_owned(),
        3 => "Three".to_owned(),
        more => more.to_string(),
    }
}
