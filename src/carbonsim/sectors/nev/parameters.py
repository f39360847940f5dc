"""Parameters of cars, each declared once; their values and sources are in ``parameters.csv``.

Series are over the years of sale (V, from the oldest vehicle in use to the last year) but those that are
read in the years of the horizon alone (Y). D draws.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np

from carbonsim.core.conversions import KWH_PER_MJ
from carbonsim.core.types import Array, IntArray
from carbonsim.kernel.inputs import Inputs
from carbonsim.kernel.parameters import (
    EXOGENOUS,
    POLICY,
    YEARLY,
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
from carbonsim.sectors.nev.history import History
from carbonsim.sectors.nev.powertrains import Powertrains, last_year_of_history
from carbonsim.sectors.nev.statistics import Density, Statistics

GIVEN, NONE = "given", "none"


# a table: key, unit, role and bounds of a parameter in a line
# fmt: off


class Exports(Parameters):
    """New energy vehicles sold abroad."""

    path = series("nev.exports", "vehicle/yr", EXOGENOUS, (0.0, 1_000_000_000.0),
        "New energy vehicles of all kinds exported after the history")


class Ownership(Parameters):
    """How many cars people want to own."""

    population = horizon_series("nev.population", "million", EXOGENOUS, (1.0, 10_000.0), "People")
    income = horizon_series("nev.income", "CNY/yr", EXOGENOUS, (100.0, 10_000_000.0),
        "Gross domestic product per head")
    form = option("nev.ownership_form", EXOGENOUS, ("income", "given"),
        "How ownership goes on after the history: with income towards saturation or along a given path")
    path = horizon_series("nev.ownership", "1", EXOGENOUS, (0.0, 2.0),
        "Passenger cars per person where they are given")
    saturation = constant("nev.ownership_saturation", "1", EXOGENOUS, (0.01, 2.0),
        "Passenger cars per person that ownership tends to as income grows")
    income_elasticity = constant("nev.income_elasticity", "1", EXOGENOUS, (0.0, 10.0),
        "Elasticity of passenger cars per person with respect to income in the last year of the history")


class Market(Parameters):
    """How many cars are sold beside what ownership asks for."""

    elasticity = constant("nev.market_elasticity", "1", EXOGENOUS, (-5.0, 0.0),
        "Elasticity of cars sold with respect to what is paid for them: who does not buy does without for "
        "as long as a car lasts")
    anticipation = constant("nev.anticipation", "1", EXOGENOUS, (0.0, 20.0),
        "Share of a year's sales that is moved across a known step of taxes and subsidies, over that step "
        "in logarithms of what is paid")
    bought_ahead = horizon_series("nev.bought_ahead", "car", POLICY, (0.0, 1_000_000_000.0),
        "Cars of all drives by which sales to the end of a year after the history have run ahead of need "
        "while the state pays for trade-in; what it falls by is missing from the sales of a year")
    volatility = constant("nev.market_volatility", "1", EXOGENOUS, (0.0, 1.0),
        "Standard deviation of the logarithm of cars sold in a year about what ownership asks for")
    surprise = horizon_series("nev.market_surprise", "1", EXOGENOUS, (-10.0, 10.0),
        "Yearly deviation of cars sold from what ownership asks for, as a standard score", YEARLY)


class Vehicles(Parameters):
    """How vehicles leave and drive."""

    maximum_age = constant("nev.maximum_age", "yr", EXOGENOUS, (15.0, 60.0),
        "Age beyond which no vehicle is counted")
    fast_survival_scale = constant("nev.fast_survival_scale", "yr", EXOGENOUS, (1.0, 30.0),
        "Scale of the Weibull survival of vehicles that leave fast (taxis and ride-hailing and early "
        "micro cars)")
    fast_survival_shape = constant("nev.fast_survival_shape", "1", EXOGENOUS, (0.5, 15.0),
        "Shape of the same")
    scrappage = series("nev.scrappage", "1", POLICY, (0.0, 10.0),
        "The same after the history: above 1 while the state pays for trade-in")
    mileage = constant("nev.mileage", "km/car/yr", EXOGENOUS, (1000.0, 100_000.0),
        "Yearly mileage of a new car that does not leave fast")
    mileage_decline = constant("nev.mileage_decline", "%/yr", EXOGENOUS, (0.0, 50.0),
        "Fall of yearly mileage with each year of age")
    fast_mileage = constant("nev.fast_mileage", "1", EXOGENOUS, (0.1, 20.0),
        "Mileage of vehicles that leave fast over that of others of the same age")


class Charging(Parameters):
    """Charging, what it costs, and packs."""

    efficiency = series("nev.charging_efficiency", "1", EXOGENOUS, (0.3, 1.0),
        "Energy in the pack over energy from the grid")
    home_share = series("nev.home_charging_share", "1", EXOGENOUS, (0.0, 1.0),
        "Share of electricity charged at home or at work at the household tariff")
    home_price = series("nev.home_price", "CNY/kWh", EXOGENOUS, (0.0, 20.0), "Price of electricity at home")
    public_price = series("nev.public_price", "CNY/kWh", EXOGENOUS, (0.0, 20.0),
        "Price of public charging with service")
    chargers = series("nev.public_chargers", "count", POLICY, (0.0, 10_000_000_000.0),
        "Public charge points in service after the history")
    chargers_for_half = constant("nev.chargers_for_half", "1", EXOGENOUS, (1e-05, 1.0),
        "Public charge points per passenger car of any drive at which half of the drivers find fast "
        "charging where they need it")
    pack_price_ratio = series("nev.battery_price_ratio", "1", EXOGENOUS, (0.1, 5.0),
        "Price of car packs over the market price of packs")
    pack_replacement = horizon_series("nev.battery_replacement", "1/yr", EXOGENOUS, (0.0, 1.0),
        "Share of the packs in use that is replaced in a year")


class Purchase(Parameters):
    """Taxes and rules at purchase."""

    depreciation_years = constant("nev.depreciation_years", "yr", EXOGENOUS, (1.0, 30.0),
        "Years over which the accounts spread the price of a car")
    tax_rate = series("nev.purchase_tax_rate", "1", EXOGENOUS, (0.0, 1.0),
        "Vehicle purchase tax on the price without value-added tax")
    tax_relief = series("nev.tax_relief", "1", POLICY, (0.0, 1.0),
        "Share of the purchase tax forgone for plug-in cars")
    tax_relief_cap = series("nev.tax_relief_cap", "CNY/car", POLICY, (0.0, 10_000_000.0),
        "Most that is forgone for one car")
    minimum_share = horizon_series("nev.minimum_share", "1", POLICY, (0.0, 1.0),
        "Least share of plug-in cars in sales of cars that rules for makers enforce; 0 for none")
    plug_in_cars = option("nev.plug_in_cars", POLICY, ("sold", "none"),
        "Whether plug-in cars are sold from the first year on; none makes a world to measure others "
        "against and no forecast")


class Choice(Parameters):
    """Coefficients of the choice of those who consider a plug-in car."""

    price_elasticity = constant("nev.choice.price_elasticity", "1", EXOGENOUS, (-10.0, 0.0),
        "Elasticity of the odds of choosing a car with respect to what is paid for it")
    running_cost = constant("nev.choice.running_cost", "km/CNY", EXOGENOUS, (-100.0, 0.0),
        "Utility of a yuan per kilometre of energy cost")
    battery = constant("nev.choice.battery", "1", EXOGENOUS, (-10.0, 10.0),
        "Utility of a battery-electric car of the reference range without fast charging over a petrol "
        "car of equal cost")
    range = constant("nev.choice.range", "1", EXOGENOUS, (0.0, 10.0),
        "Rise of that utility as the range grows e-fold")
    reference_range = constant("nev.choice.reference_range", "km", EXOGENOUS, (10.0, 2000.0),
        "Range that nev.choice.battery is of")
    fast_charging = constant("nev.choice.fast_charging", "1", EXOGENOUS, (0.0, 10.0),
        "Utility of finding fast charging where it is needed")
    calibration = constant("nev.choice.calibration", "1", EXOGENOUS, (-10.0, 10.0),
        "What is added to nev.choice.battery so that studies of sales are met: fitted")
    calibration_prior = constant("nev.choice.calibration_prior", "1", EXOGENOUS, (-10.0, 10.0),
        "The same before sales are looked at; read by the fit alone")
    studied_elasticity = series("nev.choice.studied_elasticity", "1", EXOGENOUS, (-20.0, 0.0),
        "Elasticity of sales of plug-in cars with respect to what is paid for all of them over the years of "
        "this path; read by the fit alone")


class Diffusion(Parameters):
    """How the share of buyers who consider a plug-in car grows."""

    imitation = constant("nev.imitation", "1/yr", EXOGENOUS, (0.0, 20.0),
        "How fast buyers of plug-in cars win over those who do not yet consider one")
    volatility = constant("nev.volatility", "1", EXOGENOUS, (0.0, 5.0),
        "Standard deviation of what moves the log odds of considering a plug-in car in a year beyond "
        "imitation")
    surprise = horizon_series("nev.surprise", "1", EXOGENOUS, (-10.0, 10.0),
        "Yearly deviation of the share of buyers who consider a plug-in car, as a standard score", YEARLY)


class Drivers(Parameters):
    """Parameters that sectors share."""

    petrol_price = shared_series("drivers.fuels.petrol.price")  # CNY/L
    petrol_tax = shared_horizon_series("drivers.fuels.petrol.tax")  # CNY/L
    petrol_heating_value = shared_constant("drivers.fuels.petrol.heating_value")  # MJ/L
    petrol_emission_factor = shared_horizon_series("drivers.fuels.petrol.emission_factor")  # kg CO2/L
    diesel_heating_value = shared_constant("drivers.fuels.diesel.heating_value")  # MJ/L
    petrol_supply_factor = shared_horizon_series("drivers.fuels.petrol.supply_emission_factor")  # kg CO2e/L
    grid_supply_ratio = shared_horizon_series("drivers.grid_supply_emission_ratio")  # kg CO2e/kg CO2
    electricity_tariff = shared_horizon_series("drivers.electricity_tariff")  # CNY/kWh
    pack_price = shared_series("drivers.battery.price")  # CNY/kWh
    pack_footprint = shared_horizon_series("drivers.battery.supply_emissions")  # kg CO2e/kWh
    vat_rate = shared_series("drivers.vat_rate")  # 1
    discount_rate = shared_constant("drivers.discount_rate")  # 1/yr


# fmt: on


class NevParameters(Parameters):
    """Parameters of the sector."""

    history = PartOf(History)
    statistics = PartOf(Statistics)
    abroad = PartOf(Exports)
    ownership = PartOf(Ownership)
    market = PartOf(Market)
    vehicles = PartOf(Vehicles)
    charging = PartOf(Charging)
    density = PartOf(Density)
    purchase = PartOf(Purchase)
    choice = PartOf(Choice)
    diffusion = PartOf(Diffusion)
    powertrains = PartOf(Powertrains)
    drivers = PartOf(Drivers)

    def __init__(self, inputs: Inputs, span: IntArray | None = None) -> None:
        oldest = int(inputs.constant("nev.maximum_age")[0])
        years = inputs.years
        super().__init__(inputs, np.arange(years[0] - oldest, years[-1] + 1) if span is None else span)
        #: Oldest age in years, and place in the span of the first year of the horizon.
        self.oldest, self.first = oldest, int(years[0] - self.span[0])

    @cached_property
    def until(self) -> int:
        """Last year of the history."""
        return last_year_of_history(self.inputs)

    @cached_property
    def _happened(self) -> Array:
        return np.asarray((self.span <= self.until)[:, None])

    def is_known(self, year: int) -> bool:
        """Whether the year with this index in the horizon is one of the history."""
        return bool(self.inputs.years[year] <= self.until)

    @cached_property
    def hazard_multiple(self) -> Array:
        """Hazard of leaving over that of the survival curve: of the history, then the plan's, (V, D)."""
        return np.where(self._happened, self.history.scrappage, self.vehicles.scrappage)

    @cached_property
    def exports(self) -> Array:
        """New energy vehicles exported: of the history, then along their path, (V, D) [vehicle/yr]."""
        return np.where(self._happened, self.history.exports, self.abroad.path)

    @cached_property
    def chargers(self) -> Array:
        """Public charge points: of the history, then the plan's, (V, D)."""
        return np.where(self._happened, self.history.public_chargers, self.charging.chargers)

    @cached_property
    def electricity_price(self) -> Array:
        """Price of electricity for cars, mean over home and public, (V, D) [CNY/kWh]."""
        home = self.charging.home_share
        return home * self.charging.home_price + (1.0 - home) * self.charging.public_price

    @cached_property
    def petrol_energy(self) -> Array:
        """Energy of a litre of petrol, (D,) [kWh/L]."""
        return self.drivers.petrol_heating_value * KWH_PER_MJ

    @cached_property
    def diesel_energy(self) -> Array:
        """Energy of a litre of diesel, (D,) [kWh/L]."""
        return self.drivers.diesel_heating_value * KWH_PER_MJ
