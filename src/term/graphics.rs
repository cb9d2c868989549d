//! Pictures in all their pixels, on terminals known to have them.
//!
//! The cells show a picture by themselves. A terminal that can draw is sent the picture as well, to
//! be laid over them; which one can is told by the environment, and never asked.

use super::base64::base64;
use super::sixel::sixels;
use crate::app::App;
use crate::app::screen::Area;
use crate::config::Pictures;
use crate::picture::Picture;
use crate::view::picture;
use std::sync::Arc;

/// How a terminal is sent pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Protocol {
    /// Not at all: half blocks in cells.
    Cells,
    /// Pixels in base64, as kitty and Ghostty take them.
    Kitty,
    /// The file itself in base64, as iTerm2 and WezTerm take it.
    Iterm,
    /// Sixels, as foot, mlterm, mintty, Contour and Konsole take them.
    Sixel,
}

/// Pixels sent for each column and row. More is not seen at the size of a cell.
const CELL: (u32, u32) = (10, 20);

/// Konsole's first version that draws sixels: 22.04.
const KONSOLE_WITH_SIXELS: u32 = 220_400;

/// The most of base64 in one of kitty's sequences, in bytes.
const CHUNK: usize = 4096;

/// What is laid over the cells.
#[derive(Debug)]
pub struct Graphics {
    protocol: Protocol,
    shown: Option<(Arc<Picture>, Area)>,
}

impl Protocol {
    /// What is configured, or else what the environment tells of the terminal.
    pub fn wanted(pictures: Pictures) -> Protocol {
        match pictures {
            Pictures::Auto => Protocol::of(|name| std::env::var(name).ok()),
            Pictures::Cells => Protocol::Cells,
            Pictures::Kitty => Protocol::Kitty,
            Pictures::Iterm => Protocol::Iterm,
            Pictures::Sixel => Protocol::Sixel,
        }
    }

    /// What the environment tells of the terminal. A multiplexer passes no pictures on.
    pub fn of(variable: impl Fn(&str) -> Option<String>) -> Protocol {
        let term = variable("TERM").unwrap_or_default();
        let program = variable("TERM_PROGRAM").unwrap_or_default();
        let multiplexed = variable("TMUX").is_some() || variable("STY").is_some();
        let is_kitty = variable("KITTY_WINDOW_ID").is_some() || term == "xterm-kitty";
        let konsole = variable("KONSOLE_VERSION").and_then(|it| it.parse().ok());
        let has_sixels = konsole.is_some_and(|it: u32| it >= KONSOLE_WITH_SIXELS)
            || ["foot", "mlterm", "contour"]
                .iter()
                .any(|it| term.starts_with(it));
        match program.as_str() {
            _ if multiplexed => Protocol::Cells,
            "ghostty" => Protocol::Kitty,
            _ if is_kitty || term == "xterm-ghostty" => Protocol::Kitty,
            "iTerm.app" | "WezTerm" => Protocol::Iterm,
            "mintty" | "contour" => Protocol::Sixel,
            _ if has_sixels || variable("MLTERM").is_some() => Protocol::Sixel,
            _ => Protocol::Cells,
        }
    }
}

impl Graphics {
    /// Nothing shown yet.
    pub fn new(protocol: Protocol) -> Graphics {
        Graphics {
            protocol,
            shown: None,
        }
    }

    /// The screen has been cleared, or is somebody else's.
    pub fn forget(&mut self) {
        self.shown = None;
    }

    /// Appends what lays the app's picture over its cells, or takes it away again. Sixels are
    /// pixels of the screen, so for them a `cell`'s width and height have to be known.
    pub fn update(
        &mut self,
        app: &App,
        cell: impl FnOnce() -> Option<(u32, u32)>,
        out: &mut Vec<u8>,
    ) {
        if self.protocol == Protocol::Cells || app.picture().is_none() && self.shown.is_none() {
            return;
        }
        let picture = app.picture().and_then(|it| it.picture.clone());
        let wanted = picture.map(|it| {
            let area = picture::area(app, &it);
            (it, area)
        });
        if wanted == self.shown {
            return;
        }
        if self.shown.is_some() && self.protocol == Protocol::Kitty {
            out.extend_from_slice(b"\x1B_Ga=d,q=2\x1B\\");
        }
        if let Some((picture, area)) = &wanted {
            // The cursor is left where it was.
            out.extend_from_slice(b"\x1B7");
            let (row, column) = (area.y + 1, area.x + 1);
            out.extend_from_slice(format!("\x1B[{row};{column}H").as_bytes());
            match self.protocol {
                Protocol::Kitty => out.extend_from_slice(&kitty(picture, *area)),
                Protocol::Iterm => out.extend_from_slice(&iterm(picture, *area)),
                Protocol::Sixel => {
                    let cell = cell().unwrap_or_default();
                    let width = u32::from(area.width) * cell.0;
                    let height = u32::from(area.height) * cell.1;
                    if width > 0 && height > 0 {
                        out.extend_from_slice(&sixels(&picture.scaled(width, height)));
                    }
                }
                Protocol::Cells => {}
            }
            out.extend_from_slice(b"\x1B8");
        }
        self.shown = wanted;
    }
}

/// Kitty's graphics protocol: raw pixels in chunks, scaled by the terminal to whole cells.
fn kitty(picture: &Picture, area: Area) -> Vec<u8> {
    let most = (
        u32::from(area.width) * CELL.0,
        u32::from(area.height) * CELL.1,
    );
    let (own_width, own_height) = picture.size();
    let (width, height) = picture.fitting(most.0.min(own_width), most.1.min(own_height));
    let pixels = picture.scaled(width, height);
    let data = base64(pixels.pixels().as_flattened());
    let (columns, rows) = (area.width, area.height);
    let mut first = format!("a=T,f=24,s={width},v={height},c={columns},r={rows},C=1,q=2,");
    let mut res = Vec::with_capacity(data.len() + data.len() / 256 + 64);
    let mut chunks = data.chunks(CHUNK).peekable();
    while let Some(chunk) = chunks.next() {
        let more = u8::from(chunks.peek().is_some());
        res.extend_from_slice(format!("\x1B_G{first}m={more};").as_bytes());
        res.extend_from_slice(chunk);
        res.extend_from_slice(b"\x1B\\");
        first.clear();
    }
    res
}

/// iTerm2's inline images: the file as it is.
fn iterm(picture: &Picture, area: Area) -> Vec<u8> {
    let (columns, rows) = (area.width, area.height);
    let size = picture.file().len();
    let head = format!(
        "\x1B]1337;File=inline=1;size={size};width={columns};height={rows};preserveAspectRatio=0:"
    );
    let mut res = head.into_bytes();
    res.extend_from_slice(&base64(picture.file()));
    res.push(0x07);
    res
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_tells_who_can_draw() {
        for (set, protocol) in [
            (&[("TERM", "xterm-kitty")][..], Protocol::Kitty),
            (&[("TERM_PROGRAM", "ghostty")], Protocol::Kitty),
            (&[("TERM_PROGRAM", "WezTerm")], Protocol::Iterm),
            (&[("TERM", "foot-extra")], Protocol::Sixel),
            (&[("TERM", "xterm"), ("MLTERM", "3.9.0")], Protocol::Sixel),
            (&[("KONSOLE_VERSION", "230801")], Protocol::Sixel),
            (&[("KONSOLE_VERSION", "211203")], Protocol::Cells),
            (&[("TERM", "xterm-kitty"), ("TMUX", "x")], Protocol::Cells),
            (&[("TERM", "xterm-256color")], Protocol::Cells),
        ] {
            let variable = |name: &str| {
                let found = set.iter().find(|(it, _)| *it == name);
                found.map(|(_, value)| (*value).to_owned())
            };
            assert_eq!(Protocol::of(variable), protocol, "{set:?}");
        }
    }

    #[test]
    fn kitty_is_sent_chunks_that_say_what_follows() {
        let picture = Picture::of(200, 100, vec![[7; 3]; 20_000], Vec::new()).unwrap();
        let area = Area {
            x: 0,
            y: 0,
            width: 20,
            height: 5,
        };
        let sent = String::from_utf8(kitty(&picture, area)).unwrap();
        let sequences: Vec<&str> = sent.split_terminator("\x1B\\").collect();
        assert!(sequences[0].starts_with("\x1B_Ga=T,f=24,s=200,v=100,c=20,r=5"));
        let (last, before) = sequences.split_last().unwrap();
        assert!(before.iter().all(|it| it.contains("m=1;")) && last.contains("m=0;"));
        assert!(sequences.iter().all(|it| it.len() <= CHUNK + 80));
        let data: usize = sequences
            .iter()
            .map(|it| it.split(';').nth(1).unwrap().len())
            .sum();
        assert_eq!(data, 20_000 * 3 / 3 * 4);
    }
}
