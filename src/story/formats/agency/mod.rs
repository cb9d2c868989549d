//! What news agencies send: one file per format, all of them ending in a
//! [`Filed`](super::filed::Filed) story.

pub mod iptc7901;
pub mod newsml1;
pub mod newsml_g2;
pub mod ninjs;
pub mod nitf;
mod text;
