//! JSON objects, written field by field straight into the answer. Most of an answer is the text of the
//! story: its strings are looked through many bytes at a time for the few that JSON escapes.

use crate::span::Span;

/// What can be written as JSON.
pub trait Json {
    /// Appends it to `out`.
    fn write(self, out: &mut Vec<u8>);
}

/// An object that is being written: its fields stand in the order they are given.
pub struct Object<'o> {
    out: &'o mut Vec<u8>,
    is_empty: bool,
}

impl<'o> Object<'o> {
    /// Opens one at the end of `out`.
    pub fn new(out: &'o mut Vec<u8>) -> Object<'o> {
        out.push(b'{');
        Object {
            out,
            is_empty: true,
        }
    }

    /// Adds a field.
    pub fn field(mut self, name: &'static str, value: impl Json) -> Object<'o> {
        self.name(name);
        value.write(self.out);
        self
    }

    /// Adds a field that is a list.
    pub fn list<T: Json>(
        mut self,
        name: &'static str,
        items: impl IntoIterator<Item = T>,
    ) -> Object<'o> {
        self.name(name);
        self.out.push(b'[');
        for (at, item) in items.into_iter().enumerate() {
            if at > 0 {
                self.out.push(b',');
            }
            item.write(self.out);
        }
        self.out.push(b']');
        self
    }

    /// Adds a field that is a number from 0 on, with three decimals at most.
    pub fn thousandths(mut self, name: &'static str, value: f32) -> Object<'o> {
        self.name(name);
        let thousandths = (f64::from(value) * 1000.0).round() as usize;
        (thousandths / 1000).write(self.out);
        self.out.push(b'.');
        let mut rest = thousandths % 1000;
        loop {
            self.out.push(b'0' + (rest / 100) as u8);
            rest = rest % 100 * 10;
            if rest == 0 {
                return self;
            }
        }
    }

    /// Adds where something stands: "start" and "end". An answer has hundreds of these: both are put
    /// together in one piece, which is then written at once.
    pub fn span(mut self, span: Span) -> Object<'o> {
        if !std::mem::take(&mut self.is_empty) {
            self.out.push(b',');
        }
        let mut piece = Piece::default();
        piece.add(b"\"start\":");
        piece.add_number(span.start());
        piece.add(b",\"end\":");
        piece.add_number(span.end());
        self.out.extend_from_slice(&piece.bytes[..piece.len]);
        self
    }

    /// Closes it.
    pub fn end(self) {
        self.out.push(b'}');
    }

    /// Writes what leads to a field's value. Names are ours: nothing in them is escaped.
    fn name(&mut self, name: &'static str) {
        if !std::mem::take(&mut self.is_empty) {
            self.out.push(b',');
        }
        self.out.push(b'"');
        self.out.extend_from_slice(name.as_bytes());
        self.out.extend_from_slice(b"\":");
    }
}

/// A short piece of an answer, with room for two numbers and their names.
struct Piece {
    bytes: [u8; 64],
    len: usize,
}

impl Default for Piece {
    fn default() -> Piece {
        Piece {
            bytes: [0; 64],
            len: 0,
        }
    }
}

impl Piece {
    fn add(&mut self, more: &[u8]) {
        self.bytes[self.len..][..more.len()].copy_from_slice(more);
        self.len += more.len();
    }

    fn add_number(&mut self, number: usize) {
        let count = number.checked_ilog10().map_or(1, |it| it as usize + 1);
        let mut rest = number;
        for digit in self.bytes[self.len..][..count].iter_mut().rev() {
            *digit = b'0' + (rest % 10) as u8;
            rest /= 10;
        }
        self.len += count;
    }
}

impl<T: Json> Json for Option<T> {
    fn write(self, out: &mut Vec<u8>) {
        match self {
            Some(it) => it.write(out),
            None => out.extend_from_slice(b"null"),
        }
    }
}

impl Json for bool {
    fn write(self, out: &mut Vec<u8>) {
        out.extend_from_slice(if self { b"true" } else { b"false" });
    }
}

impl Json for usize {
    fn write(self, out: &mut Vec<u8>) {
        let mut piece = Piece::default();
        piece.add_number(self);
        out.extend_from_slice(&piece.bytes[..piece.len]);
    }
}

impl Json for &str {
    fn write(self, out: &mut Vec<u8>) {
        out.push(b'"');
        let mut rest = self.as_bytes();
        while let Some(at) = first_escaped(rest) {
            let (plain, from) = rest.split_at(at);
            out.extend_from_slice(plain);
            push_escaped(out, from[0]);
            rest = &from[1..];
        }
        out.extend_from_slice(rest);
        out.push(b'"');
    }
}

/// Whether JSON allows a byte of a string only as an escape.
fn is_escaped(byte: u8) -> bool {
    byte < 0x20 || byte == b'"' || byte == b'\\'
}

/// The first byte that is escaped.
fn first_escaped(bytes: &[u8]) -> Option<usize> {
    let (chunks, _) = bytes.as_chunks::<16>();
    // All sixteen are looked at whatever they are, so that they are looked at at once.
    let is_plain = |it: &&[u8; 16]| {
        !it.iter()
            .fold(false, |found, &byte| found | is_escaped(byte))
    };
    let plain = 16 * chunks.iter().take_while(is_plain).count();
    let near = bytes[plain..].iter().position(|&it| is_escaped(it))?;
    Some(plain + near)
}

fn push_escaped(out: &mut Vec<u8>, byte: u8) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    let short = match byte {
        b'"' | b'\\' => byte,
        b'\n' => b'n',
        b'\r' => b'r',
        b'\t' => b't',
        0x08 => b'b',
        0x0C => b'f',
        _ => {
            let [high, low] = [byte >> 4, byte & 15].map(|it| HEX[usize::from(it)]);
            return out.extend_from_slice(&[b'\\', b'u', b'0', b'0', high, low]);
        }
    };
    out.extend_from_slice(&[b'\\', short]);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(value: impl Json) -> String {
        let mut out = Vec::new();
        value.write(&mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn strings_are_escaped_as_another_writer_of_json_does_it() {
        let all: String = (0..0x250_u32).filter_map(char::from_u32).collect();
        let texts = [
            "",
            "plain",
            "“It’s 12\" wide,” she said.\n",
            "\\\u{7f}ß日",
            &all,
        ];
        for text in texts {
            for from in (0..text.len().min(40)).filter(|&it| text.is_char_boundary(it)) {
                let text = text.get(from..).unwrap();
                assert_eq!(written(text), serde_json::to_string(text).unwrap());
            }
        }
    }

    #[test]
    fn numbers_are_written_as_another_writer_of_json_does_it() {
        for number in [0, 7, 10, 99, 100, 65_536, usize::MAX] {
            assert_eq!(written(number), number.to_string());
        }
        for thousandths in 0..=2000 {
            let mut out = Vec::new();
            let number = thousandths as f32 / 1000.0;
            Object::new(&mut out).thousandths("n", number).end();
            let number = f64::from(thousandths) / 1000.0;
            let expected = format!("{{\"n\":{}}}", serde_json::to_string(&number).unwrap());
            assert_eq!(String::from_utf8(out).unwrap(), expected);
        }
    }

    #[test]
    fn fields_and_items_are_parted() {
        let mut out = Vec::new();
        Object::new(&mut out)
            .field("a", Some(true))
            .field("b", None::<usize>)
            .list("c", [1, 2])
            .list("d", [""; 0])
            .end();
        let expected = r#"{"a":true,"b":null,"c":[1,2],"d":[]}"#;
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }
}
