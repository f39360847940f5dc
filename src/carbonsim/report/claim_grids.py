"""Words on the grid behind claims: which factor judges, and what others would say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from carbonsim.report.claim_forms import is_of_peak, year_words
from carbonsim.report.claim_words import whole_words
from carbonsim.report.numbers import short
from carbonsim.report.texts import say
from carbonsim.report.units import ShownUnit, stated_unit
from carbonsim.results.claim_results import ClaimResult, GridAnswer, GridFactor, GridKind

UNIT = "kg CO2/kWh"


def beside(results: Sequence[ClaimResult], units: Sequence[ShownUnit], language: str) -> list[dict[str, str]]:
    """Columns for answers with other factors, by their heads.

    Parameters
    ----------
    results : sequence of ClaimResult
        All answers to a claim.
    units : sequence of ShownUnit
        Of each answer.
    language : str
        ``en`` or ``zh``.

    Returns
    -------
    list of dict of str to str
        For each answer the figure that it would be, with the verdict where that is another.
    """
    heads = dict.fromkeys(_name(other.grid, language) for result in results for other in result.other_grids)
    rows = []
    for result, unit in zip(results, units, strict=True):
        cells = {
            _name(other.grid, language): _cell(result, other, unit.factor, language)
            for other in result.other_grids
        }
        rows.append({head: cells.get(head, "") for head in heads})
    return rows


def grid_notes(results: Sequence[ClaimResult], language: str) -> list[str]:
    """Which factors judge a claim and which stand beside, each year once."""
    notes: dict[str, None] = {}
    for result in results:
        if result.grid is not None:
            others = (_factor(other.grid, language) for other in result.other_grids)
            words = [_judging(result.grid, result.year, language), *others]
            notes[("；" if language == "zh" else "; ").join(dict.fromkeys(words))] = None
    longest = [note for note in notes if not any(note != other and other.startswith(note) for other in notes)]
    return [f"{say('grid', language)}{'：' if language == 'zh' else ': '}{note}" for note in longest]


def verdicts_by_grid(results: Sequence[ClaimResult], language: str) -> list[str]:
    """Verdicts on a claim as a whole with other factors, where they differ from that which stands."""
    stands = whole_words(results, language)
    colon = "：" if language == "zh" else ": "
    grids = dict.fromkeys(other.grid for result in results for other in result.other_grids)
    found = {grid: whole_words([_with(result, grid) for result in results], language) for grid in grids}
    return [f"{_name(grid, language)}{colon}{words}" for grid, words in found.items() if words != stands]


def _with(result: ClaimResult, grid: GridFactor) -> ClaimResult:
    answers = [other.answer for other in result.other_grids if other.grid == grid]
    return replace(result, verdict=answers[0].verdict) if answers else result


def _cell(result: ClaimResult, other: GridAnswer, factor: float, language: str) -> str:
    headline = other.answer.headline
    figure = year_words(headline) if is_of_peak(result.claim) else short(headline * factor)
    if other.answer.verdict == result.verdict:
        return figure
    return f"{figure}{'，' if language == 'zh' else ', '}{say(other.answer.verdict, language)}"


def _name(grid: GridFactor, language: str) -> str:
    if grid.kind is GridKind.OFFICIAL:
        return say("grid of {}", language).format(grid.year)
    return say("as projected" if grid.kind is GridKind.PROJECTED else "as set", language)


def _factor(grid: GridFactor, language: str) -> str:
    kind = "{} is official for {}" if grid.kind is GridKind.OFFICIAL else "{} is projected"
    return say(kind, language).format(f"{grid.factor:.4g}", grid.year)


def _judging(grid: GridFactor, year: int | None, language: str) -> str:
    factor = f"{grid.factor:.4g} {stated_unit(UNIT, (), language).words}"
    if grid.kind is GridKind.PROJECTED:
        return say("judged with {}, projected for {}", language).format(factor, year)
    if grid.kind is GridKind.SET and grid.year is None:
        return say("judged with {}, set by the scenario", language).format(factor)
    if grid.kind is GridKind.SET:
        words = "judged with {}, official for {} and set by the scenario"
    elif grid.year == year:
        words = "judged with {}, official for {}"
    else:
        words = "judged with {}, official for {}, the last before"
    return say(words, language).format(factor, grid.year)
