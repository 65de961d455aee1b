//! `threshold keys`: changing the key that seals.

use crate::shown::Shown;
use anyhow::{Context, bail};
use clap::Subcommand;
use std::io::{self, Write};
use store::import::thousands;
use store::rotation::{Rotation, rotate};
use store::{Store, StoreError};

/// What to do with the keys.
#[derive(Debug, Subcommand)]
pub enum KeysCommand {
    /// Seal everything with the last key of the key file, as the owner of the database
    Rotate,
}

/// Does it; the report goes to standard output, progress to standard error.
pub async fn run(store: &Store, command: KeysCommand) -> anyhow::Result<()> {
    let KeysCommand::Rotate = command;
    let mut shown = Shown::new();
    let outcome = rotate(store, |progress| {
        let step = progress.holder.label();
        let (done, of) = (thousands(progress.done), thousands(progress.of));
        shown.show(step, &format!("{step}: {done} of {of}"));
    })
    .await;
    shown.end();
    let rotation = match outcome {
        Err(StoreError::Forbidden) => {
            bail!(
                "only the owner of the database may re-seal the audit and earlier versions: log in as the owner"
            )
        }
        Err(error @ StoreError::UnknownKey(_)) => bail!("{error}"),
        other => other
            .context("not everything could be sealed anew; running it again goes on from there")?,
    };
    print(&mut io::stdout().lock(), &rotation)?;
    if rotation.held() > 0 {
        bail!("other work held some of the values: run it again");
    }
    Ok(())
}

fn print(out: &mut impl Write, rotation: &Rotation) -> io::Result<()> {
    write!(out, "{:<26}", "")?;
    for column in ["Sealed anew", "Left", "Unreadable"] {
        write!(out, "{column:>13}")?;
    }
    writeln!(out)?;
    for done in &rotation.holders {
        write!(out, "{:<26}", done.holder.label())?;
        for count in [done.resealed, done.left, done.unreadable] {
            write!(out, "{:>13}", thousands(count))?;
        }
        writeln!(out)?;
    }
    writeln!(out)?;
    writeln!(out, "Key {} seals.", rotation.sealing)?;
    for key in &rotation.unused {
        writeln!(
            out,
            "No row needs key {key} any more: its line can be removed from the key file. Older backups still need it."
        )?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use store::rotation::{Done, Holder};

    #[test]
    fn says_what_was_done_and_which_keys_can_go() {
        let rotation = Rotation {
            sealing: 2,
            holders: vec![Done {
                holder: Holder::Clients,
                resealed: 1234,
                left: 1,
                unreadable: 0,
            }],
            unused: vec![1],
        };
        let mut said = Vec::new();
        print(&mut said, &rotation).unwrap();
        let said = String::from_utf8(said).unwrap();
        assert!(
            said.contains("Social Security numbers           1,234            1            0"),
            "{said}"
        );
        assert!(
            said.contains("Key 2 seals.\nNo row needs key 1 any more"),
            "{said}"
        );
    }
}
