"""Chinese words of units, as planners file them: 亿元, 万吨, 万辆, 亿千瓦时."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

#: Words of size before a noun, and letters before a unit -> how many.
SIZES: Mapping[str, float] = {"bn": 1e9, "billion": 1e9, "million": 1e6, "thousand": 1e3}
PREFIXES: Mapping[str, float] = {"": 1.0, "k": 1e3, "M": 1e6, "G": 1e9, "T": 1e12}
#: What is counted in 万 and 亿 -> its Chinese word. A size without a noun counts vehicles.
COUNTED: Mapping[str, str] = {
    **dict.fromkeys(("", "vehicle", "truck", "car"), "辆"),
    "CNY": "元",
    "tkm": "吨公里",
    "km": "公里",
    "L": "升",
    "barrel": "桶",
    "Nm3": "Nm3",
}
#: What is counted so and has letters of size before it -> its Chinese word, and how many of that it is.
PREFIXED: Mapping[str, tuple[str, float]] = {
    "t": ("吨", 1.0),
    "tce": ("吨标准煤", 1.0),
    "Wh": ("千瓦时", 1e-3),
    "W": ("千瓦", 1e-3),
}
#: Noun -> the largest size that it is counted in, and the largest one that its values need not all reach a
#: tenth of: tonnes of a total and its parts stand in 万, money in 亿.
SIZES_OF: Mapping[str, tuple[float, float]] = {
    "元": (1e12, 1e8),
    "吨": (1e8, 1e4),
    "吨标准煤": (1e8, 1e4),
    "辆": (1e4, 1e4),
}
OTHERS = (1e8, 1e8)
#: Factors of ratios; what is not here is a unit of science.
FACTORS: Mapping[str, str] = {
    "CNY": "元",
    "t": "吨",
    "kg": "千克",
    "g": "克",
    "tce": "吨标准煤",
    "kgce": "千克标准煤",
    "gce": "克标准煤",
    "km": "公里",
    "100km": "百公里",
    "100 km": "百公里",
    "tkm": "吨公里",
    "m": "米",
    "kWh": "千瓦时",
    "kW": "千瓦",
    "L": "升",
    "barrel": "桶",
    "yr": "年",
    "year": "年",
    "month": "月",
    "day": "日",
    "d": "日",
    "h": "小时",
    "min": "分钟",
    "s": "秒",
    "count": "个",
    "times": "倍",
    "truck": "辆",
    "car": "辆",
    "vehicle": "辆",
    "swap": "次",
    "station": "座",
    "block": "块",
    "trip": "趟",
    "round trip": "趟",
    "points": "百分点",
}
#: Units that are said as a whole.
WHOLE: Mapping[str, str] = {"1": "", "1/day": "次/日"}
#: Times that an amount may be stated for, so that it is still an amount.
SPANS = ("", "yr", "day")
_SIZED = re.compile(rf"({'|'.join(SIZES)})(?: |$)(.*)")
_PREFIXED = re.compile(rf"([{''.join(PREFIXES)}]?)({'|'.join(PREFIXED)})")
_SIGNS = re.compile(r"([/()])")
_GAS = re.compile(r" ?(CO2e?)")


@dataclass(frozen=True)
class Counted:
    """A unit of things that are counted: how many of a noun it is, and what stands behind it."""

    size: float
    noun: str
    ending: str


def counted_in(unit: str) -> Counted | None:
    """The Chinese noun that a unit counts; None for ratios and units of science.

    Examples
    --------
    >>> counted_in("Mt CO2/yr"), counted_in("CNY/t")
    (Counted(size=1000000.0, noun='吨', ending='CO2/年'), None)
    """
    head, _, span = unit.partition("/")
    if span not in SPANS:
        return None
    head, gas = _split_gas(head)
    ending = gas + (f"/{FACTORS[span]}" if span else "")
    if prefixed := _PREFIXED.fullmatch(head):
        noun, each = PREFIXED[prefixed[2]]
        return Counted(PREFIXES[prefixed[1]] * each, noun, ending)
    sized = _SIZED.fullmatch(head)
    size, noun = (SIZES[sized[1]], sized[2]) if sized else (1.0, head or "1")
    return Counted(size, COUNTED[noun], ending) if noun in COUNTED else None


def ratio_words(unit: str) -> str:
    """A unit in Chinese, factor by factor; units of science stay as they are.

    Examples
    --------
    >>> ratio_words("CNY/t CO2"), ratio_words("CNY/(t/yr)"), ratio_words("MJ/kg")
    ('元/吨CO2', '元/(吨/年)', 'MJ/千克')
    """
    if unit in WHOLE:
        return WHOLE[unit]
    return "".join(_factor(part) for part in _SIGNS.split(unit))


def _factor(part: str) -> str:
    head, gas = _split_gas(part)
    return FACTORS[head] + gas if head in FACTORS else part


def _split_gas(head: str) -> tuple[str, str]:
    """A mass and its gas, if it names one."""
    found = _GAS.search(head)
    return (head, "") if found is None else (head.removesuffix(found[0]), found[1])
