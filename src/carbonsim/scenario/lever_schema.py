"""The part of the JSON Schema that describes levers."""

from __future__ import annotations

from typing import Any

from carbonsim.scenario.levers import FEWEST_STEPS, MOST_LEVERS, MOST_STEPS

Schema = dict[str, Any]


def levers_schema(text: Schema, amount: Schema, path: Schema, quantity: Schema) -> Schema:
    """The schema of the list of levers, made of those of a text, a number, a path and a quantity."""
    times = {
        "type": "object",
        "properties": {"times": {"oneOf": [amount, path]}},
        "required": ["times"],
        "additionalProperties": False,
        "description": "The scenario's own value times a number, or by year times those of a path",
    }
    properties = {
        "name": {**text, "description": "Its name in results"},
        "title": {"$ref": "#/$defs/title"},
        "set": {
            "type": "object",
            "minProperties": 1,
            "additionalProperties": {"anyOf": [times, quantity]},
            "description": "Parameters by their key, as they are where the lever is on",
        },
        "low": {**amount, "description": "Lower end: in its unit, or in shares of the way from 0 to 1"},
        "high": {**amount, "description": "Upper end"},
        "steps": {"type": "integer", "minimum": FEWEST_STEPS, "maximum": MOST_STEPS},
    }
    lever = {
        "type": "object",
        "properties": properties,
        "required": ["name", "set"],
        "additionalProperties": False,
    }
    return {"type": ["array", "null"], "maxItems": MOST_LEVERS, "items": lever}
