"""Draws whose values leave an equation without an answer: found, told, and left out of an ensemble."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from carbonsim.core.errors import Problem, ScenarioError
from carbonsim.core.possible import ImpossibleError
from carbonsim.core.types import Array
from carbonsim.scenario.scenario import Scenario

T = TypeVar("T")

HINT = "each value is allowed alone; look at those the message speaks of, and at their ranges"


class ImpossibleDrawsError(ScenarioError):
    """Values that are each allowed have no answer in some draws.

    Attributes
    ----------
    cause : str
        What is wrong, in words.
    place : str
        The year in which it is, or the sector at whose start.
    draws : array of bool, (draws,)
        In which draws of the batch.
    """

    def __init__(self, scenario: Scenario, place: str, cause: str, draws: NDArray[np.bool_]) -> None:
        self.scenario, self.place, self.cause, self.draws = scenario, place, cause, draws
        message = f"the values of this scenario have no answer: {cause}"
        super().__init__([Problem(scenario.file, 1, 1, place, message, HINT)])

    def __reduce__(self) -> tuple[type[ImpossibleDrawsError], tuple[Any, ...]]:
        return type(self), (self.scenario, self.place, self.cause, self.draws)


@contextmanager
def answering(scenario: Scenario, place: str, draws: int) -> Iterator[None]:
    """Tell what has no answer as a fault of the scenario, with the year or sector in which it is.

    Raises
    ------
    ImpossibleDrawsError
        If an equation inside has no answer in some draws.
    """
    try:
        yield
    except ImpossibleError as error:
        raise ImpossibleDrawsError(scenario, place, error.message, error.draws(draws)) from error


def of_others(
    attempt: Callable[[NDArray[np.bool_]], T],
    draws: int,
    told: Callable[[ImpossibleDrawsError, NDArray[np.bool_]], None] | None = None,
) -> T:
    """Try all draws of a batch; those found to have no answer are left out, and the others are tried again.

    A run stops at its first fault: only when all others have an answer are all draws known that have none.

    Parameters
    ----------
    attempt : callable
        Runs the batch without the draws that it is given, (draws,); see `without`.
    draws : int
        Of the batch.
    told : callable, optional
        Told each fault with the draws that it adds to those left out.

    Returns
    -------
    any
        What the attempt gave in which all others had an answer.

    Raises
    ------
    ImpossibleDrawsError
        If the centre, at which draws that are left out are run, has no answer either.
    """
    left = np.zeros(draws, dtype=bool)
    while True:
        try:
            return attempt(left)
        except ImpossibleDrawsError as error:
            new = error.draws & ~left
            if not new.any():
                raise
            left = left | new
            if told is not None:
                told(error, new)


def without(scores: Mapping[str, Array], left: NDArray[np.bool_]) -> Mapping[str, Array]:
    """Scores with those of some draws at the centre, where there is an answer: their results do not count.

    Parameters
    ----------
    scores : mapping of str to array [1], (draws,) or (years, draws)
        Of a batch.
    left : array of bool, (draws,)
        The draws.

    Returns
    -------
    mapping of str to array [1]
        The other draws are as they were.
    """
    if not left.any():
        return scores
    return {name: np.where(left, 0.0, values) for name, values in scores.items()}


def most_left_out(draws: int) -> int:
    """How many draws of an ensemble may be left out: one in a hundred, and one in any case.

    Examples
    --------
    >>> most_left_out(20), most_left_out(1000)
    (1, 10)
    """
    return max(1, draws // 100)
