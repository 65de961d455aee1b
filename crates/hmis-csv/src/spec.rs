//! HUD's column tables: what each column of each file holds, and in which standard.

mod client;
mod column;
mod entry;
mod export;
mod name;
mod program;
mod project;

pub use column::{Column, Condition, Format, Kind, Usage};
pub use name::snake_case;

use crate::FileKind;

pub(crate) fn columns(kind: FileKind) -> &'static [Column] {
    match kind {
        FileKind::Export => export::EXPORT,
        FileKind::User => export::USER,
        FileKind::Organization => project::ORGANIZATION,
        FileKind::Project => project::PROJECT,
        FileKind::ProjectCoc => project::PROJECTCOC,
        FileKind::Funder => project::FUNDER,
        FileKind::Inventory => project::INVENTORY,
        FileKind::Affiliation => project::AFFILIATION,
        FileKind::HmisParticipation => project::HMISPARTICIPATION,
        FileKind::CeParticipation => project::CEPARTICIPATION,
        FileKind::Client => client::CLIENT,
        FileKind::Enrollment => client::ENROLLMENT,
        FileKind::Exit => client::EXIT,
        FileKind::IncomeBenefits => program::INCOMEBENEFITS,
        FileKind::HealthAndDv => program::HEALTHANDDV,
        FileKind::EmploymentEducation => program::EMPLOYMENTEDUCATION,
        FileKind::Disabilities => program::DISABILITIES,
        FileKind::Services => program::SERVICES,
        FileKind::CurrentLivingSituation => entry::CURRENTLIVINGSITUATION,
        FileKind::Assessment => entry::ASSESSMENT,
        FileKind::AssessmentQuestions => entry::ASSESSMENTQUESTIONS,
        FileKind::AssessmentResults => entry::ASSESSMENTRESULTS,
        FileKind::Event => entry::EVENT,
        FileKind::YouthEducationStatus => program::YOUTHEDUCATIONSTATUS,
    }
}
