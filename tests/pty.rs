//! The program in a real pseudo-terminal: what it shows, and how it gives the terminal back.

#![cfg(unix)]

mod terminal;

use std::io::Write;
use std::net::TcpListener;
use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use terminal::{PATIENCE, Session, folder, start_in, start_with};

const STORY: &str = "\
The mill will open its doors again\n\
“We have waited long enough,” said Ora Pike, who owns the mill.\n\
Her brother, Jon Pike, was not so sure. “It will cost us the roof,” he said.\n\
“The roof can wait,” Ora Pike said.\n";

/// Starts the program on a story, in a home of its own.
fn start(test: &str, shell: Option<&str>) -> Session {
    let home = folder(test);
    let story = home.join("mill.txt");
    std::fs::write(&story, STORY).unwrap();
    start_in(&home, &story, shell)
}

#[test]
fn a_story_is_opened_searched_and_left() {
    let mut session = start("read", None);
    session.expect("The mill will open its doors again");
    session.expect("? lists the keys, q leaves.");
    session.press("]");
    session.expect("Ora Pike ←");
    session.press("]");
    session.expect("Jon Pike ←");
    session.press("/roof");
    session.expect("2");
    session.press("\rn");
    session.expect("2 of 2");
    session.resize(120, 30);
    session.expect("SPEAKERS");
    session.resize(30, 8);
    session.press("?");
    session.expect("Moving");
    session.press("qq");
    assert_eq!(session.ended(), 0);
    session.check_restored();
}

#[test]
fn a_long_story_is_seen_at_once_and_answers_once_it_is_whole() {
    let home = folder("long");
    let story = home.join("mill.txt");
    let text = STORY.repeat((3 << 20) / STORY.len());
    std::fs::write(&story, text + "The wheel turns again.\n").unwrap();
    let mut session = start_in(&home, &story, None);
    session.expect("The mill");
    session.press("G");
    session.expect("The wheel turns again.");
    session.press("q");
    assert_eq!(session.ended(), 0);
    session.check_restored();
}

#[test]
fn a_place_that_cannot_be_kept_is_told_once_and_keeps_nobody_from_reading() {
    let mut session = start("no-home", Some("unset HOME XDG_STATE_HOME; exec \"$@\""));
    session.expect("The mill");
    session.expect("nothing is kept: HOME is not set");
    session.press("]q");
    assert_eq!(session.ended(), 0);
    session.check_restored();

    for (name, script) in [
        // A file where the folder ought to be.
        ("no-folder", "export XDG_STATE_HOME=\"$2\"; exec \"$@\""),
        // No room for a single byte.
        ("full", "trap '' XFSZ; ulimit -f 0; exec \"$@\""),
        // Where nobody may write.
        ("read-only", "export XDG_STATE_HOME=/proc/sys; exec \"$@\""),
    ] {
        let mut session = start(name, Some(script));
        session.expect("The mill");
        session.press("]q");
        assert_eq!(session.ended(), 0);
        session.check_restored();
        let told = session.screen.screen().contents();
        assert_eq!(told.matches("nothing is kept").count(), 1, "{name}: {told}");
    }
}

#[test]
fn signals_leave_the_terminal_as_it_was() {
    for name in ["TERM", "HUP", "INT", "QUIT"] {
        let mut session = start(&format!("signal-{name}"), None);
        session.expect("The mill");
        session.signal(name);
        assert_ne!(session.ended(), 0);
        session.check_restored();
    }
}

#[test]
fn a_terminal_that_goes_ends_the_program() {
    for (name, shell) in [
        ("gone", None),
        ("gone-ignored", Some("trap '' HUP; exec \"$@\"")),
    ] {
        let mut session = start(name, shell);
        session.expect("The mill");
        session.hang_up();
        session.ended();
    }
}

#[test]
fn a_fault_leaves_the_terminal_as_it_was_and_is_told_on_it() {
    // Only builds with assertions know the switch.
    let mut session = start("fault", Some("PULLQUOTE_TEST_PANIC=1 exec \"$@\""));
    assert_ne!(session.ended(), 0);
    session.check_restored();
    let told = session.screen.screen().contents();
    assert!(told.contains("what a fault leaves behind"), "{told}");
    assert!(!told.contains("The mill"), "{told}");
}

#[test]
fn a_suspended_reader_gives_the_terminal_back_and_takes_it_again() {
    // A shell with job control: it shows its own words when the reader stops, and brings it back.
    let script = "set -m; \"$@\"; echo stopped-now; fg >/dev/null";
    let mut session = start("suspend", Some(script));
    session.expect("The mill");
    session.press("\u{1a}");
    // The reader may be back before anybody looks at the screen.
    session.expect_sent("stopped-now");
    session.expect("The mill");
    session.press("q");
    assert_eq!(session.ended(), 0);
    session.check_restored();
}

#[test]
fn nothing_a_story_holds_acts_on_the_terminal() {
    let home = folder("hostile");
    let story = home.join("evil\u{202e}\u{1b}[31m.txt");
    let text = "Title\u{1b}]0;owned\u{7} here\n\u{1b}[2J\u{9b}5n “Quote\u{1b}[6n,” said A\u{202e}da Moe.\n\
        <image>x alt=\"\u{1b}]52;c;AAAA\u{7}Cap\"</image>\n";
    std::fs::write(&story, text).unwrap();
    let mut session = start_in(&home, &story, None);
    session.expect("here");
    session.press("Si?q/\u{1b}[A\r");
    session.press("\u{7}QQ");
    session.ended();
    let shown = String::from_utf8_lossy(&session.raw).into_owned();
    for bad in [
        "\u{1b}]0;",
        "\u{1b}]52",
        "\u{9b}",
        "\u{202e}",
        "[6n",
        "\u{1b}[31m.txt",
    ] {
        assert!(!shown.contains(bad), "{bad:?} reached the terminal");
    }
}

/// Whether the terminal reports the mouse.
fn reports_mouse(session: &Session) -> bool {
    session.screen.screen().mouse_protocol_mode() != vt100::MouseProtocolMode::None
}

#[test]
fn the_mouse_is_listened_to_when_asked_and_let_go_on_every_way_out() {
    let mut session = start("no-mouse", None);
    session.expect("The mill");
    assert!(!reports_mouse(&session));
    session.press(":set mouse=on\r");
    // The fifth row of the body is where the second quotation stands.
    session.press("\u{1b}[<0;60;6M\u{1b}[<0;60;6m");
    session.expect(" ◆ Jon Pike ←");
    assert!(reports_mouse(&session));
    session.press("Q");
    session.ended();
    assert!(!reports_mouse(&session));
    session.check_restored();

    for (name, end) in [("TERM", "TERM"), ("HUP", "HUP")] {
        let script = "exec \"$1\" --mouse \"$2\"";
        let mut session = start(&format!("mouse-{name}"), Some(script));
        session.expect("The mill");
        assert!(reports_mouse(&session));
        session.signal(end);
        session.ended();
        assert!(!reports_mouse(&session));
        session.check_restored();
    }
}

#[test]
fn an_idle_reader_writes_nothing() {
    let mut session = start("idle", None);
    // The last frame is the one with what the story's quotations are worth.
    session.expect(" 1/3 ");
    let written = session.output.recv_timeout(Duration::from_secs(1));
    assert!(written.is_err(), "{written:?}");
    session.press("q");
    session.ended();
}

#[test]
fn rows_move_beside_the_panes_once_the_terminal_has_said_that_it_can() {
    let home = folder("margins");
    let story = home.join("mill.txt");
    std::fs::write(&story, STORY.repeat(40)).unwrap();
    let mut session = start_in(&home, &story, None);
    session.expect(" 1/120 ");
    session.resize(120, 40);
    session.expect("SPEAKERS");
    session.press("j");
    session.expect_sent("\x1B[M");
    session.press("\x1B[?69;2$yj");
    session.expect_sent("\x1B[?69h");
    session.press("q");
    session.ended();
    session.check_restored();
}

#[test]
fn an_answer_on_its_way_when_the_reader_leaves_is_nobodys_keys() {
    let script = "\"$@\"; read -r typed; echo \"read <$typed>\"";
    let mut session = start("answer", Some(script));
    session.expect("The mill");
    // Drawn anew, the screen is asked anew.
    session.press("\u{c}q");
    session.press("\x1B[?69;2$y");
    session.expect_sent("\x1B[?1049l");
    session.press("mine\n");
    session.expect_sent("read <mine>");
    session.ended();
}

#[test]
fn a_story_is_gone_on_with_as_configured() {
    let home = folder("again");
    let story = home.join("mill.txt");
    std::fs::write(&story, STORY.repeat(12)).unwrap();
    let config = home.join(".config").join("pullquote");
    std::fs::create_dir_all(&config).unwrap();
    let text = "theme = \"dark\"\n[keys]\nnext-quote = [\"w\"]\nend = \"e\"\n";
    std::fs::write(config.join("config.toml"), text).unwrap();
    let mut session = start_in(&home, &story, None);
    session.expect("The mill");
    session.press("w");
    session.expect("1/36");
    session.press("xJon Pike\r");
    session.expect("Jon Pike said it");
    session.press("es");
    session.expect("save the quotes as: ");
    session.press("\u{15}");
    session.press(&format!("{}\r", home.join("out.csv").display()));
    session.expect("Saved ");
    session.press("q");
    assert_eq!(session.ended(), 0);
    session.check_restored();
    let saved = std::fs::read_to_string(home.join("out.csv")).unwrap();
    assert!(saved.contains("Jon Pike"), "{saved}");

    let mut session = start_in(&home, &story, None);
    session.expect("Resumed at ");
    session.press("gw");
    session.expect("Jon Pike ←");
    session.press("q");
    session.ended();
}

/// Lines of text on a terminal that can do nothing else: no escape, and every command typed.
#[track_caller]
fn check_plain(session: &mut Session) {
    session.expect("Quote 1, Ora Pike, sure: “We have waited long enough,”");
    session.expect("> ");
    session.press("]\r");
    session.expect("Ora Pike ←");
    session.press("/roof\r");
    session.expect("of 2");
    session.press("S\r");
    session.expect("3 quotes");
    session.press("q\r^G\r");
    session.expect("mill.txt · plain-text · paragraph");
    session.press("?\r");
    session.expect("down a line");
    session.press("q\rQ\r");
    assert_eq!(session.ended(), 0);
    session.check_restored();
    assert!(
        !session.raw.contains(&0x1B),
        "an escape on a plain terminal"
    );
}

#[test]
fn a_simple_terminal_is_read_line_by_line() {
    let home = folder("dumb");
    let story = home.join("mill.txt");
    std::fs::write(&story, STORY).unwrap();
    let story = story.to_str().unwrap();
    check_plain(&mut start_with(&home, &[story], None, "dumb"));
    check_plain(&mut start_with(&home, &["--plain", story], None, "xterm"));
}

/// The line of the screen the hardware cursor stands on.
fn line_at_cursor(session: &Session) -> String {
    let screen = session.screen.screen();
    let (row, _) = screen.cursor_position();
    let line = screen.rows(0, 80).nth(usize::from(row));
    line.unwrap_or_default()
}

#[test]
fn the_cursor_stands_on_the_current_line_or_row() {
    let mut session = start("cursor", None);
    session.expect("The mill");
    session.press("]]");
    session.expect("Jon Pike ←");
    assert!(line_at_cursor(&session).contains("“It will cost us"));
    session.press("S");
    session.expect("SPEAKERS");
    session.expect("▸");
    assert!(line_at_cursor(&session).contains('▸'));
    assert!(!session.screen.screen().hide_cursor());
    session.press("?");
    session.expect("down a line");
    assert!(line_at_cursor(&session).contains("Moving"));
    session.press("qqq");
    session.ended();
}

#[test]
fn a_story_is_read_aloud_until_the_reader_leaves() {
    let home = folder("aloud");
    let story = home.join("mill.txt");
    std::fs::write(&story, STORY).unwrap();
    let config = home.join(".config").join("pullquote");
    std::fs::create_dir_all(&config).unwrap();
    let (said, voice) = (home.join("said"), home.join("voice"));
    // It speaks until a sentence whose end it does not come to.
    let script = "read words; echo \"$words\" >> \"$0\"; \
        case $words in *roof*) echo $$ > \"$1\"; exec sleep 1000;; esac";
    let text = format!("speech = [\"sh\", \"-c\", '''{script}''', {said:?}, {voice:?}]\n");
    std::fs::write(config.join("config.toml"), text).unwrap();
    let mut session = start_in(&home, &story, None);
    session.expect("The mill");
    session.press("a");
    let start = Instant::now();
    let pid = loop {
        match std::fs::read_to_string(&voice) {
            Ok(pid) if pid.ends_with('\n') => break pid.trim().to_owned(),
            _ => assert!(start.elapsed() < PATIENCE, "it does not speak"),
        }
        thread::sleep(Duration::from_millis(10));
    };
    let said = std::fs::read_to_string(said).unwrap();
    assert!(said.contains("Ora Pike: “We have waited"), "{said}");
    assert!(said.contains("Jon Pike: “It will cost us"), "{said}");
    session.press("q");
    assert_eq!(session.ended(), 0);
    let alive = Command::new("kill").args(["-0", &pid]).output().unwrap();
    assert!(
        !alive.status.success(),
        "the voice goes on after the reader has left"
    );
}

/// A file with a PNG picture of a few pixels.
#[cfg(feature = "pictures")]
fn write_picture(path: &Path) {
    let file = std::fs::File::create(path).unwrap();
    let mut encoder = png::Encoder::new(file, 16, 8);
    encoder.set_color(png::ColorType::Rgb);
    let mut writer = encoder.write_header().unwrap();
    let samples: Vec<u8> = (0..16 * 8 * 3).map(|it| (it % 256) as u8).collect();
    writer.write_image_data(&samples).unwrap();
}

#[cfg(feature = "pictures")]
#[test]
fn a_picture_is_shown_in_cells_and_where_that_can_be_in_pixels() {
    let home = folder("picture");
    write_picture(&home.join("mill.png"));
    let story = home.join("mill.txt");
    let image = "<image>data:a,\"mill.png\" alt=\"The mill in spring\"</image>\n";
    std::fs::write(&story, format!("{STORY}{image}")).unwrap();
    for (term, pixels) in [("xterm-256color", false), ("xterm-kitty", true)] {
        let mut session = start_with(&home, &[story.to_str().unwrap()], None, term);
        session.expect("The mill will");
        session.press("i\r");
        session.press("\r");
        session.expect("▀");
        session.expect("▣ 1  The mill in spring");
        session.press("q");
        session.expect_gone("▀");
        session.press("q");
        assert_eq!(session.ended(), 0);
        let sent = String::from_utf8_lossy(&session.raw).into_owned();
        assert_eq!(sent.contains("\u{1b}_Ga=T,f=24,s=16,v=8,"), pixels);
        assert_eq!(sent.contains("\u{1b}_Ga=d"), pixels);
    }
}

/// A server that sends the beginning of a page and then nothing; gives its address.
fn stalling_server() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/row", listener.local_addr().unwrap());
    thread::spawn(move || {
        let mut kept_open = Vec::new();
        for mut stream in listener.incoming().flatten() {
            let page = b"HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n<h1>Ferry row</h1>";
            let _ = stream.write_all(page);
            kept_open.push(stream);
        }
    });
    address
}

#[test]
fn an_address_shows_itself_at_once_and_can_be_given_up() {
    let (home, address) = (folder("fetch"), stalling_server());
    let mut session = start_in(&home, Path::new(&address), None);
    session.expect("Reading http://127.0.0.1");
    session.expect("1 of 9 kB (Esc cancels)");
    session.press("\x1b");
    session.expect("cancelled");
    session.press("r");
    session.expect("Reading http://127.0.0.1");
    session.press("q");
    assert_eq!(session.ended(), 0);
}

#[test]
fn a_story_that_could_not_be_fetched_is_told_again_once_the_reader_leaves() {
    let home = folder("no-site");
    let mut session = start_in(&home, Path::new("http://nowhere.invalid/row"), None);
    session.expect("the site is not found");
    session.press("q");
    assert_eq!(session.ended(), 1);
    session.check_restored();
    session.expect("pullquote: http://nowhere.invalid/row: the site is not found");
}

#[test]
fn what_a_terminal_sends_in_pieces_never_acts_as_keys() {
    let home = folder("pieces");
    let story = home.join("mill.txt");
    std::fs::write(&story, "The mill\n“We waited,” said Ora Pike.\n").unwrap();
    let mut session = start_in(&home, &story, None);
    session.expect("The mill");
    session.expect("Ora Pike");
    let slowly = |session: &mut Session, first: &str, then: &str| {
        session.press(first);
        thread::sleep(Duration::from_millis(120));
        session.press(then);
    };
    for (first, then) in [
        ("\u{1b}[?69;", "2$y"),
        ("\u{1b}]11;rgb:ff", "ff/ffff/ffff\u{1b}\\"),
        ("\u{1b}]", "52;c;eHh4\u{7}"),
        ("\u{1b}P>|", "XTerm(370)\u{1b}\\"),
        ("\u{1b}_G", "i=1;OK\u{1b}\\"),
    ] {
        slowly(&mut session, first, then);
    }
    // The next key is the first that acts, and nothing was copied.
    session.press("?");
    session.expect("Moving");
    assert!(!String::from_utf8_lossy(&session.raw).contains("]52;"));
    session.press("qq");
    session.ended();
    session.check_restored();
}
