"""A scenario with all that it inherits, before its values are read."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from carbonsim.scenario.flatten import Contents, Leaf
from carbonsim.scenario.nodes import Node, Scalar
from carbonsim.scenario.origin import Origin
from carbonsim.scenario.places import Location

#: What a child does not take over from its parent.
_OWN_KEYS = ("name", "extends")


@dataclass(frozen=True)
class Entry:
    """A key of the header, and the file that states it."""

    key: Scalar
    node: Node
    location: Location


@dataclass
class Member:
    """One of the files that a scenario is made of, and the parents that it names."""

    location: Location
    contents: Contents
    parents: list[Path] = field(default_factory=list)


@dataclass
class Draft:
    """A scenario with all that it inherits, before its values are read.

    `complete` is False where a file could not be read: then nobody can say what is missing. `removed` has the
    rows that were taken away; one that is stated again is also among `rows`, without its default values.
    `named` are the files it is made of, as places name them.
    """

    location: Location
    header: dict[str, Entry] = field(default_factory=dict)
    leaves: dict[str, Leaf] = field(default_factory=dict)
    rows: dict[str, Origin] = field(default_factory=dict)
    sections: dict[str, Origin] = field(default_factory=dict)
    removed: dict[str, Origin] = field(default_factory=dict)
    files: tuple[Path, ...] = ()
    named: frozenset[str] = frozenset()
    complete: bool = True

    def overlay(self, contents: Contents, location: Location, own: bool, region: str) -> None:
        """Put what a file of a region says over what is there; `own` if it is the scenario itself."""
        for key, (name, node) in contents.header.items():
            if own or key not in _OWN_KEYS:
                self.header[key] = Entry(name, node, location)
        for row, origin in contents.removed.items():
            self.leaves = {key: leaf for key, leaf in self.leaves.items() if not key.startswith(f"{row}.")}
            self.rows.pop(row, None)
            self.removed[row] = origin
        self.leaves |= {key: replace(leaf, region=region) for key, leaf in contents.leaves.items()}
        self.rows = contents.rows | self.rows
        self.sections = contents.sections | self.sections

    def taken_away(self) -> dict[str, Origin]:
        """Rows that were taken away and not stated again, with the place."""
        return {row: origin for row, origin in self.removed.items() if row not in self.rows}

    def start(self) -> Origin:
        """The beginning of the file, for what is missing from it."""
        return Origin(self.location.display, 1, 1)
