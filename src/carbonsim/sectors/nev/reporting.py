"""What the sector reports: ``variables.csv`` with the names of the rows of a scenario in place."""

from __future__ import annotations

from carbonsim.kernel.sector import ReportedVariable
from carbonsim.kernel.templates import expand_templates
from carbonsim.scenario.scenario import Scenario
from carbonsim.sectors.nev.accounts import ACTORS, OWNER_KINDS
from carbonsim.sectors.nev.rows import POWERTRAINS

PASSENGER_CARS = "Passenger Cars"
CARRIERS = ("Electricity", "Liquids")
#: Boundaries at which cars are reported.
CAR_BOUNDARIES = ("direct", "operational", "well-to-wheel", "life-cycle")


def car_rows(scenario: Scenario, group: str = "car") -> tuple[str, ...]:
    """Names of the rows of a group, in their order."""
    rows = scenario.members(POWERTRAINS)
    return tuple(row for row in rows if scenario.text(f"{POWERTRAINS}.{row}.group") == group)


def drives(scenario: Scenario) -> tuple[str, ...]:
    """The drives of the IAMC tables that the cars of a scenario have, in their order."""
    families = (scenario.text(f"{POWERTRAINS}.{row}.family") for row in car_rows(scenario))
    return tuple(dict.fromkeys(families))


def reported(scenario: Scenario) -> tuple[ReportedVariable, ...]:
    """All variables of a scenario, with the row of the output that each takes and its scale."""

    def text(row: str, attribute: str) -> str:
        return scenario.text(f"{POWERTRAINS}.{row}.{attribute}")

    cars = car_rows(scenario)
    commercial = car_rows(scenario, "commercial")
    rows = {
        "cars": tuple(f"{text(row, 'family')}|{text(row, 'label')}" for row in cars),
        "drives": drives(scenario),
        "kinds": (PASSENGER_CARS, *(text(row, "label") for row in commercial)),
        "carriers": CARRIERS,
        "owner_kinds": OWNER_KINDS,
        "actors": ACTORS,
    }
    return expand_templates("carbonsim.sectors.nev", rows)
