//! What is versioned: a change leaves the old version, with time and actor.

use crate::testing::{self, Person, World};
use crate::{Result, ids};
use domain::ids::UserId;
use domain::workgroup::Workgroup;
use sqlx::AssertSqlSafe;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use uuid::Uuid;

/// Table, primary key, a column, and another value for it, as SQL.
const CHANGES: [(&str, &str, &str, &str); 31] = [
    ("access_request", "access_request_id", "reason", "'again'"),
    ("app_user", "user_id", "employer", "'Another agency'"),
    ("assessment", "assessment_id", "assessment_type", "1"),
    (
        "assessment_question",
        "assessment_question_id",
        "assessment_answer",
        "'Yes'",
    ),
    (
        "assessment_result",
        "assessment_result_id",
        "assessment_result",
        "'12'",
    ),
    (
        "case_assignment",
        "case_assignment_id",
        "role",
        "'navigator'",
    ),
    (
        "ce_participation",
        "ce_participation_id",
        "access_point",
        "1",
    ),
    ("client", "client_id", "last_name", "'Moua'"),
    ("client_alias", "client_alias_id", "name", "'Pepa'"),
    (
        "client_contact_detail",
        "client_contact_detail_id",
        "value",
        "'(218) 555-0199'",
    ),
    ("client_merge", "client_merge_id", "taken", "array['name']"),
    (
        "current_living_situation",
        "current_living_situation_id",
        "cls_subsidy_type",
        "428",
    ),
    (
        "deidentified_entry",
        "deidentified_entry_id",
        "household_size",
        "3",
    ),
    ("enrollment", "enrollment_id", "relationship_to_hoh", "5"),
    (
        "event",
        "event_id",
        "location_crisis_or_ph_housing",
        "'Elm'",
    ),
    ("exit", "exit_id", "destination", "410"),
    ("funder", "funder_id", "grant_identifier", "'MN-2'"),
    (
        "hmis_participation",
        "hmis_participation_id",
        "hmis_participation_type",
        "2",
    ),
    ("household", "household_id", "hmis_id", "'H-2'"),
    ("list_authority", "list_authority_id", "name", "'North'"),
    (
        "list_project",
        "list_project_id",
        "project_id",
        "(select project_id from project where project_type = 13)",
    ),
    (
        "name_spelling",
        "name_spelling_id",
        "language",
        "'White Hmong'",
    ),
    ("note", "note_id", "body", "'Called back.'"),
    (
        "organization",
        "organization_id",
        "common_name",
        "'Northwest'",
    ),
    ("policy", "policy_id", "body", "'{}'"),
    (
        "project",
        "project_id",
        "operating_end_date",
        "'2026-12-31'",
    ),
    ("project_coc", "project_coc_id", "coc_code", "'MN-500'"),
    ("referral", "referral_id", "state", "'acknowledged'"),
    ("roi", "roi_id", "withdrawn_on", "'2026-11-20'"),
    ("user_grant", "user_grant_id", "until_on", "'2026-11-22'"),
    ("vacancy", "vacancy_id", "units", "2"),
];

/// One row of every versioned table.
async fn filled(pool: PgPoolOptions, options: PgConnectOptions) -> Result<(World, UserId)> {
    let world = World::new(testing::store(pool, options).await?).await?;
    let actor = world.user(&[(Workgroup::Administrator, world.ce)]).await?;
    let family = world
        .household(&[Person::new("Rosa", "Lopez", 1, 1985)], 30)
        .await?;
    let stay = family.enrollments[0];
    world.assess(stay, world.today, 9).await?;
    for statement in [
        "insert into access_request (access_request_id, user_id, workgroup, organization_id, asked_at) \
         select $1, user_id, 'ce_assessor', organization_id, now() from user_grant",
        "insert into assessment_question (assessment_question_id, assessment_id, source_id, hmis_id, assessment_answer) \
         select $1, assessment_id, source_id, 'q', 'No' from assessment",
        "insert into assessment_result (assessment_result_id, assessment_id, source_id, hmis_id, assessment_result) \
         select $1, assessment_id, source_id, 'r', '9' from assessment",
        "insert into case_assignment (case_assignment_id, household_id, user_id, from_on) \
         select $1, household_id, user_id, '2026-11-01' from household, app_user",
        "insert into client_alias (client_alias_id, client_id, name) select $1, client_id, 'Pepe' from client",
        "insert into client_contact_detail (client_contact_detail_id, client_id, kind, value, digits) \
         select $1, client_id, 'phone', '(218) 555-0142', '2185550142' from client",
        "insert into current_living_situation \
            (current_living_situation_id, enrollment_id, source_id, hmis_id, information_date) \
         select $1, enrollment_id, source_id, 's', '2026-11-01' from enrollment",
        "insert into deidentified_entry \
            (deidentified_entry_id, list_authority_id, label, household_size, household_type, entered_on) \
         select $1, list_authority_id, 'NW-0001', 2, 'family', '2026-11-01' from list_authority",
        "insert into event (event_id, enrollment_id, source_id, hmis_id, event_date, event) \
         select $1, enrollment_id, source_id, 'v', '2026-11-01', 14 from enrollment",
        "insert into referral (referral_id) select event_id from event where $1::uuid is not null",
        "insert into exit (exit_id, enrollment_id, source_id, hmis_id, exit_date, destination) \
         select $1, enrollment_id, source_id, 'x', '2026-11-20', 116 from enrollment",
        "insert into name_spelling (name_spelling_id, language, names) \
         values ($1, 'Hmong', array['pha', 'phab'])",
        "insert into note (note_id, client_id, noted_on, body) \
         select $1, client_id, '2026-11-01', 'Called.' from client",
        "insert into roi (roi_id, client_id, scope, how_given, starts_on) \
         select $1, client_id, 'all', 'written', '2026-11-01' from client",
        "insert into vacancy (vacancy_id, project_id, available_on) \
         select $1, project_id, '2026-11-01' from project where project_type = 13",
        "insert into funder (funder_id, project_id, source_id, hmis_id, grant_identifier) \
         select $1, project_id, source_id, 'f', 'MN-1' from project where project_type = 14",
        "insert into hmis_participation (hmis_participation_id, project_id, source_id, hmis_id) \
         select $1, project_id, source_id, 'h' from project where project_type = 14",
        "insert into ce_participation (ce_participation_id, project_id, source_id, hmis_id) \
         select $1, project_id, source_id, 'c' from project where project_type = 14",
        "insert into client (client_id, source_id, hmis_id, last_name) select $1, source_id, 'other', 'Olson' from data_source",
        "insert into duplicate_pair (duplicate_pair_id, client_a, client_b, score, certainty, found_at) \
         select $1, a.client_id, b.client_id, 500, 'likely', now() from client a join client b on a.client_id < b.client_id",
        "insert into client_merge (client_merge_id, kept_id, other_id, duplicate_pair_id, version_before, version_after, \
            taken, merged_at, merged_by) \
         select $1, client_a, client_b, duplicate_pair_id, 1, 1, '{}', now(), user_id from duplicate_pair, app_user",
    ] {
        sqlx::query(statement)
            .bind(ids::new::<Uuid>())
            .execute(&world.store.pool)
            .await?;
    }
    Ok((world, actor.user))
}

#[derive(Debug, PartialEq, sqlx::FromRow)]
struct Version {
    operation: String,
    version: i32,
    recorded_by: Option<Uuid>,
    value: Option<String>,
}

#[sqlx::test(migrations = "../../migrations")]
async fn a_change_leaves_the_old_version_with_time_and_actor(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Result<()> {
    let (world, user) = filled(pool, options).await?;
    for (table, key, column, value) in CHANGES {
        let ask = format!(
            "select {key}, version, to_jsonb(t) ->> '{column}' from {table} t order by recorded_at, {key} limit 1"
        );
        let (id, before, old): (Uuid, i32, Option<String>) = sqlx::query_as(AssertSqlSafe(ask))
            .fetch_one(&world.store.pool)
            .await?;
        let change = format!("update {table} set {column} = {value} where {key} = $1");
        let mut tx = world.store.begin(Some(user)).await?;
        sqlx::query(AssertSqlSafe(change))
            .bind(id)
            .execute(&mut *tx)
            .await?;
        tx.commit().await?;

        let versions: Vec<Version> = sqlx::query_as(
            "select operation::text, version, recorded_by, body ->> $3 as value from history \
             where entity = $1 and entity_id = $2 order by history_id desc limit 2",
        )
        .bind(table)
        .bind(id)
        .bind(column)
        .fetch_all(&world.store.pool)
        .await?;
        let [new, kept] = &versions[..] else {
            panic!("{table}: {versions:?}");
        };
        assert_eq!((kept.version, &kept.value), (before, &old), "{table}");
        assert_eq!(
            (new.operation.as_str(), new.version, new.recorded_by),
            ("U", before + 1, Some(user.0)),
            "{table}"
        );
        assert_ne!(new.value, old, "{table}");
        let (times, recorded_by): (bool, Option<Uuid>) = sqlx::query_as(AssertSqlSafe(format!(
            "select (select count(distinct recorded_at) = 2 from \
                (select recorded_at from history where entity_id = $1 order by history_id desc limit 2) h), \
             recorded_by from {table} where {key} = $1"
        )))
        .bind(id)
        .fetch_one(&world.store.pool)
        .await?;
        assert_eq!((times, recorded_by), (true, Some(user.0)), "{table}");
    }
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn whatever_counts_versions_keeps_them(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Result<()> {
    let store = testing::store(pool, options).await?;
    let tables: Vec<String> = sqlx::query_scalar(
        "select table_name::text from information_schema.columns \
         where table_schema = 'public' and column_name = 'version' \
            and table_name not in ('history', 'posted_text') \
         order by table_name",
    )
    .fetch_all(&store.pool)
    .await?;
    assert_eq!(tables, CHANGES.map(|(table, ..)| table));
    Ok(())
}

#[sqlx::test(migrations = "../../migrations")]
async fn versions_of_an_account_are_without_its_password(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) -> Result<()> {
    let world = World::new(testing::store(pool, options).await?).await?;
    world.user(&[]).await?;
    sqlx::query("update app_user set password_hash = '$argon2id$secret'")
        .execute(&world.store.pool)
        .await?;
    let kept: Vec<(i32, bool)> = sqlx::query_as(
        "select version, body::text like '%argon2id%' from history where entity = 'app_user' order by history_id",
    )
    .fetch_all(&world.store.pool)
    .await?;
    assert_eq!(kept, [(1, false), (2, false)]);
    Ok(())
}
