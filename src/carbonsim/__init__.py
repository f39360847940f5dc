"""carbonsim: carbon-reduction scenarios to 2060, with range, boundary and source.

>>> import carbonsim
>>> plan = carbonsim.load_scenario("fujian-full-conversion")
>>> result = carbonsim.run(plan, draws=1)
>>> round(float(result["Emission Reduction|CO2|Transportation|Truck"][0, 0]), 1)
18.2
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from carbonsim.analysis.audit import audit
    from carbonsim.analysis.comparison import compare
    from carbonsim.analysis.corridor import plan_corridor, simulate_corridor
    from carbonsim.analysis.corridor_sizing import most_traffic, size_corridor
    from carbonsim.analysis.given_data import pawn
    from carbonsim.analysis.levers import levers
    from carbonsim.analysis.solve import solve
    from carbonsim.analysis.tornado import tornado
    from carbonsim.analysis.variance_shares import sobol
    from carbonsim.core.errors import BalanceError, BoundaryError, CarbonsimError, DataError, ScenarioError
    from carbonsim.engine.catalogue import load_scenario
    from carbonsim.engine.run import run
    from carbonsim.results.results import Results
    from carbonsim.scenario.scenario import Scenario

__all__ = [
    "BalanceError",
    "BoundaryError",
    "CarbonsimError",
    "DataError",
    "Results",
    "Scenario",
    "ScenarioError",
    "audit",
    "compare",
    "levers",
    "load_scenario",
    "most_traffic",
    "pawn",
    "plan_corridor",
    "run",
    "simulate_corridor",
    "size_corridor",
    "sobol",
    "solve",
    "tornado",
]
#: Where each public name lives: imported on first use, so that `carbonsim --help` does not load NumPy.
_HOMES = {
    "BalanceError": "carbonsim.core.errors",
    "BoundaryError": "carbonsim.core.errors",
    "CarbonsimError": "carbonsim.core.errors",
    "DataError": "carbonsim.core.errors",
    "Results": "carbonsim.results.results",
    "Scenario": "carbonsim.scenario.scenario",
    "ScenarioError": "carbonsim.core.errors",
    "audit": "carbonsim.analysis.audit",
    "compare": "carbonsim.analysis.comparison",
    "levers": "carbonsim.analysis.levers",
    "load_scenario": "carbonsim.engine.catalogue",
    "most_traffic": "carbonsim.analysis.corridor_sizing",
    "pawn": "carbonsim.analysis.given_data",
    "plan_corridor": "carbonsim.analysis.corridor",
    "run": "carbonsim.engine.run",
    "simulate_corridor": "carbonsim.analysis.corridor",
    "size_corridor": "carbonsim.analysis.corridor_sizing",
    "sobol": "carbonsim.analysis.variance_shares",
    "solve": "carbonsim.analysis.solve",
    "tornado": "carbonsim.analysis.tornado",
}


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from importlib.metadata import version  # noqa: PLC0415 - costs as much as the rest of `--help`

        return version("carbonsim")
    if name not in _HOMES:
        raise AttributeError(f"module 'carbonsim' has no attribute {name!r}")
    if name in ("run", "Results", "compare"):
        _attach()
    return getattr(import_module(_HOMES[name]), name)


def _attach() -> None:
    """Give results their pictures, folder and page, which live above them: `plot`, `save`, `page`."""
    notebook, tables = import_module("carbonsim.report.notebook"), import_module("carbonsim.report.page")
    results = import_module("carbonsim.results.results").Results
    results.plot, results.save, results.page = notebook.plot, notebook.save, notebook.page
    results._repr_html_ = tables.results_html
    import_module("carbonsim.analysis.comparison").Comparison._repr_html_ = tables.comparison_html


def __dir__() -> list[str]:
    return sorted(__all__)
