"""Records of an audit: what claims need to be true, and which of them can be true together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from carbonsim.core.spans import Span
from carbonsim.results.claim_results import ClaimResult
from carbonsim.results.results import Results


@dataclass(frozen=True)
class AuditedParameter:
    """Parameter that an audit moves.

    Attributes
    ----------
    key : str
        Of the parameter.
    unit : str
        Of its definition.
    year : int
        Of the values that are told; a path moves in proportion in all years.
    is_path : bool
        Whether it is a path over years, whose heights move together.
    value : float [unit]
        In the deterministic run.
    low, high : float [unit]
        Ends of its range; a tenth less and more where it has none.
    ranged : bool
        Whether it has a range.
    confidence : str
        As `Setting.confidence`.
    moves_money_alone : bool
        Whether nothing that is made, used, emitted or bought hangs on it, as on what a fee is reckoned with.
    """

    key: str
    unit: str
    year: int
    is_path: bool
    value: float
    low: float
    high: float
    ranged: bool
    confidence: str
    moves_money_alone: bool = False

    @property
    def is_money(self) -> bool:
        """Whether it is a price, a cost or another amount of money, or something that makes one."""
        return self.moves_money_alone or "CNY" in self.unit or "USD" in self.unit


@dataclass(frozen=True)
class Need:
    """Values of one parameter at which an answer to a claim holds, all others being as they are.

    Attributes
    ----------
    parameter : AuditedParameter
    influence : float [unit of the answer]
        Largest change of the figure between the ends of the range.
    scanned : (float, float) [unit of the parameter]
        Ends of what was looked at.
    at_bounds : (bool, bool)
        Whether each is a bound of the definition.
    looked_at : int
        Values that were looked at.
    spans : tuple of Span [unit of the parameter]
        Where the deterministic run holds, rising; empty if nowhere.
    exact : tuple of float [unit of the parameter]
        Where the figure is the claimed one, of a claim that it equals one.
    beyond : float or None [unit of the parameter]
        Nearest value outside the bounds at which it would hold, where it holds at none within.
    beyond_to : float [unit of the parameter]
        How far outside was looked; the bound itself where the model has no answer beyond.
    best : (float, float) [units of parameter and answer]
        Value at which the figure comes nearest, and the figure, where it holds nowhere.
    median, agreed : tuple of Span or None
        Where the median of draws holds, and where nine of ten draws do; None without draws, and where the
        scenario cannot judge the claim.
    draws : int
        Behind these, the first of the ensemble: fewer where there is much to look at; 0 without.
    """

    parameter: AuditedParameter
    influence: float
    scanned: tuple[float, float]
    at_bounds: tuple[bool, bool]
    looked_at: int
    spans: tuple[Span, ...]
    exact: tuple[float, ...]
    beyond: float | None
    beyond_to: float
    best: tuple[float, float]
    median: tuple[Span, ...] | None = None
    agreed: tuple[Span, ...] | None = None
    draws: int = 0


@dataclass(frozen=True)
class Moved:
    """One parameter of a joint change: its new value, and the share of the way to the end of its range."""

    parameter: AuditedParameter
    value: float
    share: float


@dataclass(frozen=True)
class JointChange:
    """Smallest change of several parameters together with which what is asked is so.

    Attributes
    ----------
    moved : tuple of Moved
        Those that are moved, the farthest first; where nothing holds, the nearest point that was found.
    distance : float [1]
        Root of the sum of squares of the shares: 1 is one parameter at the end of its range.
    reached : bool
        Whether what is asked is so there in the deterministic run: that all holds, or that one ceases to.
    figures : tuple of float [unit of each answer]
        There.
    most : float [1]
        Share that no parameter was moved beyond: 1 where the ranges are enough.
    tried : int
        Parameters that could be moved.
    """

    moved: tuple[Moved, ...]
    distance: float
    reached: bool
    figures: tuple[float, ...]
    most: float
    tried: int


@dataclass(frozen=True)
class BoxEnd:
    """Part of the range of one parameter that a box keeps."""

    parameter: AuditedParameter
    low: float
    high: float
    open_low: bool
    open_high: bool


@dataclass(frozen=True)
class ClaimBox:
    """Box of parameter values in which an answer mostly holds (PRIM), or why there is none.

    Attributes
    ----------
    ends : tuple of BoxEnd
        Of the parameters that it restricts; none where it holds everywhere or nowhere.
    mass, coverage, density : float [1]
        Share of all draws in it, share of those that hold, and share of its draws that hold.
    share : float [1]
        Of all draws that hold.
    draws : int
        Looked at.
    widened : float
        Times that ranges were widened: 1 as they are; of the parameters that are moved most alone.
    tried : tuple of float
        Widenings that were tried.
    corner : JointChange or None
        Where no draw holds in any of them: all parameters at the end that brings the figure nearest; where
        that passes the claimed figure, a point on the way at which it holds.
    """

    ends: tuple[BoxEnd, ...]
    mass: float
    coverage: float
    density: float
    share: float
    draws: int
    widened: float
    tried: tuple[float, ...]
    corner: JointChange | None = None


@dataclass(frozen=True)
class AuditedAnswer:
    """Answer to a claim, and what it needs.

    Attributes
    ----------
    result : ClaimResult
        As in a run.
    variable : str
        Series that answers.
    target : float or None [unit of the answer]
        The claimed figure; None where it cannot be compared.
    first_year : int or None
        First year of the horizon in which it holds in the deterministic run, of a claim about the best year
        up to one, of those; None in none, and of a claim about a sum or the year of a peak.
    needs : tuple of Need
        The most influential first; none of a record.
    change : JointChange or None
        The smallest that makes it hold, or that ends it where it holds; of a claim that cannot be judged, of
        its first answer alone.
    box : ClaimBox or None
        None without draws; else of the same answers.
    """

    result: ClaimResult
    variable: str
    target: float | None
    first_year: int | None
    needs: tuple[Need, ...] = ()
    change: JointChange | None = None
    box: ClaimBox | None = None


@dataclass(frozen=True)
class Together:
    """Values of one parameter, in its year, at which two claims both hold, and those at which each does."""

    parameter: AuditedParameter
    first: tuple[Span, ...]
    second: tuple[Span, ...]
    both: tuple[Span, ...]


@dataclass(frozen=True)
class JointAudit:
    """Two claims put to the test together, each at the first answer that holds, or else at its first.

    Attributes
    ----------
    answers : (AuditedAnswer, AuditedAnswer)
    together : tuple of Together
        By parameter.
    at_prices : JointChange or None
        Smallest change with which both hold, all amounts of money being as they are.
    at_any : JointChange or None
        The same with prices and costs moved, too; None where none is needed.
    hold : bool
        Whether both hold in the deterministic run as it is.
    """

    answers: tuple[AuditedAnswer, AuditedAnswer]
    together: tuple[Together, ...]
    at_prices: JointChange | None
    at_any: JointChange | None
    hold: bool

    @property
    def exclude_at_prices(self) -> bool:
        """Whether neither one parameter nor a joint change was found with which both hold at these prices."""
        alone = any(each.both for each in self.together if not each.parameter.is_money)
        return not alone and not (self.at_prices and self.at_prices.reached)


@dataclass(frozen=True)
class Audit:
    """Audit of the claims of a scenario.

    Attributes
    ----------
    results : Results
        The run that is audited.
    answers : tuple of AuditedAnswer
        In the order of the run.
    joint : tuple of JointAudit
        Of each pair of claims that this scenario judges.
    not_moved : tuple of str
        Parameters that were not moved, for the model reads one value of them for all draws.
    seconds : mapping of str to float [s]
        By part of the work.
    """

    results: Results
    answers: tuple[AuditedAnswer, ...]
    joint: tuple[JointAudit, ...]
    not_moved: tuple[str, ...]
    seconds: Mapping[str, float]
