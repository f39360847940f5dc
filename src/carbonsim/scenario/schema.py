"""A JSON Schema of scenario files, so that editors complete and check as one types."""

from __future__ import annotations

from typing import Any

from carbonsim.core.distributions import DISTRIBUTIONS
from carbonsim.reference.regions import all_region_names
from carbonsim.reference.rows import CONFIDENCES
from carbonsim.reference.tables import table_names
from carbonsim.scenario.catalogue import Catalogue
from carbonsim.scenario.claim_schema import claim_schema
from carbonsim.scenario.definitions import ANY_ROW
from carbonsim.scenario.header import LARGEST_SEED, METHODS, MOST_DRAWS
from carbonsim.scenario.lever_schema import levers_schema
from carbonsim.scenario.provenance import ASSUMED
from carbonsim.scenario.quantity import FIRST_YEAR, INTERPOLATIONS, LAST_YEAR, Definition
from carbonsim.scenario.spreads import RELATIVE
from carbonsim.scenario.titles import LANGUAGES
from carbonsim.scenario.units import takes_plain_numbers

Schema = dict[str, Any]
TEXT: Schema = {"type": "string", "minLength": 1}
AMOUNT: Schema = {"type": ["number", "string"]}
PATH: Schema = {"$ref": "#/$defs/path"}
RELATIVE_BOUND: Schema = {
    "type": "object",
    "properties": {RELATIVE: {"type": "number"}},
    "required": [RELATIVE],
    "additionalProperties": False,
}
BOUND: Schema = {"oneOf": [AMOUNT, PATH, RELATIVE_BOUND]}
YEAR: Schema = {"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR}


def json_schema(catalogue: Catalogue) -> Schema:
    """The JSON Schema (draft 2020-12) of a scenario file.

    Parameters
    ----------
    catalogue : Catalogue
        What may be set.

    Returns
    -------
    dict
        Ready for `json.dumps`. It checks keys and forms; units and bounds are checked on loading.
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "carbonsim scenario",
        **_fields({**_header(), **{section: _branch(section, catalogue) for section in catalogue.sections}}),
        "$defs": {
            "title": _title(),
            "path": _path(),
            "claim": claim_schema(TEXT, AMOUNT, YEAR),
            "correlation": _correlation(),
            "quantity": _quantity("string"),
            "number": _quantity(["string", "number"]),
        },
    }


def _fields(properties: Schema, **more: Any) -> Schema:
    return {"type": "object", "properties": properties, "additionalProperties": False, **more}


def _header() -> Schema:
    described = {
        "carbonsim": ({"const": 1}, "Version of this format"),
        "name": (TEXT, "Also the results folder; by default the name of the file"),
        "title": ({"$ref": "#/$defs/title"}, "Title of the scenario"),
        "extends": (
            {"oneOf": [{"type": ["string", "null"]}, {"type": "array", "items": TEXT}]},
            "Parent, or list of them of which the later ones win: this file states only what differs",
        ),
        "reference": ({"type": ["string", "null"]}, "What reductions and extra costs are measured against"),
        "region": (TEXT, "Region of the values that come from tables"),
        "years": ({"type": "array", "items": YEAR, "minItems": 2, "maxItems": 2}, "First and last year"),
        "draws": ({"type": "integer", "minimum": 0, "maximum": MOST_DRAWS}, "Draws of the ensemble"),
        "seed": ({"type": "integer", "minimum": 0, "maximum": LARGEST_SEED}, "Seed of the draws"),
        "sampling": ({"enum": list(METHODS)}, "How draws are made; plain unless stated"),
        "correlations": (
            {"type": ["array", "null"], "items": {"$ref": "#/$defs/correlation"}},
            "Rank correlations between parameters",
        ),
        "claims": ({"type": ["array", "null"], "items": {"$ref": "#/$defs/claim"}}, "Claims put to the test"),
        "levers": (
            levers_schema(TEXT, AMOUNT, PATH, {"$ref": "#/$defs/number"}),
            "What a reader of the results may move, at most four",
        ),
    }
    return {key: {**schema, "description": text} for key, (schema, text) in described.items()}


def _title() -> Schema:
    return {"oneOf": [TEXT, _fields(dict.fromkeys(LANGUAGES, TEXT), minProperties=1)]}


def _path() -> Schema:
    years = {"^[12][0-9]{3}$": AMOUNT}
    return {"type": "object", "patternProperties": years, "additionalProperties": False, "minProperties": 1}


def _correlation() -> Schema:
    pair = {"type": "array", "items": TEXT, "minItems": 2, "maxItems": 2, "uniqueItems": True}
    rank = {"type": "number", "exclusiveMinimum": -1, "exclusiveMaximum": 1}
    properties = {
        "between": {**pair, "description": "Addresses of two parameters"},
        "rank": {**rank, "description": "Rank correlation (Spearman) of their draws"},
        "source": TEXT,
    }
    return _fields(properties, required=["between", "rank"])


def _branch(address: str, catalogue: Catalogue) -> Schema:
    """A section, a group, a family or a row of one, which null removes; a row states something."""
    properties: Schema = {}
    more: Schema = {}
    children = catalogue.children(address)
    for key in (*catalogue.members.get(address, ()), *children):
        below = f"{address}.{key}"
        definition = catalogue.definition(below)
        schema = _branch(below, catalogue) if definition is None else _value(definition)
        if key == ANY_ROW:
            more["additionalProperties"] = schema
        else:
            properties[key] = schema
    if catalogue.is_row(address):
        more["minProperties"] = 1
    return _fields(properties, **more) | {"type": ["object", "null"]}


def _value(definition: Definition) -> Schema:
    unit = f" [{definition.unit}]" if definition.unit else ""
    description = f"{definition.description}{unit} ({definition.role})"
    if definition.kind == "option":
        return {"enum": list(definition.options), "description": description}
    if definition.kind == "text":
        return {**TEXT, "description": description}
    form = "number" if takes_plain_numbers(definition.unit) else "quantity"
    return {"$ref": f"#/$defs/{form}", "description": description}


def _distribution(named: Schema) -> Schema:
    """A name, or the few values that a constant may take."""
    lists = {
        "values": {"type": "array", "items": AMOUNT, "minItems": 1},
        "weights": {"type": "array", "items": {"type": "number", "minimum": 0}, "minItems": 1},
    }
    return {"oneOf": [named, _fields(lists, required=list(lists))]}


def _quantity(plain: str | list[str]) -> Schema:
    """A text with number and unit, or a mapping; a number alone where no unit is needed."""
    shared = {
        "low": {**BOUND, "description": "5th percentile, or the lower end"},
        "high": {**BOUND, "description": "95th percentile, or the upper end"},
        "distribution": {"enum": list(DISTRIBUTIONS), "description": "Of the range; normal unless stated"},
        "source": {**TEXT, "description": "An id of the list of sources"},
        "confidence": {"enum": [*CONFIDENCES, ASSUMED]},
        "note": TEXT,
        "data_year": {"type": "integer", "description": "The year that the data are of"},
        "region": {"enum": list(all_region_names()), "description": "That the number is of; else the file's"},
    }
    unit = {"type": ["string", "integer"], "description": "Any unit of the right dimension"}
    shape = {"enum": list(INTERPOLATIONS), "description": "Between the years; linear unless stated"}
    table = {
        "table": {"enum": list(table_names())},
        "year": YEAR,
        "relative_path": PATH,
        "interpolation": shape,
    }
    forms = [
        {"type": plain, "examples": ["33 L/100km"]},
        _fields(
            {"value": AMOUNT, "unit": unit, **shared, "distribution": _distribution(shared["distribution"])},
            required=["value"],
        ),
        _fields({"path": PATH, "unit": unit, "interpolation": shape, **shared}, required=["path"]),
        _fields({**table, **shared}, required=["table", "year"]),
    ]
    return {"oneOf": forms}
