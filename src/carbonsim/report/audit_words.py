"""Sentences on one audited answer: what it needs, the smallest joint change, the box in which it holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from carbonsim.analysis.verdicts import Verdict
from carbonsim.core.bounds import EQUALS
from carbonsim.core.conversions import PERCENT
from carbonsim.core.crossings import Span
from carbonsim.report.audit_values import ValueWords, outward, significant, spans_words, value_words
from carbonsim.report.claim_verdicts import figure_words
from carbonsim.report.claim_words import claim_units, claimed_words, share_words, verdict_words
from carbonsim.report.numbers import MISSING, percent, short
from carbonsim.report.onepage.parameters import parameter_name
from carbonsim.report.texts import label_of, say
from carbonsim.report.texts_audit import said
from carbonsim.report.wording import enumerated, listed, two_digits
from carbonsim.results.audit_records import (
    AuditedAnswer,
    AuditedParameter,
    BoxEnd,
    ClaimBox,
    JointChange,
    Moved,
    Need,
)
from carbonsim.results.claim_results import ClaimResult
from carbonsim.scenario.scenario import Scenario

#: Evidence that a reader must know of: a number that rests on judgement.
ESTIMATE, ASSUMED = "estimate", "assumed"
#: Moved parameters that a sentence names.
MOST_MOVED = 4
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
    result = answer.result
    colon, gap = ("：", "；") if language == "zh" else (": ", "; ")
    place = place_words(result, language)
    # where it is stands before it
    figure = figure_words([replace(result, boundary="")], language) or _found_here(answer, language)
    parts = [verdict_words(result, language), figure, _margin(answer, language) if figure else ""]
    share = share_words(result, language)
    if result.verdict != Verdict.UNJUDGED and result.probability is not None and share != MISSING:
        key = {1.0: "all draws", 0.0: "no draws hold"}.get(result.probability, "share")
        share = f"{result.draws:,}" if result.probability == 0.0 and result.draws else share
        parts.append(said(key, language, share=share))
    told = gap.join(filter(None, parts))
    return f"{place}{colon}{told}" if place else told


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
    """What is claimed, as a bound with its unit; nothing of a claim without a figure."""
    bound = claimed_words(results, language)
    return said("claimed", language, bound=bound) if bound else ""


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
    parameter = need.parameter
    words = value_words(parameter, language)
    told = {"name": named(scenario, parameter, language), "notes": notes_words(need, scenario, language)}
    low, high = words.number(need.scanned[0]), words.full(need.scanned[1])
    now_holds = any(span.has(parameter.value) for span in need.spans)
    if not need.spans:
        beyond = _beyond(answer, need, words, language)
        sentence = said("none within", language, low=low, high=high, beyond=beyond, **told)
    elif now_holds and need.spans[0].open_low and need.spans[-1].open_high and len(need.spans) == 1:
        sentence = said("never ends", language, low=low, high=high, **told)
    else:
        equals = answer.result.claim.bound == EQUALS
        key = "holds while" if now_holds else "met" if equals else "would hold"
        sentence = said(key, language, values=values_words(need.spans, need, language), **told)
    return sentence + _exact(need, words, language) + _drawn(need, language)


def notes_words(need: Need, scenario: Scenario, language: str) -> str:
    """Present value of a parameter, and what a reader must know of it."""
    parameter = need.parameter
    notes = [said("now", language, value=value_words(parameter, language).number(parameter.value))]
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


def _drawn(need: Need, language: str) -> str:
    """Where the median of draws holds, and where nine of ten do."""
    parts = []
    if need.median is not None:
        values = values_words(need.median, need, language, ends_told=True)
        parts.append(said("median", language, draws=f"{need.draws:,}", values=values))
    if need.agreed is not None:
        values = values_words(need.agreed, need, language, ends_told=True)
        parts.append(said("agreed", language, values=values))
    return "".join(parts)


def moved_words(moved: Sequence[Moved], scenario: Scenario, language: str) -> str:
    """New values of parameters instead of present ones, the farthest first, rounded away from the present."""
    parts = []
    for one in moved[:MOST_MOVED]:
        words, now = value_words(one.parameter, language), one.parameter.value
        told = {"value": outward(one.value, now, words), "now": words.number(now)}
        parts.append(said("instead", language, name=named(scenario, one.parameter, language), **told))
    if len(moved) > MOST_MOVED:
        parts.append(said("others", language, count=str(len(moved) - MOST_MOVED)))
    return enumerated(parts, language)


def change_sentence(answer: AuditedAnswer, scenario: Scenario, language: str) -> str:
    """The smallest joint change that makes a claim true, or ends it; nothing where there is none."""
    change = answer.change
    if change is None:
        return ""
    ends = holds(answer)
    if change.reached:
        moved = moved_words(change.moved, scenario, language)
        return said(
            "change ends" if ends else "change makes", language, moved=moved, most=_farthest(change, language)
        )
    told = {"tried": str(change.tried), "most": significant(change.most, 2)}
    if ends:
        return said("no change ends", language, **told)
    figure = MISSING
    if change.figures:
        figure = figure_at(answer.result, change.figures[0], language)
    moved = moved_words(change.moved, scenario, language)
    return said("no change makes", language, figure=figure, moved=moved, **told)


def _farthest(change: JointChange, language: str) -> str:
    """How far the parameter goes that is moved farthest, measured by its range."""
    share = max((abs(one.share) for one in change.moved), default=0.0)
    alone = "alone " if len(change.moved) == 1 else ""
    if share > 1.0:
        return said(f"{alone}times the way", language, share=two_digits(share))
    return said(f"{alone}of the way", language, share=percent(share))


def box_sentence(answer: AuditedAnswer, scenario: Scenario, language: str) -> str:
    """Box of parameter values in which a claim mostly holds; nothing without draws, or where all hold."""
    box = answer.box
    if box is None or (box.share == 1.0 and not box.ends):
        return ""
    draws = f"{box.draws:,}"
    widened = said("widened", language, times=significant(box.widened, 3)) if box.widened > 1.0 else ""
    if box.ends:
        ends = listed([_end(end, scenario, language) for end in box.ends], language)
        shares = {key: percent(getattr(box, key)) for key in ("density", "coverage", "mass")}
        return said("box", language, widened=widened, ends=ends, **shares)
    if box.share > 0.0:
        return said("box everywhere", language, widened=widened, share=percent(box.share), draws=draws)
    return _nowhere(answer, box, scenario, language)


def _nowhere(answer: AuditedAnswer, box: ClaimBox, scenario: Scenario, language: str) -> str:
    most, draws = max(box.tried, default=1.0), f"{box.draws:,}"
    told = said("box nowhere", language, draws=draws, times=significant(most, 3))
    if most <= 1.0:
        told = said("box nowhere alone", language, draws=draws)
    corner = box.corner
    if corner is None:
        return told
    moved = moved_words(corner.moved, scenario, language)
    if corner.reached:
        return told + said("corner holds", language, moved=moved)
    figure = figure_at(answer.result, corner.figures[0], language) if corner.figures else MISSING
    return told + said("corner fails", language, figure=figure, moved=moved)


def _end(end: BoxEnd, scenario: Scenario, language: str) -> str:
    words, name = value_words(end.parameter, language), named(scenario, end.parameter, language)
    low, high = words.full(end.low, digits=3), words.full(end.high, digits=3)
    if end.open_high:
        return said("above", language, name=name, low=low)
    if end.open_low:
        return said("below", language, name=name, high=high)
    return said("inside", language, name=name, low=words.number(end.low, digits=3), high=high)
