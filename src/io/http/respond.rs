//! From a request to a response: who asks, how, for what.

use std::convert::Infallible;
use std::ops::Range;

use hyper::body::Incoming;
use hyper::header::{
    ACCEPT_RANGES, ALLOW, CACHE_CONTROL, CONTENT_RANGE, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, HeaderMap,
    HeaderName, HeaderValue, IF_NONE_MATCH, IF_RANGE, LOCATION, RANGE, X_CONTENT_TYPE_OPTIONS,
};
use hyper::{Method, Request, Response, StatusCode};

use super::body::{Body, empty, plain};
use super::range::{Asked, asked};
use super::{Shared, socket, types};
use crate::outputs::POLICY;
use crate::preview::{self, Answer, RESERVED, STYLE};
use crate::snapshot::{Content, Digest};

/// Which pages may load what we send.
const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// Answers one request.
pub(super) async fn respond(request: Request<Incoming>, shared: Shared) -> Result<Response<Body>, Infallible> {
    let authority = request.uri().authority().map(hyper::http::uri::Authority::as_str);
    let mut response = if !shared.guard.admits(request.headers(), authority) {
        let addresses = shared.guard.addresses();
        plain(StatusCode::FORBIDDEN, format!("this server answers only to its own pages, and at {addresses}\n"))
    } else if !matches!(*request.method(), Method::GET | Method::HEAD) {
        let mut response = plain(StatusCode::METHOD_NOT_ALLOWED, "only GET and HEAD are answered\n");
        response.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
        response
    } else {
        let mut request = request;
        if request.method() == Method::HEAD {
            // A range is a part of what GET sends (RFC 9110, section 14.2).
            request.headers_mut().remove(RANGE);
        }
        answer(request, shared).await
    };
    let headers = response.headers_mut();
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    headers.insert(RESOURCE_POLICY, HeaderValue::from_static("same-origin"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    Ok(response)
}

async fn answer(request: Request<Incoming>, shared: Shared) -> Response<Body> {
    let path = request.uri().path().to_owned();
    match path.strip_prefix(RESERVED) {
        Some("preview.js") => asset(&request, &preview::script(), "preview.js"),
        Some("preview.css") => asset(&request, STYLE, "preview.css"),
        Some("socket") => socket::open(request, &shared),
        Some(_) => plain(StatusCode::NOT_FOUND, "there is nothing here\n"),
        None => {
            let query = request.uri().query().map(|query| format!("?{query}")).unwrap_or_default();
            let headers = request.headers().clone();
            let current = shared.states.borrow().clone();
            // A page that takes long to render must not keep the others waiting.
            let answered = tokio::task::spawn_blocking(move || page(current.answer(&path), &headers, &query)).await;
            answered.unwrap_or_else(|_| plain(StatusCode::INTERNAL_SERVER_ERROR, "the page can't be rendered\n"))
        }
    }
}

fn page(answer: Answer, headers: &HeaderMap, query: &str) -> Response<Body> {
    match answer {
        Answer::Found(body) => sent(body, headers, StatusCode::OK),
        Answer::Missing(body) => sent(body, headers, StatusCode::NOT_FOUND),
        Answer::Broken(body) => sent(body, headers, StatusCode::SERVICE_UNAVAILABLE),
        Answer::Folder(to) => {
            let mut response = plain(StatusCode::TEMPORARY_REDIRECT, "");
            if let Ok(to) = HeaderValue::from_str(&format!("{to}{query}")) {
                response.headers_mut().insert(LOCATION, to);
            }
            response
        }
    }
}

/// A file of the preview itself.
fn asset(request: &Request<Incoming>, text: &str, name: &str) -> Response<Body> {
    let bytes = text.as_bytes();
    whole(Content::Bytes(bytes.to_vec().into()), Digest::of(bytes), name, request.headers(), StatusCode::OK)
}

/// An output of the site; a page gets the tag that loads the preview's script.
fn sent(body: preview::Body, headers: &HeaderMap, status: StatusCode) -> Response<Body> {
    let content = match body.content {
        Content::Bytes(bytes) if types::of(&body.url).starts_with("text/html") => {
            Content::Bytes(preview::tagged(&bytes, body.digest).into())
        }
        other => other,
    };
    whole(content, body.digest, &body.url, headers, status)
}

/// The response with `content`, or with the part of it that is asked for, or 304 if the client has it already.
fn whole(content: Content, digest: Digest, url: &str, headers: &HeaderMap, status: StatusCode) -> Response<Body> {
    let tag = format!("\"{}\"", digest.hex());
    let length = match &content {
        Content::Bytes(bytes) => bytes.len() as u64,
        Content::Large(_, length) => *length,
    };
    let text = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    let fresh = status == StatusCode::OK;
    let mut response = if fresh && text(IF_NONE_MATCH).is_some_and(|known| matches(known, &tag)) {
        empty(StatusCode::NOT_MODIFIED)
    } else {
        let same = text(IF_RANGE).is_none_or(|known| known == tag);
        match asked(text(RANGE).filter(|_| fresh && same), length) {
            Asked::Whole => filled(status, content, 0..length),
            Asked::Part(part) => {
                let shown = format!("bytes {}-{}/{length}", part.start, part.end.saturating_sub(1));
                with(filled(StatusCode::PARTIAL_CONTENT, content, part), CONTENT_RANGE, &shown)
            }
            Asked::Beyond => {
                with(empty(StatusCode::RANGE_NOT_SATISFIABLE), CONTENT_RANGE, &format!("bytes */{length}"))
            }
        }
    };
    let out = response.headers_mut();
    out.insert(ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    out.entry(CONTENT_TYPE).or_insert(HeaderValue::from_static(types::of(url)));
    if fresh {
        response = with(response, ETAG, &tag);
    }
    response
}

/// Whether `known`, the client's list of entity tags, names `tag`.
fn matches(known: &str, tag: &str) -> bool {
    known.split(',').map(|one| one.trim().trim_start_matches("W/")).any(|one| one == tag || one == "*")
}

fn filled(status: StatusCode, content: Content, part: Range<u64>) -> Response<Body> {
    let body = match content {
        Content::Bytes(bytes) => {
            let range = usize::try_from(part.start).unwrap_or(0)..usize::try_from(part.end).unwrap_or(usize::MAX);
            Body::new(bytes.get(range).unwrap_or(&bytes).to_vec())
        }
        // What changed since it was read is read again in a moment; until then it is not there.
        Content::Large(path, length) => match Body::file(&path, length, part) {
            Ok(body) => body,
            Err(_) => return plain(StatusCode::NOT_FOUND, "this file is just changing\n"),
        },
    };
    let mut response = Response::new(body);
    *response.status_mut() = status;
    response
}

fn with(mut response: Response<Body>, name: HeaderName, value: &str) -> Response<Body> {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
    response
}
