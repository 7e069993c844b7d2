//! Times each phase on generated playbooks of 1,000 and 10,000 pages: `cargo bench --bench phases`.
//!
//! In memory only: reading and writing the disk is measured by `compare`, in ratios to other programs.

mod playbook;

use divan::Bencher;
use jiff::civil::date;
use lensbook::build::{Build, Cache, Memo, build};
use lensbook::config::Config;
use lensbook::outputs::{Output, Renderer, search};
use lensbook::site::{self, Options};
use lensbook::snapshot::{File, ProjectPath, Snapshot};
use lensbook::source::doc;
use lensbook::{kinds, theme};
use rayon::prelude::*;

const PAGES: [usize; 2] = [1_000, 10_000];

fn main() {
    divan::Divan::from_args().sample_count(10).main();
}

fn options() -> Options {
    Options { as_of: date(2026, 11, 21), drafts: false }
}

fn snapshot(pages: usize) -> Snapshot {
    let content = playbook::pages(pages, 1).filter_map(|(path, text)| {
        let path = ProjectPath::new(&format!("content/{path}"))?;
        Some(File::new(path, text.into_bytes()))
    });
    content.chain(theme::bundled()).collect()
}

fn built(snapshot: &Snapshot) -> Build {
    build(snapshot, Vec::new(), options(), &|_: &mut Config| {}, &mut Memo::default())
}

#[divan::bench(args = PAGES)]
fn parse(bencher: Bencher, pages: usize) {
    let snapshot = snapshot(pages);
    let files: Vec<&File> = snapshot.below("content").collect();
    bencher.bench(|| files.par_iter().map(|file| doc::parse(file)).collect::<Vec<_>>());
}

#[divan::bench(args = PAGES)]
fn parse_and_lower(bencher: Bencher, pages: usize) {
    let snapshot = snapshot(pages);
    let files: Vec<&File> = snapshot.below("content").collect();
    bencher.bench(|| files.par_iter().map(|file| kinds::lower(file, &kinds::Reading::default())).collect::<Vec<_>>());
}

#[divan::bench(args = PAGES)]
fn link(bencher: Bencher, pages: usize) {
    let snapshot = snapshot(pages);
    let made: Vec<_> =
        snapshot.below("content").flat_map(|file| kinds::lower(file, &kinds::Reading::default()).0).collect();
    bencher
        .with_inputs(|| made.clone())
        .bench_values(|pages| site::link(pages, &[], &snapshot, &Config::default(), options()));
}

#[divan::bench(args = PAGES)]
fn view_and_render(bencher: Bencher, pages: usize) {
    let snapshot = snapshot(pages);
    let Build { site, findings, theme, outputs, .. } = built(&snapshot);
    let Some(theme) = theme else { return };
    let outputs: Vec<_> = outputs.values().collect();
    bencher.bench(|| {
        let renderer = Renderer::new(&site, &findings, &theme, &snapshot);
        outputs.par_iter().filter(|output| renderer.render(output).is_ok()).count()
    });
}

/// From pages whose words are known to all files of the index.
#[divan::bench(args = PAGES)]
fn search_index(bencher: Bencher, pages: usize) {
    let snapshot = snapshot(pages);
    let Build { site, theme, outputs, .. } = built(&snapshot);
    let Some(theme) = theme else { return };
    let files: Vec<search::Part> = outputs
        .values()
        .filter_map(|output| if let Output::Search(part) = output { Some(*part) } else { None })
        .collect();
    bencher.bench(|| {
        let index = search::Index::new(&site);
        files.par_iter().map(|part| search::render(*part, &index, &site, &theme).len()).sum::<usize>()
    });
}

#[divan::bench(args = PAGES)]
fn rebuild_of_one_page(bencher: Bencher, pages: usize) {
    let snapshot = snapshot(pages);
    let mut memo = Memo::default();
    let mut warm = || build(&snapshot, Vec::new(), options(), &|_: &mut Config| {}, &mut memo);
    warm();
    bencher.bench_local(warm);
}

/// What each cache saves: a rebuild in which everything is known but what this cache holds.
#[divan::bench(args = [Cache::Files, Cache::Theme, Cache::Links, Cache::Plan])]
fn rebuild_without(bencher: Bencher, cache: Cache) {
    let snapshot = snapshot(10_000);
    let mut memo = Memo::default();
    let mut rebuild = |cache: Option<Cache>| {
        if let Some(cache) = cache {
            memo.forget(cache);
        }
        build(&snapshot, Vec::new(), options(), &|_: &mut Config| {}, &mut memo)
    };
    rebuild(None);
    bencher.bench_local(|| rebuild(Some(cache)));
}
