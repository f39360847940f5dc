"""Titles of charts that say what was found: one for each chart that a run can have."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from carbonsim.core.plain_text import harmless
from carbonsim.report.answer_claims import claim_counts
from carbonsim.report.change_words import (
    ONE_RUN,
    bracketed,
    capital,
    change_band,
    cost_clause,
    emission_clause,
    unit_of,
)
from carbonsim.report.effects import (
    Effect,
    Way,
    cost_effects,
    effect_periods,
    emission_effects,
    main_boundary,
    main_sector,
)
from carbonsim.report.levels import Course, course_words, main_course
from carbonsim.report.stock_titles import share_maker, stock_maker
from carbonsim.report.texts import LANGUAGES, text
from carbonsim.results.claim_results import ClaimResult
from carbonsim.results.records import Outcome
from carbonsim.results.results import Results

Title = Mapping[str, str]
Maker = Callable[[str], str]


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
        By chart ``difference``, ``emissions``, ``sales_shares``, ``stock``, ``cost`` and ``claims``, of those
        that apply; each in English and Chinese.
    """
    makers: dict[str, Maker | None] = {
        "difference": _difference(results, outcomes),
        "emissions": _emissions(results),
        "sales_shares": share_maker(results),
        "stock": stock_maker(results),
        "cost": _cost(results, outcomes),
        "claims": partial(claim_counts, claims) if claims else None,
    }
    return {
        key: {language: capital(harmless(make(language))) for language in LANGUAGES}
        for key, make in makers.items()
        if make is not None
    }


def _difference(results: Results, stated: Sequence[Outcome]) -> Maker | None:
    effects = emission_effects(results, stated, effect_periods(results)[0])
    sector = main_sector(effects)
    boundary = main_boundary(effects, sector)
    return _of_effect(
        [one for one in effects if (one.sector, one.boundary) == (sector, boundary)], emission_clause
    )


def _cost(results: Results, stated: Sequence[Outcome]) -> Maker | None:
    effects = cost_effects(results, stated, effect_periods(results)[0])
    sector = main_sector(effects)
    return _of_effect(
        [one for one in effects if (one.sector, one.boundary) == (sector, "resource")], cost_clause
    )


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


def _emissions(results: Results) -> Maker | None:
    course = main_course(results)
    return None if course is None else partial(course_words, _to_last(course))


def _to_last(course: Course) -> Course:
    """A course with the last of its later years alone."""
    return replace(course, later=course.later[-1:], way=course.way[-1:])
