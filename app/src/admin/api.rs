//! Server functions of user administration. The store refuses everybody but administrators.

#[cfg(feature = "ssr")]
use super::model::{GrantView, NewUserForm, UserDetailView, UserView, UsersView};
#[cfg(feature = "ssr")]
use super::{user::User, users::Users};
use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::parts::Address;
#[cfg(feature = "ssr")]
use crate::server::{AppState, fail, go_on, moment, parse, viewer};
#[cfg(feature = "ssr")]
use crate::ui::markup::{Markup, markup};
use crate::wire::Wire;
#[cfg(feature = "ssr")]
use domain::access::Grant;
#[cfg(feature = "ssr")]
use domain::ids::UserId;
#[cfg(feature = "ssr")]
use domain::workgroup::Workgroup;
use leptos::prelude::*;
#[cfg(feature = "ssr")]
use store::draft;
#[cfg(feature = "ssr")]
use store::identity::{
    self,
    administer::{self, Authority, CreateUserError, NewUser},
};
#[cfg(feature = "ssr")]
use uuid::Uuid;

/// Kind of the draft that carries a one-time password to the page that shows it once.
#[cfg(feature = "ssr")]
const SECRET: &str = "one_time_password";
/// Kind of the draft of an account that was not made.
#[cfg(feature = "ssr")]
const NEW_USER: &str = "new_user";

/// Loads the page of all accounts.
///
/// # Errors
/// For everybody but administrators.
#[cfg(feature = "ssr")]
pub async fn users_page(address: Address) -> Result<Markup, AppError> {
    let (typed, problem): (Option<Uuid>, Option<String>) =
        (address.get("typed"), address.get("problem"));
    let viewer = viewer()?;
    let store = AppState::current().store;
    let users = administer::users(&store, &viewer.actor, "")
        .await
        .map_err(fail)?;
    let typed = match typed {
        Some(id) => draft::load(&store, viewer.actor.user, NEW_USER, id.into())
            .await
            .unwrap_or_default(),
        None => NewUserForm::default(),
    };
    let page = UsersView {
        users: users.into_iter().map(user_view).collect(),
        organizations: organizations(&viewer).await?,
        typed,
    };
    Ok(markup(view! { <Users page=page problem=problem /> }))
}

#[cfg(feature = "ssr")]
async fn organizations(viewer: &identity::Viewer) -> Result<Vec<(String, String, bool)>, AppError> {
    let found = administer::organizations(&AppState::current().store, &viewer.actor)
        .await
        .map_err(fail)?;
    Ok(found
        .into_iter()
        .map(|(id, name, ce)| (id.to_string(), name, ce))
        .collect())
}

#[cfg(feature = "ssr")]
fn user_view(row: administer::UserRow) -> UserView {
    UserView {
        id: row.user.to_string(),
        name: row.display_name,
        email: row.email,
        employer: row.employer,
        disabled: row.disabled,
        grants: row.grants,
        last_sign_in: row.last_sign_in_at.map(moment),
    }
}

/// Makes an account.
#[server(endpoint = "admin-add-user", output = Wire)]
pub async fn add_user(
    email: String,
    name: String,
    #[server(default)] employer: String,
    #[server(default)] workgroup: String,
    #[server(default)] organization: String,
) -> Result<(), AppError> {
    let form = NewUserForm {
        email,
        name,
        employer,
        workgroup,
        organization,
    };
    go_on(make_user(form).await)
}

#[cfg(feature = "ssr")]
async fn make_user(form: NewUserForm) -> Result<String, AppError> {
    let viewer = viewer()?;
    let store = AppState::current().store;
    let mut grants = Vec::new();
    if let (Some(workgroup), false) = (
        Workgroup::from_code(&form.workgroup),
        form.organization.is_empty(),
    ) {
        grants.push(Grant {
            workgroup,
            organization: parse(&form.organization)?,
        });
    }
    let made = administer::create_user(
        &store,
        Authority::Administrator(&viewer.actor),
        NewUser {
            email: form.email.clone(),
            display_name: form.name.clone(),
            employer: Some(form.employer.clone()),
            password: None,
            must_change_password: true,
            grants,
        },
    )
    .await;
    let problem = match made {
        Ok(created) => {
            return shown_once(
                viewer.actor.user,
                created.user,
                created.one_time_password.unwrap_or_default(),
            )
            .await;
        }
        Err(CreateUserError::NotAnAddress) => "address",
        Err(CreateUserError::Exists) => "exists",
        Err(CreateUserError::NoName) => "name",
        Err(CreateUserError::Weak(_)) => "password",
        Err(CreateUserError::Store(error)) => return Err(fail(error)),
    };
    let typed = draft::save(&store, viewer.actor.user, NEW_USER, None, &form)
        .await
        .map_err(fail)?;
    Ok(format!(
        "/admin/users?problem={problem}&typed={typed}#add-user"
    ))
}

/// Keeps a one-time password for the page that shows it, and says where that is.
#[cfg(feature = "ssr")]
async fn shown_once(by: UserId, user: UserId, password: String) -> Result<String, AppError> {
    let store = AppState::current().store;
    let draft = draft::save(&store, by, SECRET, Some(user.0), &password)
        .await
        .map_err(fail)?;
    Ok(format!("/admin/users/{user}?secret={draft}"))
}

/// Loads the page of one account. A one-time password is given out once.
///
/// # Errors
/// For everybody but administrators, and where there is no such account.
#[cfg(feature = "ssr")]
pub async fn user_page(address: Address) -> Result<Markup, AppError> {
    let viewer = viewer()?;
    let user: UserId = address.id()?;
    let (secret, done): (Option<Uuid>, Option<String>) =
        (address.get("secret"), address.get("done"));
    let store = AppState::current().store;
    let actor = &viewer.actor;
    let detail = administer::user(&store, actor, user).await.map_err(fail)?;
    let sessions = identity::list_sessions(&store, actor, user)
        .await
        .map_err(fail)?;
    let authors = administer::authors(&store, actor, user)
        .await
        .map_err(fail)?;
    let secret = match secret {
        Some(draft) => take_secret(&viewer, user, draft).await?,
        None => None,
    };
    let page = UserDetailView {
        must_change_password: detail.must_change_password,
        own: actor.user == user,
        grants: detail.grants.into_iter().map(grant_view).collect(),
        organizations: organizations(&viewer).await?,
        sessions: sessions
            .into_iter()
            .take(10)
            .map(|session| crate::settings::session_view(session, Some(viewer.session)))
            .collect(),
        authors: authors
            .into_iter()
            .map(|author| {
                let linked = author.linked.is_some();
                (author.author.to_string(), author.name, author.email, linked)
            })
            .collect(),
        user: user_view(detail.row),
        secret,
    };
    Ok(markup(view! { <User page=page done=done /> }))
}

#[cfg(feature = "ssr")]
async fn take_secret(
    viewer: &identity::Viewer,
    user: UserId,
    draft: Uuid,
) -> Result<Option<String>, AppError> {
    let store = AppState::current().store;
    let by = viewer.actor.user;
    let Ok(secret) = draft::load::<String>(&store, by, SECRET, draft.into()).await else {
        return Ok(None);
    };
    let mut tx = store.begin(Some(by)).await.map_err(fail)?;
    draft::forget(&mut tx, by, SECRET, Some(user.0))
        .await
        .map_err(fail)?;
    tx.commit().await.map_err(fail)?;
    Ok(Some(secret))
}

#[cfg(feature = "ssr")]
fn grant_view(grant: administer::GrantRow) -> GrantView {
    let since = domain::calendar::words(grant.from_on);
    GrantView {
        id: grant.id.to_string(),
        workgroup: grant.workgroup,
        organization_name: grant.organization_name,
        period: match grant.until_on {
            Some(until) => format!("{since} to {}", domain::calendar::words(until)),
            None => format!("since {since}"),
        },
        in_force: grant.in_force,
    }
}

/// What an administrator does to an account: one act of the forms on its page.
#[server(endpoint = "admin-act", output = Wire)]
pub async fn act_on_user(
    user: String,
    act: String,
    #[server(default)] subject: String,
    #[server(default)] workgroup: String,
    #[server(default)] organization: String,
) -> Result<(), AppError> {
    go_on(change_user(&user, &act, &subject, &workgroup, &organization).await)
}

#[cfg(feature = "ssr")]
async fn change_user(
    user: &str,
    act: &str,
    subject: &str,
    workgroup: &str,
    organization: &str,
) -> Result<String, AppError> {
    let viewer = viewer()?;
    let store = AppState::current().store;
    let actor = &viewer.actor;
    let user: UserId = parse(user)?;
    match act {
        "reset" => {
            let authority = Authority::Administrator(actor);
            let password = administer::reset_password(&store, authority, user)
                .await
                .map_err(fail)?;
            return shown_once(actor.user, user, password).await;
        }
        "disable" | "enable" => {
            administer::set_disabled(&store, actor, user, act == "disable").await
        }
        "grant" => {
            let pair = Grant {
                workgroup: Workgroup::from_code(workgroup).ok_or(AppError::BadRequest)?,
                organization: parse(organization)?,
            };
            administer::add_grant(&store, actor, user, pair).await
        }
        "end" => administer::end_grant(&store, actor, parse(subject)?).await,
        "revoke" => identity::revoke(&store, actor, parse(subject)?).await,
        "link" => administer::link_author(&store, actor, parse(subject)?, Some(user)).await,
        "unlink" => administer::link_author(&store, actor, parse(subject)?, None).await,
        _ => return Err(AppError::BadRequest),
    }
    .map_err(fail)?;
    Ok(format!("/admin/users/{user}?done={act}"))
}
