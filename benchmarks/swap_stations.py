"""Trucks a second at simulated swap stations: the fast simulations and their references in SimPy."""

from __future__ import annotations

import numpy as np

from benchmarks.rows import Row, cpu_seconds
from carbonsim.analysis.corridor import plan_corridor
from carbonsim.corridor.fast_line import simulate_line
from carbonsim.corridor.fast_queue import queue_waits
from carbonsim.corridor.fast_station import simulate
from carbonsim.corridor.lanes import lanes_of
from carbonsim.corridor.reference_line import simulate_reference_line
from carbonsim.corridor.reference_queue import reference_waits
from carbonsim.corridor.reference_station import simulate_reference
from carbonsim.corridor.station import BY_PRICE, Station, charge_curve
from carbonsim.corridor.trips import draw_outages, draw_trips
from carbonsim.corridor.visits import Visits
from carbonsim.engine.catalogue import load_scenario

#: Trucks of a lane.
EACH = 500
PER_HOUR = 7.0
ENERGY = 136.8
DESIGN = (1, 8, 6)  # bays, batteries, chargers
STATION = Station(
    bays=1,
    blocks=24,
    chargers=24,
    power=1800.0,
    efficiency=0.9,
    block_energy=ENERGY,
    curve=charge_curve(ENERGY, 1.0, (0.85, 1.0), (1.0, 0.5)),
    swap_time=5.0,
    patience=60.0,
    policy=BY_PRICE,
    kept_ready=12,
    dear=tuple(hour in (10, 11, *range(15, 20), 21) for hour in range(24)),
)
CONSTANT, FULL, LINE = "bays, batteries, chargers", "station with shared power", "line of four stations"


def constant_power_numpy(trucks: int) -> list[Row]:
    """One bay of 5 minutes, 8 batteries and 6 chargers of 35 minutes."""
    arrival, charge = _arrivals(trucks), np.full((EACH, 1), 35.0)
    charge = np.broadcast_to(charge, arrival.shape)
    seconds = cpu_seconds(lambda: queue_waits(arrival, 5.0, charge, DESIGN))
    return [Row(f"{CONSTANT}, NumPy", trucks, seconds, arrival.size, "trucks")]


def constant_power_simpy(trucks: int) -> list[Row]:
    """The same in SimPy."""
    arrival = _arrivals(trucks)
    charge = np.full(EACH, 35.0)
    lanes = range(arrival.shape[1])
    seconds = cpu_seconds(lambda: [reference_waits(arrival[:, lane], 5.0, charge, DESIGN) for lane in lanes])
    return [Row(f"{CONSTANT}, SimPy", trucks, seconds, arrival.size, "trucks")]


def full_station_numpy(trucks: int) -> list[Row]:
    """Shared power, a charge curve, and charging by price."""
    visits = _visits(trucks)
    lanes = lanes_of([STATION] * visits.arrival.shape[1])
    until = float(visits.arrival[-1].max()) + 120.0
    seconds = cpu_seconds(lambda: simulate(lanes, visits, until))
    return [Row(f"{FULL}, NumPy", trucks, seconds, visits.arrival.size, "trucks")]


def full_station_simpy(trucks: int) -> list[Row]:
    """The same in SimPy."""
    visits = _visits(trucks)
    until = float(visits.arrival[-1].max()) + 120.0
    lanes = range(visits.arrival.shape[1])
    seconds = cpu_seconds(lambda: [simulate_reference(STATION, visits.lane(lane), until) for lane in lanes])
    return [Row(f"{FULL}, SimPy", trucks, seconds, visits.arrival.size, "trucks")]


def line_numpy(days: int) -> list[Row]:
    """The trunk line at its own traffic, ten replications."""
    return _line(days, 10, fast=True)


def line_simpy(days: int) -> list[Row]:
    """The same in SimPy, one replication."""
    return _line(days, 1, fast=False)


def _line(days: int, replications: int, fast: bool) -> list[Row]:
    plan = plan_corridor(load_scenario("fujian-trunk-line"), replications=replications)
    trips = draw_trips(plan.line, days, replications, 1)
    outages = draw_outages(plan.line, days, replications, 1)
    if fast:
        stations = [plan.station] * replications
        seconds = cpu_seconds(lambda: simulate_line(plan.line, stations, trips, days, outages))
    else:
        seconds = cpu_seconds(lambda: simulate_reference_line(plan.line, plan.station, trips, days, outages))
    return [Row(f"{LINE}, {'NumPy' if fast else 'SimPy'}", days, seconds, len(trips.entry), "trucks")]


def _arrivals(trucks: int) -> np.ndarray:
    shape = (EACH, max(1, trucks // EACH))
    return np.cumsum(np.random.default_rng(1).exponential(60.0 / PER_HOUR, shape), axis=0)


def _visits(trucks: int) -> Visits:
    arrival = _arrivals(trucks)
    random = np.random.default_rng(2)
    return Visits(
        arrival=arrival,
        blocks=random.integers(2, 4, arrival.shape),
        missing=random.uniform(0.3, 1.0, arrival.shape) * ENERGY,
        swap_time=random.lognormal(np.log(5.0), 0.2, arrival.shape),
    )
