"""Charts of lines with the band of their draws: differences, emissions, shares of sales, extra costs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

import numpy as np

from carbonsim.core.blank import anything
from carbonsim.report.dips import dip_words
from carbonsim.report.onepage.charts import NOTHING, TOP, Chart, Trace, View, of_draws, titled
from carbonsim.report.onepage.words import Texts, joined, named, said
from carbonsim.report.palette import colours
from carbonsim.report.pick import (
    apart,
    by_boundary,
    by_product,
    means_of,
    sector_of,
    share_label,
    share_names,
)
from carbonsim.report.texts import LANGUAGES, say_name, split_boundary
from carbonsim.results.results import Results

Cases = tuple[tuple[str, str, str], ...]
#: Share of a band's width by which another may lie elsewhere and still look the same.
ALIKE = 0.1
#: Plan and reference: case, role and word.
PAIR = (("plan", "plan", "plan"), ("reference", "reference", "reference"))
#: Of a band that is not drawn.
ALIKE_NOTE: Texts = {
    "en": "Of ranges that nearly coincide the plan's is drawn.",
    "zh": "区间几乎重合时仅画本情景的区间。",
}
#: Of lines without a band.
MEDIAN_LINES: Texts = {
    "en": "Medians of the plan; their ranges would cover each other.",
    "zh": "本情景的中位数；区间会相互遮盖，故未画出。",
}
#: End of a sentence.
END = {"en": ".", "zh": "。"}
#: Last parts of the names of shares of new drives in all sales of a means of transport.
NEW = ("New Energy", "Plug-In")


def line_charts(results: Results, titles: Mapping[str, Texts]) -> Iterator[Chart]:
    """All charts of lines of a run; `titles` are the findings of the first ones.

    Parameters
    ----------
    results : Results
        A run.
    titles : mapping of str to mapping of str to str
        By the key of a chart, in both languages.

    Yields
    ------
    Chart
    """
    yield _difference(results, titles)
    yield _emissions(results, titles)
    yield from _shares(results, titles)
    yield _extra_cost(results, titles)
    yield _levelised(results)


def _difference(results: Results, titles: Mapping[str, Texts]) -> Chart:
    shown = {"en": "Emissions avoided against the reference", "zh": "相对参考情景的减排量"}
    note = of_draws(
        results,
        {
            "en": "Reference less plan, draw by draw: above 0 the plan emits less.",
            "zh": "逐次抽样以参考情景减本情景：大于 0 表示本情景排放更少。",
        },
        {
            "en": "Reference less plan: above 0 the plan emits less.",
            "zh": "参考情景减本情景：大于 0 表示本情景排放更少。",
        },
    )
    views = boundary_views(results, "Emission Reduction|", (("plan", "difference", "reduction"),))
    return Chart("difference", TOP, titled(titles, "difference", shown), "lines", tuple(views), note, shown)


def _emissions(results: Results, titles: Mapping[str, Texts]) -> Chart:
    shown = {"en": "Emissions of plan and reference", "zh": "本情景与参考情景的排放"}
    note = {
        "en": "Both share what is not known, so their bands overlap even where every draw sees a difference:"
        " judge the difference in its own chart.",
        "zh": "两者共享同样的不确定性，区间可能重叠而每次抽样均有差异：差异请看减排量图。",
    }
    views = tuple(boundary_views(results, "Emissions|", PAIR))
    told = of_draws(results, note) if results.reference is not None else NOTHING
    return Chart("emissions", TOP, titled(titles, "emissions", shown), "lines", views, told, shown)


def _extra_cost(results: Results, titles: Mapping[str, Texts]) -> Chart:
    shown = {"en": "Cost of the plan against the reference", "zh": "本情景相对参考情景的成本"}
    note = of_draws(
        results,
        {
            "en": "Plan less reference, draw by draw, in the money of each year:"
            " below 0 the plan is cheaper.",
            "zh": "逐次抽样以本情景减参考情景，按当年计：小于 0 表示本情景更便宜。",
        },
        {
            "en": "Plan less reference, in the money of each year: below 0 the plan is cheaper.",
            "zh": "本情景减参考情景，按当年计：小于 0 表示本情景更便宜。",
        },
    )
    views = [*boundary_views(results, "Extra Cost|", (("plan", "difference", "Extra Cost"),))]
    # the cost to all first: it is the one that the title speaks of
    views.sort(key=lambda view: view.boundary != "resource")
    return Chart("cost", TOP, titled(titles, "cost", shown), "lines", tuple(views), note, shown)


def boundary_views(results: Results, prefix: str, cases: Cases) -> Iterator[View]:
    """Views of figures whose names begin so: one for each sector and boundary, all sectors together first."""
    stems = by_boundary(results.variables, prefix)
    for stem in sorted(stems, key=lambda one: "All Sectors" not in one):
        # figures of several products or cases are no total of a sector
        if any(variable.product or variable.variant for variable in stems[stem].values()):
            continue
        for boundary, variable in stems[stem].items():
            subject = said(sector_of(stem).rpartition("|")[2])
            yield from pair_view(results, variable.name, subject, boundary, cases)


def pair_view(
    results: Results, name: str, subject: Texts, boundary: str = "", cases: Cases = PAIR
) -> Iterator[View]:
    """View of a series in the cases that have it; none where there is nothing."""
    traces = tuple(_traces(results, name, cases))
    if traces:
        note = NOTHING if all(trace.band for trace in traces) else ALIKE_NOTE
        yield View(subject, boundary, results.unit(name), traces, note=note)


def _traces(results: Results, name: str, cases: Cases) -> Iterator[Trace]:
    """Lines of a series; of bands that nearly coincide the plan's is drawn."""
    for case, role, word in cases:
        run = results.reference if case == "reference" else results
        if run is None or not _is_shown(results, run, name):
            continue
        band = case != "reference" or not _alike(results, name)
        yield Trace(said(word), "reference" if run is not results else "plan", name, role, band=band)


def _is_shown(results: Results, run: Results, name: str) -> bool:
    """Whether a series has a figure other than 0, or may have one when levers are moved.

    A plan that is its own reference differs from it only then.
    """
    if name not in run.central:
        return False
    return anything(run.central[name]) or (bool(results.scenario.levers) and results.same_as_reference)


def _alike(results: Results, name: str) -> bool:
    """Whether the bands of plan and reference would be drawn over each other."""
    other = results.reference
    if other is None or name not in results.banded or name not in other.banded:
        return False
    mine, theirs = results.quantiles(name), other.quantiles(name)
    apart = np.abs(np.nan_to_num(mine - theirs))
    return bool(np.max(apart) <= ALIKE * np.max(np.nan_to_num(mine[-1] - mine[0]), initial=0.0))


def _shares(results: Results, titles: Mapping[str, Texts]) -> Iterator[Chart]:
    """New energy in the sales of each means of transport; below, of parts of its market."""
    names = [name for name in share_names(results.variables) if anything(results.central[name])]
    whole = [name for name in names if share_label(name) in NEW]
    shown = {"en": "Share of new energy vehicles in sales", "zh": "新能源车销量占比"}
    views = tuple(_share_views(results, whole))
    yield Chart("sales_shares", TOP, titled(titles, "sales_shares", shown), "lines", views, shows=shown)
    parts = [name for name in share_names(results.variables, stacked=False) if name in names]
    parts = [name for name in parts if name not in whole]
    title = {"en": "Shares of sales in parts of the market", "zh": "细分市场的销量占比"}
    views = tuple(_share_views(results, parts))
    yield Chart("market_parts", "stocks", title, "lines", views)


def _share_views(results: Results, names: Iterable[str]) -> Iterator[View]:
    for name in names:
        means = means_of(name) if name.rpartition("|")[2] in NEW else ""
        words = {language: dip_words(results, means, language) for language in LANGUAGES}
        dip = {language: text and f"{text}{END[language]}" for language, text in words.items()}
        for view in pair_view(results, name, named("|".join(name.split("|")[2:]))):
            yield replace(view, note=joined([view.note, dip], " ", ""))


def _levelised(results: Results) -> Chart:
    """Cost of a tonne by route: medians alone, for the bands of ten routes cover each other."""
    title = {"en": "Levelised cost by route", "zh": "各工艺路线的平准化成本"}
    views = tuple(route_views(results, "Levelised Cost|"))
    return Chart("levelised", "costs", title, "lines", views, of_draws(results, MEDIAN_LINES))


def route_views(results: Results, prefix: str) -> Iterator[View]:
    """Figures of a tonne: a view for each product and boundary, a line for each route."""
    for (product, boundary), variables in by_product(results.variables, prefix).items():
        # what is one component alone has no stem
        whole = [v for v in variables if v.product and (v.stem or not split_boundary(v.name)[1])]
        names = [v.name for v in whole if anything(results.central[v.name])]
        plain = [split_boundary(name)[0] for name in names]
        labels = apart(plain) if len(names) > 1 else [name.rpartition("|")[2] for name in plain]
        traces = tuple(
            Trace(_label(label), "plan", name, "part", colour, band=False)
            for name, label, colour in zip(names, labels, colours(labels), strict=True)
        )
        if traces:
            yield View(said(product), boundary, variables[0].unit, traces)


def _label(label: str) -> Texts:
    return {language: say_name(label, language) for language in ("en", "zh")}
