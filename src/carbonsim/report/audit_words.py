"""Sentences on one audited answer: what it needs, the smallest joint change, the box in which it holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from carbonsim.analysis.verdicts import Verdict
from carbonsim.core.bounds import EQUALS
from carbonsim.core.conversions import PERCENT
from carbonsim.core.crossings import Span
from carbonsim.report.audit_values import ValueWords, outward, spans_words, value_words
from carbonsim.report.claim_forms import is_of_peak
from carbonsim.report.claim_verdicts import figure_words
from carbonsim.report.claim_words import claim_units, claimed_words, share_words, verdict_words
from carbonsim.report.numbers import MISSING, percent, short
from carbonsim.report.onepage.parameters import parameter_name
from carbonsim.report.texts import label_of, say
from carbonsim.report.texts_audit import said
from carbonsim.report.wording import listed, two_digits
from carbonsim.results.audit_records import AuditedAnswer, AuditedParameter, Need
from carbonsim.results.claim_results import ClaimResult
from carbonsim.scenario.scenario import Scenario

#: Evidence that a reader must know of: a number that rests on judgement.
ESTIMATE, ASSUMED = "estimate", "assumed"
#: Unit of a claimed figure that is a year.
YEARS = "yr"
#: Below it a figure is the claimed one: the rounding of what is claimed is larger.
LEAST_MARGIN = 1e-4


def named(scenario: Scenario, parameter: AuditedParameter, language: str) -> str:
    """A parameter by its name, in quotation marks; of a long description its first sentence."""
    name = parameter_name(scenario, parameter.key, in_full=False)[language]
    first, stop, rest = name.partition(". ")
    row = rest[rest.rfind(" (") :] if stop and rest.endswith(")") and " (" in rest else ""
    return f"“{first}{row}”"


def place_words(result: ClaimResult, language: str) -> str:
    """Where an answer is: its case, product and boundary."""
    return label_of(
        [say(word, language) for word in (result.variant, result.product, result.boundary)], language
    )


def holds(answer: AuditedAnswer) -> bool:
    """Whether the deterministic run makes a claim true."""
    return any(span.has(need.parameter.value) for need in answer.needs for span in need.spans)


def is_told(answer: AuditedAnswer) -> bool:
    """Whether needs of an answer are told: not of one that the scenario cannot judge."""
    return bool(answer.needs) and answer.result.verdict != Verdict.UNJUDGED


def figure_at(result: ClaimResult, value: float, language: str) -> str:
    """A figure of an answer as it would be elsewhere, in the unit of the answer."""
    if result.claim.unit == YEARS:
        return f"{value:.0f}"
    unit = claim_units([result], language)[0]
    return f"{short(value * unit.factor)} {unit.words}".rstrip()


def headline_sentence(answer: AuditedAnswer, language: str) -> str:
    """Verdict on an answer, its figure with year and range, and the share of draws in which it holds."""
    return next(headline_sentences(answer, language))


def headline_sentences(answer: AuditedAnswer, language: str) -> Iterator[str]:
    """The same in ever fewer words: its last parts left out."""
    result = answer.result
    colon, gap = ("：", "；") if language == "zh" else (": ", "; ")
    place = place_words(result, language)
    # where it is stands before it
    figure = figure_words([replace(result, boundary="")], language) or _found_here(answer, language)
    parts = [verdict_words(result, language), figure]
    if figure:
        parts += [central_words(answer, language), _margin(answer, language)]
    share = share_words(result, language)
    if result.verdict != Verdict.UNJUDGED and result.probability is not None and share != MISSING:
        key = {1.0: "all draws", 0.0: "no draws hold"}.get(result.probability, "share")
        share = f"{result.draws:,}" if result.probability == 0.0 and result.draws else share
        parts.append(said(key, language, share=share))
    parts = [part for part in parts if part]
    for most in range(len(parts), 0, -1):
        told = gap.join(parts[:most])
        yield f"{place}{colon}{told}" if place else told


def central_words(answer: AuditedAnswer, language: str) -> str:
    """Figure of the deterministic run, which needs are of, where the median of draws is another one."""
    result = answer.result
    if result.p50 is None or result.verdict == Verdict.UNJUDGED or result.claim.unit == YEARS:
        return ""
    if is_of_peak(result.claim) or two_digits(result.value) == two_digits(result.p50):
        return ""
    factor = claim_units([result], language)[0].factor
    return said("central", language, figure=two_digits(result.value * factor))


def _found_here(answer: AuditedAnswer, language: str) -> str:
    """Figure that a scenario has which cannot judge the claim: no answer to it."""
    result = answer.result
    if result.verdict != Verdict.UNJUDGED or not answer.needs:
        return ""
    figure = figure_at(result, result.headline, language)
    return said("found here", language, figure=figure, year=str(result.year))


def _margin(answer: AuditedAnswer, language: str) -> str:
    """How far a figure is from the claimed one, where both are the same at the digits that are told."""
    result, target = answer.result, answer.target
    exact = result.claim.series is not None or result.claim.unit == YEARS
    if exact or not target or two_digits(result.headline) != two_digits(target):
        return ""
    share = result.headline / target - 1.0
    if abs(share) < LEAST_MARGIN:
        return ""
    key = "above" if share > 0.0 else "below"
    return said(f"{key} claimed", language, share=f"{two_digits(PERCENT * abs(share))} %")


def claimed_sentence(results: Sequence[ClaimResult], language: str) -> str:
    """Claimed figure as a bound with its unit; nothing of a claim without a figure."""
    bound = tolerated_words(results, language)
    return said("claimed", language, bound=bound) if bound else ""


def tolerated_words(results: Sequence[ClaimResult], language: str) -> str:
    """Claimed figure, with how far another may be off: ``3 bn CNY/yr, within 25 %``."""
    claim, bound = results[0].claim, claimed_words(results, language)
    if claim.bound != EQUALS or not claim.tolerance or is_of_peak(claim):
        return bound
    figure = bound.removeprefix(say(EQUALS, language)).strip()
    return said("tolerated", language, figure=figure, tolerance=percent(claim.tolerance))


def year_sentence(answer: AuditedAnswer, years: tuple[int, int], language: str) -> str:
    """First year in which it holds; nothing of a record, a sum or a peak, nor of what cannot be judged."""
    result = answer.result
    if result.claim.form.over or result.claim.form.peak_by:
        return ""
    if result.claim.series or result.verdict == Verdict.UNJUDGED or answer.target is None:
        return ""
    if answer.first_year is None:
        return said("no year", language, first=str(years[0]), last=str(years[1]))
    return said("first year", language, year=str(answer.first_year))


def need_sentence(answer: AuditedAnswer, need: Need, scenario: Scenario, language: str) -> str:
    """Values of one parameter at which a claim holds, all else being as it is.

    Parameters
    ----------
    answer : AuditedAnswer
    need : Need
        Of it.
    scenario : Scenario
        Which knows the name of the parameter.
    language : str
        ``en`` or ``zh``.

    Returns
    -------
    str
        Without a full stop. Nothing in it says more than was looked at: "was found", never "cannot".
    """
    return next(need_sentences(answer, need, scenario, language))


def need_sentences(answer: AuditedAnswer, need: Need, scenario: Scenario, language: str) -> Iterator[str]:
    """The same in ever fewer words: without draws, without the exact value, without notes."""
    words = value_words(need.parameter, language)
    notes = notes_words(need, scenario, language)
    sentence = _alone(answer, need, scenario, language, notes)
    exact, drawn = _exact(need, words, language), _drawn(answer, need, language)
    for number in range(len(drawn), -1, -1):
        yield sentence + exact + "".join(drawn[:number])
    yield sentence
    yield _alone(answer, need, scenario, language, now_words(need.parameter, language))


def _alone(answer: AuditedAnswer, need: Need, scenario: Scenario, language: str, notes: str) -> str:
    """Where the deterministic run holds."""
    parameter = need.parameter
    words = value_words(parameter, language)
    told = {"name": named(scenario, parameter, language), "notes": notes}
    low, high = words.number(need.scanned[0]), words.full(need.scanned[1])
    now_holds = any(span.has(parameter.value) for span in need.spans)
    if not need.spans:
        beyond = _beyond(answer, need, words, language)
        return said("none within", language, low=low, high=high, beyond=beyond, **told)
    if now_holds and need.spans[0].open_low and need.spans[-1].open_high and len(need.spans) == 1:
        return said("never ends", language, low=low, high=high, **told)
    equals = answer.result.claim.bound == EQUALS
    key = "holds while" if now_holds else "met" if equals else "would hold"
    return said(key, language, values=values_words(need.spans, need, language), **told)


def now_words(parameter: AuditedParameter, language: str) -> str:
    """Present value of a parameter; in Chinese with its unit, which may be a multiple."""
    words = value_words(parameter, language)
    value = words.full(parameter.value) if language == "zh" else words.number(parameter.value)
    return said("now", language, value=value)


def notes_words(need: Need, scenario: Scenario, language: str) -> str:
    """Present value of a parameter, and what a reader must know of it."""
    parameter = need.parameter
    notes = [now_words(parameter, language)]
    if parameter.is_path:
        notes.append(said("path", language, year=str(parameter.year)))
    notes += caveats(parameter, scenario, language)
    return ("；" if language == "zh" else "; ").join(notes)


def caveats(parameter: AuditedParameter, scenario: Scenario, language: str) -> list[str]:
    """Whether a parameter rests on judgement, and whether it has no range."""
    setting = scenario.settings.get(parameter.key)
    notes = []
    if parameter.confidence == ESTIMATE:
        bare = setting is not None and not setting.source
        notes.append(said("bare estimate" if bare else "estimate", language))
    elif parameter.confidence == ASSUMED:
        notes.append(said("assumed", language))
    if not parameter.ranged:
        notes.append(said("unranged", language))
    return notes


def _beyond(answer: AuditedAnswer, need: Need, words: ValueWords, language: str) -> str:
    """Value outside of what was looked at with which it holds; else how far was looked, and the nearest."""
    low, high = need.scanned
    if need.beyond is not None:
        outside = need.at_bounds[1] if need.beyond > high else need.at_bounds[0]
        key = "would beyond" if outside else "would further"
        return said(key, language, beyond=outward(need.beyond, need.parameter.value, words))
    value, figure = need.best
    told = {"value": words.full(value), "figure": figure_at(answer.result, figure, language)}
    if low <= need.beyond_to <= high:
        return said("nearest", language, **told)
    return said("none beyond", language, end=words.full(need.beyond_to), **told)


def _exact(need: Need, words: ValueWords, language: str) -> str:
    if not need.exact:
        return ""
    values = listed([words.number(value) for value in need.exact], language)
    return said("exact", language, values=f"{values} {words.unit}".rstrip())


def values_words(spans: Sequence[Span], need: Need, language: str, ends_told: bool = False) -> str:
    """Spans of a need in words, or that nothing was found in what was looked at.

    How far was looked is said unless the sentence has told it.
    """
    if spans:
        at_bounds = (True, True) if ends_told else need.at_bounds
        return spans_words(spans, need.parameter, language, at_bounds)
    words = value_words(need.parameter, language)
    return said("nowhere", language, low=words.number(need.scanned[0]), high=words.full(need.scanned[1]))


def _drawn(answer: AuditedAnswer, need: Need, language: str) -> list[str]:
    """Where the median of draws holds, and where nine of ten do.

    Nine of ten draws seldom come to one figure: that they do nowhere says nothing of a claim that equals one.
    """
    parts = []
    if need.median is not None:
        values = values_words(need.median, need, language, ends_told=True)
        parts.append(said("median", language, values=values))
    if need.agreed or (need.agreed is not None and answer.result.claim.bound != EQUALS):
        values = values_words(need.agreed, need, language, ends_told=True)
        parts.append(said("agreed", language, values=values))
    return parts
