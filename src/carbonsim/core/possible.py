"""Values that leave an equation without an answer, and in which draws they do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import numpy as np
from numpy.typing import ArrayLike, NDArray


class ImpossibleError(ValueError):
    """Values that are each allowed, but together leave an equation without an answer.

    Attributes
    ----------
    message : str
        What is wrong, in words.
    where : array of bool
        Where it is so; draws on the last axis.
    """

    def __init__(self, message: str, where: ArrayLike) -> None:
        self.message = message
        self.where: NDArray[np.bool_] = np.atleast_1d(np.asarray(where, dtype=bool))
        super().__init__(message)

    def of(self, *labels: Sequence[str]) -> ImpossibleError:
        """The same error, told with the first row that it is of.

        Parameters
        ----------
        labels : sequence of str
            Names along each axis before that of the draws; an axis of other length is passed over.

        Returns
        -------
        ImpossibleError
        """
        place = np.argwhere(self.where)[0]
        axes = zip(self.where.shape[:-1], labels, place, strict=False)
        names = [names[row] for length, names, row in axes if length == len(names)]
        return ImpossibleError(f"{', '.join(names)}: {self.message}" if names else self.message, self.where)

    def draws(self, count: int) -> NDArray[np.bool_]:
        """In which of so many draws it is so; in all where draws change nothing of it."""
        rows = self.where.reshape(-1, self.where.shape[-1])
        return np.array(np.broadcast_to(rows.any(axis=0), (count,)))


def refuse(where: ArrayLike, message: str) -> None:
    """Stop where values leave an equation without an answer.

    Parameters
    ----------
    where : array of bool
        Where they do; draws on the last axis.
    message : str
        What is wrong.

    Raises
    ------
    ImpossibleError
        If it is so anywhere.

    Examples
    --------
    >>> refuse(np.array([1.0, 2.0]) <= 0, "a cost must be positive")
    >>> refuse(np.array([1.0, -2.0]) <= 0, "a cost must be positive")
    Traceback (most recent call last):
    carbonsim.core.possible.ImpossibleError: a cost must be positive
    """
    if np.asarray(where).any():
        raise ImpossibleError(message, where)


@contextmanager
def of_row(name: str) -> Iterator[None]:
    """Tell what has no answer inside with the row that it is of.

    Parameters
    ----------
    name : str
        Of a route, a powertrain, a gas.

    Raises
    ------
    ImpossibleError
        The one raised inside, with the name before its message.

    Examples
    --------
    >>> with of_row("best_furnace"):
    ...     refuse(np.array([True]), "the fuel is too little")
    Traceback (most recent call last):
    carbonsim.core.possible.ImpossibleError: best_furnace: the fuel is too little
    """
    try:
        yield
    except ImpossibleError as error:
        raise ImpossibleError(f"{name}: {error.message}", error.where) from error
