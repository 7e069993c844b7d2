//! No test waits without a limit: what could wait for good is called in one place each, where it has one.

/// What waits for as long as it takes, where it may be called, and what to call instead.
const ENDLESS: [(&str, &str, &str); 10] = [
    (".spawn()", "support/process.rs", "Process::start"),
    (".wait()", "", "Process::end_within"),
    (".wait_with_output()", "", "Process::finish"),
    (".output()", "", "process::output"),
    (".status()", "", "process::output"),
    (".recv()", "", "recv_timeout"),
    (".join()", "", "a channel and recv_timeout"),
    ("TcpStream::connect(", "", "Connection::open"),
    ("loop {", "support/deadline.rs", "deadline::retry"),
    ("while !over.load(", "", "deadline::retry"),
];

#[test]
fn no_test_waits_without_a_limit() {
    let mut wrong = Vec::new();
    for (file, text) in super::files("tests").into_iter().filter(|(file, _)| file != "architecture/waits.rs") {
        let code = super::code(&text);
        for (call, home, instead) in ENDLESS {
            if file != home && code.contains(call) {
                wrong.push(format!("tests/{file} calls `{call}`: use {instead}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// A promise in a browser test ends with its case, which has a limit; a program that blocks Node.js needs one of its own.
#[test]
fn no_script_waits_for_a_program_without_a_limit() {
    for (file, text) in super::scripts() {
        for (at, _) in text.match_indices("execFileSync(").chain(text.match_indices("spawnSync(")) {
            let call = text[at..].split(");").next().unwrap();
            assert!(call.contains("timeout"), "tests/{file}: a limit is missing in `{call}`");
        }
    }
}
