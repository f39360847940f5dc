"""Clauses of a sentence: parts between marks that stand outside brackets and quotation marks."""

from __future__ import annotations

OPENING, CLOSING = "(（“", ")）”"


def clauses(text: str, mark: str) -> list[str]:
    """Parts between a mark, brackets and quotations kept whole."""
    found, depth, start = [], 0, 0
    for place, character in enumerate(text):
        depth += (character in OPENING) - (character in CLOSING)
        if depth == 0 and text.startswith(mark, place):
            found.append(text[start:place])
            start = place + len(mark)
    assert depth == 0, f"a bracket is not closed in {text!r}"
    return [*found, text[start:]]
