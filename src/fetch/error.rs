//! Why a story could not be fetched, in a line.

use std::io;

use thiserror::Error;

use super::Limits;
use crate::story::clean::clean;

/// Why a story could not be fetched.
#[derive(Debug, Error)]
pub enum FetchError {
    /// The address is neither http nor https.
    #[error("is no web address: only http and https are fetched")]
    Scheme,
    /// The address is malformed.
    #[error("is no web address")]
    Address,
    /// The name of the server is not found (DNS).
    #[error("the site is not found: a wrong name, or no network")]
    Host,
    /// The server does not take the connection.
    #[error("the connection failed: {0}")]
    Connection(String),
    /// The server could not prove who it is (TLS).
    #[error("the connection is not safe: {0}")]
    Tls(String),
    /// The server answered with an error.
    #[error("{}", status(*.0))]
    Status(u16),
    /// It took longer than allowed, in seconds.
    #[error("no whole answer within {0} seconds")]
    Timeout(u64),
    /// It is larger than allowed, in bytes.
    #[error("is larger than {} MB", *.0 / (1024 * 1024))]
    TooLarge(u64),
    /// The address changed more often than allowed.
    #[error("is sent on from address to address without end")]
    Redirects,
    /// The address changed to one that is not fetched.
    #[error("is sent on to an address that is not safe to follow")]
    Downgrade,
    /// It is not text, but of this media type.
    #[error("is {0}, not a story")]
    Content(String),
    /// The connection ended before the answer did, or the answer is damaged.
    #[error("the answer broke off or is damaged")]
    Broken,
    /// The caller stopped it.
    #[error("cancelled")]
    Cancelled,
}

impl FetchError {
    /// What an error of the HTTP client means for a reader.
    pub(super) fn from_ureq(error: ureq::Error, limits: Limits) -> FetchError {
        use ureq::Error;
        match error {
            Error::Http(_) | Error::BadUri(_) => FetchError::Address,
            Error::HostNotFound => FetchError::Host,
            Error::StatusCode(code) => FetchError::Status(code),
            Error::Timeout(_) => FetchError::Timeout(limits.time.as_secs()),
            Error::TooManyRedirects => FetchError::Redirects,
            Error::RequireHttpsOnly(_) | Error::RedirectFailed => FetchError::Downgrade,
            Error::Tls(why) => FetchError::Tls(why.to_owned()),
            Error::Rustls(why) => FetchError::Tls(clean(&why.to_string())),
            // Before there is an answer, only the handshake can be invalid.
            Error::Io(why) if why.kind() == io::ErrorKind::InvalidData => {
                FetchError::Tls(clean(&why.to_string()))
            }
            Error::Io(why) if is_lookup(&why) => FetchError::Host,
            Error::Io(why) => FetchError::from_io(why, limits),
            Error::Protocol(_) | Error::Decompress(..) | Error::LargeResponseHeader(..) => {
                FetchError::Broken
            }
            other => FetchError::Connection(clean(&other.to_string())),
        }
    }

    /// What a failed read means for a reader. Errors of the HTTP client travel within it.
    pub(super) fn from_io(error: io::Error, limits: Limits) -> FetchError {
        match error.kind() {
            io::ErrorKind::UnexpectedEof | io::ErrorKind::InvalidData => FetchError::Broken,
            io::ErrorKind::TimedOut => FetchError::Timeout(limits.time.as_secs()),
            _ => match error.downcast::<ureq::Error>() {
                Ok(inner) => FetchError::from_ureq(inner, limits),
                Err(error) => FetchError::Connection(clean(&error.to_string())),
            },
        }
    }
}

/// Whether a name could not be looked up. The standard library has no kind for that, only words.
fn is_lookup(error: &io::Error) -> bool {
    error.to_string().starts_with("failed to lookup address")
}

/// What a status of HTTP means, for those that readers meet.
fn status(code: u16) -> String {
    match code {
        401 | 402 => format!("the site wants you to sign in or pay ({code})"),
        403 => "the site refuses to show it (403)".to_owned(),
        404 | 410 => format!("there is no such page ({code})"),
        429 => "the site asks you to wait before you try again (429)".to_owned(),
        451 => "it may not be shown for legal reasons (451)".to_owned(),
        500..=599 => format!("the site is out of order ({code})"),
        _ => format!("the site answered with status {code}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ureq::Error;

    fn told(error: Error) -> String {
        FetchError::from_ureq(error, Limits::default()).to_string()
    }

    fn io(kind: io::ErrorKind) -> Error {
        Error::Io(io::Error::new(kind, "no luck\u{1b}[31m"))
    }

    #[test]
    fn what_went_wrong_is_told_in_the_readers_words() {
        let lookup = io::Error::other("failed to lookup address information: none");
        for (error, want) in [
            (Error::BadUri("x y".to_owned()), "is no web address"),
            (
                Error::HostNotFound,
                "the site is not found: a wrong name, or no network",
            ),
            (
                Error::Io(lookup),
                "the site is not found: a wrong name, or no network",
            ),
            (
                Error::TooManyRedirects,
                "is sent on from address to address without end",
            ),
            (
                Error::RedirectFailed,
                "is sent on to an address that is not safe to follow",
            ),
            (
                Error::RequireHttpsOnly("http://coast.example".to_owned()),
                "is sent on to an address that is not safe to follow",
            ),
            (
                Error::Tls("no proof"),
                "the connection is not safe: no proof",
            ),
            (
                io(io::ErrorKind::InvalidData),
                "the connection is not safe: no luck",
            ),
            (
                io(io::ErrorKind::ConnectionReset),
                "the connection failed: no luck",
            ),
            (
                io(io::ErrorKind::UnexpectedEof),
                "the answer broke off or is damaged",
            ),
            (
                Error::LargeResponseHeader(9, 1),
                "the answer broke off or is damaged",
            ),
        ] {
            assert_eq!(told(error), want);
        }
    }

    #[test]
    fn statuses_are_told_by_what_a_reader_can_do() {
        for (code, want) in [
            (401, "the site wants you to sign in or pay (401)"),
            (403, "the site refuses to show it (403)"),
            (404, "there is no such page (404)"),
            (410, "there is no such page (410)"),
            (418, "the site answered with status 418"),
            (429, "the site asks you to wait before you try again (429)"),
            (451, "it may not be shown for legal reasons (451)"),
            (503, "the site is out of order (503)"),
        ] {
            assert_eq!(told(Error::StatusCode(code)), want);
        }
    }

    #[test]
    fn an_answer_that_breaks_off_is_told_from_one_that_is_late() {
        let limits = Limits::default();
        let told = |error| FetchError::from_io(error, limits).to_string();
        let kind = |kind| io::Error::new(kind, "no luck");
        let late = format!("no whole answer within {} seconds", limits.time.as_secs());
        assert_eq!(told(kind(io::ErrorKind::TimedOut)), late);
        let broken = "the answer broke off or is damaged";
        assert_eq!(told(kind(io::ErrorKind::InvalidData)), broken);
        assert_eq!(
            told(kind(io::ErrorKind::Other)),
            "the connection failed: no luck"
        );
        let inner = io::Error::other(Error::StatusCode(404));
        assert_eq!(told(inner), "there is no such page (404)");
    }

    #[test]
    fn limits_and_kinds_are_named() {
        let large = FetchError::TooLarge(64 * 1024 * 1024);
        assert_eq!(large.to_string(), "is larger than 64 MB");
        let film = FetchError::Content("video/mp4".to_owned());
        assert_eq!(film.to_string(), "is video/mp4, not a story");
    }
}
