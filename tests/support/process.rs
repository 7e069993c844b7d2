//! Programs that tests start. Each is killed when its test drops it, and none is waited for without a limit.

use std::io::{Read, Write};
use std::process::{Child, ChildStderr, ChildStdout, Command, ExitStatus, Output, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use super::deadline::retry;

/// How long a program may take: many times what it takes on a machine that does nothing else.
const LIMIT: Duration = Duration::from_secs(120);

/// A running program.
pub(crate) struct Process {
    child: Child,
    /// How the program and its arguments are named in messages.
    name: String,
}

impl Process {
    /// Starts `command`; what it does with its input and output is the command's own setting.
    pub(crate) fn start(command: &mut Command) -> Self {
        let name = format!("{command:?}");
        let child = command.spawn().unwrap_or_else(|error| panic!("can't start {name}: {error}"));
        Self { child, name }
    }

    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// Its output, if the command pipes it and nobody took it before.
    pub(crate) fn stdout(&mut self) -> Option<ChildStdout> {
        self.child.stdout.take()
    }

    /// Its reports, if the command pipes them and nobody took them before.
    pub(crate) fn stderr(&mut self) -> Option<ChildStderr> {
        self.child.stderr.take()
    }

    /// How it ended; nothing while it runs.
    pub(crate) fn ended(&mut self) -> Option<ExitStatus> {
        self.child.try_wait().unwrap()
    }

    /// Waits for its end. Fails if it still runs after `limit`.
    pub(crate) fn end_within(&mut self, limit: Duration) -> ExitStatus {
        let ended = retry(limit, Duration::from_millis(1), || self.ended().ok_or(()));
        ended.unwrap_or_else(|()| panic!("still running after {limit:?}: {}", self.name))
    }

    /// Kills it, unless it ended by itself.
    pub(crate) fn kill(&mut self) -> ExitStatus {
        let _ = self.child.kill();
        self.end_within(LIMIT)
    }

    /// Gives it `input` if its input is piped, waits for its end, and collects what it wrote to pipes.
    pub(crate) fn finish(mut self, input: &[u8]) -> Output {
        if let Some(mut stdin) = self.child.stdin.take() {
            let input = input.to_owned();
            // A program that ends early does not read all of its input; its status and output say why.
            std::thread::spawn(move || drop(stdin.write_all(&input)));
        }
        let (stdout, stderr) = (collect(self.stdout()), collect(self.stderr()));
        let status = self.end_within(LIMIT);
        let all = |pipe: Receiver<Vec<u8>>| {
            // A program that it started may hold the pipe open.
            pipe.recv_timeout(LIMIT).unwrap_or_else(|_| panic!("its output never ends: {}", self.name))
        };
        Output { status, stdout: all(stdout), stderr: all(stderr) }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = retry(LIMIT, Duration::from_millis(1), || self.child.try_wait().ok().flatten().ok_or(()));
    }
}

/// Reads a pipe to its end in a thread of its own.
fn collect(pipe: Option<impl Read + Send + 'static>) -> Receiver<Vec<u8>> {
    let (sender, receiver) = channel();
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        let _ = pipe.map(|mut pipe| pipe.read_to_end(&mut bytes));
        let _ = sender.send(bytes);
    });
    receiver
}

/// What `command` writes, and how it ends.
pub(crate) fn output(command: &mut Command) -> Output {
    output_for(command, b"")
}

/// What `command` writes for this `input`, and how it ends.
pub(crate) fn output_for(command: &mut Command, input: &[u8]) -> Output {
    Process::start(command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped())).finish(input)
}

/// A command that can be interrupted, however this test was started: a shell that starts a job in the background lets it
/// ignore interrupts, which a program inherits.
pub(crate) fn interruptible(program: &str) -> Command {
    let mut command = Command::new("/usr/bin/env");
    command.args(["--default-signal=INT", program]);
    command
}

#[test]
fn a_program_that_does_not_end_is_killed() {
    let mut program = Process::start(Command::new("sleep").arg("600"));
    let id = program.id();
    let waited =
        std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| program.end_within(Duration::from_millis(20))));
    let message = *waited.unwrap_err().downcast::<String>().unwrap();
    assert!(message.starts_with("still running after 20ms: \"sleep\""), "{message}");
    drop(program);
    assert!(!std::path::Path::new(&format!("/proc/{id}")).exists());
}

#[test]
fn a_program_gets_its_input_and_gives_its_output() {
    let run = output_for(Command::new("sh").args(["-c", "cat; echo oops >&2; exit 3"]), b"words");
    assert_eq!(
        (run.status.code(), run.stdout.as_slice(), run.stderr.as_slice()),
        (Some(3), &b"words"[..], &b"oops\n"[..])
    );
}

/// As where `cargo test &` in a script starts the tests.
#[test]
fn an_interrupt_reaches_a_program_that_would_ignore_it() {
    let interrupts_itself = "kill -INT $$; echo survived";
    let ignoring = ["-c", "trap '' INT; exec \"$@\"", "sh"];
    let heedless = output(Command::new("sh").args(ignoring).args(["sh", "-c", interrupts_itself]));
    assert_eq!(heedless.stdout, b"survived\n", "{heedless:?}");
    let command = interruptible("sh");
    let reset = [command.get_program()].into_iter().chain(command.get_args());
    let run = output(Command::new("sh").args(ignoring).args(reset).args(["-c", interrupts_itself]));
    assert_eq!((run.status.code(), run.stdout.as_slice()), (None, &b""[..]), "{run:?}");
}
