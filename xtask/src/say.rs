//! What people read while the xtask works: one plain line per act. Progress goes to standard error,
//! results to standard output, so that `$(cargo xtask pg)` is nothing but the URL.

use std::io::{Write, stdout};
use std::time::Instant;

/// One line about what happens now.
pub(crate) fn note(text: &str) {
    eprintln!("  {text}");
}

/// Runs `work` under a line that ends with how long it took.
pub(crate) fn timed<T, E>(title: &str, work: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
    eprintln!("> {title}");
    let start = Instant::now();
    let outcome = work();
    let seconds = start.elapsed().as_secs_f64();
    if outcome.is_ok() && seconds >= 1.0 {
        eprintln!("  {seconds:.1} s");
    }
    outcome
}

/// The left half of a stage's line; `stage_end` completes it.
pub(crate) fn stage_begin(name: &str) {
    print!("{name:<12} ");
    // A line that is not shown yet is no reason to stop.
    stdout().flush().ok();
}

/// The right half of a stage's line.
pub(crate) fn stage_end(good: bool, start: Instant, summary: &str) {
    let word = if good { "ok    " } else { "FAILED" };
    println!("{word} {:>7.1} s  {summary}", start.elapsed().as_secs_f64());
}
