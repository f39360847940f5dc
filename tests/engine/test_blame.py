"""Which parameter is named where values have no answer together."""

import numpy as np
import pytest

import carbonsim
from carbonsim.core.errors import ScenarioError
from carbonsim.engine.blame import _answered
from carbonsim.engine.catalogue import load_scenario
from carbonsim.engine.impossible import ImpossibleDrawsError

LNG = "freight.powertrains.lng"


def test_a_shipped_value_that_would_not_load_beside_the_others_is_not_tried(tmp_path):
    path = tmp_path / "no-lng.yaml"
    path.write_text(
        "carbonsim: 1\nname: no-lng\nextends: carbonsim:fujian-no-policy\nyears: [2023, 2028]\nclaims: []\n"
        "drivers: {fuels: {lng: null}}\n"
        "freight:\n  powertrains:\n    lng:\n      fuel: hydrogen\n"
        "      purchase_subsidy: {path: {2023: 0, 2026: 2000000}, unit: CNY/truck}\n",
        encoding="utf-8",
    )
    with pytest.raises(ScenarioError, match="a cost is not positive") as caught:
        carbonsim.run(load_scenario(path), draws=1)
    problem = caught.value.problems[0]
    assert (problem.line, problem.key) == (11, f"{LNG}.purchase_subsidy")


def test_a_parameter_is_named_by_the_draws_that_it_saves_in_all_years(tmp_path):
    path = tmp_path / "heavy.yaml"
    path.write_text(
        "carbonsim: 1\nname: heavy\nextends: carbonsim:fujian-trunk-line\n"
        "reference: carbonsim:fujian-no-policy\nyears: [2023, 2035]\ndraws: 200\nclaims: []\n"
        "freight:\n"
        "  choice_exponent: {value: 8, low: 4, high: 12, unit: '1'}\n"
        "  loan_rate: {value: 0.05, low: 0.02, high: 0.09, unit: 1/yr}\n"
        "  powertrains:\n    battery_swap:\n"
        "      battery_capacity: {value: 400, low: 100, high: 3000, unit: kWh/truck}\n",
        encoding="utf-8",
    )
    with pytest.raises(ScenarioError, match="heavier than the payload") as caught:
        carbonsim.run(load_scenario(path))
    problem = caught.value.problems[0]
    assert (problem.line, problem.key) == (13, "freight.powertrains.battery_swap.battery_capacity")


class Faulty:
    """A run in which each of some draws fails in a year of its own, one after the other."""

    def __init__(self, scenario, failing):
        self.scenario, self.failing = scenario, failing

    def evaluate(self, scores, draws):
        bad = [draw for draw in self.failing if scores["x"][draw] != 0]
        if bad:
            raise ImpossibleDrawsError(self.scenario, "2024", "a fault", np.arange(draws) == bad[0])


def test_draws_that_pass_the_first_fault_may_fail_at_a_later_one():
    pair = Faulty(load_scenario("fujian-no-policy"), (0, 2, 3))
    assert _answered(pair, {"x": np.ones(5)}, 5, 0) == 2
    assert _answered(pair, {"x": np.zeros(5)}, 5, 0) == 5
    assert _answered(pair, {"x": np.ones(5)}, 5, 2) == 0, "no more than another has saved"
