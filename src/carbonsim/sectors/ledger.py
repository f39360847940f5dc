"""Who pays whom: money between actors, and what leaves their circle."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from carbonsim.core.types import Array

#: Relative size of what rounding leaves of a sum that is 0.
ROUNDING = 1e-12


@dataclass
class Ledger:
    """Who pays whom for what in one year: transfers between actors, and resources that leave their circle.

    The net cost of an actor is its resources and payments less its receipts. As every transfer is entered
    once and read twice, the actors' costs add up to the resources.
    """

    resources: list[tuple[str, str, Array]] = field(default_factory=list)
    transfers: list[tuple[str, str, str, Array]] = field(default_factory=list)

    def spend(self, actor: str, kind: str, amount: Array) -> None:
        """An actor pays for a resource: labour, energy, equipment [CNY/yr]."""
        self.resources.append((actor, kind, amount))

    def pay(self, payer: str, payee: str, kind: str, amount: Array) -> None:
        """An actor pays another [CNY/yr]."""
        self.transfers.append((payer, payee, kind, amount))

    def actor_cost(self, actor: str, zero: Array) -> Array:
        """Net cost of an actor [CNY/yr]; what rounding leaves where it passes all on is 0."""
        total, moved = zero, zero
        for signed in self._entries(actor):
            total, moved = total + signed, moved + np.abs(signed)
        return np.where(np.abs(total) <= ROUNDING * moved, 0.0, total)

    def _entries(self, actor: str, kind: str | None = None) -> Iterator[Array]:
        """What an actor pays, of one kind or of all, and with a minus what it is paid."""
        for name, what, amount in self.resources:
            if name == actor and kind in (None, what):
                yield amount
        for payer, payee, what, amount in self.transfers:
            if payer == actor and kind in (None, what):
                yield amount
            if payee == actor and kind in (None, what):
                yield -amount

    def resource_cost(self, zero: Array) -> Array:
        """All resources, whoever pays them [CNY/yr]."""
        total = zero
        for _, _, amount in self.resources:
            total = total + amount
        return total

    def outlay(self, actor: str, kind: str, zero: Array) -> Array:
        """What an actor lays out for one kind of thing, resources and payments less receipts [CNY/yr]."""
        total = zero
        for signed in self._entries(actor, kind):
            total = total + signed
        return total

    def outlays(self, actor: str, kinds: Sequence[str], zero: Array) -> Array:
        """What an actor lays out by kind, (kinds, D) [CNY/yr]."""
        return np.stack([self.outlay(actor, kind, zero) for kind in kinds])

    def actor_costs(self, actors: Sequence[str], zero: Array) -> Array:
        """Net cost by actor, (actors, D) [CNY/yr]."""
        return np.stack([self.actor_cost(actor, zero) for actor in actors])

    def turnover(self, zero: Array) -> Array:
        """Sum of the sizes of all entries [CNY/yr]: what a gap is measured against."""
        total = zero
        for *_, amount in (*self.resources, *self.transfers):
            total = total + np.abs(amount)
        return total
