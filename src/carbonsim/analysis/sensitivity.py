"""What a sensitivity analysis found: how much of each output's range each parameter explains."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from carbonsim.core.types import Array, IntArray
from carbonsim.results.records import LeftOut
from carbonsim.scenario.scenario import Scenario

if TYPE_CHECKING:
    import pandas as pd

FIRST, TOTAL = "first", "total"
SOBOL, PAWN = "sobol", "pawn"
#: Measure that factors are ranked by.
RANKED_BY = {SOBOL: TOTAL, PAWN: "median"}


@dataclass(frozen=True)
class Sensitivity:
    """Measures of every factor for every outcome, and for every series and year.

    Attributes
    ----------
    method : str
        ``sobol`` (columns first, first_low, first_high, total, total_low, total_high) or ``pawn`` (median,
        maximum, inert: the median of a parameter that does nothing, and chance: what the largest of them
        comes to in one of twenty samples).
    scenario : Scenario
        What was run, beside its reference.
    seed, draws : int
        Of the sample.
    runs : int
        How often the scenario was run for it.
    factors : tuple of str
        Parameters, or groups of them that are drawn together.
    outcomes : mapping of str to str
        Totals over the horizon, with their units.
    series : mapping of str to str
        Variables, with their units; empty where only outcomes were asked for.
    years : array of int
        The horizon.
    of_outcomes : mapping of str to array [1], (factors, outcomes)
        By measure; blank where too few draws have the outcome.
    of_series : mapping of str to array [1], (factors, series, years)
        By measure.
    having : mapping of str to int
        Draws that have each outcome, of those of an ensemble; empty where all must have it.
    left_out : LeftOut
        Draws that have no answer.
    """

    method: str
    scenario: Scenario
    seed: int
    draws: int
    runs: int
    factors: tuple[str, ...]
    outcomes: Mapping[str, str]
    series: Mapping[str, str]
    years: IntArray
    of_outcomes: Mapping[str, Array]
    of_series: Mapping[str, Array]
    having: Mapping[str, int] = field(default_factory=dict)
    left_out: LeftOut = field(default_factory=LeftOut)

    def leading(self, outcome: str, most: int) -> list[int]:
        """Rows of the factors that matter most for an outcome, the first of them the most."""
        place = list(self.outcomes).index(outcome)
        measure = self.of_outcomes[RANKED_BY[self.method]][:, place]
        order = np.argsort(-np.nan_to_num(measure, nan=-1.0), kind="stable")
        return [int(row) for row in order[:most] if measure[row] > 0]

    def clear(self, outcome: str, most: int) -> list[int]:
        """Rows of `leading` that stand out from chance, as far as the method tells."""
        rows = self.leading(outcome, most)
        if self.method != PAWN:
            return rows
        place = list(self.outcomes).index(outcome)
        median, chance = (self.of_outcomes[name][:, place] for name in ("median", "chance"))
        return [row for row in rows if median[row] > chance[row]]

    def to_frame(self) -> pd.DataFrame:
        """Measures of the outcomes.

        Returns
        -------
        pandas.DataFrame
            Columns outcome, unit, parameter and the measures; a row for each outcome and factor.
        """
        import pandas as pd  # noqa: PLC0415 - costs more than a central run

        factors, outcomes = len(self.factors), len(self.outcomes)
        return pd.DataFrame(
            {
                "outcome": np.repeat(list(self.outcomes), factors),
                "unit": np.repeat(list(self.outcomes.values()), factors),
                "parameter": np.tile(self.factors, outcomes),
                **{name: values.T.ravel() for name, values in self.of_outcomes.items()},
            }
        )

    def to_yearly_frame(self) -> pd.DataFrame:
        """Measures of the series in every year: columns variable, unit, year, parameter and the measures."""
        import pandas as pd  # noqa: PLC0415 - costs more than a central run

        shape = (len(self.series), len(self.years), len(self.factors))
        series, years, factors = (axis.ravel() for axis in np.indices(shape))
        return pd.DataFrame(
            {
                "variable": np.array(list(self.series), dtype=object)[series],
                "unit": np.array(list(self.series.values()), dtype=object)[series],
                "year": self.years[years],
                "parameter": np.array(self.factors, dtype=object)[factors],
                **{name: np.moveaxis(values, 0, 2).ravel() for name, values in self.of_series.items()},
            }
        )

    def __repr__(self) -> str:
        found = f"{len(self.factors)} parameters, {len(self.outcomes)} outcomes, {len(self.series)} series"
        return f"<Sensitivity {self.scenario.name}: {self.method}, {found}, {self.draws} draws>"
