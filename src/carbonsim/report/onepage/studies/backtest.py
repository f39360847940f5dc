"""Page of a backtest: forecasts made as if in an earlier year, what came, and scores against rivals."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from carbonsim.analysis.hindcast import Hindcast
from carbonsim.analysis.whole_backtest import Backtest, left_out
from carbonsim.report.backtest_answer import backtest_answer
from carbonsim.report.onepage.parameters import parameter_name, section_name
from carbonsim.report.onepage.studies.backtest_charts import PARTS, backtest_charts
from carbonsim.report.onepage.studies.backtest_scores import trust_section
from carbonsim.report.onepage.studies.backtest_tables import (
    ahead_table,
    estimate_table,
    forecast_table,
    input_table,
    powertrain_table,
)
from carbonsim.report.onepage.studies.study import (
    Section,
    Study,
    filled,
    manifest_section,
    quoted,
    study_data,
)
from carbonsim.report.onepage.words import Cell, Texts, joined, said
from carbonsim.report.texts import LANGUAGES
from carbonsim.report.wording import listed


def backtest_page(found: Backtest, hindcast: Hindcast | None, made: Mapping[str, Any]) -> dict[str, Any]:
    """The data of the page of a backtest.

    Parameters
    ----------
    found : Backtest
        One frozen year or several.
    hindcast : Hindcast or None
        Shares by powertrain, where a sector has them.
    made : mapping
        The manifest.

    Returns
    -------
    dict
        Ready for JSON.
    """
    case = found.case
    charts, series = backtest_charts(found)
    study = Study(
        kind="backtest",
        name=f"backtest-{case.sector}",
        title=filled(
            "{title}: forecasts against what came", "{title}：预测与实际对比", title=said(case.title)
        ),
        about=_about(found),
        answer=backtest_answer(found),
        warnings=tuple(_warnings(found)),
        charts=charts,
        series=series,
        sections=(*_sections(found, hindcast), manifest_section(made), trust_section(found)),
        years=case.past.years.tolist(),
    )
    return study_data(study)


def _about(found: Backtest) -> tuple[tuple[Texts, Cell], ...]:
    freezes = found.freezes
    years = str(freezes[0]) if len(freezes) == 1 else f"{freezes[0]}–{freezes[-1]}"
    last = str(found.case.past.years[-1])
    return (
        ({"en": "sector", "zh": "行业"}, section_name(found.case.sector)),
        ({"en": "forecast at the end of", "zh": "预测时点（年末）"}, years),
        ({"en": "compared to", "zh": "对比至"}, filled("{year}", "{year} 年", year=last)),
        ({"en": "draws", "zh": "抽样数"}, f"{found.draws:,}"),
        (said("seed"), str(found.seed)),
    )


def _warnings(found: Backtest) -> list[Texts]:
    """Warnings: years that are not in the tables, and stand-ins for values that were not known."""
    told: list[Texts] = []
    if missing := left_out(found):
        needs = [
            joined([said(name), {"en": f"needs {years}", "zh": f"需 {years} 年"}], " ", "")
            for name, years in missing.items()
        ]
        names = {language: listed([one[language] for one in needs], language) for language in LANGUAGES}
        words = "Not in the earlier frozen years, for want of known years: {names}."
        told.append(filled(words, said(words)["zh"], names=names))
    if found.first_values:
        quotes = [quoted(parameter_name(found.case.scenario, key)) for key in found.first_values]
        # rows of a family may share a name
        distinct = list(dict.fromkeys(one["en"] for one in quotes))
        chosen = [next(one for one in quotes if one["en"] == name) for name in distinct]
        names = {language: listed([one[language] for one in chosen], language) for language in LANGUAGES}
        words = "Paths that begin after {year} stand at their first value where they are used: {names}."
        told.append(filled(words, said(words)["zh"], year=str(found.freezes[0]), names=names))
    return told


def _sections(found: Backtest, hindcast: Hindcast | None) -> tuple[Section, ...]:
    until = str(found.estimated_to)
    tables = () if len(found.freezes) > 1 else (forecast_table(found),)
    ahead = () if not found.ahead else (ahead_table(found),)
    rows = () if hindcast is None else (powertrain_table(hindcast),)
    inputs = () if not found.case.inputs else (input_table(found),)
    return (
        Section("forecasts", {"en": "Forecasts in numbers", "zh": "预测数值"}, tables=(*tables, *ahead)),
        Section(PARTS, {"en": "Parts of sales", "zh": "销量的组成"}, tables=rows),
        Section(
            "estimates",
            filled("Estimated on data to {year}", "基于截至 {year} 年数据的估计", year=until),
            tables=(estimate_table(found), *inputs),
        ),
    )
