//! Where things stand on the screen: a size to areas.

/// A size in columns and rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

/// A rectangle of the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Area {
    /// The first column.
    pub x: u16,
    /// The first row.
    pub y: u16,
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

/// The fewest columns in which two speakers stand side by side.
const SIDE_BY_SIDE: u16 = 56;

impl Area {
    /// Whether a cell of the screen is in it.
    pub fn contains(self, x: u16, y: u16) -> bool {
        (self.x..self.x + self.width).contains(&x) && (self.y..self.y + self.height).contains(&y)
    }

    /// Everything but the first row.
    #[must_use]
    pub fn below_heading(self) -> Area {
        Area {
            y: self.y + self.height.min(1),
            height: self.height.saturating_sub(1),
            ..self
        }
    }

    /// Its left and right half; where they would be too narrow, its upper and lower half.
    pub fn halves(self) -> [Area; 2] {
        let (width, height) = (self.width / 2, self.height / 2);
        if self.width >= SIDE_BY_SIDE {
            // A column is left for a rule.
            let right = Area {
                x: self.x + width + 1,
                width: self.width - width - 1,
                ..self
            };
            return [Area { width, ..self }, right];
        }
        let lower = Area {
            y: self.y + height,
            height: self.height - height,
            ..self
        };
        [Area { height, ..self }, lower]
    }
}

/// One of the windows on a story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pane {
    /// The story's own words.
    Body,
    /// Who is quoted, and with what.
    Speakers,
    /// The images' captions.
    Captions,
    /// Where the story links to.
    Links,
    /// The stories open together.
    Stories,
    /// The stories read before.
    Recent,
    /// What a speaker is called, everywhere.
    Mentions,
    /// What two speakers said.
    Compared,
    /// All that is known of one quotation.
    Why,
}

/// Where everything stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Screen {
    /// The title and the ribbon; one row, or nothing on a low screen.
    pub title: Area,
    /// The columns of the story: its rows, and the gutter before them.
    pub body: Area,
    /// The column in which the story's rows start.
    pub text_x: u16,
    /// The widest a row may be.
    pub measure: u16,
    /// The panes beside the body, where there is room for them.
    pub side: Option<Side>,
    /// The status line; one row, or nothing on a screen of one row.
    pub status: Area,
}

/// The panes beside the body. The column before them is a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Side {
    /// Speakers and their quotes.
    pub speakers: Area,
    /// Image captions; the row above them is a rule.
    pub captions: Area,
}

/// What stands around the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Around {
    /// The title, and panes where there is room.
    Panes,
    /// The title.
    Title,
    /// Nothing.
    Nothing,
}

/// What is asked of a screen, as far as there is room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wishes {
    /// The widest a row of the story may be.
    pub measure: u16,
    /// The columns of the panes beside the body; as many as the body can spare, if none are asked.
    pub side: Option<u16>,
    /// How many captions there are to list.
    pub images: usize,
    /// What stands around the body.
    pub around: Around,
}

impl Default for Wishes {
    fn default() -> Wishes {
        Wishes {
            measure: super::USUAL_MEASURE,
            side: None,
            images: 0,
            around: Around::Panes,
        }
    }
}

/// The fewest columns on which panes stand beside the body.
pub const WIDE: u16 = 100;

/// Columns before a story's rows: the sign of who speaks.
const GUTTER: u16 = 4;

/// The narrowest side pane and body that can be asked for. Together less than [`WIDE`].
const LEAST_SIDE: u16 = 24;
const LEAST_BODY: u16 = 32;

/// The narrowest and the widest side pane.
const SIDE: (u16, u16) = (36, 60);

impl Screen {
    /// Where everything stands on a screen of `size`.
    pub fn new(size: Size, wishes: Wishes) -> Screen {
        let Wishes {
            measure,
            side: asked,
            images,
            around,
        } = wishes;
        let title_rows = u16::from(size.height >= 5 && around != Around::Nothing);
        let status_rows = u16::from(size.height >= 2);
        let height = size.height - title_rows - status_rows;
        let whole = Area {
            x: 0,
            y: title_rows,
            width: size.width,
            height,
        };
        let wide = size.width >= WIDE && size.height >= 10 && around == Around::Panes;
        let side_width = wide.then(|| side_width(size.width, measure, asked));
        let body = Area {
            width: size.width - side_width.map_or(0, |it| it + 1),
            ..whole
        };
        let gutter = GUTTER.min(size.width / 10);
        let measure = measure.min(body.width.saturating_sub(gutter + 1)).max(1);
        let centred = body.width.saturating_sub(measure) / 2;
        Screen {
            title: Area {
                y: 0,
                height: title_rows,
                ..whole
            },
            body,
            text_x: centred.max(gutter).min(body.width.saturating_sub(1)),
            measure,
            side: side_width.map(|width| side(whole, width, images)),
            status: Area {
                y: title_rows + height,
                height: status_rows,
                ..whole
            },
        }
    }
}

impl Screen {
    /// The ribbon at the right end of the title row; no columns, where there is no room for it.
    pub fn ribbon(&self) -> Area {
        /// The narrowest screen with a ribbon.
        const FROM: u16 = 60;
        let width = match self.title.width {
            it if it >= FROM => (it / 4).min(40),
            _ => 0,
        };
        Area {
            x: self.title.width.saturating_sub(width + 1),
            width,
            ..self.title
        }
    }

    /// Everything between the title and the status line.
    pub fn between_rows(&self) -> Area {
        Area {
            width: self.status.width.max(self.body.width),
            ..self.body
        }
    }
}

/// What is asked for, or else what the body can spare, within limits.
fn side_width(width: u16, measure: u16, asked: Option<u16>) -> u16 {
    let (least, most) = SIDE;
    if let Some(asked) = asked {
        return asked.clamp(LEAST_SIDE, width - LEAST_BODY);
    }
    width
        .saturating_sub(measure + 2 * GUTTER)
        .clamp(least, most)
        .min(width / 2)
}

/// Speakers above captions; the captions take what they need, up to a third.
fn side(whole: Area, width: u16, images: usize) -> Side {
    let x = whole.width - width;
    let wanted = u16::try_from(images.max(1))
        .unwrap_or(u16::MAX)
        .saturating_add(1);
    let below = wanted.min(whole.height / 3);
    let above = whole.height - below - 1;
    Side {
        speakers: Area {
            x,
            width,
            height: above,
            ..whole
        },
        captions: Area {
            x,
            y: whole.y + above + 1,
            width,
            height: below,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_stays_on_the_screen() {
        for width in 0..260 {
            for height in 0..70 {
                let wishes = Wishes {
                    images: 3,
                    side: (width % 3 > 0).then_some(height * width % 300),
                    ..Wishes::default()
                };
                let screen = Screen::new(Size { width, height }, wishes);
                let side = screen.side.map(|it| [it.speakers, it.captions]);
                let areas = [screen.title, screen.body, screen.status];
                for area in areas.into_iter().chain(side.into_iter().flatten()) {
                    assert!(area.x + area.width <= width, "{width}×{height} {area:?}");
                    assert!(area.y + area.height <= height, "{width}×{height} {area:?}");
                }
                assert!(screen.text_x + screen.measure <= screen.body.width.max(1));
            }
        }
    }

    #[test]
    fn panes_stand_beside_the_body_where_there_is_room() {
        let screen = |width, around| {
            let wishes = Wishes {
                around,
                ..Wishes::default()
            };
            Screen::new(Size { width, height: 24 }, wishes)
        };
        assert!(
            screen(99, Around::Panes).side.is_none() && screen(120, Around::Title).side.is_none()
        );
        assert!(screen(100, Around::Panes).side.is_some());
        assert_eq!(screen(120, Around::Panes).measure, 68);
        assert_eq!(screen(80, Around::Panes).text_x, 6);
    }
}
