//! Imports over what people did here: it stays, and a person decides.

use super::small::{export, stay};
use super::*;
use crate::priority;
use crate::testing::World;
use domain::hud::Standard;
use domain::ids::HouseholdId;
use domain::workgroup::Workgroup;

fn exit(stay: &'static str, date: &'static str) -> [(&'static str, &'static str); 4] {
    [
        ("ExitID", "x1"),
        ("EnrollmentID", stay),
        ("ExitDate", date),
        ("Destination", "410"),
    ]
}

#[sqlx::test(migrations = "../../migrations")]
async fn an_exit_that_moves_to_another_stay_reopens_the_former(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) {
    let store = store(pool, options).await;
    let first = export().row(FileKind::Exit, &exit("e1", "2026-11-01"));
    take(&store, first.zip()).await.unwrap();
    let moved = export().row(FileKind::Exit, &exit("e2", "2026-11-01"));
    take(&store, moved.zip()).await.unwrap();
    let closed = "select string_agg(hmis_id, ' ') from enrollment where exit_on = '2026-11-01'";
    assert_eq!(text(&store, closed).await.as_deref(), Some("e2"));
    let exits =
        "select string_agg(e.hmis_id, ' ') from exit join enrollment e using (enrollment_id)";
    assert_eq!(text(&store, exits).await.as_deref(), Some("e2"));
    let head =
        "select e.hmis_id from list_entry join enrollment e on enrollment_id = head_enrollment_id";
    assert_eq!(text(&store, head).await.as_deref(), Some("e1"));
}

#[sqlx::test(migrations = "../../migrations")]
async fn exits_that_move_one_after_the_other_all_arrive(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) {
    let store = store(pool, options).await;
    let third = stay("e3", "c2", "h3", "1");
    let with = |one: &'static str, two: &'static str| {
        let mut second = exit(two, "2026-11-02");
        second[0] = ("ExitID", "x2");
        export()
            .row(FileKind::Enrollment, &third)
            .row(FileKind::Exit, &exit(one, "2026-11-01"))
            .row(FileKind::Exit, &second)
    };
    take(&store, with("e1", "e2").zip()).await.unwrap();
    take(&store, with("e2", "e3").zip()).await.unwrap();
    let closed = "select string_agg(hmis_id || ' ' || exit_on, ', ' order by hmis_id) from enrollment \
        where exit_on is not null";
    assert_eq!(
        text(&store, closed).await.as_deref(),
        Some("e2 2026-11-01, e3 2026-11-02")
    );
}

#[sqlx::test(migrations = "../../migrations")]
async fn an_exit_that_was_undone_here_does_not_come_back_by_itself(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) {
    let store = store(pool, options).await;
    let first = export().row(FileKind::Exit, &exit("e1", "2026-11-01"));
    take(&store, first.zip()).await.unwrap();
    let mut undo = store.begin(None).await.unwrap();
    let household = sqlx::query_scalar(
        "delete from exit using enrollment where exit.enrollment_id = enrollment.enrollment_id \
         returning household_id",
    )
    .fetch_one(&mut *undo)
    .await
    .unwrap();
    priority::refresh(&mut undo, store.clock, &[HouseholdId(household)])
        .await
        .unwrap();
    undo.commit().await.unwrap();
    let before = checksums(&store).await;
    let report = take(&store, first.zip()).await.unwrap();
    assert_eq!((report.conflicts, checksums(&store).await), (0, before));

    let changed = export().row(FileKind::Exit, &exit("e1", "2026-11-02"));
    let report = take(&store, changed.zip()).await.unwrap();
    assert_eq!(file(&report, FileKind::Exit).conflicts, 1);
    assert_eq!(number(&store, "select count(*) from exit").await, 0);
    // The sending system may give the same exit a new id.
    let mut renamed = exit("e1", "2026-11-02");
    renamed[0] = ("ExitID", "x7");
    let report = take(&store, export().row(FileKind::Exit, &renamed).zip()).await;
    assert_eq!(report.unwrap().conflicts, 1);
    assert_eq!(number(&store, "select count(*) from exit").await, 0);
}

#[sqlx::test(migrations = "../../migrations")]
async fn records_stay_with_the_project_or_assessment_that_was_changed_here(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) {
    let store = store(pool, options).await;
    let with = |grant, result| {
        export()
            .row(
                FileKind::Funder,
                &[
                    ("FunderID", "f1"),
                    ("ProjectID", "p1"),
                    ("Funder", "20"),
                    ("GrantID", grant),
                ],
            )
            .row(
                FileKind::Assessment,
                &[
                    ("AssessmentID", "a1"),
                    ("EnrollmentID", "e1"),
                    ("AssessmentDate", "2026-10-02"),
                ],
            )
            .row(
                FileKind::AssessmentResults,
                &[
                    ("AssessmentResultID", "r1"),
                    ("AssessmentID", "a1"),
                    ("AssessmentResult", result),
                ],
            )
    };
    take(&store, with("one", "5").zip()).await.unwrap();
    let mut tx = store
        .begin(Some(domain::ids::UserId(uuid::Uuid::nil())))
        .await
        .unwrap();
    for statement in [
        "update project set name = 'Here' where hmis_id = 'p1'",
        "update assessment set written_here = true",
    ] {
        sqlx::query(statement).execute(&mut *tx).await.unwrap();
    }
    tx.commit().await.unwrap();
    let report = take(&store, with("two", "9").zip()).await.unwrap();
    assert_eq!(report.conflicts, 2);
    let kept = "select (select grant_identifier from funder) || ' ' \
        || (select assessment_result from assessment_result)";
    assert_eq!(text(&store, kept).await.as_deref(), Some("one 5"));
}

#[sqlx::test(migrations = "../../migrations")]
async fn only_administrators_import_and_say_why(pool: PgPoolOptions, options: PgConnectOptions) {
    let store = store(pool, options).await;
    let world = World::new(store.clone()).await.unwrap();
    let manager = world
        .user(&[(Workgroup::PriorityListManager, world.ce)])
        .await
        .unwrap();
    let administrator = world
        .user(&[(Workgroup::Administrator, world.ce)])
        .await
        .unwrap();
    let tries = async |actor, purpose| {
        let request = Request {
            purpose,
            ..Request::new("export.zip")
        };
        let authority = Authority::Administrator(actor);
        let zip = ExportBuilder::new(Standard::Fy2026).zip();
        import(&store, authority, request, zip, |_: Progress| {}).await
    };
    let refused = tries(&manager, Some("because")).await.unwrap_err();
    assert!(matches!(
        refused,
        ImportError::Store(crate::StoreError::NotFound)
    ));
    let refused = tries(&administrator, None).await.unwrap_err();
    assert!(matches!(
        refused,
        ImportError::Store(crate::StoreError::Forbidden)
    ));
    assert_eq!(number(&store, "select count(*) from import_run").await, 0);
    tries(&administrator, Some("Monthly upload")).await.unwrap();
    let told: (Option<uuid::Uuid>, Option<String>) =
        sqlx::query_as("select user_id, purpose from audit where act = 'import'")
            .fetch_one(&store.pool)
            .await
            .unwrap();
    assert_eq!(
        told,
        (
            Some(administrator.user.0),
            Some("Monthly upload".to_owned())
        )
    );
}
