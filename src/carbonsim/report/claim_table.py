"""Claims in a terminal: each once, and below it what became of it at every boundary, product and case."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import groupby

from carbonsim.analysis.verdicts import Verdict
from carbonsim.report.claim_forms import is_of_peak, span_words, year_words, years_words
from carbonsim.report.claim_grids import beside, grid_notes, verdicts_by_grid
from carbonsim.report.claim_words import (
    agreement_notes,
    claim_units,
    claimed_words,
    needs_words,
    remark_words,
    share_words,
    verdict_words,
    whole_words,
)
from carbonsim.report.layout import INDENT, WIDTH, columns, display_width, wrap
from carbonsim.report.numbers import MISSING, short, stated, within
from carbonsim.report.texts import label_of, say, text
from carbonsim.report.units import ShownUnit
from carbonsim.results.claim_results import ClaimResult

ROOM = WIDTH - 2 * len(INDENT)
#: A case is not cut shorter than this.
LEAST_CASE = 12
#: What answers by case may share.
SHARED = ("product", "boundary", "year")
#: Columns of numbers.
NUMBERS = frozenset({"value", "median", "5 % – 95 %", "probability"})


def claim_lines(claims: Sequence[ClaimResult], language: str) -> list[str]:
    """All claims of a run.

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
    for _, group in groupby(claims, key=lambda result: result.claim.name):
        lines += _claim(list(group), language)
    return lines


def _claim(results: Sequence[ClaimResult], language: str) -> list[str]:
    claim = results[0].claim
    source = f" [{say('source', language)}: {claim.source}]" if claim.source else ""
    lines = wrap(f"{claim.name}: {text(claim.text, language)}{source}", indent=INDENT * 2, first=INDENT)
    told = (
        *_verdicts(results, language),
        *verdicts_by_grid(results, language),
        *needs_words(results, language),
    )
    for verdict in told:
        lines += wrap(verdict, indent=INDENT * 3, first=INDENT * 2)
    if claim.why:
        return lines
    bound = claimed_words(results, language)
    table = _table(results, language, with_bound=True)
    if max(display_width(line) for line in table) > ROOM:
        # the bound is the claim's: the same in all rows, as may be product, boundary and year
        same = label_of(_shared(results, language), language)
        lines.append(f"{INDENT * 2}{say('claimed', language)}: {bound}" + (f" ({same})" if same else ""))
        table = _table(results, language, with_bound=False)
    lines += [INDENT * 2 + line for line in table]
    notes = (
        *_notes(results, language),
        *grid_notes(results, language),
        *agreement_notes(results, language),
    )
    for note in notes:
        lines += wrap(note, indent=INDENT * 4)
    return lines


def _table(results: Sequence[ClaimResult], language: str, with_bound: bool) -> list[str]:
    """A row for each answer; columns that would be empty throughout are left out."""
    bound, units = claimed_words(results, language), claim_units(results, language)[:-1]
    others = beside(results, units, language)
    cells = [
        _cells(result, unit, bound, language) | other
        for result, unit, other in zip(results, units, others, strict=True)
    ]
    drawn = any(result.p50 is not None for result in results)
    apart = {field: with_bound or not _same(results, field) for field in SHARED}
    shown = {
        "case": any(result.variant for result in results),
        "product": any(result.product for result in results) and apart["product"],
        "boundary": apart["boundary"],
        "year": apart["year"],
        "value": not drawn,
        "median": drawn,
        "5 % – 95 %": drawn,
        "claimed": with_bound,
        "probability": any(share_words(result, language) != MISSING for result in results),
        "verdict": not all(result.differences for result in results),
        "source": any(result.source for result in results),
    }
    heads = [head for head in cells[0] if shown.get(head, True)]
    rows = [[say(head, language) for head in heads], *([row[head] for head in heads] for row in cells)]
    aligns = "".join(">" if head in NUMBERS else "<" for head in heads)
    wide = max(display_width(line) for line in columns(rows, aligns)) - ROOM
    if wide <= 0 or with_bound or not shown["case"]:
        return columns(rows, aligns)
    case = max(display_width(row[0]) for row in rows) - wide
    return columns(rows, aligns, limits=[max(case, LEAST_CASE), *[None] * (len(heads) - 1)])


def _same(results: Sequence[ClaimResult], field: str) -> bool:
    """Whether several answers by case have one product, boundary or year."""
    cases = len(results) > 1 and all(result.variant for result in results)
    return cases and len({getattr(result, field) for result in results}) == 1


def _shared(results: Sequence[ClaimResult], language: str) -> list[str]:
    """What all answers share, to be said once."""
    fields = [field for field in SHARED if _same(results, field)]
    first = results[0]
    return [
        years_words(first, language) if field == "year" else say(str(getattr(first, field)), language)
        for field in fields
    ]


def _cells(result: ClaimResult, unit: ShownUnit, bound: str, language: str) -> dict[str, str]:
    """Everything a row may show, by the head of its column; the case first, for it may be cut."""
    number = stated if result.claim.series else short
    figure = result.headline
    value = f"{number(figure * unit.factor)} {unit.words}".rstrip()
    span = within(*(None if end is None else end * unit.factor for end in (result.p05, result.p95)))
    if is_of_peak(result.claim):
        value = year_words(figure)
        span = " – ".join(span_words(result) or (MISSING,))
    given = MISSING if math.isnan(figure) else value
    return {
        "case": say(result.variant, language) or MISSING,
        "product": say(result.product, language) or MISSING,
        "boundary": say(result.boundary, language) or MISSING,
        "year": years_words(result, language),
        "value": given,
        "median": given,
        "5 % – 95 %": span,
        "claimed": bound,
        "verdict": verdict_words(result, language),
        "probability": share_words(result, language),
        "source": result.source or MISSING,
    }


def _notes(results: Sequence[ClaimResult], language: str) -> list[str]:
    """Each note once, and at which boundaries it holds."""
    at: dict[str, dict[str, None]] = {}
    for result in results:
        for note in filter(None, result.note.split("; ")):
            at.setdefault(note, {})[say(result.boundary, language)] = None
    comma, colon = ("、", "：") if language == "zh" else (", ", ": ")
    return [
        colon.join(filter(None, (comma.join(filter(None, where)), remark_words(note, language))))
        for note, where in at.items()
    ]


def _verdicts(results: Sequence[ClaimResult], language: str) -> list[str]:
    """Verdict on the claim as a whole, and where the answers differ, in one line each, which is where."""
    judged = [result for result in results if result.verdict != Verdict.UNJUDGED]
    whole = f"{say('verdict', language)}{'：' if language == 'zh' else ': '}{whole_words(results, language)}"
    if len({result.verdict for result in judged}) <= 1:
        every = say("all {} answers", language).format(len(results))
        return [f"{whole} ({every})" if len(results) == len(judged) > 1 else whole]
    typed = any(result.variant or result.product for result in results)
    blank, comma = ("", "、") if language == "zh" else (" ", ", ")
    lines = [whole]
    for verdict in (Verdict.HOLDS, Verdict.SURPASSED, Verdict.FAILS, Verdict.UNDECIDED):
        answered = [result for result in judged if result.verdict == verdict]
        if answered and typed:
            lines.append(say(f"{verdict} for", language) + blank + _cases(answered, language))
        elif answered:
            at = (
                f"{say(result.boundary, language)} ({years_words(result, language)})" for result in answered
            )
            lines.append(say(f"{verdict} at", language) + blank + comma.join(at))
    return lines


def _at(result: ClaimResult, language: str) -> str:
    """Where and when an answer is: "direct (2030)"."""
    return f"{say(result.boundary, language)} ({years_words(result, language)})"


def _cases(results: Sequence[ClaimResult], language: str) -> str:
    """A group for each case and product: "top-gas recycling (hot metal, direct / operational, 2030)"."""
    if all(_same(results, field) for field in SHARED):
        comma = "、" if language == "zh" else "; "
        names = comma.join(say(result.variant, language) for result in results)
        return f"{names} ({', '.join(_shared(results, language))})"
    groups: dict[tuple[str, str, str], list[str]] = {}
    for result in results:
        years = years_words(result, language)
        key = (say(result.variant, language), say(result.product, language), years)
        groups.setdefault(key, []).append(say(result.boundary, language))
    semicolon = "；" if language == "zh" else "; "
    return semicolon.join(
        _case(case, product, " / ".join(filter(None, boundaries)), year)
        for (case, product, year), boundaries in groups.items()
    )


def _case(*words: str) -> str:
    """The first word there is, and the others behind it in brackets."""
    first, *others = filter(None, words)
    return f"{first} ({', '.join(others)})" if others else first
