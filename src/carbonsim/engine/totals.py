"""Totals over sectors, at boundaries where nothing counts twice.

The `total` of an output of a sector says which variable is its part of which total. A
total is reported where each of at least two sectors has its part: what a sector does not say is not taken
for 0.
A scenario has one region, and so have its totals.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from carbonsim.core.carbon import require_summable_over_sectors
from carbonsim.core.errors import BoundaryError, DataError
from carbonsim.core.late import dataclass
from carbonsim.core.types import Array
from carbonsim.kernel.sector import ReportedVariable
from carbonsim.results.records import Variable
from carbonsim.scenario.scenario import Scenario
from carbonsim.scenario.units import convert
from carbonsim.sectors import sectors_of

#: How the stems and names of totals end, but for their boundary.
ALL_SECTORS = "|All Sectors"
EMISSIONS = "Emissions|"


@dataclass(frozen=True)
class Total:
    """A sum over sectors, and the series that it is made of with the scale of each."""

    variable: Variable
    parts: tuple[tuple[str, float], ...]


def totals_of(scenario: Scenario) -> tuple[Total, ...]:
    """The totals that a run of a scenario reports.

    Parameters
    ----------
    scenario : Scenario

    Returns
    -------
    tuple of Total
        None where the run has one sector.

    Raises
    ------
    BoundaryError
        If a part stands at another boundary than its total, or a total would count emissions twice.
    DataError
        If a sector names a total that there is not, or has two parts of one.
    """
    sectors = [(sector.name, sector.variables(scenario)) for sector in sectors_of(scenario)]
    if len(sectors) < 2:
        return ()
    _check_known(sectors)
    found = []
    for key, variable in _declared().items():
        parts = [_part(name, rows, key, variable) for name, rows in sectors]
        if None not in parts:
            found.append(Total(variable, tuple(part for part in parts if part is not None)))
    return tuple(found)


def totals(declared: Sequence[Total], series: Mapping[str, Array]) -> dict[str, Array]:
    """Series of the totals whose parts are all there, each summed in the order of its sectors.

    Parameters
    ----------
    declared : sequence of Total
        From `totals_of`.
    series : mapping of str to array
        Those of the sectors, by name.

    Returns
    -------
    dict of str to array [unit of the total]
        Blank where a part is.
    """
    result = {}
    for total in declared:
        if all(name in series for name, _ in total.parts):
            first, *rest = (series[name] * factor for name, factor in total.parts)
            for part in rest:
                first = first + part
            result[total.variable.name] = first
    return result


def _part(
    sector: str, rows: Sequence[ReportedVariable], key: str, total: Variable
) -> tuple[str, float] | None:
    """The series of a sector that belongs to a total, and its scale."""
    own = [row.variable for row in rows if row.total == key]
    if not own:
        return None
    if len(own) > 1:
        names = " and ".join(variable.name for variable in own)
        raise DataError(f"{sector} has two parts of the total {total.name}: {names}")
    (variable,) = own
    if variable.boundary != total.boundary and total.boundary:
        raise BoundaryError(
            f"{variable.name} ({variable.boundary or 'no boundary'}) cannot be part of {total.name}"
            f" ({total.boundary})"
        )
    return variable.name, convert(1.0, variable.unit, total.unit)


def _check_known(sectors: Sequence[tuple[str, Sequence[ReportedVariable]]]) -> None:
    for sector, rows in sectors:
        for row in rows:
            if row.total and row.total not in _declared():
                known = ", ".join(_declared())
                raise DataError(
                    f"{sector}: {row.variable.name} is part of a total {row.total!r}; there are {known}"
                )


@cache
def _declared() -> dict[str, Variable]:
    """The totals by their key."""
    text = files("carbonsim.engine").joinpath("totals.csv").read_text(encoding="utf-8")
    found = {}
    for line in csv.DictReader(text.splitlines()):
        if line["stem"].startswith(EMISSIONS):
            require_summable_over_sectors(line["boundary"])
        found[line["key"]] = Variable(
            name=line["name"],
            unit=line["unit"],
            component="",
            description=line["description"],
            origin="carbonsim",
            stem=line["stem"],
            boundary=line["boundary"],
        )
    return found
