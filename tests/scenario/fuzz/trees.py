"""Scenarios as trees that can be anything: keys twice, values of any type, pieces of raw YAML."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml


@dataclass(frozen=True)
class Raw:
    """A piece of YAML as it is."""

    text: str


class Pairs(list):  # type: ignore[type-arg]
    """A mapping as pairs, in which a key may stand twice."""


def read(path: Path) -> Pairs:
    """A shipped scenario, with the names of others as anyone may write them."""
    tree = _tree(yaml.safe_load(path.read_text(encoding="utf-8")))
    assert isinstance(tree, Pairs)
    for place, (key, value) in enumerate(tree):
        if key in ("extends", "reference"):
            tree[place] = (
                key,
                [_shipped(one) for one in value] if isinstance(value, list) else _shipped(value),
            )
    return tree


def _shipped(name: str) -> str:
    return name if name.startswith("carbonsim:") else f"carbonsim:{name.removesuffix('.yaml')}"


def _tree(value: Any) -> Any:
    if isinstance(value, dict):
        return Pairs((key, _tree(one)) for key, one in value.items())
    return [_tree(one) for one in value] if isinstance(value, list) else value


def written(tree: Any) -> str:
    """A tree as YAML: its first level line by line, the rest within brackets."""
    if not isinstance(tree, Pairs):
        return _flow(tree)
    return "\n".join(f"{_flow(key)}: {_flow(value)}" for key, value in tree) + "\n"


def _flow(value: Any) -> str:
    if isinstance(value, Raw):
        return value.text
    if isinstance(value, Pairs):
        return "{" + ", ".join(f"{_flow(key)}: {_flow(one)}" for key, one in value) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    if value is None:
        return "null"
    if isinstance(value, str):
        return json.dumps(value)  # which is YAML, too
    return str(value)


def places(tree: Any) -> Iterator[tuple[Any, int]]:
    """Every place of a tree: what holds it, and where in that."""
    if isinstance(tree, list):
        for index, entry in enumerate(tree):
            yield tree, index
            yield from places(entry[1] if isinstance(tree, Pairs) else entry)


def value_at(holder: Any, index: int) -> Any:
    """The value at a place."""
    return holder[index][1] if isinstance(holder, Pairs) else holder[index]


def put(holder: Any, index: int, value: Any) -> None:
    """Put a value at a place."""
    holder[index] = (holder[index][0], value) if isinstance(holder, Pairs) else value
