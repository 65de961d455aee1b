//! Which tokens of the vocabulary a typed word may mean.

use crate::{Result, Store};
use domain::search::{self, Query};
use std::collections::BTreeSet;

/// Tokens taken for one typed word, by each way of likeness.
const MOST: i64 = 40;
/// Letters from which a typed word counts as the beginning of a name.
const PREFIX_FROM: usize = 2;

/// A token that a typed word may mean.
#[derive(Clone, Debug)]
pub(super) struct Near {
    /// Which typed word, from 0.
    pub(super) word: i32,
    pub(super) token_id: i32,
    pub(super) token: String,
    /// How many people carry it.
    pub(super) people: i32,
    /// The word itself, a nickname of it or another spelling: looked for first.
    pub(super) same: bool,
}

/// Compares the typed words with the vocabulary: the same, a nickname, another spelling, one letter off, a
/// beginning, alike by sound, and alike by trigrams.
pub(super) async fn near(store: &Store, query: &Query) -> Result<Vec<Near>> {
    let mut words = Vec::new();
    let mut spellings = Vec::new();
    let mut same = Vec::new();
    for (number, word) in (0_i32..).zip(&query.words) {
        let mut exact = BTreeSet::from([word.clone()]);
        let others = search::nicknames(word)
            .iter()
            .chain(search::spellings(word));
        exact.extend(others.map(ToString::to_string));
        let close = one_letter_off(word);
        let all = exact.iter().map(|token| (token, true));
        for (token, is_same) in all.chain(close.iter().map(|token| (token, false))) {
            words.push(number);
            spellings.push(token.clone());
            same.push(is_same);
        }
    }
    // Two words may be one in the record, in either order: "pao lee" for Paolee.
    for (first, one) in (0_i32..).zip(&query.words) {
        for (second, other) in (0_i32..)
            .zip(&query.words)
            .filter(|(second, _)| *second != first)
        {
            for number in [first, second] {
                words.push(number);
                spellings.push(format!("{one}{other}"));
                same.push(true);
            }
        }
    }
    let sounds = query
        .words
        .iter()
        .map(|word| search::sounds(word).join(" "));
    let rows = sqlx::query!(
        r#"
        with spelled as (
            select word, token_id, name_token.token, people, bool_or(same) as same
            from unnest($1::integer[], $2::text[], $3::boolean[]) as spelling (word, token, same)
            join name_token using (token)
            group by word, token_id, name_token.token, people
        ), typed as (
            select (position - 1)::integer as word, token, string_to_array(sounds, ' ') as sounds
            from unnest($4::text[], $7::text[]) with ordinality as typed (token, sounds, position)
        ), begun as (
            select typed.word, known.token_id, known.token, known.people, false as same
            from typed
            cross join lateral (
                select token_id, token, people
                from name_token
                where length(typed.token) >= $5 and name_token.token like typed.token || '%'
                order by people desc
                limit $6) as known
        ), alike as (
            select typed.word, known.token_id, known.token, known.people, false as same
            from typed
            cross join lateral (
                select token_id, token, people
                from name_token
                where length(typed.token) >= 4 and name_token.token % typed.token
                order by similarity(name_token.token, typed.token) desc
                limit $6) as known
        ), heard as (
            select typed.word, known.token_id, known.token, known.people, false as same
            from typed
            cross join lateral (
                select token_id, token, people
                from name_token
                where name_token.sounds && typed.sounds
                order by people desc
                limit $6) as known
        )
        select word as "word!", token_id as "token_id!", token as "token!", people as "people!",
            bool_or(same) as "same!"
        from (
            select * from spelled union all select * from begun union all select * from heard
            union all select * from alike) as all_ways
        group by word, token_id, token, people
        "#,
        &words,
        &spellings,
        &same,
        &query.words,
        i32::try_from(PREFIX_FROM).unwrap_or(2),
        MOST,
        &sounds.collect::<Vec<_>>(),
    )
    .fetch_all(&store.pool)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Near {
            word: row.word,
            token_id: row.token_id,
            token: row.token,
            people: row.people,
            same: row.same,
        })
        .collect())
}

/// Every spelling that is one letter off: left out, added, changed, or two exchanged. Some hundred
/// look-ups in an index cost less than a comparison with the whole vocabulary, and find "jhon".
fn one_letter_off(word: &str) -> BTreeSet<String> {
    let letters = word.as_bytes();
    let mut found = BTreeSet::new();
    if !word.is_ascii() || !(3..=20).contains(&letters.len()) {
        return found;
    }
    let mut keep = |bytes: Vec<u8>| {
        if let Ok(text) = String::from_utf8(bytes) {
            found.insert(text);
        }
    };
    for at in 0..=letters.len() {
        let (before, after) = letters.split_at(at);
        for letter in b'a'..=b'z' {
            keep([before, &[letter], after].concat());
            if let Some((_, rest)) = after.split_first() {
                keep([before, &[letter], rest].concat());
            }
        }
        if let Some((first, rest)) = after.split_first() {
            keep([before, rest].concat());
            if let Some((second, rest)) = rest.split_first() {
                keep([before, &[*second, *first], rest].concat());
            }
        }
    }
    found.remove(word);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_letter_off_holds_each_kind_of_slip() {
        let near = one_letter_off("john");
        for slip in ["jhon", "jon", "johnn", "joan", "ohn", "johm", "xjohn"] {
            assert!(near.contains(slip), "{slip}");
        }
        assert!(!near.contains("john"));
        assert!(!near.contains("jane"));
        assert!(one_letter_off("al").is_empty());
    }
}
