"""The answer of an ensemble whose draws are not kept, in years of which no outcome is stated."""

from __future__ import annotations

import numpy as np
import pytest

import carbonsim
from carbonsim.analysis.outcomes import outcomes
from carbonsim.engine.headline import stated_periods
from carbonsim.engine.run import run
from carbonsim.report.answer import answer
from carbonsim.report.effects import Way, emission_effects
from carbonsim.report.findings import chart_titles
from carbonsim.report.terminal import overview
from tests.engine.small_shards import LARGE, make_shards_small

OVERRIDES = ("years=[2023, 2027]", "freight.swap.stations=60 station")


@pytest.fixture(scope="module")
def both():
    """The same draws, streamed and kept."""
    scenario = carbonsim.load_scenario("fujian-line", OVERRIDES)
    kept = run(scenario, LARGE)
    with pytest.MonkeyPatch.context() as patch:
        make_shards_small(patch)
        streamed = run(scenario, LARGE + 20)
    assert streamed.streamed is not None and kept.streamed is None
    return streamed, kept


def test_the_last_year_is_read_from_what_was_counted(both):
    streamed, _ = both
    assert stated_periods(streamed.years) == ("2027",)
    counted, known = (
        {one.boundary: one for one in emission_effects(results, outcomes(results), "2027")}
        for results in both
    )
    assert counted.keys() == known.keys() and streamed.draws == LARGE + 20
    for boundary, one in counted.items():
        assert one.draws == streamed.draws
        # another twenty draws, and bins
        assert one.way is known[boundary].way or Way.UNDECIDED in (one.way, known[boundary].way)
        width = known[boundary].high - known[boundary].low
        assert abs(one.median - known[boundary].median) <= 0.25 * width + 1e-9
        assert one.share == pytest.approx(known[boundary].share, abs=0.1)


def test_everything_is_said_of_it(both):
    streamed, _ = both
    said = outcomes(streamed)
    (first, *_) = answer(streamed, said, ())
    assert "in 2027" in first["en"] and "no range" not in first["en"]
    assert {"difference", "emissions"} <= chart_titles(streamed, said).keys()
    assert "2027" in overview(streamed, said)
    assert np.isfinite(streamed.quantiles("Emissions|CO2|Energy|Demand|Transportation|Truck")).all()
