"""From the tree of a file to leaves: one address, one value."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from carbonsim.reference.regions import region_named
from carbonsim.scenario.catalogue import Catalogue
from carbonsim.scenario.definitions import ANY_ROW
from carbonsim.scenario.nodes import Fields, Node, Scalar, is_empty
from carbonsim.scenario.origin import Origin
from carbonsim.scenario.problems import Problems, shown
from carbonsim.scenario.quantity import Definition
from carbonsim.scenario.replaced import REPLACED, replacement
from carbonsim.scenario.scalars import describe

REGION = "region"
HEADER_KEYS = (
    *("carbonsim", "name", "title", "extends", "reference"),
    *(REGION, "years", "draws", "seed", "sampling", "correlations", "claims", "levers"),
)
_ROW_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,59}")


@dataclass(frozen=True)
class Leaf:
    """Value in a file at one address; `region` is that of the file, which the value is taken to be of."""

    address: str
    node: Node
    definition: Definition
    region: str = ""


@dataclass(frozen=True)
class Contents:
    """A file taken apart: its header, its leaves, and where each section and each row is first named.

    `removed` has the rows that the file takes away, with their places.
    """

    header: dict[str, tuple[Scalar, Node]] = field(default_factory=dict)
    leaves: dict[str, Leaf] = field(default_factory=dict)
    rows: dict[str, Origin] = field(default_factory=dict)
    sections: dict[str, Origin] = field(default_factory=dict)
    removed: dict[str, Origin] = field(default_factory=dict)


def flatten(root: Fields, catalogue: Catalogue, problems: Problems) -> Contents:
    """Take a file apart along the definitions.

    Parameters
    ----------
    root : Fields
        The whole file.
    catalogue : Catalogue
        What may be set.
    problems : Problems
        Takes unknown keys and values where keys are expected.

    Returns
    -------
    Contents
    """
    contents = Contents()
    walk = _Walk(catalogue, contents, problems)
    for key, value in root.entries:
        if key.text == REGION:
            contents.header[key.text] = (key, in_tables(value))
        elif key.text in HEADER_KEYS:
            contents.header[key.text] = (key, value)
        elif key.text in catalogue.sections:
            contents.sections[key.text] = key.origin
            walk.into(key.text, value)
        else:
            hint = problems.suggest(key.text, (*HEADER_KEYS, *catalogue.sections))
            problems.add(key.origin, key.text, "unknown key", hint or _elsewhere(key.text, "", catalogue))
    return contents


def in_tables(node: Node) -> Node:
    """The name of a region as all tables have it, where a file has its Chinese one or blanks at its ends."""
    return replace(node, text=region_named(node.text)) if isinstance(node, Scalar) else node


class _Walk:
    """Walks down the sections; the depth is bounded by the reading of the file."""

    def __init__(self, catalogue: Catalogue, contents: Contents, problems: Problems) -> None:
        self.catalogue = catalogue
        self.contents = contents
        self.problems = problems

    def into(self, address: str, node: Node) -> None:
        if self._may_be_empty(address, node):
            return
        if not isinstance(node, Fields) or not node.entries:
            found = "found no keys" if isinstance(node, Fields) else describe(node)
            message = f"{found}, expected {self._expected(address)}"
            self.problems.add(node.origin, address, message, self._hint(address))
            return
        for key, value in node.entries:
            self._entry(address, key, value)

    def _may_be_empty(self, address: str, node: Node) -> bool:
        """Whether nothing is written where nothing need be: an empty section has its sector run.

        A heading whose keys are commented out is fine, too, unless it is that of a row.
        """
        if "." not in address:
            return is_empty(node) or (isinstance(node, Fields) and not node.entries)
        return (
            isinstance(node, Scalar) and not node.text and node.plain and not self.catalogue.is_row(address)
        )

    def _expected(self, address: str) -> str:
        """Keys that may stand below an address, or rows where a file names all of them."""
        keys = self._choices(address)[:4]
        if keys:
            return f"keys such as {', '.join(keys)}"
        return f"rows by name, each with {', '.join(self.catalogue.attributes(address))}"

    def _hint(self, address: str) -> str:
        """Hint of what an empty mapping may have been meant for."""
        if self.catalogue.is_row(address):
            return "leave the row out to inherit it, or remove it with null"
        if address in self.catalogue.families():
            return "rows are inherited one by one: remove a row with <name>: null"
        return "leave the key out to inherit what is below it"

    def _entry(self, parent: str, key: Scalar, value: Node) -> None:
        address = f"{parent}.{key.text}"
        children = self.catalogue.children(parent)
        is_row = ANY_ROW in children
        if not is_row and key.text not in children:
            self._unknown(parent, key)
            return
        if is_row and not _ROW_NAME.fullmatch(key.text):
            message = f"found {shown(key.text)!r}, expected a name of letters, digits and underscores"
            self.problems.add(key.origin, address, message)
            return
        if is_row and is_empty(value) and isinstance(value, Scalar) and value.text:
            self.contents.removed[address] = key.origin
            return
        if is_row:
            self.contents.rows.setdefault(address, key.origin)
        definition = self.catalogue.definition(address)
        if definition is None:
            self.into(address, value)
        else:
            self.contents.leaves[address] = Leaf(address, value, definition)

    def _choices(self, address: str) -> tuple[str, ...]:
        named = tuple(key for key in self.catalogue.children(address) if key != ANY_ROW)
        return (*self.catalogue.members.get(address, ()), *named)

    def _unknown(self, parent: str, key: Scalar) -> None:
        address = f"{parent}.{key.text}"
        if instead := replacement(self.catalogue.replaced, address):
            self.problems.add(key.origin, address, REPLACED, instead)
            return
        hint = self.problems.suggest(key.text, self._choices(parent))
        hint = hint or _elsewhere(key.text, parent, self.catalogue)
        self.problems.add(key.origin, address, "unknown key", hint)


def _elsewhere(word: str, parent: str, catalogue: Catalogue) -> str:
    """Where a key belongs that stands in the wrong place."""
    if f"{parent}.{word}".lstrip(".") in catalogue.addresses:
        return "write its parts as keys below each other, not with dots"
    for pattern in catalogue.definitions:
        family, _, last = pattern.rpartition(".")
        if last == word:
            return f"{shown(word)} belongs under {family.replace(ANY_ROW, '<row>')}"
    return f"`{parent or 'a file'}` has no such key"
