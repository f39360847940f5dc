"""Where public swap stations are too few: an assumption about stations that decides what a plan saves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from carbonsim.core.blank import figures
from carbonsim.core.types import Array, IntArray
from carbonsim.results.records import Limit
from carbonsim.scenario.scenario import Scenario
from carbonsim.sectors.limits import spells

STATIONS = "Swap Stations|Transportation|Truck"
UTILISATION = "Swap Utilisation|Transportation|Truck"
UNSERVED = "Swap Demand Unserved|Transportation|Truck"
#: Share of what is sought that must go unserved before it is told.
LEAST = 0.05


def station_limits(
    scenario: Scenario,  # noqa: ARG001 - what the series say is enough
    central: Mapping[str, Array],
    years: IntArray,
) -> tuple[Limit, ...]:
    """Spells of years in which public swap stations leave more than `LEAST` of what is sought unserved."""
    return tuple(_limits(central, years))


def _limits(central: Mapping[str, Array], years: IntArray) -> Iterator[Limit]:
    stations, unserved = central[STATIONS], central[UNSERVED]
    # a comparison with a blank is false: nobody sought a swap in that year
    for first, last, place in spells(unserved > LEAST, years):
        left = f"{100.0 * unserved[place].mean():.0f} %"
        text = {
            "en": f"there are no public swap stations: {left} of what is sought goes unserved",
            "zh": f"没有公共换电站：{left} 的换电需求未满足",
        }
        used = figures(central[UTILISATION][place])
        if used.size:
            busy = f"{100.0 * used.mean():.0f} %"
            text = {
                "en": f"the public swap stations are {busy} busy and leave {left} of what is sought unserved",
                "zh": f"公共换电站负荷 {busy}，{left} 的换电需求未满足",
            }
        yield Limit(text, first, last, _building(stations[: place.stop], years))


def _building(stations: Array, years: IntArray) -> Mapping[str, str]:
    """Since when no station has been built, if none was in the last of these years."""
    built = np.flatnonzero(np.diff(stations, prepend=0.0) > 0)
    if not built.size or built[-1] == len(stations) - 1:
        return {}
    until = int(years[built[-1]])
    return {"en": f"it builds none after {until}", "zh": f"{until} 年之后不再新建"}
