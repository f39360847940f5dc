"""Pieces that policy case and baseline share on a batch of draws: made once, kept under what they read.

A piece follows from parameters alone. While it is made its reading is recorded; the other scenario is given
the same piece if all that was read is the same there. Nobody lists by hand what a piece depends on.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import field
from typing import Any

import numpy as np

from carbonsim.core.late import dataclass
from carbonsim.scenario.quantity import Quantity, Setting
from carbonsim.scenario.scenario import Scenario

#: Function that makes a piece, and its arguments beside the parameters.
PieceName = tuple[Callable[..., Any], tuple[Hashable, ...]]


def reading(setting: Setting) -> tuple[Quantity | str, bool]:
    """All that a sector can see of a parameter: its value, and whether the scenario has its row at all."""
    return setting.value, setting.offered


class Recorder(Mapping[str, Setting]):
    """The parameters of a scenario, noting which of them are read."""

    def __init__(self, settings: Mapping[str, Setting]) -> None:
        self._settings = settings
        #: Parameter key -> what was read there, in the order of the first reading.
        self.read: dict[str, tuple[Quantity | str, bool]] = {}

    def __getitem__(self, key: str) -> Setting:
        """A parameter, which is noted."""
        setting = self._settings[key]
        self.read[key] = reading(setting)
        return setting

    def __iter__(self) -> Iterator[str]:
        """Keys of all parameters: they are the same wherever a piece is shared."""
        return iter(self._settings)

    def __len__(self) -> int:
        """How many parameters there are."""
        return len(self._settings)


def recorded(scenario: Scenario) -> tuple[Scenario, Recorder]:
    """A scenario whose parameters are read through a recorder, and the recorder."""
    recorder = Recorder(scenario.settings)
    return scenario.reading_through(recorder), recorder


@dataclass(frozen=True)
class Piece:
    """Piece that was made, all that was read for it, and parameters that were found to be the same."""

    read: Mapping[str, tuple[Quantity | str, bool]]
    value: Any
    same: list[Mapping[str, Setting]] = field(default_factory=list)

    def is_of(self, settings: Mapping[str, Setting]) -> bool:
        """Whether these parameters make the same piece."""
        if any(settings is known for known in self.same):
            return True
        if any(reading(settings[key]) != read for key, read in self.read.items()):
            return False
        if not isinstance(settings, Recorder):  # which is to note each reading
            self.same.append(settings)
        return True


@dataclass()
class Shared:
    """The pieces of one batch; scenarios share them that have the same parameter keys."""

    pieces: dict[PieceName, Piece] = field(default_factory=dict)
    keys: tuple[str, ...] | None = None

    def takes(self, scenario: Scenario) -> bool:
        """Whether a scenario has the same parameter keys as the first that was asked for."""
        if self.keys is None:
            self.keys = scenario.keys
        return self.keys is scenario.keys or self.keys == scenario.keys

    def find(self, name: PieceName, settings: Mapping[str, Setting]) -> Piece | None:
        """The piece of a name, if all that it read is the same among these parameters.

        The parameters are read from `settings`, so that what is made of a piece has read them, too.
        """
        piece = self.pieces.get(name)
        return piece if piece is not None and piece.is_of(settings) else None

    def keep(self, name: PieceName, read: Mapping[str, tuple[Quantity | str, bool]], value: Any) -> None:
        """Keep a piece; as others are given the same, an array refuses to be changed."""
        if isinstance(value, np.ndarray):
            value.flags.writeable = False
        self.pieces[name] = Piece(read, value)
