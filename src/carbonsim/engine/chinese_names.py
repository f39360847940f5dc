"""Chinese names of parameters, their options and rows without a label: ``names_zh.csv`` of each section.

They are read when Chinese is asked for, and of the sections that are named alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from carbonsim.core.late import dataclass
from carbonsim.reference.rows import Row, index_rows, read_rows
from carbonsim.scenario.catalogue import SHARED, section_of
from carbonsim.scenario.definitions import ANY_ROW
from carbonsim.scenario.quantity import Definition

FILE = "names_zh.csv"
COLUMNS = ("key", "name", "explanation")


@dataclass(frozen=True)
class ChineseName:
    """Name of a parameter or a row, and what is to be said of it beside.

    Attributes
    ----------
    name : str
        Short enough for a table or a figure.
    explanation : str
        What it is relative to, holds for or leaves out; may be empty.
    """

    name: str
    explanation: str = ""

    @property
    def in_full(self) -> str:
        """Name with its explanation in brackets.

        Examples
        --------
        >>> ChineseName("公共充电价格", "含服务费").in_full
        '公共充电价格（含服务费）'
        """
        return f"{self.name}（{self.explanation}）" if self.explanation else self.name


@cache
def chinese_names(section: str) -> Mapping[str, ChineseName]:
    """Names of a section by pattern of a parameter, ``pattern=option``, and key of a row or a family.

    A sector from elsewhere may have none.

    Examples
    --------
    >>> chinese_names("drivers")["drivers.discount_rate"].name
    '社会折现率'
    """
    package = "carbonsim.reference.drivers" if section == SHARED else f"carbonsim.sectors.{section}"
    return read_names(files(package) / FILE, f"{package.replace('.', '/')}/{FILE}")


def chinese_name(definition: Definition) -> ChineseName:
    """Name of a parameter, whatever its row; its English description where it has none.

    Parameters
    ----------
    definition : Definition

    Returns
    -------
    ChineseName
    """
    named = chinese_names(section_of(definition.pattern)).get(definition.pattern)
    return ChineseName(definition.description) if named is None else named


def name_of_all(definition: Definition) -> str:
    """Name of a parameter of all rows of a family behind the family's, else its name: ``各燃料：零售价``."""
    family, star, _ = definition.pattern.partition(f".{ANY_ROW}.")
    name = chinese_name(definition).name
    all_rows = chinese_names(section_of(family)).get(family) if star else None
    return name if all_rows is None else f"{all_rows.name}：{name}"


def read_names(path: Traversable, file: str) -> dict[str, ChineseName]:
    """Read a table of names.

    Parameters
    ----------
    path : Traversable
        The table; a sector from elsewhere may have none.
    file : str
        Its name in messages.

    Returns
    -------
    dict of str to ChineseName
        By key, in the order of the table.

    Raises
    ------
    DataError
        If a row is wrong or a key occurs twice.
    """
    return index_rows(read_rows(path, file, COLUMNS), _named) if path.is_file() else {}


def _named(row: Row) -> tuple[str, ChineseName]:
    return row.text("key"), ChineseName(row.text("name"), row["explanation"])
