//! The formats of pictures on the web, each by a decoder of its own. The size is looked at first.

use super::{MOST_PIXELS, PictureError, Pixel};
use std::io::Cursor;

/// The most memory a decoder may take beside the pixels, in bytes.
const MOST_MEMORY: usize = 256 * 1024 * 1024;

/// Width, height and pixels.
type Decoded = (u32, u32, Vec<Pixel>);

/// Decodes a file of any known format.
pub fn decode(file: &[u8]) -> Result<Decoded, PictureError> {
    match file {
        [0x89, b'P', b'N', b'G', ..] => png(file),
        [0xFF, 0xD8, 0xFF, ..] => jpeg(file),
        [
            b'R',
            b'I',
            b'F',
            b'F',
            _,
            _,
            _,
            _,
            b'W',
            b'E',
            b'B',
            b'P',
            ..,
        ] => webp(file),
        [b'G', b'I', b'F', b'8', ..] => gif(file),
        _ => Err(PictureError::UnknownFormat),
    }
}

fn damaged(error: impl std::fmt::Display) -> PictureError {
    PictureError::Damaged(error.to_string())
}

/// Refuses a size before any memory is taken for it.
fn check_size(width: u64, height: u64) -> Result<(), PictureError> {
    match width.saturating_mul(height) > MOST_PIXELS {
        true => Err(PictureError::TooLarge(width, height)),
        false => Ok(()),
    }
}

fn png(file: &[u8]) -> Result<Decoded, PictureError> {
    let limits = png::Limits { bytes: MOST_MEMORY };
    let mut decoder = png::Decoder::new_with_limits(Cursor::new(file), limits);
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let (width, height) = decoder.read_header_info().map_err(damaged)?.size();
    check_size(u64::from(width), u64::from(height))?;
    let mut reader = decoder.read_info().map_err(damaged)?;
    let size = reader.output_buffer_size();
    let size = size.ok_or(PictureError::TooLarge(width.into(), height.into()))?;
    let mut bytes = vec![0; size];
    let frame = reader.next_frame(&mut bytes).map_err(damaged)?;
    bytes.truncate(frame.buffer_size());
    Ok((width, height, pixels(&bytes, frame.color_type.samples())))
}

fn jpeg(file: &[u8]) -> Result<Decoded, PictureError> {
    use zune_jpeg::zune_core::bytestream::ZCursor;
    use zune_jpeg::zune_core::colorspace::ColorSpace;
    use zune_jpeg::zune_core::options::DecoderOptions;
    // Its own limit is smaller than ours; ours is a product.
    let most = u16::MAX.into();
    let options = DecoderOptions::default()
        .set_max_width(most)
        .set_max_height(most)
        .jpeg_set_out_colorspace(ColorSpace::RGB);
    let mut decoder = zune_jpeg::JpegDecoder::new_with_options(ZCursor::new(file), options);
    decoder.decode_headers().map_err(damaged)?;
    let info = decoder.info().ok_or(PictureError::UnknownFormat)?;
    check_size(info.width.into(), info.height.into())?;
    let bytes = decoder.decode().map_err(damaged)?;
    Ok((info.width.into(), info.height.into(), pixels(&bytes, 3)))
}

fn webp(file: &[u8]) -> Result<Decoded, PictureError> {
    let mut decoder = image_webp::WebPDecoder::new(Cursor::new(file)).map_err(damaged)?;
    let (width, height) = decoder.dimensions();
    check_size(width.into(), height.into())?;
    decoder.set_memory_limit(MOST_MEMORY);
    let size = decoder.output_buffer_size();
    let size = size.ok_or(PictureError::TooLarge(width.into(), height.into()))?;
    let mut bytes = vec![0; size];
    let samples = if decoder.has_alpha() { 4 } else { 3 };
    decoder.read_image(&mut bytes).map_err(damaged)?;
    Ok((width, height, pixels(&bytes, samples)))
}

fn gif(file: &[u8]) -> Result<Decoded, PictureError> {
    let mut options = gif::DecodeOptions::new();
    options.set_color_output(gif::ColorOutput::RGBA);
    let limit = std::num::NonZeroU64::new(MOST_MEMORY as u64);
    options.set_memory_limit(limit.map_or(gif::MemoryLimit::Unlimited, gif::MemoryLimit::Bytes));
    let mut decoder = options.read_info(Cursor::new(file)).map_err(damaged)?;
    let frame = decoder.next_frame_info().map_err(damaged)?;
    let frame = frame.ok_or(PictureError::UnknownFormat)?;
    let (width, height) = (u32::from(frame.width), u32::from(frame.height));
    check_size(width.into(), height.into())?;
    let mut bytes = vec![0; decoder.buffer_size()];
    decoder.read_into_buffer(&mut bytes).map_err(damaged)?;
    Ok((width, height, pixels(&bytes, 4)))
}

/// Samples as pixels: grey or coloured, with or without transparency, which is shown on white.
fn pixels(bytes: &[u8], samples: usize) -> Vec<Pixel> {
    let pixel = |it: &[u8]| match *it {
        [grey] => [grey; 3],
        [grey, alpha] => on_white([grey; 3], alpha),
        [red, green, blue] => [red, green, blue],
        [red, green, blue, alpha, ..] => on_white([red, green, blue], alpha),
        [] => [0; 3],
    };
    bytes.chunks_exact(samples.max(1)).map(pixel).collect()
}

fn on_white(colour: Pixel, alpha: u8) -> Pixel {
    let alpha = u32::from(alpha);
    colour.map(|it| ((u32::from(it) * alpha + 255 * (255 - alpha)) / 255) as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A PNG file of so many pixels a side, with these samples.
    fn png_file(width: u32, height: u32, colour: png::ColorType, samples: &[u8]) -> Vec<u8> {
        let mut file = Vec::new();
        let mut encoder = png::Encoder::new(&mut file, width, height);
        encoder.set_color(colour);
        let mut writer = encoder.write_header().unwrap();
        writer.write_image_data(samples).unwrap();
        drop(writer);
        file
    }

    #[test]
    fn pixels_come_out_as_they_went_in() {
        let file = png_file(2, 1, png::ColorType::Rgb, &[1, 2, 3, 4, 5, 6]);
        assert_eq!(decode(&file), Ok((2, 1, vec![[1, 2, 3], [4, 5, 6]])));
        let file = png_file(2, 1, png::ColorType::GrayscaleAlpha, &[9, 255, 9, 0]);
        assert_eq!(decode(&file), Ok((2, 1, vec![[9; 3], [255; 3]])));
    }

    /// The files of `tests/pictures`, made for this: red on the left and blue on the right, or blue.
    #[test]
    fn every_format_is_decoded() {
        const RED: Pixel = [200, 30, 30];
        const BLUE: Pixel = [20, 60, 220];
        let files: [(&[u8], [Pixel; 2]); 3] = [
            (
                include_bytes!("../../tests/pictures/two-halves.jpg"),
                [RED, BLUE],
            ),
            (
                include_bytes!("../../tests/pictures/two-halves.gif"),
                [RED, BLUE],
            ),
            (
                include_bytes!("../../tests/pictures/one-colour.webp"),
                [BLUE, BLUE],
            ),
        ];
        // JPEG keeps colours roughly.
        let is_near = |pixel: Pixel, wanted: Pixel| {
            pixel
                .iter()
                .zip(wanted)
                .all(|(it, other)| it.abs_diff(other) < 12)
        };
        for (file, [left, right]) in files {
            let (width, height, pixels) = decode(file).unwrap();
            assert_eq!((width, height, pixels.len()), (16, 8, 128));
            assert!(is_near(pixels[48], left), "{:?}", pixels[48]);
            assert!(is_near(pixels[63], right), "{:?}", pixels[63]);
        }
    }

    /// A header that promises 60,000 by 60,000 pixels.
    #[test]
    fn a_giant_is_refused_by_its_header() {
        let mut file = png_file(1, 1, png::ColorType::Rgb, &[0; 3]);
        let side = 60_000_u32.to_be_bytes();
        file[16..20].copy_from_slice(&side);
        file[20..24].copy_from_slice(&side);
        // The header's checksum must be right for the size to be believed.
        let checksum = checksum(&file[12..29]).to_be_bytes();
        file[29..33].copy_from_slice(&checksum);
        assert_eq!(decode(&file), Err(PictureError::TooLarge(60_000, 60_000)));
        let mut webp = b"RIFF\x16\x00\x00\x00WEBPVP8X\x0A\x00\x00\x00\x00\x00\x00\x00".to_vec();
        webp.extend_from_slice(&[0xFE, 0xFF, 0x00, 0xFE, 0xFF, 0x00]);
        assert!(decode(&webp).is_err());
    }

    /// CRC-32 as PNG uses it, bit by bit.
    fn checksum(bytes: &[u8]) -> u32 {
        let step = |crc: u32, byte: &u8| {
            (0..8).fold(crc ^ u32::from(*byte), |it, _| {
                (it >> 1) ^ (0xEDB8_8320 * (it & 1))
            })
        };
        !bytes.iter().fold(u32::MAX, step)
    }

    #[test]
    fn what_is_cut_short_or_spoilt_is_an_error() {
        let samples: Vec<u8> = (0..30 * 30 * 3).map(|it| (it * 7 % 251) as u8).collect();
        let file = png_file(30, 30, png::ColorType::Rgb, &samples);
        for len in [3, 8, 30, 60, file.len() / 2] {
            assert!(decode(&file[..len]).is_err(), "{len} bytes");
        }
        let starts: [&[u8]; 4] = [
            b"\x89PNG",
            b"\xFF\xD8\xFF\xE0",
            b"RIFF....WEBPVP8 ",
            b"GIF89a",
        ];
        for start in starts {
            for fill in [0, 0x55, 0xFF] {
                let mut file = start.to_vec();
                file.resize(500, fill);
                assert!(decode(&file).is_err(), "{start:?} {fill}");
            }
        }
        assert_eq!(decode(b"words"), Err(PictureError::UnknownFormat));
    }
}
