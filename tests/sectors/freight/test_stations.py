"""Public stations in the year loop: waiting by service curves, and what it does to adoption."""

from functools import cache
from types import SimpleNamespace

import numpy as np
import pytest

from carbonsim.core.blank import figures
from carbonsim.corridor import curve_store, service_curves
from carbonsim.corridor.curve_store import curves_of
from carbonsim.engine.catalogue import load_scenario
from carbonsim.kernel.inputs import Inputs
from carbonsim.sectors.freight.car_equivalents import car_equivalent
from carbonsim.sectors.freight.corridor import curve_design
from carbonsim.sectors.freight.stations import designs, prepare, station_capacity
from carbonsim.sectors.freight.trucks import Trucks
from tests.sectors.unasked import run_unasked

TRUCK = "Transportation|Truck"
SWAPPED = f"Stocks|{TRUCK}|Battery-Electric|Swap"
WAIT, UNSERVED = f"Swap Waiting Time|{TRUCK}", f"Swap Demand Unserved|{TRUCK}"
#: Few stations, and yet no truck has to be refused for want of them.
FEW, ENOUGH = "freight.swap.stations=14 station", "freight.swap.stations=113 station"
FREE_TIME = "freight.value_of_time=0 CNY/h"


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
    capacity = station_capacity(p, 0, np.array([342.0]))  # blocks of 171 kWh
    energy = 342.0 * 0.8
    year = rate * 24 * 365 * energy  # [kWh] of one station
    assert capacity.blocks == pytest.approx(2.0)
    assert capacity.energy_per_swap == pytest.approx(energy)
    assert capacity.swaps_per_hour == pytest.approx(rate)
    assert capacity.full_energy == pytest.approx(4 * year)
    assert capacity.own_each == pytest.approx(0.6 * year)


def test_too_few_stations_end_with_less_adoption_through_waiting():
    few, enough = run(FEW), run(ENOUGH)
    # 2035 and later: before, sales are history or stations are just being built
    assert np.all(load_of(few)[12:] < 0.999)  # demand is never cut to what stations can give
    assert np.all(few[WAIT][12:] > 15.0)
    assert np.all(enough[WAIT][12:] < 1.0)
    lost = enough[SWAPPED][-1] - few[SWAPPED][-1]
    assert lost > 0.02 * enough[SWAPPED][-1]
    # where time costs nothing, waiting costs nothing: what is left is plugging in of those turned away
    unpriced = run(ENOUGH, FREE_TIME)[SWAPPED][-1] - run(FEW, FREE_TIME)[SWAPPED][-1]
    assert unpriced < 0.25 * lost


def test_waiting_is_read_off_the_curves_of_the_design():
    found = run(FEW)
    scenario = load_scenario("fujian-trunk-line", [FEW])
    design = curve_design(scenario, 2040)
    year = 2040 - 2023
    pack = 450.0  # [kWh] of new trucks from 2030 on; those in use in 2040 have it
    blocks, speed = np.array([pack / 171.0]), np.array([1.0])
    wait, unserved = curves_of(design).at(load_of(found)[year : year + 1], blocks, speed)
    assert found[WAIT][year] == pytest.approx(wait[0], rel=0.02)
    assert found[UNSERVED][year] == pytest.approx(unserved[0], rel=0.05)


def test_sales_are_cut_only_where_stations_are_always_at_work():
    found = run("freight.swap.stations=4 station")
    assert load_of(found)[12:].max() == pytest.approx(1.0, abs=2e-3)
    few = run("freight.swap.stations=20 station")
    more = run("freight.swap.stations=40 station")
    assert few[SWAPPED][-1] == pytest.approx(more[SWAPPED][-1], rel=0.02)


@pytest.mark.parametrize("stations", [6, 10, 14, 18, 24, 40])
def test_more_stations_never_mean_fewer_trucks(stations):
    fewer, more = (run(f"freight.swap.stations={count} station") for count in (stations, stations + 2))
    assert more[SWAPPED][-1] >= fewer[SWAPPED][-1] - 1e-12
    # where both are always at work waits differ by the packs of the trucks alone
    assert more[WAIT][-1] <= fewer[WAIT][-1] + 1e-3


def test_without_stations_all_is_charged_by_plug():
    found = run("freight.swap.stations=0 station")
    assert found[UNSERVED][1] == 1.0
    # once the trucks that swapped at first are gone nobody seeks a swap, and nothing has no share unserved
    assert set(figures(found[UNSERVED])) == {1.0}
    gone = np.isnan(found[UNSERVED])
    assert gone[-1]
    assert np.all(gone[1:] >= gone[:-1])
    assert np.all(found[f"Swaps|{TRUCK}"] == 0.0)
    assert np.all(found[f"Swap Capacity|{TRUCK}"] == 0.0)
    # a station that is not there has no wait and no load
    assert np.isnan(found[WAIT]).all()
    assert np.isnan(found[f"Swap Utilisation|{TRUCK}"]).all()


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
    others = {name: values for name, values in found.items() if not name.startswith("Swap ")}
    assert all(np.isfinite(values).all() for values in others.values())


def test_without_trucks_a_truck_has_no_equivalent_in_cars():
    scenario = load_scenario("fujian-trunk-line", ["years=[2023, 2024]"])
    p = Trucks(Inputs(scenario, np.arange(2023, 2025), 2, {}))
    stock = np.ones((len(p.powertrains.names), len(p.segments.names), 2)) * [1.0, 0.0]
    flows = SimpleNamespace(kilometres=stock * 1e5, stock=stock, year=0)
    found = np.stack([car_equivalent(p, flows, boundary) for boundary in ("direct", "life-cycle")])
    assert np.isfinite(found[:, 0]).all()
    assert np.isnan(found[:, 1]).all()


def test_a_design_that_changes_over_the_years_has_several_curves(monkeypatch, tmp_path):
    monkeypatch.setenv(curve_store.CACHE, str(tmp_path))
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
