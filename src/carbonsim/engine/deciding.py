"""Data that decide the headline of a run, and how old they are: rank correlations over its own draws."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median_low

import numpy as np

from carbonsim.core.blank import BLANK, anything, figures, filled, quantiles
from carbonsim.core.carbon import BOUNDARIES, OWN_COMPONENTS
from carbonsim.core.ranks import largest_by_chance, rank_correlations
from carbonsim.core.types import Array
from carbonsim.engine.data_years import YEAR, DataYear, data_year
from carbonsim.engine.headline import EMISSIONS, REDUCTION, Headline, headlines, of_horizon
from carbonsim.engine.sampling import pair_scores, ranged
from carbonsim.engine.totals import ALL_SECTORS
from carbonsim.results.records import Check, CheckRow, Variable
from carbonsim.results.results import Results
from carbonsim.scenario.quantity import Setting
from carbonsim.scenario.scenario import Scenario

NAME = "deciding-data"
#: Parameters that are named.
MOST = 10
#: Draws with the outcome that a rank correlation needs, and of how many of the first it is formed.
LEAST_DRAWS = 100
MOST_DRAWS = 20_000
#: Probability that chance alone names a parameter, of all that have a range.
CHANCE = 0.05
#: Evidence levels that rest on judgement.
JUDGED = ("estimate", "assumed")
EVIDENCE = {"published": "已发表", "derived": "推算", "estimate": "估计", "assumed": "设定"}


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
class Decision:
    """Parameters that decide an outcome more than chance, the strongest first, at most ten.

    Attributes
    ----------
    outcome, unit : str
        The outcome.
    middle : float [the outcome's unit]
        Its median.
    draws : int
        That the correlations are formed of.
    chance : float [1]
        Rank correlation that chance alone reaches.
    largest : float [1]
        Rank correlation of the strongest parameter, whether it decides or not.
    parameters : tuple of Deciding
    """

    outcome: str
    unit: str
    middle: float
    draws: int
    chance: float
    largest: float
    parameters: tuple[Deciding, ...]


def decision(results: Results) -> Decision | None:
    """The ten parameters that most decide the headline outcome; None where nothing does, or draws are few.

    Of the outcomes at the boundary with most of a sector's own emissions it is the reduction over the
    horizon, or the emissions where there is no reference, or nothing differs from it; of several sectors it
    is that of all of them. Of an ensemble larger than `MOST_DRAWS` it is formed of the first draws.

    Parameters
    ----------
    results : Results
        With an ensemble, kept or streamed.

    Returns
    -------
    Decision or None
    """
    drawn, outcomes = drawn_alike(results.scenario), headline_outcomes(results)
    if not drawn or not outcomes:
        return None
    outcome, values = _first_with_figures(results, outcomes)
    draws = len(figures(values))
    return _decision(results, drawn, outcome, values) if draws >= LEAST_DRAWS else None


def _decision(
    results: Results, drawn: Mapping[str, Sequence[Setting]], outcome: Headline, values: Array
) -> Decision:
    found, chance = _correlations(results, drawn, values)
    order = sorted(found, key=lambda key: (-abs(found[key]), key))
    named = tuple(_deciding(drawn[key], found[key]) for key in order[:MOST] if abs(found[key]) > chance)
    (middle,) = quantiles(results.headline[outcome.name], (0.5,))
    largest, draws = abs(found[order[0]]), len(figures(values))
    return Decision(outcome.name, outcome.unit, float(middle), draws, chance, largest, named)


def deciding_data(results: Results) -> list[Check]:
    """The ten parameters that most decide the headline outcome, each with the year of its data.

    Parameters
    ----------
    results : Results
        With an ensemble, kept or streamed; a deterministic run says that draws are needed.

    Returns
    -------
    list of Check
        One; none where nothing has a range, or no emissions are reported.
    """
    drawn, outcomes = drawn_alike(results.scenario), headline_outcomes(results)
    if not drawn or not outcomes:
        return []
    outcome, values = _first_with_figures(results, outcomes)
    draws = len(figures(values))
    if draws < LEAST_DRAWS:
        return [_too_few(draws)]
    found = _decision(results, drawn, outcome, values)
    text = {"en": f"{outcome.name}, median", "zh": f"{outcome.name}，中位数"}
    rows = [CheckRow(text, found.middle, outcome.unit), *_rows(found.parameters, found.largest)]
    return [Check(NAME, _title(outcome.name, len(found.parameters), draws, found.chance), tuple(rows))]


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


def _rows(named: Sequence[Deciding], largest: float) -> list[CheckRow]:
    rows = [CheckRow(_label(one), float(one.data.year or BLANK), YEAR) for one in named]
    if not named:
        return [CheckRow({"en": "largest rank correlation", "zh": "最大秩相关系数"}, largest, "1")]
    years = [one.data.year for one in named if one.data.year is not None]
    if years:
        middle = {
            "en": f"median year of the {len(years)} that have one",
            "zh": f"{len(years)} 项有年份数据的中位年份",
        }
        rows.append(CheckRow(middle, float(median_low(years)), YEAR))
    bare = sum(one.setting.confidence in JUDGED and not one.data.source for one in named)
    text = {
        "en": f"of the {len(named)}, estimates and assumptions without a source",
        "zh": f"{len(named)} 项中无出处的估计和设定",
    }
    return [*rows, CheckRow(text, float(bare), "1")]


def _label(one: Deciding) -> dict[str, str]:
    """Key, correlation, evidence level and source of a parameter."""
    key, level, source = one.setting.address, one.setting.confidence, one.data.source
    alike = (f" and {one.alike} alike", f" 等 {one.alike + 1} 项") if one.alike else ("", "")
    gaps = [
        *([] if source else [("no source", "无出处")]),
        *([] if one.data.year is not None else [("no year", "无年份")]),
    ]
    english = ", ".join([level, *filter(None, [source]), *(gap for gap, _ in gaps)])
    chinese = "，".join([EVIDENCE.get(level, level), *filter(None, [source]), *(gap for _, gap in gaps)])
    return {
        "en": f"{key}{alike[0]} ({one.correlation:+.2f}): {english}",
        "zh": f"{key}{alike[1]}（{one.correlation:+.2f}）：{chinese}",
    }


def _title(outcome: str, named: int, draws: int, chance: float) -> dict[str, str]:
    if named == MOST:
        which = (f"The {MOST} data that most decide {outcome}", f"对 {outcome} 影响最大的 {MOST} 项数据")
    elif named:
        which = (
            f"Data that decide {outcome} more than chance ({named}, not {MOST})",
            f"对 {outcome} 的影响超出偶然的数据（{named} 项，不足 {MOST} 项）",
        )
    else:
        which = (f"No data decide {outcome} more than chance", f"没有数据对 {outcome} 的影响超出偶然")
    return {
        "en": f"{which[0]}, with their year: rank correlation over {draws:,} draws (chance: to {chance:.2f})",
        "zh": f"{which[1]}：{draws:,} 次抽样的秩相关系数（偶然可达 {chance:.2f}）；数据年份",
    }


def _too_few(draws: int) -> Check:
    title = {
        "en": f"Data that decide the headline, and their age: named with --draws {LEAST_DRAWS} or more",
        "zh": f"决定主要结果的数据及其年份：用 --draws {LEAST_DRAWS} 或更多次抽样运行即可列出",
    }
    row = CheckRow(
        {"en": "draws of this run that have an outcome", "zh": "本次运行有结果的抽样数"}, float(draws), "1"
    )
    return Check(NAME, title, (row,))
