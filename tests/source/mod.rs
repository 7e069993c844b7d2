//! Files as people write them.

mod hostile;
mod markdown;
