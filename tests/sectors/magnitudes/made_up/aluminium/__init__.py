"""A small sector that draws power, whose emissions of it may be wrong by a factor."""

from __future__ import annotations

from carbonsim.kernel.adapter import Step, adapted
from carbonsim.kernel.sector import ReportedVariable
from carbonsim.results.records import Variable
from tests.engine.made_up import MadeUpSector

NAME = "Emissions|CO2|Industry|Aluminium"
#: Key, name, unit, component and boundary.
ROWS = (
    ("production", "Production|Aluminium", "Mt/yr", "", ""),
    ("bought", "Electricity Bought|Industry|Aluminium", "TWh/yr", "", ""),
    ("direct", NAME, "Mt CO2/yr", "direct", "direct"),
    ("electricity", f"{NAME} [Electricity]", "Mt CO2/yr", "electricity", ""),
    ("operational", f"{NAME} [Operational]", "Mt CO2/yr", "", "operational"),
)


class AluminiumModel:
    def __init__(self, inputs):
        read = inputs.series
        self.production, self.power = read("aluminium.production"), read("aluminium.power")
        self.slip = inputs.constant("aluminium.slip")

    def advance(self, year, prices):
        return Step([lambda: self._figures(year, prices.grid_emission_factor)], {})

    def _figures(self, year, grid):
        made = self.production[year]
        bought = made * self.power[year]  # Mt times MWh/t are TWh
        direct, electricity = made * 1.6, bought * grid * self.slip
        return {
            "production": made,
            "bought": bought,
            "direct": direct,
            "electricity": electricity,
            "operational": direct + electricity,
        }


class Aluminium(MadeUpSector):
    name = "aluminium"

    def variables(self, scenario):  # noqa: ARG002
        return tuple(
            ReportedVariable(
                key, -1, 1.0, Variable(name, unit, part, "made up", "carbonsim", boundary and NAME, boundary)
            )
            for key, name, unit, part, boundary in ROWS
        )

    def start(self, inputs):
        return AluminiumModel(inputs)


SECTOR = adapted(Aluminium())
