"""Outputs of vehicles: in use, sold and leaving, who buys which, at what price."""

from __future__ import annotations

import numpy as np

from carbonsim.core.blank import where
from carbonsim.core.conversions import PERCENT
from carbonsim.core.diffusion import share_of_log_odds
from carbonsim.core.types import Array, as_array
from carbonsim.kernel.member_series import sum_of
from carbonsim.kernel.outputs import output
from carbonsim.sectors.nev.cars import Cars
from carbonsim.sectors.nev.market import ownership as cars_per_person
from carbonsim.sectors.nev.model import Flows
from carbonsim.sectors.nev.price_response import segment_elasticity
from carbonsim.sectors.nev.sets import CARS, DRIVES, KINDS


def by_drive(p: Cars, vehicles: Array) -> Array:
    """Cars by drive, from vehicles by powertrain (K, D)."""
    return np.stack([sum_of(vehicles, cars) for cars in p.of_drives])


def by_kind(p: Cars, vehicles: Array) -> Array:
    """New energy vehicles by kind: passenger cars, then each commercial one, from (K, D)."""
    cars = p.powertrains
    return np.concatenate([vehicles[cars.plug_in].sum(axis=0)[None], vehicles[~cars.car]])


@output("Stocks|Transportation|Light-Duty Vehicle", "million", "1", iamc=True)
def stock_total(p: Cars, f: Flows) -> Array:
    """Passenger cars in use at the end of the year."""
    return sum_of(f.stock, p.powertrains.car)


@output("Stocks|Transportation|Light-Duty Vehicle|{member}", "million", "1", over=DRIVES, iamc=True)
def stock_drive(p: Cars, f: Flows) -> Array:
    """Passenger cars in use by drive."""
    return by_drive(p, f.stock)


@output("Stocks|Transportation|Light-Duty Vehicle|{member}", "million", "1", over=CARS)
def stock(p: Cars, f: Flows) -> Array:
    """Passenger cars in use by powertrain."""
    return as_array(f.stock[p.powertrains.car])


@output("Stocks|Transportation|New Energy Vehicle", "million", "1")
def stock_nev(p: Cars, f: Flows) -> Array:
    """New energy vehicles of all kinds in use at the end of the year."""
    return sum_of(f.stock, p.new_energy)


@output("Stocks|Transportation|New Energy Vehicle|{member}", "million", "1", over=KINDS)
def stock_nev_row(p: Cars, f: Flows) -> Array:
    """New energy vehicles in use by kind."""
    return by_kind(p, f.stock)


@output("Sales|Transportation|Light-Duty Vehicle", "million", "1", iamc=True)
def sales_total(p: Cars, f: Flows) -> Array:
    """Passenger cars sold in the country in the year."""
    return sum_of(f.sales, p.powertrains.car)


@output("Sales|Transportation|Light-Duty Vehicle|{member}", "million", "1", over=DRIVES, iamc=True)
def sales_drive(p: Cars, f: Flows) -> Array:
    """Passenger cars sold in the country by drive."""
    return by_drive(p, f.sales)


@output("Sales|Transportation|Light-Duty Vehicle|{member}", "million", "1", over=CARS)
def sales(p: Cars, f: Flows) -> Array:
    """Passenger cars sold in the country by powertrain."""
    return as_array(f.sales[p.powertrains.car])


@output(
    "Sales|Transportation|New Energy Vehicle",
    "million",
    "1",
    base="Sales|Transportation|New Energy Vehicle",
    boundary="domestic",
)
def sales_nev(p: Cars, f: Flows) -> Array:
    """New energy vehicles of all kinds sold in the country; in the history wholesale less exports."""
    return sum_of(f.sales, p.new_energy)


@output("Sales|Transportation|New Energy Vehicle|{member}", "million", "1", over=KINDS)
def sales_nev_row(p: Cars, f: Flows) -> Array:
    """New energy vehicles sold in the country by kind."""
    return by_kind(p, f.sales)


@output(
    "Sales|Transportation|New Energy Vehicle [Wholesale]",
    "million",
    "1",
    base="Sales|Transportation|New Energy Vehicle",
    boundary="wholesale",
)
def sales_wholesale(p: Cars, f: Flows) -> Array:
    """New energy vehicles of all kinds sold by makers at home and abroad."""
    return as_array(sales_nev(p, f) + p.exports[f.vintage])


@output("Exports|Transportation|New Energy Vehicle", "million", "1")
def exports(p: Cars, f: Flows) -> Array:
    """New energy vehicles of all kinds sold by makers abroad."""
    return as_array(p.exports[f.vintage])


@output("Price Elasticity|Transportation|Light-Duty Vehicle|Plug-In", "1", "1")
def elasticity(p: Cars, f: Flows) -> Array:
    """Elasticity of sales of plug-in cars with respect to what is paid for all of them."""
    return segment_elasticity(p.choice.price_elasticity, f.buyers.probability)


@output("Registrations|Transportation|New Energy Vehicle", "million", "1")
def registrations(p: Cars, f: Flows) -> Array:
    """New energy vehicles of all kinds that enter the stock; after the history as sold in the country."""
    return sum_of(f.inflow, p.new_energy)


@output("Sales Share|Transportation|Light-Duty Vehicle|Plug-In", "%", "%")
def sales_share(p: Cars, f: Flows) -> Array:
    """Share of plug-in cars in the cars sold in the country."""
    return as_array(f.plug_in_share * PERCENT)


@output("Considering|Transportation|Light-Duty Vehicle|Plug-In", "%", "%")
def considering(p: Cars, f: Flows) -> Array:
    """Share of buyers who consider a plug-in car."""
    return share_of_log_odds(f.buyers.awareness) * PERCENT


@output("Appeal|Transportation|Light-Duty Vehicle|Plug-In", "%", "%")
def appeal(p: Cars, f: Flows) -> Array:
    """Share of those who consider a plug-in car that choose one."""
    return as_array(f.buyers.probability * PERCENT)


@output("Charging Access|Transportation|Light-Duty Vehicle", "%", "%", ensemble=False)
def access(p: Cars, f: Flows) -> Array:
    """Share of drivers who find fast charging where they need it."""
    return as_array(f.access * PERCENT)


@output("Charge Points|Transportation|Light-Duty Vehicle", "million", "1", ensemble=False)
def chargers(p: Cars, f: Flows) -> Array:
    """Public charge points in service."""
    return as_array(p.chargers[f.vintage])


@output("Purchase Price|Transportation|Light-Duty Vehicle|{member}", "CNY", "CNY", over=CARS, ensemble=False)
def price(p: Cars, f: Flows) -> Array:
    """Price that the buyer of a new car pays with taxes and after subsidy."""
    cars = p.powertrains
    on_sale = cars.offered[cars.car] | p.is_known(f.year)
    return where(on_sale[:, None], f.purchases.price[cars.car] + np.zeros(p.inputs.draws))


@output("Retirements|Transportation|Light-Duty Vehicle", "million", "1")
def retirements(p: Cars, f: Flows) -> Array:
    """Passenger cars leaving the stock in the year."""
    return sum_of(f.retired, p.powertrains.car)


@output("Retirements|Transportation|New Energy Vehicle", "million", "1")
def retirements_nev(p: Cars, f: Flows) -> Array:
    """New energy vehicles leaving the stock in the year."""
    return sum_of(f.retired, p.new_energy)


@output("Ownership|Transportation|Light-Duty Vehicle", "1", "1")
def ownership(p: Cars, f: Flows) -> Array:
    """Passenger cars per person."""
    return cars_per_person(p, f.year, stock_total(p, f))


@output("Battery Demand|Transportation|New Energy Vehicle", "GWh/yr", "kWh/yr")
def battery_demand(p: Cars, f: Flows) -> Array:
    """Packs of new energy vehicles sold in the country and packs replaced."""
    return as_array(f.packs_made + f.packs_elsewhere)
