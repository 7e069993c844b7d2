//! The arguments of the command line. The commands check them and carry them out.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

/// Turns a folder of Markdown files into a customer-focus playbook.
#[derive(Parser, Debug)]
#[command(name = "lensbook", version, about, max_term_width = 100, disable_help_subcommand = true)]
pub(super) struct Cli {
    /// The command to run.
    #[command(subcommand)]
    pub command: Command,
    /// Options that every command takes.
    #[command(flatten)]
    pub global: Global,
}

/// Options that every command takes.
#[derive(Args, Debug)]
pub(super) struct Global {
    /// The project's folder [default: the nearest one upwards with lensbook.yaml or content/].
    #[arg(long, global = true, value_name = "DIR")]
    pub root: Option<PathBuf>,
    /// How to write results and problems.
    #[arg(long, global = true, value_enum, default_value_t = Format::Human)]
    pub format: Format,
    /// When to use colours.
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto)]
    pub color: Color,
    /// Print only problems and results.
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// Print more about what is done.
    #[arg(short, long, global = true, conflicts_with = "quiet")]
    pub verbose: bool,
}

/// How results are written.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum, Debug)]
pub(super) enum Format {
    /// For people to read.
    Human,
    /// For programs: one JSON object per line.
    Json,
}

/// When to use colours.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum, Debug)]
pub(super) enum Color {
    /// Only on a terminal.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// The commands.
#[derive(Subcommand, Debug)]
pub(super) enum Command {
    /// Write a small, complete playbook to start from.
    Init {
        /// The folder to write to. It must be empty or not exist yet.
        dir: PathBuf,
    },
    /// Write a new page with every field explained.
    New {
        /// The kind of page: play, term, article, …
        kind: String,
        /// The page's title.
        title: String,
    },
    /// Build the site.
    Build(BuildArgs),
    /// Show the site in the browser while you write: each save appears at once.
    Serve(ServeArgs),
    /// Find every problem that `build` would find, and write nothing.
    Check(BuildArgs),
    /// Score a team's answers: where it stands, its gaps, and the plays that help.
    Score(ScoreArgs),
    /// Turn a folder of Markdown, Word files, or an export of Confluence or Notion into a playbook.
    Import(ImportArgs),
    /// Explain a problem: what it means, why it matters and how to fix it.
    Explain {
        /// The code that a report shows in brackets. If left out, lists all codes.
        code: Option<String>,
    },
    /// Print a JSON Schema for editors: of a kind's front matter, or of lensbook.yaml.
    Schema {
        /// The kind of page. If left out, prints the schema of lensbook.yaml.
        kind: Option<String>,
    },
    /// Print the completions for a shell.
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
}

/// Options of build and check.
#[derive(Args, Debug)]
pub(super) struct BuildArgs {
    /// The output folder [default: public/].
    #[arg(long, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// The address at which the site will be.
    #[arg(long, value_name = "URL")]
    pub base_url: Option<String>,
    /// Include drafts.
    #[arg(long)]
    pub drafts: bool,
    /// The day to use for publish, expiry and review dates [default: today].
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub as_of: Option<Date>,
    /// Treat a code as an error; `warnings` stands for all warnings. Can be given more than once.
    #[arg(long, value_name = "CODE")]
    pub deny: Vec<String>,
    /// Don't report a code. Can be given more than once.
    #[arg(long, value_name = "CODE")]
    pub allow: Vec<String>,
}

/// Options of serve.
#[derive(Args, Debug)]
pub(super) struct ServeArgs {
    /// The address or name to listen on. With any but a loopback address, others can read what you see.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    pub host: String,
    /// The port to listen on. If it is taken, uses the next free one; 0 means any free port.
    #[arg(long, value_name = "PORT", default_value_t = 1717)]
    pub port: u16,
    /// Open the site in the browser.
    #[arg(long)]
    pub open: bool,
    /// Include drafts.
    #[arg(long)]
    pub drafts: bool,
    /// The day to use for publish, expiry and review dates [default: today].
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub as_of: Option<Date>,
    /// The link that opens a problem in your editor.
    #[arg(long, value_name = "LINK", default_value = "vscode://file/{file}:{line}:{column}")]
    pub editor: String,
    /// Look for changes at intervals, as some network folders need.
    #[arg(long)]
    pub poll: bool,
}

/// Options of score.
#[derive(Args, Debug)]
pub(super) struct ScoreArgs {
    /// The files that people saved from the form. All of them are scored together.
    #[arg(required = true, value_name = "ANSWERS.json")]
    pub answers: Vec<PathBuf>,
    /// A file from an earlier round, to show what has moved. Can be given more than once.
    #[arg(long, value_name = "ANSWERS.json")]
    pub before: Vec<PathBuf>,
    /// Include drafts.
    #[arg(long)]
    pub drafts: bool,
    /// The day to use for publish, expiry and review dates [default: today].
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub as_of: Option<Date>,
}

/// Options of import.
#[derive(Args, Debug)]
pub(super) struct ImportArgs {
    /// The folder, file or archive to read, or all parts of an archive; and last the folder to write [default: playbook/].
    #[arg(required = true, value_name = "SOURCE… DIR")]
    pub paths: Vec<PathBuf>,
    /// What kind of source it is: confluence, notion, obsidian, mkdocs, docusaurus, hugo, jekyll, docx, markdown or html. If left out, it is found out.
    #[arg(long, value_name = "KIND")]
    pub from: Option<String>,
    /// Make drafts of plays from pages that look like them.
    #[arg(long)]
    pub kinds: bool,
    /// Print the report, and write nothing.
    #[arg(long)]
    pub dry_run: bool,
}
