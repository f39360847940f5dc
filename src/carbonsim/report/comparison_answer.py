"""The answer of a comparison: what the others emit against the first, in 2030 and 2035."""

from __future__ import annotations

from functools import partial

from carbonsim.analysis.comparison import Comparison
from carbonsim.engine.headline import YEARS
from carbonsim.report.answer import Statement, statements
from carbonsim.report.change_sentence import changes
from carbonsim.report.effects import Effect, Way, effects_between, main_boundary, main_sector
from carbonsim.report.texts import text
from carbonsim.results.results import Results


def comparison_answer(found: Comparison) -> tuple[Statement, ...]:
    """A sentence for each of the others, of emissions at one boundary.

    Parameters
    ----------
    found : Comparison
        Of two runs or more.

    Returns
    -------
    tuple of mapping of str to str
        Each in English and Chinese.
    """
    return statements(
        [
            partial(_sentence, found, one.results, comparison_effects(found, one.results))
            for one in found.others
        ]
    )


def comparison_effects(found: Comparison, other: Results) -> list[Effect]:
    """Effects at one boundary, in 2030 and 2035 or the last year of all."""
    first, last = int(found.years[0]), int(found.years[-1])
    years = [year for year in YEARS if first <= year <= last] or [last]
    effects = [one for year in years for one in effects_between(found.base, other, year, found.paired)]
    sector = main_sector(effects)
    boundary = main_boundary(effects, sector)
    return [
        one
        for one in effects
        if (one.sector, one.boundary) == (sector, boundary) and one.way is not Way.BLANK
    ]


def _sentence(found: Comparison, other: Results, effects: list[Effect], language: str) -> str:
    base, name = (text(run.scenario.title, language) or run.scenario.name for run in (found.base, other))
    if not effects:
        words = {
            "en": "“{}” and “{}” have no emissions in common to compare",
            "zh": "“{}”与“{}”没有可比较的排放",
        }
        return text(words, language).format(name, base)
    against = text({"en": "against “{}”, ", "zh": "与“{}”相比，"}, language).format(base)
    if all(one.way is Way.LESS or one.way is Way.MORE for one in effects) and not effects[0].draws:
        against += text({"en": "in “{}” ", "zh": "“{}”中"}, language).format(name)
    return against + changes(effects, effects, language, plan={language: f"“{name}”"})
