"""Answer of a page whose levers are moved: the numbers of its sentences at all points, and their words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from carbonsim.core.carbon import BOUNDARIES
from carbonsim.engine.headline import EXTRA_COST, REDUCTION, stated_periods
from carbonsim.reference.regions import region_in
from carbonsim.report.answer import AGAINST, NO_FIGURE, limit_clause
from carbonsim.report.answer_boundaries import (
    BY_SECTOR,
    EVERY,
    LEVELS,
    MIXED,
    SAME,
    TURNS,
    WAYS,
    WAYS_OF_ONE_RUN,
)
from carbonsim.report.change_sentence import ALL_AGREE, OF_DRAWS
from carbonsim.report.change_sentence import OF_ONE_RUN as HOW_SURE_OF_ONE_RUN
from carbonsim.report.change_words import (
    ALL_DRAWS,
    BRACKETS,
    COSTS,
    EMISSIONS,
    FURTHER,
    FURTHER_ALONE,
    LIKELY,
    NO_CHANGE,
    PLAN,
    SOME_DRAWS,
    UNDECIDED_SHARES,
    emission_words,
)
from carbonsim.report.effects import Way, main_boundary_of, main_sector_of
from carbonsim.report.onepage.words import Texts
from carbonsim.report.pick import sector_of
from carbonsim.report.texts import LANGUAGES, text
from carbonsim.report.wording import (
    ACTORS,
    BAND,
    actor_words,
    boundary_name,
    cost_words,
    gas,
    sector_words,
    sizes,
    when,
)
from carbonsim.results.lever_grid import LeverGrid
from carbonsim.results.lever_records import LeverOutcome, shares
from carbonsim.results.packed import packed
from carbonsim.results.results import Results

#: Directions that a sentence can have.
STATED = (Way.LESS, Way.MORE, Way.UNCHANGED, Way.UNDECIDED)
MOVED: Texts = {"en": "with levers moved, ", "zh": "调整后，"}
AS_IN_RUN: Texts = {"en": " (in the run as it stands)", "zh": "（原运行结果）"}
#: Emissions of a scenario without a reference, and further ones.
LEVEL: Texts = {"en": "{what} is {amount} {when}", "zh": "{what}在 {when}为 {amount}"}
FURTHER_LEVEL: Texts = {"en": "{amount} {when}", "zh": "{when}为 {amount}"}
NO_REFERENCE: Texts = {
    "en": "there is no reference, so what the plan changes is not said",
    "zh": "没有参考情景，因此不说明本情景带来的变化",
}


def lever_answer(grid: LeverGrid, results: Results) -> dict[str, Any]:
    """Answer of a page whose levers are moved, ready for JSON.

    Parameters
    ----------
    grid : LeverGrid
    results : Results
        Of the run.

    Returns
    -------
    dict
        ``effects`` and ``costs``: of each figure ``sector``, ``boundary``, ``period``, ``values`` (plan less
        reference, packed), the shares of draws ``below`` and ``above`` 0 by point, and the ``noise`` up to
        which it is 0. ``words``: templates of sentences, with gaps that a page fills. ``main``: boundary of
        the first sentence. Nothing where there is no figure.
    """
    emissions = [one for one in grid.outcomes if _is_told(one) and one.variable.stem.startswith(REDUCTION)]
    kind = "change"
    if not emissions:
        kind = "level"
        emissions = [one for one in grid.outcomes if _is_told(one)]
    emissions = [one for one in emissions if one.variable.boundary in BOUNDARIES]
    emissions.sort(key=lambda one: list(BOUNDARIES).index(one.variable.boundary))
    sector = main_sector_of([sector_of(one.variable.stem) for one in emissions])
    of_sector = [one for one in emissions if sector_of(one.variable.stem) == sector]
    if not of_sector:
        return {}
    periods = [one for one in stated_periods(results.years) if any(o.period == one for o in of_sector)]
    spoken = [one.name for one in of_sector if one.period in periods]
    if kind == "change":
        spoken += [one.name for one in emissions if one.period == periods[0]]
    chosen = [one for one in emissions if one.name in spoken]
    costs = [one for one in grid.outcomes if _is_cost(one, sector, periods[0])]
    return {
        "kind": kind,
        "main": main_boundary_of([one.variable.boundary for one in of_sector]),
        "sector": sector,
        "periods": periods,
        "effects": [_figure(one, turned=kind == "change") for one in chosen],
        "costs": [_figure(one) for one in costs],
        "sizes": {"effects": _sizes(chosen), "costs": _sizes(costs)},
        "words": _words(results, grid.draws > 1),
        "names": _names(results, sector, chosen, costs, periods),
    }


def _is_told(outcome: LeverOutcome) -> bool:
    variable = outcome.variable
    return bool(outcome.period and variable.boundary) and not variable.variant + variable.product


def _is_cost(outcome: LeverOutcome, sector: str, period: str) -> bool:
    variable = outcome.variable
    return (
        _is_told(outcome)
        and variable.stem.startswith(EXTRA_COST)
        and variable.boundary in ACTORS
        and outcome.period == period
        and sector_of(variable.stem) == sector
    )


def _figure(outcome: LeverOutcome, turned: bool = False) -> dict[str, Any]:
    """A figure over the grid; a reduction is turned into a change."""
    values = packed(-outcome.values[::-1] if turned else outcome.values)
    below, above = (outcome.above, outcome.below) if turned else (outcome.below, outcome.above)
    return {
        **{"sector": sector_of(outcome.variable.stem), "boundary": outcome.variable.boundary},
        **{"period": outcome.period, "values": values, "below": shares(below), "above": shares(above)},
        # numbers of 16 bits are 0 but for a step
        "noise": max(outcome.noise, values["scale"]),
    }


def _sizes(outcomes: Sequence[LeverOutcome]) -> Mapping[str, Any]:
    return {language: sizes(outcomes[0].unit, language) for language in LANGUAGES} if outcomes else {}


def _names(
    results: Results,
    sector: str,
    effects: Sequence[LeverOutcome],
    costs: Sequence[LeverOutcome],
    periods: Sequence[str],
) -> dict[str, Any]:
    """Names of what effects are of, by their keys."""
    region = {language: region_in(results.scenario.region, language) for language in LANGUAGES}
    of_sector = [one.variable for one in effects if sector_of(one.variable.stem) == sector]
    variables = {variable.boundary: variable for variable in of_sector}
    return {
        "what": {
            key: {
                language: emission_words(sector, key, variable.unit, language, region[language])
                for language in LANGUAGES
            }
            for key, variable in variables.items()
        },
        "gas": {key: gas(variable.unit) for key, variable in variables.items()},
        "boundary": _by_language(boundary_name, (one.variable.boundary for one in effects)),
        "sector": _by_language(sector_words, (sector_of(one.variable.stem) for one in effects)),
        "when": _by_language(when, periods),
        "who": _by_language(actor_words, (one.variable.boundary for one in costs)),
        "paid": _by_language(cost_words, (one.variable.boundary for one in costs)),
    }


def _by_language(words: Callable[[str, str], str], keys: Iterable[str]) -> dict[str, Texts]:
    return {key: {language: words(key, language) for language in LANGUAGES} for key in dict.fromkeys(keys)}


def _words(results: Results, drawn: bool) -> dict[str, Any]:
    """Templates of sentences; a gap that stood without a name is named after what fills it."""
    further = FURTHER if drawn else FURTHER_ALONE
    plan = partial(_filled, plan=PLAN)
    head: Texts = MOVED
    if results.reference is not None:
        other = results.reference.scenario
        title = {language: text(other.title, language) or other.name for language in LANGUAGES}
        head = {k: MOVED[k] + AGAINST[k].format(title[k]) for k in LANGUAGES}
    limit = {language: limit_clause(results, language) for language in LANGUAGES if results.limits}
    return {
        "head": head,
        "clause": {way.value: plan(EMISSIONS[way, drawn]) for way in STATED if (way, drawn) in EMISSIONS},
        "further": {way.value: further[way] for way in STATED},
        "cost": {way.value: COSTS[way, drawn] for way in STATED if (way, drawn) in COSTS},
        "level": {"clause": LEVEL, "further": FURTHER_LEVEL, "note": NO_REFERENCE, "boundaries": LEVELS},
        "ways": {way.value: one for way, one in (WAYS if drawn else WAYS_OF_ONE_RUN).items()},
        "band": BAND,
        "brackets": _named(BRACKETS, "words"),
        "agreement": {
            **{"all": ALL_DRAWS, "some": SOME_DRAWS, "likely": _named(LIKELY, "share")},
            **{"unchanged": _named(NO_CHANGE, "share")},
            "undecided": {str(sign): _named(one, "share") for sign, one in UNDECIDED_SHARES.items()},
        },
        "sure": {"all": ALL_AGREE, "some": OF_DRAWS, "none": HOW_SURE_OF_ONE_RUN},
        "boundaries": {
            key: _named(one, "when")
            for key, one in (("same", SAME), ("turns", TURNS), ("mixed", MIXED), ("sectors", BY_SECTOR))
        },
        "every": EVERY,
        "nothing": {k: NO_FIGURE[k].format("", "{when}") for k in LANGUAGES},
        "limit": {k: one + AS_IN_RUN[k] for k, one in limit.items() if one},
    }


def _named(words: Texts, gap: str) -> Texts:
    return {language: words[language].format("{" + gap + "}") for language in LANGUAGES}


def _filled(words: Texts, **values: Texts) -> Texts:
    """A template with some of its gaps filled."""
    found = dict(words)
    for gap, value in values.items():
        found = {language: one.replace("{" + gap + "}", value[language]) for language, one in found.items()}
    return found
