//! One file or folder per format, each turning bytes into stories through a draft.

pub mod html;
