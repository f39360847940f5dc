"""Yearly charges of plants and prices at which routes break even."""

from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbonsim.sectors.steel.costs import (
    COAL,
    GAS,
    HYDROGEN,
    KINDS,
    ORE,
    OTHER,
    RESOURCES,
    SCRAP,
    Costs,
    break_even,
    yearly_investment,
)
from carbonsim.sectors.steel.flows import STREAMS


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


# Prices of a year and what inputs cost ---------------------------------------------------------------------

PRICES = {
    **{"ore": 800.0, "ore_grade": 10.0, "pellet_premium": 200.0, "dr_pellet_premium": 300.0},
    **{"limestone": 100.0, "electrodes": 15.0, "alloys": 9.0, "by_products": 2500.0},
    **{"coking_coal": 1600.0, "coal": 900.0, "scrap": 2400.0, "natural_gas": 80.0, "electricity": 0.5},
}
#: Gas burnt for power: 40 % of it, 5 % flared before; coal holds 0.7 kg of carbon and 28 GJ a tonne.
WORKS = {
    **{"flared_share": 0.05, "power_efficiency": 0.4},
    **{"coal_heating_value": 28.0, "coal_carbon": 0.7},
}
CO2 = 44.009 / 12.011


def costs_with(choice):
    books = Costs.__new__(Costs)
    books.choice = choice
    books.prices = {name: [a(price)] for name, price in PRICES.items()}
    books.capture = [a(350)]
    books.p = SimpleNamespace(
        steel={name: a(value) for name, value in WORKS.items()},
        natural_gas=SimpleNamespace(carbon=a(15.3)),
        coke_oven_gas=SimpleNamespace(carbon=a(12.0)),
    )
    return books


@pytest.mark.parametrize(
    ("choice", "fuel", "carbon"),
    [
        ("power", 0.4 * 1000 / 3.6 * 0.5, 0.0),
        ("natural_gas", 80.0, 15.3 * CO2 / 1000),
        ("coal", 900 / 28, 700 / 28 * CO2 / 1000),
    ],
)
def test_gas_is_worth_what_replaces_it_but_for_what_would_be_flared(choice, fuel, carbon):
    year = costs_with(choice).year(0, None, a(100))
    assert year.oven_gas[0] == pytest.approx(0.95 * fuel, rel=1e-6)
    # what the replacement emits beyond the gas, of which the flared part is replaced by nothing
    assert year.oven_gas_carbon[0] == pytest.approx(0.95 * carbon - 12.0 * CO2 / 1000, rel=1e-5)
    assert year.capture[0] == 350.0


def test_the_cheapest_replaces_gas_with_its_carbon_paid():
    # coal costs 32 CNY/GJ and emits 0.092 t, natural gas 80 and 0.056, power 56 and nothing here
    cheap, dear = (costs_with("cheapest").year(0, None, a(price)) for price in (0, 1000))
    assert [share.item() for share in cheap.replacement] == [0.0, 0.0, 1.0]
    assert [share.item() for share in dear.replacement] == [1.0, 0.0, 0.0]


def bought(**amounts):
    streams = {name: a(amounts.get(name, 0.0)) for name in STREAMS}
    inputs = {name: a(price) for name, price in PRICES.items()}
    prices = SimpleNamespace(inputs=inputs, hydrogen=SimpleNamespace(cost=a(20)))
    found = Costs.__new__(Costs).bought(streams, prices)
    return {kind: float(value[0]) for kind, value in found.items() if value[0]}


@pytest.mark.parametrize(
    ("stream", "kind", "price"),
    [
        *(("ore", ORE, 800), ("pellets", ORE, 1000), ("dr_pellets", ORE, 1100), ("ore_grade", ORE, 10)),
        *(("coking_coal", COAL, 1600), ("coal", COAL, 900), ("scrap", SCRAP, 2400)),
        *(("carbonates", OTHER, 100), ("electrodes", OTHER, 15), ("alloys", OTHER, 9)),
        *(("by_products", OTHER, -2500), ("natural_gas", GAS, 80), ("hydrogen", HYDROGEN, 20)),
        ("firing_gas", GAS, -80),  # the price of pellets holds it
    ],
)
def test_a_unit_of_each_input(stream, kind, price):
    assert bought(**{stream: 2.0}) == {kind: pytest.approx(2.0 * price)}
