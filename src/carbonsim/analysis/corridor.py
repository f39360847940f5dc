"""The line of a scenario, simulated: how its stations do under a traffic, what binds them, what would do."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from carbonsim.core.conversions import (
    DAYS_PER_YEAR,
    HUNDRED_KILOMETRES,
    KILOGRAMS_PER_TONNE,
    MINUTES_PER_HOUR,
)
from carbonsim.core.types import Progress
from carbonsim.corridor.capacity import station_rates, trucks_supplied
from carbonsim.corridor.clock import HOURS_PER_DAY, MINUTES_PER_DAY
from carbonsim.corridor.costs import StationCosts
from carbonsim.corridor.fast_line import simulate_line
from carbonsim.corridor.journeys import Journeys
from carbonsim.corridor.line import Line
from carbonsim.corridor.measures import Measures, Profiles, measure, waits_of
from carbonsim.corridor.station import Station
from carbonsim.corridor.trips import Trips, draw_outages, draw_trips
from carbonsim.scenario.scenario import Scenario
from carbonsim.sectors.freight.corridor import connection_of, costs_of, line_of, station_of, value

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Plan:
    """What is simulated: a scenario in a year, its traffic, and how long and how often."""

    scenario: Scenario
    year: int
    line: Line
    station: Station
    costs: StationCosts
    connection: float
    power_factor: float
    days: int
    warm_up: int
    replications: int
    seed: int

    def with_traffic(self, traffic: float) -> Plan:
        """The same with other traffic [truck/day]."""
        return replace(self, line=replace(self.line, traffic=traffic))


@dataclass(frozen=True)
class Corridor:
    """A line that was simulated.

    Attributes
    ----------
    plan : Plan
        What was simulated.
    measures : Measures
        One value for each replication.
    long_wait : float
        95th percentile of waiting over all replications together [min]; infinite where more than 5 % of the
        trucks were turned away or stranded.
    profiles : Profiles
        A mean day.
    trips, journeys : Trips, Journeys
        Of all replications.
    energy_per_swap : float
        Into blocks [kWh].
    rates : mapping of str to float
        Swaps an hour that each resource of a station would allow alone.
    busiest : float
        Swaps an hour of the busiest station in its busiest hour of a mean day.
    cost : float
        Of the stations in a year, with power and staff [CNY/yr].
    trucks : float
        Trucks that so many swaps supply at the mileage of the scenario.
    replaced_emissions : float
        CO2 [t/yr] from the exhausts of as many diesel trucks.
    """

    plan: Plan
    measures: Measures
    long_wait: float
    profiles: Profiles
    trips: Trips
    journeys: Journeys
    energy_per_swap: float
    rates: dict[str, float]
    busiest: float
    cost: float
    trucks: float
    replaced_emissions: float

    @property
    def binding(self) -> str:
        """The resource of a station that allows the least."""
        return min(self.rates, key=lambda name: self.rates[name])

    def to_frame(self) -> pd.DataFrame:
        """Measures as a table for notebooks: a row for each replication."""
        import pandas as pd  # noqa: PLC0415 - takes time to import

        frame = pd.DataFrame(vars(self.measures))
        frame.index.name = "replication"
        return frame


def plan_corridor(
    scenario: Scenario,
    year: int | None = None,
    traffic: float | None = None,
    days: int = 7,
    warm_up: int = 1,
    replications: int = 10,
    seed: int | None = None,
) -> Plan:
    """What to simulate.

    Parameters
    ----------
    scenario : Scenario
        With the freight sector.
    year : int, optional
        Whose values count; the first of the scenario if left out.
    traffic : float [truck/day], optional
        Instead of the scenario's.
    days, warm_up : int
        Days that count, and days before them.
    replications : int
        Independent lines.
    seed : int, optional
        The scenario's if left out.

    Returns
    -------
    Plan
    """
    at = scenario.years[0] if year is None else year
    connection, factor = connection_of(scenario, at)
    return Plan(
        scenario=scenario,
        year=at,
        line=line_of(scenario, at, traffic),
        station=station_of(scenario, at),
        costs=costs_of(scenario, at),
        connection=connection,
        power_factor=factor,
        days=days,
        warm_up=warm_up,
        replications=replications,
        seed=scenario.seed if seed is None else seed,
    )


def simulate_corridor(plan: Plan, progress: Progress | None = None) -> Corridor:
    """Simulate a line.

    Parameters
    ----------
    plan : Plan
        What to simulate.
    progress : callable, optional
        Told how far it has come.

    Returns
    -------
    Corridor

    Examples
    --------
    >>> from carbonsim.engine.catalogue import load_scenario
    >>> quiet = plan_corridor(load_scenario("fujian-trunk-line"), traffic=40.0, days=1, replications=2)
    >>> simulate_corridor(quiet).binding
    'bays'
    """
    line, station, end = plan.line, plan.station, plan.warm_up + plan.days
    trips = draw_trips(line, end, plan.replications, plan.seed)
    outages = draw_outages(line, end, plan.replications, plan.seed)
    journeys, fleet = simulate_line(
        line, [station] * plan.replications, trips, end, outages, plan.warm_up, progress
    )
    prices = plan.costs.electricity
    waits = waits_of(trips, journeys, (plan.warm_up, end))
    found, profiles = measure(line, station.efficiency, prices, trips, journeys, fleet, waits)
    swaps = float(found.swaps.mean())
    energy = float(found.energy.mean()) * station.efficiency / swaps if swaps > 0 else float("nan")
    trucks, emissions = _replaced(plan, swaps, energy)
    return Corridor(
        plan=plan,
        measures=found,
        long_wait=waits.long(),
        profiles=profiles,
        trips=trips,
        journeys=journeys,
        energy_per_swap=energy,
        rates=_rates(plan, energy),
        busiest=_busiest_hour(plan, journeys),
        cost=_cost(plan, swaps, float(found.electricity_cost.mean())),
        trucks=trucks,
        replaced_emissions=emissions,
    )


def _rates(plan: Plan, energy: float) -> dict[str, float]:
    station = plan.station
    blocks = sum(count * share for count, share in plan.line.packs)
    missing = energy / blocks if np.isfinite(energy) else station.block_energy
    rates = station_rates(station, blocks, min(missing, station.block_energy))
    names = ("bays", "batteries" if station.chargers >= station.blocks else "chargers", "power")
    return dict(zip(names, rates.tolist(), strict=True))


def _busiest_hour(plan: Plan, journeys: Journeys) -> float:
    """Swaps that begin in the busiest hour of a mean day at the busiest station [1/h]."""
    begun = journeys.begun
    counted = begun >= plan.warm_up * MINUTES_PER_DAY
    hour = np.floor(begun / MINUTES_PER_HOUR) % HOURS_PER_DAY
    days = plan.days * plan.replications
    most = [
        np.bincount(hour[counted[:, place], place].astype(int), minlength=HOURS_PER_DAY).max()
        for place in range(begun.shape[1])
    ]
    return float(max(most)) / days


def _cost(plan: Plan, swaps: float, electricity: float) -> float:
    station = plan.station
    design = (station.bays, station.blocks, station.chargers, plan.connection)
    return plan.costs.yearly(len(plan.line.places), design, swaps, electricity)


def _replaced(plan: Plan, swaps: float, energy: float) -> tuple[float, float]:
    """Trucks that swaps supply, and the exhaust CO2 [t/yr] of as many diesel trucks."""
    scenario, year = plan.scenario, plan.year
    segment = next(
        row
        for row in scenario.members("freight.duties")
        if value(scenario, f"freight.duties.{row}.on_network", year) > 0
    )
    mileage = value(scenario, f"freight.duties.{segment}.mileage", year)
    diesel = value(scenario, f"freight.duties.{segment}.consumption", year)
    use = sum(one * share for one, share in plan.line.loads)
    trucks = float(trucks_supplied(swaps * DAYS_PER_YEAR, mileage, use, energy))
    burnt = trucks * mileage * diesel / HUNDRED_KILOMETRES
    factor = value(scenario, "drivers.fuels.diesel.emission_factor", year)
    return trucks, burnt * factor / KILOGRAMS_PER_TONNE
