"""Cost of owning: known values, limits, vector equals scalars, wrong input."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbonsim.core.finance import yearly_charge
from carbonsim.sectors.freight.ownership import annual_ownership_cost


def test_owning_by_counting_payments():
    # the yearly cost, paid at the end of each year, is worth what was paid less what is got back
    cost = float(annual_ownership_cost(330_000.0, 29_203.54, 1.02, 0.3, 0.07, 6.0))
    worth = sum(cost / 1.07**year for year in range(1, 7))
    assert worth == pytest.approx(330_000 * 1.02 + 29_203.54 - 0.3 * 330_000 / 1.07**6, rel=1e-12)


def test_owning_without_interest_is_the_loss_of_value_by_year():
    assert annual_ownership_cost(330_000.0, 0.0, 1.0, 0.3, 0.0, 6.0) == pytest.approx(38_500.0)
    assert annual_ownership_cost(330_000.0, 0.0, 1.0, 1.0, 0.0, 6.0) == pytest.approx(0.0)


def test_owning_for_no_time_is_refused():
    with pytest.raises(ValueError, match="years"):
        annual_ownership_cost(330_000.0, 0.0, 1.0, 0.3, 0.07, 0.0)


@given(price=st.floats(1e4, 1e6), residual=st.floats(0.0, 0.9), rate=st.floats(0.0, 0.3))
def test_a_better_resale_never_makes_owning_dearer(price, residual, rate):
    cost, better = (
        annual_ownership_cost(price, 0.0, 1.0, share, rate, 6.0) for share in (residual, residual + 0.1)
    )
    assert better < cost


def test_draws_are_as_one_by_one():
    prices, rates = np.array([1e5, 3.3e5, 8e5]), np.array([0.0, 0.07, 0.2])
    together = annual_ownership_cost(prices, 1e3, 1.0, 0.2, rates, 6.0)
    alone = [
        float(annual_ownership_cost(p, 1e3, 1.0, 0.2, r, 6.0)) for p, r in zip(prices, rates, strict=True)
    ]
    assert together.tolist() == pytest.approx(alone, rel=1e-14)


@given(rate=st.floats(0.0, 0.5), years=st.integers(1, 40))
def test_a_yearly_charge_is_worth_the_price_in_the_year_of_purchase(rate, years):
    charge = float(yearly_charge(rate, years))
    assert sum(charge / (1 + rate) ** year for year in range(years)) == pytest.approx(1.0, rel=1e-9)


def test_a_yearly_charge_without_interest_is_an_equal_share():
    assert yearly_charge(0.0, 8) == pytest.approx(0.125)
    with pytest.raises(ValueError, match="years"):
        yearly_charge(0.05, 0)
