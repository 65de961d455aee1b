//! Who lives together: singles, couples, families, young parents, and a few minors alone.

use crate::case::Scene;
use crate::names::Kin;
use crate::person::Origin;
use crate::record::Client;
use domain::hud::{RelationshipToHoH, Sex};
use domain::person::Name;

/// One person of a household.
#[derive(Clone, Debug)]
pub(crate) struct Member {
    pub(crate) client: Client,
    /// Whole years, today.
    pub(crate) age: i64,
    pub(crate) relationship: RelationshipToHoH,
}

#[derive(Clone, Copy)]
enum Shape {
    Single,
    Couple,
    Family,
    YoungParent,
    Relatives,
    MinorAlone,
}

impl Scene<'_> {
    /// The people of a household, its head first.
    pub(crate) fn household(&mut self, origin: Origin) -> Vec<Member> {
        let shape = self.draw.weigh(
            Shape::Single,
            &[
                (9, Shape::Couple),
                (21, Shape::Family),
                (3, Shape::YoungParent),
                (1, Shape::Relatives),
                (1, Shape::MinorAlone),
            ],
            65,
        );
        match shape {
            Shape::Single => {
                let age = self.draw.weigh(0, &[(40, 1), (22, 2), (18, 3)], 20);
                let age = match age {
                    0 => self.draw.between(18, 24),
                    1 => self.draw.between(25, 44),
                    2 => self.draw.between(45, 54),
                    _ => self.draw.between(55, 74),
                };
                let sex = self.sex(36);
                vec![self.head(origin, sex, age)]
            }
            Shape::Couple => {
                let age = self.draw.sooner(20, 66);
                let sex = self.sex(50);
                let head = self.head(origin, sex, age);
                let partner = self.partner(origin, &head);
                vec![head, partner]
            }
            Shape::Family => {
                let age = self.draw.sooner(22, 50);
                let two_parents = self.draw.chance(38);
                let children = self.draw.sooner(1, if two_parents { 6 } else { 5 });
                self.family(origin, age, two_parents, children)
            }
            Shape::YoungParent => {
                let age = self.draw.between(18, 24);
                let children = self.draw.sooner(1, 2);
                self.family(origin, age, false, children)
            }
            Shape::Relatives => {
                let age = self.draw.between(35, 60);
                let sex = self.sex(55);
                let head = self.head(origin, sex, age);
                let other_age = self.draw.between(18, 80);
                let sex = self.sex(50);
                let other = self.other(origin, &head, sex, other_age);
                vec![head, other]
            }
            Shape::MinorAlone => {
                let age = self.draw.between(15, 17);
                let sex = self.sex(55);
                vec![self.head(origin, sex, age)]
            }
        }
    }

    fn family(
        &mut self,
        origin: Origin,
        age: i64,
        two_parents: bool,
        children: i64,
    ) -> Vec<Member> {
        let sex = self.sex(if two_parents { 60 } else { 84 });
        let head = self.head(origin, sex, age);
        let mut members = vec![head];
        if two_parents {
            let partner = self.partner(origin, &members[0]);
            members.push(partner);
        }
        let bearer = self.bearer(origin, &members);
        // Nobody is a parent before 16.
        let oldest = (age - 16).clamp(0, 17);
        for _ in 0..children {
            let child = self.another_child(origin, bearer.as_ref(), oldest, &members);
            members.push(child);
        }
        if age > 30 && self.draw.chance(5) {
            let sex = self.sex(60);
            let grandparent = self.draw.between(age + 17, age + 30);
            let other = self.other(origin, &members[0], sex, grandparent);
            members.push(other);
        }
        members
    }

    /// Whose name the children bear: the father's where there is one, and where names are made of the
    /// father's, those of one who lives elsewhere.
    fn bearer(&mut self, origin: Origin, parents: &[Member]) -> Option<Name> {
        let father = parents.iter().find(|one| one.client.sex == Sex::Male);
        if father.is_none() && origin.community.named_after_fathers() {
            let names = self.names();
            let draw = &mut self.draw;
            return Some(names.name(draw, origin.community, Sex::Male, Kin::Head, None));
        }
        let bearer = father.or(parents.first());
        bearer.map(|parent| parent.client.name.clone())
    }

    /// A child whose first name nobody of the household has, and whose age few have.
    fn another_child(
        &mut self,
        origin: Origin,
        bearer: Option<&Name>,
        oldest: i64,
        members: &[Member],
    ) -> Member {
        let mut tries = 0;
        loop {
            let age = self.draw.sooner(0, oldest);
            let child = self.child(origin, bearer, age);
            let namesake = members
                .iter()
                .any(|one| one.client.name.first == child.client.name.first);
            let twin = members.iter().any(|one| one.age == age) && tries < 3;
            tries += 1;
            if tries > 12 || !(namesake || twin) {
                return child;
            }
        }
    }

    fn head(&mut self, origin: Origin, sex: Sex, age: i64) -> Member {
        Member {
            client: self.client(origin, sex, age, Kin::Head, None),
            age,
            relationship: RelationshipToHoH::HeadOfHousehold,
        }
    }

    fn partner(&mut self, origin: Origin, head: &Member) -> Member {
        let same = self.draw.chance(4);
        let sex = match (head.client.sex, same) {
            (Sex::Male, false) => Sex::Female,
            (Sex::Male, true) => Sex::Male,
            (_, true) => Sex::Female,
            (_, false) => Sex::Male,
        };
        let age = (head.age + self.draw.between(-6, 6)).max(18);
        Member {
            client: self.client(origin, sex, age, Kin::Partner, Some(&head.client.name)),
            age,
            relationship: RelationshipToHoH::SpouseOrPartner,
        }
    }

    fn child(&mut self, origin: Origin, bearer: Option<&Name>, age: i64) -> Member {
        let sex = self.sex(49);
        Member {
            client: self.client(origin, sex, age, Kin::Child, bearer),
            age,
            relationship: RelationshipToHoH::Child,
        }
    }

    fn other(&mut self, origin: Origin, head: &Member, sex: Sex, age: i64) -> Member {
        Member {
            client: self.client(origin, sex, age, Kin::Relative, Some(&head.client.name)),
            age,
            relationship: if self.draw.chance(80) {
                RelationshipToHoH::OtherRelation
            } else {
                RelationshipToHoH::NonRelation
            },
        }
    }

    fn sex(&mut self, women: u32) -> Sex {
        if self.draw.chance(women) {
            Sex::Female
        } else {
            Sex::Male
        }
    }
}
