"""Answers to a scenario's claims: an answer for each boundary, product and case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from carbonsim.core.bounds import EQUALS
from carbonsim.core.types import Array, IntArray
from carbonsim.results.claim_figures import Figure
from carbonsim.scenario.claims import Claim


@dataclass(frozen=True)
class Difference:
    """Difference between a scenario and a claim's world: a parameter, its value here and the required one.

    `value` is nothing where the scenario has no such parameter; `bound` is one of `core.bounds.BOUNDS`.
    """

    key: str
    value: str
    bound: str
    required: str

    def __str__(self) -> str:
        bound = "" if self.bound == EQUALS else f"{self.bound.replace('_', ' ')} "
        found = f"is {self.value}" if self.value else "is not there"
        return f"{self.key} {found}, required {bound}{self.required}"


class GridKind(StrEnum):
    """Where the factor of the grid behind an answer comes from."""

    OFFICIAL = "official"
    PROJECTED = "projected"
    SET = "set by the scenario"


@dataclass(frozen=True)
class GridFactor:
    """Factor of the grid behind an answer.

    Attributes
    ----------
    kind : GridKind
        Where it comes from.
    year : int or None
        Whose official factor it is; None for one that is nobody's.
    factor : float [kg CO2/kWh]
        In the deterministic run.
    held : bool
        Whether a run of its own holds it; else it is that of the scenario in the year of the answer.
    """

    kind: GridKind
    year: int | None
    factor: float
    held: bool = False

    def __str__(self) -> str:
        year = "" if self.year is None else f" {self.year}"
        of = f" (official{year})" if self.kind is GridKind.SET and year else year
        return f"{self.kind}{of} {self.factor:.4g} kg CO2/kWh"


@dataclass(frozen=True)
class Answer:
    """Figure that answers a claim, and the verdict on it; range and probability as in `ClaimResult`."""

    value: float
    verdict: str
    p05: float | None = None
    p50: float | None = None
    p95: float | None = None
    probability: float | None = None
    draws: int | None = None

    @property
    def headline(self) -> float:
        """The median of the draws, or the value of the deterministic run where there are none."""
        return self.value if self.p50 is None else self.p50


@dataclass(frozen=True)
class GridAnswer:
    """Answer with another factor of the grid than that which judges."""

    grid: GridFactor
    answer: Answer

    def __str__(self) -> str:
        return f"{self.grid}: {self.answer.headline:.6g}, {self.answer.verdict}"


@dataclass(frozen=True)
class VintageRun:
    """Run with the official factor of one year held, as far as claims ask.

    Attributes
    ----------
    years : array of int
        Up to the last that is asked about.
    central : mapping of str to array, (years,)
        The deterministic run.
    points : mapping of Figure to array, (draws,)
        Draws of the figures that claims ask about; nothing where the factor changes no answer.
    """

    years: IntArray
    central: Mapping[str, Array]
    points: Mapping[Figure, Array] = field(default_factory=dict)


@dataclass(frozen=True)
class ClaimResult:
    """Answer to a claim at one boundary, for one product and case.

    `verdict` is one of `analysis.verdicts.Verdict`, and `verdict_of_claim` what all answers come to.
    `holds` says the same as yes or no, None where the verdict is neither; it goes with a later version.
    `p05`, `p50` and `p95` are the range of the draws in the year of the answer, `probability` the share of
    the draws in which the bound holds, of the `draws` that have the figure; all are None where no draws are
    kept. `differences` are what keeps the claim from being judged; `source` is that of a record that answers.
    `grid` is the factor of the grid behind the answer, None where the answer does not hang on it;
    `other_grids` are the answers with other factors that stand beside it. `year` is the last of those that a
    claim names, None where there is no answer at all; `period` are the years of a sum, such as 2026-2030.
    """

    claim: Claim
    boundary: str
    year: int | None
    value: float
    unit: str
    bound: str
    holds: bool | None
    note: str = ""
    product: str = ""
    variant: str = ""
    p05: float | None = None
    p50: float | None = None
    p95: float | None = None
    probability: float | None = None
    draws: int | None = None
    verdict: str = ""
    verdict_of_claim: str = ""
    differences: tuple[Difference, ...] = ()
    source: str = ""
    grid: GridFactor | None = None
    other_grids: tuple[GridAnswer, ...] = ()
    period: str = ""

    @property
    def headline(self) -> float:
        """The median of the draws, or the value of the deterministic run where there are none."""
        return self.value if self.p50 is None else self.p50

    @property
    def years(self) -> str | int | None:
        """Year of the answer, or the years of its sum."""
        return self.period or self.year

    @property
    def needs(self) -> str:
        """Requirements that the scenario misses to judge the claim, and which scenario does."""
        judge = f"judged in {self.claim.judged_in}" if self.differences and self.claim.judged_in else ""
        return "; ".join(filter(None, (*map(str, self.differences), judge)))
