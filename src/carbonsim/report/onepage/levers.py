"""Levers of a page: where each runs, and what the grid of runs has for what the page shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from carbonsim.analysis.verdicts import Verdict
from carbonsim.core.blank import figures
from carbonsim.reference.regions import region_in
from carbonsim.report.change_words import emission_words
from carbonsim.report.onepage.charts import TOP
from carbonsim.report.onepage.words import Texts, said, unit_of_chart
from carbonsim.report.parameter_names import lever_title
from carbonsim.report.pick import sector_of
from carbonsim.report.texts import LANGUAGES
from carbonsim.results.lever_grid import LeverAnswer, LeverGrid, packed

#: Case of a chart's series by that of the grid's.
CASES = (("plan", "series"), ("reference", "reference"))
#: What an answer can be with levers moved.
VERDICTS = (Verdict.HOLDS, Verdict.SURPASSED, Verdict.FAILS, Verdict.UNDECIDED, Verdict.UNJUDGED)


def lever_data(grid: LeverGrid, charts: Sequence[Mapping[str, Any]], region: str) -> dict[str, Any]:
    """Levers with the grid of what the first charts show, ready for JSON.

    Parameters
    ----------
    grid : LeverGrid
        Of the run.
    charts : sequence of mapping
        As they are written on the page.
    region : str
        Of the scenario.

    Returns
    -------
    dict
        As `LeverGrid.to_json` has them, but ``series`` by the key of a chart's series, and of levers and
        ``answers`` the unit that readers see, by language: its words and the factor into it. ``subjects``:
        what the emissions of a series are, in words.
    """
    data, series = grid.to_json(), _series(grid, charts)
    levers = [
        {key: lever[key] for key in ("name", "in_unit", "low", "high", "base", "settings")}
        | {"title": lever_title(one), "unit": unit_of_chart(lever["unit"], lever["settings"])}
        for lever, one in zip(data["levers"], grid.levers, strict=True)
    ]
    shared = {key: data[key] for key in ("quantiles", "draws", "points", "error")}
    return {
        "levers": levers,
        **shared,
        "series": series,
        "subjects": {key: _subject(grid, key, region) for key in series if "|Emission" in key},
        "answers": [
            _answer(fields, answer) for fields, answer in zip(data["answers"], grid.answers, strict=True)
        ],
        "verdicts": {str(verdict): said(verdict) for verdict in VERDICTS},
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
    return {
        f"{case}|{name}": packed(values)
        for case, field in CASES
        for name, values in getattr(grid, field).items()
        if f"{case}|{name}" in shown
    }


def _subject(grid: LeverGrid, key: str, region: str) -> Texts:
    """Emissions of a series in words, such as "operational CO2 of trucks in Fujian"."""
    variable = grid.variables[key.partition("|")[2]]
    sector = sector_of(variable.stem)
    return {
        language: emission_words(
            sector, variable.boundary, variable.unit, language, region_in(region, language)
        )
        for language in LANGUAGES
    }


def _answer(fields: Mapping[str, Any], answer: LeverAnswer) -> dict[str, Any]:
    """An answer, with where it is and its unit in words, and whether it can be judged at each point."""
    variable = answer.variable
    kept = {
        key: fields[key] for key in ("claim", "year", "kind", "target", "tolerance", "values", "probability")
    }
    judged = [verdict != Verdict.UNJUDGED for verdict in answer.verdicts]
    where = {key: said(getattr(variable, key)) for key in ("boundary", "product", "variant")}
    return (
        kept
        | where
        | {"judged": judged, "unit": unit_of_chart(variable.unit, figures(answer.values).tolist())}
    )
