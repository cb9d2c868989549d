//! The last row: who speaks here and why, and where the reader is.

use super::paint::{clear, put, put_cut, put_right};
use super::prompt;
use super::theme::{Theme, sign};
use crate::app::App;
use crate::app::bindings::Action;
use crate::app::heard::Heard;
use crate::app::reading::Reading;
use crate::app::screen::{Area, Pane};
use crate::app::why::how_told;
use crate::layout::rows::wrapped;
use crate::layout::width::columns;
use crate::quotes::Attribution;
use crate::span::QuoteId;
use crate::story::Story;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;

/// Draws the row. Gives where the cursor stands while something is typed.
pub fn draw(app: &App, theme: &Theme, buf: &mut Buffer) -> Option<Position> {
    let area = app.screen().status;
    if area.height == 0 {
        return None;
    }
    if let Some(prompt) = app.prompt() {
        let found = app.reading().and_then(found).unwrap_or_default();
        return Some(prompt::draw(app, prompt, &found, theme, buf));
    }
    // How far the reader is in a story nobody can tell before its end is known.
    let whole = app.reading().filter(|_| !app.shelf().is_begun());
    let places = whole.map(|it| places(app, it)).unwrap_or_default();
    if let Some(told) = told(app) {
        draw_told(app, &told, &places, theme, buf);
        return None;
    }
    let reading = app.reading()?;
    match (reading.heard(), reading.current_quote()) {
        (Some(heard), Some(quote)) => {
            let why = why(reading.story(), heard, quote);
            let style = theme.status.patch(theme.speaker(heard.who(quote)));
            // In the margin it moves nothing when it comes and goes.
            put(buf, area.x, area.y, ahead(reading, quote), 1, style);
            let right = draw_places(area, columns(&why), &places, theme, buf);
            put_cut(
                buf,
                area.x + 1,
                area.y,
                &why,
                right.saturating_sub(area.x + 2),
                style,
            );
        }
        _ => {
            draw_places(area, 0, &places, theme, buf);
        }
    }
    None
}

/// What stands in the place of who speaks.
struct Told {
    text: String,
    /// Whether it stands there alone.
    alone: bool,
    /// Whether it goes up into the story where one row has no room for it. What stands there for long
    /// does not.
    whole: bool,
}

impl Told {
    fn passing(text: String) -> Told {
        Told {
            text,
            alone: false,
            whole: true,
        }
    }

    fn staying(text: String) -> Told {
        Told {
            text,
            alone: true,
            whole: false,
        }
    }
}

/// What the reader is told in the place of who speaks.
fn told(app: &App) -> Option<Told> {
    if let Some(notice) = app.notice() {
        return Some(Told::passing(notice.to_owned()));
    }
    if app.help().is_some() {
        return Some(Told::staying(what_to_do_in_help(app)));
    }
    let reading = app.reading()?;
    if let Some(loading) = app.loading() {
        return Some(Told::passing(loading));
    }
    if reading.selected().is_some() {
        return Some(Told::staying(what_to_do_with_words(app)));
    }
    if let Some(link) = link_here(app, reading) {
        return Some(Told::passing(link));
    }
    let (heard, phrase) = reading.heard().zip(reading.phrase_here())?;
    let about = about_phrase(reading, heard, phrase);
    Some(Told {
        whole: false,
        ..Told::passing(about)
    })
}

/// How many rows of the story the status line takes for what the reader is told.
pub fn rows_above(app: &App) -> u16 {
    match told(app).filter(|_| app.prompt().is_none()) {
        Some(told) => rows_of(app, &told).len().saturating_sub(1) as u16,
        None => 0,
    }
}

/// What is told in rows, as many as there may be; what has no room goes on in the last of them.
fn rows_of<'a>(app: &App, told: &'a Told) -> Vec<&'a str> {
    let area = app.screen().status;
    let room = usize::from(area.width.saturating_sub(2));
    let most = match told.whole {
        true => usize::from(app.screen().body.height / 3) + 1,
        false => 1,
    };
    let mut rows = wrapped(&told.text, room);
    rows.truncate(most);
    if let Some(last) = rows.last_mut() {
        let start = last
            .as_ptr()
            .addr()
            .saturating_sub(told.text.as_ptr().addr());
        *last = told.text.get(start..).unwrap_or_default();
    }
    rows
}

/// Where the link the reader is at leads, in full.
fn link_here(app: &App, reading: &Reading) -> Option<String> {
    let number = reading
        .current_link()
        .filter(|_| app.focus() == Pane::Links)?;
    let key = app.keymap().first_key(Action::OpenSource);
    Some(format!(
        "{key} opens {}",
        reading.story().links()[number].url
    ))
}

/// What can be done with the words chosen, by the keys there are.
fn what_to_do_with_words(app: &App) -> String {
    let key = |action| app.keymap().first_key(action);
    format!(
        "Choosing words: {} copies, {} with source, {} pipes, {} leaves",
        key(Action::Copy),
        key(Action::CopyWithSource),
        key(Action::Pipe),
        key(Action::Clear),
    )
}

/// What can be done in the help, by the keys there are.
fn what_to_do_in_help(app: &App) -> String {
    let key = |action| app.keymap().first_key(action);
    format!(
        "{} closes the help, {} goes on, {} searches it",
        key(Action::Close),
        key(Action::PageDown),
        key(Action::Search),
    )
}

/// Writes what the reader is told, with `places` beside it where they have room.
fn draw_told(app: &App, told: &Told, places: &[String], theme: &Theme, buf: &mut Buffer) {
    let area = app.screen().status;
    let rows = rows_of(app, told);
    let Some((last, above)) = rows.split_last() else {
        return;
    };
    let room = area.width.saturating_sub(2);
    let first = area.y.saturating_sub(above.len() as u16);
    for (row, y) in above.iter().zip(first..) {
        clear(Area { y, ..area }, theme.text, buf);
        put(buf, area.x + 1, y, row, room, theme.notice);
    }
    let end = put_cut(buf, area.x + 1, area.y, last, room, theme.notice);
    let taken = usize::from(end - area.x);
    let fits = |it: &&String| columns(it) + taken + 3 <= usize::from(area.width);
    if let Some(place) = places.iter().find(fits).filter(|_| !told.alone) {
        let right = area.x + area.width.saturating_sub(1);
        put_right(buf, right, area.y, place, theme.quiet);
    }
}

/// Draws the fullest of `places` that leaves room for `beside` columns; gives where it starts.
fn draw_places(
    area: Area,
    beside: usize,
    places: &[String],
    theme: &Theme,
    buf: &mut Buffer,
) -> u16 {
    /// What stands beside is cut before the shortest of the places is.
    const LEAST: usize = 12;
    let right = area.x + area.width.saturating_sub(1);
    let room = usize::from(area.width).saturating_sub(4);
    let fits = |it: &&String| columns(it) + beside <= room;
    let least = |it: &&String| columns(it) + beside.min(LEAST) <= room;
    let chosen = places
        .iter()
        .find(fits)
        .or_else(|| places.iter().rev().take(1).find(least));
    match chosen {
        Some(text) => put_right(buf, right, area.y, text, theme.quiet),
        None => right,
    }
}

/// Where the reader is, from the fullest to the shortest way of saying it.
fn places(app: &App, reading: &Reading) -> Vec<String> {
    let typed = typed(app);
    let percent = format!("{} %", reading.percent());
    let minutes = format!("{} min", reading.minutes_left());
    let mut parts: Vec<String> = typed.into_iter().chain(found(reading)).collect();
    let mut short = parts.clone();
    if let (Some(heard), Some(quote)) = (reading.heard(), reading.current_quote()) {
        let (number, theirs) = numbers(heard, quote);
        short.push(number.clone());
        parts.push(format!("quote {number}"));
        parts.push(format!("theirs {theirs}"));
    }
    parts.extend([percent.clone(), minutes]);
    short.push(percent.clone());
    vec![parts.join(" · "), short.join(" · "), percent]
}

/// What has been typed of a command.
fn typed(app: &App) -> Option<String> {
    let pending = app.pending();
    let count = pending.count.map(|it| it.to_string()).unwrap_or_default();
    let keys: String = pending.keys.iter().map(ToString::to_string).collect();
    let typed = count + &keys;
    (!typed.is_empty()).then_some(typed)
}

/// Which of the places found the reader is at.
fn found(reading: &Reading) -> Option<String> {
    let search = reading.search().filter(|it| !it.pattern().is_empty())?;
    let all = search.hits().len();
    let number = search.number_at(reading.position().cursor.at);
    Some(match number {
        Some(number) => format!("{} of {all}", number + 1),
        None => format!("{all} found"),
    })
}

/// Which quotation it is, of all and of the same speaker's.
fn numbers(heard: &Heard, quote: QuoteId) -> (String, String) {
    let start = heard.start(quote);
    let all = heard.spoken();
    let number = all.partition_point(|it| heard.start(*it) < start) + 1;
    let who = heard.who(quote);
    let theirs = heard.said_by(who).count();
    let own = heard.said_by(who).take_while(|it| *it != quote).count() + 1;
    (format!("{number}/{}", all.len()), format!("{own}/{theirs}"))
}

/// What is to be said of words in marks that nobody said.
fn about_phrase(reading: &Reading, heard: &Heard, phrase: QuoteId) -> String {
    let part = heard.quote(phrase).parts.first();
    let words = part.map_or("", |it| reading.story().slice(*it));
    format!("“{words}” is a phrase: nobody said it")
}

/// Which way a quotation is that is not on the reader's line.
fn ahead(reading: &Reading, quote: QuoteId) -> &'static str {
    let start = reading.heard().map_or(0, |it| it.start(quote));
    match reading.is_at_quote() {
        true => "",
        false if start < reading.position().cursor.at => "↑",
        false => "↓",
    }
}

/// Who said a quotation, by which words, and how sure that is.
fn why(story: &Story, heard: &Heard, id: QuoteId) -> String {
    let quote = heard.quote(id);
    let name = heard.name(quote.speaker);
    let mut res = format!("{} {name}", sign(quote.speaker, name));
    if let Some(attribution) = &quote.attribution {
        let mut reasons = evidence(story, attribution);
        if heard.is_statement(id) {
            reasons.insert(0, "indirect".to_owned());
        }
        if !reasons.is_empty() {
            res.push_str(" ← ");
            res.push_str(&reasons.join(", "));
        }
    }
    res
}

fn evidence(story: &Story, attribution: &Attribution) -> Vec<String> {
    let mut res = Vec::new();
    res.extend(
        attribution
            .source
            .map(|it| format!("“{}”", story.slice(it))),
    );
    res.extend(
        attribution
            .cue
            .map(|it| format!("cue “{}”", story.slice(it))),
    );
    res.extend(how_told(attribution.how).map(str::to_owned));
    res.push(match attribution.is_checked() {
        true => "checked".to_owned(),
        false => attribution.sureness().as_str().to_owned(),
    });
    res
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::help::WHY;
    use crate::quotes::{How, Sureness};

    #[test]
    fn the_help_explains_every_word() {
        let explained = |word: &str| WHY.iter().any(|(it, _)| *it == word);
        for it in [
            How::Name,
            How::Surname,
            How::Title,
            How::Pronoun,
            How::Organisation,
            How::Continuation,
            How::Sequence,
            How::Hand,
        ] {
            assert!(how_told(it).is_some_and(explained), "{it:?}");
        }
        assert!(explained("checked"));
        for it in [Sureness::Sure, Sureness::Likely, Sureness::Unsure] {
            assert!(explained(it.as_str()), "{it:?}");
        }
    }
}
