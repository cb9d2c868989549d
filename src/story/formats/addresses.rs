//! Addresses on a page or in a feed, made whole.

/// The address that `link` means on a page at `page`; `None` when it leads nowhere else.
///
/// Only what pages hold in practice: whole addresses, those without a scheme, those from the root
/// of the site, and those beside the page. Steps up (`../`) are taken.
pub fn resolve(page: Option<&str>, link: &str) -> Option<String> {
    let link = link.trim();
    if link.is_empty() || link.starts_with('#') {
        return None;
    }
    if has_scheme(link) {
        return Some(link.to_owned());
    }
    let (scheme, rest) = page?.split_once("://")?;
    if let Some(host) = link.strip_prefix("//") {
        return Some(format!("{scheme}://{host}"));
    }
    let rest = rest.split(['?', '#']).next().unwrap_or(rest);
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let path = match link.strip_prefix('/') {
        Some(from_root) => from_root.to_owned(),
        None => beside(path, link),
    };
    Some(format!("{scheme}://{host}/{path}"))
}

/// Whether an address may be opened: on the web, and nothing else.
pub fn is_web(url: &str) -> bool {
    ["http://", "https://"].iter().any(|it| {
        url.get(..it.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(it))
    })
}

/// Whether an address names its scheme, as `mailto:` does.
fn has_scheme(link: &str) -> bool {
    let before = link.split(['/', '?', '#']).next().unwrap_or("");
    before.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|it: char| it.is_ascii_alphabetic())
            && scheme
                .chars()
                .all(|it| it.is_ascii_alphanumeric() || "+.-".contains(it))
    })
}

/// The path of `link` in the folder of `path`.
fn beside(path: &str, link: &str) -> String {
    let mut folders: Vec<&str> = path.split('/').collect();
    folders.pop();
    let mut link = link;
    loop {
        if let Some(rest) = link.strip_prefix("../") {
            folders.pop();
            link = rest;
        } else if let Some(rest) = link.strip_prefix("./") {
            link = rest;
        } else {
            break;
        }
    }
    folders.push(link);
    folders.join("/")
}

#[cfg(test)]
mod tests {
    use super::resolve;

    #[test]
    fn addresses_are_made_whole() {
        let page = Some("https://coast.example/news/2031/row.html?x=/y");
        for (link, expected) in [
            ("http://other.example/a", Some("http://other.example/a")),
            ("//cdn.example/a.jpg", Some("https://cdn.example/a.jpg")),
            ("/a/b", Some("https://coast.example/a/b")),
            (
                "quay.html",
                Some("https://coast.example/news/2031/quay.html"),
            ),
            ("../quay.html", Some("https://coast.example/news/quay.html")),
            ("mailto:ada@coast.example", Some("mailto:ada@coast.example")),
            ("#top", None),
            ("", None),
        ] {
            assert_eq!(resolve(page, link).as_deref(), expected, "{link}");
        }
    }

    #[test]
    fn without_a_page_only_whole_addresses_lead_anywhere() {
        assert_eq!(resolve(None, "/a"), None);
        assert_eq!(
            resolve(None, "https://a.example/").as_deref(),
            Some("https://a.example/")
        );
    }
}
