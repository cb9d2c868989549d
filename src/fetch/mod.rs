//! Fetching a story from the web: the only place in the program that touches the network, and only
//! when the reader asks for an address.
//!
//! http and https alone. A redirect may lead from http to https, as nearly every site does with old
//! addresses, never back nor anywhere else.
//! Size, time and redirects are limited ([`Limits`]); what comes packed with gzip or brotli is
//! measured unpacked. Proxies are taken from the environment (`HTTPS_PROXY`, `NO_PROXY`, …).

mod error;

pub use error::FetchError;

use std::io::Read;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use ureq::http::Response;
use ureq::{Agent, Body, ResponseExt};

/// What was fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fetched {
    /// The bytes, unpacked.
    pub bytes: Vec<u8>,
    /// The address they came from, after redirects.
    pub url: String,
    /// The charset its server named.
    pub charset: Option<String>,
}

/// How far a fetch has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// How many bytes have arrived, unpacked.
    pub received: u64,
    /// How many there will be, if the server says.
    pub expected: Option<u64>,
}

/// How much a fetch may take.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// The time from the first step to the last byte.
    pub time: Duration,
    /// The size, unpacked, in bytes.
    pub bytes: u64,
    /// How often the address may change on the way.
    pub redirects: u32,
    /// Whether proxies named in the environment are used.
    pub proxies: bool,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            time: Duration::from_secs(20),
            bytes: 20 * 1024 * 1024,
            redirects: 5,
            proxies: true,
        }
    }
}

/// How often the caller is asked whether to go on, while nothing arrives.
const ASKED_EVERY: Duration = Duration::from_millis(100);

/// Whether `address` is one that can be fetched, rather than the name of a file.
pub fn is_address(address: &str) -> bool {
    scheme(address).is_some()
}

/// Fetches `url` within `limits`.
///
/// `go_on` is told how far it has come, several times a second, and stops it by returning `false`;
/// that takes effect at once, whatever the network is doing.
///
/// # Errors
/// When the address is no web address, the server cannot be reached or refuses, a limit is
/// exceeded, what comes is no text, or `go_on` says no.
pub fn get(
    url: &str,
    limits: Limits,
    go_on: &mut dyn FnMut(Progress) -> bool,
) -> Result<Fetched, FetchError> {
    let scheme = scheme(url).ok_or(FetchError::Scheme)?;
    let agent = agent(limits, scheme == "https");
    let stopped = Arc::new(AtomicBool::new(false));
    let (sender, receiver) = channel();
    let job = Job {
        url: url.trim().to_owned(),
        limits,
        stopped: Arc::clone(&stopped),
        sender,
    };
    // The network may keep a thread waiting; the caller must not wait with it.
    thread::spawn(move || job.run(&agent));
    let res = follow(&receiver, go_on);
    stopped.store(true, Ordering::Relaxed);
    res
}

/// `http` or `https`, if `url` is an address of that kind.
fn scheme(url: &str) -> Option<&'static str> {
    let (scheme, _) = url.trim().split_once("://")?;
    ["http", "https"]
        .into_iter()
        .find(|it| scheme.eq_ignore_ascii_case(it))
}

fn agent(limits: Limits, safe: bool) -> Agent {
    const ACCEPT: &str = "text/html, application/xhtml+xml, application/atom+xml, \
                          application/rss+xml, application/feed+json, application/xml;q=0.9, \
                          application/json;q=0.9, text/*;q=0.8, */*;q=0.5";
    let mut config = Agent::config_builder()
        .user_agent(concat!("pullquote/", env!("CARGO_PKG_VERSION")))
        .accept(ACCEPT)
        .http_status_as_error(false)
        .https_only(safe)
        .max_redirects(limits.redirects)
        .max_redirects_will_error(true)
        .timeout_global(Some(limits.time));
    if !limits.proxies {
        config = config.proxy(None);
    }
    config.build().new_agent()
}

/// What the thread that fetches tells the one that waits.
enum Report {
    Progress(Progress),
    Done(Result<Fetched, FetchError>),
}

/// Waits for the end, passing on how far it has come.
fn follow(
    receiver: &Receiver<Report>,
    go_on: &mut dyn FnMut(Progress) -> bool,
) -> Result<Fetched, FetchError> {
    let mut progress = Progress::default();
    loop {
        match receiver.recv_timeout(ASKED_EVERY) {
            Ok(Report::Done(res)) => return res,
            Ok(Report::Progress(further)) => progress = further,
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return Err(FetchError::Broken),
        }
        if !go_on(progress) {
            return Err(FetchError::Cancelled);
        }
    }
}

/// One fetch, on its own thread.
struct Job {
    url: String,
    limits: Limits,
    stopped: Arc<AtomicBool>,
    sender: Sender<Report>,
}

impl Job {
    fn run(self, agent: &Agent) {
        let res = self.fetch(agent);
        self.tell(Report::Done(res));
    }

    /// Nobody may be listening any more; then there is nobody to tell.
    fn tell(&self, report: Report) {
        let _ = self.sender.send(report);
    }

    fn fetch(&self, agent: &Agent) -> Result<Fetched, FetchError> {
        let call = agent.get(&self.url).call();
        let response = call.map_err(|error| FetchError::from_ureq(error, self.limits))?;
        refuse_unreadable(&response)?;
        let url = response.get_uri().to_string();
        let charset = response.body().charset().map(str::to_owned);
        let bytes = self.read(response.into_body())?;
        Ok(Fetched {
            bytes,
            url,
            charset,
        })
    }

    fn read(&self, body: Body) -> Result<Vec<u8>, FetchError> {
        let expected = body.content_length();
        let most = self.limits.bytes;
        if expected.is_some_and(|it| it > most) {
            return Err(FetchError::TooLarge(most));
        }
        let mut reader = body.into_reader();
        let mut bytes = Vec::new();
        let mut chunk = vec![0; 64 * 1024];
        while !self.stopped.load(Ordering::Relaxed) {
            let read = reader.read(&mut chunk);
            let read = read.map_err(|error| FetchError::from_io(error, self.limits))?;
            bytes.extend_from_slice(chunk.get(..read).unwrap_or_default());
            let received = bytes.len() as u64;
            if read == 0 {
                return Ok(bytes);
            }
            if received > most {
                return Err(FetchError::TooLarge(most));
            }
            self.tell(Report::Progress(Progress { received, expected }));
        }
        Err(FetchError::Cancelled)
    }
}

/// Turns away answers that say they are an error, or something that is not for reading.
fn refuse_unreadable(response: &Response<Body>) -> Result<(), FetchError> {
    let status = response.status();
    if !status.is_success() {
        return Err(FetchError::Status(status.as_u16()));
    }
    let kind = response.body().mime_type().unwrap_or("text/html");
    match is_readable(kind) {
        true => Ok(()),
        false => Err(FetchError::Content(kind.to_owned())),
    }
}

/// Whether a media type may be that of a story. Servers label wires and packed files loosely.
fn is_readable(kind: &str) -> bool {
    const NEVER: [&str; 5] = ["audio/", "font/", "image/", "model/", "video/"];
    const NOT_EITHER: [&str; 4] = [
        "application/pdf",
        "application/zip",
        "application/msword",
        "application/vnd.",
    ];
    let kind = kind.to_ascii_lowercase();
    let is_text = kind.ends_with("+xml") || kind.ends_with("+json");
    is_text
        || !NEVER
            .iter()
            .chain(&NOT_EITHER)
            .any(|it| kind.starts_with(it))
}
