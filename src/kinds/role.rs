//! Roles: the people, bodies and customers who look after the playbook and run its plays.

use super::{Facet, Kind};
use crate::page::{Field, Type};

pub(super) struct Role;

impl Kind for Role {
    fn name(&self) -> &'static str {
        "role"
    }

    fn folder(&self) -> &'static str {
        "roles"
    }

    fn listable(&self) -> bool {
        true
    }

    fn doc(&self) -> &'static str {
        "Somebody who acts: a person, a body that meets, or customers with a seat. A page's `owner` names one; the role's page shows what it owns and what it runs."
    }

    fn fields(&self) -> &'static [Field] {
        FIELDS
    }

    fn facets(&self) -> &'static [Facet] {
        &const { [Facet::field("who", "type")] }
    }

    fn gathers(&self) -> bool {
        true
    }

    fn example(&self) -> &'static str {
        "---\nid: journey-owner\ntitle: Journey owner\nsummary: Answers for one journey from end to end.\ntype: person\nmandate: May stop a change that makes the journey worse.\n---\n"
    }
}

static FIELDS: &[Field] = &[
    Field::new(
        "type",
        Type::Choice(&["person", "body", "customer"]),
        "A person, a body such as a council, or customers themselves.",
        "person",
    )
    .required(),
    Field::new("mandate", Type::Text, "What it may decide, and what it answers for.", "May stop a change.").required(),
];
