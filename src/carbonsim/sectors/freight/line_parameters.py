"""Parameters of the line and its traffic, which `corridor.py` reads from a scenario."""

from __future__ import annotations

from carbonsim.kernel.parameters import (
    EXOGENOUS,
    NEVER,
    POLICY,
    Parameters,
    PartOf,
    constant,
    horizon_series,
    member_options,
)

# a table: key, unit, role and bounds of a parameter in a line
# fmt: off


class LineStations(Parameters):
    """Stations of the line."""

    position = constant("freight.line.stations.*.position", "1", POLICY, (0.0, 1.0),
        "Place of a station: share of the line from its first end", NEVER)
    direction = member_options("freight.line.stations.*.direction", POLICY, ("up", "down"),
        "Direction that it serves: up is from the first end to the second")


class Flows(Parameters):
    """Trips along the line."""

    origin = constant("freight.line.flows.*.origin", "1", EXOGENOUS, (0.0, 1.0),
        "Where trucks enter: share of the line from its first end", NEVER)
    destination = constant("freight.line.flows.*.destination", "1", EXOGENOUS, (0.0, 1.0),
        "Where they leave", NEVER)
    share = constant("freight.line.flows.*.share", "1", EXOGENOUS, (0.0, 1.0),
        "Share of the trucks that enter the line", NEVER)


class Hours(Parameters):
    """Hours of a day."""

    traffic_ratio = constant("freight.line.hours.*.traffic_ratio", "1", EXOGENOUS, (0.0, 24.0),
        "Trucks that enter in this hour over those of a mean hour", NEVER)
    price_ratio = constant("freight.line.hours.*.price_ratio", "1", EXOGENOUS, (0.0, 10.0),
        "Price of power in this hour over drivers.electricity_tariff", NEVER)


class Days(Parameters):
    """Days of a week."""

    traffic_ratio = constant("freight.line.days.*.traffic_ratio", "1", EXOGENOUS, (0.0, 7.0),
        "Trucks of this day of the week over those of a mean day", NEVER)


class CarriedPacks(Parameters):
    """Packs that trucks carry."""

    blocks = constant("freight.line.packs.*.blocks", "block", EXOGENOUS, (1.0, 10.0),
        "Blocks that a truck carries", NEVER)
    share = constant("freight.line.packs.*.share", "1", EXOGENOUS, (0.0, 1.0),
        "Share of the trucks", NEVER)


class Loads(Parameters):
    """Loads of trucks."""

    consumption = constant("freight.line.loads.*.consumption", "kWh/km", EXOGENOUS, (0.2, 10.0),
        "Energy from the battery by load", NEVER)
    share = constant("freight.line.loads.*.share", "1", EXOGENOUS, (0.0, 1.0),
        "Share of the trips", NEVER)


class ChargeCurve(Parameters):
    """Bands of the charge curve of a block."""

    filled = constant("freight.line.charge_curve.*.filled", "1", EXOGENOUS, (0.0, 1.0),
        "Share of the usable energy at which a band of the charge curve ends (the last is 1)", NEVER)
    power_ratio = constant("freight.line.charge_curve.*.power_ratio", "1", EXOGENOUS, (0.01, 10.0),
        "Power of a block in the band over that in the first", NEVER)


class LineParameters(Parameters):
    """The line and its traffic."""

    length = constant("freight.line.length", "km", EXOGENOUS, (1.0, 10_000.0),
        "Expressway between the two ends of the line", NEVER)
    access = constant("freight.line.access", "km", EXOGENOUS, (0.0, 1000.0),
        "Way from an exit of the line to where a trip ends", NEVER)
    traffic = horizon_series("freight.line.traffic", "truck/day", EXOGENOUS, (0.1, 1_000_000.0),
        "Trucks with batteries for swapping that enter the line on a mean day", NEVER)
    speed_spread = constant("freight.line.speed_spread", "1", EXOGENOUS, (0.0, 0.3),
        "Standard deviation of the speed of trucks over its mean freight.speed", NEVER)
    swap_time_spread = constant("freight.line.swap_time_spread", "1", EXOGENOUS, (0.0, 2.0),
        "Standard deviation of the time in a bay over its mean", NEVER)
    full_at_entry = constant("freight.line.full_at_entry", "1", EXOGENOUS, (0.0, 1.0),
        "Share of trucks that enter the line with a full battery", NEVER)
    least_at_entry = constant("freight.line.least_at_entry", "1", EXOGENOUS, (0.0, 1.0),
        "State of charge from which the others enter (evenly up to full)", NEVER)
    reserve = constant("freight.line.reserve", "1", EXOGENOUS, (0.0, 0.9),
        "Share of the usable battery that drivers want to keep", NEVER)
    information_interval = constant("freight.line.information_interval", "min", EXOGENOUS, (0.5, 240.0),
        "Time between two updates of what drivers are told of the stations ahead", NEVER)
    failures = constant("freight.line.failures", "1/yr", EXOGENOUS, (0.0, 1000.0),
        "Failures of a station that stop swapping", NEVER)
    repair_time = constant("freight.line.repair_time", "min", EXOGENOUS, (0.0, 100_000.0),
        "Mean length of a failure", NEVER)
    stations = PartOf(LineStations)
    flows = PartOf(Flows)
    hours = PartOf(Hours)
    days = PartOf(Days)
    packs = PartOf(CarriedPacks)
    loads = PartOf(Loads)
    charge_curve = PartOf(ChargeCurve)


# fmt: on
