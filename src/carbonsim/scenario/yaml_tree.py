"""From a YAML text to a tree of nodes, refusing whatever a scenario has no use for.

The text is read as a stream of events: nothing is ever constructed, anchors (and with them expansion bombs),
tags and deep nesting are refused as soon as they are met, and nothing here recurses.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from carbonsim.core.plain_text import hidden
from carbonsim.scenario.nodes import Fields, Items, Node, Scalar
from carbonsim.scenario.number_signs import WIDE, narrow, wide_sign
from carbonsim.scenario.origin import Origin
from carbonsim.scenario.problems import Problems, shown

if TYPE_CHECKING:
    import yaml

#: From line and column, both from 1, to an origin.
Place = Callable[[int, int], Origin]
DEEPEST = 20
_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_BREAKS = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
_SYNTAX_HINTS = {
    "mapping values are not allowed": "quote a text that holds a colon, or check the indentation",
    "could not find expected ':'": "a key needs a colon and a space behind it",
    "did not find expected key": "check the indentation: keys of one level begin in the same column",
    "did not find expected '-' indicator": "check the indentation: items of a list begin in the same column",
    "did not find expected ',' or '}'": "close the bracket { with }",
    "did not find expected ',' or ']'": "close the bracket [ with ]",
    "unexpected end of stream": "a quote or bracket is not closed",
    "found character that cannot start any token": "quote the text",
}
_INVISIBLE = "take it out: it can steer a terminal, turn the way of writing or make two names look alike"


class _RefusedError(Exception):
    def __init__(self, origin: Origin, message: str, hint: str = "") -> None:
        self.problem = (origin, message, hint)
        super().__init__(message)


def parse_yaml(text: str, place: Place, problems: Problems) -> Node | None:
    """Read a YAML text.

    Parameters
    ----------
    text : str
        The text.
    place : callable
        From line and column to an origin.
    problems : Problems
        Takes what is wrong.

    Returns
    -------
    Node or None
        None if it cannot be read (which is then a problem) or if nothing is in it (which is none yet).
    """
    try:
        _refuse_control_characters(text, place)
        _advise_on_wide_signs(text, place, problems)
        return _Builder(place, problems).build(_events(text, place))
    except _RefusedError as refused:
        origin, message, hint = refused.problem
        problems.add(origin, "", message, hint)
        return None


def _refuse_control_characters(text: str, place: Place) -> None:
    if match := _NOT_TEXT.search(text):
        breaks = list(_BREAKS.finditer(text, 0, match.start()))
        column = match.start() - (breaks[-1].end() if breaks else 0) + 1
        origin = place(len(breaks) + 1, column)
        raise _RefusedError(origin, f"found the control character U+{ord(match.group()):04X}, expected text")


def _advise_on_wide_signs(text: str, place: Place, problems: Problems) -> None:
    """Note lines with signs of Chinese input methods, which YAML takes for letters."""
    if text.isascii():
        return
    for number, line in enumerate(_BREAKS.split(text), start=1):
        if sign := wide_sign(line):
            problems.advise(place(number, 1), narrow(sign))


def _refuse_unseen(text: str, origin: Origin) -> None:
    """Refuse a decoded text with a character that is not seen: an escape in quotes can hold any."""
    if sign := hidden(text):
        message = f"found the invisible character U+{ord(sign):04X}, expected text that is seen"
        raise _RefusedError(origin, message, _INVISIBLE)


def _events(text: str, place: Place) -> Iterator[yaml.Event]:
    import yaml  # noqa: PLC0415  (its import costs more than most of this package)

    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        yield from yaml.parse(text, Loader=loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise _syntax(text, place(line, column), line, error.problem or "") from None
    except yaml.YAMLError as error:
        raise _RefusedError(place(1, 1), f"this is no YAML: {shown(str(error))}") from None


def _syntax(text: str, origin: Origin, line: int, problem: str) -> _RefusedError:
    lines = _BREAKS.split(text)
    written = lines[line - 1] if line <= len(lines) else ""
    # what YAML cannot read may have begun in the line before
    before = wide_sign(lines[line - 2]) if 1 < line <= len(lines) + 1 else ""
    if before and not wide_sign(written):
        message = f"this is no YAML: {shown(problem)}, and line {line - 1} holds the wide sign {before}"
        return _RefusedError(origin, message, f"write {WIDE[before]} instead")
    if "\t" in written[: len(written) - len(written.lstrip())] or written[origin.column - 1 :][:1] == "\t":
        return _RefusedError(origin, "found a tab, expected spaces", "YAML is indented with spaces only")
    hint = next((advice for start, advice in _SYNTAX_HINTS.items() if start in problem), "")
    return _RefusedError(origin, f"this is no YAML: {shown(problem)}", hint)


class _Open:
    """A list or a group of fields whose end has not been met."""

    def __init__(self, origin: Origin, is_list: bool) -> None:
        self.origin = origin
        self.is_list = is_list
        self.nodes: list[Node] = []

    def close(self, problems: Problems) -> Node:
        if self.is_list:
            return Items(tuple(self.nodes), self.origin)
        entries: dict[str, tuple[Scalar, Node]] = {}
        values = self.nodes[1::2]
        for key, value, before in zip(self.nodes[::2], values, (None, *values), strict=False):
            if not isinstance(key, Scalar):
                problems.add(key.origin, "", "found a list or fields as a key, expected a word")
            elif _is_rest_of_number(key, value, before):
                message = f"found {shown(key.text)!r} behind a comma, which ends a value within brackets"
                hint = "write a decimal with a point (0.45), and thousands without commas (1000)"
                problems.add(key.origin, "", message, hint)
            elif key.text in entries:
                first = entries[key.text][0].origin.line
                problems.add(
                    key.origin, key.text, f"found twice, first in line {first}", "keep one of the two"
                )
            else:
                entries[key.text] = (key, value)
        return Fields(tuple(entries.values()), self.origin)


def _is_rest_of_number(key: Scalar, value: Node, before: Node | None) -> bool:
    """Whether a key is what a comma cut off: ``{fee: 0,45 CNY/kWh}`` has a key ``45 CNY/kWh``, no value."""
    if not (isinstance(before, Scalar) and before.text[-1:].isdigit() and key.text[:1].isdigit()):
        return False
    end = replace(before.origin, column=before.origin.column + len(before.text) + 1)
    return key.origin in (before.origin, end) and value == Scalar("", True, value.origin)


class _Builder:
    """Builds the tree from events."""

    def __init__(self, place: Place, problems: Problems) -> None:
        self.place = place
        self.problems = problems
        self.open: list[_Open] = []
        self.root: Node | None = None

    def build(self, events: Iterator[yaml.Event]) -> Node | None:
        for event in events:
            self._take(event, type(event).__name__)
        return self.root

    def _take(self, event: Any, kind: str) -> None:
        if kind in ("MappingEndEvent", "SequenceEndEvent"):
            self._put(self.open.pop().close(self.problems))
            return
        if kind not in ("ScalarEvent", "MappingStartEvent", "SequenceStartEvent", "AliasEvent"):
            if kind == "DocumentStartEvent" and self.root is not None:
                raise _RefusedError(
                    self._origin(event), "found a second document, expected one", "remove the ---"
                )
            return
        origin = self._origin(event)
        self._refuse(event, kind, origin)
        if kind == "ScalarEvent":
            _refuse_unseen(event.value, origin)
            self._put(Scalar(event.value, event.style is None or event.style == "", origin))
            return
        if len(self.open) >= DEEPEST:
            raise _RefusedError(origin, f"found more than {DEEPEST} levels of nesting")
        self.open.append(_Open(origin, kind == "SequenceStartEvent"))

    def _origin(self, event: Any) -> Origin:
        return self.place(event.start_mark.line + 1, event.start_mark.column + 1)

    def _refuse(self, event: Any, kind: str, origin: Origin) -> None:
        if kind == "AliasEvent" or event.anchor is not None:
            sign = "*" if kind == "AliasEvent" else "&"
            found = shown(f"{sign}{event.anchor}")
            hint = "write the value out, or use `extends`; quote a text that begins with & or *"
            raise _RefusedError(origin, f"found {found}, expected no anchors or aliases", hint)
        if event.tag is not None:
            raise _RefusedError(
                origin, f"found the tag {shown(event.tag)}, expected none", "quote a text with a !"
            )

    def _put(self, node: Node) -> None:
        if self.open:
            self.open[-1].nodes.append(node)
        else:
            self.root = node
