"""The hot loop of each sector: from the seed to all series, in the blocks of a run; years are let go."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from benchmarks.rows import Row, cpu_seconds
from benchmarks.stock_problem import SCENARIO as FREIGHT
from benchmarks.stock_problem import cells_of_a_draw
from carbonsim.core.types import Array
from carbonsim.engine.catalogue import load_scenario
from carbonsim.engine.pair import Pair
from carbonsim.engine.run import block_width
from carbonsim.engine.sampling import block_scores

NEV, STEEL = "china-nev-none", "china-steel-current-policies"


def freight(draws: int) -> list[Row]:
    """Trucks, in vintage cells: one vintage of a powertrain and segment in a year of a draw."""
    return [_row("freight, blocks", FREIGHT, draws, cells_of_a_draw(), "vintage cells")]


def nev(draws: int) -> list[Row]:
    """New energy vehicles, in draws."""
    return [_row("nev, blocks", NEV, draws)]


def steel(draws: int) -> list[Row]:
    """Steel, in draws."""
    return [_row("steel, blocks", STEEL, draws)]


def one_by_one(draws: int) -> list[Row]:
    """Trucks, each draw in a run of its own: the same equations on arrays of one draw."""
    pair = Pair(load_scenario(FREIGHT))
    seconds = cpu_seconds(partial(evaluate, pair, draws, 1))
    cells = draws * cells_of_a_draw()
    return [Row("freight, one draw at a time", draws, seconds, cells, "vintage cells")]


def evaluate(pair: Pair, draws: int, width: int) -> None:
    """Make all series of some draws, so many at a time; scores are made a block at a time in any case."""
    for start, count in steps(draws, block_width(pair)):
        scores = block_scores(pair.scenario, pair.scenario.seed, start, count)
        for first, narrow in steps(count, width):
            for _ in pair.by_year(part_of(scores, first, narrow), narrow):
                pass


def part_of(scores: dict[str, Array], first: int, count: int) -> dict[str, Array]:
    """Scores of some draws of a block."""
    return {name: values[..., first : first + count] for name, values in scores.items()}


def steps(total: int, width: int) -> Iterator[tuple[int, int]]:
    """First draw and number of draws of each block."""
    for start in range(0, total, width):
        yield start, min(width, total - start)


def _row(name: str, scenario: str, draws: int, each: int = 1, unit: str = "draws") -> Row:
    pair = Pair(load_scenario(scenario))
    evaluate(pair, min(draws, 2), 2)  # what is made once
    seconds = cpu_seconds(partial(evaluate, pair, draws, block_width(pair)))
    return Row(name, draws, seconds, draws * each, unit)
