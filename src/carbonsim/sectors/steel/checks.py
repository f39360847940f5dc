"""Cross-checks of steel against statistics and published rates."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from carbonsim.core.types import Array, IntArray
from carbonsim.results.records import Check, CheckRow
from carbonsim.scenario.scenario import Scenario

PIG_IRON = "Production|Iron and Steel|Iron|Pig Iron"
STEEL = "Production|Iron and Steel|Steel"
ROWS = (
    (
        "direct CO2 of a tonne of crude steel",
        "吨粗钢直接排放",
        "Emissions|CO2|Iron and Steel",
        STEEL,
        "t CO2/t",
    ),
    ("hot metal for a tonne of crude steel", "吨粗钢铁水量", PIG_IRON, STEEL, "t/t"),
    ("scrap for a tonne of crude steel", "吨粗钢废钢量", "Scrap Use|Iron and Steel", STEEL, "t/t"),
    ("coal for a tonne of crude steel", "吨粗钢煤耗", "Coal Use|Iron and Steel", STEEL, "t/t"),
)


def rates(
    scenario: Scenario, central: Mapping[str, Array], ensemble: Mapping[str, Array], years: IntArray
) -> tuple[Check, ...]:
    """Rates of the first year, to be held against statistics of the region."""
    rows = []
    for english, chinese, upper, lower, unit in ROWS:
        value = float(central[upper][0] / central[lower][0])
        low = high = None
        if upper in ensemble and lower in ensemble:
            low, high = (float(v) for v in np.quantile(ensemble[upper][0] / ensemble[lower][0], (0.05, 0.95)))
        rows.append(CheckRow({"en": english, "zh": chinese}, value, unit, low, high))
    text = {
        "en": f"Rates of {scenario.region} in {years[0]}, for comparison with statistics",
        "zh": f"{scenario.region} {years[0]} 年单耗,供与统计对比",
    }
    return (Check("rates", text, tuple(rows)),)
