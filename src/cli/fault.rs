//! Faults of the program while one of many stories is read: they end that story, not the others.

use std::cell::{Cell, RefCell};
use std::panic::{self, AssertUnwindSafe, PanicHookInfo};
use std::sync::Once;

thread_local! {
    /// Whether a fault of this thread is to be told by whoever waits for its work.
    static CATCHES: Cell<bool> = const { Cell::new(false) };
    static FAULT: RefCell<String> = const { RefCell::new(String::new()) };
}

/// The longest a fault is told, in characters: it may quote the story.
const LONGEST: usize = 160;

/// What `work` comes to, or the fault that ended it, in a line. Nothing that `work` was changing may
/// be used after a fault.
pub fn catch<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    static QUIET: Once = Once::new();
    QUIET.call_once(keep_what_is_caught_quiet);
    CATCHES.set(true);
    let res = panic::catch_unwind(AssertUnwindSafe(work));
    CATCHES.set(false);
    res.map_err(|_| FAULT.take())
}

/// A fault that is caught is told by the story's name, and not as faults usually are.
fn keep_what_is_caught_quiet() {
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |fault| match CATCHES.get() {
        true => FAULT.set(told(fault)),
        false => usual(fault),
    }));
}

/// Where and why the program failed.
fn told(fault: &PanicHookInfo<'_>) -> String {
    let place = fault
        .location()
        .map(|it| format!("{}:{}", it.file(), it.line()));
    let reason = fault.payload_as_str().unwrap_or_default();
    let reason: String = reason.chars().take(LONGEST).collect();
    format!("{}: {reason}", place.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_is_told_in_a_line_and_the_next_work_goes_on() {
        let fault = catch(|| panic!("{} went wrong", "nearly all ".repeat(99))).map(|()| 0);
        let told = fault.unwrap_err();
        assert!(told.starts_with("src/cli/fault.rs:"), "{told}");
        assert!(told.contains(": nearly all nearly all"), "{told}");
        assert!(told.chars().count() < LONGEST + 40, "{told}");
        assert_eq!(catch(|| 7), Ok(7));
    }
}
