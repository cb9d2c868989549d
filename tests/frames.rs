//! What the screen shows, cell by cell.

mod marked;

use marked::{HARBOUR, open, press};
use std::sync::Arc;

use pullquote::app::recent::Remembered;
use pullquote::app::screen::Size;
use pullquote::app::shelf::Entry;
use pullquote::app::{App, Effect, Msg, Setup, update};
use pullquote::layout::width::columns;
use pullquote::picture::Picture;
use pullquote::story::{Hints, parse};
use pullquote::view::{draw, theme::Theme};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};

fn drawn(app: &App, theme: &Theme) -> Buffer {
    let size = app.size();
    let mut res = Buffer::empty(Rect::new(0, 0, size.width, size.height));
    let cursor = draw(app, theme, &mut res);
    assert!(
        size.width == 0 || size.height == 0 || res.area.contains(cursor),
        "{cursor:?}"
    );
    res
}

/// The frame's characters, row by row.
fn frame(app: &App) -> String {
    let frame = drawn(app, &Theme::terminal());
    let row = |y| {
        let mut row = String::new();
        let mut x = 0;
        while x < frame.area.width {
            let symbol = frame[(x, y)].symbol();
            row.push_str(symbol);
            x += u16::try_from(columns(symbol)).unwrap().max(1);
        }
        row
    };
    let rows = (0..frame.area.height).map(|y| row(y).trim_end().to_owned());
    rows.collect::<Vec<_>>().join("\n")
}

/// The frame of the harbour story after some keys.
fn after(keys: &str, width: u16, height: u16) -> String {
    let mut app = open(HARBOUR, width, height);
    press(&mut app, keys);
    frame(&app)
}

#[test]
fn wide() {
    insta::assert_snapshot!(after("]]]", 120, 40));
}

#[test]
fn usual() {
    insta::assert_snapshot!(after("]", 80, 24));
}

#[test]
fn small() {
    insta::assert_snapshot!(after("]", 20, 6));
}

#[test]
fn speakers_over_the_body() {
    insta::assert_snapshot!(after("]]S", 80, 24));
}

#[test]
fn a_speaker_alone_over_the_body() {
    insta::assert_snapshot!(after("]]*", 80, 24));
    insta::assert_snapshot!(after("]]*", 20, 6));
}

#[test]
fn two_speakers_side_by_side() {
    insta::assert_snapshot!(after(":compare ada, vesey<Enter>j", 120, 24));
    insta::assert_snapshot!(after(":compare ada, vesey<Enter>j", 40, 20));
}

#[test]
fn what_a_speaker_is_called() {
    insta::assert_snapshot!(after("]]A", 80, 12));
}

#[test]
fn what_is_known_of_a_quote() {
    insta::assert_snapshot!(after("]]]w", 80, 16));
    insta::assert_snapshot!(after("]]]w", 20, 12));
}

#[test]
fn what_a_line_could_become_stands_over_it() {
    insta::assert_snapshot!(after(":", 80, 6));
    insta::assert_snapshot!(after(":set em<Tab><Tab>", 40, 6));
}

#[test]
fn what_has_no_room_in_one_row_is_told_in_several() {
    insta::assert_snapshot!(after("9]]", 20, 8));
    insta::assert_snapshot!(after("a", 40, 8));
}

/// The ribbon tells where speakers are quoted, images stand and places are found, each without colour.
#[test]
fn the_ribbon_shows_quotes_images_and_places_found() {
    let mut app = open(HARBOUR, 120, 24);
    press(&mut app, "/ferry<Enter>");
    let frame = drawn(&app, &Theme::without_colour());
    let area = app.screen().ribbon();
    let cells = || (area.x..area.x + area.width).map(|x| &frame[(x, area.y)]);
    let signs: String = cells().map(|it| it.symbol()).collect();
    for sign in ["●", "◆", "▲", "?", "▫", "·"] {
        assert!(signs.contains(sign), "{sign} is not in {signs}");
    }
    let found = cells().filter(|it| it.modifier.contains(Modifier::REVERSED));
    assert_eq!(found.count(), 2, "one cell for each place found");
    let here = cells().filter(|it| it.modifier.contains(Modifier::UNDERLINED));
    assert_eq!(here.count(), 1, "the reader is in one place");
}

/// A caption that tells its credit itself has all the room; a credit that stands beside it takes some.
#[test]
fn a_credit_told_in_the_caption_takes_no_room_beside_it() {
    let page = "<html><body><article><h1>The quay</h1><p>It floods.</p>\
        <figure><img src=a.jpg><figcaption>Boats wait outside the harbour wall at low tide on Monday \
        morning (Wexcombe Pictures)</figcaption></figure><p>Nobody could say why it was so.</p></article></body></html>";
    let rows = frame(&reading_of(page, "quay.html", 60, 14));
    assert!(
        rows.contains("Boats wait outside the harbour wall at low tide"),
        "{rows}"
    );
}

/// A reader with a story as it is, without its voices.
fn reading_of(text: &str, name: &str, width: u16, height: u16) -> App {
    let hints = Hints {
        name,
        ..Hints::default()
    };
    let story = Arc::new(parse(text.as_bytes().to_vec(), &hints).remove(0));
    let entries = vec![Entry::Read(story)];
    App::new(entries, Setup::default(), Size { width, height }).0
}

#[test]
fn the_address_of_a_link_is_told_in_full() {
    let text = "# The quay\n\nRead [the plan](https://plans.example/wexcombe/2026/quay/the-whole-plan-with-maps) \
        or [the minutes](https://board.example/minutes).\n";
    for (width, height) in [(80, 8), (24, 9)] {
        let mut app = reading_of(text, "quay.md", width, height);
        press(&mut app, "L");
        insta::assert_snapshot!(frame(&app));
    }
}

#[test]
fn chosen_words_stand_out_and_the_cursor_is_on_the_last() {
    let mut app = open(HARBOUR, 80, 24);
    press(&mut app, "]v2l");
    let frame = drawn(&app, &Theme::terminal());
    let chosen = frame
        .content()
        .iter()
        .filter(|it| it.modifier.contains(Modifier::REVERSED));
    let chosen: String = chosen.map(|it| it.symbol()).collect();
    assert_eq!(chosen, "no longersafe");
    let mut blank = Buffer::empty(frame.area);
    let cursor = draw(&app, &Theme::terminal(), &mut blank);
    assert_eq!(frame[cursor].symbol(), "s");
    insta::assert_snapshot!(self::frame(&app).lines().last().unwrap());
}

#[test]
fn a_question_leaves_room_for_the_answer() {
    insta::assert_snapshot!(after("]]xTom", 80, 5));
    insta::assert_snapshot!(after("]]xTom", 20, 6));
}

#[test]
fn captions_over_the_body() {
    insta::assert_snapshot!(after("ij", 80, 24));
}

#[test]
fn a_search_being_typed() {
    insta::assert_snapshot!(after("/the", 80, 24));
}

#[test]
fn one_speaker_alone() {
    insta::assert_snapshot!(after("]]*", 120, 24));
}

#[test]
fn help() {
    insta::assert_snapshot!(after("?", 80, 24));
}

#[test]
fn stories_read_before() {
    let recent = || {
        let story = |(title, source): (&str, &str)| Remembered {
            title: title.to_owned(),
            source: source.to_owned(),
            entry: String::new(),
            day: "2026-03-01".to_owned(),
            percent: 40,
        };
        let stories = [
            ("The quay at Wexcombe will close", "/home/ann/quay.html"),
            ("A story from elsewhere", "https://news.example/elsewhere"),
        ];
        Msg::Remembered(stories.map(story).to_vec())
    };
    for (width, height) in [(80, 12), (20, 6)] {
        let mut app = open(HARBOUR, width, height);
        update(&mut app, recent());
        press(&mut app, "j");
        insta::assert_snapshot!(frame(&app));
    }
}

#[test]
fn what_the_status_line_means() {
    insta::assert_snapshot!(after(":help why<Enter>", 80, 24));
    insta::assert_snapshot!(after("]]]]}", 80, 24).lines().last().unwrap());
}

#[test]
fn a_story_without_anything() {
    let mut app = open("", 120, 12);
    press(&mut app, "]jG/x<Enter>");
    insta::assert_snapshot!(frame(&app));
}

#[test]
fn other_scripts_keep_the_rules_in_their_column() {
    let text = "港の岸壁は一年間閉鎖される。「何も聞いていない」とフェンさんは語った。👩\u{200d}👩\u{200d}👧 ❤\u{fe0f} e\u{301}\n\n\
        الميناء مغلق لمدة عام كامل، قال رئيس المجلس.\n";
    insta::assert_snapshot!(frame(&open(text, 100, 12)));
}

#[test]
fn without_colour_nothing_is_coloured_and_everything_is_still_told() {
    let mut app = open(HARBOUR, 120, 40);
    press(&mut app, "]]/ferry<Enter>");
    let frame = drawn(&app, &Theme::without_colour());
    let plain = Color::Reset;
    assert!(
        frame
            .content()
            .iter()
            .all(|it| it.fg == plain && it.bg == plain)
    );
    let reversed = frame
        .content()
        .iter()
        .filter(|it| it.modifier.contains(Modifier::REVERSED));
    let found: String = reversed.map(|it| it.symbol()).collect();
    assert!(found.contains("ferryferry"), "{found:?}");
}

#[test]
fn the_same_app_is_the_same_frame() {
    let mut app = open(HARBOUR, 120, 40);
    press(&mut app, "]]C");
    assert_eq!(
        drawn(&app, &Theme::terminal()),
        drawn(&app, &Theme::terminal())
    );
}

#[test]
fn straight_edges_and_indented_paragraphs() {
    insta::assert_snapshot!(after(
        ":set justify=on<Enter>:set indent=on<Enter>}",
        50,
        24
    ));
}

#[test]
fn words_broken_with_hyphens_and_lines_apart() {
    let keys = ":set hyphenate=on<Enter>:set justify=on<Enter>:set line-spacing=2<Enter>]";
    insta::assert_snapshot!(after(keys, 44, 24));
}

#[test]
fn words_without_marks_have_a_sign_of_their_own() {
    let story = "Ada Fenn said {~Ada Fenn|the ferry would not sail again before the summer}.\n\
        “{Ada Fenn|We were told nothing,}” she said. Tom Vesey hopes {~Tom Vesey|the quay can be mended}.\n";
    let mut app = open(story, 110, 16);
    insta::assert_snapshot!(frame(&app));
    press(&mut app, "]]");
    insta::assert_snapshot!(frame(&app));
    press(&mut app, "*");
    insta::assert_snapshot!(frame(&app));
}

/// A story of `tests/scripts` as it opens.
fn opened(name: &str, width: u16, height: u16) -> String {
    let path = format!("{}/tests/scripts/{name}.txt", env!("CARGO_MANIFEST_DIR"));
    let story = std::fs::read_to_string(path).unwrap();
    frame(&open(&story, width, height))
}

#[test]
fn paragraphs_read_leftwards_start_at_the_right() {
    for script in ["arabic", "hebrew"] {
        for (width, height) in [(120, 24), (80, 24), (30, 12)] {
            insta::assert_snapshot!(format!("{script}_{width}"), opened(script, width, height));
        }
    }
}

#[test]
fn rows_of_japanese_end_anywhere_but_before_closing_marks() {
    for (width, height) in [(120, 24), (80, 24), (30, 12), (20, 6)] {
        let name = format!("japanese_{width}");
        insta::assert_snapshot!(name, opened("japanese", width, height));
    }
}

#[test]
fn a_picture_stands_over_the_story_with_its_caption() {
    let mut app = open(HARBOUR, 40, 12);
    let effects = press(&mut app, "i<Enter><Enter>");
    let Some(Effect::ReadPicture { image, .. }) = effects.last() else {
        panic!("{effects:?}");
    };
    let grey = |at: u32| [(at * 255 / 199) as u8; 3];
    let pixels = (0..200).map(grey).collect();
    let picture = Picture::of(20, 10, pixels, Vec::new()).unwrap();
    update(&mut app, Msg::Picture(*image, Ok(Arc::new(picture))));
    insta::assert_snapshot!(frame(&app));
    let coloured = drawn(&app, &Theme::terminal());
    let corner = &coloured[(2, 1)];
    assert_eq!((corner.symbol(), corner.fg), ("▀", Color::Rgb(0, 0, 0)));
    let plain = drawn(&app, &Theme::without_colour());
    let shades: String = plain.content().iter().map(|it| it.symbol()).collect();
    assert!(shades.contains("░░") && shades.contains("██") && !shades.contains('▀'));
}

/// A reader with a feed of three stories.
fn feed(width: u16, height: u16) -> App {
    let feed = "<feed xmlns='http://www.w3.org/2005/Atom'><title>Coast News</title>\
        <entry><title>Ferry row goes on for a third week and nobody knows why</title>\
        <published>2031-05-04T10:30:00Z</published><content>The ferry did not sail.</content></entry>\
        <entry><title>Island short of bread</title><published>2031-05-03T08:00:00Z</published>\
        <link href='https://coast.example/bread'/><summary>The shop has eggs.</summary></entry>\
        <entry><title>Anchor found</title><content>It was not theirs.</content></entry></feed>";
    let stories = parse(feed.into(), &Default::default());
    let entries = stories.into_iter().map(|it| Entry::Read(Arc::new(it)));
    let size = Size { width, height };
    App::new(entries.collect(), Setup::default(), size).0
}

#[test]
fn stories_of_a_feed() {
    for (width, height) in [(120, 12), (80, 12), (20, 6)] {
        let mut app = feed(width, height);
        press(&mut app, "Ij");
        insta::assert_snapshot!(frame(&app));
    }
}

#[test]
fn a_story_that_could_not_be_read() {
    for (width, height) in [(40, 10), (20, 6)] {
        let size = Size { width, height };
        let address = "https://news.example/2031/ferry-row.html";
        let entries = vec![Entry::Unread(address.to_owned())];
        let (mut app, _) = App::new(entries, Setup::default(), size);
        let stories = Err("the site is out of order (503)".to_owned());
        update(&mut app, Msg::Read { source: 0, stories });
        insta::assert_snapshot!(frame(&app));
    }
}

#[test]
fn a_summary_on_its_way() {
    let mut app = feed(80, 12);
    press(&mut app, "Jr");
    insta::assert_snapshot!(frame(&app));
}

#[test]
fn marks_look_like_the_words_between_them() {
    let mut app = open(HARBOUR, 80, 24);
    press(&mut app, "]]");
    let frame = drawn(&app, &Theme::terminal());
    let look = |x: u16, y: u16| (frame[(x, y)].fg, frame[(x, y)].modifier);
    let mut marks = 0;
    for at in frame.area.positions().filter(|it| it.x > 0 && it.y > 0) {
        let beside = match frame[at].symbol() {
            "“" => at.x + 1,
            "”" => at.x - 1,
            _ => continue,
        };
        assert_eq!(look(at.x, at.y), look(beside, at.y), "{at:?}");
        marks += 1;
    }
    assert!(marks > 6, "{marks}");
}
