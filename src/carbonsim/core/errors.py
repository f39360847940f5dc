"""The errors that carbonsim raises on purpose.

::

    CarbonsimError
    ├── ScenarioError   a scenario file or an override is wrong: one problem or many
    ├── DataError       a shipped table is missing, broken or lacks a value
    ├── BoundaryError   figures of different boundaries or products were about to be mixed
    ├── ComputingError  what was to compute is missing or gone: an extra, a scheduler, its workers
    ├── OneValueError   a model reads one value of a parameter that differs from column to column
    └── BalanceError    a balance (vehicles, tonnes, energy, carbon, money) does not close
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

#: Problems of a scenario that are told one by one.
MOST_TOLD = 100


class CarbonsimError(Exception):
    """Any error that carbonsim raises on purpose."""


@dataclass(frozen=True)
class Problem:
    """One thing wrong with a scenario, where it is, and what to do about it.

    Line and column count from 1; both are 0 where the place is no file (``--set``).
    """

    file: str
    line: int
    column: int
    key: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        key = f" {self.key}:" if self.key else ""
        hint = f"\n    {self.hint}" if self.hint else ""
        return f"{place}:{key} {self.message}{hint}"


class ScenarioError(CarbonsimError):
    """Everything that is wrong with a scenario, all at once; its text has the first `MOST_TOLD`."""

    def __init__(self, problems: list[Problem] | tuple[Problem, ...]) -> None:
        self.problems = tuple(problems)
        more = len(self.problems) - len(self.told)
        rest = [f"... and {more:,} more problem{'s' if more > 1 else ''}"] if more else []
        super().__init__("\n".join([*map(str, self.told), *rest]))

    @property
    def told(self) -> tuple[Problem, ...]:
        """The first of the problems: as many as somebody reads."""
        return self.problems[:MOST_TOLD]

    def __reduce__(self) -> tuple[type[ScenarioError], tuple[Any, ...]]:
        return type(self), (self.problems,)


class DataError(CarbonsimError):
    """A shipped table is missing, broken, or has no value where one is asked for."""


class BoundaryError(CarbonsimError):
    """Figures of different boundaries or products were about to be added, subtracted or compared."""


class OneValueError(CarbonsimError):
    """A model reads one value for all draws of a parameter that differs from column to column.

    Attributes
    ----------
    key : str
        Of the parameter.
    reason : str
    """

    def __init__(self, key: str, reason: str) -> None:
        self.key, self.reason = key, reason
        super().__init__(f"{key}: {reason}")

    def __reduce__(self) -> tuple[type[OneValueError], tuple[Any, ...]]:
        return type(self), (self.key, self.reason)


class BalanceError(CarbonsimError):
    """A balance does not close: the run is not to be believed and stops."""


class ComputingError(CarbonsimError):
    """What was asked to compute is missing, gone or not alike: an extra, a scheduler, its workers."""
