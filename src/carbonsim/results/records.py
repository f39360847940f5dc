"""What a run says beside its trajectories: headline figures, claims and cross-checks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from carbonsim.results.notes import Note, joined

#: The quantiles that every ensemble reports.
QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
#: Columns that hold them.
QUANTILE_NAMES = ("p05", "p25", "p50", "p75", "p95")


@dataclass(frozen=True)
class Variable:
    """A reported series.

    `stem` ties together the same figure at several boundaries, per tonne of several products and in several
    cases: a claim names the stem and is answered by each. `boundary` is one of `core.carbon.BOUNDARIES`,
    whose cost it is, or what else is counted (sales in the country, or of its makers); `product` one of
    `core.carbon.PRODUCTS` or nothing; `variant` names the case. `origin` is ``iamc`` for a name of the IAMC
    common definitions, else ``carbonsim``.
    """

    name: str
    unit: str
    component: str
    description: str
    origin: str
    stem: str = ""
    boundary: str = ""
    product: str = ""
    variant: str = ""


@dataclass(frozen=True)
class LeftOut:
    """Draws that are left out of an ensemble: their values, each allowed, have no answer together.

    Attributes
    ----------
    draws : int
        How many.
    causes : mapping of str to int
        What was wrong, and in how many draws.
    """

    draws: int = 0
    causes: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Outcome:
    """An outcome: one number of a year, of a five-year plan or of the whole horizon.

    Its headline is the median of the ensemble; `central`, the deterministic run (central values), is it only
    where there is no ensemble. Mean and quantiles are of the draws that have the figure, and `sign_share` is
    the share of them with the sign of the median.
    """

    name: str
    unit: str
    central: float
    mean: float | None
    quantiles: tuple[float, ...] | None
    notes: tuple[Note, ...] = ()
    sign_share: float | None = None

    @property
    def note(self) -> str:
        """All remarks, in English."""
        return joined(self.notes)

    @property
    def headline(self) -> float:
        """The median of the ensemble, or the value of the deterministic run where there is none."""
        return self.central if self.quantiles is None else self.quantiles[QUANTILES.index(0.5)]


@dataclass(frozen=True)
class Limit:
    """A limit that binds from one year to another, and so decides what comes out.

    `text` says in which way, as a clause after "in the reference"; `why` what makes it bind, if that is
    known. `of_reference` says whether it binds in the reference or in the plan.
    """

    text: Mapping[str, str]
    first: int
    last: int
    why: Mapping[str, str] = field(default_factory=dict)
    of_reference: bool = False


@dataclass(frozen=True)
class CheckRow:
    """One line of a cross-check; `low` and `high` are its range, published or that of the draws."""

    label: Mapping[str, str]
    value: float
    unit: str
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Check:
    """A plausibility check against statistics, printed with every run that has them."""

    name: str
    text: Mapping[str, str]
    rows: tuple[CheckRow, ...]
