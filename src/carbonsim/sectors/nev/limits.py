"""Where a rule for makers, not buyers, decides how many plug-in cars are sold."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from carbonsim.core.conversions import PERCENT
from carbonsim.core.types import Array, IntArray
from carbonsim.results.records import Limit
from carbonsim.scenario.scenario import Scenario
from carbonsim.sectors.limits import spells

SHARE = "Sales Share|Transportation|Light-Duty Vehicle|Plug-In"


def rule_limits(scenario: Scenario, central: Mapping[str, Array], years: IntArray) -> tuple[Limit, ...]:
    """Spells of years in which the least share of plug-in cars is what is sold."""
    least = scenario.quantity("nev.minimum_share").series(years)[0]
    ruled = (least > 0.0) & np.isclose(central[SHARE], least * PERCENT, rtol=1e-9)
    text = {
        "en": "a rule sets the share of plug-in cars: buyers alone would take fewer",
        "zh": "插电车份额由规则决定：仅凭购车者选择会更低",
    }
    return tuple(Limit(text, first, last) for first, last, _ in spells(ruled, years))
