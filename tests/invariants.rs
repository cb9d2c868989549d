//! The rules every story and every quotation keeps, on hostile and on random input.

mod hostile;

use hostile::PAYLOADS;
use proptest::prelude::*;
use pullquote::quotes;
use pullquote::story::{Format, Hints, Story, beginning, parse};

fn read(bytes: &[u8], format: Option<Format>, name: &str) -> Vec<Story> {
    let hints = Hints {
        name,
        format,
        ..Hints::default()
    };
    let stories = parse(bytes.to_vec(), &hints);
    assert!(!stories.is_empty(), "no story came back");
    stories
}

/// Reads bytes every way there is, and checks every rule on what comes back.
fn check(bytes: &[u8]) {
    for story in read(bytes, None, "story") {
        story.check();
        quotes::find_with_statements(&story).check(&story);
    }
    for format in Format::ALL {
        read(bytes, Some(format), "story")
            .iter()
            .for_each(Story::check);
    }
}

#[test]
fn no_payload_lives_in_any_part_of_a_story() {
    for payload in PAYLOADS {
        let escaped: String = payload
            .chars()
            .map(|it| format!("&#{};", it as u32))
            .collect();
        for story in [
            format!("Head{payload}line\n\nBy Ada{payload} Marsh\n\nShe said: “be{payload}fore.”\n"),
            format!("<image>data:a,\"s3://{payload}\" alt=\"EPA {payload}Cap\"</image>\n"),
            format!("<image>data:a,\"b\" alt=\"{escaped}\"</image>\n"),
            format!("# Head{payload}line\n\nWords [li{payload}nk](https://a.example/{payload}).\n"),
            format!("<html><title>T{payload}</title><body><p>{escaped}{payload}</p></body></html>"),
            format!("<rss><channel><item><title>{payload}{escaped}</title></item></channel></rss>"),
            format!(
                "{{\"headline\":\"{}\",\"body_text\":\"x\"}}",
                payload.escape_default()
            ),
        ] {
            check(story.as_bytes());
        }
        read(b"Words.\n", None, payload)
            .iter()
            .for_each(Story::check);
    }
}

#[test]
fn payloads_do_not_take_words_with_them() {
    for payload in PAYLOADS {
        let text = format!("Mr Ash said: “before{payload}after.”\n");
        let story = &read(text.as_bytes(), None, "story")[0];
        let kept = story.text();
        assert!(
            kept.contains("“before") && kept.contains("after.”"),
            "{kept:?}"
        );
    }
}

#[test]
fn broken_and_overgrown_input_makes_a_story() {
    let tag = "<image>data:a,\"s3://b/1\" alt=\"EPA Ada Marsh\"</image>";
    for text in [
        String::new(),
        "\n".into(),
        "\0\0\0".into(),
        tag.repeat(500),
        format!("{tag}\n").repeat(500),
        "<image>".repeat(2_000),
        "<image>data:a,\"b\" alt=\"".repeat(500),
        "</image>".repeat(2_000),
        "“".repeat(20_000),
        "“‘".repeat(2_000) + "x" + &"’”".repeat(2_000),
        "\"' ".repeat(5_000),
        format!("Z{} said: “x”\n", "\u{301}".repeat(3_000)),
        "word ".repeat(50_000),
        "x".repeat(200_000),
        "Ada Marsh ".repeat(5_000),
        "he said she said ".repeat(5_000),
        "قال الرئيس: «سنعود غدا».\nהשר אמר: \"נחזור\".\n".into(),
        "👨‍👩‍👧‍👦 said: “🇬🇧🏴󠁧󠁢󠁥󠁮󠁧󠁿 ❤️‍🔥”\n".into(),
        "[".repeat(2_000),
        "<div>".repeat(2_000) + "<p>“x,” he said.",
    ] {
        check(text.as_bytes());
    }
}

#[test]
fn a_beginning_is_shown_only_if_the_rest_cannot_change_it() {
    for (bytes, shown) in [
        (&b"The quay shut.\nIt clo"[..], Some("The quay shut.")),
        (b"The quay shut", Some("The quay")),
        (b"The", None),
        // Within a character.
        (b"The quay shut.\nIt \xE2\x80", Some("The quay shut.")),
        // In a charset that the rest may tell.
        (b"The quay shut.\nIt \xFF closed.\n", None),
        (b"<html><body><p>The quay shut.</p>\n", None),
    ] {
        let begun = beginning(bytes.to_vec(), &Hints::default());
        let text = begun.as_ref().map(|it| it.text().trim());
        assert_eq!(text, shown, "{bytes:?}");
    }
}

#[test]
fn every_variant_of_a_text_is_the_same_story() {
    let text = "Ada Marsh said: “The tide is in.”\n\n“Is it?” he asked.\n";
    let story = &read(text.as_bytes(), None, "story")[0];
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    for variant in [
        text.replace('\n', "\r\n").into_bytes(),
        text.replace('\n', "\r").into_bytes(),
        [b"\xEF\xBB\xBF".as_slice(), text.as_bytes()].concat(),
        [b"\xFE\xFF".as_slice(), &wide].concat(),
        text.replace('“', "\u{1}“").into_bytes(),
    ] {
        let other = &read(&variant, None, "story")[0];
        assert_eq!(
            (story.text(), story.blocks()),
            (other.text(), other.blocks())
        );
    }
}

/// Pieces that formats and the quote engine are made of.
const PIECES: [&str; 34] = [
    "“",
    "”",
    "‘",
    "’",
    "\"",
    "'",
    "''",
    "«",
    "»",
    " said ",
    " he ",
    "Ada Marsh",
    "Mr Ash",
    "The minister",
    ". ",
    ", ",
    ": ",
    "? ",
    "\n",
    "\n\n",
    "\r\n",
    "<image>",
    "</image>",
    " alt=\"",
    "data:a,\"b\"",
    "<p>",
    "</p>",
    "&amp;",
    "# ",
    "- ",
    "\u{1b}[31m",
    "\u{202e}",
    "according to ",
    "é—…",
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_make_a_story(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        check(&bytes);
    }

    #[test]
    fn any_pieces_make_a_story(picks in proptest::collection::vec(0..PIECES.len(), 0..120)) {
        let text: String = picks.iter().map(|&it| PIECES[it]).collect();
        check(text.as_bytes());
    }

    #[test]
    fn no_word_is_lost_from_plain_text(text in "[a-zA-Z “”.,\n]{0,300}") {
        let words = |it: &str| it.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        let story = &read(text.as_bytes(), Some(Format::PlainText), "story")[0];
        prop_assert_eq!(words(story.text()), words(&text));
    }
}
