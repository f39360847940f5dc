"""Claims and correlations that a scenario inherits and cannot hold are left out, told at their place."""

import pytest

RANGES = """\
carbonsim: 1
region: Fujian
years: [2023, 2060]
drivers:
  grid: 0.4 kg CO2/kWh
  carbon_price: {value: 60, low: 50, high: 90, unit: CNY/t CO2}
freight:
  stock: {value: 100, low: 90, high: 120, unit: truck}
  growth: {value: 2, low: 1, high: 3, unit: '%/yr'}
"""
CLAIMS = """\
claims:
  - {name: soon, variable: V, year: 2025, at_least: 1 t}
  - {name: later, variable: V, year: 2050, at_least: 1 t}
  - {name: ever, variable: V, at_least: 1 t}
"""
CARBON, STOCK, GROWTH = "drivers.carbon_price", "freight.stock", "freight.growth"
PAIRS = f"""\
correlations:
  - {{between: [{CARBON}, {STOCK}], rank: 0.7}}
  - {{between: [{STOCK}, {GROWTH}], rank: 0.1}}
"""
CHILD = "extends: parent.yaml\n"


def names(scenario):
    return [claim.name for claim in scenario.claims]


def told(scenario):
    """What was left out: file, line and key of each, and what is said."""
    return [
        (one.file.rpartition("/")[2], one.line, one.key, one.message)
        for one in scenario.unused
        if one.message.startswith("left out: ")
    ]


# Claims


def test_an_inherited_claim_of_a_year_beyond_the_horizon_is_left_out(load):
    plan = load(plan=f"{CHILD}years: [2023, 2030]\n", parent=RANGES + CLAIMS)
    assert names(plan) == ["soon", "ever"]
    message = "left out: its year, 2050, is outside the horizon, 2023 to 2030"
    assert told(plan) == [("parent.yaml", 12, "claims.later", message)]


def test_one_before_the_horizon_is_left_out_too(load):
    plan = load(plan=f"{CHILD}years: [2030, 2060]\n", parent=RANGES + CLAIMS)
    assert names(plan) == ["later", "ever"]
    assert [(line, key) for _, line, key, _ in told(plan)] == [(11, "claims.soon")]


def test_what_can_be_held_is_inherited_without_a_word(load):
    plan = load(plan=CHILD, parent=RANGES + CLAIMS)
    assert names(plan) == ["soon", "later", "ever"]
    assert told(plan) == []


def test_an_override_of_the_horizon_leaves_out_claims_of_the_file_itself(load):
    plan = load("years=[2023, 2030]", plan=RANGES + CLAIMS)
    assert names(plan) == ["soon", "ever"]
    assert [key for *_, key, _ in told(plan)] == ["claims.later"]


@pytest.mark.parametrize("overrides", [(), ("freight.stock=50 truck",)])
def test_a_claim_of_the_file_itself_must_be_within_its_horizon(problems, overrides):
    (problem,) = problems(*overrides, plan=RANGES.replace("2060", "2030") + CLAIMS)
    assert problem.line == 12
    assert "2050" in problem.message


def test_a_claim_that_a_child_states_must_be_within_its_horizon(problems):
    (problem,) = problems(plan=f"{CHILD}years: [2023, 2030]\n{CLAIMS}", parent=RANGES)
    assert problem.file.endswith("plan.yaml")
    assert "2050" in problem.message


def test_claims_of_any_horizon_are_not_left_out(load):
    """One of any year, or without a year."""
    some = "claims:\n  - {name: some, variable: V, year: any, at_least: 1 t}\n"
    plan = load(plan=f"{CHILD}years: [2023, 2024]\n", parent=RANGES + some)
    assert names(plan) == ["some"]
    assert told(plan) == []


# Correlations


def test_an_inherited_pair_of_which_one_has_lost_its_range_is_left_out(load):
    plan = load(plan=f"{CHILD}drivers: {{carbon_price: 60 CNY/t CO2}}\n", parent=RANGES + PAIRS)
    assert [one.names for one in plan.correlations] == [(GROWTH, STOCK)]
    ((file, line, key, message),) = told(plan)
    assert (file, line) == ("parent.yaml", 11)
    assert key.startswith("correlations[1].between")
    assert CARBON in message
    assert "has no range" in message


def test_an_override_may_take_the_range_of_a_pair_in_the_file_itself(load):
    plan = load(f"{STOCK}=100 truck", plan=RANGES + PAIRS)
    assert plan.correlations == ()
    assert [key.partition(".")[0] for *_, key, _ in told(plan)] == ["correlations[1]", "correlations[2]"]


def test_a_pair_of_the_file_itself_without_a_range_is_wrong(problems):
    pairs = PAIRS.replace(STOCK, "freight.toll_discount")
    found = problems(plan=RANGES + pairs)
    assert [problem.line for problem in found] == [11, 12]
    assert all("has no range" in problem.message for problem in found)


def test_a_pair_that_a_child_states_is_wrong_where_it_takes_the_range_itself(problems):
    own = f"{CHILD}drivers: {{carbon_price: 60 CNY/t CO2}}\n{PAIRS}"
    (problem,) = problems(plan=own, parent=RANGES)
    assert problem.file.endswith("plan.yaml")
    assert CARBON in problem.message


def test_an_address_that_is_unknown_is_wrong_wherever_it_stands(problems):
    (problem,) = problems(plan=CHILD, parent=RANGES + PAIRS.replace("carbon_price", "carbon_prise"))
    assert "carbon_price" in problem.hint


def test_pairs_whose_ranges_are_there_are_inherited_without_a_word(load):
    plan = load(plan=CHILD, parent=RANGES + PAIRS)
    assert len(plan.correlations) == 2
    assert told(plan) == []


def test_a_range_of_the_reference_keeps_a_pair(load):
    child = f"{CHILD}reference: other.yaml\nfreight: {{toll_discount: 0.1}}\n"
    parent = RANGES + f"correlations: [{{between: [freight.toll_discount, {CARBON}], rank: 0.7}}]\n"
    other = RANGES + "  toll_discount: {value: 0.1, low: 0, high: 0.2}\n"
    plan = load(plan=child, parent=parent, other=other)
    assert len(plan.correlations) == len(plan.reference.correlations) == 1
    assert told(plan) == []
