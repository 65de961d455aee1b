//! The weights: what agreement and difference are worth, in hundredths of a bit.
//!
//! Each is log2(m / u): how often it is so between two records of one person, over how often between two people. `m`
//! was set by hand, and moved after what was measured on synthetic people drawn like Minnesota's, some with a second record
//! (`cargo test -p synthetic --test duplicates`); `u` follows from counting. A name's `u` is how many carry it, so its weight is not here but in
//! [`crate::search::Vocabulary`].
//!
//! | What | m | u | Why |
//! | --- | --- | --- | --- |
//! | other first name | 3 % | 99 % | nicknames, spellings and misspellings count as alike before |
//! | other last name | 10 % | 99 % | marriage and divorce |
//! | same birth date | 90 % | 1 in 9,000 | some 25,000 days, not evenly used |
//! | January 1 in both | 90 % | 1 in 500 | written where the day is not known |
//! | birth day and month exchanged | 1 % | 1 in 50,000 | only days up to the twelfth |
//! | one digit of the birth date off | 4 % | 1 in 700 | some thirty dates are a digit away |
//! | same year, or same month and day | 2 % | 1 in 60, in 365 | says little |
//! | other birth date | 2 % | 97 % | ages given at intake differ with people, not with records |
//! | years apart like parent and child | 0.1 % | 60 % | names repeat in families |
//! | same SSN | 90 % | 1 in a million | a child gets a parent's number now and then |
//! | SSN one digit off, or two exchanged | 4 % | 1 in 50,000 | brothers and sisters get numbers in a row |
//! | last four alike, more is not known | 95 % | 1 in 9,999 | |
//! | last four alike, the rest is other | 1 % | 1 in 9,999 | |
//! | other SSN | 0.5 % | 99.9 % | somebody else's card |
//! | other sex | 2 % | 45 % | |
//! | same phone | 30 % | 1 in 1,500 | families and shelters share one |
//! | one household at once | 0.01 % | 80 % of those who agree otherwise | whoever recorded it saw two people |

/// Names' closeness as a share of what the name is worth, in percent.
pub(super) const SPELLED_OTHERWISE: i32 = 92;
pub(super) const NICKNAME: i32 = 85;
pub(super) const ONE_LETTER: i32 = 85;
/// Of names with four letters or fewer, which are other names as often: Mai and Mao.
pub(super) const ONE_LETTER_OF_FEW: i32 = 45;
pub(super) const TWO_LETTERS: i32 = 65;
pub(super) const ALIKE_IN_SOUND: i32 = 65;
pub(super) const INITIAL: i32 = 20;
/// Of a name that stands in another field, or among other names.
pub(super) const ELSEWHERE: i32 = 90;

pub(super) const OTHER_FIRST: i32 = -500;
pub(super) const OTHER_LAST: i32 = -320;
pub(super) const OTHER_MIDDLE: i32 = -150;
pub(super) const NAMES_EXCHANGED: i32 = -200;
pub(super) const OTHER_SUFFIX: i32 = -900;
pub(super) const SAME_SUFFIX: i32 = 200;
/// A first and a last name together are not worth more: families name alike, and so do whole communities.
pub(super) const MOST_OF_NAMES: i32 = 2_600;

pub(super) const SAME_BIRTH_DATE: i32 = 1_300;
pub(super) const SAME_JANUARY_FIRST: i32 = 880;
pub(super) const EXCHANGED_BIRTH_DATE: i32 = 900;
pub(super) const DIGIT_OFF_BIRTH_DATE: i32 = 480;
pub(super) const SAME_MONTH_AND_DAY: i32 = 280;
pub(super) const SAME_YEAR: i32 = -20;
pub(super) const OTHER_BIRTH_DATE: i32 = -560;
pub(super) const GENERATION_APART: i32 = -920;
/// Years from which two may be parent and child.
pub(super) const GENERATION: i32 = 13;

pub(super) const SAME_SSN: i32 = 1_980;
pub(super) const NEARLY_SAME_SSN: i32 = 1_100;
pub(super) const SAME_LAST_FOUR: i32 = 1_320;
pub(super) const ONLY_LAST_FOUR: i32 = 660;
pub(super) const OTHER_SSN: i32 = -760;
pub(super) const OTHER_LAST_FOUR: i32 = -560;

pub(super) const SAME_SEX: i32 = 100;
pub(super) const OTHER_SEX: i32 = -450;
pub(super) const BOTH_VETERANS: i32 = 250;
pub(super) const ONE_VETERAN: i32 = -150;
pub(super) const SAME_PHONE: i32 = 880;
pub(super) const ONE_HOUSEHOLD: i32 = -1_300;

/// From here on each certainty holds: bits beyond the logarithm of all people, which must be outweighed first, since two
/// records taken at random are as seldom one person's.
pub(super) const LIKELY: i32 = 400;
pub(super) const VERY_LIKELY: i32 = 900;
pub(super) const SURELY: i32 = 1_600;
