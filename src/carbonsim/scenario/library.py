"""Scenario files with their parents: reading, circles, and what a child inherits."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from carbonsim.scenario.catalogue import Catalogue
from carbonsim.scenario.flatten import Contents, Leaf, flatten
from carbonsim.scenario.nodes import Fields, Node, Scalar, is_empty
from carbonsim.scenario.origin import Origin
from carbonsim.scenario.places import Location, PlaceError, locate_beside, read_file
from carbonsim.scenario.problems import Problems
from carbonsim.scenario.scalars import describe, read_text
from carbonsim.scenario.yaml_tree import parse_yaml

#: What a child does not take over from its parent.
_OWN_KEYS = ("name", "extends")


@dataclass(frozen=True)
class Entry:
    """A key of the header, and the file that states it."""

    key: Scalar
    node: Node
    location: Location


@dataclass
class Draft:
    """A scenario with all that it inherits, before its values are read.

    `complete` is False where a file could not be read: then nobody can say what is missing.
    """

    location: Location
    header: dict[str, Entry] = field(default_factory=dict)
    leaves: dict[str, Leaf] = field(default_factory=dict)
    rows: dict[str, Origin] = field(default_factory=dict)
    sections: dict[str, Origin] = field(default_factory=dict)
    files: tuple[Path, ...] = ()
    complete: bool = True

    def overlay(self, contents: Contents, location: Location, own: bool) -> None:
        """Put what a file says over what is there; `own` if it is the scenario itself."""
        for key, (name, node) in contents.header.items():
            if own or key not in _OWN_KEYS:
                self.header[key] = Entry(name, node, location)
        self.leaves |= contents.leaves
        self.rows = contents.rows | self.rows
        self.sections = contents.sections | self.sections

    def start(self) -> Origin:
        """The beginning of the file, for what is missing from it."""
        return Origin(self.location.display, 1, 1)


class Library:
    """Reads each file once, with the problems of all of them."""

    def __init__(self, catalogue: Catalogue, problems: Problems) -> None:
        self.catalogue = catalogue
        self.problems = problems
        self._contents: dict[Path, Contents | None] = {}

    def draft(self, location: Location, named_at: Origin, key: str) -> Draft:
        """A scenario with its parents laid under it.

        Parameters
        ----------
        location : Location
            The file.
        named_at : Origin
            Where it is named, for a file that cannot be opened.
        key : str
            The key that names it.
        """
        chain: list[tuple[Location, Contents]] = []
        following: Location | None = location
        draft = Draft(location)
        while following is not None:
            contents = self._read(following, named_at, key)
            if contents is None:
                draft.complete = False
                break
            chain.append((following, contents))
            named_at, key = _place_of(contents, "extends", named_at), "extends"
            following, found = self._parent(chain)
            draft.complete = draft.complete and found
        for place, contents in reversed(chain):
            draft.overlay(contents, place, own=place is location)
        draft.files = tuple(place.path for place, _ in chain)
        return draft

    def locate_beside(self, node: Node, base: Location, key: str) -> Location | None:
        """The file that `extends` or `reference` names."""
        target = read_text(node, key, "a scenario file", self.problems)
        if target is None:
            return None
        try:
            return locate_beside(target, base)
        except PlaceError as error:
            self.problems.add(node.origin, key, error.message, error.hint)
            return None

    def _parent(self, chain: list[tuple[Location, Contents]]) -> tuple[Location | None, bool]:
        """The next file up, and whether all is well."""
        base, contents = chain[-1]
        if "extends" not in contents.header or is_empty(contents.header["extends"][1]):
            return None, True
        node = contents.header["extends"][1]
        parent = self.locate_beside(node, base, "extends")
        if parent is None:
            return None, False
        names = [place.display for place, _ in chain]
        if any(place.path == parent.path for place, _ in chain):
            message = f"found a circle: {' > '.join((*names, parent.display))}"
            self.problems.add(node.origin, "extends", message, "a scenario cannot extend itself")
            return None, False
        return parent, True

    def _read(self, location: Location, named_at: Origin, key: str) -> Contents | None:
        if location.path not in self._contents:
            self._contents[location.path] = self._read_anew(location, named_at, key)
        return self._contents[location.path]

    def _read_anew(self, location: Location, named_at: Origin, key: str) -> Contents | None:
        try:
            text = read_file(location)
        except PlaceError as error:
            message = error.message if error.origin or not key else f"{location.display} {error.message}"
            self.problems.add(error.origin or named_at, "" if error.origin else key, message, error.hint)
            return None
        before = len(self.problems)
        root = parse_yaml(text, lambda line, column: Origin(location.display, line, column), self.problems)
        if isinstance(root, Fields):
            return flatten(root, self.catalogue, self.problems)
        if root is None and len(self.problems) > before:
            return None
        start = Origin(location.display, 1, 1)
        if root is None or is_empty(root):
            self.problems.add(
                start, "", "found an empty file, expected a scenario", "begin with carbonsim: 1"
            )
        else:
            self.problems.add(root.origin, "", f"{describe(root)}, expected keys with values")
        return None


def _place_of(contents: Contents, key: str, otherwise: Origin) -> Origin:
    return contents.header[key][1].origin if key in contents.header else otherwise
