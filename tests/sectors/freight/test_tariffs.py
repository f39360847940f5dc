"""Rent of packs and fee of a swap: they follow from what packs and stations cost."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbonsim.core.finance import capital_recovery_factor
from carbonsim.sectors.freight.pack_rent import pack_rent
from carbonsim.sectors.freight.tariffs import (
    break_even_fee,
    fixed_costs,
    losses_of_swapping,
    pack_on_sale,
    packs_on_sale,
    tariffs,
)
from tests.sectors.freight.buyers import DUTIES, FIRST, trucks, vintage

PRICE = np.array([590.0])  # [CNY/kWh] of a truck pack
YEAR = 2025 - FIRST
AT_MARKET = "freight.battery_price_ratio=1"


def test_a_pack_of_590_is_rented_at_121():
    p = trucks(AT_MARKET, "freight.battery_years=8 yr")
    assert tariffs(p, YEAR, PRICE).rent[0] == pytest.approx(121.0, abs=1.0)


def test_the_fee_at_45_swaps_a_day_is_near_that_observed():
    # 0.3 to 0.6, mostly 0.40 CNY/kWh; losses of charging are within it
    p = trucks(AT_MARKET, "freight.swap.fee_swaps=45 1/day")
    fee = tariffs(p, YEAR, PRICE).fee[0]
    without_losses = fee - losses_of_swapping(p, YEAR)[0]
    assert without_losses == pytest.approx(0.40, abs=0.06)
    assert 0.3 < fee < 0.6


@given(rate=st.floats(0.0, 0.2), years=st.floats(2.0, 15.0), residual=st.floats(0.0, 1.0))
def test_a_rent_pays_for_a_pack_less_what_is_left_of_it(rate, years, residual):
    rent = float(pack_rent(600.0, rate, years, residual, 0.0))
    worth = rent / float(capital_recovery_factor(rate, years)) + residual * 600.0 * (1.0 + rate) ** -years
    assert worth == pytest.approx(600.0, rel=1e-9)
    assert float(pack_rent(600.0, rate, years, residual, 0.5)) == pytest.approx(1.5 * rent, rel=1e-12)


def test_a_pack_that_keeps_its_price_costs_its_interest():
    assert float(pack_rent(600.0, 0.08, 5.0, 1.0, 0.0)) == pytest.approx(48.0, rel=1e-12)
    assert float(pack_rent(600.0, 0.0, 5.0, 1.0, 0.0)) == pytest.approx(0.0, abs=1e-12)


def test_at_the_use_that_operators_reckon_with_a_station_covers_its_costs():
    p = trucks(draws=10)
    price, swap = np.full(10, 590.0), p.swap
    swaps, energy = swap.fee_swaps[YEAR] * 365.0, pack_on_sale(p, YEAR) * p.packs.usable_depth[YEAR]
    tariff = p.drivers.electricity_tariff[YEAR]
    set_by = tariffs(p, YEAR, price)
    income = swaps * energy * (tariff + set_by.fee)
    power = swaps * energy / swap.grid_to_battery[YEAR] * tariff
    fixed = fixed_costs(p, YEAR, set_by.rent)
    assert income - power - swaps * swap.labour[YEAR] == pytest.approx(fixed, rel=1e-9)


def test_costs_of_a_station_by_hand():
    p = trucks("freight.swap.rent_return=0 %/yr", "freight.swap.station_years=10 yr", AT_MARKET)
    swap = p.swap
    expected = swap.station_price[YEAR] * (0.1 + 0.02) + swap.site_rent[YEAR]
    rent = tariffs(p, YEAR, PRICE).rent
    expected = expected + 24 * 171 * rent  # no charge for its connection yet
    assert fixed_costs(p, YEAR, rent) == pytest.approx(expected, rel=1e-9)


def test_limits_of_the_fee():
    few, many = (float(break_even_fee(1.6e6, swaps, 320.0, 30.0, 0.05)) for swaps in (1e3, 1e12))
    assert many == pytest.approx(30.0 / 320.0 + 0.05)
    assert few > many
    assert float(break_even_fee(0.0, 1e4, 320.0, 0.0, 0.0)) == 0.0


def test_the_pack_on_sale_is_that_of_duties_whose_trucks_come_to_the_stations():
    p = trucks()
    packs = packs_on_sale(p, YEAR)
    assert packs == pytest.approx(400.0 * p.duties.battery_factor)
    weights = p.duties.on_network * p.duties.block_fit * p.duties.share_of_sales
    assert pack_on_sale(p, YEAR) == pytest.approx((packs * weights).sum(axis=0) / weights.sum(axis=0))
    # where no duty is on the network, of all alike
    nowhere = trucks(*(f"freight.duties.{row}.on_network=0" for row in DUTIES))
    assert pack_on_sale(nowhere, YEAR) == pytest.approx(packs_on_sale(nowhere, YEAR).mean(axis=0))
    assert vintage(p, 2025) == p.oldest + YEAR
