"""From what the furnaces did in a year to energy, emissions, costs and savings."""

from __future__ import annotations

import weakref
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from carbonsim.core.balance import check_balance
from carbonsim.core.blank import BLANK, where
from carbonsim.core.carbon import boundary_sum
from carbonsim.core.conversions import KILOGRAMS_PER_TONNE, KWH_PER_GJ
from carbonsim.core.types import Array
from carbonsim.kernel.adapter import Computation, Step
from carbonsim.kernel.inputs import Inputs
from carbonsim.kernel.ledger import Ledger
from carbonsim.sectors.electrolysis import Electrolysers
from carbonsim.sectors.steel import costs as kinds
from carbonsim.sectors.steel.cases import Cases
from carbonsim.sectors.steel.chemistry import carbon_dioxide
from carbonsim.sectors.steel.costs import KINDS, RESOURCES, break_even
from carbonsim.sectors.steel.flows import total
from carbonsim.sectors.steel.gas import burnt_instead
from carbonsim.sectors.steel.reporting import (
    ACTORS,
    CUSTOMERS,
    MARKET_ACTOR,
    STATE,
    STEEL_BOUNDARIES,
    STEELMAKER,
    UNION,
    base_route,
    compared_routes,
    hydrogen_routes,
)
from carbonsim.sectors.steel.rows import BLAST_FURNACE, NO_IRON, constants
from carbonsim.sectors.steel.shaft import hydrogen_mass
from carbonsim.sectors.steel.supply import supply_emissions
from carbonsim.sectors.steel.year import Year

if TYPE_CHECKING:
    from carbonsim.sectors.steel.model import SteelModel

#: Least difference of an input that a break-even price is formed for [its unit per tonne].
LEAST_APART = 1e-6


class Outputs:
    """The parameters that outputs need, and the outputs of a year."""

    def __init__(self, inputs: Inputs, model: SteelModel) -> None:
        # the model holds this too: a cycle would keep a block's arrays until the next garbage collection
        self.m: SteelModel = weakref.proxy(model)
        scenario = inputs.scenario
        self.inputs = inputs
        self.supply = constants(inputs, "steel.supply_emissions")
        self.supply_ratio = inputs.series("drivers.grid_supply_emission_ratio")
        self.hydrogen_rows = list(hydrogen_routes(scenario))
        self.compared = list(compared_routes(scenario))
        self.base = base_route(scenario)
        self.secondary = np.array([iron == NO_IRON for iron in model.routes.iron])
        self.furnace = np.array([iron == BLAST_FURNACE for iron in model.routes.iron])[:, None]
        self.electrolysers = Electrolysers(model.hydrogen.electrolysis.life, model.zero)

    @cached_property
    def cases(self) -> Cases:
        """What shafts save, case by case: made when it is first asked for."""
        m = self.m
        return Cases(self.inputs, m.p, m.routes, m.made)

    def year(self, done: Year) -> Step:
        """Outputs of a year, and the electrolysers made for it."""
        m = self.m
        capacity = m.hydrogen.capacity(done.works.streams["hydrogen"], done.index)
        made = self.electrolysers.year(capacity, done.prices.electrolyser)
        ledger = self._ledger(done)
        outputs: list[Computation] = [
            lambda: self._production(done),
            lambda: self._building(done),
            lambda: m.balances.check_emissions(done, self._emissions(done)),
            lambda: self._intensities(done),
            lambda: m.balances.check_energy(done, self._energy(done)),
            lambda: self._route_costs(done),
            lambda: self._breakdown(done),
            lambda: self._carbon_costs(done),
            lambda: self._break_even(done),
            lambda: self._break_even_power(done),
            lambda: self._money(ledger),
            lambda: {"cost_kind": ledger.outlays(STEELMAKER, KINDS, m.zero)},
            lambda: self._savings(done),
            lambda: self._fermentation(done),
            lambda: self._fermented(done),
            lambda: {"electrolysers": capacity},
        ]
        return Step(outputs, {"electrolyser": made})

    def _production(self, done: Year) -> dict[str, Array]:
        m, streams = self.m, done.works.streams
        crude = done.output * m.p.steel["casting_yield"]
        capacity = done.capacity + m.plants.capacity(done.index)
        pig_iron = (m.made["hot_metal"] * done.output * self.furnace).sum(axis=0)
        return {
            "production": crude.sum(axis=0),
            "primary": crude[~self.secondary].sum(axis=0),
            "secondary": crude[self.secondary].sum(axis=0),
            "production_route": crude,
            "turned_down": m.plants.turned_down(done.index, m.demand[done.index]),
            "iron": pig_iron + streams["reduced_iron"],
            "pig_iron": pig_iron,
            "sponge_iron": streams["reduced_iron"],
            "capacity": capacity.sum(axis=0),
            "capacity_route": capacity,
        }

    @staticmethod
    def _building(done: Year) -> dict[str, Array]:
        return {
            "utilisation": np.where(done.capacity.sum(axis=0) > 0, done.load, BLANK),
            "relined": done.built.relined,
            "built": done.built.new,
            "beyond": done.built.beyond,
        }

    def _emissions(self, done: Year) -> dict[str, Array]:
        m, w, hydrogen = self.m, done.works, done.costs.hydrogen
        grid, ratio = done.prices.grid_emission_factor, self.supply_ratio[done.index]
        drawn = w.bought_power + w.streams["hydrogen"] * hydrogen.grid_power
        power = drawn * grid
        bought = total((1.0, w.streams), (1.0, {"natural_gas": w.natural_gas, "coal": w.coal}))
        supply = supply_emissions(m.p, bought, self.supply)
        supply = supply + w.streams["hydrogen"] * hydrogen.supply_factor + power * ratio
        direct, process = carbon_dioxide(w.direct_carbon), carbon_dioxide(w.process_carbon)
        parts = {"direct": direct, "electricity": power, "fuel supply": supply}
        outputs = {name: boundary_sum(parts, name) for name in STEEL_BOUNDARIES}
        covered = (w.route_direct * m.routes.constants["covered"]).sum(axis=0)
        return outputs | {
            "grid_power": drawn / KWH_PER_GJ,
            "electricity": power,
            "supply": supply,
            "direct_energy": direct - process,
            "direct_process": process,
            "market_covered": covered * KILOGRAMS_PER_TONNE,
            "captured": carbon_dioxide(w.captured),
            "intensity_direct": where(m.offered, m.intensity),
        }

    def _intensities(self, done: Year) -> dict[str, Array]:
        m, grid = self.m, done.prices.grid_emission_factor
        power = m.costs.power + m.made["hydrogen"] * done.costs.hydrogen.grid_power
        electricity = power * grid / KILOGRAMS_PER_TONNE
        return {
            "intensity_electricity": where(m.offered, electricity),
            "intensity_operational": where(m.offered, m.intensity + electricity),
        }

    def _energy(self, done: Year) -> dict[str, Array]:
        steel, w, s = self.m.p.steel, done.works, done.works.streams
        coal = s["coal"] + w.coal
        solids = s["coking_coal"] * steel["coking_coal_heating_value"] + coal * steel["coal_heating_value"]
        hydrogen = s["hydrogen"] / hydrogen_mass(np.ones(1))
        gases = s["natural_gas"] + w.natural_gas
        used = w.used_power / KWH_PER_GJ
        carriers = np.stack(np.broadcast_arrays(used, solids, gases, hydrogen))
        return {
            "energy": carriers,
            "energy_total": carriers.sum(axis=0),
            "electrolysis": s["hydrogen"] * done.costs.hydrogen.power / KWH_PER_GJ,
            "power_bought": w.bought_power / KWH_PER_GJ,
            "coal": s["coking_coal"] + coal,
            "scrap": s["scrap"],
            "hydrogen": s["hydrogen"] / KILOGRAMS_PER_TONNE,
            "dr_pellets": s["dr_pellets"],
            "diverted": w.diverted,
        }

    def _route_costs(self, done: Year) -> dict[str, Array]:
        beside = done.allowances * done.prices.carbon + done.levy - done.premium
        levelised = where(self.m.offered, done.plain + beside)
        return {"levelised": levelised, "hydrogen_price": done.costs.hydrogen.cost}

    def _breakdown(self, done: Year) -> dict[str, Array]:
        price = done.prices.carbon
        parts = {
            **done.levelised,
            kinds.MARKET: done.allowances * price,
            kinds.LEVY: done.levy,
            kinds.PREMIUM: -done.premium,
        }
        there = self.m.offered
        breakdown = np.stack([where(there, parts[kind] + 0.0 * done.plain) for kind in KINDS], axis=1)
        return {
            "levelised_full": where(there, done.plain + done.marginal * price),
            "breakdown": breakdown.reshape(-1, done.plain.shape[-1]),
        }

    def _carbon_costs(self, done: Year) -> dict[str, Array]:
        """What the carbon market costs a tonne: on average, and one more."""
        price, there = done.prices.carbon, self.m.offered
        return {
            "carbon_average": where(there, done.allowances * price),
            "carbon_marginal": where(there, done.marginal_covered * price),
        }

    def _break_even(self, done: Year) -> dict[str, Array]:
        """Prices at which routes cost what the first one does, carbon costs and premium apart."""
        amount = self.m.made["hydrogen"]
        without = done.plain - amount * done.costs.hydrogen.cost
        return {
            "break_even_hydrogen": self._prices(without, amount, self.hydrogen_rows),
            "break_even_carbon": self._prices(done.plain, done.marginal, self.compared),
        }

    def _break_even_power(self, done: Year) -> dict[str, Array]:
        """As `_break_even`, of electricity."""
        m, hydrogen = self.m, done.costs.hydrogen
        amount, beside = m.made["hydrogen"], hydrogen.beside_power
        power = m.costs.power - m.made["firing_power"]
        no_power = done.plain - power * done.costs.inputs["electricity"] - amount * (hydrogen.cost - beside)
        all_power = power + amount * hydrogen.power
        return {"break_even_power": self._prices(no_power, all_power, self.hydrogen_rows)}

    def _prices(self, cost: Array, amount: Array, rows: list[int]) -> Array:
        """Break-even prices of rows against the usual route; blank of rows that the scenario has not."""
        return where(self.m.offered[rows], _break_even(cost, amount, rows, self.base))

    def _ledger(self, done: Year) -> Ledger:
        m, w, zero = self.m, done.works, self.m.zero
        planned = m.plants.capacity(done.index)
        spent = m.costs.bought(w.streams, done.costs)
        spent[kinds.GAS] = spent[kinds.GAS] + w.natural_gas * done.costs.inputs["natural_gas"]
        spent[kinds.COAL] = spent[kinds.COAL] + w.coal * done.costs.inputs["coal"]
        power = w.bought_power - w.streams["firing_power"]
        spent[kinds.POWER] = power * done.costs.inputs["electricity"]
        spent[kinds.CAPTURE] = carbon_dioxide(w.captured) / KILOGRAMS_PER_TONNE * done.costs.capture
        charge = m.fleet.yearly_charge(done.index) + (planned * m.costs.new).sum(axis=0)
        spent[kinds.INVESTMENT] = charge
        spent[kinds.FIXED] = (done.output * m.costs.fixed).sum(axis=0)
        ledger = Ledger()
        hydrogen = done.costs.hydrogen
        # electrolysers in use were paid at the prices of their years
        older = hydrogen.per_price * (self.electrolysers.price - done.prices.electrolyser)
        spent[kinds.HYDROGEN] = w.streams["hydrogen"] * (hydrogen.cost + hydrogen.subsidy + older)
        for kind in RESOURCES:
            ledger.spend(STEELMAKER, kind, spent[kind] + zero)
        covered = m.routes.constants["covered"]
        due = (w.route_direct * covered - done.free * done.output * covered).sum(axis=0)
        ledger.pay(STEELMAKER, MARKET_ACTOR, kinds.MARKET, due * done.prices.carbon)
        support = done.costs.hydrogen.subsidy * w.streams["hydrogen"]
        ledger.pay(STATE, STEELMAKER, kinds.HYDROGEN, support + zero)
        ledger.pay(STEELMAKER, UNION, kinds.LEVY, (done.levy * done.output).sum(axis=0))
        ledger.pay(CUSTOMERS, STEELMAKER, kinds.PREMIUM, (done.premium * done.output).sum(axis=0))
        return ledger

    def _money(self, ledger: Ledger) -> dict[str, Array]:
        zero = self.m.zero
        actors, resource = ledger.actor_costs(ACTORS, zero), ledger.resource_cost(zero)
        check_balance("money", actors.sum(axis=0), resource, ledger.turnover(zero))
        return {"cost_actor": actors, "cost_owner": actors[0], "cost_resource": resource}

    def _savings(self, done: Year) -> dict[str, Array]:
        capacity = self.m.plants.reduced_iron(done.index)
        saved = self.cases.savings(done.index, done.prices.grid_emission_factor, capacity)
        words = {"hot metal": "iron", "liquid steel": "steel"}
        return {
            f"saving_{words[product]}_{boundary.replace('-', '_')}": values
            for (product, boundary), values in saved.items()
        }

    def _fermentation(self, done: Year) -> dict[str, Array]:
        p, f, grid = self.m.p, done.ferment, done.prices.grid_emission_factor
        gas, coal = (
            carbon_dioxide(burnt_instead(p, f.gas_energy, *shares).carbon) / KILOGRAMS_PER_TONNE
            for shares in ((1.0, 0.0), (0.0, 1.0))
        )
        own = f.power * grid / KILOGRAMS_PER_TONNE
        lost = f.lost_power * grid / KILOGRAMS_PER_TONNE
        return {"ferment_net": np.stack(np.broadcast_arrays(own + lost, own + gas, own + coal))}

    @staticmethod
    def _fermented(done: Year) -> dict[str, Array]:
        f = done.ferment
        return {
            "ferment_through": f.carbon_through,
            "ferment_petrol": f.petrol,
            "ferment_feed": f.feed,
        }


def _break_even(cost: Array, amount: Array, rows: list[int], base: int) -> Array:
    """Break-even prices of rows against another; blank where both take the same of the input."""
    apart = amount[rows] - amount[base]
    differ = np.abs(apart) >= LEAST_APART
    prices = break_even(cost[rows], cost[base], amount[base] + np.where(differ, apart, 1.0), amount[base])
    return np.where(differ, prices, BLANK)
