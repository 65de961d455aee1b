//! Victim service providers: in doubt nothing that identifies a person comes in.

use super::small::{export, person, stay};
use super::*;

/// A person served by "Harbor" only, under the flags that rows of Organization.csv give it.
fn harbor(flags: &[&str]) -> ExportBuilder {
    let mut there = stay("e7", "c7", "h7", "1");
    there[2] = ("ProjectID", "p7");
    let mut export = export();
    for flag in flags {
        export = export.row(
            FileKind::Organization,
            &[("OrganizationID", "o7"), ("VictimServiceProvider", flag)],
        );
    }
    export
        .row(
            FileKind::Project,
            &[("ProjectID", "p7"), ("OrganizationID", "o7")],
        )
        .row(FileKind::Client, &person("c7", "Hedy"))
        .row(FileKind::Enrollment, &there)
}

const PEOPLE: &str = "select count(*) from client where hmis_id = 'c7'";
const FLAGGED: &str =
    "select count(*) from organization where hmis_id = 'o7' and victim_service_provider";

#[sqlx::test(migrations = "../../migrations")]
async fn only_an_explicit_no_takes_the_flag_away(pool: PgPoolOptions, options: PgConnectOptions) {
    let store = store(pool, options).await;
    for flags in [
        ["1", ""].as_slice(),
        &[""],
        &["99"],
        &["0", "1"],
        &["1", "0"],
    ] {
        take(&store, harbor(flags).zip()).await.unwrap();
        assert_eq!(
            (number(&store, PEOPLE).await, number(&store, FLAGGED).await),
            (0, 1),
            "{flags:?}"
        );
    }
    take(&store, harbor(&["0"]).zip()).await.unwrap();
    assert_eq!(number(&store, PEOPLE).await, 1);
}

#[sqlx::test(migrations = "../../migrations")]
async fn an_older_no_takes_no_newer_flag_away(pool: PgPoolOptions, options: PgConnectOptions) {
    let store = store(pool, options).await;
    let exported_on = |date: &str, flag| {
        let header = "ExportID,SourceID,ExportDate,CSVVersion,ImplementationID";
        harbor(&[flag]).file(
            "Export.csv",
            format!("{header}\nx,XX-500,{date} 08:00:00,2026 v1.0,test\n"),
        )
    };
    take(&store, exported_on("2026-11-14", "1").zip())
        .await
        .unwrap();
    take(&store, exported_on("2026-10-14", "0").zip())
        .await
        .unwrap();
    assert_eq!(number(&store, PEOPLE).await, 0);
    let no = exported_on("2026-11-20", "0");
    take(&store, no.zip()).await.unwrap();
    assert_eq!(number(&store, PEOPLE).await, 1);
    // An older yes flags it, in doubt; the newer no takes that back, though it says nothing new.
    take(&store, exported_on("2026-10-14", "1").zip())
        .await
        .unwrap();
    assert_eq!(number(&store, FLAGGED).await, 1);
    take(&store, no.zip()).await.unwrap();
    assert_eq!(number(&store, FLAGGED).await, 0);
}

#[sqlx::test(migrations = "../../migrations")]
async fn a_flag_that_was_set_here_stays(pool: PgPoolOptions, options: PgConnectOptions) {
    let store = store(pool, options).await;
    let without = export().row(
        FileKind::Organization,
        &[("OrganizationID", "o7"), ("VictimServiceProvider", "0")],
    );
    take(&store, without.zip()).await.unwrap();
    let mut tx = store
        .begin(Some(domain::ids::UserId(uuid::Uuid::nil())))
        .await
        .unwrap();
    sqlx::query("update organization set victim_service_provider = true where hmis_id = 'o7'")
        .execute(&mut *tx)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    take(&store, harbor(&["0"]).zip()).await.unwrap();
    assert_eq!(number(&store, PEOPLE).await, 0);
}

#[sqlx::test(migrations = "../../migrations")]
async fn stays_that_are_deleted_or_in_no_known_project_are_not_elsewhere(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) {
    let store = store(pool, options).await;
    let deleted = stay("e8", "c7", "h8", "1").map(|field| field);
    let mut unknown = stay("e9", "c7", "h9", "1");
    unknown[2] = ("ProjectID", "nowhere");
    let mut blank = stay("e10", "c7", "h9", "1");
    blank[2] = ("ProjectID", "");
    let mut deleted = deleted.to_vec();
    deleted.push(("DateDeleted", "2026-10-09 08:00:00"));
    let export = harbor(&["1"])
        .row(FileKind::Enrollment, &deleted)
        .row(FileKind::Enrollment, &unknown)
        .row(FileKind::Enrollment, &blank);
    let report = take(&store, export.zip()).await.unwrap();
    assert_eq!((report.withheld, number(&store, PEOPLE).await), (1, 0));
    let elsewhere = export.row(FileKind::Enrollment, &stay("e11", "c7", "h11", "1"));
    let report = take(&store, elsewhere.zip()).await.unwrap();
    assert_eq!((report.withheld, number(&store, PEOPLE).await), (0, 1));
}

#[sqlx::test(migrations = "../../migrations")]
async fn rows_of_their_stays_are_kept_without_person_and_free_text(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) {
    let store = store(pool, options).await;
    let export = harbor(&["1"])
        .row(
            FileKind::Exit,
            &[
                ("ExitID", "x7"),
                ("EnrollmentID", "e7"),
                ("PersonalID", "c7"),
                ("ExitDate", "2026-11-01"),
                ("Destination", "17"),
                ("OtherDestination", "with Aunt Zelda"),
            ],
        )
        .row(
            FileKind::CurrentLivingSituation,
            &[
                ("CurrentLivingSitID", "s7"),
                ("EnrollmentID", "e7"),
                ("PersonalID", "c7"),
                ("InformationDate", "2026-11-01"),
                ("LocationDetails", "behind Zelda's house"),
            ],
        );
    let report = take(&store, export.zip()).await.unwrap();
    let told = "select count(*) from raw_row where record ~ 'c7|Zelda'";
    assert_eq!(number(&store, told).await, 0);
    let kept = "select record from raw_row where hmis_id = 'x7'";
    let record = text(&store, kept).await.unwrap();
    assert!(record.starts_with("x7,e7,,2026-11-01,17,,,"), "{record}");
    // The person, the stay, its exit and its contact.
    assert_eq!(found(&report, Rule::ClientInVictimServices), 4);
    assert_eq!(found(&report, Rule::ParentUnusable), 0);
    assert_eq!((report.withheld, report.withheld_of_stays), (1, 3));
    // Should a later export hold the exit without the stay.
    let partial = ExportBuilder::new(domain::hud::Standard::Fy2026).row(
        FileKind::Exit,
        &[
            ("ExitID", "x8"),
            ("EnrollmentID", "e7"),
            ("PersonalID", "c7"),
            ("OtherDestination", "Zelda"),
        ],
    );
    take(&store, partial.zip()).await.unwrap();
    assert_eq!(number(&store, told).await, 0);
}
