"""The tax in the price of a fuel: never more than the price."""

from types import SimpleNamespace

import numpy as np
import pytest

import carbonsim
from carbonsim.core.errors import ScenarioError
from carbonsim.kernel.inputs import Inputs
from carbonsim.sectors.fuels import tax_problems, tax_within_price
from carbonsim.sectors.nev.accounts import ledger_of_year
from carbonsim.sectors.nev.cars import Cars
from carbonsim.sectors.nev.purchases import KINDS

PRICE, TAX = "drivers.fuels.petrol.price", "drivers.fuels.petrol.tax"


def test_a_tax_is_at_most_the_price():
    assert tax_within_price(2.4, 7.5) == 2.4
    assert tax_within_price(2.4, 1.0) == 1.0
    assert tax_within_price(2.4, 0.0) == 0.0
    both = tax_within_price(np.array([[2.4], [0.0]]), np.array([[7.5, 1.0], [7.5, 1.0]]))
    assert both.tolist() == [[2.4, 1.0], [0.0, 0.0]]


def faults(*overrides):
    with pytest.raises(ScenarioError) as caught:
        carbonsim.load_scenario("china-nev-none", overrides)
    return [problem for problem in caught.value.problems if problem.key in (PRICE, TAX)]


def test_a_price_below_the_tax_in_it_is_refused_with_both_numbers_and_the_year():
    (problem,) = faults(f"{PRICE}=1 CNY/L")
    assert problem.key == PRICE
    assert "found a price of 1 CNY/L in 2021" in problem.message
    assert "the tax that it contains, 2." in problem.message
    assert TAX in problem.hint


def test_a_tax_above_the_price_is_told_at_the_tax_and_for_the_first_year_in_which_it_is():
    (problem,) = faults(f"{TAX}={{path: {{2021: 2, 2029: 2, 2031: 20}}, unit: CNY/L}}")
    assert problem.key == TAX
    assert "found a tax of 11 CNY/L in 2030, expected at most the price" in problem.message
    assert PRICE in problem.hint


def test_the_place_is_that_of_what_the_file_states(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text(
        "carbonsim: 1\nname: mine\nextends: carbonsim:china-nev-none\ndrivers:\n  fuels:\n"
        "    petrol: {price: 1 CNY/L}\n",
        encoding="utf-8",
    )
    with pytest.raises(ScenarioError) as caught:
        carbonsim.load_scenario(path)
    (problem,) = (problem for problem in caught.value.problems if problem.key == PRICE)
    assert (problem.file, problem.line) == (str(path), 6)
    assert problem.column > 1


def test_a_tax_of_all_the_price_is_allowed_and_no_shipped_price_is_below_its_tax():
    equal = carbonsim.load_scenario("china-nev-none", [f"{PRICE}=3 CNY/L", f"{TAX}=3 CNY/L"])
    assert not list(tax_problems(equal, ["petrol"]))
    shipped = carbonsim.load_scenario("fujian-no-policy")
    assert not list(tax_problems(shipped, shipped.members("drivers.fuels")))


def test_where_a_drawn_price_is_below_the_drawn_tax_petrol_costs_the_country_nothing():
    price = f"{PRICE}={{value: 3, low: 0.5, high: 8, unit: CNY/L}}"
    scenario = carbonsim.load_scenario("china-nev-none", [price, f"{TAX}=2.4 CNY/L", "years=[2021, 2023]"])
    scores = {PRICE: np.array([-1.6, 0.0, 1.6])}
    years = np.arange(2021, 2024)
    inputs = Inputs(scenario, years, 3, scores)
    p = Cars(inputs)
    one_car = np.zeros((len(p.powertrains.names), 3))
    nothing = one_car * 0.0
    one_car[p.powertrains.petrol] = 10.0
    flows = SimpleNamespace(
        vintage=p.first,
        prices=SimpleNamespace(battery=0.0),
        charges=np.zeros((len(KINDS), 3)),
        petrol=one_car,
        **dict.fromkeys(("power", "packs_replaced", "kilometres", "stock"), nothing),
    )
    ledger = ledger_of_year(p, flows)
    supply, tax = (
        next(entry.amount for entry in ledger.entries if entry.kind == kind)
        for kind in ("Fuel Supply", "Fuel Tax")
    )
    paid = 10.0 * p.drivers.petrol_price[p.first]
    assert paid[0] < 24.0 < paid[1]
    assert tax == pytest.approx([paid[0], 24.0, 24.0])
    assert supply == pytest.approx([0.0, 6.0, paid[2] - 24.0])
