"""Knowledge of heavy trucks at the end of a year, and what of it carries hindsight."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from carbonsim.scenario.freezing import cut_path, frozen
from carbonsim.scenario.quantity import Quantity
from carbonsim.scenario.scenario import Scenario
from carbonsim.sectors.freight.powertrains import POWERTRAINS, last_year_of_record

#: Years after the frozen one for which growth is expected.
AHEAD = 6
#: Yearly growth that was to be expected, 5, 50 and 95 %: factors.
GROWTH: Mapping[str, tuple[float, float, float]] = {
    "freight.record.stations": (1.10, 1.25, 1.45),
    "freight.charging.way_hazard": (1.10, 1.25, 1.45),
    "freight.charging.base_hazard": (1.05, 1.05, 1.05),
    f"{POWERTRAINS}.battery_plugin.battery_capacity": (1.00, 1.04, 1.08),
    f"{POWERTRAINS}.battery_swap.battery_capacity": (1.00, 1.04, 1.08),
}
#: The law of 2023 said what part of the purchase tax is forgone to the end of 2027.
LAW_OF, LAW_TO = 2023, 2027
#: What was fitted to the whole record: of a frozen year its prior is known.
CONSTANT = "freight.battery_constant"
AHEAD_OF_NEXT = "freight.bought_ahead"


@dataclass(frozen=True)
class Known:
    """An input of the forecasts: the year in which it was known, and what is to be said of it."""

    name: str
    year: str
    remark: str


#: Inputs that carry hindsight in the earlier frozen years, and those that were chosen to be free of it.
INPUTS = (
    Known("registrations and shares by powertrain", "each year", "counts of the year"),
    Known("imitation and volatility", "each year", "cars' estimate of the frozen year, widened"),
    Known("pack prices, bodies, subsidies", "each year", "cut at the frozen year; packs then learn"),
    Known("expressway chargers", "each year", "from 2023; estimates of today for 2020-2022"),
    Known("chance of a charger, level", "2025", "set so that most draws allow sales of 2025"),
    Known("growth of chargers, stations, packs", "2025", "guesses of today; chargers grew by 75 and 104 %"),
    Known("share of swapping, 2020-2022", "2024", "published late, partly estimates"),
    Known("duties: sales, trips, bases", "2025", "set with shares by type of 2025 in sight"),
    Known("elasticity, nest, constants", "before 2020", "studies and priors without data of trucks"),
    Known("prices of charging, energy use", "2022-2025", "constants; no year of their own"),
    Known("purchase tax after 2025", "2023", "law of June 2023"),
    Known("adjustment of sales to demand", "2025", "chosen with errors from 2022 to 2024 in sight"),
    Known("survival of trucks", "2023", "fitted to the stock of 2023"),
)


def as_known(scenario: Scenario, freeze: int) -> Scenario:
    """The scenario frozen, with what was expected of later years.

    Parameters
    ----------
    scenario : Scenario
        Whole.
    freeze : int
        The last year known.

    Returns
    -------
    Scenario
        Chargers, stations and packs grow as `GROWTH` says from their last known point on; the law that was
        known goes on; what the whole record was fitted to has its prior.
    """
    settings = dict(frozen(scenario, freeze).settings)
    for key, growth in GROWTH.items():
        settings[key] = replace(settings[key], value=growing(scenario.quantity(key), freeze, growth))
    if freeze >= LAW_OF:
        for row in scenario.members(POWERTRAINS):
            key = f"{POWERTRAINS}.{row}.purchase_tax_exemption"
            law = cut_path(scenario.quantity(key), max(freeze, LAW_TO))
            settings[key] = replace(settings[key], value=law)
    settings[CONSTANT] = replace(settings[CONSTANT], value=scenario.quantity(f"{CONSTANT}_prior"))
    if freeze < last_year_of_record(scenario):
        none = Quantity((), (0.0,), None, None, "linear", "1")
        settings[AHEAD_OF_NEXT] = replace(settings[AHEAD_OF_NEXT], value=none)
    return replace(frozen(scenario, freeze), settings=settings)


def growing(path: Quantity, freeze: int, growth: tuple[float, float, float]) -> Quantity:
    """A path to its last point up to a year, and from there on with growth.

    Its range is that of level and growth, independent of each other.

    Examples
    --------
    >>> path = Quantity((2020, 2022, 2025), (1.0, 2.0, 9.0), None, None, "linear", "1")
    >>> grown = growing(path, 2023, (1.1, 1.2, 1.3))
    >>> grown.years[:4], [round(value, 2) for value in grown.central[:4]]
    ((2020, 2022, 2023, 2024), [1.0, 2.0, 2.4, 2.88])
    """
    known = cut_path(path, freeze)
    last = known.years[-1]
    ahead = np.arange(1, freeze + AHEAD - last + 1)
    slow, usual, fast = (np.log(factor) for factor in growth)
    low, middle, high = (
        np.array(known.central if end is None else end) for end in (known.low, known.central, known.high)
    )
    centre = middle[-1] * np.exp(ahead * usual)
    ends = [
        centre * np.exp(sign * np.hypot(level, ahead * (of_growth - usual)))
        for sign, level, of_growth in (
            (-1.0, _log_ratio(low[-1], middle[-1]), slow),
            (1.0, _log_ratio(high[-1], middle[-1]), fast),
        )
    ]
    joined = zip((low, middle, high), (ends[0], centre, ends[1]), strict=True)
    below, central, above = (tuple(np.concatenate(parts).tolist()) for parts in joined)
    years = (*known.years, *(last + ahead).tolist())
    return replace(known, years=years, central=central, low=below, high=above)


def _log_ratio(end: float, middle: float) -> float:
    """Logarithm of an end over the middle of a range; none where there is nothing yet."""
    return float(np.log(end / middle)) if middle > 0 else 0.0
