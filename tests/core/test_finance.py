"""Money over time, against compound-interest tables and payments counted one by one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbonsim.core.finance import (
    capital_recovery_factor,
    discount_factor,
    financed_price_factor,
    present_value_factor,
)

RATES = st.one_of(st.just(0.0), st.floats(1e-9, 0.5), st.floats(-0.3, -1e-9))
YEARS = st.integers(1, 60)

# rate, years, P/F, P/A, A/P: compound-interest factors as in the appendix of any engineering-economy
# textbook (Blank and Tarquin, Engineering Economy; Sullivan et al.)
TABLE = [
    (0.05, 10, 0.6139, 7.7217, 0.12950),
    (0.05, 20, 0.3769, 12.4622, 0.08024),
    (0.07, 6, 0.6663, 4.7665, 0.20980),
    (0.08, 10, 0.4632, 6.7101, 0.14903),
    (0.10, 3, 0.7513, 2.4869, 0.40211),
    (0.10, 20, 0.1486, 8.5136, 0.11746),
]


@pytest.mark.parametrize(("rate", "years", "p_f", "p_a", "a_p"), TABLE)
def test_factors_of_the_textbook_table(rate, years, p_f, p_a, a_p):
    assert discount_factor(rate, years) == pytest.approx(p_f, abs=5.1e-5)
    assert present_value_factor(rate, years) == pytest.approx(p_a, abs=5.1e-5)
    assert capital_recovery_factor(rate, years) == pytest.approx(a_p, abs=5.1e-6)


@given(rate=RATES, years=YEARS)
def test_present_value_is_the_sum_of_its_payments(rate, years):
    one_by_one = sum((1.0 + rate) ** -year for year in range(1, years + 1))
    assert present_value_factor(rate, years) == pytest.approx(one_by_one, rel=1e-7)


def test_present_value_at_no_interest_is_the_number_of_payments():
    assert present_value_factor(0.0, 6) == 6.0
    assert present_value_factor(0, 6) == 6.0
    np.testing.assert_allclose(present_value_factor(np.array([0.0, 0.07]), 6), [6.0, 4.76654], rtol=1e-6)


@pytest.mark.parametrize("rate", [1e-6, 1e-9, 1e-12, 1e-15, -1e-12])
def test_present_value_near_no_interest_keeps_its_digits(rate):
    # series: n - n (n + 1) r / 2
    assert present_value_factor(rate, 30) == pytest.approx(30.0 - 465.0 * rate, rel=1e-8)
    assert present_value_factor(rate, 30) == pytest.approx(30.0 - 465.0 * rate + 4960.0 * rate**2, rel=1e-14)


def test_present_value_of_a_perpetuity_and_of_nothing():
    assert present_value_factor(0.05, np.inf) == pytest.approx(20.0)
    assert present_value_factor(0.05, 0.0) == 0.0
    assert present_value_factor(0.0, 0.0) == 0.0


@pytest.mark.parametrize(
    ("rate", "years"),
    [
        (-1.0, 5),
        (-2.0, 5),
        (0.07, -1),
        (np.array([0.07, -1.0]), 5),
        (0.07, np.array([5, -1])),
    ],
)
def test_present_value_refuses_what_is_no_rate_or_term(rate, years):
    with pytest.raises(ValueError, match="rate must be above -1"):
        present_value_factor(rate, years)


@pytest.mark.parametrize("years", [0, -3, np.array([5.0, 0.0])])
def test_capital_recovery_refuses_a_term_of_nothing(years):
    with pytest.raises(ValueError, match="years must be positive"):
        capital_recovery_factor(0.07, years)


def test_capital_recovery_refuses_a_rate_that_takes_all():
    with pytest.raises(ValueError, match="above -1"):
        capital_recovery_factor(-1.0, 5)


def test_capital_recovery_limits():
    assert capital_recovery_factor(0.0, 8) == 0.125  # no interest: equal parts
    assert capital_recovery_factor(0.06, 1) == pytest.approx(1.06)  # one year: all, with interest
    assert capital_recovery_factor(0.06, np.inf) == pytest.approx(0.06)  # for ever: interest alone


@given(rate=RATES, years=YEARS)
def test_capital_recovery_times_present_value_is_one(rate, years):
    product = capital_recovery_factor(rate, years) * present_value_factor(rate, years)
    assert product == pytest.approx(1.0, rel=1e-14)


@given(rate=RATES, years=YEARS)
def test_the_payments_of_capital_recovery_clear_a_loan(rate, years):
    payment = float(capital_recovery_factor(rate, years))
    debt = 1.0
    for _ in range(years):
        debt = debt * (1.0 + rate) - payment
    # what is left, in the money of the start
    assert debt * (1.0 + rate) ** -years == pytest.approx(0.0, abs=1e-6)


@given(rate=st.floats(0.0, 0.4), more=st.floats(1e-4, 0.1), years=YEARS)
def test_dearer_money_costs_more_and_the_future_less(rate, more, years):
    assert capital_recovery_factor(rate + more, years) > capital_recovery_factor(rate, years)
    assert discount_factor(rate + more, years) < discount_factor(rate, years)


def test_discount_limits():
    assert discount_factor(0.07, 0) == 1.0
    assert discount_factor(0.0, 40) == 1.0
    assert discount_factor(0, 40) == 1.0
    assert discount_factor(0.07, np.inf) == 0.0
    assert discount_factor(1, 3) == 0.125  # whole numbers too


@given(rate=RATES, first=st.floats(0.0, 30.0), second=st.floats(0.0, 30.0))
def test_discounting_twice_is_discounting_over_both_spans(rate, first, second):
    twice = discount_factor(rate, first) * discount_factor(rate, second)
    assert twice == pytest.approx(float(discount_factor(rate, first + second)), rel=1e-12)


@given(rate=RATES, years=YEARS)
def test_a_year_more_adds_its_own_discount(rate, years):
    added = present_value_factor(rate, years + 1) - present_value_factor(rate, years)
    assert added == pytest.approx(float(discount_factor(rate, years + 1)), rel=1e-6)


def test_financed_price_of_a_truck_payment_by_payment():
    # 400,000 CNY, 30 % down, the rest over 3 years at 8 %, to a buyer who discounts at 12 %
    price, down, loan_rate, years, own = 400_000.0, 0.3, 0.08, 3, 0.12
    owed = price * (1.0 - down)
    # P/A of 8 % and 3 years is 2.5771 in the tables
    payment = owed / 2.57709699
    value = price * down + payment / 1.12 + payment / 1.12**2 + payment / 1.12**3
    assert financed_price_factor(down, loan_rate, years, own) == pytest.approx(value / price, rel=1e-8)
    assert value / price == pytest.approx(0.9524, abs=5e-5)


def test_financed_price_limits():
    assert financed_price_factor(1.0, 0.08, 3, 0.12) == 1.0  # cash
    assert financed_price_factor(0.0, 0.0, 4, 0.0) == 1.0  # no interest anywhere
    # a free loan, all of it, for a buyer at 10 %: a quarter in each of four years, P/A = 3.1699
    assert financed_price_factor(0.0, 0.0, 4, 0.10) == pytest.approx(3.1699 / 4.0, abs=2e-5)


def test_financed_price_refuses_a_loan_of_no_years():
    with pytest.raises(ValueError, match="years must be positive"):
        financed_price_factor(0.3, 0.08, 0, 0.12)


@given(
    down=st.floats(0.0, 0.9), rate=st.floats(0.0, 0.3), gap=st.floats(0.001, 0.2), years=st.integers(1, 10)
)
def test_financed_price_is_above_one_exactly_where_the_loan_is_dearer(down, rate, gap, years):
    assert financed_price_factor(down, rate, years, rate) == pytest.approx(1.0, rel=1e-12)
    assert financed_price_factor(down, rate + gap, years, rate) > 1.0
    assert financed_price_factor(down, rate, years, rate + gap) < 1.0


@pytest.mark.parametrize("factor", [present_value_factor, capital_recovery_factor, discount_factor])
def test_factors_of_draws_are_the_factors_of_each(factor):
    years = np.array([[1], [6], [20]])
    rates = np.array([0.0, 0.05, 0.07, -0.01])
    together = factor(rates, years)
    assert together.shape == (3, 4)
    for n in range(3):
        for d in range(4):
            alone = factor(float(rates[d]), int(years[n, 0]))
            assert together[n, d] == pytest.approx(float(alone), rel=1e-14)


def test_financed_price_of_draws_is_that_of_each():
    down, loan = np.array([0.2, 0.3, 1.0]), np.array([0.05, 0.08, 0.0])
    years, own = np.array([[2.0], [3.0]]), np.array([0.12, 0.07, 0.0])
    together = financed_price_factor(down, loan, years, own)
    assert together.shape == (2, 3)
    for n in range(2):
        for d in range(3):
            alone = financed_price_factor(float(down[d]), float(loan[d]), float(years[n, 0]), float(own[d]))
            assert together[n, d] == pytest.approx(float(alone), rel=1e-14)
