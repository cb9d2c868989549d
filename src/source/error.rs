//! Why a story could not be opened.

use std::io;

use thiserror::Error;

use crate::fetch::FetchError;
use crate::story::Unreadable;

/// Why a story could not be opened.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum OpenError {
    /// There is nothing under that name.
    #[error("no such file")]
    Missing,
    /// It is a folder, and no story is in it.
    #[error("is a folder without a story")]
    Folder,
    /// It may not be read.
    #[error("permission denied")]
    Forbidden,
    /// It is not text.
    #[error("looks like {0}, not a story")]
    Binary(&'static str),
    /// It could not be fetched.
    #[error(transparent)]
    Fetch(#[from] FetchError),
    /// There is no story in it, or one that is too long.
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    /// Reading it failed.
    #[error("cannot be read: {0}")]
    Io(#[source] io::Error),
    /// What it is packed in is damaged: nothing after this can be read.
    #[error("is damaged: nothing of it can be unpacked from here on")]
    Packing,
    /// An array of stories ends before it is closed, or goes on with what is no story.
    #[error("the JSON array is damaged: {0}")]
    Array(&'static str),
    /// The program failed over it.
    #[error("a fault of the program, please report it: {0}")]
    Fault(String),
}

impl From<io::Error> for OpenError {
    fn from(error: io::Error) -> OpenError {
        match error.kind() {
            io::ErrorKind::NotFound => OpenError::Missing,
            io::ErrorKind::PermissionDenied => OpenError::Forbidden,
            io::ErrorKind::IsADirectory => OpenError::Folder,
            _ => OpenError::Io(error),
        }
    }
}
