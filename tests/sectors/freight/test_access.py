"""Which battery trucks could do the work: range, chargers at base and on the way, and stations."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbonsim.core.coverage import coverage
from carbonsim.core.feasibility import chance_of_finding, chance_of_stops
from carbonsim.sectors.freight.access import (
    access,
    access_of_nation,
    driving_range,
    energy_chance,
    turned_away,
)
from tests.sectors.freight.buyers import DUTIES, trucks, vintage

SHARE = st.floats(0.0, 1.0)
ROAD = 5635.0
#: Place of the sets of (plug-in, swap): none, plug-in alone, swap alone, both.
NONE, PLUG, SWAP, BOTH = range(4)


def here(p, stations, year=2026):
    return access(p, vintage(p, year), stations / 2.0, ROAD)


def test_the_first_charge_by_hand():
    # a charger at four of five bases
    assert energy_chance(0.8, 0.5, 1.0) == pytest.approx(0.8)
    # without a base the first charge is on the way, too
    assert energy_chance(0.8, 0.5, 0.0) == pytest.approx(0.5)


@given(base=SHARE, away=SHARE, stops=st.floats(0.0, 6.0), returns=SHARE)
def test_a_share_of_work_is_one_and_grows_with_chargers(base, away, stops, returns):
    def work_share(base, away):
        return float(energy_chance(base, away, returns) * chance_of_stops(away, stops))

    share = work_share(base, away)
    assert 0.0 <= share <= 1.0
    assert work_share(min(1.0, base + 0.1), away) >= share - 1e-12
    assert work_share(base, min(1.0, away + 0.1)) >= share - 1e-12


@pytest.mark.parametrize("stations", [0.0, 4.0, 113.0, 1e7])
def test_sets_are_shares_of_all_buyers(stations):
    found = here(trucks(draws=20), stations)
    for sets in (found.without, found.with_own, found.sets(0.3)):
        assert sets.shape == (4, len(DUTIES), 20)
        assert np.all(sets >= 0)
        assert sets.sum(axis=0) == pytest.approx(1.0, abs=1e-12)
    assert np.all((found.public >= 0) & (found.public <= 1))


def test_without_stations_none_swaps_but_those_with_their_own():
    p = trucks()
    found = here(p, 0.0)
    assert np.all(found.without[[SWAP, BOTH]] == 0.0)
    assert np.all(found.public == 0.0)
    # a station of one's own does for trips that come back before the pack is empty
    own = found.with_own[[SWAP, BOTH]].sum(axis=0)
    returning = p.duties.returns_to_base * p.duties.block_fit
    assert np.all((own > 0) & (own <= returning))


def test_stations_everywhere_serve_all_that_are_on_their_roads_and_whose_block_fits():
    p = trucks(*(f"freight.duties.{row}.on_network=1" for row in DUTIES))
    found = here(p, 1e9)
    assert found.without[[SWAP, BOTH]].sum(axis=0) == pytest.approx(p.duties.block_fit, abs=1e-9)
    assert found.with_own == pytest.approx(found.without, abs=1e-9)


def test_where_no_public_roads_are_used_no_station_helps():
    p = trucks(*(f"freight.duties.{row}.on_network=0" for row in DUTIES))
    assert here(p, 1e9).without == pytest.approx(here(p, 0.0).without, abs=1e-12)


@given(fewer=st.floats(0.0, 300.0), more=st.floats(0.0, 300.0))
def test_more_stations_let_more_buyers_swap_and_fewer_do_without_battery(fewer, more):
    p = trucks(draws=5)
    first, second = here(p, fewer), here(p, fewer + more)
    for name in ("without", "with_own"):
        before, after = getattr(first, name), getattr(second, name)
        assert np.all(after[[SWAP, BOTH]].sum(axis=0) >= before[[SWAP, BOTH]].sum(axis=0) - 1e-12)
        assert np.all(after[NONE] <= before[NONE] + 1e-12)
        # chargers do not hang on stations
        assert after[[PLUG, BOTH]].sum(axis=0) == pytest.approx(before[[PLUG, BOTH]].sum(axis=0), abs=1e-12)


def test_plug_in_access_by_hand():
    # trips of one length, 600 km there and back; one stop for a range of 300 km and more
    one_length = (
        *(f"freight.duties.{row}.trip_spread=0" for row in DUTIES),
        *(f"freight.duties.{row}.trip_length=300 km" for row in DUTIES),
        *(f"freight.duties.{row}.returns_to_base=1" for row in DUTIES),
    )
    p = trucks(*one_length)
    year = vintage(p, 2026)
    reach = driving_range(p, year, p.powertrains.names.index("battery_plugin"))
    home = float(chance_of_finding(p.charging.base_hazard[year])[0])
    away = float(chance_of_finding(p.charging.way_hazard[year])[0])
    stops = np.maximum(600.0 / reach - 1.0, 0.0)
    expected = home * away**stops
    found = here(p, 0.0)
    assert found.without[[PLUG, BOTH]].sum(axis=0) == pytest.approx(expected, rel=1e-9)


def test_public_energy_of_a_truck_with_a_base_is_what_it_takes_at_its_stops():
    length = (
        *(f"freight.duties.{row}.trip_spread=0" for row in DUTIES),
        *(f"freight.duties.{row}.trip_length=300 km" for row in DUTIES),
    )
    with_base, without = (
        trucks(*length, *(f"freight.duties.{row}.returns_to_base={share}" for row in DUTIES))
        for share in (1, 0)
    )
    reach = driving_range(
        with_base, vintage(with_base, 2026), with_base.powertrains.names.index("battery_swap")
    )
    stops = np.maximum(600.0 / reach - 1.0, 0.0)
    served = with_base.duties.on_network > 0
    assert here(with_base, 113.0).public[served] == pytest.approx((stops / (stops + 1.0))[served], rel=1e-9)
    assert here(without, 113.0).public[served] == pytest.approx(1.0)


def test_the_range_is_what_the_pack_drives():
    p = trucks()
    row = p.powertrains.names.index("battery_swap")
    reach = driving_range(p, vintage(p, 2025), row)
    pack = 400.0 * p.duties.battery_factor * p.packs.usable_depth[2]
    use = p.energy_use[row] * p.consumption_index[vintage(p, 2025)][row] * p.use_index[2]
    assert reach == pytest.approx(pack / use, rel=1e-12)
    assert np.all((reach > 80) & (reach < 400))


def test_the_nation_of_the_record_has_its_own_stations_and_roads():
    p = trucks("freight.network.road_length=100 km", "freight.swap.stations=500 station")
    year = vintage(p, 2024)
    expected = access(p, year, 50.0, 190_700.0)
    assert access_of_nation(p, year).without == pytest.approx(expected.without, abs=1e-12)


def test_coverage_known_values():
    assert float(coverage(0.0, 250.0, ROAD, 2.0)) == 0.0
    assert float(coverage(2.0, 250.0, ROAD, 2.0)) == pytest.approx(1 - np.exp(-1000.0 / ROAD))
    assert float(coverage(1e9, 250.0, ROAD, 2.0)) == 1.0


def test_those_turned_away_could_use_what_else_they_could():
    p = trucks()
    sets = np.array([0.1, 0.2, 0.3, 0.4])[:, None, None] * np.ones((4, len(DUTIES), 1))
    kept = np.full((len(DUTIES), 1), 0.25)
    assert turned_away(p, sets, kept)[:, 0, 0] == pytest.approx([0.1 + 0.225, 0.2 + 0.3, 0.075, 0.1])
    assert turned_away(p, sets, 0.0 * kept + 1.0) == pytest.approx(sets)
    assert np.all(turned_away(p, sets, 0.0 * kept)[[SWAP, BOTH]] == 0.0)
