"""Runs without claims, which are answered by more runs, with other factors of the grid."""

from dataclasses import replace

import carbonsim
from carbonsim.results.results import Results


def run_unasked(name: str, *overrides: str, draws: int = 1) -> Results:
    """A shipped scenario with overrides and without claims; no series depends on what is claimed of it."""
    return carbonsim.run(replace(carbonsim.load_scenario(name, overrides), claims=()), draws=draws)
