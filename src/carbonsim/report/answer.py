"""The answer of a run in one to three sentences: what the plan changes, how sure, where it turns."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import groupby

from carbonsim.reference.regions import region_in
from carbonsim.report.answer_boundaries import boundary_clause, level_clause
from carbonsim.report.answer_claims import claim_sentence
from carbonsim.report.change_words import (
    agreement,
    bracketed,
    capital,
    change_band,
    cost_clause,
    emission_clause,
    further,
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
from carbonsim.report.layout import harmless
from carbonsim.report.levels import course_words, courses, main_course
from carbonsim.report.texts import LANGUAGES, text
from carbonsim.report.wording import ACTORS, listed, when
from carbonsim.results.claim_results import ClaimResult
from carbonsim.results.records import Outcome
from carbonsim.results.results import Results

#: A sentence in each language.
Statement = Mapping[str, str]
Sentence = Callable[[str], str]


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
    """What the plan changes; of a run that is compared with nothing, its emissions as they are."""
    if results.reference is None:
        return _alone(results)
    if results.same_as_reference:
        return [partial(_same, results)]
    years = effect_periods(results)
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
    first = partial(_changes, results, effects) if effects else partial(_blank, results, years[0])
    second = partial(_second, results, of_year, costs)
    return [first, second] if second("en") else [first]


def _changes(results: Results, effects: Sequence[Effect], language: str) -> str:
    """Changes at one boundary, year by year; neighbours of one direction share their verb."""
    unit, region = unit_of(effects, language), region_in(results.scenario.region, language)
    agreed = all(one.all_agree and one.way in (Way.LESS, Way.MORE) for one in effects)
    together = agreed and len({one.draws for one in effects}) == 1
    said = []
    for _, group in groupby(effects, key=lambda one: one.way):
        first, *others = group
        clauses = [
            emission_clause(first, unit, language, region),
            *(further(one, unit, language) for one in others),
        ]
        inside = (
            _inside(change_band(one, unit, language), "" if together else agreement(one, language), language)
            for one in (first, *others)
        )
        parts = [clause + words for clause, words in zip(clauses, inside, strict=True)]
        said.append("，".join(parts) if language == "zh" else listed(parts, language))
    semicolon = "；" if language == "zh" else "; "
    return _against(results, language) + semicolon.join([*said, _how_sure(effects, together, language)])


def _inside(band: str, agreeing: str, language: str) -> str:
    return bracketed(("；" if language == "zh" else "; ").join(filter(None, (band, agreeing))), language)


def _how_sure(effects: Sequence[Effect], together: bool, language: str) -> str:
    """What the figures of a sentence are, and how many draws agree where all do."""
    if together:
        words = {
            "en": "medians, with the middle 90 %; all {:,} draws agree on the sign, inside the stated ranges",
            "zh": "均为中位数及中间 90 % 区间；全部 {:,} 次抽样方向一致，限于所述区间之内",
        }
    elif effects[0].draws:
        words = {
            "en": "medians, with the middle 90 % of {:,} draws, inside the stated ranges",
            "zh": "均为中位数及 {:,} 次抽样的中间 90 % 区间，限于所述区间之内",
        }
    else:
        words = {
            "en": "one run with central values: it has no range, so how sure this is cannot be said",
            "zh": "仅为一次中心值运行，没有区间，无法说明把握程度",
        }
    return text(words, language).format(min(one.draws for one in effects))


def _second(results: Results, effects: Sequence[Effect], costs: Sequence[Effect], language: str) -> str:
    """Boundaries, costs, and what of the reference decides."""
    unit = unit_of(costs, language) if costs else None
    paid = [
        cost_clause(one, unit, language)
        + _inside(change_band(one, unit, language), agreement(one, language), language)
        for one in costs
        if unit is not None
    ]
    clauses = (boundary_clause(effects, language), *paid, _limit(results, language))
    return ("；" if language == "zh" else "; ").join(filter(None, clauses))


def _limit(results: Results, language: str) -> str:
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
    course = main_course(results)
    if course is None:
        return [partial(_no_emissions, results)]
    of_sector = [one for one in courses(results) if one.sector == course.sector]
    first = partial(_course, results)
    second = partial(level_clause, of_sector)
    return [first, second] if len(of_sector) > 1 else [first]


def _course(results: Results, language: str) -> str:
    course = main_course(results)
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
    return text(words, language).format(_against(results, language))


def _blank(results: Results, period: str, language: str) -> str:
    words = {
        "en": "{}what the plan changes cannot be said: there is no such figure {}",
        "zh": "{}本情景的变化无从说明：{}没有此数值",
    }
    return text(words, language).format(_against(results, language), when(period, language))


def _against(results: Results, language: str) -> str:
    assert results.reference is not None
    scenario = results.reference.scenario
    title = text(scenario.title, language) or scenario.name
    return text({"en": "against “{}”, ", "zh": "与“{}”相比，"}, language).format(title)
