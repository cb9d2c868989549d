//! How what is kept is written down: one JSON object a story.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use thiserror::Error;

use super::Kept;
use crate::quotes::corrections::{Correction, QuoteKey};
use crate::span::Span;

/// The version of the notation. Of another one is read what it shares with this.
pub const VERSION: u32 = 1;

/// The longest record, in bytes. Nothing this program writes comes near it.
pub const LONGEST: usize = 1 << 20;

/// Why some bytes are no record.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum NoRecord {
    /// They are longer than [`LONGEST`].
    #[error("it is too large")]
    TooLarge,
    /// They are not JSON, not whole, or not what this program writes.
    #[error("it is damaged")]
    Damaged,
}

/// Writes down what is kept.
pub fn write(kept: &Kept) -> Vec<u8> {
    let record = Record::of(kept);
    // Numbers, strings and maps with letters for names: nothing of it fails to serialise.
    let mut res = serde_json::to_vec_pretty(&record).unwrap_or_default();
    res.push(b'\n');
    res
}

/// Reads what was kept, and the version it is written in. Of another version all is read that means
/// there what it means here. Nothing in it is trusted: see [`Kept::tidy`].
///
/// # Errors
/// When the bytes are no whole record.
pub fn read(bytes: &[u8]) -> Result<(Kept, u32), NoRecord> {
    if bytes.len() > LONGEST {
        return Err(NoRecord::TooLarge);
    }
    let parsed: Versioned = serde_json::from_slice(bytes).map_err(|_| NoRecord::Damaged)?;
    let record = match parsed.version {
        VERSION => serde_json::from_slice(bytes).map_err(|_| NoRecord::Damaged)?,
        _ => shared(bytes)?,
    };
    Ok((record.kept().tidy(), parsed.version))
}

#[derive(Deserialize)]
struct Versioned {
    version: u32,
}

/// What a record of another version shares with one of this: each part that reads like one here.
fn shared(bytes: &[u8]) -> Result<Record, NoRecord> {
    let theirs: BTreeMap<String, Value> =
        serde_json::from_slice(bytes).map_err(|_| NoRecord::Damaged)?;
    let ours = serde_json::to_value(Record::of(&Kept::default()));
    let mut known: Map<String, Value> = match ours {
        Ok(Value::Object(fields)) => fields,
        _ => return Err(NoRecord::Damaged),
    };
    for (name, value) in theirs.into_iter().filter(|(name, _)| name != "version") {
        let value = match value {
            Value::Array(parts) => parts.into_iter().filter(is_correction).collect(),
            value => value,
        };
        let before = known.insert(name.clone(), value);
        if Record::deserialize(&Value::Object(known.clone())).is_err() {
            match before {
                Some(before) => known.insert(name, before),
                None => known.remove(&name),
            };
        }
    }
    Record::deserialize(&Value::Object(known)).map_err(|_| NoRecord::Damaged)
}

fn is_correction(value: &Value) -> bool {
    CorrectionRecord::deserialize(value).is_ok()
}

#[derive(Serialize, Deserialize)]
struct Record {
    version: u32,
    title: String,
    source: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    entry: String,
    read_at: u64,
    length: u64,
    place: u64,
    #[serde(default)]
    seen: u64,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    words: BTreeMap<u64, String>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    marks: BTreeMap<char, u64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    measure: Option<u16>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    side: Option<u16>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    looks: BTreeMap<String, String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    isolated: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    emphasis: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    corrections: Vec<CorrectionRecord>,
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "lowercase")]
enum CorrectionRecord {
    Reassign {
        quote: KeyRecord,
        to: Option<String>,
    },
    Merge {
        from: String,
        into: String,
    },
    Split {
        quote: KeyRecord,
        name: String,
    },
}

#[derive(Serialize, Deserialize)]
struct KeyRecord {
    start: u32,
    end: u32,
    words: String,
}

impl Record {
    fn of(kept: &Kept) -> Record {
        let Kept {
            title,
            source,
            entry,
            read_at,
            length,
            place,
            seen,
            words,
            marks,
            measure,
            side,
            looks,
            isolated,
            emphasis,
            corrections,
            adrift: _,
        } = kept.clone();
        Record {
            version: VERSION,
            title,
            source,
            entry,
            read_at,
            length,
            place,
            seen,
            words,
            marks,
            measure,
            side,
            looks,
            isolated,
            emphasis,
            corrections: corrections
                .into_iter()
                .map(CorrectionRecord::from)
                .collect(),
        }
    }

    fn kept(self) -> Kept {
        let corrections = self.corrections.into_iter();
        Kept {
            title: self.title,
            source: self.source,
            entry: self.entry,
            read_at: self.read_at,
            length: self.length,
            place: self.place,
            seen: self.seen,
            words: self.words,
            adrift: Vec::new(),
            marks: self.marks,
            measure: self.measure,
            side: self.side,
            looks: self.looks,
            isolated: self.isolated,
            emphasis: self.emphasis,
            corrections: corrections
                .filter_map(CorrectionRecord::correction)
                .collect(),
        }
    }
}

impl From<Correction> for CorrectionRecord {
    fn from(correction: Correction) -> CorrectionRecord {
        match correction {
            Correction::Reassign { quote, to } => CorrectionRecord::Reassign {
                quote: quote.into(),
                to,
            },
            Correction::Merge { from, into } => CorrectionRecord::Merge { from, into },
            Correction::Split { quote, name } => CorrectionRecord::Split {
                quote: quote.into(),
                name,
            },
        }
    }
}

impl CorrectionRecord {
    /// `None` when its quotation ends before it starts.
    fn correction(self) -> Option<Correction> {
        Some(match self {
            CorrectionRecord::Reassign { quote, to } => Correction::Reassign {
                quote: quote.key()?,
                to,
            },
            CorrectionRecord::Merge { from, into } => Correction::Merge { from, into },
            CorrectionRecord::Split { quote, name } => Correction::Split {
                quote: quote.key()?,
                name,
            },
        })
    }
}

impl From<QuoteKey> for KeyRecord {
    fn from(key: QuoteKey) -> KeyRecord {
        KeyRecord {
            start: key.span.start() as u32,
            end: key.span.end() as u32,
            words: key.words,
        }
    }
}

impl KeyRecord {
    fn key(self) -> Option<QuoteKey> {
        (self.start <= self.end).then(|| QuoteKey {
            span: Span::new(self.start as usize, self.end as usize),
            words: self.words,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn everything() -> Kept {
        let quote = QuoteKey {
            span: Span::new(3, 90),
            words: "The “tide” is in \u{1F3F4}".to_owned(),
        };
        Kept {
            title: "Tide “in”, says harbour".to_owned(),
            source: "/home/ada/tide.xml".to_owned(),
            entry: "https://ada.example/tide".to_owned(),
            seen: 2_000_000_000,
            words: [(1_720_000_000, "Nobody".to_owned())].into(),
            adrift: Vec::new(),
            read_at: 1_800_000_000,
            length: 4_000_000_000,
            place: 1_720_000_000,
            marks: [('a', 0), ('z', 4_000_000_000)].into(),
            measure: Some(72),
            side: Some(44),
            looks: [("justify".to_owned(), "on".to_owned())].into(),
            isolated: Some("Ada Fenn".to_owned()),
            emphasis: Some("dim".to_owned()),
            corrections: vec![
                Correction::Reassign {
                    quote: quote.clone(),
                    to: None,
                },
                Correction::Reassign {
                    quote: quote.clone(),
                    to: Some("Ada Fenn".to_owned()),
                },
                Correction::Merge {
                    from: "Fenn".to_owned(),
                    into: "Ada Fenn".to_owned(),
                },
                Correction::Split {
                    quote,
                    name: "Ida Fenn".to_owned(),
                },
            ],
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        for kept in [everything(), Kept::default()] {
            assert_eq!(read(&write(&kept)), Ok((kept, VERSION)));
        }
    }

    #[test]
    fn a_record_cut_short_anywhere_is_damaged() {
        let whole = write(&everything());
        for end in 0..whole.len() - 2 {
            assert_eq!(read(&whole[..end]), Err(NoRecord::Damaged), "{end}");
        }
    }

    #[test]
    fn what_this_program_never_writes_is_no_record() {
        let huge = [b" ".repeat(LONGEST), write(&everything())].concat();
        let cases: [(&[u8], NoRecord); 8] = [
            (b"\0\xFF\x1b[2J", NoRecord::Damaged),
            (b"[]", NoRecord::Damaged),
            (b"{\"version\":1}", NoRecord::Damaged),
            (b"{\"version\":2,\"place\":7", NoRecord::Damaged),
            (b"{\"version\":-1}", NoRecord::Damaged),
            (&b"[".repeat(100_000), NoRecord::Damaged),
            (b"{\"version\":1}{\"version\":1}", NoRecord::Damaged),
            (&huge, NoRecord::TooLarge),
        ];
        for (bytes, reason) in cases {
            assert_eq!(read(bytes), Err(reason));
        }
    }

    #[test]
    fn of_another_version_is_read_what_it_shares() {
        let text = String::from_utf8(write(&everything())).unwrap();
        // Theirs: the place is told otherwise, marks have colours, there is a new way to correct.
        let theirs = text
            .replace("\"version\": 1", "\"version\": 7, \"more\": [{\"x\": 1}]")
            .replace(
                "\"place\": 1720000000",
                "\"place\": {\"words\": \"Nobody\"}",
            )
            .replace("\"what\": \"merge\"", "\"what\": \"guess\"");
        let (kept, version) = read(theirs.as_bytes()).unwrap();
        let mut shared = everything();
        shared.place = 0;
        shared.words.clear();
        shared.corrections.remove(2);
        assert_eq!((kept, version), (shared, 7));
        assert_eq!(read(b"{\"version\":0}").unwrap(), (Kept::default(), 0));
    }

    #[test]
    fn a_quotation_that_ends_before_it_starts_is_left_out() {
        let text = String::from_utf8(write(&everything())).unwrap();
        let turned = text.replace("\"start\": 3", "\"start\": 91");
        let corrections = read(turned.as_bytes()).unwrap().0.corrections;
        assert!(matches!(corrections[..], [Correction::Merge { .. }]));
    }

    #[test]
    fn names_come_back_without_what_a_terminal_acts_on() {
        let mut hostile = everything();
        hostile.title = "Tide\u{1b}[31m".to_owned();
        assert_eq!(read(&write(&hostile)).unwrap().0.title, "Tide");
    }

    proptest::proptest! {
        #[test]
        fn a_spoilt_record_is_none_or_safe(
            at in 0_usize..900,
            length in 0_usize..20,
            put in proptest::collection::vec(proptest::num::u8::ANY, 0..12),
        ) {
            let mut bytes = write(&everything());
            let start = at.min(bytes.len());
            let end = (start + length).min(bytes.len());
            bytes.splice(start..end, put);
            if let Ok((kept, _)) = read(&bytes) {
                proptest::prop_assert_eq!(kept.clone().tidy(), kept);
            }
        }
    }
}
