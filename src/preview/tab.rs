//! One open page in a browser: what it shows, and what it must be told after a change.

use std::sync::Arc;

use serde_json::{Value, json};

use super::shown::Identity;
use super::{Answer, Current, Editor, Problems, messages};
use crate::snapshot::Digest;

/// An open page.
#[derive(Debug)]
pub struct Tab {
    /// The path in its address bar.
    path: String,
    /// The digest of what it shows.
    shown: String,
    /// Which page it is, so that it can be followed to another address.
    identity: Option<Identity>,
    /// Files that it shows under addresses that stay while their bytes change, each as it was when last told of.
    uses: Vec<(String, Option<Digest>)>,
    told: Option<(State, Arc<Problems>, Option<Value>)>,
    editor: Editor,
}

#[derive(Clone, PartialEq, Eq, Debug)]
enum State {
    Shows(String),
    Moved(String),
    Gone,
}

impl Tab {
    /// A page at `path` that shows the output of this digest.
    #[must_use]
    pub fn new(path: &str, shown: &str, editor: Editor) -> Self {
        Self { path: path.to_owned(), shown: shown.to_owned(), identity: None, uses: Vec::new(), told: None, editor }
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
        if let Some((state, ..)) = &mut self.told {
            *state = State::Shows(self.shown.clone());
        }
    }

    /// The files that it uses and that changed since it was last told of them.
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

    /// What the page must be told now; nothing if nothing changed for it.
    pub fn look(&mut self, current: &Current) -> Option<String> {
        let (state, own) = self.state(current);
        let problems = current.problems.clone();
        let new_problems = self.told.as_ref().is_none_or(|(_, told, mine)| **told != *problems || *mine != own);
        let new_state = match &self.told {
            Some((told, ..)) => *told != state,
            None => state != State::Shows(self.shown.clone()),
        };
        let mut message = json!({"generation": current.generation});
        if let (true, Some(map)) = (new_state, message.as_object_mut()) {
            map.insert("page".into(), page(&state));
        }
        if let (true, Some(map)) = (new_problems, message.as_object_mut()) {
            map.insert("problems".into(), problems.message(own.as_ref()));
        }
        let renewed = self.renewed(current);
        let renews = !renewed.is_empty();
        if let (true, Some(map)) = (renews, message.as_object_mut()) {
            map.insert("renewed".into(), renewed.into());
        }
        self.told = Some((state, problems, own));
        (new_state || new_problems || renews).then(|| message.to_string())
    }

    /// How things stand for this page, and what keeps its newest state from being shown.
    fn state(&mut self, current: &Current) -> (State, Option<Value>) {
        let answer = current.answer(&self.path);
        match answer {
            Answer::Found(body) => {
                let identity = current.shown.as_ref().and_then(|shown| shown.identity(&body.url));
                self.identity = identity.or(self.identity.take());
                let own = self.own(current, body.problem.as_deref());
                (State::Shows(body.digest.hex()), own)
            }
            Answer::Broken(body) => (State::Shows(body.digest.hex()), self.own(current, body.problem.as_deref())),
            Answer::Missing(body) => {
                let moved = self.identity.as_ref().zip(current.shown.as_ref());
                let state = match moved.and_then(|(identity, shown)| shown.find(identity)) {
                    Some(to) => State::Moved(to),
                    None if self.identity.is_some() => State::Gone,
                    None => State::Shows(body.digest.hex()),
                };
                (state, None)
            }
            Answer::Folder(to) => (State::Moved(to), None),
        }
    }

    fn own(&self, current: &Current, problem: Option<&crate::diagnostic::Diagnostic>) -> Option<Value> {
        let snapshot = current.shown.as_ref()?.snapshot();
        problem.map(|problem| messages::shown(problem, snapshot, &self.editor))
    }
}

fn page(state: &State) -> Value {
    match state {
        State::Shows(digest) => json!({"state": "shows", "digest": digest}),
        State::Moved(to) => json!({"state": "moved", "to": to}),
        State::Gone => json!({"state": "gone"}),
    }
}
