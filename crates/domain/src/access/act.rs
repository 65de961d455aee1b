//! The acts that are allowed or denied, one for each row of the access matrix.

use serde::{Deserialize, Serialize};

/// Something a person does. Every server function and every operation of the store names one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// Search, and see the identity of shared clients.
    SearchClients,
    /// See a restricted client's records.
    SeeRestrictedRecords,
    /// Create a client, report a duplicate.
    CreateClient,
    /// Reveal a full SSN.
    RevealSsn,
    /// CE intake, assessment, update.
    Assess,
    /// Record a contact (CLS) or a note.
    RecordContact,
    /// See the Priority List.
    SeePriorityList,
    /// Exit a CE enrollment.
    Exit,
    /// Suggest an exit.
    SuggestExit,
    /// Approve, amend, decline suggestions and proposals.
    DecideSuggestion,
    /// Undo an exit.
    UndoExit,
    /// Refer a household (housing event).
    Refer,
    /// Acknowledge, accept, decline a referral.
    AnswerReferral,
    /// Post a vacancy.
    PostVacancy,
    /// Edit policy, guidance, reasons, priority rules, forms.
    EditPolicy,
    /// Keep de-identified entries.
    KeepDeidentified,
    /// Export the list without identities.
    ExportDeidentified,
    /// Export the list with identities.
    ExportIdentified,
    /// Merge, unmerge, protect a person.
    MergeClients,
    /// Users, grants, organizations, projects.
    AdministerUsers,
    /// Endorse a request for access.
    EndorseAccess,
    /// Grant a request for access.
    GrantAccess,
    /// Import and export HMIS CSV.
    ExchangeCsv,
    /// Run the CE APR.
    RunCeApr,
    /// Read the audit.
    ReadAudit,
}

impl Act {
    /// All, in the order of the matrix.
    pub const ALL: [Self; 25] = [
        Self::SearchClients,
        Self::SeeRestrictedRecords,
        Self::CreateClient,
        Self::RevealSsn,
        Self::Assess,
        Self::RecordContact,
        Self::SeePriorityList,
        Self::Exit,
        Self::SuggestExit,
        Self::DecideSuggestion,
        Self::UndoExit,
        Self::Refer,
        Self::AnswerReferral,
        Self::PostVacancy,
        Self::EditPolicy,
        Self::KeepDeidentified,
        Self::ExportDeidentified,
        Self::ExportIdentified,
        Self::MergeClients,
        Self::AdministerUsers,
        Self::EndorseAccess,
        Self::GrantAccess,
        Self::ExchangeCsv,
        Self::RunCeApr,
        Self::ReadAudit,
    ];

    /// In words, as the matrix and the audit name it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::SearchClients => "Search clients and see who they are",
            Self::SeeRestrictedRecords => "See a restricted client's records",
            Self::CreateClient => "Create a client or report a duplicate",
            Self::RevealSsn => "Reveal a full SSN",
            Self::Assess => "CE intake, assessment or update",
            Self::RecordContact => "Record a contact or a note",
            Self::SeePriorityList => "See the Priority List",
            Self::Exit => "Exit a CE enrollment",
            Self::SuggestExit => "Suggest an exit",
            Self::DecideSuggestion => "Decide suggestions and proposals",
            Self::UndoExit => "Undo an exit",
            Self::Refer => "Refer a household",
            Self::AnswerReferral => "Acknowledge, accept or decline a referral",
            Self::PostVacancy => "Post a vacancy",
            Self::EditPolicy => "Edit policy, guidance, reasons, rules and forms",
            Self::KeepDeidentified => "Keep de-identified entries",
            Self::ExportDeidentified => "Export the list without identities",
            Self::ExportIdentified => "Export the list with identities",
            Self::MergeClients => "Merge, unmerge or protect a person",
            Self::AdministerUsers => "Administer users, organizations and projects",
            Self::EndorseAccess => "Endorse a request for access",
            Self::GrantAccess => "Grant a request for access",
            Self::ExchangeCsv => "Import and export HMIS CSV",
            Self::RunCeApr => "Run the CE APR",
            Self::ReadAudit => "Read the audit",
        }
    }
}
