"""Texts of others as plain text: nothing in them steers a terminal or starts a formula of a spreadsheet."""

from __future__ import annotations

import unicodedata

#: Stands for a character that would steer a terminal.
REPLACED = "\N{REPLACEMENT CHARACTER}"
#: Characters that turn the direction of writing, and would let a text show what it does not say.
DIRECTIONS = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
#: A cell that begins so is a formula to a spreadsheet.
FORMULAS = ("=", "+", "-", "@")


def harmless(text: str) -> str:
    """A text without what steers a terminal: control characters, and those that turn the way of writing.

    Blanks, tabs and line breaks become one blank each; all else of that kind becomes `REPLACED`.

    Examples
    --------
    >>> harmless("a\\x1b[31mb\\nc"), harmless("重卡 <b>")
    ('a�[31mb c', '重卡 <b>')
    """
    if text.isprintable():
        return text
    return "".join(
        " " if character.isspace() else REPLACED if _steers(character) else character for character in text
    )


def valid(text: str) -> str:
    """A text that can be written as UTF-8.

    Names of files that the system could not decode (of another encoding, or UTF-8 where the locale is C)
    have their bytes as lone surrogates: those that are UTF-8 become what they are, others `REPLACED`.

    Examples
    --------
    >>> valid("plan"), valid("\\udce6\\udc96\\udcb9.yaml"), valid("\\udcff \\ud800")
    ('plan', '方.yaml', '? ?')
    """
    try:
        text.encode()
        return text
    except UnicodeEncodeError:
        return text.encode(errors="replace" if _foreign(text) else "surrogateescape").decode(errors="replace")


def _foreign(text: str) -> bool:
    """Whether there are surrogates that stand for no byte."""
    return any(0xD800 <= ord(character) < 0xDC80 or 0xDCFF < ord(character) <= 0xDFFF for character in text)


def _steers(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cs"} or character in DIRECTIONS


def no_formula(text: str) -> str:
    """A cell of text that no spreadsheet reads as a formula: an apostrophe makes it text; numbers stay.

    Examples
    --------
    >>> no_formula("=1+1"), no_formula("@SUM(A1)"), no_formula("-0.5"), no_formula("direct")
    ("'=1+1", "'@SUM(A1)", '-0.5', 'direct')
    """
    if not text.lstrip().startswith(FORMULAS):
        return text
    try:
        float(text)
    except ValueError:
        return f"'{text}"
    return text
