//! Files as people write them.

mod growth;
mod hostile;
mod markdown;
