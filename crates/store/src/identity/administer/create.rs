//! Making an account.

use super::{Authority, open_grant};
use crate::audit::Entry;
use crate::identity::password;
use crate::{Result, Store, StoreError, ids};
use domain::access::Grant;
use domain::ids::UserId;
use domain::password::WeakPassword;
use serde_json::json;
use thiserror::Error;

/// An account to be made.
#[derive(Clone, Debug)]
pub struct NewUser {
    /// Signs in with it; unique without regard to case.
    pub email: String,
    /// Shown to others.
    pub display_name: String,
    /// Where the person works, in words.
    pub employer: Option<String>,
    /// Chosen by whoever makes the account; without one, a one-time password is made.
    pub password: Option<String>,
    /// Whether the user chooses their own at the first sign-in; always so with a one-time password.
    pub must_change_password: bool,
    /// Rights from today.
    pub grants: Vec<Grant>,
}

/// An account that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Created {
    /// Its id.
    pub user: UserId,
    /// To be told to the user, once: it is kept nowhere.
    pub one_time_password: Option<String>,
}

/// Why no account was made.
#[derive(Debug, Error)]
pub enum CreateUserError {
    /// Not an address.
    #[error("Enter an email address, such as name@agency.org.")]
    NotAnAddress,
    /// Somebody has it.
    #[error("An account with this email address exists.")]
    Exists,
    /// No name.
    #[error("Enter the person's name.")]
    NoName,
    /// The password breaks a rule.
    #[error(transparent)]
    Weak(#[from] WeakPassword),
    /// The database, or not permitted.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Makes an account with its grants, all or nothing.
///
/// # Errors
/// [`CreateUserError`].
pub async fn create_user(
    store: &Store,
    authority: Authority<'_>,
    new: NewUser,
) -> Result<Created, CreateUserError> {
    let by = authority.check()?;
    let email = new.email.trim();
    let display_name = new.display_name.trim();
    if !is_address(email) {
        return Err(CreateUserError::NotAnAddress);
    }
    if display_name.is_empty() {
        return Err(CreateUserError::NoName);
    }
    let one_time = new.password.is_none().then(password::one_time);
    if let Some(password) = &new.password {
        domain::password::check(password, email, display_name)?;
    }
    let password = one_time.clone().or(new.password).unwrap_or_default();
    let hash = password::hash(password).await?;
    let user: UserId = ids::new();
    let mut tx = store.begin(by.map(|(user, _)| user)).await?;
    let inserted = sqlx::query!(
        r#"
        insert into app_user
            (user_id, email, display_name, employer, password_hash, must_change_password, password_set_at)
        values ($1, $2, $3, $4, $5, $6, $7)
        "#,
        user.0,
        email,
        display_name,
        new.employer.as_deref().map(str::trim).filter(|employer| !employer.is_empty()),
        hash,
        new.must_change_password || one_time.is_some(),
        store.clock.now(),
    )
    .execute(&mut *tx)
    .await
    .map_err(StoreError::from);
    match inserted {
        Err(StoreError::Refused(constraint)) if constraint == "app_user_email" => {
            return Err(CreateUserError::Exists);
        }
        other => other?,
    };
    for pair in &new.grants {
        open_grant(&mut tx, user, *pair, store.rights_on()).await?;
    }
    let mut entry = Entry::new("user_create")
        .on("user", user)
        .detail(json!({ "grants": new.grants.len() }));
    if let Some((by, acting)) = by {
        entry = entry.by(by, Some(acting));
    }
    entry.write(&mut tx).await?;
    tx.commit().await?;
    Ok(Created {
        user,
        one_time_password: one_time,
    })
}

/// Something before one @ and a dotted name behind it.
fn is_address(text: &str) -> bool {
    text.len() <= 254
        && !text.contains(char::is_whitespace)
        && text.split_once('@').is_some_and(|(name, host)| {
            !name.is_empty()
                && !host.contains('@')
                && host.contains('.')
                && !host.starts_with('.')
                && !host.ends_with('.')
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identity::{Gate, accept_agreement, sign_in, viewer};
    use crate::testing::{self, World};
    use domain::workgroup::Workgroup;
    use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

    fn new_user(world: &World) -> NewUser {
        NewUser {
            email: " Noor.Abdi@Agency.example ".to_owned(),
            display_name: "Noor Abdi".to_owned(),
            employer: Some("Birch Ridge".to_owned()),
            password: None,
            must_change_password: false,
            grants: vec![Grant {
                workgroup: Workgroup::CeAssessor,
                organization: world.ce,
            }],
        }
    }

    #[sqlx::test(migrations = "../../migrations")]
    async fn signs_in_with_the_one_time_password_and_meets_the_gates(
        pool: PgPoolOptions,
        options: PgConnectOptions,
    ) {
        let world = World::new(testing::store(pool, options).await.unwrap())
            .await
            .unwrap();
        let store = &world.store;
        let admin = world
            .user(&[(Workgroup::Administrator, world.agency)])
            .await
            .unwrap();
        let created = create_user(store, Authority::Administrator(&admin), new_user(&world))
            .await
            .unwrap();
        let password = created.one_time_password.unwrap();
        let signed = sign_in(
            store,
            "noor.abdi@agency.example",
            &password,
            "192.0.2.7",
            "Test",
        )
        .await
        .unwrap();
        let seen = viewer(store, &signed.token).await.unwrap().unwrap();
        assert_eq!(seen.gate, Gate::ChangePassword);
        assert_eq!(seen.actor.workgroup(), Some(Workgroup::CeAssessor));
        crate::identity::change_password(
            store,
            &seen.actor,
            seen.session,
            &password,
            "nine otters 12",
            "192.0.2.7",
        )
        .await
        .unwrap();
        let seen = viewer(store, &signed.token).await.unwrap().unwrap();
        assert_eq!(seen.gate, Gate::AcceptAgreement);
        accept_agreement(store, &seen.actor, 1).await.unwrap();
        let seen = viewer(store, &signed.token).await.unwrap().unwrap();
        assert_eq!(seen.gate, Gate::Open);
    }

    #[sqlx::test(migrations = "../../migrations")]
    async fn refuses_others_duplicates_and_weak_passwords(
        pool: PgPoolOptions,
        options: PgConnectOptions,
    ) {
        let world = World::new(testing::store(pool, options).await.unwrap())
            .await
            .unwrap();
        let store = &world.store;
        let manager = world
            .user(&[(Workgroup::PriorityListManager, world.ce)])
            .await
            .unwrap();
        let refused =
            create_user(store, Authority::Administrator(&manager), new_user(&world)).await;
        assert!(matches!(
            refused,
            Err(CreateUserError::Store(StoreError::NotFound))
        ));
        let weak = NewUser {
            password: Some("Abdi12345".to_owned()),
            ..new_user(&world)
        };
        let refused = create_user(store, Authority::Operator, weak).await;
        assert!(matches!(
            refused,
            Err(CreateUserError::Weak(WeakPassword::Personal))
        ));
        for email in [
            "noor",
            "noor@",
            "@agency.example",
            "noor@agency",
            "a b@agency.example",
        ] {
            let wrong = NewUser {
                email: email.to_owned(),
                ..new_user(&world)
            };
            let refused = create_user(store, Authority::Operator, wrong).await;
            assert!(
                matches!(refused, Err(CreateUserError::NotAnAddress)),
                "{email}"
            );
        }
        create_user(store, Authority::Operator, new_user(&world))
            .await
            .unwrap();
        let twice = NewUser {
            email: "NOOR.abdi@agency.example".to_owned(),
            ..new_user(&world)
        };
        let refused = create_user(store, Authority::Operator, twice).await;
        assert!(matches!(refused, Err(CreateUserError::Exists)));
    }
}
