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
