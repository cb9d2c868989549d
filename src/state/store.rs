//! The folder where everything is kept: one file a story.
//!
//! A file is replaced whole: written beside the old one, synced, renamed over it, and the folder
//! synced, so that whoever looks finds the old one or the new one, whatever happens in between. A
//! lock keeps writers apart, and each reads again before it writes, so that two readers lose
//! nothing. Files are the owner's alone. What cannot be read is set aside, never written over.

use std::env;
use std::ffi::OsString;
use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use thiserror::Error;

use super::record::{self, NoRecord};
use super::{Kept, StoryKey};
use crate::story::{Story, clean};

/// What is kept of all stories.
#[derive(Clone, Debug)]
pub struct Store {
    folder: PathBuf,
}

/// Why something could not be kept, or read again. None of it keeps anybody from reading on.
#[derive(Debug, Error)]
pub enum StoreError {
    /// There is no place for it.
    #[error("nothing is kept: HOME is not set")]
    NoHome,
    /// It was no record; it is still there under another name.
    #[error("what was kept of this story is set aside as {name}: {reason}")]
    SetAside {
        /// The path it has now.
        name: String,
        /// What is wrong with it.
        reason: NoRecord,
    },
    /// Somebody else has been writing for too long.
    #[error("nothing is kept: {name} stays locked")]
    Locked {
        /// The path of the lock.
        name: String,
    },
    /// The disk would not have it.
    #[error("nothing is kept: {name}: {reason}")]
    Disk {
        /// The path it is about.
        name: String,
        /// What the system says.
        reason: io::Error,
    },
}

/// How long a writer waits for another one. Writing takes milliseconds.
const PATIENCE: Duration = Duration::from_secs(2);

impl Store {
    /// The reader's own: `$XDG_STATE_HOME/pullquote/stories`, by default under `~/.local/state`.
    ///
    /// # Errors
    /// [`StoreError::NoHome`] when neither is set.
    pub fn usual() -> Result<Store, StoreError> {
        let state = usual_folder(env::var_os("XDG_STATE_HOME"), env::var_os("HOME"));
        let state = state.ok_or(StoreError::NoHome)?;
        Ok(Store::at(state.join("pullquote").join("stories")))
    }

    /// The one in `folder`, which is made when there is something to keep.
    pub fn at(folder: PathBuf) -> Store {
        Store { folder }
    }

    /// Whether anything has ever been kept.
    pub fn exists(&self) -> bool {
        self.folder.is_dir()
    }

    /// What is kept of a story; `None` when it is a new one. When its text is, but something is kept of
    /// what stood in the same place, that is it, unless it was another story altogether.
    ///
    /// # Errors
    /// When there is something that cannot be read. A damaged record is set aside first.
    pub fn load(&self, key: StoryKey, story: &Story) -> Result<Option<Kept>, StoreError> {
        if let Some(kept) = self.load_text(key)? {
            return Ok(Some(kept.fitted(story)));
        }
        let before = self.text_from(&story.origin().written(), story.entry());
        let before = before.map(|it| self.load_text(it)).transpose()?.flatten();
        let before = before.filter(|it| it.is_about(story));
        Ok(before.map(|it| it.fitted(story)))
    }

    /// Whether anything is kept of what stands at an address.
    pub fn knows(&self, address: &str) -> bool {
        self.text_from(address, "").is_some()
    }

    fn load_text(&self, key: StoryKey) -> Result<Option<Kept>, StoreError> {
        match self.read(key) {
            Ok(kept) => Ok(kept.map(|(kept, _)| kept)),
            Err(ReadError::Disk(reason)) => Err(disk(&self.path(key), reason)),
            Err(ReadError::NoRecord(_)) => {
                let _lock = self.lock()?;
                // Somebody may have mended it just now.
                Ok(self.read_or_set_aside(key)?.map(|(kept, _)| kept))
            }
        }
    }

    /// The key of the text that was read last from a source.
    fn text_from(&self, source: &str, entry: &str) -> Option<StoryKey> {
        let path = self.source_path(source, entry)?;
        let mut written = String::new();
        let file = private().read(true).open(path).ok()?;
        file.take(KEY_LENGTH).read_to_string(&mut written).ok()?;
        StoryKey::read(&written)
    }

    fn source_path(&self, source: &str, entry: &str) -> Option<PathBuf> {
        let key = StoryKey::of_source(source, entry)?;
        Some(self.folder.join(format!("{key}.source")))
    }

    /// Keeps what a reader leaves of a story, on top of what others have kept since `base` was
    /// loaded. Gives what is kept now: the `base` of the next time.
    ///
    /// # Errors
    /// When the disk will not have it, or when a damaged record had to be set aside; `mine` is
    /// kept all the same then.
    pub fn save(&self, key: StoryKey, base: &Kept, mine: &Kept) -> Result<Kept, StoreError> {
        make_folder(&self.folder).map_err(|it| disk(&self.folder, it))?;
        let _lock = self.lock()?;
        let (theirs, trouble) = match self.read_or_set_aside(key) {
            Err(error @ StoreError::SetAside { .. }) => (None, Err(error)),
            other => (other?, Ok(())),
        };
        let theirs = theirs.map(|(kept, version)| self.with_copy(key, kept, version));
        let theirs = theirs.transpose()?;
        let merged = theirs.map_or_else(|| mine.clone(), |it| mine.merged(base, it));
        let read_at = seconds_since_1970();
        let kept = Kept { read_at, ..merged }.tidy();
        let path = self.path(key);
        replace(&path, &record::write(&kept)).map_err(|it| disk(&path, it))?;
        self.remember_source(key, &kept)?;
        trouble.map(|()| kept)
    }

    /// Writes down that this text stands at its source now. For whoever holds the lock.
    fn remember_source(&self, key: StoryKey, kept: &Kept) -> Result<(), StoreError> {
        match self.source_path(&kept.source, &kept.entry) {
            Some(path) if self.text_from(&kept.source, &kept.entry) != Some(key) => {
                replace(&path, format!("{key}\n").as_bytes()).map_err(|it| disk(&path, it))
            }
            _ => Ok(()),
        }
    }

    /// The stories read last, the latest first, one for each source that opens again.
    pub fn recent(&self, most: usize) -> Vec<Kept> {
        let Ok(entries) = fs::read_dir(&self.folder) else {
            return Vec::new();
        };
        let mut records: Vec<(SystemTime, PathBuf)> = entries
            .flatten()
            .filter(|it| it.path().extension().is_some_and(|it| it == "json"))
            .filter_map(|it| Some((it.metadata().ok()?.modified().ok()?, it.path())))
            .collect();
        records.sort_unstable_by(|a, b| b.cmp(a));
        let mut res: Vec<Kept> = Vec::new();
        for (_, path) in records {
            let Ok(Some(kept)) = read_record(&path) else {
                continue;
            };
            let (kept, _) = kept;
            let same = |it: &Kept| (&it.source, &it.entry) == (&kept.source, &kept.entry);
            if !kept.source.is_empty() && !res.iter().any(same) {
                res.push(kept);
            }
            if res.len() >= most {
                break;
            }
        }
        res
    }

    fn path(&self, key: StoryKey) -> PathBuf {
        self.folder.join(format!("{key}.json"))
    }

    fn read(&self, key: StoryKey) -> Result<Option<Recorded>, ReadError> {
        read_record(&self.path(key))
    }

    /// Copies a record of another version before this program writes over it: it may hold more than is
    /// read here. For whoever holds the lock.
    fn with_copy(&self, key: StoryKey, kept: Kept, version: u32) -> Result<Kept, StoreError> {
        if version != record::VERSION {
            let path = self.path(key);
            let copy = free_name(&path, &format!("version-{version}"));
            let copied = copy.and_then(|it| fs::copy(&path, it));
            copied.map_err(|it| disk(&path, it))?;
        }
        Ok(kept)
    }

    /// For whoever holds the lock.
    fn read_or_set_aside(&self, key: StoryKey) -> Result<Option<Recorded>, StoreError> {
        let path = self.path(key);
        match self.read(key) {
            Ok(kept) => Ok(kept),
            Err(ReadError::Disk(reason)) => Err(disk(&path, reason)),
            Err(ReadError::NoRecord(reason)) => {
                let aside = free_name(&path, "damaged").map_err(|it| disk(&path, it))?;
                fs::rename(&path, &aside).map_err(|it| disk(&path, it))?;
                let name = printable(&aside);
                Err(StoreError::SetAside { name, reason })
            }
        }
    }

    /// Waits until no other writer is at work. The lock ends with the value, or with the process.
    fn lock(&self) -> Result<File, StoreError> {
        let path = self.folder.join("lock");
        let file = private().create(true).write(true).open(&path);
        let file = file.map_err(|it| disk(&path, it))?;
        let start = Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(file),
                Err(TryLockError::Error(reason)) => return Err(disk(&path, reason)),
                Err(TryLockError::WouldBlock) if start.elapsed() > PATIENCE => {
                    let name = printable(&path);
                    return Err(StoreError::Locked { name });
                }
                Err(TryLockError::WouldBlock) => thread::sleep(Duration::from_millis(2)),
            }
        }
    }
}

/// `$XDG_STATE_HOME` if it is a full path, as its specification asks, else `~/.local/state`.
fn usual_folder(state_home: Option<OsString>, home: Option<OsString>) -> Option<PathBuf> {
    let full = |it: Option<OsString>| it.map(PathBuf::from).filter(|it| it.is_absolute());
    full(state_home).or_else(|| full(home).map(|it| it.join(".local").join("state")))
}

/// What is kept, and the version it is written in.
type Recorded = (Kept, u32);

/// How many records of one story are set aside before somebody has to look.
const MOST_ASIDE: usize = 1000;

/// How long a key is as it is written, in bytes, with its line end.
const KEY_LENGTH: u64 = 33;

enum ReadError {
    Disk(io::Error),
    NoRecord(NoRecord),
}

/// Reads a record, never more than one can be long, and never from anything but a plain file.
fn read_record(path: &Path) -> Result<Option<Recorded>, ReadError> {
    let file = match private().read(true).open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) if is_link(path) => {
            drop(error);
            return Err(ReadError::NoRecord(NoRecord::Damaged));
        }
        Err(error) => return Err(ReadError::Disk(error)),
    };
    if !file.metadata().map_err(ReadError::Disk)?.is_file() {
        return Err(ReadError::NoRecord(NoRecord::Damaged));
    }
    let mut bytes = Vec::new();
    let mut limited = file.take(record::LONGEST as u64 + 1);
    limited.read_to_end(&mut bytes).map_err(ReadError::Disk)?;
    record::read(&bytes).map(Some).map_err(ReadError::NoRecord)
}

/// A name beside `path` that nothing has yet: what was set aside before stays.
fn free_name(path: &Path, extension: &str) -> io::Result<PathBuf> {
    let first = path.with_extension(extension);
    let more = (2..MOST_ASIDE).map(|it| path.with_extension(format!("{extension}-{it}")));
    let mut names = [first].into_iter().chain(more);
    let is_free = |it: &PathBuf| fs::symlink_metadata(it).is_err();
    let full = || io::Error::other("too much is set aside there");
    names.find(is_free).ok_or_else(full)
}

fn is_link(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|it| it.is_symlink())
}

/// Puts `bytes` in the place of the file at `path`, whole or not at all. For whoever holds the lock.
fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let new = path.with_file_name("new");
    // One left behind by a writer that was killed: nobody else writes while the lock is held.
    match fs::remove_file(&new) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let written = write_synced(&new, bytes).and_then(|()| fs::rename(&new, path));
    if written.is_err() {
        // The first trouble is the one to tell.
        let _ = fs::remove_file(&new);
    }
    written?;
    sync_folder(path)
}

fn write_synced(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = private().create_new(true).write(true).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Makes a rename last: without it a power cut may bring the old name back.
fn sync_folder(path: &Path) -> io::Result<()> {
    match path.parent() {
        Some(folder) if cfg!(unix) => File::open(folder)?.sync_all(),
        _ => Ok(()),
    }
}

/// How files are opened here: for the owner alone, not through links, never waiting for a pipe.
fn private() -> OpenOptions {
    let mut res = OpenOptions::new();
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        use std::os::unix::fs::OpenOptionsExt;
        let flags = OFlags::NOFOLLOW | OFlags::NONBLOCK;
        res.mode(0o600).custom_flags(flags.bits() as i32);
    }
    res
}

fn make_folder(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    builder.recursive(true).create(folder)
}

fn disk(path: &Path, reason: io::Error) -> StoreError {
    let name = printable(path);
    StoreError::Disk { name, reason }
}

fn printable(path: &Path) -> String {
    clean::clean(&path.to_string_lossy())
}

fn seconds_since_1970() -> u64 {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    since.map_or(0, |it| it.as_secs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_folder_follows_the_environment() {
        let usual = |state: Option<&str>, home: Option<&str>| {
            let path = usual_folder(state.map(OsString::from), home.map(OsString::from));
            path.map(|it| it.display().to_string())
        };
        let kept = |path: &str| Some(path.to_owned());
        assert_eq!(usual(Some("/s"), Some("/h")), kept("/s"));
        assert_eq!(usual(None, Some("/h")), kept("/h/.local/state"));
        assert_eq!(usual(Some("s"), Some("/h")), kept("/h/.local/state"));
        assert_eq!(usual(Some(""), None), None);
        assert_eq!(usual(None, Some("h")), None);
    }
}
