"""Needs of an ensemble: values of a parameter at which the median holds, and at which nine of ten do."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from carbonsim.analysis.audit_questions import Question, Sample, figures_at
from carbonsim.analysis.audit_search import Part, Scanned, Search, on_all_sides, sides, spans_of_parts
from carbonsim.analysis.verdicts import AGREED
from carbonsim.core.blank import BLANK, quantiles
from carbonsim.core.bounds import EQUALS
from carbonsim.core.crossings import Span, scan_values
from carbonsim.core.types import Array
from carbonsim.results.audit_records import Need
from carbonsim.results.results import Results

#: Steps of each spacing between the ends of what is looked at.
STEPS = 3
#: Draws that are looked at, at most and at least, and columns times years in all that they are chosen by.
MOST_DRAWS, LEAST_DRAWS, COLUMNS = 200, 50, 120_000
#: Columns that one draw of one search needs, and years that starting a run is as much work as.
COLUMNS_OF_SEARCH, START_YEARS = 8, 2
#: Part of a bracket to which a value is narrowed down: few draws say no more.
PRECISION = 1e-2


def median(figures: Array) -> Array:
    """Median of the draws of each point, (points,); blank where more than one in ten has no figure."""
    there = (~np.isnan(figures)).mean(axis=-1) >= AGREED - 1e-9
    return np.where(there, quantiles(figures, (0.5,))[0], BLANK)


def agreed(question: Question, figures: Array) -> Array:
    """Margin of each point that is not below 0 where nine of ten draws hold: that of the last of nine in ten.

    Parameters
    ----------
    question : Question
    figures : array [unit of the answer], (points, draws)

    Returns
    -------
    array [unit of the answer], (points,)
        Blank where the last of nine in ten has no figure: a draw without one does not hold.
    """
    margins = np.nan_to_num(question.margins(figures), nan=-np.inf, posinf=np.inf, neginf=-np.inf)
    draws = margins.shape[-1]
    # as `verdict_of_draws` rounds
    holding = math.ceil((AGREED - 1e-9) * draws)
    last = np.sort(margins, axis=-1)[..., draws - holding]
    return np.where(last == -np.inf, BLANK, last)


def sample_of(results: Results, searches: Sequence[Search]) -> Sample:
    """Draws of a run with which searches are made: fewer of many searches or of a long horizon."""
    columns = sum(COLUMNS_OF_SEARCH * (START_YEARS + len(each.question.runs.pair.years)) for each in searches)
    draws = min(max(COLUMNS // max(columns, 1), LEAST_DRAWS), MOST_DRAWS, results.draws)
    return Sample(draws, results.seed, results.draws)


def with_draws(searches: Sequence[Search], needs: Sequence[Need], sample: Sample) -> list[Need]:
    """Needs with the spans of values in which the median holds, and in which nine of ten draws do.

    Parameters
    ----------
    searches : sequence of Search
        All judged by draws.
    needs : sequence of Need
        In the deterministic run.
    sample : Sample
        Draws to look at; each is what an ensemble draws with the parameter held.

    Returns
    -------
    list of Need
    """
    values = [_values(search, need) for search, need in zip(searches, needs, strict=True)]
    scanned = _scanned(searches, values, sample)
    of_median, exact = _of_median(searches, scanned, sample)
    scanned = _with_more(searches, scanned, exact, sample)
    parts = [_agreed_part(search, each) for search, each in zip(searches, scanned, strict=True)]
    of_agreed = spans_of_parts(parts, sample, PRECISION)
    return [
        replace(need, median=spans, agreed=all_spans, draws=sample.draws)
        for need, spans, all_spans in zip(needs, of_median, of_agreed, strict=True)
    ]


def _agreed_part(search: Search, scanned: Scanned) -> Part:
    return Part(search, lambda figures: agreed(search.question, figures), scanned)


def _exact_part(search: Search, scanned: Scanned) -> Part:
    return Part(search, lambda figures: search.question.above(median(figures)), scanned)


def _values(search: Search, need: Need) -> Array:
    """Values to look at: a few between the ends, and more where the deterministic run changes."""
    low, high = need.scanned
    ends = [end for span in need.spans for end in (span.low, span.high)]
    few = scan_values(search.mover.value, low, high, STEPS)
    return np.unique(np.concatenate([few, ends, need.exact, need.best[:1]]))


def _of_median(
    searches: Sequence[Search], scanned: Sequence[Scanned], sample: Sample
) -> tuple[list[tuple[Span, ...]], list[Array]]:
    """Spans of each search in which the median holds, and where it is the claimed figure."""
    parts = [sides(search, each, median) for search, each in zip(searches, scanned, strict=True)]
    for several, search, each in zip(parts, searches, scanned, strict=True):
        if search.question.result.claim.bound == EQUALS:
            several.append(_exact_part(search, each))
    spans = iter(spans_of_parts([part for several in parts for part in several], sample, PRECISION))
    of_median: list[tuple[Span, ...]] = []
    exact = []
    for several in parts:
        found = [next(spans) for _ in several]
        crossings = found.pop() if len(found) > 2 else ()
        of_median.append(on_all_sides(found))
        exact.append(np.array([end for span in crossings for end in (span.low, span.high)]))
    return of_median, exact


def _scanned(searches: Sequence[Search], values: Sequence[Array], sample: Sample) -> list[Scanned]:
    points = [
        search.at(value) for search, each in zip(searches, values, strict=True) for value in each.tolist()
    ]
    figures = figures_at(points, sample)
    starts = np.cumsum([0, *(len(each) for each in values)])
    return [
        Scanned(each, figures[start : start + len(each)])
        for each, start in zip(values, starts[:-1], strict=True)
    ]


def _with_more(
    searches: Sequence[Search], scanned: Sequence[Scanned], values: Sequence[Array], sample: Sample
) -> list[Scanned]:
    """Scan with some more values: a band in which most draws agree may be narrow."""
    new = [more[~np.isin(more, each.values)] for more, each in zip(values, scanned, strict=True)]
    found = []
    for old, more in zip(scanned, _scanned(searches, new, sample), strict=True):
        order = np.argsort(joined := np.concatenate([old.values, more.values]))
        found.append(Scanned(joined[order], np.concatenate([old.figures, more.figures])[order]))
    return found
