"""What may be set and what it is by default: the definitions and parameters of all packages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable

from carbonsim.core.errors import DataError
from carbonsim.scenario.defaults import read_defaults
from carbonsim.scenario.definitions import ANY_ROW, PLAN, read_definitions
from carbonsim.scenario.families import Family, read_families
from carbonsim.scenario.quantity import Definition, Setting
from carbonsim.scenario.replaced import read_replaced

__all__ = ["Catalogue", "Definition", "load_catalogue", "read_catalogue"]

#: The section that every scenario has; each other one belongs to the sector of its name.
SHARED = "drivers"


@dataclass(frozen=True)
class Catalogue:
    """All definitions by their pattern, all default values by their address, and the sections of a file.

    `rules` say of a family which rows it cannot do without; a family that has none may lose any row.
    `replaced` says what replaced keys that are no more. `content` is the SHA-256 of all code and tables that
    it was read from, 64 hexadecimal digits; nothing where that is not known.
    """

    definitions: Mapping[str, Definition]
    defaults: Mapping[str, Setting]
    sections: tuple[str, ...]
    rules: Mapping[str, Family] = field(default_factory=dict)
    replaced: Mapping[str, str] = field(default_factory=dict)
    content: str = field(default="", compare=False)

    @property
    def sectors(self) -> tuple[str, ...]:
        """The sections that belong to a sector, in order of the alphabet."""
        return tuple(sorted(section for section in self.sections if section != SHARED))

    def only(self, sectors: Sequence[str]) -> Catalogue:
        """What may be set where there are no other sectors than these."""
        kept = {SHARED, *sectors}
        return Catalogue(
            {pattern: one for pattern, one in self.definitions.items() if section_of(pattern) in kept},
            {address: one for address, one in self.defaults.items() if section_of(address) in kept},
            tuple(section for section in self.sections if section in kept),
            {family: rule for family, rule in self.rules.items() if section_of(family) in kept},
            self.replaced,
        )

    def definition(self, address: str) -> Definition | None:
        """What may be set at an address; a definition of the address itself wins over one with ``*``."""
        return find_definition(self.definitions, address)

    def families(self) -> tuple[str, ...]:
        """The addresses whose rows are named freely, such as ``freight.powertrains``."""
        return tuple(self._families)

    def attributes(self, family: str) -> tuple[str, ...]:
        """What every row of a family must have."""
        return self._families[family]

    def is_row(self, address: str) -> bool:
        """Whether an address is that of a row of a family, shipped or a file's own."""
        return address.rpartition(".")[0] in self._families

    def is_policy(self, family: str) -> bool:
        """Whether policy case and baseline may have other rows of a family: an attribute has the role plan.

        The rows of all others belong to the world that both share.
        """
        return any(
            self.definitions[f"{family}.{ANY_ROW}.{name}"].role == PLAN for name in self._families[family]
        )

    def children(self, address: str) -> tuple[str, ...]:
        """The keys that may follow an address; ``*`` for rows that are named freely."""
        parts = address.split(".")
        if (parent := ".".join(parts[:-1])) in self._families:
            starred = f"{parent}.{ANY_ROW}"
            return tuple(dict.fromkeys((*self._tree.get(starred, ()), *self._tree.get(address, ()))))
        return self._tree.get(address, ())

    @cached_property
    def members(self) -> Mapping[str, tuple[str, ...]]:
        """The rows of each family that have default values."""
        return rows_of(self._families, self.defaults)

    @cached_property
    def single(self) -> tuple[str, ...]:
        """The addresses that every scenario needs, whatever its rows."""
        return tuple(
            pattern
            for pattern in self.definitions
            if ANY_ROW not in pattern.split(".") and not self.is_row(pattern.rpartition(".")[0])
        )

    @cached_property
    def addresses(self) -> tuple[str, ...]:
        """Every address that can be set without adding a row."""
        return tuple(dict.fromkeys((*self.single, *self.defaults)))

    @cached_property
    def _families(self) -> dict[str, tuple[str, ...]]:
        families: dict[str, list[str]] = {}
        for pattern in self.definitions:
            family, star, attribute = pattern.partition(f".{ANY_ROW}.")
            if star:
                families.setdefault(family, []).append(attribute)
        return {family: tuple(attributes) for family, attributes in families.items()}

    @cached_property
    def _tree(self) -> dict[str, tuple[str, ...]]:
        tree: dict[str, dict[str, None]] = {}
        for pattern in self.definitions:
            parts = pattern.split(".")
            for depth in range(1, len(parts)):
                tree.setdefault(".".join(parts[:depth]), {})[parts[depth]] = None
        return {address: tuple(keys) for address, keys in tree.items()}


def section_of(address: str) -> str:
    """The first part of an address.

    Examples
    --------
    >>> section_of("freight.swap.stations"), section_of("freight")
    ('freight', 'freight')
    """
    return address.partition(".")[0]


def find_definition(definitions: Mapping[str, Definition], address: str) -> Definition | None:
    """The definition of an address: its own, or that of the family whose row it belongs to."""
    if address in definitions:
        return definitions[address]
    parts = address.split(".")
    for place in range(1, len(parts) - 1):
        pattern = ".".join((*parts[:place], ANY_ROW, *parts[place + 1 :]))
        if pattern in definitions:
            return definitions[pattern]
    return None


def rows_of(families: Mapping[str, object], addresses: Mapping[str, object]) -> dict[str, tuple[str, ...]]:
    """The names of the rows of each family, in the order in which they first appear."""
    rows: dict[str, dict[str, None]] = {family: {} for family in families}
    for address in addresses:
        parts = address.split(".")
        for place in range(1, len(parts) - 1):
            family = ".".join(parts[:place])
            if family in rows:
                rows[family][parts[place]] = None
    return {family: tuple(names) for family, names in rows.items()}


def load_catalogue(
    packages: Sequence[str], declared: Mapping[str, Sequence[Definition]] | None = None
) -> Catalogue:
    """Read ``definitions.csv`` and ``parameters.csv`` of packages.

    Parameters
    ----------
    packages : sequence of str
        Importable packages such as ``carbonsim.reference.drivers``.
    declared : mapping of str to sequence of Definition, optional
        Definitions of the packages that declare them in Python and have no ``definitions.csv``.

    Returns
    -------
    Catalogue

    Raises
    ------
    DataError
        If a file is missing or a row is wrong; the message names file and line.

    Examples
    --------
    >>> load_catalogue(["carbonsim.reference.drivers"]).definition("drivers.carbon_price").unit
    'CNY/t CO2'
    """
    folders = {package.replace(".", "/"): files(package) for package in packages}
    in_python = {package.replace(".", "/"): found for package, found in (declared or {}).items()}
    return read_catalogue(folders, in_python)


def read_catalogue(
    folders: Mapping[str, Traversable], declared: Mapping[str, Sequence[Definition]] | None = None
) -> Catalogue:
    """Read the catalogue from folders; the keys name them in messages."""
    definitions = read_definitions(folders, declared or {})
    defaults: dict[str, Setting] = {}
    for name, folder in folders.items():
        path = folder / "parameters.csv"
        found = read_defaults(
            path, f"{name}/parameters.csv", lambda address: find_definition(definitions, address)
        )
        for address in found.keys() & defaults.keys():
            raise DataError(f"{name}/parameters.csv: {address} has its default in another package")
        defaults |= found
    sections = tuple(dict.fromkeys(section_of(pattern) for pattern in definitions))
    rules = read_families(
        {f"{name}/families.csv": folder / "families.csv" for name, folder in folders.items()}
    )
    replaced = read_replaced(
        {f"{name}/replaced.csv": folder / "replaced.csv" for name, folder in folders.items()}
    )
    return Catalogue(definitions, defaults, sections, rules, replaced)
