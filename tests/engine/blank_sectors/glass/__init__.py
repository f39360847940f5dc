"""A sector that has no figure where little is made: in some draws, in some years, or never."""

from __future__ import annotations

import numpy as np

from carbonsim.core.blank import BLANK
from carbonsim.kernel.adapter import Step, adapted
from carbonsim.kernel.sector import ReportedVariable
from carbonsim.results.records import Variable
from tests.engine.made_up import MadeUpSector

EMISSIONS = "Emissions|CO2|Industry|Glass"
INTENSITY = "Emission Intensity|CO2|Industry|Glass"
COST = "Cost|Industry|Glass"
NEVER = "Break-Even Price|Glass"
#: Production below which there is no furnace [Mt/yr].
LITTLE = 8.0


class GlassModel:
    def __init__(self, inputs):
        self.production = inputs.series("glass.production")
        self.factor = inputs.series("glass.emissions")

    def advance(self, year, prices):  # noqa: ARG002 - no price matters here
        made, factor = self.production[year], self.factor[year]
        return Step([lambda: self._figures(year, made, factor)], {})

    def _figures(self, year, made, factor):
        there = (made >= LITTLE) | (year == 0)
        return {
            "emissions": made * factor,
            "intensity": np.where(there, factor, BLANK),
            "cost": np.where(there, made * 0.1 + factor, BLANK),
            "never": np.full_like(made, BLANK),
        }


class Glass(MadeUpSector):
    name = "glass"

    def variables(self, scenario):  # noqa: ARG002
        rows = (
            ("emissions", EMISSIONS, "Mt CO2/yr", "direct", EMISSIONS, "direct"),
            ("intensity", INTENSITY, "t CO2/t", "", INTENSITY, "direct"),
            ("cost", f"{COST} [Resource]", "bn CNY/yr", "", COST, "resource"),
            ("never", NEVER, "CNY/t", "", "", ""),
        )
        return tuple(
            ReportedVariable(
                key, -1, 1.0, Variable(name, unit, component, "of glass", "carbonsim", stem, boundary)
            )
            for key, name, unit, component, stem, boundary in rows
        )

    def start(self, inputs):
        return GlassModel(inputs)


SECTOR = adapted(Glass())
