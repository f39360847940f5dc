"""The figures of a run: those that carry its answer, or all."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from matplotlib.figure import Figure

from carbonsim.report.drafts import Draft
from carbonsim.report.figure_boundaries import boundary_figures
from carbonsim.report.figure_claims import claim_figures
from carbonsim.report.figure_components import component_figures
from carbonsim.report.figure_costs import actor_figures, kind_figures
from carbonsim.report.figure_difference import difference_figures, sector_difference_figures
from carbonsim.report.figure_levelised import levelised_figures
from carbonsim.report.figure_savings import saving_figures
from carbonsim.report.figure_shares import share_figures, share_range_figures
from carbonsim.report.figure_stock import capacity_figures, production_figures, stock_figures
from carbonsim.report.pick import ALL_SECTORS
from carbonsim.report.placement import lay_out
from carbonsim.report.sheet import FORMATS, entitle, save
from carbonsim.report.style import Look, drawable, drawing, look_of
from carbonsim.report.texts import text
from carbonsim.results.results import Results

Maker = Callable[[Results, Look], Iterator[Draft]]
#: Chart -> language -> a sentence that is true of the results.
Findings = Mapping[str, Mapping[str, str]]

FIGURES: Mapping[str, Maker] = {
    "difference": difference_figures,
    "difference_by_sector": sector_difference_figures,
    "claims": claim_figures,
    "emissions_by_boundary": boundary_figures,
    "emissions_by_component": component_figures,
    "sales_shares": share_figures,
    "sales_share_ranges": share_range_figures,
    "stock_by_powertrain": stock_figures,
    "production_by_kind": production_figures,
    "capacity_by_kind": capacity_figures,
    "cost_by_actor": actor_figures,
    "cost_by_kind": kind_figures,
    "savings_by_case": saving_figures,
    "levelised_cost": levelised_figures,
}
#: Figure -> the chart whose finding is its title.
CHARTS: Mapping[str, str] = {
    "difference": "difference",
    "difference_by_sector": "difference_by_sector",
    "emissions_by_boundary": "emissions",
    "sales_shares": "sales_shares",
    "sales_share_ranges": "sales_shares",
    "stock_by_powertrain": "stock",
    "production_by_kind": "production",
    "capacity_by_kind": "capacity",
    "cost_by_actor": "cost",
    "cost_by_kind": "owner_cost",
    "savings_by_case": "savings",
    "claims": "claims",
}
#: What makes a sector's difference; the first that it has is drawn beside it.
MAKES_IT = ("sales_shares", "stock_by_powertrain", "production_by_kind", "capacity_by_kind")
MOST_OF_ANSWER = 2


def write_figures(
    results: Results,
    folder: Path,
    language: str = "en",
    *,
    every: bool = False,
    formats: Sequence[str] = FORMATS[:1],
    findings: Findings | None = None,
) -> tuple[str, ...]:
    """Draw figures of a run into a folder.

    Parameters
    ----------
    results : Results
        A run; a figure of what it does not report is not made, nor, without a reference, one of differences.
    folder : Path
        Where they go; must be there.
    language : str
        ``en`` or ``zh``; Chinese only where a font for it is installed.
    every : bool
        All figures, or the one or two that carry the answer; see `of_answer`.
    formats : sequence of str
        Of `sheet.FORMATS`.
    findings : mapping of str to mapping of str to str, optional
        Titles that say what was found, as `findings.chart_titles` has them; a figure without one has its
        descriptive title.

    Returns
    -------
    tuple of str
        Names of the figures, without ending.
    """
    look = _look(results, language)
    drafts = drafts_of(results, look)
    names = tuple(drafts) if every else of_answer(drafts)
    with drawing():
        for name in names:
            save(_drawn(name, drafts, look, findings or {}), folder, name, formats)
    return names


def figures_of(
    results: Results,
    kinds: Collection[str] | None = None,
    language: str = "en",
    findings: Findings | None = None,
) -> dict[str, Figure]:
    """Figures of a run by name, finished but not written.

    Parameters
    ----------
    results, language, findings
        As in `write_figures`.
    kinds : collection of str, optional
        Those of `FIGURES` that are drawn; all if left out.

    Returns
    -------
    dict of str to Figure
        A figure for each sector that has one of a kind.
    """
    look = _look(results, language)
    drafts = drafts_of(results, look, kinds)
    with drawing():
        drawn = {name: _drawn(name, drafts, look, findings or {}) for name in drafts}
        for figure in drawn.values():
            lay_out(figure)
    return drawn


def drafts_of(results: Results, look: Look, kinds: Collection[str] | None = None) -> dict[str, Draft]:
    """All figures that there may be of a run, by name; a second sector brings its own of the same kind."""
    found = {}
    for kind, make in FIGURES.items():
        if kinds is None or kind in kinds:
            drafts = list(make(results, look))
            for draft in drafts:
                found[f"{kind}-{_slug(draft.subject)}" if len(drafts) > 1 else kind] = draft
    return found


def of_answer(drafts: Mapping[str, Draft]) -> tuple[str, ...]:
    """Names of the one or two figures that carry the answer.

    They are the difference to the reference, or else the emissions, of all sectors together or of the one
    that there is; and beside it what makes it: the sectors where there are several, else the shares of sales,
    the stock, or the production or capacity by kind.
    """
    by_kind = {kind: _of_kind(drafts, kind) for kind in FIGURES}
    firsts = by_kind["difference"] or by_kind["emissions_by_boundary"]
    sectors = [name for name in firsts if drafts[name].subject != ALL_SECTORS]
    whole = [name for name in firsts if name not in sectors]
    if len(sectors) > 1:
        return (*whole, *by_kind["difference_by_sector"])[:MOST_OF_ANSWER] or tuple(sectors[:MOST_OF_ANSWER])
    beside = next((by_kind[kind] for kind in MAKES_IT if by_kind[kind]), [])
    subject = drafts[sectors[0]].subject if sectors else ""
    # of several the sector's own, or that of most parts
    best = sorted(beside, key=lambda name: (drafts[name].subject != subject, -drafts[name].parts))
    return (*sectors, *best[:1])


def _of_kind(drafts: Mapping[str, Draft], kind: str) -> list[str]:
    return [name for name in drafts if name.partition("-")[0] == kind]


def _drawn(name: str, drafts: Mapping[str, Draft], look: Look, findings: Findings) -> Figure:
    """A figure, with the finding on its subject as its title; on the run if it is the only one."""
    figure, kind = drafts[name].draw(), name.partition("-")[0]
    chart, subject = CHARTS.get(kind, ""), drafts[name].subject
    of_run = len(_of_kind(drafts, kind)) == 1 or subject == ALL_SECTORS
    finding = findings.get(f"{chart}|{subject}") or (findings.get(chart) if of_run else None)
    entitle(figure, drawable(text(finding or {}, look.language)))
    return figure


def _look(results: Results, language: str) -> Look:
    """Texts that all figures of a run share; they say against what it is measured."""
    look = look_of(results, language)
    if results.reference is None:
        return look
    title = drawable(text(results.reference.scenario.title, look.language))
    against = f"{look.say('against')} {title or results.reference.scenario.name}"
    return replace(look, subtitle=f"{look.subtitle}, {against}")


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
