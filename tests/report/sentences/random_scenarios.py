"""Scenarios by chance: shipped ones, with values drawn inside their bounds, other horizons and references."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import yaml

import carbonsim
from carbonsim.analysis.claim_check import check
from carbonsim.core.errors import ScenarioError
from carbonsim.engine.run import run
from carbonsim.results.results import Results
from carbonsim.scenario.places import shipped_scenarios
from carbonsim.scenario.scenario import Scenario
from tests.sectors.drawn_scenarios import OF_CURVES
from tests.sectors.drawn_values import bounds

#: Of which others are made; a world runs nothing.
NAMES = tuple(name for name in shipped_scenarios() if not name.startswith("world-"))
PARAMETERS = 8
NO_REFERENCE, ITSELF, ONE_RUN = 0.12, 0.08, 0.12
LATEST = 2041


def random_run(seed: int, folder: Path) -> Results:
    """The results of a scenario that is drawn with this seed; values that are refused are drawn again."""
    generator = np.random.default_rng([21, seed])
    while True:
        parent = carbonsim.load_scenario(str(generator.choice(NAMES)))
        try:
            scenario = _scenario(generator, parent, folder)
            check(scenario)
            return run(scenario, seed=seed)
        except ScenarioError:
            continue


def _scenario(generator: np.random.Generator, parent: Scenario, folder: Path) -> Scenario:
    first = parent.years[0]
    last = min(first + int(generator.integers(0, 16)), LATEST)
    draws = 1 if generator.random() < ONE_RUN else int(generator.integers(30, 61))
    header = [f"years=[{first}, {last}]", f"draws={draws}"]
    kind = generator.random()
    if kind < NO_REFERENCE:
        return carbonsim.load_scenario(parent.name, [*header, *_values(generator, parent)], reference="none")
    if kind < NO_REFERENCE + ITSELF:
        tree = {"carbonsim": 1, "name": "itself", "extends": f"carbonsim:{parent.name}"}
        path = folder / "itself.yaml"
        path.write_text(yaml.safe_dump(tree | {"reference": f"carbonsim:{parent.name}"}), encoding="utf-8")
        return carbonsim.load_scenario(path, header)
    if parent.reference is None:
        return carbonsim.load_scenario(parent.name, [*header, *_values(generator, parent)])
    if generator.random() < 0.1:
        header.append("region=Shanxi")
    return carbonsim.load_scenario(parent.name, [*header, *_values(generator, parent)])


def _values(generator: np.random.Generator, parent: Scenario) -> list[str]:
    """Values of some parameters, within their bounds and around what they are."""
    settings = [
        setting
        for setting in parent.settings.values()
        if setting.offered
        and setting.definition.kind == "quantity"
        and setting.definition.pattern not in OF_CURVES
        and not setting.address.startswith(("nev.history", "freight.line.", "freight.stock"))
        and len(setting.value.years) <= 1
        and setting.value.central[0] != 0.0
        and None not in (setting.definition.minimum, setting.definition.maximum)
    ]
    found = []
    for place in generator.choice(
        len(settings), size=int(generator.integers(1, PARAMETERS + 1)), replace=False
    ):
        setting = settings[int(place)]
        low, high = bounds(setting.definition)
        value = min(max(setting.value.central[0] * float(np.exp(generator.normal(0.0, 0.6))), low), high)
        found.append(f"{setting.address}={value:.6g} {setting.definition.unit}")
    return found
