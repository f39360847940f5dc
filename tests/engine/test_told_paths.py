"""Paths and numbers of draws that may be meant otherwise are told once, at their place."""

import pytest

from carbonsim.engine.catalogue import load_scenario
from carbonsim.engine.warnings import scenario_warnings

TRUCKS = "extends: carbonsim:fujian-trunk-line\nreference: carbonsim:fujian-no-policy\n"
STEEL = "extends: carbonsim:china-steel-hydrogen\nreference: carbonsim:china-steel-current-policies\n"


@pytest.fixture
def told(tmp_path):
    """Warnings of paths of a small scenario."""

    def told(text, *overrides, start=TRUCKS):
        (tmp_path / "plan.yaml").write_text(f"carbonsim: 1\nname: plan\n{start}{text}\n", encoding="utf-8")
        found = scenario_warnings(load_scenario(tmp_path / "plan.yaml", overrides))
        return [one for one in found if "path " in one.message]

    return told


def test_a_path_that_ended_before_the_horizon_is_told_once(told):
    text = "freight:\n  swap:\n    stations: {path: {2005: 4, 2010: 900}, unit: station}"
    (warning,) = told(text)
    assert (warning.line, warning.column, warning.key) == (7, 15, "freight.swap.stations")
    assert "ends in 2010 and is held at 900 station in all years from 2023 to 2060" in warning.message
    (warning,) = told("", "freight.toll_discount={path: {1990: 0, 2000: 0.1}}")
    assert warning.file.startswith("--set freight.toll_discount")
    assert "held at 0.1 in all years" in warning.message


@pytest.mark.parametrize(
    "text",
    [
        "freight: {swap: {stations: {path: {2005: 4, 2023: 900}, unit: station}}}",  # a point in the horizon
        "freight: {swap: {stations: 900 station}}",
        "years: [2023, 2060]",
    ],
)
def test_a_path_with_a_point_in_the_horizon_is_not_told(told, text):
    assert told(text) == []


def test_a_record_that_ends_as_the_shipped_one_does_is_not_told(told):
    start = "extends: carbonsim:china-nev\nyears: [2025, 2028]\n"
    key = "nev.history.production"
    last = load_scenario("china-nev").settings[key].value.years[-1]
    assert last < 2025
    for end, count in ((last, 0), (last - 1, 1)):
        path = f"{{path: {{2015: 300000, {end}: 9000000}}, unit: vehicle/yr}}"
        assert len(told(f"nev: {{history: {{production: {path}}}}}", start=start)) == count


@pytest.mark.parametrize(
    ("shape", "count"), [("", 1), (", interpolation: step", 0), (", interpolation: linear", 1)]
)
def test_a_capacity_in_a_line_is_told_of_step(told, shape, count):
    plant = next(iter(load_scenario("china-steel-hydrogen").members("steel.plants")))
    path = f"{{path: {{2023: 0, 2025: 0, 2030: 1}}, unit: Mt/yr{shape}}}"
    found = told(f"steel: {{plants: {{{plant}: {{capacity: {path}}}}}}}", start=STEEL)
    assert len(found) == count
    for warning in found:
        assert warning.key == f"steel.plants.{plant}.capacity"
        assert "from 0 in 2025 to 1 in 2030" in warning.message
        assert "interpolation: step" in warning.hint


@pytest.mark.parametrize(
    ("path", "count"),
    [
        ("{2023: 4, 2025: 5, 2030: 60}", 1),
        ("{2023: 4, 2024: 5, 2030: 60}", 0),  # some a year
        ("{2023: 4, 2030: 4}", 0),
        ("{2000: 4, 2010: 5, 2023: 60}", 0),  # before the horizon
    ],
)
def test_a_count_that_grows_by_less_than_one_a_year_is_told_of_step(told, path, count):
    found = told(f"freight: {{swap: {{stations: {{path: {path}, unit: station}}}}}}")
    assert ["interpolation: step" in one.hint for one in found] == [True] * count


@pytest.mark.parametrize("draws", [0, 1, 2, 256, 1024])
def test_sobol_draws_of_a_power_of_two_are_not_told(draws):
    assert scenario_warnings(load_scenario("fujian-trunk-line", ["sampling=sobol", f"draws={draws}"])) == ()


def test_other_sobol_draws_are_told_with_those_to_take(tmp_path):
    assert scenario_warnings(load_scenario("fujian-trunk-line", ["draws=1000"])) == ()
    file = tmp_path / "plan.yaml"
    file.write_text(f"carbonsim: 1\nname: plan\n{TRUCKS}sampling: sobol\n", encoding="utf-8")
    scenario = load_scenario(file, ["draws=1000"])
    (warning,) = scenario_warnings(scenario)
    assert (warning.file, warning.key, warning.hint) == ("--set draws=1000", "draws", "take 512 or 1,024")
    assert warning.message.startswith("found 1,000 Sobol draws, no power of two")
    assert scenario_warnings(scenario, draws=512) == scenario_warnings(scenario, draws=0) == ()
    (warning,) = scenario_warnings(scenario, draws=100)
    assert (warning.file, warning.hint) == ("--draws 100", "take 64 or 128")
    file.write_text(file.read_text(encoding="utf-8") + "draws: 300\n", encoding="utf-8")
    (warning,) = scenario_warnings(load_scenario(file))
    assert (warning.line, warning.column) == (6, 8)
