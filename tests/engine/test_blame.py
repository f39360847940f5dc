"""Which parameter is named where values have no answer together."""

from types import SimpleNamespace

import numpy as np
import pytest

import carbonsim
from carbonsim.core.errors import ScenarioError
from carbonsim.engine import blame, blame_draws
from carbonsim.engine.blame import at_centre, shipped_text
from carbonsim.engine.blame_draws import _answered
from carbonsim.engine.catalogue import catalogue, load_scenario
from carbonsim.engine.impossible import ImpossibleDrawsError
from carbonsim.engine.pair import Pair

LNG = "freight.powertrains.lng"
WIRE = """\
carbonsim: 1
name: wire
extends: carbonsim:fujian-no-policy
years: [2023, 2028]
freight:
  powertrains:
    wire:
      {{label: Overhead Line, family: Battery-Electric, refuelling: plug, fuel: none, electric_drive: 1,
       relative_efficiency: 1, relative_consumption: 1, body_price: {} CNY/truck, motor_power: 300 kW,
       fuel_cell_power: 0 kW, hydrogen_tank: 0 kg, battery_capacity: 100 kWh/truck, battery_leased: 0,
       tank_energy: 0 kWh, stop_time: 1 min, maintenance: 0.2 CNY/km, insurance: 20000 CNY/truck/yr,
       down_payment: 0.3, residual_value: 0.2, manufacturing_emissions: 30 t CO2e/truck, niche_share: 0,
       past_sales_share: 0, sales_share: 0, purchase_subsidy: {}, purchase_tax_exemption: 0}}
"""


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


@pytest.mark.parametrize(
    ("body_price", "subsidy"),
    [(300_000, 1_900_000), (0, 1_000_000)],
)
def test_a_value_of_a_row_that_a_file_adds_is_tried_as_shipped_rows_have_it(tmp_path, body_price, subsidy):
    path = tmp_path / "wire.yaml"
    path.write_text(WIRE.format(body_price, f"{subsidy} CNY/truck"), encoding="utf-8")
    with pytest.raises(ScenarioError, match="a cost is not positive") as caught:
        carbonsim.run(load_scenario(path), draws=1)
    (problem,) = caught.value.problems
    assert (problem.file, problem.line, problem.key) == (
        str(path),
        13,
        "freight.powertrains.wire.purchase_subsidy",
    )
    assert problem.hint == "with 0 CNY/truck and so on, as diesel has it, there is one"


def test_a_row_is_told_where_no_single_value_of_it_is_the_fault(tmp_path):
    path = tmp_path / "wire.yaml"
    path.write_text(
        WIRE.format(0, "{path: {2023: 0, 2025: 0, 2026: 1900000}, unit: CNY/truck}"), encoding="utf-8"
    )
    scenario = load_scenario(path)
    pair = Pair(scenario)
    with pytest.raises(ImpossibleDrawsError) as caught:
        pair.evaluate({}, 1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("carbonsim.engine.blame._answers", lambda *_: False)
        (problem,) = at_centre(pair, caught.value).problems
    assert (problem.line, problem.key) == (8, "freight.powertrains.wire")
    assert problem.message.startswith("with the values of this row there is no answer in 2026: wire, ")


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


def test_a_single_draw_is_tried_beside_itself():
    class Alone:
        def evaluate(self, scores, draws):
            shapes = {name: values.shape for name, values in scores.items()}
            assert (shapes, draws) == ({"x": (2,), "yearly": (3, 2)}, 2)
            assert np.array_equal(scores["yearly"][:, 0], scores["yearly"][:, 1])

    scores = {"x": np.ones(1), "yearly": np.array([[1.0], [2.0], [3.0]])}
    assert _answered(Alone(), scores, 1, 0) == 1


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("drivers.grid_water_factor", "1"),
        ("drivers.grid_supply_emission_ratio", "0.17 kg CO2e/kg CO2"),
        ("freight.electrolysis_share", "0.1 and so on"),
        ("freight.powertrains.battery_swap.battery_capacity", "282 kWh/truck and so on"),
        ("freight.powertrains.diesel.label", "Diesel"),
    ],
)
def test_a_value_in_words_has_its_unit_and_says_where_more_follow(key, words):
    assert shipped_text(catalogue().defaults[key]) == words


def test_no_more_parameters_are_tried_than_said(monkeypatch):
    # four that a user states and four that are shipped, the shipped ones standing out more
    names = [f"{kind}.{place}.x" for kind in ("shipped", "stated") for place in range(4)]
    settings = {
        name: SimpleNamespace(origin=SimpleNamespace(row=int(name.startswith("shipped")))) for name in names
    }
    scores = {name: np.full(3, 8.0 - place) for place, name in enumerate(names)}
    tried = []

    def answered(_, changed, *__):
        tried.append(next(name for name in names if not changed[name].any()))
        return 0

    monkeypatch.setattr(blame_draws, "_answered", answered)
    monkeypatch.setattr(blame_draws, "MOST_STATED", 2)
    monkeypatch.setattr(blame_draws, "STANDING_OUT", 3)
    assert blame_draws._standing_out(None, settings, scores, 3, "a fault") is None
    assert tried == [*names[4:6], *names[:3]]


def test_what_stands_nearest_to_the_user_is_tried_first(tmp_path):
    (tmp_path / "parent.yaml").write_text(
        "carbonsim: 1\nname: parent\nextends: carbonsim:fujian-no-policy\n"
        "freight: {loan_rate: 6 %/yr, stock: 9000 truck}\n",
        encoding="utf-8",
    )
    path = tmp_path / "child.yaml"
    path.write_text(
        "extends: parent.yaml\nfreight: {loan_rate: 5 %/yr, choice_exponent: 7}\n", encoding="utf-8"
    )
    stated = blame._stated(load_scenario(path, ["freight.choice_exponent=9"]))
    keys = [setting.address for setting in stated]
    assert keys[:2] == ["freight.choice_exponent", "freight.loan_rate"]
    assert "freight.stock" in keys[2:]
    assert len(set(keys)) == len(keys)


def test_no_more_values_of_other_rows_are_tried_than_said(tmp_path, monkeypatch):
    path = tmp_path / "wire.yaml"
    path.write_text(WIRE.format(0, "1000000 CNY/truck"), encoding="utf-8")
    pair = Pair(load_scenario(path))
    with pytest.raises(ImpossibleDrawsError) as caught:
        pair.evaluate({}, 1)
    tried = []

    def answers(setting, *_):
        tried.append(setting)
        return False

    monkeypatch.setattr(blame, "_with", lambda _, setting, *__: setting)
    monkeypatch.setattr(blame, "_answers", answers)
    monkeypatch.setattr(blame, "MOST_TRIED", 5)
    at_centre(pair, caught.value)
    assert [setting.address.split(".")[2] for setting in tried] == ["wire"] * 5
    values = [setting.value for setting in tried if setting.address.endswith("purchase_subsidy")]
    assert len(values) == len(set(values)) <= blame.MOST_OTHERS
