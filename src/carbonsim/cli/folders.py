"""Where results go: the plain folder for a scenario as written, a folder of its own for any change."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any


def folder_name(name: str, changes: dict[str, Any]) -> str:
    """Name of a results folder.

    Parameters
    ----------
    name : str
        The scenario's.
    changes : dict
        What differs from the scenario as written; see `changes`.

    Returns
    -------
    str

    Examples
    --------
    >>> folder_name("fujian-trunk-line", {})
    'fujian-trunk-line'
    >>> folder_name("fujian-trunk-line", {"draws": 1})
    'fujian-trunk-line+dd186f78'
    """
    if not changes:
        return name
    text = json.dumps(changes, sort_keys=True, ensure_ascii=False)
    content = text.encode(errors="surrogateescape")  # names of files need not be UTF-8
    return f"{name}+{hashlib.sha256(content).hexdigest()[:8]}"


def parts_of(out: Path, name: str) -> Path:
    """Folder of the finished parts of a large run: asked for again, it goes on from them.

    Examples
    --------
    >>> parts_of(Path("results"), "fujian-trunk-line").as_posix()
    'results/.fujian-trunk-line.parts'
    """
    return out / f".{name}.parts"


def changes(
    overrides: Sequence[str],
    run: Mapping[str, object],
    written: Mapping[str, object],
    reference: str | None = None,
) -> dict[str, Any]:
    """What a run changes against the scenario as written.

    Parameters
    ----------
    overrides : sequence of str
        ``KEY=VALUE`` of ``--set``; their order does not matter, the last of one key counts.
    run, written : mapping
        Options such as draws and seed: asked for on the command line, and as the scenario has them.
    reference : str, optional
        ``OTHER`` of ``--reference``.

    Returns
    -------
    dict
        Empty where nothing differs.

    Examples
    --------
    >>> changes(["a = 2"], {"draws": 5, "seed": None}, {"draws": 5, "seed": 1})
    {'set': {'a': '2'}}
    """
    found: dict[str, Any] = {
        key: value for key, value in run.items() if value is not None and value != written[key]
    }
    if overrides:
        pairs = (override.partition("=") for override in overrides)
        found["set"] = {key.strip(): value.strip() for key, _, value in pairs}
    if reference is not None:
        found["reference"] = reference
    return found
