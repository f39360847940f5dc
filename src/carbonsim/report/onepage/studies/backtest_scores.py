"""How far to trust a forecast: its scores beside those of rivals, and how often intervals held what came."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from carbonsim.analysis.backtest import BacktestRow
from carbonsim.analysis.backtest_cases import OURS
from carbonsim.analysis.backtest_summary import (
    TARGETS,
    Difference,
    Score,
    by_freeze,
    differences,
    means,
    models_of,
    poolable,
)
from carbonsim.analysis.whole_backtest import Backtest
from carbonsim.report.numbers import MISSING
from carbonsim.report.onepage.studies.backtest_charts import SUBJECTS, closest
from carbonsim.report.onepage.studies.backtest_tables import counted, scales_of
from carbonsim.report.onepage.studies.study import TRUST, Section, filled
from carbonsim.report.onepage.tables import table
from carbonsim.report.onepage.trust import APART
from carbonsim.report.onepage.words import Cell, Texts, joined, said
from carbonsim.report.texts import LANGUAGES, say
from carbonsim.report.wording import listed, two_digits

READ: Texts = {
    "en": "Scores are mean CRPS, the error of a whole distribution against what came: lower is better."
    " Volume, share and market are scored each by itself, for a right volume can hide two wrong factors.",
    "zh": "评分为平均 CRPS，即整个预测分布与实际之间的误差，越低越好。"
    "销量、份额与市场总量分别评分，因为正确的销量可能掩盖两个错误的因子。",
}
FEW: Texts = {
    "en": "Few forecasts, which do not err independently: standard errors are rather too small, and one year"
    " more may turn an order.",
    "zh": "预测数量少且误差不独立：标准误偏小，再多一年也可能改变次序。",
}
HINDSIGHT: Texts = {
    "en": "No count later than the frozen year reaches prices or estimates; what studies found of"
    " elasticities is taken as known.",
    "zh": "价格与估计均不使用冻结年份之后的统计；文献中的弹性视为已知。",
}


def trust_section(found: Backtest) -> Section:
    """Scores against rivals, in sentences and tables."""
    rows = _pooled(found)
    tables = [_score_table(found, rows)]
    if len(found.freezes) > 1:
        tables += [_by_freeze(found, target) for target in TARGETS]
    title: Texts = {"en": "How far to trust it", "zh": "可信程度"}
    return Section(
        TRUST, title, (*_together(found, rows), *_sentences(rows), READ, FEW, HINDSIGHT), tuple(tables)
    )


def _together(found: Backtest, rows: Sequence[BacktestRow]) -> Iterator[Texts]:
    """Which frozen years are scored together, where they are not all."""
    freezes = sorted({row.freeze for row in rows})
    if freezes != sorted(found.freezes):
        ends = {"first": str(freezes[0]), "last": str(freezes[-1])}
        yield filled("Frozen years {first} to {last} together:", "冻结年份 {first}–{last} 合计：", **ends)


def _pooled(found: Backtest) -> Sequence[BacktestRow]:
    """Rows of the frozen years that count together; all of them where there is one."""
    if len(found.freezes) == 1:
        return found.rows
    return poolable(found.rows, found.case.pooled_from) or found.rows


def _sentences(rows: Sequence[BacktestRow]) -> Iterator[Texts]:
    yield filled(
        "Closest on average: volume: {volume}; share: {share}; market: {market}.",
        "平均最接近实际：销量：{volume}；份额：{share}；市场总量：{market}。",
        **{target: closest(rows, target) for target in TARGETS},
    )
    rivals = [model for model in models_of(rows) if model != OURS]
    apart = [one for rival in rivals for one in differences(rows, rival) if one.model == OURS]
    for sign, words in (
        (-1, ("Sales: carbonsim errs less than {names}.", "销量：carbonsim 的误差小于{names}。")),
        (1, ("Sales: carbonsim errs more than {names}.", "销量：carbonsim 的误差大于{names}。")),
        (0, ("Sales: carbonsim cannot be told apart from {names}.", "销量：carbonsim 与{names}无法区分。")),
    ):
        names = [one.against for one in apart if _told(one) == sign]
        if names:
            yield filled(*words, names={k: listed([say(name, k) for name in names], k) for k in LANGUAGES})


def _told(one: Difference) -> int:
    """Which of two has the lower score, if they are apart by more than chance; 0 without a standard error."""
    if not abs(one.crps) >= APART * one.error:
        return 0
    return 1 if one.crps > 0.0 else -1


def _score_table(found: Backtest, rows: Sequence[BacktestRow]) -> dict[str, Any]:
    """Mean scores of each model, and how often its interval held what came."""
    scales = scales_of(found)
    heads: list[Cell] = [said("model")]
    scores = {target: {one.model: one for one in means(rows, target)} for target in TARGETS}
    for target in TARGETS:
        heads += [_head(target, found), said("in 80 %")]
    body: list[list[Cell]] = [
        [said(model), *(cell for target in TARGETS for cell in _cells(scores[target][model], target, scales))]
        for model in models_of(rows)
    ]
    first, last = min(row.freeze for row in rows), max(row.freeze for row in rows)
    title: Texts = {"en": f"Mean CRPS, forecasts of {first}", "zh": f"{first} 年末预测的平均 CRPS"}
    if last > first:
        title = {
            "en": f"Mean CRPS, forecasts of {first}–{last}",
            "zh": f"{first}–{last} 年末预测的平均 CRPS",
        }
    return table(heads, body, title)


def _head(target: str, found: Backtest) -> Texts:
    scales = scales_of(found)
    return {
        language: f"{SUBJECTS[target][language]} [{say('points', language) if target == 'share' else unit}]"
        for language, (_, unit) in scales.items()
    }


def _cells(score: Score, target: str, scales: dict[str, tuple[float, str]]) -> list[Cell]:
    held = f"{round(score.covered * score.forecasts)} / {score.forecasts}"
    return [two_digits(score.crps) if target == "share" else counted(score.crps, scales), held]


def _by_freeze(found: Backtest, target: str) -> dict[str, Any]:
    """Mean scores of one target by frozen year."""
    scales, models = scales_of(found), models_of(found.rows)
    heads: list[Cell] = [said("frozen"), *(said(model) for model in models), said("best")]
    body: list[list[Cell]] = []
    for freeze, scores in by_freeze(found.rows, target).items():
        own = {score.model: score for score in scores}
        cells = [_cells(own[model], target, scales)[0] if model in own else MISSING for model in models]
        body.append([str(freeze), *cells, closest([r for r in found.rows if r.freeze == freeze], target)])
    return table(heads, body, joined([said("Mean CRPS by frozen year"), _head(target, found)], ": ", "："))
