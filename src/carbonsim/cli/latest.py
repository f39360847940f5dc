"""One computation at a time, of which the latest asked for wins."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

Request = TypeVar("Request")
Reply = TypeVar("Reply")


class Latest(Generic[Request, Reply]):
    """Answers requests of several threads one at a time; what a newer one has overtaken has no answer.

    A computation that runs is not broken off: it ends, and its answer is dropped. One that waits is never
    begun once another waits.

    Parameters
    ----------
    compute : callable
        Request to reply.
    """

    def __init__(self, compute: Callable[[Request], Reply]) -> None:
        self._compute = compute
        self._turn = threading.Lock()
        self._count = threading.Lock()
        self._newest = 0

    def answer(self, request: Request) -> Reply | None:
        """The reply to a request, or None where a newer one has come."""
        with self._count:
            self._newest += 1
            number = self._newest
        with self._turn:
            if number != self._newest:
                return None
            reply = self._compute(request)
        return reply if number == self._newest else None
