"""What the freight sector reports: ``variables.csv`` spread over the rows of a scenario."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from carbonsim.results.records import Variable
from carbonsim.scenario.scenario import Scenario
from carbonsim.scenario.units import convert
from carbonsim.sectors.contract import ReportedVariable
from carbonsim.sectors.freight.accounts import ACTORS, OWNER_KINDS
from carbonsim.sectors.freight.rows import FUELS, POWERTRAINS, SEGMENTS

ELECTRICITY = "Electricity"
#: Boundaries at which trucks are reported.
TRUCK_BOUNDARIES = ("direct", "operational", "well-to-wheel", "life-cycle")


def drives(scenario: Scenario) -> tuple[str, ...]:
    """The drives of the IAMC tables that a scenario has, in the order of its powertrains."""
    families = (scenario.text(f"{POWERTRAINS}.{row}.family") for row in scenario.members(POWERTRAINS))
    return tuple(dict.fromkeys(families))


def carriers(scenario: Scenario) -> tuple[str, ...]:
    """The energy carriers of the IAMC tables that a scenario has; electricity first."""
    fuels = (scenario.text(f"{FUELS}.{row}.carrier") for row in scenario.members(FUELS))
    return (ELECTRICITY, *dict.fromkeys(fuels))


def reported(scenario: Scenario) -> tuple[ReportedVariable, ...]:
    """All variables of a scenario, with the row of the output that each takes and its scale."""
    rows = _row_names(scenario)
    result = []
    for line in _table():
        factor = convert(1.0, line["model_unit"], line["unit"])
        names = rows[line["family"]] if line["family"] else ("",)
        for index, row in enumerate(names):
            variable = Variable(
                name=line["name"].replace("{row}", row),
                unit=line["unit"],
                component=line["component"],
                description=line["description"],
                origin=line["origin"],
                stem=line["stem"],
                boundary=line["boundary"],
            )
            place, kept = index if line["family"] else -1, line["ensemble"] == "yes"
            result.append(ReportedVariable(line["key"], place, factor, variable, kept))
    return tuple(result)


def _row_names(scenario: Scenario) -> Mapping[str, tuple[str, ...]]:
    def texts(family: str, attribute: str) -> tuple[str, ...]:
        return tuple(scenario.text(f"{family}.{row}.{attribute}") for row in scenario.members(family))

    families, labels = texts(POWERTRAINS, "family"), texts(POWERTRAINS, "label")
    powertrains = tuple(f"{family}|{label}" for family, label in zip(families, labels, strict=True))
    segments = texts(SEGMENTS, "label")
    return {
        "powertrains": powertrains,
        "drives": drives(scenario),
        "carriers": carriers(scenario),
        "owner_kinds": OWNER_KINDS,
        "actors": ACTORS,
        "choices": tuple(f"{segment}|{label}" for segment in segments for label in labels),
    }


@cache
def _table() -> tuple[dict[str, str], ...]:
    text = files("carbonsim.sectors.freight").joinpath("variables.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))
