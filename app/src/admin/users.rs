//! All accounts, and making one.

use super::model::{NewUserForm, UserView, UsersView};
use crate::ui::notice::{Notice, Tone};
use crate::ui::part::IntoPart;
use domain::workgroup::Workgroup;
use leptos::prelude::*;

/// The page.
#[component]
pub(super) fn Users(page: UsersView, problem: Option<String>) -> impl IntoView {
    let disabled = page.users.iter().filter(|user| user.disabled).count();
    let lead = format!("{} accounts, {disabled} disabled.", page.users.len());
    view! {
        <div class="page-head">
            <div>
                <h1 tabindex="-1">"Users"</h1>
                <p class="lead">{lead}</p>
            </div>
            <div class="page-actions">
                <a class="button secondary" href="/admin/duplicates">
                    "Duplicates"
                </a>
                <a class="button secondary" href="/admin/spellings">
                    "Spellings of names"
                </a>
                <a class="button" href="#add-user" rel="external">
                    "Add a user"
                </a>
            </div>
        </div>
        <table class="table cards sticky compact" role="table" aria-label="Users">
            <thead role="rowgroup">
                <tr role="row">
                    <th role="columnheader" scope="col">"Name"</th>
                    <th role="columnheader" scope="col">"Works at"</th>
                    <th role="columnheader" scope="col" class="num">"Access"</th>
                    <th role="columnheader" scope="col">"Last sign-in"</th>
                    <th role="columnheader" scope="col">"State"</th>
                </tr>
            </thead>
            <tbody role="rowgroup">
                {page.users.into_iter().map(|user| view! { <Row user=user /> }).collect_view()}
            </tbody>
        </table>
        <AddUser typed=page.typed organizations=page.organizations problem=problem />
    }
    .part()
}

#[component]
fn Row(user: UserView) -> impl IntoView {
    view! {
        <tr role="row">
            <th role="rowheader" scope="row">
                <a class="name" href=format!("/admin/users/{}", user.id)>
                    {user.name}
                </a>
                " "
                <span class="second">{user.email}</span>
            </th>
            <td role="cell" data-label="Works at">
                {user.employer.unwrap_or_default()}
            </td>
            <td role="cell" class="num" data-label="Access">
                {user.grants}
            </td>
            <td role="cell" data-label="Last sign-in">
                {user.last_sign_in.unwrap_or_else(|| "Never".to_owned())}
            </td>
            <td role="cell" data-label="State">
                {if user.disabled {
                    view! { <span class="badge danger">"Disabled"</span> }.part()
                } else {
                    view! { <span class="badge done">"Active"</span> }.part()
                }}
            </td>
        </tr>
    }
    .part()
}

#[component]
fn AddUser(
    typed: NewUserForm,
    organizations: Vec<(String, String, bool)>,
    problem: Option<String>,
) -> impl IntoView {
    let words = problem.and_then(|problem| {
        Some(match problem.as_str() {
            "address" => "Enter an email address, such as name@agency.org.",
            "exists" => "An account with this email address exists.",
            "name" => "Enter the person's name.",
            "password" => "The one-time password was not accepted. Try again.",
            _ => return None,
        })
    });
    view! {
        <section class="section" aria-labelledby="add-user" id="add-user-section">
            <h2 id="add-user">"Add a user"</h2>
            {words
                .map(|words| {
                    view! {
                        <Notice tone=Tone::Error title="No account was made">
                            <p>{words}</p>
                        </Notice>
                    }
                })}
            <p>
                "A one-time password is shown once the account is made. The person replaces it at the first sign-in."
            </p>
            <form class="form" method="post" action="/api/admin-add-user">
                <div class="field-row">
                    <TextField id="new-name" name="name" label="Name" value=typed.name />
                    <TextField id="new-email" name="email" label="Email address" value=typed.email />
                    <TextField
                        id="new-employer"
                        name="employer"
                        label="Works at"
                        value=typed.employer
                        optional=true
                    />
                </div>
                <GrantFields
                    workgroup=typed.workgroup
                    organization=typed.organization
                    organizations=organizations
                />
                <button class="button" type="submit">
                    "Add the user"
                </button>
            </form>
        </section>
    }
    .part()
}

#[component]
fn TextField(
    id: &'static str,
    name: &'static str,
    label: &'static str,
    value: String,
    #[prop(optional)] optional: bool,
) -> impl IntoView {
    view! {
        <div class="field">
            <label for=id>
                {label} {optional.then(|| view! { " " <span class="optional">"(optional)"</span> })}
            </label>
            <input
                class="input"
                id=id
                name=name
                value=value
                autocomplete="off"
                required=!optional
                maxlength="200"
            />
        </div>
    }
    .part()
}

/// Workgroup and organization of a right to be given.
#[component]
pub(super) fn GrantFields(
    /// What was chosen before.
    #[prop(optional)]
    workgroup: String,
    /// What was chosen before.
    #[prop(optional)]
    organization: String,
    /// Id, name, whether it is a CE organization.
    organizations: Vec<(String, String, bool)>,
) -> impl IntoView {
    let group = |label: &'static str, wanted: bool| {
        let options = organizations
            .iter()
            .filter(|(_, _, ce)| *ce == wanted)
            .map(|(id, name, _)| {
                view! {
                    <option value=id.clone() selected=*id == organization>
                        {name.clone()}
                    </option>
                }
            })
            .collect::<Vec<_>>();
        (!options.is_empty()).then(|| view! { <optgroup label=label>{options}</optgroup> })
    };
    view! {
        <div class="field-row">
            <div class="field">
                <label for="grant-workgroup">"Acts in the workgroup"</label>
                <select class="select" id="grant-workgroup" name="workgroup">
                    {Workgroup::ALL
                        .into_iter()
                        .map(|group| {
                            view! {
                                <option value=group.code() selected=group.code() == workgroup>
                                    {group.label()}
                                </option>
                            }
                        })
                        .collect_view()}
                </select>
            </div>
            <div class="field">
                <label for="grant-organization">"For the organization"</label>
                <select class="select" id="grant-organization" name="organization">
                    {group("Coordinated Entry organizations", true)}
                    {group("Other organizations", false)}
                </select>
            </div>
        </div>
    }
    .part()
}
