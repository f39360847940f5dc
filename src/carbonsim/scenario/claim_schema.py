"""The part of the JSON Schema that describes claims."""

from __future__ import annotations

from typing import Any

from carbonsim.core.bounds import BOUNDS
from carbonsim.core.carbon import BOUNDARIES, PRODUCTS
from carbonsim.scenario.claim_forms import AGAINST, BY, FORMS, NOT_TOGETHER, OVER, PEAK_BY, PER
from carbonsim.scenario.claim_kinds import KINDS, MODEL, NOT_ANSWERABLE, RECORD, WRONG
from carbonsim.scenario.claim_records import COUNTED, GROWTH, SHARE, WHOLE
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
        "kind": {
            "enum": list(KINDS),
            "description": "record: source against source, no model; not-answerable: no variable is it",
        },
        "variable": {
            **text,
            "description": "Name of a reported variable; every boundary unless one is named",
        },
        "series": {**_series(text), "description": "Of kind record: parameters with a value for each year"},
        "year": {
            "oneOf": [year, {"const": ANY_YEAR}],
            "description": "Any, if left out: the first year in which it holds anywhere, one for all answers",
        },
        **_forms(text, year),
        **bounds,
        "tolerance": {**amount, "description": "Relative, for equals: 5 %"},
        "boundary": {"enum": list(BOUNDARIES), "description": "Every boundary if left out"},
        "product": {"enum": list(PRODUCTS), "description": "Per tonne of what; every product if left out"},
        "source": text,
        "world": {**_world(amount), "description": "Parameters and what they must be for it to be judged"},
        "judged_in": {**text, "description": "A scenario that is that world"},
        "why": {"$ref": "#/$defs/title", "description": "Of kind not-answerable: why there is no answer"},
    }
    bounded = [{"required": [bound]} for bound in BOUNDS]
    needs: dict[str, Schema] = {
        MODEL: {"required": ["variable"], "oneOf": [*bounded, {"required": [PEAK_BY]}]},
        RECORD: {"required": ["kind", "series"], "oneOf": bounded},
        NOT_ANSWERABLE: {"required": ["kind", "why"]},
    }
    kinds = [_of_kind(kind, needed) for kind, needed in needs.items()]
    return {
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
        "required": ["name"],
        "anyOf": kinds,
        "allOf": [{"not": {"required": [word, other]}} for word, other, _ in NOT_TOGETHER],
    }


def _of_kind(kind: str, needed: Schema) -> Schema:
    """A claim of one kind: what it needs, without the keys of the others."""
    wrong, _ = WRONG[kind]
    others = (*wrong, *(() if kind == NOT_ANSWERABLE else ("why",)))
    alone = {"not": {"anyOf": [{"required": [word]} for word in others]}}
    return {"properties": {"kind": {"const": kind}}, **needed, **alone}


def _forms(text: Schema, year: Schema) -> Schema:
    years = {"type": "string", "pattern": r"^\d{4}\s*[-–]\s*\d{4}$"}
    types: dict[str, Schema] = {
        OVER: {"oneOf": [year, years]},
        PER: text,
        AGAINST: {"oneOf": [year, text]},
        BY: year,
        PEAK_BY: year,
    }
    return {word: {**types[word], "description": words} for word, words in FORMS.items()}


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
