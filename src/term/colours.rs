//! How many colours a terminal has, and the nearest it has to any other.

use ratatui::style::Color;

/// How many colours a terminal has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Depth {
    /// Eight, and their bright ones.
    Sixteen,
    /// Those, a cube of 216 and 24 greys.
    Indexed,
    /// Any.
    #[default]
    True,
}

/// Terminals known to have every colour, by what `TERM` starts with.
const TRUE_COLOUR: [&str; 8] = [
    "xterm-kitty",
    "xterm-ghostty",
    "alacritty",
    "foot",
    "wezterm",
    "contour",
    "rio",
    "iterm",
];

impl Depth {
    /// What `TERM` and `COLORTERM` tell of a terminal.
    pub fn of(term: &str, colorterm: &str) -> Depth {
        let direct = term.ends_with("-direct") || TRUE_COLOUR.iter().any(|it| term.starts_with(it));
        if direct || matches!(colorterm, "truecolor" | "24bit") {
            Depth::True
        } else if term.contains("256color") {
            Depth::Indexed
        } else {
            Depth::Sixteen
        }
    }

    /// The nearest to `colour` that there is.
    pub fn fit(self, colour: Color) -> Color {
        match (self, colour) {
            (Depth::Indexed, Color::Rgb(r, g, b)) => Color::Indexed(nearest_indexed([r, g, b])),
            (Depth::Sixteen, Color::Rgb(r, g, b)) => nearest_basic([r, g, b]),
            (Depth::Sixteen, Color::Indexed(number @ 16..)) => nearest_basic(rgb_of(number)),
            (Depth::Sixteen, Color::Indexed(number)) => NAMED[usize::from(number)],
            _ => colour,
        }
    }
}

type Rgb = [u8; 3];

/// The sixteen colours as xterm has them; other terminals differ a little.
const BASIC: [Rgb; 16] = [
    [0, 0, 0],
    [205, 0, 0],
    [0, 205, 0],
    [205, 205, 0],
    [0, 0, 238],
    [205, 0, 205],
    [0, 205, 205],
    [229, 229, 229],
    [127, 127, 127],
    [255, 0, 0],
    [0, 255, 0],
    [255, 255, 0],
    [92, 92, 255],
    [255, 0, 255],
    [0, 255, 255],
    [255, 255, 255],
];

/// The same sixteen by the names that every terminal has codes for.
const NAMED: [Color; 16] = [
    Color::Black,
    Color::Red,
    Color::Green,
    Color::Yellow,
    Color::Blue,
    Color::Magenta,
    Color::Cyan,
    Color::Gray,
    Color::DarkGray,
    Color::LightRed,
    Color::LightGreen,
    Color::LightYellow,
    Color::LightBlue,
    Color::LightMagenta,
    Color::LightCyan,
    Color::White,
];

/// The brightness of the cube's six steps.
const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];

/// Where the greys start.
const GREYS: u8 = 232;

fn nearest_basic(wanted: Rgb) -> Color {
    let each = BASIC.iter().zip(NAMED);
    let nearest = each.min_by_key(|(it, _)| distance(**it, wanted));
    nearest.map_or(Color::Reset, |(_, named)| named)
}

fn nearest_indexed(wanted: Rgb) -> u8 {
    let distance = |it: &u8| distance(rgb_of(*it), wanted);
    (16..=255).min_by_key(distance).unwrap_or(0)
}

/// The colour with a number from 16 on.
fn rgb_of(number: u8) -> Rgb {
    if number >= GREYS {
        return [8 + 10 * (number - GREYS); 3];
    }
    let cell = usize::from(number.saturating_sub(16));
    [cell / 36, cell / 6 % 6, cell % 6].map(|it| STEPS[it])
}

/// How far apart two colours look, roughly: green counts most and blue least, as in luminance.
fn distance(a: Rgb, b: Rgb) -> u32 {
    let apart = |at: usize| u32::from(a[at].abs_diff(b[at])).pow(2);
    3 * apart(0) + 6 * apart(1) + apart(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_tells_how_many_colours_there_are() {
        for (term, colorterm, depth) in [
            ("xterm-256color", "", Depth::Indexed),
            ("xterm-256color", "truecolor", Depth::True),
            ("tmux-256color", "24bit", Depth::True),
            ("xterm-kitty", "", Depth::True),
            ("xterm-direct", "", Depth::True),
            ("linux", "", Depth::Sixteen),
            ("screen", "", Depth::Sixteen),
        ] {
            assert_eq!(Depth::of(term, colorterm), depth, "{term} {colorterm}");
        }
    }

    #[test]
    fn a_colour_that_is_not_there_becomes_its_nearest() {
        let (red, ink) = (Color::Rgb(250, 4, 8), Color::Indexed(235));
        assert_eq!(Depth::True.fit(red), red);
        assert_eq!(Depth::Indexed.fit(red), Color::Indexed(196));
        assert_eq!(Depth::Sixteen.fit(red), Color::LightRed);
        assert_eq!(Depth::Indexed.fit(Color::Rgb(38, 38, 38)), ink);
        assert_eq!(Depth::Sixteen.fit(ink), Color::Black);
        assert_eq!(Depth::Sixteen.fit(Color::Indexed(3)), Color::Yellow);
        assert_eq!(Depth::Sixteen.fit(Color::Reset), Color::Reset);
    }

    #[test]
    fn what_there_is_stays_as_it_is() {
        for number in 16..=255 {
            let [r, g, b] = rgb_of(number);
            let found = nearest_indexed([r, g, b]);
            assert_eq!(rgb_of(found), [r, g, b]);
        }
    }
}
