"""Keys that are no more: what replaced them, as each package's ``replaced.csv`` says."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources.abc import Traversable

from carbonsim.reference.rows import index_rows, read_rows
from carbonsim.scenario.definitions import ANY_ROW

REPLACED_COLUMNS = ("pattern", "replacement")
#: What is said of such a key, before what replaced it.
REPLACED = "this key is no more"


def read_replaced(files: Mapping[str, Traversable]) -> dict[str, str]:
    """Words for what replaced the keys that are no more.

    Parameters
    ----------
    files : mapping of str to Traversable
        ``replaced.csv`` of each package by its name in messages; a package that lost no key has none.

    Returns
    -------
    dict of str to str
        By the pattern of the keys; it stands for all that is below it, too.

    Raises
    ------
    DataError
        If a row is wrong.
    """
    rows = [
        row
        for name, path in files.items()
        if path.is_file()
        for row in read_rows(path, name, REPLACED_COLUMNS)
    ]
    return index_rows(rows, lambda row: (row.text("pattern"), row.text("replacement")))


def replacement(replaced: Mapping[str, str], key: str) -> str:
    """Words for what replaced a key, or nothing: those of the longest pattern that it is or is below.

    Examples
    --------
    >>> replacement({"a.*.b": "a.c"}, "a.row.b"), replacement({"a": "c"}, "a.row.b")
    ('a.c', 'c')
    >>> replacement({"a.*.b": "a.c"}, "a.row")
    ''
    """
    parts = key.split(".")
    fitting = [pattern for pattern in replaced if _fits(pattern.split("."), parts)]
    return replaced[max(fitting, key=lambda pattern: pattern.count("."))] if fitting else ""


def _fits(pattern: list[str], parts: list[str]) -> bool:
    """Whether a key is a pattern, or is below it."""
    return len(pattern) <= len(parts) and all(
        wanted in (ANY_ROW, part) for wanted, part in zip(pattern, parts, strict=False)
    )
