//! Comma-separated values (RFC 4180): a line of names, then a line a quotation or image.

use std::io::{self, Write};

use super::{Subject, Telling, json};

/// Writes the line of names.
pub fn write_names(out: &mut impl Write, subject: Subject) -> io::Result<()> {
    match subject {
        Subject::Images => row(
            out,
            &[
                "source", "id", "role", "caption", "credit", "alt", "address",
            ],
        ),
        Subject::Quotes | Subject::Story => row(
            out,
            &[
                "source",
                "id",
                "speaker",
                "speaker_kind",
                "kind",
                "text",
                "source_words",
                "cue",
                "how",
                "confidence",
            ],
        ),
    }
}

/// Writes one story's rows. A whole story has none: its quotations are written.
pub fn write(out: &mut impl Write, subject: Subject, telling: Telling<'_>) -> io::Result<()> {
    match subject {
        Subject::Images => images(out, telling),
        Subject::Quotes | Subject::Story => quotes(out, telling),
    }
}

fn quotes(out: &mut impl Write, telling: Telling<'_>) -> io::Result<()> {
    let story = telling.story;
    for (id, quote) in telling.quotes() {
        let speaker = quote.speaker.map(|it| &telling.voices.speakers[it.index()]);
        let why = quote.attribution.as_ref();
        row(
            out,
            &[
                telling.source,
                &id.to_string(),
                speaker.map_or("", |it| &it.name),
                speaker.map_or("", |it| json::speaker_kind(it.kind)),
                json::quote_kind(quote.kind),
                &telling.words_of(quote),
                why.and_then(|it| it.source)
                    .map_or("", |it| story.slice(it)),
                why.and_then(|it| it.cue).map_or("", |it| story.slice(it)),
                why.map_or("none", |it| json::how(it.how)),
                &why.map_or(String::new(), |it| format!("{:.3}", it.confidence)),
            ],
        )?;
    }
    Ok(())
}

fn images(out: &mut impl Write, telling: Telling<'_>) -> io::Result<()> {
    for (id, image) in telling.images() {
        row(
            out,
            &[
                telling.source,
                &id.to_string(),
                json::image_role(image.role),
                telling.story.slice(image.span),
                image.credit.as_deref().unwrap_or(""),
                &image.alt,
                image.source.as_deref().unwrap_or(""),
            ],
        )?;
    }
    Ok(())
}

fn row(out: &mut impl Write, fields: &[&str]) -> io::Result<()> {
    for (index, field) in fields.iter().enumerate() {
        if index > 0 {
            out.write_all(b",")?;
        }
        write_field(out, field)?;
    }
    out.write_all(b"\r\n")
}

/// Writes a cell. One that a spreadsheet would run as a formula gets an apostrophe in front, which is how
/// spreadsheets are told that a cell is text.
fn write_field(out: &mut impl Write, field: &str) -> io::Result<()> {
    let guarded;
    let field = match field.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'])
    {
        true => {
            guarded = format!("'{field}");
            &guarded
        }
        false => field,
    };
    if field.contains([',', '"', '\n', '\r']) {
        write!(out, "\"{}\"", field.replace('"', "\"\""))
    } else {
        out.write_all(field.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_with_commas_marks_and_line_ends_are_quoted() {
        let mut out = Vec::new();
        row(&mut out, &["a", "b, c", "say \"d\"", "e\nf", ""]).unwrap();
        assert_eq!(out, b"a,\"b, c\",\"say \"\"d\"\"\",\"e\nf\",\r\n");
    }

    #[test]
    fn no_cell_is_a_formula() {
        let mut out = Vec::new();
        let cells = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "a=1", "=\"a\",b"];
        row(&mut out, &cells).unwrap();
        let told = String::from_utf8(out).unwrap();
        assert_eq!(
            told,
            "'=1+1,'+1,'-1,'@SUM(A1),'\t=1,a=1,\"'=\"\"a\"\",b\"\r\n"
        );
    }
}
