//! Workgroup, Organization, Location, Apply.

use crate::frame::{Choice, FrameView, use_frame};
use crate::ui::part::IntoPart;
use domain::ids::{LocationId, OrganizationId};
use domain::workgroup::Workgroup;
use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_query_map};
use leptos_router::params::ParamsMap;

/// The pair that is chosen, or the first one that may be.
fn chosen(frame: &FrameView) -> Option<(Workgroup, OrganizationId)> {
    frame
        .context
        .as_ref()
        .map(|context| (context.workgroup, context.organization))
        .or_else(|| {
            frame
                .choices
                .first()
                .map(|choice| (choice.workgroup, choice.organization))
        })
}

/// What was chosen and refused: it stands in the address of Settings.
type Refused = ((Workgroup, OrganizationId), Option<LocationId>);

fn refused(query: &ParamsMap) -> Option<Refused> {
    query.get("problem")?;
    let workgroup = Workgroup::from_code(&query.get("workgroup")?)?;
    let organization = query.get("organization")?.parse().ok()?;
    let location = query.get("location").and_then(|id| id.parse().ok());
    Some(((workgroup, organization), location))
}

/// The form. With scripts, Organization follows Workgroup and Location follows Organization; without, all
/// that is granted is offered under its workgroup, and the server refuses what does not go together.
#[component]
pub fn ContextForm() -> impl IntoView {
    let frame = use_frame();
    let location = use_location();
    let refused = use_query_map().with_untracked(refused);
    let initial = refused.map(|(pair, _)| pair);
    let pair = RwSignal::new(initial.or_else(|| frame.with_untracked(chosen)));
    let refused = refused.map(|(_, location)| location);
    let scripts = RwSignal::new(false);
    Effect::new(move |_| scripts.set(true));
    // Another tab may have chosen.
    Effect::new(move |before: Option<Option<(Workgroup, OrganizationId)>>| {
        let now = frame.with(chosen);
        if before.is_some_and(|before| before != now) {
            pair.set(now);
        }
        now
    });
    let back = move || {
        let path = location.pathname.get();
        let search = location.search.get();
        if path == "/settings" {
            "/settings?done=context".to_owned()
        } else if search.is_empty() {
            path
        } else {
            format!("{path}?{}", search.trim_start_matches('?'))
        }
    };
    let choose_workgroup = move |code: String| {
        let Some(workgroup) = Workgroup::from_code(&code) else {
            return;
        };
        let current = pair.get_untracked().map(|(_, organization)| organization);
        let organization = frame.with_untracked(|frame| {
            let mut of_group = frame
                .choices
                .iter()
                .filter(|choice| choice.workgroup == workgroup)
                .map(|choice| choice.organization);
            let kept = of_group
                .clone()
                .find(|organization| Some(*organization) == current);
            kept.or_else(|| of_group.next())
        });
        if let Some(organization) = organization {
            pair.set(Some((workgroup, organization)));
        }
    };
    let choose_organization = move |id: String| {
        if let (Ok(id), Some((workgroup, _))) = (id.parse(), pair.get_untracked()) {
            pair.set(Some((workgroup, id)));
        }
    };
    view! {
        <form class="form" method="post" action="/api/apply">
            <input type="hidden" name="back" value=back />
            <div class="field">
                <label for="workgroup">"Workgroup"</label>
                <select
                    class="select"
                    id="workgroup"
                    name="workgroup"
                    on:change=move |event| choose_workgroup(event_target_value(&event))
                >
                    {move || workgroup_options(&frame.read(), pair.get())}
                </select>
            </div>
            <div class="field">
                <label for="organization">"Organization"</label>
                <select
                    class="select"
                    id="organization"
                    name="organization"
                    aria-describedby="organization-hint"
                    on:change=move |event| choose_organization(event_target_value(&event))
                >
                    {move || organization_options(&frame.read(), pair.get(), scripts.get())}
                </select>
                <p class="hint" id="organization-hint">
                    <a href="/programs" rel="external">"See programs and their organizations"</a>
                </p>
            </div>
            <div class="field">
                <label for="location">"Location"</label>
                <select
                    class="select"
                    id="location"
                    name="location"
                    aria-describedby="location-hint"
                >
                    <option value="">"Not chosen"</option>
                    {move || location_options(&frame.read(), pair.get(), refused, scripts.get())}
                </select>
                <p class="hint" id="location-hint">
                    "Fills itself from the organization when it is not chosen."
                </p>
            </div>
            <button class="button wide" type="submit">
                "Apply"
            </button>
        </form>
    }
    .part()
}

fn workgroup_options(
    frame: &FrameView,
    pair: Option<(Workgroup, OrganizationId)>,
) -> impl IntoView + use<> {
    Workgroup::ALL
        .into_iter()
        .filter(|group| {
            frame
                .choices
                .iter()
                .any(|choice| choice.workgroup == *group)
        })
        .map(|group| {
            let selected = pair.is_some_and(|(chosen, _)| chosen == group);
            view! {
                <option value=group.code() selected=selected>
                    {group.label()}
                </option>
            }
        })
        .collect_view()
}

/// Headings and, under them, the choices.
fn grouped(
    frame: &FrameView,
    pair: Option<(Workgroup, OrganizationId)>,
    scripts: bool,
) -> Vec<(&'static str, Vec<&Choice>)> {
    let with = |wanted: &dyn Fn(&Choice) -> bool| {
        frame
            .choices
            .iter()
            .filter(|choice| wanted(choice))
            .collect::<Vec<_>>()
    };
    let groups = if scripts {
        let workgroup = pair.map(|(workgroup, _)| workgroup);
        let of_group = |choice: &Choice| Some(choice.workgroup) == workgroup;
        vec![
            (
                "Coordinated Entry organizations",
                with(&|choice| of_group(choice) && choice.coordinated_entry),
            ),
            (
                "Other organizations",
                with(&|choice| of_group(choice) && !choice.coordinated_entry),
            ),
        ]
    } else {
        Workgroup::ALL
            .into_iter()
            .map(|group| (group.label(), with(&|choice| choice.workgroup == group)))
            .collect()
    };
    groups
        .into_iter()
        .filter(|(_, choices)| !choices.is_empty())
        .collect()
}

fn organization_options(
    frame: &FrameView,
    pair: Option<(Workgroup, OrganizationId)>,
    scripts: bool,
) -> impl IntoView + use<> {
    // Of a pair that was refused, the organization is shown under the first workgroup that has it.
    let granted = frame
        .choices
        .iter()
        .any(|choice| pair == Some((choice.workgroup, choice.organization)));
    let mut stand_in = pair
        .filter(|_| !granted)
        .map(|(_, organization)| organization);
    grouped(frame, pair, scripts)
        .into_iter()
        .map(|(label, choices)| {
            let options = choices
                .into_iter()
                .map(|choice| {
                    let selected = pair == Some((choice.workgroup, choice.organization))
                        || stand_in.take_if(|id| *id == choice.organization).is_some();
                    view! {
                        <option value=choice.organization.to_string() selected=selected>
                            {choice.organization_name.clone()}
                        </option>
                    }
                })
                .collect_view();
            view! { <optgroup label=label>{options}</optgroup> }
        })
        .collect_view()
}

fn location_options(
    frame: &FrameView,
    pair: Option<(Workgroup, OrganizationId)>,
    refused: Option<Option<LocationId>>,
    scripts: bool,
) -> impl IntoView + use<> {
    let current = refused.unwrap_or_else(|| {
        let context = frame.context.as_ref()?;
        context.location.as_ref().map(|place| place.id)
    });
    let mut seen = Vec::new();
    let mut options = Vec::new();
    for choice in &frame.choices {
        let offered = if scripts {
            pair.is_some_and(|(_, organization)| organization == choice.organization)
        } else {
            true
        };
        if !offered || choice.locations.is_empty() || seen.contains(&choice.organization) {
            continue;
        }
        seen.push(choice.organization);
        let places = choice
            .locations
            .iter()
            .map(|place| {
                view! {
                    <option value=place.id.to_string() selected=current == Some(place.id)>
                        {place.name.clone()}
                    </option>
                }
            })
            .collect_view();
        options
            .push(view! { <optgroup label=choice.organization_name.clone()>{places}</optgroup> });
    }
    options
}
