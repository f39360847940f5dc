"""The answer of a backtest: how our forecast of sales did beside simple ones."""

from __future__ import annotations

from functools import partial

from carbonsim.analysis.backtest_cases import OURS
from carbonsim.analysis.backtest_summary import Score, best, means
from carbonsim.analysis.whole_backtest import Backtest
from carbonsim.report.answer import Statement, statements
from carbonsim.report.texts import say, text
from carbonsim.report.wording import listed


def backtest_answer(found: Backtest) -> tuple[Statement, ...]:
    """A sentence on the mean score (CRPS) of sales and on how often intervals held what came.

    Parameters
    ----------
    found : Backtest
        One frozen year or several.

    Returns
    -------
    tuple of mapping of str to str
        Each in English and Chinese.
    """
    return statements([partial(_sentence, found)])


def _sentence(found: Backtest, language: str) -> str:
    scores = means(found.rows)
    winners = listed([say(name, language) for name in best(scores)], language)
    ours = next((score for score in scores if score.model == OURS), None)
    words = {
        "en": "of {count} forecasts of sales at the end of {years}, {winners} came closest on average",
        "zh": "在 {years} 年末作出的 {count} 种销量预测中，平均最接近实际的是{winners}",
    }
    freezes = found.freezes
    years = str(freezes[0]) if len(freezes) == 1 else f"{freezes[0]}-{freezes[-1]}"
    said = text(words, language).format(count=len(scores), years=years, winners=winners)
    semicolon = "；" if language == "zh" else "; "
    return said if ours is None else said + semicolon + _ours(ours, scores, len(freezes), language)


def interval_held(held: int, count: int, freezes: int) -> dict[str, str]:
    """Coverage of the 80 % interval in words: of years, or of yearly forecasts of several frozen years.

    Parameters
    ----------
    held, count : int
        Forecasts whose interval held what came, and all of them.
    freezes : int
        Frozen years: of several, one year after them is forecast more than once.

    Returns
    -------
    dict of str to str
        By language.
    """
    each = {"en": "years", "zh": "年份"} if freezes == 1 else {"en": "yearly forecasts", "zh": "逐年预测"}
    return {
        "en": f"80 % interval held what came in {held} of {count} {each['en']}",
        "zh": f"80 % 区间在 {count} 个{each['zh']}中有 {held} 个涵盖了实际值",
    }


def _ours(ours: Score, scores: tuple[Score, ...], freezes: int, language: str) -> str:
    rank = 1 + sum(score.crps < ours.crps for score in scores)
    words = {
        "en": "carbonsim is number {rank}, and its {held}",
        "zh": "carbonsim 排第 {rank}，其 {held}",
    }
    held = interval_held(round(ours.covered * ours.forecasts), ours.forecasts, freezes)
    return text(words, language).format(rank=rank, held=text(held, language))
