"""The errors that carbonsim raises on purpose, and what a reader sees of them."""

import dataclasses
import pickle

import pytest

from carbonsim.core.errors import (
    BalanceError,
    BoundaryError,
    CarbonsimError,
    DataError,
    Problem,
    ScenarioError,
)

FOUND = Problem("plan.yaml", 12, 5, "freight.swap.station", "no such key", "did you mean 'stations'?")


@pytest.mark.parametrize("error", [ScenarioError, DataError, BoundaryError, BalanceError])
def test_every_error_on_purpose_is_caught_by_one_name(error):
    assert issubclass(error, CarbonsimError)
    # and is none of Python's own, so that a fault of ours is never taken for bad input
    assert not issubclass(error, ValueError | ArithmeticError | LookupError | OSError)


def test_no_error_is_caught_by_another():
    errors = [ScenarioError, DataError, BoundaryError, BalanceError]
    for one in errors:
        assert [other for other in errors if issubclass(one, other)] == [one]


def test_a_problem_says_where_what_and_what_to_do():
    assert str(FOUND) == "plan.yaml:12:5: freight.swap.station: no such key\n    did you mean 'stations'?"


def test_a_problem_without_key_or_hint_has_no_empty_places():
    assert str(Problem("plan.yaml", 3, 1, "", "not a mapping")) == "plan.yaml:3:1: not a mapping"


def test_a_problem_outside_a_file_has_no_line():
    assert str(Problem("--set", 0, 0, "region", "no region 'Fuzhou'")) == "--set: region: no region 'Fuzhou'"


def test_a_problem_is_a_fact_that_does_not_change():
    with pytest.raises(dataclasses.FrozenInstanceError):
        FOUND.line = 1
    assert dataclasses.replace(FOUND) == FOUND
    assert dataclasses.replace(FOUND, line=13) != FOUND


@pytest.mark.parametrize("kind", [list, tuple])
def test_a_scenario_error_tells_all_problems_at_once_in_order(kind):
    other = Problem("plan.yaml", 20, 1, "years", "the end is before the start")
    error = ScenarioError(kind([FOUND, other]))
    assert error.problems == (FOUND, other)
    assert str(error) == f"{FOUND}\n{other}"


def test_a_scenario_error_comes_back_from_another_process_as_it_was():
    back = pickle.loads(pickle.dumps(ScenarioError([FOUND])))
    assert back.problems == (FOUND,)
    assert str(back) == str(FOUND)


@pytest.mark.parametrize("error", [DataError, BoundaryError, BalanceError])
def test_other_errors_come_back_from_another_process_as_they_were(error):
    back = pickle.loads(pickle.dumps(error("trucks are lost")))
    assert type(back) is error
    assert str(back) == "trucks are lost"
