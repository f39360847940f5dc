"""Where scarce supplies are used up, and where demand was met against a limit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from carbonsim.core.blank import ratio
from carbonsim.core.types import Array, IntArray
from carbonsim.results.records import Limit
from carbonsim.scenario.scenario import Scenario
from carbonsim.sectors.limits import spells
from carbonsim.sectors.steel.checks import SUPPLIES

BEYOND = "Capacity Beyond Limits|Iron and Steel|Steel"
#: Share of a supply from which it counts as used up.
USED_UP = 0.999


def supply_limits(scenario: Scenario, central: Mapping[str, Array], years: IntArray) -> Iterator[Limit]:
    """Spells of years in which a supply is used up, or capacity is built beyond the limits."""
    for english, chinese, name, address in SUPPLIES:
        supply = scenario.quantity(f"steel.{address}").series(years)[0]
        # blank, and so false, in years without a supply
        used_up = ratio(central[name], supply) >= USED_UP
        for first, last, _ in spells(used_up, years):
            text = {"en": f"all that there is of {english} is used", "zh": f"{chinese}供给已全部用尽"}
            yield Limit(text, first, last)
    for first, last, place in spells(central[BEYOND] > 0, years):
        built = float(central[BEYOND][place].sum())
        text = {
            "en": f"demand is met with {built:.3g} Mt/yr of capacity beyond supplies or the replacement rule",
            "zh": f"为满足需求，超出资源供给或产能置换规则新建产能 {built:.3g} Mt/yr",
        }
        yield Limit(text, first, last)
