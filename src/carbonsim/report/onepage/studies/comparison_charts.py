"""Charts of a comparison: differences to the first scenario with their range, and levels side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from carbonsim.analysis.comparison import Comparison, Difference
from carbonsim.analysis.rounding import settled
from carbonsim.core.blank import BLANK, anything
from carbonsim.core.types import Array
from carbonsim.engine.headline import EMISSIONS, REDUCTION, YEARS
from carbonsim.report.change_sentence import inside
from carbonsim.report.change_words import capital, change_band, emission_clause, unit_of
from carbonsim.report.comparison_answer import comparison_effects
from carbonsim.report.effects import Effect, Way, effects_between
from carbonsim.report.onepage.charts import MEDIAN, NOTHING, TOP, Chart, Row, Trace, View
from carbonsim.report.onepage.studies.comparison_names import run_title
from carbonsim.report.onepage.studies.study import filled, quoted
from carbonsim.report.onepage.words import Texts, joined, named, said
from carbonsim.report.palette import LINE_COLOURS
from carbonsim.report.pick import by_boundary, sector_of, share_label, share_names
from carbonsim.report.texts import LANGUAGES
from carbonsim.results.records import Variable
from carbonsim.results.results import Results
from carbonsim.results.tables import quiet

COST, ALL_SECTORS = "Cost|", "All Sectors"
LEVELS, DIFFERENCE = "levels", "difference"
#: Last parts of the names of shares of new drives in all sales of a means of transport.
NEW = ("New Energy", "Plug-In")
SIDE_BY_SIDE: Texts = {
    "en": "The band is that of the first line alone; the others' stand in the numbers of this chart."
    " Ranges may overlap even where every draw sees a difference.",
    "zh": "色带仅为首条线的区间，其余见本图数据。即使每次抽样均有差异，区间仍可能重叠。",
}
AVOIDED: Texts = {
    "en": "Emissions avoided, each against its own reference",
    "zh": "各情景相对各自参考情景的减排量",
}
Series = dict[str, Sequence[Array]]


def comparison_charts(found: Comparison) -> tuple[tuple[Chart, ...], Series]:
    """Charts of a comparison and their series.

    Parameters
    ----------
    found : Comparison
        Of two runs or more.

    Returns
    -------
    tuple of Chart, dict
        At most five below the answer.
    """
    series: Series = {}
    base = quoted(run_title(found, found.base))
    charts = [
        Chart(
            "difference",
            TOP,
            _title(found) or filled("Emissions less those of {base}", "与{base}的排放之差", base=base),
            "lines",
            tuple(_views(found, EMISSIONS, _differences, series)),
            _apart(found, filled("Above 0: more than {base}.", "大于 0 表示高于{base}。", base=base)),
        ),
        _levels(
            found, "emissions", TOP, {"en": "Emissions side by side", "zh": "各情景排放"}, EMISSIONS, series
        ),
        Chart(
            "cost",
            TOP,
            filled("Cost less that of {base}", "与{base}的成本之差", base=base),
            "lines",
            tuple(
                sorted(
                    _views(found, COST, _differences, series), key=lambda view: view.boundary != "resource"
                )
            ),
            _apart(found, filled("Below 0: cheaper than {base}.", "小于 0 表示比{base}便宜。", base=base)),
        ),
        _levels(found, "reduction", TOP, AVOIDED, REDUCTION, series),
        _in_years(found, base),
        _levels(found, "costs", LEVELS, {"en": "Costs side by side", "zh": "各情景成本"}, COST, series),
        _shares(found, series),
    ]
    return tuple(charts), series


def _apart(found: Comparison, words: Texts) -> Texts:
    """Words on a difference: of which draws it is, and the meaning of its sign."""
    how: Texts = {"en": "The difference in each draw.", "zh": "逐次抽样之差。"}
    if not found.paired or any(run.streamed is not None for run in found.runs):
        how = {
            "en": "Not of draws, which were not kept or are not the same of all. Years in which medians"
            " differ the other way are left out.",
            "zh": "抽样未保留或各情景抽样不同，故非抽样之差；与中位数之差符号不同的年份未画出。",
        }
    return joined([how if found.base.banded else NOTHING, words], " ", "")


def _title(found: Comparison) -> Texts | None:
    """Effect of one other scenario on emissions, where its draws tell."""
    if len(found.others) > 1:
        return None
    (one,) = found.others
    effects = [effect for effect in comparison_effects(found, one.results) if effect.draws]
    if not effects:
        return None
    name = quoted(run_title(found, one.results))
    return {language: _clause(effects[0], name, language) for language in LANGUAGES}


def _clause(effect: Effect, name: Texts, language: str) -> str:
    unit = unit_of([effect], language)
    words = capital(emission_clause(effect, unit, language, plan=name))
    return (
        words
        if effect.way is Way.UNCHANGED
        else words + inside(change_band(effect, unit, language), "", language)
    )


def _views(
    found: Comparison,
    prefix: str,
    traces: Callable[[Comparison, Variable, Series], Iterator[Trace]],
    series: Series,
) -> Iterator[View]:
    """A view for each sector and boundary of any scenario, all sectors together first."""
    known = {name: variable for run in reversed(found.runs) for name, variable in run.variables.items()}
    stems = by_boundary(known, prefix)
    for stem in sorted(stems, key=lambda one: ALL_SECTORS not in one):
        for boundary, variable in stems[stem].items():
            # figures of several products or cases are no total of a sector
            if variable.product or variable.variant:
                continue
            drawn = tuple(traces(found, variable, series))
            if drawn:
                sector = said(sector_of(stem).rpartition("|")[2])
                yield View(sector, boundary, variable.unit, drawn, note=_side_by_side(found, drawn))


def _differences(found: Comparison, variable: Variable, series: Series) -> Iterator[Trace]:
    """A line with its band for each of the others that has a series."""
    for number, one in enumerate(found.others, start=1):
        if variable.name in one.series:
            key = f"{DIFFERENCE}|{one.results.scenario.name}|{variable.name}"
            series[key] = difference_of(found, one, variable.name)
            yield _trace(found, one.results, key, number)


def difference_of(found: Comparison, one: Difference, name: str) -> list[Array]:
    """Low, median and high of a difference in the years of all; that of the deterministic runs without draws.

    The latter is blank where the medians of both differ in the other direction.
    """
    apart = one.series[name]
    if apart.band is not None:
        return [settled(apart.band[place], apart.base) for place in (0, MEDIAN, -1)]
    central = settled(apart.central, apart.base)
    medians = [_quantiles(run, name, found)[1:2] for run in (found.base, one.results) if name in run.banded]
    if len(medians) > 1:
        central = np.where(central * (medians[1][0] - medians[0][0]) < 0.0, BLANK, central)
    return [central]


def _levels(found: Comparison, key: str, section: str, title: Texts, prefix: str, series: Series) -> Chart:
    return Chart(key, section, title, "lines", tuple(_views(found, prefix, _levels_of, series)))


def _side_by_side(found: Comparison, traces: Sequence[Trace]) -> Texts:
    """Whose band is drawn, where there are several."""
    return SIDE_BY_SIDE if found.base.banded and not all(trace.band for trace in traces) else NOTHING


def _levels_of(found: Comparison, variable: Variable, series: Series) -> Iterator[Trace]:
    """A line for each scenario that has a series, with the band of the first."""
    first = True
    for number, run in enumerate(found.runs):
        same = variable.name in run.central and run.unit(variable.name) == variable.unit
        if same and anything(run.central[variable.name]):
            key = f"{run.scenario.name}|{variable.name}"
            series[key] = _quantiles(run, variable.name, found)
            yield replace(_trace(found, run, key, number), band=first)
            first = False


def _quantiles(run: Results, name: str, found: Comparison) -> list[Array]:
    """Low, median and high of a series in the years of all, or its deterministic run."""
    years = np.searchsorted(run.years, found.years)
    if name not in run.banded:
        return [quiet(run.central[name])[years]]
    values = run.quantiles(name)
    return [quiet(values[place])[years] for place in (0, MEDIAN, -1)]


def _trace(found: Comparison, run: Results, key: str, number: int) -> Trace:
    colour = LINE_COLOURS[number % len(LINE_COLOURS)]
    return Trace(run_title(found, run), "", key, "scenario" if number else "reference", colour)


def _shares(found: Comparison, series: Series) -> Chart:
    """New energy in the sales of each means of transport."""
    known = {name: variable for run in found.runs for name, variable in run.variables.items()}
    views = []
    for name in share_names(known):
        traces = tuple(_levels_of(found, known[name], series)) if share_label(name) in NEW else ()
        if traces:
            subject, note = named("|".join(name.split("|")[2:])), _side_by_side(found, traces)
            views.append(View(subject, "", known[name].unit, traces, note=note))
    title = {"en": "Share of new energy vehicles in sales", "zh": "新能源车销量占比"}
    return Chart("shares", LEVELS, title, "lines", tuple(views))


def _in_years(found: Comparison, base: Texts) -> Chart:
    """Differences in emissions of several others to the first, in single years."""
    years = [year for year in YEARS if found.years[0] <= year <= found.years[-1]] or [int(found.years[-1])]
    views: dict[tuple[str, str, int], View] = {}
    for one in found.others if len(found.others) > 1 else ():
        for year in years:
            for effect in effects_between(found.base, one.results, year, found.paired):
                values = _row(found, effect)
                key = (effect.sector, effect.boundary, year)
                subject = joined(
                    [said(effect.sector.rpartition("|")[2]), {"en": str(year), "zh": f"{year} 年"}]
                )
                view = views.get(key, View(subject, effect.boundary, effect.unit))
                if values:
                    views[key] = replace(view, rows=(*view.rows, Row(run_title(found, one.results), values)))
    title = filled("Emissions less those of {base}, year by year", "与{base}的排放之差（分年份）", base=base)
    note = {
        "en": "Dot: median, bar: 5th to 95th percentile of the difference in each draw. Left of 0: emits"
        " less.",
        "zh": "点为中位数，横条为逐次抽样之差的第 5 至 95 百分位。小于 0 表示排放更少。",
    }
    ordered = sorted(views.items(), key=lambda item: ALL_SECTORS not in item[0][0])
    return Chart("years", TOP, title, "rows", tuple(view for _, view in ordered), note)


def _row(found: Comparison, effect: Effect) -> tuple[float, ...]:
    if effect.way is Way.BLANK or (not effect.draws and found.base.banded):
        return ()
    return (effect.low, effect.median, effect.high) if effect.draws else (effect.median,)
