//! What the keys do, without a terminal: keys in, words at the reader's place out.

mod marked;

use std::sync::Arc;

use marked::{HARBOUR, open, press, story};
use pullquote::app::digest::Shows;
use pullquote::app::heard::{Heard, News};
use pullquote::app::list::Entry as ListEntry;
use pullquote::app::mouse::{Gesture, Mouse};
use pullquote::app::pictures::PictureSource;
use pullquote::app::recent::Remembered;
use pullquote::app::screen::{Pane, Size};
use pullquote::app::shelf::Entry;
use pullquote::app::{App, Effect, Emphasis, Input, Msg, Setup, message, update};
use pullquote::fetch::Progress;
use pullquote::picture::Picture;
use pullquote::quotes::Voices;
use pullquote::quotes::corrections::{Correction, QuoteKey};
use pullquote::span::Span;
use pullquote::state::Kept;
use pullquote::story::origin::Origin;
use pullquote::story::{Hints, Story};

/// Presses `keys` in the harbour story, wide enough for all panes but too low for all of the text;
/// checks that the line the reader comes to holds the words.
#[track_caller]
fn check(keys: &str, words: &str) -> App {
    let mut app = open(HARBOUR, 120, 14);
    press(&mut app, keys);
    assert!(line(&app).contains(words), "after {keys}: {:?}", line(&app));
    app
}

/// The words of the line the reader is at.
fn line(app: &App) -> &str {
    let reading = app.reading().unwrap();
    let line = reading.window().get(reading.cursor_row()).copied();
    line.and_then(|it| it.row)
        .map_or("", |row| reading.story().slice(row))
}

/// The words on top of the screen.
fn top(app: &App) -> &str {
    let reading = app.reading().unwrap();
    let row = reading.window().iter().find_map(|it| it.row);
    row.map_or("", |row| reading.story().slice(row))
}

/// Who is shown as speaking.
fn speaker(app: &App) -> &str {
    let reading = app.reading().unwrap();
    let heard = reading.heard().unwrap();
    heard.name(heard.who(reading.current_quote().unwrap()))
}

fn notice(app: &App) -> &str {
    app.notice().unwrap_or_default()
}

#[test]
fn quotes_follow_one_another() {
    check("]", "the old quay is “no longer");
    check("]]", "said: “We were");
    check("2]", "said: “We were");
    check("]]][", "said: “We were");
    assert_eq!(speaker(&check("]]]", "It is a wall")), "Tom Vesey");
}

#[test]
fn titles_in_marks_are_no_stops() {
    check("]]]]]", "There is one road");
}

#[test]
fn a_speaker_is_followed_past_the_others() {
    let app = check("]])", "There is one road");
    assert_eq!(speaker(&app), "Ada Fenn");
    check("]])(", "said: “We were");
    assert_eq!(
        notice(&check("]]))", "There is")),
        "This is the last quote by Ada Fenn."
    );
}

#[test]
fn the_last_quote_says_so() {
    assert_eq!(
        notice(&check("9]]", "Keep out")),
        "There is no further quote."
    );
    let mut app = open("Nothing is said here.\n\nNothing at all.\n", 80, 24);
    press(&mut app, "]");
    assert_eq!(notice(&app), "Nobody is quoted in this story.");
}

#[test]
fn lines_pages_and_ends() {
    check("G", "Work starts in spring");
    check("Gg", "The quay at Wexcombe");
    check("<Space><Space><Space><Space>", "Work starts");
    check("jk", "The quay at Wexcombe");
    check("j", "");
    check("100%", "Work starts");
}

#[test]
fn going_down_and_up_by_lines_is_going_nowhere() {
    let mut app = open(HARBOUR, 60, 12);
    for _ in 0..30 {
        press(&mut app, "j");
    }
    for _ in 0..30 {
        press(&mut app, "k");
    }
    assert_eq!(
        (top(&app), line(&app)),
        (
            "The quay at Wexcombe will close for a year",
            "The quay at Wexcombe will close for a year"
        )
    );
}

#[test]
fn paragraphs_and_their_numbers() {
    check("2G", "Ada Fenn, who has run");
    check("}}", "The harbour board");
    check("}}{", "By Ines Albrow");
}

#[test]
fn a_search_is_shown_while_it_is_typed_and_kept_when_done() {
    check("/island", "Without the ferry");
    let app = check("/ferry<Enter>", "Ada Fenn, who has run the ferry");
    assert_eq!(app.reading().unwrap().search().unwrap().hits().len(), 2);
    check("/ferry<Enter>n", "Without the ferry");
    check("/ferry<Enter>nn", "Ada Fenn, who has run the ferry");
    check("/ferry<Enter>N", "Without the ferry");
    check("/ferry<Enter>g/<Enter>", "Ada Fenn, who has run the ferry");
}

#[test]
fn a_search_given_up_leads_back() {
    let app = check("/island<Esc>", "The quay at Wexcombe");
    assert!(app.reading().unwrap().search().is_none());
    check(
        "/island<Backspace><Backspace><Backspace><Backspace><Backspace><Backspace><Backspace>",
        "The quay at Wexcombe",
    );
    assert_eq!(
        notice(&check("/zebra<Enter>", "The quay")),
        "“zebra” is not in this story."
    );
}

#[test]
fn a_search_does_not_stop_at_a_row_end() {
    let mut app = open(HARBOUR, 30, 20);
    press(&mut app, "/the old quay is “no longer safe”<Enter>");
    assert_eq!(app.reading().unwrap().search().unwrap().hits().len(), 1);
}

#[test]
fn marks_and_the_way_back() {
    check("]maG'a", "the old quay is “no longer");
    check("]]G''", "said: “We were");
    check("]]G''''", "Work starts");
    check("]]G<^O>", "said: “We were");
    check("]]G<^O><^O><^O>", "The quay at Wexcombe");
    assert_eq!(notice(&check("'q", "The quay")), "There is no mark q.");
}

#[test]
fn the_panes_and_the_body_are_at_one_place() {
    let app = check("Sj", "said: “We were");
    assert_eq!(app.focus(), Pane::Speakers);
    assert_eq!(
        speaker(&app),
        "Ada Fenn",
        "the next in the list, not in the story"
    );
    let app = check("Sj<Enter>", "said: “We were");
    assert_eq!(app.focus(), Pane::Body);
    check("Sj<Enter><Enter>", "The quay at Wexcombe");
    check("Sj<Esc>", "The quay at Wexcombe");
    check("ij", "low tide");
    check("ijj", "newsletter");
}

#[test]
fn panes_are_gone_round() {
    let focus = |keys| check(keys, "").focus();
    assert_eq!(focus("<Tab>"), Pane::Speakers);
    assert_eq!(focus("<Tab><Tab>"), Pane::Captions);
    assert_eq!(focus("<Tab><Tab><Tab>"), Pane::Body);
    assert_eq!(focus("<S-Tab>"), Pane::Captions);
}

#[test]
fn a_speaker_alone() {
    let app = check("]]*]", "There is one road");
    assert_eq!(app.reading().unwrap().list().entries().len(), 3);
    check("]]*<Esc>]", "It is a wall");
    check("]]**]", "It is a wall");
}

#[test]
fn a_speaker_alone_is_a_page_of_its_own_where_there_are_no_panes() {
    let mut app = open(HARBOUR, 80, 24);
    press(&mut app, "]]*");
    assert_eq!(app.overlay(), Some(Pane::Speakers));
    press(&mut app, "j<Enter>");
    assert_eq!((app.overlay(), speaker(&app)), (None, "Ada Fenn"));
    assert!(line(&app).contains("There is one road"), "{}", line(&app));
    press(&mut app, "*");
    assert_eq!(app.reading().unwrap().choice().isolated, None);
}

#[test]
fn an_interrupted_quote_is_told_of_by_what_stands_in_between() {
    let text = "They waited.\n“{Ada|It is late,}” she told them. “{+|Go home.}”\n";
    let mut app = open(text, 60, 20);
    press(&mut app, "]*");
    let reading = app.reading().unwrap();
    let who = reading.choice().isolated.unwrap();
    let rows = reading.digest_of(who, app.screen().body);
    let told = rows.iter().find_map(|it| match it.shows {
        Shows::After(span) => Some(reading.story().slice(span)),
        _ => None,
    });
    assert_eq!(told, Some("she told them."));
}

/// The names of the speakers in the order they are listed.
fn listed_speakers(app: &App) -> Vec<&str> {
    let reading = app.reading().unwrap();
    let heard = reading.heard().unwrap();
    let names = reading.list().entries().iter().filter_map(|it| match it {
        ListEntry::Speaker(who) => Some(heard.name(*who)),
        ListEntry::Quote(_) => None,
    });
    names.collect()
}

#[test]
fn speakers_are_sorted() {
    let first = ["Board", "Ada Fenn", "Tom Vesey", "nobody known"];
    let by_count = ["Ada Fenn", "Tom Vesey", "Board", "nobody known"];
    let by_name = ["Board", "Ada Fenn", "Tom Vesey", "nobody known"];
    assert_eq!(listed_speakers(&check("", "")), first);
    assert_eq!(listed_speakers(&check("O", "")), by_count);
    assert_eq!(listed_speakers(&check("OO", "")), by_name);
    assert_eq!(listed_speakers(&check("OOO", "")), first);
    let app = check(":sort count<Enter>", "");
    assert_eq!(listed_speakers(&app), by_count);
    assert_eq!(notice(&app), "Speakers by how many quotes they have.");
    assert_eq!(
        listed_speakers(&check("O*<Esc>", "")),
        by_count,
        "Esc shows everybody, in the order chosen"
    );
    assert_eq!(
        notice(&check(":sort size<Enter>", "")),
        "“sort” takes order, count or name."
    );
}

/// The names of two speakers side by side.
fn compared(app: &App) -> [&str; 2] {
    assert_eq!(app.focus(), Pane::Compared, "{}", notice(app));
    let reading = app.reading().unwrap();
    let heard = reading.heard().unwrap();
    reading.compared().unwrap().map(|it| heard.name(it))
}

#[test]
fn two_speakers_are_compared() {
    assert_eq!(
        compared(&check(":compare ves, ada<Enter>", "")),
        ["Tom Vesey", "Ada Fenn"]
    );
    assert_eq!(compared(&check("]D<Enter>", "")), ["Board", "Ada Fenn"]);
    assert_eq!(
        compared(&check("]Dvesey<Enter>", "")),
        ["Board", "Tom Vesey"]
    );
    assert_eq!(
        compared(&check("]Dt<Tab><Enter>", "")),
        ["Board", "Tom Vesey"]
    );
    assert_eq!(
        compared(&check("]]*:compare ada, tom<Enter>", "")),
        ["Ada Fenn", "Tom Vesey"]
    );
    check(":compare ada, board<Enter>j", "the old quay is");
    check(":compare ada, board<Enter>jjj", "There is one road");
    check(":compare ada, board<Enter>jjjk", "We were");
    assert_eq!(
        check(":compare ada, tom<Enter>j<Enter>", "We were").focus(),
        Pane::Body
    );
    assert_eq!(check("]DvD<Esc><Enter>", "").focus(), Pane::Body);
    assert_eq!(
        notice(&check(":compare ada, zed<Enter>", "")),
        "Nobody called “zed” is quoted."
    );
    let mut alone = open("“{Ada|Yes,}” Ada said.\n", 80, 24);
    press(&mut alone, ":compare ada<Enter>");
    assert_eq!(notice(&alone), "It takes two speakers to compare.");
}

#[test]
fn what_a_speaker_is_called_leads_to_each_place() {
    let app = check("]]A", "We were");
    let reading = app.reading().unwrap();
    assert_eq!((app.focus(), reading.mentions().len()), (Pane::Mentions, 2));
    assert_eq!(reading.names_of(reading.called()), [("Fenn", 2)]);
    check("]]Aj", "Fenn, who wants the board");
    check("]]Ajk", "Ada Fenn, who has run");
    let app = check("]]Aj<Enter>", "Fenn, who wants the board");
    assert_eq!(app.focus(), Pane::Body);
    assert_eq!(check("]]AA", "We were").focus(), Pane::Body);
    assert_eq!(
        notice(&check("9]]A", "Keep out")),
        "Nobody known is quoted here."
    );
}

/// What `w` tells, row by row.
fn why(app: &App) -> Vec<String> {
    let rows = app.why().into_iter();
    rows.map(|it| format!("{} {}", it.label, it.text).trim().to_owned())
        .collect()
}

#[test]
fn all_that_is_known_of_a_quote_is_told() {
    let app = check("]]w", "said: “We were");
    assert_eq!(app.focus(), Pane::Why);
    assert_eq!(
        why(&app),
        [
            "“We were told nothing. I read it on a poster.”",
            "",
            "this is a whole utterance, in marks",
            "said by Ada Fenn, a person",
            "quoted 2 of 6 quotes, 27 words",
            "called Fenn 2",
            "named by surname",
            "how sure sure: of 100 like it, about 95 are right",
            "",
            "keys x puts it right, A goes to each name, ] goes to the next quote",
        ]
    );
    let next = check("]]w]", "It is a wall");
    assert_eq!(next.focus(), Pane::Why);
    assert!(why(&next).contains(&"described harbour master".to_owned()));
    assert!(why(&check("]w", "")).contains(&"said by Board, an organisation".to_owned()));
    assert!(
        why(&check("9]w", ""))
            .contains(&"said by nobody known: the story does not tell".to_owned())
    );
    let phrase = "this is a phrase in marks that nobody said: a title, a nickname";
    assert!(why(&check("\"w", "")).contains(&phrase.to_owned()));
    assert_eq!(check("]]ww", "said: “We were").focus(), Pane::Body);
    assert_eq!(check("]]w<Esc>", "said: “We were").focus(), Pane::Body);
    let mut silent = open("Nothing is said here.\n", 80, 24);
    press(&mut silent, "w");
    assert_eq!(notice(&silent), "There is no quote here.");
}

#[test]
fn what_is_known_of_a_quote_is_scrolled_on_a_small_screen() {
    let mut app = open(HARBOUR, 20, 6);
    press(&mut app, "]]wjj");
    assert_eq!(app.why_top(), 2);
    press(&mut app, "G");
    let last = app.why_top();
    press(&mut app, "jk");
    assert_eq!(app.why_top(), last - 1);
    press(&mut app, "]");
    assert_eq!(
        app.why_top(),
        0,
        "another quote is told of from its beginning"
    );
}

#[test]
fn a_quote_further_on_is_not_taken_for_one_at_hand() {
    let at_quote = |keys| check(keys, "").reading().unwrap().is_at_quote();
    assert!(!at_quote("") && at_quote("]") && !at_quote("]{{") && at_quote("]]j"));
}

#[test]
fn a_quote_goes_on_over_the_blank_line_between_its_paragraphs() {
    let mut app = open(HARBOUR, 80, 30);
    press(&mut app, "/one road<Enter>");
    let quote = app.reading().unwrap().current_quote();
    press(&mut app, "}{jj");
    assert_eq!(line(&app), "", "the blank line");
    let reading = app.reading().unwrap();
    assert_eq!(reading.current_quote(), quote);
    assert!(reading.is_at_quote());
    press(&mut app, "jj");
    assert_ne!(app.reading().unwrap().current_quote(), quote);
    assert!(!app.reading().unwrap().is_at_quote(), "it ends here");
}

#[test]
fn a_filter_lists_names_and_words() {
    let listed = |keys| check(keys, "").reading().unwrap().list().entries().len();
    assert_eq!(listed("&vesey<Enter>"), 3);
    assert_eq!(listed("&island<Enter>"), 2);
    assert_eq!(listed("&nobody at all"), 0);
    assert_eq!(listed("&vesey<Esc>"), listed(""));
}

#[test]
fn copying_takes_whole_lines() {
    let copied = |keys: &str| {
        let mut app = open(HARBOUR, 40, 14);
        match press(&mut app, keys).pop() {
            Some(Effect::Copy(text)) => text,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(
        copied("]]y"),
        "We were told nothing. I read it on a poster."
    );
    assert_eq!(
        copied("]]]]]y"),
        "There is one road out of here, and it floods.\nWithout the ferry we are an island."
    );
    assert_eq!(
        copied("]]Y"),
        "> We were told nothing. I read it on a poster.\n>\n> — Ada Fenn, “The quay at Wexcombe will close for a year”\n"
    );
}

/// What is chosen after some keys.
#[track_caller]
fn selected(keys: &str) -> String {
    let mut app = open(HARBOUR, 40, 14);
    press(&mut app, keys);
    let reading = app.reading().unwrap();
    let span = reading.selected();
    span.map_or(String::new(), |it| reading.story().slice(it).to_owned())
}

#[test]
fn words_are_chosen_and_not_rows() {
    assert_eq!(selected("v"), "The");
    assert_eq!(selected("vll"), "The quay at");
    assert_eq!(selected("v3lh"), "The quay at");
    assert_eq!(selected("]v2l"), "no longer safe");
    assert_eq!(
        selected("]]v]"),
        "We were told nothing. I read it on a poster.”\n“It"
    );
    assert_eq!(selected("]v("), "no", "there is no earlier quote of theirs");
    assert_eq!(
        selected("}v/Monday<Enter>"),
        "By Ines Albrow\nThe harbour board said on Monday"
    );
    assert_eq!(selected("vj"), "The quay at Wexcombe will close for a");
    assert_eq!(selected("vjk"), "The");
    assert_eq!(selected("}}V"), "The harbour board said on Monday");
    assert_eq!(
        selected("}}Vj"),
        "The harbour board said on Monday that the old quay is “no longer"
    );
    assert!(selected("}}vG").ends_with("in spring."));
    assert_eq!(selected("}}vgV"), selected("gV}}"));
    for left in ["v<Esc>", "vv", "VV", "vq", "vy", "vY", "vlSv<Esc>"] {
        assert_eq!(selected(left), "", "after {left}");
    }
}

#[test]
fn chosen_words_are_taken_along_unwrapped() {
    let asked = |keys: &str| {
        let mut app = open(HARBOUR, 30, 14);
        press(&mut app, keys).pop()
    };
    let copied = |keys: &str| match asked(keys) {
        Some(Effect::Copy(text)) => text,
        other => panic!("{other:?}"),
    };
    assert_eq!(
        copied("}}v5]hy"),
        "The harbour board said on Monday that the old quay is “no longer safe” for boats.\n\
         The quay at low tide\n\
         Ada Fenn, who has run the ferry for thirty years, said: “We were told nothing. I read it on a poster.”\n\
         “It is a wall and some steps,” said Tom Vesey, the harbour master. “It can be mended.”\n\
         The song “The Long Ebb” was written about it.\n\
         Fenn, who wants the board to think again, added: “"
    );
    assert_eq!(
        copied("]]v3lY"),
        "> We were told nothing\n>\n> — Ada Fenn, “The quay at Wexcombe will close for a year”\n"
    );
    assert_eq!(
        copied("]]v<Esc>v{Y"),
        "> Ada Fenn, who has run the ferry for thirty years, said: “We\n>\n> — “The quay at Wexcombe will close for a year”\n"
    );
    let Some(Effect::Pipe { command, span }) = asked("]v2l|wc<Enter>") else {
        panic!()
    };
    assert_eq!(
        (command.as_str(), span.len()),
        ("wc", "no longer safe".len())
    );
}

/// Uses the mouse at a cell.
fn gesture(app: &mut App, gesture: Gesture, x: u16, y: u16) {
    let msg = message(app, Input::Mouse(Mouse { gesture, x, y }));
    assert!(update(app, msg.unwrap()).is_empty());
}

/// Clicks on a cell of the harbour story after some keys; checks that the line the reader comes to
/// holds the words.
#[track_caller]
fn click(keys: &str, (x, y): (u16, u16), words: &str) -> App {
    let mut app = open(HARBOUR, 120, 24);
    press(&mut app, ":set mouse=on<Enter>");
    press(&mut app, keys);
    gesture(&mut app, Gesture::Press, x, y);
    assert!(line(&app).contains(words), "{:?}", line(&app));
    app
}

#[test]
fn a_click_goes_to_what_is_clicked_on() {
    let app = click("", (30, 13), "“It is a wall");
    assert_eq!(speaker(&app), "Tom Vesey");
    click("", (90, 2), "the old quay is");
    click("", (90, 3), "the old quay is");
    click("", (90, 4), "said: “We were");
    click("", (90, 6), "There is one road");
    click("", (90, 21), "low tide");
    click("", (90, 22), "newsletter");
    click("", (90, 23), "The quay at Wexcombe");
    click("", (118, 0), "Work starts");
    click("", (60, 3), "By Ines Albrow");
    click("", (60, 2), "The quay at Wexcombe");
    click("]]*", (80, 8), "There is one road");
    click("]]A", (20, 3), "Fenn, who wants");
    click(":set line-spacing=2<Enter>", (20, 4), "By Ines Albrow");
    click(":compare ada, tom<Enter>", (90, 5), "It can be mended");
    click(":compare ada, tom<Enter>", (20, 6), "There is one road");
}

#[test]
fn a_second_click_leaves_an_overlay() {
    let mut app = open(HARBOUR, 80, 24);
    press(&mut app, ":set mouse=on<Enter>S");
    gesture(&mut app, Gesture::Press, 20, 5);
    assert_eq!(app.overlay(), Some(Pane::Speakers));
    gesture(&mut app, Gesture::Press, 20, 5);
    assert_eq!(app.overlay(), None);
    assert!(line(&app).contains("We were"));
}

#[test]
fn the_wheel_moves_the_pane_under_it() {
    let mut app = open(HARBOUR, 120, 14);
    press(&mut app, ":set mouse=on<Enter>");
    gesture(&mut app, Gesture::WheelDown, 10, 5);
    assert!(top(&app).contains("old quay"), "{}", top(&app));
    gesture(&mut app, Gesture::WheelUp, 10, 5);
    assert!(top(&app).contains("The quay at Wexcombe"));
    gesture(&mut app, Gesture::WheelDown, 100, 3);
    assert_eq!(speaker(&app), "Ada Fenn");
    press(&mut app, "?");
    gesture(&mut app, Gesture::WheelDown, 10, 5);
    assert_eq!(app.help().map(|it| it.top), Some(3));
}

#[test]
fn the_rule_before_the_panes_is_dragged() {
    let mut app = open(HARBOUR, 120, 24);
    press(&mut app, ":set mouse=on<Enter>");
    let width = |app: &App| app.screen().side.unwrap().speakers.width;
    let rule = 120 - width(&app) - 1;
    gesture(&mut app, Gesture::Drag, 60, 5);
    assert_eq!(width(&app), 120 - rule - 1, "nothing is held");
    gesture(&mut app, Gesture::Press, rule, 5);
    gesture(&mut app, Gesture::Drag, 60, 5);
    assert_eq!(width(&app), 59);
    gesture(&mut app, Gesture::Drag, 2, 5);
    assert_eq!(width(&app), 88);
    assert!(
        app.keepsakes()
            .next()
            .unwrap()
            .2
            .side
            .is_some_and(|it| it >= 88)
    );
    gesture(&mut app, Gesture::Drag, 119, 5);
    assert_eq!(width(&app), 24);
    gesture(&mut app, Gesture::Release, 119, 5);
    gesture(&mut app, Gesture::Drag, 60, 5);
    assert_eq!(width(&app), 24);
}

#[test]
fn the_mouse_does_nothing_unless_it_is_switched_on() {
    let mut app = open(HARBOUR, 120, 24);
    gesture(&mut app, Gesture::Press, 90, 7);
    gesture(&mut app, Gesture::WheelDown, 10, 5);
    assert!(line(&app).contains("The quay at Wexcombe"));
    press(&mut app, ":set mouse=on<Enter>:");
    gesture(&mut app, Gesture::Press, 90, 7);
    assert!(app.prompt().is_some() && line(&app).contains("The quay at Wexcombe"));
}

#[test]
fn q_closes_what_is_on_top_and_then_leaves() {
    let quits = |keys: &str, width| {
        let mut app = open(HARBOUR, width, 14);
        matches!(press(&mut app, keys).last(), Some(Effect::Quit))
    };
    assert!(quits("q", 120) && quits("Q", 120) && quits("ZZ", 120) && quits("<^C>", 120));
    assert!(!quits("?q", 120) && quits("?qq", 120));
    assert!(!quits("Sq", 80) && quits("Sqq", 80));
    assert!(!quits("zq", 120) && quits("zqq", 120));
    assert!(!quits("<Esc><Esc>", 120), "Esc never leaves");
    assert!(quits("?<^C>", 120));
}

#[test]
fn a_resize_keeps_the_words_on_top() {
    let mut app = open(&HARBOUR.repeat(4), 120, 20);
    press(&mut app, "40%");
    let before = top(&app).chars().take(8).collect::<String>();
    for (width, height) in [(40, 10), (200, 50), (20, 6), (1, 1), (0, 0), (99, 30)] {
        update(&mut app, Msg::Resize(Size { width, height }));
    }
    update(
        &mut app,
        Msg::Resize(Size {
            width: 120,
            height: 20,
        }),
    );
    assert!(
        top(&app).starts_with(&before),
        "{:?} is not {before:?}",
        top(&app)
    );
}

#[test]
fn lines_are_made_wider_and_narrower() {
    let measure = |keys| check(keys, "").settings().measure;
    assert_eq!((measure("+"), measure("-"), measure("++=")), (72, 64, 68));
    assert_eq!(check("C", "").settings().emphasis, Emphasis::Dim);
}

#[test]
fn statements_without_marks_are_shown_when_asked_for() {
    let mut app = open(HARBOUR, 120, 24);
    let (story, heard) = story(HARBOUR);
    assert!(matches!(
        &press(&mut app, "~")[..],
        [Effect::ListenClosely(..)]
    ));
    let spoken = |app: &App| app.reading().unwrap().heard().unwrap().spoken().len();
    let before = spoken(&app);
    // What was asked for earlier and comes late changes nothing.
    let late = Heard::new(&story, Voices::default());
    let shown = app.reading().map(|it| Arc::clone(it.story())).unwrap();
    update(&mut app, Msg::Heard(Arc::clone(&shown), Box::new(late)));
    assert_eq!(spoken(&app), before);
    let closely = Heard::listen(&shown, &[], true, &mut |_| ());
    assert!(closely.with_statements());
    update(&mut app, Msg::Heard(Arc::clone(&shown), Box::new(closely)));
    assert!(app.reading().unwrap().heard().unwrap().with_statements());
    assert!(matches!(&press(&mut app, "~")[..], [Effect::Listen(..)]));
    update(&mut app, Msg::Heard(shown, Box::new(heard)));
    assert_eq!(spoken(&app), before);
}

#[test]
fn a_long_story_shows_the_quotes_found_so_far() {
    let scene = "“We wait,” said Ida Thornwhistle.\n\n";
    let filler = format!("{}\n\n", "The river rose. ".repeat(4000));
    let (story, _) = story(&format!("{scene}{}{scene}", filler.repeat(20)));
    let mut news = Vec::new();
    let all = Heard::listen(&story, &[], false, &mut |it| news.push(it));
    let [News::Reached(reached), News::SoFar(so_far)] = &news[..] else {
        panic!("{} pieces of news", news.len())
    };
    let size = Size {
        width: 120,
        height: 24,
    };
    let entries = vec![Entry::Read(Arc::clone(&story))];
    let (mut app, _) = App::new(entries, Setup::default(), size);
    let known = |app: &App| {
        let heard = app.reading().unwrap().heard();
        heard.map(|it| (it.spoken().len(), it.reached()))
    };
    update(&mut app, Msg::Reached(Arc::clone(&story), *reached));
    assert_eq!(known(&app), None);
    let heard = |it: &Heard| Msg::Heard(Arc::clone(&story), Box::new(it.clone()));
    update(&mut app, heard(so_far));
    assert_eq!(known(&app), Some((1, Some(*reached))));
    update(&mut app, Msg::Reached(Arc::clone(&story), reached + 9));
    assert_eq!(known(&app), Some((1, Some(reached + 9))));
    update(&mut app, heard(&all));
    assert_eq!(known(&app), Some((2, None)));
    // What comes late and knows less changes nothing.
    update(&mut app, heard(so_far));
    assert_eq!(known(&app), Some((2, None)));
}

#[test]
fn help_lists_and_scrolls() {
    let app = check("?j", "");
    assert_eq!(app.help().map(|it| it.top), Some(1));
    assert_eq!(check("?jk<Esc>", "").help(), None);
    check("?]", "The quay at Wexcombe");
}

/// The first line of the help after some keys.
fn help_top(keys: &str) -> String {
    let app = check(keys, "");
    let top = app.help().expect("the help").top;
    pullquote::app::help::lines()[top].columns(app.keymap()).0
}

#[test]
fn help_is_searched_and_asked_about_topics() {
    assert_eq!(
        help_top(":help why<Enter>"),
        "Why: who said it, and how sure"
    );
    assert_eq!(help_top(":help qu<Tab><Enter>"), "Quotes and speakers");
    assert_eq!(help_top(":help surname<Enter>"), "surname");
    assert_eq!(help_top("?/suspend<Enter>"), "^Z");
    assert_eq!(help_top("?/next<Enter>n"), "]");
    assert_eq!(help_top("?/next<Enter>nnN"), "]");
    assert_eq!(help_top("?Gg"), "Moving");
    assert_eq!(
        notice(&check(":help zebra<Enter>", "")),
        "There is nothing in the help about “zebra”."
    );
    assert_eq!(check("?/next<Enter><Esc>", "").help(), None);
}

#[test]
fn phrases_that_nobody_said_are_gone_through() {
    let mixed = "The gate\n“{Ada Fenn|It is shut,}” said Ada Fenn of the “{-|Old Gate}”.\n\
        The “{-|New Gate}” is open.\n";
    let mut app = open(mixed, 80, 24);
    for words in ["Old Gate", "New Gate", "Old Gate"] {
        press(&mut app, "\"");
        let reading = app.reading().unwrap();
        let phrase = reading
            .heard()
            .unwrap()
            .quote(reading.phrase_here().unwrap());
        assert_eq!(reading.story().slice(phrase.parts[0]), words);
    }
    press(&mut app, "2\"");
    assert!(line(&app).contains("It is shut"), "twice around");
    assert_eq!(notice(&check("2\"", "")), "", "one phrase, again and again");
    let mut app = open("The gate\nIt is open.\n", 80, 24);
    press(&mut app, "\"");
    assert!(notice(&app).starts_with("There are no words in marks"));
}

#[test]
fn a_phrase_nobody_said_can_be_given_to_somebody() {
    let app = check("]]]]}", "The song");
    let reading = app.reading().unwrap();
    assert!(
        reading.phrase_here().is_some()
            && check("]]]]", "").reading().unwrap().phrase_here().is_none()
    );
    let Effect::Listen(_, corrections) = asked("]]]]}xada<Enter>") else {
        panic!()
    };
    assert!(
        matches!(&corrections[0], Correction::Reassign { quote, .. } if quote.words == "The Long Ebb")
    );
}

/// Stories as they are read from a file.
fn read_from(path: &str, texts: &[&str]) -> Vec<Entry> {
    let stories = texts.iter().map(|it| (*story(it).0).clone());
    let mut stories: Vec<Story> = stories.collect();
    Story::came_from(&mut stories, &Origin::File(path.into()));
    let stories = stories.into_iter().map(Arc::new);
    stories.map(Entry::Read).collect()
}

/// Stories read before, as the shell tells of them.
fn remembered(sources: &[&str]) -> Msg {
    let story = |source: &&str| Remembered {
        title: format!("All about {source}"),
        source: (*source).to_owned(),
        entry: String::new(),
        day: "2026-03-01".to_owned(),
        percent: 40,
    };
    Msg::Remembered(sources.iter().map(story).collect())
}

#[test]
fn stories_read_before_are_opened_again() {
    let size = Size {
        width: 80,
        height: 24,
    };
    let harbour = vec![read_from("/quay/harbour.txt", &[HARBOUR]).remove(0)];
    let mut app = App::new(harbour, Setup::default(), size).0;
    assert!(matches!(press(&mut app, "R")[..], [Effect::Remember]));
    update(
        &mut app,
        remembered(&["/a.txt", "/quay/harbour.txt", "https://b.example"]),
    );
    assert_eq!(app.focus(), Pane::Recent);
    let effects = press(&mut app, "G<Enter>");
    assert!(
        matches!(&effects[..], [Effect::ReadAlso { entry: 1, source }] if source == "https://b.example")
    );
    assert_eq!((app.shelf().len(), app.shelf().number()), (2, 1));
    let (other, _) = story("Another story.\n");
    let stories = Ok(vec![other]);
    update(&mut app, Msg::Read { source: 1, stories });
    assert_eq!(
        app.reading().unwrap().story().title().text,
        "Another story."
    );
    press(&mut app, ":recent<Enter>");
    update(&mut app, remembered(&["/a.txt", "/quay/harbour.txt"]));
    assert!(press(&mut app, "j<Enter>").is_empty(), "it is on the shelf");
    assert_eq!((app.shelf().len(), app.shelf().number()), (2, 0));
    press(&mut app, "R");
    update(&mut app, remembered(&["/a.txt"]));
    press(&mut app, "q");
    assert_eq!(app.focus(), Pane::Body);
    update(&mut app, remembered(&[]));
    assert_eq!(notice(&app), "No story has been read before.");
}

#[test]
fn the_story_of_a_feed_that_was_read_is_the_one_that_opens_again() {
    let size = Size {
        width: 80,
        height: 24,
    };
    let texts = ["One of five.\n", "Two of five.\n", "Three of five.\n"];
    let entries = read_from("/feed.xml", &texts);
    let title = |app: &App| app.reading().unwrap().story().title().text.to_owned();
    // When the program starts.
    let setup = Setup {
        sought: "Two of five.".to_owned(),
        ..Setup::default()
    };
    let (app, _) = App::new(entries.clone(), setup.clone(), size);
    assert_eq!(title(&app), "Two of five.");
    assert_eq!(app.keepsakes().next().unwrap().2.entry, "Two of five.");
    // When the feed has to be read first.
    let unread = vec![Entry::Unread("/feed.xml".to_owned())];
    let (mut app, _) = App::new(unread, setup, size);
    let stories: Vec<Arc<Story>> = entries
        .iter()
        .filter_map(|it| match it {
            Entry::Read(story) => Some(Arc::clone(story)),
            _ => None,
        })
        .collect();
    let read = |source| Msg::Read {
        source,
        stories: Ok(stories.clone()),
    };
    update(&mut app, read(0));
    assert_eq!(title(&app), "Two of five.");
    // From the list of what was read before, on the shelf and not.
    let third = |source: &str| {
        Msg::Remembered(vec![Remembered {
            title: "Three of five.".to_owned(),
            source: source.to_owned(),
            entry: "Three of five.".to_owned(),
            day: String::new(),
            percent: 100,
        }])
    };
    update(&mut app, third("/feed.xml"));
    press(&mut app, "<Enter>");
    assert_eq!(
        (title(&app).as_str(), app.shelf().len()),
        ("Three of five.", 3)
    );
    update(&mut app, third("/again.xml"));
    press(&mut app, "<Enter>");
    update(&mut app, read(1));
    assert_eq!(
        (title(&app).as_str(), app.shelf().number()),
        ("Three of five.", 5)
    );
}

#[test]
fn a_story_is_read_when_its_end_was_seen() {
    let mut app = open(HARBOUR, 40, 10);
    let percent = |app: &App| keepsake(app, 0).percent();
    assert_eq!(percent(&app), 0);
    press(&mut app, "G");
    assert_eq!(percent(&app), 100);
    assert!(keepsake(&app, 0).percent_of_place() < 90);
    // A short story is seen at once.
    assert_eq!(percent(&open("All of it.\n", 80, 24)), 100);
}

#[test]
fn the_mouse_picks_in_lists_of_stories() {
    let mut app = open(HARBOUR, 80, 24);
    press(&mut app, ":set mouse=on<Enter>R");
    update(&mut app, remembered(&["/a.txt", "/b.txt", "/c.txt"]));
    let first = app.screen().between_rows().y + 1;
    let picked = |app: &App| app.recent().picked;
    gesture(&mut app, Gesture::Press, 20, first + 1);
    assert_eq!(picked(&app), 1);
    gesture(&mut app, Gesture::WheelDown, 20, first);
    gesture(&mut app, Gesture::WheelDown, 20, first);
    assert_eq!(picked(&app), 2);
    gesture(&mut app, Gesture::WheelUp, 20, first);
    gesture(&mut app, Gesture::Press, 20, first + 9);
    assert_eq!(picked(&app), 1, "no story is there");

    let entries = vec![Entry::Read(story(HARBOUR).0); 3];
    let size = Size {
        width: 80,
        height: 24,
    };
    let mut app = App::new(entries, Setup::default(), size).0;
    press(&mut app, ":set mouse=on<Enter>I");
    assert_eq!(app.focus(), Pane::Stories);
    gesture(&mut app, Gesture::Press, 20, first + 2);
    assert_eq!(app.shelf().picked(), 2);
    gesture(&mut app, Gesture::WheelUp, 20, first);
    assert_eq!(app.shelf().picked(), 1);
}

#[test]
fn that_a_story_is_foreign_is_said_once() {
    let (story, _) = story(HARBOUR);
    let heard = |foreign| {
        let voices = Voices {
            foreign,
            ..Voices::default()
        };
        Box::new(Heard::new(&story, voices))
    };
    let told = "Quotations are attributed in English stories only.";
    let entries = vec![Entry::Read(Arc::clone(&story))];
    let size = Size {
        width: 80,
        height: 24,
    };
    let mut app = App::new(entries.clone(), Setup::default(), size).0;
    for (foreign, expected) in [(false, ""), (true, told)] {
        app = App::new(entries.clone(), Setup::default(), size).0;
        update(&mut app, Msg::Heard(Arc::clone(&story), heard(foreign)));
        assert_eq!(notice(&app), expected);
    }
    press(&mut app, "j");
    update(&mut app, Msg::Heard(Arc::clone(&story), heard(true)));
    assert_eq!(notice(&app), "");
}

#[test]
fn several_stories() {
    let (first, _) = story(HARBOUR);
    let entries = vec![
        Entry::Read(Arc::clone(&first)),
        Entry::Unread("second.txt".to_owned()),
        Entry::Unread("third.txt".to_owned()),
    ];
    let (mut app, _) = App::new(
        entries,
        Setup::default(),
        Size {
            width: 80,
            height: 24,
        },
    );
    assert!(matches!(press(&mut app, "J")[..], [Effect::Read(1)]));
    assert!(app.reading().is_none());
    update(
        &mut app,
        Msg::Read {
            source: 1,
            stories: Ok(vec![Arc::clone(&first), first]),
        },
    );
    assert_eq!((app.shelf().len(), app.shelf().number()), (4, 1));
    assert!(app.reading().is_some());
    press(&mut app, "JJ");
    update(
        &mut app,
        Msg::Read {
            source: 2,
            stories: Err("no such \u{1b}[31mfile".to_owned()),
        },
    );
    assert!(app.reading().is_none());
    press(&mut app, "J");
    assert_eq!(notice(&app), "This is the last story.");
}

#[test]
fn messages_are_cleaned() {
    let mut app = open(HARBOUR, 80, 24);
    update(&mut app, Msg::Tell("a\u{1b}[31mb\u{202e}c".to_owned()));
    assert_eq!(notice(&app), "abc");
}

/// What the shell is asked for last.
#[track_caller]
fn asked(keys: &str) -> Effect {
    let mut app = open(HARBOUR, 120, 14);
    press(&mut app, keys).pop().expect("an effect")
}

#[test]
fn commands_are_typed() {
    check(":speaker vesey<Enter>", "It is a wall");
    check(":image 2<Enter>", "newsletter");
    check(":goto 2<Enter>", "Ada Fenn, who");
    check(":goto 100%<Enter>", "Work starts");
    check(":sp<Tab>ves<Tab><Enter>", "It is a wall");
    assert_eq!(check(":set measure=50<Enter>", "").settings().measure, 50);
    assert_eq!(
        check(":set measure=9999<Enter>", "").settings().measure,
        200
    );
    assert_eq!(
        notice(&check(":dance<Enter>", "")),
        "There is no command “dance”; Tab lists them."
    );
    assert_eq!(
        notice(&check(":speaker zed<Enter>", "")),
        "Nobody called “zed” is quoted."
    );
    assert_eq!(
        notice(&check(":image 9<Enter>", "")),
        "There is no image 9."
    );
    assert!(check("", "").screen().side.is_some());
    assert!(check(":set panes=off<Enter>", "").screen().side.is_none());
    assert_eq!(
        check(":set emphasis=off<Enter>", "").settings().emphasis,
        Emphasis::Off
    );
    check(":image 2<Enter>g:<Up><Enter>", "newsletter");
    assert!(matches!(asked(":quit<Enter>"), Effect::Quit));
    assert!(matches!(asked(":export a.csv<Enter>"), Effect::Export(path) if path == "a.csv"));
}

#[test]
fn themes_are_gone_through() {
    let (story, _) = story(HARBOUR);
    let themes = ["terminal", "sepia"].map(str::to_owned).to_vec();
    let setup = Setup {
        themes,
        ..Setup::default()
    };
    let size = Size {
        width: 80,
        height: 24,
    };
    let mut app = App::new(vec![Entry::Read(story)], setup, size).0;
    press(&mut app, "c");
    assert_eq!(app.settings().theme, "sepia");
    press(&mut app, "c");
    assert_eq!(app.settings().theme, "terminal");
    press(&mut app, ":theme sepia<Enter>");
    assert_eq!(app.settings().theme, "sepia");
    press(&mut app, ":theme puce<Enter>");
    assert_eq!(
        (app.settings().theme.as_str(), notice(&app)),
        ("sepia", "There is no theme “puce”.")
    );
}

#[test]
fn things_are_handed_to_other_programs() {
    assert!(matches!(asked("|wc<Enter>"), Effect::Pipe { command, .. } if command == "wc"));
    assert!(
        matches!(asked("s<Enter>"), Effect::Export(path) if path == "the-quay-at-wexcombe-will-close-for-a-year-quotes.md")
    );
    assert!(
        matches!(asked("is<Enter>"), Effect::Export(path) if path == "the-quay-at-wexcombe-will-close-for-a-year-captions.md")
    );
    let question = |keys| check(keys, "").prompt().unwrap().question.clone();
    assert_eq!(question("is"), "save the captions as: ");
    assert_eq!(question("]]*s"), "save the quotes by Ada Fenn as: ");
    assert!(
        matches!(asked("]]*s<Enter>"), Effect::Export(path) if path == "the-quay-at-wexcombe-will-close-for-a-year-ada-fenn-quotes.md")
    );
    assert!(matches!(asked("]E"), Effect::Edit(span) if span.start() > 0));
    let app = check("o", "");
    assert_eq!(notice(&app), "This story has no address on the web.");
}

#[test]
fn who_said_it_can_be_put_right() {
    let Effect::Listen(_, corrections) = asked("]xvesey<Enter>") else {
        panic!()
    };
    let Correction::Reassign { quote, to } = &corrections[0] else {
        panic!()
    };
    assert_eq!(
        (quote.words.as_str(), to.as_deref()),
        ("no longer safe", Some("Tom Vesey"))
    );
    let Effect::Listen(_, corrections) = asked("]x<Enter>") else {
        panic!()
    };
    assert!(matches!(
        corrections[0],
        Correction::Reassign { to: None, .. }
    ));
    let Effect::Listen(_, corrections) = asked(":merge board = ada<Enter>") else {
        panic!()
    };
    let merged = Correction::Merge {
        from: "Board".to_owned(),
        into: "Ada Fenn".to_owned(),
    };
    assert_eq!(corrections, [merged]);
}

#[test]
fn corrections_are_taken_back_one_at_a_time() {
    let mut app = open(HARBOUR, 120, 14);
    press(&mut app, ":undo<Enter>");
    assert_eq!(notice(&app), "Nothing was put right by hand.");
    press(&mut app, "]x<Enter>:merge board = ada<Enter>");
    for left in [1, 0] {
        let effects = press(&mut app, ":undo<Enter>");
        let [Effect::Keep, Effect::Listen(_, corrections)] = &effects[..] else {
            panic!("the story is heard again: {effects:?}");
        };
        assert_eq!(corrections.len(), left);
        assert_eq!(notice(&app), "The last correction is taken back.");
    }
}

#[test]
fn a_quote_is_taken_from_a_speaker_and_given_to_another_of_that_name() {
    let Effect::Listen(_, corrections) = asked("]]:split Fenn<Enter>") else {
        panic!("the story is heard again");
    };
    assert!(
        matches!(&corrections[0], Correction::Split { quote, name } if quote.words.starts_with("We were") && name == "Fenn")
    );
    let app = check("]]:split Fenn<Enter>", "");
    assert_eq!(
        notice(&app),
        "Fenn, somebody else, said it; :undo takes that back."
    );
}

#[test]
fn what_is_set_is_told() {
    assert_eq!(notice(&check(":set measure<Enter>", "")), "measure=68");
    let all = check("+:set<Enter>", "");
    assert!(notice(&all).starts_with("measure=72  line-spacing=1  justify=off"));
    assert_eq!(
        notice(&check(":theme<Enter>", "")),
        "Theme: terminal. There are terminal."
    );
    assert_eq!(
        notice(&check(":set justify=ja<Enter>", "")),
        "“justify” takes on or off."
    );
}

/// The line being typed.
fn typed(keys: &str) -> String {
    check(keys, "").prompt().unwrap().text.clone()
}

#[test]
fn a_line_is_completed_forwards_and_backwards() {
    assert_eq!(typed(":se<Tab>"), "set ");
    assert_eq!(typed(":set em<Tab>"), "set emphasis=off");
    assert_eq!(typed(":set em<Tab><Tab>"), "set emphasis=tint");
    assert_eq!(typed(":set em<Tab><Tab><Tab><Tab>"), "set emphasis=off");
    assert_eq!(typed(":set em<S-Tab>"), "set emphasis=dim");
    assert_eq!(typed(":set em<S-Tab><S-Tab>"), "set emphasis=tint");
    assert_eq!(typed("]x<Tab><Tab>"), "Ada Fenn");
    // A verb that is complete leads on to what it takes.
    assert_eq!(typed(":sp"), "sp");
    assert_eq!(typed(":spe<Tab><Tab>"), "speaker Board");
    assert_eq!(typed(":merge t<Tab><Tab>"), "merge Tom Vesey = Board");
    let app = check(":set em<Tab><Tab>", "");
    assert_eq!(app.candidates().1, Some(1));
    assert_eq!(check(":set em", "").candidates().0.len(), 3);
}

#[test]
fn a_story_is_left_and_gone_on_with() {
    let mut app = open(HARBOUR, 40, 10);
    press(
        &mut app,
        "]]ma]+*:set side=50<Enter>:set line-spacing=2<Enter>:set hyphenate=on<Enter>",
    );
    let place = top(&app).to_owned();
    let kept = app.keepsakes().next().unwrap().2;
    assert_eq!(kept.side, Some(50));
    let looks: Vec<&str> = kept.looks.keys().map(String::as_str).collect();
    assert_eq!(looks, ["hyphenate", "line-spacing"]);
    assert_eq!(kept.isolated.as_deref(), Some("Tom Vesey"));
    let (story, heard) = story(HARBOUR);
    let size = Size {
        width: 40,
        height: 10,
    };
    let (mut app, effects) = App::new(
        vec![Entry::Read(Arc::clone(&story))],
        Setup::default(),
        size,
    );
    assert!(matches!(&effects[..], [Effect::Recall(_)]));
    let effects = update(
        &mut app,
        Msg::Recalled(Arc::clone(&story), Box::new(kept.clone())),
    );
    assert!(matches!(&effects[..], [Effect::Listen(..)]));
    assert!(notice(&app).starts_with("Resumed at "), "{}", notice(&app));
    update(&mut app, Msg::Heard(story, Box::new(heard)));
    assert_eq!((top(&app), app.settings().measure), (place.as_str(), 72));
    assert_eq!(app.settings().side, Some(50));
    assert_eq!(
        (app.settings().line_spacing, app.settings().hyphenate),
        (2, true)
    );
    assert_eq!(app.keepsakes().next().unwrap().2, kept);
    press(&mut app, "'a");
    assert!(line(&app).contains("We were"), "{}", line(&app));
}

#[test]
fn a_word_broken_with_a_hyphen_is_found_and_copied_whole() {
    let mut app = open(HARBOUR, 44, 24);
    press(&mut app, ":set hyphenate=on<Enter>:set justify=on<Enter>]]");
    let reading = app.reading().unwrap();
    let broken = reading.window().iter().find(|it| it.hyphen).unwrap();
    assert!(reading.story().slice(broken.row.unwrap()).ends_with("noth"));
    press(&mut app, "/nothing<Enter>");
    assert_eq!(app.reading().unwrap().search().unwrap().hits().len(), 1);
    let effects = press(&mut app, "y");
    let copied = |it: &Effect| matches!(it, Effect::Copy(text) if text.contains("told nothing. I"));
    assert!(effects.iter().any(copied), "{effects:?}");
}

/// A reader with a voice, its story as in [`open`].
fn open_aloud() -> App {
    let (story, heard) = story(HARBOUR);
    let setup = Setup {
        can_speak: true,
        ..Setup::default()
    };
    let size = Size {
        width: 80,
        height: 24,
    };
    let (mut app, _) = App::new(vec![Entry::Read(Arc::clone(&story))], setup, size);
    update(&mut app, Msg::Heard(story, Box::new(heard)));
    app
}

/// What is spoken from the reader's line on, until the story ends.
fn spoken(app: &mut App) -> Vec<String> {
    let mut res = Vec::new();
    let mut effects = press(app, "a");
    while let Some(Effect::Speak { text, number }) = effects.pop() {
        res.push(text);
        effects = update(app, Msg::Spoken(number, Ok(())));
    }
    res
}

#[test]
fn a_story_is_read_aloud_and_each_new_speaker_announced() {
    let mut app = open_aloud();
    press(&mut app, "]]");
    let expected = [
        "Ada Fenn, who has run the ferry for thirty years, said: “We were told nothing.",
        "Ada Fenn: I read it on a poster.”",
        "Tom Vesey: “It is a wall and some steps,” said Tom Vesey, the harbour master.",
        "“It can be mended.”",
        "The song “The Long Ebb” was written about it.",
    ];
    let spoken = spoken(&mut app);
    assert_eq!(spoken[..5], expected);
    assert_eq!(spoken.last().unwrap(), "Work starts in spring.");
    assert!(!spoken.concat().contains("newsletter"), "{spoken:?}");
    assert_eq!(notice(&app), "The story ends here.");
    assert_eq!(line(&app), "Work starts in spring.");
}

#[test]
fn reading_aloud_stops_when_asked_and_follows_the_reader() {
    let mut app = open_aloud();
    for stop in ["a", "<Esc>"] {
        press(&mut app, "a");
        assert!(app.spoken().is_some());
        assert!(matches!(press(&mut app, stop)[..], [Effect::Hush]));
        assert_eq!(app.spoken(), None);
    }
    let effects = press(&mut app, "ga");
    let [Effect::Speak { number, .. }] = effects[..] else {
        panic!("{effects:?}");
    };
    assert!(update(&mut app, Msg::Spoken(number - 1, Ok(()))).is_empty());
    press(&mut app, "G");
    let effects = update(&mut app, Msg::Spoken(number, Ok(())));
    let follows = |text: &str| text == "Work starts in spring.";
    assert!(matches!(&effects[..], [Effect::Speak { text, .. }] if follows(text)));
    let failed = Msg::Spoken(number + 1, Err("no voice".to_owned()));
    assert!(update(&mut app, failed).is_empty());
    assert_eq!((notice(&app), app.spoken()), ("no voice", None));
}

#[test]
fn without_a_voice_it_says_how_to_have_one() {
    let mut app = open(HARBOUR, 80, 24);
    assert!(press(&mut app, "a").is_empty());
    assert!(notice(&app).contains("config.toml"));
}

/// The harbour story with the cursor on its picture, whose source is `source`.
fn at_picture(source: &str) -> App {
    let story = HARBOUR.replace("a.jpg", &format!("data:a,\"{source}\""));
    let mut app = open(&story, 80, 24);
    press(&mut app, "i<Enter>");
    app
}

fn picture() -> Arc<Picture> {
    let pixels = (0..64).map(|it| [it * 4, 128, 255 - it * 3]).collect();
    Arc::new(Picture::of(8, 8, pixels, Vec::new()).unwrap())
}

#[test]
fn enter_on_an_image_shows_its_picture_from_a_file() {
    let mut app = at_picture("photos/quay.jpg");
    let effects = press(&mut app, "<Enter>");
    let [Effect::ReadPicture { image, ref from }] = effects[..] else {
        panic!("{effects:?}");
    };
    assert_eq!(*from, PictureSource::File("photos/quay.jpg".to_owned()));
    update(&mut app, Msg::Picture(image, Ok(picture())));
    assert!(app.picture().unwrap().picture.is_some());
    press(&mut app, "<Enter>");
    assert_eq!(app.picture(), None);
    update(&mut app, Msg::Picture(image, Ok(picture())));
    assert_eq!(app.picture(), None, "nobody waits for it any more");
    press(&mut app, "<Enter>");
    update(
        &mut app,
        Msg::Picture(image, Err("It is damaged.".to_owned())),
    );
    assert_eq!((app.picture(), notice(&app)), (None, "It is damaged."));
}

#[test]
fn a_picture_on_the_web_is_fetched_only_after_yes() {
    let mut app = at_picture("https://pictures.example/quay.jpg");
    for answer in ["<Enter>", "no<Enter>", "<Esc>"] {
        assert!(press(&mut app, "<Enter>").is_empty());
        let question = &app.prompt().unwrap().question;
        assert!(question.contains("pictures.example"), "{question}");
        assert!(press(&mut app, answer).is_empty());
    }
    press(&mut app, "<Enter>");
    let effects = press(&mut app, "yes<Enter>");
    let address = PictureSource::Address("https://pictures.example/quay.jpg".to_owned());
    assert!(matches!(&effects[..], [Effect::ReadPicture { from, .. }] if *from == address));
    let mut app = at_picture("s3://somewhere/quay.jpg");
    assert!(press(&mut app, "<Enter>").is_empty());
    assert!(notice(&app).contains("cannot be reached"));
}

/// A feed of two stories, the second only a summary.
const FEED: &str = "<rss version='2.0'><channel><title>Coast News</title>\
    <item><title>Ferry row goes on</title><pubDate>Sun, 04 May 2031 10:30:00 GMT</pubDate>\
    <content:encoded>&lt;p&gt;The ferry did not sail.&lt;/p&gt;</content:encoded></item>\
    <item><title>Island short of bread</title><link>https://coast.example/bread</link>\
    <description>The shop has eggs.</description></item></channel></rss>";

/// A reader with the feed's stories.
fn feed() -> App {
    let stories = pullquote::story::parse(FEED.into(), &Hints::default());
    let entries = stories.into_iter().map(|it| Entry::Read(Arc::new(it)));
    let size = Size {
        width: 80,
        height: 24,
    };
    App::new(entries.collect(), Setup::default(), size).0
}

#[test]
fn the_list_of_stories_leads_to_each() {
    let mut app = feed();
    press(&mut app, "I");
    assert_eq!((app.focus(), app.shelf().picked()), (Pane::Stories, 0));
    press(&mut app, "jjj");
    assert_eq!((app.shelf().picked(), app.shelf().number()), (1, 0));
    let listed: Vec<_> = app.shelf().slots().iter().map(|it| it.listed()).collect();
    assert_eq!(listed[0].date, Some("2031-05-04T10:30:00+00:00"));
    assert_eq!(
        (listed[1].title, listed[1].remark),
        ("Island short of bread", "summary")
    );
    press(&mut app, "<Enter>");
    assert_eq!((app.focus(), app.shelf().number()), (Pane::Body, 1));
    press(&mut app, "Ig<Esc>");
    assert_eq!((app.focus(), app.shelf().number()), (Pane::Body, 1));
    press(&mut app, "I1G<Enter>");
    assert_eq!(app.shelf().number(), 0);
}

#[test]
fn a_summary_is_fetched_and_replaced_when_asked_for() {
    let mut app = feed();
    press(&mut app, "r");
    assert_eq!(notice(&app), "This story has no address on the web.");
    press(&mut app, "J");
    let summary = Arc::clone(app.reading().unwrap().story());
    update(
        &mut app,
        Msg::Recalled(Arc::clone(&summary), Box::default()),
    );
    assert_eq!(notice(&app), "Only a summary; r fetches the story.");
    assert!(matches!(&press(&mut app, "r")[..], [Effect::Fetch(it)] if Arc::ptr_eq(it, &summary)));
    assert_eq!(
        app.loading().as_deref(),
        Some("Fetching the story from coast.example … (Esc cancels)")
    );
    let progress = Progress {
        received: 40_000,
        expected: Some(90_000),
    };
    update(&mut app, Msg::Fetching(Arc::clone(&summary), progress));
    assert!(app.loading().unwrap().contains("40 of 90 kB"));
    assert!(matches!(press(&mut app, "<Esc>")[..], [Effect::Cancel]));
    update(
        &mut app,
        Msg::Fetched(Arc::clone(&summary), Err("cancelled".to_owned())),
    );
    assert_eq!(notice(&app), "Not fetched: cancelled");
    assert!(app.loading().is_none() && app.reading().unwrap().story().is_summary());

    let (whole, _) = story(HARBOUR);
    press(&mut app, "r");
    update(
        &mut app,
        Msg::Fetched(summary, Ok(vec![Arc::clone(&whole)])),
    );
    assert!(Arc::ptr_eq(app.reading().unwrap().story(), &whole));
    assert_eq!((app.shelf().len(), app.shelf().number()), (2, 1));
}

#[test]
fn a_summary_that_was_fetched_is_fetched_again() {
    let mut app = feed();
    press(&mut app, "J");
    let summary = Arc::clone(app.reading().unwrap().story());
    let recalled = Msg::Recalled(Arc::clone(&summary), Box::default());
    update(&mut app, recalled);
    let effects = update(&mut app, Msg::FetchAgain(Arc::clone(&summary)));
    assert!(matches!(&effects[..], [Effect::Fetch(it)] if Arc::ptr_eq(it, &summary)));
    assert!(app.loading().unwrap().contains("coast.example"));
    let failed = Msg::Fetched(summary, Err("no route".to_owned()));
    update(&mut app, failed);
    assert_eq!(notice(&app), "Not fetched: no route");
    assert!(app.reading().unwrap().story().is_summary());
}

#[test]
fn what_could_not_be_read_is_tried_again() {
    let entries = vec![Entry::Unread("https://coast.example/row".to_owned())];
    let size = Size {
        width: 80,
        height: 24,
    };
    let (mut app, _) = App::new(entries, Setup::default(), size);
    let progress = Progress {
        received: 1_200,
        expected: None,
    };
    update(&mut app, Msg::Reading(0, progress));
    let loading = "Reading https://coast.example/row … 2 kB (Esc cancels)";
    assert_eq!(app.loading().as_deref(), Some(loading));
    assert!(matches!(press(&mut app, "<Esc>")[..], [Effect::Cancel]));
    update(
        &mut app,
        Msg::Read {
            source: 0,
            stories: Err("cancelled".to_owned()),
        },
    );
    assert!(app.loading().is_none());
    assert!(matches!(press(&mut app, "r")[..], [Effect::Read(0)]));
    assert!(app.loading().is_some());
}

/// A reader with the first lines of the harbour story on screen, and the whole of it.
fn begun() -> (App, Arc<Story>) {
    let (whole, _) = story(HARBOUR);
    let bytes = whole.text().get(..600).unwrap().into();
    let beginning = pullquote::story::beginning(bytes, &Hints::default()).unwrap();
    let entries = vec![Entry::Begun(Arc::new(beginning))];
    let size = Size {
        width: 60,
        height: 10,
    };
    let (app, effects) = App::new(entries, Setup::default(), size);
    assert!(matches!(effects[..], [Effect::Read(0)]));
    (app, whole)
}

/// Reads the whole of it, which was left at byte `place` the last time.
fn read_whole(app: &mut App, whole: &Arc<Story>, place: u64) -> Vec<Effect> {
    let stories = Ok(vec![Arc::clone(whole)]);
    let effects = update(app, Msg::Read { source: 0, stories });
    assert!(matches!(&effects[..], [Effect::Recall(_)]));
    let kept = Kept {
        place,
        ..Kept::default()
    };
    update(app, Msg::Recalled(Arc::clone(whole), Box::new(kept)))
}

#[test]
fn a_beginning_is_seen_and_the_keys_wait_for_the_whole() {
    let (mut app, whole) = begun();
    let seen = top(&app).to_owned();
    assert!(whole.text().starts_with(&seen));
    assert_eq!(
        app.loading().as_deref(),
        Some("Reading the rest of  …"),
        "the story has no name"
    );
    assert!(press(&mut app, "G").is_empty());
    assert_eq!(top(&app), seen);
    assert!(app.keepsakes().next().is_none(), "a beginning has no place");
    let effects = read_whole(&mut app, &whole, 0);
    assert!(matches!(&effects[..], [Effect::Listen(..)]));
    assert!(app.loading().is_none());
    assert_eq!(app.reading().unwrap().percent(), 100);
}

#[test]
fn what_was_typed_over_a_beginning_starts_where_the_story_was_left() {
    let (mut app, whole) = begun();
    press(&mut app, "j");
    let place = whole.text().find("There is one road").unwrap();
    read_whole(&mut app, &whole, place as u64);
    assert!(app.reading().unwrap().position().cursor.at > place);
}

#[test]
fn a_beginning_is_left_at_once() {
    let leaves = |keys: &str| {
        let (mut app, _) = begun();
        let effects = press(&mut app, keys);
        effects.iter().any(|it| matches!(it, Effect::Quit))
    };
    assert!(leaves("q") && leaves("Q") && leaves("jj<C-c>"));
    assert!(!leaves("/q"), "a letter of what is searched for");
}

#[test]
fn a_beginning_without_an_end_is_told() {
    let (mut app, _) = begun();
    press(&mut app, "G?");
    let stories = Err("cannot be read".to_owned());
    update(&mut app, Msg::Read { source: 0, stories });
    assert!(app.reading().is_none() && app.help().is_some());
    assert_eq!(app.shelf().failures().count(), 1);
}

/// What is kept of each story now, by its number.
fn keepsake(app: &App, number: usize) -> Kept {
    app.keepsakes().nth(number).unwrap().2
}

#[test]
fn no_story_takes_on_the_looks_of_another() {
    let entries = [HARBOUR, "Another story.\n", "A third one.\n"];
    let entries = entries.map(|it| Entry::Read(story(it).0)).to_vec();
    let size = Size {
        width: 120,
        height: 20,
    };
    let (mut app, _) = App::new(entries, Setup::default(), size);
    let recalled = |app: &mut App, kept: Kept| {
        let story = Arc::clone(app.reading().unwrap().story());
        update(app, Msg::Recalled(story, Box::new(kept)));
    };
    let own = Kept {
        measure: Some(44),
        side: Some(50),
        looks: [("justify", "on"), ("line-spacing", "2")]
            .map(|(name, it)| (name.to_owned(), it.to_owned()))
            .into(),
        emphasis: Some("dim".to_owned()),
        ..Kept::default()
    };
    recalled(&mut app, own.clone());
    let worn = app.settings().clone();
    assert_eq!((worn.measure, worn.emphasis), (44, Emphasis::Dim));
    let usual = app.settings().theme.clone();
    // The next one has none of its own.
    press(&mut app, "J");
    recalled(&mut app, Kept::default());
    assert_eq!(*app.settings(), Setup::default().settings);
    // What is set here stays here; a theme goes along.
    press(&mut app, ":set hyphenate=on<Enter>++");
    press(&mut app, "JK");
    assert!(app.settings().hyphenate && app.settings().measure == 76);
    press(&mut app, "K");
    assert_eq!((app.settings(), &app.settings().theme), (&worn, &usual));
    // What arrives late for a story that is no longer on screen leaves the screen alone.
    let third = app.shelf().slots().len() - 1;
    press(&mut app, "JJ");
    let late = Arc::clone(app.reading().unwrap().story());
    press(&mut app, "K");
    update(&mut app, Msg::Recalled(late, Box::new(own.clone())));
    assert!(app.settings().hyphenate && app.settings().measure == 76);
    let looks = |it: Kept| (it.measure, it.side, it.looks, it.emphasis);
    assert_eq!(looks(keepsake(&app, 0)), looks(own.clone()));
    assert_eq!(looks(keepsake(&app, third)), looks(own));
    let second = keepsake(&app, 1);
    assert_eq!((second.measure, second.side), (Some(76), None));
    assert_eq!(second.looks.keys().collect::<Vec<_>>(), ["hyphenate"]);
}

#[test]
fn corrections_whose_words_are_gone_are_told_once() {
    let mut app = open(HARBOUR, 80, 24);
    let story = Arc::clone(app.reading().unwrap().story());
    let gone = Correction::Reassign {
        quote: QuoteKey {
            span: Span::new(3, 30),
            words: "Nobody says this any longer".to_owned(),
        },
        to: Some("Ada Fenn".to_owned()),
    };
    let listened = |made: &[Correction]| {
        let heard = Heard::listen(&story, made, false, &mut |_| ());
        Msg::Heard(Arc::clone(&story), Box::new(heard))
    };
    update(&mut app, listened(std::slice::from_ref(&gone)));
    let told = "A correction of yours no longer finds the words: the story has changed.";
    assert_eq!(notice(&app), told);
    press(&mut app, "j");
    update(&mut app, listened(std::slice::from_ref(&gone)));
    assert_eq!(notice(&app), "");
    update(&mut app, listened(&[gone.clone(), gone]));
    assert_eq!(notice(&app), told);
}
