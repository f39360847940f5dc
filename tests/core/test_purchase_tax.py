"""Vehicle purchase tax: published cases, limits, draws."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbonsim.core.finance import purchase_tax

VAT, RATE = 0.13, 0.10


def test_a_tractor():
    # WRI 2024: 10 % of the price without value-added tax of 13 %: 29,203.54 CNY on 330,000
    assert purchase_tax(330_000.0, VAT, RATE, 0.0, np.inf) == pytest.approx(29_203.54, abs=0.005)


def test_halved_and_forgone():
    full = purchase_tax(330_000.0, VAT, RATE, 0.0, np.inf)
    assert purchase_tax(330_000.0, VAT, RATE, 0.5, np.inf) == pytest.approx(full / 2)
    assert purchase_tax(330_000.0, VAT, RATE, 1.0, np.inf) == 0.0
    assert purchase_tax(0.0, VAT, RATE, 0.0, np.inf) == 0.0


@pytest.mark.parametrize(
    ("price", "exemption", "cap", "paid"),
    [
        (226_000.0, 1.0, 30_000.0, 0.0),  # 2024-25: free up to 30,000 of tax, which is 339,000 with VAT
        (339_000.0, 1.0, 30_000.0, 0.0),
        (452_000.0, 1.0, 30_000.0, 10_000.0),
        (226_000.0, 0.5, 15_000.0, 10_000.0),  # 2026-27: half of it, up to 15,000
        (452_000.0, 0.5, 15_000.0, 25_000.0),
        (452_000.0, 1.0, np.inf, 0.0),  # to 2023: no cap
    ],
)
def test_the_rules_for_plug_in_cars(price, exemption, cap, paid):
    assert purchase_tax(price, VAT, RATE, exemption, cap) == pytest.approx(paid, abs=1e-9)


@given(price=st.floats(0, 1e6), exemption=st.floats(0, 1), cap=st.floats(0, 1e5), more=st.floats(0, 1e5))
def test_a_dearer_car_never_pays_less_and_none_is_paid_to_buy(price, exemption, cap, more):
    tax = purchase_tax(price, VAT, RATE, exemption, cap)
    assert tax >= 0.0
    assert purchase_tax(price + more, VAT, RATE, exemption, cap) >= tax - 1e-9


def test_draws_are_those_of_each():
    prices = np.array([100_000.0, 339_000.0, 500_000.0])
    taxes = purchase_tax(prices, VAT, RATE, 1.0, 30_000.0)
    assert taxes.tolist() == [float(purchase_tax(price, VAT, RATE, 1.0, 30_000.0)) for price in prices]
