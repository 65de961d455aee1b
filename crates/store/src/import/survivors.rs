//! Victim service providers own no identified client: whose rows must lose what identifies the person.

use super::{ImportError, source::Source};
use crate::Tx;
use hmis_csv::{Archive, FileKind, RawRow, value};
use std::collections::HashSet;
use std::io::{Read, Seek};

/// Projects of victim service providers, and people who have stays in no other project. Held in memory:
/// as many as those providers send.
#[derive(Clone, Debug, Default)]
pub(super) struct Survivors {
    pub(super) projects: HashSet<String>,
    pub(super) clients: HashSet<String>,
}

/// Reads who they are, before any row of Client.csv is taken in.
pub(super) async fn find<R: Read + Seek>(
    tx: &mut Tx,
    source: &Source,
    archive: &mut Archive<R>,
) -> Result<Survivors, ImportError> {
    let mut providers: HashSet<String> = sqlx::query_scalar!(
        "select hmis_id from organization where source_id = $1 and victim_service_provider",
        source.id
    )
    .fetch_all(&mut **tx)
    .await?
    .into_iter()
    .collect();
    each(archive, FileKind::Organization, |row| {
        let Some(id) = row.text("OrganizationID") else {
            return;
        };
        let flag = row.get("VictimServiceProvider").unwrap_or_default();
        if value::code(flag).value() == Some(1) {
            providers.insert(id.to_owned());
        } else {
            providers.remove(id);
        }
    })?;
    if providers.is_empty() {
        return Ok(Survivors::default());
    }
    let known = sqlx::query!(
        r#"
        select p.hmis_id, o.hmis_id as organization
        from project p join organization o using (organization_id)
        where p.source_id = $1
        "#,
        source.id
    )
    .fetch_all(&mut **tx)
    .await?;
    let mut survivors = Survivors::default();
    for project in known {
        if providers.contains(&project.organization) {
            survivors.projects.insert(project.hmis_id);
        }
    }
    each(archive, FileKind::Project, |row| {
        if let (Some(project), Some(organization)) =
            (row.text("ProjectID"), row.text("OrganizationID"))
        {
            if providers.contains(organization) {
                survivors.projects.insert(project.to_owned());
            } else {
                survivors.projects.remove(project);
            }
        }
    })?;
    let (projects, clients) = (&survivors.projects, &mut survivors.clients);
    let stay = |row: &RawRow| {
        let project = row
            .text("ProjectID")
            .is_some_and(|id| projects.contains(id));
        row.text("PersonalID")
            .map(|client| (client.to_owned(), project))
    };
    each(archive, FileKind::Enrollment, |row| {
        if let Some((client, true)) = stay(row) {
            clients.insert(client);
        }
    })?;
    // People whose rows an earlier export brought, should this one hold them without their stays.
    let before = sqlx::query_scalar!(
        r#"
        select distinct hmis_id as "hmis_id!" from finding
        where source_id = $1 and rule = 'client_in_victim_services' and file = 'Client.csv'
            and hmis_id is not null
        "#,
        source.id
    )
    .fetch_all(&mut **tx)
    .await?;
    clients.extend(before);
    each(archive, FileKind::Enrollment, |row| {
        if let Some((client, false)) = stay(row) {
            clients.remove(&client);
        }
    })?;
    // Stays elsewhere that an earlier export brought.
    let asked: Vec<String> = clients.iter().cloned().collect();
    let elsewhere = sqlx::query_scalar!(
        r#"
        select distinct c.hmis_id
        from client c
        join enrollment e using (client_id)
        join project p using (project_id)
        join organization o using (organization_id)
        where c.source_id = $1 and c.hmis_id = any($2) and not o.victim_service_provider
        "#,
        source.id,
        &asked,
    )
    .fetch_all(&mut **tx)
    .await?;
    for client in elsewhere {
        clients.remove(&client);
    }
    Ok(survivors)
}

fn each<R: Read + Seek>(
    archive: &mut Archive<R>,
    file: FileKind,
    mut look: impl FnMut(&RawRow),
) -> Result<(), ImportError> {
    let mut rows = archive.rows(file)?;
    let mut row = RawRow::new(rows.header().clone());
    while rows.read(&mut row)? {
        look(&row);
    }
    Ok(())
}
