"""Known steps of taxes and subsidies: what a truck costs before and after, and whose sales move."""

import numpy as np
import pytest

from carbonsim.core.anticipation import MOST_MOVED, moved_share
from carbonsim.sectors.freight.price_steps import moved_sales, paid_by_law, truck_price
from tests.sectors.freight.buyers import FIRST, trucks, vintage

PACK = np.array([600.0])  # [CNY/kWh]
PLUG = "freight.powertrains.battery_plugin"
CONSTANT = tuple(
    f"freight.powertrains.{row}.{name}"
    for row in ("diesel", "lng", "battery_plugin", "battery_swap", "fuel_cell")
    for name in ("purchase_subsidy=0 CNY/truck", "purchase_tax_exemption=0")
)


def row(p, name):
    return p.powertrains.names.index(name)


def test_the_price_of_a_truck_has_the_pack_that_is_bought_with_it():
    p = trucks("freight.battery_price_ratio=1", f"{PLUG}.battery_leased=0.25")
    year = 2025 - FIRST
    price = truck_price(p, year, PACK)
    pack = 515.0 * p.duties.battery_factor
    bare = p.vehicle_price[vintage(p, 2025)]
    assert price[row(p, "battery_plugin")] == pytest.approx(
        bare[row(p, "battery_plugin")] + 0.75 * 600.0 * pack
    )
    assert price[row(p, "diesel")] == pytest.approx(bare[row(p, "diesel")] + 0.0 * pack)


def test_what_is_paid_by_a_law_by_hand():
    subsidy = f"{PLUG}.purchase_subsidy=20000 CNY/truck"
    p = trucks(*CONSTANT, f"{PLUG}.purchase_tax_exemption=0.5", subsidy, "drivers.vat_rate=0.13")
    price = np.full((5, 6, 1), 452_000.0)
    paid = paid_by_law(p, 0, price)
    # 400,000 without tax, a tenth of which is tax, half of it forgone
    assert paid[row(p, "battery_plugin")] == pytest.approx(452_000 + 20_000 - 20_000)
    assert paid[row(p, "diesel")] == pytest.approx(452_000 + 40_000)


def test_without_a_step_nothing_moves():
    p = trucks(*CONSTANT)
    for year in range(8):  # the last is that of the horizon: the law of the year after it is known, too
        assert np.all(moved_sales(p, year, PACK) == 0.0)


@pytest.mark.parametrize(("before", "after", "sign"), [(1, 0, 1), (0, 1, -1)])
def test_a_tax_to_come_brings_sales_of_battery_trucks_ahead_and_one_to_go_delays_them(before, after, sign):
    rows = ("diesel", "battery_plugin", "battery_swap")
    path = f"{{path: {{2023: {before}, 2026: {before}, 2027: {after}}}, unit: '1'}}"
    step = [f"freight.powertrains.{name}.purchase_tax_exemption={path}" for name in rows]
    p = trucks(*CONSTANT, *step)
    moved = moved_sales(p, 2026 - FIRST, PACK)
    battery = p.powertrains.battery
    assert np.all(sign * moved[battery] > 0)
    assert np.all(moved[~battery] == 0.0), "for a known date nobody turns to another diesel truck"
    assert np.all(np.abs(moved) <= MOST_MOVED)
    for other in (2025, 2027):
        assert np.all(moved_sales(p, other - FIRST, PACK) == 0.0)
    price = truck_price(p, 2026 - FIRST, PACK)
    share = 0.1 / 1.13
    expected = moved_share(sign * np.log(1 + share), p.adoption.anticipation)
    assert moved[row(p, "battery_plugin")] == pytest.approx(expected + 0.0 * price[0], rel=1e-9)


def test_a_step_beyond_the_horizon_is_known_in_its_last_year():
    path = "{path: {2023: 1, 2030: 1, 2031: 0}, unit: '1'}"
    p = trucks(*CONSTANT, f"{PLUG}.purchase_tax_exemption={path}")
    assert np.all(moved_sales(p, 2030 - FIRST, PACK)[row(p, "battery_plugin")] > 0)
