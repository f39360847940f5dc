"""Sentences on what moves several parameters of an audited answer: the smallest joint change, and the box."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from carbonsim.analysis.verdicts import Verdict
from carbonsim.report.audit_values import outward, significant, value_words
from carbonsim.report.audit_words import figure_at, holds, named
from carbonsim.report.numbers import MISSING, percent
from carbonsim.report.texts_audit import said
from carbonsim.report.wording import enumerated, listed, two_digits
from carbonsim.results.audit_records import AuditedAnswer, BoxEnd, ClaimBox, JointChange, Moved
from carbonsim.scenario.scenario import Scenario

#: Moved parameters that a sentence names.
MOST_MOVED = 4


def moved_words(moved: Sequence[Moved], scenario: Scenario, language: str, most: int = MOST_MOVED) -> str:
    """New values of parameters instead of present ones, the farthest first, rounded away from the present."""
    parts = []
    for one in moved[:most]:
        words, now = value_words(one.parameter, language), one.parameter.value
        told = {"value": outward(one.value, now, words), "now": words.number(now)}
        parts.append(said("instead", language, name=named(scenario, one.parameter, language), **told))
    if len(moved) > most:
        parts.append(said("others", language, count=str(len(moved) - most)))
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
    within = said("within once", language)
    if change.most != 1.0:
        within = said("within times", language, most=significant(change.most, 2))
    told = {"tried": str(change.tried), "within": within}
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
    return next(box_sentences(answer, scenario, language), "")


def box_sentences(answer: AuditedAnswer, scenario: Scenario, language: str) -> Iterator[str]:
    """The same in ever fewer words: without shares, with fewer parameters of a corner."""
    box = answer.box
    if box is None or (box.share == 1.0 and not box.ends):
        return
    widened = said("widened", language, times=significant(box.widened, 3)) if box.widened > 1.0 else ""
    if box.ends:
        ends = listed([_end(end, scenario, language) for end in box.ends], language)
        shares = {key: percent(getattr(box, key)) for key in ("density", "coverage", "mass")}
        yield said("box", language, widened=widened, ends=ends, **shares)
        yield said("box alone", language, widened=widened, ends=ends, density=shares["density"])
    elif box.share > 0.0:
        # the share is told with the verdict
        known = answer.result.verdict != Verdict.UNJUDGED and not widened
        told = {"share": percent(box.share), "draws": f"{box.draws:,}"}
        yield (
            said("box plain", language)
            if known
            else said("box everywhere", language, widened=widened, **told)
        )
    else:
        yield from _nowhere(answer, box, scenario, language)


def _nowhere(answer: AuditedAnswer, box: ClaimBox, scenario: Scenario, language: str) -> Iterator[str]:
    most, draws = max(box.tried, default=1.0), f"{box.draws:,}"
    told = said("box nowhere", language, draws=draws, times=significant(most, 3))
    if most <= 1.0:
        told = said("box nowhere alone", language, draws=draws)
    corner = box.corner
    if corner is not None:
        figure = figure_at(answer.result, corner.figures[0], language) if corner.figures else MISSING
        key = "corner holds" if corner.reached else "corner fails"
        for named_ones in range(MOST_MOVED, 0, -1):
            moved = moved_words(corner.moved, scenario, language, named_ones)
            yield told + said(key, language, figure=figure, moved=moved)
    yield told


def _end(end: BoxEnd, scenario: Scenario, language: str) -> str:
    words, name = value_words(end.parameter, language), named(scenario, end.parameter, language)
    low, high = words.full(end.low, digits=3), words.full(end.high, digits=3)
    if end.open_high:
        return said("above", language, name=name, low=low)
    if end.open_low:
        return said("below", language, name=name, high=high)
    return said("inside", language, name=name, low=words.number(end.low, digits=3), high=high)
