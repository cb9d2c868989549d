//! What is kept between readings, on a real disk: concurrent, killed, damaged, impossible.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, SystemTime};

use pullquote::quotes::corrections::Correction;
use pullquote::state::store::{Store, StoreError};
use pullquote::state::{Kept, StoryKey};
use pullquote::story::origin::Origin;
use pullquote::story::{Hints, Story, parse};

fn story() -> Story {
    let text = "Ada Fenn said: “The tide is in.”\nNobody at the quay answered.\n".repeat(20);
    parse(text.into_bytes(), &Hints::default()).remove(0)
}

/// An empty folder of its own for each test.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("state")
        .join(name);
    let _ = fs::remove_dir_all(&folder);
    folder
}

fn kept(place: u64) -> Kept {
    Kept {
        title: "The tide is in".to_owned(),
        source: "/quay/tide.txt".to_owned(),
        length: story().text().len() as u64,
        place,
        ..Kept::default()
    }
}

fn merge(from: &str) -> Correction {
    Correction::Merge {
        from: from.to_owned(),
        into: "Ada Fenn".to_owned(),
    }
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder").flatten();
    let mut res: Vec<String> = entries
        .map(|it| it.file_name().to_string_lossy().into_owned())
        .collect();
    res.sort();
    res
}

#[test]
fn what_is_kept_is_found_again() {
    let (store, story) = (Store::at(folder("again")), story());
    let key = StoryKey::of(&story);
    assert!(!store.exists());
    assert!(matches!(store.load(key, &story), Ok(None)));
    assert!(!store.exists(), "looking leaves nothing behind");
    let saved = store.save(key, &Kept::default(), &kept(40)).expect("kept");
    assert!(saved.read_at > 1_700_000_000);
    assert_eq!(store.load(key, &story).expect("read"), Some(saved));
}

/// A text read from a file.
fn read_from(path: &str, text: &str) -> Story {
    let mut stories = parse(text.as_bytes().to_vec(), &Hints::default());
    Story::came_from(&mut stories, &Origin::File(path.into()));
    stories.remove(0)
}

#[test]
fn a_story_is_recognised_by_its_text_or_by_where_it_stands() {
    const TEXT: &str = "The tide is in at last.\n\nAda Fenn said: “The quay is under water.”\n";
    let store = Store::at(folder("changed"));
    let before = read_from("/quay/tide.txt", TEXT);
    let mine = Kept {
        place: before.text().find("Ada").expect("a place") as u64,
        corrections: vec![merge("Mrs Fenn")],
        length: before.text().len() as u64,
        title: before.title().text.to_owned(),
        source: before.origin().written(),
        ..Kept::default()
    };
    let words = mine.words_in(&before);
    let mine = Kept { words, ..mine };
    let key = StoryKey::of(&before);
    store.save(key, &Kept::default(), &mine).expect("kept");
    let found = |path: &str, text: &str| {
        let story = read_from(path, text);
        let kept = store.load(StoryKey::of(&story), &story).expect("read");
        kept.map(|it| (it.place as usize, it.corrections.len()))
    };
    // The same text in another place; another text in the same; neither.
    assert_eq!(found("/moved.txt", TEXT), Some((24, 1)));
    let longer = TEXT.replace("at last", "at long last, people say");
    let at = longer.find("Ada").expect("a place") - 1;
    assert_eq!(found("/quay/tide.txt", &longer), Some((at, 1)));
    assert_eq!(
        found("/quay/tide.txt", "Nobody at the quay answered.\n"),
        None
    );
    assert_eq!(found("/moved.txt", &longer), None);
    // What was kept of the text before is still there when the other one is kept.
    let after = read_from("/quay/tide.txt", &longer);
    let base = store
        .load(StoryKey::of(&after), &after)
        .expect("read")
        .expect("kept");
    store
        .save(StoryKey::of(&after), &base, &base)
        .expect("kept");
    assert_eq!(found("/quay/tide.txt", TEXT), Some((24, 1)));
    assert_eq!(store.recent(9).len(), 1);
    assert!(store.knows("/quay/tide.txt") && !store.knows("/moved.txt"));
}

#[cfg(unix)]
#[test]
fn what_is_kept_is_the_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder("owner").join("pullquote").join("stories");
    let (store, story) = (Store::at(folder.clone()), story());
    store
        .save(StoryKey::of(&story), &Kept::default(), &kept(40))
        .expect("kept");
    let mode = |path: &Path| fs::metadata(path).expect("there").permissions().mode() & 0o777;
    assert_eq!(mode(&folder), 0o700);
    assert_eq!(mode(folder.parent().expect("a parent")), 0o700);
    for name in names(&folder) {
        assert_eq!(mode(&folder.join(&name)), 0o600, "{name}");
    }
}

#[test]
fn eight_writers_at_once_lose_nothing() {
    const EACH: u8 = 3;
    let (folder, story) = (folder("writers"), story());
    let key = StoryKey::of(&story);
    thread::scope(|scope| {
        for writer in 0..8 {
            let store = Store::at(folder.clone());
            scope.spawn(move || {
                let (mut base, mut mine) = (Kept::default(), kept(0));
                for turn in 0..EACH {
                    let letter = char::from(b'a' + writer * EACH + turn);
                    mine.marks.insert(letter, u64::from(writer));
                    mine.corrections.push(merge(&format!("{letter}. Fenn")));
                    base = store.save(key, &base, &mine).expect("kept");
                    mine = base.clone();
                }
            });
        }
    });
    let found = Store::at(folder)
        .load(key, &story)
        .expect("read")
        .expect("kept");
    assert_eq!(found.marks.len(), 24);
    for letter in 'a'..='x' {
        assert_eq!(
            found.marks[&letter],
            u64::from((letter as u8 - b'a') / EACH)
        );
        let correction = merge(&format!("{letter}. Fenn"));
        assert!(found.corrections.contains(&correction), "{letter}");
    }
    assert_eq!(found.corrections.len(), 24);
}

#[test]
fn a_damaged_record_is_set_aside_with_one_message() {
    let whole = {
        let (store, story) = (Store::at(folder("whole")), story());
        store
            .save(StoryKey::of(&story), &Kept::default(), &kept(40))
            .expect("kept");
        let name = format!("{}.json", StoryKey::of(&story));
        fs::read(folder_of("whole").join(name)).expect("a record")
    };
    let cut = whole.len() / 2;
    let cases: [(&str, Vec<u8>, &str); 5] = [
        ("empty", Vec::new(), "it is damaged"),
        ("truncated", whole[..cut].to_vec(), "it is damaged"),
        (
            "binary",
            (0..=255).cycle().take(5000).collect(),
            "it is damaged",
        ),
        (
            "huge",
            [whole.clone(), vec![b' '; 2 << 20]].concat(),
            "it is too large",
        ),
        (
            "wrong",
            b"{\"version\":1,\"place\":\"here\"}".to_vec(),
            "it is damaged",
        ),
    ];
    for (name, bytes, reason) in cases {
        check_set_aside(name, &bytes, reason);
    }
}

fn folder_of(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("state")
        .join(name)
}

#[track_caller]
fn check_set_aside(name: &str, bytes: &[u8], reason: &str) {
    let (folder, story) = (folder(name), story());
    let (store, key) = (Store::at(folder.clone()), StoryKey::of(&story));
    let path = folder.join(format!("{key}.json"));
    let aside = path.with_extension("damaged");
    // On loading.
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(&path, bytes).expect("a file");
    let message = store.load(key, &story).expect_err(name).to_string();
    assert!(
        message.ends_with(reason) && !message.contains('\n'),
        "{message}"
    );
    assert_eq!(fs::read(&aside).expect("set aside"), bytes);
    assert!(
        matches!(store.load(key, &story), Ok(None)),
        "{name} is told once"
    );
    // On keeping: the reader's own is kept all the same.
    fs::write(&path, bytes).expect("a file");
    let saved = store.save(key, &Kept::default(), &kept(7));
    assert!(
        matches!(saved, Err(StoreError::SetAside { .. })),
        "{saved:?}"
    );
    let found = store.load(key, &story).expect("read").expect("kept");
    assert_eq!(found.place, 7);
    // What was set aside first is still there beside it.
    assert_eq!(fs::read(&aside).expect("the first"), bytes);
    let second = path.with_extension("damaged-2");
    assert_eq!(fs::read(second).expect("the second"), bytes);
    fs::write(&path, b"{").expect("a file");
    store.load(key, &story).expect_err(name);
    let third = path.with_extension("damaged-3");
    assert_eq!(fs::read(third).expect("the third"), b"{");
}

#[test]
fn a_record_of_another_version_is_read_and_kept_beside() {
    for version in [0, 9] {
        let folder = folder(&format!("version-{version}"));
        let (store, story) = (Store::at(folder.clone()), story());
        let key = StoryKey::of(&story);
        let mut first = kept(40);
        first.corrections.push(merge("Mrs Fenn"));
        store.save(key, &Kept::default(), &first).expect("kept");
        let path = folder.join(format!("{key}.json"));
        let ours = fs::read_to_string(&path).expect("a record");
        let theirs = ours.replace(
            "\"version\": 1",
            &format!("\"version\": {version}, \"voices\": [4]"),
        );
        fs::write(&path, &theirs).expect("a file");
        let base = store.load(key, &story).expect("read").expect("kept");
        assert_eq!((base.place, base.corrections.len()), (40, 1));
        let mut mine = base.clone();
        mine.place = 50;
        let saved = store.save(key, &base, &mine).expect("kept");
        assert_eq!((saved.place, saved.corrections.len()), (50, 1));
        let copy = path.with_extension(format!("version-{version}"));
        assert_eq!(fs::read_to_string(copy).expect("a copy"), theirs);
    }
}

#[cfg(unix)]
#[test]
fn only_plain_files_are_read() {
    use std::os::unix::fs::symlink;
    let story = story();
    let key = StoryKey::of(&story);
    type Make = fn(&Path);
    let make: [(&str, Make); 3] = [
        ("folder", |path| fs::create_dir(path).expect("a folder")),
        ("link", |path| {
            symlink("/etc/hostname", path).expect("a link")
        }),
        ("device", |path| symlink("/dev/zero", path).expect("a link")),
    ];
    for (name, make) in make {
        let folder = folder(name);
        let store = Store::at(folder.clone());
        fs::create_dir_all(&folder).expect("a folder");
        make(&folder.join(format!("{key}.json")));
        let message = store.load(key, &story).expect_err(name).to_string();
        assert!(message.ends_with("it is damaged"), "{message}");
        store.save(key, &Kept::default(), &kept(7)).expect("kept");
    }
}

#[test]
fn a_place_that_is_none_is_told_in_one_line() {
    let story = story();
    let key = StoryKey::of(&story);
    let not_a_folder = folder("file");
    fs::create_dir_all(not_a_folder.parent().expect("a parent")).expect("a folder");
    fs::write(&not_a_folder, b"").expect("a file");
    for path in [not_a_folder.join("stories"), "/proc/self/stories".into()] {
        let store = Store::at(path);
        let message = store
            .save(key, &Kept::default(), &kept(1))
            .expect_err("no place");
        let message = message.to_string();
        assert!(message.starts_with("nothing is kept: ") && !message.contains('\n'));
        assert!(store.recent(9).is_empty());
    }
}

#[test]
fn a_tampered_place_is_put_on_a_character() {
    let folder = folder("tampered");
    let (store, story) = (Store::at(folder), story());
    let key = StoryKey::of(&story);
    let inside = story.text().find('“').expect("a mark") as u64;
    let mut mine = kept(inside + 1);
    mine.length = u64::MAX;
    mine.marks = [('a', inside + 2), ('b', u64::MAX)].into();
    store.save(key, &Kept::default(), &mine).expect("kept");
    let found = store.load(key, &story).expect("read").expect("kept");
    let end = story.text().len() as u64;
    assert_eq!((found.place, found.length), (inside, end));
    assert_eq!(found.marks, [('a', inside), ('b', end)].into());
}

#[test]
fn the_stories_read_last_come_first_and_once() {
    let folder = folder("recent");
    let store = Store::at(folder.clone());
    let sources = [
        "/quay/a",
        "https://quay.example/b",
        "/quay/a",
        "",
        "/quay/c",
    ];
    for (number, source) in sources.iter().enumerate() {
        let text = format!("Story {number}.");
        let story = parse(text.into_bytes(), &Hints::default()).remove(0);
        let mut mine = kept(number as u64);
        mine.source = (*source).to_owned();
        let key = StoryKey::of(&story);
        store.save(key, &Kept::default(), &mine).expect("kept");
        let file = fs::File::options()
            .write(true)
            .open(folder.join(format!("{key}.json")));
        let time = SystemTime::UNIX_EPOCH + Duration::from_secs(number as u64);
        file.and_then(|it| it.set_modified(time)).expect("a time");
    }
    fs::write(folder.join("ffff.json"), b"no record").expect("a file");
    let found = store.recent(9);
    let found: Vec<_> = found
        .iter()
        .map(|it| (it.source.as_str(), it.place))
        .collect();
    let expected = [
        ("/quay/c", 4),
        ("/quay/a", 2),
        ("https://quay.example/b", 1),
    ];
    assert_eq!(found, expected);
    assert_eq!(store.recent(1).len(), 1);
}

/// Where the process of [`killed_while_writing_nothing_is_damaged`] writes without end.
const WRITE_ON: &str = "PULLQUOTE_TEST_WRITE_ON";

#[test]
fn a_story_kept_over_and_over_is_whole() {
    let endless = std::env::var_os(WRITE_ON).map(PathBuf::from);
    let turns = if endless.is_some() { u64::MAX } else { 50 };
    let story = story();
    let (store, key) = (
        Store::at(endless.unwrap_or_else(|| folder("over"))),
        StoryKey::of(&story),
    );
    let mut base = Kept::default();
    for turn in 1..=turns {
        // What others have kept stays: only place and measure are this writer's.
        let mine = Kept {
            place: turn % 100,
            measure: Some((turn % 200) as u16),
            length: story.text().len() as u64,
            ..base.clone()
        };
        base = store.save(key, &base, &mine).expect("kept");
        assert_eq!(base.place, turn % 100);
    }
    assert_eq!(store.load(key, &story).expect("read"), Some(base));
}

#[test]
fn killed_while_writing_nothing_is_damaged() {
    const KILLS: u64 = 200;
    let (folder, story) = (folder("killed"), story());
    let (store, key) = (Store::at(folder.clone()), StoryKey::of(&story));
    let mut mine = kept(0);
    mine.marks = [('q', 33)].into();
    store.save(key, &Kept::default(), &mine).expect("kept");
    let myself = std::env::current_exe().expect("this test");
    let record = folder.join(format!("{key}.json"));
    for kill in 0..KILLS {
        let before = modified(&record);
        let mut child = Command::new(&myself)
            .args(["--exact", "a_story_kept_over_and_over_is_whole"])
            .env(WRITE_ON, &folder)
            .stdout(Stdio::null())
            .spawn()
            .expect("another of this test");
        while modified(&record) == before && child.try_wait().expect("a child").is_none() {
            thread::sleep(Duration::from_micros(200));
        }
        // Somewhere in the midst of the next writes.
        thread::sleep(Duration::from_micros(kill * 7_919 % 6_000));
        child.kill().expect("still writing");
        child.wait().expect("gone");
        assert_ne!(modified(&record), before, "it came to write");
        let found = store.load(key, &story).expect("whole").expect("kept");
        assert_eq!(found.marks, [('q', 33)].into());
    }
    let allowed = [format!("{key}.json"), "lock".into(), "new".into()];
    let is_source = |it: &String| it.ends_with(".source");
    let names = names(&folder);
    assert!(names.iter().all(|it| allowed.contains(it) || is_source(it)));
}

fn modified(path: &Path) -> SystemTime {
    let metadata = fs::metadata(path).expect("a record");
    metadata.modified().expect("a time")
}
