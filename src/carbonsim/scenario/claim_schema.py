"""The part of the JSON Schema that describes claims."""

from __future__ import annotations

from typing import Any

from carbonsim.core.bounds import BOUNDS
from carbonsim.core.carbon import BOUNDARIES, PRODUCTS
from carbonsim.scenario.claim_records import COUNTED, GROWTH, KINDS, RECORD, SHARE, WHOLE
from carbonsim.scenario.claims import ANY_YEAR

Schema = dict[str, Any]


def claim_schema(text: Schema, amount: Schema, year: Schema) -> Schema:
    """The schema of a claim, made of those of a text, a number with its unit, and a year.

    Parameters
    ----------
    text, amount, year : dict
        Schemas.

    Returns
    -------
    dict
    """
    bounds = {bound: {**amount, "description": "A number with its unit"} for bound in BOUNDS}
    properties = {
        "name": text,
        "text": {"$ref": "#/$defs/title"},
        "kind": {"enum": list(KINDS), "description": "record: source against source, no model output"},
        "variable": {
            **text,
            "description": "Name of a reported variable; every boundary unless one is named",
        },
        "series": {**_series(text), "description": "Of kind record: parameters with a value for each year"},
        "year": {
            "oneOf": [year, {"const": ANY_YEAR}],
            "description": "Any, if left out: the first year in which it holds anywhere, one for all answers",
        },
        **bounds,
        "tolerance": {**amount, "description": "Relative, for equals: 5 %"},
        "boundary": {"enum": list(BOUNDARIES), "description": "Every boundary if left out"},
        "product": {"enum": list(PRODUCTS), "description": "Per tonne of what; every product if left out"},
        "source": text,
        "world": {**_world(amount), "description": "Parameters and what they must be for it to be judged"},
        "judged_in": {**text, "description": "A scenario that is that world"},
    }
    of_record = {"properties": {"kind": {"const": RECORD}}, "required": ["kind", "series"]}
    return {
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
        "required": ["name"],
        "oneOf": [{"required": [bound]} for bound in BOUNDS],
        "anyOf": [{"required": ["variable"]}, of_record],
    }


def _world(amount: Schema) -> Schema:
    bounds = {
        "type": "object",
        "properties": dict.fromkeys(BOUNDS, amount),
        "additionalProperties": False,
        "minProperties": 1,
    }
    return {"type": "object", "minProperties": 1, "additionalProperties": {"oneOf": [amount, bounds]}}


def _series(text: Schema) -> Schema:
    keys = {"oneOf": [text, {"type": "array", "items": text, "minItems": 1}]}
    growth = {
        "type": "object",
        "properties": {GROWTH: keys},
        "required": [GROWTH],
        "additionalProperties": False,
    }
    share = {
        "type": "object",
        "properties": {SHARE: keys, WHOLE: text, COUNTED: text},
        "required": [SHARE, WHOLE, COUNTED],
        "additionalProperties": False,
    }
    return {"oneOf": [*keys["oneOf"], growth, share]}
