"""Levers that were tried before and found good: the same scenario with the same code needs no second trial.

Trying them takes the engine and a year of the model. That they were found good is kept for the user as a
file, whose name is the SHA-256 of all that the trial depends on: code and tables (`Catalogue.content`),
levers, and every parameter that is not as shipped. It says so again inside: a file that came to this name in
another way says nothing. What is wrong is never kept, and found anew each time.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import suppress

from carbonsim.core.types import Progress
from carbonsim.engine.catalogue import catalogue
from carbonsim.reference.user_cache import cache_folder, keep_latest, put_whole, sealed, unsealed
from carbonsim.scenario.scenario import Scenario
from carbonsim.sectors import sectors_of

START = "levers-"
#: Scenarios whose levers are known to be good: as many as somebody tries variants of, and edits, in a while.
MOST_KEPT = 200


def check_levers_once(scenario: Scenario, progress: Progress | None = None) -> None:
    """Refuse levers that a run could not move, as `check_levers` does, without trying good ones again.

    Parameters
    ----------
    scenario : Scenario
    progress : callable, optional
        Is told how far that has come which takes time, as service curves of a new design do.

    Raises
    ------
    ScenarioError
    """
    path = None
    if catalogue().content:
        try:
            path = cache_folder() / f"{START}{trial_hash(scenario)}"
        except (OSError, RuntimeError):  # a user without a home
            path = None
    if path is not None:
        with suppress(OSError, ValueError):
            if unsealed(path.read_text(encoding="utf-8")) == path.name:
                return
    from carbonsim.engine.lever_runs import check_levers  # noqa: PLC0415 - no engine where nothing is tried

    for case in (scenario,) if scenario.reference is None else (scenario, scenario.reference):
        for sector in sectors_of(case):
            sector.prepare(case, progress)
    check_levers(scenario)
    if path is not None:
        put_whole(path, sealed(path.name))
        keep_latest(path.parent, f"{START}*", MOST_KEPT)


def trial_hash(scenario: Scenario) -> str:
    """SHA-256 of all that a trial of levers depends on, 64 hexadecimal digits."""
    head = catalogue().content, scenario.region, scenario.years, scenario.sectors, scenario.levers
    digest = hashlib.sha256(repr(head).encode())
    for case in (scenario, scenario.reference):
        parts = None if case is None else [case.years, case.correlations, tuple(_not_as_shipped(case))]
        digest.update(repr(parts).encode())
    return digest.hexdigest()


def _not_as_shipped(scenario: Scenario) -> Iterator[tuple[object, ...]]:
    """Parameters that are not those of the catalogue, and which of it are not there."""
    shipped = catalogue().defaults
    for key, setting in scenario.settings.items():
        if setting is not shipped.get(key):
            yield key, setting.value, setting.offered, setting.origin
    yield from ((key,) for key in shipped if key not in scenario.settings)
