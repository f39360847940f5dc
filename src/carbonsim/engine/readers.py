"""Which part of carbonsim reads which parameter, as ``engine/reads.py`` has recorded it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from carbonsim.reference.rows import index_rows, read_rows
from carbonsim.scenario.quantity import Setting
from carbonsim.scenario.scenario import Scenario

COLUMNS = ("pattern", "read_by")
FILE = "engine/reads.csv"
ENGINE, CORRIDOR, BACKTEST, CHECK = "engine", "corridor", "backtest", "check"
COUNTERFACTUAL = "counterfactual"


@cache
def readers() -> Mapping[str, frozenset[str]]:
    """Who reads the parameters of each pattern.

    Sectors by their name; the engine (markets, discounting), `carbonsim corridor`, `carbonsim backtest`,
    `carbonsim counterfactual`, and the check of what parameters say together.

    Raises
    ------
    DataError
        If a pattern occurs twice.
    """
    rows = read_rows(files("carbonsim.engine") / "reads.csv", FILE, COLUMNS)
    return index_rows(
        rows, lambda row: (row.text("pattern"), frozenset(filter(None, row["read_by"].split("|"))))
    )


def is_read(scenario: Scenario, setting: Setting) -> bool:
    """Whether a run of a scenario reads a parameter; of a sector that is not shipped it is taken to."""
    read_by = readers().get(setting.definition.pattern)
    return read_by is None or not read_by.isdisjoint({ENGINE, *scenario.sectors})
