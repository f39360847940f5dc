"""What public swap stations take in, cost and leave: by hand for one, and as sums."""

from types import SimpleNamespace

import numpy as np
import pytest

from carbonsim.sectors.freight import operator_outputs as outputs
from carbonsim.sectors.freight.operator_outputs import KINDS
from carbonsim.sectors.freight.tariffs import Tariffs, pack_on_sale, tariffs
from tests.sectors.freight.buyers import FIRST, trucks
from tests.sectors.unasked import run_unasked

TRUCK = "Transportation|Truck"
RESULT, PER_STATION = f"Swap Operator|{TRUCK}|Result", f"Result per Swap Station|{TRUCK}"


def a(*values):
    return np.array(values, dtype=float)


def one_station(stations=1.0):
    """A station with figures that are easy to follow: power 0.5, a fee of 0.4, packs rented at 100."""
    p = SimpleNamespace(
        drivers=SimpleNamespace(electricity_tariff=[a(0.5)]),
        swap=SimpleNamespace(
            blocks=[a(20)],
            block_capacity=[a(150)],
            grid_to_battery=[a(0.8)],
            labour=[a(30)],
            site_rent=[a(200_000)],
            station_price=[a(5_000_000)],
            upkeep=a(0.02),
            capacity_charge=[a(300)],
            grid_connection=[a(1000)],
            fee_swaps=[a(60)],
        ),
        station_return=a(0.1),
        inputs=SimpleNamespace(draws=1),
    )
    flows = SimpleNamespace(
        year=0,
        stations=a(stations),
        tariffs=Tariffs(rent=a(100), fee=a(0.4)),
        load=SimpleNamespace(served=a(8_000_000) * stations),
        capacity=SimpleNamespace(energy_per_swap=a(320)),
    )
    return p, flows


#: 8 GWh a year in 25,000 swaps of 320 kWh.
BY_HAND = {
    "Income": 7_200_000.0,  # at 0.9
    "Electricity": -5_000_000.0,  # 10 GWh from the grid at 0.5
    "Staff": -750_000.0,  # 25,000 x 30
    "Sites": -200_000.0,
    "Packs": -300_000.0,  # 20 blocks of 150 kWh at 100
    "Upkeep": -100_000.0,  # 2 % of 5 million
    "Connection": -300_000.0,  # 1000 kVA at 300
    "Capital": -500_000.0,  # a tenth of 5 million
}


@pytest.mark.parametrize("stations", [1.0, 2.5])
def test_the_result_of_stations_by_hand(stations):
    p, flows = one_station(stations)
    books = outputs.operator_kind(p, flows)[:, 0]
    assert dict(zip(KINDS, books, strict=True)) == pytest.approx(
        {kind: stations * value for kind, value in BY_HAND.items()}, rel=1e-12
    )
    assert outputs.operator_result(p, flows) == pytest.approx(stations * 50_000.0)
    assert outputs.station_result(p, flows) == pytest.approx(50_000.0)
    assert outputs.swaps_per_station(p, flows) == pytest.approx(25_000 / 365)


def test_without_stations_there_is_nothing_to_run_and_a_station_has_no_result():
    p, flows = one_station(0.0)
    assert np.all(outputs.operator_kind(p, flows) == 0.0)
    assert outputs.operator_result(p, flows) == 0.0
    assert np.isnan(outputs.station_result(p, flows)).all()
    assert np.isnan(outputs.swaps_per_station(p, flows)).all()


def test_a_station_with_the_swaps_that_the_fee_is_reckoned_for_just_pays():
    p, year = trucks(draws=8), 2028 - FIRST
    tariff = tariffs(p, year, np.full(8, 550.0))
    energy = pack_on_sale(p, year) * p.packs.usable_depth[year]
    flows = SimpleNamespace(
        year=year,
        stations=np.full(8, 40.0),
        tariffs=tariff,
        load=SimpleNamespace(served=40.0 * p.swap.fee_swaps[year] * 365.0 * energy),
        capacity=SimpleNamespace(energy_per_swap=energy),
    )
    income = outputs.operator_kind(p, flows)[KINDS.index("Income")]
    assert np.all(np.abs(outputs.operator_result(p, flows)) < 1e-9 * income)
    assert outputs.swaps_per_station(p, flows) == pytest.approx(outputs.break_even(p, flows))


@pytest.fixture(scope="module")
def found():
    return run_unasked("fujian-trunk-line").central


def test_the_result_is_the_sum_over_kinds_and_of_stations(found):
    kinds = np.stack([found[f"Swap Operator|{TRUCK}|{kind}"] for kind in KINDS])
    assert np.all(kinds[0] >= 0)
    assert np.all(kinds[1:] <= 0)
    assert found[RESULT] == pytest.approx(kinds.sum(axis=0), rel=1e-9, abs=1e-12)
    stations = found[f"Swap Stations|{TRUCK}"]
    assert found[PER_STATION] * stations == pytest.approx(found[RESULT] * 1000.0, rel=1e-9, abs=1e-9)


def test_stations_gain_where_more_swaps_are_given_than_the_fee_is_reckoned_for(found):
    used = found[f"Swaps per Station|{TRUCK}"] / found[f"Break-Even Swaps per Station|{TRUCK}"]
    assert np.all(found[RESULT][used > 1.15] > 0)
    assert np.all(found[RESULT][used < 0.85] < 0)
    assert np.any(used < 0.85) or np.any(used > 1.15)
    assert KINDS[0] == "Income"


def test_a_region_without_stations_has_an_operator_without_books():
    none = run_unasked("fujian-trunk-line", "freight.swap.stations=0 station").central
    assert np.isnan(none[PER_STATION]).all()
    assert np.all(none[RESULT] == 0.0)
    assert np.all(none[f"Swap Operator|{TRUCK}|Income"] == 0.0)
