//! Lensbook turns a folder of Markdown files into a playbook site.
//!
//! # The pipeline
//!
//! ```text
//! load ──▶ parse ──▶ lower ──▶ link ──▶ view ──▶ render ──▶ publish
//! disk     per file  per kind  whole    per URL  per URL    disk or HTTP
//! ```
//!
//! 1. **Load.** [`io::load`] reads the project once, into a [`snapshot::Snapshot`] of paths, bytes and digests. After
//!    that nothing reads the disk, except to stream large assets when they are published.
//! 2. **Parse.** [`source::doc::parse`] splits a file into front matter and Markdown. The front matter becomes a tree of
//!    [`source::yaml::Node`]s that know their places. [`source::markdown::render`] turns the Markdown into HTML with
//!    holes for whatever depends on the rest of the site, and [`lint`] reports what its author hardly meant.
//! 3. **Lower.** [`kinds::lower`] checks the tree against the [`page::Field`]s of its kind ([`page::KindSpec`]) and makes
//!    whole [`page::Page`]s.
//! 4. **Link.** [`site::link`] gives every page its address, finds the target of every link, and collects the links
//!    that lead back.
//! 5. **View.** [`view`] picks exactly the values that one address shows.
//! 6. **Render.** [`theme`] turns a view into HTML with the project's templates. [`outputs`] maps every address to what
//!    it shows.
//! 7. **Publish.** [`io::publish`] writes the map next to the old site and swaps the two.
//!
//! [`build::build`] runs this up to the map of outputs, as a function of the snapshot, the options and a
//! [`build::Memo`] of what earlier builds read. [`cli`] calls it and prints the result.
//!
//! # What holds everywhere
//!
//! Problems are values: every phase returns its result with a list of [`diagnostic::Diagnostic`]s, and a broken page
//! costs only that page. Only `io` and `cli` touch files, clock, environment and output. ARCHITECTURE.md lists all
//! invariants and says where to find what.
//!
//! # The modules, in reading order
//!
//! - [`limits`]: what input may not pass, each with its reason
//! - [`snapshot`]: the project as it was at one moment
//! - [`diagnostic`]: problems as values, and the list of all codes
//! - [`source`]: parses one file, and keeps the place of everything in it
//! - [`page`]: fields, the decoder that checks YAML against them, and finished pages
//! - [`kinds`]: the kinds of pages, one file each
//! - [`score`]: the rule that turns a team's answers into scores
//! - [`diagram`]: diagrams, posters and cards as SVG
//! - [`config`]: reads `lensbook.yaml`
//! - [`history`]: what changed and when, from git's log
//! - [`site`]: all pages linked with each other, and the checks of the whole playbook
//! - [`theme`]: themes, their templates and their assets
//! - [`view`]: the values that one output shows
//! - [`outputs`]: the map from addresses to outputs
//! - [`build`]: the pipeline as one function
//! - [`preview`]: the live preview without disk, sockets and clock
//! - [`io`]: disk, git, file watching and HTTP
//! - [`import`]: content of other tools becomes a playbook folder
//! - [`schema`]: JSON Schemas of fields
//! - [`docs`]: the generated reference in `docs/`
//! - [`cli`]: the commands

pub mod limits;

pub mod history;

pub mod snapshot;

pub mod diagnostic;

pub mod source;

pub mod lint;

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

pub mod import;

pub mod schema;

pub mod docs;

pub mod cli;
