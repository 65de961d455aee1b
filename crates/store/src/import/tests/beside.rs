//! Imports beside people who work: neither loses anything, and nobody waits who need not.

use super::small::export;
use super::*;

const EXIT_HERE: &str = "insert into exit (exit_id, enrollment_id, source_id, hmis_id, exit_date, destination) \
    select gen_random_uuid(), enrollment_id, 1, 'here', '2026-11-01', 410 from enrollment where hmis_id = 'e1'";

#[sqlx::test(migrations = "../../migrations")]
async fn an_exit_that_is_saved_while_an_import_brings_another_is_a_conflict(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) {
    let store = store(pool, options).await;
    take(&store, export().zip()).await.unwrap();
    let theirs = [
        ("ExitID", "x1"),
        ("EnrollmentID", "e1"),
        ("ExitDate", "2026-10-20"),
        ("Destination", "24"),
    ];
    let export = export().row(FileKind::Exit, &theirs);
    // As an exit does: the members are locked, in the order of their ids, before anything is written.
    let mut exit = store.transaction().await.unwrap();
    sqlx::query(
        "select from enrollment where hmis_id in ('e1', 'e2') order by enrollment_id for update",
    )
    .execute(&mut *exit)
    .await
    .unwrap();
    sqlx::query(EXIT_HERE).execute(&mut *exit).await.unwrap();
    let saved = async {
        let what = "the import waits for the exit";
        testing::until(&store.pool, what, testing::SOMEBODY_WAITS)
            .await
            .unwrap();
        exit.commit().await.unwrap();
    };
    let (report, ()) = tokio::join!(take(&store, export.zip()), saved);
    let report = report.unwrap();
    assert_eq!(file(&report, FileKind::Exit).conflicts, 1);
    let exits = "select string_agg(hmis_id, ' ') from exit";
    assert_eq!(text(&store, exits).await.as_deref(), Some("here"));
}

#[sqlx::test(migrations = "../../migrations")]
async fn households_that_an_import_does_not_touch_go_on_meanwhile(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) {
    let store = store(pool, options).await;
    let base = export()
        .row(FileKind::Client, &small::person("c8", "Mae"))
        .row(FileKind::Enrollment, &small::stay("e8", "c8", "h8", "1"));
    take(&store, base.zip()).await.unwrap();
    let changed = base.row(
        FileKind::CurrentLivingSituation,
        &[
            ("CurrentLivingSitID", "s8"),
            ("EnrollmentID", "e8"),
            ("InformationDate", "2026-11-02"),
        ],
    );
    // Somebody holds the couple's stays and entry: the import of Mae's contact ends all the same.
    let mut held = store.transaction().await.unwrap();
    for statement in [
        "select from enrollment where hmis_id in ('e1', 'e2') for update",
        "select from list_entry where size = 2 for update",
    ] {
        sqlx::query(statement).execute(&mut *held).await.unwrap();
    }
    take(&store, changed.zip()).await.unwrap();
    held.rollback().await.unwrap();
    let contact = "select last_contact_on::text from list_entry where size = 1";
    assert_eq!(text(&store, contact).await.as_deref(), Some("2026-11-02"));
}

#[sqlx::test(migrations = "../../migrations")]
async fn imports_of_two_sources_wait_for_each_other(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) {
    let store = store(pool, options).await;
    let other = export().file(
        "Export.csv",
        "ExportID,SourceID,CSVVersion,ImplementationID\nx,XX-500,2026 v1.0,other\n",
    );
    let (one, two) = tokio::join!(take(&store, export().zip()), take(&store, other.zip()));
    let lists = [one.unwrap(), two.unwrap()].map(|report| report.lists.len());
    assert_eq!(lists.iter().sum::<usize>(), 1);
    assert_eq!(number(&store, "select count(*) from list_entry").await, 2);
}
