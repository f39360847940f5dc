"""Draws of a share that is scaled with the others of its whole."""

from __future__ import annotations

# ruff: noqa: PLC0415 - imports stand where they are used: --help must not load the engine
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from carbonsim.scenario.quantity import Setting
    from carbonsim.scenario.scenario import Scenario


def drawn_text(setting: Setting, scenario: Scenario, language: str) -> str:
    """5th, 50th and 95th percentile of a share once it is scaled; nothing of what is not scaled."""
    from carbonsim.engine.scaled_shares import scaled_quantiles
    from carbonsim.report.numbers import stated
    from carbonsim.report.texts import say

    quantiles = scaled_quantiles(scenario, setting.address)
    if quantiles is None:
        return ""
    year, values = quantiles
    numbers = " - ".join(stated(float(f"{value:.3g}")) for value in values)
    when = say(" in {}", language).format(year) if year else ""
    words = "{} (5, 50, 95 %), scaled so that the shares of each draw add up to 1"
    return say(words, language).format(f"{numbers}{when}")
