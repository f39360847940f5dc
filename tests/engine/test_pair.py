"""A plan beside its reference: the same by year, and what both have in common made once."""

import sys
from dataclasses import replace

import numpy as np
import pytest

from carbonsim.engine.catalogue import load_scenario
from carbonsim.engine.headline import RunningTotals, discount_factors, totals_of_draws
from carbonsim.engine.pair import Pair
from carbonsim.engine.sampling import pair_scores
from carbonsim.engine.shards import job_headlines
from carbonsim.kernel.inputs import Inputs
from carbonsim.kernel.sharing import Shared
from carbonsim.sectors.freight import payload

DRAWS = 7


@pytest.fixture(scope="module")
def pair():
    return Pair(load_scenario("new-quality-2060"))


@pytest.fixture(scope="module")
def scores(pair):
    return pair_scores(pair.scenario, 3, 0, DRAWS, DRAWS)


@pytest.fixture(scope="module")
def whole(pair, scores):
    return pair.evaluate(scores, DRAWS, lean=True)


def test_year_by_year_gives_the_same_bits(pair, scores, whole):
    for year, found in enumerate(pair.by_year(scores, DRAWS)):
        assert found.plan.keys() == whole.plan.keys()
        assert found.reference.keys() == whole.reference.keys()
        for part, beside in ((found.plan, whole.plan), (found.reference, whole.reference)):
            for name, values in part.items():
                assert np.array_equal(values, beside[name][year]), name
    assert year == len(pair.years) - 1


def test_totals_summed_year_by_year_are_the_same_bits(pair, scores, whole):
    factors = discount_factors(pair.scenario, pair.years, scores, DRAWS)
    wanted = job_headlines(pair)
    running = RunningTotals(wanted, DRAWS)
    for year, found in enumerate(pair.by_year(scores, DRAWS)):
        running.add(slice(0, DRAWS), int(pair.years[year]), found.plan, factors[year])
    expected = totals_of_draws(wanted, whole.plan, factors, pair.years)
    assert len(wanted) == len(expected) > 0
    for one, total in zip(wanted, running.sums, strict=True):
        assert np.array_equal(total, expected[one.name]), one.name


def test_a_reference_does_not_depend_on_what_it_shares(pair, scores):
    """Each run by itself draws everything anew."""
    together = pair.evaluate(scores, DRAWS)
    alone = Pair(pair.scenario.reference).evaluate(scores, DRAWS).plan
    for name, values in alone.items():
        assert np.array_equal(values, together.reference[name]), name


@pytest.mark.usefixtures("cement")
@pytest.mark.parametrize("kept", [True, False])
def test_a_difference_is_drawn_where_the_draws_of_what_it_compares_are_kept(kept, tmp_path, monkeypatch):
    head = "carbonsim: 1\nregion: Fujian\nyears: [2023, 2025]\n"
    head += "drivers: {grid_emission_factor: 0.4 kg CO2/kWh}\n"
    cement = (
        "cement: {production: {value: 10, low: 5, high: 15, unit: Mt/yr}, clinker_emissions: %s t CO2/t}\n"
    )
    (tmp_path / "base.yaml").write_text(head + cement % 0.6, encoding="utf-8")
    (tmp_path / "mine.yaml").write_text(f"{head}reference: base.yaml\n{cement % 0.5}", encoding="utf-8")
    pair = Pair(load_scenario(tmp_path / "mine.yaml"))
    sector = sys.modules["carbonsim.sectors.cement"]
    monkeypatch.setattr(sector, "emissions", replace(sector.emissions, ensemble=kept))

    made = pair.evaluate(pair_scores(pair.scenario, 3, 0, DRAWS, DRAWS), DRAWS)
    assert pair.drawn.plan == tuple(made.plan)
    assert pair.drawn.reference == tuple(made.reference)
    assert ("Emission Reduction|CO2|Industry|Cement" in pair.drawn.plan) is kept
    assert "Emission Reduction|CO2|Industry|Cement" in pair.variables, "the central run has it"


def stock(inputs):
    return inputs.constant("freight.stock") * 1.0


def test_what_other_values_give_is_not_shared():
    first, second = (load_scenario("fujian-no-policy", [f"freight.stock={stock}"]) for stock in (1000, 2000))
    shared, years = Shared(), np.array([2023, 2024])
    one, two, again = (Inputs(scenario, years, 1, {}, shared) for scenario in (first, second, second))

    made = [inputs.memoised(stock) for inputs in (one, two, again)]
    assert [float(value[0]) for value in made] == [1000.0, 2000.0, 2000.0]
    assert made[1] is made[2]
    with pytest.raises(ValueError, match="read-only"):
        made[1][0] = 3.0


def test_what_follows_from_parameters_alone_is_made_once_without_a_reference_too(monkeypatch):
    made, make = [], payload._payload_by_year

    def noted(inputs):
        made.append(inputs.draws)
        return make(inputs)

    monkeypatch.setattr(payload, "_payload_by_year", noted)
    scenario = load_scenario("fujian-no-policy", ["years=[2023, 2025]"])
    assert scenario.reference is None
    Pair(scenario).evaluate({}, 1)
    assert made == [1]
