"""Levers of a page: where each runs, and what the grid of runs has for what the page shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from carbonsim.core.types import Array
from carbonsim.report.effects import AGREED
from carbonsim.report.onepage.charts import TOP
from carbonsim.report.onepage.lever_answer import lever_answer
from carbonsim.report.onepage.lever_claims import lever_claims
from carbonsim.report.onepage.stacks import PARTS
from carbonsim.report.onepage.words import unit_of_chart
from carbonsim.report.parameter_names import lever_title
from carbonsim.results.claim_results import ClaimResult
from carbonsim.results.lever_grid import LeverGrid
from carbonsim.results.packed import packed
from carbonsim.results.results import Results


def lever_data(
    grid: LeverGrid,
    results: Results,
    claims: Sequence[ClaimResult],
    numbers: Mapping[str, int],
    charts: Sequence[Mapping[str, Any]],
) -> dict[str, Any]:
    """Levers with the grid of what the first charts show, ready for JSON.

    Parameters
    ----------
    grid : LeverGrid
        Of the run.
    results : Results
        The run.
    claims : sequence of ClaimResult
        Of the run.
    numbers : mapping of str to int
        Number of each claim on the page, by its name.
    charts : sequence of mapping
        As they are written on the page.

    Returns
    -------
    dict
        ``levers``: of each what `LeverGrid.to_json` has, and its ``unit`` by language: its words and the
        factor into it. ``agreed``: share of the draws that must agree. ``series`` by the key of a chart's
        series; ``parts``: what parts of a whole are; ``answer`` and ``claims``: see `lever_answer` and
        `lever_claims`. ``left_out``: keys of series for which a page has no room.
    """
    data = grid.to_json()
    levers = [
        {key: lever[key] for key in ("name", "in_unit", "low", "high", "base", "settings")}
        | {"title": lever_title(one), "unit": unit_of_chart(lever["unit"], lever["settings"])}
        for lever, one in zip(data["levers"], grid.levers, strict=True)
    ]
    return {
        "levers": levers,
        **{key: data[key] for key in ("quantiles", "draws", "points", "error")},
        "series": _series(grid, charts),
        "left_out": [],
        "agreed": AGREED,
        "parts": PARTS,
        "answer": lever_answer(grid, results),
        "claims": lever_claims(grid, claims, numbers),
    }


def _series(grid: LeverGrid, charts: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Values of the first charts' series at all points, by their key on the page."""
    shown = {
        trace["key"]
        for chart in charts
        if chart["section"] == TOP
        for view in chart["views"]
        for trace in view.get("traces", ())
    }
    return {key: packed(values) for key, values in _by_key(grid) if key in shown}


def _by_key(grid: LeverGrid) -> Iterator[tuple[str, Array]]:
    """Series of the grid by what a chart calls them; parts of a whole are means in either case."""
    cases = (("plan", grid.series, grid.means), ("reference", grid.reference, grid.reference_means))
    for case, quantiles, means in cases:
        yield from ((f"{case}|{name}", values) for name, values in quantiles.items())
        for statistic in ("mean", "central"):
            yield from ((f"{case}-{statistic}|{name}", values) for name, values in means.items())
