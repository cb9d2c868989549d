//! Pullquote reads news stories in a terminal and tells who said what.
//!
//! The folders show the way a story goes:
//!
//! ```text
//! bytes ─▶ story ─▶ quotes ─▶ app ─▶ view ─▶ term
//!         (parse)  (who said) (state) (cells) (terminal)
//!             └────▶ layout ──▲
//! ```
//!
//! | module | turns | may use | reaches |
//! |---|---|---|---|
//! | [`span`] | the shared vocabulary: ranges of the text, ids | | |
//! | [`story`] | bytes into a [`story::Story`] | span | |
//! | [`fetch`] | web addresses into bytes, when asked to | story | network, clock |
//! | [`source`] | what is opened (a file, an address, a stream, a folder) into stories; typed errors | story, fetch | files |
//! | [`quotes`] | a story into quotations, speakers and the evidence | span, story | |
//! | [`layout`] | blocks and a measure into rows, on demand | span, story | |
//! | [`picture`] | the bytes of a picture into pixels | | |
//! | [`state`] | what is kept of a story into files, and back | span, story, quotes | files, clock |
//! | [`app`] | messages into changed state and effects | span, story, quotes, layout, picture, fetch, state | |
//! | [`config`] | the text of `config.toml` into settings, themes and keys | story, app | files |
//! | [`view`] | the app into cells | span, story, quotes, layout, picture, config, app | cells |
//! | [`export`] | story and quotes into JSON, CSV, Markdown, text | span, story, quotes | |
//! | [`term`] | the shell: event loop, screen, signals, files | span, story, quotes, layout, picture, fetch, state, config, app, view, export | cells, terminal, files, clock, processes |
//! | [`cli`] | arguments into an exit code | span, story, quotes, fetch, source, state, config, app, export, term | arguments, files, clock |
//!
//! How good the answers are, and how that is told: [`measuring`].
//!
//! What stands in no column is out of bounds: `app` has never heard of a terminal, and neither `story` nor
//! `quotes` opens a file. `tests/architecture.rs` reads this table and the sources and keeps it true.

#![forbid(unsafe_code)]

#[doc = include_str!("measuring.md")]
pub mod measuring {}

pub mod app;
pub mod cli;
pub mod config;
pub mod export;
pub mod fetch;
pub mod layout;
pub mod picture;
pub mod quotes;
pub mod source;
pub mod span;
pub mod state;
pub mod story;
pub mod term;
pub mod view;
