"""Words and whole numbers from nodes, with a problem for whatever else is found."""

from __future__ import annotations

import re
from collections.abc import Iterable

from carbonsim.scenario.nodes import Fields, Items, Node, Scalar, is_empty, truth_trap
from carbonsim.scenario.problems import Problems, shown

_INTEGER = re.compile(r"[+-]?(0|[1-9]\d*(_\d+)*)")
_NUMBER = re.compile(r"[+-]?(\d[\d_]*\.?\d*|\.\d+)([eE][+-]?\d+)?|[+-]?\.(inf|Inf|INF|nan|NaN|NAN)")
_YEAR_IN_CHINESE = re.compile(r"(\d{4}) ?年", re.ASCII)
_MOST_DIGITS = 19


def describe(node: Node) -> str:
    """What was found, in a few words."""
    if isinstance(node, Items):
        return "found a list"
    if isinstance(node, Fields):
        return "found keys with values"
    if is_empty(node):
        return "found nothing"
    if truth := truth_trap(node):
        return f"found {shown(node.text)}, which YAML reads as {truth}"
    return f"found {shown(node.text)!r}"


def read_text(node: Node, key: str, expected: str, problems: Problems) -> str | None:
    """A text that is not empty, with single blanks between its words and none at its ends.

    Numbers and words that YAML takes for something else need quotes.
    """
    if isinstance(node, Scalar) and not is_empty(node) and not truth_trap(node):
        is_number = node.plain and _NUMBER.fullmatch(node.text[:100]) is not None
        if not is_number and node.text.strip():
            return " ".join(node.text.split())
        if is_number:
            found = f"found the number {shown(node.text)}, expected {expected}"
            problems.add(node.origin, key, found, f'write "{shown(node.text)}" in quotes')
            return None
    hint = f'write "{node.text}" in quotes' if isinstance(node, Scalar) and truth_trap(node) else ""
    problems.add(node.origin, key, f"{describe(node)}, expected {expected}", hint)
    return None


def read_word(node: Node, key: str, options: Iterable[str], problems: Problems) -> str | None:
    """One of a few words."""
    choices = tuple(options)
    word = read_text(node, key, " or ".join(choices), problems)
    if word is None or word in choices:
        return word
    hint = problems.suggest(word, choices)
    problems.add(node.origin, key, f"{describe(node)}, expected {' or '.join(choices)}", hint)
    return None


def read_integer(
    node: Node, key: str, expected: str, bounds: tuple[int, int], problems: Problems
) -> int | None:
    """A whole number within bounds."""
    if isinstance(node, Scalar) and node.plain and len(node.text) <= _MOST_DIGITS + 1:
        match = _INTEGER.fullmatch(node.text)
        if match and node.text.isascii() and bounds[0] <= int(node.text) <= bounds[1]:
            return int(node.text)
    quoted = isinstance(node, Scalar) and not node.plain and _INTEGER.fullmatch(node.text[:_MOST_DIGITS])
    hint = "write it without quotes" if quoted else ""
    if isinstance(node, Scalar) and (year := _YEAR_IN_CHINESE.fullmatch(node.text[:_MOST_DIGITS])):
        hint = f"write {year.group(1)}"
    problems.add(node.origin, key, f"{describe(node)}, expected {expected}", hint)
    return None
