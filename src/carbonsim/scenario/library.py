"""Scenario files with their parents: reading, circles, and what a child inherits."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from carbonsim.scenario.catalogue import Catalogue
from carbonsim.scenario.draft import Draft, Entry, Member
from carbonsim.scenario.flatten import Contents, flatten
from carbonsim.scenario.joining import JOINED, join_lists
from carbonsim.scenario.membership import check_removed
from carbonsim.scenario.nodes import Fields, Items, Node, Scalar, is_empty
from carbonsim.scenario.origin import Origin
from carbonsim.scenario.places import Location, PlaceError, locate_beside, read_file
from carbonsim.scenario.problems import Problems
from carbonsim.scenario.scalars import describe, read_text
from carbonsim.scenario.yaml_tree import parse_yaml

#: Files that may lie above each other.
MOST_GENERATIONS = 200


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
        order: dict[Path, Member] = {}
        complete = self._collect(location, named_at, key, (), order)
        draft = Draft(location, complete=complete)
        regions = _regions(order)
        for path, member in order.items():
            check_removed(draft, member.contents, self.catalogue, self.problems)
            own = path == location.path
            draft.overlay(member.contents, member.location, own, regions[path] or regions[location.path])
        for joined in JOINED:
            entry = _handed_down(order, joined).get(location.path)
            if entry is not None:
                draft.header[joined] = entry
        draft.files = tuple(reversed(order))
        draft.named = frozenset(file for member in order.values() for file in _names(member.contents))
        return draft

    def _collect(
        self,
        location: Location,
        named_at: Origin,
        key: str,
        below: tuple[Location, ...],
        order: dict[Path, Member],
    ) -> bool:
        """Put a file behind all that it extends, each file once; says whether all could be read.

        Of two files that extend a third, the third lies under both: the later never brings back what the
        earlier has changed.
        """
        contents = self._read(location, named_at, key)
        if contents is None:
            return False
        complete = True
        member = Member(location, contents)
        for node in _parents(contents):
            parent = self._parent(node, location, (*below, location))
            if parent is None:
                complete = False
                continue
            member.parents.append(parent.path)
            if parent.path not in order:
                complete &= self._collect(parent, node.origin, "extends", (*below, location), order)
        order[location.path] = member
        return complete

    def locate_beside(self, node: Node, base: Location, key: str) -> Location | None:
        """The file that `extends` or `reference` names."""
        if read_text(node, key, "a scenario file", self.problems) is None or not isinstance(node, Scalar):
            return None
        try:
            return locate_beside(node.text.strip(), base)  # a file's name may hold several blanks
        except PlaceError as error:
            self.problems.add(node.origin, key, error.message, error.hint)
            return None

    def _parent(self, node: Node, base: Location, below: tuple[Location, ...]) -> Location | None:
        """A file that another one extends; None where something is wrong with it."""
        parent = self.locate_beside(node, base, "extends")
        if parent is None:
            return None
        if any(place.path == parent.path for place in below):
            circle = " > ".join((*(place.display for place in below), parent.display))
            message, hint = f"found a circle: {circle}", "a scenario cannot extend itself"
        elif len(below) > MOST_GENERATIONS:
            message, hint = f"found more than {MOST_GENERATIONS} files above each other", "merge some of them"
        else:
            return parent
        self.problems.add(node.origin, "extends", message, hint)
        return None

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


def _parents(contents: Contents) -> tuple[Node, ...]:
    """The files that a file extends: one, or a list of which the later ones win."""
    if "extends" not in contents.header or is_empty(contents.header["extends"][1]):
        return ()
    node = contents.header["extends"][1]
    return node.items if isinstance(node, Items) else (node,)


def _names(contents: Contents) -> set[str]:
    """The name of a file in places: that under which it was first read."""
    keys = [key.origin for key, _ in contents.header.values()]
    return {origin.file for origin in (*keys, *contents.sections.values())}


def _regions(order: Mapping[Path, Member]) -> dict[Path, str]:
    """The region of each file: that which it states, or else that of the last of its parents."""
    regions: dict[Path, str] = {}
    for path, member in order.items():
        _, node = member.contents.header.get("region", (None, None))
        stated = node.text if isinstance(node, Scalar) else ""
        inherited = [regions.get(parent, "") for parent in member.parents]
        regions[path] = stated or next((region for region in reversed(inherited) if region), "")
    return regions


def _handed_down(order: Mapping[Path, Member], key: str) -> dict[Path, Entry]:
    """A list of each file: that which it states, or else those of all its parents, joined."""
    lists: dict[Path, Entry] = {}
    for path, member in order.items():
        if key in member.contents.header:
            lists[path] = Entry(*member.contents.header[key], member.location)
            continue
        for parent in member.parents:
            later = lists.get(parent)
            if later is not None and path in lists:
                node = join_lists(lists[path].node, later.node, JOINED[key])
                lists[path] = Entry(later.key, node, later.location)
            elif later is not None:
                lists[path] = later
    return lists
