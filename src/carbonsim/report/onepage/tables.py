"""Tables of a page: outcomes against the reference, cross-checks, and how the run was made."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Any

from carbonsim.engine import deciding
from carbonsim.report.check_table import check_cells, named_check
from carbonsim.report.numbers import MISSING, percent
from carbonsim.report.onepage.words import Cell, Texts, amounts, between, said
from carbonsim.report.outcome_table import named, note_words, outcome_labels
from carbonsim.report.texts import LANGUAGES
from carbonsim.results.records import Check, Outcome
from carbonsim.results.results import Results

#: A hash is told by its first digits.
SHORT_HASH = 12
HASH = re.compile(r"[0-9a-f]{64}")


def table(
    heads: Sequence[Cell], rows: Sequence[Sequence[Cell]], title: Texts | None = None
) -> dict[str, Any]:
    """A table ready for JSON: a column of numbers is told by its cells."""
    named_table = {} if title is None else {"title": dict(title)}
    return named_table | {"heads": list(heads), "rows": [list(row) for row in rows]}


def outcome_table(results: Results, outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """Single years and five-year plans first, the whole horizon last; medians with their range.

    Of an ensemble the deterministic run is not told: its sign may be another than the median's.
    """
    against = [one for one in outcomes if not named(one.name).figure.startswith("Emissions|")]
    shown = against or list(outcomes)
    shown = sorted(shown, key=lambda one: (not named(one.name).period, named(one.name).period))
    labels = {
        language: outcome_labels(
            results.variables.values(), [named(one.name).figure for one in shown], language
        )
        for language in LANGUAGES
    }
    rows = []
    for place, one in enumerate(shown):
        label = {language: labels[language][place] for language in LANGUAGES}
        period = named(one.name).period or f"{results.years[0]}-{results.years[-1]}"
        notes = {language: note_words(one.notes, language) for language in LANGUAGES} if one.notes else ""
        rows.append([period, label, *_amounts(one, bool(results.banded)), notes])
    heads = [
        {"en": "years", "zh": "年份"},
        {"en": "figure", "zh": "指标"},
        said("median") if results.banded else said("deterministic"),
        {"en": "5th to 95th percentile", "zh": "第 5 至 95 百分位"},
        said("unit"),
        {"en": "draws of the same sign", "zh": "同号抽样占比"},
        {"en": "remark", "zh": "备注"},
    ]
    return table(heads, rows)


def _amounts(one: Outcome, banded: bool) -> list[Cell]:
    if one.quantiles is None:
        value = None if banded else one.central
        middle, unit = amounts([value], one.unit)
        return [middle, MISSING, unit, MISSING]
    low, middle, high, unit = amounts([one.quantiles[0], one.headline, one.quantiles[-1]], one.unit)
    return [middle, between(low, high), unit, agreement(one.sign_share)]


def agreement(share: float | None) -> Cell:
    """Share of the draws with one sign; where it is all of them, in words."""
    if share is not None and share >= 1.0:
        return {"en": "all", "zh": "全部"}
    return percent(share)


def check_tables(checks: Sequence[Check]) -> list[dict[str, Any]]:
    """Cross-checks against statistics; the data that decide stand in their own section."""
    return [_check(one) for one in checks if one.name != deciding.NAME]


def _check(one: Check) -> dict[str, Any]:
    cells = {language: check_cells(one.rows, language) for language in LANGUAGES}
    rows: list[list[Cell]] = [
        [{language: cells[language][place][column] for language in LANGUAGES} for column in range(4)]
        for place in range(len(one.rows))
    ]
    heads = [
        {"en": "figure", "zh": "指标"},
        said("value"),
        {"en": "range", "zh": "区间"},
        said("unit"),
    ]
    title = {language: named_check(one.text, language) for language in LANGUAGES}
    return table(heads, rows, title)


def manifest_table(made: Mapping[str, Any]) -> dict[str, Any]:
    """What is needed to make the same results again; hashes by their first digits, files without folders."""
    words = {
        "carbonsim": {"en": "version of carbonsim", "zh": "carbonsim 版本"},
        "scenario": said("scenario"),
        "file": {"en": "file", "zh": "文件"},
        "reference": said("reference"),
        "seed": said("seed"),
        "draws": {"en": "draws", "zh": "抽样数"},
        "sampling": {"en": "sampling", "zh": "抽样方法"},
        "sha256": {"en": "SHA-256 of the scenario", "zh": "情景 SHA-256"},
        "seconds": {"en": "computing time [s]", "zh": "计算时间（秒）"},
    }
    rows: list[list[Cell]] = [
        [words[key], _short(PurePath(str(made[key])).name if key == "file" else str(made[key]))]
        for key in words
        if key in made and made[key] is not None
    ]
    files: list[list[Cell]] = [
        [{"en": f"SHA-256 of {name}", "zh": f"{name} 的 SHA-256"}, _short(digest)]
        for path, digest in made["files"].items()
        for name in [PurePath(path).name]
    ]
    packages: list[list[Cell]] = [
        [name, version] for name, version in made["packages"].items() if name != "carbonsim"
    ]
    return table([{"en": "what", "zh": "项目"}, said("value")], [*rows, *packages, *files])


def _short(words: str) -> str:
    return words[:SHORT_HASH] + "…" if HASH.fullmatch(words) else words
