//! Showing a picture over the story, once the reader has asked for it.

use super::orders::is_web;
use super::prompt::Asking;
use super::screen::Pane;
use super::{App, Effect};
use crate::picture::Picture;
use crate::span::ImageId;
use crate::story::clean::clean;
use std::sync::Arc;

/// A picture the reader has asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Showing {
    /// Which image of the story it is.
    pub image: ImageId,
    /// The picture itself; `None` while it is being read.
    pub picture: Option<Arc<Picture>>,
}

/// Where a picture's bytes are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PictureSource {
    /// In a file, named from the story's own folder or in full.
    File(String),
    /// On the web. The reader has agreed to fetching it.
    Address(String),
}

impl App {
    /// The picture that is shown.
    pub fn picture(&self) -> Option<&Showing> {
        self.picture.as_ref()
    }

    /// Whether the reader is at an image in the story.
    pub(super) fn is_at_image(&self) -> bool {
        let image = self.reading().and_then(|it| it.current_image());
        self.focus == Pane::Body && image.is_some()
    }

    /// Shows the picture the reader is at; asks first, if it is on the web.
    pub(super) fn show_picture(&mut self) -> Vec<Effect> {
        let Some((image, source)) = self.image_here() else {
            self.notice = Some("The story does not say where this picture is.".to_owned());
            return Vec::new();
        };
        if is_web(&source) {
            let host = source.split('/').nth(2).unwrap_or_default();
            let question = format!("fetch this picture from {} (yes or no)? ", clean(host));
            self.ask_about(Asking::Picture, question);
            return Vec::new();
        }
        let path = source.strip_prefix("file://").unwrap_or(&source);
        if path.contains("://") || path.starts_with("data:") {
            self.notice = Some(format!("This picture cannot be reached: {}", clean(path)));
            return Vec::new();
        }
        let from = PictureSource::File(path.to_owned());
        self.open_picture(image, from)
    }

    /// Fetches the picture the reader is at, if they answered yes.
    pub(super) fn fetch_picture(&mut self, answer: &str) -> Vec<Effect> {
        let agreed = answer.trim().to_lowercase().starts_with('y');
        match self.image_here().filter(|_| agreed) {
            Some((image, address)) => self.open_picture(image, PictureSource::Address(address)),
            None => Vec::new(),
        }
    }

    /// Takes in a picture that has been read; one no longer waited for is dropped.
    pub(super) fn take_picture(&mut self, image: ImageId, read: Result<Arc<Picture>, String>) {
        let waiting = |it: &&mut Showing| it.image == image && it.picture.is_none();
        let Some(showing) = self.picture.as_mut().filter(waiting) else {
            return;
        };
        match read {
            Ok(picture) => showing.picture = Some(picture),
            Err(reason) => {
                self.picture = None;
                self.notice = Some(clean(&reason));
            }
        }
    }

    fn open_picture(&mut self, image: ImageId, from: PictureSource) -> Vec<Effect> {
        self.picture = Some(Showing {
            image,
            picture: None,
        });
        vec![Effect::ReadPicture { image, from }]
    }

    /// The image the reader is at, and where the story says it is.
    fn image_here(&self) -> Option<(ImageId, String)> {
        let reading = self.reading()?;
        let image = reading.current_image()?;
        let source = reading.story().images()[image.index()].source.clone()?;
        Some((image, source))
    }
}
