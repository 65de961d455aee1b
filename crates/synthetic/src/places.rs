//! Minnesota: counties, Continuums of Care, lists; and invented agencies with their projects.

use crate::draw::Draw;
use domain::hud::{Funder, ProjectType};
use domain::ids::{ListAuthorityId, LocationId, OrganizationId, ProjectId};
use uuid::Uuid;

/// The CoC with sub-regions.
const ST_LOUIS: &str = "MN-509";
/// The CoC with the tribal collaborative's project.
const NORTHEAST: &str = "MN-504";

/// All places.
#[derive(Clone, Debug)]
pub struct Places {
    /// The ten CoCs, by code.
    pub cocs: Vec<Coc>,
    /// Who keeps lists: the CoCs, sub-regions, the tribal collaborative.
    pub authorities: Vec<Authority>,
    /// The 87 counties.
    pub counties: Vec<County>,
    /// CE organizations, agencies, the lead agency.
    pub organizations: Vec<Organization>,
    /// What they run.
    pub projects: Vec<Project>,
}

/// A Continuum of Care.
#[derive(Clone, Debug)]
pub struct Coc {
    /// "MN-506".
    pub code: String,
    /// "Northwest Minnesota CoC".
    pub name: String,
    /// Households in a thousand.
    pub share: u32,
    /// Which mixture of communities lives there.
    pub mixture: String,
    /// Its Coordinated Entry organization.
    pub ce_organization: OrganizationId,
    /// That organization's type-14 project.
    pub ce_project: ProjectId,
    /// Coordinated Entry that keeps a list of its own here, beside that of the CoC.
    pub beside: Vec<Access>,
}

/// Where a household comes onto a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Access {
    /// A type-14 project.
    pub project: ProjectId,
    /// Its organization.
    pub organization: OrganizationId,
    /// It serves tribal members.
    pub tribal: bool,
}

/// A list authority.
#[derive(Clone, Debug)]
pub struct Authority {
    /// Its id.
    pub id: ListAuthorityId,
    /// "Northwest".
    pub name: String,
    /// What it is.
    pub kind: AuthorityKind,
    /// HUD's code of it or of its parent.
    pub coc: Option<String>,
    /// The authority it is a part of.
    pub parent: Option<ListAuthorityId>,
    /// The type-14 project that feeds its list.
    pub project: ProjectId,
}

/// What a list authority is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AuthorityKind {
    /// A CoC.
    Coc,
    /// A part of one.
    SubRegion,
    /// A tribal collaborative without a HUD code.
    Tribal,
}

/// A county.
#[derive(Clone, Debug)]
pub struct County {
    /// FIPS code, "27007".
    pub fips: String,
    /// "Beltrami".
    pub name: String,
    /// The CoC it belongs to.
    pub coc: String,
}

/// An organization (2.01).
#[derive(Clone, Debug)]
pub struct Organization {
    /// Its id.
    pub id: OrganizationId,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: OrganizationKind,
    /// The CoC where it works; the lead agency and the tribal collaborative work in several.
    pub coc: Option<String>,
    /// Where it sits.
    pub location: LocationId,
    /// The town.
    pub town: String,
}

/// What an organization is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrganizationKind {
    /// Owner of a CoC's Coordinated Entry project.
    CoordinatedEntry,
    /// Shelter, outreach, housing.
    Agency,
    /// A victim service provider: owns no identified client.
    VictimServices,
    /// Runs the HMIS.
    LeadAgency,
}

/// A project (2.02) with one row each of 2.03, 2.06, 2.08 and 2.09.
#[derive(Clone, Debug)]
pub struct Project {
    /// Its id.
    pub id: ProjectId,
    /// Its name.
    pub name: String,
    /// Whose it is.
    pub organization: OrganizationId,
    /// Whether that is a victim service provider.
    pub victim_services: bool,
    /// 2.02.6.
    pub kind: ProjectType,
    /// 2.06.1.
    pub funder: Funder,
    /// 2.03.1.
    pub coc: String,
    /// The town.
    pub town: String,
    /// Ids of its rows of 2.03, 2.06, 2.08 and 2.09.
    pub rows: [Uuid; 4],
}

impl Places {
    /// Reads the data files; ids come from the seed.
    pub(crate) fn read(draw: &mut Draw) -> Self {
        let mut places = Self {
            cocs: Vec::new(),
            authorities: Vec::new(),
            counties: fields(include_str!("../places/counties.txt"))
                .filter_map(|line| match line.as_slice() {
                    [fips, name, coc] => Some(County {
                        fips: (*fips).to_owned(),
                        name: (*name).to_owned(),
                        coc: (*coc).to_owned(),
                    }),
                    _ => None,
                })
                .collect(),
            organizations: Vec::new(),
            projects: Vec::new(),
        };
        for line in fields(include_str!("../places/cocs.txt")) {
            if let [code, name, list, share, mixture, town] = line.as_slice() {
                let share = share.parse().unwrap_or_default();
                places.coc(draw, [code, name, list, mixture, town], share);
            }
        }
        for line in fields(include_str!("../places/agencies.txt")) {
            if let [coc, name, town, kind, projects] = line.as_slice() {
                places.agency(draw, [coc, name, town, kind], projects);
            }
        }
        let lead = ["Minnesota HMIS Lead Agency", "Minneapolis"];
        places.organization(draw, lead, OrganizationKind::LeadAgency, None);
        places.sub_region(draw, ["Duluth", "Duluth"]);
        places.sub_region(draw, ["North St. Louis County", "Virginia"]);
        places.collaborative(draw);
        places
    }

    /// A part of the St. Louis CoC with a list of its own; the CoC's organization runs it too.
    fn sub_region(&mut self, draw: &mut Draw, [name, town]: [&str; 2]) {
        let parent = self.authority("St. Louis").map(|list| list.id);
        let at = self.coc_at(ST_LOUIS);
        let organization = self.cocs[at].ce_organization;
        let project = self.project(
            draw,
            [&format!("{name} Coordinated Entry"), ST_LOUIS, town],
            ProjectType::CoordinatedEntry,
            organization,
            false,
        );
        self.cocs[at].beside.push(Access {
            project,
            organization,
            tribal: false,
        });
        self.authorities.push(Authority {
            id: draw.id(),
            name: name.to_owned(),
            kind: AuthorityKind::SubRegion,
            coc: Some(ST_LOUIS.to_owned()),
            parent,
            project,
        });
    }

    /// The tribal collaborative: a list without a HUD code, whose households live in Northeast.
    fn collaborative(&mut self, draw: &mut Draw) {
        let town = "Cloquet";
        let organization = self.organization(
            draw,
            ["Minnesota Tribal Collaborative Coordinated Entry", town],
            OrganizationKind::CoordinatedEntry,
            None,
        );
        let project = self.project(
            draw,
            ["Tribal Coordinated Entry", NORTHEAST, town],
            ProjectType::CoordinatedEntry,
            organization,
            false,
        );
        let at = self.coc_at(NORTHEAST);
        self.cocs[at].beside.push(Access {
            project,
            organization,
            tribal: true,
        });
        self.authorities.push(Authority {
            id: draw.id(),
            name: "Minnesota Tribal Collaborative".to_owned(),
            kind: AuthorityKind::Tribal,
            coc: None,
            parent: None,
            project,
        });
    }

    fn coc(&mut self, draw: &mut Draw, text: [&str; 5], share: u32) {
        let [code, name, list, mixture, town] = text;
        let organization = self.organization(
            draw,
            [&format!("{list} CoC Coordinated Entry"), town],
            OrganizationKind::CoordinatedEntry,
            Some(code),
        );
        let project = self.project(
            draw,
            [&format!("{list} Coordinated Entry"), code, town],
            ProjectType::CoordinatedEntry,
            organization,
            false,
        );
        self.authorities.push(Authority {
            id: draw.id(),
            name: list.to_owned(),
            kind: AuthorityKind::Coc,
            coc: Some(code.to_owned()),
            parent: None,
            project,
        });
        self.cocs.push(Coc {
            code: code.to_owned(),
            name: name.to_owned(),
            share,
            mixture: mixture.to_owned(),
            ce_organization: organization,
            ce_project: project,
            beside: Vec::new(),
        });
    }

    fn agency(&mut self, draw: &mut Draw, text: [&str; 4], projects: &str) {
        let [coc, name, town, kind] = text;
        let victim_services = kind == "victim services";
        let kind = if victim_services {
            OrganizationKind::VictimServices
        } else {
            OrganizationKind::Agency
        };
        let organization = self.organization(draw, [name, town], kind, Some(coc));
        for text in projects.split(';') {
            let Some((code, name)) = text.trim().split_once(' ') else {
                continue;
            };
            if let Some(kind) = code.parse().ok().and_then(ProjectType::from_code) {
                self.project(draw, [name, coc, town], kind, organization, victim_services);
            }
        }
    }

    fn organization(
        &mut self,
        draw: &mut Draw,
        [name, town]: [&str; 2],
        kind: OrganizationKind,
        coc: Option<&str>,
    ) -> OrganizationId {
        let id = draw.id();
        self.organizations.push(Organization {
            id,
            name: name.to_owned(),
            kind,
            coc: coc.map(str::to_owned),
            location: draw.id(),
            town: town.to_owned(),
        });
        id
    }

    fn project(
        &mut self,
        draw: &mut Draw,
        [name, coc, town]: [&str; 3],
        kind: ProjectType,
        organization: OrganizationId,
        victim_services: bool,
    ) -> ProjectId {
        let id = draw.id();
        self.projects.push(Project {
            id,
            name: name.to_owned(),
            organization,
            victim_services,
            kind,
            funder: funder(kind),
            coc: coc.to_owned(),
            town: town.to_owned(),
            rows: [draw.id(), draw.id(), draw.id(), draw.id()],
        });
        id
    }

    /// The list authority of this name.
    #[must_use]
    pub fn authority(&self, name: &str) -> Option<&Authority> {
        self.authorities.iter().find(|list| list.name == name)
    }

    /// The organization of this name.
    #[must_use]
    pub fn organization_named(&self, name: &str) -> Option<&Organization> {
        self.organizations.iter().find(|one| one.name == name)
    }

    /// The project of this name.
    #[must_use]
    pub fn project_named(&self, name: &str) -> Option<&Project> {
        self.projects.iter().find(|project| project.name == name)
    }

    /// Projects of some types in a CoC that may hold identified clients.
    pub(crate) fn projects_of(&self, coc: &str, kinds: &[ProjectType]) -> Vec<&Project> {
        self.projects
            .iter()
            .filter(|project| {
                !project.victim_services && project.coc == coc && kinds.contains(&project.kind)
            })
            .collect()
    }

    /// The place of a CoC in `cocs`.
    pub(crate) fn coc_at(&self, code: &str) -> usize {
        self.cocs
            .iter()
            .position(|coc| coc.code == code)
            .unwrap_or_default()
    }

    /// Which CoC the household with this number lives in: shares are met in every stretch of numbers,
    /// not only on average.
    pub(crate) fn coc_of(&self, number: u64) -> usize {
        // Steps of the golden ratio, in 2^32nds of a turn.
        let turn = number.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32;
        let total = u64::from(self.cocs.iter().map(|coc| coc.share).sum::<u32>());
        let mut at = (turn * total) >> 32;
        for (place, coc) in self.cocs.iter().enumerate() {
            if at < u64::from(coc.share) {
                return place;
            }
            at -= u64::from(coc.share);
        }
        0
    }
}

impl Coc {
    /// Where the household with this number comes onto a list: most on the CoC's own, one of four on each
    /// one beside it. The known households, number 0, are on the CoC's own.
    pub(crate) fn access(&self, number: u64) -> Access {
        // By threes, since every third household is a former one.
        let at = usize::try_from(number / 3 % 4).unwrap_or_default();
        let beside = self.beside.get(at).filter(|_| number > 0);
        beside.copied().unwrap_or(Access {
            project: self.ce_project,
            organization: self.ce_organization,
            tribal: false,
        })
    }
}

/// The funder that usually pays for such a project.
const fn funder(kind: ProjectType) -> Funder {
    match kind {
        ProjectType::EmergencyShelterEntryExit | ProjectType::EmergencyShelterNightByNight => {
            Funder::EsgEmergencyShelter
        }
        ProjectType::TransitionalHousing => Funder::HudCoCTransitionalHousing,
        ProjectType::PermanentSupportiveHousing => Funder::HudCoCPermanentSupportiveHousing,
        ProjectType::StreetOutreach => Funder::HudEsgStreetOutreach,
        ProjectType::HomelessnessPrevention => Funder::HudEsgHomelessnessPrevention,
        ProjectType::RapidRehousing => Funder::HudCoCRapidReHousing,
        // Coordinated Entry is a project of supportive services only.
        ProjectType::CoordinatedEntry | ProjectType::ServicesOnly => {
            Funder::HudCoCSupportiveServicesOnly
        }
        ProjectType::Other
        | ProjectType::SafeHaven
        | ProjectType::PhHousingOnly
        | ProjectType::PhHousingWithServices
        | ProjectType::DayShelter => Funder::NotApplicable,
    }
}

/// Lines of a data file, without comments, cut at the bars.
fn fields(text: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    text.lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| line.split('|').map(str::trim).collect())
}
