"""Texts of others as plain text: nothing in them steers a terminal or starts a formula of a spreadsheet."""

from __future__ import annotations

import json
import unicodedata

#: Categories of characters that steer a terminal, turn the way of writing, or are not seen at all.
HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
#: Breaks and indents of ordinary texts.
PLAIN_BREAKS = "\t\n"
#: A cell that begins so is a formula to a spreadsheet; some take the wide signs, too.
FORMULAS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def hidden(text: str) -> str:
    """The first character of a text that is not seen; nothing where there is none.

    Examples
    --------
    >>> hidden("red\\x1b[31m"), hidden("two\\nlines"), hidden("重\\u200b卡")
    ('\\x1b', '', '\\u200b')
    """
    if text.isprintable():
        return ""
    return next((sign for sign in text if sign not in PLAIN_BREAKS and _is_hidden(sign)), "")


def harmless(text: str) -> str:
    """A text in which characters that are not seen, or steer a terminal, are written out.

    Blanks, tabs and line breaks become one blank each.

    Examples
    --------
    >>> harmless("a\\x1b[31mb\\nc"), harmless("重卡 <b>")
    ('a\\\\x1b[31mb c', '重卡 <b>')
    """
    if text.isprintable():
        return text
    return "".join(
        " " if sign.isspace() else written_out(sign) if _is_hidden(sign) else sign for sign in text
    )


def written_out(sign: str) -> str:
    """A character by its number, as a text in quotes may name it.

    Examples
    --------
    >>> written_out("\\x1b"), written_out("\\u202e")
    ('\\\\x1b', '\\\\u202e')
    """
    code = ord(sign)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _is_hidden(sign: str) -> bool:
    return unicodedata.category(sign) in HIDDEN


def shown_json(document: str) -> str:
    """A JSON document whose hidden characters stand by their number, which is the same JSON.

    Examples
    --------
    >>> shown_json('["重卡", "\\x7f\\u202e"]')
    '["重卡", "\\\\u007f\\\\u202e"]'
    """
    if not hidden(document):
        return document
    return "".join(json.dumps(sign)[1:-1] if hidden(sign) else sign for sign in document)


def valid(text: str) -> str:
    """A text that can be written as UTF-8.

    Names of files that the system could not decode (of another encoding, or UTF-8 where the locale is C)
    have their bytes as lone surrogates: those that are UTF-8 become what they are, others a question mark.

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
