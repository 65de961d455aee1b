//! The page of a contact, and saving it.

use super::form::ContactForm;
use crate::error::AppError;
use crate::wire::Wire;
use domain::ids::EnrollmentId;
use leptos::prelude::*;

/// Records a contact, or goes back to what is wrong with it.
#[server(endpoint = "contacts/record", output = Wire)]
pub async fn record_contact(enrollment: EnrollmentId, form: ContactForm) -> Result<(), AppError> {
    crate::server::go_on(server::record(enrollment, form).await)
}

#[cfg(feature = "ssr")]
pub use server::{contact_page, outreach_page};

#[cfg(feature = "ssr")]
mod server {
    use super::super::outreach::Sheet as OutreachSheet;
    use super::super::page::{Page, PageView};
    use super::{ContactForm, EnrollmentId};
    use crate::error::AppError;
    use crate::parts::Address;
    use crate::server::{AppState, fail, parse, viewer};
    use crate::ui::markup::{Answer, markup};
    use domain::calendar;
    use domain::current_living_situation::{self as contact, Typed};
    use domain::ids::DraftId;
    use leptos::prelude::*;
    use store::current_living_situation::{self as rows, Request};
    use store::{StoreError, draft};
    use uuid::Uuid;

    /// Kind of the draft of a contact that was not saved; the store forgets it with the save.
    const TYPED: &str = "record_contact";

    /// The form: as it was typed where there is a draft of it.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where the viewer may not record a contact there.
    pub async fn contact_page(address: Address) -> Answer {
        let viewer = viewer()?;
        let (store, actor) = (AppState::current().store, &viewer.actor);
        let enrollment: EnrollmentId = address.id()?;
        let sheet = rows::sheet(&store, actor, enrollment).await.map_err(fail)?;
        let kept = match address.get::<DraftId>("draft") {
            Some(id) => match draft::load::<ContactForm>(&store, actor.user, TYPED, id).await {
                Ok(form) => Some(form),
                // Saved since, or kept too long ago.
                Err(StoreError::NotFound) => None,
                Err(error) => return Err(fail(error)),
            },
            None => None,
        };
        let problems = kept
            .as_ref()
            .map(|form| contact::parse(&form.typed, &sheet.facts));
        let form = kept.unwrap_or_else(|| ContactForm {
            key: Uuid::now_v7().to_string(),
            outreach: if address.has("outreach") { "1" } else { "" }.to_owned(),
            typed: Typed {
                on: calendar::typed(sheet.facts.today),
                verified_by: viewer.context.as_ref().map_or_else(
                    || sheet.organization_name.clone(),
                    |context| context.organization_name.clone(),
                ),
                ..Typed::default()
            },
        });
        let view = PageView {
            enrollment,
            sheet,
            form,
            problems: problems.and_then(Result::err).unwrap_or_default(),
        };
        Ok(markup(view! { <Page view=view /> }))
    }

    /// Whom to look for next.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for who records no contacts.
    pub async fn outreach_page(address: Address) -> Answer {
        let viewer = viewer()?;
        let store = AppState::current().store;
        let found = rows::outreach(&store, &viewer.actor).await.map_err(fail)?;
        let done = address.get::<String>("done");
        Ok(markup(view! { <OutreachSheet found=found done=done /> }))
    }

    pub(super) async fn record(
        enrollment: EnrollmentId,
        form: ContactForm,
    ) -> Result<String, AppError> {
        let viewer = viewer()?;
        let (store, actor) = (AppState::current().store, &viewer.actor);
        let key: Uuid = parse(&form.key)?;
        let request = Request {
            enrollment,
            key,
            typed: &form.typed,
        };
        let page = |client| {
            if form.outreach.is_empty() {
                format!("/clients/{client}")
            } else {
                "/outreach".to_owned()
            }
        };
        match rows::record(&store, actor, request).await {
            Ok(Ok(recorded)) => Ok(format!("{}?done=contact", page(recorded.client))),
            Ok(Err(_)) => {
                let draft = draft::save(&store, actor.user, TYPED, Some(key), &form)
                    .await
                    .map_err(fail)?;
                Ok(format!("/enrollments/{enrollment}/contact?draft={draft}"))
            }
            // The page was gone back to and changed: what was saved stands, and is shown.
            Err(StoreError::KeyReused) => {
                let recorded = rows::recorded(&store, actor, key).await.map_err(fail)?;
                Ok(format!("{}?done=contact-before", page(recorded.client)))
            }
            Err(error) => Err(fail(error)),
        }
    }
}
