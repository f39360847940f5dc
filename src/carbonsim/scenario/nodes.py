"""A YAML text as a plain tree: texts, lists and fields, each knowing where it stands."""

from __future__ import annotations

from dataclasses import dataclass

from carbonsim.scenario.origin import Origin


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single word, number or text; `plain` if it stands without quotes."""

    text: str
    plain: bool
    origin: Origin


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[Node, ...]
    origin: Origin


@dataclass(frozen=True, slots=True)
class Fields:
    """Keys with their values, in the order of the file; each key once."""

    entries: tuple[tuple[Scalar, Node], ...]
    origin: Origin

    def get(self, key: str) -> Node | None:
        """The value of a key."""
        return next((value for name, value in self.entries if name.text == key), None)


Node = Scalar | Items | Fields

_NOTHING = frozenset(("", "~", "null", "Null", "NULL"))
_TRUE = frozenset(("yes", "true", "on"))
_FALSE = frozenset(("no", "false", "off"))


def is_empty(node: Node | None) -> bool:
    """Whether nothing is written where a value should stand."""
    return isinstance(node, Scalar) and node.plain and node.text in _NOTHING


def truth_trap(node: Node) -> str:
    """What YAML makes of a word such as ``no``: true, false, or nothing where it stays a word."""
    if not (isinstance(node, Scalar) and node.plain):
        return ""
    word = node.text.lower()
    return "true" if word in _TRUE else "false" if word in _FALSE else ""
