"""Data that decide the headline of a run, and how old they are: rank correlations over its own draws."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from statistics import median_low

import numpy as np

from carbonsim.core.blank import BLANK, anything, figures, filled, quantiles
from carbonsim.core.carbon import BOUNDARIES, OWN_COMPONENTS
from carbonsim.core.late import dataclass
from carbonsim.core.ranks import largest_by_chance, rank_correlations
from carbonsim.core.types import Array
from carbonsim.engine.data_years import DataYear, data_year
from carbonsim.engine.headline import EMISSIONS, REDUCTION, Headline, headlines, of_horizon
from carbonsim.engine.sampling import pair_scores, ranged
from carbonsim.engine.totals import ALL_SECTORS
from carbonsim.results.records import Variable
from carbonsim.results.results import Results
from carbonsim.scenario.quantity import Setting
from carbonsim.scenario.scenario import Scenario

#: Parameters that are named.
MOST = 10
#: Draws with the outcome that a rank correlation needs, and of how many of the first it is formed.
LEAST_DRAWS = 100
MOST_DRAWS = 20_000
#: Probability that chance alone names a parameter, of all that have a range.
CHANCE = 0.05
#: Evidence levels that rest on judgement.
JUDGED = ("estimate", "assumed")


@dataclass(frozen=True)
class Deciding:
    """A parameter that decides the outcome: what is known of it, and its rank correlation.

    `alike` is the number of other parameters that have the same draw.
    """

    setting: Setting
    data: DataYear
    correlation: float
    alike: int


@dataclass(frozen=True)
class DecidingData:
    """Parameters that most decide the headline outcome of a run, the strongest first.

    Attributes
    ----------
    outcome, unit : str
        The headline outcome.
    median : float [unit]
        Of its draws.
    draws : int
        Those that correlations are formed of. Below `LEAST_DRAWS` none are.
    chance : float [1]
        Rank correlation that chance alone reaches: whoever is named is above it.
    largest : float [1]
        Of all parameters that have a range.
    named : tuple of Deciding
        At most `MOST`.
    """

    outcome: str
    unit: str
    median: float
    draws: int
    chance: float = BLANK
    largest: float = BLANK
    named: tuple[Deciding, ...] = ()

    @property
    def years(self) -> tuple[int, ...]:
        """Years of the data of those that have one."""
        return tuple(one.data.year for one in self.named if one.data.year is not None)

    @property
    def median_year(self) -> int | None:
        """Median of these years, of two in the middle the earlier; None where no data have a year."""
        return median_low(self.years) if self.years else None

    @property
    def judged(self) -> int:
        """How many rest on judgement: estimates, and what a scenario assumes."""
        return sum(one.setting.confidence in JUDGED for one in self.named)

    @property
    def unsourced(self) -> int:
        """How many of these have no source."""
        return sum(one.setting.confidence in JUDGED and not one.data.source for one in self.named)


def find_deciding(results: Results) -> DecidingData | None:
    """The ten parameters that most decide the headline outcome, each with the year of its data.

    Of the outcomes at the boundary with most of a sector's own emissions it is the reduction over the
    horizon, or the emissions where there is no reference, or nothing differs from it; of several sectors it
    is that of all of them.

    Parameters
    ----------
    results : Results
        With an ensemble, kept or streamed.

    Returns
    -------
    DecidingData or None
        None where nothing has a range, or no emissions are reported.
    """
    drawn, outcomes = drawn_alike(results.scenario), headline_outcomes(results)
    if not drawn or not outcomes:
        return None
    outcome, values = _first_with_figures(results, outcomes)
    draws = len(figures(values))
    if draws < LEAST_DRAWS:
        return DecidingData(outcome.name, outcome.unit, BLANK, draws)
    found, chance = _correlations(results, drawn, values)
    order = sorted(found, key=lambda key: (-abs(found[key]), key))
    named = [_deciding(drawn[key], found[key]) for key in order[:MOST] if abs(found[key]) > chance]
    (middle,) = quantiles(results.headline[outcome.name], (0.5,))
    largest = abs(found[order[0]])
    return DecidingData(outcome.name, outcome.unit, float(middle), draws, chance, largest, tuple(named))


def headline_outcomes(results: Results) -> list[Headline]:
    """Outcomes that may be the headline of a run, the first before the others: reduction, then emissions."""
    whole = of_horizon(headlines(results.variables.values(), results.years))
    widest = (_widest(whole, results.variables, prefix) for prefix in (REDUCTION, EMISSIONS))
    return [one for one in widest if one is not None]


def _first_with_figures(results: Results, outcomes: Sequence[Headline]) -> tuple[Headline, Array]:
    """The first outcome that is not 0 in all of the first draws, and its values in these; else the last."""
    first = [(one, results.headline.get(one.name, np.zeros(0))[:MOST_DRAWS]) for one in outcomes]
    return next(((one, values) for one, values in first if anything(values)), first[-1])


def drawn_alike(scenario: Scenario) -> dict[str, list[Setting]]:
    """Parameters of plan and reference that have a range, by the name of the draw that they share."""
    both = {} if scenario.reference is None else ranged(scenario.reference)
    # the plan's: where it comes from is what `explain` says
    found: dict[str, list[Setting]] = {}
    for _, setting in sorted((both | ranged(scenario)).items()):
        found.setdefault(setting.draw_name, []).append(setting)
    return found


def _widest(outcomes: Iterable[Headline], variables: Mapping[str, Variable], prefix: str) -> Headline | None:
    """The outcome of a kind with most components, of all sectors before that of one."""

    def rank(one: Headline) -> tuple[int, bool]:
        variable = variables[one.series]
        return len(BOUNDARIES[variable.boundary]), variable.stem.endswith(ALL_SECTORS)

    own = [one for one in outcomes if _is_own(variables[one.series], prefix)]
    return max(own, key=rank, default=None)


def _is_own(variable: Variable, prefix: str) -> bool:
    """Whether an outcome counts a sector's own emissions alone, of all its products and cases."""
    components = BOUNDARIES.get(variable.boundary, ())
    whole = bool(components) and set(components) <= set(OWN_COMPONENTS)
    return whole and variable.stem.startswith(prefix) and not (variable.product or variable.variant)


def _correlations(
    results: Results, drawn: Mapping[str, Sequence[Setting]], values: Array
) -> tuple[dict[str, float], float]:
    """Rank correlation of each draw with the first values of an outcome, and what chance alone reaches.

    Of a parameter that has a draw for each year it is that of the strongest year.
    """
    scores = pair_scores(results.scenario, results.seed, 0, len(values), results.draws)
    rows = [(key, row) for key, alike in drawn.items() for row in np.atleast_2d(scores[alike[0].address])]
    having = ~np.isnan(values)
    correlations = filled(rank_correlations((row[having] for _, row in rows), values[having]))
    found: dict[str, float] = {}
    for (key, _), one in zip(rows, correlations.tolist(), strict=True):
        found[key] = max(found.get(key, 0.0), one, key=abs)
    return found, largest_by_chance(len(rows), int(having.sum()), CHANCE)


def _deciding(alike: Sequence[Setting], correlation: float) -> Deciding:
    """Parameters of one draw are named by the one with the newest data, set by a file rather than shipped."""

    def rank(one: tuple[DataYear, Setting]) -> tuple[int, bool, bool]:
        data, setting = one
        return data.year or 0, bool(data.source), not setting.origin.row

    data, setting = max(((data_year(setting), setting) for setting in alike), key=rank)
    return Deciding(setting, data, correlation, len(alike) - 1)
