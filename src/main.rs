//! The `lensbook` program: hands the command line over and exits with what comes back.

use std::process::ExitCode;

/// Many small values on all threads: the system's allocator takes a sixth of a build, this one a third of that.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    lensbook::cli::run()
}
