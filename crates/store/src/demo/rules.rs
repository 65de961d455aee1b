//! Policies of the demo's list authorities, and the posted texts.

use super::places::SINCE;
use super::{Writing, column};
use crate::{Result, StoreError, Tx, ids};
use domain::policy::{Guidance, Link, OutflowClass, Policy, RemovalReason};
use uuid::Uuid;

impl Writing<'_> {
    /// Writes a policy for every authority; Northwest's has words of its own.
    pub(super) async fn rules(&self, tx: &mut Tx) -> Result<()> {
        let mut bodies = Vec::new();
        for authority in &self.places.authorities {
            let policy = if authority.name == "Northwest" {
                northwest()
            } else {
                Policy::default()
            };
            let body =
                serde_json::to_value(&policy).map_err(|_| StoreError::Unreadable("policy"))?;
            bodies.push((authority.id.0, body));
        }
        sqlx::query!(
            r#"
            insert into policy (policy_id, list_authority_id, valid_from, body)
            select id, list, $1, body
            from unnest($2::uuid[], $3::uuid[], $4::jsonb[]) as p (id, list, body)
            "#,
            SINCE,
            &column(&bodies, |_| ids::new::<Uuid>()),
            &column(&bodies, |(list, _)| *list),
            &column(&bodies, |(_, body)| body.clone()),
        )
        .execute(&mut **tx)
        .await?;
        Ok(())
    }
}

/// Northwest asks its workers to talk to the Priority List Manager, and knows one reason more.
fn northwest() -> Policy {
    let mut policy = Policy {
        guidance: Guidance {
            summary: "Anyone who holds Northwest CoC Coordinated Entry may exit a household that moved \
                      in or asked to leave the list. For every other reason, talk to the Priority List \
                      Manager first."
                .to_owned(),
            details: vec![
                "Housed households leave the list on their move-in date, once the housing program has \
                 enrolled them."
                    .to_owned(),
                "Before a household leaves because nobody could reach it, try three times in two weeks, \
                 by two different ways, and write each try down as a contact."
                    .to_owned(),
                "A household that moves to another Continuum of Care keeps its place here until the \
                 Priority List Manager has talked with the list it moves to."
                    .to_owned(),
            ],
            links: vec![
                Link {
                    title: "Who holds which program in Northwest".to_owned(),
                    href: "/programs".to_owned(),
                },
                Link {
                    title: "Northwest Priority List".to_owned(),
                    href: "/priority-list".to_owned(),
                },
            ],
            video: None,
        },
        ..Policy::default()
    };
    let before_other = policy.removal_reasons.len().saturating_sub(1);
    policy.removal_reasons.insert(
        before_other,
        RemovalReason {
            code: "tribal_list".to_owned(),
            label: "Served by the Minnesota Tribal Collaborative".to_owned(),
            class: OutflowClass::Transferred,
            needs_note: false,
            retired: false,
        },
    );
    policy
}
