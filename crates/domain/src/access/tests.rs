//! In whose name an actor acts.

use super::{Act, Acting, Actor, Grant};
use crate::ids::{OrganizationId, UserId};
use crate::variants::{name, variants};
use crate::workgroup::Workgroup::{
    self, Administrator, CeAssessor, HmisUser, PriorityListManager, ShelterStaff,
};
use uuid::Uuid;

const CE: OrganizationId = OrganizationId(Uuid::from_u128(1));
const SHELTER: OrganizationId = OrganizationId(Uuid::from_u128(2));
const ELSEWHERE: OrganizationId = OrganizationId(Uuid::from_u128(3));

fn actor(
    chosen: Option<(Workgroup, OrganizationId)>,
    grants: &[(Workgroup, OrganizationId)],
) -> Actor {
    let grant = |(workgroup, organization)| Grant {
        workgroup,
        organization,
    };
    Actor {
        user: UserId(Uuid::from_u128(9)),
        chosen: chosen.map(grant),
        grants: grants.iter().copied().map(grant).collect(),
    }
}

#[test]
fn acts_in_the_pair_that_the_record_asks_for() {
    type Pair = (Workgroup, OrganizationId);
    type Case = (
        &'static str,
        Option<Pair>,
        &'static [Pair],
        OrganizationId,
        Option<(Workgroup, bool)>,
    );
    let table: &[Case] = &[
        (
            "the chosen pair is the record's",
            Some((CeAssessor, CE)),
            &[(CeAssessor, CE)],
            CE,
            Some((CeAssessor, false)),
        ),
        (
            "the chosen workgroup is granted there too: it is kept, and said",
            Some((HmisUser, SHELTER)),
            &[
                (HmisUser, SHELTER),
                (HmisUser, CE),
                (PriorityListManager, CE),
            ],
            CE,
            Some((HmisUser, true)),
        ),
        (
            "the chosen workgroup is not granted there: the strongest that is",
            Some((ShelterStaff, SHELTER)),
            &[(ShelterStaff, SHELTER), (HmisUser, CE), (CeAssessor, CE)],
            CE,
            Some((CeAssessor, true)),
        ),
        (
            "nothing is chosen",
            None,
            &[(HmisUser, CE)],
            CE,
            Some((HmisUser, true)),
        ),
        (
            "nothing is granted there",
            Some((HmisUser, CE)),
            &[(HmisUser, CE)],
            ELSEWHERE,
            None,
        ),
        (
            "a chosen administrator acts anywhere",
            Some((Administrator, SHELTER)),
            &[(Administrator, SHELTER)],
            ELSEWHERE,
            Some((Administrator, false)),
        ),
        (
            "an administrator who chose another workgroup is not one now",
            Some((HmisUser, CE)),
            &[(HmisUser, CE), (Administrator, SHELTER)],
            ELSEWHERE,
            None,
        ),
        (
            "a choice whose grant ended is worth nothing",
            Some((Administrator, SHELTER)),
            &[(HmisUser, CE)],
            ELSEWHERE,
            None,
        ),
        ("nothing granted at all", None, &[], CE, None),
    ];
    for (case, chosen, grants, organization, expected) in table {
        let acting = actor(*chosen, grants).acting_on(*organization);
        let expected = expected.map(|(workgroup, switched)| Acting {
            workgroup,
            organization: *organization,
            switched,
        });
        assert_eq!(acting, expected, "{case}");
    }
}

#[test]
fn holds_what_is_granted() {
    let assessor = actor(
        Some((CeAssessor, CE)),
        &[(CeAssessor, CE), (HmisUser, SHELTER)],
    );
    assert!(assessor.holds(HmisUser));
    assert!(!assessor.holds(PriorityListManager));
    assert_eq!(assessor.workgroup(), Some(CeAssessor));
}

#[test]
fn the_lists_of_all_forget_nothing() {
    assert_eq!(variants::<Act>(), Act::ALL.map(name));
    assert_eq!(variants::<Workgroup>(), Workgroup::ALL.map(name));
}
