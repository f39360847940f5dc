"""Verdicts on claims in words of a language, the same in a terminal and on a page."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from carbonsim.analysis.verdicts import Verdict, whole_verdict
from carbonsim.core.bounds import AT_LEAST, AT_MOST, EQUALS
from carbonsim.engine.deciding_check import EVIDENCE
from carbonsim.report.claim_forms import form_words, is_of_peak, when_words
from carbonsim.report.numbers import MISSING, percent
from carbonsim.report.parameter_names import name_in_chinese, value_in_chinese
from carbonsim.report.texts import say, text
from carbonsim.report.units import ShownUnit, exactly, stated_unit, stated_units
from carbonsim.results.claim_results import ClaimResult, Difference
from carbonsim.scenario.units import UnitError, parse_value

#: Probabilities that all draws agree on.
CERTAIN = (0.0, 1.0)
#: Remark on a count: key, year, evidence level and note.
COUNTED = re.compile(r"([\w.]+) of (\d{4}) is (\w+)(?:, (.*))?")
RECORDED = re.compile(r"a record of (.*)")
#: What a claim's world asks of a parameter.
REQUIRED: Mapping[str, Mapping[str, str]] = {
    EQUALS: {"en": "{}", "zh": "为{}"},
    AT_LEAST: {"en": "at least {}", "zh": "不低于 {}"},
    AT_MOST: {"en": "at most {}", "zh": "不高于 {}"},
}
REACHED = re.compile(r"reached in (\d{4})")


def whole_words(results: Sequence[ClaimResult], language: str) -> str:
    """Verdict on the answers to one claim together.

    Parameters
    ----------
    results : sequence of ClaimResult
        All answers to a claim.
    language : str
        ``en`` or ``zh``.

    Returns
    -------
    str
    """
    whole = whole_verdict(results)
    if language != "zh":
        return str(whole)
    places = (" / ".join(say(part, language) for part in place.split(" / ")) for place in whole.at)
    return say(whole.verdict, language).format("、".join(places))


def verdict_words(result: ClaimResult, language: str) -> str:
    """The verdict on one answer."""
    return say(result.verdict, language) or MISSING


def share_words(result: ClaimResult, language: str, whole: bool = False) -> str:
    """The share of the draws in which a claim holds; where all draws agree, how many they are.

    Parameters
    ----------
    result : ClaimResult
        One answer.
    language : str
        ``en`` or ``zh``.
    whole : bool
        Whether to add that it is only so inside the stated ranges.

    Returns
    -------
    str
        Nothing to tell of what cannot be judged.
    """
    if result.verdict == Verdict.UNJUDGED:
        return MISSING
    if result.probability not in CERTAIN or not result.draws:
        return percent(result.probability)
    words = "all {} draws, inside the stated ranges" if whole else "all {} draws"
    return say(words, language).format(f"{result.draws:,}")


def agreement_notes(results: Sequence[ClaimResult], language: str) -> list[str]:
    """Under which condition all draws agree, once for each number of draws."""
    words = (share_words(result, language, whole=True) for result in results if agrees(result))
    return list(dict.fromkeys(words))


def agrees(result: ClaimResult) -> bool:
    """Whether there are draws that all say the same."""
    return result.verdict != Verdict.UNJUDGED and result.probability in CERTAIN and bool(result.draws)


def needs_words(results: Sequence[ClaimResult], language: str) -> list[str]:
    """Differences that keep a claim from being judged, a line each, and the scenario that judges it.

    Of a claim that no variable answers, the reason.
    """
    if results[0].claim.why:
        return [text(results[0].claim.why, language)]
    unlike = dict.fromkeys(difference for result in results for difference in result.differences)
    lines = [difference_words(one, _named(one.key, language), language) for one in unlike]
    judge = results[0].claim.judged_in
    return [*lines, say("judged in {}", language).format(judge)] if lines and judge else lines


def _named(key: str, language: str) -> str:
    """A parameter by its key, in Chinese by its name."""
    return name_in_chinese({}, key) if language == "zh" else key


def claim_units(results: Sequence[ClaimResult], language: str) -> list[ShownUnit]:
    """Units of all answers to a claim and, behind them, of what it claims: they are compared."""
    claim = results[0].claim
    answers = [
        (result.unit, (*others, result.headline, result.p05, result.p95))
        for result in results
        for others in [[other.answer.headline for other in result.other_grids]]
    ]
    return stated_units([*answers, (claim.unit, (claim.value,))], language)


def claimed_words(results: Sequence[ClaimResult], language: str) -> str:
    """The bound of a claim with its form; in Chinese in the unit of the answers beside it."""
    first = results[0]
    claim, unit = first.claim, claim_units(results, language)[-1]
    if claim.why:
        return ""
    if is_of_peak(claim):
        return say("peak by {}", language).format(claim.form.peak_by)
    words = say(claim.bound.replace("_", " "), language)
    bound = f"{words} {exactly(claim.value, unit.factor)} {unit.words}".rstrip()
    of = [*form_words(claim, language)]
    if first.period or claim.form.by:
        of.append(when_words(first, language))
    if language == "zh":
        return f"{bound}（{'，'.join(of)}）" if of else bound
    return " ".join((bound, *of))


def difference_words(difference: Difference, name: str, language: str) -> str:
    """A difference to a claim's world: a parameter by its name, its value and the required one."""
    value = _value_words(difference, difference.required, language)
    required = text(REQUIRED[difference.bound], language).format(value)
    if not difference.value:
        return say("{} is not there, required {}", language).format(name, required)
    value = _value_words(difference, difference.value, language)
    return say("{} is {}, required {}", language).format(name, value, required)


def remark_words(remark: str, language: str) -> str:
    """A remark on an answer; of a count that was not published in Chinese, too, but for its own note."""
    counted, reached = COUNTED.fullmatch(remark), REACHED.fullmatch(remark)
    if reached is not None:
        return say("reached in {}", language).format(reached[1])
    if counted is None or language != "zh":
        return say(remark, language)
    key, year, level, note = counted.groups()
    return f"“{name_in_chinese({}, key)}” {year} 年为{EVIDENCE.get(level, level)}值" + (
        f"（{note}）" if note else ""
    )


def _value_words(difference: Difference, words: str, language: str) -> str:
    """A value with its unit as a scenario states it, such as "150000 km/truck/yr", or an option."""
    if language != "zh":
        number = re.match(r"\d{4,}(?=[. ]|$)", words)
        return f"{int(number[0]):,}{words[number.end() :]}" if number else words
    if recorded := RECORDED.fullmatch(words):
        return f"{recorded[1]} 年的统计"
    try:
        value, unit = parse_value(words)
    except UnitError:
        return value_in_chinese({}, difference.key, words)
    shown = stated_unit(unit or "1", [value], language)
    return f"{exactly(value, shown.factor)} {shown.words}".rstrip()
