//! Where the preview listens, by which address a browser finds it, and how its links find the editor.

use std::io::ErrorKind;
use std::net::{IpAddr, SocketAddr, TcpListener, ToSocketAddrs};

use super::super::args::ServeArgs;
use super::console::Console;

/// How many ports are tried after the one asked for.
const PORTS: u16 = 100;

/// A listener on the address asked for, at the port asked for or the next one that is free.
pub(super) fn listen(args: &ServeArgs, console: &Console) -> Result<(TcpListener, u16), String> {
    let address = address(&args.host)?;
    if !address.is_loopback() {
        console.warn(&format!("--host {} lets others on the network read this preview, drafts included", args.host));
    }
    let last = if args.port == 0 { 0 } else { args.port.saturating_add(PORTS) };
    for port in args.port..=last {
        match TcpListener::bind(SocketAddr::new(address, port)) {
            Ok(listener) => {
                let got = listener.local_addr().map_or(port, |address| address.port());
                if port != args.port {
                    console.note(&format!("port {} is taken, using {got}", args.port));
                }
                return Ok((listener, got));
            }
            Err(error) if error.kind() == ErrorKind::AddrInUse => {}
            Err(error) => {
                return Err(format!(
                    "can't listen on {} at port {port}: {error}\n  help: choose another address with `--host`, or another port with `--port`",
                    args.host
                ));
            }
        }
    }
    Err(format!("all ports from {} to {last} are taken\n  help: `--port 0` takes any free one", args.port))
}

fn address(host: &str) -> Result<IpAddr, String> {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    let found: Vec<IpAddr> =
        (bare, 0).to_socket_addrs().map(|all| all.map(|one| one.ip()).collect()).unwrap_or_default();
    // Of a name's addresses the one that every browser tries.
    let chosen = found.iter().find(|address| address.is_ipv4()).or(found.first());
    chosen.copied().ok_or_else(|| {
        format!("there is no address `{host}`\n  help: leave `--host` out, or give an address of this computer")
    })
}

/// The preview's address. A server on all addresses is found on loopback.
pub(super) fn url(host: &str, port: u16) -> String {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    let shown = match bare.parse::<IpAddr>() {
        Ok(IpAddr::V4(address)) if address.is_unspecified() => "127.0.0.1".to_owned(),
        Ok(IpAddr::V6(address)) if address.is_unspecified() => "[::1]".to_owned(),
        Ok(IpAddr::V6(address)) => format!("[{address}]"),
        _ => bare.to_owned(),
    };
    if port == 80 { format!("http://{shown}/") } else { format!("http://{shown}:{port}/") }
}

/// The template for links to the editor, if it can be one.
pub(super) fn editor(template: &str) -> Result<String, String> {
    let scheme = template.split_once(':').map_or("", |(scheme, _)| scheme).to_lowercase();
    let plain = !scheme.is_empty() && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    let runs = ["javascript", "data", "vbscript", "blob"].contains(&scheme.as_str());
    if plain && !runs && template.contains("{file}") {
        return Ok(template.to_owned());
    }
    Err(format!(
        "`--editor {template}` is not a link to a file\n  help: write it like `vscode://file/{{file}}:{{line}}:{{column}}` or `idea://open?file={{file}}&line={{line}}`"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editors_are_links() {
        for good in ["vscode://file/{file}:{line}", "idea://open?file={file}&line={line}", "x-emacs:{file}"] {
            assert!(editor(good).is_ok(), "{good}");
        }
        for bad in ["javascript:alert('{file}')", "JavaScript:{file}", "{file}", "code {file}", "vscode://file/"] {
            assert!(editor(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn addresses_are_shown_as_browsers_want_them() {
        let cases = [
            ("127.0.0.1", 1717, "http://127.0.0.1:1717/"),
            ("0.0.0.0", 1717, "http://127.0.0.1:1717/"),
            ("::", 80, "http://[::1]/"),
            ("[fe80::1]", 8080, "http://[fe80::1]:8080/"),
            ("localhost", 1717, "http://localhost:1717/"),
        ];
        for (host, port, expected) in cases {
            assert_eq!(url(host, port), expected);
        }
    }
}
