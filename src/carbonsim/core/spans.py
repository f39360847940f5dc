"""Spans of values in which something holds, and what two sets of them have in common."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Span:
    """Values from one to another at which something holds.

    Attributes
    ----------
    low, high : float [unit of the values]
        Ends, at which it holds, too.
    open_low, open_high : bool
        Whether an end is that of what was looked at, so that it may hold beyond.
    blank_low, blank_high : bool
        Whether there is no figure beside an end, so that it is not known whether it holds beyond.
    """

    low: float
    high: float
    open_low: bool
    open_high: bool
    blank_low: bool = False
    blank_high: bool = False

    def has(self, value: float) -> bool:
        """Whether a value lies in it."""
        return self.low <= value <= self.high


def in_both(first: Sequence[Span], second: Sequence[Span]) -> tuple[Span, ...]:
    """Spans that two sets of spans have in common.

    Parameters
    ----------
    first, second : sequence of Span
        Rising.

    Returns
    -------
    tuple of Span
        Rising; an end is open where both are.

    Examples
    --------
    >>> in_both((Span(0.0, 2.0, True, False),), (Span(1.0, 3.0, False, True),))
    (Span(low=1.0, high=2.0, open_low=False, open_high=False, blank_low=False, blank_high=False),)
    """
    return tuple(
        _common(one, other)
        for one in first
        for other in second
        if max(one.low, other.low) <= min(one.high, other.high)
    )


def _common(one: Span, other: Span) -> Span:
    """Overlap of two spans, with the ends of those that end first."""
    low = max(one, other, key=lambda span: (span.low, not span.open_low))
    high = min(one, other, key=lambda span: (span.high, span.open_high))
    return replace(low, high=high.high, open_high=high.open_high, blank_high=high.blank_high)
