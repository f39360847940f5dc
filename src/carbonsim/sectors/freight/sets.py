"""Sets that outputs have a row of each member of."""

from __future__ import annotations

from carbonsim.kernel.outputs import OutputSet
from carbonsim.scenario.scenario import Scenario
from carbonsim.sectors.freight.duties import DUTIES
from carbonsim.sectors.freight.powertrains import POWERTRAINS
from carbonsim.sectors.fuels import FUELS

ELECTRICITY = "Electricity"


def drives(scenario: Scenario) -> tuple[str, ...]:
    """Drives of the IAMC tables that a scenario has, in the order of its powertrains."""
    return tuple(dict.fromkeys(_texts(scenario, "family")))


def carriers(scenario: Scenario) -> tuple[str, ...]:
    """Energy carriers of the IAMC tables that a scenario has; electricity first."""
    fuels = (scenario.text(f"{FUELS}.{row}.carrier") for row in scenario.members(FUELS))
    return (ELECTRICITY, *dict.fromkeys(fuels))


def _texts(scenario: Scenario, name: str, key: str = POWERTRAINS) -> tuple[str, ...]:
    return tuple(scenario.text(f"{key}.{row}.{name}") for row in scenario.members(key))


def _powertrains(scenario: Scenario) -> tuple[str, ...]:
    pairs = zip(_texts(scenario, "family"), _texts(scenario, "label"), strict=True)
    return tuple(f"{family}|{label}" for family, label in pairs)


def _offered(scenario: Scenario) -> tuple[bool, ...]:
    return scenario.offered(POWERTRAINS)


def _own_drives(scenario: Scenario) -> tuple[bool, ...]:
    own = {scenario.text(f"{POWERTRAINS}.{row}.family") for row in scenario.present(POWERTRAINS)}
    return tuple(drive in own for drive in drives(scenario))


def _choices(scenario: Scenario) -> tuple[str, ...]:
    labels = _texts(scenario, "label")
    return tuple(f"{duty}|{label}" for duty in _texts(scenario, "label", DUTIES) for label in labels)


def _offered_choices(scenario: Scenario) -> tuple[bool, ...]:
    return scenario.offered(POWERTRAINS) * len(scenario.members(DUTIES))


def _duties(scenario: Scenario) -> tuple[str, ...]:
    return _texts(scenario, "label", DUTIES)


ALL_POWERTRAINS = OutputSet(_powertrains, _offered)
DRIVES = OutputSet(drives, _own_drives)
CARRIERS = OutputSet(carriers)
DUTY_NAMES = OutputSet(_duties)
CHOICES = OutputSet(_choices, _offered_choices)
