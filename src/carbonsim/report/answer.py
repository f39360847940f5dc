"""The answer of a run in one to three sentences: what the plan changes, how sure, where it turns."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from carbonsim.core.plain_text import harmless
from carbonsim.engine.headline import stated_periods
from carbonsim.reference.regions import region_in
from carbonsim.report.answer_boundaries import boundary_clause, level_clause
from carbonsim.report.answer_claims import claim_sentence
from carbonsim.report.change_sentence import changes, inside
from carbonsim.report.change_words import (
    agreement,
    capital,
    change_band,
    cost_clause,
    unit_of,
)
from carbonsim.report.effects import (
    Effect,
    Way,
    cost_effects,
    emission_effects,
    main_boundary,
    main_sector,
)
from carbonsim.report.levels import course_words, courses, main_course
from carbonsim.report.texts import LANGUAGES, text
from carbonsim.report.wording import ACTORS, when
from carbonsim.results.claim_results import ClaimResult
from carbonsim.results.records import Outcome
from carbonsim.results.results import Results

#: A sentence in each language.
Statement = Mapping[str, str]
Sentence = Callable[[str], str]
#: What a plan is compared with, and what is said where there is no figure.
AGAINST: Statement = {"en": "against “{}”, ", "zh": "与“{}”相比，"}
NO_FIGURE: Statement = {
    "en": "{}what the plan changes cannot be said: there is no such figure {}",
    "zh": "{}本情景的变化无从说明：{}没有此数值",
}


def answer(
    results: Results, outcomes: Sequence[Outcome], claims: Sequence[ClaimResult]
) -> tuple[Statement, ...]:
    """The answer of a run.

    Every figure is a median with the 5th to 95th percentile, of 2030, 2035 and the first five years of a
    plan, or of the last year of a horizon without these. A verb of doing (cuts, raises, costs less) stands
    only where nine of ten draws agree on the sign.

    Parameters
    ----------
    results : Results
        A run.
    outcomes, claims : sequence
        What the analysis made of it.

    Returns
    -------
    tuple of mapping of str to str
        One to three sentences, each in English and Chinese.
    """
    sentences = _on_emissions(results, outcomes)
    if claims:
        sentences.append(partial(claim_sentence, claims))
    return statements(sentences)


def statements(sentences: Sequence[Sentence]) -> tuple[Statement, ...]:
    """Sentences in all languages, each with a capital letter and a full stop."""
    return tuple(
        {language: _ended(harmless(sentence(language)), language) for language in LANGUAGES}
        for sentence in sentences
    )


def _ended(words: str, language: str) -> str:
    return capital(words) + ("。" if language == "zh" else ".")


def _on_emissions(results: Results, outcomes: Sequence[Outcome]) -> list[Sentence]:
    """Changes by the plan; of a run that is compared with nothing, its emissions as they are."""
    if results.reference is None:
        return _alone(results)
    if results.same_as_reference:
        return [partial(_same, results)]
    years = stated_periods(results.years)
    of_year = emission_effects(results, outcomes, years[0])
    sector = main_sector(of_year)
    boundary = main_boundary(of_year, sector)
    effects = [
        one
        for period in years
        for one in emission_effects(results, outcomes, period)
        if (one.sector, one.boundary) == (sector, boundary) and one.way is not Way.BLANK
    ]
    costs = [
        one
        for one in cost_effects(results, outcomes, years[0])
        if one.boundary in ACTORS and one.sector == sector and one.way is not Way.BLANK
    ]
    # amounts of both sentences share a unit
    stated = [*effects, *(one for one in of_year if one.sector == sector and one.way is not Way.BLANK)]
    first = partial(_changes, results, effects, stated) if effects else partial(_blank, results, years[0])
    second = partial(_second, results, of_year, stated, costs)
    return [first, second] if second("en") else [first]


def _changes(results: Results, effects: Sequence[Effect], stated: Sequence[Effect], language: str) -> str:
    region = region_in(results.scenario.region, language)
    return against(results, language) + changes(effects, stated, language, region)


def _second(
    results: Results,
    effects: Sequence[Effect],
    stated: Sequence[Effect],
    costs: Sequence[Effect],
    language: str,
) -> str:
    """Boundaries, costs, and what of the reference decides."""
    unit = unit_of(costs, language) if costs else None
    paid = [
        cost_clause(one, unit, language)
        + inside(change_band(one, unit, language), agreement(one, language), language)
        for one in costs
        if unit is not None
    ]
    clauses = (boundary_clause(effects, stated, language), *paid, limit_clause(results, language))
    return ("；" if language == "zh" else "; ").join(filter(None, clauses))


def limit_clause(results: Results, language: str) -> str:
    """The limit that binds for longest in the reference, if one does."""
    binding = [limit for limit in results.limits if limit.of_reference]
    if not binding:
        return ""
    words = {
        "en": "part of this may come from a limit of the reference: from {first} to {last} {text}",
        "zh": "部分效果可能来自参考情景的限制：{first}-{last} 年{text}",
    }
    limit = binding[0]
    return text(words, language).format(first=limit.first, last=limit.last, text=text(limit.text, language))


def _alone(results: Results) -> list[Sentence]:
    """Emissions of a run that is compared with nothing."""
    course = main_course(courses(results))
    if course is None:
        return [partial(_no_emissions, results)]
    of_sector = [one for one in courses(results) if one.sector == course.sector]
    first = partial(_course, results)
    second = partial(level_clause, of_sector)
    return [first, second] if len(of_sector) > 1 else [first]


def _course(results: Results, language: str) -> str:
    course = main_course(courses(results))
    assert course is not None
    said = course_words(course, language, region_in(results.scenario.region, language))
    words = {
        "en": "{}; there is no reference, so what the plan changes is not said",
        "zh": "{}；没有参考情景，因此不说明本情景带来的变化",
    }
    return text(words, language).format(said)


def _no_emissions(results: Results, language: str) -> str:
    words = {
        "en": "this run has no emissions of {}-{} to state",
        "zh": "本次运行没有 {}-{} 年的排放数值",
    }
    return text(words, language).format(results.years[0], results.years[-1])


def _same(results: Results, language: str) -> str:
    words = {
        "en": "{}the plan changes nothing: every result equals that of the reference",
        "zh": "{}本情景未作任何改变：所有结果均与参考情景相同",
    }
    return text(words, language).format(against(results, language))


def _blank(results: Results, period: str, language: str) -> str:
    return text(NO_FIGURE, language).format(against(results, language), when(period, language))


def against(results: Results, language: str) -> str:
    """The reference that a sentence compares with."""
    assert results.reference is not None
    scenario = results.reference.scenario
    title = text(scenario.title, language) or scenario.name
    return text(AGAINST, language).format(title)
