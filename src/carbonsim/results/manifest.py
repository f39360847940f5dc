"""What a results folder says of its making: version, scenario, files read with their hashes, seed, draws."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from carbonsim.core.binning import BINS
from carbonsim.results.code import PACKAGE, code_hash, packages
from carbonsim.results.records import LeftOut
from carbonsim.results.results import Results
from carbonsim.scenario.quantity import Quantity
from carbonsim.scenario.scenario import Scenario

NONE_LEFT_OUT = LeftOut()


def manifest(results: Results) -> dict[str, Any]:
    """Everything needed to make the same results again.

    Parameters
    ----------
    results : Results
        A run.

    Returns
    -------
    dict
        Ready for JSON.
    """
    made = made_from(results.scenario, results.draws, results.seed, results.seconds, results.left_out)
    if results.kept:
        made["kept"] = dict(results.kept)
    if results.streamed is None:
        return made
    return made | {"streamed": {"bins": BINS, "coarsest_bin": float(f"{results.streamed.resolution():.3g}")}}


def made_from(
    scenario: Scenario, draws: int, seed: int, seconds: float, left_out: LeftOut = NONE_LEFT_OUT
) -> dict[str, Any]:
    """`manifest` of anything that was made from one scenario.

    Parameters
    ----------
    scenario : Scenario
        Read and resolved.
    draws, seed : int
        Size and seed of the ensemble.
    seconds : float [s]
        Time taken.
    left_out : LeftOut
        Draws without an answer.

    Returns
    -------
    dict
    """
    libraries = dict(packages())
    made = {
        "carbonsim": libraries[PACKAGE],
        "code": code_hash(),
        "scenario": scenario.name,
        "file": scenario.file,
        "reference": None if scenario.reference is None else scenario.reference.name,
        "chosen_reference": scenario.chosen_reference,
        "set": list(scenario.overrides),
        "sha256": scenario_hash(scenario),
        "seed": seed,
        "draws": draws,
        "sampling": scenario.sampling,
        "files": {_name(path): _hash(path.read_bytes()) for path in sorted(set(scenario.files))},
        "data": dict(shipped_data()),
        "packages": libraries,
        "seconds": round(seconds, 3),
    }
    return made | ({"left_out": dataclasses.asdict(left_out)} if left_out.draws else {})


def scenario_hash(scenario: Scenario) -> str:
    """SHA-256 of a scenario with all defaults filled in: the same wherever its files lie.

    Parameters
    ----------
    scenario : Scenario
        Read and resolved.

    Returns
    -------
    str
        64 hexadecimal digits.
    """
    text = json.dumps(_content(scenario), ensure_ascii=False, sort_keys=True)
    return _hash(text.encode())


def _content(scenario: Scenario) -> dict[str, Any]:
    return {
        "name": scenario.name,
        "region": scenario.region,
        "years": scenario.years,
        "draws": scenario.draws,
        "seed": scenario.seed,
        "sampling": scenario.sampling,
        "correlations": [[*one.names, one.rank] for one in scenario.correlations],
        "settings": {address: _value(setting.value) for address, setting in scenario.settings.items()},
        **_not_offered(scenario),
        "claims": [
            [
                *(c.name, c.variable, c.year, c.bound, c.value, c.unit, c.tolerance, c.boundary, c.product),
                *(repr(c.series), [repr(requirement) for requirement in c.world], c.judged_in),
                # of a claim without a form the list is as it was before there were any
                *([repr(c.form)] if c.form else []),
            ]
            for c in scenario.claims
        ],
        **_levers(scenario),
        "reference": None if scenario.reference is None else _content(scenario.reference),
    }


def _not_offered(scenario: Scenario) -> dict[str, Any]:
    """Parameters of rows that only what a scenario is compared with has, if there are any."""
    found = [address for address, setting in scenario.settings.items() if not setting.offered]
    return {"not_offered": found} if found else {}


def _levers(scenario: Scenario) -> dict[str, Any]:
    """Levers that readers may move, if any."""
    found = [
        [one.name, one.low, one.high, one.steps, {key: _value(on) for key, on in one.on.items()}]
        for one in scenario.levers
    ]
    return {"levers": found} if found else {}


def _value(value: Quantity | str) -> Any:
    return value if isinstance(value, str) else dataclasses.astuple(value)


@cache
def shipped_data() -> tuple[tuple[str, str], ...]:
    """Name and SHA-256 of every table that travels with the package."""
    return tuple((name, _hash(table.read_bytes())) for name, table in _tables(files(PACKAGE), PACKAGE))


def _tables(folder: Traversable, name: str) -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _tables(entry, f"{name}/{entry.name}")
        elif Path(entry.name).suffix == ".csv":
            yield f"{name}/{entry.name}", entry


def _name(path: Path) -> str:
    """A file as seen from the working folder, where it lies below it."""
    return path.relative_to(Path.cwd()).as_posix() if path.is_relative_to(Path.cwd()) else path.as_posix()


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
