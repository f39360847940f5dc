"""How far to trust a run: scores of its sectors' forecasts, and what the numbers that decide rest on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from carbonsim.analysis.trust import ForecastScore, forecast_scores
from carbonsim.engine.deciding import LEAST_DRAWS
from carbonsim.report.onepage.parameters import section_name
from carbonsim.report.onepage.tables import table
from carbonsim.report.onepage.words import Cell, Texts, amounts
from carbonsim.results.deciding import DecidingData

#: Standard errors beyond which two scores are told apart.
APART = 2.0
VEHICLE, THOUSAND = "vehicle", 1e3
QUANTITIES: dict[str, Texts] = {
    "volume": {"en": "new energy vehicles sold", "zh": "新能源车销量"},
    "share": {"en": "their share of sales", "zh": "新能源车占比"},
    "market": {"en": "all vehicles sold", "zh": "全部销量"},
}
INSIDE: Texts = {
    "en": "Ranges are those of the parameters' stated ranges: what the model leaves out is in none of them.",
    "zh": "所有区间仅反映参数所述的取值范围：模型未包含的因素不在其中。",
}
ALONE: Texts = {
    "en": "One run with central values has no range: how sure it is, it cannot say.",
    "zh": "仅为一次中心值运行，没有区间，无法说明把握程度。",
}


def trust_data(sectors: Sequence[str], deciding: DecidingData | None, drawn: bool) -> dict[str, Any]:
    """Sentences and a table of scores, ready for JSON.

    Parameters
    ----------
    sectors : sequence of str
        Of the run.
    deciding : DecidingData or None
        The parameters that decide it, from `analysis.trust.evidence`.
    drawn : bool
        Whether the run has draws.

    Returns
    -------
    dict
        ``sentences``, and ``table`` where a sector's forecasts have been scored.
    """
    scores = [score for sector in sectors for score in forecast_scores(sector)]
    sentences = [*(_sector(sector) for sector in sectors), _evidence(deciding), INSIDE if drawn else ALONE]
    return {"sentences": [dict(one) for one in sentences]} | ({"table": _table(scores)} if scores else {})


def _sector(sector: str) -> Texts:
    """Score of a sector's forecast of new vehicles against what came and against a straight line."""
    name = section_name(sector)
    score = next((one for one in forecast_scores(sector) if one.quantity == "volume"), None)
    if score is None:
        return {
            "en": f"{name['en']}: no forecast has been scored against what came; none yet.",
            "zh": f"{name['zh']}：尚无可与实际对照评分的预测。",
        }
    error, line, unit = _scores(score, score.crps, score.line_crps)
    better = _against_line(score)
    return {
        "en": f"{name['en']}: {score.forecasts} forecasts of new energy vehicles sold, made as if at the end"
        f" of {score.first_frozen} to {score.last_frozen}, erred by {error['en']} {unit['en']} against what"
        f" came to {score.last_year}, a straight line by {line['en']} (continuous ranked probability score):"
        f" {better['en']}. What came lay in the 80 % interval {score.inside_80} of {score.forecasts} times.",
        "zh": f"{name['zh']}：以 {score.first_frozen} 至 {score.last_frozen} 年末为起点的"
        f" {score.forecasts} 次新能源车销量预测，与截至 {score.last_year} 年的实际相比误差为"
        f" {error['zh']} {unit['zh']}，"
        f"直线外推为 {line['zh']}（连续分级概率评分）：{better['zh']}。"
        f"实际值落入 80 % 区间 {score.inside_80}/{score.forecasts} 次。",
    }


def _scores(score: ForecastScore, *values: float) -> list[dict[str, str]]:
    """Scores and their unit; vehicles are counted in thousands."""
    if not score.unit.startswith(VEHICLE):
        return amounts(values, score.unit)
    return amounts([value / THOUSAND for value in values], f"thousand {score.unit}")


def _against_line(score: ForecastScore) -> Texts:
    if abs(score.difference) < APART * score.standard_error:
        return {"en": "the two cannot be told apart", "zh": "两者无法区分"}
    if score.difference < 0.0:
        return {"en": "better than a straight line", "zh": "优于直线外推"}
    return {"en": "worse than a straight line", "zh": "不如直线外推"}


def _evidence(found: DecidingData | None) -> Texts:
    """Evidence behind the parameters that decide, and how old their data are."""
    if found is None:
        return {
            "en": f"Which numbers decide is told from {LEAST_DRAWS} draws on.",
            "zh": f"抽样数达到 {LEAST_DRAWS} 次起，方可说明哪些数值起决定作用。",
        }
    if not found.named:
        return {
            "en": "No single number decides the outcome more than chance would.",
            "zh": "没有单个数值对结果的影响超出偶然。",
        }
    count, year = len(found.named), found.median_year
    aged = {"en": "", "zh": ""}
    if year is not None:
        aged = {
            "en": f" Their data are of {year} (median of the {len(found.years)} that have a year).",
            "zh": f"其数据年份中位数为 {year} 年（{len(found.years)} 项有年份）。",
        }
    return {
        "en": f"Of the {count} numbers that decide most, {found.judged} are estimates or assumed,"
        f" {found.unsourced} of them without a source.{aged['en']}",
        "zh": f"影响最大的 {count} 项数值中，{found.judged} 项为估计或假设，"
        f"其中 {found.unsourced} 项无出处。{aged['zh']}",
    }


def _table(scores: list[ForecastScore]) -> dict[str, Any]:
    heads: list[Cell] = [
        {"en": "sector", "zh": "行业"},
        {"en": "forecast of", "zh": "预测对象"},
        {"en": "error of the model", "zh": "模型误差"},
        {"en": "of a straight line", "zh": "直线外推误差"},
        {"en": "if all stays as it was", "zh": "维持不变误差"},
        {"en": "unit", "zh": "单位"},
        {"en": "in the 80 % interval", "zh": "落入 80 % 区间"},
    ]
    rows: list[list[Cell]] = [
        [
            section_name(one.sector),
            QUANTITIES[one.quantity],
            *_scores(one, one.crps, one.line_crps, one.persistence_crps),
            f"{one.inside_80} / {one.forecasts}",
        ]
        for one in scores
    ]
    return table(heads, rows)
