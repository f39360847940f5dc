"""Page of a comparison: what sets scenarios apart from the first of them, and their levels side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from carbonsim.analysis.comparison import Comparison
from carbonsim.engine.headline import EMISSIONS
from carbonsim.report.comparison_answer import comparison_answer
from carbonsim.report.comparison_tables import all_left_out
from carbonsim.report.heading import limits, streamed
from carbonsim.report.onepage.studies.comparison_charts import comparison_charts
from carbonsim.report.onepage.studies.comparison_names import run_title
from carbonsim.report.onepage.studies.comparison_sections import comparison_sections
from carbonsim.report.onepage.studies.study import (
    Study,
    filled,
    manifest_section,
    quoted,
    study_data,
)
from carbonsim.report.onepage.words import Cell, Texts, joined, said
from carbonsim.report.texts import LANGUAGES
from carbonsim.report.wording import listed

#: Scenarios beside the first that a title names.
MOST_NAMED = 3


def comparison_page(found: Comparison, made: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The data of the page of a comparison.

    Parameters
    ----------
    found : Comparison
        Of two runs or more.
    made : sequence of mapping
        Their manifests.

    Returns
    -------
    dict
        Ready for JSON.
    """
    charts, series = comparison_charts(found)
    boundaries = {
        variable.boundary
        for run in found.runs
        for variable in run.variables.values()
        if variable.stem.startswith(EMISSIONS)
    }
    study = Study(
        kind="compare",
        name="-".join(("compare", *(run.scenario.name for run in found.runs))),
        title=_title(found),
        about=_about(found),
        answer=comparison_answer(found),
        warnings=_warnings(found),
        charts=charts,
        series=series,
        sections=(*comparison_sections(found), manifest_section(*made)),
        years=found.years.tolist(),
        boundaries=tuple(boundaries),
    )
    return study_data(study)


def _names(found: Comparison) -> Texts:
    """The scenarios that are compared with the first."""
    others = [quoted(run_title(found, one.results)) for one in found.others]
    return {language: listed([other[language] for other in others], language) for language in LANGUAGES}


def _title(found: Comparison) -> Texts:
    """All scenarios, or how many there are where their names would fill a screen."""
    names, count = _names(found), len(found.others)
    if count > MOST_NAMED:
        names = {"en": f"{count} scenarios", "zh": f"{count} 个情景"}
    base = quoted(run_title(found, found.base))
    return filled("{names} against {base}", "{names}与{base}对比", names=names, base=base)


def _about(found: Comparison) -> tuple[tuple[Texts, Cell], ...]:
    base, years = found.base, found.years
    draws: Cell = f"{base.draws:,}"
    paired: Texts = {"en": "yes, so that differences are of each draw", "zh": "是，差值逐次抽样计算"}
    if not found.paired:
        paired = {"en": "no, so that differences have no range", "zh": "否，差值没有区间"}
    elif any(run.streamed is not None for run in found.runs):
        paired = {
            "en": "yes, but not kept: differences by year have no range",
            "zh": "是，但未保留：分年份差值没有区间",
        }
    if not base.banded:
        draws = {"en": "none: deterministic runs (central values)", "zh": "无：确定性运行（中心值）"}
    facts: list[tuple[Texts, Cell]] = [
        ({"en": "base", "zh": "基准"}, run_title(found, base)),
        ({"en": "years of all", "zh": "共同年份"}, f"{years[0]}–{years[-1]}"),
        ({"en": "draws", "zh": "抽样数"}, draws),
        (said("seed"), str(base.seed)),
    ]
    if len(found.others) > MOST_NAMED:
        facts.insert(1, ({"en": "compared", "zh": "对比情景"}, _names(found)))
    return (*facts, ({"en": "same draws of all", "zh": "抽样相同"}, paired)) if base.banded else tuple(facts)


def _warnings(found: Comparison) -> tuple[Texts, ...]:
    """Warnings before any figure: draws left out, limits that bind, draws that were not kept."""
    told = [
        dict(zip(LANGUAGES, pair, strict=True))
        for pair in zip(*(all_left_out(found, language) for language in LANGUAGES), strict=True)
    ]
    for run in found.runs:
        name = run_title(found, run)
        words = zip(*(limits(run, language) for language in LANGUAGES), strict=True)
        told += [joined([name, dict(zip(LANGUAGES, pair, strict=True))], ": ", "：") for pair in words]
        if run.streamed is not None:
            kept = {language: streamed(run.streamed, language) for language in LANGUAGES}
            told.append(joined([name, kept], ": ", "："))
    return tuple(told)
