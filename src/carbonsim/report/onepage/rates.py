"""Charts of rates and services: emissions and cost of a unit of work, cost of ownership, swap stations."""

from __future__ import annotations

from collections.abc import Iterator

from carbonsim.core.blank import anything
from carbonsim.report.onepage.charts import Chart, Trace, View, of_draws
from carbonsim.report.onepage.lines import MEDIAN_LINES, PAIR, boundary_views, pair_view, route_views
from carbonsim.report.onepage.stacks import part_view
from carbonsim.report.onepage.words import Texts, joined, named, said
from carbonsim.report.palette import colours
from carbonsim.report.pick import SERVICE, children
from carbonsim.report.texts import TRANSPORT
from carbonsim.results.results import Results

BREAKDOWN = "Cost Breakdown|"
#: Prefix of costs of ownership -> key and title of their chart.
OWNERSHIP: dict[str, tuple[str, Texts]] = {
    "Total Cost of Ownership|": (
        "ownership",
        {"en": "Cost of ownership per kilometre", "zh": "每公里总拥有成本"},
    ),
    "Total Cost of Ownership per Tonne-Kilometre|": (
        "ownership_by_work",
        {"en": "Cost of ownership per tonne-kilometre", "zh": "每吨公里总拥有成本"},
    ),
}


def rate_charts(results: Results) -> Iterator[Chart]:
    """All charts of rates and services of a run.

    Parameters
    ----------
    results : Results
        A run.

    Yields
    ------
    Chart
    """
    title: Texts = {"en": "Emissions of a unit of work", "zh": "单位工作量排放"}
    views = tuple(boundary_views(results, "Emission Intensity|", PAIR))
    yield Chart("intensity", "trajectories", title, "lines", views)
    title = {"en": "Emissions of a tonne by route", "zh": "各工艺路线的吨产品排放"}
    views = tuple(route_views(results, "Emission Intensity|"))
    yield Chart("route_intensity", "trajectories", title, "lines", views, of_draws(results, MEDIAN_LINES))
    title = {"en": "Cost of a unit of work", "zh": "单位工作量成本"}
    views = tuple(boundary_views(results, "Cost Intensity|", PAIR))
    yield Chart("cost_intensity", "costs", title, "lines", views)
    for prefix, (key, shown) in OWNERSHIP.items():
        views = tuple(_ownership(results, prefix))
        yield Chart(key, "costs", shown, "lines", views, of_draws(results, MEDIAN_LINES))
    yield _breakdown(results)
    title = {"en": "Swap stations and what they do", "zh": "换电站及其运行"}
    yield Chart("stations", "stocks", title, "lines", tuple(_stations(results)))


def _ownership(results: Results, prefix: str) -> Iterator[View]:
    """Cost of ownership of the plan by duty, a line for each powertrain."""
    names = [name for name in results.variables if name.startswith(prefix)]
    for duty in dict.fromkeys(name.rpartition("|")[0] for name in names):
        own = [name for name in names if name.rpartition("|")[0] == duty and anything(results.central[name])]
        labels = [name.rpartition("|")[2] for name in own]
        traces = tuple(
            Trace(named(label), "plan", name, "part", colour, band=False)
            for name, label, colour in zip(own, labels, colours(labels), strict=True)
        )
        if traces:
            subject = named(duty.removeprefix(prefix).removeprefix(TRANSPORT))
            yield View(subject, "", results.unit(own[0]), traces)


def _breakdown(results: Results) -> Chart:
    """Cost of a tonne of the plan by kind, a view for each route."""
    routes = dict.fromkeys(
        name.rpartition("|")[0] for name in results.variables if name.startswith(BREAKDOWN)
    )
    views: list[View] = []
    for route in routes:
        names = children(results.variables, route)
        labels = [name.rpartition("|")[2] for name in names]
        subject = joined([named(route.rpartition("|")[2]), said(results.variables[names[0]].product)])
        views += part_view("plan", results, names, labels, subject)
    title = {"en": "Levelised cost by kind", "zh": "平准化成本分类"}
    return Chart("breakdown", "costs", title, "areas", tuple(views))


def _stations(results: Results) -> Iterator[View]:
    """Stations, swaps, use, waits and results, a view for each that there is."""
    for prefix in SERVICE:
        for name in results.variables:
            if name.startswith(prefix):
                yield from pair_view(results, name, said(prefix.rstrip("|")))
