//! The kinds of pages that a playbook has: one file each, and one registry.
//!
//! A kind is data, [`KindSpec`](crate::page::KindSpec): its name, its [`Field`](crate::page::Field)s, an example, what readers see of it.
//! What it computes from a page is a [`Behaviour`]; many kinds compute nothing. To add one, write a file here, a line in
//! `registry.rs`, a template and its words. Nothing outside this folder names a kind. How a file becomes a page is in `lowering/`.

mod behaviour;
mod lowering;
mod reading;
mod registry;

mod article;
mod canvas;
mod case;
mod dimension;
mod evidence;
mod framework;
mod loops;
mod metric;
mod play;
mod principle;
mod role;
mod source;
mod term;
mod workshop;

pub use behaviour::{Behaviour, Definition, DiagramContext, Draft, Overrun, Slot, SurveyContext, Target, Timetable};
pub use lowering::{CONTENT, FOLDER_PAGES, copy, id_of, is_folder_page, kind_of, lower, path_id};
pub use reading::{FolderKinds, Reading};
pub use registry::{FALLBACK, all, behaviour, by_folder, by_name, folder_of};
