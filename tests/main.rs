//! All tests from outside, in one binary.

mod architecture;
mod docs;
mod serve;
mod themes;
