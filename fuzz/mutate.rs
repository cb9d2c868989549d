//! Inputs from inputs: the same seed gives the same ones on every machine.

/// A small generator of numbers that look random (xorshift64*, Vigna 2016).
#[derive(Clone, Debug)]
pub struct Dice(u64);

impl Dice {
    /// Dice that fall the same way for the same `seed`.
    pub fn new(seed: u64) -> Dice {
        Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// The next number.
    pub fn roll(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    /// A number below `end`, which is not zero.
    pub fn below(&mut self, end: usize) -> usize {
        (self.roll() % end as u64) as usize
    }

    /// One of `items`, of which there is at least one.
    pub fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }
}

/// Pieces that formats, marks and terminals give a meaning to.
const TOKENS: [&[u8]; 44] = [
    b"\"",
    b"'",
    b"''",
    "“".as_bytes(),
    "”".as_bytes(),
    "‘".as_bytes(),
    "’".as_bytes(),
    "«".as_bytes(),
    "»".as_bytes(),
    "「".as_bytes(),
    b" said ",
    b"he",
    b"She",
    b"Mr. ",
    b"Ada Marsh",
    b"according to ",
    b", who ",
    b": ",
    b". ",
    b"\n",
    b"\n\n",
    b"\r",
    b"\t",
    b"\x0c",
    b"\x1b[31m",
    b"\x1b]0;x\x07",
    "\u{202e}".as_bytes(),
    "\u{301}".as_bytes(),
    "\u{200d}".as_bytes(),
    "\u{e0067}".as_bytes(),
    b"\xff",
    b"\xc0\xaf",
    b"<image>",
    b"</image>",
    b" alt=\"",
    b"<div>",
    b"<figure>",
    b"</p>",
    b"&#27;",
    b"&amp;",
    b"<![CDATA[",
    b"]]>",
    b"{\"",
    b"![](",
];

/// The longest input made, in bytes.
const LONGEST: usize = 1 << 14;

/// A new input from those in `corpus`, which is not empty.
pub fn mutate(dice: &mut Dice, corpus: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = dice.pick(corpus).clone();
    bytes.truncate(LONGEST / 2);
    for _ in 0..=dice.below(6) {
        change(dice, &mut bytes, corpus);
    }
    bytes.truncate(LONGEST);
    bytes
}

fn change(dice: &mut Dice, bytes: &mut Vec<u8>, corpus: &[Vec<u8>]) {
    let at = dice.below(bytes.len() + 1);
    let end = (at + 1 + dice.below(64)).min(bytes.len()).max(at);
    match dice.below(7) {
        0 => drop(bytes.drain(at..end)),
        1 => insert(bytes, at, TOKENS[dice.below(TOKENS.len())]),
        2 => {
            let token = TOKENS[dice.below(TOKENS.len())].repeat(1 + dice.below(40));
            insert(bytes, at, &token);
        }
        3 => {
            let piece = bytes
                .get(at..end)
                .unwrap_or_default()
                .repeat(1 + dice.below(8));
            insert(bytes, at, &piece);
        }
        4 => {
            let other = dice.pick(corpus);
            let from = dice.below(other.len() + 1);
            let to = (from + dice.below(400)).min(other.len());
            insert(bytes, at, &other[from..to]);
        }
        5 => {
            if let Some(byte) = bytes.get_mut(at) {
                *byte = dice.roll() as u8;
            }
        }
        _ => bytes.truncate(at),
    }
}

fn insert(bytes: &mut Vec<u8>, at: usize, piece: &[u8]) {
    bytes.splice(at..at, piece.iter().copied());
}
