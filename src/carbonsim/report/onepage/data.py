"""``page.json``: everything that the page of a run shows, as compact as it can be and still be exact."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from carbonsim.analysis.lever_thinning import thinned
from carbonsim.analysis.trust import evidence
from carbonsim.core.carbon import BOUNDARIES
from carbonsim.engine.deciding import MOST_DRAWS
from carbonsim.engine.headline import REDUCTION
from carbonsim.reference.regions import region_in
from carbonsim.report.heading import streamed, warnings
from carbonsim.report.onepage.charts import chart_data, series_of
from carbonsim.report.onepage.claims import claim_data, claim_numbers
from carbonsim.report.onepage.html import page_html
from carbonsim.report.onepage.lever_room import with_room
from carbonsim.report.onepage.levers import lever_data
from carbonsim.report.onepage.lines import line_charts
from carbonsim.report.onepage.parameters import (
    assumptions,
    deciding_name,
    deciding_table,
    evidence_labels,
)
from carbonsim.report.onepage.ranges import claim_chart, deciding_chart, saving_chart
from carbonsim.report.onepage.rates import rate_charts
from carbonsim.report.onepage.stacks import stack_charts
from carbonsim.report.onepage.tables import check_tables, manifest_table, outcome_table
from carbonsim.report.onepage.trust import trust_data
from carbonsim.report.onepage.words import Texts, harmless_texts, said
from carbonsim.report.outcome_table import outcome_labels
from carbonsim.report.texts import LANGUAGES, text
from carbonsim.results.claim_results import ClaimResult
from carbonsim.results.deciding import DecidingData
from carbonsim.results.lever_grid import LeverGrid
from carbonsim.results.records import Outcome
from carbonsim.results.results import Results

#: Raised with any change after which an older page cannot be read.
FORMAT = 2
FILE = "page.json"
#: Charts that may stand below the answer, the first five that a run has.
FIRST = ("difference", "emissions", "sales_shares", "stock", "capacity", "cost", "claims")
MOST_FIRST = 5
#: Charts that stand below the answer where there are no shares of sales, which say more.
INSTEAD = {"stock": "sales_shares", "capacity": "sales_shares"}


@dataclass(frozen=True)
class Found:
    """Sentences about a run, each in both languages.

    Attributes
    ----------
    answer : tuple
        One to three sentences.
    titles : mapping
        Findings by the key of a chart.
    """

    answer: tuple[Texts, ...] = ()
    titles: Mapping[str, Texts] = field(default_factory=dict)


def page_data(
    results: Results,
    outcomes: Sequence[Outcome],
    claims: Sequence[ClaimResult],
    found: Found,
    made: Mapping[str, Any],
    grid: LeverGrid | None = None,
) -> dict[str, Any]:
    """Everything that the page of a run shows, ready for JSON.

    Parameters
    ----------
    results : Results
        A run.
    outcomes, claims : sequence
        What the analysis made of it.
    found : Found
        Sentences about it.
    made : mapping
        Its manifest.
    grid : LeverGrid, optional
        Of its levers, which the page then moves.

    Returns
    -------
    dict
    """
    scenario = results.scenario
    numbers = claim_numbers(claims)
    found_deciding = evidence(results)
    decided = found_deciding if found_deciding is not None and found_deciding.named else None
    names = [] if decided is None else [deciding_name(scenario, one) for one in decided.named]
    charts = [
        *line_charts(results, found.titles),
        *stack_charts(results, found.titles),
        *rate_charts(results),
        saving_chart(results),
        claim_chart(claims, numbers, found.titles, bool(results.banded)),
        *([] if decided is None else [deciding_chart(decided, names)]),
    ]
    written, series = chart_data(charts, partial(series_of, results))
    _place(written)
    page = {
        "format": FORMAT,
        "kind": "run",
        "name": scenario.name,
        "title": {language: text(scenario.title, language) for language in LANGUAGES},
        "about": _about(results),
        "answer": [dict(sentence) for sentence in found.answer],
        "warnings": _warnings(results),
        "claims": claim_data(scenario, claims),
        "years": results.years.tolist(),
        "boundaries": _boundaries(results),
        "names": {key: said(key) for key in _perspectives(written)},
        "charts": written,
        "outcomes": outcome_table(results, outcomes),
        "deciding": {} if decided is None else _decided(results, decided),
        "assumptions": assumptions(scenario) | {"evidence": evidence_labels()},
        "checks": check_tables(results.checks),
        "manifest": manifest_table(made),
        "trust": trust_data(scenario.sectors, found_deciding, bool(results.banded)),
    }
    if grid is None:
        return {**harmless_texts(page), "series": series}
    levers = partial(lever_data, results=results, claims=claims, numbers=numbers, charts=written)
    page["levers"] = levers(grid)
    return with_room(
        {**harmless_texts(page), "series": series},
        lambda: harmless_texts(levers(thinned(grid))),
        _largest_size,
    )


def page_text(page: Mapping[str, Any]) -> str:
    """The data of a page as they stand in ``page.json``, on one line."""
    return json.dumps(page, ensure_ascii=False, separators=(",", ":"), allow_nan=False) + "\n"


def _largest_size(page: Mapping[str, Any]) -> int:
    """Bytes of the page as it is written, in the language in which it is larger."""
    return max(len(page_html([page], language).encode()) for language in LANGUAGES)


def _place(charts: list[dict[str, Any]]) -> None:
    """Put the first charts in order below the answer, and those that are too many into their section."""
    there = {chart["id"] for chart in charts}
    first = [key for key in FIRST if key in there and INSTEAD.get(key) not in there][:MOST_FIRST]
    for chart in charts:
        if chart["id"] in first:
            chart["section"] = "top"
        elif chart["section"] == "top":
            chart["section"] = "trajectories"
    order = {key: place for place, key in enumerate(first)}
    charts.sort(key=lambda chart: order.get(chart["id"], len(order)))


def _about(results: Results) -> list[list[Any]]:
    """Facts at the head of the page: what, and its value."""
    scenario, years = results.scenario, results.years
    draws: Any = {"en": f"{results.draws:,}", "zh": f"{results.draws:,}"}
    if not results.banded:
        draws = {"en": "none: deterministic run (central values)", "zh": "无：确定性运行（中心值）"}
    reference: Any = said("no reference")
    if results.reference is not None:
        other = results.reference.scenario
        reference = {language: text(other.title, language) or other.name for language in LANGUAGES}
    region = {language: region_in(scenario.region, language) for language in LANGUAGES}
    return [
        [{"en": "region", "zh": "地区"}, region],
        [{"en": "horizon", "zh": "时段"}, f"{years[0]}–{years[-1]}"],
        [{"en": "draws", "zh": "抽样数"}, draws],
        [{"en": "against", "zh": "对照"}, reference],
    ]


def _warnings(results: Results) -> list[Texts]:
    """Warnings before any figure."""
    told: list[Texts] = [
        dict(zip(LANGUAGES, pair, strict=True))
        for pair in zip(*(warnings(results, language) for language in LANGUAGES), strict=True)
    ]
    if results.streamed is not None:
        told.append({language: streamed(results.streamed, language) for language in LANGUAGES})
    return told


def _boundaries(results: Results) -> list[str]:
    """Boundaries of emissions that the run reports, narrow ones first."""
    there = {v.boundary for v in results.variables.values() if v.stem.startswith((REDUCTION, "Emissions|"))}
    return [boundary for boundary in BOUNDARIES if boundary in there]


def _perspectives(charts: Sequence[Mapping[str, Any]]) -> list[str]:
    """All boundaries of views: those of emissions, and whose costs are counted."""
    return list(dict.fromkeys(view["boundary"] for chart in charts for view in chart["views"]))


def _decided(results: Results, decided: DecidingData) -> dict[str, Any]:
    variables = tuple(results.variables.values())
    labels = {language: outcome_labels(variables, [decided.outcome], language)[0] for language in LANGUAGES}
    draws = decided.draws
    part = {
        "en": f"; of {results.draws:,} draws the first {draws:,}" if results.draws > MOST_DRAWS else "",
        "zh": f"；取 {results.draws:,} 次抽样中的前 {draws:,} 次" if results.draws > MOST_DRAWS else "",
    }
    text_of = {
        "en": f"Of {labels['en']}, over {draws:,} draws{part['en']}."
        f" Chance alone reaches {decided.chance:.2f}.",
        "zh": f"针对{labels['zh']}，{draws:,} 次抽样{part['zh']}。偶然可达 {decided.chance:.2f}。",
    }
    return {"text": text_of, "table": deciding_table(results.scenario, decided)}
