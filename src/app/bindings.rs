//! The one table of keys. The keymap, the help, `pullquote keys`, the man page and the README are
//! made from it.

/// Something a key can ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(
    missing_docs,
    reason = "BINDINGS says what each one does, in the reader's words"
)]
pub enum Action {
    LineDown,
    LineUp,
    HalfPageDown,
    HalfPageUp,
    PageDown,
    PageUp,
    Top,
    End,
    Percent,
    NextParagraph,
    PreviousParagraph,
    NextQuote,
    PreviousQuote,
    NextBySpeaker,
    PreviousBySpeaker,
    NextPhrase,
    Isolate,
    Compare,
    Mentions,
    Why,
    Sort,
    Filter,
    Emphasis,
    Statements,
    NextPane,
    PreviousPane,
    GoThere,
    Speakers,
    Captions,
    Links,
    Stories,
    Recent,
    Search,
    NextHit,
    PreviousHit,
    Clear,
    SetMark,
    GoToMark,
    LastPlace,
    Back,
    Wider,
    Narrower,
    UsualMeasure,
    Zen,
    Theme,
    Select,
    SelectRows,
    Copy,
    CopyWithSource,
    Correct,
    Export,
    Pipe,
    OpenSource,
    EditSource,
    CommandLine,
    ReadAloud,
    NextStory,
    PreviousStory,
    Fetch,
    Help,
    WhereAmI,
    Redraw,
    Suspend,
    Close,
    Quit,
}

/// What a key is for, as the help sorts them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// Moving through the text.
    Moving,
    /// Quotations and those who said them.
    Quotes,
    /// The panes.
    Panes,
    /// Searching, marks and going back.
    Finding,
    /// How the page looks.
    Looks,
    /// Copying, other stories, leaving.
    Rest,
}

impl Topic {
    /// Every topic, in the order help lists them.
    pub const ALL: [Topic; 6] = [
        Topic::Moving,
        Topic::Quotes,
        Topic::Panes,
        Topic::Finding,
        Topic::Looks,
        Topic::Rest,
    ];

    /// The heading in help.
    pub fn heading(self) -> &'static str {
        match self {
            Topic::Moving => "Moving",
            Topic::Quotes => "Quotes and speakers",
            Topic::Panes => "Panes",
            Topic::Finding => "Finding and going back",
            Topic::Looks => "Looks",
            Topic::Rest => "Copying, stories, leaving",
        }
    }
}

/// The keys of an action, and what it does.
#[derive(Clone, Copy, Debug)]
pub struct Binding {
    /// Key sequences, apart by spaces. `{a-z}` stands for any letter, `N` for a count typed before.
    pub keys: &'static str,
    /// What they ask for.
    pub action: Action,
    /// Its name in the configuration.
    pub name: &'static str,
    /// What it is for.
    pub topic: Topic,
    /// What it does, in a few words.
    pub help: &'static str,
}

const fn bind(
    topic: Topic,
    keys: &'static str,
    action: Action,
    name: &'static str,
    help: &'static str,
) -> Binding {
    Binding {
        keys,
        action,
        name,
        topic,
        help,
    }
}

/// Every key of the reader. One key has one meaning in every pane.
#[rustfmt::skip]
pub const BINDINGS: &[Binding] = &[
    bind(Topic::Moving, "j ↓ ^E", Action::LineDown, "line-down", "down a line"),
    bind(Topic::Moving, "k ↑ ^Y", Action::LineUp, "line-up", "up a line"),
    bind(Topic::Moving, "d ^D", Action::HalfPageDown, "half-page-down", "down half a page"),
    bind(Topic::Moving, "u ^U", Action::HalfPageUp, "half-page-up", "up half a page"),
    bind(Topic::Moving, "Space f ^F PgDn", Action::PageDown, "page-down", "down a page"),
    bind(Topic::Moving, "b ^B PgUp", Action::PageUp, "page-up", "up a page"),
    bind(Topic::Moving, "g Home", Action::Top, "top", "to the top"),
    bind(Topic::Moving, "G End", Action::End, "end", "to the end; with a count, to that paragraph"),
    bind(Topic::Moving, "%", Action::Percent, "percent", "with a count, that far into the story"),
    bind(Topic::Moving, "}", Action::NextParagraph, "next-paragraph", "next paragraph"),
    bind(Topic::Moving, "{", Action::PreviousParagraph, "previous-paragraph", "previous paragraph"),
    bind(Topic::Quotes, "]", Action::NextQuote, "next-quote", "next quote"),
    bind(Topic::Quotes, "[", Action::PreviousQuote, "previous-quote", "previous quote"),
    bind(Topic::Quotes, ")", Action::NextBySpeaker, "next-by-speaker", "next quote by the same speaker"),
    bind(Topic::Quotes, "(", Action::PreviousBySpeaker, "previous-by-speaker", "previous quote by the same speaker"),
    bind(Topic::Quotes, "\"", Action::NextPhrase, "next-phrase", "next phrase in marks that nobody said: a title, a nickname"),
    bind(Topic::Quotes, "*", Action::Isolate, "isolate", "this speaker alone, each quote in full; or everybody again"),
    bind(Topic::Quotes, "D", Action::Compare, "compare", "two speakers side by side"),
    bind(Topic::Quotes, "A", Action::Mentions, "mentions", "what this speaker is called, everywhere"),
    bind(Topic::Quotes, "w", Action::Why, "why", "who said this quote, and why that is thought"),
    bind(Topic::Quotes, "O", Action::Sort, "sort", "speakers in another order: first quote, count, name"),
    bind(Topic::Quotes, "&", Action::Filter, "filter", "only speakers and quotes with the words typed"),
    bind(Topic::Quotes, "C", Action::Emphasis, "emphasis", "quotes: off, tinted, all else dimmed"),
    bind(Topic::Quotes, "~", Action::Statements, "statements", "also what is reported without marks; or quotes alone"),
    bind(Topic::Quotes, "x", Action::Correct, "correct", "put right who said it"),
    bind(Topic::Panes, "Tab l →", Action::NextPane, "next-pane", "next pane"),
    bind(Topic::Panes, "S-Tab h ←", Action::PreviousPane, "previous-pane", "previous pane"),
    bind(Topic::Panes, "Enter", Action::GoThere, "go-there", "to it in the story; again: back; on an image: the picture"),
    bind(Topic::Panes, "S", Action::Speakers, "speakers", "speakers and their quotes"),
    bind(Topic::Panes, "i", Action::Captions, "captions", "image captions"),
    bind(Topic::Panes, "L", Action::Links, "links", "links"),
    bind(Topic::Finding, "/", Action::Search, "search", "search"),
    bind(Topic::Finding, "n", Action::NextHit, "next-hit", "next place found"),
    bind(Topic::Finding, "N", Action::PreviousHit, "previous-hit", "previous place found"),
    bind(Topic::Finding, "Esc", Action::Clear, "clear", "clear what is set, step back"),
    bind(Topic::Finding, "m{a-z}", Action::SetMark, "mark", "mark this place"),
    bind(Topic::Finding, "'{a-z}", Action::GoToMark, "go-to-mark", "to a mark"),
    bind(Topic::Finding, "''", Action::LastPlace, "last-place", "to the last place; again: back"),
    bind(Topic::Finding, "^O", Action::Back, "back", "back through the places jumped from"),
    bind(Topic::Looks, "+", Action::Wider, "wider", "wider lines"),
    bind(Topic::Looks, "-", Action::Narrower, "narrower", "narrower lines"),
    bind(Topic::Looks, "=", Action::UsualMeasure, "usual-measure", "lines as wide as usual"),
    bind(Topic::Looks, "c", Action::Theme, "theme", "next theme"),
    bind(Topic::Looks, "z", Action::Zen, "zen", "the story alone"),
    bind(Topic::Rest, "v", Action::Select, "select", "choose words: moving takes in more, y copies"),
    bind(Topic::Rest, "V", Action::SelectRows, "select-rows", "choose whole rows"),
    bind(Topic::Rest, "y", Action::Copy, "copy", "copy what is chosen, else the quote or paragraph"),
    bind(Topic::Rest, "Y", Action::CopyWithSource, "copy-with-source", "copy it with speaker and source"),
    bind(Topic::Rest, "s", Action::Export, "export", "save the quotes, or the captions, in a file"),
    bind(Topic::Rest, "|", Action::Pipe, "pipe", "give what is chosen, else the story, to a command"),
    bind(Topic::Rest, "o", Action::OpenSource, "open", "open the story, or the link, in the browser"),
    bind(Topic::Rest, "E", Action::EditSource, "edit", "edit the story's file here"),
    bind(Topic::Rest, "a", Action::ReadAloud, "read-aloud", "read aloud from here, or stop"),
    bind(Topic::Rest, "J", Action::NextStory, "next-story", "next story"),
    bind(Topic::Rest, "K", Action::PreviousStory, "previous-story", "previous story"),
    bind(Topic::Rest, "I", Action::Stories, "stories", "list of the stories open"),
    bind(Topic::Rest, "R", Action::Recent, "recent", "list of the stories read before"),
    bind(Topic::Rest, "r", Action::Fetch, "fetch", "fetch the whole story, or try again"),
    bind(Topic::Rest, ":", Action::CommandLine, "command", "type a command; Tab completes it"),
    bind(Topic::Rest, "? F1", Action::Help, "help", "this help"),
    bind(Topic::Rest, "^G", Action::WhereAmI, "where-am-i", "where am I"),
    bind(Topic::Rest, "^L", Action::Redraw, "redraw", "draw the screen again"),
    bind(Topic::Rest, "^Z", Action::Suspend, "suspend", "suspend"),
    bind(Topic::Rest, "q", Action::Close, "close", "close what is on top, else quit"),
    bind(Topic::Rest, "Q ZZ ^C", Action::Quit, "quit", "quit"),
];
