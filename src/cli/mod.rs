//! The command line: what is typed, what is printed, and the exit status.
//!
//! Results go to stdout, progress and reports to stderr. Status 0: done. 1: the content or theme has errors, nothing was
//! published. 2: the request can't be carried out, nothing was changed.

#![expect(clippy::disallowed_methods, reason = "this edge reads the clock, the environment and the disk")]

mod args;
mod build;
mod explain;
mod import;
mod init;
mod new;
mod project;
mod schema;
mod score;
mod serve;
mod terminal;

use std::io;
use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use args::{Cli, Color, Command, Format, Global};

/// How a command ended.
enum Ending {
    /// Done.
    Done,
    /// The content or theme has errors, which are printed.
    Errors,
    /// lensbook.yaml has errors, which are printed: the request can't be carried out.
    BadConfiguration,
    /// The request can't be carried out: why, and what to try.
    Refused(String),
}

/// Reads the command line, carries it out and returns the exit status.
#[must_use]
pub fn run() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            let _ = error.print();
            return if error.use_stderr() { ExitCode::from(2) } else { ExitCode::SUCCESS };
        }
    };
    let global = &cli.global;
    let ending = match &cli.command {
        Command::Build(args) => build::build(args, global),
        Command::Serve(args) => serve::serve(args, global),
        Command::Check(args) => build::check(args, global),
        Command::Score(args) => score::score(args, global),
        Command::Init { dir } => init::init(dir, global),
        Command::New { kind, title } => new::new(kind, title, global),
        Command::Import(args) => import::import(args, global),
        Command::Explain { code } => explain::explain(code.as_deref()),
        Command::Schema { kind } => schema::schema(kind.as_deref()),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(*shell, &mut Cli::command(), "lensbook", &mut script);
            print(&String::from_utf8_lossy(&script))
        }
    };
    match ending {
        Ending::Done => ExitCode::SUCCESS,
        Ending::Errors => ExitCode::from(1),
        Ending::BadConfiguration => ExitCode::from(2),
        Ending::Refused(why) => {
            blame(global, "error", "1;31", &why);
            ExitCode::from(2)
        }
    }
}

/// Whether stderr gets colours.
fn is_styled(global: &Global) -> bool {
    match global.color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => terminal::is_terminal() && std::env::var_os("NO_COLOR").is_none(),
    }
}

/// `text` in this ANSI style, if stderr gets colours.
fn paint(global: &Global, text: &str, style: &str) -> String {
    paint_if(is_styled(global), text, style)
}

/// `text` in this ANSI style, if `styled`.
fn paint_if(styled: bool, text: &str, style: &str) -> String {
    if styled { format!("\u{1b}[{style}m{text}\u{1b}[0m") } else { text.to_owned() }
}

/// Prints a line of result, unless the output is JSON or quiet was asked for.
fn say(global: &Global, line: &str) -> Ending {
    if global.format == Format::Human && !global.quiet { print(&format!("{line}\n")) } else { Ending::Done }
}

/// Writes results to stdout. A reader that has gone away, as `| head` does, is no failure; a full disk is.
fn print(text: &str) -> Ending {
    match terminal::write_out(text) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Ending::Refused(format!("can't write the results to stdout: {error}"))
        }
        _ => Ending::Done,
    }
}

/// Something to beware of, on stderr.
fn warn(global: &Global, text: &str) {
    blame(global, "warning", "1;33", text);
}

/// A sentence on stderr after a word in this ANSI style.
fn blame(global: &Global, word: &str, style: &str, text: &str) {
    let (word, text) = (paint(global, word, style), terminal::shown(text, false));
    terminal::write_err(&format!("{word}: {text}\n"), is_styled(global));
}

/// Writes to stderr, without colours.
fn tell(text: &str) {
    terminal::write_err(text, false);
}
