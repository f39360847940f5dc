"""Verdicts on claims in a line or two each; the answers at every boundary are in `claim_table`."""

from __future__ import annotations

from collections.abc import Sequence

from carbonsim.analysis.verdicts import Verdict, whole_verdict
from carbonsim.report.answer_claims import by_claim
from carbonsim.report.claim_forms import form_words, is_of_peak, peak_words, span_words, when_words
from carbonsim.report.claim_words import REACHED, claim_units, claimed_words, remark_words, whole_words
from carbonsim.report.layout import INDENT, WIDTH, shorten, wrap
from carbonsim.report.numbers import stated
from carbonsim.report.texts import say, text
from carbonsim.report.units import ShownUnit
from carbonsim.report.wording import BAND, two_digits
from carbonsim.results.claim_results import ClaimResult

#: Lines that a claim may take: one where there are more than so many claims.
MOST, FEW = 2, 4


def verdict_lines(claims: Sequence[ClaimResult], language: str) -> list[str]:
    """Verdict and words of each claim, and what it is judged by.

    Parameters
    ----------
    claims : sequence of ClaimResult
        What became of them; those of one claim stand together.
    language : str
        ``en`` or ``zh``.

    Returns
    -------
    list of str
    """
    if not claims:
        return []
    lines = [say("Claims", language)]
    groups = by_claim(claims)
    most = MOST if len(groups) <= FEW else 1
    for results in groups:
        told = wrap(_claim(results, language), indent=INDENT * 2, first=INDENT)
        if len(told) > most:
            rest = " ".join([told[most - 1], *map(str.strip, told[most:])])
            told = [*told[: most - 1], shorten(rest, WIDTH)]
        lines += told
    return lines


def _claim(results: Sequence[ClaimResult], language: str) -> str:
    colon, semicolon = ("：", "；") if language == "zh" else (": ", "; ")
    words = f"{whole_words(results, language)}{colon}{text(results[0].claim.text, language)}"
    beside = judged_by(results, language)
    return semicolon.join(filter(None, (words, beside)))


def judged_by(results: Sequence[ClaimResult], language: str) -> str:
    """The figure against the claimed one, or the scenario that can judge the claim."""
    claim = results[0].claim
    if claim.why:
        return text(claim.why, language)
    if whole_verdict(results).verdict is Verdict.UNJUDGED:
        if claim.form and results[0].note and not any(result.differences for result in results):
            return remark_words(results[0].note.split("; ")[-1], language)
        told = any(result.differences for result in results) and claim.judged_in
        return say("judged in {}", language).format(claim.judged_in) if told else ""
    figure = figure_words(results, language)
    if not figure:
        return ""
    bound = claimed_words(results, language)
    return text({"en": "{}, claimed {}", "zh": "{}，宣传值{}"}, language).format(figure, bound)


def figure_words(results: Sequence[ClaimResult], language: str) -> str:
    """The figure that answers a claim, with its range, year and boundary; of several boundaries the first.

    Nothing where products or cases answer differently, and of a claim that names no year: its figure would be
    that of its best year.

    Parameters
    ----------
    results : sequence of ClaimResult
        All answers to the claim.
    language : str
        ``en`` or ``zh``.

    Returns
    -------
    str
    """
    judged = [result for result in results if result.verdict != Verdict.UNJUDGED]
    several = len(judged) > 1 and any(result.variant or result.product for result in judged)
    if not judged or several or not results[0].claim.names_year:
        return ""
    first = judged[0]
    figure = _figure(first, claim_units(results, language)[list(results).index(first)], language)
    place = say(first.boundary, language)
    if language != "zh" and place:
        place = f" ({place})"
    if is_of_peak(first.claim):
        return f"{place} {figure}".strip() if language == "zh" else figure + place
    words = {"en": "{figure} {when}{place}", "zh": "{when}{place} {figure}"}
    told = text(words, language).format(figure=figure, place=place, when=when_words(first, language))
    notes = (remark_words(note, language) for note in first.note.split("; ") if REACHED.fullmatch(note))
    return ("，" if language == "zh" else ", ").join((told, *notes))


def _figure(result: ClaimResult, unit: ShownUnit, language: str) -> str:
    """A figure with its unit, what it is compared with, and its range."""
    digits = stated if result.claim.series else two_digits
    figure = f"{digits(result.headline * unit.factor)} {unit.words}".rstrip()
    of = [*form_words(result.claim, language)]
    ends = None
    if result.p05 is not None and result.p95 is not None:
        ends = (two_digits(result.p05 * unit.factor), two_digits(result.p95 * unit.factor))
    if is_of_peak(result.claim):
        figure, ends = peak_words(result, language), span_words(result)
    if ends is not None and not (is_of_peak(result.claim) and ends[0] == ends[1]):
        span = text(BAND, language).format(low=ends[0], high=ends[1])
        figure += f"（{span}）" if language == "zh" else f" ({span})"
    # Chinese says what it is compared with first
    return " ".join((*of, figure) if language == "zh" else (figure, *of))
