"""Titles of charts that say what was found: one for each chart that a run can have."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from carbonsim.core.plain_text import harmless
from carbonsim.engine.headline import stated_periods
from carbonsim.report.answer_claims import claim_counts
from carbonsim.report.change_words import (
    ONE_RUN,
    bracketed,
    capital,
    change_band,
    cost_clause,
    emission_clause,
    sector_changes,
    unit_of,
)
from carbonsim.report.effects import (
    ALL_SECTORS,
    Effect,
    Way,
    cost_effects,
    emission_effects,
    main_boundary,
    main_sector,
)
from carbonsim.report.levels import Course, course_words, courses, main_course
from carbonsim.report.saving_titles import saving_makers
from carbonsim.report.stock_titles import Maker, part_makers, share_makers
from carbonsim.report.texts import LANGUAGES, text
from carbonsim.report.wording import sector_words
from carbonsim.results.claim_results import ClaimResult
from carbonsim.results.records import Outcome
from carbonsim.results.results import Results

Title = Mapping[str, str]
#: Whose cost a chart shows.
ACCOUNTS = {"cost": "resource", "owner_cost": "owner"}


def chart_titles(
    results: Results, outcomes: Sequence[Outcome], claims: Sequence[ClaimResult] = ()
) -> dict[str, Title]:
    """Findings as titles of charts, true of the results.

    Parameters
    ----------
    results : Results
        A run.
    outcomes, claims : sequence
        What the analysis made of it.

    Returns
    -------
    dict of str to mapping of str to str
        By chart ``difference``, ``difference_by_sector``, ``emissions``, ``sales_shares``, ``stock``,
        ``cost``, ``owner_cost`` and ``claims``, of those that apply; and by chart and subject, such as
        ``cost|Transportation|Truck`` or ``production|Iron and Steel|Iron``. Each in English and Chinese.
    """
    makers: dict[str, Maker] = {
        **dict(_differences(results, outcomes)),
        **dict(_emissions(results)),
        **dict(share_makers(results)),
        **dict(part_makers(results)),
        **dict(_costs(results, outcomes)),
        **dict(saving_makers(results)),
        **({"claims": partial(claim_counts, claims)} if claims else {}),
    }
    return {
        key: {language: capital(harmless(make(language))) for language in LANGUAGES}
        for key, make in makers.items()
    }


def _differences(results: Results, outcomes: Sequence[Outcome]) -> Iterator[tuple[str, Maker]]:
    """Changes of emissions: of the run, of each sector at its own boundary, and of sectors side by side."""
    effects = emission_effects(results, outcomes, stated_periods(results.years)[0])
    main = main_sector(effects)
    sectors = list(dict.fromkeys(one.sector for one in effects))
    for sector in sectors:
        boundary = main_boundary(effects, sector)
        found = [one for one in effects if (one.sector, one.boundary) == (sector, boundary)]
        if make := _of_effect(found, emission_clause):
            yield f"difference|{sector}", make
            if sector == main:
                yield "difference", make
    parts = _side_by_side([one for one in effects if one.sector != ALL_SECTORS])
    if len(parts) > 1:
        yield "difference_by_sector", partial(sector_changes, parts)


def _side_by_side(effects: Sequence[Effect]) -> list[Effect]:
    """Effects of all sectors at the boundary at which figures set them beside each other."""
    sectors = {one.sector for one in effects}
    boundary = main_boundary(effects, effects[0].sector) if effects else ""
    found = [one for one in effects if one.boundary == boundary and one.way is not Way.BLANK]
    return found if {one.sector for one in found} == sectors else []


def _costs(results: Results, outcomes: Sequence[Outcome]) -> Iterator[tuple[str, Maker]]:
    """Changes of what somebody pays: of the run, and of each sector."""
    effects = cost_effects(results, outcomes, stated_periods(results.years)[0])
    main = main_sector(effects)
    sectors = list(dict.fromkeys(one.sector for one in effects))
    for chart, account in ACCOUNTS.items():
        for sector in sectors:
            found = [one for one in effects if (one.sector, one.boundary) == (sector, account)]
            if make := _of_effect(found, cost_clause):
                if sector == main:
                    yield chart, make
                alone = sector == ALL_SECTORS or len(sectors) == 1
                yield f"{chart}|{sector}", make if alone else partial(_of_sector, sector, make)


def _of_sector(sector: str, make: Maker, language: str) -> str:
    return f"{sector_words(sector, language)}{'：' if language == 'zh' else ': '}{make(language)}"


def _of_effect(effects: Sequence[Effect], clause: Callable[..., str]) -> Maker | None:
    """The title of an effect that is there."""
    there = [one for one in effects if one.way is not Way.BLANK]
    return partial(_effect_title, there[0], clause) if there else None


def _effect_title(effect: Effect, clause: Callable[..., str], language: str) -> str:
    unit = unit_of([effect], language)
    words = clause(effect, unit, language)
    if effect.way is Way.UNCHANGED:
        return words
    return words + bracketed(change_band(effect, unit, language) or text(ONE_RUN, language), language)


def _emissions(results: Results) -> Iterator[tuple[str, Maker]]:
    """Courses of emissions: of the run, and of each sector."""
    found = courses(results)
    for sector in dict.fromkeys(one.sector for one in found):
        course = main_course([one for one in found if one.sector == sector])
        if course is not None:
            yield f"emissions|{sector}", partial(course_words, _to_last(course))
    if (course := main_course(found)) is not None:
        yield "emissions", partial(course_words, _to_last(course))


def _to_last(course: Course) -> Course:
    """A course with the last of its later years alone."""
    return replace(course, later=course.later[-1:], way=course.way[-1:])
