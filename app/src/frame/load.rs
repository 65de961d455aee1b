//! Loads the frame, once a page.

use super::{ContextView, FrameView, Place};
use crate::server::AppState;
use store::identity::{Gate, Viewer};

/// What the frame shows to this user.
pub async fn load(_state: &AppState, viewer: Option<&Viewer>) -> FrameView {
    let Some(viewer) = viewer else {
        return FrameView::default();
    };
    FrameView {
        signed_in: viewer.gate == Gate::Open,
        name: viewer.display_name.clone(),
        employer: viewer.employer.clone(),
        context: viewer.context.as_ref().map(|context| ContextView {
            workgroup: context.workgroup,
            organization: context.organization,
            organization_name: context.organization_name.clone(),
            location: context
                .location
                .clone()
                .map(|(id, name)| Place { id, name }),
        }),
        ..FrameView::default()
    }
}
