"""Parameters of the sector, and what follows from them alone, made once for a batch of draws."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

import numpy as np

from carbonsim.core.conversions import PERCENT
from carbonsim.core.feasibility import trip_lengths
from carbonsim.core.finance import capital_recovery_factor, financed_price_factor, yearly_charge
from carbonsim.core.mileage import mean_relative_mileage
from carbonsim.core.types import Array, as_array
from carbonsim.corridor.service_curves import CurveDesign
from carbonsim.kernel.annuities import Annuity, annuity
from carbonsim.kernel.member_series import MemberSeries
from carbonsim.sectors.electrolysis import Electrolysis, read_electrolysis
from carbonsim.sectors.freight.ageing import Ageing, ageing
from carbonsim.sectors.freight.corridor import curve_designs
from carbonsim.sectors.freight.duties import whole_shares
from carbonsim.sectors.freight.equations import drive_energy_ratio, energy_use
from carbonsim.sectors.freight.parameters import GIVEN, REGISTRATIONS, FreightParameters
from carbonsim.sectors.freight.powertrains import last_year_of_record

#: Lengths of trips that stand for those of a duty.
NODES = 8


class Trucks(FreightParameters):
    """Parameters of the sector, and what follows from them alone."""

    @cached_property
    def ageing(self) -> Ageing:
        """How trucks leave and drive."""
        return self.inputs.memoised(ageing)

    @cached_property
    def first_stock(self) -> Array:
        """Trucks in use in the first year, (S, D) [truck]."""
        return as_array(self.stock.trucks * self.duties.share_of_stock)

    @cached_property
    def past(self) -> Array:
        """Trucks of earlier years of sale for each truck in use in the first year, (P, A-1, D).

        All duties bought alike.
        """
        shares = np.stack(
            np.broadcast_arrays(*(row[: self.oldest] for row in self.powertrains.past_share.rows))
        )
        return as_array(whole_shares(shares, "shares of past sales") * self.ageing.past)

    @cached_property
    def all_past(self) -> Array:
        """The same of all powertrains, (A-1, D)."""
        return as_array(self.past.sum(axis=0))

    @cached_property
    def begin(self) -> list[int]:
        """Place of the first year of sale of each powertrain, of P: those before it need no pass."""
        sold = (np.flatnonzero(row.any(axis=1)) for row in self.past)
        return [int(years[0]) if years.size else self.oldest for years in sold]

    @cached_property
    def work_index(self) -> Array:
        """Tonne-kilometres of a truck at its usual use against the first year, (Y, D)."""
        growth = 1.0 + self.market.work_growth / PERCENT
        return np.cumprod(np.concatenate([np.ones_like(growth[:1]), growth[1:]]), axis=0)

    @cached_property
    def load_index(self) -> Array:
        """Load of a truck against the first year, (Y, D)."""
        return as_array(self.work_index**self.market.load_part)

    @cached_property
    def mileage_index(self) -> Array:
        """Usual mileage of a truck against the first year, (Y, D)."""
        return as_array(self.work_index ** (1.0 - self.market.load_part))

    @cached_property
    def use_index(self) -> Array:
        """Energy use of a kilometre, which rises with load, against the first year, (Y, D)."""
        return as_array(self.load_index**self.market.load_consumption)

    def load(self, year: int) -> Array:
        """Mean load of a diesel truck in a year, (S, D) [t]."""
        return as_array(self.duties.load * self.load_index[year])

    def mileage(self, year: int) -> Array:
        """Usual mileage of the trucks in use, mean over their ages, (S, D) [km/truck/yr]."""
        return as_array(self.duties.mileage * self.mileage_index[year])

    def work(self, year: int) -> Array:
        """Tonne-kilometres of a diesel truck of mean age at its usual use, (S, D) [tkm/truck/yr]."""
        return self.load(year) * self.mileage(year)

    @cached_property
    def trips(self) -> tuple[Array, Array]:
        """Lengths of a few trips one way, (N, S, D) [km], and their weights, (N,) [1]."""
        return trip_lengths(self.duties.trip_length, self.duties.trip_spread, NODES)

    @cached_property
    def registrations_count(self) -> bool:
        """Whether sales of the record are the registrations that were counted."""
        return self.purchase.market == REGISTRATIONS

    def record_share(self, vintage: int) -> Array:
        """Shares of sales of a year as they happened, (P, D)."""
        return whole_shares(self.powertrains.past_share[vintage], "shares of past sales")

    def law_of_next(self, year: int) -> tuple[FreightParameters, int]:
        """Parameters of the year after one, and its index in them: known beyond the horizon, too."""
        if year + 1 < len(self.inputs.years):
            return self, year + 1
        return self._beyond, 0

    @cached_property
    def _beyond(self) -> FreightParameters:
        return FreightParameters(replace(self.inputs, years=self.inputs.years[-1:] + 1))

    @cached_property
    def demand(self) -> Array:
        """Tonne-kilometres to be carried, (Y, S, D) [tkm/yr]."""
        growth = 1.0 + self.stock.activity_growth / PERCENT
        first = np.ones_like(growth[:1])
        carried = self.first_stock * self.duties.mileage * self.duties.load
        return np.cumprod(np.concatenate([first, growth[1:]]), axis=0)[:, None] * carried

    @cached_property
    def sales_are_given(self) -> bool:
        """Whether shares of sales are stated for all years."""
        return self.purchase.sales == GIVEN

    @cached_property
    def _recorded_until(self) -> int:
        return last_year_of_record(self.inputs.scenario)

    def is_recorded(self, year: int) -> bool:
        """Whether sales of the year with this index in the horizon are taken as they happened."""
        return bool(self.inputs.years[0] + year <= self._recorded_until)

    @cached_property
    def energy_use(self) -> Array:
        """Energy from tank or pack of a truck of 2023, (P, S, D) [kWh/km]."""
        drives, work = self.powertrains, self.duties
        ratio = drive_energy_ratio(
            drives.relative_efficiency[:, None], drives.electric_drive[:, None], work.energy_efficiency_ratio
        )
        return energy_use(work.consumption, self.drivers.diesel_heating_value, ratio, 1.0)

    @cached_property
    def consumption_index(self) -> MemberSeries:
        """Energy use by year of sale against 2023, with what diesel trucks gain, (V, P, D)."""
        rows = self.powertrains.relative_consumption.rows
        return MemberSeries(tuple(row * self.stock.consumption_index for row in rows))

    @cached_property
    def vehicle_price(self) -> MemberSeries:
        """Price with tax without the pack, (V, P, D) [CNY/truck]."""
        packs, drives = self.packs, self.powertrains
        parts = (drives.motor_power, drives.fuel_cell_power, drives.hydrogen_tank)
        return MemberSeries(
            tuple(
                body
                + motor * packs.motor_price
                + cell * packs.fuel_cell_price
                + tank * packs.hydrogen_tank_price
                for body, motor, cell, tank in zip(drives.body_price.rows, *parts, strict=True)
            )
        )

    @cached_property
    def financed(self) -> Array:
        """Present value of the credit per price, (P, D)."""
        bought = self.purchase
        return financed_price_factor(
            self.powertrains.down_payment, bought.loan_rate, bought.loan_years, bought.owner_discount_rate
        )

    @cached_property
    def mileage_of_owner(self) -> Array:
        """Mean yearly mileage in the first year of a truck with its first owner, (S, D) [km/truck/yr]."""
        fall, years = self.stock.mileage_decline / PERCENT, self.purchase.holding_years
        mean = mean_relative_mileage(fall, years)
        return as_array(self.duties.mileage * self.ageing.mileage_of_new * mean)

    @cached_property
    def paid_carbon_share(self) -> Array:
        """Share of tailpipe CO2 for which allowances are bought, (Y, D)."""
        return as_array(self.carbon.coverage * (1.0 - self.carbon.free_allocation))

    @cached_property
    def annuity(self) -> Annuity:
        """How the accounts spread what is paid for a truck."""
        return annuity(self.purchase.depreciation_years, self.drivers.discount_rate)

    @cached_property
    def station_charge(self) -> Array:
        """Yearly charge of a station and its grid works per price, (D,) [1/yr]."""
        return yearly_charge(self.drivers.discount_rate, self.swap.station_years)

    @cached_property
    def station_return(self) -> Array:
        """Yearly payment that returns the price of a station to its operator, per price, (D,) [1/yr]."""
        return capital_recovery_factor(self.swap.rent_return, self.swap.station_years)

    @cached_property
    def pack_charge(self) -> Array:
        """Yearly charge of a pack per price, (D,) [1/yr]."""
        return yearly_charge(self.drivers.discount_rate, self.packs.years)

    @cached_property
    def station_designs(self) -> list[CurveDesign]:
        """Design of the stations by year of the horizon."""
        return curve_designs(self.inputs.scenario, self.inputs.years.tolist())

    @cached_property
    def electrolysis(self) -> Electrolysis:
        """Electrolysers for the hydrogen that trucks burn."""
        return read_electrolysis(self.inputs)
