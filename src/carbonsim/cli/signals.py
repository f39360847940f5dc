"""Signals that end a command: it cleans up as after Ctrl-C, and says by its exit code which one it was."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

#: Not there on every system.
ENDING = ("SIGTERM", "SIGHUP")
#: Exit codes of shells: this and the number of the signal.
SIGNALLED = 128


class EndedError(KeyboardInterrupt):
    """A signal that asks to end."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.code = SIGNALLED + number


@contextmanager
def ended_by_signals() -> Iterator[None]:
    """Have signals raise `EndedError`, unless whoever started the command had them ignored (nohup)."""
    before = {}
    if threading.current_thread() is threading.main_thread():
        for name in ENDING:
            number = getattr(signal, name, None)
            if number is not None and signal.getsignal(number) is signal.SIG_DFL:
                before[number] = signal.signal(number, _end)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _end(number: int, _: FrameType | None) -> None:
    signal.signal(number, signal.SIG_DFL)  # who asks twice does not wait
    raise EndedError(number)
