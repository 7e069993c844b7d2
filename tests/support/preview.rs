//! The live preview from outside: the program as it runs, files that change under it, and sockets.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use lensbook::build::{Memo, build, is_error};
use lensbook::config::Config;
use lensbook::io::load;
use lensbook::outputs::{Output, Renderer};
use lensbook::page::Page;
use lensbook::preview::{words_alone, words_face};
use lensbook::site::{Options, url};
use lensbook::snapshot::{Content, File, ProjectPath, Snapshot};
use tempfile::TempDir;

use super::deadline::retry;
use super::process::{Process, interruptible};
use super::socket::Connection;

/// How long anything may take to become so.
pub(crate) const PATIENCE: Duration = Duration::from_secs(10);

/// How long a preview may take to say its address.
const START: Duration = Duration::from_secs(60);

/// A project in a folder of its own, and the program that serves it.
pub(crate) struct Served {
    pub(crate) folder: TempDir,
    pub(crate) program: Process,
    pub(crate) port: u16,
    log: Arc<Mutex<Vec<String>>>,
    /// A connection that stays open, for tests that ask very often.
    kept: Mutex<Option<BufReader<Connection>>>,
}

/// A response.
#[derive(Debug)]
pub(crate) struct Response {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Served {
    pub(crate) fn new(files: &[(&str, &str)]) -> Self {
        Self::with(files, &[])
    }

    pub(crate) fn with(files: &[(&str, &str)], args: &[&str]) -> Self {
        Self::within(files, args, &[])
    }

    /// With arguments, and with variables in its environment.
    pub(crate) fn within(files: &[(&str, &str)], args: &[&str], variables: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in files {
            write(&folder.path().join("book").join(path), text);
        }
        let mut command = interruptible(env!("CARGO_BIN_EXE_lensbook"));
        command
            .args(["serve", "--as-of", "2026-11-21"])
            .args(if args.contains(&"--port") { &[][..] } else { &["--port", "0"] })
            .args(args)
            .arg("--root")
            .arg(folder.path().join("book"))
            .env_remove("BROWSER")
            .envs(variables.iter().copied())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut program = Process::start(&mut command);
        let log = Arc::new(Mutex::new(Vec::new()));
        let (lines, errors) = (log.clone(), BufReader::new(program.stderr().unwrap()));
        std::thread::spawn(move || {
            errors.lines().map_while(Result::ok).for_each(|line| lines.lock().unwrap().push(line));
        });
        let (sender, address) = std::sync::mpsc::channel();
        let mut printed = BufReader::new(program.stdout().unwrap());
        std::thread::spawn(move || {
            let mut first = String::new();
            let _ = printed.read_line(&mut first);
            let _ = sender.send(first);
        });
        let first = address
            .recv_timeout(START)
            .unwrap_or_else(|_| panic!("it never says its address: {:#?}", log.lock().unwrap()));
        let port = first.trim().trim_end_matches('/').rsplit_once(':').unwrap().1.parse().unwrap();
        Self { folder, program, port, log, kept: Mutex::default() }
    }

    pub(crate) fn root(&self) -> PathBuf {
        self.folder.path().join("book")
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        write(&self.path(path), text);
    }

    pub(crate) fn get(&self, path: &str) -> Response {
        self.ask("GET", path, "")
    }

    /// As `get`, on a connection that stays open: a system has only so many ports.
    pub(crate) fn fetch(&self, path: &str) -> Response {
        let mut kept = self.kept.lock().unwrap();
        self.on(&mut kept, path)
            .or_else(|| {
                *kept = None;
                self.on(&mut kept, path)
            })
            .unwrap()
    }

    pub(crate) fn on(&self, kept: &mut Option<BufReader<Connection>>, path: &str) -> Option<Response> {
        let line = kept.get_or_insert_with(|| BufReader::new(self.line()));
        line.get_mut().renew();
        let request = format!("GET {path} HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", self.port);
        line.get_mut().write_all(request.as_bytes()).ok()?;
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            if line.read_line(&mut head).ok()? == 0 {
                return None;
            }
        }
        let mut response = Response { status: head.get(9..12)?.parse().ok()?, head, body: Vec::new() };
        let length = response.header("content-length").map_or(0, |length| length.parse().unwrap());
        response.body.resize(length, 0);
        line.read_exact(&mut response.body).ok()?;
        Some(response)
    }

    pub(crate) fn ask(&self, method: &str, path: &str, headers: &str) -> Response {
        let host = format!("127.0.0.1:{}", self.port);
        let request = format!("{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{headers}\r\n");
        self.raw(request.as_bytes()).unwrap_or_else(|| panic!("no response to {method} {path}"))
    }

    /// What comes back for these bytes, if anything does.
    pub(crate) fn raw(&self, bytes: &[u8]) -> Option<Response> {
        let mut line = self.line();
        // A server that refuses early may close before all is written.
        let _ = line.write_all(bytes);
        let mut all = Vec::new();
        let _ = line.read_to_end(&mut all);
        let at = all.windows(4).position(|window| window == b"\r\n\r\n")?;
        let head = String::from_utf8_lossy(&all[..at]).into_owned();
        let status = head.get(9..12)?.parse().ok()?;
        Some(Response { status, head, body: all[at + 4..].to_vec() })
    }

    pub(crate) fn line(&self) -> Connection {
        Connection::open(self.port, PATIENCE)
    }

    /// A line that asks to become a WebSocket, as a page of our own does. The answer is not read yet.
    pub(crate) fn socket(&self) -> Connection {
        self.upgrade(&format!("Origin: http://127.0.0.1:{}\r\n", self.port))
    }

    /// A line that asks to become a WebSocket, with these `headers` besides those that every client sends.
    pub(crate) fn upgrade(&self, headers: &str) -> Connection {
        let request = format!(
            "GET /__lensbook/socket HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\
             Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n{headers}\r\n",
            self.port
        );
        let mut line = self.line();
        line.write_all(request.as_bytes()).unwrap();
        line
    }

    /// A line for each state; the problems that it names are indented.
    pub(crate) fn log(&self) -> Vec<String> {
        self.said().into_iter().filter(|line| !line.starts_with("  ")).collect()
    }

    /// All that it said.
    pub(crate) fn said(&self) -> Vec<String> {
        self.log.lock().unwrap().clone()
    }

    pub(crate) fn runs(&mut self) -> bool {
        self.program.ended().is_none()
    }

    /// Kilobytes that it holds.
    #[cfg(target_os = "linux")]
    pub(crate) fn memory(&self) -> usize {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.program.id())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
        line.split_whitespace().next().unwrap().parse().unwrap()
    }

    /// How many descriptors it has open.
    #[cfg(target_os = "linux")]
    pub(crate) fn descriptors(&self) -> usize {
        std::fs::read_dir(format!("/proc/{}/fd", self.program.id())).unwrap().count()
    }

    /// Waits until it holds.
    pub(crate) fn until(&self, what: &str, holds: impl Fn() -> bool) {
        let holds = retry(PATIENCE, Duration::from_millis(10), || holds().then_some(()).ok_or(()));
        holds.unwrap_or_else(|()| panic!("never: {what}\n{:#?}", self.log()));
    }

    /// What a clean build of the files as they are now gives; none if it has errors.
    pub(crate) fn clean(&self) -> Option<Site> {
        let built = build_of(&self.root(), &[], |_| {});
        (!built.has_errors).then_some(built.site)
    }
}

impl Response {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.head
            .lines()
            .find_map(|line| line.to_lowercase().starts_with(&format!("{name}: ")).then(|| &line[name.len() + 2..]))
    }

    /// The body without the one tag that the preview adds.
    pub(crate) fn page(&self) -> Vec<u8> {
        let text = String::from_utf8_lossy(&self.body);
        let Some(from) = text.find("<script src=\"/__lensbook/preview.js\"") else { return self.body.clone() };
        let to = from + text[from..].find("</script>").unwrap() + "</script>".len();
        [&self.body[..from], &self.body[to..]].concat()
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// Every address with its bytes.
pub(crate) type Site = BTreeMap<String, Vec<u8>>;

/// What a build gives.
pub(crate) struct Built {
    /// Every address with its bytes.
    pub(crate) site: Site,
    /// Whether it has errors, with which it would not be published.
    pub(crate) has_errors: bool,
    /// The words alone of files with mistakes that give no page which can be rendered, and what they are called.
    pub(crate) words: Vec<(File, &'static str)>,
}

/// A clean build of the files in `root`, once `change` replaced some of them; by `words` with their words alone.
pub(crate) fn build_of(root: &Path, words: &[(File, &'static str)], change: impl FnOnce(&mut Snapshot)) -> Built {
    let (mut snapshot, loaded) = load::load(root);
    change(&mut snapshot);
    let options = Options { as_of: jiff::civil::date(2026, 11, 21), drafts: false };
    let mut built = build(&snapshot, loaded, options, &|_: &mut Config| {}, &mut Memo::default());
    Arc::make_mut(&mut built.findings).kinds = words.iter().map(|(file, face)| (file.path.clone(), *face)).collect();
    let has_errors = built.problems.iter().any(is_error);
    let theme = built.theme.as_ref();
    let renderer = theme.map(|theme| Renderer::new(&built.site, &built.findings, theme, &snapshot));
    let (mut site, mut half) = (Site::new(), BTreeSet::new());
    for (url, output) in built.outputs.iter() {
        let bytes = match (renderer.as_ref().unwrap().render(output), output) {
            (Ok(Content::Bytes(bytes)), _) => bytes.to_vec(),
            (Ok(Content::Large(path, _)), _) => std::fs::read(path).unwrap(),
            (Err(_), Output::Page(index)) => {
                half.insert(built.site.page(*index).file().clone());
                continue;
            }
            (Err(problem), _) => panic!("{url:?}: {problem:?}"),
        };
        site.insert(format!("/{}", url::encode(url.as_str())), bytes);
    }
    let page = |path: &ProjectPath| -> Option<&Page> {
        built.site.pages.iter().find(|page| page.file == *path).map(AsRef::as_ref)
    };
    let broken = built.broken.iter().filter(|path| half.contains(*path) || page(path).is_none());
    let words = broken.filter_map(|path| {
        let file = snapshot.get(path.as_str())?;
        Some((words_alone(file, page(path))?, words_face(file, page(path))))
    });
    let words = words.collect();
    Built { site, has_errors, words }
}

pub(crate) fn write(path: &Path, text: &str) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

/// A page's file.
pub(crate) fn page(title: &str, text: &str) -> String {
    format!("---\ntitle: {title}\nsummary: About {title}.\n---\n\n{text}\n")
}
