"""Parameters of swap stations: their design, their number, and what they cost."""

from __future__ import annotations

from carbonsim.kernel.parameters import (
    EXOGENOUS,
    NEVER,
    POLICY,
    Parameters,
    constant,
    horizon_series,
    option,
)

GIVEN, PAYS = "given", "pays"


# a table: key, unit, role and bounds of a parameter in a line
# fmt: off


class SwapStations(Parameters):
    """Swap stations by year of the horizon (Y)."""

    count = horizon_series("freight.swap.stations", "station", POLICY, (0.0, 100_000.0),
        "Public swap stations in service")
    per_place = horizon_series("freight.swap.stations_per_place", "1", POLICY, (1.0, 100_000.0),
        "Public swap stations at one place: one for each direction are 2. More at the places that there are "
        "let trucks wait less, and no other trip be made")
    building = option("freight.swap.building", POLICY, (GIVEN, PAYS),
        "How stations come about after the record: as stated, or built where the swaps of the year before "
        "would feed them")
    build_rate = constant("freight.swap.build_rate", "1/yr", EXOGENOUS, (0.0, 10.0),
        "Growth of such a network in a year, at most")
    bays = horizon_series("freight.swap.bays", "1", POLICY, (1.0, 50.0),
        "Swap bays in a station")
    swap_time = horizon_series("freight.swap.swap_time", "min", EXOGENOUS, (0.5, 60.0),
        "Time that a truck holds a bay")
    blocks = horizon_series("freight.swap.blocks", "block", POLICY, (1.0, 1000.0),
        "Battery blocks in stock in a station")
    chargers = horizon_series("freight.swap.chargers", "1", POLICY, (1.0, 1000.0),
        "Chargers in a station: blocks that charge at once")
    block_capacity = horizon_series("freight.swap.block_capacity", "kWh/block", EXOGENOUS, (10.0, 1000.0),
        "Nominal capacity of a block")
    block_charge_time = horizon_series("freight.swap.block_charge_time", "min", EXOGENOUS, (5.0, 600.0),
        "Time to charge a block")
    grid_connection = horizon_series("freight.swap.grid_connection", "kVA/station", POLICY, (10.0, 100_000.0),
        "Connection to the grid")
    power_factor = horizon_series("freight.swap.power_factor", "1", EXOGENOUS, (0.5, 1.0),
        "Real power over apparent power")
    grid_to_battery = horizon_series("freight.swap.grid_to_battery", "1", EXOGENOUS, (0.3, 1.0),
        "Energy in the pack over energy from the grid with the station's auxiliaries")
    charging_policy = option("freight.swap.charging_policy", POLICY, ("at_once", "by_price"),
        "When depleted blocks charge: as soon as a charger is free or in dear hours only while too few "
        "are ready (carbonsim corridor)")
    kept_ready = constant("freight.swap.kept_ready", "block", POLICY, (0.0, 1000.0),
        "By price: blocks that are to be ready in dear hours before charging pauses (carbonsim "
        "corridor)", NEVER)
    own_utilisation = horizon_series("freight.swap.own_utilisation", "1", EXOGENOUS, (0.05, 1.0),
        "Load over the day for which fleets size stations of their own")
    fee_swaps = horizon_series("freight.swap.fee_swaps", "1/day", POLICY, (1.0, 1000.0),
        "Swaps a day of a station that cover its costs at the fee that operators set")
    rent_return = constant("freight.swap.rent_return", "1/yr", EXOGENOUS, (0.0, 1.0),
        "Return on packs that are rented, and on stations")
    rent_residual = constant("freight.swap.rent_residual", "1", EXOGENOUS, (0.0, 1.0),
        "Price of a rented pack at its end over its price new")
    rent_margin = constant("freight.swap.rent_margin", "1", EXOGENOUS, (0.0, 5.0),
        "What the lessor adds to the annuity of a pack")
    upkeep = constant("freight.swap.maintenance", "1/yr", EXOGENOUS, (0.0, 1.0),
        "Upkeep of a station over its price")
    station_price = horizon_series(
        "freight.swap.station_price", "CNY/station", EXOGENOUS, (0.0, 100_000_000.0),
        "Building and equipment without batteries and grid works")
    grid_works = horizon_series("freight.swap.grid_works", "CNY/station", EXOGENOUS, (0.0, 100_000_000.0),
        "Line and switchgear paid by the grid company")
    station_years = constant("freight.swap.station_years", "yr", EXOGENOUS, (1.0, 50.0),
        "Years over which a station is written off")
    labour = horizon_series("freight.swap.labour", "CNY/swap", EXOGENOUS, (0.0, 1000.0),
        "Staff")
    site_rent = horizon_series("freight.swap.site_rent", "CNY/station/yr", EXOGENOUS, (0.0, 10_000_000.0),
        "Site")
    priced_bays = constant("freight.swap.priced_bays", "1", EXOGENOUS, (1.0, 50.0),
        "Bays of the station whose price is station_price", NEVER)
    priced_chargers = constant("freight.swap.priced_chargers", "1", EXOGENOUS, (1.0, 1000.0),
        "Chargers of the station whose price is station_price", NEVER)
    priced_connection = constant(
        "freight.swap.priced_connection", "kVA/station", EXOGENOUS, (1.0, 100_000.0),
        "Connection of the station whose price is station_price", NEVER)
    bay_price = horizon_series("freight.swap.bay_price", "CNY/station", EXOGENOUS, (0.0, 100_000_000.0),
        "A bay more or less in a station", NEVER)
    charger_price = horizon_series(
        "freight.swap.charger_price", "CNY/station", EXOGENOUS, (0.0, 10_000_000.0),
        "A charger more or less in a station", NEVER)
    connection_price = horizon_series("freight.swap.connection_price", "CNY/kVA", EXOGENOUS, (0.0, 100_000.0),
        "Connection and transformer more or less", NEVER)
    capacity_charge = horizon_series("freight.swap.capacity_charge", "CNY/kVA/yr", EXOGENOUS, (0.0, 10_000.0),
        "Charge for the connection whether it is used or not")


# fmt: on
