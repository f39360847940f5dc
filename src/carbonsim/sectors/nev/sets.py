"""Sets that outputs have a row of each member of."""

from __future__ import annotations

from carbonsim.kernel.outputs import OutputSet
from carbonsim.scenario.scenario import Scenario
from carbonsim.sectors.nev.powertrains import POWERTRAINS

PASSENGER_CARS = "Passenger Cars"
#: Passenger cars with a plug by use: those that leave fast are taken for taxis and ride-hailing.
CAR_USES = ("Private Cars", "Taxis and Ride-Hailing")


def car_names(scenario: Scenario, group: str = "car") -> tuple[str, ...]:
    """Names of the powertrains of a group, in their order."""
    names = scenario.members(POWERTRAINS)
    return tuple(name for name in names if scenario.text(f"{POWERTRAINS}.{name}.group") == group)


def drives(scenario: Scenario) -> tuple[str, ...]:
    """Drives of the IAMC tables that the cars of a scenario have, in their order."""
    families = (scenario.text(f"{POWERTRAINS}.{name}.family") for name in car_names(scenario))
    return tuple(dict.fromkeys(families))


def _cars(scenario: Scenario) -> tuple[str, ...]:
    rows = (
        (scenario.text(f"{POWERTRAINS}.{name}.{part}") for part in ("family", "label"))
        for name in car_names(scenario)
    )
    return tuple("|".join(row) for row in rows)


def _kinds(scenario: Scenario) -> tuple[str, ...]:
    commercial = car_names(scenario, "commercial")
    return (PASSENGER_CARS, *(scenario.text(f"{POWERTRAINS}.{name}.label") for name in commercial))


def _uses(scenario: Scenario) -> tuple[str, ...]:
    return (*CAR_USES, *_kinds(scenario)[1:])


CARS, DRIVES, KINDS, USES = OutputSet(_cars), OutputSet(drives), OutputSet(_kinds), OutputSet(_uses)
