//! Who is head of household, and what the others are to them (3.15).

use crate::hud::{Coded, RelationshipToHoH};

/// What a member is to a new head of household, from what both were to the old one.
///
/// HUD's five words do not say everything: a new head's parent, brother or grandchild are all "other
/// relation", and what cannot be told is 99.
#[must_use]
pub fn relationship_after(
    head_was: Option<Coded<RelationshipToHoH>>,
    was: Option<Coded<RelationshipToHoH>>,
) -> RelationshipToHoH {
    use RelationshipToHoH::{
        Child, HeadOfHousehold, NonRelation, NotCollected, OtherRelation, SpouseOrPartner,
    };
    let (Some(Coded::Known(head_was)), Some(Coded::Known(was))) = (head_was, was) else {
        return NotCollected;
    };
    match (head_was, was) {
        (NotCollected, _) | (_, NotCollected) | (HeadOfHousehold, HeadOfHousehold) => NotCollected,
        // The same head, or one of two: what the others were to the head, they are.
        (HeadOfHousehold, was) => was,
        (NonRelation, _) | (_, NonRelation) => NonRelation,
        (SpouseOrPartner, HeadOfHousehold) => SpouseOrPartner,
        (SpouseOrPartner, Child) => Child,
        (SpouseOrPartner, SpouseOrPartner) => NotCollected,
        (SpouseOrPartner, OtherRelation) | (Child | OtherRelation, _) => OtherRelation,
    }
}
