//! Files as people write them.

mod figures;
mod hostile;
mod markdown;
