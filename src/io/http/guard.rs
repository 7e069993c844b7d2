//! Who may ask: requests that name this server as their host, from this server's own pages.
//!
//! A page of a stranger can make a browser send requests to loopback, and can give its own name loopback's address (DNS
//! rebinding). `Origin` and `Sec-Fetch-Site` reveal the first, `Host` the second. Neither gets an answer; following a link from
//! elsewhere does.

use std::net::IpAddr;

use hyper::header::{HOST, HeaderMap, ORIGIN};

/// The names and the port that a request may call this server by.
#[derive(Clone, Debug)]
pub struct Guard {
    port: u16,
    /// The name that the server listens on, if it was given a name.
    name: Option<String>,
    /// Whether it listens on all addresses, so that any of them may be named. An address can't be rebound.
    any_address: bool,
    address: Option<IpAddr>,
}

impl Guard {
    /// For a server that was asked to listen on `host` and got `port`.
    #[must_use]
    pub fn new(host: &str, port: u16) -> Self {
        let bare = host.trim_start_matches('[').trim_end_matches(']');
        let address: Option<IpAddr> = bare.parse().ok();
        let name = address.is_none().then(|| bare.to_lowercase());
        Self { port, name, any_address: address.is_some_and(|address| address.is_unspecified()), address }
    }

    /// Whether a request with these headers, to `authority` if its first line names one, is one of our own.
    pub(super) fn admits(&self, headers: &HeaderMap, authority: Option<&str>) -> bool {
        let mut hosts = headers.get_all(HOST).iter();
        let (Some(host), None) = (hosts.next(), hosts.next()) else { return false };
        let Ok(host) = host.to_str() else { return false };
        let named = self.is_ours(host) && authority.is_none_or(|authority| self.is_ours(authority));
        named
            && !is_loaded_by_others(headers)
            && headers.get_all(ORIGIN).iter().all(|origin| origin.to_str().is_ok_and(|origin| self.is_own(origin)))
    }

    /// The addresses at which it answers, in words.
    pub(super) fn addresses(&self) -> String {
        let port = if self.port == 80 { String::new() } else { format!(":{}", self.port) };
        let own = match (&self.name, self.address) {
            (Some(name), _) => name.clone(),
            (None, Some(IpAddr::V6(address))) if !self.any_address => format!("[{address}]"),
            (None, Some(address)) if !self.any_address => address.to_string(),
            _ => "127.0.0.1".to_owned(),
        };
        if self.any_address {
            return format!(
                "http://{own}{port}/, and at the numbers of this computer, such as http://192.168.0.7{port}/"
            );
        }
        if own == "localhost" {
            format!("http://{own}{port}/")
        } else {
            format!("http://{own}{port}/ and http://localhost{port}/")
        }
    }

    /// Whether there is an origin, and it is ours: what a WebSocket needs.
    pub(super) fn invites(&self, headers: &HeaderMap) -> bool {
        headers.get(ORIGIN).and_then(|origin| origin.to_str().ok()).is_some_and(|origin| self.is_own(origin))
    }

    fn is_own(&self, origin: &str) -> bool {
        origin.strip_prefix("http://").is_some_and(|host| self.is_ours(host))
    }

    fn is_ours(&self, authority: &str) -> bool {
        let (host, port) = match authority.rsplit_once(':') {
            Some((host, port)) if !port.ends_with(']') => (host, port.parse().ok()),
            _ => (authority, Some(80)),
        };
        port == Some(self.port) && self.is_name(host)
    }

    fn is_name(&self, host: &str) -> bool {
        let host = host.to_lowercase();
        let bare = host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
        let address: Option<IpAddr> = match bare {
            Some(bare) => bare.parse().ok().filter(IpAddr::is_ipv6),
            None => host.parse().ok().filter(IpAddr::is_ipv4),
        };
        match address {
            Some(address) => address.is_loopback() || self.any_address || self.address == Some(address),
            None => host == "localhost" || self.name.as_deref() == Some(host.as_str()),
        }
    }
}

/// Whether a page of another site loads this: a picture, a script, a frame. Who follows a link there may.
fn is_loaded_by_others(headers: &HeaderMap) -> bool {
    let is = |name: &str, wanted: &[&str]| {
        headers.get(name).is_some_and(|value| wanted.iter().any(|wanted| value.as_bytes() == wanted.as_bytes()))
    };
    let is_followed = is("sec-fetch-mode", &["navigate"]) && is("sec-fetch-dest", &["document"]);
    is("sec-fetch-site", &["cross-site", "same-site"]) && !is_followed
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: (&str, &str) = ("host", "127.0.0.1:1717");

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.append(*name, value.parse().unwrap());
        }
        headers
    }

    #[test]
    fn strangers_are_told_from_our_own() {
        let own = Guard::new("127.0.0.1", 1717);
        let cases: [(&[(&str, &str)], bool); 23] = [
            (&[HERE, ("sec-fetch-site", "none")], true),
            (&[HERE, ("sec-fetch-site", "same-origin"), ("sec-fetch-mode", "no-cors")], true),
            (
                &[
                    HERE,
                    ("sec-fetch-site", "cross-site"),
                    ("sec-fetch-mode", "navigate"),
                    ("sec-fetch-dest", "document"),
                ],
                true,
            ),
            (
                &[HERE, ("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "navigate"), ("sec-fetch-dest", "iframe")],
                false,
            ),
            (
                &[HERE, ("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "no-cors"), ("sec-fetch-dest", "image")],
                false,
            ),
            (
                &[HERE, ("sec-fetch-site", "same-site"), ("sec-fetch-mode", "no-cors"), ("sec-fetch-dest", "script")],
                false,
            ),
            (&[("host", "127.0.0.1:1717")], true),
            (&[("host", "LocalHost:1717")], true),
            (&[("host", "[::1]:1717")], true),
            (&[("host", "127.0.0.1:1717"), ("origin", "http://127.0.0.1:1717")], true),
            (&[("host", "127.0.0.1:1717"), ("origin", "http://localhost:1717")], true),
            (&[], false),
            (&[("host", "127.0.0.1")], false),
            (&[("host", "127.0.0.1:1718")], false),
            (&[("host", "evil.example:1717")], false),
            (&[("host", "127.0.0.1.evil.example:1717")], false),
            (&[("host", "localhost.:1717")], false),
            (&[("host", "192.168.0.1:1717")], false),
            (&[("host", "evil@127.0.0.1:1717")], false),
            (&[("host", "127.0.0.1:1717"), ("host", "evil.example")], false),
            (&[("host", "127.0.0.1:1717"), ("origin", "null")], false),
            (&[("host", "127.0.0.1:1717"), ("origin", "https://127.0.0.1:1717")], false),
            (&[("host", "127.0.0.1:1717"), ("origin", "http://127.0.0.1:8080")], false),
        ];
        for (pairs, expected) in cases {
            assert_eq!(own.admits(&headers(pairs), None), expected, "{pairs:?}");
        }
        assert!(!own.admits(&headers(&[("host", "127.0.0.1:1717")]), Some("evil.example")));
        assert!(!own.invites(&headers(&[("host", "127.0.0.1:1717")])), "a WebSocket without an origin");
        assert!(Guard::new("0.0.0.0", 80).admits(&headers(&[("host", "192.168.0.7")]), None));
        assert!(!Guard::new("0.0.0.0", 80).admits(&headers(&[("host", "evil.example")]), None));
        assert!(Guard::new("my-box", 80).admits(&headers(&[("host", "my-box")]), None));
    }
}
