"""What shaft furnaces save a works, case by case: the works without them minus the works with them.

At equal iron a tonne of reduced iron takes the place of its iron in hot metal; at equal liquid steel it is
melted with power and scrap, against a tonne from blast furnace and converter. The two are never mixed.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from carbonsim.core.blank import BLANK
from carbonsim.core.conversions import KILOGRAMS_PER_TONNE
from carbonsim.core.late import dataclass
from carbonsim.core.possible import of_row, refuse
from carbonsim.core.types import Array, as_array
from carbonsim.kernel.inputs import Inputs
from carbonsim.scenario.scenario import Scenario
from carbonsim.sectors.electrolysis import read_electrolysis
from carbonsim.sectors.shares import scaled_shares
from carbonsim.sectors.steel.chemistry import carbon_dioxide
from carbonsim.sectors.steel.flows import STREAMS, Flows, total
from carbonsim.sectors.steel.gas import COAL, NATURAL_GAS, burnt_instead, gas_power
from carbonsim.sectors.steel.iron import hot_metal, shaft
from carbonsim.sectors.steel.rows import BLAST_FURNACE, CASES, Constants, Physics, Routes, constants, series
from carbonsim.sectors.steel.supply import supply_emissions
from carbonsim.sectors.steel.works import gross_carbon

HOT_METAL, LIQUID_STEEL = "hot metal", "liquid steel"
PLANNED, ZERO_CARBON = "planned", "zero_carbon"
ZERO = np.zeros(1)
#: Boundaries that savings are formed at.
SAVED_AT = ("direct", "operational", "upstream", "market-covered")


@dataclass(frozen=True)
class Balance:
    """A process as a works sees it, per tonne of reduced iron, (D,) each.

    Attributes
    ----------
    direct : array [kg CO2]
    at_ovens : array [kg CO2]
        The part of it at the coke ovens of others: more by what replaces the gas, less by the gas.
    power : array [kWh]
        Bought, without electrolysers.
    hydrogen : array [kg]
    supply : array [kg CO2e]
        Upstream of what is bought, without power and hydrogen.
    """

    direct: Array
    at_ovens: Array
    power: Array
    hydrogen: Array
    supply: Array


def balance(p: Physics, made: Flows, replacement: str, capture: Array, supply: Constants) -> Balance:
    """What a process adds to a works: gas that it leaves makes power; gas that it takes is replaced.

    Parameters
    ----------
    p : Physics
    made : mapping of str to array [units of the streams]
        Flows of the process.
    replacement : str
        What takes the place of coke-oven gas that it takes: ``power``, ``natural_gas`` or ``coal``.
    capture : array [1]
        Part of the direct emissions that is captured.
    supply : mapping of str to array
        ``steel.supply_emissions``.

    Returns
    -------
    Balance
    """
    made = {name: made.get(name, ZERO) for name in STREAMS}
    steel = p.steel
    taken = np.maximum(0.0, -made["coke_oven_gas"])
    instead = burnt_instead(p, taken, float(replacement == NATURAL_GAS), float(replacement == COAL))
    surplus = made["coke_oven_gas"] + made["blast_furnace_gas"] + made["converter_gas"]
    carbon = (
        made["stack_carbon"]
        + made["coke_oven_gas"] * p.coke_oven_gas.carbon
        + made["blast_furnace_gas_carbon"]
        + made["converter_gas_carbon"]
        + instead.carbon
    )
    captured = gross_carbon(p, made) * capture
    effort = carbon_dioxide(captured) / KILOGRAMS_PER_TONNE * steel["capture_electricity"]
    bought = total((1.0, made), (1.0, {"natural_gas": instead.gas, "coal": instead.coal}))
    return Balance(
        direct=carbon_dioxide(carbon - captured),
        at_ovens=carbon_dioxide(instead.carbon - taken * p.coke_oven_gas.carbon),
        power=made["electricity"] + effort - made["own_power"] - gas_power(p, surplus, instead.energy),
        hydrogen=made["hydrogen"],
        supply=supply_emissions(p, bought, supply),
    )


@dataclass(frozen=True)
class Case:
    """One case: the shaft and what it takes the place of, at equal iron or at equal steel."""

    with_shaft: Mapping[str, Balance]  # by product
    without: Mapping[str, Balance]
    hydrogen_power: str
    covered: Array
    covered_without: Array


class Cases:
    """All cases of a scenario."""

    def __init__(self, inputs: Inputs, p: Physics, routes: Routes, made: Flows) -> None:
        self.supply = constants(inputs, "steel.supply_emissions")
        self.h = series(inputs, "steel.hydrogen")
        self.electrolysis = read_electrolysis(inputs)
        self.made = inputs.scenario.text("steel.hydrogen.supply") == "made"
        self.supply_ratio = inputs.series("drivers.grid_supply_emission_ratio")
        self.p, self.routes, self.flows = p, routes, made
        self.furnaces = [row for row, iron in enumerate(routes.iron) if iron == BLAST_FURNACE]
        share = routes.constants["initial_share"][self.furnaces]
        self.share = scaled_shares(share)
        present = inputs.scenario.present(CASES)
        if present:
            without = share.sum(axis=0) <= 0
            refuse(without, "no blast furnace has a share of the first capacity for shafts to save against")
        conventional = self._conventional() if present else {}
        #: None of a case that only the other scenario of a comparison has.
        self.cases = [
            self._read_case(inputs.scenario, name, conventional) if name in present else None
            for name in inputs.scenario.members(CASES)
        ]

    def _read_case(self, scenario: Scenario, name: str, conventional: Mapping[str, dict[str, Array]]) -> Case:
        followed, power, replacement = (
            scenario.text(f"{CASES}.{name}.{attribute}")
            for attribute in ("route", "hydrogen_power", "replacement")
        )
        with of_row(name):
            return self._case(conventional, self.routes.names.index(followed), power, replacement)

    def _route(self, place: int) -> dict[str, Array]:
        """Flows of a tonne of liquid steel of one route."""
        return {name: values[place] for name, values in self.flows.items()}

    def _conventional(self) -> dict[str, dict[str, Array]]:
        """A tonne of hot metal and of converter steel of the furnaces of the first year."""
        pairs = list(zip(self.share, self.furnaces, strict=True))
        return {
            HOT_METAL: total(*((part, hot_metal(self.p, self.routes.row(row))) for part, row in pairs)),
            LIQUID_STEEL: total(*((part, self._route(row)) for part, row in pairs)),
        }

    def _mean(self, attribute: str) -> Array:
        """Mean of an attribute over the furnaces of the first year."""
        return as_array((self.share * self.routes.constants[attribute][self.furnaces]).sum(axis=0))

    def _case(
        self, conventional: Mapping[str, dict[str, Array]], place: int, power: str, replacement: str
    ) -> Case:
        p, row, steel = self.p, self.routes.row(place), self._route(place)
        furnace = shaft(p, row)
        metal_iron = 1.0 - p.blast_furnace["hot_metal_carbon"] - p.blast_furnace["hot_metal_silicon"]
        refuse(steel["reduced_iron"] <= 0, "its steel takes no reduced iron from its shaft")
        per_iron = 1.0 / steel["reduced_iron"]
        amounts = {HOT_METAL: furnace.iron.iron / metal_iron, LIQUID_STEEL: per_iron}
        made = {HOT_METAL: furnace.flows, LIQUID_STEEL: total((per_iron, steel))}
        capture, usual = row["capture_share"], self._mean("capture_share")

        def seen(flows: Flows, captured: Array) -> Balance:
            return balance(p, flows, replacement, captured, self.supply)

        return Case(
            with_shaft={product: seen(flows, capture) for product, flows in made.items()},
            without={
                product: seen(total((amount, conventional[product])), usual)
                for product, amount in amounts.items()
            },
            hydrogen_power=power,
            covered=row["covered"],
            covered_without=self._mean("covered"),
        )

    def savings(self, year: int, grid: Array, capacity: Array) -> dict[tuple[str, str], Array]:
        """Savings at full load by product and boundary, each (cases, D) [kg CO2 or CO2e a year].

        Parameters
        ----------
        year : int
            Index in the horizon.
        grid : array [kg CO2/kWh]
        capacity : array [t/yr]
            Reduced iron that the shafts can make.
        """
        found: dict[tuple[str, str], list[Array]] = {}
        for case in self.cases:
            for product in (HOT_METAL, LIQUID_STEEL):
                for boundary, saved in self._saved(case, product, year, grid).items():
                    found.setdefault((product, boundary), []).append(saved * capacity)
        return {key: np.stack(values) for key, values in found.items()}

    def _saved(self, case: Case | None, product: str, year: int, grid: Array) -> dict[str, Array]:
        """Saving of a tonne of reduced iron by boundary [kg/t], (D,) or (1,); blank without a case."""
        if case is None:
            return dict.fromkeys(SAVED_AT, np.full(1, BLANK))
        with_shaft, without = case.with_shaft[product], case.without[product]
        clean = self.h["zero_carbon_share"][year] if case.hydrogen_power == PLANNED else ZERO
        clean = clean + (case.hydrogen_power == ZERO_CARBON)
        per_kg = self.electrolysis.electricity_use[year] * (1.0 - clean) * self.made
        factor = (not self.made) * self.h["supply_emission_factor"][year]
        direct = without.direct - with_shaft.direct
        hydrogen = with_shaft.hydrogen - without.hydrogen
        power = (without.power - with_shaft.power - hydrogen * per_kg) * grid
        supply = without.supply - with_shaft.supply - hydrogen * factor + power * self.supply_ratio[year]
        own = (with_shaft.direct - with_shaft.at_ovens) * case.covered
        covered = (without.direct - with_shaft.at_ovens) * case.covered_without - own
        return dict(zip(SAVED_AT, (direct, direct + power, direct + power + supply, covered), strict=True))
