"""Draws whose values have no answer: left out in both cases, counted and told; too many are an error."""

import json
import re
from collections import Counter

import numpy as np
import pytest

import carbonsim
from carbonsim.analysis import factors
from carbonsim.analysis.factors import all_outputs
from carbonsim.cli.main import main
from carbonsim.core.balance import check_balance
from carbonsim.core.possible import ImpossibleError, refuse
from carbonsim.engine import ensemble
from carbonsim.engine import run as engine_run
from carbonsim.engine.impossible import ImpossibleDrawsError, most_left_out, of_others, without
from carbonsim.engine.pair import Pair
from carbonsim.engine.sampling import pair_scores
from carbonsim.engine.shards import Job, make_shard
from carbonsim.report.page import comparison_html, results_html

KEY = "steel.routes.best_blast_furnace.fuel_rate"
FEW = f"{KEY}={{value: 495, low: 410, high: 520, unit: kg/t}}"
MANY = f"{KEY}={{value: 495, low: 150, high: 520, unit: kg/t}}"
DRAWS = 400


def loaded(override, *more):
    return carbonsim.load_scenario("zhanjiang-shaft-furnace", ["years=[2023, 2024]", override, *more])


@pytest.fixture(scope="module")
def result():
    return carbonsim.run(loaded(FEW), draws=DRAWS, seed=1)


def test_they_are_blank_in_every_series_of_both_cases_and_counted(result):
    left = result.left_out.draws
    assert 0 < left <= DRAWS // 100
    assert sum(result.left_out.causes.values()) == left
    assert all(
        "best_blast_furnace: stoves and ovens burn more gas" in cause for cause in result.left_out.causes
    )
    blank = np.isnan(result.ensemble["Emissions|CO2|Iron and Steel"][0])
    assert blank.sum() == left
    for case in (result, result.reference):
        for name, values in case.ensemble.items():
            assert np.isnan(values[:, blank]).all(), name
    assert np.isfinite(result.ensemble["Emissions|CO2|Iron and Steel"][:, ~blank]).all()
    assert all(np.isnan(values[blank]).all() for values in result.headline.values())
    assert np.isfinite(result.quantiles("Emissions|CO2|Iron and Steel")).all()


def test_the_other_draws_keep_their_bits(result):
    """The same draws where the equation never refuses: the furnace's fuel is no part of these series."""
    blank = np.isnan(result.ensemble["Emissions|CO2|Iron and Steel"][0])
    usual = carbonsim.run(
        loaded(f"{KEY}={{value: 495, low: 485, high: 520, unit: kg/t}}"), draws=DRAWS, seed=1
    )
    for name in ("Price|Hydrogen|Iron and Steel", "Emission Factor|CO2|Electricity", "Price|Carbon [CNY]"):
        mine, other = result.ensemble[name], usual.ensemble[name]
        assert np.array_equal(mine[:, ~blank], other[:, ~blank]), name


def test_neither_the_width_of_batches_nor_processes_move_a_bit(result, monkeypatch):
    monkeypatch.setattr(engine_run, "BLOCK", 100)
    monkeypatch.setattr(engine_run, "SHARD", 300)
    narrow = carbonsim.run(loaded(FEW), draws=DRAWS, seed=1, workers=1)
    processes = carbonsim.run(loaded(FEW), draws=DRAWS, seed=1, workers=2)
    for other in (narrow, processes):
        assert other.left_out == result.left_out
        for name, values in result.ensemble.items():
            assert np.array_equal(values, other.ensemble[name], equal_nan=True), name


def test_streamed_runs_leave_out_the_same(result, monkeypatch, tmp_path):
    monkeypatch.setattr(ensemble, "MOST_KEPT", 100)
    monkeypatch.setattr(ensemble, "PILOT", 100)
    monkeypatch.setattr(engine_run, "SHARD", 200)
    streamed = carbonsim.run(loaded(FEW), draws=DRAWS, seed=1, shards=tmp_path)
    again = carbonsim.run(loaded(FEW), draws=DRAWS, seed=1, shards=tmp_path)  # from what was kept
    saved = carbonsim.run(loaded(FEW), draws=DRAWS, seed=1, save_draws=tmp_path / "draws")
    name = "Emissions|CO2|Iron and Steel"
    for other in (streamed, again, saved):
        assert other.streamed is not None
        assert other.left_out == result.left_out
        assert other.mean(name) == pytest.approx(result.mean(name), rel=1e-12)
        assert other.quantiles(name, [0.5]) == pytest.approx(result.quantiles(name, [0.5]), rel=5e-3)
        for headline, values in result.headline.items():
            assert np.array_equal(values, other.headline[headline], equal_nan=True), headline


def test_too_many_are_an_error_at_the_parameter_that_makes_them():
    with pytest.raises(carbonsim.ScenarioError) as caught:
        carbonsim.run(loaded(MANY), draws=DRAWS, seed=1)
    (problem,) = caught.value.problems
    assert problem.key == KEY
    assert problem.file == f"--set {KEY}={{value: 495, lo..."
    assert "draws have no answer, expected 4 at most" in problem.message
    assert "most of them draw this parameter low" in problem.hint


def test_all_causes_are_counted_and_the_most_frequent_is_told():
    scenario, tried = loaded(MANY, "years=[2023, 2024]"), 50
    pair, failed, causes = Pair(scenario), 0, Counter()
    scores = pair_scores(scenario, 1, 0, tried, tried)
    for draw in range(tried):
        alone = {name: np.repeat(values[..., draw : draw + 1], 2, axis=-1) for name, values in scores.items()}
        try:
            pair.evaluate(alone, 2)
        except ImpossibleDrawsError as error:
            failed += 1
            causes[error.cause] += 1
    assert len(causes) > 1
    with pytest.raises(carbonsim.ScenarioError) as caught:
        carbonsim.run(scenario, draws=tried, seed=1)
    message = caught.value.problems[0].message
    assert message.startswith(f"{failed} of {tried} draws have no answer, expected 1 at most: ")
    assert message.endswith(causes.most_common(1)[0][0])


@pytest.mark.parametrize("streamed", [False, True])
def test_a_run_that_stops_early_tells_of_the_draws_that_it_made(monkeypatch, streamed):
    monkeypatch.setattr(engine_run, "BLOCK", 50)
    monkeypatch.setattr(engine_run, "SHARD", 150)
    if streamed:
        monkeypatch.setattr(ensemble, "MOST_KEPT", 100)
        monkeypatch.setattr(ensemble, "PILOT", 100)
    with pytest.raises(carbonsim.ScenarioError, match=r"\d+ of the first \d+ draws .* of all 300") as caught:
        carbonsim.run(loaded(MANY, "years=[2023, 2024]"), draws=300, seed=1, workers=1)
    found = re.match(r"(\d+) of the first (\d+)", caught.value.problems[0].message)
    first = without_answer(loaded(MANY, "years=[2023, 2024]"), int(found[2]), 300)
    assert (int(found[1]), int(found[2])) == (first, 50)


def without_answer(scenario, stop, draws):
    """How many of the first draws have no answer, batch by batch until all others have one."""
    scores = pair_scores(scenario, 1, 0, stop, draws)
    left = of_others(lambda out: (Pair(scenario).evaluate(without(scores, out), stop), out)[1], stop)
    return int(left.sum())


def test_a_later_part_that_stops_tells_its_draws():
    job = Job(loaded(MANY, "years=[2023, 2024]"), 1, 300, 150, 150, ())
    with pytest.raises(carbonsim.ScenarioError, match=r"^\S.* \d+ of draws 151 to 300 have no answer"):
        make_shard(job, 1)


def test_a_centre_without_an_answer_is_not_tried_for_ever():
    def attempt(_):
        raise ImpossibleDrawsError(loaded(FEW), "2024", "a fault", np.ones(3, dtype=bool))

    told = []
    with pytest.raises(ImpossibleDrawsError, match="a fault"):
        of_others(attempt, 3, lambda _, new: told.append(new.tolist()))
    assert told == [[True] * 3]


def test_one_may_be_left_out_of_the_smallest_ensemble():
    assert [most_left_out(draws) for draws in (2, 20, 100, 199, 200, 100_000)] == [1, 1, 1, 1, 2, 1000]


def test_a_central_value_without_an_answer_is_named_with_its_place():
    with pytest.raises(carbonsim.ScenarioError) as caught:
        carbonsim.run(
            loaded(f"{KEY}=200 kg/t", "steel.routes.best_blast_furnace.coal_rate=150 kg/t"), draws=0
        )
    (problem,) = caught.value.problems
    assert problem.key == KEY
    assert "with this value there is no answer" in problem.message
    assert "as shipped, there is one" in problem.hint


def test_the_head_and_the_manifest_of_a_run_say_it(tmp_path, capsys):
    path = tmp_path / "few.yaml"
    path.write_text(
        "carbonsim: 1\nname: few\nextends: carbonsim:zhanjiang-shaft-furnace\n"
        "reference: carbonsim:zhanjiang-blast-furnace\nyears: [2023, 2024]\n"
        "steel: {routes: {best_blast_furnace: {fuel_rate: {value: 495, low: 410, high: 520, unit: kg/t}}}}\n"
    )
    arguments = [
        "run",
        str(path),
        "--draws",
        str(DRAWS),
        "--seed",
        "1",
        "--no-figures",
        "--out",
        str(tmp_path),
    ]
    assert main(arguments) == 0
    out, _ = capsys.readouterr()
    assert "400 draws have no answer and are left out of all ranges" in " ".join(out.split())
    (folder,) = tmp_path.glob("few+*")
    assert json.loads((folder / "manifest.json").read_text())["left_out"]["draws"] > 0
    main([*arguments, "--json"])
    (run,) = json.loads(capsys.readouterr().out)["runs"]
    assert run["left_out"]["draws"] > 0
    notes = {claim["note"] for claim in run["claims"]}
    assert any("some draws have no such figure" in note for note in notes)


def test_notebooks_say_it(result):
    usual = carbonsim.load_scenario("zhanjiang-blast-furnace", ["years=[2023, 2025]"])
    other = carbonsim.run(usual, draws=2, seed=1)
    words = f"{result.left_out.draws} of {DRAWS} draws have no answer and are left out"
    assert words in results_html(result)
    assert "no answer" not in results_html(other)
    assert f"zhanjiang-shaft-furnace: {words}" in comparison_html(carbonsim.compare(other, result))


def test_sobol_indices_refuse_and_say_what_to_do(tmp_path, capsys):
    arguments = ["sensitivity", "zhanjiang-shaft-furnace", "--draws", "256", "--out", str(tmp_path)]
    assert main([*arguments, "--method", "sobol", "--set", MANY, "--set", "years=[2023, 2024]"]) == 2
    _, err = capsys.readouterr()
    assert re.search(r"\d+ of 256 draws have no answer", err)
    assert "--method pawn" in err


def test_indices_count_all_draws_without_an_answer_and_ends_without_one_are_blank(monkeypatch):
    scenario = loaded(MANY, "years=[2023, 2024]")
    pair = Pair(scenario)
    drawn = pair_scores(scenario, 1, 0, 100, 100)
    failed = without_answer(scenario, 100, 100)
    with pytest.raises(carbonsim.ScenarioError, match=rf"^\S.*: {failed} of 100 draws have no answer"):
        all_outputs(pair, drawn, 100)
    outputs = all_outputs(pair, drawn, 100, blank=True)
    assert np.isnan(outputs).all(axis=0).sum() == failed
    monkeypatch.setattr(factors, "BLOCK", 50)
    failed = without_answer(scenario, 50, 100)
    with pytest.raises(
        carbonsim.ScenarioError, match=f"{failed} of the first 50 of 100 draws have no answer"
    ):
        all_outputs(pair, drawn, 100)
    moved = carbonsim.tornado(scenario)
    (row,) = (row for row, name in enumerate(moved.factors) if name.endswith(".fuel_rate"))
    assert np.isnan(moved.low[row]).all()
    assert np.isfinite(moved.high[row]).any()


def test_a_balance_that_does_not_close_still_stops_the_run(monkeypatch):
    def broken(name, left, right, scale=None):
        check_balance(name, left * (1.0 + 1e-6), right, scale)

    monkeypatch.setattr("carbonsim.sectors.steel.model.check_balance", broken)
    with pytest.raises(carbonsim.BalanceError):
        Pair(loaded(FEW)).evaluate({}, 1)


def test_an_equation_says_where_it_has_no_answer():
    cost = np.array([[1.0, -1.0, 2.0], [1.0, 1.0, 0.0]])
    with pytest.raises(ValueError, match="a cost is not positive") as caught:
        refuse(cost <= 0, "a cost is not positive")
    error = caught.value
    assert isinstance(error, ImpossibleError)
    assert error.draws(3).tolist() == [False, True, True]
    assert error.of(("diesel", "gas")).message == "diesel: a cost is not positive"
    assert error.of(("a", "b", "c")).message == "a cost is not positive"
    refuse(np.array([False]), "never")
    assert ImpossibleError("all", np.array([True])).draws(4).all()
