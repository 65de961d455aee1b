//! Changes on their way from the database to the screens of this server.

use std::time::Duration;
use store::outbox::Announcement;
use tokio::sync::{broadcast, watch};
use tokio::time::Instant;

/// How many changes a slow screen may lag behind before it is told to look at everything.
const BUFFER: usize = 1024;

/// A change as screens hear of it.
#[derive(Clone, Debug)]
pub enum Heard {
    /// An announcement.
    Announced(Announcement),
    /// Announcements may have been missed: look at everything again.
    Missed,
    /// The server stops: streams end, so that it can.
    Stopping,
}

/// Where changes are told and heard.
#[derive(Clone, Debug)]
pub struct Changes {
    sender: broadcast::Sender<Heard>,
    last: watch::Sender<Instant>,
}

impl Changes {
    /// Nothing was told yet; what was before is not known.
    pub fn new() -> Self {
        Self {
            sender: broadcast::channel(BUFFER).0,
            last: watch::Sender::new(Instant::now()),
        }
    }

    /// Tells every stream.
    pub fn tell(&self, heard: Heard) {
        // First this: who subscribes too late for the change reads that there was one.
        self.last.send_replace(Instant::now());
        // Nobody listening is no error.
        let _ = self.sender.send(heard);
    }

    /// What is told from now on, and how long nothing was told until now.
    pub fn listen(&self) -> (broadcast::Receiver<Heard>, Duration) {
        let receiver = self.sender.subscribe();
        let quiet = self.last.borrow().elapsed();
        (receiver, quiet)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_was_told_too_early_to_be_heard_is_known_by_its_time() {
        let changes = Changes::new();
        let before = Instant::now();
        changes.tell(Heard::Missed);
        let (mut heard, quiet) = changes.listen();
        assert!(heard.try_recv().is_err());
        assert!(quiet <= before.elapsed());
        let after = Instant::now();
        changes.tell(Heard::Missed);
        assert!(heard.try_recv().is_ok());
        let (_, quiet) = changes.listen();
        assert!(quiet <= after.elapsed());
    }
}
