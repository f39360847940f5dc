"""Counts of what happened, and what followed from policies then, each declared once.

Series are over the years of sale, (V, D).
"""

from __future__ import annotations

import numpy as np

from carbonsim.core.types import Array
from carbonsim.kernel.parameters import EXOGENOUS, Bounds, Parameter, Parameters, constant, quantity, series


def _counted(p: Parameters, key: str) -> Array:
    years = p.inputs.scenario.quantity(key).years
    known = (p.span >= years[0]) & (p.span <= years[-1])
    return np.where(known[:, None], p.inputs.series(key, p.span), 0.0)


def counted(key: str, unit: str, role: str, bounds: Bounds, description: str) -> Parameter[Array]:
    """Count by year; nothing before its first year and after its last, (V, D)."""
    return Parameter(key, _counted, quantity(key, unit, role, bounds, description))


# a table: key, unit, role and bounds of a parameter in a line
# fmt: off


class History(Parameters):
    """Counts of what happened, and what followed from policies then."""

    sales = counted("nev.history.sales", "vehicle/yr", EXOGENOUS, (0.0, 1_000_000_000.0),
        "New energy vehicles of all kinds sold by makers in China with exports (wholesale)")
    exports = counted("nev.history.exports", "vehicle/yr", EXOGENOUS, (0.0, 1_000_000_000.0),
        "New energy vehicles of all kinds exported")
    market = series("nev.history.market", "vehicle/yr", EXOGENOUS, (0.0, 1_000_000_000.0),
        "Vehicles of all kinds and drives sold by makers in China with exports (wholesale)")
    market_exports = series("nev.history.market_exports", "vehicle/yr", EXOGENOUS, (0.0, 1_000_000_000.0),
        "Vehicles of all kinds and drives exported")
    registrations = counted("nev.history.registrations", "vehicle/yr", EXOGENOUS, (0.0, 1_000_000_000.0),
        "New energy vehicles of all kinds newly registered; what enters the stock from the first year "
        "of this path on")
    car_sales = counted("nev.history.car_sales", "car/yr", EXOGENOUS, (0.0, 1_000_000_000.0),
        "Passenger cars of all drives sold in China with imports and without exports; before the first year "
        "their proportions give its age profile")
    car_stock = series("nev.history.car_stock", "car", EXOGENOUS, (1.0, 10_000_000_000.0),
        "Passenger cars of all drives in use at the end of the year")
    stock = series("nev.history.stock", "vehicle", EXOGENOUS, (0.0, 10_000_000_000.0),
        "New energy vehicles of all kinds in use at the end of the year: what the modelled stock is "
        "compared with")
    deregistrations = series("nev.history.deregistrations", "vehicle/yr", EXOGENOUS, (0.0, 1_000_000_000.0),
        "Vehicles of all kinds and drives that left the stock: registrations less its rise")
    other_deregistrations = series(
        "nev.history.other_deregistrations", "vehicle/yr", EXOGENOUS, (0.0, 1_000_000_000.0),
        "Of these the trucks and buses")
    production = series("nev.history.production", "vehicle/yr", EXOGENOUS, (0.0, 1_000_000_000.0),
        "New energy vehicles of all kinds made in China")
    car_registrations = series("nev.history.car_registrations", "car/yr", EXOGENOUS, (0.0, 1_000_000_000.0),
        "Electric and plug-in hybrid cars newly registered in China as the IEA counts them")
    world_registrations = series(
        "nev.history.world_registrations", "car/yr", EXOGENOUS, (0.0, 1_000_000_000.0),
        "Electric and plug-in hybrid cars newly registered in the world as the IEA counts them")
    petrol = series("nev.history.petrol", "L/yr", EXOGENOUS, (0.0, 10_000_000_000_000.0),
        "Petrol burnt by all vehicles of the country: what the petrol of cars is compared with")
    scrappage = series("nev.history.scrappage", "1", EXOGENOUS, (0.0, 10.0),
        "Hazard of leaving the stock relative to that of the survival curve as it was: fitted to "
        "deregistrations")
    public_chargers = series("nev.history.public_chargers", "count", EXOGENOUS, (0.0, 10_000_000_000.0),
        "Public charge points at the end of the year as it happened")
    limited_cities_share = series("nev.history.limited_cities_share", "1", EXOGENOUS, (0.0, 1.0),
        "Share of plug-in cars sold in cities that limit plates of petrol cars; read by the counterfactual "
        "alone")
    quota_effect = constant("nev.history.quota_effect", "1", EXOGENOUS, (0.0, 1.0),
        "Share of the plug-in cars sold there that the limits brought; read by the counterfactual alone")
    bought_ahead = constant("nev.history.bought_ahead", "car", EXOGENOUS, (0.0, 1_000_000_000.0),
        "Cars of all drives by which sales to the end of the history ran ahead of need while the state paid "
        "for trade-in")
    plug_in_cars_ahead = constant("nev.history.plug_in_cars_ahead", "car", EXOGENOUS, (0.0, 1_000_000_000.0),
        "Plug-in cars sold in the last year of the history that belong to the next, whose taxes and "
        "subsidies were known")
