//! Public exports that no one here wrote; skipped with a message where they are not beside the project.

use super::*;
use hmis_csv::Archive;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

fn open(name: &str) -> Option<BufReader<File>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/data/hmis-csv")
        .join(name);
    let Ok(file) = File::open(path) else {
        println!("skipped: {name} is not beside the project");
        return None;
    };
    Some(BufReader::new(file))
}

/// Every row that the reader gives is kept.
async fn every_row_is_kept(store: &Store, name: &str, report: &Report) {
    let mut archive = Archive::open(open(name).unwrap(), Limits::default()).unwrap();
    for kind in FileKind::ALL {
        let rows = archive.rows(kind).unwrap().map(Result::unwrap).count();
        let kept: i64 = sqlx::query_scalar(
            "select count(*) from raw_row where import_id = $1 and file_number = $2",
        )
        .bind(report.import)
        .bind(super::super::stage::number(kind))
        .fetch_one(&store.pool)
        .await
        .unwrap();
        assert_eq!(usize::try_from(kept).unwrap(), rows, "{kind}");
        assert_eq!(file(report, kind).added, rows as u64, "{kind}");
    }
}

#[sqlx::test(migrations = "../../migrations")]
async fn the_coordinated_entry_sample(pool: PgPoolOptions, options: PgConnectOptions) {
    let name = "datalab-ce-fy2026.zip";
    let Some(reader) = open(name) else { return };
    let store = store(pool, options).await;
    let report = take(&store, reader).await.unwrap();
    every_row_is_kept(&store, name, &report).await;
    assert_eq!(report.lists, ["XX-500"]);
    let typed = [
        ("client", 45),
        ("enrollment", 82),
        ("exit", 70),
        ("current_living_situation", 10),
        ("assessment", 17),
        ("event", 13),
    ];
    for (table, rows) in typed {
        let statement = format!("select count(*) from {table}");
        let count: i64 = sqlx::query_scalar(sqlx::AssertSqlSafe(statement))
            .fetch_one(&store.pool)
            .await
            .unwrap();
        assert_eq!(count, rows, "{table}");
    }
    let ce_households = "select count(distinct household_id) from enrollment join project using (project_id) \
        where exit_on is null and project_type = 14";
    let households = number(&store, ce_households).await;
    assert_eq!(
        number(&store, "select count(*) from list_entry").await,
        households
    );
    assert_eq!(report.on_lists, u64::try_from(households).unwrap());
    let enrollments = "select count(*) from enrollment join project using (project_id) \
        where exit_on is null and project_type = 14";
    assert_eq!(number(&store, enrollments).await, 10);
    let owned = "select count(*) from client where owning_organization_id is null or sharing <> 'owner_only'";
    assert_eq!(number(&store, owned).await, 0);
    let plain = "select count(*) from raw_row where file_number in (2, 11) and record is not null";
    assert_eq!(number(&store, plain).await, 0);

    let before = checksums(&store).await;
    let again = take(&store, open(name).unwrap()).await.unwrap();
    assert!(!again.changed_anything());
    assert_eq!(checksums(&store).await, before);
    assert_eq!(number(&store, "select count(*) from import_run").await, 2);
}

#[sqlx::test(migrations = "../../migrations")]
async fn the_hashed_sample_and_another_source_beside_it(
    pool: PgPoolOptions,
    options: PgConnectOptions,
) {
    let name = "eva-demo-fy2026.zip";
    let Some(reader) = open(name) else { return };
    let store = store(pool, options).await;
    let report = take(&store, reader).await.unwrap();
    every_row_is_kept(&store, name, &report).await;
    assert_eq!(report.read(), 77_694);
    assert!(report.hashed);
    assert!(
        report
            .sentences()
            .iter()
            .any(|sentence| sentence.contains("cannot be searched by name"))
    );
    assert_eq!(found(&report, Rule::TooManyHeads), 12);
    assert_eq!(found(&report, Rule::TwoOpenEnrollments), 3);
    let authors = "select count(distinct hmis_id) from finding \
        where rule = 'unknown_author' and file = 'Enrollment.csv'";
    assert_eq!(number(&store, authors).await, 15);
    let heads = "select count(*) from (select household_id from enrollment where relationship_to_hoh = 1 \
        group by household_id having count(*) > 1) h";
    assert_eq!(number(&store, heads).await, 12);
    assert_eq!(
        number(&store, "select count(*) from client where hashed").await,
        4_146
    );
    assert_eq!(
        number(
            &store,
            "select count(*) from client where ssn_hash is not null"
        )
        .await,
        0
    );
    assert_eq!(number(&store, "select count(*) from name_token").await, 0);
    assert_eq!(
        number(&store, "select count(*) from enrollment").await,
        4_771
    );

    let before = checksums(&store).await;
    let again = take(&store, open(name).unwrap()).await.unwrap();
    assert!(!again.changed_anything());
    assert_eq!(again.findings, []);
    assert_eq!(checksums(&store).await, before);

    let other = "datalab-fy2024.zip";
    let report = take(&store, open(other).unwrap()).await.unwrap();
    every_row_is_kept(&store, other, &report).await;
    assert_eq!(
        number(&store, "select count(*) from client").await,
        4_146 + 514
    );
    let equal = "select count(*) from client a join client b using (hmis_id) where a.source_id < b.source_id";
    assert_eq!(number(&store, equal).await, 98);
}
