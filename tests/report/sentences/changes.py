"""Patterns that grammars share: a change with the words in its brackets, and the sector of an answer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from tests.report.sentences.facts import Change, Truth, number

NUM = r"[+-]?\d[\d,]*(?:\.\d+)?"


@dataclass(frozen=True)
class Brackets:
    """Patterns of the brackets behind a change.

    `share` names its groups ``likely``, ``share`` and ``way``; `ways` are the words of the latter where a
    change is undecided, by the sign of its number.
    """

    gap: str
    band: str
    every: str
    share: str
    alone: str
    ways: Mapping[str, str]

    def change(
        self,
        kind: str,
        sector: str,
        boundary: str,
        gas: str,
        period: str,
        sign: int | None,
        drawn: bool,
        figure: str,
        unit: str,
        inside: str,
    ) -> Change:
        """A change with what its brackets say; what cannot be read is an error."""
        low = high = None
        share, count = "", None
        for part in filter(None, inside.split(self.gap)):
            if found := re.fullmatch(self.band, part):
                low, high = number(found[1]), number(found[2])
            elif found := re.fullmatch(self.every, part):
                count = int(found[1].replace(",", ""))
            elif found := re.fullmatch(self.share, part):
                share = found["share"]
                assert bool(found["likely"]) == (sign in (-1, 1)), part
                if sign == 0:
                    assert found["way"] == self.ways.get(figure[:1], self.ways[""]), (part, figure)
            else:
                assert part == self.alone, f"cannot be read: {part!r}"
        said = number(figure) if figure else None
        return Change(kind, sector, boundary, gas, period, sign, drawn, said, unit, low, high, share, count)


def main_sector(truth: Truth) -> str:
    """The sector whose costs a sentence speaks of: all together if there is such a sum."""
    return next(one for one in ("all sectors", "trucks", "cars", "steel") if truth.boundaries(one))
