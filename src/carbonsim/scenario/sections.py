"""Which sectors a scenario runs: those whose section its file, or a parent of it, has."""

from __future__ import annotations

from carbonsim.scenario.catalogue import SHARED, Catalogue
from carbonsim.scenario.draft import Draft
from carbonsim.scenario.flatten import Contents
from carbonsim.scenario.origin import Origin
from carbonsim.scenario.problems import Problems


def sectors_in(draft: Draft, catalogue: Catalogue) -> tuple[str, ...]:
    """The sectors whose section a draft has, be it empty, in order of the alphabet."""
    return tuple(name for name in catalogue.sectors if name in draft.sections)


#: What only a file that is to be run says of itself.
_OF_RUNS = ("draws", "seed", "sampling", "reference", "claims", "correlations")


def check_some(draft: Draft, catalogue: Catalogue, problems: Problems) -> None:
    """A scenario has at least one sector; a world, which others extend, has none and says nothing of runs."""
    if sectors_in(draft, catalogue) or not draft.complete or not any(key in draft.header for key in _OF_RUNS):
        return
    known = ", ".join(catalogue.sectors)
    message = f"found no section of a sector, expected one or more of {known}"
    hint = "a scenario runs the sectors whose section it has: add one, if only as a line like `freight: {}`"
    problems.add(draft.start(), "", message, hint)


def check_same(
    plan: Draft, reference: Draft, named_at: Origin, catalogue: Catalogue, problems: Problems
) -> None:
    """Plan and reference run the same sectors: what only one of them does cannot be compared."""
    expected, found = sectors_in(plan, catalogue), sectors_in(reference, catalogue)
    if expected == found or not (plan.complete and reference.complete):
        return
    where = reference.location.display
    message = f"found {_listed(found)} in {where}, expected the plan's own: {_listed(expected)}"
    problems.add(named_at, "reference", message, "give both the same sections, or name another reference")


def check_present(draft: Draft, override: Contents, catalogue: Catalogue, problems: Problems) -> bool:
    """Whether an override stays within the sections that there are: it sets values and adds no sector."""
    absent = [name for name in override.sections if name not in (SHARED, *draft.sections)]
    if not absent or not draft.complete:
        return True
    section = absent[0]
    key = next(iter(override.leaves), section)
    there = _listed(sectors_in(draft, catalogue))
    message = f"found no section {section} in {draft.location.display}, which has {there}"
    hint = f"add the line `{section}: {{}}` to the file, or leave this out"
    problems.add(override.sections[section], key, message, hint)
    return False


def _listed(sectors: tuple[str, ...]) -> str:
    return ", ".join(sectors) or "no sector"
