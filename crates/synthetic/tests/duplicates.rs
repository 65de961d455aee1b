//! How well two records of one person are told from those of two people, on people whose answers are known.
//!
//! Of some thousand synthetic people one in four gets a second record, made as second records are: another spelling, a
//! nickname, another surname, a birth date gone wrong, an SSN left out or mistyped. The pairs that a store would compare
//! are compared; precision and recall are counted against what is known.

use chrono::{Datelike, Days, NaiveDate};
use domain::duplicate::{Around, Certainty, Record, compare};
use domain::hud::{NoYesReasons, Sex};
use domain::search::{Name, Table, Vocabulary, nicknames, sounds};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use synthetic::crowd::Crowd;
use synthetic::{Client, Plan, generate};

const PEOPLE: usize = 6_000;
const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();

/// One name as different people write it.
fn spellings() -> Table {
    let crowd = Crowd::new(17, TODAY);
    Table::new(crowd.spellings().half().map(|(_, names)| names))
}

struct Entry {
    person: usize,
    household: usize,
    record: Record,
}

/// What of a second record goes wrong.
struct Clumsy(StdRng, Table);

impl Clumsy {
    fn chance(&mut self, percent: u32) -> bool {
        self.0.random_range(0..100) < percent
    }

    fn at(&mut self, length: usize) -> usize {
        self.0.random_range(0..length.max(1))
    }

    /// One letter lost, doubled, replaced, or exchanged with the next.
    fn mistype(&mut self, word: &str) -> String {
        let mut letters = word.chars().collect::<Vec<_>>();
        if letters.len() < 3 {
            return word.to_owned();
        }
        let at = 1 + self.at(letters.len() - 2);
        match self.at(4) {
            0 => drop(letters.remove(at)),
            1 => letters.insert(at, letters[at]),
            2 => letters[at] = char::from(b'a' + u8::try_from(self.at(26)).unwrap_or(0)),
            _ => letters.swap(at, at - 1),
        }
        letters.into_iter().collect()
    }

    fn name(&mut self, parts: &mut [String], surname: bool) {
        let Some(first) = parts.first_mut() else {
            return;
        };
        let short = nicknames().others(first);
        let others = self.1.others(first).to_vec();
        if !surname && !short.is_empty() && self.chance(30) {
            *first = short[self.at(short.len())].clone();
        } else if !others.is_empty() && self.chance(30) {
            *first = others[self.at(others.len())].clone();
        } else if self.chance(18) {
            *first = self.mistype(first);
        }
    }

    fn date(&mut self, dob: NaiveDate) -> Option<NaiveDate> {
        let (year, month, day) = (dob.year(), dob.month(), dob.day());
        match self.at(100) {
            0..3 => NaiveDate::from_ymd_opt(year, day, month).or(Some(dob)),
            3..6 => {
                NaiveDate::from_ymd_opt(year + 10 * (1 - 2 * i32::from(year > 1990)), month, day)
            }
            6..9 => NaiveDate::from_ymd_opt(year, month, (day % 28) + 1),
            9..12 => NaiveDate::from_ymd_opt(year, 1, 1),
            12..14 => Some(dob - Days::new(400)),
            14..18 => None,
            _ => Some(dob),
        }
    }

    fn number(&mut self, ssn: &str) -> Option<String> {
        let mut digits = ssn.as_bytes().to_vec();
        match self.at(100) {
            0..35 => return None,
            35..55 => return Some(format!("xxxxx{}", &ssn[5..])),
            55..60 => {
                let at = self.at(9);
                digits[at] = b'0' + (digits[at] - b'0' + 1) % 10;
            }
            60..62 => {
                let at = self.at(8);
                digits.swap(at, at + 1);
            }
            _ => {}
        }
        String::from_utf8(digits).ok()
    }

    fn again(&mut self, record: &Record, surnames: &[String]) -> Record {
        let mut second = record.clone();
        self.name(&mut second.first, false);
        if self.chance(8) {
            second.last = vec![surnames[self.at(surnames.len())].clone()];
        } else {
            self.name(&mut second.last, true);
        }
        if self.chance(4) {
            std::mem::swap(&mut second.first, &mut second.last);
        }
        if self.chance(50) {
            second.middle.clear();
        }
        second.suffix = None;
        second.dob = record.dob.and_then(|dob| self.date(dob));
        second.ssn = record.ssn.as_deref().and_then(|ssn| self.number(ssn));
        if self.chance(3) {
            second.sex = second.sex.map(|sex| 1 - sex);
        }
        second
    }
}

fn record(client: &Client) -> Record {
    let name = &client.name;
    Record {
        dob: client.dob,
        ssn: client.ssn.clone(),
        sex: Some(client.sex.code()).filter(|code| matches!(code, 0 | 1)),
        veteran: match client.veteran {
            NoYesReasons::Yes => Some(true),
            NoYesReasons::No => Some(false),
            _ => None,
        },
        ..Record::named(
            name.first.as_deref(),
            name.middle.as_deref(),
            name.last.as_deref(),
            name.suffix.as_deref(),
        )
    }
}

fn people() -> Vec<Entry> {
    let plan = Plan {
        seed: 17,
        today: TODAY,
        clients: PEOPLE,
    };
    let mut entries = Vec::new();
    for (household, case) in generate(&plan).cases().enumerate() {
        for client in &case.clients {
            entries.push(Entry {
                person: entries.len(),
                household,
                record: record(client),
            });
        }
    }
    let surnames = entries
        .iter()
        .filter_map(|entry| entry.record.last.first().cloned())
        .collect::<Vec<_>>();
    let mut clumsy = Clumsy(StdRng::seed_from_u64(17), spellings());
    let mut seconds = Vec::new();
    for entry in &entries {
        if clumsy.chance(25) {
            seconds.push(Entry {
                person: entry.person,
                // A second record is made elsewhere, alone.
                household: usize::MAX - entry.person,
                record: clumsy.again(&entry.record, &surnames),
            });
        }
    }
    entries.extend(seconds);
    entries
}

/// Pairs that share something, as the store takes them.
fn candidates(entries: &[Entry]) -> BTreeSet<(usize, usize)> {
    let mut blocks: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let spellings = spellings();
    for (at, entry) in entries.iter().enumerate() {
        let mut heard = BTreeSet::new();
        for token in entry.record.tokens() {
            heard.extend(sounds(token));
            heard.insert(token.to_owned());
            let also = nicknames().others(token).iter();
            heard.extend(also.chain(spellings.others(token)).cloned());
        }
        let mut keys = Vec::new();
        if let Some(ssn) = &entry.record.ssn {
            keys.push(format!("ssn {ssn}"));
            keys.extend(heard.iter().map(|one| format!("four {} {one}", &ssn[5..])));
        }
        let dob = entry.record.dob;
        let exchanged =
            dob.and_then(|dob| NaiveDate::from_ymd_opt(dob.year(), dob.day(), dob.month()));
        for day in dob.iter().chain(&exchanged) {
            keys.extend(heard.iter().map(|one| format!("day {day} {one}")));
        }
        for (one, other) in heard
            .iter()
            .flat_map(|one| heard.iter().map(move |other| (one, other)))
        {
            if one < other {
                let year = dob.map(|dob| dob.year());
                keys.push(format!("names {one} {other} {year:?}"));
                keys.push(format!(
                    "names {one} {other} {:?}",
                    dob.map(|dob| (dob.month(), dob.day()))
                ));
                keys.push(format!("names {one} {other} None"));
            }
        }
        keys.sort_unstable();
        keys.dedup();
        for key in keys {
            blocks.entry(key).or_default().push(at);
        }
    }
    let mut pairs = BTreeSet::new();
    for block in blocks.values().filter(|block| block.len() <= 60) {
        for (at, one) in block.iter().enumerate() {
            pairs.extend(block[at + 1..].iter().map(|other| (*one, *other)));
        }
    }
    pairs
}

fn vocabulary(entries: &[Entry]) -> Vocabulary {
    let mut carriers: HashMap<String, u32> = HashMap::new();
    for entry in entries {
        for token in entry.record.tokens().collect::<BTreeSet<_>>() {
            *carriers.entry(token.to_owned()).or_default() += 1;
        }
    }
    let names = (1..)
        .zip(carriers)
        .map(|(id, (name, people))| Name::new(id, &name, people));
    let people = u32::try_from(entries.len()).unwrap_or(u32::MAX);
    Vocabulary::new(people, names.collect(), spellings())
}

#[derive(Debug)]
struct Quality {
    precision: f64,
    recall: f64,
    f1: f64,
}

#[expect(clippy::cast_precision_loss, reason = "counts of some thousand")]
fn quality(right: usize, wrong: usize, all: usize) -> Quality {
    let precision = right as f64 / (right + wrong).max(1) as f64;
    let recall = right as f64 / all as f64;
    Quality {
        precision,
        recall,
        f1: 2.0 * precision * recall / (precision + recall),
    }
}

#[test]
fn second_records_are_told_from_other_people() {
    let entries = people();
    let vocabulary = vocabulary(&entries);
    let mut first = HashMap::new();
    let mut all = 0;
    for (at, entry) in entries.iter().enumerate() {
        if first.insert(entry.person, at).is_some() {
            all += 1;
        }
    }
    let pairs = candidates(&entries);
    let reached = pairs
        .iter()
        .filter(|(one, other)| entries[*one].person == entries[*other].person)
        .count();
    // Right and wrong by certainty.
    let mut counts: BTreeMap<Certainty, (usize, usize)> = BTreeMap::new();
    let mut scores = Vec::new();
    for (one, other) in &pairs {
        let (one, other) = (&entries[*one], &entries[*other]);
        let around = Around {
            same_household: one.household == other.household,
        };
        let same = one.person == other.person;
        if let Some(found) = compare(&one.record, &other.record, around, &vocabulary) {
            let count = counts.entry(found.certainty).or_default();
            *(if same { &mut count.0 } else { &mut count.1 }) += 1;
            scores.push((found.score, same));
        }
    }
    let from = |least: Certainty| {
        let some = counts.range(least..);
        let (right, wrong) =
            some.fold((0, 0), |sum, (_, count)| (sum.0 + count.0, sum.1 + count.1));
        quality(right, wrong, all)
    };
    scores.sort_unstable_by(|a, b| b.cmp(a));
    let (mut right, mut wrong, mut at_995) = (0, 0, 0);
    let mut best = (0.0, 0);
    for (score, same) in &scores {
        *(if *same { &mut right } else { &mut wrong }) += 1;
        let now = quality(right, wrong, all);
        if now.precision >= 0.995 {
            at_995 = right;
        }
        if now.f1 > best.0 {
            best = (now.f1, *score);
        }
    }
    let said = format!(
        "{} records, {all} true pairs, {} compared, {reached} of them true\nlikely: {:?}\nvery likely: {:?}\nsurely: \
         {:?}\nby certainty: {counts:?}\nbest F1 {:.4} at {}, recall at 99.5 %: {:.4}",
        entries.len(),
        pairs.len(),
        from(Certainty::Likely),
        from(Certainty::VeryLikely),
        from(Certainty::Surely),
        best.0,
        best.1,
        quality(at_995, 0, all).recall,
    );
    println!("{said}");
    assert!(from(Certainty::Likely).f1 >= 0.95, "{said}");
    let very = from(Certainty::VeryLikely);
    assert!(very.precision >= 0.995 && very.recall >= 0.85, "{said}");
    let surely = from(Certainty::Surely);
    assert!(surely.precision >= 0.999, "{said}");
    // The sexes of HUD that records are compared by.
    assert_eq!([Sex::Female.code(), Sex::Male.code()], [0, 1]);
}
