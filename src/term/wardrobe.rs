//! Which theme is worn, in the colours that the terminal has.

use super::colours::Depth;
use super::ground::Ground;
use crate::config::colour::{AUTO, OwnTheme};
use crate::view::theme::Theme;
use ratatui::buffer::Buffer;
use std::collections::BTreeMap;

/// Asks for the colour of the ground (xterm's OSC 11).
const ASK_GROUND: &[u8] = b"\x1B]11;?\x1B\\";

/// The themes there are, and the one worn.
#[derive(Debug)]
pub struct Wardrobe {
    own: BTreeMap<String, OwnTheme>,
    colour: bool,
    /// The theme worn, and its name.
    worn: (String, Theme),
    /// Whether the ground is light, once the terminal has said so.
    ground: Option<Ground>,
    /// Whether it has been asked.
    asked: bool,
}

impl Wardrobe {
    /// The reader's `own` themes beside the usual ones, in `colour` or without. None is worn yet.
    pub fn new(own: BTreeMap<String, OwnTheme>, colour: bool) -> Wardrobe {
        Wardrobe {
            own,
            colour,
            worn: (String::new(), Theme::without_colour()),
            ground: None,
            asked: false,
        }
    }

    /// The terminal has told what its words stand on.
    pub fn ground(&mut self, ground: Ground) {
        self.ground = Some(ground);
    }

    /// Puts on the theme called `name`.
    pub fn wear(&mut self, name: &str) {
        let name = match (name, self.ground) {
            (AUTO, Some(Ground::Light)) => "light",
            (AUTO, Some(Ground::Dark)) => "dark",
            (name, _) => name,
        };
        if self.worn.0 != name {
            let theme = Theme::named(name, &self.own, self.colour);
            let depth = depth();
            let theme = theme.recoloured(|it| depth.fit(it));
            self.worn = (name.to_owned(), theme);
        }
    }

    /// The theme worn.
    pub fn worn(&self) -> &Theme {
        &self.worn.1
    }

    /// What asks for the ground, once, if the theme called `name` depends on it. Nobody waits for the
    /// answer.
    pub fn question(&mut self, name: &str) -> &'static [u8] {
        if name != AUTO || self.asked {
            return b"";
        }
        self.asked = true;
        ASK_GROUND
    }

    /// Gives every cell colours that the terminal has: a picture is full of others.
    pub fn fit_colours(cells: &mut Buffer) {
        let depth = depth();
        for cell in &mut cells.content {
            cell.fg = depth.fit(cell.fg);
            cell.bg = depth.fit(cell.bg);
        }
    }
}

/// How many colours the terminal has.
fn depth() -> Depth {
    let variable = |name| std::env::var(name).unwrap_or_default();
    Depth::of(&variable("TERM"), &variable("COLORTERM"))
}
