"""Levers of a scenario: what is read, what is refused and where, and the values in between."""

import numpy as np
import pytest

from carbonsim.scenario.levers import override
from carbonsim.scenario.quantity import Quantity

LEVERS = "levers:\n  - name: a\n    set:\n"
PATH = "freight: {stock: 100 truck, swap: {stations: {path: {2023: 4, 2030: 300}, unit: station}}}\n"


def lever(load, minimum, text, **others):
    (found,) = load(plan=minimum + "levers:\n  - name: a\n" + text, **others).levers
    return found


def test_a_lever_of_a_constant_runs_in_its_unit(load, minimum):
    text = "    title: {en: Discount, zh: 折扣}\n    set: {freight.toll_discount: 0.5}\n    high: 60 %\n"
    found = lever(load, minimum, text)
    assert (found.low, found.base, found.target, found.high, found.unit) == (0.0, 0.0, 0.5, 0.6, "1")
    assert found.title == {"en": "Discount", "zh": "折扣"}
    assert found.in_unit
    assert found.at(0.25)["freight.toll_discount"].central == (0.25,)
    growth = lever(load, minimum, "    set: {freight.growth: 1 %/yr}\n    high: 5 %/yr\n    steps: 4\n")
    assert (growth.low, growth.base, growth.high, growth.unit) == (1.0, 2.0, 5.0, "%/yr")
    assert growth.points(4) == (1.0, 2.0, pytest.approx(11 / 3), 5.0), "the base is a point"


def test_a_lever_of_paths_or_several_parameters_runs_in_shares_of_the_way(load, minimum):
    text = "    set:\n      drivers.diesel_price: {path: {2025: 5, 2030: 3.5}, unit: CNY/L}\n"
    found = lever(load, minimum, text + "      freight.growth: 4 %/yr\n    low: -50 %\n    high: 1.5\n")
    assert (found.low, found.base, found.target, found.high, found.unit) == (-0.5, 0.0, 1.0, 1.5, "1")
    assert found.title == {"en": "a", "zh": "a"}
    half = found.at(0.5)
    assert half["freight.growth"].central == (3.0,)
    price = half["drivers.diesel_price"]
    years = np.arange(2018, 2040)
    own, on = found.own["drivers.diesel_price"], found.on["drivers.diesel_price"]
    middle = (own.series(years)[0] + on.series(years)[0]) / 2
    np.testing.assert_allclose(price.series(years)[0], middle, rtol=1e-15)
    assert price.low is None, "what a lever moves has no range"
    assert found.at(1.0)["drivers.diesel_price"] == on


def test_a_lever_may_multiply_what_the_scenario_has(load, minimum):
    times = "    set: {drivers.diesel_price: {times: {2025: 1, 2030: 0.5}}}\n"
    found = lever(load, minimum, times)
    own, on = found.own["drivers.diesel_price"], found.on["drivers.diesel_price"]
    assert own.years == (2020, 2030)
    assert on.years == (2020, 2025, 2030)
    assert on.central == (own.central[0], pytest.approx(np.mean(own.central)), 3.5)
    double = lever(load, minimum, "    set: {freight.growth: {times: 2}}\n")
    assert (double.base, double.target) == (2.0, 4.0)
    child = "extends: plan.yaml\nname: child\nfreight: {growth: 3 %/yr}\n"
    (inherited,) = load(
        child=child, plan=minimum + "levers:\n  - name: a\n    set: {freight.growth: {times: 2}}\n"
    ).levers
    assert inherited.target == 6.0, "of the scenario's own value"


@pytest.mark.parametrize(
    "quantity",
    [
        Quantity((), (1 / 3,), None, None, "linear", "CNY/L"),
        Quantity((2020, 2031), (0.1 + 0.2, 1e-17), None, None, "s-curve", "CNY/L"),
    ],
)
def test_an_override_says_a_value_to_the_last_bit(load, minimum, quantity):
    read = load(override("drivers.diesel_price", quantity), plan=minimum).quantity("drivers.diesel_price")
    assert (read.years, read.central, read.low) == (quantity.years, quantity.central, None)
    assert read.interpolation == quantity.interpolation or not quantity.years


WRONG = {
    "no list": ("levers: §{a: 1}\n", "expected a list"),
    "no lever": ("levers: [§a]\n", "expected a lever with name and set"),
    "no name": ("levers:\n  - §set: {freight.growth: 3 %/yr}\n", "add the line name"),
    "no set": ("levers:\n  - §name: a\n", "expected parameters with values"),
    "unknown key": (
        "levers:\n  - {name: a, set: {freight.growth: 3 %/yr}, §stps: 3}\n",
        "did you mean steps?",
    ),
    "unknown parameter": (LEVERS + "      §freight.grwth: 3 %/yr\n", "did you mean freight.growth?"),
    "an option": (LEVERS + "      §freight.mode: given\n", "found an option"),
    "a text": (LEVERS + "      §freight.powertrains.diesel.label: X\n", "found a text"),
    "a row that is not there": (LEVERS + "      §freight.powertrains.lng.subsidy: 1 CNY/truck\n", "row"),
    "wrong unit": (LEVERS + "      freight.growth: §3 km\n", "%/yr"),
    "no unit": (LEVERS + "      freight.growth: §3\n", "without a unit"),
    "outside its bounds": (LEVERS + "      freight.growth: §31 %/yr\n", "expected at most 30 %/yr"),
    "a range": (
        LEVERS + '      freight.growth: {value: 3, unit: "%/yr", low: §2, high: 4}\n',
        "found a range",
    ),
    "nothing moved": (LEVERS + "      freight.growth: §2 %/yr\n", "moves nothing"),
    "an end outside bounds": (
        "levers:\n  - {name: a, set: {freight.toll_discount: 0.5}, high: §1.2}\n",
        "expected at most 1",
    ),
    "beyond the bounds by the way": (
        LEVERS + "      freight.toll_discount: 0.5\n      freight.growth: 3 %/yr\n    high: §2.5\n",
        "there freight.toll_discount is out of bounds",
    ),
    "base outside": (
        "levers:\n  - {name: a, set: {freight.growth: 4 %/yr}, low: §3 %/yr}\n",
        "expected ends with the scenario's own 2 %/yr between them",
    ),
    "an end with a unit": (
        "levers:\n  - {name: a, set: {drivers.diesel_price: 3 CNY/L}, high: §2 CNY/L}\n",
        "expected a share of the way",
    ),
    "two steps": ("levers:\n  - {name: a, set: {freight.growth: 3 %/yr}, steps: §2}\n", "from 3 to 21"),
    "a factor with more": (
        LEVERS + '      freight.growth: {times: 2, unit: §"%/yr"}\n',
        "expected times alone",
    ),
    "a factor that is none": (LEVERS + "      freight.growth: {times: §2 %/yr}\n", ""),
    "another form of path": (
        f"{PATH}levers:\n  - name: a\n    set:\n"
        "      freight.swap.stations: §{path: {2023: 4, 2030: 9}, unit: station, interpolation: step}\n",
        "expected linear",
    ),
    "one key in two levers": (
        "levers:\n  - {name: a, set: {freight.growth: 3 %/yr}}\n"
        "  - {name: §b, set: {freight.growth: 4 %/yr}}\n",
        "expected it in one lever alone",
    ),
    "one name twice": (
        "levers:\n  - {name: a, set: {freight.growth: 3 %/yr}}\n"
        "  - {name: §a, set: {freight.toll_discount: 0.4}}\n",
        "found the name 'a' twice",
    ),
    "too many points": (
        "levers:\n  - {name: §a, set: {freight.growth: 3 %/yr}, steps: 11}\n"
        "  - {name: b, set: {freight.toll_discount: 0.4}, steps: 10}\n",
        "11 x 10 = 110 points, expected at most 100",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_told_at_its_place(marked, minimum, case):
    text, words = WRONG[case]
    base = (
        minimum if not text.startswith("freight:") else minimum.replace("freight: {stock: 100 truck}\n", "")
    )
    found, places = marked(base + text)
    assert (found[0].line, found[0].column) == places[0]
    assert words in f"{found[0].message} {found[0].hint}"
    assert found[0].key.startswith("levers")


def test_five_levers_are_too_many(problems, minimum):
    items = "".join(f"  - {{name: a{n}, set: {{freight.growth: 3 %/yr}}}}\n" for n in range(5))
    (found,) = problems(plan=minimum + "levers:\n" + items)
    assert "found 5 levers, expected at most 4" in found.message


def test_levers_are_inherited_unless_stated_anew(load, minimum):
    parent = minimum + "levers: [{name: a, set: {freight.growth: 3 %/yr}}]\n"
    assert [one.name for one in load(plan="extends: parent.yaml\n", parent=parent).levers] == ["a"]
    assert load(plan="extends: parent.yaml\nlevers: []\n", parent=parent).levers == ()
    other = "extends: parent.yaml\nlevers: [{name: b, set: {freight.toll_discount: 0.1}}]\n"
    assert [one.name for one in load(plan=other, parent=parent).levers] == ["b"]


def test_an_inherited_lever_that_cannot_be_is_left_out_with_a_word(load, minimum):
    parent = minimum + "levers: [{name: a, set: {freight.growth: 3 %/yr}}]\n"
    plan = load(plan="extends: parent.yaml\nfreight: {growth: 3 %/yr}\n", parent=parent)
    assert plan.levers == ()
    (warning,) = plan.unused
    assert warning.message.startswith("lever left out: found the value that the scenario has")
    plan = load("freight.growth=4 %/yr", plan=parent.replace("}}]", "}, high: 3.5 %/yr}]"))
    assert (plan.levers, len(plan.unused)) == ((), 1), "an override has moved the base out of its ends"


def test_the_reference_has_no_levers(load, minimum):
    text = minimum + "reference: other.yaml\nlevers: [{name: a, set: {freight.toll_discount: 0.1}}]\n"
    plan = load(plan=text, other=minimum + "levers: [{name: b, set: {freight.growth: 1 %/yr}}]\n")
    assert [one.name for one in plan.levers] == ["a"]
    assert plan.reference.levers == ()
