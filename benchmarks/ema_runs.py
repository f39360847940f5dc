"""EMA Workbench around the trucks of carbonsim, one call for each draw, and around an empty function."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np

from benchmarks.rows import Row, cpu_seconds, peer
from benchmarks.stock_problem import SCENARIO
from carbonsim.engine.catalogue import load_scenario
from carbonsim.engine.pair import Pair
from carbonsim.engine.sampling import block_scores

OUTCOME = "cumulative"
REPORTED = "Emissions|CO2|Energy|Demand|Transportation|Truck"
#: Scores of the 5th and 95th percentile.
LOW, HIGH = -1.645, 1.645


def around_trucks(runs: int) -> list[Row]:
    """The same parameters vary as in a run of carbonsim; one cumulative figure is kept of each."""
    pair = Pair(load_scenario(SCENARIO))

    def cumulative(**scores: float) -> dict[str, float]:
        plan = pair.evaluate({name: np.array([score]) for name, score in scores.items()}, 1).plan
        return {OUTCOME: float(plan[REPORTED].sum())}

    return _measured("freight, EMA Workbench", cumulative, runs)


def around_nothing(runs: int) -> list[Row]:
    """What the workbench itself takes, with as many parameters."""

    def nothing(**_: float) -> dict[str, float]:
        return {OUTCOME: 0.0}

    return _measured("empty function, EMA Workbench", nothing, runs)


def _measured(name: str, function: Callable[..., dict[str, float]], runs: int) -> list[Row]:
    ema_workbench = peer("ema_workbench")
    model = ema_workbench.Model("carbonsim", function=function)
    drawn = block_scores(load_scenario(SCENARIO), 1, 0, 1)
    model.uncertainties = [ema_workbench.RealParameter(address, LOW, HIGH) for address in drawn]
    model.outcomes = [ema_workbench.ScalarOutcome(OUTCOME)]
    with ema_workbench.SequentialEvaluator(model) as evaluator:
        # its bar of progress is not what is measured
        seconds = cpu_seconds(partial(evaluator.perform_experiments, runs, log_progress=True))
    return [Row(name, runs, seconds, runs, "runs")]
