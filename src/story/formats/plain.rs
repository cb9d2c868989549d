//! Plain text: a line or a group of lines a paragraph.

use super::lines::{self, Piece};
use crate::story::draft::Draft;

/// Reads lines of text into `draft`.
pub fn read(draft: &mut Draft, text: &str) {
    let ends = memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]);
    let mut from = 0;
    let pieces: Vec<Piece<'_>> = ends
        .map(|end| {
            let line = text.get(from..end).unwrap_or_default();
            from = end + 1;
            Piece::line(line)
        })
        .collect();
    lines::push(draft, &pieces);
}

#[cfg(test)]
mod tests {
    use crate::story::{BlockKind, Format, Hints, Story, parse};

    fn story(text: &str) -> Story {
        let hints = Hints {
            name: "test.txt",
            format: Some(Format::PlainText),
            ..Hints::default()
        };
        let mut stories = parse(text.as_bytes().to_vec(), &hints);
        assert_eq!(stories.len(), 1);
        stories[0].check();
        stories.remove(0)
    }

    #[track_caller]
    fn check(text: &str, blocks: &[(BlockKind, &str)]) {
        let story = story(text);
        let found: Vec<_> = story
            .blocks()
            .iter()
            .map(|it| (it.kind, story.slice(it.span)))
            .collect();
        assert_eq!(found, blocks);
    }

    use BlockKind::{Byline, Dateline, Headline, ListItem, Paragraph};

    #[test]
    fn a_line_is_a_paragraph() {
        check(
            "The harbour was quiet.\nNobody came, she said.\n",
            &[
                (Paragraph, "The harbour was quiet."),
                (Paragraph, "Nobody came, she said."),
            ],
        );
    }

    #[test]
    fn lines_broken_at_a_width_are_one_paragraph() {
        check(
            "The harbour was quiet for most of the long afternoon, and the\n\
             gulls had the quay to themselves until the ferry came in at\n\
             five.\n\nThen it was loud again, with lorries and shouting and a band\n\
             that nobody had asked for.\n",
            &[
                (
                    Paragraph,
                    "The harbour was quiet for most of the long afternoon, and the gulls had \
                     the quay to themselves until the ferry came in at five.",
                ),
                (
                    Paragraph,
                    "Then it was loud again, with lorries and shouting and a band that nobody \
                     had asked for.",
                ),
            ],
        );
    }

    #[test]
    fn a_headline_a_byline_and_a_dateline_are_told_apart() {
        check(
            "Ferry row deepens\n\nBy Ada Marsh and Tom Reed, transport correspondents\n\n\
             PORTWICK, Sept 3 (Coast News) - The ferry row deepened on Monday.\n\n\
             Nobody would give way, officials said.\n",
            &[
                (Headline, "Ferry row deepens"),
                (
                    Byline,
                    "By Ada Marsh and Tom Reed, transport correspondents",
                ),
                (Dateline, "PORTWICK, Sept 3 (Coast News) -"),
                (Paragraph, "The ferry row deepened on Monday."),
                (Paragraph, "Nobody would give way, officials said."),
            ],
        );
        let story = story("Ferry row\n\nBy Ada Marsh and Tom Reed, reporters\n\nIt went on.\n");
        let byline = story.byline().unwrap();
        assert_eq!(byline.names, ["Ada Marsh", "Tom Reed"]);
        assert_eq!(byline.role.as_deref(), Some("reporters"));
    }

    #[test]
    fn a_role_alone_is_what_is_left_of_a_byline() {
        let story = story("Chief harbour correspondent\nThe ferry row deepened on Monday.\n");
        let byline = story.byline().unwrap();
        assert_eq!(byline.role.as_deref(), Some("Chief harbour correspondent"));
        assert_eq!(byline.names, [] as [&str; 0]);
        assert_eq!(story.headline(), None);
        assert_eq!(story.title().text, "The ferry row deepened on Monday.");
    }

    #[test]
    fn an_ordinary_first_sentence_is_no_headline() {
        check(
            "Mr Ash said: “It is fine.”\nMs Reed did not.\n",
            &[
                (Paragraph, "Mr Ash said: “It is fine.”"),
                (Paragraph, "Ms Reed did not."),
            ],
        );
    }

    #[test]
    fn dashes_in_a_first_sentence_are_no_dateline() {
        check(
            "The BBC – of all places – was first.\nThe rest followed.\n",
            &[
                (Paragraph, "The BBC – of all places – was first."),
                (Paragraph, "The rest followed."),
            ],
        );
    }

    #[test]
    fn list_items_are_told_by_their_marks() {
        check(
            "The demands are these.\n- Fewer ferries.\n• More ferries.\n",
            &[
                (Paragraph, "The demands are these."),
                (ListItem, "Fewer ferries."),
                (ListItem, "More ferries."),
            ],
        );
    }

    #[test]
    fn nothing_makes_an_empty_story_with_a_note() {
        let story = story("\n \n");
        assert_eq!(story.blocks().len(), 0);
        assert_eq!(story.notes()[0].text, "there is nothing to read in it");
        assert_eq!(story.title().text, "test.txt");
    }

    #[test]
    fn lines_of_which_few_are_broken_stay_as_they_are() {
        let broken = "A line that is long enough to have been broken, it";
        let short = "A short one.";
        let lines = [broken, broken, short, short, short];
        let text = lines.join("\n");
        check(&text, &lines.map(|it| (Paragraph, it)));
        let lines = [broken, broken, broken, short];
        check(&lines.join("\n"), &[(Paragraph, &lines.join(" "))]);
    }
}
