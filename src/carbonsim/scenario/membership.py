"""Rows that a scenario has of each family: those shipped and those of its files, less what a file removes."""

from __future__ import annotations

from carbonsim.scenario.catalogue import Catalogue, rows_of
from carbonsim.scenario.draft import Draft
from carbonsim.scenario.families import Family
from carbonsim.scenario.flatten import Contents
from carbonsim.scenario.problems import Problems

Rows = dict[str, tuple[str, ...]]


def rows_in(draft: Draft, catalogue: Catalogue) -> Rows:
    """Names of the rows of each family, in the order in which they first appear.

    Parameters
    ----------
    draft : Draft
        A scenario with its parents.
    catalogue : Catalogue
        What may be set in the sectors that it runs.

    Returns
    -------
    dict of str to tuple of str
    """
    stated = [key for key in draft.leaves if catalogue.definition(key) is not None]
    kept = [key for key in catalogue.defaults if row_of(key, catalogue) not in draft.removed]
    return rows_of(dict.fromkeys(catalogue.families()), dict.fromkeys((*kept, *stated)))


def row_of(key: str, catalogue: Catalogue) -> str:
    """The row that a parameter belongs to, or nothing."""
    row = key.rpartition(".")[0]
    return row if catalogue.is_row(row) else ""


def check_removed(draft: Draft, contents: Contents, catalogue: Catalogue, problems: Problems) -> None:
    """Whether what a file takes away is there, in the files below it or as shipped."""
    for row, origin in contents.removed.items():
        family, _, name = row.rpartition(".")
        shipped = name in catalogue.members.get(family, ()) and row not in draft.removed
        if shipped or row in draft.rows:
            continue
        known = [each.rpartition(".")[2] for each in draft.rows if each.rpartition(".")[0] == family]
        hint = problems.suggest(name, (*catalogue.members.get(family, ()), *known))
        problems.add(origin, row, "found null for a row that is not there, expected one to remove", hint)


def check_needed(draft: Draft, catalogue: Catalogue, problems: Problems) -> None:
    """Whether a scenario still has the rows that its families cannot do without."""
    rows = rows_in(draft, catalogue)
    for row, origin in draft.removed.items():
        family, _, name = row.rpartition(".")
        rule, left = catalogue.rules.get(family, Family()), rows.get(family, ())
        if name in left or family not in rows:
            continue  # stated again, or of a sector that does not run
        if rule.needs(name):
            message = f"found null, expected the row to stay{': ' if rule.note else ''}{rule.note}"
            problems.add(origin, row, message, "set its values instead")
        elif len(left) < rule.least:
            message = f"found null for the last of {family}, expected {rule.least} row at least"
            problems.add(origin, row, message, "add another row, or keep this one")
