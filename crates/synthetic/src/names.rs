//! Names in use in the state's communities, and how each community forms them.

use crate::draw::Draw;
use domain::hud::{Race, RaceSet, Sex};
use domain::person::Name;

/// Who a household is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Community {
    Ojibwe,
    Dakota,
    Black,
    Somali,
    Oromo,
    Hmong,
    Karen,
    Hispanic,
    Scandinavian,
    German,
    Settler,
    Vietnamese,
}

use Community::{
    Black, Dakota, German, Hispanic, Hmong, Karen, Ojibwe, Oromo, Scandinavian, Settler, Somali,
    Vietnamese,
};

impl Community {
    const ALL: [(Self, &'static str); 12] = [
        (Ojibwe, include_str!("../names/ojibwe.txt")),
        (Dakota, include_str!("../names/dakota.txt")),
        (Black, include_str!("../names/black.txt")),
        (Somali, include_str!("../names/somali.txt")),
        (Oromo, include_str!("../names/oromo.txt")),
        (Hmong, include_str!("../names/hmong.txt")),
        (Karen, include_str!("../names/karen.txt")),
        (Hispanic, include_str!("../names/hispanic.txt")),
        (Scandinavian, include_str!("../names/scandinavian.txt")),
        (German, include_str!("../names/german.txt")),
        (Settler, include_str!("../names/settler.txt")),
        (Vietnamese, include_str!("../names/vietnamese.txt")),
    ];

    /// Whom one meets in Coordinated Entry of a kind of region.
    pub(crate) fn draw(draw: &mut Draw, mixture: &str) -> Self {
        match mixture {
            "metro" => draw.weigh(
                Black,
                &[
                    (13, Ojibwe),
                    (3, Dakota),
                    (9, Somali),
                    (4, Oromo),
                    (5, Hmong),
                    (2, Karen),
                    (9, Hispanic),
                    (8, Scandinavian),
                    (6, German),
                    (8, Settler),
                    (2, Vietnamese),
                ],
                31,
            ),
            "suburban" => draw.weigh(
                Settler,
                &[
                    (22, Black),
                    (4, Ojibwe),
                    (3, Dakota),
                    (7, Somali),
                    (3, Oromo),
                    (4, Hmong),
                    (1, Karen),
                    (11, Hispanic),
                    (15, Scandinavian),
                    (11, German),
                    (2, Vietnamese),
                ],
                17,
            ),
            "north" => draw.weigh(
                Ojibwe,
                &[
                    (2, Dakota),
                    (6, Black),
                    (2, Somali),
                    (1, Hmong),
                    (4, Hispanic),
                    (19, Scandinavian),
                    (10, German),
                    (16, Settler),
                ],
                40,
            ),
            _ => draw.weigh(
                German,
                &[
                    (6, Ojibwe),
                    (5, Dakota),
                    (10, Black),
                    (9, Somali),
                    (2, Oromo),
                    (2, Hmong),
                    (3, Karen),
                    (14, Hispanic),
                    (17, Scandinavian),
                    (13, Settler),
                    (1, Vietnamese),
                ],
                18,
            ),
        }
    }

    /// 3.04 of most of its people.
    pub(crate) fn races(self) -> RaceSet {
        RaceSet::EMPTY.with(match self {
            Ojibwe | Dakota => Race::AmIndAkNative,
            Black | Somali | Oromo => Race::BlackAfAmerican,
            Hmong | Karen | Vietnamese => Race::Asian,
            Hispanic => Race::HispanicLatinao,
            Scandinavian | German | Settler => Race::White,
        })
    }

    /// Whether a middle name and a last name are those of father and grandfather.
    pub(crate) const fn named_after_fathers(self) -> bool {
        matches!(self, Somali | Oromo)
    }
}

/// Given names and surnames of one community.
#[derive(Debug, Default)]
struct List {
    women: Vec<&'static str>,
    men: Vec<&'static str>,
    family: Vec<&'static str>,
}

/// All names.
#[derive(Debug)]
pub(crate) struct Names {
    lists: Vec<(Community, List)>,
    nicknames: Vec<(&'static str, Vec<&'static str>)>,
}

/// How a member of a household is related to the one whose name is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kin {
    Head,
    Partner,
    Child,
    Relative,
}

impl Names {
    pub(crate) fn read() -> Self {
        let lists = Community::ALL
            .iter()
            .map(|(community, text)| {
                let mut list = List::default();
                for (section, names) in sections(text) {
                    match section {
                        "women" => list.women = names,
                        "men" => list.men = names,
                        _ => list.family = names,
                    }
                }
                (*community, list)
            })
            .collect();
        Self {
            lists,
            nicknames: sections(include_str!("../names/nicknames.txt")).collect(),
        }
    }

    /// Given names of a community, the common ones first.
    pub(crate) fn given(&self, community: Community, sex: Sex) -> &[&'static str] {
        self.of(community).map_or(&[], |list| {
            if sex == Sex::Male {
                &list.men
            } else {
                &list.women
            }
        })
    }

    /// Surnames of a community, the common ones first.
    pub(crate) fn family(&self, community: Community) -> &[&'static str] {
        self.of(community).map_or(&[], |list| &list.family)
    }

    fn of(&self, community: Community) -> Option<&List> {
        self.lists
            .iter()
            .find(|(one, _)| *one == community)
            .map(|(_, list)| list)
    }

    /// A name for somebody, given the household's name bearer: the head, or for children the father
    /// where there is one.
    pub(crate) fn name(
        &self,
        draw: &mut Draw,
        community: Community,
        sex: Sex,
        kin: Kin,
        bearer: Option<&Name>,
    ) -> Name {
        let Some(list) = self.of(community) else {
            return Name::default();
        };
        let given = if sex == Sex::Male {
            &list.men
        } else {
            &list.women
        };
        let mut name = Name {
            first: draw.pick_early(given).map(|name| (*name).to_owned()),
            ..Name::default()
        };
        let surname = |draw: &mut Draw| draw.pick_early(&list.family).map(|s| (*s).to_owned());
        let inherited = bearer.and_then(|bearer| bearer.last.clone());
        let shares = match kin {
            Kin::Head => false,
            Kin::Child => draw.chance(88),
            Kin::Partner => draw.chance(55),
            Kin::Relative => draw.chance(70),
        };
        if community.named_after_fathers() {
            let father = bearer.filter(|_| kin == Kin::Child);
            name.middle = father
                .and_then(|father| father.first.clone())
                .or_else(|| draw.pick_early(&list.men).map(|s| (*s).to_owned()));
            name.last = father
                .and_then(|father| father.middle.clone())
                .or_else(|| surname(draw));
            return name;
        }
        name.last = match community {
            // No family names.
            Karen => surname(draw),
            // A wife keeps the name of her clan.
            Hmong if kin == Kin::Partner => surname(draw),
            _ if shares => inherited.or_else(|| surname(draw)),
            _ => surname(draw),
        };
        self.vary(draw, list, community, kin, &mut name);
        name
    }

    /// Double surnames, middle names, suffixes.
    fn vary(&self, draw: &mut Draw, list: &List, community: Community, kin: Kin, name: &mut Name) {
        let is_single = name
            .last
            .as_deref()
            .is_some_and(|last| !last.contains([' ', '-']));
        if is_single && kin != Kin::Child {
            let double = match community {
                Hispanic => draw.chance(40).then_some(' '),
                Ojibwe | Dakota | Scandinavian | German | Settler | Black => {
                    draw.chance(4).then_some('-')
                }
                Somali | Oromo | Hmong | Karen | Vietnamese => None,
            };
            if let (Some(mark), Some(last), Some(second)) =
                (double, &name.last, draw.pick_early(&list.family))
                && last != second
            {
                name.last = Some(format!("{last}{mark}{second}"));
            }
        }
        if matches!(
            community,
            Ojibwe | Dakota | Black | Scandinavian | German | Settler
        ) {
            if draw.chance(35) {
                let given = if draw.chance(50) {
                    &list.women
                } else {
                    &list.men
                };
                // An initial tells nothing of sex.
                name.middle = draw
                    .pick(given)
                    .and_then(|middle| middle.chars().next())
                    .map(String::from);
            }
            if kin == Kin::Head && draw.chance(2) {
                name.suffix = Some("Jr".to_owned());
            }
        }
    }

    /// What somebody of this first name is called, if the language has such a word.
    pub(crate) fn nickname(&self, draw: &mut Draw, name: &Name) -> Option<String> {
        self.nickname_of(draw, name.first.as_deref()?)
    }

    pub(crate) fn nickname_of(&self, draw: &mut Draw, first: &str) -> Option<String> {
        let (_, short) = self.nicknames.iter().find(|(given, _)| *given == first)?;
        draw.pick(short).map(|short| (*short).to_owned())
    }

    /// How many names there are: given and family, per community.
    #[cfg(test)]
    pub(crate) fn counts(&self) -> Vec<(Community, usize, usize, usize)> {
        self.lists
            .iter()
            .map(|(one, list)| (*one, list.women.len(), list.men.len(), list.family.len()))
            .collect()
    }
}

/// Lines of names under "[section]" headings of a data file, each with its heading.
pub(crate) fn sections_of(
    text: &'static str,
) -> impl Iterator<Item = (&'static str, Vec<&'static str>)> {
    let mut heading = "";
    text.lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(move |line| {
            if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
                heading = name;
                return None;
            }
            Some((heading, line.split(',').map(str::trim).collect()))
        })
}

/// "key: one, two" lines of a data file.
fn sections(text: &'static str) -> impl Iterator<Item = (&'static str, Vec<&'static str>)> {
    text.lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(':'))
        .map(|(key, names)| (key, names.split(',').map(str::trim).collect()))
}
