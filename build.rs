//! Tells cargo to build again when an embedded file comes or goes; changed ones it sees by itself.

fn main() {
    println!("cargo::rerun-if-changed=themes");
    println!("cargo::rerun-if-changed=src/diagnostic/explain");
    println!("cargo::rerun-if-changed=src/cli/starter");
}
