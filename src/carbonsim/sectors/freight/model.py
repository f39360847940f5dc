"""The freight sector: one loop over years in which each line is one equation.

Axes: P powertrains, S segments, V vintages, D draws. Demand is tonne-kilometres; trucks in use carry what
they can at their usual mileage, new trucks carry the rest, and where trucks are too many all drive less.
"""

from __future__ import annotations

import numpy as np

from carbonsim.core.balance import check_balance
from carbonsim.core.choice import logit_shares, relative_cost_utility
from carbonsim.core.conversions import PERCENT
from carbonsim.core.possible import ImpossibleError
from carbonsim.core.types import Array
from carbonsim.kernel.adapter import Step
from carbonsim.kernel.goods import Prices
from carbonsim.kernel.inputs import Inputs
from carbonsim.sectors.freight import equations as eq
from carbonsim.sectors.freight.accounts import Accounts
from carbonsim.sectors.freight.balances import Balances
from carbonsim.sectors.freight.fleet import Fleet
from carbonsim.sectors.freight.outputs import Outputs, Year
from carbonsim.sectors.freight.ownership import Ownership, Supply
from carbonsim.sectors.freight.purchases import Purchases
from carbonsim.sectors.freight.rows import (
    GIVEN,
    last_known_year,
    read_fuels,
    read_powertrains,
    read_segments,
    whole_shares,
)
from carbonsim.sectors.freight.stations import Stations, StationYear
from carbonsim.sectors.freight.swapping import ration, unserved_share


class FreightModel:
    """The trucks of a region under way."""

    def __init__(self, inputs: Inputs) -> None:
        oldest = int(inputs.constant("freight.maximum_age")[0])
        first_year, last_year = int(inputs.years[0]), int(inputs.years[-1])
        vintages = np.arange(first_year - oldest, last_year + 1)
        self.first = oldest
        self.zero = np.zeros(inputs.draws)
        self.p = read_powertrains(inputs, vintages)
        self.offered = self.p.offered[:, None, None]
        self.s = read_segments(inputs)
        self.fuels = read_fuels(inputs, self.p)
        self.fleet = Fleet(inputs, vintages, self.p, self.s)
        self.energy_use = self._energy_use(inputs)  # P, S, D [kWh/km] at index 1
        self.ownership = Ownership(
            inputs, self.p, self.s, self.fuels, self.energy_use, self.fleet.mileage_of_new, oldest
        )
        self.specific_energy = inputs.series("freight.battery_specific_energy", vintages)  # V, D
        self.mass_credit = inputs.constant("freight.battery_mass_credit")
        self.balances = Balances(inputs, self)
        for vintage in range(oldest):
            self.fleet.load_sales(vintage, self._payload(vintage))
        self.purchases = Purchases(
            inputs, self.fleet, self.ownership, inputs.series("drivers.battery.price", vintages)
        )
        self.stations = Stations(inputs)
        self.accounts = Accounts(inputs, self.fuels)
        self.demand = self._demand(inputs)  # Y, S, D [tkm/yr]
        self.given = inputs.scenario.text("freight.sales") == GIVEN
        self.known = self._known_years(inputs)
        self.exponent = inputs.constant("freight.choice_exponent")
        self.outputs = Outputs(inputs, self)
        self.stock_before = self.zero
        self.held_before = self.zero

    def _energy_use(self, inputs: Inputs) -> Array:
        ratio = eq.drive_energy_ratio(
            self.p.relative_efficiency[:, None], self.p.electric_drive[:, None], self.s.energy_ratio
        )
        heating_value = inputs.constant("drivers.fuels.diesel.heating_value")
        return eq.energy_use(self.s.consumption, heating_value, ratio, 1.0)

    def _payload(self, vintage: int) -> Array:
        """Load of the trucks of a year of sale against diesel trucks, (P, S, D)."""
        packed = np.flatnonzero(self.fleet.electric)
        packs = self.p.battery_capacity[vintage][packed][:, None] * self.s.battery_factor
        if vintage < self.first:
            sold = self.fleet.sales(vintage)[packed] > 0
        else:
            sold = self.offered[packed] & (self.fleet.first_stock > 0)
        weights = self.specific_energy[vintage], self.mass_credit, self.s.payload
        # that a truck which nobody buys could carry nothing is no fault
        packs = np.where(sold | (eq.payload_loss(packs, *weights) < 1.0), packs, 0.0)
        factor = np.ones((*self.energy_use.shape[:-1], len(self.zero)))
        try:
            factor[packed] = eq.payload_factor(packs, *weights, self.s.weight_limited)
        except ImpossibleError as error:
            raise error.of([self.p.names[row] for row in packed], self.s.names) from error
        return factor

    def _demand(self, inputs: Inputs) -> Array:
        growth = 1.0 + inputs.series("freight.activity_growth") / PERCENT
        growth[0] = 1.0
        start = inputs.constant("freight.stock") * self.s.share_of_stock * self.s.mileage * self.s.load
        return np.cumprod(growth, axis=0)[:, None] * start

    @staticmethod
    def _known_years(inputs: Inputs) -> int:
        """How many years of the horizon have sales that already happened: no choice is made in them."""
        return int((inputs.years <= last_known_year(inputs.scenario)).sum())

    def advance(self, year: int, prices: Prices) -> Step:
        """Do the year with this index (0 is the first)."""
        s, fleet, vintage = self.s, self.fleet, self.first + year
        factor, old = self._payload(vintage), fleet.in_use(year)
        able = self._stations_able(year, old.stock, old.packs)
        sought = self._sought(old.consuming)
        if year == 0:
            load = self.stations.load(year, able, sought)
            self.supply = Supply(load.unserved, load.wait)

        cost = self.ownership.per_kilometre(year, prices, self.supply)
        shares = self._shares(year, cost / (s.load * factor))
        shortfall = self.demand[year] - old.carrying.sum(axis=0) * s.mileage * s.load
        new_mileage = s.mileage * fleet.driven[-1]
        trucks = eq.trucks_needed(shortfall, (shares * factor).sum(axis=0) * new_mileage * s.load)
        if not self.given:
            kept = self._kept(able, sought, shares * trucks, vintage)
            shares = ration(shares, self.p.swap, kept)
            trucks = eq.trucks_needed(shortfall, (shares * factor).sum(axis=0) * new_mileage * s.load)
        sales = shares * trucks
        fleet.sell(year, sales, factor)
        self.purchases.buy(year, sales, prices.battery)

        newly = sales * fleet.driven[-1]
        index = self.p.consumption_index[vintage][:, None]
        alive = sales * fleet.alive[-1]
        stock, driving = old.stock + alive, old.driving + newly
        carrying, consuming = old.carrying + newly * factor, old.consuming + newly * index
        capacity = carrying.sum(axis=0) * (s.mileage * s.load)
        used = np.where(capacity > 0, self.demand[year] / np.where(capacity > 0, capacity, 1.0), 0.0)
        usual = s.mileage * used
        done = Year(
            index=year,
            prices=prices,
            stock=stock,
            sales=sales,
            retired=fleet.retired(year),
            kilometres=driving * usual,
            tonne_kilometres=carrying * (s.load * usual),
            energy=consuming * self.energy_use * usual,
            packs=(old.packs + alive * self.p.battery_capacity[vintage][:, None]) * s.battery_factor,
            cost=cost,
            payload=factor,
            able=able,
        )
        check_balance("tonne-kilometres", done.tonne_kilometres.sum(axis=0), self.demand[year])
        self._check_trucks(done)
        self.balances.check_work(done, usual)
        outputs, load, held, made = self.outputs.year(done)
        self.supply = Supply(load.unserved, load.wait)
        self.stock_before, self.held_before = stock.sum(axis=(0, 1)), held
        return Step(outputs, made)

    def _shares(self, year: int, cost: Array) -> Array:
        """Shares of sales before stations run out, (P, S, D); cost per tonne-kilometre."""
        if self.given or year < self.known:
            share = (self.p.sales_share if self.given else self.p.past_sales_share)[year][:, None]
            return np.asarray(np.broadcast_to(whole_shares(share, "shares of sales"), cost.shape))
        cost = np.where(self.offered, cost, 1.0)
        self._check_cost(cost, self.first + year)
        utility = relative_cost_utility(cost, self.exponent, self.p.choice_constant[:, None])
        return logit_shares(np.where(self.offered, utility, -np.inf))

    def _check_cost(self, cost: Array, vintage: int) -> None:
        """Buyers compare costs by their ratios: each has to be above 0."""
        free = cost <= 0
        subsidised = free & (self.p.subsidy[vintage] > 0)[:, None]
        for where, cause in (
            (subsidised, "its subsidy is above what it costs"),
            (free, "look at its prices and at its residual value"),
        ):
            if where.any():
                error = ImpossibleError(f"a cost is not positive: {cause}", where)
                raise error.of(self.p.names, self.s.names)

    def _stations_able(self, year: int, stock: Array, packs: Array) -> StationYear:
        """What the public stations can do for the packs now in use, or on sale where none is in use."""
        swap = self.p.swap
        served = np.where(self.s.served_by_line.sum(axis=0) > 0, self.s.served_by_line, 1.0)
        trucks = (stock[swap] * served).sum(axis=(0, 1))
        mounted = (packs[swap] * self.s.battery_factor * served).sum(axis=(0, 1))
        mean = (self._packs_on_sale(year) * served).sum(axis=0) / served.sum(axis=0)
        mean = np.where(trucks > 0, mounted / np.where(trucks > 0, trucks, 1.0), mean)
        return self.stations.year(year, mean)

    def _packs_on_sale(self, year: int) -> Array:
        """Mean pack of the swapping trucks on sale, (S, D) [kWh]; a block where there are none to buy."""
        packs, sold = self.ownership.packs(self.first + year), self.p.swap & self.p.offered
        if sold.any():
            return np.asarray(packs[sold].mean(axis=0))
        return np.asarray(self.stations.block_capacity[year] + 0.0 * packs[0])

    def _sought(self, consuming: Array) -> Array:
        """Energy that the trucks in use seek at public stations at their usual mileage, (D,) [kWh/yr]."""
        swap = self.p.swap
        scale = self.s.mileage * self.energy_use[swap] * self.s.served_by_line
        return np.asarray((consuming[swap] * scale).sum(axis=(0, 1)))

    def _kept(self, able: StationYear, sought: Array, sales: Array, vintage: int) -> Array:
        """Part of the swapping trucks wanted that the public stations can still take on, (S, D)."""
        index = self.p.consumption_index[vintage][:, None]
        wanted = self._sought(sales * self.fleet.driven[-1] * index)
        part = 1.0 - unserved_share(wanted, np.maximum(0.0, able.full_energy - sought))
        return np.asarray(1.0 - self.s.served_by_line * (1.0 - part))

    def _check_trucks(self, done: Year) -> None:
        if done.index:
            now = done.stock.sum(axis=(0, 1))
            expected = self.stock_before + done.sales.sum(axis=(0, 1)) - done.retired.sum(axis=0)
            check_balance("trucks", now, expected)
