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
//! | module | turns | never knows of |
//! |---|---|---|
//! | [`span`] | the shared vocabulary: ranges of the text, ids | anything else |
//! | [`fetch`] | web addresses into bytes, when asked to | quotes, layout, any terminal |
//! | [`story`] | bytes into a [`story::Story`] | quotes, layout, any terminal |
//! | [`quotes`] | a story into quotations, speakers and the evidence | layout, any terminal |
//! | [`layout`] | blocks and a measure into rows, on demand | theme, focus, search, quotes |
//! | [`picture`] | the bytes of a picture into pixels | stories, any terminal |
//! | [`app`] | messages into changed state and effects | ratatui, rustix, files, clocks |
//! | [`state`] | what is kept of a story into files, and back | layout, app, any terminal |
//! | [`config`] | the text of `config.toml` into settings, themes and keys | view, any terminal |
//! | [`view`] | the app into cells | rustix, parsing, deciding |
//! | [`term`] | the shell: event loop, screen, signals, files | |
//! | [`export`] | story and quotes into JSON, CSV, Markdown, text | any terminal |
//! | [`cli`] | arguments into an exit code | |
//!
//! Imports point backwards only, along the arrows. A test reads the sources and keeps that true.

#![forbid(unsafe_code)]

pub mod app;
pub mod cli;
pub mod config;
pub mod export;
pub mod fetch;
pub mod layout;
pub mod picture;
pub mod quotes;
pub mod span;
pub mod state;
pub mod story;
pub mod term;
pub mod view;
