"""Data of the page of a study: a shape that all share, read by the same scripts as that of a run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from carbonsim.core.carbon import BOUNDARIES
from carbonsim.core.types import Array
from carbonsim.report.onepage.charts import TOP, Chart, chart_data
from carbonsim.report.onepage.data import FORMAT
from carbonsim.report.onepage.tables import manifest_table
from carbonsim.report.onepage.words import Cell, Texts, harmless_texts, said
from carbonsim.report.texts import LANGUAGES, text
from carbonsim.scenario.scenario import Scenario

#: Charts that stand below the answer; further ones have a section of their own.
MOST_FIRST = 5
MANIFEST, TRUST = "manifest", "trust"
HOW_MADE: Texts = {"en": "How this was made", "zh": "运行记录"}


@dataclass(frozen=True)
class Section:
    """Section to be unfolded: charts that name it, then texts, then tables.

    A section without any of them is not on the page.
    """

    id: str
    title: Texts
    texts: tuple[Texts, ...] = ()
    tables: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True)
class Study:
    """A study as its page shows it.

    Attributes
    ----------
    kind : str
        Of the study: the name of its command.
    name : str
        Of its downloads and in lists.
    title : mapping of str to str
    about : tuple
        Facts at the head: what, and its value.
    answer, warnings : tuple
        Sentences.
    charts : tuple of Chart
        Those of the section ``top`` in the order in which they stand there.
    series : mapping of str to sequence of array
        Values of their traces by the variable of the trace.
    sections : tuple of Section
        In order.
    years : sequence of int
        That charts without an axis of their own lie along; nothing where there are none.
    boundaries : sequence of str
        Of emissions, that one switch sets for all charts.
    claims : sequence of mapping
        As `claims.claim_data` gives them; ``told`` has what is said of each answer: its headline (``head``),
        and further sentences (``items``).
    """

    kind: str
    name: str
    title: Texts
    about: tuple[tuple[Texts, Cell], ...]
    answer: tuple[Texts, ...]
    warnings: tuple[Texts, ...]
    charts: tuple[Chart, ...]
    series: Mapping[str, Sequence[Array]]
    sections: tuple[Section, ...]
    years: Sequence[int] = ()
    boundaries: Sequence[str] = ()
    claims: Sequence[Mapping[str, Any]] = ()


def study_data(study: Study) -> dict[str, Any]:
    """Everything that the page of a study shows, ready for JSON.

    Parameters
    ----------
    study : Study

    Returns
    -------
    dict
        As `data.page_data` of a run, with ``sections`` in place of what only runs have.
    """
    written, series = chart_data(study.charts, lambda trace: study.series[trace.variable])
    assert sum(chart["section"] == TOP for chart in written) <= MOST_FIRST
    perspectives = dict.fromkeys(view["boundary"] for chart in written for view in chart["views"])
    page = {
        "format": FORMAT,
        "kind": study.kind,
        "name": study.name,
        "title": dict(study.title),
        "about": [[dict(what), value] for what, value in study.about],
        "answer": [dict(sentence) for sentence in study.answer],
        "warnings": [dict(warning) for warning in study.warnings],
        "claims": [dict(claim) for claim in study.claims],
        "years": [int(year) for year in study.years],
        "boundaries": [boundary for boundary in BOUNDARIES if boundary in study.boundaries],
        "names": {key: said(key) for key in perspectives},
        "charts": written,
        "sections": [_section(one) for one in study.sections],
    }
    return {**harmless_texts(page), "series": series}


def _section(section: Section) -> dict[str, Any]:
    return {
        "id": section.id,
        "title": dict(section.title),
        "texts": [dict(words) for words in section.texts],
        "tables": [dict(table) for table in section.tables],
    }


def manifest_section(made: Mapping[str, Any], *others: Mapping[str, Any]) -> Section:
    """How a study was made: a table for each run that it rests on."""
    tables = [manifest_table(one) for one in (made, *others)]
    if others:
        names = [str(one["scenario"]) for one in (made, *others)]
        tables = [one | {"title": {"en": name, "zh": name}} for one, name in zip(tables, names, strict=True)]
    return Section(MANIFEST, HOW_MADE, tables=tuple(tables))


def titled(scenario: Scenario) -> dict[str, str]:
    """Title of a scenario in both languages, or its name."""
    return {language: text(scenario.title, language) or scenario.name for language in LANGUAGES}


def quoted(words: Texts) -> dict[str, str]:
    """Words in quotation marks."""
    return {language: f"“{words[language]}”" for language in LANGUAGES}


def filled(english: str, chinese: str, **values: Cell) -> dict[str, str]:
    """A text in both languages with its gaps filled.

    Examples
    --------
    >>> filled("{n} of {name}", "{name} {n} 个", n="2", name={"en": "rows", "zh": "行"})
    {'en': '2 of rows', 'zh': '行 2 个'}
    """
    return {
        language: template.format(
            **{key: value if isinstance(value, str) else value[language] for key, value in values.items()}
        )
        for language, template in (("en", english), ("zh", chinese))
    }
