"""Remarks on outcomes: English words for files, their parts for readers of other languages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Note:
    """A remark, with a place ``{}`` in its words for each quantity: a share of draws has the unit 1.

    Examples
    --------
    >>> str(Note("{} of draws save money; cost {}", ((0.477, "1"), (0.0719, "bn CNY"))))
    '47.7 % of draws save money; cost 0.0719 bn CNY'
    """

    words: str
    quantities: tuple[tuple[float, str], ...] = ()

    def __str__(self) -> str:
        return self.words.format(
            *(share_words(value) if unit == "1" else f"{value:,g} {unit}" for value, unit in self.quantities)
        )


def share_words(share: float) -> str:
    """A share of draws in per cent.

    Examples
    --------
    >>> share_words(0.477)
    '47.7 %'
    """
    return f"{100.0 * share:.1f} %"


def joined(notes: Iterable[Note]) -> str:
    """Remarks one after the other."""
    return "; ".join(map(str, notes))
