//! Dates as formats write them, to ISO 8601.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::fmt::rfc2822::DateTimeParser;

/// `raw` in ISO 8601 with its own offset from UTC; as it came, if it is no date that is known.
pub fn iso(raw: &str) -> String {
    let raw = raw.trim();
    let known = extended(raw).or_else(|| compact(raw)).or_else(|| mail(raw));
    known.unwrap_or_else(|| raw.to_owned())
}

/// `2031-05-04T10:30:00+02:00` and its shorter forms: as it is, but for `T`.
fn extended(raw: &str) -> Option<String> {
    let is_dated = raw.get(4..5) == Some("-");
    let written = raw.replacen(' ', "T", 1);
    // A time of day without an offset is read over when a date is asked for.
    let valid = written.parse::<Timestamp>().is_ok() || written.parse::<Date>().is_ok();
    (is_dated && valid).then(|| with_colon(written))
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

/// `20310504T103000+0200`, as wires write it, down to `20310504`.
fn compact(raw: &str) -> Option<String> {
    let (date, rest) = raw.split_at_checked(8)?;
    let part = |text: &str, from: usize| {
        let digits = text.get(from..from + 2)?;
        digits
            .bytes()
            .all(|it| it.is_ascii_digit())
            .then(|| digits.to_owned())
    };
    let pair = |from| part(date, from);
    let mut res = format!("{}{}-{}-{}", pair(0)?, pair(2)?, pair(4)?, pair(6)?);
    res.parse::<Date>().ok()?;
    let Some(time) = rest.strip_prefix('T') else {
        return rest.is_empty().then_some(res);
    };
    let seconds = part(time, 4).unwrap_or_else(|| "00".to_owned());
    res.push_str(&format!("T{}:{}:{seconds}", part(time, 0)?, part(time, 2)?));
    let zone = time.trim_start_matches(|it: char| it.is_ascii_digit());
    match zone.split_at_checked(1) {
        Some(("Z", _)) => res.push('Z'),
        Some((sign @ ("+" | "-"), offset)) => {
            let minutes = part(offset, 2).or_else(|| part(offset, 3));
            let minutes = minutes.unwrap_or_else(|| "00".to_owned());
            res.push_str(&format!("{sign}{}:{minutes}", part(offset, 0)?));
        }
        _ => {}
    }
    Some(res)
}

/// `Sun, 04 May 2031 10:30:00 GMT`, as mail and RSS write it.
fn mail(raw: &str) -> Option<String> {
    const PARSER: DateTimeParser = DateTimeParser::new().relaxed_weekday(true);
    let date = PARSER.parse_zoned(raw).ok()?;
    Some(date.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string())
}

#[cfg(test)]
mod tests {
    use super::iso;

    #[test]
    fn dates_of_every_format_become_iso() {
        for (raw, want) in [
            ("2031-05-04T10:30:00+02:00", "2031-05-04T10:30:00+02:00"),
            ("2031-05-04T10:30:00+0200", "2031-05-04T10:30:00+02:00"),
            ("2031-05-04 10:30:00", "2031-05-04T10:30:00"),
            ("2031-05-04", "2031-05-04"),
            ("20310504T103000+0200", "2031-05-04T10:30:00+02:00"),
            ("20310504T103000Z", "2031-05-04T10:30:00Z"),
            ("20310504T1030", "2031-05-04T10:30:00"),
            ("20310504", "2031-05-04"),
            ("Sun, 04 May 2031 10:30:00 GMT", "2031-05-04T10:30:00+00:00"),
            (
                "Sun, 4 May 2031 10:30:00 -0500",
                "2031-05-04T10:30:00-05:00",
            ),
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
            "20310504T1é",
        ] {
            assert_eq!(iso(raw), raw);
        }
    }
}
