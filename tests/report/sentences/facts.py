"""Facts that a sentence states, in units of the results, and whether they are true of a run."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from carbonsim.core.types import Array
from carbonsim.results.results import Results

#: Part of a level below which a difference is the noise of rounding, give or take a factor at its edge.
NOISE, EDGE = 1e-9, (1.0, 0.75, 1.3, 0.5, 2.0, 0.2, 5.0)
#: Size of a unit in Mt, bn CNY or million vehicles.
SIZES: Mapping[str, float] = {
    **{"Mt": 1.0, "kt": 1e-3, "bn CNY": 1.0, "million CNY": 1e-3, "million": 1.0, "thousand": 1e-3},
    **{"亿吨": 1e2, "万吨": 1e-2, "吨": 1e-6, "万亿元": 1e3, "亿元": 0.1, "万元": 1e-5, "元": 1e-9},
    **{"亿辆": 1e2, "万辆": 1e-2, "辆": 1e-6, "%": 1.0, "Mt/yr": 1.0, "kt/yr": 1e-3, "GW": 1.0},
    **{"亿千瓦": 1e2, "万千瓦": 1e-2, "千瓦": 1e-6, "万吨/年": 1e-2, "亿吨/年": 1e2, "吨/年": 1e-6},
}


@dataclass(frozen=True)
class Number:
    """A printed number."""

    text: str

    def is_rounded(self, value: float, size: float) -> bool:
        """Whether it is a value, rounded to the digits that are printed."""
        plain = self.text.replace(",", "").lstrip("+-")
        sign = -1.0 if self.text.startswith("-") else 1.0
        places = len(plain.partition(".")[2])
        digits = len(plain.partition(".")[0])
        last = 10.0**-places if places else 10.0 ** max(digits - 2, 0)
        digits_of = len(plain.replace(".", "").lstrip("0")) if places else min(digits, 2)
        assert digits_of <= 2, f"{self.text} has more than two digits"
        return math.isclose(sign * float(plain) * size, value, rel_tol=1e-9, abs_tol=0.5000001 * last * size)


@dataclass(frozen=True)
class Change:
    """A change that a sentence states; `sign` is 0 where it says that it is undecided, None where unchanged.

    The number carries its sign where it is undecided; else it is the size in the direction of `sign`.
    """

    kind: str
    sector: str
    boundary: str
    gas: str
    period: str
    sign: int | None
    drawn: bool
    number: Number | None = None
    unit: str = ""
    low: Number | None = None
    high: Number | None = None
    share: str = ""
    all_of: int | None = None


@dataclass(frozen=True)
class Stated:
    """A level that a sentence states."""

    name: str
    year: int
    number: Number
    unit: str
    low: Number | None = None
    high: Number | None = None
    verb: int | None = None


@dataclass
class Facts:
    """All that some text states."""

    changes: list[Change] = field(default_factory=list)
    levels: list[Stated] = field(default_factory=list)
    verdicts: list[tuple[int, str, str]] = field(default_factory=list)
    claims: int = 0
    no_reference: bool = False
    no_range: bool = False
    same: bool = False
    blank: bool = False
    reference: str = ""
    limit: tuple[int, int, str] | None = None
    head: str = ""
    all_agree: int | None = None
    of_draws: int | None = None


#: Sector of a sentence -> end of its names.
SECTORS = {
    "trucks": "Truck",
    "cars": "Light-Duty Vehicle",
    "steel": "Iron and Steel",
    "all sectors": "All Sectors",
}


class Truth:
    """Changes and levels of a run, worked out from the series of plan and reference alone."""

    def __init__(self, results: Results) -> None:
        self.results = results
        self.years = results.years.tolist()

    def names(self, prefix: str, sector: str, boundary: str) -> list[str]:
        """Series at a boundary that both plan and reference have."""
        known = self.results.variables.values()
        return [
            one.name
            for one in known
            if one.stem.startswith(prefix)
            and one.stem.endswith(SECTORS[sector])
            and one.boundary == boundary
            and one.name in self.results.central
        ]

    def draws(self, name: str, run: Results) -> Array:
        """Series with its draws, or the deterministic run as one."""
        return run.ensemble[name] if run.banded else run.central[name][:, None]

    def change(
        self, kind: str, sector: str, boundary: str, period: str, edge: float = 1.0
    ) -> tuple[Array, Array]:
        """Plan less reference in a year or five years, draw by draw, and its signs without noise."""
        other = self.results.reference
        assert other is not None
        (name,) = self.names("Emissions|" if kind == "emissions" else "Cost|", sector, boundary)
        first, last = ([int(year) for year in period.split("-")] * 2)[:2]
        span = slice(self.years.index(first), self.years.index(last) + 1)
        plan, before = self.draws(name, self.results)[span], self.draws(name, other)[span]
        found = (plan - before).sum(axis=0)
        scale = np.nanmax(np.abs(np.concatenate([plan, before])), initial=0.0) * len(plan)
        assert kind == "emissions" or "-" not in period, "sums of costs are discounted: sentences have none"
        there = found[~np.isnan(found)]
        return there, np.sign(np.where(np.abs(there) <= edge * NOISE * scale, 0.0, there))

    def gas(self, sector: str, boundary: str) -> str:
        """CO2 or CO2e."""
        (name,) = self.names("Emissions|", sector, boundary)
        return "CO2e" if "CO2e" in self.results.unit(name) else "CO2"

    def boundaries(self, sector: str) -> set[str]:
        """All boundaries at which a sector's emissions are known and not blank."""
        known = {
            one.boundary
            for one in self.results.variables.values()
            if one.stem.startswith("Emissions|") and one.boundary and one.stem.endswith(SECTORS[sector])
        }
        return {one for one in known if self.names("Emissions|", sector, one)}


def check_change(fact: Change, truth: Truth) -> None:
    """A change that a sentence states is that of the results, in number, sign, share, year and boundary."""
    wrong = []
    for edge in EDGE:
        try:
            return _check_change(fact, truth, edge)
        except AssertionError as error:
            wrong.append(error)
    raise wrong[0]


def _check_change(fact: Change, truth: Truth, edge: float) -> None:
    there, signs = truth.change(fact.kind, fact.sector, fact.boundary, fact.period, edge)
    assert there.size, (fact, "states what is blank")
    low, median, high = np.quantile(there, (0.05, 0.5, 0.95))
    drawn = bool(truth.results.banded)
    assert fact.drawn == drawn, (fact, "speaks of draws where there are none, or of none where there are")
    # the median lies between two draws: if these are noise, so is it
    nothing = abs(median) <= np.max(np.abs(there[signs == 0]), initial=0.0)
    sign = 0.0 if nothing else np.sign(median)
    share = float((signs == sign).mean())
    if fact.kind == "emissions" and fact.gas:
        assert fact.gas == truth.gas(fact.sector, fact.boundary), fact
    if fact.sign is None:
        assert sign == 0.0 and (share >= 0.9 or not drawn), (fact, median, share)
    elif fact.sign == 0:
        assert drawn and share < 0.9, (fact, share, "is decided")
    else:
        assert sign == fact.sign, (fact, median, "has another sign")
        assert share >= 0.9 - 1e-9 or not drawn, (fact, share, "is not decided")
    if fact.number is not None:
        turn, size = (fact.sign or 1), SIZES[fact.unit]
        assert fact.number.is_rounded(turn * median, size), (fact, median)
        assert (fact.sign == 0) == (fact.number.text[0] in "+-") or median == 0.0, (
            fact,
            "sign of the number",
        )
        if fact.low is not None and fact.high is not None:
            ends = sorted((turn * low, turn * high))
            assert fact.low.is_rounded(ends[0], size) and fact.high.is_rounded(ends[1], size), (
                fact,
                low,
                high,
            )
    if fact.all_of is not None:
        assert fact.all_of == there.size and share == 1.0, (fact, there.size, share)
    if fact.share:
        check_share(fact.share, share)


def _check_band(fact: Change | Stated, low: float, high: float) -> None:
    assert fact.low is not None and fact.high is not None
    size = SIZES[fact.unit]
    assert fact.low.is_rounded(low, size) and fact.high.is_rounded(high, size), (fact, low, high)


def check_share(words: str, share: float) -> None:
    """A printed share of draws; none is 0 % or 100 %."""
    assert words not in ("0 %", "100 %"), words
    if words.startswith(">"):
        assert 0.995 <= share < 1.0, (words, share)
    else:
        assert abs(float(words.removesuffix(" %")) / 100.0 - share) <= 0.005 + 1e-9, (words, share)


def check_level(fact: Stated, results: Results) -> None:
    """A level that a sentence states is the median of the series in its year, with its band."""
    index = results.years.tolist().index(fact.year)
    if not results.banded:
        assert fact.low is None, (fact, "has a band without draws")
        assert fact.number.is_rounded(float(results.central[fact.name][index]), SIZES[fact.unit]), fact
        return
    draws = results.ensemble[fact.name]
    low, median, high = np.nanquantile(draws[index], (0.05, 0.5, 0.95))
    size = SIZES[fact.unit]
    assert fact.number.is_rounded(float(median), size), (fact, median)
    if fact.low is not None and fact.high is not None:
        assert fact.low.is_rounded(float(low), size) and fact.high.is_rounded(float(high), size), (
            fact,
            low,
            high,
        )
    if fact.verb is not None:
        change = draws[index] - draws[0]
        falling, rising = float((change < 0).mean()), float((change > 0).mean())
        expected = -1 if falling >= 0.9 - 1e-9 else int(rising >= 0.9 - 1e-9)
        # several years under one verb agree, or there is none
        assert fact.verb in (expected, 0), (fact, falling, rising)


def number(words: str) -> Number:
    """A printed number, of the digits that it may have."""
    assert re.fullmatch(r"[+-]?(\d{1,3}(,\d{3})*)(\.\d+)?", words), words
    return Number(words)


def expected_periods(years: Sequence[int]) -> list[str]:
    """Years that an answer must speak of."""
    first, last = years[0], years[-1]
    found = [str(year) for year in (2030, 2035) if first <= year <= last]
    found += [f"{a}-{b}" for a, b in ((2026, 2030), (2031, 2035)) if first <= a and b <= last][:1]
    return found or [str(last)]
