//! What a source holds, told by its beginning: records, or one thing.

/// How a source is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A record a line (JSON Lines).
    Lines,
    /// One record on a line.
    Line,
    /// The items of a JSON array.
    Array,
    /// As a whole.
    Whole,
}

/// How many lines are looked at.
const LINES: usize = 9;

/// The shape of a source of which these are the first bytes, or all when it has `ended`; `None` when
/// more of it must be seen.
///
/// Lines are records if most of the first ones are objects by themselves: one that is damaged, even
/// the first, does not make a text of the others.
pub fn of(head: &[u8], ended: bool) -> Option<Shape> {
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    let head = head.trim_ascii_start();
    match head.first() {
        None if ended => Some(Shape::Whole),
        None => None,
        Some(b'[') => array(head, ended),
        Some(b'<') => Some(Shape::Whole),
        Some(_) => lines(head, ended),
    }
}

fn array(head: &[u8], ended: bool) -> Option<Shape> {
    match head.get(1..).unwrap_or_default().trim_ascii_start().first() {
        Some(b'{') => Some(Shape::Array),
        None if !ended => None,
        // "[1]" may be a damaged line before good ones.
        _ => lines(head, ended),
    }
}

fn lines(head: &[u8], ended: bool) -> Option<Shape> {
    let mut seen = Seen::default();
    let all = head.split_inclusive(|&it| it == b'\n');
    for line in all.filter(|it| !it.trim_ascii().is_empty()) {
        let is_whole = ended || line.ends_with(b"\n");
        match line.trim_ascii_start().starts_with(b"{") {
            true if !is_whole => return None,
            true => seen.look_at(line),
            false => seen.total += 1,
        }
        if seen.total == LINES || seen.objects == 2 && seen.total == 2 {
            return Some(seen.shape());
        }
    }
    ended.then(|| seen.shape_of_all(head))
}

/// What the first lines are.
#[derive(Default)]
struct Seen {
    total: usize,
    /// Those that are objects by themselves.
    objects: usize,
    /// Those that begin as objects do, and are damaged or only the beginning of one.
    begun: usize,
}

impl Seen {
    /// Looks at a line that opens with a brace.
    fn look_at(&mut self, line: &[u8]) {
        self.total += 1;
        match is_json(line) {
            true => self.objects += 1,
            false => self.begun += 1,
        }
    }

    fn shape(&self) -> Shape {
        match self.objects * 2 > self.total {
            true => Shape::Lines,
            false => Shape::Whole,
        }
    }

    /// The shape when there are no other lines: few tell less, so that damaged ones count too.
    fn shape_of_all(&self, all: &[u8]) -> Shape {
        match self {
            Seen {
                total: 1,
                objects: 1,
                ..
            } => Shape::Line,
            Seen { objects: 0, .. } => Shape::Whole,
            _ if self.objects == self.total => Shape::Lines,
            // Objects one after the other, some of them over several lines.
            _ if are_json(all) => Shape::Whole,
            _ if (self.objects + self.begun) * 2 > self.total => Shape::Lines,
            _ => self.shape(),
        }
    }
}

fn are_json(bytes: &[u8]) -> bool {
    let values = serde_json::Deserializer::from_slice(bytes);
    values
        .into_iter::<serde_json::Map<String, serde_json::Value>>()
        .all(|it| it.is_ok())
}

fn is_json(bytes: &[u8]) -> bool {
    serde_json::from_slice::<serde::de::IgnoredAny>(bytes).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "{\"text\":\"Words.\"}\n";

    #[track_caller]
    fn check(text: &str, shape: Shape) {
        assert_eq!(of(text.as_bytes(), true), Some(shape), "{text}");
    }

    #[test]
    fn lines_of_which_most_are_objects_are_records() {
        check(&GOOD.repeat(2), Shape::Lines);
        check(GOOD, Shape::Line);
        check(&format!("\u{FEFF}\n{GOOD}"), Shape::Line);
        for damaged in [
            "{\"text\":\"Wor\n",
            "ds.\"}\n",
            "null\n",
            "Words.\n",
            "[1]\n",
        ] {
            let behind = format!("{}{damaged}{}", GOOD, GOOD.repeat(5));
            check(&behind, Shape::Lines);
        }
        for damaged in [
            "{\"text\":\"Wor\n",
            "ds.\"}\n",
            "null\n",
            "Words.\n",
            "\u{1}\n",
        ] {
            check(&format!("{damaged}{}", GOOD.repeat(2)), Shape::Lines);
        }
        check(&format!("{{\"text\":\"Wor\n{GOOD}"), Shape::Lines);
    }

    #[test]
    fn one_thing_over_many_lines_is_read_as_a_whole() {
        check("{\n  \"text\": \"Words.\"\n}\n", Shape::Whole);
        check("{\"stories\":[\n{\"a\":1},\n{\"a\":2}\n]}\n", Shape::Whole);
        check(
            &format!("{{\"a\":1,\n\"text\":\"Words.\"}}\n{GOOD}{GOOD}{GOOD}"),
            Shape::Whole,
        );
        check("Words.\nMore of them.\n", Shape::Whole);
        check(&format!("{}{GOOD}", "Words.\n".repeat(20)), Shape::Whole);
        check("", Shape::Whole);
        check("[an editor's note] Words.", Shape::Whole);
        check("[]", Shape::Whole);
        check(" [\n{\"a\":1}]", Shape::Array);
    }

    #[test]
    fn no_more_is_waited_for_than_tells() {
        assert_eq!(of(GOOD.repeat(2).as_bytes(), false), Some(Shape::Lines));
        assert_eq!(of(GOOD.as_bytes(), false), None);
        assert_eq!(of(b"{\"text\":\"Wor", false), None);
        assert_eq!(of(b"[", false), None);
        assert_eq!(of(b"[{", false), Some(Shape::Array));
        assert_eq!(of(b"<html>", false), Some(Shape::Whole));
        assert_eq!(
            of("Words.\n".repeat(9).as_bytes(), false),
            Some(Shape::Whole)
        );
    }
}
