"""Charts of parts of a whole: emissions, energy, shares of sales, stocks, capacity and costs by part.

Medians of parts do not add up to the median of their sum; means do. Parts are means of the draws therefore,
and where a part has no draws all of them are of the deterministic run.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import cast

import numpy as np

from carbonsim.core.blank import filled
from carbonsim.core.types import Array
from carbonsim.report.onepage.charts import NOTHING, Case, Chart, Trace, View, titled
from carbonsim.report.onepage.words import Texts, joined, named, said
from carbonsim.report.palette import OTHERS, PALETTE, colours
from carbonsim.report.pick import (
    by_boundary,
    by_component,
    children,
    families,
    sector_of,
    share_label,
    share_names,
)
from carbonsim.report.texts import TRANSPORT
from carbonsim.results.results import Results

OWNER = "Owner"
ALL_SECTORS = "All Sectors"
#: A part that never reaches this share of the largest is not drawn.
VISIBLE = 1e-3
PARTS: Texts = {
    "en": "Parts: means of the draws, which add up.",
    "zh": "各部分为抽样均值，可以相加。",
}
CENTRAL_PARTS: Texts = {
    "en": "Parts: deterministic run (central values), for their draws are not kept.",
    "zh": "各部分取自确定性运行（中心值），因其抽样未保留。",
}
#: Of differences alone: a sum may have another sign than the median of the draws.
SAME_SIGN: Texts = {
    "en": "Years in which their sum has another sign than the median are left out.",
    "zh": "合计与中位数符号不同的年份未画出。",
}
LINE: Texts = {"en": "Line: median of the draws.", "zh": "折线：抽样中位数。"}
#: Of a variable that a run does not have.
NONE = np.zeros(1)


def stack_charts(results: Results, titles: Mapping[str, Texts]) -> Iterator[Chart]:
    """All charts of parts; `titles` are the findings of the first ones.

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
    yield _sectors(results)
    yield _components(results)
    yield _of_families(
        results,
        "energy",
        "trajectories",
        {"en": "Final energy by carrier", "zh": "分品种终端能源"},
        "Final Energy|",
    )
    yield _sales(results)
    stock: Texts = {"en": "Stock by kind", "zh": "分类保有量"}
    found = titled(titles, "stock", stock)
    yield replace(_of_families(results, "stock", "stocks", found, "Stocks|"), shows=stock)
    sold = {"en": "Sales by kind", "zh": "分类销量"}
    yield _of_families(results, "sold", "stocks", sold, "Sales|")
    made = {"en": "Production by kind", "zh": "分类产量"}
    yield _of_families(results, "production", "stocks", made, "Production|")
    capacity: Texts = {"en": "Capacity by kind", "zh": "分类产能"}
    found = capacity
    if not any(name.startswith("Stocks|") for name in results.variables):
        found = titled(titles, "stock", capacity)
    yield replace(_of_families(results, "capacity", "stocks", found, "Capacity|"), shows=capacity)
    yield _kinds(results)
    yield _actors(results)


def _cases(results: Results) -> list[tuple[Case, Results, Texts]]:
    """Plan and reference: which, its run, and its name."""
    found: list[tuple[Case, Results, Texts]] = [("plan", results, said("plan"))]
    if results.reference is not None:
        found.append(("reference", results.reference, said("reference")))
    return found


def part_view(
    case: str, run: Results, names: Sequence[str], labels: Sequence[str], subject: Texts, boundary: str = ""
) -> Iterator[View]:
    """A view of the parts that can be seen; none where there is nothing."""
    sizes = [_largest(run.central.get(name, NONE)) for name in names]
    seen = [place for place, size in enumerate(sizes) if size > VISIBLE * max(sizes)]
    fill = colours(labels)
    statistic = _statistic(run, [names[place] for place in seen])
    traces = tuple(
        Trace(named(labels[place]), cast(Case, f"{case}-{statistic}"), names[place], "part", fill[place])
        for place in seen
    )
    if traces:
        yield View(subject, boundary, run.variables[names[0]].unit, traces, note=_note(run, statistic))


def _of_families(results: Results, key: str, section: str, title: Texts, prefix: str) -> Chart:
    """The finest parts below each total, plan and reference."""
    views: list[View] = []
    for family in families(results.variables, prefix):
        leaves = family.leaves or (family.root,)
        labels = [family.label(leaf) if family.leaves else leaf.rpartition("|")[2] for leaf in leaves]
        for case, run, word in _cases(results):
            subject = joined([named(family.root.partition("|")[2].removeprefix(TRANSPORT)), word])
            if all(leaf in run.variables for leaf in leaves):
                views += part_view(case, run, leaves, labels, subject)
    return Chart(key, section, title, "areas", tuple(views))


def _sales(results: Results) -> Chart:
    """Shares of sales by powertrain, which add up to all."""
    names = share_names(results.variables, stacked=True)
    views: list[View] = []
    for subject in dict.fromkeys(name.split("|")[2] for name in names):
        own = [name for name in names if name.split("|")[2] == subject]
        labels = [share_label(name) for name in own]
        for case, run, word in _cases(results):
            if all(name in run.variables for name in own):
                views += part_view(case, run, own, labels, joined([named(subject), word]))
    title = {"en": "Shares of sales by powertrain", "zh": "分动力类型的销量占比"}
    return Chart("sales", "stocks", title, "areas", tuple(views))


def _components(results: Results) -> Chart:
    """Emissions of a sector by component; which gas each is in is told by the note."""
    views: list[View] = []
    for stem in by_boundary(results.variables, "Emissions|"):
        components = by_component(results.variables, sector_of(stem))
        names = [variable.name for variable in components.values()]
        sector = said(sector_of(stem).rpartition("|")[2])
        for case, run, word in _cases(results):
            if len(names) > 1:
                views += part_view(case, run, names, list(components), joined([sector, word]))
    title = {"en": "Emissions by component", "zh": "按组成部分的排放"}
    gases = {
        "en": "Direct and electricity are CO2; fuel supply and manufacturing are CO2e.",
        "zh": "直接排放和电力为 CO2；燃料上游和制造为 CO2e。",
    }
    return Chart("components", "trajectories", title, "areas", tuple(views), gases)


def _sectors(results: Results) -> Chart:
    """Sectors on top of each other, at boundaries at which they may be added."""
    stems = by_boundary(results.variables, "Emissions|")
    whole = next((group for stem, group in stems.items() if stem.endswith(ALL_SECTORS)), {})
    views: list[View] = []
    for boundary in whole:
        names = {
            sector_of(stem).rpartition("|")[2]: group[boundary].name
            for stem, group in stems.items()
            if boundary in group and not stem.endswith(ALL_SECTORS)
        }
        for case, run, word in _cases(results):
            if all(name in run.variables for name in names.values()):
                views += part_view(case, run, list(names.values()), list(names), word, boundary)
    title = {"en": "Emissions by sector", "zh": "分行业排放"}
    return Chart("sectors", "trajectories", title, "areas", tuple(views))


def _kinds(results: Results) -> Chart:
    """The owner's cost by kind, plan less reference."""
    views = [
        view
        for stem in by_boundary(results.variables, "Cost|")
        for view in _changes(results, stem, children(results.variables, f"{stem}|{OWNER}"), "owner")
    ]
    title = {
        "en": "The owner's cost by kind, plan less reference",
        "zh": "所有者成本分类（本情景减参考情景）",
    }
    return Chart("kinds", "costs", title, "bars", tuple(views))


def _actors(results: Results) -> Chart:
    """Cost by actor, plan less reference; what is paid from one to another cancels in the net."""
    views = [
        view
        for stem in by_boundary(results.variables, "Cost|")
        for names in [[n for n in children(results.variables, stem) if not results.variables[n].stem]]
        for view in _changes(results, stem, names, "resource")
    ]
    title = {"en": "Cost by actor, plan less reference", "zh": "分主体成本（本情景减参考情景）"}
    return Chart("actors", "costs", title, "bars", tuple(views))


def _changes(results: Results, stem: str, names: Sequence[str], boundary: str) -> Iterator[View]:
    """Plan less reference by part, and the extra cost at a boundary as their sum."""
    other = results.reference
    net = by_boundary(results.variables, "Extra Cost|").get(f"Extra {stem}", {}).get(boundary)
    if other is None or net is None:
        return
    sizes = [_largest(results.central[name] - other.central.get(name, NONE)) for name in names]
    seen = [place for place, size in enumerate(sizes) if size > VISIBLE * max(sizes)]
    statistic = _statistic(results, [names[place] for place in seen])
    hidden = net.name if statistic == "central" else ""
    traces = [
        Trace(
            *(
                named(names[place].rpartition("|")[2]),
                cast(Case, f"change-{statistic}"),
                names[place],
                "part",
            ),
            colour=PALETTE[place] if place < len(PALETTE) else OTHERS,
            net=hidden,
        )
        for place in seen
    ]
    if traces:
        subject = said(sector_of(stem).rpartition("|")[2])
        line = Trace(said("net"), "plan", net.name, "net", band=False)
        told = [_note(results, statistic), *([SAME_SIGN] if hidden else [])]
        note = joined([*told, LINE], " ", "") if results.banded else NOTHING
        yield View(subject, "", net.unit, (*traces, line), note=note)


def _largest(values: Array) -> float:
    return float(np.max(np.abs(filled(values)), initial=0.0))


def _statistic(run: Results, names: Sequence[str]) -> str:
    """Means where all parts have draws: else a sum would be of two kinds."""
    return "mean" if all(name in run.banded for name in names) else "central"


def _note(run: Results, statistic: str) -> Texts:
    return NOTHING if not run.banded else PARTS if statistic == "mean" else CENTRAL_PARTS
