"""Charts of rows that lie: claims against what is modelled, savings of a works by case, what decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from carbonsim.analysis.verdicts import Verdict
from carbonsim.core.blank import anything, figures
from carbonsim.report.claim_forms import is_of_peak
from carbonsim.report.onepage.charts import TOP, Chart, Row, View, of_draws, titled
from carbonsim.report.onepage.words import Texts, joined, said
from carbonsim.report.pick import by_product
from carbonsim.results.claim_results import ClaimResult
from carbonsim.results.deciding import DecidingData
from carbonsim.results.results import Results
from carbonsim.scenario.units import UnitError, convert

SAVING = "Works Saving|"
#: What a row shows, with draws and without.
DOT: Texts = {"en": "dot: median, bar: 5th to 95th percentile", "zh": "点为中位数，横条为第 5 至 95 百分位"}
DOT_ALONE: Texts = {"en": "dot: deterministic run (central values)", "zh": "点为确定性运行（中心值）"}
#: Years in which savings are shown, of those that the horizon has; else its last.
YEARS = (2030, 2035, 2060)


def claim_chart(
    claims: Sequence[ClaimResult], numbers: Mapping[str, int], titles: Mapping[str, Texts], drawn: bool
) -> Chart:
    """Modelled over claimed values: a row for each answer, a view for each claim's boundary.

    Parameters
    ----------
    claims : sequence of ClaimResult
        All answers.
    numbers : mapping of str to int
        Number of each claim on the page, by its name.
    titles : mapping of str to mapping of str to str
        Findings.
    drawn : bool
        Whether there are draws.

    Returns
    -------
    Chart
        Without views where nothing is judged.
    """
    judged = [(one, ratio) for one in claims for ratio in [claim_ratio(one)] if ratio is not None]
    # a boundary that all share stands once, above
    shared = {one.boundary for one, _ in judged}
    subject = said(next(iter(shared)) if len(shared) == 1 else "")
    rows = []
    for one, ratio in judged:
        where = ("" if len(shared) == 1 else one.boundary, one.product, one.variant)
        rows.append(Row(row_label(numbers[one.claim.name], where), ratio))
    claimed = Row({"en": "claimed", "zh": "宣传值"}, (100.0,))
    title = {"en": "What is modelled, in % of what is claimed", "zh": "模拟值占宣传值的比例"}
    views = (View(subject, "", "%", rows=tuple(rows), marks=(claimed,)),) if rows else ()
    dot = DOT if drawn else DOT_ALONE
    note = {
        "en": f"100 % is the figure claimed; {dot['en']}. Claims are numbered as above;"
        " what cannot be judged here, or names no year, has no row.",
        "zh": f"100 % 为宣传值；{dot['zh']}。编号同上；无法评判或未指明年份的不列。",
    }
    return Chart("claims", TOP, titled(titles, "claims", title), "rows", views, note, title)


def row_label(number: int, where: Sequence[str]) -> Texts:
    """A claim by its number, and where its answer is.

    Examples
    --------
    >>> row_label(2, ("direct", "", ""))
    {'en': 'Claim 2 · direct', 'zh': '宣传口径 2 · 直接排放'}
    """
    head = {"en": f"Claim {number}", "zh": f"宣传口径 {number}"}
    return joined([head, *(said(word) for word in where)], " · ", " · ")


def claim_ratio(one: ClaimResult) -> tuple[float, ...] | None:
    """Modelled value and its range in percent of what is claimed; None where that says nothing.

    Of a claim that names no year it would be the value of its best year; of a peak one of years.
    """
    told = one.verdict != Verdict.UNJUDGED and one.claim.names_year and not is_of_peak(one.claim)
    if not told or not one.claim.value > 0.0 or not np.isfinite(one.headline):
        return None
    try:
        claimed = convert(one.claim.value, one.claim.unit, one.unit)
    except UnitError:  # a claim in CO2 that is read as CO2e
        claimed = convert(
            one.claim.value, one.claim.unit.replace("CO2e", "CO2"), one.unit.replace("CO2e", "CO2")
        )
    ends = (one.p05, one.headline, one.p95)
    values = (one.headline,) if one.p05 is None or one.p95 is None else ends
    return tuple(100.0 * float(value) / claimed for value in values if value is not None)


def saving_chart(results: Results) -> Chart:
    """Savings of a works at full load: a row for each case, a view for each product, boundary and year."""
    views = []
    for (product, boundary), variables in by_product(results.variables, SAVING).items():
        for index in _shown_years(results):
            rows = tuple(
                Row(said(variable.variant), _at(results, variable.name, index))
                for variable in variables
                if figures(results.central[variable.name][index : index + 1]).size
            )
            if any(anything(np.array(row.values)) for row in rows):
                subject = joined(
                    [said(product), {"en": str(results.years[index]), "zh": f"{results.years[index]} 年"}]
                )
                views.append(View(subject, boundary, variables[0].unit, rows=rows))
    title = {"en": "Saving of the whole works by case", "zh": "分情形的全厂减排量"}
    dot = of_draws(results, DOT, DOT_ALONE)
    note = {
        "en": f"At full load, per year; {dot['en']}. Left of 0 the works emits more.",
        "zh": f"满负荷年减排量；{dot['zh']}。小于 0 表示排放增加。",
    }
    return Chart("savings", "trajectories", title, "rows", tuple(views), note)


def _shown_years(results: Results) -> list[int]:
    years = results.years.tolist()
    return [years.index(year) for year in YEARS if year in years] or [len(years) - 1]


def _at(results: Results, name: str, index: int) -> tuple[float, ...]:
    """Low, median and high in a year, or the deterministic run where there are no draws."""
    if name not in results.banded:
        return (float(results.central[name][index]),)
    low, _, middle, _, high = results.quantiles(name)[:, index]
    return (float(low), float(middle), float(high))


def deciding_chart(decision: DecidingData, names: Sequence[Texts]) -> Chart:
    """Rank correlations of the parameters that decide, and what chance alone reaches."""
    rows = tuple(Row(name, (one.correlation,)) for name, one in zip(names, decision.named, strict=True))
    noise = {"en": "chance", "zh": "偶然"}
    marks = (Row(noise, (-decision.chance,)), Row(noise, (decision.chance,)))
    views = (View({"en": "", "zh": ""}, "", "", rows=rows, marks=marks),) if rows else ()
    title = {"en": "Parameters that decide the outcome", "zh": "决定结果的参数"}
    note = {
        "en": "Rank correlation over the draws of this run: +1 and -1 decide alone, 0 decides nothing;"
        " between the dashed lines chance alone would do it.",
        "zh": "本次运行各抽样的秩相关系数：+1 或 -1 为完全决定，0 为无影响；虚线之间可由偶然产生。",
    }
    return Chart("deciding", "deciding", title, "stems", views, note)
