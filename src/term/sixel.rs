//! Pictures as sixels: DEC's way to send pixels, six rows at a time.

use crate::picture::{Picture, Pixel};

/// Shades of each of red, green and blue. The colours they make are fewer than the 256 that every
/// terminal with sixels has room for.
const SHADES: u32 = 6;
const COLOURS: usize = SHADES.pow(3) as usize;

/// Rows that one sixel stands for.
const BAND: usize = 6;

/// How much a pixel is lightened before it is rounded to a shade, in 32nds of the step between two
/// shades, by its place in a square of four: shades that are missing come out as a mixture (Bayer's
/// ordered dithering).
const DITHER: [[u32; 4]; 4] = [
    [1, 17, 5, 21],
    [25, 9, 29, 13],
    [7, 23, 3, 19],
    [31, 15, 27, 11],
];

/// The sequence that draws a picture, pixel by pixel, from the cursor on.
pub fn sixels(picture: &Picture) -> Vec<u8> {
    let (width, height) = picture.size();
    // The second parameter: pixels of no colour stay as they are.
    let mut res = format!("\x1BP0;1q\"1;1;{width};{height}").into_bytes();
    for colour in 0..COLOURS as u32 {
        let [red, green, blue] = [
            colour / SHADES / SHADES,
            colour / SHADES % SHADES,
            colour % SHADES,
        ]
        .map(|it| it * 100 / (SHADES - 1));
        res.extend_from_slice(format!("#{colour};2;{red};{green};{blue}").as_bytes());
    }
    let width = width as usize;
    let pixels = picture.pixels().iter().enumerate();
    let colours: Vec<u8> = pixels
        .map(|(at, it)| colour_of(*it, at % width, at / width))
        .collect();
    for band in colours.chunks(width * BAND) {
        push_band(band, width, &mut res);
    }
    res.extend_from_slice(b"\x1B\\");
    res
}

/// The number of the colour that stands for a pixel.
fn colour_of(pixel: Pixel, x: usize, y: usize) -> u8 {
    let shade =
        |it: u8| (u32::from(it) * (SHADES - 1) * 32 + DITHER[y % 4][x % 4] * 255) / (255 * 32);
    let [red, green, blue] = pixel.map(|it| shade(it).min(SHADES - 1));
    (red * SHADES * SHADES + green * SHADES + blue) as u8
}

/// Appends six rows of colours: for each colour in them, where it is.
fn push_band(band: &[u8], width: usize, out: &mut Vec<u8>) {
    let mut bits = vec![0; COLOURS * width];
    for (row, y) in band.chunks(width).zip(0..) {
        for (x, colour) in row.iter().enumerate() {
            bits[usize::from(*colour) * width + x] |= 1 << y;
        }
    }
    for (colour, bits) in bits.chunks(width).enumerate() {
        if let Some(last) = bits.iter().rposition(|it: &u8| *it != 0) {
            out.extend_from_slice(format!("#{colour}").as_bytes());
            push_runs(bits.iter().take(last + 1).map(|it| it + b'?'), out);
            out.push(b'$');
        }
    }
    out.push(b'-');
}

/// Appends sixels, those that repeat with their number.
fn push_runs(sixels: impl Iterator<Item = u8>, out: &mut Vec<u8>) {
    let mut run = (b'?', 0);
    for sixel in sixels.map(Some).chain([None]) {
        if sixel == Some(run.0) {
            run.1 += 1;
            continue;
        }
        match run.1 {
            0..=3 => out.extend(std::iter::repeat_n(run.0, run.1)),
            times => out.extend_from_slice(format!("!{times}{}", char::from(run.0)).as_bytes()),
        }
        run = (sixel.unwrap_or(b'?'), 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Takes the number that `rest` starts with, and the semicolon after it.
    fn number(rest: &mut &str) -> u32 {
        let len = rest.find(|it: char| !it.is_ascii_digit()).unwrap();
        let (number, after) = rest.split_at(len);
        *rest = after.strip_prefix(';').unwrap_or(after);
        number.parse().unwrap()
    }

    /// What a terminal makes of the sequence: each pixel's colour in per cent, none if it was left.
    fn drawn(sent: &str, width: usize, height: usize) -> Vec<Option<[u32; 3]>> {
        let head = format!("\x1BP0;1q\"1;1;{width};{height}");
        let mut rest = sent.strip_prefix(&head).unwrap();
        let (mut colours, mut colour) = ([[0; 3]; 256], 0);
        let mut res = vec![None; width * height];
        let (mut x, mut y, mut times) = (0, 0, 1);
        while let Some((it, after)) = rest.split_at_checked(1) {
            rest = after;
            match it {
                "#" => {
                    colour = number(&mut rest) as usize;
                    if rest.starts_with("2;") {
                        let [_, red, green, blue] = [(); 4].map(|()| number(&mut rest));
                        colours[colour] = [red, green, blue];
                    }
                }
                "!" => times = number(&mut rest) as usize,
                "$" => x = 0,
                "-" => (x, y) = (0, y + BAND),
                "\x1B" => break,
                sixel => {
                    let bits = sixel.as_bytes()[0] - b'?';
                    for x in x..x + times {
                        for row in (0..BAND).filter(|it| bits >> it & 1 == 1) {
                            let pixel = &mut res[(y + row) * width + x];
                            assert!(pixel.replace(colours[colour]).is_none(), "drawn twice");
                        }
                    }
                    (x, times) = (x + times, 1);
                }
            }
        }
        res
    }

    #[test]
    fn a_terminal_draws_every_pixel_once_and_nearly_in_its_colour() {
        let (width, height) = (23, 15);
        let pixel = |at: u32| {
            [
                (at % width * 11) as u8,
                (at / width * 17) as u8,
                (at * 7 % 256) as u8,
            ]
        };
        let pixels: Vec<Pixel> = (0..width * height).map(pixel).collect();
        let picture = Picture::of(width, height, pixels.clone(), Vec::new()).unwrap();
        let sent = String::from_utf8(sixels(&picture)).unwrap();
        let drawn = drawn(&sent, width as usize, height as usize);
        for (pixel, drawn) in pixels.iter().zip(drawn) {
            for (value, per_cent) in pixel.iter().zip(drawn.unwrap()) {
                let off = (f64::from(*value) / 2.55 - f64::from(per_cent)).abs();
                assert!(off <= 20.0, "{pixel:?} {per_cent}");
            }
        }
    }

    #[test]
    fn the_lightest_and_the_darkest_stay_what_they_are() {
        for (pixel, per_cent) in [([255; 3], 100), ([0; 3], 0)] {
            let picture = Picture::of(8, 8, vec![pixel; 64], Vec::new()).unwrap();
            let sent = String::from_utf8(sixels(&picture)).unwrap();
            assert!(
                drawn(&sent, 8, 8)
                    .iter()
                    .all(|it| *it == Some([per_cent; 3]))
            );
        }
    }

    #[test]
    fn what_repeats_is_sent_once() {
        let mut out = Vec::new();
        push_runs(b"aaaaabbc".iter().copied(), &mut out);
        assert_eq!(out, b"!5abbc");
    }
}
