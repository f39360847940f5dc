"""The grid of levers: its size by counts, its numbers against runs, its error, and what a page reads."""

import base64
import csv
import json
from dataclasses import replace

import numpy as np
import pytest

import carbonsim
from carbonsim.analysis.lever_size import HELD_OUT, held_out, size_of
from carbonsim.analysis.levers import levers
from carbonsim.core.blank import quantiles, smooth_quantiles
from carbonsim.core.errors import ScenarioError
from carbonsim.engine.lever_runs import SAMPLING, overrides_at
from carbonsim.results.lever_grid import QUANTILES, interpolated
from carbonsim.results.packed import packed, unpacked
from carbonsim.results.tables import write_csv
from carbonsim.scenario.levers import Lever
from carbonsim.scenario.origin import Origin
from carbonsim.scenario.quantity import Quantity

SHORT = "years=[2023, 2032]"
REDUCTION = "Emission Reduction|CO2|Transportation|Truck [Operational]"


@pytest.fixture(scope="module")
def result():
    return carbonsim.run(carbonsim.load_scenario("fujian-trunk-line", [SHORT]), draws=8)


@pytest.fixture(scope="module")
def grid(result):
    return levers(result)


def lever_of(steps):
    one = {"a.b": Quantity((), (1.0,), None, None, "linear", "1")}
    return Lever("a", {}, one, one, 0.0, 1.0, steps, "1", Origin("", 0, 0))


def test_the_size_of_a_grid_hangs_on_counts_alone():
    assert size_of([lever_of(5), lever_of(4)], 1000) == ((5, 4), 25)
    assert size_of([lever_of(5)], 1_000_000) == ((5,), 100), "no more draws than 100"
    assert size_of([lever_of(9)], 1) == ((9,), 1)
    assert size_of([lever_of(3)] * 4, 1000) == ((3, 3, 3, 3), 7), "never fewer than three points"
    assert size_of([lever_of(4)] * 3, 1000) == ((3, 3, 3), 19), "draws first, then points"
    assert size_of([lever_of(3)] * 4, 2) == ((3, 3, 3, 3), 2), "no more than the run has"


def test_points_that_are_held_out_lie_between_those_of_the_grid():
    settings = [(0.0, 0.5, 1.0), tuple(np.linspace(0, 1, 6))]
    between = held_out(settings)
    assert len(between) == HELD_OUT == len(set(between))
    for point in between:
        assert not any(at in several for at, several in zip(point, settings, strict=True))


def test_points_are_what_runs_give(grid, result):
    point = grid.points[-2]
    overrides = [SHORT, f"sampling={SAMPLING}", *overrides_at(grid.levers, point)]
    alone = carbonsim.run(carbonsim.load_scenario("fujian-trunk-line", overrides), grid.draws, result.seed)
    for name, values in grid.series.items():
        expected = smooth_quantiles(alone[name], QUANTILES)
        np.testing.assert_allclose(values[..., -2], expected, rtol=1e-9, err_msg=name)
    for name, values in grid.reference.items():
        expected = smooth_quantiles(alone.reference[name], QUANTILES)
        np.testing.assert_allclose(values[..., -2], expected, rtol=1e-9, err_msg=name)
    for outcome in grid.outcomes:
        expected = smooth_quantiles(alone.headline[outcome.name], QUANTILES)
        np.testing.assert_allclose(outcome.values[:, -2], expected, rtol=1e-9, err_msg=outcome.name)


def test_shares_of_draws_are_those_on_each_side_of_0(grid, result):
    point = grid.points[-2]
    overrides = [SHORT, f"sampling={SAMPLING}", *overrides_at(grid.levers, point)]
    alone = carbonsim.run(carbonsim.load_scenario("fujian-trunk-line", overrides), grid.draws, result.seed)
    for outcome in grid.outcomes:
        draws = alone.headline[outcome.name]
        assert outcome.below[-2] == (draws < -outcome.noise).mean(), outcome.name
        assert outcome.above[-2] == (draws > outcome.noise).mean(), outcome.name
        assert 0 <= outcome.noise < 1e-6 * abs(draws).max()
    assert {0.0, 1.0} < {float(one.above[-2]) for one in grid.outcomes}, "some draws say otherwise"


def test_stocks_and_capacities_have_means_that_add_up_where_nothing_is_sold(grid):
    assert not grid.means
    own = carbonsim.run(carbonsim.load_scenario("china-steel-hydrogen", ["years=[2023, 2028]"]), draws=8)
    found = levers(own)
    point = found.points[-2]
    overrides = ["years=[2023, 2028]", f"sampling={SAMPLING}", *overrides_at(found.levers, point)]
    alone = carbonsim.run(carbonsim.load_scenario("china-steel-hydrogen", overrides), found.draws, own.seed)
    assert any(name.startswith("Capacity|Iron and Steel") for name in found.means)
    for name, values in found.means.items():
        np.testing.assert_allclose(values[:, -2], alone[name].mean(axis=-1), rtol=1e-9, err_msg=name)
        assert found.series[name].shape == (3, 6, len(found.points)), "and quantiles"
    for name, values in found.reference_means.items():
        np.testing.assert_allclose(values[:, -2], alone.reference[name].mean(axis=-1), rtol=1e-9)
    assert "Capacity|Iron and Steel|Steel|BF-BOF Best" in found.reference_means


def test_a_horizon_without_2030_has_outcomes_of_its_last_year():
    own = carbonsim.run(carbonsim.load_scenario("fujian-trunk-line", ["years=[2023, 2026]"]), draws=4)
    (one,) = (o for o in levers(own).outcomes if o.name == f"2026 {REDUCTION}")
    assert one.period == "2026"


def test_series_are_those_of_the_first_charts(grid):
    assert REDUCTION in grid.series
    assert "Sales Share|Transportation|Truck|New Energy" in grid.series
    assert not any("By Duty" in name or name.startswith("Stocks") for name in grid.series)
    assert all(name.startswith(("Emissions|", "Sales Share|")) for name in grid.reference)
    assert "Sales Share|Transportation|Truck|New Energy" in grid.reference
    assert grid.series[REDUCTION].shape == (3, 10, len(grid.points))


def test_verdicts_move_with_the_levers():
    result = carbonsim.run(carbonsim.load_scenario("fujian-full-conversion", [SHORT]))
    found = levers(result)
    assert found.draws == 1
    (answer,) = [
        one
        for one in found.answers
        if one.claim == "trunk-line-co2" and one.variable.boundary == "operational"
    ]
    said = dict(zip(found.points, answer.verdicts, strict=True))
    grid, mileage = found.settings
    assert said[grid[0], mileage[-1]] == "holds", "on power without carbon"
    assert said[grid[-1], mileage[-1]] == "fails"
    assert said[grid[0], mileage[0]] == "cannot be judged here", "trucks that drive less are not its world"
    assert np.isnan(answer.probability).all()


def test_answers_of_draws_have_a_probability(grid):
    answer = next(one for one in grid.answers if one.claim == "truck-hundred-cars")
    assert ((answer.probability >= 0) & (answer.probability <= 1)).all()
    judged = next(one for one in grid.answers if one.claim == "trunk-line-co2")
    assert set(judged.verdicts) == {"cannot be judged here"}


def test_between_points_the_grid_is_linear_and_its_error_is_that_of_runs(grid):
    first, second = grid.settings
    at = grid.at(REDUCTION, (first[0], (second[0] + second[1]) / 2))
    np.testing.assert_allclose(at, grid.series[REDUCTION][..., :2].mean(axis=-1))
    assert 0 < grid.error.largest < 0.2
    assert grid.error.variable in grid.series
    assert grid.error.points == HELD_OUT


def test_an_error_is_a_share_of_how_far_levers_move_the_effect(monkeypatch, result):
    """With levers that bend, the error is that of the worst middle."""

    def bent(values, settings, point):
        return interpolated(values, settings, point) * 1.1

    true = levers(result).error.largest
    monkeypatch.setattr("carbonsim.analysis.lever_error.interpolated", bent)
    assert levers(result).error.largest > true + 0.05


def test_the_page_reads_what_the_grid_has(grid):
    data = json.loads(json.dumps(grid.to_json(), allow_nan=False))
    assert data["points"] == [len(several) for several in grid.settings]
    assert [lever["base"] for lever in data["levers"]] == [0.0, 0.0]
    written = {(one["name"], one["case"]): one["values"] for one in data["series"]}
    for name, values in grid.series.items():
        found = written[name, "policy"]
        whole = np.frombuffer(base64.b64decode(found["data"]), dtype="<i2").reshape(values.shape)
        read = found["offset"] + found["scale"] * whole
        span = values.max() - values.min()
        assert np.abs(read - values).max() <= span / 65_000, name
    assert {(name, "baseline") for name in grid.reference} <= written.keys()
    assert len(data["answers"]) == len(grid.answers)
    assert data["error"]["largest"] == grid.error.largest


def test_numbers_of_16_bits_keep_blanks_and_constants():
    values = np.array([1e9, np.nan, -3.0])
    assert np.isnan(unpacked(packed(values))[1])
    assert unpacked(packed(np.full(4, 7.5))).tolist() == [7.5] * 4
    assert np.isnan(unpacked(packed(np.full(2, np.nan)))).all()


def test_the_table_has_a_row_for_each_point_and_outcome(grid, tmp_path):
    write_csv(tmp_path / "levers.csv", grid.table())
    with (tmp_path / "levers.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    named = [row for row in rows if row["outcome"] == f"2030 {REDUCTION}"]
    assert len(named) == len(grid.points)
    assert {row["stations"] for row in named} == {f"{at:.6g}" for at in grid.settings[1]}
    assert float(named[0]["p05"]) <= float(named[0]["p50"]) <= float(named[0]["p95"])
    keys = [tuple(row.values())[:3] for row in rows]
    assert len(keys) == len(set(keys)), "each outcome once a point"


def test_a_scenario_without_levers_says_so(result):
    bare = replace(result, scenario=replace(result.scenario, levers=()))
    with pytest.raises(ScenarioError, match=r"docs/levers\.md"):
        levers(bare)


def test_smooth_quantiles_are_near_those_of_many_draws():
    values = np.random.default_rng(1).normal(size=(3, 20_000))
    found, plain = (of(values, QUANTILES) for of in (smooth_quantiles, quantiles))
    np.testing.assert_allclose(found, plain, atol=0.01)
    gaps = np.where(np.arange(20_000) < 100, np.nan, values)
    np.testing.assert_allclose(smooth_quantiles(gaps, (0.5,)), smooth_quantiles(values[:, 100:], (0.5,)))
    assert smooth_quantiles(np.array([4.0]), QUANTILES).tolist() == pytest.approx([4.0] * 3)
