//! Lensbook turns a folder of Markdown files with YAML front matter into a playbook site.
//!
//! # One way through
//!
//! ```text
//! load ──▶ parse ──▶ lower ──▶ link ──▶ view ──▶ render ──▶ publish
//! disk     per file  per kind  whole    per URL  per URL    disk or HTTP
//! ```
//!
//! [`io::load`] reads the project once, into a [`snapshot::Snapshot`] of paths, bytes and digests; nothing later reads the disk,
//! but for large assets, which are streamed when they are published.
//! [`source::doc::parse`] splits one file into front matter, a tree of [`source::yaml::Node`]s that know their places, and
//! Markdown, which [`source::markdown::render`] turns into HTML with holes where the site decides.
//! [`kinds::lower`] checks the tree against the [`page::Field`]s of its kind ([`page::KindSpec`]) and makes whole [`page::Page`]s.
//! [`site::link`] gives every page its address, leads every reference to its target, and collects what leads back.
//! [`score`] is the rule by which answers to what pages ask are scored. [`view`] picks exactly the values that one address
//! shows; [`theme`] turns them into HTML with the project's templates; [`outputs`] holds the map from addresses to all of
//! that. [`io::publish`] writes the map beside the old site and swaps the two.
//!
//! [`build::build`] is that pipeline up to the last two steps, as one function of the snapshot, the options and a
//! [`build::Memo`] of files that were read before. The command line in [`cli`] calls it and prints what comes back.
//!
//! # What holds everywhere
//!
//! Problems are values: every phase returns its result with a list of [`diagnostic::Diagnostic`]s, and a broken page costs that
//! page alone. Only `io` and `cli` touch files, clock, environment and output. ARCHITECTURE.md states the
//! invariants; a test keeps the direction of imports.

pub mod history;

pub mod snapshot;

pub mod diagnostic;

pub mod source;

pub mod page;

pub mod diagram;

pub mod score;

pub mod kinds;

pub mod config;

pub mod site;

pub mod theme;

pub mod view;

pub mod outputs;

pub mod build;

pub mod preview;

pub mod io;

pub mod schema;

pub mod docs;

pub mod cli;
