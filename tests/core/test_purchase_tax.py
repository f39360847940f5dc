"""Purchase tax: known values, limits, vector equals scalars."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbonsim.core.finance import purchase_tax

VAT, RATE = 0.13, 0.10


@pytest.mark.parametrize(
    ("price", "exemption", "most", "tax"),
    [
        (330_000.0, 0.0, np.inf, 29_203.54),  # a tractor, WRI 2024
        (226_000.0, 0.0, np.inf, 20_000.0),  # 10 % of 200,000 without value-added tax
        (226_000.0, 1.0, 30_000.0, 0.0),  # rule of 2024-25: all up to 30,000
        (339_000.0 * 1.13, 1.0, 30_000.0, 3_900.0),  # the same, dearer than 300,000 without value-added tax
        (226_000.0, 0.5, 15_000.0, 10_000.0),  # rule of 2026-27: half up to 15,000
        (339_000.0 * 1.13, 0.5, 15_000.0, 18_900.0),
        (0.0, 0.5, 15_000.0, 0.0),
    ],
)
def test_purchase_tax_by_law(price, exemption, most, tax):
    assert purchase_tax(price, VAT, RATE, exemption, most) == pytest.approx(tax, abs=0.005)


@given(price=st.floats(0.0, 1e6), exemption=st.floats(0.0, 1.0), most=st.floats(0.0, 1e5))
def test_what_is_forgone_is_a_share_and_never_more_than_the_most(price, exemption, most):
    full = float(purchase_tax(price, VAT, RATE, 0.0, most))
    paid = float(purchase_tax(price, VAT, RATE, exemption, most))
    assert -1e-9 <= full - paid <= most * (1 + 1e-12) + 1e-9
    assert paid == pytest.approx(max(full * (1 - exemption), full - most), abs=1e-6)


def test_draws_are_as_one_by_one():
    prices, caps = np.array([1e5, 3.3e5, 8e5]), np.array([0.0, 1.5e4, np.inf])
    together = purchase_tax(prices, VAT, RATE, 0.5, caps)
    alone = [float(purchase_tax(p, VAT, RATE, 0.5, c)) for p, c in zip(prices, caps, strict=True)]
    assert together.tolist() == pytest.approx(alone)
