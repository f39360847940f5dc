"""Payments spread over years."""

import numpy as np
import pytest

from carbonsim.sectors.instalments import Instalments

KINDS = ("price", "tax")


def spread(years, rate, draws=1, vintages=12):
    return Instalments(KINDS, vintages, np.asarray(years, float), np.asarray(rate, float), draws)


def test_charges_by_hand():
    # 300 over three years without interest is 100 in each of them and nothing after
    made = spread([3.0], [0.0])
    made.note(2, {"price": np.array([300.0]), "tax": np.array([30.0])})
    assert [float(made.charges(year)["price"][0]) for year in range(7)] == [0, 0, 100, 100, 100, 0, 0]
    assert float(made.charges(3)["tax"][0]) == 10.0


def test_charges_of_several_years_of_sale_add_up():
    made = spread([2.0], [0.0])
    for year in range(5):
        made.note(year, {"price": np.array([10.0 * (year + 1)]), "tax": np.zeros(1)})
    assert [float(made.charges(year)["price"][0]) for year in range(4)] == [5, 15, 25, 35]


def test_charges_are_worth_what_was_paid():
    made = spread([8.0], [0.05])
    made.note(1, {"price": np.array([1000.0]), "tax": np.zeros(1)})
    worth = sum(float(made.charges(1 + age)["price"][0]) / 1.05**age for age in range(10))
    assert worth == pytest.approx(1000.0, rel=1e-12)


def test_each_draw_has_its_own_years():
    made = spread([2.0, 4.0], [0.0, 0.0], draws=2)
    made.note(0, {"price": np.array([100.0, 100.0]), "tax": np.zeros(2)})
    assert [made.charges(year)["price"].tolist() for year in (1, 2, 4)] == [[50, 25], [0, 25], [0, 0]]


def test_the_earliest_vintage_still_written_off():
    made = spread([2.5], [0.0])
    assert [made.earliest(vintage) for vintage in (1, 3, 10)] == [0, 0, 7]


def test_a_kind_that_is_not_stated_is_an_error():
    with pytest.raises(KeyError, match="tax"):
        spread([2.0], [0.0]).note(0, {"price": np.zeros(1)})
