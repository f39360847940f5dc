"""Collecting everything that is wrong, and saying it so that a planner can mend it."""

from __future__ import annotations

from collections.abc import Iterable

from carbonsim.core.errors import Problem, ScenarioError
from carbonsim.core.plain_text import harmless
from carbonsim.scenario.origin import Origin

_LONGEST_SHOWN = 60
#: A hostile file can hold 100,000 wrong keys; beyond some no one reads the hints.
_MOST_HINTS = 100


def shown(text: str) -> str:
    """A text as it may stand in a message: short, on one line, nothing unprintable.

    Examples
    --------
    >>> shown("9" * 1000)
    '999999999999999999999999999999999999999999999999999999999...'
    """
    head = harmless(text[: _LONGEST_SHOWN + 1])
    return head if len(head) <= _LONGEST_SHOWN else head[: _LONGEST_SHOWN - 3] + "..."


def did_you_mean(word: str, options: Iterable[str]) -> str:
    """A question that names the nearest option, or nothing.

    Examples
    --------
    >>> did_you_mean("statoins", ["bays", "stations"])
    'did you mean stations?'
    >>> did_you_mean("xyz", ["bays", "stations"])
    ''

    Words that were added to it are nearer than any other option:

    >>> did_you_mean("choice.price", ["choice.range", "choice.price_elasticity"])
    'did you mean choice.price_elasticity?'
    """
    if not word or len(word) > _LONGEST_SHOWN:
        return ""
    from difflib import get_close_matches  # noqa: PLC0415  (only needed where something is wrong)

    choices = list(options)
    folded = {choice.casefold(): choice for choice in reversed(choices)}
    if word.casefold() in folded:
        return f"did you mean {folded[word.casefold()]}?"
    longer = [choice for choice in choices if choice.startswith(f"{word}_")]
    close = (
        longer[:1]
        or get_close_matches(word, choices, n=1)
        or [folded[match] for match in get_close_matches(word.casefold(), list(folded), n=1)]
    )
    return f"did you mean {close[0]}?" if close else ""


class Problems:
    """Problems and warnings as they are found; each once, in order of the files and then of their lines."""

    def __init__(self) -> None:
        self._found: dict[Problem, None] = {}
        self._warnings: dict[Problem, None] = {}
        self._hints = 0
        self._advice: dict[tuple[str, int], str] = {}

    def __len__(self) -> int:
        return len(self._found)

    def add(self, origin: Origin, key: str, message: str, hint: str = "") -> None:
        """Note a problem."""
        advice = self._advice.get((origin.file, origin.line), "")
        if advice and "wide sign" not in message:
            hint = f"{hint}; {advice}" if hint else advice
        self._found[Problem(origin.file, origin.line, origin.column, shown(key), message, hint)] = None

    def warn(self, origin: Origin, key: str, message: str, hint: str = "") -> None:
        """Note what is read, and may be meant otherwise."""
        self._warnings[Problem(origin.file, origin.line, origin.column, shown(key), message, hint)] = None

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """Warnings so far."""
        return tuple(self._warnings)

    def advise(self, origin: Origin, advice: str) -> None:
        """Advice for whoever has a problem in a line."""
        self._advice[origin.file, origin.line] = advice

    @property
    def all(self) -> tuple[Problem, ...]:
        """Those found so far."""
        return tuple(self._found)

    def suggest(self, word: str, options: Iterable[str]) -> str:
        """`did_you_mean`, as long as there are not so many problems that nobody reads on."""
        self._hints += 1
        return did_you_mean(word, options) if self._hints <= _MOST_HINTS else ""

    def raise_if_any(self) -> None:
        """Raise `ScenarioError` with everything found."""
        if self._found:
            files = list(dict.fromkeys(problem.file for problem in self._found))
            order = sorted(self._found, key=lambda one: (files.index(one.file), one.line, one.column))
            raise ScenarioError(order)
