"""Plain text in columns: widths as a terminal shows them, where a Chinese character takes two cells."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

WIDTH = 100
INDENT = "  "
ELLIPSIS = "…"
#: Stands for a character that would steer a terminal.
REPLACED = "\N{REPLACEMENT CHARACTER}"
#: Characters that turn the direction of writing, and would let a text show what it does not say.
DIRECTIONS = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
#: Punctuation that may not stand at the start of a line of Chinese text.
NO_START = frozenset("，。、；：？！）》”’%")
#: And at the end of one.
NO_END = frozenset("（《“‘")


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


def _steers(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cs"} or character in DIRECTIONS


def display_width(text: str) -> int:
    """Cells that a text takes on a terminal.

    Examples
    --------
    >>> display_width("truck"), display_width("重卡")
    (5, 4)
    """
    return sum(_cells(character) for character in text)


def _cells(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in {"Cf", "Me", "Mn"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"F", "W"} else 1


def pad(text: str, width: int, align: str = "<") -> str:
    """Fill a text up to a width: ``<`` left, ``>`` right.

    Examples
    --------
    >>> pad("重卡", 6) + "|" + pad("3.1", 6, ">")
    '重卡  |   3.1'
    """
    blanks = " " * max(width - display_width(text), 0)
    return blanks + text if align == ">" else text + blanks


def shorten(text: str, width: int) -> str:
    """Cut a text that is too wide, and show that it was cut.

    Examples
    --------
    >>> shorten("Fuel-Cell-Electric", 10)
    'Fuel-Cell…'
    """
    if display_width(text) <= width:
        return text
    kept = ""
    for character in text:
        if display_width(kept + character) > width - 1:
            break
        kept += character
    return kept + ELLIPSIS


def wrap(text: str, width: int = WIDTH, indent: str = "", first: str | None = None) -> list[str]:
    """Break a text into lines, at blanks and between Chinese characters.

    Parameters
    ----------
    text : str
        What to break; its own line breaks count as blanks.
    width : int
        Cells of a line.
    indent : str
        Put before each line.
    first : str, optional
        Put before the first line instead.

    Returns
    -------
    list of str
    """
    lines: list[str] = []
    line = indent if first is None else first
    fresh = True
    for piece in _pieces(text):
        if not fresh and display_width(line + piece.rstrip()) > width:
            lines.append(line.rstrip())
            line, piece = indent, piece.lstrip()  # noqa: PLW2901 - a line does not start with a blank
        line += piece
        fresh = False
    return [*lines, line.rstrip()]


def _pieces(text: str) -> list[str]:
    """Parts that are not broken: words with the blank before them, Chinese characters one by one."""
    pieces: list[str] = []
    for number, word in enumerate(text.split()):
        part = " " if number else ""
        for character in word:
            wide = _cells(character) == 2 and character not in NO_START
            if wide and part.strip() and part[-1] not in NO_END:
                pieces.append(part)
                part = ""
            part += character
        pieces.append(part)
    return pieces


def columns(
    rows: Sequence[Sequence[str]], aligns: str, gap: str = "  ", limits: Sequence[int | None] | None = None
) -> list[str]:
    """Rows in aligned columns.

    Parameters
    ----------
    rows : sequence of sequences of str
        All of the same length.
    aligns : str
        One ``<`` or ``>`` for each column.
    gap : str
        Between columns.
    limits : sequence of int or None, optional
        Greatest width of each column; what is wider is cut.

    Returns
    -------
    list of str
        One line for each row, without blanks at the end.

    Examples
    --------
    >>> columns([("direct", "18.2"), ("operational", "4.4")], "<>")
    ['direct       18.2', 'operational   4.4']
    """
    if not rows:
        return []
    limits = limits or [None] * len(aligns)
    cut = [
        [cell if limit is None else shorten(cell, limit) for cell, limit in zip(row, limits, strict=True)]
        for row in rows
    ]
    widths = [max(display_width(row[column]) for row in cut) for column in range(len(aligns))]
    return [_line(row, widths, aligns, gap) for row in cut]


def _line(row: Iterable[str], widths: Iterable[int], aligns: str, gap: str) -> str:
    cells = (pad(cell, width, align) for cell, width, align in zip(row, widths, aligns, strict=True))
    return gap.join(cells).rstrip()
