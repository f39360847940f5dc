"""Variables of a sector: its ``variables.csv`` with the names of the rows of a scenario in place."""

from __future__ import annotations

import csv
from collections.abc import Collection, Mapping
from functools import cache, lru_cache
from importlib.resources import files

from carbonsim.kernel.sector import ReportedVariable
from carbonsim.results.records import Variable
from carbonsim.scenario.units import convert


def expand_templates(
    package: str,
    rows: Mapping[str, tuple[str, ...]],
    variants: Collection[str] = (),
    offered: Mapping[str, tuple[bool, ...]] | None = None,
) -> tuple[ReportedVariable, ...]:
    """All variables of a sector, with the row of the output that each takes and its scale.

    Parameters
    ----------
    package : str
        Import name of the sector.
    rows : mapping of str to tuple of str
        Names of the rows of each family that the table speaks of.
    variants : collection of str
        Families whose rows are cases of one figure.
    offered : mapping of str to tuple of bool, optional
        Whether the scenario has each row, or only what it is compared with; families that are left out are
        the same in both. Of two rows of one name the scenario's own is reported.

    Returns
    -------
    tuple of ReportedVariable
    """
    return _expanded(package, tuple(rows.items()), tuple(variants), tuple((offered or {}).items()))


@lru_cache(maxsize=64)
def _expanded(
    package: str,
    families: tuple[tuple[str, tuple[str, ...]], ...],
    variants: tuple[str, ...],
    offered: tuple[tuple[str, tuple[bool, ...]], ...],
) -> tuple[ReportedVariable, ...]:
    """Variables of scenarios with the same rows: plan and reference have the same, and ask several times."""
    rows, there = dict(families), dict(offered)
    own = {
        family: {row for row, has in zip(rows[family], there[family], strict=True) if has} for family in there
    }
    result = []
    for line in _table(package):
        family = line["family"]
        factor = convert(1.0, line["model_unit"], line["unit"])
        for index, row in enumerate(rows[family] if family else ("",)):
            is_own = not family or family not in there or there[family][index]
            if not is_own and row in own[family]:
                continue
            variable = Variable(
                name=line["name"].replace("{row}", row),
                unit=line["unit"],
                component=line["component"],
                description=line["description"],
                origin=line["origin"],
                stem=line["stem"].replace("{row}", row),
                boundary=line["boundary"],
                product=line.get("product", ""),
                variant=row if family in variants else "",
            )
            kept = line["ensemble"] == "yes"
            total = line.get("total", "")
            result.append(
                ReportedVariable(line["key"], index if family else -1, factor, variable, kept, total, is_own)
            )
    return tuple(result)


@cache
def _table(package: str) -> tuple[dict[str, str], ...]:
    text = files(package).joinpath("variables.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))
