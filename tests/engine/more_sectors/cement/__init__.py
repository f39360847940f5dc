"""The smallest sector there can be: production times a factor."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from carbonsim.kernel.outputs import output, reported, wanted_figures
from carbonsim.kernel.parameters import EXOGENOUS, POLICY, Parameters, series
from carbonsim.kernel.sector import Sector

EMISSIONS = "Emissions|CO2|Industry|Cement"


class CementParameters(Parameters):
    production = series("cement.production", "Mt/yr", EXOGENOUS, (0.0, 10000.0), "Cement made")
    factor = series("cement.clinker_emissions", "t CO2/t", POLICY, (0.0, 2.0), "Direct CO2 of a tonne")

    def __init__(self, inputs):
        super().__init__(inputs, inputs.years)


@dataclass(frozen=True)
class Flows:
    year: int
    made: np.ndarray  # [Mt/yr]


def step(p, year, prices):  # noqa: ARG001 - no price matters here
    return year + 1, Flows(year, p.production[year])


@output(EMISSIONS, "Mt CO2/yr", "Mt CO2/yr", component="direct", base=EMISSIONS, boundary="direct")
def emissions(p, f):
    """CO2 of kilns."""
    return f.made * p.factor[f.year]


SECTOR = Sector(
    name="cement",
    parameters=CementParameters,
    start=lambda _: 0,
    step=step,
    variables=lambda scenario: reported((emissions,), scenario),
    figures=lambda p, f, wanted: wanted_figures((emissions,), p, f, wanted),
    made=lambda _: {},
)
