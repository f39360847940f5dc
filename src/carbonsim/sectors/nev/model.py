"""The car sector: one loop over years in which each line is one equation.

Axes: K powertrains, V vintages, D draws. Years of the history are taken as they happened; after it, ownership
says how many cars are sold and buyers choose which.
"""

from __future__ import annotations

import numpy as np

from carbonsim.core.balance import check_balance
from carbonsim.core.conversions import KWH_PER_GWH
from carbonsim.core.types import Array
from carbonsim.kernel.adapter import Step
from carbonsim.kernel.goods import Prices
from carbonsim.kernel.inputs import Inputs
from carbonsim.sectors.nev.adoption import Adoption, Demand
from carbonsim.sectors.nev.balances import Balances
from carbonsim.sectors.nev.equations import charging_access
from carbonsim.sectors.nev.few_vehicles import none_of_few
from carbonsim.sectors.nev.fleet import Fleet, Weight
from carbonsim.sectors.nev.market import CarMarket
from carbonsim.sectors.nev.outputs import Outputs, Year
from carbonsim.sectors.nev.purchases import Purchases
from carbonsim.sectors.nev.record import read_record
from carbonsim.sectors.nev.rows import read_powertrains, read_tariffs, read_taste, spliced

NONE = "none"


class NevModel:
    """The cars of a region under way."""

    def __init__(self, inputs: Inputs) -> None:
        self.first = int(inputs.constant("nev.maximum_age")[0])
        self.years = inputs.years
        vintages = np.arange(inputs.years[0] - self.first, inputs.years[-1] + 1)
        self.p, self.tariffs = read_powertrains(inputs, vintages), read_tariffs(inputs, vintages)
        self.record = read_record(inputs, vintages)
        self.fleet = Fleet(inputs, vintages, self.p, self.record)
        self.market = CarMarket(inputs)
        taste = read_taste(inputs)
        self.adoption = Adoption(inputs, self.p, self.tariffs, taste, self.record, self.first)
        past_price = inputs.series("drivers.battery.price", vintages)
        self.purchases = Purchases(inputs, self.p, self.tariffs, self.record, past_price)
        self.chargers = spliced(inputs, "nev.history.public_chargers", "nev.public_chargers", inputs.years)
        self.chargers_for_half = inputs.constant("nev.chargers_for_half")
        self.replacement = inputs.series("nev.battery_replacement")
        self.capacity = Weight(self.p.battery_capacity)
        self.no_plug_in = inputs.scenario.text("nev.plug_in_cars") == NONE
        self.balances = Balances(inputs, self)
        self.outputs = Outputs(inputs, self)
        self.stock = self.fleet.stock()  # K, D

    def advance(self, year: int, prices: Prices) -> Step:
        """Do the year with this index."""
        fleet, before = self.fleet, self.stock
        cars_before = before[self.p.car].sum(axis=0)
        access = charging_access(self.chargers[year], cars_before, self.chargers_for_half)
        fleet.age(year)
        demand, shares, sales, inflow = self._sold(year, prices.battery, access)
        fleet.add(year, inflow)
        self.stock = fleet.stock()
        # a fleet that all but ends is a small difference of what was there and what left
        check_balance("vehicles", self.stock, before + inflow - fleet.retired, before + inflow)
        self.balances.enter(year, inflow)
        if self._known(year):
            self.market.note(year, self.stock[self.p.car].sum(axis=0))
        held = fleet.held(year, self.capacity)
        replaced = held * self.replacement[year]
        made = (sales * self.p.battery_capacity[self.first + year]).sum(axis=0) + replaced.sum(axis=0)
        market = {"battery": made / KWH_PER_GWH}
        self.balances.check_packs(year, sales, held, market["battery"])
        done = Year(
            index=year,
            prices=prices,
            demand=demand,
            access=access,
            plug_in_share=shares[self.p.plug_in].sum(axis=0),
            sales=np.broadcast_to(sales, self.stock.shape),
            inflow=np.broadcast_to(inflow, self.stock.shape),
            stock=self.stock,
            retired=fleet.retired,
            replaced=replaced,
            bought=self.purchases.buy(year, sales, prices.battery),
            batteries=made,
        )
        return Step(self.outputs.year(done), market)

    def _known(self, year: int) -> bool:
        """Whether the year with this index is one of the history."""
        return bool(self.years[year] <= self.record.until)

    def _sold(self, year: int, pack_price: Array, access: Array) -> tuple[Demand, Array, Array, Array]:
        """What buyers wanted; shares of cars sold, vehicles sold and what enters the stock, (K, D)."""
        car, known, vintage = self.p.car, self._known(year), self.first + year
        step = self.adoption.happened if known else self.adoption.ahead
        demand = step(year, pack_price, access)
        if known and not self.no_plug_in:
            return demand, demand.shares, self.record.sales[vintage], self.record.inflow[vintage]
        shares = demand.without_plug if self.no_plug_in else demand.shares
        cars = self.record.sales[vintage][car].sum(axis=0) if known else self._cars(year, shares)
        sales = none_of_few(np.where(car[:, None], shares * cars, self.record.commercial[vintage]))
        return demand, shares, sales, sales

    def _cars(self, year: int, shares: Array) -> Array:
        """Cars sold in a year to come, (D,), whose shares are (K, D)."""
        car = self.p.car
        left = self.fleet.stock()[car].sum(axis=0)
        through = (shares[car] * self.fleet.through_first_year(year)[car]).sum(axis=0)
        return self.market.sales(year, left, through)
