"""Which parameters move any result: each is moved in a draw of its own, all in one run.

What is read and moves nothing in any shipped scenario stands in a table with the reason (`unmoved`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from carbonsim.core.distributions import NORMAL
from carbonsim.core.types import Array, IntArray
from carbonsim.core.uncertainty import SCORE_95
from carbonsim.engine.catalogue import load_scenario
from carbonsim.engine.headline import discount_factors
from carbonsim.engine.impossible import ImpossibleDrawsError, of_others, without
from carbonsim.engine.loop import simulate
from carbonsim.engine.markets import Markets
from carbonsim.engine.readers import BACKTEST, CHECK, CORRIDOR, COUNTERFACTUAL, readers
from carbonsim.kernel.inputs import Inputs
from carbonsim.kernel.sharing import Shared
from carbonsim.reference.rows import index_rows, read_rows
from carbonsim.scenario.places import shipped_scenarios
from carbonsim.scenario.quantity import Quantity, Setting
from carbonsim.scenario.scenario import Scenario
from carbonsim.sectors import sectors_of

COLUMNS = ("pattern", "reason")
FILE = "engine/unmoved.csv"
#: By how much a parameter is moved, against its value; a 0 by this part of what is allowed.
STEP, SMALL = 0.1, 0.02
#: Draws of a batch.
BATCH = 400


@cache
def unmoved() -> Mapping[str, str]:
    """Parameters that a run reads and that move nothing in any shipped scenario, with the reason."""
    rows = read_rows(files("carbonsim.engine") / "unmoved.csv", FILE, COLUMNS)
    return index_rows(rows, lambda row: (row.text("pattern"), row.text("reason")))


def expected_unmoved() -> set[str]:
    """`unmoved` as it should be: patterns of quantities that a run reads and that move no figure of it."""
    others = {CORRIDOR, BACKTEST, COUNTERFACTUAL, CHECK}
    quantities: set[str] = set()
    moving: set[str] = set()
    for name in shipped_scenarios():
        scenario = load_scenario(name)
        moving |= {scenario.settings[key].definition.pattern for key in moved_keys(scenario, moving)}
        settings = scenario.settings.values()
        quantities |= {setting.definition.pattern for setting in settings if _can_move(setting)}
    read = {pattern for pattern, read_by in readers().items() if read_by - others}
    return (quantities & read) - moving


def moved_keys(scenario: Scenario, known: Collection[str] = ()) -> set[str]:
    """Parameters of a scenario that move any series, or its discounting, when they are moved.

    Those of patterns that are known to move something are left out.
    """
    keys = [
        key
        for key, setting in scenario.settings.items()
        if _can_move(setting) and setting.definition.pattern not in known
    ]
    years = np.arange(scenario.years[0], scenario.years[1] + 1)
    moved: set[str] = set()
    for start in range(0, len(keys), BATCH):
        some = keys[start : start + BATCH]
        differs = _differing(_widened(scenario, some), some, years)
        moved |= {key for key, differ in zip(some, differs, strict=True) if differ}
    return moved


def _can_move(setting: Setting) -> bool:
    definition = setting.definition
    return (
        isinstance(setting.value, Quantity)
        and definition.drawn
        and definition.minimum != definition.maximum
        and not definition.pattern.endswith((".maximum_age", "_year"))
    )


def _widened(scenario: Scenario, keys: Sequence[str]) -> Scenario:
    settings = dict(scenario.settings)
    for key in keys:
        settings[key] = replace(settings[key], value=_with_end(settings[key]))
    return replace(scenario, settings=settings)


def _with_end(setting: Setting) -> Quantity:
    """A quantity one of whose ends is moved, and the other is not."""
    quantity, definition = setting.value, setting.definition
    assert isinstance(quantity, Quantity)
    least, most = definition.minimum, definition.maximum
    span = 1.0 if least is None or most is None else most - least
    step = [max(STEP * abs(value), 0.0) or SMALL * min(span, 1.0) for value in quantity.central]
    pairs = list(zip(quantity.central, step, strict=True))
    up = [value + by if most is None else min(most, value + by) for value, by in pairs]
    down = [value - by if least is None else max(least, value - by) for value, by in pairs]
    return replace(quantity, low=tuple(down), high=tuple(up), distribution=NORMAL)


def _differing(scenario: Scenario, keys: Sequence[str], years: IntArray) -> NDArray[np.bool_]:
    """For each parameter whether its draw, up or down, differs from one in which nothing is moved."""
    draws = 2 * len(keys) + 1
    scores = {}
    for number, key in enumerate(keys):
        score = np.zeros(draws)
        score[2 * number], score[2 * number + 1] = SCORE_95, -SCORE_95
        scores[key] = score
    differs = np.zeros(draws, dtype=bool)
    for values in _figures(scenario, years, scores, draws, differs):
        last = values[..., -1:]
        apart = np.abs(values - last) > 1e-12 * np.abs(last)
        differs |= (apart | (np.isnan(values) != np.isnan(last))).reshape(-1, draws).any(axis=0)
    return np.asarray(differs[:-1].reshape(-1, 2).any(axis=1))


def _figures(
    scenario: Scenario, years: IntArray, scores: Mapping[str, Array], draws: int, differs: NDArray[np.bool_]
) -> Iterator[Array]:
    """All series of a scenario; a parameter whose draw has no answer has moved something."""

    def attempt(left: NDArray[np.bool_]) -> Mapping[str, Array]:
        inputs = Inputs(scenario, years, draws, without(scores, left), Shared())
        return simulate(inputs, sectors_of(scenario), Markets(inputs), all_series=True).series

    def moving(_: ImpossibleDrawsError, new: NDArray[np.bool_]) -> None:
        differs[new] = True

    yield from of_others(attempt, draws, moving).values()
    yield np.broadcast_to(discount_factors(scenario, years, scores, draws), (len(years), draws))
