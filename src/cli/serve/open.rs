//! Opens the preview in a browser. A computer without one is no reason to stop: then a line says so.

use std::process::{Command, Stdio};

use super::console::Console;

/// What stands for the address in `$BROWSER`.
const ADDRESS: &str = "%s";

/// Opens `url` with the first program that can, and does not wait for it.
pub(super) fn open(url: &str, console: &Console) {
    let wanted = std::env::var("BROWSER").unwrap_or_default();
    let programs = programs(std::env::consts::OS, &wanted, url);
    let console = console.clone();
    std::thread::spawn(move || {
        let mut why = Vec::new();
        for program in &programs {
            match run(program) {
                Ok(()) => return,
                Err(reason) => why.push(reason),
            }
        }
        console.note(&format!("can't open a browser: {}", why.join(", ")));
    });
}

/// Programs that open `url` on the system `os`, each with its arguments, in the order in which they are tried. `wanted` is
/// what the environment says: commands between colons, with `%s` for the address or the address at their end.
fn programs(os: &str, wanted: &str, url: &str) -> Vec<Vec<String>> {
    let system: &[&str] = match os {
        "macos" => &["open"],
        "windows" => &["rundll32 url.dll,FileProtocolHandler"],
        _ => &["xdg-open", "wslview", "x-www-browser"],
    };
    let wanted = wanted.split(':').filter(|command| !command.trim().is_empty() && os != "windows" && os != "macos");
    let command = |command: &str| {
        let mut words: Vec<String> = command.split_whitespace().map(|word| word.replace(ADDRESS, url)).collect();
        words.extend((!command.contains(ADDRESS)).then(|| url.to_owned()));
        words
    };
    wanted.chain(system.iter().copied()).map(command).collect()
}

/// Runs a command to its end. Some browsers end at once, some with the last of their windows.
fn run(command: &[String]) -> Result<(), String> {
    let Some((program, arguments)) = command.split_first() else { return Ok(()) };
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{program} failed ({status})")),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Err(format!("there is no {program}")),
        Err(error) => Err(format!("{program}: {error}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_system_has_its_programs() {
        let url = "http://127.0.0.1:1717/";
        let cases: [(&str, &str, &[&str]); 5] = [
            ("linux", "", &["xdg-open URL", "wslview URL", "x-www-browser URL"]),
            ("linux", "firefox", &["firefox URL", "xdg-open URL", "wslview URL", "x-www-browser URL"]),
            ("freebsd", "a --new %s::b", &["a --new URL", "b URL", "xdg-open URL", "wslview URL", "x-www-browser URL"]),
            ("macos", "firefox", &["open URL"]),
            ("windows", "C:\\firefox.exe", &["rundll32 url.dll,FileProtocolHandler URL"]),
        ];
        for (os, wanted, expected) in cases {
            let found: Vec<String> = programs(os, wanted, url).iter().map(|words| words.join(" ")).collect();
            let expected: Vec<String> = expected.iter().map(|command| command.replace("URL", url)).collect();
            assert_eq!(found, expected, "{os} {wanted}");
        }
    }
}
