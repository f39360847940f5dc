"""Yearly charges of plants and prices at which routes break even."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbonsim.sectors.steel.costs import KINDS, RESOURCES, break_even, yearly_investment


def a(*values):
    return np.array(values, dtype=float)


def test_charges_of_the_textbook_table():
    # A/P of compound-interest tables: 0.08024 for 20 years and 0.12950 for 10 years at 5 %
    new, renewed = yearly_investment(a(4000), a(600), a(0.05), a(20), a(10))
    assert renewed[0] == pytest.approx(600 * 0.12950, abs=0.01)
    assert new[0] == pytest.approx(3400 * 0.08024 + 600 * 0.12950, abs=0.03)


def test_charges_without_interest():
    new, renewed = yearly_investment(a(4000), a(600), a(0.0), a(40), a(15))
    assert renewed[0] == pytest.approx(40)
    assert new[0] == pytest.approx(85 + 40)


def test_plants_without_a_campaign():
    new, renewed = yearly_investment(a(1000), a(0), a(0.05), a(20), a(10))
    assert renewed[0] == 0
    assert new[0] == pytest.approx(80.24, abs=0.01)


def test_renewal_of_the_whole_plant():
    new, renewed = yearly_investment(a(1000), a(1000), a(0.05), a(20), a(10))
    assert new == renewed
    # a renewal dearer than the plant has no lasting part below 0
    new, renewed = yearly_investment(a(1000), a(1500), a(0.05), a(20), a(10))
    assert new == renewed


@given(investment=st.floats(1, 1e4), part=st.floats(0, 1), rate=st.floats(0, 0.2), life=st.floats(1, 30))
def test_new_plants_cost_no_less_than_renewed_ones(investment, part, rate, life):
    new, renewed = yearly_investment(a(investment), a(investment * part), a(rate), a(2 * life), a(life))
    assert new >= renewed >= 0
    # a life as long as the campaign makes one annuity of both
    one = yearly_investment(a(investment), a(investment * part), a(rate), a(life), a(life))[0]
    assert one == pytest.approx(yearly_investment(a(investment), a(0), a(rate), a(life), a(life))[0])


@pytest.mark.parametrize(("rate", "plant", "campaign"), [(0.08, 0, 15), (0.08, 40, -1), (-1.5, 40, 15)])
def test_no_such_plant(rate, plant, campaign):
    with pytest.raises(ValueError, match=r"years|rate"):
        yearly_investment(a(4000), a(600), a(rate), a(plant), a(campaign))


def test_break_even_by_hand():
    # 400 CNY/t cheaper without hydrogen, 50 kg/t of it
    assert break_even(a(3000), a(3400), a(50), a(0))[0] == pytest.approx(8.0)
    assert break_even(a(3400), a(3400), a(50), a(0))[0] == 0
    assert break_even(a(3600), a(3400), a(50), a(0))[0] == pytest.approx(-4.0)  # dearer even if it were free


@given(
    cost=st.floats(1000, 6000), base=st.floats(1000, 6000), amount=st.floats(11, 80), other=st.floats(0, 10)
)
def test_routes_cost_the_same_at_the_break_even_price(cost, base, amount, other):
    price = break_even(a(cost), a(base), a(amount), a(other))
    assert cost + price * amount == pytest.approx(base + price * other, abs=1e-6)
    assert break_even(a(base), a(cost), a(other), a(amount)) == pytest.approx(price)


def test_draws_are_those_of_each():
    plants = (a(4000, 3000, 2000), a(600, 0, 2500), a(0.0, 0.05, 0.1), a(20, 30, 40), a(10, 15, 20))
    routes = (a(3000, 3500, 4000), a(3400, 3400, 3400), a(50, 40, 30), a(0, 10, 60))
    for i in range(3):
        together, alone = yearly_investment(*plants), yearly_investment(*(value[[i]] for value in plants))
        assert [part[i] for part in together] == [part[0] for part in alone]
        assert break_even(*routes)[i] == break_even(*(value[[i]] for value in routes))[0]


def test_kinds_of_cost_are_named_once():
    assert len(set(KINDS)) == len(KINDS)
    assert set(RESOURCES) < set(KINDS)
