"""Claims that a scenario puts to the test."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from carbonsim.core.carbon import BOUNDARIES, PRODUCTS
from carbonsim.scenario.nodes import Fields, Items, Node, Scalar, is_empty
from carbonsim.scenario.origin import Origin
from carbonsim.scenario.problems import Problems, shown
from carbonsim.scenario.scalars import describe, read_integer, read_text, read_word
from carbonsim.scenario.titles import read_title
from carbonsim.scenario.units import UnitError, convert, parse_unit, parse_value

BOUNDS = ("at_least", "at_most", "equals")
KEYS = ("name", "text", "variable", "year", *BOUNDS, "tolerance", "boundary", "product", "source")


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
        The figure that it speaks of.
    year : int or None
        None means any year.
    bound : str
        ``at_least``, ``at_most`` or ``equals``.
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


def read_claims(node: Node, years: tuple[int, int] | None, problems: Problems) -> tuple[Claim, ...]:
    """All claims of a scenario.

    Parameters
    ----------
    node : Node
        The list.
    years : tuple of int, or None
        The horizon, if it is known.
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
        claim = _read_claim(item, f"claims[{index + 1}]", years, problems)
        if claim is None:
            continue
        if claim.name in claims:
            first = claims[claim.name].origin.line
            message = f"found the name {shown(claim.name)!r} twice, first in line {first}"
            problems.add(claim.origin, f"claims.{claim.name}", message, "give each claim a name of its own")
        claims.setdefault(claim.name, claim)
    return tuple(claims.values())


def _read_claim(node: Node, key: str, years: tuple[int, int] | None, problems: Problems) -> Claim | None:
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
    texts = {
        word: _needed_text(fields.get(word), node.origin, f"{key}.{word}", problems)
        for word in ("name", "variable")
    }
    bound, value, unit = _read_bound(fields, node.origin, key, problems)
    source = _optional_text(fields.get("source"), f"{key}.source", problems)
    boundary, product = fields.get("boundary"), fields.get("product")
    claim = Claim(
        name=texts["name"],
        text=read_title(fields["text"], f"{key}.text", problems)
        if "text" in fields
        else _both(texts["name"]),
        variable=texts["variable"],
        year=_read_year(fields.get("year"), f"{key}.year", years, problems),
        bound=bound,
        value=value,
        unit=unit,
        tolerance=_read_tolerance(fields, bound, node.origin, key, problems),
        boundary=read_word(boundary, f"{key}.boundary", BOUNDARIES, problems) if boundary else None,
        source=source,
        origin=label.origin if label else node.origin,
        product=read_word(product, f"{key}.product", PRODUCTS, problems) if product else None,
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


def _read_year(node: Node | None, key: str, years: tuple[int, int] | None, problems: Problems) -> int | None:
    if node is None:
        return None
    first, last = years or (0, 9999)
    expected = f"a year within the horizon, {first} to {last}" if years else "a year"
    return read_integer(node, key, expected, (first, last), problems)


def _read_bound(
    fields: Mapping[str, Node], origin: Origin, key: str, problems: Problems
) -> tuple[str, float, str]:
    given = [key for key in fields if key in BOUNDS]
    if len(given) != 1:
        where = fields[given[1]].origin if given else origin
        message = f"found {' and '.join(given) or 'no bound'}, expected one of {', '.join(BOUNDS)}"
        problems.add(where, key, message, "" if given else "for example at_least: 18 Mt CO2/yr")
        return "", 0.0, ""
    (bound,) = given
    node = fields[bound]
    text = node.text if isinstance(node, Scalar) and not is_empty(node) else None
    try:
        if text is None:
            raise UnitError(f"{describe(node)}, expected a number with its unit", "for example 18 Mt CO2/yr")
        value, unit = parse_value(text)
        parse_unit(unit)
    except UnitError as error:
        problems.add(node.origin, f"{key}.{bound}", error.message, error.hint)
        return bound, 0.0, ""
    return bound, value, unit


def _read_tolerance(
    fields: Mapping[str, Node], bound: str, origin: Origin, key: str, problems: Problems
) -> float:
    node = fields.get("tolerance")
    key = f"{key}.tolerance"
    if node is None:
        if bound == "equals":
            problems.add(
                origin, key, "found nothing, expected how far `equals` may be off", "add tolerance: 5 %"
            )
        return 0.0
    if bound != "equals":
        problems.add(node.origin, key, "found with no `equals`, expected it there only", "remove it")
        return 0.0
    try:
        value = convert(*parse_value(node.text if isinstance(node, Scalar) else ""), "1")
    except UnitError as error:
        problems.add(node.origin, key, f"{error.message}; expected a share such as 5 %", error.hint)
        return 0.0
    if value < 0:
        problems.add(node.origin, key, f"{describe(node)}, expected 0 or more")
    return value
