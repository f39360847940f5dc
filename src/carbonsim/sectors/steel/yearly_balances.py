"""Balances of a year of steel: capacity built and ended, energy and carbon of the whole fleet.

What a route takes and gives per tonne is balanced where it is made (`balances.py`), and the works where gas
is shared out (`works.py`). Here the year as a whole is: each side is summed over routes from what a tonne
takes in and from what was built, not from the sums that the outputs go on from.
"""

from __future__ import annotations

import weakref
from typing import TYPE_CHECKING

import numpy as np

from carbonsim.core.balance import check_balance
from carbonsim.core.conversions import KILOGRAMS_PER_TONNE, KWH_PER_GJ
from carbonsim.core.types import Array
from carbonsim.sectors.steel.chemistry import carbon_dioxide
from carbonsim.sectors.steel.choice import Succession
from carbonsim.sectors.steel.routes import carbon_in, carbon_out
from carbonsim.sectors.steel.shaft import hydrogen_mass

if TYPE_CHECKING:
    from carbonsim.sectors.steel.model import SteelModel
    from carbonsim.sectors.steel.year import Year


class Balances:
    """Balances of a year from inputs and outputs of a tonne of each route."""

    def __init__(self, model: SteelModel) -> None:
        # the model holds this too: a cycle would keep a block's arrays until the next garbage collection
        self.m: SteelModel = weakref.proxy(model)
        p, made = model.p, model.made
        products = {name: made[name] for name in ("by_products", "product_carbon")}
        #: Carbon that enters with what a tonne takes, without what leaves with products [kg C/t], (R, D).
        self.net_carbon = carbon_in(p, made) - carbon_out(p, products)
        solids = made["coking_coal"] * p.steel["coking_coal_heating_value"]
        solids = solids + made["coal"] * p.steel["coal_heating_value"]
        hydrogen = made["hydrogen"] / hydrogen_mass(np.ones(1))
        #: Energy that a tonne takes, all carriers [GJ/t], (R, D).
        self.energy = made["electricity"] / KWH_PER_GJ + solids + made["natural_gas"] + hydrogen
        self.fleet = model.fleet
        self.standing = self.fleet.total()
        self.written_off = model.zero
        years = len(model.demand)
        #: Capacity by year of building (Y, R, D), and what stood, summed over the years (R, D).
        self.built, self.stood = np.zeros((years, *self.standing.shape)), self.standing.copy()
        rows = model.route_series["early_retirement"].rows
        #: Of routes that policy closes: what is left of what was built, first of what stood, (1 + Y, D).
        self.kept = {
            row: np.concatenate([self.fleet.start[row][None], np.zeros((years, len(model.zero)))])
            for row, early in enumerate(rows)
            if early.any()
        }

    def check_capacity(
        self, year: int, early: Array, ended: Array, built: Succession, closing: Array
    ) -> None:
        """Capacity of each route is what stood before, less what ended or was closed, and what was built.

        Parameters
        ----------
        year : int
            Index in the horizon, from 1 on.
        early : array [1], (R, D)
            Part of what has not ended that policy closes before its time.
        ended : array [t/yr], (R, D)
            At the end of its campaign, as those who build are told.
        built : Succession
        closing : array [1], (R, D)
            Capacity closed beside for each unit that is built new.
        """
        before, now, new = self.standing, self.fleet.total(), built.relined + built.new
        left = before - ended
        if early.any():
            left = left * (1.0 - early)
        check_balance("capacity of steel", now, left + new, before + new)
        idle = self.written_off + (before - now - closing * built.new).sum(axis=0)
        scale = self.written_off + (before + new).sum(axis=0)
        check_balance("capacity of steel written off", self.m.closed, np.maximum(0.0, idle), scale)
        for row, kept in self.kept.items():
            check_balance("campaigns of steel that end", ended[row], self._due(year, row, kept), before[row])
            kept[: year + 1] *= 1.0 - early[row]
            kept[year + 1] = new[row]
        self.standing, self.written_off = now, self.m.closed
        self.stood += now
        self.built[year] = new
        if year == len(self.built) - 1:
            self._check_lives()

    def _due(self, year: int, row: int, kept: Array) -> Array:
        """Capacity of a route that is due to end in a year by the length of its campaigns, (D,)."""
        lasting = self.fleet.campaigns
        survival = lasting.survival[: year + 1, row]
        due = np.einsum("vd,vd->d", kept[1 : year + 1], (survival[:-1] - survival[1:])[::-1])
        for place in np.flatnonzero(lasting.rows == row):
            due = due + kept[0] * (lasting.old[year - 1, place] - lasting.old[year, place])
        return np.asarray(due)

    def _check_lives(self) -> None:
        """Balance of capacity-years that stood and those of the campaigns of what was built."""
        lasting = self.fleet.campaigns
        years = np.cumsum(lasting.survival[: len(self.built)], axis=0)[::-1]
        stood = np.einsum("vrd,vrd->rd", self.built, years)
        stood[lasting.rows] += self.fleet.start[lasting.rows] * lasting.old.sum(axis=0)
        last = [row for row in range(len(stood)) if row not in self.kept]
        check_balance("capacity of steel by its campaigns", self.stood[last], stood[last])

    def check_energy(self, done: Year, figures: dict[str, Array]) -> dict[str, Array]:
        """Energy by carrier is what a tonne of each route takes, and what burns and captures beside."""
        w, steel = done.works, self.m.p.steel
        routes = (self.energy * done.output).sum(axis=0)
        beside = w.natural_gas + w.coal * steel["coal_heating_value"] + self._gas_for_shafts(done)
        capture = carbon_dioxide(w.captured) / KILOGRAMS_PER_TONNE * steel["capture_electricity"]
        total = routes + beside + (capture + done.ferment.power) / KWH_PER_GJ
        check_balance("energy of steel", figures["energy"].sum(axis=0), total)
        check_balance("energy of steel", figures["energy_total"], total)
        return figures

    def check_emissions(self, done: Year, figures: dict[str, Array]) -> dict[str, Array]:
        """Direct CO2 is the carbon of what routes take and what burns beside, less products and capture."""
        p, w = self.m.p, done.works
        routes = (self.net_carbon * done.output).sum(axis=0)
        gas = (w.natural_gas + self._gas_for_shafts(done)) * p.natural_gas.carbon
        coal = w.coal * p.steel["coal_carbon"] * KILOGRAMS_PER_TONNE
        entered = routes + gas + coal
        direct = carbon_dioxide(entered - w.captured)
        scale = carbon_dioxide(entered)
        check_balance("direct CO2 of steel", figures["direct"], direct, scale)
        check_balance(
            "direct CO2 of steel", figures["direct_energy"] + figures["direct_process"], direct, scale
        )
        by_route = w.route_direct.sum(axis=0) * KILOGRAMS_PER_TONNE
        check_balance("direct CO2 of steel by route", by_route, direct, scale)
        return figures

    def _gas_for_shafts(self, done: Year) -> Array:
        """Natural gas in the place of coke-oven gas that shafts want and no oven leaves, (D,) [GJ]."""
        p = self.m.p
        flow = self.m.made["coke_oven_gas"] * done.output
        short = np.maximum(0.0, -flow.sum(axis=0))
        return np.asarray(short * p.coke_oven_gas.oxygen_capacity / p.natural_gas.oxygen_capacity)
