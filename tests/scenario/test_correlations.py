"""Rank correlations and the method of sampling, as scenarios state them."""

import pytest

from carbonsim.scenario.correlations import connected, members

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
DIESEL, CARBON = "drivers.diesel_price", "drivers.carbon_price"
STOCK, GROWTH = "freight.stock", "freight.growth"


def with_list(*items, text=RANGES):
    return text + "correlations:\n" + "".join(f"  - {item}\n" for item in items)


def pairs(scenario):
    return {one.names: one.rank for one in scenario.correlations}


def test_a_pair_of_parameters_in_any_order(load):
    text = with_list(f"{{between: [{DIESEL}, {CARBON}], rank: 0.7, source: weo-2023}}")
    (one,) = load(plan=text).correlations
    assert (one.names, one.rank, one.source) == ((CARBON, DIESEL), 0.7, "weo-2023")
    assert one.origin.line == 11


def test_none_unless_stated(load, minimum):
    assert load(plan=minimum).correlations == ()
    assert load(plan=minimum + "correlations:\n").correlations == ()


def test_plan_and_reference_have_those_of_the_plan(load):
    text = with_list(f"{{between: [{DIESEL}, {CARBON}], rank: 0.7}}") + "reference: other.yaml\n"
    other = RANGES + f"correlations: [{{between: [{DIESEL}, {STOCK}], rank: 0.1}}]\n"
    plan = load(plan=text, other=other)
    assert plan.reference.correlations == plan.correlations
    assert len(plan.correlations) == 1


def test_a_range_of_the_reference_alone_will_do(load):
    text = with_list(f"{{between: [freight.toll_discount, {CARBON}], rank: 0.7}}") + "reference: other.yaml\n"
    other = RANGES + "  toll_discount: {value: 0.1, low: 0, high: 0.2}\n"
    assert len(load(plan=text, other=other).reference.correlations) == 1


def test_a_child_replaces_and_parents_are_joined(load):
    first = with_list(
        f"{{between: [{DIESEL}, {CARBON}], rank: 0.7}}", f"{{between: [{STOCK}, {GROWTH}], rank: 0.1}}"
    )
    second = with_list(f"{{between: [{CARBON}, {DIESEL}], rank: 0.2}}")
    files = {"first": first, "second": second}
    own = (
        f"extends: [first.yaml, second.yaml]\ncorrelations: [{{between: [{DIESEL}, {STOCK}], rank: -0.3}}]\n"
    )
    assert pairs(load(plan="extends: first.yaml\n", **files)) == {(CARBON, DIESEL): 0.7, (GROWTH, STOCK): 0.1}
    both = pairs(load(plan="extends: [first.yaml, second.yaml]\n", **files))
    assert both == {(CARBON, DIESEL): 0.2, (GROWTH, STOCK): 0.1}
    assert pairs(load(plan=own, **files)) == {(DIESEL, STOCK): -0.3}
    assert pairs(load(plan="extends: first.yaml\ncorrelations: []\n", **files)) == {}


def test_groups_are_joined_by_what_they_share(load):
    text = with_list(
        f"{{between: [{DIESEL}, {CARBON}], rank: 0.5}}",
        f"{{between: [{STOCK}, {GROWTH}], rank: 0.5}}",
    )
    assert len(connected(load(plan=text).correlations)) == 2
    joined = connected(load(plan=text + f"  - {{between: [{GROWTH}, {DIESEL}], rank: 0.1}}\n").correlations)
    assert [members(group) for group in joined] == [(CARBON, DIESEL, GROWTH, STOCK)]


@pytest.mark.parametrize(
    ("item", "message", "hint"),
    [
        (
            f"{{between: [§drivers.diesel_prise, {CARBON}], rank: 0.7}}",
            "found 'drivers.diesel_prise'",
            "_price?",
        ),
        (f"{{between: [§drivers, {CARBON}], rank: 0.7}}", "expected the address of a parameter", ""),
        (f"{{between: [{CARBON}, §drivers.grid], rank: 0.7}}", "no range", "give it low and high"),
        (f"{{between: [{CARBON}, §freight.mode], rank: 0.7}}", "no range", ""),
        (f"{{between: [{CARBON}, §{CARBON}], rank: 0.7}}", "twice", "name two parameters"),
        (f"{{between: §[{CARBON}], rank: 0.7}}", "found 1 items", "as [a.b, a.c]"),
        (f"{{between: §{CARBON}, rank: 0.7}}", "expected the addresses of two", ""),
        ("§{rank: 0.7}", "found nothing, expected the addresses of two", ""),
        (f"§{{between: [{CARBON}, {DIESEL}]}}", "found nothing, expected a rank correlation", "rank: 0.7"),
        (f"{{between: [{CARBON}, {DIESEL}], rank: §1}}", "found '1', expected a rank correlation", ""),
        (f"{{between: [{CARBON}, {DIESEL}], rank: §high}}", "found 'high'", ""),
        (f"{{between: [{CARBON}, {DIESEL}], rank: §70 %}}", "found '70 %'", ""),
        (f"{{between: [{CARBON}, {DIESEL}], §rnak: 0.7, rank: 0.7}}", "unknown key", "mean rank?"),
        ("§often", "found 'often', expected keys", "begin each"),
    ],
)
def test_what_is_wrong_is_said_where_it_stands(marked, item, message, hint):
    check(marked(with_list(item)), message, hint)


def test_a_pair_comes_once(marked):
    first, second = (
        f"{{between: [{pair}], rank: 0.7}}" for pair in (f"{DIESEL}, {CARBON}", f"{CARBON}, {DIESEL}")
    )
    check(marked(with_list(first, f"§{second}")), "twice, first in line 11", "keep one")


def test_a_group_must_be_possible(marked):
    items = [
        f"§{{between: [{DIESEL}, {CARBON}], rank: 0.9}}",
        f"{{between: [{CARBON}, {STOCK}], rank: 0.9}}",
        f"{{between: [{STOCK}, {DIESEL}], rank: -0.9}}",
    ]
    check(marked(with_list(*items)), f"no 3 parameters can have: {CARBON}, {DIESEL}, {STOCK}", "count as 0")


def test_it_is_a_list(marked):
    check(marked(RANGES + "correlations: §often\n"), "expected a list", "begin each")


def test_a_broken_parameter_is_reported_once(marked):
    text = with_list(f"{{between: [{DIESEL}, {CARBON}], rank: 0.7}}").replace("value: 60", "value: §sixty")
    check(marked(text), "sixty", "")


def check(marked_problems, message, hint):
    found, places = marked_problems
    assert [(problem.line, problem.column) for problem in found] == places
    for problem in found:
        assert message in problem.message
        assert hint in problem.hint


# Method of sampling ----------------------------------------------------------------------------------------


def test_the_method_is_inherited_and_may_be_set(load, minimum):
    assert load(plan=minimum).sampling == "plain"
    files = {"parent": f"{minimum}sampling: sobol\n"}
    plan = load(plan="extends: parent.yaml\nname: plan\nreference: parent.yaml\n", **files)
    assert plan.sampling == plan.reference.sampling == "sobol"
    assert (
        load("sampling=latin-hypercube", plan="extends: parent.yaml\n", **files).sampling == "latin-hypercube"
    )


def test_an_unknown_method(marked, minimum):
    check(marked(f"{minimum}sampling: §sobel\n"), "expected plain or sobol or latin-hypercube", "mean sobol?")
