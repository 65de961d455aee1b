//! The access matrix: each act, by workgroup, situation and policy.

use super::{Act, Situation, UNDO_DAYS, Verdict};
use crate::policy::{ExitRight, Policy};
use crate::workgroup::Workgroup;

/// Whether a member of `workgroup` may do `act` on a record to which they stand as `situation` says.
///
/// Total and pure: what is not named here is denied. The whole of it is printed in
/// `tests/access-matrix.txt`.
#[must_use]
pub fn verdict(act: Act, workgroup: Workgroup, situation: Situation, policy: &Policy) -> Verdict {
    use Verdict::{Allowed, AsSuggestion, Denied, WithPurpose};
    use Workgroup::{
        Administrator, CeAssessor, HmisUser, PriorityListManager, ShelterReservation, ShelterStaff,
    };
    let Situation {
        own,
        ce,
        own_household,
        own_act,
        ..
    } = situation;
    match (act, workgroup) {
        (Act::SearchClients, _) => Allowed,

        (Act::SeeRestrictedRecords, HmisUser | ShelterStaff | ShelterReservation) => only_if(own),
        (Act::SeeRestrictedRecords, CeAssessor | PriorityListManager) => only_if(own || ce),
        (Act::SeeRestrictedRecords, Administrator) => WithPurpose,

        (Act::CreateClient, ShelterReservation) => Denied,
        (Act::CreateClient, _) => Allowed,

        (Act::RevealSsn, CeAssessor) if policy.assessors_reveal_ssn => WithPurpose,
        (Act::RevealSsn, PriorityListManager | Administrator) => WithPurpose,
        (Act::RevealSsn, _) => Denied,

        (Act::Assess, HmisUser) => only_if(policy.hmis_users_assess && ce),
        (Act::Assess, CeAssessor | PriorityListManager) => only_if(ce),
        (Act::Assess, Administrator) => WithPurpose,
        (Act::Assess, ShelterStaff | ShelterReservation) => Denied,

        (Act::RecordContact, HmisUser | CeAssessor | PriorityListManager) => only_if(own || ce),
        (Act::RecordContact, ShelterStaff) => only_if(own),
        (Act::RecordContact, ShelterReservation | Administrator) => Denied,

        (Act::SeePriorityList, HmisUser) => only_if(policy.hmis_users_see_list && own_household),
        (Act::SeePriorityList, CeAssessor | PriorityListManager) => only_if(ce),
        (Act::SeePriorityList, Administrator) => Allowed,
        (Act::SeePriorityList, ShelterStaff | ShelterReservation) => Denied,

        (Act::Exit, _) => exit_right(policy, workgroup, situation),
        (Act::SuggestExit, _) => only_if(may_suggest(policy, workgroup, situation)),
        (Act::UndoExit, HmisUser | CeAssessor) => {
            only_if(own_act && situation.days_since <= UNDO_DAYS)
        }
        (Act::UndoExit, PriorityListManager) => only_if(ce),
        (Act::UndoExit, Administrator) => WithPurpose,
        (Act::UndoExit, ShelterStaff | ShelterReservation) => Denied,

        (Act::AnswerReferral, HmisUser | ShelterStaff | ShelterReservation) => only_if(own),
        // On behalf of the provider, who is told.
        (Act::AnswerReferral, PriorityListManager) if ce => WithPurpose,
        (Act::AnswerReferral, Administrator) => WithPurpose,
        (Act::AnswerReferral, CeAssessor | PriorityListManager) => Denied,

        (Act::PostVacancy, HmisUser | ShelterStaff | ShelterReservation) => only_if(own),
        (Act::PostVacancy, PriorityListManager) => only_if(ce),
        (Act::PostVacancy, CeAssessor | Administrator) => Denied,

        (Act::KeepDeidentified, HmisUser) if policy.hmis_users_suggest_deidentified => AsSuggestion,
        (Act::KeepDeidentified, CeAssessor) => AsSuggestion,
        (Act::KeepDeidentified, PriorityListManager) => only_if(ce),
        (Act::KeepDeidentified, _) => Denied,

        (Act::DecideSuggestion | Act::Refer, PriorityListManager) => only_if(ce),
        (Act::DecideSuggestion | Act::Refer, _) => Denied,

        (Act::EditPolicy | Act::EndorseAccess, PriorityListManager) => only_if(ce),
        (Act::GrantAccess, PriorityListManager) => only_if(policy.managers_grant && ce),
        (
            Act::EditPolicy | Act::EndorseAccess | Act::GrantAccess | Act::AdministerUsers,
            Administrator,
        ) => Allowed,
        (Act::EditPolicy | Act::EndorseAccess | Act::GrantAccess | Act::AdministerUsers, _) => {
            Denied
        }

        (Act::ExportDeidentified | Act::RunCeApr, PriorityListManager) => only_if(ce),
        (Act::ExportIdentified, PriorityListManager) if ce => WithPurpose,
        (
            Act::ExportDeidentified
            | Act::ExportIdentified
            | Act::RunCeApr
            | Act::MergeClients
            | Act::ExchangeCsv,
            Administrator,
        ) => WithPurpose,
        (
            Act::ExportDeidentified
            | Act::ExportIdentified
            | Act::RunCeApr
            | Act::MergeClients
            | Act::ExchangeCsv,
            _,
        ) => Denied,

        (Act::ReadAudit, Administrator) => Allowed,
        (Act::ReadAudit, PriorityListManager) => only_if(ce),
        (Act::ReadAudit, HmisUser | ShelterStaff | ShelterReservation | CeAssessor) => {
            only_if(own_act)
        }
    }
}

const fn only_if(condition: bool) -> Verdict {
    if condition {
        Verdict::Allowed
    } else {
        Verdict::Denied
    }
}

/// The policy's right to exit, where the actor holds the CE organization that the enrollment belongs to.
fn exit_right(policy: &Policy, workgroup: Workgroup, situation: Situation) -> Verdict {
    if workgroup == Workgroup::Administrator {
        return Verdict::WithPurpose;
    }
    match policy.exit.of(workgroup) {
        ExitRight::All if situation.ce => Verdict::Allowed,
        ExitRight::OwnAssessments if situation.ce && situation.own_household => Verdict::Allowed,
        ExitRight::Suggest if may_suggest(policy, workgroup, situation) => Verdict::AsSuggestion,
        ExitRight::All | ExitRight::OwnAssessments | ExitRight::Suggest | ExitRight::None => {
            Verdict::Denied
        }
    }
}

/// Managers decide suggestions and administrators repair: neither suggests. "Not at all" means it.
fn may_suggest(policy: &Policy, workgroup: Workgroup, situation: Situation) -> bool {
    let reach = match workgroup {
        Workgroup::HmisUser => situation.ce || situation.own_household,
        Workgroup::ShelterStaff | Workgroup::ShelterReservation => situation.own_household,
        Workgroup::CeAssessor => situation.ce,
        Workgroup::PriorityListManager | Workgroup::Administrator => false,
    };
    reach && policy.exit.of(workgroup) != ExitRight::None
}
