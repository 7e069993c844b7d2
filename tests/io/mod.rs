//! Disk and network: reading a project, publishing its site, answering browsers, and seeing that files changed.

mod http;
mod limits;
mod load;
mod lock;
mod publish;
mod repository;
mod watch;
