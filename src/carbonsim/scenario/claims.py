"""Claims that a scenario puts to the test."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from carbonsim.core.blank import BLANK
from carbonsim.core.bounds import AT_MOST, BOUNDS
from carbonsim.core.carbon import BOUNDARIES, PRODUCTS
from carbonsim.scenario.catalogue import Catalogue
from carbonsim.scenario.claim_bounds import read_bound, read_tolerance
from carbonsim.scenario.claim_forms import FORMS, YEARS, Form, read_form
from carbonsim.scenario.claim_kinds import KINDS, MODEL, NEEDED, NOT_ANSWERABLE, RECORD, check_kind
from carbonsim.scenario.claim_records import RecordedSeries, read_claimed
from carbonsim.scenario.claim_world import FindsScenario, Requirement, read_judged_in, read_world
from carbonsim.scenario.nodes import Fields, Items, Node, Scalar, is_empty
from carbonsim.scenario.origin import Origin
from carbonsim.scenario.problems import Problems, shown
from carbonsim.scenario.quantity import FIRST_YEAR, LAST_YEAR
from carbonsim.scenario.scalars import describe, read_integer, read_text, read_word
from carbonsim.scenario.titles import read_title

KEYS = (
    *("name", "text", "kind", "variable", "series", "year", *FORMS, *BOUNDS, "tolerance"),
    *("boundary", "product", "source", "world", "judged_in", "why"),
)
#: A year that is not named: one for all answers, see `engine.claimed.answer_year`.
ANY_YEAR = "any"


@dataclass(frozen=True)
class Claim:
    """A published figure and what it says of.

    Attributes
    ----------
    name : str
        Its name in results.
    text : mapping of str to str
        What is claimed, by language; ``en`` and ``zh`` are always there.
    variable : str
        The figure that it speaks of; nothing where it speaks of a record, or of what no variable is.
    year : int or None
        None means any year, one for all answers, unless its form names years.
    bound : str
        ``at_least``, ``at_most`` or ``equals``; nothing of a claim that is not answerable.
    value : float [unit]
        The figure claimed.
    unit : str
        As written.
    tolerance : float [1]
        Relative, for ``equals``; else 0.
    boundary : str or None
        None means every boundary.
    source : str
        Who claims it.
    origin : Origin
        Where it stands.
    product : str or None
        One of `core.carbon.PRODUCTS`; None means each product that the figure is reported for.
    series : RecordedSeries or None
        The record that answers it, of a claim of the kind ``record``.
    world : tuple of Requirement
        What a scenario must be to judge it.
    judged_in : str
        A scenario that is that world; nothing where none is named.
    form : Form
        What its figure is made of, beside the series.
    why : mapping of str to str
        Why there is no answer, by language, of a claim of the kind ``not-answerable``.
    """

    name: str
    text: Mapping[str, str]
    variable: str
    year: int | None
    bound: str
    value: float
    unit: str
    tolerance: float
    boundary: str | None
    source: str
    origin: Origin
    product: str | None = None
    series: RecordedSeries | None = None
    world: tuple[Requirement, ...] = ()
    judged_in: str = ""
    form: Form = field(default_factory=Form)
    why: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_modelled(self) -> bool:
        """Whether series of a run answer it."""
        return self.series is None and not self.why

    @property
    def names_year(self) -> bool:
        """Whether all answers are of years that the claim names, and not of the one that answers it best."""
        return self.year is not None or self.series is not None or self.form.names_years

    @property
    def named_years(self) -> tuple[int, ...]:
        """Years of a run that it names."""
        year = () if self.year is None or self.series is not None else (self.year,)
        return (*year, *self.form.named)


@dataclass(frozen=True)
class Surroundings:
    """Context of claims: the horizon, if it is known, what may be set, and other scenarios."""

    years: tuple[int, int] | None
    catalogue: Catalogue
    finds: FindsScenario


def read_claims(node: Node, around: Surroundings, problems: Problems) -> tuple[Claim, ...]:
    """All claims of a scenario.

    Parameters
    ----------
    node : Node
        The list.
    around : Surroundings
        What they are read against.
    problems : Problems
        Takes what is wrong.

    Returns
    -------
    tuple of Claim
        Those that could be read.
    """
    if is_empty(node):
        return ()
    if not isinstance(node, Items):
        problems.add(
            node.origin, "claims", f"{describe(node)}, expected a list", "begin each claim with - name:"
        )
        return ()
    claims: dict[str, Claim] = {}
    for index, item in enumerate(node.items):
        claim = _read_claim(item, f"claims[{index + 1}]", around, problems)
        if claim is None:
            continue
        if claim.name in claims:
            first = claims[claim.name].origin.line
            message = f"found the name {shown(claim.name)!r} twice, first in line {first}"
            problems.add(claim.origin, f"claims.{claim.name}", message, "give each claim a name of its own")
        claims.setdefault(claim.name, claim)
    return tuple(claims.values())


def _read_claim(node: Node, key: str, around: Surroundings, problems: Problems) -> Claim | None:
    if not isinstance(node, Fields):
        problems.add(node.origin, key, f"{describe(node)}, expected a claim with name, variable and bound")
        return None
    before = len(problems)
    fields = {name.text: value for name, value in node.entries}
    label = fields.get("name")
    key = f"claims.{label.text}" if isinstance(label, Scalar) and label.text else key
    for name, _ in node.entries:
        if name.text not in KEYS:
            problems.add(name.origin, f"{key}.{name.text}", "unknown key", problems.suggest(name.text, KEYS))
    kind = read_word(fields["kind"], f"{key}.kind", KINDS, problems) if "kind" in fields else MODEL
    check_kind(kind, fields, node.origin, key, problems)
    needed = NEEDED.get(kind or MODEL, ())
    texts = {word: _needed_text(fields.get(word), node.origin, f"{key}.{word}", problems) for word in needed}
    record = kind == RECORD
    form = Form() if kind != MODEL else read_form(fields, key, around.years, problems)
    bound, value, unit = "", BLANK, ""
    if form.peak_by is not None:
        bound, value, unit = AT_MOST, float(form.peak_by), YEARS
    elif kind != NOT_ANSWERABLE and "peak_by" not in fields:
        bound, value, unit = read_bound(fields, node.origin, key, problems)
    boundary, product = fields.get("boundary"), fields.get("product")
    claim = Claim(
        name=texts["name"],
        text=read_title(fields["text"], f"{key}.text", problems)
        if "text" in fields
        else _both(texts["name"]),
        variable=texts.get("variable", ""),
        year=_read_year(fields.get("year"), f"{key}.year", record, around.years, problems),
        bound=bound,
        value=value,
        unit=unit,
        tolerance=read_tolerance(fields, bound, node.origin, key, problems),
        boundary=read_word(boundary, f"{key}.boundary", BOUNDARIES, problems) if boundary else None,
        source=_optional_text(fields.get("source"), f"{key}.source", problems),
        origin=label.origin if label else node.origin,
        product=read_word(product, f"{key}.product", PRODUCTS, problems) if product else None,
        series=read_claimed(fields, node.origin, key, around.catalogue, (bound, unit), problems)
        if record
        else None,
        world=read_world(fields["world"], f"{key}.world", around.catalogue, problems)
        if "world" in fields
        else (),
        judged_in=read_judged_in(fields, key, around.finds, problems),
        form=form,
        why=read_title(fields["why"], f"{key}.why", problems) if "why" in fields else {},
    )
    return claim if len(problems) == before else None


def _both(text: str) -> dict[str, str]:
    return {"en": text, "zh": text}


def _needed_text(node: Node | None, origin: Origin, key: str, problems: Problems) -> str:
    if node is None:
        problems.add(
            origin, key, "found nothing, expected a text", f"add the line {key.rpartition('.')[2]}: ..."
        )
        return ""
    return read_text(node, key, "a text", problems) or ""


def _optional_text(node: Node | None, key: str, problems: Problems) -> str:
    return (read_text(node, key, "a text", problems) or "") if node else ""


def _read_year(
    node: Node | None, key: str, record: bool, years: tuple[int, int] | None, problems: Problems
) -> int | None:
    """A year, or none for any; of a record it may be older than the horizon."""
    if node is None or (isinstance(node, Scalar) and node.text == ANY_YEAR):
        return None
    if record:
        first, last = FIRST_YEAR, LAST_YEAR
        expected = f"a year from {first} to {last}, or {ANY_YEAR}"
    else:
        first, last = years or (0, 9999)
        expected = f"a year within the horizon, {first} to {last}, or {ANY_YEAR}" if years else "a year"
    return read_integer(node, key, expected, (first, last), problems)
