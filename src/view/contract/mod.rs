//! The theme contract: the types whose fields are the variables of templates, one file for each group of outputs.
//!
//! `docs/themes.md` is made from the documentation of these types. Nothing here is computed: the files beside this folder
//! build the values.

pub mod companion;
