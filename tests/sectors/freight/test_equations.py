"""The equations of the freight sector: known values, limits, draws, wrong input."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbonsim.core.carbon import boundary_sum
from carbonsim.corridor.capacity import swaps_per_hour
from carbonsim.sectors.freight.equations import (
    drive_energy_ratio,
    energy_use,
    payload_factor,
    stop_hours,
    trucks_needed,
)
from carbonsim.sectors.freight.swapping import swap_energy_cost, unserved_share

# the pack and the station of the trunk line
PACK = 513.0  # kWh, three blocks of 171
STATION = {
    "bays": 1.0,
    "swap_time": 5.0,
    "packs": 12.0,
    "charge_time": 60.0,
    "power": 4000.0 * 0.95 * 0.90,  # kVA x power factor x grid to battery
    "energy_per_swap": PACK * 0.8,
}

POSITIVE = st.floats(0.01, 1e4)


def each(equation, *arguments):
    """An equation of arrays, one draw at a time."""
    arrays_ = np.broadcast_arrays(*arguments)
    values = [
        float(equation(*(float(array[index]) for array in arrays_))) for index in np.ndindex(arrays_[0].shape)
    ]
    return np.reshape(values, arrays_[0].shape)


# Energy --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("relative_efficiency", "electric_drive", "energy_ratio", "ratio"),
    [
        (1.0, 1.0, 2.3, 2.3),  # battery: the whole ratio of WRI (2024), 42 t tractors in regional use
        (1.0, 0.0, 2.3, 1.0),  # diesel against itself
        (0.9, 0.0, 2.3, 0.9),  # a gas engine a tenth less efficient
        (0.5, 1.0, 2.4, 1.2),  # a fuel cell that turns half of its hydrogen into what a battery gives
        (1.0, 0.5, 3.0, 2.0),  # half of the gain: a hybrid that drives half electric
        (0.8, 1.0, 1.0, 0.8),  # a duty in which electric drive gains nothing
    ],
)
def test_ratio_by_hand(relative_efficiency, electric_drive, energy_ratio, ratio):
    assert drive_energy_ratio(relative_efficiency, electric_drive, energy_ratio) == pytest.approx(ratio)


def test_the_segment_does_not_change_an_engine():
    ratios = drive_energy_ratio(0.9, 0.0, np.array([1.5, 2.3, 4.0]))
    np.testing.assert_array_equal(ratios, 0.9)


@given(
    efficiency=st.floats(0.1, 2.0),
    drive=st.floats(0.0, 0.9),
    energy_ratio=st.floats(1.1, 5.0),
    more=st.floats(0.01, 0.1),
)
def test_ratio_rises_with_electric_drive_and_with_its_gain(efficiency, drive, energy_ratio, more):
    ratio = drive_energy_ratio(efficiency, drive, energy_ratio)
    assert drive_energy_ratio(efficiency, drive + more, energy_ratio) > ratio
    assert drive_energy_ratio(efficiency, drive + more, energy_ratio + more) > ratio
    assert drive_energy_ratio(efficiency + more, drive, energy_ratio) > ratio


def test_ratio_of_draws_is_that_of_each():
    arguments = (
        np.array([[1.0], [0.9], [0.5]]),
        np.array([[1.0], [0.0], [1.0]]),
        np.array([2.0, 2.3, 2.6, 3.0]),
    )
    together = drive_energy_ratio(*arguments)
    assert together.shape == (3, 4)
    np.testing.assert_allclose(together, each(drive_energy_ratio, *arguments), rtol=1e-15)


def test_energy_of_a_trunk_line_truck():
    # 33 L/100 km x 35.8 MJ/L = 11.814 MJ/km; over 3.6 is 3.2817 kWh/km of diesel; over 2.3, WRI (2024)
    assert energy_use(0.33, 35.8, 1.0, 1.0) == pytest.approx(3.2817, abs=5e-5)
    assert energy_use(0.33, 35.8, 2.3, 1.0) == pytest.approx(1.4268, abs=5e-5)


def test_energy_follows_the_index_of_the_year_of_sale():
    assert energy_use(0.33, 35.8, 2.3, 0.85) == pytest.approx(0.85 * 1.42682, rel=1e-5)
    assert energy_use(0.33, 35.8, 2.3, 0.0) == 0.0
    assert energy_use(0.0, 35.8, 2.3, 1.0) == 0.0


@given(use=POSITIVE, heat=POSITIVE, ratio=st.floats(0.1, 10.0), index=st.floats(0.1, 2.0))
def test_diesel_and_electric_use_are_never_two_free_numbers(use, heat, ratio, index):
    electric, diesel = energy_use(use, heat, ratio, index), energy_use(use, heat, 1.0, index)
    assert electric * ratio == pytest.approx(float(diesel), rel=1e-12)
    assert energy_use(2.0 * use, heat, ratio, index) == pytest.approx(2.0 * float(electric), rel=1e-12)


def test_energy_of_draws_is_that_of_each():
    arguments = (np.array([0.30, 0.33, 0.36]), 35.8, np.array([[2.0], [2.3]]), np.array([1.0, 0.9, 0.8]))
    together = energy_use(*arguments)
    assert together.shape == (2, 3)
    np.testing.assert_allclose(together, each(energy_use, *arguments), rtol=1e-15)


def test_the_claim_of_eighteen_megatonnes():
    """The press: 18 Mt CO2 and 3 bn CNY a year. At the tailpipe; with the grid it is a quarter."""
    trips = 3e9 / 120_000 / 120.0  # CNY a year over trucks, over CNY saved a round trip
    distance = 175_000.0  # km a truck and year: 208 round trips of 840 km
    assert trips * 840.0 == pytest.approx(distance)

    def saved(kg_per_litre):
        kilometres = 120_000 * distance
        electricity = energy_use(0.33, 35.8, 2.3, 1.0) / 0.90  # from the grid, station auxiliaries included
        parts = {
            "direct": kilometres * 0.33 * kg_per_litre / 1e9,  # Mt
            "electricity": -kilometres * electricity * 0.4092 / 1e9,  # Fujian 2022, MEE and NBS
        }
        return [float(boundary_sum(parts, boundary)) for boundary in ("direct", "operational")]

    assert saved(2.60) == pytest.approx([18.0, 4.4], abs=0.05)
    assert saved(2.63) == pytest.approx([18.2, 4.6], abs=0.05)


# Payload -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "factor"),
    [
        ((480.0, 160.0, 1.0, 40.0, 1.0), 0.95),  # 3 t less 1 t, of 40 t
        ((480.0, 160.0, 1.0, 40.0, 0.5), 0.975),  # at the weight limit half of the time
        ((480.0, 160.0, 0.0, 40.0, 1.0), 0.925),
        ((PACK, 160.0, 1.0, 31.0, 1.0), 0.92883),  # 3.20625 t
    ],
)
def test_payload_by_hand(arguments, factor):
    assert payload_factor(*arguments) == pytest.approx(factor, abs=5e-6)


def test_payload_without_a_battery_or_without_a_weight_limit_is_that_of_diesel():
    assert payload_factor(0.0, 160.0, 0.0, 31.0, 1.0) == 1.0
    assert payload_factor(0.0, 160.0, 1.0, 31.0, 1.0) == 1.0  # the credit gives no more than diesel carries
    assert payload_factor(160.0, 160.0, 1.0, 31.0, 1.0) == 1.0  # a pack as heavy as engine and tank
    assert payload_factor(PACK, 160.0, 1.0, 31.0, 0.0) == 1.0
    assert payload_factor(PACK, np.inf, 0.0, 31.0, 1.0) == 1.0  # a pack that weighs nothing


@pytest.mark.parametrize("capacity", [32.0 * 160.0, 1e5, np.array([PACK, 32.0 * 160.0])])
def test_payload_refuses_a_battery_that_leaves_nothing(capacity):
    with pytest.raises(ValueError, match="heavier than the payload"):
        payload_factor(capacity, 160.0, 1.0, 31.0, 1.0)


def test_payload_just_before_nothing_is_left():
    assert payload_factor(31.9 * 160.0, 160.0, 1.0, 31.0, 1.0) == pytest.approx(0.1 / 31.0)


@given(capacity=st.floats(0.0, 3000.0), more=st.floats(1.0, 1000.0), limited=st.floats(0.0, 1.0))
def test_payload_never_rises_with_the_battery(capacity, more, limited):
    lighter = payload_factor(capacity, 160.0, 1.0, 31.0, limited)
    heavier = payload_factor(capacity + more, 160.0, 1.0, 31.0, limited)
    assert 0.0 < heavier <= lighter <= 1.0
    if limited > 1e-3 and capacity >= 160.0:  # beyond the credit each kWh counts
        assert heavier < lighter


@given(capacity=st.floats(200.0, 1000.0), better=st.floats(1.01, 3.0), limited=st.floats(0.01, 1.0))
def test_payload_rises_with_what_makes_the_battery_matter_less(capacity, better, limited):
    base = payload_factor(capacity, 160.0, 1.0, 31.0, limited)
    assert payload_factor(capacity, 160.0 * better, 1.0, 31.0, limited) > base
    assert payload_factor(capacity, 160.0, 1.0 * better, 31.0, limited) > base
    assert payload_factor(capacity, 160.0, 1.0, 31.0 * better, limited) > base
    assert payload_factor(capacity, 160.0, 1.0, 31.0, limited / better) > base


def test_payload_of_draws_is_that_of_each():
    arguments = (np.array([[0.0], [282.0], [PACK]]), np.array([150.0, 160.0, 200.0, 300.0]), 1.0, 31.0, 0.4)
    together = payload_factor(*arguments)
    assert together.shape == (3, 4)
    np.testing.assert_allclose(together, each(payload_factor, *arguments), rtol=1e-15)


# Trucks --------------------------------------------------------------------------------------------------


def test_trucks_by_hand():
    # 100 bn tkm short, 100,000 km a year with 16 t: 62,500 trucks
    assert trucks_needed(100e9, 100_000.0 * 16.0) == 62_500.0


def test_no_truck_is_sold_or_scrapped_where_there_are_enough():
    np.testing.assert_array_equal(trucks_needed(np.array([0.0, -1.0, -1e12]), 1.6e6), 0.0)


@given(demand=st.floats(0.0, 1e6), carried=st.floats(0.0, 1e6), by_one=st.floats(0.01, 1e3))
def test_with_the_new_trucks_demand_is_met_and_no_more(demand, carried, by_one):
    trucks = trucks_needed(demand - carried, by_one)
    assert carried + trucks * by_one == pytest.approx(max(demand, carried), rel=1e-9)


def test_trucks_of_draws_are_those_of_each():
    shortfall, by_one = np.array([[-5.0, 0.0, 3.0, 8.0], [1.0, 2.0, -3.0, 4.0]]), np.array([[2.0], [4.0]])
    np.testing.assert_array_equal(
        trucks_needed(shortfall, by_one), [[0.0, 0.0, 1.5, 4.0], [0.25, 0.5, 0.0, 1.0]]
    )
    np.testing.assert_array_equal(
        trucks_needed(shortfall, by_one), each(trucks_needed, shortfall, np.broadcast_to(by_one, (2, 4)))
    )


# Stations ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "rate"),
    [
        ({}, 3420.0 / 410.4),  # 4,000 kVA give 3,420 kW into packs of which 410.4 kWh are used: 8.33
        ({"packs": 8.0}, 8.0),  # 8 packs, an hour each
        ({"packs": 8.0, "charge_time": 40.0, "power": 1e6}, 12.0),  # batteries and bay bind together
        ({"power": 1e6, "packs": 1e6}, 12.0),  # the bay: 60 minutes over 5
        ({"power": 1e6, "packs": 1e6, "bays": 2.0, "swap_time": 4.0}, 30.0),
    ],
)
def test_a_station_gives_what_binds(changes, rate):
    assert swaps_per_hour(**(STATION | changes)) == pytest.approx(rate, rel=1e-12)


@pytest.mark.parametrize("missing", ["bays", "packs", "power"])
def test_a_station_without_bay_battery_or_power_gives_nothing(missing):
    assert swaps_per_hour(**(STATION | {missing: 0.0})) == 0.0


STATIONS = st.fixed_dictionaries(
    {
        "bays": st.floats(0.5, 8.0),
        "swap_time": st.floats(2.0, 15.0),
        "packs": st.floats(1.0, 40.0),
        "charge_time": st.floats(20.0, 180.0),
        "power": st.floats(200.0, 20_000.0),
        "energy_per_swap": st.floats(50.0, 600.0),
    }
)


@pytest.mark.parametrize("more_of", ["bays", "packs", "power"])
@given(station=STATIONS, factor=st.floats(1.0, 3.0))
def test_a_better_equipped_station_never_gives_less(more_of, station, factor):
    better = station | {more_of: station[more_of] * factor}
    assert swaps_per_hour(**better) >= swaps_per_hour(**station)


@pytest.mark.parametrize("more_of", ["swap_time", "charge_time", "energy_per_swap"])
@given(station=STATIONS, factor=st.floats(1.0, 3.0))
def test_a_slower_station_never_gives_more(more_of, station, factor):
    slower = station | {more_of: station[more_of] * factor}
    assert swaps_per_hour(**slower) <= swaps_per_hour(**station)


@given(STATIONS)
def test_one_of_the_three_binds_and_none_is_exceeded(station):
    rate = float(swaps_per_hour(**station))
    used = [
        rate * station["swap_time"] / 60.0 / station["bays"],
        rate * station["charge_time"] / 60.0 / station["packs"],
        rate * station["energy_per_swap"] / station["power"],
    ]
    assert max(used) == pytest.approx(1.0, rel=1e-12)


@given(STATIONS)
def test_a_station_twice_as_large_gives_twice_as_much(station):
    twice = station | {name: 2.0 * station[name] for name in ("bays", "packs", "power")}
    assert swaps_per_hour(**twice) == 2.0 * swaps_per_hour(**station)


def test_stations_of_draws_are_those_of_each():
    arguments = (
        np.array([[1.0], [2.0]]),
        np.array([5.0, 4.0, 6.0]),
        np.array([8.0, 12.0, 30.0]),
        np.array([60.0, 50.0, 45.0]),
        np.array([[3420.0], [9000.0]]),
        np.array([410.4, 300.0, 500.0]),
    )
    together = swaps_per_hour(*arguments)
    assert together.shape == (2, 3)
    np.testing.assert_allclose(together, each(swaps_per_hour, *arguments), rtol=1e-15)


def test_swap_cost_by_hand():
    # 1.5 kWh/km at 0.50 CNY/kWh for power and 0.25 for the swap
    assert swap_energy_cost(1.5, 0.5, 0.25) == pytest.approx(1.125)
    assert swap_energy_cost(1.5, 0.5, 0.0) == pytest.approx(0.75)
    assert swap_energy_cost(0.0, 0.5, 0.25) == 0.0


@given(use=POSITIVE, price=POSITIVE, fee=POSITIVE, more=POSITIVE)
def test_price_and_fee_count_alike(use, price, fee, more):
    dearer = swap_energy_cost(use, price + more, fee)
    assert dearer == pytest.approx(float(swap_energy_cost(use, price, fee + more)), rel=1e-12)
    assert dearer > swap_energy_cost(use, price, fee)


def test_swap_cost_of_draws_is_that_of_each():
    arguments = (np.array([[1.2], [1.5]]), np.array([0.5, 0.6, 0.7]), np.array([0.2, 0.25, 0.3]))
    together = swap_energy_cost(*arguments)
    assert together.shape == (2, 3)
    np.testing.assert_allclose(together, each(swap_energy_cost, *arguments), rtol=1e-15)


def test_stop_hours_by_hand():
    # 300 kWh last 200 km at 1.5 kWh/km: half an hour in 200 km
    assert stop_hours(1.5, 300.0, 0.5) == pytest.approx(0.5 / 200.0)
    # the trunk line of 420 km: 599.3 kWh are 1.460 swaps of 5 minutes, 7.3 minutes
    assert 420.0 * 60.0 * stop_hours(1.42682, 410.4, 5.0 / 60.0) == pytest.approx(7.301, abs=5e-4)


def test_no_time_is_lost_to_instant_stops_or_with_an_endless_store():
    assert stop_hours(1.5, 300.0, 0.0) == 0.0
    assert stop_hours(0.0, 300.0, 0.5) == 0.0
    assert stop_hours(1.5, np.inf, 0.5) == 0.0


@given(use=POSITIVE, store=POSITIVE, time=POSITIVE, factor=st.floats(1.01, 10.0))
def test_a_larger_store_means_fewer_stops(use, store, time, factor):
    hours = float(stop_hours(use, store, time))
    assert stop_hours(use, store * factor, time) == pytest.approx(hours / factor, rel=1e-12)
    assert stop_hours(use * factor, store, time) == pytest.approx(hours * factor, rel=1e-12)
    assert stop_hours(use, store, time * factor) == pytest.approx(hours * factor, rel=1e-12)


def test_stop_hours_of_draws_are_those_of_each():
    arguments = (np.array([1.2, 1.4, 1.6]), np.array([[410.0], [225.0]]), np.array([[0.0833], [0.7]]))
    together = stop_hours(*arguments)
    assert together.shape == (2, 3)
    np.testing.assert_allclose(together, each(stop_hours, *arguments), rtol=1e-15)


# Service and rationing -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("demand", "capacity", "share"),
    [(4.0, 3.0, 0.25), (3.0, 3.0, 0.0), (3.0, 4.0, 0.0), (4.0, 0.0, 1.0), (0.0, 3.0, 0.0), (0.0, 0.0, 0.0)],
)
def test_unserved_by_hand(demand, capacity, share):
    assert unserved_share(demand, capacity) == share
    assert unserved_share(int(demand), int(capacity)) == share


def test_an_endless_demand_is_hardly_served():
    assert unserved_share(1e300, 1.0) == pytest.approx(1.0)
    assert unserved_share(1e308, 1.0) == 1.0
    assert unserved_share(5e-324, 1.0) == 0.0  # and one that has all but faded, fully


QUANTITIES = st.one_of(st.just(0.0), st.floats(1e-6, 1e12))


@given(demand=QUANTITIES, capacity=QUANTITIES)
def test_what_is_served_is_demand_or_capacity_whichever_is_less(demand, capacity):
    share = float(unserved_share(demand, capacity))
    assert 0.0 <= share <= 1.0
    served = demand * (1.0 - share)
    assert served <= capacity * (1.0 + 1e-9) + 1e-15 * demand
    assert served == pytest.approx(min(demand, capacity), rel=1e-9, abs=1e-15 * demand)


@given(demand=st.floats(1.0, 1e9), capacity=QUANTITIES, factor=st.floats(1.0, 10.0))
def test_unserved_rises_with_demand_and_falls_with_capacity(demand, capacity, factor):
    share = unserved_share(demand, capacity)
    assert unserved_share(demand * factor, capacity) >= share
    assert unserved_share(demand, capacity * factor) <= share


def test_unserved_of_draws_is_that_of_each():
    demand, capacity = np.array([[0.0, 2.0, 5.0, 10.0], [3.0, 3.0, 0.0, 8.0]]), np.array([[4.0], [2.0]])
    together = unserved_share(demand, capacity)
    assert together.shape == (2, 4)
    np.testing.assert_array_equal(together, each(unserved_share, demand, capacity))
