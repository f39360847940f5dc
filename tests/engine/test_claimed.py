"""Which year and which bound answer a claim."""

from dataclasses import replace

import numpy as np
import pytest

from carbonsim.engine.answering import answering_series as answers
from carbonsim.engine.catalogue import load_scenario
from carbonsim.engine.claim_problems import claim_problem
from carbonsim.engine.claimed import ClaimedSeries, answer_year, bound_of, claimed_series
from carbonsim.results.claim_figures import of_one_year
from carbonsim.results.records import Variable
from carbonsim.scenario.claims import Claim
from carbonsim.scenario.origin import Origin

YEARS = np.arange(2023, 2028)
CUT = "Emission Reduction|CO2|A"
CLAIM = Claim(
    name="eighteen",
    text={"en": "It saves 18 Mt", "zh": "减排"},
    variable=CUT,
    year=None,
    bound="at_least",
    value=18.0,
    unit="Mt CO2/yr",
    tolerance=0.0,
    boundary=None,
    source="somebody",
    origin=Origin("plan.yaml", 7, 5),
)


def series(*values):
    return np.array(values, dtype=float)


def variable(name=CUT, unit="Mt CO2/yr", boundary="direct", **more):
    return Variable(name, unit, "", "", "carbonsim", stem=more.pop("stem", CUT), boundary=boundary, **more)


DIRECT = variable()
OPERATIONAL = variable(f"{CUT} [Operational]", boundary="operational")
LIFE = variable(f"{CUT} [Life Cycle]", "Mt CO2e/yr", "life-cycle")
KNOWN = {
    one.name: one
    for one in (DIRECT, OPERATIONAL, LIFE, variable("Sales|A", "million/yr", "", stem="Sales|A"))
}


@pytest.fixture(scope="module")
def scenario():
    return load_scenario("fujian-no-policy", ["years=[2023, 2027]"])


# The year --------------------------------------------------------------------------------------------------


def test_the_year_asked_for_is_counted_from_the_first():
    asked = [answer_year(YEARS, replace(CLAIM, year=year), [series(*range(5))], [2.0]) for year in YEARS]
    assert asked == [0, 1, 2, 3, 4]


@pytest.mark.parametrize(
    ("values", "index"),
    [
        ([(1, 17, 18, 30, 18)], 2),  # the first that meets it, not the most
        ([(1, 2, 3, 17, 4)], 3),  # none does: the nearest
        ([(1, 2, 3, 3, 2)], 2),  # the first of the nearest
        ([(1, 2, 3, 4, 18), (1, 20, 3, 4, 5)], 1),  # in any series
        ([(1, 2, 5, 4, 3), (17, 2, 3, 4, 5)], 2),  # nearest by the first series
        ([(np.nan,) * 5, (1, 2, 3, 17, 5)], 3),  # by the first that is not blank
        ([(np.nan,) * 5], 0),
        ([], 0),
    ],
)
def test_for_any_year_it_is_the_first_that_holds_or_the_nearest(values, index):
    assert answer_year(YEARS, CLAIM, [series(*one) for one in values], [18.0] * len(values)) == index


def test_what_can_not_be_compared_has_no_say_in_the_year():
    both = [series(20, 0, 0, 0, 0), series(0, 0, 19, 0, 0)]
    assert answer_year(YEARS, CLAIM, both, [None, 18.0]) == 2
    assert answer_year(YEARS, CLAIM, both, [18.0, None]) == 0


def test_at_most_is_nearest_from_above():
    assert answer_year(YEARS, replace(CLAIM, bound="at_most"), [series(30, 20, 25, 19, 21)], [18.0]) == 3


def test_equals_holds_within_its_tolerance():
    about = replace(CLAIM, bound="equals", tolerance=0.1)
    assert answer_year(YEARS, about, [series(10, 16.3, 18, 18, 18)], [18.0]) == 1


# The bound -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("unit", "target", "expected"),
    [
        ("Mt CO2/yr", DIRECT, (18.0, "")),
        ("kt CO2/yr", DIRECT, (0.018, "")),
        ("Mt CO2e/yr", LIFE, (18.0, "")),
        ("kt CO2e/yr", DIRECT, (None, "the claim speaks of CO2e: this boundary counts CO2 alone")),
        ("kt CO2/yr", LIFE, (0.018, "bound read as CO2e: the boundary holds other gases")),
    ],
)
def test_a_bound_comes_in_the_unit_of_the_answer(unit, target, expected):
    problems = []
    value, note = bound_of(replace(CLAIM, unit=unit), target, problems)
    assert (value, note) == (pytest.approx(expected[0]), expected[1])
    assert problems == []


@pytest.mark.parametrize("unit", ["bn CNY/yr", "bn CNY/t CO2e"])
def test_a_bound_of_something_else_is_a_problem_at_the_claim(unit):
    problems = []
    assert bound_of(replace(CLAIM, unit=unit), DIRECT, problems) == (None, "")
    (problem,) = problems
    assert (problem.file, problem.line, problem.column, problem.key) == ("plan.yaml", 7, 5, "claims.eighteen")
    assert problem.hint == f"the variable {CUT!r} is in Mt CO2/yr"


# The answers -----------------------------------------------------------------------------------------------


def test_a_figure_is_answered_at_every_boundary_or_at_the_one_named(scenario):
    problems = []
    assert answers(KNOWN, scenario, CLAIM, problems) == [DIRECT, OPERATIONAL, LIFE]
    assert answers(KNOWN, scenario, replace(CLAIM, boundary="operational"), problems) == [OPERATIONAL]
    assert answers(KNOWN, scenario, replace(CLAIM, variable="Sales|A"), problems) == [KNOWN["Sales|A"]]
    assert answers(KNOWN, scenario, replace(CLAIM, variable=LIFE.name), problems) == [LIFE]
    assert problems == []


def test_the_plain_name_of_a_product_is_that_product_alone(scenario):
    plain = variable("Intensity", "t CO2/t", product="liquid steel", stem="Intensity by Product")
    other = variable("Intensity|Crude", "t CO2/t", product="crude steel", stem="Intensity by Product")
    known = {one.name: one for one in (plain, other)}
    assert answers(known, scenario, replace(CLAIM, variable="Intensity"), []) == [plain]
    found = answers(known, scenario, replace(CLAIM, variable=plain.stem, product="crude steel"), [])
    assert found == [other]


@pytest.mark.parametrize(
    ("changes", "message", "hint"),
    [
        ({"variable": "Emission Reduction|CO2|All Sectors"}, "found no variable", "at least two"),
        ({"variable": "Emission Reduction|CO2|B"}, "found no variable", "need a `reference`"),
        ({"variable": "Sales|B"}, "found no variable 'Sales|B'", "did you mean 'Sales|A'?"),
        ({"variable": "Qqqq"}, "found no variable 'Qqqq'", "--json"),
        ({"variable": f"Cumulative {CUT}"}, "found no variable", "outcomes.csv"),
        ({"boundary": "society"}, "found boundary 'society', expected one of direct, operational, life", ""),
        ({"product": "crude steel"}, "found product 'crude steel', expected none: the figure has no", ""),
    ],
)
def test_what_answers_nothing_is_said_with_what_would(scenario, changes, message, hint):
    problems = []
    assert answers(KNOWN, scenario, replace(CLAIM, **changes), problems) == []
    (problem,) = problems
    assert message in problem.message
    assert hint in problem.hint


def test_each_answer_is_asked_for_in_the_one_year():
    figures = (of_one_year(DIRECT.name, 3), of_one_year(LIFE.name, 3))
    one = ClaimedSeries(CLAIM, (DIRECT, LIFE), ((18.0, ""), (18.0, "")), 3, figures)
    assert (one.names, one.last) == ((DIRECT.name, LIFE.name), 3)
    assert one.figure(LIFE, {DIRECT.name: series(*range(4)), LIFE.name: series(0, 0, 0, 7)}) == 7.0
    assert claim_problem(CLAIM, "message", "hint").line == 7


def test_series_bounds_and_year_of_a_claim_belong_together(scenario):
    central = {
        DIRECT.name: series(1, 2, 3, 4, 5),
        OPERATIONAL.name: series(1, 17, 3, 4, 5),
        LIFE.name: series(0, 0, 0, 0.02, 0),
    }
    problems = []
    one = claimed_series(scenario, replace(CLAIM, unit="kt CO2/yr"), KNOWN, central, YEARS, problems)
    assert one.variables == (DIRECT, OPERATIONAL, LIFE)
    assert one.bounds[0] == (pytest.approx(0.018), "")
    assert one.bounds[2] == (pytest.approx(0.018), "bound read as CO2e: the boundary holds other gases")
    assert (one.index, problems) == (0, [])
    later = claimed_series(scenario, replace(CLAIM, value=16.0), KNOWN, central, YEARS, problems)
    assert later.index == 1


def test_no_series_answers_a_claim_of_a_record(scenario):
    problems = []
    assert answers(KNOWN, scenario, replace(CLAIM, variable="", series=object()), problems) == []
    assert problems == []
