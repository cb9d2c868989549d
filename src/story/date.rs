//! Dates as formats declare them and pages print them, to ISO 8601.
//!
//! A date with an offset from UTC keeps it; where none is told none is made up.

mod time;
mod tokens;
mod written;

use jiff::Timestamp;
use jiff::civil::Date;

pub use tokens::is_month;
pub use written::{Order, find};

/// `raw` in ISO 8601 with its own offset from UTC; as it came, if it is no date that is known.
pub fn iso(raw: &str) -> String {
    read(raw, Order::MonthFirst).unwrap_or_else(|| raw.trim().to_owned())
}

/// The same for a date whose days and months, both as numbers, stand in some order; `None` if it is none.
pub fn read(raw: &str, order: Order) -> Option<String> {
    /// A longer one is no date, but words with one in them.
    const LONGEST: usize = 100;
    let raw = raw.trim();
    let known = extended(raw).or_else(|| epoch(raw));
    known.or_else(|| {
        let short = Some(raw).filter(|it| it.len() <= LONGEST)?;
        Some(find(short, order)?.iso)
    })
}

/// `2031-05-04T10:30:00+02:00` and its shorter forms: as it is, but for `T`.
fn extended(raw: &str) -> Option<String> {
    let is_dated = raw.get(4..5) == Some("-");
    let written = raw.replacen(' ', "T", 1);
    // A time of day without an offset is read over when a date is asked for.
    let valid = written.parse::<Timestamp>().is_ok() || written.parse::<Date>().is_ok();
    let plain = |it: u8| it.is_ascii_digit() || b"-:.,+TZtz".contains(&it);
    (is_dated && valid && written.bytes().all(plain)).then(|| with_colon(written))
}

/// An offset written as `+0200`, as ISO 8601 wants it beside a time with colons.
fn with_colon(mut date: String) -> String {
    let tail = date.len().saturating_sub(5);
    let offset = date.get(tail..).and_then(|it| it.strip_prefix(['+', '-']));
    if date.contains('T') && offset.is_some_and(|it| it.bytes().all(|it| it.is_ascii_digit())) {
        date.insert(tail + 3, ':');
    }
    date
}

/// Seconds or milliseconds since 1970, as programs count them.
fn epoch(raw: &str) -> Option<String> {
    let number: i64 = raw.parse().ok()?;
    let time = match raw.len() {
        9 | 10 => Timestamp::from_second(number),
        13 => Timestamp::from_millisecond(number),
        _ => return None,
    };
    Some(time.ok()?.strftime("%Y-%m-%dT%H:%M:%SZ").to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_every_format_become_iso() {
        for (raw, want) in [
            ("2031-05-04T10:30:00+02:00", "2031-05-04T10:30:00+02:00"),
            ("2031-05-04T10:30:00+0200", "2031-05-04T10:30:00+02:00"),
            ("2031-05-04 10:30:00", "2031-05-04T10:30:00"),
            ("2031-05-04", "2031-05-04"),
            ("2031-12-05T23:15:0Z", "2031-12-05T23:15:00Z"),
            ("20310504T103000+0200", "2031-05-04T10:30:00+02:00"),
            ("20310504T103000Z", "2031-05-04T10:30:00Z"),
            ("20310504T1030", "2031-05-04T10:30:00"),
            ("20310516T14:51:53Z", "2031-05-16T14:51:53Z"),
            ("20310504", "2031-05-04"),
            ("Sun, 04 May 2031 10:30:00 GMT", "2031-05-04T10:30:00+00:00"),
            (
                "Sun, 4 May 2031 10:30:00 -0500",
                "2031-05-04T10:30:00-05:00",
            ),
            (
                "Fri, 19 Nov 2031 01:45:08 +02:00",
                "2031-11-19T01:45:08+02:00",
            ),
            ("Tue Jan 28 15:28:56 CET 2031", "2031-01-28T15:28:56+01:00"),
            ("Sun May  4 10:30:00 2031", "2031-05-04T10:30:00"),
            (
                "Sun, 04 May 2031 10:30:00 CEST",
                "2031-05-04T10:30:00+02:00",
            ),
            ("Sun, 04 May 2031 10:30 IST", "2031-05-04T10:30:00"),
            (
                "Wed, 31 Dec 2031 24:00:00 +0000",
                "2032-01-01T00:00:00+00:00",
            ),
            ("dom, 02 ott 2031 18:55:00 GMT", "2031-10-02T18:55:00+00:00"),
            ("WED,23 MAY 2031 02:23:01", "2031-05-23T02:23:01"),
            (
                "So, 04 Mai 2031 10:30:00 +0200",
                "2031-05-04T10:30:00+02:00",
            ),
            ("04:25:06 PM IST Apr 08, 2031", "2031-04-08T16:25:06"),
            ("04 May 31 10:30:00 GMT", "2031-05-04T10:30:00+00:00"),
            ("1935656400", "2031-05-04T10:20:00Z"),
            ("1935656400000", "2031-05-04T10:20:00Z"),
        ] {
            assert_eq!(iso(raw), want, "{raw}");
        }
    }

    #[test]
    fn what_is_no_date_is_left_as_it_is() {
        for raw in [
            "yesterday",
            "YYYYMMDD000000-HHMM",
            "20319999",
            "",
            "31 February 2031",
            "12345678901",
            "May 2031",
            "4 May",
        ] {
            assert_eq!(iso(raw), raw);
        }
    }
}
