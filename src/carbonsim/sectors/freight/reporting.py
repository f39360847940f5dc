"""Variables of the freight sector: ``variables.csv`` with the names of the rows of a scenario in place."""

from __future__ import annotations

from collections.abc import Mapping

from carbonsim.kernel.sector import ReportedVariable
from carbonsim.kernel.templates import expand_templates
from carbonsim.scenario.scenario import Scenario
from carbonsim.sectors.freight.accounts import ACTORS, OWNER_KINDS
from carbonsim.sectors.freight.rows import POWERTRAINS, SEGMENTS
from carbonsim.sectors.fuels import FUELS

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
    return expand_templates("carbonsim.sectors.freight", _row_names(scenario), offered=_offered(scenario))


def _offered(scenario: Scenario) -> Mapping[str, tuple[bool, ...]]:
    """Whether the scenario has each row of `_row_names`."""
    powertrains = scenario.offered(POWERTRAINS)
    own = {scenario.text(f"{POWERTRAINS}.{row}.family") for row in scenario.present(POWERTRAINS)}
    return {
        "powertrains": powertrains,
        "drives": tuple(drive in own for drive in drives(scenario)),
        "choices": powertrains * len(scenario.members(SEGMENTS)),
    }


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
