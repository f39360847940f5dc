"""Relations that hold for every sector, by what its variables say of themselves: no table names them.

A total is the sum of its parts; a boundary is the sum of its components; emissions of power are the power
bought times the factor of the grid; totals over sectors are sums of what the sectors report; differences are
those of plan and reference.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from carbonsim.core.carbon import BOUNDARIES, COMPONENTS
from carbonsim.engine.differences import DIFFERENCES, difference_variables
from carbonsim.engine.reported import own_variables
from carbonsim.engine.totals import totals_of
from tests.sectors.magnitudes.amounts import Amount, total
from tests.sectors.magnitudes.relations import Relation
from tests.sectors.magnitudes.reported import MARKETS, Reported

GRID = "Emission Factor|CO2|Electricity"
#: How the name of the power that a sector buys begins, where no variable is its part of the total of power.
POWER = "Electricity Bought|"
#: How names begin of which those with one part more are the parts of a sum.
ADDITIVE = ("Stocks|", "Sales|", "Production|", "Capacity|", "Final Energy|", "Distance Travelled|", "Cost|")


def general_relations(reported: Reported) -> tuple[Relation, ...]:
    """All that apply to a run."""
    return (
        *_wholes(reported),
        *_boundaries(reported),
        *_power(reported),
        *_totals(reported),
        *_differences(reported),
    )


def _equal(text: str, whole: str, parts: tuple[str, ...], derived: str = "") -> Relation:
    return Relation(text, partial(_sum, whole=whole, parts=parts), derived=derived)


def _sum(reported: Reported, whole: str, parts: tuple[str, ...]) -> tuple[Amount, Amount]:
    one, *others = (total(reported.series(part)) for part in parts)
    return reported.series(whole), sum(others, one)


def _wholes(reported: Reported) -> Iterator[Relation]:
    """Totals that stand with their parts, as ``Stocks|Car`` with ``Stocks|Car|Petrol``, level by level."""
    names = [name for name in reported.variables if name.startswith(ADDITIVE) and " [" not in name]
    parents = {name: _parent(name, names) for name in names}
    for whole in dict.fromkeys(parent for parent in parents.values() if parent):
        parts = tuple(name for name, parent in parents.items() if parent == whole)
        yield _equal(f"{whole} is the sum of its parts", whole, parts)


def _parent(name: str, names: list[str]) -> str | None:
    above = [other for other in names if name.startswith(f"{other}|")]
    return max(above, key=len, default=None)


def _boundaries(reported: Reported) -> Iterator[Relation]:
    """Emissions at a boundary and its components, which stand in rows of one sector."""
    for sector in dict.fromkeys(sector for sector, _ in reported.rows):
        rows = [row.variable for (name, _), rows in reported.rows.items() if name == sector for row in rows]
        components = {row.component: row.name for row in rows if row.component in COMPONENTS}
        for row in rows:
            members = BOUNDARIES.get(row.boundary, ())
            if row.stem.startswith("Emissions|") and len(members) > 1 and set(members) <= set(components):
                parts = tuple(components[member] for member in members)
                yield _equal(f"{row.name} is the sum of its components", row.name, parts)


def _power(reported: Reported) -> Iterator[Relation]:
    """Emissions of power: what is bought times the factor of the grid."""
    for sector in dict.fromkeys(sector for sector, _ in reported.rows if sector != MARKETS):
        rows = [row for (name, _), rows in reported.rows.items() if name == sector for row in rows]
        emitted = [row.variable.name for row in rows if row.variable.component == "electricity"]
        if not emitted:
            continue
        bought = [row.variable.name for row in rows if row.total == "electricity"] or [
            row.variable.name for row in rows if row.variable.name.startswith(POWER)
        ]
        if not bought:
            raise ValueError(f"{sector} reports emissions of power and no power bought: none can be checked")
        text = f"{emitted[0]} is {bought[0]} times the factor of the grid"
        yield Relation(text, partial(_of_grid, emitted=emitted[0], bought=bought[0]))


def _of_grid(reported: Reported, emitted: str, bought: str) -> tuple[Amount, Amount]:
    return reported.series(emitted), reported.series(bought) * reported.series(GRID)


def _totals(reported: Reported) -> Iterator[Relation]:
    for each in totals_of(reported.scenario):
        parts = tuple(name for name, _ in each.parts)
        name = each.variable.name
        yield _equal(f"{name} is the sum over sectors", name, parts, derived=name)


def _differences(reported: Reported) -> Iterator[Relation]:
    reference = reported.results.reference
    if reference is None:
        return
    before = Reported(reference)
    signs = {kind: sign for kinds in DIFFERENCES.values() for kind, sign in kinds}
    own = own_variables(reported.scenario)
    for (name, kind), variable in difference_variables(own, reference.variables).items():
        sides = partial(_against, before=before, difference=variable.name, name=name, sign=signs[kind])
        yield Relation(
            f"{variable.name} is {kind[:-1].lower()} against the reference", sides, derived=variable.name
        )


def _against(
    reported: Reported, before: Reported, difference: str, name: str, sign: float
) -> tuple[Amount, Amount]:
    return reported.series(difference), (before.series(name) - reported.series(name)) * sign
