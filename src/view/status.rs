//! The last row: who speaks here and why, and where the reader is.

use super::paint::{put, put_cut, put_right};
use super::theme::{Theme, sign};
use crate::app::App;
use crate::app::bindings::Action;
use crate::app::heard::Heard;
use crate::app::prompt::Prompt;
use crate::app::reading::Reading;
use crate::app::screen::Area;
use crate::layout::width::{columns, fitting};
use crate::quotes::{Attribution, How};
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
        let question = question(prompt, area.width);
        return Some(draw_prompt(app, question, &prompt.text, theme, buf));
    }
    let places = app.reading().map(|it| places(app, it)).unwrap_or_default();
    if let Some(notice) = app.notice() {
        draw_line(area, (notice, theme), &places, theme, buf);
        return None;
    }
    if app.help().is_some() {
        draw_line(area, (&what_to_do_in_help(app), theme), &[], theme, buf);
        return None;
    }
    let reading = app.reading()?;
    if let Some(loading) = app.loading() {
        // How far the reader is in a story nobody can tell before its end is known.
        let places = if app.shelf().is_begun() {
            &[][..]
        } else {
            &places
        };
        draw_line(area, (&loading, theme), places, theme, buf);
        return None;
    }
    if reading.selected().is_some() {
        draw_line(area, (&what_to_do_with_words(app), theme), &[], theme, buf);
        return None;
    }
    if let Some((heard, phrase)) = reading.heard().zip(reading.phrase_here()) {
        draw_line(
            area,
            (&about_phrase(reading, heard, phrase), theme),
            &places,
            theme,
            buf,
        );
        return None;
    }
    match (reading.heard(), reading.current_quote()) {
        (Some(heard), Some(quote)) => {
            let why = format!(
                "{}{}",
                ahead(reading, quote),
                why(reading.story(), heard, quote)
            );
            let style = theme.status.patch(theme.speaker(heard.who(quote)));
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

/// The question in full where an answer has room beside it.
fn question(prompt: &Prompt, width: u16) -> &str {
    const ANSWER: usize = 8;
    match columns(&prompt.question) + ANSWER <= usize::from(width) {
        true => &prompt.question,
        false => prompt.asking.sign(),
    }
}

/// The line being typed, its end always in sight, and how many places it finds.
fn draw_prompt(app: &App, sign: &str, text: &str, theme: &Theme, buf: &mut Buffer) -> Position {
    let area = app.screen().status;
    let found = app.reading().and_then(found).unwrap_or_default();
    let right = put_right(
        buf,
        area.x + area.width.saturating_sub(1),
        area.y,
        &found,
        theme.quiet,
    );
    let x = put(buf, area.x, area.y, sign, area.width, theme.notice);
    let room = usize::from(right.saturating_sub(x + 2));
    let hidden = columns(text).saturating_sub(room);
    let seen = text.strip_prefix(fitting(text, hidden)).unwrap_or(text);
    let end = put(buf, x, area.y, seen, room as u16, theme.text);
    Position::new(end.min(area.x + area.width.saturating_sub(1)), area.y)
}

fn draw_line(
    area: Area,
    (text, look): (&str, &Theme),
    places: &[String],
    theme: &Theme,
    buf: &mut Buffer,
) {
    let right = draw_places(area, columns(text), places, theme, buf);
    put_cut(
        buf,
        area.x + 1,
        area.y,
        text,
        right.saturating_sub(area.x + 2),
        look.notice,
    );
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
        false if start < reading.position().cursor.at => "↑ ",
        false => "↓ ",
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
    res.extend(how(attribution.how).map(str::to_owned));
    res.push(attribution.sureness().as_str().to_owned());
    res
}

fn how(how: How) -> Option<&'static str> {
    match how {
        How::Name => Some("full name"),
        How::Surname => Some("surname"),
        How::Title => Some("title"),
        How::Pronoun => Some("pronoun"),
        How::Organisation => Some("organisation"),
        How::Continuation => Some("goes on"),
        How::Sequence => Some("by turns"),
        How::Hand => Some("by hand"),
        How::None => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::help::WHY;
    use crate::quotes::Sureness;

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
            assert!(how(it).is_some_and(explained), "{it:?}");
        }
        for it in [Sureness::Sure, Sureness::Likely, Sureness::Unsure] {
            assert!(explained(it.as_str()), "{it:?}");
        }
    }
}
