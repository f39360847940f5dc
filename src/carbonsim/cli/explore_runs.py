"""Runs of a scenario with other values, for a page that asks for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from carbonsim.analysis.claims import evaluate
from carbonsim.analysis.outcomes import outcomes
from carbonsim.cli.lever_lines import lever_fields
from carbonsim.cli.pages import page_of
from carbonsim.core.errors import CarbonsimError
from carbonsim.engine.catalogue import load_scenario
from carbonsim.engine.run import run
from carbonsim.results.manifest import manifest
from carbonsim.scenario.lever_reader import TIMES
from carbonsim.scenario.levers import override, scaled
from carbonsim.scenario.quantity import Quantity, Setting
from carbonsim.scenario.scenario import Scenario

#: Parameters that one request may set, and letters of a value.
MOST_SET, LONGEST = 50, 10_000


class RequestError(CarbonsimError):
    """A request is not what it should be."""


@dataclass(frozen=True)
class ExploredRuns:
    """Runs of a scenario with other values.

    Attributes
    ----------
    path : str
        Of the scenario, as it was named.
    overrides : tuple of str
        ``KEY=VALUE`` that hold in all runs.
    scenario : Scenario
        With these.
    draws : int
    seed : int, optional
        The scenario's if left out.
    """

    path: str
    overrides: tuple[str, ...]
    scenario: Scenario
    draws: int
    seed: int | None = None

    def page(self, values: Any, levers: Any) -> dict[str, Any]:
        """The data of the page of a run, as `carbonsim run --set` gives them with as many draws.

        Parameters
        ----------
        values : mapping of str to number, str or {"times": number}
            By key of the parameter: a number in the unit of its definition, a text as ``--set`` takes it, or
            a multiple of what the scenario has.
        levers : mapping of str to float
            Setting of each lever that is moved, by name.

        Raises
        ------
        RequestError
            If the values are not such.
        ScenarioError
            If the scenario cannot have them.
        """
        scenario = self.scenario
        if overrides := self.overrides_of(values, levers):
            scenario = load_scenario(self.path, [*self.overrides, *overrides])
        results = run(scenario, self.draws, self.seed)
        return page_of(results, outcomes(results), evaluate(results), manifest(results))

    def overrides_of(self, values: Any, levers: Any) -> list[str]:
        """``KEY=VALUE`` of a request; values go over those of levers."""
        if not isinstance(values, Mapping) or not isinstance(levers, Mapping) or len(values) > MOST_SET:
            raise RequestError(f"found no values, expected at most {MOST_SET} of them by key")
        found: dict[str, str] = {}
        known = {lever.name: lever for lever in self.scenario.levers}
        for name, setting in levers.items():
            lever = known.get(name)
            if lever is None or not _is_number(setting) or not lever.low <= setting <= lever.high:
                raise RequestError(f"found no lever {name[:LONGEST]!r} with such a setting")
            if setting != lever.base:
                found |= {key: override(key, quantity) for key, quantity in lever.at(setting).items()}
        for key, value in values.items():
            found[key] = self._override(key, value)
        return list(found.values())

    def _override(self, key: str, value: Any) -> str:
        setting = self.scenario.settings.get(key)
        if setting is not None and isinstance(value, str) and len(value) < LONGEST:
            return f"{key}={value}"
        quantity = _quantity(setting)
        if quantity is not None and _is_number(value):
            return override(key, Quantity((), (float(value),), None, None, "linear", quantity.unit))
        if quantity is not None and isinstance(value, Mapping) and _is_number(value.get(TIMES)):
            return override(key, scaled(quantity, (), (float(value[TIMES]),)))
        raise RequestError(
            f"found no value for {key[:LONGEST]}, expected a number, a text or {{{TIMES}: ...}}"
        )

    def movable(self) -> dict[str, Any]:
        """Movable inputs of a page: levers, and numbers that the run reads."""
        numbers = [
            _number_fields(setting) for setting in self.scenario.settings.values() if _is_movable(setting)
        ]
        return {"levers": [lever_fields(lever) for lever in self.scenario.levers], "parameters": numbers}


def _quantity(setting: Setting | None) -> Quantity | None:
    return setting.value if setting is not None and isinstance(setting.value, Quantity) else None


def _is_movable(setting: Setting) -> bool:
    return setting.offered and setting.definition.drawn and isinstance(setting.value, Quantity)


def _number_fields(setting: Setting) -> dict[str, Any]:
    """A number for the page: of a path, which is moved as a whole, its first and last value."""
    quantity, definition = _quantity(setting), setting.definition
    assert quantity is not None
    return {
        "key": setting.address,
        "text": definition.description,
        "unit": definition.unit,
        "path": bool(quantity.years),
        "value": [quantity.central[0], quantity.central[-1]],
        "least": definition.minimum,
        "most": definition.maximum,
        "low": None if quantity.low is None else quantity.low[-1],
        "high": None if quantity.high is None else quantity.high[-1],
    }


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e300
