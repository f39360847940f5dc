"""The smallest sector there can be: production times a factor."""

from __future__ import annotations

from carbonsim.kernel.adapter import Step, adapted
from carbonsim.kernel.sector import ReportedVariable
from carbonsim.results.records import Variable
from tests.engine.made_up import MadeUpSector

EMISSIONS = "Emissions|CO2|Industry|Cement"


class CementModel:
    def __init__(self, inputs):
        self.production = inputs.series("cement.production")
        self.factor = inputs.series("cement.clinker_emissions")

    def advance(self, year, prices):  # noqa: ARG002 - no price matters here
        return Step([lambda: {"emissions": self.production[year] * self.factor[year]}], {})


class Cement(MadeUpSector):
    name = "cement"

    def variables(self, scenario):  # noqa: ARG002
        unit, said = "Mt CO2/yr", "CO2 of kilns"
        variable = Variable(EMISSIONS, unit, "direct", said, "carbonsim", EMISSIONS, "direct")
        return (ReportedVariable("emissions", -1, 1.0, variable),)

    def start(self, inputs):
        return CementModel(inputs)


SECTOR = adapted(Cement())
