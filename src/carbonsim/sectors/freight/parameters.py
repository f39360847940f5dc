"""Parameters of trucks, each declared once; their values and sources are in ``parameters.csv``.

Series are over the years of sale (V, from the oldest truck in use to the last year) but those that are read
in the years of the horizon alone (Y). D draws.
"""

from __future__ import annotations

import numpy as np

from carbonsim.kernel.inputs import Inputs
from carbonsim.kernel.parameters import (
    EXOGENOUS,
    POLICY,
    Parameters,
    PartOf,
    constant,
    horizon_series,
    option,
    series,
    shared_constant,
    shared_horizon_series,
    shared_series,
)
from carbonsim.sectors.freight.adoption_parameters import Adoption, Charging, Market, Network
from carbonsim.sectors.freight.duties import Duties
from carbonsim.sectors.freight.line_parameters import LineParameters
from carbonsim.sectors.freight.powertrains import Powertrains
from carbonsim.sectors.freight.swap_parameters import SwapStations
from carbonsim.sectors.freight.truck_fuels import Fuels

GIVEN, REGISTRATIONS = "given", "registrations"


# a table: key, unit, role and bounds of a parameter in a line
# fmt: off


class Stock(Parameters):
    """Trucks in use in the first year, how they leave and drive."""

    trucks = constant("freight.stock", "truck", EXOGENOUS, (1.0, 100_000_000.0),
        "Heavy trucks in use in the region in the first year")
    year = constant("freight.stock_year", "1", EXOGENOUS, (1990.0, 2100.0),
        "Year that the stock is of: the first of the horizon")
    consumption_index = series("freight.consumption_index", "1", EXOGENOUS, (0.1, 5.0),
        "Energy use of diesel trucks by year of sale relative to 2023: applies to all powertrains")
    activity_growth = horizon_series("freight.activity_growth", "%/yr", EXOGENOUS, (-20.0, 30.0),
        "Growth of tonne-kilometres over the year before")
    survival_scale = constant("freight.survival_scale", "yr", EXOGENOUS, (1.0, 60.0),
        "Scale of the Weibull survival (age that 36.8 % reach; not the mean life)")
    survival_shape = constant("freight.survival_shape", "1", EXOGENOUS, (0.5, 15.0),
        "Shape of the Weibull survival")
    maximum_age = constant("freight.maximum_age", "yr", EXOGENOUS, (15.0, 60.0),
        "Age beyond which no truck is counted")
    mileage_decline = constant("freight.mileage_decline", "%/yr", EXOGENOUS, (0.0, 50.0),
        "Fall of yearly mileage with each year of age")
    past_sales = series("freight.past_sales", "truck/yr", EXOGENOUS, (0.0, 100_000_000.0),
        "Heavy trucks registered in China each year: their proportions give the age profile of the first "
        "year")


class Purchase(Parameters):
    """Taxes, credit and choice at purchase."""

    tax_rate = horizon_series("freight.purchase_tax_rate", "1", EXOGENOUS, (0.0, 1.0),
        "Vehicle purchase tax on the price without value-added tax")
    owner_discount_rate = constant("freight.owner_discount_rate", "1/yr", EXOGENOUS, (0.0, 1.0),
        "Discount rate of a truck owner")
    loan_rate = constant("freight.loan_rate", "1/yr", EXOGENOUS, (0.0, 1.0),
        "Interest on a truck loan")
    loan_years = constant("freight.loan_years", "yr", EXOGENOUS, (1.0, 20.0),
        "Term of a truck loan")
    holding_years = constant("freight.holding_years", "yr", EXOGENOUS, (1.0, 20.0),
        "Years that the first owner keeps a truck")
    depreciation_years = constant("freight.depreciation_years", "yr", EXOGENOUS, (1.0, 30.0),
        "Years over which the accounts spread the price of a truck")
    sales = option("freight.sales", POLICY, ("given", "choice"),
        "How shares of sales come about: given as paths or chosen")
    market = option("freight.market", EXOGENOUS, ("registrations", "demand"),
        "How many trucks are sold: as registered to the end of the record and then adjusting to demand, or "
        "what demand needs in every year")


class Refuelling(Parameters):
    """Driving, its stops, and plug-in charging."""

    speed = constant("freight.speed", "km/h", EXOGENOUS, (5.0, 120.0),
        "Mean speed over a working day")
    value_of_time = horizon_series("freight.value_of_time", "CNY/h", EXOGENOUS, (0.0, 5000.0),
        "What an hour of a driver is worth")
    charging_loss_share = horizon_series("freight.charging_loss_share", "1", EXOGENOUS, (0.0, 1.0),
        "Share of charging time at base that costs working time (the rest falls on breaks and loading)")
    public_charging_loss_share = horizon_series(
        "freight.public_charging_loss_share", "1", EXOGENOUS, (0.0, 1.0), "The same on the way")
    charging_time = horizon_series("freight.charging_time", "min", EXOGENOUS, (1.0, 1000.0),
        "Time of a plug-in charge")
    charging_price = horizon_series("freight.charging_price", "CNY/kWh", EXOGENOUS, (0.0, 20.0),
        "Price of plug-in charging at base")
    public_charging_price = horizon_series("freight.public_charging_price", "CNY/kWh", EXOGENOUS, (0.0, 20.0),
        "Price of plug-in charging on the way, with service")
    charging_efficiency = horizon_series("freight.charging_efficiency", "1", EXOGENOUS, (0.3, 1.0),
        "Energy in the pack over energy from the grid when charging by plug")
    toll_discount = horizon_series("freight.toll_discount", "1", POLICY, (0.0, 1.0),
        "Discount on tolls for battery and fuel-cell trucks")
    electrolysis_share = horizon_series("freight.electrolysis_share", "1", EXOGENOUS, (0.0, 1.0),
        "Share of the hydrogen trucks burn that electrolysers make")


class Packs(Parameters):
    """Packs, and what else electric drive takes."""

    years = constant("freight.battery_years", "yr", EXOGENOUS, (1.0, 40.0),
        "Years that a pack serves")
    usable_depth = horizon_series("freight.usable_depth", "1", EXOGENOUS, (0.1, 1.0),
        "Share of a pack's capacity used between charges")
    price_ratio = horizon_series("freight.battery_price_ratio", "1", EXOGENOUS, (0.1, 5.0),
        "Price of truck packs over the market price of packs")
    specific_energy = series("freight.battery_specific_energy", "Wh/kg", EXOGENOUS, (20.0, 1000.0),
        "Energy of a pack per mass")
    mass_credit = constant("freight.battery_mass_credit", "t", EXOGENOUS, (0.0, 5.0),
        "Mass of engine and tank and allowances that a battery truck saves against its pack")
    motor_price = series("freight.motor_price", "CNY/kW", EXOGENOUS, (0.0, 5000.0),
        "Price of the electric drive")
    fuel_cell_price = series("freight.fuel_cell_price", "CNY/kW", EXOGENOUS, (0.0, 50_000.0),
        "Price of a fuel-cell system")
    hydrogen_tank_price = series("freight.hydrogen_tank_price", "CNY/kg", EXOGENOUS, (0.0, 50_000.0),
        "Price of hydrogen tanks per kg stored")


class Carbon(Parameters):
    """Allowances for what trucks emit."""

    coverage = horizon_series("freight.carbon_coverage", "1", POLICY, (0.0, 1.0),
        "Share of tailpipe CO2 that owes allowances")
    free_allocation = horizon_series("freight.free_allocation", "1", POLICY, (0.0, 1.0),
        "Share of the allowances owed that is given free")


class Car(Parameters):
    """Petrol car that trucks are compared with."""

    mileage = constant("freight.car.mileage", "km/car/yr", EXOGENOUS, (100.0, 100_000.0),
        "Mileage of a petrol car")
    consumption = constant("freight.car.consumption", "L/100km", EXOGENOUS, (1.0, 30.0),
        "Real-world petrol use of a car")
    manufacturing_emissions = constant(
        "freight.car.manufacturing_emissions", "t CO2e/car", EXOGENOUS, (0.0, 50.0),
        "Emissions of making a petrol car")
    life = constant("freight.car.life", "yr", EXOGENOUS, (1.0, 40.0),
        "Years over which making a car is spread")


class Drivers(Parameters):
    """Parameters that sectors share."""

    diesel_heating_value = shared_constant("drivers.fuels.diesel.heating_value")  # MJ/L
    electricity_tariff = shared_horizon_series("drivers.electricity_tariff")  # CNY/kWh
    grid_supply_ratio = shared_horizon_series("drivers.grid_supply_emission_ratio")  # kg CO2e/kg CO2
    pack_price = shared_series("drivers.battery.price")  # CNY/kWh
    pack_footprint = shared_horizon_series("drivers.battery.supply_emissions")  # kg CO2e/kWh
    carbon_price = shared_horizon_series("drivers.carbon_price")  # CNY/t CO2
    vat_rate = shared_horizon_series("drivers.vat_rate")  # 1
    discount_rate = shared_constant("drivers.discount_rate")  # 1/yr


# fmt: on


class FreightParameters(Parameters):
    """Parameters of the sector."""

    stock = PartOf(Stock)
    purchase = PartOf(Purchase)
    refuelling = PartOf(Refuelling)
    packs = PartOf(Packs)
    carbon = PartOf(Carbon)
    powertrains = PartOf(Powertrains)
    duties = PartOf(Duties)
    adoption = PartOf(Adoption)
    market = PartOf(Market)
    charging = PartOf(Charging)
    network = PartOf(Network)
    swap = PartOf(SwapStations)
    line = PartOf(LineParameters)
    car = PartOf(Car)
    fuels = PartOf(Fuels)
    drivers = PartOf(Drivers)

    def __init__(self, inputs: Inputs) -> None:
        oldest = int(inputs.constant("freight.maximum_age")[0])
        years = inputs.years
        super().__init__(inputs, np.arange(years[0] - oldest, years[-1] + 1))
        #: Oldest age in years: place in the span of the first year of the horizon, too.
        self.oldest = oldest
