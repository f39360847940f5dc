"""Tables of a page: outcomes against the reference, cross-checks, and how the run was made."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Any

from carbonsim.analysis.verdicts import AGREED
from carbonsim.engine import deciding_check
from carbonsim.report.check_table import ROUNDED, check_cells, named_check
from carbonsim.report.numbers import MISSING, percent
from carbonsim.report.onepage.words import Cell, Texts, amounts, said
from carbonsim.report.outcome_table import named, outcome_labels
from carbonsim.report.texts import LANGUAGES, say
from carbonsim.report.units import stated_unit
from carbonsim.report.wording import two_digits
from carbonsim.results.notes import Note
from carbonsim.results.records import Check, Outcome
from carbonsim.results.results import Results

#: Told where fewer draws than a verdict needs have the sign of the median.
UNDECIDED: Texts = {"en": "· sign undecided", "zh": "· 正负未定"}
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
    """A row for each figure, a column for each period: single years, five-year plans, the whole horizon last.

    Of an ensemble these are medians with their range; the deterministic run is not told, for its sign may be
    another than the median's.
    """
    against = [one for one in outcomes if not named(one.name).figure.startswith("Emissions|")]
    horizon = f"{results.years[0]}–{results.years[-1]}"
    return period_table(results, against or outcomes, bool(results.banded), horizon)


def period_table(
    results: Results, outcomes: Sequence[Outcome], banded: bool, horizon: str = "", title: Texts | None = None
) -> dict[str, Any]:
    """Outcomes with a row for each figure and a column for each period.

    Parameters
    ----------
    results : Results
        Whose variables they are of.
    outcomes : sequence of Outcome
    banded : bool
        Whether those without statistics of draws are not told.
    horizon : str
        Name of the period of sums over the whole of it.
    title : mapping of str to str, optional

    Returns
    -------
    dict
        Ready for JSON.
    """
    figures: dict[str, dict[str, Outcome]] = {}
    for one in outcomes:
        name = named(one.name)
        figures.setdefault(name.figure, {})[name.period] = one
    periods = sorted({period for each in figures.values() for period in each}, key=_order)
    labels = {
        language: outcome_labels(results.variables.values(), list(figures), language)
        for language in LANGUAGES
    }
    rows: list[list[Cell]] = []
    for place, each in enumerate(figures.values()):
        label = {language: labels[language][place] for language in LANGUAGES}
        rows.append([label, *(_figure(each.get(period), banded) for period in periods)])
    return table([{"en": "figure", "zh": "指标"}, *(period or horizon for period in periods)], rows, title)


def _order(period: str) -> tuple[bool, bool, str]:
    return (not period, "-" in period, period)


def _figure(one: Outcome | None, banded: bool) -> Cell:
    """Median, range and unit of an outcome in one cell; whether draws disagree on its sign; its remarks."""
    if one is None:
        return ""
    if one.quantiles is None:
        *numbers, unit = amounts([None if banded else one.central], one.unit)
    else:
        *numbers, unit = amounts([one.headline, one.quantiles[0], one.quantiles[-1]], one.unit)
    words = {
        language: [
            numbers[0][language],
            "" if numbers[0][language] == MISSING else unit[language],
            f"({numbers[1][language]} – {numbers[2][language]})" if len(numbers) > 1 else "",
            UNDECIDED[language] if one.sign_share is not None and one.sign_share < AGREED else "",
            _remarks(one.notes, language),
        ]
        for language in LANGUAGES
    }
    return {language: " ".join(filter(None, parts)) for language, parts in words.items()}


def _remarks(notes: Sequence[Note], language: str) -> str:
    """Remarks on an outcome, their quantities rounded as all on a page."""
    told = (
        say(note.words, language).format(
            *(_rounded(value, unit, language) for value, unit in note.quantities)
        )
        for note in notes
    )
    return ("；" if language == "zh" else "; ").join(told)


def _rounded(value: float, unit: str, language: str) -> str:
    if unit == "1":
        return percent(value)
    shown = stated_unit(unit, [value], language)
    return f"{two_digits(value * shown.factor)} {shown.words}"


def check_tables(checks: Sequence[Check]) -> list[dict[str, Any]]:
    """Cross-checks against statistics; the data that decide stand in their own section."""
    return [_check(one) for one in checks if one.name != deciding_check.NAME]


def _check(one: Check) -> dict[str, Any]:
    cells = {language: check_cells(one.rows, language, ROUNDED) for language in LANGUAGES}
    rows: list[list[Cell]] = [
        [{language: cells[language][place][column] for language in LANGUAGES} for column in range(4)]
        for place in range(len(one.rows))
    ]
    heads: list[Cell] = [
        {"en": "figure", "zh": "指标"},
        said("value"),
        {"en": "range", "zh": "区间"},
        said("unit"),
    ]
    if not any(row[2] for row in cells["en"]):
        rows, heads = [[*row[:2], row[3]] for row in rows], [*heads[:2], heads[3]]
    title = {language: named_check(one.text, language) for language in LANGUAGES}
    return table(heads, rows, title)


def manifest_table(made: Mapping[str, Any]) -> dict[str, Any]:
    """Facts to make the same results again; hashes by their first digits, files without folders.

    Computing time is left out, so that the same run gives the same page to the byte.
    """
    words = {
        "carbonsim": {"en": "version of carbonsim", "zh": "carbonsim 版本"},
        "scenario": said("scenario"),
        "file": {"en": "file", "zh": "文件"},
        "reference": said("reference"),
        "seed": said("seed"),
        "draws": {"en": "draws", "zh": "抽样数"},
        "sampling": {"en": "sampling", "zh": "抽样方法"},
        "sha256": {"en": "SHA-256 of the scenario", "zh": "情景 SHA-256"},
    }
    rows: list[list[Cell]] = [
        [words[key], _fact(key, str(made[key]))] for key in words if key in made and made[key] is not None
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


def _fact(key: str, value: str) -> Cell:
    """A value of the manifest: a file without its folder, a method of sampling in both languages."""
    if key == "sampling":
        return said(value)
    return _short(PurePath(value).name if key == "file" else value)


def _short(words: str) -> str:
    return words[:SHORT_HASH] + "…" if HASH.fullmatch(words) else words
