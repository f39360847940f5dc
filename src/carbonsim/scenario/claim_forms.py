"""Forms of claims: changes in per cent, sums over years, ratios, and years by which something is so."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from carbonsim.core.bounds import BOUNDS
from carbonsim.scenario.nodes import Node, Scalar
from carbonsim.scenario.origin import Origin
from carbonsim.scenario.problems import Problems
from carbonsim.scenario.quantity import FIRST_YEAR, LAST_YEAR
from carbonsim.scenario.scalars import describe, read_integer, read_text

YEAR, OVER, PER, AGAINST, BY, PEAK_BY = "year", "over", "per", "against", "by", "peak_by"
#: What a claim may compare with, if it is neither a year nor a variable.
REFERENCE = "reference"
#: Unit of the claimed figure of a `peak_by`.
YEARS = "yr"
#: Form -> what it says of the figure; the one table of forms.
FORMS: Mapping[str, str] = {
    OVER: "Sum over years, 2026-2030; 2035 alone counts from the first year of the horizon",
    PER: "Name of the variable that the figure is divided by; with `over` the ratio of the sums",
    AGAINST: "Change in % of the baseline's figure (reference), of a year's, or of another variable's",
    BY: "A year by which the bound is met: the best of the years up to it",
    PEAK_BY: "A year by which the figure is greatest, with no bound beside it",
}
#: Two keys that make no sense together, and why.
NOT_TOGETHER: Sequence[tuple[str, str, str]] = (
    (OVER, YEAR, "a sum over years is of no single year"),
    (BY, YEAR, "`by` names the last of its years itself"),
    (PEAK_BY, YEAR, "a peak is looked for in all years"),
    (BY, OVER, "a sum over years is reached in none of them"),
    (PEAK_BY, OVER, "a sum over years has no peak"),
    (PEAK_BY, BY, "a peak has its year already"),
    (PEAK_BY, AGAINST, "a peak is one of the figure itself"),
    *((PEAK_BY, bound, "the year of the peak is what is claimed") for bound in BOUNDS),
)
PEAK_AT_THE_END = (
    "found the last year of the horizon, expected an earlier one: whether it is a peak shows only later"
)
_SPAN = re.compile(r"(\d{4})\s*[-–]\s*(\d{4})")
_ONE_YEAR = re.compile(r"[+-]?\d+")


@dataclass(frozen=True)
class Form:
    """Parts of a claim's figure, beside its series; nothing of the value of one year.

    Attributes
    ----------
    over : tuple of (int or None, int), optional
        First and last year of a sum; None is the first of the horizon.
    per : str
        Variable that it is divided by.
    against : str or int
        What it is a change of, in per cent: ``reference``, a year, or the name of a variable.
    by, peak_by : int, optional
        Year up to which the best counts, or in which the greatest is at the latest.
    places : mapping of str to Origin
        Where each key stands.
    """

    over: tuple[int | None, int] | None = None
    per: str = ""
    against: str | int = ""
    by: int | None = None
    peak_by: int | None = None
    places: Mapping[str, Origin] = field(default_factory=dict, compare=False, repr=False)

    def __bool__(self) -> bool:
        return self != Form()

    @property
    def names_years(self) -> bool:
        """Whether it says of which years the figure is."""
        return self.last is not None

    @property
    def last(self) -> int | None:
        """The year that it names last; None where it names none that the figure is of."""
        return self.over[1] if self.over else self.by or self.peak_by

    @property
    def named(self) -> tuple[int, ...]:
        """All years that it names."""
        base = self.against if isinstance(self.against, int) else None
        named = (*(self.over or ()), base, self.by, self.peak_by)
        return tuple(year for year in named if year is not None)

    def period(self, first: int) -> str:
        """Years of a sum, ``2026-2030``; nothing where there is none. `first` is that of the horizon."""
        return f"{self.over[0] or first}-{self.over[1]}" if self.over else ""


def read_form(
    fields: Mapping[str, Node], key: str, years: tuple[int, int] | None, problems: Problems
) -> Form:
    """The form of a claim.

    Parameters
    ----------
    fields : mapping of str to Node
        Of the claim.
    key : str
        For messages.
    years : tuple of (int, int), optional
        The horizon; None where it is not known.
    problems : Problems
        Takes what is wrong.

    Returns
    -------
    Form
    """
    for word, other, why in NOT_TOGETHER:
        if word in fields and other in fields:
            message = f"found beside `{word}`, expected one of the two: {why}"
            problems.add(fields[other].origin, f"{key}.{other}", message, f"remove `{other}` or `{word}`")
    places = {word: fields[word].origin for word in FORMS if word in fields}

    def text_of(word: str) -> str:
        node = fields.get(word)
        return "" if node is None else read_text(node, f"{key}.{word}", "a variable", problems) or ""

    def year_of(word: str) -> int | None:
        node = fields.get(word)
        return None if node is None else _year(node, f"{key}.{word}", years, problems)

    over = _span(fields[OVER], f"{key}.{OVER}", years, problems) if OVER in fields else None
    against: str | int = ""
    if AGAINST in fields:
        node = fields[AGAINST]
        if isinstance(node, Scalar) and _ONE_YEAR.fullmatch(node.text):
            against = year_of(AGAINST) or ""
        else:
            against = text_of(AGAINST)
    form = Form(over, text_of(PER), against, year_of(BY), year_of(PEAK_BY), places)
    _check_base(form, fields, key, problems)
    if form.peak_by is not None and years is not None and form.peak_by == years[1]:
        hint = f"write {PEAK_BY}: {years[1] - 1} or earlier, or let the horizon end later"
        problems.add(fields[PEAK_BY].origin, f"{key}.{PEAK_BY}", PEAK_AT_THE_END, hint)
    return form


def _check_base(form: Form, fields: Mapping[str, Node], key: str, problems: Problems) -> None:
    """A year that is compared with lies before what is compared, and no sum is compared with it."""
    if not isinstance(form.against, int):
        return
    at, name = fields[AGAINST].origin, f"{key}.{AGAINST}"
    if form.over:
        message = f"found a year beside `{OVER}`: no sum over years is compared with a single one"
        problems.add(at, name, message, f"write `{YEAR}` instead of `{OVER}`, or {AGAINST}: {REFERENCE}")
    node = fields.get(YEAR)
    stated = node.text if isinstance(node, Scalar) else ""
    of = form.by or (int(stated) if re.fullmatch(r"\d{4}", stated) else None)
    if of is not None and of <= form.against:
        message = f"found {form.against}, expected a year before {of}, which is compared with it"
        problems.add(at, name, message)


def _year(node: Node, key: str, years: tuple[int, int] | None, problems: Problems) -> int | None:
    first, last = years or (FIRST_YEAR, LAST_YEAR)
    expected = f"a year within the horizon, {first} to {last}" if years else "a year"
    return read_integer(node, key, expected, (first, last), problems)


def _span(
    node: Node, key: str, years: tuple[int, int] | None, problems: Problems
) -> tuple[int | None, int] | None:
    """Years of a sum: two of them, or the last alone."""
    found = _SPAN.fullmatch(node.text.strip()) if isinstance(node, Scalar) else None
    if found is None:
        if isinstance(node, Scalar) and _ONE_YEAR.fullmatch(node.text):
            last = _year(node, key, years, problems)
            return None if last is None else (None, last)
        problems.add(node.origin, key, f"{describe(node)}, expected years", "for example 2026-2030, or 2035")
        return None
    first, last = int(found[1]), int(found[2])
    low, high = years or (FIRST_YEAR, LAST_YEAR)
    if first >= last:
        problems.add(node.origin, key, f"{describe(node)}, expected the earlier year first")
    elif not low <= first <= last <= high:
        within = f"years within the horizon, {low} to {high}"
        problems.add(node.origin, key, f"{describe(node)}, expected {within if years else 'years'}")
    return first, last
