//! Which feature renders which page.

use crate::error::AppError;
use crate::exit::parts as exit;
use crate::server::refuse;
use crate::ui::markup::Markup;
use crate::{
    access_requests, admin, clients, contact, duplicates, held, notices, policies, programs,
    proposals, sign_in, spellings, texts,
};
use std::collections::HashMap;
use std::str::FromStr;

/// What the address asks for.
pub struct Address {
    id: String,
    query: HashMap<String, String>,
}

impl Address {
    /// What the page is about.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where it is no id of this kind.
    pub fn id<I: FromStr>(&self) -> Result<I, AppError> {
        self.id.parse().map_err(|_| refuse(AppError::NotFound))
    }

    /// A value behind the question mark, where it is there and of this kind.
    #[must_use]
    pub fn get<V: FromStr>(&self, name: &str) -> Option<V> {
        self.query.get(name)?.parse().ok()
    }

    /// Whether a word stands behind the question mark.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.query.contains_key(name)
    }
}

pub(super) async fn part(kind: &str, id: String, query: &str) -> Result<Markup, AppError> {
    let query = form_urlencoded::parse(query.trim_start_matches('?').as_bytes());
    let address = Address {
        id,
        query: query.into_owned().collect(),
    };
    match kind {
        "clients" => clients::clients_page(address).await,
        "clients/new" => clients::new_page(address).await,
        "clients/new/similar" => clients::similar_page(address).await,
        "clients/carry" => clients::carry_page(address).await,
        "client" => clients::open_client(address).await,
        "contact" => contact::contact_page(address).await,
        "outreach" => contact::outreach_page(address).await,
        "held" => held::held_form(address).await,
        "programs" => programs::directory(address).await,
        "notices" => notices::notices(address).await,
        "access" => access_requests::requests_page(address).await,
        "access/ask" => access_requests::ask_page(address).await,
        "admin/users" => admin::users_page(address).await,
        "admin/user" => admin::user_page(address).await,
        "duplicates" => duplicates::queue_page(address).await,
        "duplicates/pair" => duplicates::pair_page(address).await,
        "duplicates/report" => duplicates::report_page(address).await,
        "exit/plan" => exit::plan(address).await,
        "exit/done" => exit::done(address).await,
        "exit/undo" => exit::undo(address).await,
        "exit/queue" => exit::queue(address).await,
        "exit/sheet" => exit::sheet(address).await,
        "policies" => policies::lists(address).await,
        "policies/form" => policies::form(address).await,
        "policies/changes" => policies::changes(address).await,
        "policies/history" => policies::history(address).await,
        "proposals/look" => proposals::look(address).await,
        "proposals/taking" => proposals::taking(address).await,
        "proposals/aside" => proposals::aside(address).await,
        "spellings" => spellings::list_page(address).await,
        "spelling" => spellings::one_page(address).await,
        "sign-in" => sign_in::sign_in_page(address).await,
        "unlock" => sign_in::unlock_page(address).await,
        "password" => sign_in::password_page(address).await,
        "agreement" => sign_in::agreement_page(address).await,
        "privacy" => texts::privacy_page().await,
        _ => Err(refuse(AppError::NotFound)),
    }
}
