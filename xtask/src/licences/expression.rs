//! SPDX licence expressions: `AND` binds tighter than `OR`, an exception belongs to its licence.

use anyhow::{Result, bail};

/// True when the allowed licences suffice. The old `MIT/Apache-2.0` means `OR`.
pub(crate) fn satisfied(expression: &str, allowed: &[&str]) -> Result<bool> {
    let spaced = expression
        .replace('/', " OR ")
        .replace('(', " ( ")
        .replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut reader = Reader {
        words: &words,
        next: 0,
        allowed,
    };
    let verdict = reader.any()?;
    if reader.next < words.len() {
        bail!("unexpected `{}`", words[reader.next]);
    }
    Ok(verdict)
}

struct Reader<'a> {
    words: &'a [&'a str],
    next: usize,
    allowed: &'a [&'a str],
}

impl Reader<'_> {
    fn any(&mut self) -> Result<bool> {
        let mut verdict = self.all()?;
        while self.take("OR") {
            // Both sides are always read, so that the cursor moves past them.
            verdict |= self.all()?;
        }
        Ok(verdict)
    }

    fn all(&mut self) -> Result<bool> {
        let mut verdict = self.one()?;
        while self.take("AND") {
            verdict &= self.one()?;
        }
        Ok(verdict)
    }

    fn one(&mut self) -> Result<bool> {
        if self.take("(") {
            let verdict = self.any()?;
            if !self.take(")") {
                bail!("a parenthesis is not closed");
            }
            return Ok(verdict);
        }
        let mut name = self.word()?.to_owned();
        if self.take("WITH") {
            name = format!("{name} WITH {}", self.word()?);
        }
        Ok(self.allowed.contains(&name.as_str()))
    }

    fn word(&mut self) -> Result<&str> {
        let Some(word) = self.words.get(self.next) else {
            bail!("a licence is missing")
        };
        self.next += 1;
        Ok(word)
    }

    fn take(&mut self, word: &str) -> bool {
        let there = self.words.get(self.next) == Some(&word);
        self.next += usize::from(there);
        there
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alternatives_conjunctions_exceptions_and_parentheses() {
        let allowed = ["MIT", "Unicode-3.0", "Apache-2.0 WITH LLVM-exception"];
        for (expression, expected) in [
            ("MIT", true),
            ("GPL-3.0", false),
            ("GPL-3.0 OR MIT", true),
            ("Unlicense/MIT", true),
            ("MIT AND GPL-3.0", false),
            ("(MIT OR Apache-2.0) AND Unicode-3.0", true),
            ("GPL-3.0 OR MIT AND Unicode-3.0", true),
            ("Apache-2.0", false),
            ("Apache-2.0 WITH LLVM-exception", true),
        ] {
            assert_eq!(
                satisfied(expression, &allowed).unwrap(),
                expected,
                "{expression}"
            );
        }
    }

    #[test]
    fn nonsense_is_refused() {
        for expression in ["", "MIT OR", "(MIT", "MIT MIT"] {
            assert!(satisfied(expression, &["MIT"]).is_err(), "{expression}");
        }
    }
}
