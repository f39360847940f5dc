"""Rows of a drawn scenario: added, removed, and shares of a whole that are drawn together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from carbonsim.engine.catalogue import catalogue
from carbonsim.scenario.scenario import Scenario
from carbonsim.sectors.nev.consistency import HISTORY
from tests.sectors.drawn_values import Generator, Tree, at, put, quantity, ranged, shares

NEW = "new_row"
#: Families of each sector that get rows and lose them, and the shares of a whole that their rows hold.
FAMILIES: dict[str, dict[str, tuple[str, ...]]] = {
    "freight": {
        "freight.powertrains": ("past_sales_share", "sales_share"),
        "freight.duties": ("share_of_stock", "share_of_sales"),
        "drivers.fuels": (),
    },
    "nev": {"nev.powertrains": ("past_split",)},
    "steel": {"steel.routes": ("initial_share",), "steel.plants": (), "steel.cases": ()},
}
#: Shares of a whole that never have new rows.
LINE = {"freight": ("freight.line.flows", "freight.line.packs", "freight.line.loads")}

#: Those of the world: a plan and its reference have the same.
WORLD_SHARES = {
    "freight.duties": ("share_of_stock", "share_of_sales"),
    "steel.routes": ("initial_share",),
}


@dataclass
class Drawing:
    """A scenario being drawn: the file as a tree, and the shipped scenario that it extends."""

    generator: Generator
    parent: Scenario
    tree: Tree

    @property
    def years(self) -> tuple[int, int]:
        """First and last year."""
        first, last = self.tree["years"]
        return first, last

    @property
    def compared(self) -> bool:
        """Whether there is a reference, which has the shipped rows."""
        return "reference" in self.tree or self.parent.reference is not None

    def rows(self, family: str) -> list[str]:
        """Rows that the file has."""
        stated = at(self.tree, family) or {}
        rows = [row for row in self.parent.members(family) if not (row in stated and stated[row] is None)]
        return [*rows, *(row for row in stated if row == NEW)]

    def value(self, key: str) -> Any:
        """A text, or the first central number, of the file or of what it extends."""
        stated = at(self.tree, key)
        if isinstance(stated, dict):
            return stated["value"] if "value" in stated else next(iter(stated["path"].values()))
        if stated is not None:
            return stated
        value = self.parent.settings[key].value
        return value if isinstance(value, str) else float(value.central[0])

    def put(self, key: str, value: Any) -> None:
        """Enter a value."""
        put(self.tree, key, value)

    def constant(self, key: str, value: float) -> None:
        """Enter a number."""
        definition = catalogue().definition(key)
        assert definition is not None
        self.put(key, {"value": float(value), "unit": definition.unit})


def add_row(drawing: Drawing, sector: str) -> None:
    """A row like one that is there, with another name and some values of its own; it has no share yet."""
    generator, parent = drawing.generator, drawing.parent
    families = [family for family in FAMILIES[sector] if parent.members(family)]
    family = str(generator.choice(families))
    rows = parent.members(family)
    if sector == "nev" and drawing.compared:  # cars of the plan alone have no part of the sales of the past
        rows = tuple(row for row in rows if parent.text(f"{family}.{row}.group") == "commercial")
    like = str(generator.choice(rows))
    for name in catalogue().attributes(family):
        setting = parent.settings[f"{family}.{like}.{name}"]
        value: Any = setting.value
        if name == "label":
            value = "A New Row"
        elif name in FAMILIES[sector][family]:
            value = {"value": 0.0, "unit": setting.definition.unit}
        elif not isinstance(value, str):
            definition = catalogue().definition(
                f"{family}.{NEW}.{name}"
            )  # fuels measure in units of their own
            setting = replace(setting, definition=definition)
            varied = generator.random() < 0.3
            shipped = {"value": float(value.central[-1]), "unit": definition.unit}
            value = quantity(generator, setting, drawing.years) if varied else shipped
        drawing.put(f"{family}.{NEW}.{name}", value)
    if sector == "nev" or generator.random() < 0.5:
        redraw_shares(drawing, sector, family)


def remove_row(drawing: Drawing, sector: str) -> None:
    """One row of a family that can do without it; the others have its share."""
    generator = drawing.generator
    families = [family for family in FAMILIES[sector] if removable(drawing, family)]
    if not families:
        return
    if not drawing.compared:  # rows with shares of the world go here and hardly elsewhere
        families += 2 * [family for family in families if family in WORLD_SHARES]
    family = str(generator.choice(families))
    row = str(generator.choice(removable(drawing, family)))
    drawing.put(f"{family}.{row}", None)
    redraw_shares(drawing, sector, family)


def removable(drawing: Drawing, family: str) -> list[str]:
    """Rows that may go: as many are left as must be, and shares of the world add up in the reference."""
    rule, rows = catalogue().rules.get(family), drawing.parent.members(family)
    if drawing.compared:
        world = WORLD_SHARES.get(family, ())
        rows = tuple(
            row for row in rows if all(drawing.value(f"{family}.{row}.{share}") == 0 for share in world)
        )
    if drawing.compared and any(at(drawing.tree, f"{family}.{row}.past_split") for row in rows):
        return []
    if rule is None:
        return list(rows)
    return [row for row in rows if not rule.needs(row)] if len(rows) > rule.least else []


def redraw_shares(drawing: Drawing, sector: str, family: str) -> None:
    """Draw the shares that rows of a family have of a whole: at the start, in the past, as given."""
    for name in FAMILIES[sector].get(family, ("share",)):
        if name == "past_split":
            redraw_splits(drawing, family)
        elif name == "past_sales_share":
            last = drawing.years[0] + int(drawing.generator.integers(0, 5))
            years = [2000, 2015, *range(last - 3, last + 1)]
            _shares_over(drawing, family, name, years)
        elif name == "sales_share":
            first, last = drawing.years
            _shares_over(drawing, family, name, sorted({first, (first + last) // 2, last}))
        else:
            _constant_shares(drawing, family, name)


def _constant_shares(drawing: Drawing, family: str, name: str) -> None:
    """Shares of the world, which a reference has, too: a row of the plan alone has none of it."""
    rows = drawing.rows(family)
    if drawing.compared and NEW in rows:
        rows.remove(NEW)
    for row, share in zip(rows, shares(drawing.generator, len(rows)), strict=True):
        drawing.put(f"{family}.{row}.{name}", _share(drawing, family, name, {"value": share}))


def _shares_over(drawing: Drawing, family: str, name: str, years: list[int]) -> None:
    """Shares by year, all of one course."""
    rows = drawing.rows(family)
    drawn = [shares(drawing.generator, len(rows)) for _ in years]
    course = str(drawing.generator.choice(["linear", "step", "s-curve"]))
    for index, row in enumerate(rows):
        path = {year: each[index] for year, each in zip(years, drawn, strict=True)}
        stated = {"path": path, "interpolation": course}
        drawing.put(f"{family}.{row}.{name}", _share(drawing, family, name, stated))


def _share(drawing: Drawing, family: str, name: str, stated: Tree) -> Tree:
    """With its unit, and with a range now and then: what is drawn is scaled to add up to 1."""
    stated = stated | {"unit": "1"}
    if drawing.generator.random() < 0.2:
        definition = drawing.parent.settings[
            f"{family}.{drawing.parent.members(family)[0]}.{name}"
        ].definition
        return ranged(drawing.generator, definition, stated)
    return stated


def redraw_splits(drawing: Drawing, family: str) -> None:
    """Splits of the cars with plug and of those without; what only a reference has keeps its own."""
    years = drawing.parent.quantity(f"{HISTORY}.sales").years
    rows = drawing.rows(family)
    if drawing.compared and set(drawing.parent.members(family)) - set(rows):
        return
    cars = [row for row in rows if drawing.value(f"{family}.{row}.group") == "car"]
    pumped = [row for row in cars if drawing.value(f"{family}.{row}.energy") == "pump"]
    for group in (pumped, [row for row in cars if row not in pumped]):
        drawn = np.array([shares(drawing.generator, len(group)) for _ in years]) + 1e-3
        drawn = drawn / drawn.sum(axis=1, keepdims=True)
        for index, row in enumerate(group):
            path = {year: float(split) for year, split in zip(years, drawn[:, index], strict=True)}
            drawing.put(f"{family}.{row}.past_split", {"path": path, "unit": "1"})
