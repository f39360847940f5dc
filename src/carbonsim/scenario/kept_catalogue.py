"""The catalogue of all parameters as it was read before, kept for the user by what it was read from.

The name of the file is the SHA-256 of every table and every module that a catalogue follows from, so that an
edited table, or code that reads it in another way, never finds an old one. The file is JSON, which can run
nothing when it is read, and begins with the SHA-256 of the rest: what is damaged, cut short or of another
kind is made anew. A folder that cannot be read or written is no error.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from carbonsim.reference.user_cache import cache_folder, keep_latest, put_whole, sealed, unsealed
from carbonsim.scenario.catalogue import Catalogue
from carbonsim.scenario.families import Family
from carbonsim.scenario.origin import Origin
from carbonsim.scenario.quantity import Definition, Quantity, Record, Setting

START, END = "catalogue-", ".json"
SUFFIXES = (".csv", ".py")
#: Catalogues that are kept: one for each installed version or checkout that is in use, say.
MOST_KEPT = 6
#: Code that was changed after it was imported is not what made the catalogue: such files are then too young.
IMPORTED = time.time()
IMPORTING = 30.0  # [s] that importing takes at most


def kept_catalogue(folders: Mapping[str, Path], make: Callable[[], Catalogue]) -> Catalogue:
    """The catalogue that was made from these folders before, or else a new one.

    Parameters
    ----------
    folders : mapping of str to Path
        All that a catalogue follows from, by names that hold wherever they lie.
    make : callable
        Reads the tables.

    Returns
    -------
    Catalogue
    """
    try:
        name, changed = _content(folders)
        path = cache_folder() / f"{START}{name}{END}"
    except (OSError, RuntimeError):  # a package in an archive; a user without a home
        return make()
    settled = changed < IMPORTED - IMPORTING
    content = name if settled else ""
    with suppress(OSError, ValueError, TypeError, LookupError):
        # fails on what is not there, too
        return replace(_read(path.read_text(encoding="utf-8")), content=content)
    found = make()
    if settled:
        with suppress(OSError, ValueError):
            _keep(path, found, lambda: _content(folders)[0] == name)
    return replace(found, content=content)


def _keep(path: Path, catalogue: Catalogue, unchanged: Callable[[], bool]) -> None:
    """Put a catalogue into its file: not one of tables that changed while they were read, nor a wrong one."""
    text = _written(catalogue)
    if unchanged() and _read(text) == catalogue:
        put_whole(path, text)
        keep_latest(path.parent, f"{START}*{END}", MOST_KEPT)


def _content(folders: Mapping[str, Path]) -> tuple[str, float]:
    """SHA-256 of all modules and tables of folders, 64 hexadecimal digits, and the last change [s]."""
    digest, changed = hashlib.sha256(repr(sys.version_info[:2]).encode()), 0.0
    for name, folder in folders.items():
        for place, path in _files(str(folder), name):
            with Path(path).open("rb", buffering=0) as file:
                content, status = file.read(), os.fstat(file.fileno())
            changed = max(changed, status.st_mtime, status.st_ctime)
            digest.update(f"{place}\n{len(content)}\n".encode())
            digest.update(content)
    return digest.hexdigest(), changed


def _files(folder: str, name: str) -> Iterator[tuple[str, str]]:
    """Modules and tables of a folder and those below it, in a fixed order."""
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        place = f"{name}/{entry.name}"
        if entry.name.endswith(SUFFIXES):
            yield place, entry.path
        elif entry.is_dir() and entry.name != "__pycache__":
            yield from _files(entry.path, place)


def _written(catalogue: Catalogue) -> str:
    """Text of the file. Most texts of a setting are those of its first record: they are there once."""
    files = list(dict.fromkeys(setting.origin.file for setting in catalogue.defaults.values()))
    rules = {family: tuple(vars(rule).values()) for family, rule in catalogue.rules.items()}
    parts = [
        files,
        [tuple(vars(one).values()) for one in catalogue.definitions.values()],
        [_fields(setting, files.index(setting.origin.file)) for setting in catalogue.defaults.values()],
        catalogue.sections,
        rules,
        dict(catalogue.replaced),
    ]
    body = json.dumps(parts, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return sealed(body)


def _fields(setting: Setting, file: int) -> tuple[object, ...]:
    """Address, file, value, confidence, definition and records of a shipped setting."""
    value = setting.value if isinstance(setting.value, str) else tuple(vars(setting.value).values())
    records = [record[1:] for record in setting.records]
    return (setting.address, file, value, setting.confidence, setting.definition.pattern, records)


def _read(text: str) -> Catalogue:
    """A catalogue from a file of it; `ValueError` if it is something else, or not whole."""
    files, rows, settings, sections, rules, replaced = json.loads(unsealed(text))
    definitions: dict[str, Definition] = {}
    for pattern, kind, unit, role, low, high, options, *others in rows:
        definitions[pattern] = Definition(pattern, kind, unit, role, low, high, tuple(options), *others)
    return Catalogue(
        definitions,
        {
            address: _setting(address, files[file], value, confidence, definitions[pattern], records)
            for address, file, value, confidence, pattern, records in settings
        },
        tuple(sections),
        {family: Family(tuple(needed), least, note) for family, (needed, least, note) in rules.items()},
        replaced,
    )


def _setting(
    address: str, file: str, value: Any, confidence: str, definition: Definition, records: list[list[Any]]
) -> Setting:
    found = tuple(Record(file, *fields) for fields in records)
    first = found[0]
    if not isinstance(value, str):
        years, central, low, high, *others = value
        low, high = (None if end is None else tuple(end) for end in (low, high))
        value = Quantity(tuple(years), tuple(central), low, high, *others)
    return Setting(
        address,
        value,
        first.unit,
        first.source,
        confidence,
        first.note,
        first.boundary,
        first.data_year,
        Origin(file, first.row, 1, first.row),
        definition,
        found,
        region=first.region,
    )
