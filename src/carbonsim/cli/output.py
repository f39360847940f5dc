"""Output: texts for people, and one JSON document for machines."""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Mapping
from typing import Any

from carbonsim.cli.streams import print_beside, print_out, takes_any_text
from carbonsim.core.plain_text import harmless, shown_json, valid


def print_text(text: str, *, now: bool = False) -> None:
    """Print text for people: what others wrote into it steers no terminal."""
    print_out(_harmless(text), now=now)


def print_aside(text: str) -> None:
    """Print text for people to stderr: a warning, an error."""
    print_beside(_harmless(text))


def print_json(data: Any, *, now: bool = False) -> None:
    """Print one JSON document; what is not a number becomes null, since JSON has no NaN.

    Where stdout lacks characters they are escaped: every reader of JSON finds them.
    """
    escaped = not takes_any_text(sys.stdout)
    document = json.dumps(plain(data), ensure_ascii=escaped, indent=2, allow_nan=False)
    print_out(shown_json(document), now=now)


def _harmless(text: str) -> str:
    return "\n".join(map(harmless, text.split("\n")))


def plain(data: Any) -> Any:
    """Data of the types that JSON knows; arrays and their numbers included."""
    if isinstance(data, Mapping):
        return {valid(str(key)): plain(value) for key, value in data.items()}
    if hasattr(data, "tolist"):
        return plain(data.tolist())
    if isinstance(data, list | tuple | set | frozenset):
        return [plain(item) for item in data]
    if isinstance(data, float):
        return data if math.isfinite(data) else None
    return data if data is None or isinstance(data, int) else valid(str(data))
