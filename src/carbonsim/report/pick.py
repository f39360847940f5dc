"""Which variables a table or figure shows, found by the shape of their names and not by fixed lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from carbonsim.core.carbon import BOUNDARIES, COMPONENTS, PRODUCTS
from carbonsim.results.records import Variable
from carbonsim.results.results import Results

MILESTONES = (2025, 2030, 2035, 2040, 2050)
#: What totals over the sectors of a run are of.
ALL_SECTORS = "All Sectors"
#: A horizon of no more years than this is shown whole.
FEW_YEARS = 7
#: Shares of sales; of powertrains within parts of the market; steps of a name that ends with a powertrain.
SHARES, BY_PART, NEW_ENERGY, STEPS = "Sales Share|", "|By Duty|", "|New Energy", 4
#: Prefixes of what stations are and do, in the order in which it is shown.
SERVICE = (
    "Swap Stations|",
    "Charging and Swap Stations|",
    "Swaps|",
    "Swap Utilisation|",
    "Swap Waiting Time|",
    "Swap Demand Unserved|",
    "Swaps per Station|",
    "Break-Even Swaps per Station|",
    "Result per Swap Station|",
)


@dataclass(frozen=True)
class Family:
    """A variable and the finest ones below it: ``Stocks|Transportation|Truck`` and its powertrains."""

    root: str
    leaves: tuple[str, ...]

    def label(self, leaf: str) -> str:
        """What a leaf's name adds to the root's."""
        return leaf.removeprefix(f"{self.root}|")


def families(variables: Mapping[str, Variable], prefix: str) -> tuple[Family, ...]:
    """Families whose names begin with a prefix such as ``Stocks|``; names with a boundary are left out."""
    names = [name for name in variables if name.startswith(prefix) and not name.endswith("]")]
    roots = [name for name in names if not any(name.startswith(f"{other}|") for other in names)]
    return tuple(Family(root, _leaves(names, root)) for root in roots)


def _leaves(names: Iterable[str], root: str) -> tuple[str, ...]:
    below = [name for name in names if name.startswith(f"{root}|")]
    return tuple(name for name in below if not any(other.startswith(f"{name}|") for other in below))


def children(variables: Mapping[str, Variable], root: str) -> tuple[str, ...]:
    """Variables exactly one step below a name, such as the kinds of a cost."""
    steps = root.count("|") + 1
    return tuple(
        name
        for name in variables
        if name.startswith(f"{root}|") and name.count("|") == steps and not name.endswith("]")
    )


def share_names(variables: Mapping[str, Variable], stacked: bool | None = None) -> tuple[str, ...]:
    """Shares of sales: by powertrain, which add up to all (stacked), those of parts of the market, or both.

    Names of a powertrain have its drive before it; shares of each powertrain in each part are left out.
    """
    names = [name for name in variables if name.startswith(SHARES) and BY_PART not in name]
    whole = [name for name in names if name.count("|") == STEPS and not name.endswith(NEW_ENERGY)]
    return tuple(name for name in names if stacked is None or (name in whole) == stacked)


def share_label(name: str) -> str:
    """Subject of a share of sales, without its means of transport."""
    return "|".join(name.split("|")[3:])


def means_of(name: str) -> str:
    """Means of transport that a share of sales is of.

    Examples
    --------
    >>> means_of("Sales Share|Transportation|Truck|New Energy")
    'Transportation|Truck'
    """
    return "|".join(name.split("|")[1:3])


def by_boundary(variables: Mapping[str, Variable], prefix: str) -> dict[str, dict[str, Variable]]:
    """Stem -> boundary -> variable for stems that begin with a prefix; narrow boundaries first.

    Each case and product of a stem stands apart, with their names behind the stem.
    """
    found: dict[str, dict[str, Variable]] = {}
    chosen = [v for v in variables.values() if v.stem.startswith(prefix) and v.boundary]
    for variable in sorted(chosen, key=lambda v: _place(v.boundary, BOUNDARIES)):
        stem = "|".join(part for part in (variable.stem, variable.variant, variable.product) if part)
        found.setdefault(stem, {})[variable.boundary] = variable
    return found


def by_product(variables: Mapping[str, Variable], prefix: str) -> dict[tuple[str, str], list[Variable]]:
    """Product and boundary -> the variables whose names begin with a prefix, one for each case."""
    found: dict[tuple[str, str], list[Variable]] = {}
    chosen = [variable for name, variable in variables.items() if name.startswith(prefix)]
    order = (PRODUCTS, BOUNDARIES)
    for variable in sorted(chosen, key=lambda v: (_place(v.product, order[0]), _place(v.boundary, order[1]))):
        found.setdefault((variable.product, variable.boundary), []).append(variable)
    return found


def _place(name: str, order: Iterable[str]) -> int:
    """Where a name stands in an order; behind all others if it is not in it."""
    places = list(order)
    return places.index(name) if name in places else len(places)


def apart(names: Sequence[str]) -> list[str]:
    """What tells names apart: each without the parts that all begin with.

    Examples
    --------
    >>> apart(["Levelised Cost|Steel|Furnace", "Levelised Cost|Steel|Shaft|Hydrogen"])
    ['Furnace', 'Shaft|Hydrogen']
    >>> apart(["Levelised Cost|Steel", "Levelised Cost|Steel"])
    ['', '']
    """
    parts = [name.split("|") for name in names]
    same = 0
    while all(len(part) > same for part in parts) and len({part[same] for part in parts}) == 1:
        same += 1
    return ["|".join(part[same:]) for part in parts]


def by_component(variables: Mapping[str, Variable], sector: str) -> dict[str, Variable]:
    """Component -> the emission variable of a sector (``Transportation|Truck``) that holds it alone."""
    found: dict[str, Variable] = {}
    for component in COMPONENTS:
        for name, variable in variables.items():
            is_emission = name.startswith("Emissions|") and variable.component == component
            if is_emission and name.partition(" [")[0].endswith(f"|{sector}"):
                found.setdefault(component, variable)
    return found


def sector_of(stem: str) -> str:
    """What a stem speaks of, without figure and gas.

    Examples
    --------
    >>> sector_of("Emissions|CO2|Transportation|Truck"), sector_of("Extra Cost|Transportation|Truck")
    ('Transportation|Truck', 'Transportation|Truck')
    """
    parts = stem.split("|")[1:]
    return "|".join(part for part in parts if part not in {"CO2", "Kyoto Gases"})


def milestones(results: Results) -> tuple[int, ...]:
    """Indices of the handful of years that a table shows: first, round ones, last."""
    years = results.years.tolist()
    if len(years) <= FEW_YEARS:
        return tuple(range(len(years)))
    wanted = {years[0], *MILESTONES, years[-1]}
    return tuple(index for index, year in enumerate(years) if year in wanted)
