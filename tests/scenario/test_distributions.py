"""The key `distribution` of a quantity, in files, tables and overrides."""

import pytest

from carbonsim.core.distributions import DISTRIBUTIONS, Discrete
from carbonsim.core.errors import DataError
from carbonsim.scenario.defaults import read_defaults
from carbonsim.scenario.freezing import frozen
from carbonsim.scenario.quantity import Definition

PRICE = "drivers.diesel_price"


def with_price(minimum, text):
    return minimum.replace("drivers: {", f"drivers: {{diesel_price: {text}, ")


def of(load, minimum, text, *overrides):
    return load(*overrides, plan=with_price(minimum, text)).quantity(PRICE)


@pytest.mark.parametrize("name", DISTRIBUTIONS)
def test_a_name_with_low_and_high(load, minimum, name):
    quantity = of(load, minimum, f"{{value: 7, low: 6, high: 9, unit: CNY/L, distribution: {name}}}")
    assert (quantity.low, quantity.high, quantity.distribution) == ((6.0,), (9.0,), name)


def test_normal_unless_stated(load, minimum):
    assert of(load, minimum, "{value: 7, low: 6, high: 9, unit: CNY/L}").distribution == "normal"
    assert of(load, minimum, "7 CNY/L").distribution == "normal"


def test_a_path_may_have_one(load, minimum):
    spread = "low: {2023: 6, 2030: 12}, high: {2023: 9, 2030: 18}"
    text = f"{{path: {{2023: 7, 2030: 14}}, {spread}, unit: CNY/L, distribution: pert}}"
    quantity = of(load, minimum, text)
    assert quantity.high == (9.0, 18.0)
    assert quantity.distribution == "pert"


def test_the_range_may_be_that_of_a_table(load, minimum):
    grid = (
        "{table: grid_factors, year: 2022, low: 0.3 kg CO2/kWh, high: 0.5 kg CO2/kWh, distribution: uniform}"
    )
    quantity = load(plan=minimum.replace("0.4 kg CO2/kWh", grid)).quantity("drivers.grid")
    assert quantity.distribution == "uniform"


def test_a_table_without_a_range_has_none_to_make_a_distribution_of(marked, minimum):
    grid = "{table: grid_factors, year: 2022, distribution: §uniform}"
    check(
        marked(minimum.replace("0.4 kg CO2/kWh", grid)),
        "'uniform' without low and high",
        "give low and high",
        "drivers.grid",
    )


def test_one_of_a_few_values(load, minimum):
    text = "{value: 7, unit: CNY/L, distribution: {values: [9 CNY/L, 7, 6000 CNY/m3], weights: [1, 0.5, 2]}}"
    quantity = of(load, minimum, text)
    assert quantity.distribution == Discrete((6.0, 7.0, 9.0), (2.0, 0.5, 1.0))
    assert (quantity.low, quantity.central, quantity.high) == ((6.0,), (7.0,), (9.0,))


def test_it_may_be_set_from_outside(load, minimum):
    text = "drivers.diesel_price={value: 7, low: 6, high: 9, unit: CNY/L, distribution: log-normal}"
    assert load(text, plan=minimum).quantity(PRICE).distribution == "log-normal"


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("value: 7, low: 6, high: 9, distribution: §unifrom", "found 'unifrom'", "mean uniform?"),
        ("value: 7, low: 6, high: 9, distribution: §[1]", "found a list", ""),
        ("value: 7, distribution: §pert", "'pert' without low and high", "give low and high"),
        ("value: 7, low: 0, high: 9, distribution: §log-normal", "with low 0, expected numbers above 0", ""),
        ("path: {2023: 0}, low: {2023: 0}, high: {2023: 9}, distribution: §log-normal", "with low 0", ""),
        ("value: 7, low: §8, high: 9, distribution: uniform", "low 8 above the value 7", ""),
        ("value: 7, low: §6, high: §9, distribution: {values: [7], weights: [1]}", "beside values", "range"),
        ("path: {2023: 7}, distribution: §{values: [7], weights: [1]}", "found values with a path", "one of"),
    ],
)
def test_what_is_wrong_is_said_where_it_stands(marked, minimum, text, message, hint):
    check(marked(with_price(minimum, f"{{{text}, unit: CNY/L}}")), message, hint)


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("values: [7], weights: [§-1]", "found '-1', expected a number of 0 or more", ""),
        ("values: [7], weights: [§two]", "found 'two', expected a number of 0 or more", ""),
        ("values: [7], weights: [§1 %]", "found '1 %', expected a number of 0 or more", ""),
        ("values: [7], weights: §[0]", "no weight above 0", ""),
        ("values: [7], weights: §[1, 2]", "2 weights for 1 values", ""),
        ("values: §[], weights: [1]", "found an empty list", "for example"),
        ("values: [7], §wieghts: [1], weights: [1]", "unknown key", "mean weights?"),
        ("values: §[6, 8], weights: [1, 1]", "found 6, 8, expected the value 7 among them", "central run"),
        ("values: §[7, 7000 CNY/m3], weights: [1, 1]", "found 7 twice", "add up"),
        ("values: [7, §700], weights: [1, 1]", "expected at most 100", ""),
        ("values: [7, §soon], weights: [1, 1]", "found 'soon'", ""),
    ],
)
def test_what_is_wrong_with_a_few_values(marked, minimum, text, message, hint):
    whole = with_price(minimum, f"{{value: 7, unit: CNY/L, distribution: {{{text}}}}}")
    check(marked(whole), message, hint)


def test_values_that_differ_little_are_two(load, minimum):
    text = "{value: 7, unit: CNY/L, distribution: {values: [7, 7.0001], weights: [1, 3]}}"
    choice = load(plan=with_price(minimum, text)).quantity("drivers.diesel_price").distribution
    assert choice.values == (7.0, 7.0001)


def test_weights_are_needed(marked, minimum):
    text = with_price(minimum, "{value: 7 CNY/L, distribution: §{values: [7 CNY/L]}}")
    check(marked(text), "found nothing, expected a list of numbers", "")


def check(marked_problems, message, hint, key=PRICE):
    found, places = marked_problems
    assert [(problem.line, problem.column) for problem in found] == places
    for problem in found:
        assert message in problem.message
        assert hint in problem.hint
        assert problem.key.startswith(key)


# Shipped tables --------------------------------------------------------------------------------------------

HEAD = "address,year,low,central,high,unit,data_year,region,boundary,source,confidence,note,distribution\n"


def define(address):
    return Definition(address, "quantity", "CNY/L", "world", None, None, (), "")


def read(tmp_path, rows, head=HEAD):
    (tmp_path / "parameters.csv").write_text(head + rows, encoding="utf-8")
    return read_defaults(tmp_path / "parameters.csv", "parameters.csv", define)


def test_a_shipped_table_may_have_the_column(tmp_path):
    rows = "a.b,,6,7,9,CNY/L,,,,,estimate,,pert\na.c,,6,7,9,CNY/L,,,,,estimate,,\n"
    found = read(tmp_path, rows)
    assert [found[address].value.distribution for address in ("a.b", "a.c")] == ["pert", "normal"]
    plain = read(tmp_path, "a.b,,6,7,9,CNY/L,,,,,estimate,\n", HEAD.replace(",distribution", ""))
    assert plain["a.b"].value.distribution == "normal"


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("a.b,,6,7,9,CNY/L,,,,,estimate,,prt\n", "csv:2: distribution: found 'prt', expected normal or"),
        ("a.b,,,7,,CNY/L,,,,,estimate,,pert\n", "csv:2: distribution: found without low and high"),
        ("a.b,,0,7,9,CNY/L,,,,,estimate,,log-normal\n", "with low 0"),
        (
            "a.b,2020,6,7,9,CNY/L,,,,,estimate,,pert\na.b,2021,6,7,9,CNY/L,,,,,estimate,,\n",
            "csv:3: .* after 'pert'",
        ),
        ("a.b,,6,7,9,CNY/L,,,,,estimate,\n", "12 cells, expected 13"),
    ],
)
def test_what_is_wrong_in_a_shipped_table(tmp_path, rows, message):
    with pytest.raises(DataError, match=message):
        read(tmp_path, rows)


def test_freezing_keeps_the_distribution(load, minimum):
    spread = "low: {2020: 6, 2030: 12}, high: {2020: 9, 2030: 18}"
    text = f"{{path: {{2020: 7, 2030: 14}}, {spread}, unit: CNY/L, distribution: pert}}"
    scenario = frozen(load(plan=with_price(minimum, text)), 2025)
    assert scenario.quantity(PRICE).distribution == "pert"
    assert scenario.quantity(PRICE).years == (2020,)
