"""Definitions of what may be set: rows of ``definitions.csv``, or declarations in Python."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib.resources.abc import Traversable

from carbonsim.core.errors import DataError
from carbonsim.reference.rows import Row, read_rows
from carbonsim.scenario.quantity import Definition
from carbonsim.scenario.units import UnitError, parse_unit

DEFINITION_COLUMNS = (
    *("pattern", "kind", "unit", "role", "minimum", "maximum", "options", "description"),
    "drawn",
)
DRAWN = ("", "together", "yearly", "never")
KINDS = ("quantity", "constant", "option", "text")
WORLD, PLAN = ROLES = ("world", "plan")
#: In the place of the name of a member of a set.
ANY_ROW = "*"


def read_definitions(
    folders: Mapping[str, Traversable], declared: Mapping[str, Sequence[Definition]]
) -> dict[str, Definition]:
    """Definitions of packages by their pattern.

    Parameters
    ----------
    folders : mapping of str to Traversable
        Folder of each package by its name in messages.
    declared : mapping of str to sequence of Definition
        Of the packages that have no table, by the same names.

    Raises
    ------
    DataError
        If a table is missing, a definition is wrong in itself, or a pattern occurs twice.
    """
    definitions: dict[str, Definition] = {}
    for name, folder in folders.items():
        for source, one in _definitions(name, folder, declared.get(name)):
            if one.pattern in definitions:
                raise DataError(f"{source}: {one.pattern} occurs twice")
            definitions[one.pattern] = one
    return definitions


def _definitions(
    name: str, folder: Traversable, declared: Sequence[Definition] | None
) -> Iterator[tuple[str, Definition]]:
    """Definitions of a package, each with where it stands: in its table, or in its Python."""
    if declared is None:
        for row in read_rows(folder / "definitions.csv", f"{name}/definitions.csv", DEFINITION_COLUMNS):
            yield f"{row.file}:{row.line}", _definition(row)
        return
    for definition in declared:
        for problem in _problems(definition):
            raise DataError(f"{name}/parameters.py: {definition.pattern}: {problem}")
        yield f"{name}/parameters.py", definition


def _problems(definition: Definition) -> Iterator[str]:
    """Problems of a definition in itself."""
    pattern, kind, unit, options = definition.pattern, definition.kind, definition.unit, definition.options
    parts = pattern.split(".")
    if len(parts) < 2 or not all(parts) or parts.count(ANY_ROW) > 1 or ANY_ROW in (parts[0], parts[-1]):
        yield f"pattern: found {pattern!r}, expected section.key or section.family.*.key"
    if (kind == "option") != bool(options):
        yield f"options: found {'|'.join(options)!r} for the kind {kind}"
    if (kind == "quantity") != bool(unit):
        yield f"unit: found {unit!r} for the kind {kind}"
    try:
        parse_unit(unit)
    except UnitError as error:
        yield f"unit: {error}"
    low, high = definition.minimum, definition.maximum
    if low is not None and high is not None and low > high:
        yield f"minimum {low} is above maximum {high}"
    if definition.yearly and not (definition.varies and kind == "quantity"):
        word = kind if definition.varies else "constant"
        yield f"drawn: found 'yearly' for the kind {word}, which has no years"


def _definition(row: Row) -> Definition:
    kind, drawn = row.one_of("kind", KINDS), row.one_of("drawn", DRAWN)
    definition = Definition(
        row.text("pattern"),
        "quantity" if kind == "constant" else kind,
        row["unit"],
        row.one_of("role", ROLES),
        row.optional_number("minimum"),
        row.optional_number("maximum"),
        tuple(option.strip() for option in row["options"].split("|")) if row["options"] else (),
        row["description"],
        varies=kind != "constant",
        together=drawn == "together",
        yearly=drawn == "yearly",
        drawn=drawn != "never",
    )
    for problem in _problems(definition):
        raise row.broken(problem)
    return definition
