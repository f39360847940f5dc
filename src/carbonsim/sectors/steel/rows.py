"""The steel sector's parameters as arrays, by section and name.

Axes are named by letter: Y years of the horizon, R routes, D draws (1 where no draw changes the value).
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from carbonsim.core.late import dataclass
from carbonsim.core.types import Array
from carbonsim.kernel.inputs import Inputs
from carbonsim.kernel.member_series import MemberSeries
from carbonsim.sectors.steel.gases import SPECIES, Gas, gas_of

ROUTES = "steel.routes"
PLANTS = "steel.plants"
CASES = "steel.cases"
GASES = "steel.gases"
SHAFT, BLAST_FURNACE, NO_IRON = "shaft", "blast_furnace", "none"
CONVERTER, ARC_FURNACE, SMELTER = "converter", "arc_furnace", "smelter"

#: Share of a route in the capacity of the first year: what does not exist had none.
INITIAL = "initial_share"

#: Parameters by name, (D,) each.
Constants = Mapping[str, Array]


@dataclass(frozen=True)
class Physics:
    """What processes need: constants by section, and the gases."""

    steel: Constants
    shaft: Constants
    arc_furnace: Constants
    smelter: Constants
    converter: Constants
    blast_furnace: Constants
    coke_oven: Constants
    natural_gas: Gas
    coke_oven_gas: Gas
    converter_gas: Gas
    hydrogen: Gas


def read_physics(inputs: Inputs) -> Physics:
    """Collect the constants of all processes."""

    def gas(row: str) -> Gas:
        return gas_of(
            {formula: inputs.constant(f"{GASES}.{row}.{name}") for name, formula in SPECIES.items()}
        )

    return Physics(
        steel=constants(inputs, "steel"),
        shaft=constants(inputs, "steel.shaft"),
        arc_furnace=constants(inputs, "steel.arc_furnace"),
        smelter=constants(inputs, "steel.smelter"),
        converter=constants(inputs, "steel.converter"),
        blast_furnace=constants(inputs, "steel.blast_furnace"),
        coke_oven=constants(inputs, "steel.coke_oven"),
        natural_gas=gas("natural"),
        coke_oven_gas=gas("coke_oven"),
        converter_gas=gas("converter"),
        hydrogen=gas_of({"H2": np.ones(1)}),
    )


def constants(inputs: Inputs, section: str) -> dict[str, Array]:
    """All constants directly below a section, by name."""
    return {name: inputs.constant(f"{section}.{name}") for name in _names(inputs, section, varies=False)}


def series(inputs: Inputs, section: str) -> dict[str, Array]:
    """All paths directly below a section, by name, (Y, D) each."""
    return {name: inputs.series(f"{section}.{name}") for name in _names(inputs, section, varies=True)}


def _names(inputs: Inputs, section: str, varies: bool) -> tuple[str, ...]:
    return inputs.scenario.quantities.get((section, varies), ())


@dataclass(frozen=True)
class Routes:
    """Routes as rows."""

    names: tuple[str, ...]
    labels: tuple[str, ...]
    iron: tuple[str, ...]
    melt: tuple[str, ...]
    offered: NDArray[np.bool_]  # R: the others are those that only the other case of a comparison has
    constants: Constants  # R, D

    def row(self, place: int) -> Constants:
        """Constant attributes of one route, (D,) each."""
        return {name: values[place] for name, values in self.constants.items()}


def read_routes(inputs: Inputs) -> Routes:
    """Collect the routes of a scenario; what may change over the years is in `read_route_series`."""
    names = inputs.scenario.members(ROUTES)
    constant = _names(inputs, f"{ROUTES}.{names[0]}", varies=False)
    return Routes(
        names=names,
        labels=inputs.texts(ROUTES, "label"),
        iron=inputs.texts(ROUTES, "iron"),
        melt=inputs.texts(ROUTES, "melt"),
        offered=np.array(inputs.scenario.offered(ROUTES)),
        constants={name: inputs.member_constants(ROUTES, name) for name in constant}
        | {INITIAL: inputs.own_member_constants(ROUTES, INITIAL)},
    )


def read_route_series(inputs: Inputs) -> dict[str, MemberSeries]:
    """Attributes of routes that may change over the years, by name, (Y, R, D) each."""
    first = inputs.scenario.members(ROUTES)[0]
    varying = _names(inputs, f"{ROUTES}.{first}", varies=True)
    return {name: inputs.member_series(ROUTES, name) for name in varying}
