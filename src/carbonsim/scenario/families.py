"""Families of rows: which rows they cannot do without, as each package's ``families.csv`` says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable

from carbonsim.reference.rows import Row, index_rows, read_rows

FAMILY_COLUMNS = ("family", "needed", "least", "note")
ALL = "*"


@dataclass(frozen=True)
class Family:
    """Rows of a family that a scenario must keep.

    Attributes
    ----------
    needed : tuple of str
        Rows that may not be removed; ``*`` where none may.
    least : int
        How many rows there must be.
    note : str
        Why.
    """

    needed: tuple[str, ...] = ()
    least: int = 0
    note: str = ""

    def needs(self, row: str) -> bool:
        """Whether a row may not be removed.

        Examples
        --------
        >>> Family(("diesel",)).needs("diesel"), Family(("*",)).needs("h07"), Family().needs("h07")
        (True, True, False)
        """
        return row in self.needed or ALL in self.needed


def read_families(files: Mapping[str, Traversable]) -> dict[str, Family]:
    """The rules of all families.

    Parameters
    ----------
    files : mapping of str to Traversable
        ``families.csv`` of each package by its name in messages; a package without families has none.

    Returns
    -------
    dict of str to Family
        By the key of the family.

    Raises
    ------
    DataError
        If a row is wrong.
    """
    rows = [
        row for name, path in files.items() if path.is_file() for row in read_rows(path, name, FAMILY_COLUMNS)
    ]
    return index_rows(rows, _family)


def _family(row: Row) -> tuple[str, Family]:
    needed = tuple(name.strip() for name in row["needed"].split("|")) if row["needed"] else ()
    return row.text("family"), Family(needed, row.integer("least"), row["note"])
