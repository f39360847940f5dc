"""Where a rule for makers, not buyers, decides how many plug-in cars are sold."""

from __future__ import annotations

from collections.abc import Mapping

from carbonsim.core.conversions import PERCENT
from carbonsim.core.types import Array, IntArray
from carbonsim.results.records import Limit
from carbonsim.scenario.scenario import Scenario
from carbonsim.sectors.limits import spells
from carbonsim.sectors.nev.record import HISTORY

CONSIDERING, PROBABILITY = (
    f"{figure}|Transportation|Light-Duty Vehicle|Plug-In" for figure in ("Considering", "Appeal")
)


def rule_limits(scenario: Scenario, central: Mapping[str, Array], years: IntArray) -> tuple[Limit, ...]:
    """Spells of years to come in which buyers would choose fewer plug-in cars than the least share."""
    least = scenario.quantity("nev.minimum_share").series(years)[0]
    known = scenario.quantity(f"{HISTORY}.sales").years[-1]
    chosen = central[CONSIDERING] * central[PROBABILITY] / PERCENT
    ruled = (years > known) & (chosen < least * PERCENT)
    text = {
        "en": "a rule sets the share of plug-in cars: buyers alone would take fewer",
        "zh": "新能源乘用车份额由规则决定：仅凭购车者选择会更低",
    }
    return tuple(Limit(text, first, last) for first, last, _ in spells(ruled, years))
