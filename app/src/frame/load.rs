//! Loads the frame, once a page.

use super::{Choice, ContextView, FrameView, Helpdesk, Place};
use crate::error::AppError;
use crate::server::{AppState, fail};
use domain::access::{Act, Situation, verdict};
use domain::policy::Policy;
use domain::workgroup::Workgroup;
use store::identity::{self, Gate, Viewer, access_request, notice};
use store::{Result, Store, installation};

/// What the frame shows to this user. A frame that cannot be loaded whole is shown as far as it can be:
/// the page's own data tells what is wrong.
pub async fn load(state: &AppState, viewer: Option<&Viewer>) -> FrameView {
    let mut frame = FrameView::default();
    if let Err(error) = fill(state, viewer, &mut frame).await {
        tracing::warn!(%error, "the frame could not be loaded whole");
    }
    frame
}

async fn fill(state: &AppState, viewer: Option<&Viewer>, frame: &mut FrameView) -> Result<()> {
    if let Some(viewer) = viewer {
        frame.signed_in = viewer.gate == Gate::Open;
        frame.name.clone_from(&viewer.display_name);
        frame.employer.clone_from(&viewer.employer);
        frame.context = viewer.context.as_ref().map(|context| ContextView {
            workgroup: context.workgroup,
            organization: context.organization,
            organization_name: context.organization_name.clone(),
            location: context
                .location
                .clone()
                .map(|(id, name)| Place { id, name }),
        });
        frame.list = may_anywhere(viewer, Act::SeePriorityList);
        frame.outreach = may_anywhere(viewer, Act::RecordContact);
        frame.policies = may_anywhere(viewer, Act::EditPolicy);
        frame.admin = viewer.actor.holds(Workgroup::Administrator);
    }
    let installation = installation::read(&state.store).await?;
    frame.demo = installation.demo;
    frame.helpdesk = of_installation(installation);
    let Some(viewer) = viewer.filter(|viewer| viewer.gate == Gate::Open) else {
        return Ok(());
    };
    frame.requests = access_request::waiting(&state.store, &viewer.actor).await?;
    frame.queue = store::exit::waiting_count(&state.store, &viewer.actor).await?;
    frame.notices = notice::count(&state.store, &viewer.actor).await?;
    frame.choices = identity::choices(&state.store, &viewer.actor)
        .await?
        .into_iter()
        .map(|choice| Choice {
            workgroup: choice.workgroup,
            organization: choice.organization,
            organization_name: choice.organization_name,
            coordinated_entry: choice.coordinated_entry,
            locations: choice
                .locations
                .into_iter()
                .map(|place| Place {
                    id: place.id,
                    name: place.name,
                })
                .collect(),
        })
        .collect();
    Ok(())
}

/// Whom to ask; for parts of pages that the server renders.
///
/// # Errors
/// When the database cannot be asked.
pub async fn helpdesk(store: &Store) -> std::result::Result<Helpdesk, AppError> {
    let installation = installation::read(store).await.map_err(fail)?;
    Ok(of_installation(installation))
}

fn of_installation(installation: installation::Installation) -> Helpdesk {
    Helpdesk {
        name: installation.helpdesk_name,
        email: installation.helpdesk_email,
        phone: installation.helpdesk_phone,
    }
}

/// Whether there may be a list on which to do this; which, and what of it, the act's own page decides.
fn may_anywhere(viewer: &Viewer, act: Act) -> bool {
    let situation = Situation {
        own: true,
        ce: true,
        own_household: true,
        ..Situation::default()
    };
    viewer
        .actor
        .grants
        .iter()
        .any(|grant| verdict(act, grant.workgroup, situation, &Policy::default()).permits())
}
