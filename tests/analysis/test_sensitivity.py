"""Sensitivity of scenarios: factors, Sobol indices, PAWN and tornado."""

from types import SimpleNamespace

import numpy as np
import pytest
from SALib.analyze import sobol as salib

import carbonsim
from carbonsim.analysis import factors, given_data, variance_shares
from carbonsim.analysis.factors import all_outputs, exchanged, factors_of, stratified_scores
from carbonsim.analysis.tornado import tornado
from carbonsim.analysis.variance_shares import other_seed
from carbonsim.core.errors import ScenarioError
from carbonsim.engine.impossible import ImpossibleDrawsError
from carbonsim.engine.pair import Pair
from carbonsim.engine.sampling import pair_scores, ranged
from carbonsim.report.sensitivity_answer import sensitivity_answer

SMALL = """\
carbonsim: 1
name: small
title: Small plan
extends: carbonsim:fujian-trunk-line
reference: carbonsim:fujian-no-policy
years: [2023, 2026]
seed: 3
freight:
  swap:
    stations: {path: {2023: 4, 2025: 300}, unit: station, note: many at once}
"""
CORRELATED = """\
correlations:
  - {between: [drivers.fuels.diesel.price, drivers.fuels.lng.price], rank: 0.7, source: ours}
"""
DRAWS = 16  # of indices
REDUCTION = "Cumulative Emission Reduction|CO2|Transportation|Truck"


@pytest.fixture(scope="module")
def load(tmp_path_factory):
    path = tmp_path_factory.mktemp("scenarios") / "small.yaml"

    def read(more=""):
        path.write_text(SMALL + more, encoding="utf-8")
        return carbonsim.load_scenario(str(path))

    return read


def some_of(scenario):
    """A few more parameters than a process takes at a time, and those that are asked for."""
    named = {"freight.stock", "drivers.discount_rate", "drivers.electricity_tariff"}
    factors = factors_of(scenario)
    first = variance_shares.PART + 2
    return factors[:first] + tuple(factor for factor in factors[first:] if factor.name in named)


@pytest.fixture(scope="module")
def found(load):
    """Indices of some parameters: each runs the scenario once more."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(variance_shares, "factors_of", some_of)
        return carbonsim.sobol(load(), draws=DRAWS)


# Factors ---------------------------------------------------------------------------------------------------


def test_factors_are_all_that_is_drawn_each_once(load):
    scenario = load()
    factors = factors_of(scenario)
    addresses = [address for factor in factors for address in factor.addresses]
    assert sorted(addresses) == sorted(set(ranged(scenario)) | set(ranged(scenario.reference)))
    assert sorted(addresses) == sorted(pair_scores(scenario, 1, 0, 2, 2))
    names = [factor.name for factor in factors]
    assert names == sorted(set(names))
    # the rows of a family that share their draws are one factor
    (mileage,) = [factor for factor in factors if factor.name == "freight.duties.*.mileage"]
    assert len(mileage.addresses) == len(scenario.members("freight.duties"))


def test_a_correlated_group_is_one_factor(load):
    scenario = load(CORRELATED)
    (group,) = [factor for factor in factors_of(scenario) if "&" in factor.name]
    assert group.name == "drivers.fuels.diesel.price & drivers.fuels.lng.price"
    assert set(group.addresses) == {"drivers.fuels.diesel.price", "drivers.fuels.lng.price"}
    assert len(factors_of(scenario)) == len(factors_of(load("correlations: []\n"))) - 1


# Sobol indices ---------------------------------------------------------------------------------------------


def test_indices_of_all_outputs_are_within_the_intervals_of_salib(load, found):
    scenario, draws = load(), DRAWS
    pair = Pair(scenario)
    a = stratified_scores(scenario, 3, draws)
    b = stratified_scores(scenario, other_seed(3), draws)
    factors = factors_of(scenario)[:6]
    mixed = [all_outputs(pair, exchanged(a, b, factor), draws) for factor in factors]
    first, second = all_outputs(pair, a, draws), all_outputs(pair, b, draws)
    problem = {"num_vars": 6, "names": [f.name for f in factors], "bounds": [(0, 1)] * 6}
    years = len(pair.years)
    rows = {name: place * years + 3 for place, name in enumerate(pair.drawn.plan)}
    checked = 0
    for place, (name, row) in enumerate(rows.items()):
        values = np.stack([first[row], *(one[row] for one in mixed), second[row]], axis=1).ravel()
        if np.std(first[row]) <= 1e-9 * np.abs(first[row]).max():
            assert np.isnan(found.of_series["total"][:6, place, 3]).all(), name
            continue
        theirs = salib.analyze(problem, values, calc_second_order=False, seed=1, num_resamples=100)
        for column in range(6):
            ours = {key: values[column, place, 3] for key, values in found.of_series.items()}
            assert abs(ours["first"] - theirs["S1"][column]) <= theirs["S1_conf"][column] + 1e-9, name
            assert abs(ours["total"] - theirs["ST"][column]) <= theirs["ST_conf"][column] + 1e-9, name
        checked += 1
    assert checked > 40


def test_what_a_series_does_not_depend_on_explains_nothing(found):
    stock = list(found.series).index("Stocks|Transportation|Truck")
    totals = dict(zip(found.factors, found.of_series["total"][:, stock, 0], strict=True))
    # trucks in use in the first year follow from the stock that is given; of 16 draws an index of 1 has the
    # standard error sqrt(2 / 16) = 0.35, and less as they are stratified
    assert totals["freight.stock"] == pytest.approx(1.0, abs=0.3)
    assert totals["drivers.discount_rate"] == 0
    assert totals["drivers.electricity_tariff"] == pytest.approx(0, abs=1e-6)


def test_processes_change_nothing(load, found, monkeypatch):
    # two parts, of which the second is ready first
    monkeypatch.setattr(variance_shares, "factors_of", some_of)
    other = carbonsim.sobol(load(), draws=DRAWS, workers=2)
    assert other.factors == found.factors == tuple(factor.name for factor in some_of(load()))
    assert len(found.factors) > variance_shares.PART
    for name, values in found.of_series.items():
        assert np.array_equal(values, other.of_series[name], equal_nan=True), name
    for name, values in found.of_outcomes.items():
        assert np.array_equal(values, other.of_outcomes[name], equal_nan=True), name


def test_frames_hold_every_index(found):
    frame = found.to_frame()
    assert len(frame) == len(found.outcomes) * len(found.factors)
    row = frame[(frame["outcome"] == REDUCTION) & (frame["parameter"] == "freight.stock")].iloc[0]
    place = found.factors.index("freight.stock"), list(found.outcomes).index(REDUCTION)
    assert row["total"] == found.of_outcomes["total"][place]
    yearly = found.to_yearly_frame()
    assert len(yearly) == len(found.series) * len(found.years) * len(found.factors)
    chosen = yearly[
        (yearly["variable"] == "Stocks|Transportation|Truck")
        & (yearly["year"] == 2025)
        & (yearly["parameter"] == "freight.stock")
    ]
    stock = list(found.series).index("Stocks|Transportation|Truck")
    assert chosen["first"].item() == found.of_series["first"][place[0], stock, 2]
    assert "parameters, 11 outcomes" in repr(found)


def test_leading_factors_come_in_order(found):
    rows = found.leading(REDUCTION, 5)
    totals = found.of_outcomes["total"][rows, list(found.outcomes).index(REDUCTION)]
    assert list(totals) == sorted(totals, reverse=True)
    assert len(rows) == 5


def test_too_few_draws_are_refused(load):
    with pytest.raises(ValueError, match="draws: found 7, expected at least 8"):
        carbonsim.sobol(load(), draws=7)


def test_the_cause_that_is_told_is_that_of_most_draws(load):
    """Four draws without an answer: one by its own cause, and three in turns by another."""
    scenario = load()

    class Faulty:
        def __init__(self):
            self.scenario = scenario

        def evaluate(self, scores, draws, **_):
            for cause, *bad in (("a rare fault", 2), ("a common fault", 0), ("a common fault", 1, 3)):
                if scores["x"][bad[0]]:
                    where = np.isin(np.arange(draws), bad)
                    raise ImpossibleDrawsError(scenario, "2024", cause, where)
            return SimpleNamespace(plan={})

    block = factors._evaluated(Faulty(), {"x": np.ones(5)}, 5)
    assert block.causes == {("2024", "a rare fault"): 1, ("2024", "a common fault"): 3}
    for made, words in ((5, "4 of 5 draws"), (4, "4 of the first 4 of 5 draws")):
        with pytest.raises(ScenarioError) as caught:
            factors._refuse(Faulty(), block, made, 5)
        (problem,) = caught.value.problems
        assert problem.key == "2024"
        assert problem.message.startswith(f"{words} have no answer: a common fault; ")


# Given data ------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def ensemble(load):
    return carbonsim.run(load(), draws=400)


def test_pawn_ranks_first_what_moves_most(ensemble, load):
    outcome = (
        "Discounted Extra Cost|Transportation|Truck [Resource]"  # one parameter moves it far more than others
    )
    found = carbonsim.pawn(ensemble)
    top = found.factors[found.leading(outcome, 1)[0]]
    moved = tornado(load())
    column = list(moved.outcomes).index(outcome)
    widest = moved.factors[int(np.argmax(np.abs(moved.high - moved.low)[:, column]))]
    assert top == widest
    place = list(found.outcomes).index(outcome)
    inert = found.of_outcomes["inert"][:, place]
    medians = found.of_outcomes["median"][:, place]
    assert medians.max() > 2 * inert[0]
    # most parameters do hardly anything, and look like one that does nothing
    assert np.median(medians) == pytest.approx(inert[0], rel=0.1)


def test_what_cannot_be_told_from_chance_is_named_by_no_answer(ensemble, load):
    outcome, told = "Discounted Extra Cost|Transportation|Truck [Resource]", carbonsim.pawn(ensemble)
    place = list(told.outcomes).index(outcome)
    median, chance = (told.of_outcomes[name][:, place] for name in ("median", "chance"))
    above = [row for row in told.leading(outcome, 3) if median[row] > chance[row]]
    assert told.clear(outcome, 3) == above != []
    few = carbonsim.pawn(carbonsim.run(load(), draws=20), slices=10)
    assert few.leading(outcome, 3)
    assert few.clear(outcome, 3) == []
    assert "cannot be told from chance" in sensitivity_answer(few, [outcome])[0]["en"]


@pytest.mark.parametrize(("count", "turns"), [(1, 10), (3, 3), (6, 2), (40, 2)])
def test_what_does_nothing_is_a_mean_over_several_turns(count, turns):
    seen = []

    def distances(row):
        seen.append(row)
        return SimpleNamespace(median=np.array([row.sum()]), maximum=np.zeros(1))

    found = given_data._inert(SimpleNamespace(distances=distances), 1, count, 5)
    sums = np.array(seen).sum(axis=1).reshape(turns, count)
    assert found == pytest.approx(sums.max(axis=1).mean())
    assert len({row.tobytes() for row in seen}) == turns * count, "each has scores of its own"


def test_many_scores_are_measured_against_as_many_that_do_nothing(load):
    found = carbonsim.pawn(carbonsim.run(load(CORRELATED), draws=400))
    group = next(row for row, name in enumerate(found.factors) if "&" in name)
    yearly = [found.factors.index(name) for name in ("drivers.grid_water_factor", "freight.surprise")]
    inert = found.of_outcomes["inert"]
    alone = np.delete(inert, [group, *yearly], axis=0)
    assert np.all(alone == alone[0])
    for many in (group, *yearly):
        assert inert[many].mean() > alone[0].mean()


def test_pawn_of_years(ensemble):
    name = "Stocks|Transportation|Truck"
    found = carbonsim.pawn(ensemble, [name])
    assert found.of_series["median"].shape == (len(found.factors), 1, 4)
    stock = found.factors.index("freight.stock")
    assert found.of_series["maximum"][stock, 0, 0] == pytest.approx(0.9, abs=0.01)


def test_pawn_needs_draws(load, ensemble):
    with pytest.raises(ValueError, match="no ensemble"):
        carbonsim.pawn(carbonsim.run(load(), draws=1))
    with pytest.raises(KeyError, match="no variable 'nonsense'"):
        carbonsim.pawn(ensemble, ["nonsense"])


# Tornado ---------------------------------------------------------------------------------------------------


def test_a_tornado_is_one_run_for_each_end(load):
    scenario = load()
    moved = tornado(scenario)
    column = list(moved.outcomes).index(REDUCTION)
    central = carbonsim.run(scenario, draws=1)
    name = REDUCTION.removeprefix("Cumulative ")
    assert moved.middle[column] == pytest.approx(float(central.central[name].sum()), rel=1e-9)
    # the price of diesel at its high end, set by hand
    row = moved.factors.index("drivers.fuels.diesel.price")
    pair = Pair(scenario)
    shapes = pair_scores(scenario, 1, 0, 2, 2)
    scores = {address: np.zeros(values.shape) for address, values in shapes.items()}
    scores["drivers.fuels.diesel.price"] += 1.6448536269514722
    expected = pair.evaluate(scores, 2).plan[name][:, 0].sum()
    assert moved.high[row, column] == pytest.approx(expected, rel=1e-12)
    stock = moved.factors.index("freight.stock")
    assert moved.low[stock, column] < moved.middle[column] < moved.high[stock, column]
