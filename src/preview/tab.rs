//! One open page in a browser: what it shows, and what to send it after a change.

use serde_json::{Map, Value, json};

use super::shown::Identity;
use super::{Answer, Body, Current, StandIn};
use crate::diagnostic::Diagnostic;
use crate::site::HiddenReason;
use crate::snapshot::{Digest, ProjectPath};
use crate::theme::THEMES;

/// An open page.
#[derive(Debug)]
pub struct Tab {
    /// The path in its address bar.
    path: String,
    /// The digest of what it shows.
    shown: String,
    /// Which page it is, so that it can be followed to another address.
    identity: Option<Identity>,
    /// Files that it shows under addresses that stay while their bytes change, each as it was when the page last heard of it.
    uses: Vec<(String, Option<Digest>)>,
    /// What was sent last: how things stand, and the problems.
    last_sent: Option<(State, Value)>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
enum State {
    Shows(String),
    /// There is no page here, though somebody wrote one; the digest of what is shown instead, if anything is.
    Hidden(Option<String>, HiddenReason),
    Moved(String),
    Gone,
}

impl Tab {
    /// A page at `path` that shows the output of this digest.
    #[must_use]
    pub fn new(path: &str, shown: &str) -> Self {
        Self { path: path.to_owned(), shown: shown.to_owned(), identity: None, uses: Vec::new(), last_sent: None }
    }

    /// The page at the same or another address now shows the output of this digest, and uses the files at `uses`.
    pub fn turn(&mut self, path: &str, shown: &str, uses: Vec<String>, current: &Current) {
        path.clone_into(&mut self.path);
        shown.clone_into(&mut self.shown);
        let known = std::mem::take(&mut self.uses);
        let digest = |url: &String| match known.iter().find(|(known, _)| known == url) {
            Some((_, digest)) => *digest,
            None => current.digest(url),
        };
        self.uses = uses.into_iter().map(|url| (digest(&url), url)).map(|(digest, url)| (url, digest)).collect();
        match &mut self.last_sent {
            Some((State::Hidden(digest, _), _)) => *digest = digest.take().map(|_| self.shown.clone()),
            Some((state, _)) => *state = State::Shows(self.shown.clone()),
            None => {}
        }
    }

    /// The files that it uses and that changed since the page last heard of them.
    fn renewed(&mut self, current: &Current) -> Vec<String> {
        let mut renewed = Vec::new();
        for (url, digest) in &mut self.uses {
            let now = current.digest(url);
            if now.is_some() && now != *digest {
                *digest = now;
                renewed.push(url.clone());
            }
        }
        renewed
    }

    /// What to send the page now; nothing if nothing changed for it.
    pub fn look(&mut self, current: &Current) -> Option<String> {
        let (state, problems) = self.state(current);
        let new_problems = self.last_sent.as_ref().is_none_or(|(_, last_sent)| *last_sent != problems);
        let new_state = match &self.last_sent {
            Some((last_sent, _)) => *last_sent != state,
            None => state != State::Shows(self.shown.clone()),
        };
        let renewed = self.renewed(current);
        let renews = !renewed.is_empty();
        let mut message = Map::new();
        if new_state {
            message.insert("page".into(), page(&state));
        }
        if new_problems {
            message.insert("problems".into(), problems.clone());
        }
        if renews {
            message.insert("renewed".into(), renewed.into());
        }
        self.last_sent = Some((state, problems));
        (!message.is_empty()).then(|| Value::Object(message).to_string())
    }

    /// How things stand for this page, and all problems as it shows them.
    fn state(&mut self, current: &Current) -> (State, Value) {
        match current.answer(&self.path) {
            Answer::Found(body) => {
                let shown = current.shown.as_ref();
                self.identity = shown.and_then(|shown| shown.identity(&body.url)).or(self.identity.take());
                shows(current, &body)
            }
            Answer::Broken(body) => shows(current, &body),
            Answer::Missing(body) => {
                let moved = self.identity.as_ref().zip(current.shown.as_ref());
                let moved = moved.and_then(|(identity, shown)| shown.find(identity)).map(State::Moved);
                let hidden = || {
                    let digest = self.identity.is_none().then(|| body.digest.hex());
                    current.hidden(&self.path, self.identity.as_ref()).map(|why| State::Hidden(digest, why))
                };
                let state = moved.or_else(hidden).unwrap_or_else(|| match self.identity {
                    Some(_) => State::Gone,
                    None => State::Shows(body.digest.hex()),
                });
                (state, problems(current, None, None))
            }
            Answer::Folder(to) => (State::Moved(to), problems(current, None, None)),
        }
    }
}

fn shows(current: &Current, body: &Body) -> (State, Value) {
    (State::Shows(body.digest.hex()), problems(current, body.file.as_ref(), body.problem.as_deref()))
}

/// All problems as a page made from `file` shows them; `own` is what kept it from being rendered.
fn problems(current: &Current, file: Option<&ProjectPath>, own: Option<&Diagnostic>) -> Value {
    // What a broken file lacks, its template misses: that is no second problem.
    let own = own.filter(|_| file.is_none_or(|file| current.problems.errors_of(file) == 0));
    let stand_in = file.and_then(|file| current.stand_ins.get(file)).or_else(|| current.stand_ins.get(THEMES)).copied();
    current.problems.message(file, own, stand_in.or(own.map(|_| StandIn::Before)))
}

fn page(state: &State) -> Value {
    match state {
        State::Shows(digest) => json!({"state": "shows", "digest": digest}),
        State::Hidden(Some(digest), why) => json!({"state": "shows", "digest": digest, "why": why.message()}),
        State::Hidden(None, why) => json!({"state": "gone", "why": why.message()}),
        State::Moved(to) => json!({"state": "moved", "to": to}),
        State::Gone => json!({"state": "gone"}),
    }
}
