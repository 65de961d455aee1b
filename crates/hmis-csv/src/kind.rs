//! The 24 files of an HMIS CSV export.

use std::fmt;

use crate::spec::{self, Column};

/// One file of the export, in an order in which every file comes after those it refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FileKind {
    /// Export.csv: one row about the export itself.
    Export,
    /// User.csv (5.07): authors of rows.
    User,
    /// Organization.csv (2.01).
    Organization,
    /// Project.csv (2.02).
    Project,
    /// ProjectCoC.csv (2.03).
    ProjectCoc,
    /// Funder.csv (2.06).
    Funder,
    /// Inventory.csv (2.07).
    Inventory,
    /// Affiliation.csv (2.02.C).
    Affiliation,
    /// HMISParticipation.csv (2.08).
    HmisParticipation,
    /// CEParticipation.csv (2.09).
    CeParticipation,
    /// Client.csv (3.01 to 3.07).
    Client,
    /// Enrollment.csv (3.08 to 3.917).
    Enrollment,
    /// Exit.csv (3.11, 3.12).
    Exit,
    /// IncomeBenefits.csv (4.02 to 4.04).
    IncomeBenefits,
    /// HealthAndDV.csv (4.11).
    HealthAndDv,
    /// EmploymentEducation.csv (R4 to R6).
    EmploymentEducation,
    /// Disabilities.csv (4.05 to 4.10).
    Disabilities,
    /// Services.csv.
    Services,
    /// CurrentLivingSituation.csv (4.12).
    CurrentLivingSituation,
    /// Assessment.csv (4.19).
    Assessment,
    /// AssessmentQuestions.csv (4.19.5).
    AssessmentQuestions,
    /// AssessmentResults.csv (4.19.6).
    AssessmentResults,
    /// Event.csv (4.20).
    Event,
    /// YouthEducationStatus.csv (C3).
    YouthEducationStatus,
}

impl FileKind {
    /// Every file, those referred to first.
    pub const ALL: [Self; 24] = [
        Self::Export,
        Self::User,
        Self::Organization,
        Self::Project,
        Self::ProjectCoc,
        Self::Funder,
        Self::Inventory,
        Self::Affiliation,
        Self::HmisParticipation,
        Self::CeParticipation,
        Self::Client,
        Self::Enrollment,
        Self::Exit,
        Self::IncomeBenefits,
        Self::HealthAndDv,
        Self::EmploymentEducation,
        Self::Disabilities,
        Self::Services,
        Self::CurrentLivingSituation,
        Self::Assessment,
        Self::AssessmentQuestions,
        Self::AssessmentResults,
        Self::Event,
        Self::YouthEducationStatus,
    ];

    /// HUD's name without ending, e.g. `ProjectCoC`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Export => "Export",
            Self::User => "User",
            Self::Organization => "Organization",
            Self::Project => "Project",
            Self::ProjectCoc => "ProjectCoC",
            Self::Funder => "Funder",
            Self::Inventory => "Inventory",
            Self::Affiliation => "Affiliation",
            Self::HmisParticipation => "HMISParticipation",
            Self::CeParticipation => "CEParticipation",
            Self::Client => "Client",
            Self::Enrollment => "Enrollment",
            Self::Exit => "Exit",
            Self::IncomeBenefits => "IncomeBenefits",
            Self::HealthAndDv => "HealthAndDV",
            Self::EmploymentEducation => "EmploymentEducation",
            Self::Disabilities => "Disabilities",
            Self::Services => "Services",
            Self::CurrentLivingSituation => "CurrentLivingSituation",
            Self::Assessment => "Assessment",
            Self::AssessmentQuestions => "AssessmentQuestions",
            Self::AssessmentResults => "AssessmentResults",
            Self::Event => "Event",
            Self::YouthEducationStatus => "YouthEducationStatus",
        }
    }

    /// The file with this name, `.csv` included, in any letter case.
    pub fn from_name(name: &str) -> Option<Self> {
        let stem = name.len().checked_sub(4)?;
        let (stem, ending) = name.split_at_checked(stem)?;
        Self::ALL.into_iter().find(|kind| {
            kind.name().eq_ignore_ascii_case(stem) && ending.eq_ignore_ascii_case(".csv")
        })
    }

    /// Its columns in HUD's order, those of FY2024 alone included.
    pub fn columns(self) -> &'static [Column] {
        spec::columns(self)
    }

    /// The column with this name, former names included, in any letter case.
    pub fn column(self, name: &str) -> Option<&'static Column> {
        self.columns().iter().find(|column| column.is_named(name))
    }

    /// The name of the column that holds the unique id.
    pub fn key(self) -> &'static str {
        self.columns()
            .iter()
            .find(|column| column.key)
            .map_or("", |column| column.name)
    }
}

impl fmt::Display for FileKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.csv", self.name())
    }
}
