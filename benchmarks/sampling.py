"""Scores: standard normal numbers for all parameters that have a range, in the blocks of a run."""

from __future__ import annotations

from benchmarks.hot_loop import steps
from benchmarks.rows import Row, cpu_seconds
from carbonsim.engine.catalogue import load_scenario
from carbonsim.engine.run import BLOCK
from carbonsim.engine.sampling import block_scores

SCENARIO = "new-quality-2060"


def sampling(draws: int) -> list[Row]:
    """All scores of the three sectors; parameters of which each year has its own draw count once a year."""
    scenario = load_scenario(SCENARIO)
    scores = sum(values.size for values in block_scores(scenario, scenario.seed, 0, 1).values())

    def sample() -> None:
        for start, count in steps(draws, BLOCK):
            block_scores(scenario, scenario.seed, start, count)

    return [Row("sampling", draws, cpu_seconds(sample), draws * scores, "scores")]
