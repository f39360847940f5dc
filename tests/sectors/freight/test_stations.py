"""Public stations in the year loop: waiting by service curves, and what it does to adoption."""

from functools import cache
from types import SimpleNamespace

import numpy as np
import pytest

from carbonsim.corridor import service_curves
from carbonsim.corridor.curve_store import curves_of
from carbonsim.engine.catalogue import load_scenario
from carbonsim.kernel.inputs import Inputs
from carbonsim.reference.user_cache import CACHE
from carbonsim.sectors.freight.car_equivalents import car_equivalent
from carbonsim.sectors.freight.corridor import curve_design
from carbonsim.sectors.freight.stations import designs, prepare, station_capacity, station_load
from carbonsim.sectors.freight.trucks import Trucks
from tests.sectors.unasked import run_unasked

TRUCK = "Transportation|Truck"
SWAPPED = f"Stocks|{TRUCK}|Battery-Electric|Swap"
WAIT, UNSERVED = f"Swap Waiting Time|{TRUCK}", f"Swap Demand Unserved|{TRUCK}"
#: Few stations, at which trucks wait, and enough.
FEW, ENOUGH = "freight.swap.stations=14 station", "freight.swap.stations=113 station"
FREE_TIME = "freight.value_of_time=0 CNY/h"
NEW_ENERGY = f"Sales Share|{TRUCK}|New Energy"
DUTIES = ("tractor_trunk", "tractor_regional", "tractor_short", "cargo", "dump_mixer", "special")


@cache
def run(*overrides, name="fujian-trunk-line"):
    return run_unasked(name, *overrides).central


def load_of(result):
    return result[f"Swap Utilisation|{TRUCK}"] / (1.0 - result[UNSERVED])


@pytest.mark.parametrize(
    ("chargers", "rate"),
    [
        (24, 12.0),  # 12 packs of two blocks in an hour, as the bay with 5 minutes a swap
        (8, 4.0),  # 4 packs charge at once, for an hour each
        (48, 12.0),  # more chargers than blocks
    ],
)
def test_a_year_of_stations_by_hand(chargers, rate):
    usable = "freight.usable_depth=0.8"
    scenario = load_scenario("fujian-trunk-line", [f"freight.swap.chargers={chargers}", usable])
    p = Trucks(Inputs(scenario, np.array([2023]), 1, {}))
    capacity = station_capacity(p, 0, p.swap.count[0], np.array([342.0]))  # blocks of 171 kWh
    energy = 342.0 * 0.8
    year = rate * 24 * 365 * energy  # [kWh] of one station
    assert capacity.blocks == pytest.approx(2.0)
    assert capacity.energy_per_swap == pytest.approx(energy)
    assert capacity.swaps_per_hour == pytest.approx(rate)
    assert capacity.full_energy == pytest.approx(4 * year)
    assert capacity.own_each == pytest.approx(0.6 * year)


def test_too_few_stations_end_with_less_adoption_through_coverage_first():
    few, enough = run(FEW), run(ENOUGH)
    # 2035 and later: before, sales are history or stations are just being built
    assert np.all(load_of(few)[12:] < 0.999)  # demand is never cut to what stations can give
    assert np.all(few[WAIT][12:] > 15.0)
    assert np.all(enough[WAIT][12:] < 2.5)
    lost = enough[SWAPPED][-1] - few[SWAPPED][-1]
    assert lost > 0.3 * enough[SWAPPED][-1]
    # where time costs nothing, waiting costs nothing: what is left is that fewer trucks find a station
    unpriced = run(ENOUGH, FREE_TIME)[SWAPPED][-1] - run(FEW, FREE_TIME)[SWAPPED][-1]
    assert unpriced > 0.3 * run(ENOUGH, FREE_TIME)[SWAPPED][-1]


@pytest.mark.usefixtures("rough_curves")
def test_waiting_costs_adoption_where_as_many_trucks_find_a_station(monkeypatch):
    waiting = run_unasked("fujian-trunk-line", FEW).central
    nothing = np.zeros((len(service_curves.BLOCKS), len(service_curves.LOADS)))
    monkeypatch.setattr(service_curves, "at_speed", lambda *_: (nothing, nothing))
    curves_of.cache_clear()
    monkeypatch.setattr(service_curves, "DAYS", 2)  # another design: its curves are made anew
    at_once = run_unasked("fujian-trunk-line", FEW).central
    assert np.all(waiting[WAIT][12:] > 5.0)
    assert np.all(at_once[WAIT][12:] == 0.0)
    assert at_once[SWAPPED][-1] > 1.01 * waiting[SWAPPED][-1]


def test_waiting_is_read_off_the_curves_of_the_design():
    alike = [f"freight.duties.{row}.battery_factor=1" for row in DUTIES]
    found = run(FEW, *alike)
    scenario = load_scenario("fujian-trunk-line", [FEW, *alike])
    design = curve_design(scenario, 2050)
    year = 2050 - 2023
    pack = 450.0  # [kWh] of new trucks from 2030 on; those in use in 2050 have it
    blocks, speed = np.array([pack / 171.0]), np.array([1.0])
    wait, unserved = curves_of(design).at(load_of(found)[year : year + 1], blocks, speed)
    assert found[WAIT][year] == pytest.approx(wait[0], rel=0.02)
    assert found[UNSERVED][year] == pytest.approx(unserved[0], rel=0.05)


def test_sales_are_cut_only_where_stations_are_always_at_work():
    assert load_of(run("freight.swap.stations=4 station"))[12:].max() < 0.7, "few find four stations"
    # all want to swap, wait for nothing, have no base of their own, and drive as much every year
    eager = (
        *("freight.swap_constant=10", "freight.swap.fee_swaps=1000 1/day", FREE_TIME),
        *("freight.public_charging_price=0.1 CNY/kWh", "freight.work_growth=0 %/yr"),
        *(f"freight.duties.{row}.returns_to_base=0" for row in DUTIES),
    )
    four, twenty, forty = (run(f"freight.swap.stations={count} station", *eager) for count in (4, 20, 40))
    for found in (four, twenty, forty):
        assert load_of(found)[12:].max() == pytest.approx(1.0, abs=2e-3)
    assert twenty[SWAPPED][-1] / four[SWAPPED][-1] == pytest.approx(5.0, rel=0.1)
    assert forty[SWAPPED][-1] / twenty[SWAPPED][-1] == pytest.approx(2.0, rel=0.1)


@pytest.mark.parametrize("stations", [0, 2, 6, 10, 14, 18, 24, 40, 111])
def test_more_stations_never_mean_fewer_trucks_in_any_year(stations):
    fewer, more = (run(f"freight.swap.stations={count} station") for count in (stations, stations + 2))
    for name in (SWAPPED, NEW_ENERGY):
        # what happened is the nation's: costs of the province spread it over its duties, and hardly
        assert more[name][:3] == pytest.approx(fewer[name][:3], rel=1e-4), name
        assert np.all(more[name][3:] >= fewer[name][3:] - 1e-9), name


def test_at_a_given_demand_more_stations_never_mean_longer_waits():
    demand, waits = np.array([2.0e8]), []
    for stations in (20, 30, 60, 120):
        scenario = load_scenario("fujian-trunk-line", [f"freight.swap.stations={stations} station"])
        p = Trucks(Inputs(scenario, np.array([2040]), 1, {}))
        capacity = station_capacity(p, 0, p.swap.count[0], np.array([450.0]))
        waits.append(station_load(p, 0, capacity, demand).wait[0])
    assert waits == sorted(waits, reverse=True)
    assert waits[0] > 2 * waits[-1]


def test_without_stations_only_those_with_their_own_swap():
    found = run("freight.swap.stations=0 station")
    # nobody finds a public station, so that nobody seeks one, and nothing has no share unserved
    assert np.isnan(found[UNSERVED]).all()
    assert np.all(found[f"Swaps|{TRUCK}"] == 0.0)
    assert np.all(found[f"Swap Capacity|{TRUCK}"] == 0.0)
    # a station that is not there has no wait and no load
    assert np.isnan(found[WAIT]).all()
    assert np.isnan(found[f"Swap Utilisation|{TRUCK}"]).all()
    # fleets go on swapping at stations of their own
    assert np.all(found[SWAPPED] > 0)
    assert 0.2 * run(ENOUGH)[SWAPPED][-1] < found[SWAPPED][-1] < 0.6 * run(ENOUGH)[SWAPPED][-1]


def test_stations_that_nobody_seeks_have_a_load_of_0_and_no_share_unserved():
    found = run(name="fujian-all-diesel")
    assert np.isnan(found[UNSERVED]).all()
    assert np.all(found[f"Swap Utilisation|{TRUCK}"] == 0.0)
    assert np.isfinite(found[WAIT]).all()


def test_waits_are_there_in_the_years_that_have_stations():
    path = "freight.swap.stations={path: {2023: 0, 2027: 0, 2028: 30}, interpolation: step, unit: station}"
    found = run(path)
    assert np.array_equal(np.isnan(found[WAIT]), np.arange(2023, 2061) < 2028)
    whole = run("freight.swap.stations=30 station")
    assert np.isfinite(whole[WAIT]).all()


def test_what_is_blank_feeds_nothing_that_comes_later():
    found = run("freight.swap.stations=0 station")
    of_stations = ("Swap ", "Swaps per Station|", "Result per Swap Station|")
    others = {name: values for name, values in found.items() if not name.startswith(of_stations)}
    assert all(np.isfinite(values).all() for values in others.values())


def test_without_trucks_a_truck_has_no_equivalent_in_cars():
    scenario = load_scenario("fujian-trunk-line", ["years=[2023, 2024]"])
    p = Trucks(Inputs(scenario, np.arange(2023, 2025), 2, {}))
    stock = np.ones((len(p.powertrains.names), len(p.duties.names), 2)) * [1.0, 0.0]
    flows = SimpleNamespace(kilometres=stock * 1e5, stock=stock, year=0)
    found = np.stack([car_equivalent(p, flows, boundary) for boundary in ("direct", "life-cycle")])
    assert np.isfinite(found[:, 0]).all()
    assert np.isnan(found[:, 1]).all()


def test_a_design_that_changes_over_the_years_has_several_curves(monkeypatch, tmp_path):
    monkeypatch.setenv(CACHE, str(tmp_path))
    monkeypatch.setattr(service_curves, "STATIONS", 1)  # no design is shipped with as few
    nothing = np.zeros((len(service_curves.BLOCKS), len(service_curves.LOADS)))
    monkeypatch.setattr(service_curves, "at_speed", lambda *_: (nothing, nothing))
    path = "freight.swap.bays={path: {2023: 1, 2030: 2}, interpolation: step, unit: count}"
    scenario = load_scenario("fujian-trunk-line", [path])
    assert [design.station.bays for design in designs(scenario)] == [1, 2]
    told = []
    prepare(scenario, lambda done, total: told.append((done, total)))
    assert told == [(done, 6) for done in range(1, 7)]
    assert len(list(tmp_path.iterdir())) == 2
    prepare(scenario, lambda *_: pytest.fail("what is there is not made again"))
