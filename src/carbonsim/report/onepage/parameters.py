"""Parameters of a page, named by their description: those that decide, and all assumptions of a run."""

from __future__ import annotations

import re
from typing import Any

from carbonsim.engine.deciding_check import EVIDENCE
from carbonsim.engine.other_regions import other_regions
from carbonsim.reference.regions import region_in
from carbonsim.reference.tables import sources
from carbonsim.report.numbers import MISSING, stated
from carbonsim.report.onepage.tables import table
from carbonsim.report.onepage.words import Cell, Texts, said
from carbonsim.report.parameter_names import KEY, name_in_chinese, row_keys, row_name, value_in_chinese
from carbonsim.report.texts import LANGUAGES
from carbonsim.report.texts_units import ratio_words
from carbonsim.report.wording import two_digits
from carbonsim.results.deciding import JUDGED, Deciding, DecidingData
from carbonsim.scenario.quantity import Quantity, Setting
from carbonsim.scenario.scenario import Scenario

#: Level whose numbers are not told with more digits than it bears.
ESTIMATE = "estimate"
#: What a description tells those who write scenarios.
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


def parameter_name(scenario: Scenario, key: str, in_full: bool = True) -> dict[str, str]:
    """A parameter by its description, and the row that it is of.

    Parameters
    ----------
    scenario : Scenario
        Which knows descriptions and labels of rows.
    key : str
        Of a parameter, there or not.
    in_full : bool
        Whether the Chinese name has its explanation behind it.

    Returns
    -------
    dict of str to str
        By language.
    """
    setting = scenario.settings.get(key)
    chinese = name_in_chinese(scenario.settings, key, in_full)
    if setting is None or not setting.definition.description:
        return {"en": key.rpartition(".")[2].replace("_", " "), "zh": chinese}
    description = described(setting.definition.description)
    rows = ", ".join(row_name(scenario.settings, one, "en") for one in row_keys(key, setting.definition))
    return {
        "en": f"{description} ({rows})" if rows else description,
        "zh": chinese,
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
    """A remark in which parameters stand by their name."""
    return KEY.sub(lambda found: f"“{parameter_name(scenario, found[0], in_full=False)[language]}”", words)


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
    unit, span = "1", ""
    value: Cell
    if isinstance(setting.value, Quantity):
        value, span = told_value(setting.value, setting.confidence)
        unit = setting.value.unit
    else:
        value = _once(
            {
                "en": setting.value.replace("_", " "),
                "zh": value_in_chinese(scenario.settings, setting.address, setting.value),
            }
        )
    words = "" if unit == "1" else _once({"en": unit, "zh": ratio_words(unit)})
    source = source_words(setting.source) if setting.source else ""
    place = {language: region_in(region, language) for language in LANGUAGES} if region else ""
    name = _once(parameter_name(scenario, setting.address))
    return [name, value, span, words, setting.confidence, source, place, "" if setting.origin.row else "x"]


def _once(texts: Texts) -> Cell:
    """A text once where both languages have the same."""
    return texts["en"] if texts["en"] == texts["zh"] else texts


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
