//! `threshold user`: making accounts and setting passwords from the command line.

use anyhow::{Context, bail};
use clap::{Args, Subcommand, ValueEnum};
use domain::access::Grant;
use domain::workgroup::Workgroup;
use std::io::Write;
use store::Store;
use store::identity::administer::{
    Authority, NewUser, ce_organizations, create_user, find_organization, find_user, reset_password,
};

/// What to do with an account.
#[derive(Debug, Subcommand)]
pub enum UserCommand {
    /// Make an account with rights
    Add(AddUser),
    /// Set a one-time password and end the user's sessions
    ResetPassword {
        /// The account's email address
        #[arg(long)]
        email: String,
    },
}

/// An account to be made.
#[derive(Debug, Args)]
pub struct AddUser {
    /// Signs in with it
    #[arg(long)]
    email: String,
    /// The person's name
    #[arg(long)]
    name: String,
    /// Where the person works, in words
    #[arg(long)]
    employer: Option<String>,
    /// Roles; each is given for each organization
    #[arg(long, value_enum, required = true)]
    workgroup: Vec<Role>,
    /// Organizations, by name or HMIS id
    #[arg(long)]
    organization: Vec<String>,
    /// All organizations that own a Coordinated Entry project
    #[arg(long)]
    all_ce_organizations: bool,
    /// Read the password from standard input instead of making a one-time password
    #[arg(long)]
    password_stdin: bool,
}

/// A workgroup, as it is typed.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Role {
    HmisUser,
    ShelterStaff,
    ShelterReservation,
    CeAssessor,
    PriorityListManager,
    Administrator,
}

impl From<Role> for Workgroup {
    fn from(role: Role) -> Self {
        match role {
            Role::HmisUser => Self::HmisUser,
            Role::ShelterStaff => Self::ShelterStaff,
            Role::ShelterReservation => Self::ShelterReservation,
            Role::CeAssessor => Self::CeAssessor,
            Role::PriorityListManager => Self::PriorityListManager,
            Role::Administrator => Self::Administrator,
        }
    }
}

/// Does it, and says on standard output what was done.
pub async fn run(store: &Store, command: UserCommand) -> anyhow::Result<()> {
    let mut out = std::io::stdout();
    match command {
        UserCommand::Add(add) => add_user(store, add, &mut out).await,
        UserCommand::ResetPassword { email } => {
            let user = find_user(store, &email)
                .await
                .context("no account has this email address")?;
            let password = reset_password(store, Authority::Operator, user).await?;
            writeln!(out, "One-time password, shown this once: {password}")?;
            Ok(())
        }
    }
}

async fn add_user(store: &Store, add: AddUser, out: &mut impl Write) -> anyhow::Result<()> {
    let mut organizations = Vec::new();
    for name in &add.organization {
        organizations.push(find_organization(store, name).await.with_context(|| {
            format!("not exactly one organization has the name or HMIS id \"{name}\"")
        })?);
    }
    if add.all_ce_organizations {
        for found in ce_organizations(store).await? {
            if !organizations.contains(&found) {
                organizations.push(found);
            }
        }
    }
    if organizations.is_empty() {
        bail!(
            "no organization to act for: give --organization NAME, or --all-ce-organizations once a \
             Coordinated Entry project is there"
        );
    }
    let password = if add.password_stdin {
        let mut line = String::new();
        std::io::stdin().read_line(&mut line)?;
        Some(line.trim_end_matches(['\r', '\n']).to_owned())
    } else {
        None
    };
    let grants = organizations
        .iter()
        .flat_map(|(organization, _)| {
            add.workgroup.iter().map(|role| Grant {
                workgroup: (*role).into(),
                organization: *organization,
            })
        })
        .collect::<Vec<_>>();
    let created = create_user(
        store,
        Authority::Operator,
        NewUser {
            email: add.email,
            display_name: add.name,
            employer: add.employer,
            password,
            must_change_password: false,
            grants: grants.clone(),
        },
    )
    .await?;
    writeln!(out, "Made the account. It may act as:")?;
    for grant in &grants {
        let name = organizations
            .iter()
            .find(|(id, _)| *id == grant.organization)
            .map_or("", |(_, name)| name);
        writeln!(out, "  {} for {name}", grant.workgroup.singular())?;
    }
    if let Some(password) = created.one_time_password {
        writeln!(out, "One-time password, shown this once: {password}")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;
    use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
    use store::testing::{self, World};

    #[derive(Parser)]
    struct Line {
        #[command(subcommand)]
        command: UserCommand,
    }

    #[sqlx::test(migrations = "../migrations")]
    async fn an_account_for_all_ce_organizations_signs_in(
        pool: PgPoolOptions,
        options: PgConnectOptions,
    ) {
        let world = World::new(testing::store(pool, options).await.unwrap())
            .await
            .unwrap();
        let line = Line::parse_from([
            "user",
            "add",
            "--email=noor@agency.example",
            "--name=Noor Abdi",
            "--workgroup=ce-assessor",
            "--workgroup=priority-list-manager",
            "--all-ce-organizations",
        ]);
        let UserCommand::Add(add) = line.command else {
            panic!("not add");
        };
        let mut said = Vec::new();
        add_user(&world.store, add, &mut said).await.unwrap();
        let said = String::from_utf8(said).unwrap();
        assert!(
            said.contains("Priority List Manager for Northwest CoC Coordinated Entry"),
            "{said}"
        );
        let password = said.trim().rsplit(' ').next().unwrap();
        let signed =
            store::identity::sign_in(&world.store, "noor@agency.example", password, "::1", "test")
                .await
                .unwrap();
        let viewer = store::identity::viewer(&world.store, &signed.token)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(viewer.actor.grants.len(), 2);
    }
}
