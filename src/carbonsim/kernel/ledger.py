"""Who pays whom: money between actors, and what leaves their circle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field

import numpy as np

from carbonsim.core.late import dataclass
from carbonsim.core.types import Array

#: Relative size of what rounding leaves of a sum that is 0.
ROUNDING = 1e-12


@dataclass(frozen=True)
class Entry:
    """Payment of one actor, to another or for a resource."""

    payer: str
    payee: str | None
    kind: str
    amount: Array  # [CNY/yr]
    size: Array  # [CNY/yr] the same without its sign


@dataclass()
class Ledger:
    """Who pays whom for what in one year: transfers between actors, and resources that leave their circle.

    The net cost of an actor is its resources and payments less its receipts. As every transfer is entered
    once and read twice, the actors' costs add up to the resources.
    """

    entries: list[Entry] = field(default_factory=list)

    def spend(self, actor: str, kind: str, amount: Array) -> None:
        """An actor pays for a resource: labour, energy, equipment [CNY/yr]."""
        self.entries.append(Entry(actor, None, kind, amount, np.abs(amount)))

    def pay(self, payer: str, payee: str, kind: str, amount: Array) -> None:
        """An actor pays another [CNY/yr]."""
        self.entries.append(Entry(payer, payee, kind, amount, np.abs(amount)))

    def actor_cost(self, actor: str, zero: Array) -> Array:
        """Net cost of an actor [CNY/yr]."""
        return np.asarray(self.actor_costs((actor,), zero)[0])

    def resource_cost(self, zero: Array) -> Array:
        """All resources, whoever pays them [CNY/yr]."""
        total = zero.copy()
        for entry in self.entries:
            if entry.payee is None:
                total += entry.amount
        return total

    def outlay(self, actor: str, kind: str, zero: Array) -> Array:
        """Outlay of an actor for one kind of thing, resources and payments less receipts [CNY/yr]."""
        total = zero.copy()
        for entry in self.entries:
            if entry.kind == kind and actor in (entry.payer, entry.payee):
                _enter(total, actor, entry)
        return total

    def outlays(self, actor: str, kinds: Sequence[str], zero: Array) -> Array:
        """Outlays of an actor by kind, (kinds, D) [CNY/yr]."""
        return np.stack([self.outlay(actor, kind, zero) for kind in kinds])

    def actor_costs(self, actors: Sequence[str], zero: Array) -> Array:
        """Net cost by actor, (actors, D) [CNY/yr]; what rounding leaves where one passes all on is 0."""
        total, moved = (np.zeros((len(actors), *zero.shape)) for _ in range(2))
        for row, actor in enumerate(actors):
            for entry in self.entries:
                if actor in (entry.payer, entry.payee):
                    moved[row] += entry.size
                    _enter(total[row], actor, entry)
        return np.where(np.abs(total) <= ROUNDING * moved, 0.0, total)

    def turnover(self, zero: Array) -> Array:
        """Sum of the sizes of all entries [CNY/yr]: what a gap is measured against."""
        total = zero.copy()
        for entry in self.entries:
            total += entry.size
        return total


def _enter(total: Array, actor: str, entry: Entry) -> None:
    """Add to the total of an actor what it pays, and take off what it is paid."""
    if entry.payer == actor:
        total += entry.amount
    if entry.payee == actor:
        total -= entry.amount
