"""Kinds of claims: answered by a model, from a record, or not at all."""

from __future__ import annotations

from collections.abc import Mapping

from carbonsim.core.bounds import BOUNDS
from carbonsim.scenario.claim_forms import FORMS
from carbonsim.scenario.nodes import Node
from carbonsim.scenario.origin import Origin
from carbonsim.scenario.problems import Problems

MODEL, RECORD, NOT_ANSWERABLE = KINDS = ("model", "record", "not-answerable")
#: Texts that a claim of each kind needs.
NEEDED: Mapping[str, tuple[str, ...]] = {
    MODEL: ("name", "variable"),
    RECORD: ("name",),
    NOT_ANSWERABLE: ("name",),
}
_OF_MODEL = ("variable", "boundary", "product", "world", "judged_in", *FORMS)
#: Kind -> keys that it does not have, and what is told of them.
WRONG: Mapping[str, tuple[tuple[str, ...], str]] = {
    MODEL: (("series",), "only a claim of `kind: record` has one"),
    RECORD: (_OF_MODEL, "a claim of kind record is answered from its `series`"),
    NOT_ANSWERABLE: (
        (*_OF_MODEL, "series", "year", *BOUNDS, "tolerance"),
        "a claim that is not answerable has name, text, source and why alone",
    ),
}


def check_kind(
    kind: str | None, fields: Mapping[str, Node], origin: Origin, key: str, problems: Problems
) -> None:
    """Refuse keys that belong to claims of another kind, and a claim that has no answer and says not why."""
    wrong, why = WRONG[kind or MODEL]
    for word in wrong:
        if word in fields:
            problems.add(fields[word].origin, f"{key}.{word}", f"unknown key: {why}", "remove it")
    if kind == NOT_ANSWERABLE and "why" not in fields:
        hint = "add why: {en: ..., zh: ...}"
        problems.add(origin, f"{key}.why", "found nothing, expected why there is no answer", hint)
    if kind != NOT_ANSWERABLE and "why" in fields:
        message = f"unknown key: only a claim of `kind: {NOT_ANSWERABLE}` has one"
        problems.add(fields["why"].origin, f"{key}.why", message, "remove it")
