"""Values of a parameter at which something begins or ceases to hold: found on a grid, then narrowed down."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from carbonsim.core.spans import Span as Span  # noqa: PLC0414 - found here, too
from carbonsim.core.spans import in_both as in_both  # noqa: PLC0414
from carbonsim.core.types import Array, IntArray, as_array

#: Part of a bracket to which a crossing is narrowed down.
PRECISION = 1e-9
#: Steps of narrowing down at most: bisection alone needs 30 for that part.
MOST_STEPS = 80
#: Part of the present value at which logarithms begin where the low end is not above 0.
LOGARITHMS_FROM = 1000.0
#: Instead of a margin without end, so that products of two stay finite.
ENDLESS = 1e150
#: Margins at some values, given the number of the search that each value belongs to.
Margins = Callable[[Array, IntArray], Array]


def scan_values(value: float, low: float, high: float, steps: int) -> Array:
    """Values to look at between two ends: spaced evenly, and above 0 in logarithms, too.

    Parameters
    ----------
    value : float [unit of the values]
        Present value, between the ends.
    low, high : float [unit of the values]
        Ends.
    steps : int
        Of each spacing; where the low end is not above 0, logarithms begin at a thousandth of the value.

    Returns
    -------
    array [unit of the values]
        Rising, the ends and the present value among them.

    Examples
    --------
    >>> scan_values(0.0, 0.0, 4.0, 4).tolist()
    [0.0, 1.0, 2.0, 3.0, 4.0]
    >>> scan_values(2.0, 1.0, 16.0, 2).tolist()
    [1.0, 2.0, 4.0, 8.5, 16.0]
    """
    shares = np.linspace(0.0, 1.0, steps + 1)
    parts = [low * (1.0 - shares) + high * shares, as_array(value).reshape(1)]
    least = low if low > 0.0 else value / LOGARITHMS_FROM
    if 0.0 < least < high:
        parts.append((least * (high / least) ** shares).clip(least, high))
    values = np.sort(np.concatenate(parts))
    return as_array(values[np.append(values[1:] > values[:-1], True)])


def narrowed(
    margins: Margins, low: Array, high: Array, search: IntArray, precision: float = PRECISION
) -> tuple[Array, Array]:
    """Ends of brackets narrowed down until they all but touch, all brackets at once.

    Parameters
    ----------
    margins : callable
        Margin at each value: not below 0 where something holds; a blank does not.
    low, high : array [unit of the values], (brackets,)
        Ends of each bracket; it holds at one of them.
    search : array of int, (brackets,)
        Number of the search of each bracket.
    precision : float [1]
        Part of a bracket that is left of it.

    Returns
    -------
    without, with_it : array [unit of the values], (brackets,)
        Where it does not hold and where it does.

    Examples
    --------
    >>> without, with_it = narrowed(lambda x, n: x**2 - 2, np.array([1.0]), np.array([2.0]), np.array([0]))
    >>> round(float(with_it[0]), 9), bool(without[0] < with_it[0])
    (1.414213562, True)
    """
    if not len(low):
        return as_array(low), as_array(high)
    from scipy.optimize import elementwise  # noqa: PLC0415 - only where something is narrowed down

    def at(share: Array, first: Array, last: Array) -> Array:
        # not by relative width: something may hold down to a pole at 0
        return first * (1.0 - share) + last * share

    def signed(share: Array, first: Array, last: Array, number: Array) -> Array:
        found = margins(at(share, first, last), number.astype(int))
        # a ratio may be endless, with which the search would reckon
        found = np.nan_to_num(found, nan=-1.0, posinf=ENDLESS, neginf=-ENDLESS)
        # 0 holds, and would be taken for a root and end the search on either side of it
        return np.where(found == 0.0, np.finfo(float).tiny, found)

    found = elementwise.find_root(
        signed,
        (np.zeros(len(low)), np.ones(len(low))),
        args=(low, high, search.astype(float)),
        tolerances={"xatol": precision, "xrtol": 0.0, "fatol": 0.0, "frtol": 0.0},
        maxiter=MOST_STEPS,
    )
    left, right = (at(share, low, high) for share in found.bracket)
    holds_left = found.f_bracket[0] > 0.0
    return np.where(holds_left, right, left), np.where(holds_left, left, right)


def spans_of(
    margins: Margins, values: Sequence[Array], at_values: Sequence[Array], precision: float = PRECISION
) -> list[tuple[Span, ...]]:
    """Spans of values in which something holds, of several searches.

    Parameters
    ----------
    margins : callable
        As of `narrowed`.
    values : sequence of array [unit of the values]
        What was looked at in each search, rising.
    at_values : sequence of array
        Margins there.
    precision : float [1]
        As of `narrowed`.

    Returns
    -------
    list of tuple of Span
        Of each search, rising. What holds only between two values next to each other is missed.

    Examples
    --------
    >>> x = np.linspace(-4.0, 4.0, 9)
    >>> ((below, above),) = spans_of(lambda x, n: x**2 - 2, [x], [x**2 - 2])
    >>> round(below.high, 6), round(above.low, 6), above.open_high
    (-1.414214, 1.414214, True)
    """
    held: list[NDArray[np.bool_]] = [margin >= 0.0 for margin in at_values]
    edges = [np.flatnonzero(each[1:] != each[:-1]) for each in held]
    low = np.concatenate([each[edge] for each, edge in zip(values, edges, strict=True)])
    high = np.concatenate([each[edge + 1] for each, edge in zip(values, edges, strict=True)])
    number = np.repeat(np.arange(len(values)), [len(edge) for edge in edges])
    without, inside = narrowed(margins, low, high, number, precision)
    blank = np.isnan(margins(without, number)) if len(without) else np.zeros(0, dtype=bool)
    return [
        spans_between(each, at, inside[number == place].tolist(), blank[number == place].tolist())
        for place, (each, at) in enumerate(zip(held, values, strict=True))
    ]


def spans_between(
    held: NDArray[np.bool_], values: Array, crossings: Sequence[float], blank: Sequence[bool]
) -> tuple[Span, ...]:
    """Spans of one search from its crossings.

    Parameters
    ----------
    held : array of bool, (values,)
        Whether it holds at each value that was looked at.
    values : array [unit of the values], (values,)
    crossings : sequence of float [unit of the values]
        Ends at which it holds, rising.
    blank : sequence of bool
        Whether there is no figure beside each.

    Returns
    -------
    tuple of Span
        Rising.

    Examples
    --------
    >>> spans_between(np.array([True, False]), np.array([0.0, 2.0]), [1.0], [True])
    (Span(low=0.0, high=1.0, open_low=True, open_high=False, blank_low=False, blank_high=True),)
    """
    ends = [(end, False, beside) for end, beside in zip(crossings, blank, strict=True)]
    if held[0]:
        ends.insert(0, (values[0].item(), True, False))
    if held[-1]:
        ends.append((values[-1].item(), True, False))
    return tuple(
        Span(low, high, open_low, open_high, blank_low, blank_high)
        for (low, open_low, blank_low), (high, open_high, blank_high) in zip(
            ends[::2], ends[1::2], strict=True
        )
    )
