//! Writes a plan: exits, relationships, the referral's result, the contact, each with its line in the audit.

use super::change::{self, Change, Entity};
use super::read::{Household, Stay};
use super::record::Saved;
use super::told;
use crate::current_living_situation::{LivingSituationRow, living_situation, note};
use crate::{Result, Store, StoreError, Tx, audit, ids};
use domain::access::Acting;
use domain::current_living_situation::not_asked;
use domain::exit::{
    NewHead, Plan, PlannedContact, PlannedExit, PlannedRelation, PlannedResult, relationship_after,
};
use domain::hud::{Coded, HudCode, ReferralResult};
use domain::ids::{ActId, EnrollmentId, ExitId, HouseholdId, UserId};
use serde_json::{Value, json};
use uuid::Uuid;

/// Who acts.
pub(super) struct By {
    pub user: UserId,
    pub acting: Acting,
    pub purpose: Option<String>,
}

/// What every part of the act needs.
struct Writing<'a> {
    store: &'a Store,
    by: &'a By,
    household: HouseholdId,
    /// Whose enrollment it is.
    organization: &'a str,
    act: ActId,
    changes: Vec<Change>,
}

/// Writes everything but the place on the list.
pub(super) async fn write(
    store: &Store,
    tx: &mut Tx,
    by: &By,
    stay: &Stay,
    household: &Household,
    plan: &Plan,
) -> Result<Saved> {
    let mut writing = Writing {
        store,
        by,
        household: plan.household,
        organization: &stay.organization_name,
        act: ids::new(),
        changes: Vec::new(),
    };
    // What is written first decides nothing; only one head at a time may stand in the table.
    if let Some(head) = &plan.head {
        writing.head(tx, household, head).await?;
    }
    for exit in &plan.exits {
        let enrollment = household.record(exit.enrollment);
        writing
            .exit(tx, enrollment, exit, plan.note.as_deref())
            .await?;
    }
    for closing in &plan.closings {
        let exit = &closing.exit;
        writing
            .exit(tx, exit.enrollment, exit, plan.note.as_deref())
            .await?;
    }
    if let Some(result) = &plan.result {
        writing.result(tx, result).await?;
    }
    if let Some(contact) = &plan.contact {
        writing.contact(tx, household, contact).await?;
    }
    let act = writing.act;
    let (told, ended) = told::tell(tx, store, stay, plan, act, by.user).await?;
    writing.changes.extend(ended);
    let confirmed = plan.warnings.iter().map(|warning| {
        json!({
            "rule": warning.rule,
            "enrollment": warning.member.map(|member| household.record(member)),
        })
    });
    let told = told.into_iter().map(Uuid::from).collect::<Vec<_>>();
    sqlx::query!(
        r#"
        insert into exit_act
            (act_id, household_id, list_authority_id, left_list, confirmed, told, recorded_at, recorded_by)
        values ($1, $2, $3, $4, $5, $6, $7, $8)
        "#,
        act.0,
        stay.household.0,
        stay.list.0,
        plan.leaves_list(),
        Value::Array(confirmed.collect()),
        &told,
        store.clock.now(),
        by.user.0,
    )
    .execute(&mut **tx)
    .await?;
    change::keep(tx, act, &writing.changes).await?;
    Ok(Saved {
        act,
        left_list: plan.leaves_list(),
        people: plan.exits.len(),
    })
}

impl Writing<'_> {
    async fn exit(
        &mut self,
        tx: &mut Tx,
        enrollment: EnrollmentId,
        exit: &PlannedExit,
        note: Option<&str>,
    ) -> Result<()> {
        let id: ExitId = ids::new();
        let subsidy = exit.subsidy.map(HudCode::code);
        sqlx::query!(
            r#"
            insert into exit
                (exit_id, enrollment_id, source_id, hmis_id, exit_date, destination,
                destination_subsidy_type, other_destination, removal_reason, removal_class, note, act_id)
            values
                ($1, $2, (select source_id from data_source where implementation_id = 'threshold'), $3, $4, $5,
                $6, $7, $8, $9, $10, $11)
            "#,
            id.0,
            enrollment.0,
            ids::hmis_id(id.0),
            exit.exit_on,
            exit.destination.code(),
            subsidy,
            exit.other_destination,
            exit.removal_reason,
            exit.removal_class.map(domain::policy::OutflowClass::code),
            note,
            self.act.0,
        )
        .execute(&mut **tx)
        .await?;
        self.changes.push(Change {
            entity: Entity::Exit,
            id: id.0,
            enrollment: Some(enrollment),
            before: None,
            after: json!({
                "exit_date": exit.exit_on,
                "destination": exit.destination.code(),
                "destination_subsidy_type": subsidy,
                "removal_reason": exit.removal_reason,
            }),
        });
        let values = json!({
            "exit_date": exit.exit_on,
            "destination": exit.destination.code(),
            "destination_subsidy_type": subsidy,
            "other_destination": exit.other_destination,
            "removal_reason": exit.removal_reason,
            "note": note,
        });
        self.audit(tx, "exit", ("enrollment", enrollment.0), &values)
            .await
    }

    async fn head(&mut self, tx: &mut Tx, household: &Household, head: &NewHead) -> Result<()> {
        let known = head.relations.iter().map(|one: &PlannedRelation| {
            let relationship = one.relationship.code();
            (one.enrollment, Some(one.version), relationship)
        });
        let mut relations = known.collect::<Vec<_>>();
        // What protected people are is not in the plan; it follows by the same rule.
        for enrollment in household.protected() {
            let was = sqlx::query_scalar!(
                "select relationship_to_hoh from enrollment where enrollment_id = $1",
                enrollment.0,
            )
            .fetch_one(&mut **tx)
            .await?;
            let relationship = relationship_after(head.was, was.map(Coded::from_code)).code();
            if was != Some(relationship) {
                relations.push((enrollment, None, relationship));
            }
        }
        // The new head last: two heads never stand beside each other.
        relations.sort_by_key(|(enrollment, ..)| *enrollment == head.enrollment);
        for (enrollment, version, relationship) in relations {
            self.relation(tx, enrollment, version, relationship).await?;
        }
        Ok(())
    }

    async fn relation(
        &mut self,
        tx: &mut Tx,
        enrollment: EnrollmentId,
        version: Option<i32>,
        relationship: i32,
    ) -> Result<()> {
        let row = sqlx::query!(
            r#"
            with former as (
                select relationship_to_hoh, written_here
                from enrollment
                where enrollment_id = $1 and ($2::integer is null or version = $2)
            )
            update enrollment e
            set relationship_to_hoh = $3, written_here = true
            from former
            where e.enrollment_id = $1
            returning former.relationship_to_hoh as before, former.written_here as was_written_here
            "#,
            enrollment.0,
            version,
            relationship,
        )
        .fetch_optional(&mut **tx)
        .await?
        .ok_or(StoreError::Conflict)?;
        let before = json!({
            "relationship_to_hoh": row.before,
            "written_here": row.was_written_here,
        });
        let after = json!({ "relationship_to_hoh": relationship });
        let values = json!({ "before": before, "after": after });
        self.changes.push(Change {
            entity: Entity::Enrollment,
            id: enrollment.0,
            enrollment: Some(enrollment),
            before: Some(before),
            after,
        });
        self.audit(
            tx,
            "relationship_changed",
            ("enrollment", enrollment.0),
            &values,
        )
        .await
    }

    /// Successful, on behalf of the provider (4.20.D and E).
    async fn result(&mut self, tx: &mut Tx, result: &PlannedResult) -> Result<()> {
        let successful = ReferralResult::Accepted.code();
        let row = sqlx::query!(
            r#"
            with former as (
                select referral_result, result_date, written_here
                from event
                where event_id = $1 and version = $2 and referral_result is null
            )
            update event ev
            set referral_result = $3, result_date = $4, written_here = true
            from former
            where ev.event_id = $1
            returning ev.enrollment_id, former.written_here as was_written_here
            "#,
            result.event.0,
            result.version,
            successful,
            result.result_on,
        )
        .fetch_optional(&mut **tx)
        .await?
        .ok_or(StoreError::Conflict)?;
        let enrollment = EnrollmentId(row.enrollment_id);
        let after = json!({ "referral_result": successful, "result_date": result.result_on });
        self.audit(tx, "referral_result", ("event", result.event.0), &after)
            .await?;
        self.changes.push(Change {
            entity: Entity::Event,
            id: result.event.0,
            enrollment: Some(enrollment),
            before: Some(json!({
                "referral_result": null,
                "result_date": null,
                "written_here": row.was_written_here,
            })),
            after,
        });
        let former = sqlx::query_scalar!(
            r#"
            with former as (select state from referral where referral_id = $1)
            update referral r
            set state = 'accepted'
            from former
            where r.referral_id = $1
            returning former.state
            "#,
            result.event.0,
        )
        .fetch_optional(&mut **tx)
        .await?;
        if let Some(state) = former {
            self.changes.push(Change {
                entity: Entity::Referral,
                id: result.event.0,
                enrollment: Some(enrollment),
                before: Some(json!({ "state": state })),
                after: json!({ "state": "accepted" }),
            });
        }
        Ok(())
    }

    async fn contact(
        &mut self,
        tx: &mut Tx,
        household: &Household,
        contact: &PlannedContact,
    ) -> Result<()> {
        let enrollment = household.record(contact.enrollment);
        let id: Uuid = ids::new();
        let entity = if contact.as_note {
            let body = format!("Contact. Staying at: {}.", contact.situation.label());
            note(tx, id, (enrollment, contact.on), &body, self.by.user).await?;
            Entity::Note
        } else {
            let row = LivingSituationRow {
                enrollment,
                on: contact.on,
                situation: contact.situation,
                subsidy: contact.subsidy,
                // Column rules of Coordinated Entry: who verified it, and what the exit does not ask.
                verified_by: Some(self.organization),
                leaving: not_asked(contact.situation),
                place: None,
            };
            living_situation(tx, id, &row, self.by.user).await?;
            Entity::Contact
        };
        let after = json!({
            "information_date": contact.on,
            "current_living_situation": contact.situation.code(),
            "cls_subsidy_type": contact.subsidy.map(HudCode::code),
        });
        self.audit(tx, "contact_recorded", ("enrollment", enrollment.0), &after)
            .await?;
        self.changes.push(Change {
            entity,
            id,
            enrollment: Some(enrollment),
            before: None,
            after: json!({ "information_date": contact.on }),
        });
        Ok(())
    }

    /// One line of the audit: the names of the fields plain, their values sealed.
    async fn audit(
        &self,
        tx: &mut Tx,
        act: &'static str,
        (kind, id): (&'static str, Uuid),
        values: &Value,
    ) -> Result<()> {
        let fields = values
            .as_object()
            .map(|values| values.keys().collect::<Vec<_>>());
        let sealed =
            serde_json::to_vec(values).map_err(|_| StoreError::Unreadable("audit values"))?;
        audit::Entry::new(act)
            .by(self.by.user, Some(self.by.acting))
            .on(kind, id)
            .purpose(self.by.purpose.clone())
            .detail(json!({ "act": self.act, "household": self.household, "fields": fields }))
            .sealed(self.store.keys.seal(id, &sealed)?)
            .write(tx)
            .await
    }
}
