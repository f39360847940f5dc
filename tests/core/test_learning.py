"""Prices that fall with what has been made."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbonsim.core.learning import learning_exponent, learning_price

RATES = st.floats(0.01, 0.5)
OUTPUTS = st.floats(1.0, 1e6)


@pytest.mark.parametrize(
    ("rate", "exponent"),
    [
        (0.20, 0.32193),  # Wright (1936): the 80 % curve of aircraft, log 0.8 / log 2
        (0.18, 0.28630),  # lithium-ion packs, BloombergNEF: 18 % per doubling
        (0.15, 0.23447),  # the 85 % curve of textbooks
        (0.50, 1.0),  # half the price with each doubling
        (0.0, 0.0),
    ],
)
def test_exponent_of_published_progress(rate, exponent):
    assert learning_exponent(rate) == pytest.approx(exponent, abs=5e-6)


@pytest.mark.parametrize("rate", [-0.01, 1.0, 1.5, np.array([0.18, 1.0]), np.array([0.18, -0.1])])
def test_exponent_refuses_what_is_no_learning_rate(rate):
    with pytest.raises(ValueError, match="learning rate"):
        learning_exponent(rate)


@pytest.mark.parametrize(("doublings", "price"), [(0, 100.0), (1, 82.0), (2, 67.24), (5, 37.07398)])
def test_wright_18_percent_with_each_doubling(doublings, price):
    found = learning_price(100.0, 3.0 * 2.0**doublings, 3.0, learning_exponent(0.18))
    assert found == pytest.approx(price, abs=1e-5)


def test_no_learning_and_no_output_leave_the_price():
    assert learning_price(139.0, 1e6, 1.0, learning_exponent(0.0)) == 139.0
    assert learning_price(139.0, 7.0, 7.0, 0.3) == 139.0
    assert learning_price(139.0, np.inf, 7.0, 0.3) == 0.0


def test_price_was_higher_when_less_had_been_made():
    # one halving: 1 / 0.8
    assert learning_price(100.0, 1.0, 2.0, learning_exponent(0.2)) == pytest.approx(125.0)


def test_price_of_whole_numbers():
    assert learning_price(100, 4, 2, 1) == 50.0
    assert learning_price(100, np.array([4, 8]), np.array([2, 2]), 1).tolist() == [50.0, 25.0]


@pytest.mark.parametrize(("now", "start"), [(0.0, 1.0), (-1.0, 1.0), (1.0, 0.0), (1.0, -1.0)])
def test_price_refuses_an_output_that_is_not_positive(now, start):
    with pytest.raises(ValueError, match="positive"):
        learning_price(100.0, now, start, 0.3)
    with pytest.raises(ValueError, match="positive"):
        learning_price(100.0, np.array([5.0, now]), np.array([5.0, start]), 0.3)


def test_price_of_draws_is_the_price_of_each():
    cumulative = np.array([[1.0], [2.0], [10.0]])
    rates = np.array([0.0, 0.12, 0.18, 0.25])
    prices = np.array([90.0, 100.0, 110.0, 120.0])
    together = learning_price(prices, cumulative, 1.5, learning_exponent(rates))
    assert together.shape == (3, 4)
    for y in range(3):
        for d in range(4):
            exponent = learning_exponent(float(rates[d]))
            alone = learning_price(float(prices[d]), float(cumulative[y, 0]), 1.5, exponent)
            assert together[y, d] == pytest.approx(float(alone), rel=1e-14)


@given(rate=RATES, start=OUTPUTS, now=OUTPUTS)
def test_each_doubling_from_anywhere_takes_the_learning_rate(rate, start, now):
    exponent = learning_exponent(rate)
    before, after = learning_price(100.0, np.array([now, 2.0 * now]), start, exponent)
    assert after / before == pytest.approx(1.0 - rate, rel=1e-12)


@given(rate=RATES, start=OUTPUTS, now=OUTPUTS, later=OUTPUTS)
def test_learning_in_two_steps_is_learning_in_one(rate, start, now, later):
    exponent = learning_exponent(rate)
    between = learning_price(100.0, now, start, exponent)
    stepwise = learning_price(between, later, now, exponent)
    assert stepwise == pytest.approx(float(learning_price(100.0, later, start, exponent)), rel=1e-9)


@given(rate=RATES, start=OUTPUTS, factor=st.floats(1.001, 100.0))
def test_more_output_never_raises_the_price_nor_makes_it_free(rate, start, factor):
    price = learning_price(100.0, start * factor, start, learning_exponent(rate))
    assert 0.0 < price < 100.0
