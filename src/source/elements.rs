//! The items of a JSON array, one after the other, without the array ever being in memory.

use std::io::{self, BufRead};

use super::OpenError;
use crate::story::{LONGEST_INPUT, Unreadable};

/// Reads the items of an array, or of arrays that follow one another.
pub struct Items {
    from: Box<dyn BufRead>,
    is_open: bool,
}

/// Where in an item the reading is.
#[derive(Default)]
struct Place {
    depth: usize,
    in_string: bool,
    escaped: bool,
}

impl Place {
    /// Whether the item ends with this byte; or, for a bare word or number, before it.
    fn ends_at(&mut self, byte: u8) -> bool {
        if self.in_string {
            match byte {
                _ if self.escaped => self.escaped = false,
                b'\\' => self.escaped = true,
                b'"' => self.in_string = false,
                _ => {}
            }
            return false;
        }
        match byte {
            b'"' => self.in_string = true,
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' if self.depth > 0 => {
                self.depth -= 1;
                return false;
            }
            _ => {}
        }
        self.depth == 0 && matches!(byte, b',' | b']' | b'}')
    }
}

impl Items {
    /// The items of what `from` reads.
    pub fn new(from: Box<dyn BufRead>) -> Items {
        Items {
            from,
            is_open: false,
        }
    }

    /// The next item, as it stands; `None` at the end.
    ///
    /// # Errors
    /// When it cannot be read, is too long, or the array is damaged: nothing follows these.
    pub fn next(&mut self) -> Result<Option<Vec<u8>>, OpenError> {
        loop {
            let Some(byte) = self.peek()? else {
                return match self.is_open {
                    true => Err(OpenError::Array("it ends before it is closed")),
                    false => Ok(None),
                };
            };
            match byte {
                b'[' if !self.is_open => self.is_open = true,
                b']' if self.is_open => self.is_open = false,
                b',' if self.is_open => {}
                _ if self.is_open => return self.item().map(Some),
                _ => return Err(OpenError::Array("it is followed by what is no array")),
            }
            self.from.consume(1);
        }
    }

    /// The next byte that is no white space, still to be read.
    fn peek(&mut self) -> io::Result<Option<u8>> {
        loop {
            let buffered = self.from.fill_buf()?;
            if buffered.is_empty() {
                return Ok(None);
            }
            // A byte order mark is no white space, but stands where it may.
            let is_blank = |it: &u8| it.is_ascii_whitespace() || b"\xEF\xBB\xBF".contains(it);
            let blank = buffered.iter().take_while(|it| is_blank(it)).count();
            let found = buffered.get(blank).copied();
            self.from.consume(blank);
            if found.is_some() {
                return Ok(found);
            }
        }
    }

    fn item(&mut self) -> Result<Vec<u8>, OpenError> {
        let mut item = Vec::new();
        let mut place = Place::default();
        loop {
            let buffered = self.from.fill_buf()?;
            if buffered.is_empty() {
                return Err(OpenError::Array("it ends within an item"));
            }
            let end = buffered.iter().position(|&it| place.ends_at(it));
            let taken = end.unwrap_or(buffered.len());
            item.extend_from_slice(&buffered[..taken]);
            self.from.consume(taken);
            if item.len() > LONGEST_INPUT {
                return Err(Unreadable::TooLarge.into());
            }
            if end.is_some() {
                return Ok(item);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::{BufReader, Cursor};

    use super::*;

    /// The items and how it ended, read a few bytes at a time.
    fn items(text: &str) -> (Vec<String>, String) {
        let from = Cursor::new(text.as_bytes().to_vec());
        let mut items = Items::new(Box::new(BufReader::with_capacity(3, from)));
        let mut res = Vec::new();
        loop {
            match items.next() {
                Ok(Some(item)) => res.push(String::from_utf8(item).unwrap().trim().to_owned()),
                Ok(None) => return (res, String::new()),
                Err(error) => return (res, error.to_string()),
            }
        }
    }

    #[test]
    fn items_are_told_apart_whatever_stands_in_their_strings() {
        let all = [
            r#"{"a":"},]\"[{\\"}"#,
            "[1,[2]]",
            "7",
            "null",
            r#""a,b""#,
            r#"{"b":{"c":[{}]}}"#,
        ];
        let text = format!(
            "\u{FEFF} [{}]\n[ {} ]",
            all[..2].join(" ,\n"),
            all[2..].join(",")
        );
        assert_eq!(
            items(&text),
            (all.map(str::to_owned).to_vec(), String::new())
        );
        assert_eq!(items("[]").0, Vec::<String>::new());
    }

    #[test]
    fn a_damaged_array_gives_what_stands_before_and_says_so() {
        for (text, count, told) in [
            ("[{\"a\":1},{\"b\":", 1, "within an item"),
            ("[{\"a\":1},", 1, "before it is closed"),
            ("[{\"a\":1}] more", 1, "no array"),
            ("[{\"a\":1},\"b", 1, "within an item"),
        ] {
            let (found, error) = items(text);
            assert_eq!(found.len(), count, "{text}");
            assert!(error.contains(told), "{text}: {error}");
        }
    }
}
