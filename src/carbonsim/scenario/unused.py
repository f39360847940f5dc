"""Statements of a reference that a comparison does not use: its world and what it tests are the plan's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from carbonsim.core.errors import Problem
from carbonsim.scenario.catalogue import Catalogue
from carbonsim.scenario.definitions import WORLD
from carbonsim.scenario.draft import Draft
from carbonsim.scenario.flatten import Leaf
from carbonsim.scenario.membership import rows_in
from carbonsim.scenario.nodes import Fields, Items, Node, Scalar
from carbonsim.scenario.origin import Origin
from carbonsim.scenario.problems import Problems
from carbonsim.scenario.quantity import Setting
from carbonsim.scenario.settings import read_leaf

#: Keys of the header that a comparison takes from the plan alone -> what a user may take for them.
OF_THE_PLAN = {
    "region": "state it in the plan",
    "years": "state them in the plan",
    "correlations": "state them in the plan, where they hold for both",
    "claims": "state in the plan what is to be tested; a run of the reference by itself tests these",
}
IN_PLAN = "state it in the plan, or in a file that both extend, and it holds for both"


def unused(
    plan: Draft,
    reference: Draft,
    settings: Mapping[str, Setting],
    region: Scalar | None,
    catalogue: Catalogue,
) -> Iterator[Problem]:
    """Warnings of what files that the reference alone is made of say of the world.

    What both have from one file, the plan's own parent say, is told nowhere, nor what an override replaces:
    it is for both.

    Parameters
    ----------
    plan, reference : Draft
        The two scenarios with their parents.
    settings : mapping of str to Setting
        Parameters of the plan, with the rows that only the reference has.
    region : Scalar or None
        The plan's, for values that come from tables.
    catalogue : Catalogue
        What may be set in the sectors that both run.

    Yields
    ------
    Problem
        Each at its place, once for each key or row.
    """
    for key, hint in OF_THE_PLAN.items():
        entry, own = reference.header.get(key), plan.header.get(key)
        if entry is None or entry.key.origin.file in plan.named:
            continue
        if own is None or (own.key.origin.line and _texts(own.node) != _texts(entry.node)):
            yield _unused(entry.key.origin, key, f"the {key} of a comparison {_verb(key)} the plan's", hint)
    yield from _rows(plan, reference, catalogue)
    for key, leaf in reference.leaves.items():
        setting = settings.get(key)
        if setting is None or leaf.definition.role != WORLD or leaf.node.origin.file in plan.named:
            continue
        if not setting.origin.line and not setting.origin.row:
            continue  # overridden for both
        if not _alike(leaf, setting, region, catalogue):
            message = "plan and reference share one world, the plan's"
            yield _unused(leaf.node.origin, key, message, IN_PLAN)


def _rows(plan: Draft, reference: Draft, catalogue: Catalogue) -> Iterator[Problem]:
    """Rows of the world that the reference alone adds or removes."""
    there = {f"{family}.{name}" for family, names in rows_in(plan, catalogue).items() for name in names}

    def of_the_world(row: str, origin: Origin) -> bool:
        family = row.rpartition(".")[0]
        known = family in catalogue.families() and not catalogue.is_policy(family)
        return known and origin.file not in plan.named

    for row, origin in reference.rows.items():
        if row not in there and of_the_world(row, origin):
            message = "this row is of the world, which is the plan's, and the plan lacks it"
            yield _unused(origin, row, message, IN_PLAN)
    for row, origin in reference.removed.items():
        if row in there and row not in reference.rows and of_the_world(row, origin):
            message = "this row is of the world, which is the plan's, and the plan has it: it stays"
            yield Problem(origin.file, origin.line, origin.column, row, message, "remove it in the plan")


def _alike(leaf: Leaf, setting: Setting, region: Scalar | None, catalogue: Catalogue) -> bool:
    """Whether a value that is not used is the one that is."""
    own = read_leaf(leaf, catalogue, region, Problems())
    return own is not None and own.value == setting.value


def _texts(node: Node) -> object:
    """Texts of a node, wherever it stands."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Items):
        return [_texts(item) for item in node.items]
    assert isinstance(node, Fields)
    return [(key.text, _texts(value)) for key, value in node.entries]


def _verb(key: str) -> str:
    return "is" if key == "region" else "are"


def _unused(origin: Origin, key: str, message: str, hint: str) -> Problem:
    message = f"{message}: what the reference states is not used"
    return Problem(origin.file, origin.line, origin.column, key, message, hint)
