"""Figures that may be drawn: each known by its subject before a line of it is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from matplotlib.figure import Figure


@dataclass(frozen=True)
class Draft:
    """A figure not drawn yet.

    Attributes
    ----------
    subject : str
        What it speaks of, such as ``Transportation|Truck``.
    draw : callable
        Makes it; `placement.lay_out` finishes it.
    parts : int
        Series that a stack is made of; 0 where it is none.
    """

    subject: str
    draw: Callable[[], Figure]
    parts: int = 0
