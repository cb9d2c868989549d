use super::*;
use crate::story::draft::{Draft, Picture};
use crate::story::{Format, ImageRole};
use proptest::prelude::*;

fn story(paragraphs: &[&str]) -> Story {
    let mut draft = Draft::new("test", Format::PlainText);
    for text in paragraphs {
        draft.block(BlockKind::Paragraph, text);
    }
    draft.finish()
}

fn layout(measure: usize) -> Layout {
    Layout::new(Typography {
        measure,
        indented: false,
        hyphenated: false,
    })
}

/// Every line of the story, blank ones as empty strings.
fn all(story: &Story, measure: usize) -> Vec<&str> {
    let lines = layout(measure).lines(story, Place::default(), 100_000);
    let words = |it: Line| it.row.map_or("", |row| story.slice(row));
    lines.into_iter().map(words).collect()
}

#[test]
fn paragraphs_are_parted_by_a_blank_line() {
    let story = story(&["One two three.", "Four."]);
    assert_eq!(all(&story, 8), ["One two", "three.", "", "Four."]);
}

#[test]
fn indented_paragraphs_follow_one_another() {
    let story = story(&["One two three four five.", "Six seven eight nine ten."]);
    let mut layout = Layout::new(Typography {
        measure: 20,
        indented: true,
        hyphenated: false,
    });
    let lines = layout.lines(&story, Place::default(), 9);
    let shown: Vec<_> = lines
        .iter()
        .map(|it| (it.indent, story.slice(it.row.unwrap())))
        .collect();
    let expected = [
        (0, "One two three four"),
        (0, "five."),
        (2, "Six seven eight"),
        (0, "nine ten."),
    ];
    assert_eq!(shown, expected);
}

#[test]
fn an_image_without_caption_is_one_line() {
    let mut draft = Draft::new("test", Format::PlainText);
    draft.block(BlockKind::Paragraph, "Before.");
    draft.image(&Picture {
        alt: "",
        caption: "",
        credit: None,
        source: None,
        role: ImageRole::Photo,
    });
    draft.block(BlockKind::Paragraph, "After.");
    let story = draft.finish();
    assert_eq!(all(&story, 20), ["Before.", "", "", "", "After."]);
    assert_eq!(layout(20).moved(&story, Place::of(0), 4), Place::of(9));
}

#[test]
fn a_place_names_the_same_words_at_any_measure() {
    let story = story(&["One two three four five six.", "Seven."]);
    for measure in 1..40 {
        let place = layout(measure).line_start(&story, 14);
        let row = layout(measure).lines(&story, place, 1)[0].row.unwrap();
        assert!(row.contains(14) || row.end() == 14, "{measure}: {row:?}");
    }
}

#[test]
fn moving_stops_at_both_ends() {
    let story = story(&["One two three.", "Four."]);
    let mut layout = layout(8);
    assert_eq!(layout.moved(&story, Place::of(0), 99), Place::of(15));
    assert_eq!(layout.moved(&story, Place::of(16), -99), Place::of(0));
    assert_eq!(
        layout.moved(&Story::clone(&self::story(&[])), Place::of(0), 3),
        Place::of(0)
    );
}

#[test]
fn a_giant_line_is_laid_out_where_it_is_looked_at() {
    let text = "four ".repeat(400_000);
    let story = story(&[&text]);
    let mut layout = layout(68);
    let end = layout.line_start(&story, story.text().len() - 2);
    let up = layout.moved(&story, end, -50);
    assert_eq!(layout.distance(&story, up, end, 1000), 50);
    assert!(
        layout.rows.len() < 5,
        "{} segments laid out",
        layout.rows.len()
    );
}

#[test]
fn lines_go_on_from_one_piece_of_a_giant_line_to_the_next() {
    let story = story(&[&"four ".repeat(6_000), "The end."]);
    let mut layout = layout(68);
    let lines = layout.lines(&story, Place::default(), 10_000);
    let rows: Vec<Place> = lines
        .iter()
        .filter_map(|it| Some(Place::of(it.row?.start())))
        .collect();
    let (giant, end) = rows.split_at(rows.len() - 1);
    for pair in giant.windows(2) {
        assert_eq!(layout.moved(&story, pair[0], 1), pair[1]);
        assert_eq!(layout.moved(&story, pair[1], -1), pair[0]);
    }
    assert_eq!(
        layout.moved(&story, giant[0], giant.len() as isize + 1),
        end[0]
    );
}

#[test]
fn names_on_lines_of_their_own_stay_whole() {
    let mut draft = Draft::new("test", Format::PlainText);
    draft.meta().language = Some("en".to_owned());
    draft.block(BlockKind::Headline, "Extensive hyphenation");
    draft.block(BlockKind::Paragraph, "Extensive hyphenation");
    let story = draft.finish();
    let rows = |hyphenated| {
        let mut layout = Layout::new(Typography {
            measure: 15,
            indented: false,
            hyphenated,
        });
        let lines = layout.lines(&story, Place::default(), 9);
        let words = |it: Line| it.row.map_or("", |row| story.slice(row));
        lines.into_iter().map(words).collect::<Vec<_>>()
    };
    let whole = ["Extensive", "hyphenation"];
    assert_eq!(rows(true)[..2], whole);
    assert_ne!(rows(true)[3..], whole);
    assert_eq!(rows(false)[3..], whole);
}

#[test]
fn items_of_a_list_and_the_lines_above_the_body_keep_together() {
    let mut draft = Draft::new("test", Format::PlainText);
    draft.byline("By Ada Roe", &["Ada Roe".to_owned()], None);
    for (kind, words) in [
        (BlockKind::Dateline, "Tarn"),
        (BlockKind::ListItem, "One."),
        (BlockKind::ListItem, "Two, at length."),
        (BlockKind::Other, "Three."),
        (BlockKind::Other, "Four."),
    ] {
        draft.block(kind, words);
    }
    let story = draft.finish();
    let shown = [
        "By Ada Roe",
        "Tarn",
        "",
        "One.",
        "Two, at",
        "length.",
        "",
        "Three.",
        "Four.",
    ];
    assert_eq!(all(&story, 10), shown);
    let mut layout = layout(10);
    let mut up = layout.line_start(&story, story.text().len() - 2);
    for words in shown.iter().rev() {
        let line = layout.lines(&story, up, 1)[0].row;
        assert_eq!(line.map_or("", |row| story.slice(row)), *words);
        up = layout.moved(&story, up, -1);
    }
}

#[test]
fn no_more_is_told_than_is_asked_for() {
    let story = story(&["One two three four.", "Five."]);
    let mut layout = layout(5);
    assert_eq!(layout.lines(&story, Place::default(), 2).len(), 2);
    let end = layout.line_start(&story, story.text().len() - 2);
    assert_eq!(layout.distance(&story, Place::default(), end, 1), 1);
    assert_eq!(layout.moved(&story, end, 0), end);
}

#[test]
fn a_place_in_a_giant_line_below_others_is_found() {
    let story = story(&["Before.", &"four ".repeat(6_000)]);
    let mut layout = layout(68);
    for at in (8_180..8_230).chain([9, 9_000, 20_000, 30_000]) {
        let place = layout.line_start(&story, at);
        let row = layout.lines(&story, place, 1)[0].row.unwrap();
        assert!(row.start() <= at && at <= row.end() + 1, "{at}: {row:?}");
    }
}

proptest! {
    #[test]
    fn going_down_and_up_again_is_going_nowhere(
        paragraphs in prop::collection::vec("[a-z“” 日-]{1,60}", 1..6),
        measure in 1usize..30,
        steps in 1isize..40,
    ) {
        let paragraphs: Vec<&str> = paragraphs.iter().map(String::as_str).collect();
        let story = story(&paragraphs);
        let mut layout = layout(measure);
        let mut place = layout.moved(&story, Place::default(), 0);
        for _ in 0..steps {
            let next = layout.moved(&story, place, 1);
            if next != place {
                prop_assert_eq!(layout.moved(&story, next, -1), place);
                prop_assert_eq!(layout.distance(&story, place, next, 9), 1);
            }
            place = next;
        }
    }

    #[test]
    fn lines_are_the_story(
        paragraphs in prop::collection::vec("[a-z“” 日-]{1,60}", 1..6),
        measure in 1usize..30,
    ) {
        let paragraphs: Vec<&str> = paragraphs.iter().map(String::as_str).collect();
        let story = story(&paragraphs);
        let shown = all(&story, measure).concat();
        let strip = |text: &str| text.split_whitespace().collect::<String>();
        prop_assert_eq!(strip(&shown), strip(story.text()));
    }
}
