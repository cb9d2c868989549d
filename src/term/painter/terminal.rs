//! A terminal for the tests, which moves rows between margins left and right where it has them.

use std::ops::Range;

/// vt100's terminal, with margins around it.
pub(super) struct Terminal {
    parser: vt100::Parser,
    size: (u16, u16),
}

impl Terminal {
    pub(super) fn new(rows: u16, columns: u16) -> Terminal {
        let parser = vt100::Parser::new(
            rows.try_into().expect("rows"),
            columns.try_into().expect("columns"),
            0,
        );
        Terminal {
            parser,
            size: (rows, columns),
        }
    }

    pub(super) fn screen(&self) -> &vt100::Screen {
        self.parser.screen()
    }

    /// Takes in what is written, in which margins are set and lifted by the frame.
    pub(super) fn process(&mut self, bytes: &[u8]) {
        const SET: &str = "\x1B[?69h\x1B[";
        const LIFT: &str = "\x1B[?69l";
        let text = str::from_utf8(bytes).expect("text");
        let mut pieces = text.split(SET);
        let before = pieces.next().unwrap_or_default();
        self.parser.process(before.as_bytes());
        for piece in pieces {
            let (within, after) = piece.split_once(LIFT).expect("margins are lifted");
            let (margins, moves) = within.split_once('s').expect("margins");
            let (left, right) = margins.split_once(';').expect("two margins");
            let number = |it: &str| it.parse::<u16>().expect("a number");
            self.parser.process(b"\x1B[H");
            self.move_within(number(left) - 1..number(right), moves);
            // Where the cursor is terminals do not agree about.
            self.parser.process(b"\x1B[3;5H");
            self.parser.process(after.as_bytes());
        }
    }

    fn move_within(&mut self, columns: Range<u16>, moves: &str) {
        let mut rest = moves;
        while !rest.is_empty() {
            let end = rest.find(|it: char| it == '\n' || it.is_ascii_alphabetic());
            let (code, after) = rest.split_at(end.expect("a code") + 1);
            let (kind, count) = match code.as_bytes() {
                [b'\x1B', b'[', digits @ .., kind] => (kind, str::from_utf8(digits).ok()),
                _ => (&b'\n', None),
            };
            let count = count.and_then(|it| it.parse().ok()).unwrap_or(1);
            let (y, x) = self.screen().cursor_position();
            match kind {
                b'M' | b'L' => {
                    assert!(columns.contains(&x), "the cursor is outside the margins");
                    let up = if *kind == b'M' { count } else { -count };
                    self.shift(&columns, y, up);
                }
                b'H' | b'A' | b'B' | b'\n' => self.parser.process(code.as_bytes()),
                _ => panic!("{code:?} between margins"),
            }
            rest = after;
        }
    }

    /// Moves what is in `columns` of the rows from `y` on up, or down; what comes in is blank.
    fn shift(&mut self, columns: &Range<u16>, y: u16, up: i32) {
        let part = |columns: Range<u16>| -> Vec<Vec<u8>> {
            let width = columns.end - columns.start;
            let rows = self.screen().rows_formatted(columns.start, width);
            rows.map(Into::into).collect()
        };
        let [before, within, after] = [
            part(0..columns.start),
            part(columns.clone()),
            part(columns.end..self.size.1),
        ];
        let cursor = self.screen().cursor_position();
        let go = |y: u16, x: u16| format!("\x1B[m\x1B[{};{}H", y + 1, x + 1);
        for at in y..self.size.0 {
            let source = usize::try_from(i32::from(at) + up).ok();
            let source = source.filter(|it| *it >= y.into());
            let moved = source.and_then(|it| within.get(it));
            let parts = [
                (0, Some(&before[usize::from(at)])),
                (columns.start, moved),
                (columns.end, Some(&after[usize::from(at)])),
            ];
            for (x, part) in parts {
                self.parser.process(go(at, x).as_bytes());
                // Half of a wide character is nothing.
                self.parser.process(b"\x1B[K");
                self.parser.process(part.map_or(b"", |it| &**it));
            }
        }
        self.parser.process(go(cursor.0, cursor.1).as_bytes());
    }
}
