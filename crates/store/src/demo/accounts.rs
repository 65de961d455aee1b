//! Accounts of the demo, one for each workgroup and some for special cases.

use super::places::SINCE;
use super::{Writing, column};
use crate::identity::password;
use crate::{Result, StoreError, Tx, ids};
use domain::ids::{ProjectId, UserId};
use domain::workgroup::Workgroup;
use uuid::Uuid;

/// The password of all demo accounts. Public: a demo is served on loopback addresses only.
pub const PASSWORD: &str = "threshold-demo-1";

const NORTHWEST: &str = "Northwest CoC Coordinated Entry";
const WEST_CENTRAL: &str = "West Central CoC Coordinated Entry";
const BIRCH_RIDGE: &str = "Birch Ridge Community Action";
const SHELTER: &str = "Mississippi Headwaters Shelter";
const LEAD: &str = "Minnesota HMIS Lead Agency";
const OTHER_AGENCY: &str = "Red Pine Housing Partners";

/// Who works with the households of one CE project.
#[derive(Clone, Copy, Debug)]
pub(super) struct Staff {
    pub(super) project: ProjectId,
    pub(super) assessor: UserId,
}

struct Account {
    email: &'static str,
    name: &'static str,
    employer: &'static str,
    /// What the sign-in page says of it.
    note: &'static str,
    grants: &'static [(Workgroup, &'static str)],
}

/// Signs in as the CE assessor of Northwest, and has recorded assessments there.
const ASSESSOR: &str = "maria.okafor@demo.example";

const ACCOUNTS: [Account; 8] = [
    Account {
        email: "dana.lindqvist@demo.example",
        name: "Dana Lindqvist",
        employer: BIRCH_RIDGE,
        note: "Priority List Manager, Northwest",
        grants: &[
            (Workgroup::PriorityListManager, NORTHWEST),
            (Workgroup::HmisUser, BIRCH_RIDGE),
        ],
    },
    Account {
        email: ASSESSOR,
        name: "Maria Okafor",
        employer: "Waabanong Housing and Outreach",
        note: "Coordinated Entry Assessor, Northwest",
        grants: &[(Workgroup::CeAssessor, NORTHWEST)],
    },
    Account {
        email: "sam.berg@demo.example",
        name: "Sam Berg",
        employer: BIRCH_RIDGE,
        note: "HMIS User, Birch Ridge and Northwest Coordinated Entry",
        grants: &[
            (Workgroup::HmisUser, BIRCH_RIDGE),
            (Workgroup::HmisUser, NORTHWEST),
        ],
    },
    Account {
        email: "ken.thao@demo.example",
        name: "Ken Thao",
        employer: SHELTER,
        note: "Emergency Shelter Staff",
        grants: &[(Workgroup::ShelterStaff, SHELTER)],
    },
    Account {
        email: "lee.moreno@demo.example",
        name: "Lee Moreno",
        employer: SHELTER,
        note: "Shelter Reservation Team",
        grants: &[(Workgroup::ShelterReservation, SHELTER)],
    },
    Account {
        email: "ada.nygaard@demo.example",
        name: "Ada Nygaard",
        employer: LEAD,
        note: "System Administrator",
        grants: &[(Workgroup::Administrator, LEAD)],
    },
    Account {
        email: "noor.hassan@demo.example",
        name: "Noor Hassan",
        employer: OTHER_AGENCY,
        note: "HMIS User without a Coordinated Entry organization",
        grants: &[(Workgroup::HmisUser, OTHER_AGENCY)],
    },
    Account {
        email: "two.coc@demo.example",
        name: "Twyla Cochran",
        employer: "Goldenrod Regional Planning",
        note: "Priority List Manager of two CoCs, Northwest and West Central",
        grants: &[
            (Workgroup::PriorityListManager, NORTHWEST),
            (Workgroup::PriorityListManager, WEST_CENTRAL),
        ],
    },
];

impl Writing<'_> {
    /// Makes the accounts with their grants; the user agreement counts as accepted.
    pub(super) async fn accounts(&self, tx: &mut Tx) -> Result<Staff> {
        let users = column(&ACCOUNTS, |_| ids::new::<UserId>());
        let mut hashes = Vec::new();
        for _ in &ACCOUNTS {
            hashes.push(password::hash(PASSWORD.to_owned()).await?);
        }
        sqlx::query!(
            r#"
            insert into app_user
                (user_id, email, display_name, employer, password_hash, password_set_at,
                agreement_version, agreement_accepted_at, demo_note)
            select id, email, name, employer, hash, $1,
                (select coalesce(max(version), 1) from posted_text where kind = 'user_agreement'), $1, note
            from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])
                as u (id, email, name, employer, hash, note)
            "#,
            self.store.clock.now(),
            &column(&users, |user| user.0),
            &column(&ACCOUNTS, |account| account.email.to_owned()),
            &column(&ACCOUNTS, |account| account.name.to_owned()),
            &column(&ACCOUNTS, |account| account.employer.to_owned()),
            &hashes,
            &column(&ACCOUNTS, |account| format!("{}. Password: {PASSWORD}", account.note)),
        )
        .execute(&mut **tx)
        .await?;

        let mut grants = Vec::new();
        let mut assessor = None;
        for (user, account) in users.iter().zip(&ACCOUNTS) {
            if account.email == ASSESSOR {
                assessor = Some(*user);
            }
            for (workgroup, organization) in account.grants {
                let organization = self
                    .places
                    .organization_named(organization)
                    .ok_or(StoreError::Unreadable("demo organization"))?;
                grants.push((user.0, *workgroup, organization.id.0));
            }
        }
        sqlx::query!(
            r#"
            insert into user_grant (user_grant_id, user_id, workgroup, organization_id, from_on)
            select id, user_id, workgroup, organization, $1
            from unnest($2::uuid[], $3::uuid[], $4::text[], $5::uuid[])
                as g (id, user_id, workgroup, organization)
            "#,
            SINCE,
            &column(&grants, |_| ids::new::<Uuid>()),
            &column(&grants, |(user, _, _)| *user),
            &column(&grants, |(_, workgroup, _)| workgroup.code().to_owned()),
            &column(&grants, |(_, _, organization)| *organization),
        )
        .execute(&mut **tx)
        .await?;

        let list = self.places.authority("Northwest");
        let project = list.map(|list| list.project);
        project
            .zip(assessor)
            .map(|(project, assessor)| Staff { project, assessor })
            .ok_or(StoreError::Unreadable("demo accounts"))
    }
}
