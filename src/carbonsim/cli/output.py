"""What goes to stdout for machines."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import Any, TextIO

from carbonsim.core.plain_text import harmless, shown_json


def print_text(text: str, file: TextIO | None = None) -> None:
    """Print text for people: what others wrote into it steers no terminal."""
    print("\n".join(map(harmless, text.split("\n"))), file=file)


def print_json(data: Any) -> None:
    """Print one JSON document; what is not a number becomes null, since JSON has no NaN."""
    print(shown_json(json.dumps(plain(data), ensure_ascii=False, indent=2, allow_nan=False)))


def plain(data: Any) -> Any:
    """Data of the types that JSON knows; arrays and their numbers included."""
    if isinstance(data, Mapping):
        return {str(key): plain(value) for key, value in data.items()}
    if hasattr(data, "tolist"):
        return plain(data.tolist())
    if isinstance(data, list | tuple | set | frozenset):
        return [plain(item) for item in data]
    if isinstance(data, float):
        return data if math.isfinite(data) else None
    return data if data is None or isinstance(data, str | int) else str(data)
