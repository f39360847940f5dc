"""The answer of a search for values that reach a target, in sentences."""

from __future__ import annotations

from functools import partial
from math import isnan

from carbonsim.report.answer import Statement, statements
from carbonsim.report.solve_words import (
    best_words,
    cost_words,
    edge_words,
    figure_title,
    kind_words,
    level_words,
    parameter_title,
    span_words,
    told,
    when_words,
)
from carbonsim.report.texts import say, text
from carbonsim.report.wording import listed
from carbonsim.results.solve_edges import SHARE, Search
from carbonsim.results.solve_records import Combination, Solution, Solved
from carbonsim.scenario.vary import VALUE


def solve_answer(solution: Solution) -> tuple[Statement, ...]:
    """A sentence on each parameter alone, or on several together.

    Parameters
    ----------
    solution : Solution

    Returns
    -------
    tuple of mapping of str to str
        Each in English and Chinese.
    """
    if solution.combination is not None:
        return statements([partial(_together, solution, solution.combination)])
    return statements([partial(_alone, solution, solved) for solved in solution.solved])


def _target(solution: Solution, language: str) -> str:
    """The target in the middle of a sentence."""
    words = {"en": "“{figure}” is {level} {when}", "zh": "{when}“{figure}”{level}"}
    return text(words, language).format(
        figure=figure_title(solution, language),
        level=_equal(level_words(solution, language), language),
        when=when_words(solution, language),
    )


def _equal(words: str, language: str) -> str:
    """``equal to`` behind a verb."""
    return words.replace("equals ", "equal to ", 1) if language == "en" else words


def _alone(solution: Solution, solved: Solved, language: str) -> str:
    """Sentence on one parameter."""
    parameter = solved.parameter
    title = parameter_title(solution, parameter, language)
    if solved.scan.is_empty:
        words = {
            "en": "no value of “{title}” ({key}) between {low} and {high} is allowed: {reason}",
            "zh": "“{title}”（{key}）从 {low} 到 {high} 的取值均不被允许：{reason}",
        }
        if not solved.scan.refused:
            words = {
                "en": "the model has no answer at any value of “{title}” ({key}) between {low} and {high}",
                "zh": "“{title}”（{key}）从 {low} 到 {high} 处处无解",
            }
        return text(words, language).format(
            title=title,
            key=parameter.key,
            low=told(parameter.low, parameter.unit, language),
            high=told(parameter.high, parameter.unit, language),
            reason="; ".join(solved.scan.refused),
        )
    if not solved.moves:
        words = {
            "en": "“{title}” ({key}) changes nothing of “{figure}” {when}",
            "zh": "“{title}”（{key}）不影响{when}“{figure}”",
        }
        return text(words, language).format(
            title=title,
            key=parameter.key,
            figure=figure_title(solution, language),
            when=when_words(solution, language),
        )
    words = {
        "en": "{target} with “{title}”: {parts}",
        "zh": "“{title}”取以下值时，{target}：{parts}",
    }
    said = [_kind(solution, solved, search, language) for search in solved.searches]
    semicolon = "；" if language == "zh" else "; "
    return text(words, language).format(
        target=_target(solution, language), title=title, parts=semicolon.join(said)
    )


def _kind(solution: Solution, solved: Solved, search: Search, language: str) -> str:
    """Where one kind of figure meets the target."""
    parameter = solved.parameter
    if search.spans:
        where = listed((span_words(parameter, span, search, language) for span in search.spans), language)
    elif search.edges:
        at = say("at {value}", language)
        values = (edge_words(parameter, edge, language) for edge in search.edges)
        where = listed((at.format(value=value) for value in values), language)
    else:
        words = {"en": "nowhere ({best})", "zh": "无（{best}）"}
        where = text(words, language).format(best=best_words(solution, parameter, search, language))
    words = {"en": "{kind} {where}", "zh": "{kind}，{where}"}
    return text(words, language).format(where=where, kind=kind_words(solution, search.kind, language))


def _together(solution: Solution, found: Combination, language: str) -> str:
    """Sentence on several parameters together."""
    pairs = zip(found.parameters, found.values, found.in_year, strict=True)
    said = [
        (one, told(there if one.way == VALUE else value, one.unit, language)) for one, value, there in pairs
    ]
    each = {"en": "“{}” at {}", "zh": "“{}”为 {}"}
    values = listed(
        (text(each, language).format(parameter_title(solution, one, language), value) for one, value in said),
        language,
    )
    if isnan(found.figure):
        words = {
            "en": "no combination that was run is allowed: {reason}",
            "zh": "所试组合均不被允许：{reason}",
        }
        if not found.refusal:
            words = {
                "en": "the model has no answer for any combination that was run",
                "zh": "所试组合均无解",
            }
        return text(words, language).format(reason=found.refusal)
    if not found.reached:
        words = {
            "en": "no combination that was run brings “{title}” to {level} {when}: the nearest is {figure},"
            " with {values}",
            "zh": "所试组合均不能使{when}“{title}”{level}：最接近的为 {figure}，{values}",
        }
        return text(words, language).format(
            title=figure_title(solution, language),
            level=level_words(solution, language).removeprefix("equals "),
            when=when_words(solution, language),
            figure=told(found.figure, solution.target.unit, language),
            values=values,
        )
    words = {
        "en": "{target} at least cost ({cost}; as it is {here}) with {values}",
        "zh": "{values}时，{target}且成本最低（{cost}；现方案 {here}）",
    }
    if not found.cost_name:
        words = {
            "en": "{target} with the smallest change with {values}",
            "zh": "{values}时，{target}且变动最小",
        }
    if found.kind == SHARE:
        words = {"en": f"in {{kind}} {words['en']}", "zh": f"在{{kind}}中，{words['zh']}"}
    return text(words, language).format(
        kind=kind_words(solution, found.kind, language),
        target=_target(solution, language),
        values=values,
        cost=cost_words(found, found.cost, language),
        here=cost_words(found, found.cost_here, language),
    )
