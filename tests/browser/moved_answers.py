"""The answer with levers moved as the sentences of a run say it, of the numbers that the grid has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from carbonsim.analysis.verdicts import Verdict
from carbonsim.core.carbon import BOUNDARIES
from carbonsim.engine.headline import EXTRA_COST, REDUCTION, stated_periods
from carbonsim.reference.regions import region_in
from carbonsim.report.answer import against, limit_clause
from carbonsim.report.answer_boundaries import boundary_clause
from carbonsim.report.answer_claims import claim_sentence
from carbonsim.report.change_sentence import changes, inside
from carbonsim.report.change_words import agreement, capital, change_band, cost_clause, unit_of
from carbonsim.report.effects import Effect, main_boundary, main_sector
from carbonsim.report.pick import sector_of
from carbonsim.report.wording import ACTORS
from carbonsim.results.claim_results import ClaimResult
from carbonsim.results.lever_grid import LeverGrid, interpolated
from carbonsim.results.lever_records import LeverOutcome
from carbonsim.results.packed import packed, unpacked
from carbonsim.results.results import Results

HEAD = {"en": "with levers moved, ", "zh": "调整后，"}
AS_IT_STANDS = {"en": " (in the run as it stands)", "zh": "（原运行结果）"}
END, SEMICOLON = {"en": ".", "zh": "。"}, {"en": "; ", "zh": "；"}


def effect_at(grid: LeverGrid, outcome: LeverOutcome, point: Sequence[float]) -> Effect:
    """The effect that a sentence is made of, as 16 bits have it."""
    is_reduction = outcome.variable.stem.startswith(REDUCTION)
    written = packed(-outcome.values[::-1] if is_reduction else outcome.values)
    values = unpacked(written).reshape(outcome.values.shape)
    low, median, high = interpolated(values, grid.settings, point).tolist()
    shares = np.stack([outcome.below, outcome.above]).round(4)
    less, more = interpolated(shares[::-1] if is_reduction else shares, grid.settings, point).tolist()
    noise = max(outcome.noise, written["scale"])
    share = 1 - less - more if abs(median) <= noise else less if median < 0 else more
    return Effect(
        sector=sector_of(outcome.variable.stem),
        boundary=outcome.variable.boundary,
        period=outcome.period,
        unit=outcome.unit,
        median=median,
        low=low,
        high=high,
        share=1.0 if share > 1 - 1e-9 else share,
        draws=grid.draws if grid.draws > 1 else 0,
        noise=noise,
    )


def effects_at(grid: LeverGrid, stem: str, point: Sequence[float]) -> list[Effect]:
    """All effects of a kind, in the order of boundaries, then of periods."""
    chosen = [
        one
        for one in grid.outcomes
        if one.variable.stem.startswith(stem) and not one.variable.product + one.variable.variant
    ]
    found = [effect_at(grid, one, point) for one in chosen if one.period and one.variable.boundary]
    places = list(BOUNDARIES)
    return sorted(found, key=lambda one: places.index(one.boundary) if one.boundary in places else 0)


def sentences_at(
    results: Results, grid: LeverGrid, point: Sequence[float], language: str, wanted: str
) -> list[str]:
    """Sentences on the change at a boundary, on other boundaries, and on costs."""
    periods = stated_periods(results.years)
    all_effects = effects_at(grid, REDUCTION, point)
    of_year = [one for one in all_effects if one.period == periods[0]]
    sector = main_sector(of_year)
    there = {one.boundary for one in of_year if one.sector == sector}
    boundary = wanted if wanted in there else main_boundary(of_year, sector)
    effects = [
        one
        for period in periods
        for one in all_effects
        if (one.sector, one.boundary, one.period) == (sector, boundary, period)
    ]
    stated = [*effects, *(one for one in of_year if one.sector == sector)]
    costs = [
        one
        for one in effects_at(grid, EXTRA_COST, point)
        if one.sector == sector and one.period == periods[0] and one.boundary in ACTORS
    ]
    unit = unit_of(costs, language)
    paid = [
        cost_clause(one, unit, language)
        + inside(change_band(one, unit, language), agreement(one, language), language)
        for one in costs
    ]
    limit = limit_clause(results, language)
    region = region_in(results.scenario.region, language)
    first = HEAD[language] + against(results, language) + changes(effects, stated, language, region)
    clauses = [boundary_clause(of_year, stated, language), *paid, limit and limit + AS_IT_STANDS[language]]
    second = SEMICOLON[language].join(filter(None, clauses))
    return [capital(one) + END[language] for one in (first, second)]


def claim_sentence_at(claims: Sequence[ClaimResult], grid: LeverGrid, place: int, language: str) -> str:
    """Verdicts on the claims at a point of the grid, by its number."""
    moved = {
        (one.claim, one.variable.boundary, one.variable.product, one.variable.variant): one.verdicts[place]
        for one in grid.answers
    }
    found = [
        replace(one, verdict=moved.get((one.claim.name, one.boundary, one.product, one.variant), one.verdict))
        for one in claims
    ]
    assert {one.verdict for one in found} <= {str(verdict) for verdict in Verdict}
    return capital(claim_sentence(found, language)) + END[language]
