//! Living situations and destinations (3.12.1): groups and the order of the exit form.

use super::LivingSituation;

/// HUD's groups of living situations: by hundreds of the code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LivingSituationGroup {
    /// 1xx.
    Homeless,
    /// 2xx.
    Institutional,
    /// 3xx.
    Temporary,
    /// 4xx.
    Permanent,
    /// The rest, such as deceased, other and not collected.
    Other,
}

impl LivingSituationGroup {
    /// Heading of the group.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Homeless => "Homeless situations",
            Self::Institutional => "Institutional situations",
            Self::Temporary => "Temporary housing situations",
            Self::Permanent => "Permanent housing situations",
            Self::Other => "Other",
        }
    }
}

impl LivingSituation {
    /// Whether a rental subsidy type (3.12.A) must be given with it.
    pub const fn needs_subsidy_type(self) -> bool {
        matches!(self, Self::RentalWithSubsidy)
    }

    /// Whether, as a destination, it must be explained in `OtherDestination` (3.12.2).
    pub const fn needs_description(self) -> bool {
        matches!(self, Self::Other)
    }
}

/// The destinations that an exit form offers (3.12), by group, the usual ones first.
pub const fn destinations_grouped() -> &'static [(LivingSituationGroup, &'static [LivingSituation])]
{
    use LivingSituation as L;
    &[
        (
            LivingSituationGroup::Permanent,
            &[
                L::RentalWithSubsidy,
                L::RentalNoSubsidy,
                L::FamilyPermanentTenure,
                L::FriendsPermanentTenure,
                L::OwnedNoSubsidy,
                L::OwnedWithSubsidy,
                L::HopwaPermanentHousing,
            ],
        ),
        (
            LivingSituationGroup::Temporary,
            &[
                L::FamilyTemporaryTenure,
                L::FriendsTemporaryTenure,
                L::TransitionalHousing,
                L::HotelOrMotel,
                L::HalfwayHouse,
                L::HostHome,
                L::HopwaTransitionalHousing,
            ],
        ),
        (
            LivingSituationGroup::Homeless,
            &[
                L::PlaceNotMeantForHabitation,
                L::EmergencyShelter,
                L::SafeHaven,
            ],
        ),
        (
            LivingSituationGroup::Institutional,
            &[
                L::JailOrPrison,
                L::Hospital,
                L::SubstanceUseTreatment,
                L::PsychiatricHospital,
                L::LongTermCare,
                L::FosterCare,
            ],
        ),
        (
            LivingSituationGroup::Other,
            &[
                L::NoExitInterview,
                L::Deceased,
                L::Other,
                L::DoesNotKnow,
                L::PrefersNotToAnswer,
                L::NotCollected,
            ],
        ),
    ]
}
