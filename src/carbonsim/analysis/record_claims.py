"""Claims answered from the record: source against source, with no model in between."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np

from carbonsim.analysis.verdicts import HOLDS, verdict_of_value
from carbonsim.core.blank import BLANK, place_of_least
from carbonsim.core.bounds import EQUALS, distance, meets
from carbonsim.core.statistics import growth_percent, has_share, share_percent
from carbonsim.results.claim_results import ClaimResult, Difference
from carbonsim.scenario.claim_forms import REFERENCE, Form
from carbonsim.scenario.claim_records import GROWTH, RecordedSeries
from carbonsim.scenario.claims import Claim
from carbonsim.scenario.quantity import Quantity
from carbonsim.scenario.scenario import Scenario
from carbonsim.scenario.units import convert

WORDS = {"at_least": "at least", "at_most": "at most", "equals": "equals"}
PUBLISHED = "published"


class Count(NamedTuple):
    """A recorded value with where it comes from; `remark` where it was not published as it stands."""

    value: float
    boundary: str
    source: str
    remark: str


class Figure(NamedTuple):
    """A figure made of counts of one year or two; `missing` has the keys and years without a record."""

    value: float
    counts: tuple[Count, ...]
    missing: tuple[tuple[str, int], ...]


def stated_bound(claim: Claim) -> str:
    """A claim's bound in words: "at least 18 Mt CO2/yr", "at most -70 % against the reference"."""
    if claim.form.peak_by is not None:
        return f"peak by {claim.form.peak_by}"
    return " ".join((f"{WORDS[claim.bound]} {claim.value:g} {claim.unit}", *form_words(claim.form)))


def form_words(form: Form) -> Iterator[str]:
    """Words behind the bound of a claim that say what its figure is of."""
    if form.per:
        yield f"per {form.per}"
    if form.against:
        yield f"against {'the reference' if form.against == REFERENCE else form.against}"
    if form.over:
        first, last = form.over
        yield f"over {first}-{last}" if first else f"to {last}"
    if form.by:
        yield f"by {form.by}"


def record_answers(scenario: Scenario, claim: Claim) -> list[ClaimResult]:
    """A claim on recorded figures, answered for each series that it names, all in one year.

    Parameters
    ----------
    scenario : Scenario
        Its parameters are the record.
    claim : Claim
        Of the kind ``record``.

    Returns
    -------
    list of ClaimResult
        With the boundary and the source of the counts, and no probability.
    """
    series = claim.series
    assert series is not None
    year = claim.year if claim.year is not None else _any_year(scenario, claim, series)
    return [_answer(claim, figure_of(scenario, series, key, year), series, year) for key in series.keys]


def figure_of(scenario: Scenario, series: RecordedSeries, key: str, year: int) -> Figure:
    """The figure of one key in a year, blank where a count is missing or it has no answer.

    Parameters
    ----------
    scenario : Scenario
        With the record.
    series : RecordedSeries
        What is made of the counts.
    key : str
        One of the keys of the series.
    year : int
        Of the figure.

    Returns
    -------
    Figure [unit of the series]
    """
    if series.form == GROWTH:
        wanted: tuple[tuple[str, int], ...] = ((key, year), (key, year - 1))
    elif series.whole:
        wanted = ((key, year), (series.whole, year), (series.counted, year))
    else:
        wanted = ((key, year),)
    counts = [(one, count_of(scenario, *one)) for one in dict.fromkeys(wanted)]
    missing = tuple(one for one, count in counts if count is None)
    found = {one: count for one, count in counts if count is not None}
    if missing:
        return Figure(BLANK, tuple(found.values()), missing)
    value = _combined(series, [found[one].value for one in wanted])
    return Figure(value, tuple(found.values()), ())


def _combined(series: RecordedSeries, values: list[float]) -> float:
    if series.form == GROWTH:
        now, before = values
        return float(growth_percent(now, before)) if before > 0 else BLANK
    if series.whole:
        return float(share_percent(*values)) if has_share(*values) else BLANK
    return values[0]


def count_of(scenario: Scenario, key: str, year: int) -> Count | None:
    """Record of a year; None where nothing was recorded: what lies between years is no record."""
    setting = scenario.settings.get(key)
    path = None if setting is None else setting.value
    if setting is None or not isinstance(path, Quantity) or year not in path.years:
        return None
    value = path.central[path.years.index(year)]
    row = next((record for record in setting.records if record.year == str(year)), None)
    if row is None:
        boundary, source, confidence, note = (
            setting.boundary,
            setting.source,
            setting.confidence,
            setting.note,
        )
    else:
        boundary, source, confidence, note = row.boundary, row.source, row.confidence, row.note
    why = f", {note}" if note else ""
    remark = "" if confidence == PUBLISHED else f"{key} of {year} is {confidence}{why}".replace("; ", ", ")
    return Count(value, boundary or key, source, remark)


def _any_year(scenario: Scenario, claim: Claim, series: RecordedSeries) -> int:
    """The first year in which the claim holds for any key, else that in which it is nearest for the first."""
    paths = [scenario.settings[key].value for key in series.keys if key in scenario.settings]
    years = sorted({year for path in paths if isinstance(path, Quantity) for year in path.years})

    target = convert(claim.value, claim.unit, series.unit)
    # keys, years
    values = np.array(
        [[figure_of(scenario, series, key, year).value for year in years] for key in series.keys]
    )
    held = meets(claim.bound, values, target, claim.tolerance).any(axis=0)
    if held.any():
        return years[int(np.argmax(held))]
    nearest = (place_of_least(distance(claim.bound, row, target)) for row in values)
    return next((years[index] for index in nearest if index is not None), scenario.years[0])


def _answer(claim: Claim, figure: Figure, series: RecordedSeries, year: int) -> ClaimResult:
    value = convert(figure.value, series.unit, claim.unit)
    verdict = verdict_of_value(claim.bound, value, claim.value, claim.tolerance)
    return ClaimResult(
        claim=claim,
        boundary=figure.counts[0].boundary if figure.counts else "",
        year=year,
        value=value,
        unit=claim.unit,
        bound=stated_bound(claim),
        holds=HOLDS.get(verdict),
        note="; ".join(filter(None, (count.remark for count in figure.counts))),
        verdict=verdict,
        differences=tuple(Difference(key, "", EQUALS, f"a record of {when}") for key, when in figure.missing),
        source=_joined(count.source for count in figure.counts),
    )


def _joined(sources: Iterable[str]) -> str:
    return ", ".join(filter(None, dict.fromkeys(sources)))
