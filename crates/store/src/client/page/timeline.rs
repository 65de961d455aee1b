//! What happened with a client: entries, assessments, events, contacts, notes, exits; newest first.

use crate::{Result, Store};
use chrono::NaiveDate;
use domain::hud::{
    AssessmentLevel, AssessmentType, Coded, EventType, LivingSituation, PrioritizationStatus,
    ReferralResult,
};
use domain::ids::ClientId;
use uuid::Uuid;

/// As many as one page shows.
const MOST: i64 = 60;

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// When.
    pub on: NaiveDate,
    /// What kind of thing.
    pub kind: MomentKind,
    /// What, in HUD's words where HUD has them.
    pub title: String,
    /// More about it.
    pub detail: Option<String>,
    /// Where.
    pub project: Option<String>,
}

/// The kinds of a timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MomentKind {
    /// A stay began.
    Entry,
    /// 4.19.
    Assessment,
    /// 4.20.
    Event,
    /// 4.12.
    Contact,
    /// A note.
    Note,
    /// A stay ended.
    Exit,
}

/// Reads what belongs to the given stays; `notes`: also notes that belong to no stay.
pub(super) async fn load(
    store: &Store,
    client: ClientId,
    stays: &[Uuid],
    notes: bool,
) -> Result<Vec<Moment>> {
    let rows = sqlx::query!(
        r#"
        select moment.kind as "kind!", moment.at as "at!", moment.a, moment.b, moment.c,
            moment.words, moment.score, project.name as "project?"
        from (
            select 'entry' as kind, 0 as place, entry_date as at, enrollment_id,
                null::integer as a, null::integer as b, null::integer as c,
                null::text as words, null::text as score
            from enrollment where enrollment_id = any($1)
            union all
            select 'assessment', 1, assessment_date, enrollment_id, assessment_type, assessment_level,
                prioritization_status, null, trim_scale(score)::text
            from assessment where enrollment_id = any($1)
            union all
            select 'event', 2, event_date, enrollment_id, event, referral_result, null,
                location_crisis_or_ph_housing, null
            from event where enrollment_id = any($1)
            union all
            select 'contact', 3, information_date, enrollment_id, current_living_situation, null, null,
                null, null
            from current_living_situation where enrollment_id = any($1)
            union all
            select 'note', 4, noted_on, enrollment_id, null, null, null, body, null
            from note
            where client_id = $2 and (enrollment_id = any($1) or (enrollment_id is null and $3))
            union all
            select 'exit', 5, exit_date, enrollment_id, destination, null, null, null, null
            from exit where enrollment_id = any($1)) as moment
        left join enrollment using (enrollment_id)
        left join project using (project_id)
        order by moment.at desc, moment.place desc, enrollment_id
        limit $4
        "#,
        stays,
        client.0,
        notes,
        MOST,
    )
    .fetch_all(&store.pool)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let (kind, title, detail) = match row.kind.as_str() {
                "entry" => (MomentKind::Entry, "Enrolled".to_owned(), None),
                "assessment" => (
                    MomentKind::Assessment,
                    "Assessment".to_owned(),
                    join([
                        row.a.map(words::<AssessmentType>),
                        row.b.map(words::<AssessmentLevel>),
                        row.c.map(words::<PrioritizationStatus>),
                        row.score.map(|score| format!("Score {score}")),
                    ]),
                ),
                "event" => (
                    MomentKind::Event,
                    row.a.map_or_else(|| "Event".to_owned(), words::<EventType>),
                    join([row.words, row.b.map(words::<ReferralResult>), None, None]),
                ),
                "contact" => (
                    MomentKind::Contact,
                    "Contact".to_owned(),
                    row.a.map(words::<LivingSituation>),
                ),
                "note" => (MomentKind::Note, "Note".to_owned(), row.words),
                _ => (
                    MomentKind::Exit,
                    "Exited".to_owned(),
                    row.a.map(words::<LivingSituation>),
                ),
            };
            Moment {
                on: row.at,
                kind,
                title,
                detail,
                project: row.project,
            }
        })
        .collect())
}

fn words<T: domain::hud::HudCode>(code: i32) -> String {
    Coded::<T>::from_code(code).label().into_owned()
}

fn join(parts: [Option<String>; 4]) -> Option<String> {
    let parts = parts.into_iter().flatten().collect::<Vec<_>>();
    (!parts.is_empty()).then(|| parts.join(" \u{b7} "))
}
