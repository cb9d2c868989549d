//! The bytes of a picture into pixels, within limits.
//!
//! A header is believed only so far: how large a picture may be is decided before any memory is
//! taken for it, and what is damaged is an error with a reason.

#[cfg(feature = "pictures")]
mod formats;

use thiserror::Error;

/// The most pixels a picture may have, as a product of its sides.
pub const MOST_PIXELS: u64 = 50_000_000;

/// The longest a picture's file may be, in bytes.
pub const LONGEST_FILE: u64 = 20 * 1024 * 1024;

/// The longest side kept, in pixels: more than any terminal shows.
#[cfg(feature = "pictures")]
const LONGEST_SIDE: u32 = 1_600;

/// Red, green and blue.
pub type Pixel = [u8; 3];

/// A picture, no larger than it can be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    width: u32,
    height: u32,
    /// Row by row. Invariant: `width * height` of them, and neither is zero.
    pixels: Vec<Pixel>,
    /// The file it came in, which some terminals decode themselves.
    file: Vec<u8>,
}

/// Why there is no picture.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PictureError {
    /// It has too many pixels.
    #[error("the picture is too large: {0} by {1} pixels")]
    TooLarge(u64, u64),
    /// The bytes are no picture of a known format.
    #[error("this is no PNG, JPEG, WebP or GIF picture")]
    UnknownFormat,
    /// The bytes are damaged.
    #[error("the picture is damaged: {0}")]
    Damaged(String),
    /// The program was built without pictures.
    #[error("this program was built without pictures")]
    #[cfg(not(feature = "pictures"))]
    NotBuilt,
}

impl Picture {
    /// Decodes a PNG, JPEG, WebP or GIF file; of a moving one, the first frame.
    ///
    /// # Errors
    /// If it is too large, damaged, or in another format.
    #[cfg(feature = "pictures")]
    pub fn decode(file: Vec<u8>) -> Result<Picture, PictureError> {
        let (width, height, pixels) = formats::decode(&file)?;
        let whole = Picture::of(width, height, pixels, Vec::new())?;
        let longest = width.max(height);
        let mut res = match longest > LONGEST_SIDE {
            true => {
                let side =
                    |it: u32| (u64::from(it) * u64::from(LONGEST_SIDE) / u64::from(longest)) as u32;
                whole.scaled(side(width), side(height))
            }
            false => whole,
        };
        res.file = file;
        Ok(res)
    }

    /// This build knows no pictures.
    ///
    /// # Errors
    /// Always.
    #[cfg(not(feature = "pictures"))]
    pub fn decode(_file: Vec<u8>) -> Result<Picture, PictureError> {
        Err(PictureError::NotBuilt)
    }

    /// A picture of `pixels`, row by row.
    ///
    /// # Errors
    /// If their number is not the product of the sides, or one of these is zero.
    pub fn of(
        width: u32,
        height: u32,
        pixels: Vec<Pixel>,
        file: Vec<u8>,
    ) -> Result<Picture, PictureError> {
        let whole = u64::from(width) * u64::from(height) == pixels.len() as u64;
        if !whole || pixels.is_empty() {
            return Err(PictureError::Damaged("it has no pixels".to_owned()));
        }
        Ok(Picture {
            width,
            height,
            pixels,
            file,
        })
    }

    /// Its width and height, in pixels.
    pub fn size(&self) -> (u32, u32) {
        (self.width, self.height)
    }

    /// The pixel in a column and row within the picture.
    pub fn pixel(&self, x: u32, y: u32) -> Pixel {
        let at = y.min(self.height - 1) as usize * self.width as usize;
        self.pixels[at + x.min(self.width - 1) as usize]
    }

    /// Every pixel, row by row.
    pub fn pixels(&self) -> &[Pixel] {
        &self.pixels
    }

    /// The file it came in.
    pub fn file(&self) -> &[u8] {
        &self.file
    }

    /// The largest size of its shape within `width` by `height`.
    pub fn fitting(&self, width: u32, height: u32) -> (u32, u32) {
        let (own_width, own_height) = (u64::from(self.width), u64::from(self.height));
        let (width, height) = (u64::from(width), u64::from(height));
        let (w, h) = match width * own_height <= height * own_width {
            true => (width, width * own_height / own_width),
            false => (height * own_width / own_height, height),
        };
        (w.max(1) as u32, h.max(1) as u32)
    }

    /// The same in another size: each pixel the mean of those it stands for.
    pub fn scaled(&self, width: u32, height: u32) -> Picture {
        let (width, height) = (width.max(1), height.max(1));
        let mut pixels = Vec::with_capacity(width as usize * height as usize);
        for y in 0..height {
            let rows = share(self.height, height, y);
            for x in 0..width {
                pixels.push(self.mean(share(self.width, width, x), rows.clone()));
            }
        }
        Picture {
            width,
            height,
            pixels,
            file: Vec::new(),
        }
    }

    fn mean(&self, columns: std::ops::Range<u32>, rows: std::ops::Range<u32>) -> Pixel {
        let mut sums = [0_u64; 3];
        let count = u64::from(columns.end - columns.start) * u64::from(rows.end - rows.start);
        for y in rows {
            for x in columns.clone() {
                let pixel = self.pixel(x, y);
                for (sum, it) in sums.iter_mut().zip(pixel) {
                    *sum += u64::from(it);
                }
            }
        }
        sums.map(|it| (it / count.max(1)) as u8)
    }
}

/// What part of `whole` stands for number `at` of `parts`; never nothing.
fn share(whole: u32, parts: u32, at: u32) -> std::ops::Range<u32> {
    let bound = |it: u32| (u64::from(whole) * u64::from(it) / u64::from(parts)) as u32;
    let start = bound(at).min(whole - 1);
    start..bound(at + 1).max(start + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chequered(width: u32, height: u32) -> Picture {
        let pixel = |at: u32| match (at % width + at / width).is_multiple_of(2) {
            true => [255, 255, 255],
            false => [0, 0, 0],
        };
        let pixels = (0..width * height).map(pixel).collect();
        Picture::of(width, height, pixels, Vec::new()).unwrap()
    }

    #[test]
    fn a_picture_keeps_its_shape() {
        let wide = chequered(400, 100);
        assert_eq!(wide.fitting(80, 80), (80, 20));
        assert_eq!(wide.fitting(800, 10), (40, 10));
        assert_eq!(chequered(1, 1000).fitting(80, 40), (1, 40));
    }

    #[test]
    fn a_smaller_pixel_is_the_mean_of_those_it_stands_for() {
        let small = chequered(4, 4).scaled(2, 2);
        assert_eq!(small.pixels(), [[127; 3]; 4]);
        let large = chequered(2, 1).scaled(4, 2);
        assert_eq!(large.size(), (4, 2));
        assert_eq!((large.pixel(0, 0), large.pixel(3, 1)), ([255; 3], [0; 3]));
    }

    #[test]
    fn pixels_that_are_missing_are_damage() {
        assert!(Picture::of(2, 2, vec![[0; 3]; 3], Vec::new()).is_err());
        assert!(Picture::of(0, 2, Vec::new(), Vec::new()).is_err());
    }
}
