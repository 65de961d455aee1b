//! What an act changed, row by row: what is told of it, and what undoing puts back.

use crate::Result;
use domain::ids::{ActId, EnrollmentId};
use serde_json::Value;
use sqlx::PgConnection;
use uuid::Uuid;

/// The tables that an exit writes, as they stand in `exit_act_change.entity`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Entity {
    Exit,
    Enrollment,
    Event,
    Referral,
    CaseAssignment,
    Contact,
    Note,
}

impl Entity {
    const ALL: [Self; 7] = [
        Self::Exit,
        Self::Enrollment,
        Self::Event,
        Self::Referral,
        Self::CaseAssignment,
        Self::Contact,
        Self::Note,
    ];

    /// The table.
    pub(super) const fn table(self) -> &'static str {
        match self {
            Self::Exit => "exit",
            Self::Enrollment => "enrollment",
            Self::Event => "event",
            Self::Referral => "referral",
            Self::CaseAssignment => "case_assignment",
            Self::Contact => "current_living_situation",
            Self::Note => "note",
        }
    }

    fn of_table(table: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.table() == table)
    }
}

/// One row that an act wrote.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Change {
    pub entity: Entity,
    pub id: Uuid,
    pub enrollment: Option<EnrollmentId>,
    /// What stood in the columns before; none where the act inserted the row.
    pub before: Option<Value>,
    pub after: Value,
}

/// Keeps them with the act, in their order.
pub(super) async fn keep(
    connection: &mut PgConnection,
    act: ActId,
    changes: &[Change],
) -> Result<()> {
    for (position, change) in (1_i16..).zip(changes) {
        sqlx::query!(
            r#"
            insert into exit_act_change
                (act_id, position, entity, entity_id, enrollment_id, before, after)
            values ($1, $2, $3, $4, $5, $6, $7)
            "#,
            act.0,
            position,
            change.entity.table(),
            change.id,
            change.enrollment.map(|id| id.0),
            change.before,
            change.after,
        )
        .execute(&mut *connection)
        .await?;
    }
    Ok(())
}

/// What an act changed, in its order.
pub(super) async fn of_act(connection: &mut PgConnection, act: ActId) -> Result<Vec<Change>> {
    let rows = sqlx::query!(
        r#"
        select entity, entity_id, enrollment_id, before, after
        from exit_act_change
        where act_id = $1
        order by position
        "#,
        act.0,
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            Some(Change {
                entity: Entity::of_table(&row.entity)?,
                id: row.entity_id,
                enrollment: row.enrollment_id.map(EnrollmentId),
                before: row.before,
                after: row.after,
            })
        })
        .collect())
}
