"""Claims of the kind ``record``: source against source, a figure against a count that was recorded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from carbonsim.scenario.catalogue import Catalogue
from carbonsim.scenario.claim_world import known_parameter
from carbonsim.scenario.nodes import Fields, Items, Node, Scalar
from carbonsim.scenario.origin import Origin
from carbonsim.scenario.problems import Problems
from carbonsim.scenario.scalars import describe
from carbonsim.scenario.units import UnitError, convert

GROWTH, SHARE, WHOLE, COUNTED = "growth_of", "share_of", "in", "counting"
FORMS = (GROWTH, SHARE)
PERCENT = "%"


@dataclass(frozen=True)
class RecordedSeries:
    """Series that a claim on a record speaks of.

    Attributes
    ----------
    form : str
        Nothing for the count itself; ``growth_of``: over the year before [%]; ``share_of`` [%].
    keys : tuple of str
        Parameters with a value for each recorded year; a claim is answered for each.
    unit : str
        Of the figure.
    whole, counted : str
        Keys, of a share: the whole, and what the whole counts where the part has another boundary.
    """

    form: str
    keys: tuple[str, ...]
    unit: str
    whole: str = ""
    counted: str = ""


def read_series(node: Node, key: str, catalogue: Catalogue, problems: Problems) -> RecordedSeries | None:
    """The series of a claim on a record.

    Parameters
    ----------
    node : Node
        A parameter's key; ``{growth_of: KEY}``; or ``{share_of: KEY, in: KEY, counting: KEY}``, several keys
        as a list.
    key : str
        For messages.
    catalogue : Catalogue
        What may be set.
    problems : Problems
        Takes what is wrong.

    Returns
    -------
    RecordedSeries or None
        None where something is wrong.
    """
    before = len(problems)
    if not isinstance(node, Fields):
        keys, unit = _keys(node, key, catalogue, problems)
        return RecordedSeries("", keys, unit) if len(problems) == before else None
    fields = {name.text: value for name, value in node.entries}
    form = next((word for word in FORMS if word in fields), "")
    needed = (SHARE, WHOLE, COUNTED) if form == SHARE else (GROWTH,)
    for name, _ in node.entries:
        if form and name.text not in needed:
            problems.add(
                name.origin, f"{key}.{name.text}", "unknown key", problems.suggest(name.text, needed)
            )
    if not form:
        message = f"found neither {' nor '.join(FORMS)}"
        problems.add(node.origin, key, message, "for example series: nev.history.sales")
    missing = [word for word in needed if word not in fields]
    if form and missing:
        problems.add(node.origin, key, f"found no {' and no '.join(missing)}", "a share needs all three")
    if len(problems) > before:
        return None
    named = {word: _keys(fields[word], f"{key}.{word}", catalogue, problems)[0] for word in needed}
    for word in (WHOLE, COUNTED):
        if len(named.get(word, ("",))) > 1:
            problems.add(fields[word].origin, f"{key}.{word}", "found a list, expected one parameter")
    if len(problems) > before:
        return None
    whole, counted = (named.get(word, ("",))[0] for word in (WHOLE, COUNTED))
    return RecordedSeries(form, named[form], PERCENT, whole, counted)


def _keys(node: Node, key: str, catalogue: Catalogue, problems: Problems) -> tuple[tuple[str, ...], str]:
    """Keys of parameters that may have a value for each year, and the unit of the first."""
    items = node.items if isinstance(node, Items) else (node,)
    keys, unit = [], ""
    for item in items:
        if not isinstance(item, Scalar) or not item.text:
            hint = "for example nev.history.sales"
            problems.add(
                item.origin, key, f"{describe(item)}, expected a parameter with recorded values", hint
            )
            continue
        definition = known_parameter(item, key, catalogue, problems)
        if definition is None:
            continue
        if definition.kind != "quantity":
            problems.add(item.origin, key, f"found {item.text}, which has no values by year")
            continue
        keys.append(item.text)
        unit = unit or definition.unit
    if not items:
        problems.add(node.origin, key, "found an empty list, expected parameters", "name at least one")
    return tuple(keys), unit


def read_claimed(
    fields: Mapping[str, Node],
    origin: Origin,
    key: str,
    catalogue: Catalogue,
    claimed: tuple[str, str],
    problems: Problems,
) -> RecordedSeries | None:
    """The record that a claim speaks of, in a unit of the same kind as the bound, `claimed` with its unit."""
    if "series" not in fields:
        hint = "for example series: nev.history.sales"
        problems.add(origin, f"{key}.series", "found nothing, expected a record", hint)
        return None
    series = read_series(fields["series"], f"{key}.series", catalogue, problems)
    bound, unit = claimed
    if series is not None and bound in fields:
        try:
            convert(1.0, unit, series.unit)
        except UnitError as error:
            hint = error.hint or f"the series is in {series.unit}"
            problems.add(fields[bound].origin, f"{key}.{bound}", error.message, hint)
    return series
