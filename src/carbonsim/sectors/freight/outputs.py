"""All that the sector reports, in the order of its tables."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from carbonsim.kernel.outputs import outputs_of, reported, wanted_figures
from carbonsim.kernel.sector import Figures, ReportedVariable
from carbonsim.scenario.scenario import Scenario
from carbonsim.sectors.freight import (
    adoption_outputs,
    cost_outputs,
    energy_outputs,
    operator_outputs,
    station_outputs,
    vehicle_outputs,
)
from carbonsim.sectors.freight.state import Flows
from carbonsim.sectors.freight.trucks import Trucks

_MODULES = (
    vehicle_outputs,
    adoption_outputs,
    energy_outputs,
    cost_outputs,
    station_outputs,
    operator_outputs,
)
OUTPUTS = tuple(each for module in _MODULES for each in outputs_of(module))


def variables(scenario: Scenario) -> tuple[ReportedVariable, ...]:
    """Variables that are reported under a scenario."""
    return reported(OUTPUTS, scenario)


def figures(p: Trucks, flows: Flows, wanted: Collection[str]) -> Sequence[Figures]:
    """Outputs of a year that are wanted, not computed yet."""
    return wanted_figures(OUTPUTS, p, flows, wanted)
