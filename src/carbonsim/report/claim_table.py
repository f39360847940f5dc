"""Claims in a terminal: each once, and below it what became of it at every boundary, product and case."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import groupby

from carbonsim.report.layout import INDENT, WIDTH, columns, display_width, wrap
from carbonsim.report.numbers import MISSING, percent, short, within
from carbonsim.report.texts import say, say_unit, text
from carbonsim.results.records import ClaimResult

ANSWERS: Mapping[bool | None, str] = {True: "yes", False: "no", None: "not comparable"}
ROOM = WIDTH - 2 * len(INDENT)
#: A case is not cut shorter than this.
LEAST_CASE = 12
#: What answers by case may share.
SHARED = ("product", "boundary", "year")


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
    for verdict in _verdicts(results, language):
        lines += wrap(verdict, indent=INDENT * 3, first=INDENT * 2)
    bound = _bound(results[0].bound, language)
    table = _table(results, language, with_bound=True)
    if max(display_width(line) for line in table) > ROOM:
        # the bound is the claim's: the same in all rows, as may be product, boundary and year
        same = ", ".join(_shared(results, language))
        lines.append(f"{INDENT * 2}{say('claimed', language)}: {bound}" + (f" ({same})" if same else ""))
        table = _table(results, language, with_bound=False)
    lines += [INDENT * 2 + line for line in table]
    for note in _notes(results, language):
        lines += wrap(note, indent=INDENT * 4)
    return lines


def _table(results: Sequence[ClaimResult], language: str, with_bound: bool) -> list[str]:
    """A row for each answer; columns that would be empty throughout are left out."""
    cells = [_cells(result, language) for result in results]
    apart = {field: with_bound or not _same(results, field) for field in SHARED}
    shown = {
        "case": any(result.variant for result in results),
        "product": any(result.product for result in results) and apart["product"],
        "boundary": apart["boundary"],
        "year": apart["year"],
        "5 % – 95 %": any(result.p05 is not None for result in results),
        "claimed": with_bound,
        "probability": any(result.probability is not None for result in results),
    }
    heads = [head for head in cells[0] if shown.get(head, True)]
    rows = [[say(head, language) for head in heads], *([row[head] for head in heads] for row in cells)]
    aligns = "".join(">" if head in {"value", "5 % – 95 %", "probability"} else "<" for head in heads)
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
    return [say(str(getattr(results[0], field)), language) for field in fields]


def _cells(result: ClaimResult, language: str) -> dict[str, str]:
    """Everything a row may show, by the head of its column; the case first, for it may be cut."""
    blank = math.isnan(result.value)
    return {
        "case": say(result.variant, language) or MISSING,
        "product": say(result.product, language) or MISSING,
        "boundary": say(result.boundary, language) or MISSING,
        "year": str(result.year),
        "value": MISSING if blank else f"{short(result.value)} {say_unit(result.unit, language)}".rstrip(),
        "5 % – 95 %": within(result.p05, result.p95),
        "claimed": _bound(result.bound, language),
        "holds": MISSING if blank else say(ANSWERS[result.holds], language),
        "probability": percent(result.probability),
    }


def _notes(results: Sequence[ClaimResult], language: str) -> list[str]:
    """Each note once, and at which boundaries it holds."""
    at: dict[str, dict[str, None]] = {}
    for result in results:
        for note in filter(None, result.note.split("; ")):
            at.setdefault(note, {})[say(result.boundary, language)] = None
    comma, colon = ("、", "：") if language == "zh" else (", ", ": ")
    return [comma.join(filter(None, where)) + colon + say(note, language) for note, where in at.items()]


def _bound(bound: str, language: str) -> str:
    """ "at least 18 Mt CO2/yr", its words in the language."""
    words = next((words for words in ("at least", "at most", "equals") if bound.startswith(words)), "")
    return say(words, language) + bound.removeprefix(words)


def _verdicts(results: Sequence[ClaimResult], language: str) -> list[str]:
    """In one line each: where it holds, where it fails."""
    typed = any(result.variant or result.product for result in results)
    blank, comma = ("", "、") if language == "zh" else (" ", ", ")
    lines = []
    for holds, word in ((True, "holds"), (False, "fails")):
        answered = [result for result in results if result.holds is holds]
        if not typed:
            at = [f"{say(r.boundary, language)} ({r.year})" for r in answered if r.boundary]
            if at:
                lines.append(say(f"{word} at", language) + blank + comma.join(at))
        elif answered and len(answered) == len(results) > 1:
            lines.append(say(f"{word} for all", language) + f"{blank}{len(results)}")
        elif answered:
            lines.append(say(f"{word} for", language) + blank + _cases(answered, language))
    return lines


def _cases(results: Sequence[ClaimResult], language: str) -> str:
    """A group for each case and product: "top-gas recycling (hot metal, direct / operational, 2030)"."""
    if all(_same(results, field) for field in SHARED):
        comma = "、" if language == "zh" else "; "
        names = comma.join(say(result.variant, language) for result in results)
        return f"{names} ({', '.join(_shared(results, language))})"
    groups: dict[tuple[str, str, int], list[str]] = {}
    for result in results:
        key = (say(result.variant, language), say(result.product, language), result.year)
        groups.setdefault(key, []).append(say(result.boundary, language))
    semicolon = "；" if language == "zh" else "; "
    return semicolon.join(
        _case(case, product, " / ".join(filter(None, boundaries)), str(year))
        for (case, product, year), boundaries in groups.items()
    )


def _case(*words: str) -> str:
    """The first word there is, and the others behind it in brackets."""
    first, *others = filter(None, words)
    return f"{first} ({', '.join(others)})" if others else first
