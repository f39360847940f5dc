"""Signs in numbers that are read in two ways, or not at all: commas, blanks, wide signs."""

from __future__ import annotations

import re
import unicodedata

_NUMBER_WITH_COMMAS = re.compile(r"[+-]?\d[\d.]*(?:,\d+)+(?:\.\d+)?", re.ASCII)
_WITHOUT_DOUBT_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?", re.ASCII)
_NUMBER_WITH_BLANKS = re.compile(r"[+-]?\d{1,3}(?:[\s']\d{3})+(?![\d./])", re.ASCII)
_WITH_WIDE_SIGNS = re.compile(r"[+\-＋－]?[\d０-９][\d０-９.．。,，、_]*|[.．][\d０-９]+")
_RANGE = re.compile(r"[+-]?\d[\d.]*\s*(?:[~～–—至到-]|\.\.)\s*\d", re.ASCII)
_IN_WORDS = re.compile("[一二两三四五六七八九十半]")
_STOPS = str.maketrans({"。": ".", "、": ","})
#: Wide signs of Chinese input methods, and what YAML and numbers have instead.
WIDE = {
    **{"：": ":", "，": ",", "｛": "{", "｝": "}", "［": "[", "］": "]", "【": "[", "】": "]", "％": "%"},
    **{"（": "(", "）": ")", "“": '"', "”": '"', "‘": "'", "’": "'", "＃": "#", "－": "-", "＝": "="},
    **{chr(0xFF10 + digit): str(digit) for digit in range(10)},
}
_QUOTED_OR_COMMENT = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'[^']*'|(?:^|\s)#.*")
_ANY_WIDE = re.compile(f"[{''.join(WIDE)}]")
#: No number is longer, and no line that is looked at for signs.
_LONGEST, _LONGEST_LINE = 60, 2000


def instead(text: str) -> tuple[str, str]:
    """Fault of the signs of a number, and what to write instead; nothing where they are fine.

    A comma is refused wherever it stands: ``1,000`` is a thousand to some and one to others.

    Examples
    --------
    >>> instead("0,45 CNY/kWh")
    ('with a comma', 'write 0.45 with a point')
    >>> instead("1,000 truck")
    ('with a comma', 'write 1000 without commas, or 1.000 if the comma is a decimal one')
    >>> instead("１２ truck")
    ('with the wide sign １', 'write 12')
    >>> instead("0.6~0.8 CNY/kWh")
    ('with two numbers', 'write a range as {value: ..., low: ..., high: ..., unit: ...}')
    >>> instead("12 500 truck")
    ('with thousands set apart', 'write 12500')
    """
    text = text[:_LONGEST]
    wrong, hint = _wide_number(text)
    if wrong:
        return wrong, hint
    if match := _NUMBER_WITH_COMMAS.match(text):
        return "with a comma", _without_commas(match.group())
    if match := _NUMBER_WITH_BLANKS.match(text):
        plain = re.sub(r"[\s']", "", match.group())
        return "with thousands set apart", f"write {plain}"
    if _RANGE.match(text):
        return "with two numbers", "write a range as {value: ..., low: ..., high: ..., unit: ...}"
    return "", ""


def no_number(text: str) -> str:
    """Advice on a text that does not begin with a number; nothing where there is none in it.

    Examples
    --------
    >>> no_number("¥0.6/kWh"), no_number("十二万辆"), no_number("many")
    ('begin with the number, its unit behind it', 'write the number in digits', '')
    """
    if any(letter.isdigit() for letter in text):
        return "begin with the number, its unit behind it"
    return "write the number in digits" if _IN_WORDS.search(text) else ""


def _wide_number(text: str) -> tuple[str, str]:
    match = _WITH_WIDE_SIGNS.match(text)
    written = match.group() if match else ""
    plain = unicodedata.normalize("NFKC", written.translate(_STOPS))
    if plain == written:
        return "", ""
    sign = next(one for one, other in zip(written, plain, strict=True) if one != other)
    return f"with the wide sign {sign}", _without_commas(plain) if "," in plain else f"write {plain}"


def _without_commas(number: str) -> str:
    joined, decimal = number.replace(",", ""), number.replace(".", "").replace(",", ".")
    if number.count(",") > 1 or "." in number.partition(",")[2]:
        return f"write {joined} without commas"
    if _WITHOUT_DOUBT_THOUSANDS.fullmatch(number):
        return f"write {joined} without commas, or {decimal} if the comma is a decimal one"
    return f"write {decimal} with a point"


def wide_sign(line: str) -> str:
    """The first wide sign of a line of YAML outside of quotes and comments; nothing where there is none.

    Examples
    --------
    >>> wide_sign("years: [2023，2060]"), wide_sign('title: "福建，重卡"  # ：')
    ('，', '')
    """
    if not _ANY_WIDE.search(line):
        return ""
    match = _ANY_WIDE.search(_QUOTED_OR_COMMENT.sub(" ", line[:_LONGEST_LINE]))
    return match.group() if match else ""


def narrow(sign: str) -> str:
    """Advice on a wide sign.

    Examples
    --------
    >>> narrow("：")
    'this line holds the wide sign ：, write : instead'
    """
    return f"this line holds the wide sign {sign}, write {WIDE[sign]} instead"
