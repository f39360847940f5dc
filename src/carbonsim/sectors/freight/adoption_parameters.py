"""Parameters of adoption: what buyers see, who considers a battery truck, and where energy is to be had."""

from __future__ import annotations

from carbonsim.kernel.parameters import (
    EXOGENOUS,
    POLICY,
    YEARLY,
    Parameters,
    constant,
    horizon_series,
    series,
)

# a table: key, unit, role and bounds of a parameter in a line
# fmt: off


class Adoption(Parameters):
    """Choice of those who consider a battery truck, and how the share of buyers who do grows."""

    exponent = constant("freight.choice_exponent", "1", EXOGENOUS, (0.0, 50.0),
        "Elasticity of the odds of a powertrain to its cost")
    battery_constant = constant("freight.battery_constant", "1", EXOGENOUS, (-10.0, 10.0),
        "Utility of a battery truck over a diesel truck of equal cost that does the same work")
    battery_constant_prior = constant("freight.battery_constant_prior", "1", EXOGENOUS, (-10.0, 10.0),
        "The same before registrations were looked at: of backtests alone")
    swap_constant = constant("freight.swap_constant", "1", EXOGENOUS, (-10.0, 10.0),
        "Utility of swapping over plug-in charging at equal cost")
    nest = constant("freight.nest", "1", EXOGENOUS, (0.05, 1.0),
        "Dissimilarity of plug-in and swapping trucks: 1 where they are as unlike as either is to diesel")
    imitation = constant("freight.imitation", "1/yr", EXOGENOUS, (0.0, 20.0),
        "How fast buyers of battery trucks win over those who do not yet consider one")
    volatility = constant("freight.volatility", "1", EXOGENOUS, (0.0, 5.0),
        "Standard deviation of what moves the log odds of considering a battery truck in a year beyond "
        "imitation")
    surprise = horizon_series("freight.surprise", "1", EXOGENOUS, (-10.0, 10.0),
        "Yearly deviation of the share of buyers who consider a battery truck, as a standard score", YEARLY)
    awareness_limit = constant("freight.awareness_limit", "1", EXOGENOUS, (0.5, 1.0),
        "Most buyers who are taken to consider a battery truck at the end of the record: where fewer could "
        "use one than bought one")
    rule_share = horizon_series("freight.rule_share", "1", POLICY, (0.0, 1.0),
        "Least share of battery trucks in sales for work under a clean-transport or city-access rule")
    bought_ahead = constant("freight.bought_ahead", "1", EXOGENOUS, (0.0, 0.9),
        "Share of the battery trucks sold in the last year of the record that belong to the next, whose "
        "taxes and subsidies were known")
    anticipation = constant("freight.anticipation", "1", EXOGENOUS, (0.0, 20.0),
        "Share of a year's sales of battery trucks that is moved across a known step of taxes and subsidies, "
        "over that step in logarithms of what is paid")


class Market(Parameters):
    """How many trucks are sold."""

    work_growth = horizon_series("freight.work_growth", "%/yr", EXOGENOUS, (-20.0, 20.0),
        "Growth of the tonne-kilometres that a truck carries at its usual use")
    load_part = constant("freight.load_part", "1", EXOGENOUS, (0.0, 1.0),
        "Part of that growth by load; the rest is by mileage")
    load_consumption = constant("freight.load_consumption", "1", EXOGENOUS, (0.0, 1.0),
        "Elasticity of energy use to load")
    adjustment = constant("freight.sales_adjustment", "1", EXOGENOUS, (0.01, 1.0),
        "Part of the gap between the sales of the year before and those that demand asks for that is closed "
        "in a year, after registrations that were counted")


class Charging(Parameters):
    """Charging where trucks are at home and on the way."""

    base_hazard = series("freight.charging.base_hazard", "1", EXOGENOUS, (0.0, 50.0),
        "Chargers to be expected at a base: the chance of one is 1 - exp(-hazard)")
    way_hazard = series("freight.charging.way_hazard", "1", EXOGENOUS, (0.0, 50.0),
        "Chargers for trucks to be expected at a stop on the way")
    stations = series("freight.charging.stations", "station", EXOGENOUS, (0.0, 1_000_000.0),
        "Public charging stations for heavy trucks, of the nation")
    megawatt_share = series("freight.charging.megawatt_share", "1", EXOGENOUS, (0.0, 1.0),
        "Share of charges on the way at a megawatt")
    megawatt_time = constant("freight.charging.megawatt_time", "min", EXOGENOUS, (1.0, 240.0),
        "Time of such a charge")


class Network(Parameters):
    """Roads and the public swap stations on them."""

    road_length = constant("freight.network.road_length", "km", EXOGENOUS, (1.0, 10_000_000.0),
        "Expressways of the region")
    concentration = constant("freight.network.concentration", "1", EXOGENOUS, (0.1, 20.0),
        "Density of stations where trucks drive over that in the whole network, since stations go to busy "
        "roads first")
    stations_of_record = series("freight.record.stations", "station", EXOGENOUS, (0.0, 1_000_000.0),
        "Public swap stations of the nation, whose registrations the record counts")
    stations_per_place = constant("freight.record.stations_per_place", "1", EXOGENOUS, (1.0, 1000.0),
        "Public swap stations at one place of the nation's roads: one for each direction are 2")
    road_length_of_record = constant("freight.record.road_length", "km", EXOGENOUS, (1.0, 10_000_000.0),
        "Expressways of the nation")


# fmt: on
