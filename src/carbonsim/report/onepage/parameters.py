"""Parameters of a page, named by their description: those that decide, and all assumptions of a run."""

from __future__ import annotations

import re
from typing import Any

from carbonsim.engine.deciding import JUDGED, Deciding, DecidingData
from carbonsim.engine.deciding_check import EVIDENCE
from carbonsim.engine.other_regions import other_regions
from carbonsim.reference.regions import region_in
from carbonsim.reference.tables import sources
from carbonsim.report.numbers import MISSING, stated
from carbonsim.report.onepage.tables import table
from carbonsim.report.onepage.words import Cell, Texts, said
from carbonsim.report.texts import LANGUAGES
from carbonsim.report.texts_units import ratio_words
from carbonsim.report.wording import two_digits
from carbonsim.scenario.quantity import Quantity, Setting
from carbonsim.scenario.scenario import Scenario

#: Level whose numbers are not told with more digits than it bears.
ESTIMATE = "estimate"
#: Keys of parameters in a description, and what it tells those who write scenarios.
KEY = re.compile(r"\b(?:drivers|freight|nev|steel)(?:\.[a-z_]+)+")
INSTRUCTION = re.compile(r"; set it from the table \w+")
SECTIONS: dict[str, Texts] = {
    "drivers": {"en": "Prices, grid and money", "zh": "价格、电网与资金"},
    "freight": {"en": "Trucks", "zh": "重卡"},
    "nev": {"en": "Cars", "zh": "乘用车"},
    "steel": {"en": "Steel", "zh": "钢铁"},
}


def section_name(section: str) -> Texts:
    """A section of a scenario in words; a sector that is not of carbonsim by its own name."""
    return SECTIONS.get(section, {"en": section, "zh": section})


def parameter_name(scenario: Scenario, key: str) -> dict[str, str]:
    """A parameter by its description, and the row that it is of.

    Parameters
    ----------
    scenario : Scenario
        Which knows descriptions and labels of rows.
    key : str
        Of a parameter, there or not.

    Returns
    -------
    dict of str to str
        By language; descriptions are in English alone.
    """
    setting = scenario.settings.get(key)
    if setting is None or not setting.definition.description:
        words = key.rpartition(".")[2].replace("_", " ")
        return {"en": words, "zh": words}
    parts = key.split(".")
    description = described(setting.definition.description)
    rows = [
        _row(scenario, ".".join(parts[: place + 1]))
        for place, part in enumerate(setting.definition.pattern.split("."))
        if part == "*"
    ]
    return {
        language: f"{description} ({', '.join(row[language] for row in rows)})" if rows else description
        for language in LANGUAGES
    }


def described(words: str) -> str:
    """A description for readers who write no scenarios: without keys, and without what to do with them.

    Examples
    --------
    >>> described("Price of power over drivers.electricity_tariff; set it from the table tariffs")
    'Price of power over electricity tariff'
    """
    plain = KEY.sub(lambda found: found[0].rpartition(".")[2], INSTRUCTION.sub("", words))
    return plain.replace("_", " ")


def without_keys(scenario: Scenario, words: str, language: str) -> str:
    """A remark in which parameters stand by their description."""
    return KEY.sub(lambda found: f"“{parameter_name(scenario, found[0])[language]}”", words)


def _row(scenario: Scenario, key: str) -> dict[str, str]:
    """The label of a row of a family, or its name."""
    label = scenario.settings.get(f"{key}.label")
    words = key.rpartition(".")[2].replace("_", " ") if label is None else str(label.value)
    return said(words)


def deciding_table(scenario: Scenario, decision: DecidingData) -> dict[str, Any]:
    """The parameters that decide: rank correlation, evidence, source and year of the data."""
    rows = [_deciding(scenario, one) for one in decision.named]
    heads: list[Cell] = [
        {"en": "parameter", "zh": "参数"},
        {"en": "rank correlation", "zh": "秩相关系数"},
        {"en": "evidence", "zh": "依据"},
        said("source"),
        {"en": "year of the data", "zh": "数据年份"},
    ]
    return table(heads, rows)


def _deciding(scenario: Scenario, one: Deciding) -> list[Cell]:
    return [
        deciding_name(scenario, one),
        f"{one.correlation:+.2f}",
        evidence_words(one.setting.confidence),
        source_words(one.data.source),
        MISSING if one.data.year is None else str(one.data.year),
    ]


def deciding_name(scenario: Scenario, one: Deciding) -> dict[str, str]:
    """Name of a parameter that decides, and how many share its draw."""
    return with_alike(parameter_name(scenario, one.setting.address), one.alike)


def with_alike(name: Texts, alike: int) -> dict[str, str]:
    """Name of a parameter, and how many others are drawn with it."""
    if not alike:
        return dict(name)
    return {
        "en": f"{name['en']} and {alike} drawn with it",
        "zh": f"{name['zh']}及同抽的 {alike} 项",
    }


def evidence_words(level: str) -> dict[str, str]:
    """Evidence level in both languages."""
    return {"en": level or MISSING, "zh": EVIDENCE.get(level, level) or MISSING}


def source_words(name: str) -> Cell:
    """Who says so: organisation and year of a source that is known, else what the file states."""
    known = sources().get(name)
    if known is None:
        return name or {"en": "no source", "zh": "无出处"}
    return " ".join(filter(None, (known.organisation, known.year)))


def assumptions(scenario: Scenario) -> dict[str, Any]:
    """Numbers and choices of a scenario with range, evidence and source; what its files state comes first.

    They are those that `report.heading.sureness` counts.

    Numbers are told in the unit of their definition, those of estimates with two significant digits.
    """
    elsewhere = {
        setting.address: region for region, several in other_regions(scenario).items() for setting in several
    }
    numbers = [one for one in scenario.settings.values() if one.confidence and one.offered]
    numbers.sort(key=lambda one: bool(one.origin.row))
    groups: dict[str, list[list[Cell]]] = {}
    for setting in numbers:
        groups.setdefault(setting.address.partition(".")[0], []).append(
            _assumption(scenario, setting, elsewhere.get(setting.address, ""))
        )
    return {
        "judged": sum(one.confidence in JUDGED for one in numbers),
        "count": len(numbers),
        "groups": [{"title": dict(section_name(section)), "rows": rows} for section, rows in groups.items()],
    }


def _assumption(scenario: Scenario, setting: Setting, region: str) -> list[Cell]:
    """Name, value, range, unit, evidence, source, and whether the files of the scenario state it."""
    name = parameter_name(scenario, setting.address)
    unit, span = "1", ""
    if isinstance(setting.value, Quantity):
        value, span = told_value(setting.value, setting.confidence)
        unit = setting.value.unit
    else:
        value = setting.value.replace("_", " ")
    words: Cell = "" if unit == "1" else {"en": unit, "zh": ratio_words(unit)}
    if not isinstance(words, str) and words["en"] == words["zh"]:
        words = words["en"]
    source = source_words(setting.source) if setting.source else ""
    place = {language: region_in(region, language) for language in LANGUAGES} if region else ""
    return [
        name["en"] if name["en"] == name["zh"] else name,
        *(value, span, words, setting.confidence, source, place, "" if setting.origin.row else "x"),
    ]


def told_value(value: Quantity, confidence: str) -> tuple[str, str]:
    """Value and range of a constant; of a path those of its first and last year."""

    def number(figure: float) -> str:
        return two_digits(figure) if confidence == ESTIMATE else stated(figure)

    def ends(figures: tuple[float, ...]) -> list[str]:
        several = len(figures) > 1 and figures[0] != figures[-1]
        return [number(figures[0]), number(figures[-1])] if several else [number(figures[0])]

    told = " → ".join(ends(value.central))
    if len(value.years) > 1 and "→" in told:
        told = f"{told} ({value.years[0]}–{value.years[-1]})"
    if value.low is None or value.high is None:
        return told, ""
    spans = [f"{number(low)} – {number(high)}" for low, high in zip(value.low, value.high, strict=True)]
    return told, spans[0] if spans[0] == spans[-1] else f"{spans[0]} → {spans[-1]}"


def evidence_labels() -> dict[str, Texts]:
    """Evidence levels by their word, for a page that tells them by it."""
    return {level: {"en": level, "zh": words} for level, words in EVIDENCE.items()}
