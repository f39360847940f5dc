"""Scenarios drawn from all that may be set: several parameters at once, at and near their ends, with rows.

``python -m tests.sectors.drawn_scenarios freight 200`` runs 200 of a sector and says what came of them.
"""

from __future__ import annotations

import sys
import tempfile
import traceback
import warnings
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

import numpy as np
import yaml

import carbonsim
from carbonsim.engine import loop
from carbonsim.scenario.places import shipped_scenarios
from carbonsim.scenario.scenario import Scenario
from tests.sectors.drawn_coherence import make_coherent
from tests.sectors.drawn_rows import FAMILIES, LINE, Drawing, add_row, redraw_shares, remove_row
from tests.sectors.drawn_values import Generator, Tree, quantity, scaled

#: Years of a drawn scenario at most.
YEARS = 14
#: Parameters of one scenario at most.
PARAMETERS = 12
#: What a station's service curves are made from: seconds for each value, so that few scenarios draw them.
OF_CURVES = (
    *(f"freight.swap.{name}" for name in ("bays", "blocks", "chargers", "swap_time", "block_capacity")),
    *(f"freight.swap.{name}" for name in ("block_charge_time", "grid_connection", "power_factor")),
    *(f"freight.swap.{name}" for name in ("grid_to_battery", "charging_policy", "kept_ready")),
    *("freight.usable_depth", "freight.charging_time", "freight.line.repair_time"),
    *("freight.line.swap_time_spread", "freight.line.hours.*.traffic_ratio"),
    *("freight.line.hours.*.price_ratio", "freight.line.charge_curve.*.filled"),
    "freight.line.charge_curve.*.power_ratio",
)
CURVES_DRAWN = 0.05
#: Follows from the horizon, and is drawn with it.
WITH_YEARS = ("freight.stock_year",)
#: Rows that others are measured against stay what they are.
MEASURES = tuple(
    f"nev.powertrains.{row}.{name}" for row in ("petrol", "battery") for name in ("group", "energy")
)


@cache
def parents(sector: str) -> list[Scenario]:
    """Shipped scenarios that run a sector alone, with a reference or without."""
    loaded = (carbonsim.load_scenario(name) for name in shipped_scenarios())
    return [scenario for scenario in loaded if scenario.sectors == (sector,)]


@cache
def keys_by_pattern(sector: str, index: int) -> dict[str, list[str]]:
    """Keys of all that may be drawn of a shipped scenario, by the pattern of their definition."""
    keys = defaultdict(list)
    for key, setting in parents(sector)[index].settings.items():
        if key not in MEASURES and setting.definition.pattern not in WITH_YEARS:
            keys[setting.definition.pattern].append(key)
    return dict(keys)


def drawn_text(sector: str, seed: int) -> str:
    """A scenario file as text."""
    return yaml.safe_dump(drawn(sector, seed), sort_keys=False, allow_unicode=True)


def drawn(sector: str, seed: int) -> Tree:
    """A scenario file as a tree."""
    generator = np.random.default_rng([seed, *sector.encode()])
    shipped = parents(sector)
    index = int(generator.integers(len(shipped)))
    parent = shipped[index]
    drawing = Drawing(generator, parent, _header(generator, parent, seed))
    patterns = keys_by_pattern(sector, index)
    curves = sector == "freight" and generator.random() < CURVES_DRAWN
    names = [pattern for pattern in patterns if pattern not in OF_CURVES]
    count = int(generator.integers(1, PARAMETERS + 1))
    wanted = list(generator.choice(names, size=count, replace=False))
    if curves:
        wanted[: count // 2 + 1] = generator.choice(OF_CURVES, size=count // 2 + 1, replace=False)
    for pattern in wanted:
        draw_parameter(drawing, sector, str(pattern), str(generator.choice(patterns[str(pattern)])))
    if generator.random() < 0.3:
        redraw_shares(drawing, sector, str(generator.choice([*FAMILIES[sector], *LINE.get(sector, ())])))
    if generator.random() < 0.35:
        add_row(drawing, sector)
    if generator.random() < 0.25:
        remove_row(drawing, sector)
    if generator.random() < 0.9:
        make_coherent(drawing, sector)
    return drawing.tree


def _header(generator: Generator, parent: Scenario, seed: int) -> Tree:
    first = parent.years[0]
    tree: Tree = {
        "carbonsim": 1,
        "name": f"drawn-{seed}",
        "extends": f"carbonsim:{parent.name}",
        "years": [first, first + int(generator.integers(YEARS))],
        "draws": 20,
        "claims": [],
    }
    if generator.random() < 0.7:
        reference = parent.name if parent.reference is None else parent.reference.name
        tree["reference"] = f"carbonsim:{reference}"
    if parent.sectors == ("freight",) and generator.random() < 0.1:
        start = first + int(generator.integers(1, 4))
        tree["years"] = [start, start + int(generator.integers(YEARS))]
        tree["freight"] = {"stock_year": {"value": start, "unit": "1"}}
    return tree


def draw_parameter(drawing: Drawing, sector: str, pattern: str, key: str) -> None:
    """Draw one parameter, and with it what is of one whole with it."""
    generator, setting = drawing.generator, drawing.parent.settings[key]
    definition, name = setting.definition, key.rpartition(".")[2]
    family = key.rpartition(".")[0].rpartition(".")[0]
    if name in FAMILIES[sector].get(family, ()) or (family in LINE.get(sector, ()) and name == "share"):
        redraw_shares(drawing, sector, family)
    elif key.startswith("freight.line.stations.") and name == "position":
        drawing.put(key, {"value": generator.random(), "unit": "1"})  # two at one end are refused
    elif name == "filled":
        rows = drawing.parent.members(family)
        ends = np.sort(generator.uniform(0.01, 0.99, len(rows) - 1)).tolist()
        for row, end in zip(rows, [*ends, 1.0], strict=True):
            drawing.put(f"{family}.{row}.filled", {"value": end, "unit": "1"})
    elif definition.kind == "option":
        drawing.put(key, str(generator.choice(definition.options)))
    elif definition.kind == "text":
        of = {"fuel": "drivers.fuels", "route": "steel.routes"}.get(name)
        drawing.put(key, f"{setting.value} X" if of is None else str(generator.choice(drawing.rows(of))))
    elif key.startswith("nev.history.") and setting.value.years:
        least = 0.05 if name in ("exports", "market_exports", "scrappage") else 0.9
        factor = generator.uniform(least, 1.0 if name != "market" else 2.0)
        drawing.put(key, scaled(setting, float(factor), drawing.years[0]))
    else:
        path = False if pattern in OF_CURVES else None
        drawing.put(key, quantity(generator, setting, drawing.years, path))


def outcome(text: str, folder: str | Path) -> tuple[str, str]:
    """What comes of a scenario: "runs", "refused" on loading or "no answer", and why; else an error."""
    path = Path(folder) / "drawn.yaml"
    path.write_text(text, encoding="utf-8")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            scenario = carbonsim.load_scenario(path)
        except carbonsim.ScenarioError as error:
            assert all(problem.line >= 1 and problem.column >= 1 for problem in error.problems), error
            return "refused", _reason(error)
        try:
            result = carbonsim.run(scenario)
        except carbonsim.ScenarioError as error:
            assert all(problem.line >= 1 and problem.key for problem in error.problems), error
            return "no answer", _reason(error)
    for series in (*result.central.values(), *result.ensemble.values()):
        assert not np.isinf(series).any()
    assert result.left_out.draws <= 1
    return "runs", ""


def _reason(error: carbonsim.ScenarioError) -> str:
    problem = error.problems[0]
    return f"{problem.key}: {problem.message}"


def main(sector: str, count: int, start: int = 0) -> None:
    """Run drawn scenarios of a sector, and say what came of them."""
    outcomes: Counter[str] = Counter()
    reasons: dict[str, list[str]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(start, start + count):
            text = drawn_text(sector, seed)
            try:
                kind, reason = outcome(text, folder)
                reasons[kind].append(f"{seed} {reason}")
            except Exception as error:
                frame = traceback.extract_tb(error.__traceback__)[-1]
                place = f"{Path(frame.filename).name}:{frame.lineno}"
                kind = f"{type(error).__name__}: {str(error)[:150]} ({place})"
                _say(f"{seed} {kind}")
            outcomes[kind] += 1
    for kind in ("refused", "no answer"):
        for reason in reasons[kind]:
            _say(f"{kind}: {reason}")
    for kind, times in outcomes.most_common():
        _say(f"{times} {kind}")


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - run by hand, this is a command


if __name__ == "__main__":
    loop.FLOATING = "raise"
    main(sys.argv[1], *(int(argument) for argument in sys.argv[2:]))
