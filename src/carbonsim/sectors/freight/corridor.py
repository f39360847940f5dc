"""The stations and the line of a scenario in the plain values that the corridor takes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from carbonsim.core.conversions import MINUTES_PER_HOUR
from carbonsim.corridor.costs import StationCosts
from carbonsim.corridor.line import Flow, Line, Place
from carbonsim.corridor.service_curves import CurveDesign
from carbonsim.corridor.station import Station, charge_curve
from carbonsim.scenario.scenario import Scenario
from carbonsim.sectors.freight.pack_rent import pack_rent
from carbonsim.sectors.shares import scaled_shares

SWAP, LINE = "freight.swap", "freight.line"
FLOWS, HOURS, DAYS = f"{LINE}.flows", f"{LINE}.hours", f"{LINE}.days"
PACKS, LOADS, CURVE, STATIONS = f"{LINE}.packs", f"{LINE}.loads", f"{LINE}.charge_curve", f"{LINE}.stations"
#: What makes a station's design and may change over the years.
OF_DESIGN = (
    *(f"{SWAP}.{name}" for name in ("bays", "blocks", "chargers", "swap_time", "block_capacity")),
    *(
        f"{SWAP}.{name}"
        for name in ("block_charge_time", "grid_connection", "power_factor", "grid_to_battery")
    ),
    *("freight.usable_depth", "freight.charging_time"),
)


def value(scenario: Scenario, address: str, year: int) -> float:
    """The central value of a parameter in a year."""
    return float(scenario.quantity(address).series(np.array([year]))[0][0])


def rows(scenario: Scenario, family: str, attribute: str, year: int) -> list[float]:
    """One attribute of all rows of a family."""
    return [value(scenario, f"{family}.{row}.{attribute}", year) for row in scenario.members(family)]


def block_energy(scenario: Scenario, year: int) -> float:
    """Energy of a block between empty and full [kWh]."""
    depth = value(scenario, "freight.usable_depth", year)
    return value(scenario, f"{SWAP}.block_capacity", year) * depth


def profile_of(scenario: Scenario, year: int) -> tuple[float, ...]:
    """Share of a day's trucks in each hour."""
    hours = np.array(rows(scenario, HOURS, "traffic_ratio", year))
    return tuple((hours / hours.sum()).tolist())


def station_of(scenario: Scenario, year: int) -> Station:
    """What a station has in a year; see `corridor.station.Station`.

    Parameters
    ----------
    scenario : Scenario
        With the freight sector.
    year : int
        Parts that a path leaves between two whole numbers are rounded.

    Returns
    -------
    Station
    """

    def of(name: str) -> float:
        return value(scenario, f"{SWAP}.{name}", year)

    energy = block_energy(scenario, year)
    connection, into_blocks = connection_of(scenario, year)
    prices = rows(scenario, HOURS, "price_ratio", year)
    middle = np.median(prices)
    return Station(
        bays=max(1, round(of("bays"))),
        blocks=max(1, round(of("blocks"))),
        chargers=max(1, round(of("chargers"))),
        power=connection * into_blocks,
        efficiency=of("grid_to_battery"),
        block_energy=energy,
        curve=charge_curve(
            energy,
            of("block_charge_time") / MINUTES_PER_HOUR,
            tuple(rows(scenario, CURVE, "filled", year)),
            tuple(rows(scenario, CURVE, "power_ratio", year)),
        ),
        swap_time=of("swap_time"),
        patience=value(scenario, "freight.charging_time", year),
        repair_time=value(scenario, f"{LINE}.repair_time", year),
        policy=scenario.text(f"{SWAP}.charging_policy"),
        kept_ready=round(of("kept_ready")),
        dear=tuple(bool(price > middle) for price in prices),
    )


def line_of(scenario: Scenario, year: int, traffic: float | None = None) -> Line:
    """The line and its traffic in a year; see `corridor.line.Line`.

    Parameters
    ----------
    scenario : Scenario
        With the freight sector.
    year : int
        Of the values.
    traffic : float [truck/day], optional
        Instead of the scenario's.

    Returns
    -------
    Line
    """

    def of(name: str) -> float:
        return value(scenario, f"{LINE}.{name}", year)

    length = of("length")
    days = np.array(rows(scenario, DAYS, "traffic_ratio", year))
    return Line(
        length=length,
        access=of("access"),
        places=tuple(
            Place(
                row,
                length * value(scenario, f"{STATIONS}.{row}.position", year),
                scenario.text(f"{STATIONS}.{row}.direction"),
            )
            for row in scenario.present(STATIONS)
        ),
        flows=tuple(
            Flow(row, length * origin, length * destination, share)
            for row, origin, destination, share in zip(
                scenario.members(FLOWS),
                *(rows(scenario, FLOWS, name, year) for name in ("origin", "destination")),
                _shares(scenario, FLOWS, year),
                strict=True,
            )
        ),
        traffic=of("traffic") if traffic is None else traffic,
        hours=profile_of(scenario, year),
        days=tuple((days / days.mean()).tolist()),
        packs=tuple(
            (round(blocks), share)
            for blocks, share in zip(
                rows(scenario, PACKS, "blocks", year), _shares(scenario, PACKS, year), strict=True
            )
        ),
        loads=tuple(
            zip(rows(scenario, LOADS, "consumption", year), _shares(scenario, LOADS, year), strict=True)
        ),
        speed=value(scenario, "freight.speed", year),
        speed_spread=of("speed_spread"),
        swap_time=value(scenario, f"{SWAP}.swap_time", year),
        swap_time_spread=of("swap_time_spread"),
        block_energy=block_energy(scenario, year),
        full_at_entry=of("full_at_entry"),
        least_at_entry=of("least_at_entry"),
        reserve=of("reserve"),
        information=of("information_interval"),
        failures=of("failures"),
        repair_time=of("repair_time"),
    )


def curve_designs(scenario: Scenario, years: Sequence[int]) -> list[CurveDesign]:
    """`curve_design` of several years; where nothing of it changes over the years, one is made."""
    quantities = (scenario.quantity(address) for address in OF_DESIGN)
    if any(quantity.years for quantity in quantities):
        return [curve_design(scenario, year) for year in years]
    return [curve_design(scenario, years[0])] * len(years)


def curve_design(scenario: Scenario, year: int) -> CurveDesign:
    """What service curves of a year's stations depend on, at central values."""
    spread = value(scenario, f"{LINE}.swap_time_spread", year)
    return CurveDesign(station_of(scenario, year), spread, profile_of(scenario, year))


def costs_of(scenario: Scenario, year: int) -> StationCosts:
    """What stations cost in a year; see `corridor.costs.StationCosts`."""

    def of(name: str) -> float:
        return value(scenario, f"{SWAP}.{name}", year)

    ratios = np.array(rows(scenario, HOURS, "price_ratio", year))
    pack_price = value(scenario, "drivers.battery.price", year) * value(
        scenario, "freight.battery_price_ratio", year
    )
    rent = pack_rent(
        pack_price,
        of("rent_return"),
        value(scenario, "freight.battery_years", year),
        of("rent_residual"),
        of("rent_margin"),
    )
    return StationCosts(
        station=of("station_price"),
        priced=(of("priced_bays"), of("priced_chargers"), of("priced_connection")),
        bay=of("bay_price"),
        charger=of("charger_price"),
        connection=of("connection_price"),
        grid_works=of("grid_works"),
        years=of("station_years"),
        discount_rate=value(scenario, "drivers.discount_rate", year),
        block_rent=float(rent) * of("block_capacity"),
        site_rent=of("site_rent"),
        capacity_charge=of("capacity_charge"),
        labour=of("labour"),
        electricity=tuple((ratios * value(scenario, "drivers.electricity_tariff", year)).tolist()),
    )


def connection_of(scenario: Scenario, year: int) -> tuple[float, float]:
    """Connection of a station [kVA], and power into blocks for each kVA of it [kW/kVA]."""
    factor = value(scenario, f"{SWAP}.power_factor", year) * value(scenario, f"{SWAP}.grid_to_battery", year)
    return value(scenario, f"{SWAP}.grid_connection", year), factor


def _shares(scenario: Scenario, family: str, year: int) -> list[float]:
    """Shares that add up to 1 but for what rounding in a file makes of them, made to do so."""
    return [float(share) for share in scaled_shares(np.array(rows(scenario, family, "share", year)))]
