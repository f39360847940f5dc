"""Words on the form of a claim: what its figure is of, beside the series and its unit."""

from __future__ import annotations

import math
from collections.abc import Iterator

from carbonsim.analysis.claims import NO_PEAK
from carbonsim.report.numbers import MISSING
from carbonsim.report.texts import say, say_name, text
from carbonsim.results.claim_results import ClaimResult
from carbonsim.scenario.claim_forms import REFERENCE
from carbonsim.scenario.claims import Claim


def is_of_peak(claim: Claim) -> bool:
    """Whether the figure of a claim is a year, to be written as one."""
    return claim.form.peak_by is not None


def form_words(claim: Claim, language: str) -> Iterator[str]:
    """Base of a figure, and where its unit does not say so, what it is divided by.

    Parameters
    ----------
    claim : Claim
    language : str
        ``en`` or ``zh``.

    Yields
    ------
    str
    """
    form = claim.form
    if form.against and form.per:
        yield say("per {}", language).format(say_name(form.per, language))
    if form.against == REFERENCE:
        yield say("against the reference", language)
    elif isinstance(form.against, int):
        yield text({"en": "against {}", "zh": "较 {} 年"}, language).format(form.against)
    elif form.against:
        yield say("against {}", language).format(other_name(form.against, claim.variable, language))


def other_name(name: str, beside: str, language: str) -> str:
    """A variable by what tells it from another one.

    Examples
    --------
    >>> other_name("Emission Intensity|Steel|BF-BOF Best", "Emission Intensity|Steel|Scrap-EAF", "en")
    'BF-BOF Best'
    """
    parts, others = name.split("|"), beside.split("|")
    same = 0
    while same < min(len(parts), len(others)) - 1 and parts[same] == others[same]:
        same += 1
    return say_name("|".join(parts[same:]), language)


def years_words(result: ClaimResult, language: str) -> str:
    """Year of an answer in a cell: ``2030``, ``2026-2030``, ``by 2028``."""
    if result.claim.form.by or is_of_peak(result.claim):
        return say("by {}", language).format(result.year)
    return str(result.years or MISSING)


def when_words(result: ClaimResult, language: str) -> str:
    """Year or years of an answer in a sentence.

    Parameters
    ----------
    result : ClaimResult
    language : str
        ``en`` or ``zh``.

    Returns
    -------
    str
        ``in 2030``, ``over 2026-2030`` or ``by 2028``.
    """
    if result.claim.form.by:
        return say("by {}", language).format(result.year)
    if not result.period:
        return text({"en": "in {}", "zh": "{} 年"}, language).format(result.years)
    # a ratio of sums is a mean
    words = {"en": "over {}", "zh": "{} 年平均" if result.claim.form.per else "{} 年累计"}
    return text(words, language).format(result.years)


def peak_words(result: ClaimResult, language: str) -> str:
    """Year of a peak in a sentence; that there is none within the horizon where there is none."""
    year = year_words(result.headline)
    if NO_PEAK in result.note:
        return say("no peak to {}", language).format(year)
    return say("peak in {}", language).format(year)


def span_words(result: ClaimResult) -> tuple[str, str] | None:
    """Ends of the range of a year that is a figure; None where there is no range."""
    if result.p05 is None or result.p95 is None or math.isnan(result.p05):
        return None
    return year_words(result.p05), year_words(result.p95)


def year_words(value: float) -> str:
    """A year that is a figure; medians of an even number of draws may lie between two.

    Examples
    --------
    >>> year_words(2030.0), year_words(2030.5)
    ('2030', '2030')
    """
    return f"{value:.0f}"
