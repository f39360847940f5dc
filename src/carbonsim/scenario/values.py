"""From what a file says at an address to a setting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from carbonsim.reference.tables import TableRow
from carbonsim.scenario.distributions import read_distribution
from carbonsim.scenario.flatten import Leaf
from carbonsim.scenario.nodes import Fields, Node, Scalar
from carbonsim.scenario.origin import Origin
from carbonsim.scenario.points import Amounts, Points, read_points
from carbonsim.scenario.problems import Problems
from carbonsim.scenario.provenance import ASSUMED, PROVENANCE, read_provenance
from carbonsim.scenario.quantity import INTERPOLATIONS, Definition, Quantity, Record, Setting
from carbonsim.scenario.scalars import describe, read_text, read_word
from carbonsim.scenario.spreads import read_spread
from carbonsim.scenario.table_values import TableValue, read_table_value

FORMS = ("value", "path", "table")
KEYS = (
    *FORMS,
    *("year", "relative_path", "unit", "low", "high", "distribution", "interpolation"),
    *PROVENANCE,
)


def read_setting(leaf: Leaf, region: Scalar | None, problems: Problems) -> Setting | None:
    """Read the value of one address.

    Parameters
    ----------
    leaf : Leaf
        What the file says.
    region : Scalar or None
        The region for values from tables; None if it is not known, which is a problem already.
    problems : Problems
        Takes what is wrong.

    Returns
    -------
    Setting or None
        None if there is a problem.
    """
    before = len(problems)
    if leaf.definition.kind == "quantity":
        setting = _QuantityReader(leaf, region, problems).read()
    else:
        setting = _read_words(leaf, problems)
    return setting if len(problems) == before else None


def _read_words(leaf: Leaf, problems: Problems) -> Setting:
    if leaf.definition.kind == "option":
        word = read_word(leaf.node, leaf.address, leaf.definition.options, problems)
    else:
        word = read_text(leaf.node, leaf.address, "a text", problems)
    return _setting(leaf, word or "", "", {"confidence": ASSUMED})


def _setting(leaf: Leaf, value: Quantity | str, unit: str, about: dict[str, str]) -> Setting:
    return Setting(
        address=leaf.address,
        value=value,
        written_unit=unit,
        source=about.get("source", ""),
        confidence=about["confidence"],
        note=about.get("note", ""),
        boundary="",
        data_year=about.get("data_year", ""),
        origin=leaf.node.origin,
        definition=leaf.definition,
        region=about.get("region", ""),
    )


def is_path(fields: Mapping[str, Node]) -> bool:
    """Whether a quantity is given by year."""
    return "path" in fields or "relative_path" in fields


class _QuantityReader:
    """One quantity: a number with its unit, or a mapping."""

    def __init__(self, leaf: Leaf, region: Scalar | None, problems: Problems) -> None:
        self.leaf = leaf
        self.address = leaf.address
        self.definition: Definition = leaf.definition
        self.region = region
        self.problems = problems
        self.fields: dict[str, Node] = {}

    def read(self) -> Setting | None:
        node = self.leaf.node
        if not isinstance(node, Fields):
            amounts = Amounts(self.definition, "", self.problems)
            value = amounts.read(node, self.address)
            if value is None:
                return None
            quantity = Quantity((), (value,), None, None, "linear", self.definition.unit)
            return _setting(self.leaf, quantity, amounts.written_unit, {"confidence": ASSUMED})
        self.fields = self._known_fields(node)
        form = self._form(node.origin)
        self._refuse_misplaced(form)
        if is_path(self.fields) and not self.definition.varies:
            where = self.fields.get("path", self.fields.get("relative_path", node))
            self.problems.add(where.origin, self.address, "found a path, expected one value for all years")
        about = read_provenance(self.fields, self.address, self.problems)
        if form == "table":
            return self._from_table(about)
        return None if form is None else self._from_numbers(form, about)

    def _known_fields(self, node: Fields) -> dict[str, Node]:
        fields = {}
        for key, value in node.entries:
            if key.text in KEYS:
                fields[key.text] = value
            else:
                hint = self.problems.suggest(key.text, KEYS)
                self.problems.add(key.origin, f"{self.address}.{key.text}", "unknown key", hint)
        return fields

    def _form(self, origin: Origin) -> str | None:
        given = [key for key in self.fields if key in FORMS]
        if len(given) == 1:
            return given[0]
        where = self.fields[given[1]].origin if given else origin
        found = " and ".join(given) if given else "neither"
        self.problems.add(where, self.address, f"found {found}, expected one of value, path and table")
        return None

    def _refuse_misplaced(self, form: str | None) -> None:
        path = is_path(self.fields)
        allowed = {
            "year": form == "table",
            "relative_path": form == "table",
            "interpolation": path,
            "unit": form != "table",
        }
        belongs = {"interpolation": "a path", "unit": "a value or path: the table has its own"}
        for key, fits in allowed.items():
            if form and key in self.fields and not fits:
                expected = f"expected it only with {belongs.get(key, 'a table')}"
                self.problems.add(
                    self.fields[key].origin, f"{self.address}.{key}", f"found with a {form}, {expected}"
                )

    def _interpolation(self) -> str:
        if (node := self.fields.get("interpolation")) is None:
            return "linear"
        return read_word(node, f"{self.address}.interpolation", INTERPOLATIONS, self.problems) or "linear"

    def _unit(self) -> str:
        node = self.fields.get("unit")
        if isinstance(node, Scalar) and node.text.strip() and len(node.text) <= 80:
            return node.text.strip()
        if node is not None:
            message = f"{describe(node)}, expected a unit like {self.definition.unit}"
            self.problems.add(node.origin, f"{self.address}.unit", message)
        return ""

    def _from_numbers(self, form: str, about: dict[str, str]) -> Setting | None:
        amounts = Amounts(self.definition, self._unit(), self.problems, self.fields.get("unit"))
        key = f"{self.address}.{form}"
        if form == "path":
            points = read_points(self.fields[form], key, amounts)
        else:
            value = amounts.read(self.fields[form], key)
            points = None if value is None else Points((), (value,), (self.fields[form].origin,))
        given = read_spread(self.fields, self.address, points, amounts)
        central = () if points is None else points.values
        spread = read_distribution(self.fields, self.address, central, given, amounts)
        shape = self._interpolation()
        if points is None:
            return None
        quantity = Quantity(
            *(points.years, central, spread.low, spread.high),
            *(shape, self.definition.unit, spread.distribution),
        )
        return _setting(self.leaf, quantity, amounts.written_unit, about)

    def _from_table(self, about: dict[str, str]) -> Setting | None:
        found: TableValue | None = read_table_value(
            self.fields, self.address, self.definition, self.region, self.problems
        )
        shape = self._interpolation()
        if found is None:
            return None
        given = None if found.low is None or found.high is None else (found.low, found.high)
        amounts = Amounts(self.definition, "", self.problems)
        spread = read_distribution(self.fields, self.address, found.central, given, amounts)
        quantity = Quantity(
            *(found.years, found.central, spread.low, spread.high),
            *(shape, self.definition.unit, spread.distribution),
        )
        if "source" not in self.fields:
            about["source"] = found.row.source
            if not found.years and "confidence" not in self.fields:
                about["confidence"] = found.row.confidence
        about["data_year"] = str(found.row.year)
        setting = _setting(self.leaf, quantity, found.row.unit, about)
        return replace(setting, records=(_looked_up(found.row),), region=found.row.region)


def _looked_up(row: TableRow) -> Record:
    low, high = ("" if value is None else f"{value:g}" for value in (row.low, row.high))
    return Record(
        file=f"carbonsim/reference/{row.table}.csv",
        row=row.row,
        region=row.region,
        year=str(row.year),
        low=low,
        central=f"{row.central:g}",
        high=high,
        unit=row.unit,
        data_year=str(row.year),
        boundary="",
        source=row.source,
        confidence=row.confidence,
        note=row.note,
    )
