//! The command line as it is typed. What it asks for is checked and carried out by the commands.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

/// A static site generator that knows what a customer-focus playbook is.
#[derive(Parser, Debug)]
#[command(name = "lensbook", version, about, max_term_width = 100, disable_help_subcommand = true)]
pub(super) struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// What holds for every command.
    #[command(flatten)]
    pub global: Global,
}

/// Options of every command.
#[derive(Args, Debug)]
pub(super) struct Global {
    /// The project's folder [default: the nearest one upwards with lensbook.yaml or content/].
    #[arg(long, global = true, value_name = "DIR")]
    pub root: Option<PathBuf>,
    /// How results and problems are written.
    #[arg(long, global = true, value_enum, default_value_t = Format::Human)]
    pub format: Format,
    /// When to use colours.
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto)]
    pub color: Color,
    /// Say nothing but problems and results.
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// Say more of what is done.
    #[arg(short, long, global = true, conflicts_with = "quiet")]
    pub verbose: bool,
}

/// How results are written.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum, Debug)]
pub(super) enum Format {
    /// For people.
    Human,
    /// One JSON object a line.
    Json,
}

/// When to use colours.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum, Debug)]
pub(super) enum Color {
    /// On a terminal.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// The commands.
#[derive(Subcommand, Debug)]
pub(super) enum Command {
    /// Make a small complete playbook to start from.
    Init {
        /// The folder to make; refused if it holds anything.
        dir: PathBuf,
    },
    /// Make a page of a kind, with every field explained.
    New {
        /// The kind: play, term, article, …
        kind: String,
        /// The page's title.
        title: String,
    },
    /// Write the site.
    Build(BuildArgs),
    /// Show the site while it is written: every save is on screen at once.
    Serve(ServeArgs),
    /// Find all that a build finds wrong; write nothing.
    Check(BuildArgs),
    /// Score answers that were filled in on a page: where a team stands, its gaps, and what follows.
    Score(ScoreArgs),
    /// Say what a problem's code means, why it matters and how to mend it.
    Explain {
        /// The code, as reports show it in brackets; all codes are listed if left out.
        code: Option<String>,
    },
    /// Print the JSON Schema of a kind's front matter, or of lensbook.yaml, for editors.
    Schema {
        /// The kind; lensbook.yaml if left out.
        kind: Option<String>,
    },
    /// Print completions for a shell.
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
    /// Where the site will be.
    #[arg(long, value_name = "URL")]
    pub base_url: Option<String>,
    /// Show drafts.
    #[arg(long)]
    pub drafts: bool,
    /// The day for publish, expires and review dates [default: today].
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub as_of: Option<Date>,
    /// Count these as errors: `warnings`, or a code. Can be given more than once.
    #[arg(long, value_name = "CODE")]
    pub deny: Vec<String>,
    /// Do not report this code. Can be given more than once.
    #[arg(long, value_name = "CODE")]
    pub allow: Vec<String>,
}

/// Options of serve.
#[derive(Args, Debug)]
pub(super) struct ServeArgs {
    /// The address or name to listen on. Any but a loopback address lets others read your drafts.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    pub host: String,
    /// The port to listen on, or the next free one; 0 takes any free one.
    #[arg(long, value_name = "PORT", default_value_t = 1717)]
    pub port: u16,
    /// Open the site in the browser.
    #[arg(long)]
    pub open: bool,
    /// Show drafts.
    #[arg(long)]
    pub drafts: bool,
    /// The day for publish, expires and review dates [default: today].
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub as_of: Option<Date>,
    /// The link that opens a problem's place in your editor.
    #[arg(long, value_name = "LINK", default_value = "vscode://file/{file}:{line}:{column}")]
    pub editor: String,
    /// Look at the files in intervals instead of being told of changes, as network folders need.
    #[arg(long)]
    pub poll: bool,
}

/// Options of score.
#[derive(Args, Debug)]
pub(super) struct ScoreArgs {
    /// Files of answers, as the site's pages save them. The people of all files count together.
    #[arg(required = true, value_name = "ANSWERS.json")]
    pub answers: Vec<PathBuf>,
    /// Files of an earlier round, to show what moved. Can be given more than once.
    #[arg(long, value_name = "ANSWERS.json")]
    pub before: Vec<PathBuf>,
    /// Show drafts.
    #[arg(long)]
    pub drafts: bool,
    /// The day for publish, expires and review dates [default: today].
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub as_of: Option<Date>,
}
