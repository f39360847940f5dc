"""`dataclass` of the standard library, whose methods are compiled with the first instance of a class.

Compiling them takes most of the time of importing a module, and a command makes instances of few classes:
`carbonsim check` of none of a model. To read, to mypy and once there is an instance, they are ordinary ones.
"""

from __future__ import annotations

import dataclasses
from threading import RLock
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(**options):
        """Decorate as `dataclasses.dataclass` with these options, later."""

        def declare(cls):
            cls.__late__, cls.__dataclass_fields__, cls.__new__ = options, _FIELDS, _new
            return cls

        return declare


__all__ = ["dataclass"]

#: Options of a class that is not compiled yet; None of one that is.
LATE = "__late__"
#: Held while a class is compiled: one thread does it.
_COMPILING = RLock()


class _Fields:
    """Fields of a class that is not compiled yet: whoever looks at them has it done."""

    def __get__(self, _: object, cls: type[Any]) -> Any:
        _compile(cls)
        return cls.__dataclass_fields__


_FIELDS = _Fields()


def _new(cls: type[Any], *_: object, **__: object) -> Any:
    """An instance, of a class that is compiled: not in ``__init__``, which reading a pickle does not call."""
    if cls.__late__ is not None:
        _compile(cls)
    return object.__new__(cls)


def _compile(cls: type[Any]) -> None:
    """Compile a class and those that it extends."""
    with _COMPILING:
        for base in reversed(cls.__mro__):
            if (options := vars(base).get(LATE)) is not None:
                dataclasses.dataclass(**options)(base)
                setattr(base, LATE, None)
