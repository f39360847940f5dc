"""Swap stations that are built where they pay: by hand, within limits, and in the year loop."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbonsim.sectors.freight.network import stations_in_service, stations_that_pay
from tests.sectors.freight.buyers import FIRST, LAST_OF_RECORD, trucks
from tests.sectors.unasked import run_unasked

TRUCK = "Transportation|Truck"
STATIONS, SWAPS = f"Swap Stations|{TRUCK}", f"Swaps|{TRUCK}"
PER_STATION, BREAK_EVEN = f"Swaps per Station|{TRUCK}", f"Break-Even Swaps per Station|{TRUCK}"
UNSERVED = f"Swap Demand Unserved|{TRUCK}"
BUILT = "fujian-market-built"
COUNT = st.floats(0.0, 1e5)
#: What a network may do in a year: the break-even of a station, growth at most, and the life of one.
RULE = {"break_even": st.floats(1.0, 1000.0), "most": st.floats(0.0, 10.0), "life": st.floats(1.0, 50.0)}


@pytest.mark.parametrize(
    ("before", "sought", "after"),
    [
        (4.0, 200.0, 4.0),  # just what they are used for
        (4.0, 250.0, 5.0),  # a fifth pays
        (4.0, 1e4, 6.0),  # many would; half as many are built in a year
        (8.0, 390.0, 7.8),  # fewer pay: one that wears out is not built again
        (8.0, 0.0, 7.2),  # nobody comes: a tenth wears out in a year
        (0.0, 1e4, 0.0),  # from none nothing grows
        (0.0, 0.0, 0.0),
    ],
)
def test_stations_by_hand(before, sought, after):
    assert float(stations_that_pay(before, sought, 50.0, 0.5, 10.0)) == pytest.approx(after, rel=1e-12)


@given(before=COUNT, sought=st.floats(0.0, 1e7), **RULE)
def test_a_network_moves_towards_what_pays_and_not_beyond(before, sought, break_even, most, life):
    after, pays = float(stations_that_pay(before, sought, break_even, most, life)), sought / break_even
    slack = 1e-9 * (before + pays)
    assert min(before, pays) - slack <= after <= max(before, pays) + slack
    assert before * (1.0 - 1.0 / life) - slack <= after <= before * (1.0 + most) + slack


@given(before=COUNT, sought=st.floats(0.0, 1e7), extra=st.floats(0.0, 1e7), more=COUNT, **RULE)
def test_more_swaps_and_more_stations_never_mean_fewer_a_year_later(
    before, sought, extra, more, break_even, most, life
):
    def after(stations, swaps, fed=break_even, growth=most):
        return float(stations_that_pay(stations, swaps, fed, growth, life))

    least = after(before, sought) * (1.0 - 1e-12)
    assert after(before, sought + extra) >= least
    assert after(before + more, sought) >= least
    assert after(before, sought, growth=most + 1.0) >= least
    assert after(before, sought, fed=break_even / 2.0) >= least


def test_draws_are_those_of_each():
    before, sought = np.array([4.0, 4.0, 8.0, 0.0]), np.array([250.0, 1e4, 390.0, 60.0])
    found = stations_that_pay(before, sought, 50.0, 0.5, 10.0)
    each = [float(stations_that_pay(*pair, 50.0, 0.5, 10.0)) for pair in zip(before, sought, strict=True)]
    assert found.tolist() == each


def test_to_the_end_of_the_record_stations_are_those_that_were_there():
    stated = ("freight.swap.building=pays", "freight.swap.stations=7 station")
    p, before, sought = trucks(*stated), np.array([4.0]), np.array([1e6])
    for year in range(LAST_OF_RECORD - FIRST + 1):
        assert stations_in_service(p, year, before, sought).tolist() == [7.0]
    after = stations_in_service(p, LAST_OF_RECORD - FIRST + 1, before, sought)
    assert after == pytest.approx(4.0 * (1.0 + p.swap.build_rate))
    given_ones = trucks("freight.swap.building=given", stated[1])
    assert stations_in_service(given_ones, 6, before, sought).tolist() == [7.0]


@pytest.fixture(scope="module")
def built():
    return run_unasked(BUILT).central


def test_a_market_built_network_grows_to_what_pays(built):
    stations, sought = built[STATIONS], _sought(built)
    most = int(np.argmax(stations))
    assert np.all(np.diff(stations[3 : most + 1]) > 0)
    assert stations[most] > 10 * stations[2]
    p = trucks(name=BUILT, last=2060)
    for year in range(3, len(stations)):
        (expected,) = stations_that_pay(
            stations[year - 1 : year],
            sought[year - 1 : year],
            p.swap.fee_swaps[year],
            p.swap.build_rate,
            p.swap.station_years,
        )
        assert stations[year] == pytest.approx(expected, rel=1e-9)
    # in the end there are as many as pay, which are fewer where there are fewer trucks
    assert stations[-1] == pytest.approx(sought[-2] / built[BREAK_EVEN][-1], rel=1e-9)


def test_a_market_built_network_never_builds_at_a_loss_by_its_own_rule(built):
    stations, sought, break_even = built[STATIONS], _sought(built), built[BREAK_EVEN]
    grew = np.flatnonzero(np.diff(stations[2:]) > 0) + 3
    assert grew.size
    for year in grew:
        # all of them, new ones too, would be fed by the swaps that were sought the year before
        assert sought[year - 1] / stations[year] >= break_even[year] * (1 - 1e-9)


def test_where_no_station_stands_none_is_built():
    found = run_unasked(BUILT, "freight.swap.stations=0 station").central
    assert np.all(found[STATIONS] == 0.0)
    assert np.isnan(found[PER_STATION]).all()


def test_a_network_that_nobody_feeds_wears_out():
    found = run_unasked(BUILT, "freight.swap.fee_swaps=1000 1/day").central
    p = trucks(name=BUILT)
    left = 1.0 - 1.0 / float(np.ravel(p.swap.station_years)[0])
    after = found[STATIONS][2:]
    assert np.all(after[1:] >= after[:-1] * left * (1 - 1e-9))
    assert after[1] == pytest.approx(after[0] * left)
    assert np.all(np.diff(after) < 0)


def _sought(found):
    """Swaps sought in a day at the public stations."""
    return found[SWAPS] / (1.0 - np.nan_to_num(found[UNSERVED]))
