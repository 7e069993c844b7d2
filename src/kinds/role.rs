//! Roles: the people, bodies and customers who look after the playbook and run its plays.

use crate::page::{Facet, Field, KindSpec, Type};

pub(super) static ROLE: KindSpec = KindSpec {
    name: "role",
    folder: "roles",
    listable: true,
    doc: "Somebody who acts: a person, a body that meets, or customers with a seat. A page's `owner` names one; the role's page shows what it owns and what it runs.",
    fields: FIELDS,
    example: "---\nid: journey-owner\ntitle: Journey owner\nsummary: Answers for one journey from end to end.\ntype: person\nmandate: May stop a change that makes the journey worse.\n---\n",
    facets: &[Facet::field("who", "type")],
    lists_backlinks: true,
    ..KindSpec::DEFAULT
};

static FIELDS: &[Field] = &[
    Field::new(
        "type",
        Type::Choice(&["person", "body", "customer"]),
        "A person, a body such as a council, or customers themselves.",
        "person",
    )
    .required(),
    Field::new("mandate", Type::Text, "What it may decide, and what it is responsible for.", "May stop a change.")
        .required(),
];
