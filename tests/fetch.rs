//! Fetching, against servers on the loopback interface that the tests start themselves.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;
use std::time::Duration;

use flate2::Compression;
use flate2::write::GzEncoder;
use pullquote::fetch::{FetchError, Fetched, Limits, Progress, get, is_address};

/// What a server answers to a path: all the bytes of it, and whether the connection then stays
/// open with nothing more to come.
type Answer = (Vec<u8>, bool);

/// Starts a server and gives its address. It serves until the tests end.
fn server(answer: impl Fn(&str) -> Answer + Send + Sync + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        let mut kept_open = Vec::new();
        for stream in listener.incoming().flatten() {
            kept_open.extend(serve(stream, &answer));
        }
    });
    address
}

/// Answers one request; gives the connection back if it is to stay open.
fn serve(mut stream: TcpStream, answer: &impl Fn(&str) -> Answer) -> Option<TcpStream> {
    let mut lines = BufReader::new(stream.try_clone().ok()?).lines();
    let request = lines.next()?.ok()?;
    while lines.next()?.ok()?.contains(':') {}
    let (bytes, stays_open) = answer(request.split(' ').nth(1)?);
    // The client hangs up on answers that are too large.
    let _ = stream.write_all(&bytes);
    stays_open.then_some(stream)
}

fn page(head: &str, body: &[u8]) -> Answer {
    let mut bytes = format!("HTTP/1.1 {head}\r\nConnection: close\r\n\r\n").into_bytes();
    bytes.extend_from_slice(body);
    (bytes, false)
}

fn moved(to: &str) -> Answer {
    page(
        &format!("302 Found\r\nLocation: {to}\r\nContent-Length: 0"),
        b"",
    )
}

const LIMITS: Limits = Limits {
    time: Duration::from_secs(10),
    bytes: 1024 * 1024,
    redirects: 5,
    proxies: false,
};

fn fetch(url: &str) -> Result<Fetched, FetchError> {
    get(url, LIMITS, &mut |_| true)
}

#[track_caller]
fn refused(url: &str) -> String {
    let message = fetch(url).expect_err("it should be refused").to_string();
    assert!(!message.contains('\n'), "{message:?}");
    message
}

#[test]
fn a_page_comes_with_its_charset_and_final_address() {
    let address = server(|path| match path {
        "/old" => moved("/new/?a=1"),
        _ => page(
            "200 OK\r\nContent-Type: text/html; charset=ISO-8859-2",
            b"<p>\xB1",
        ),
    });
    let fetched = fetch(&format!("{address}/old")).unwrap();
    assert_eq!(fetched.bytes, b"<p>\xB1");
    assert_eq!(fetched.url, format!("{address}/new/?a=1"));
    assert_eq!(fetched.charset.as_deref(), Some("ISO-8859-2"));
}

#[test]
fn five_redirects_are_followed_and_six_are_not() {
    let address = server(|path| match path.trim_start_matches('/').parse::<u32>() {
        Ok(left @ 1..) => moved(&format!("/{}", left - 1)),
        Ok(0) => page("200 OK\r\nContent-Length: 2", b"ok"),
        _ => moved("/loop"),
    });
    assert_eq!(fetch(&format!("{address}/5")).unwrap().bytes, b"ok");
    assert!(refused(&format!("{address}/6")).contains("from address to address"));
    assert!(refused(&format!("{address}/loop")).contains("from address to address"));
}

#[test]
fn a_redirect_to_another_scheme_is_not_followed() {
    let address = server(|path| match path {
        "/file" => moved("file:///etc/hostname"),
        "/ftp" => moved("ftp://127.0.0.1/x"),
        _ => moved("gopher://127.0.0.1/"),
    });
    for path in ["file", "ftp", "gopher"] {
        let message = refused(&format!("{address}/{path}"));
        assert!(!message.contains("root:"), "{message}");
    }
}

#[test]
fn a_redirect_from_http_to_https_is_followed() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let safe = format!("https://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        let mut kept_open = Vec::new();
        for mut stream in listener.incoming().flatten() {
            let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n");
            kept_open.push(stream);
        }
    });
    let address = server(move |_| moved(&safe));
    // The server there speaks no TLS: that the handshake fails shows that it was tried.
    let error = fetch(&address).unwrap_err();
    assert!(matches!(error, FetchError::Tls(_)), "{error}");
}

#[test]
fn what_is_no_web_address_is_told_from_one() {
    for address in [
        "file:///etc/hostname",
        "story.txt",
        "javascript:alert(1)",
        "ftp://x/",
    ] {
        assert!(!is_address(address), "{address}");
        assert!(
            matches!(fetch(address), Err(FetchError::Scheme)),
            "{address}"
        );
    }
    assert!(is_address("HTTPS://coast.example/"));
    assert!(refused("http://").contains("no web address"));
    assert!(refused("http://a b/").contains("no web address"));
}

#[test]
fn refusals_are_told_in_a_line() {
    let address = server(|path| match path {
        "/403" => page("403 Forbidden\r\nContent-Length: 0", b""),
        "/404" => page("404 Not Found\r\nContent-Length: 4", b"gone"),
        "/401" => page("401 Unauthorized\r\nContent-Length: 0", b""),
        "/418" => page("418 Teapot\r\nContent-Length: 0", b""),
        "/429" => page("429 Slow Down\r\nContent-Length: 0", b""),
        "/451" => page("451 Barred\r\nContent-Length: 0", b""),
        "/503" => page("503 Busy\r\nContent-Length: 0", b""),
        "/png" => page(
            "200 OK\r\nContent-Type: image/png\r\nContent-Length: 1",
            b"x",
        ),
        "/noise" => (b"\x00\x01 this is no HTTP\r\n\r\n".to_vec(), false),
        _ => (Vec::new(), false),
    });
    for (path, words) in [
        ("403", "refuses"),
        ("404", "no such page"),
        ("401", "sign in or pay"),
        ("418", "answered with status 418"),
        ("429", "asks you to wait"),
        ("451", "legal reasons"),
        ("503", "out of order"),
        ("png", "image/png, not a story"),
        ("noise", "damaged"),
        ("silence", "broke off"),
    ] {
        let message = refused(&format!("{address}/{path}"));
        assert!(message.contains(words), "{path}: {message}");
    }
    let nobody = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    assert!(refused(&format!("http://{nobody}/")).contains("connection failed"));
}

#[test]
fn a_page_that_is_too_large_is_cut_off() {
    let big = vec![b'a'; 2 * 1024 * 1024];
    let address = server(move |path| match path {
        "/told" => page(&format!("200 OK\r\nContent-Length: {}", big.len()), &big),
        _ => page("200 OK", &big),
    });
    for path in ["told", "untold"] {
        assert_eq!(refused(&format!("{address}/{path}")), "is larger than 1 MB");
    }
}

#[test]
fn packed_pages_are_unpacked_and_bombs_are_not() {
    let packed = |bytes: &[u8]| {
        let mut writer = GzEncoder::new(Vec::new(), Compression::best());
        writer.write_all(bytes).unwrap();
        writer.finish().unwrap()
    };
    let (small, bomb) = (
        packed(b"Nobody laughed."),
        packed(&vec![0; 50 * 1024 * 1024]),
    );
    let address = server(move |path| {
        let body = if path == "/small" { &small } else { &bomb };
        let head = format!(
            "200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {}",
            body.len()
        );
        page(&head, body)
    });
    assert_eq!(
        fetch(&format!("{address}/small")).unwrap().bytes,
        b"Nobody laughed."
    );
    assert_eq!(refused(&format!("{address}/bomb")), "is larger than 1 MB");
}

#[test]
fn an_answer_shorter_than_it_says_is_broken_off() {
    let address = server(|_| page("200 OK\r\nContent-Length: 100", b"short"));
    assert!(refused(&address).contains("broke off"));
}

#[test]
fn a_server_that_goes_silent_is_given_up() {
    let address = server(|_| {
        (
            b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nslow".to_vec(),
            true,
        )
    });
    let limits = Limits {
        time: Duration::from_millis(300),
        ..LIMITS
    };
    let error = get(&address, limits, &mut |_| true).unwrap_err();
    assert!(matches!(error, FetchError::Timeout(_)), "{error}");
}

#[test]
fn the_caller_sees_how_far_it_is_and_can_stop_it() {
    let address = server(|_| {
        (
            b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nslow".to_vec(),
            true,
        )
    });
    let mut last = Progress::default();
    let error = get(&address, LIMITS, &mut |progress| {
        last = progress;
        progress.received == 0
    });
    assert!(matches!(error, Err(FetchError::Cancelled)));
    assert_eq!((last.received, last.expected), (4, Some(9)));
}
