//! Inputs that say the same thing over and over: what costs more than its length shows there first.
//!
//! A scrap of a few tokens is repeated behind a beginning. Reading a story twice as long may take
//! about twice as long, whatever it says.

use crate::mutate::Dice;

/// Scraps of one kind of story.
#[derive(Debug)]
pub struct Kind {
    /// What the kind is called.
    pub name: &'static str,
    /// What the stories may begin with.
    openings: &'static [&'static str],
    /// What a scrap is made of, separated by the line's ends.
    tokens: &'static [&'static str],
}

/// An input of any length.
#[derive(Clone, Debug)]
pub struct Repetition {
    /// Stands once, at the beginning.
    pub opening: String,
    /// What is repeated; not empty.
    pub scrap: String,
}

impl Repetition {
    /// The input, about `size` bytes long behind its beginning.
    pub fn input(&self, size: usize) -> Vec<u8> {
        let times = (size / self.scrap.len()).max(1);
        (self.opening.clone() + &self.scrap.repeat(times)).into_bytes()
    }
}

impl Kind {
    /// A new repetition of this kind.
    pub fn repetition(&self, dice: &mut Dice) -> Repetition {
        let between = *dice.pick(&["", " "]);
        let length = *dice.pick(&[1, 2, 2, 3, 3, 4]);
        let tokens: Vec<&str> = (0..length).map(|_| *dice.pick(self.tokens)).collect();
        Repetition {
            opening: (*dice.pick(self.openings)).to_owned(),
            scrap: tokens.join(between) + *dice.pick(&["", " ", "\n"]),
        }
    }
}

/// What is spent on an input of some size, and on one several times as long.
#[derive(Clone, Copy, Debug)]
pub struct Growth {
    /// The seconds the shorter input takes.
    pub once: f64,
    /// The seconds the longer one takes.
    pub longer: f64,
}

impl Growth {
    /// Spends what `cost` says on inputs of `size` and `times` as many bytes: the best of some tries
    /// each, as a busy machine only ever makes things slower.
    pub fn of(
        repetition: &Repetition,
        size: usize,
        times: usize,
        cost: &impl Fn(&[u8]) -> f64,
    ) -> Growth {
        let best = |input: &[u8]| (0..3).map(|_| cost(input)).fold(f64::MAX, f64::min);
        Growth {
            once: best(&repetition.input(size)),
            longer: best(&repetition.input(size * times)),
        }
    }

    /// How much more the longer one takes.
    pub fn ratio(self) -> f64 {
        self.longer / self.once
    }
}

/// The seconds of processor time this thread spends on `work`: what else the machine does has no part
/// in it.
pub fn spent(work: impl FnOnce()) -> f64 {
    let start = seconds();
    work();
    seconds() - start
}

#[cfg(unix)]
fn seconds() -> f64 {
    let now = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    now.tv_sec as f64 + now.tv_nsec as f64 / 1e9
}

#[cfg(not(unix))]
fn seconds() -> f64 {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    now.map_or(0.0, |it| it.as_secs_f64())
}

/// Every kind.
pub const KINDS: [Kind; 7] = [
    Kind {
        name: "text",
        openings: &["", "\"'b ", "Ada Roe said: “", "‘A,’ he said.\n"],
        tokens: &TEXT,
    },
    Kind {
        name: "page",
        openings: &[
            "<html>",
            "<article><h1>T</h1><p>Ada Roe said it was late on Monday in the town, as it was. </p>",
            "<html><body><h1>T</h1><p>“We go,” said Ada Roe, who keeps the shop, and sat down.</p>",
        ],
        tokens: &PAGE,
    },
    Kind {
        name: "Markdown",
        openings: &["# H\n\n", "---\ntitle: T\n---\n", "# H\n\n[a]: b\n\n"],
        tokens: &MARKDOWN,
    },
    Kind {
        name: "feed",
        openings: &[
            "<rss><channel>",
            "<feed>",
            "<rss><channel><item><title>a</title>",
        ],
        tokens: &FEED,
    },
    Kind {
        name: "wire",
        openings: &[
            "ZCZC abc\n",
            "<nitf><body>",
            "<newsItem>",
            "<NewsML>",
            "<rss>",
        ],
        tokens: &WIRE,
    },
    Kind {
        name: "JSON",
        openings: &[
            "{",
            "[",
            "{\"body_text\":\"",
            "{\"headline\":\"T\",\"text\":\"",
        ],
        tokens: &JSON,
    },
    Kind {
        name: "message",
        openings: &[
            "From: a@b.example\nSubject: T\nMIME-Version: 1.0\n",
            "From: a@b.example\nContent-Type: text/plain; format=flowed; delsp=yes\n\n",
            "Content-Type: multipart/mixed; boundary=b\n\n--b\n",
        ],
        tokens: &MESSAGE,
    },
];

const TEXT: [&str; 88] = [
    "“",
    "”",
    "‘",
    "’",
    "'",
    "\"",
    "„",
    "«",
    "»",
    "``",
    "''",
    "(",
    ")",
    "[",
    "]",
    "—",
    "–",
    "-",
    ":",
    ",",
    ".",
    "?",
    "…",
    "\t",
    "\n",
    "\n\n",
    "a",
    "'b ",
    "('a",
    "“a \"b\" ",
    "Roe",
    "Ada Roe",
    "Mr.",
    "Sir",
    "the mayor",
    "he",
    "she",
    "who",
    "it",
    "said",
    "says",
    "told",
    "called",
    "of",
    "to",
    "by",
    "as",
    "and",
    "that",
    "was",
    "Roe’s",
    "his",
    "“We go,”",
    "‘we go’",
    "according to",
    "chanting",
    "de",
    "la",
    "und",
    "\u{9d}",
    "\u{90}",
    "\u{98}",
    "\u{9b}",
    "\u{9c}",
    "\u{7}",
    "\u{1b}[",
    "\u{1b}]",
    "\u{1b}P",
    "\u{ad}",
    "\u{200d}",
    "\u{202e}",
    "é",
    "漢",
    "ا",
    "🏴",
    "\u{E0067}",
    "1986",
    "I",
    "film",
    "PM:",
    "Q:",
    "#",
    "_",
    "<",
    "&",
    "http://a.b",
    "@a ",
    "<image alt=\"",
];

const PAGE: [&str; 78] = [
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<a href=x>",
    "</a>",
    "<img src=a.jpg alt='x y'>",
    "<figure>",
    "<figcaption>",
    "</figcaption>",
    "</figure>",
    "<h1>",
    "<h2>",
    "</h2>",
    "<li>",
    "<ul>",
    "</ul>",
    "<ol>",
    "<br>",
    "<span>",
    "</span>",
    "<blockquote>",
    "</blockquote>",
    "<table>",
    "<tr>",
    "<td>",
    "<p>Photo: Reuters</p>",
    "<p>By Ada Roe</p>",
    "Ada Roe said so.",
    "“We go,” she said.",
    "&amp;",
    "&",
    "<",
    "<!--",
    "-->",
    "<![CDATA[",
    "<time datetime=2020-01-01>",
    "</time>",
    "<script>",
    "</script>",
    "<style>",
    "</style>",
    "<script type=application/ld+json>",
    "{\"@type\":\"NewsArticle\",",
    "\"author\":{\"@id\":\"a\"}}",
    "<b>",
    "</b>",
    "<i>",
    "text words here ",
    "<meta name=author content=x>",
    "<meta property=og:title content='a b'>",
    "<link rel=canonical href=a>",
    "<div class=byline>",
    "<div class=comments>",
    "<div id=consent>",
    "<p class=caption>",
    "<section>",
    "</section>",
    "<article>",
    "</article>",
    "<aside>",
    "<header>",
    "<footer>",
    "<nav>",
    "<svg>",
    "<math>",
    "<template>",
    "<select>",
    "<option>",
    "<button>",
    "<textarea>",
    "<title>",
    "<q>",
    "</q>",
    "<cite>",
    "<iframe>",
    "<object>",
    "<pre>",
];

const MARKDOWN: [&str; 38] = [
    "*",
    "**",
    "_",
    "`",
    "```\n",
    "~~",
    "[",
    "]",
    "](",
    "![",
    "![a](",
    "[a]",
    "[a]: b\n",
    "[^1]",
    "[^1]: x\n",
    "<",
    "<b>",
    "<!--",
    "-->",
    "&amp;",
    "> ",
    "- ",
    "1. ",
    "# ",
    "\n",
    "\n\n",
    "    ",
    "| ",
    "|-|\n",
    "---\n",
    "===\n",
    "a",
    "word ",
    "“a,” he said. ",
    "\\",
    "http://a.b",
    "<a@b.c>",
    "$",
];

const FEED: [&str; 34] = [
    "<item>",
    "</item>",
    "<entry>",
    "</entry>",
    "<title>",
    "</title>",
    "<title>a</title>",
    "<link>/a</link>",
    "<link href='/a'/>",
    "<description>",
    "</description>",
    "<content>",
    "<content type='html'>",
    "</content>",
    "<content:encoded>",
    "<![CDATA[",
    "]]>",
    "&lt;p&gt;",
    "&amp;lt;p>",
    "<author><name>Ada Roe</name></author>",
    "<pubDate>",
    "</pubDate>",
    "<updated>2020-01-01</updated>",
    "<source>",
    "</source>",
    "<media:content url='a.jpg'>",
    "<media:group>",
    "<dc:creator>A</dc:creator>",
    "<channel>",
    "words ",
    "“We go,” he said. ",
    "<!--",
    "-->",
    "<a xmlns:b='c'>",
];

const WIRE: [&str; 42] = [
    "ZCZC",
    "NNNN",
    "\u{1}",
    "\u{2}",
    "\u{3}",
    "\u{1f}",
    "\r\n",
    "\n",
    "    ",
    "ENDIT",
    "=",
    "^",
    "<p>",
    "</p>",
    "<block>",
    "</block>",
    "<hl1>",
    "</hl1>",
    "<byline>",
    "</byline>",
    "<media>",
    "<media-caption>",
    "<body.content>",
    "<person>",
    "</person>",
    "<NewsItem>",
    "<NewsComponent>",
    "</NewsComponent>",
    "<NewsLines>",
    "<ContentItem>",
    "<DataContent>",
    "<contentSet>",
    "<inlineXML>",
    "<link residref='a'/>",
    "<remoteContent residref='a' href='b'/>",
    "<itemRef guid='a'/>",
    "<!--",
    "<![CDATA[",
    "&amp;",
    "words ",
    "“We go,” Ada Roe said. ",
    "By ADA ROE",
];

const JSON: [&str; 30] = [
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\\",
    "\\n",
    "\\\"",
    "\\u201c",
    "\"a\":",
    "\"associations\":{",
    "\"items\":[",
    "\"type\":\"text\",",
    "\"body_text\":\"a\",",
    "\"body_html\":\"<p>a\",",
    "\"byline\":\"By A B\",",
    "\"headline\":\"a\"",
    "\"guid\":\"a\",",
    "{\"text\":\"a\"},",
    "{\"text\":\"a\"}\n",
    "{\"text\":\"\\\"A,\\\" he said.\"}\n",
    "1,",
    "null,",
    "words ",
    "<p>",
    "“a,” he said. ",
    "\n",
    "\\ud800",
];

const MESSAGE: [&str; 28] = [
    "> ",
    ">",
    ">>> ",
    "-- \n",
    " \n",
    "\n",
    "\n\n",
    "=\n",
    "=20",
    "=E2=80=9C",
    "--b\n",
    "--b--\n",
    "--c\n",
    "Content-Type: multipart/mixed; boundary=b\n\n",
    "Content-Type: message/rfc822\n\n",
    "Content-Type: text/html\n\n",
    "Content-Transfer-Encoding: base64\n",
    "X-A: b\n",
    " c\n",
    "=?utf-8?q?a?=",
    "(a",
    ")",
    "<a@b.c>,",
    "words ",
    "“We go,” Ada Roe said. ",
    "<p>",
    "From: a@b.example\n",
    "Begin forwarded message:\n",
];

/// What once took more than its length.
pub const FOUND: [(&str, &str); 16] = [
    ("", "\u{90} \u{98} \u{9d} "),
    ("", "\u{9d}"),
    ("\"'b ", "\u{90}\t– "),
    ("'b", "('a"),
    ("'b", "'["),
    ("", "“a \"b\" "),
    ("", "“a \"b\" ?"),
    ("Ada Roe said: “", "“We go,” called"),
    ("# H\n\n", "—1. “We go,” "),
    ("# H\n\n", "![a]( ”"),
    ("Ada Roe said: “", "_"),
    ("\"'b ", "«_\n"),
    ("<article><h1>T</h1>", "<p>Photo: Reuters</p>"),
    ("<article><h1>T</h1>", "<ul> </script>"),
    ("<article><h1>T</h1>", "<ul>         "),
    ("<article><h1>T</h1>", "<ol> <li>"),
];
