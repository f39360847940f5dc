"""The answer of a simulated line: how long trucks wait and what binds, or what sizing and traffic found."""

from __future__ import annotations

import math
from functools import partial

from carbonsim.analysis.corridor import Corridor
from carbonsim.corridor.sizing import Sized
from carbonsim.report.answer import Sentence, Statement, statements
from carbonsim.report.texts import say, text
from carbonsim.report.wording import two_digits


def corridor_answer(
    found: Corridor, sized: Sized | None, most: Corridor | None, target: float, asked: bool
) -> tuple[Statement, ...]:
    """A sentence on waiting, one on sizing and one on traffic, as far as they were asked for.

    Parameters
    ----------
    found : Corridor
        Simulated.
    sized : Sized or None
        What sizing found.
    most : Corridor or None
        The line with the most traffic.
    target : float [min]
        95th percentile of waiting that is asked for.
    asked : bool
        Whether the most traffic was asked for.

    Returns
    -------
    tuple of mapping of str to str
        Each in English and Chinese.
    """
    sentences: list[Sentence] = [partial(_waiting, found)]
    if sized is not None:
        sentences.append(partial(_sized, sized, target))
    if asked:
        sentences.append(partial(_most, most, target))
    return statements(sentences)


def _waiting(found: Corridor, language: str) -> str:
    traffic, binding = two_digits(found.plan.line.traffic), say(found.binding, language)
    if math.isinf(found.long_wait):
        words = {
            "en": "in {year}, with {traffic} trucks a day, more than one truck in twenty gets no swap;"
            " first to bind: {binding}",
            "zh": "{year} 年，每天 {traffic} 辆重卡时，超过二十分之一的重卡换不到电；最先受限的是{binding}",
        }
    elif math.isnan(found.long_wait):
        words = {
            "en": "in {year}, with {traffic} trucks a day, no truck came for a swap in the days simulated;"
            " first to bind: {binding}",
            "zh": "{year} 年，每天 {traffic} 辆重卡时，模拟期内没有车辆前来换电；最先受限的是{binding}",
        }
    else:
        words = {
            "en": "in {year}, with {traffic} trucks a day, 95 % of swaps begin within {wait} min;"
            " first to bind: {binding}",
            "zh": "{year} 年，每天 {traffic} 辆重卡时，95 % 的换电在 {wait} 分钟内开始；"
            "最先受限的是{binding}",
        }
    wait = two_digits(found.long_wait)
    return text(words, language).format(year=found.plan.year, traffic=traffic, wait=wait, binding=binding)


def _sized(sized: Sized, target: float, language: str) -> str:
    asked = two_digits(target)
    if sized.best is None:
        words = {
            "en": "no stations keep it under {target} min",
            "zh": "没有任何换电站能使其低于 {target} 分钟",
        }
        return text(words, language).format(target=asked)
    words = {
        "en": "{count} stations in each direction are the cheapest under {target} min; on new trips 95 % of"
        " swaps begin within {wait} min, which {meets} it",
        "zh": "每个方向 {count} 座换电站是 {target} 分钟以内最便宜的方案；在新行程上 95 % 的换电在 {wait}"
        " 分钟内开始，{meets}",
    }
    met = sized.confirmed <= target
    meets = text({"en": "meets" if met else "misses", "zh": "达到要求" if met else "未达到要求"}, language)
    wait = two_digits(sized.confirmed)
    return text(words, language).format(
        count=sized.best.design.stations, target=asked, wait=wait, meets=meets
    )


def _most(most: Corridor | None, target: float, language: str) -> str:
    asked = two_digits(target)
    if most is None:
        words = {"en": "no traffic is served within {} min", "zh": "没有任何车流能在 {} 分钟内得到服务"}
        return text(words, language).format(asked)
    words = {
        "en": "the stations carry {} trucks a day within {} min",
        "zh": "这些换电站每天可服务 {} 辆重卡（{} 分钟以内）",
    }
    return text(words, language).format(two_digits(most.plan.line.traffic), asked)
