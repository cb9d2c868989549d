//! What a page says about its story.
use dom_query::Document;
use super::dom;
#[derive(Debug, Default)]
pub struct About { pub headline: Option<String>, pub authors: Vec<String> }
pub fn read(page: &Document) -> About {
    let h = page.select_single("h1");
    About { headline: h.nodes().first().map(dom::text), authors: vec![] }
}
