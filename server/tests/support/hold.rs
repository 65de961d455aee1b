//! A moment at which a save can be held up: before the first row of an exit.

use crate::place::Place;
use anyhow::Result;
use sqlx::PgConnection;

/// Holds saves, while it has the number that they ask for.
pub struct Hold<'a>(pub &'a mut PgConnection);

impl Hold<'_> {
    /// Makes the moment one where saves wait while it is taken.
    pub async fn prepare(&mut self) -> Result<()> {
        for statement in [
            "create function wait_here() returns trigger language plpgsql as $$ begin \
             perform pg_advisory_xact_lock(1); return new; end $$",
            "create trigger a_wait before insert on exit for each row execute function wait_here()",
        ] {
            sqlx::query(statement).execute(&mut *self.0).await?;
        }
        Ok(())
    }

    /// Takes it: whoever comes to that moment waits.
    pub async fn take(&mut self) -> Result<()> {
        sqlx::query("select pg_advisory_lock(1)")
            .execute(&mut *self.0)
            .await?;
        Ok(())
    }

    /// Gives it back: who waits goes on.
    pub async fn release(&mut self) -> Result<()> {
        sqlx::query("select pg_advisory_unlock(1)")
            .execute(&mut *self.0)
            .await?;
        Ok(())
    }

    /// Waits until a statement of the server stands still there.
    pub async fn until_held(place: &Place) -> Result<()> {
        place
            .until(
                "the save is held up",
                "select exists (select from pg_stat_activity where datname = current_database() \
                 and application_name = $1 and wait_event_type = 'Lock' and wait_event = 'advisory')",
            )
            .await
    }
}
