"""What processes give by route: no year and no plan changes it."""

from __future__ import annotations

from carbonsim.core.conversions import KILOGRAMS_PER_TONNE
from carbonsim.core.late import dataclass
from carbonsim.core.possible import of_row
from carbonsim.core.types import Array
from carbonsim.kernel.inputs import Inputs
from carbonsim.sectors.steel.chemistry import carbon_dioxide
from carbonsim.sectors.steel.flows import RowFlows
from carbonsim.sectors.steel.routes import route
from carbonsim.sectors.steel.rows import Physics, Routes, read_physics, read_routes
from carbonsim.sectors.steel.works import captured_per_tonne, gross_carbon


@dataclass(frozen=True)
class Technology:
    """Processes and routes of a scenario, per tonne of liquid steel."""

    physics: Physics
    made: RowFlows
    intensity: Array  # R, D [t CO2/t] direct
    captured: Array  # R, D [t CO2/t]


def technology(inputs: Inputs) -> Technology:
    """The processes and routes of a scenario; a reference that has the same shares them."""
    return inputs.memoised(_technology)


def _technology(inputs: Inputs) -> Technology:
    p, r = read_physics(inputs), read_routes(inputs)
    rows = range(len(r.names))
    made = RowFlows([_named_route(p, r, row) for row in rows], inputs.draws)
    capture = r.constants["capture_share"]
    intensity = carbon_dioxide(gross_carbon(p, made) * (1.0 - capture)) / KILOGRAMS_PER_TONNE
    return Technology(p, made, intensity, captured_per_tonne(intensity, capture))


def _named_route(p: Physics, routes: Routes, row: int) -> dict[str, Array]:
    """Flows of one route; what has no answer in it is told with its name."""
    with of_row(routes.names[row]):
        return route(p, routes.row(row), routes.iron[row], routes.melt[row])
