"""The regions that a number can be of: the nation, the regional grids and the provinces."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from carbonsim.reference.rows import Row, index_rows, read_rows

FILE = "regions.csv"
COLUMNS = ("name", "zh", "kind")
#: Column of the long name in Chinese, 福建省, which files may have instead.
LONG = "zh_long"
KINDS = ("nation", "grid", "province")


@dataclass(frozen=True)
class RegionName:
    """A region: its name in all tables, its Chinese names, and whether it is nation, grid or province."""

    name: str
    zh: str
    kind: str
    zh_long: str = ""


def read_region_names(path: Traversable) -> dict[str, RegionName]:
    """Read a table of regions.

    Parameters
    ----------
    path : Traversable
        The file.

    Returns
    -------
    dict of str to RegionName
        By name, in the order of the file.
    """
    return index_rows(read_rows(path, FILE, COLUMNS, (LONG,)), _region)


def _region(row: Row) -> tuple[str, RegionName]:
    found = RegionName(row.text("name"), row.text("zh"), row.one_of("kind", KINDS), row.cells[LONG])
    return found.name, found


@cache
def region_names() -> Mapping[str, RegionName]:
    """All regions by name.

    Examples
    --------
    >>> region_names()["Fujian"]
    RegionName(name='Fujian', zh='福建', kind='province', zh_long='福建省')
    """
    return read_region_names(files("carbonsim.reference") / FILE)


def region_in(region: str, language: str) -> str:
    """The name of a region in a language; as it is where no table has it.

    Examples
    --------
    >>> region_in("Fujian", "zh"), region_in("Fujian", "en"), region_in("Atlantis", "zh")
    ('福建', 'Fujian', 'Atlantis')
    """
    known = region_names().get(region)
    return known.zh if known is not None and language == "zh" else region


@cache
def _names_in_chinese() -> Mapping[str, str]:
    return {
        chinese: one.name for one in region_names().values() for chinese in (one.zh, one.zh_long) if chinese
    }


def region_named(text: str) -> str:
    """The name in all tables of a region that may be named in Chinese; any other name as it is.

    Examples
    --------
    >>> region_named("福建"), region_named(" 福建省 "), region_named("Fujian"), region_named("Atlantis")
    ('Fujian', 'Fujian', 'Fujian', 'Atlantis')
    """
    name = " ".join(text.split())
    return _names_in_chinese().get(name, name)


def all_region_names() -> tuple[str, ...]:
    """The names that a file may have for regions."""
    return (*region_names(), *_names_in_chinese())
