"""Chinese units and scales, and the same in the grammar of `units`: ``元/度`` is CNY/kWh, ``万`` 10,000."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from decimal import Decimal

#: Words that scale what follows them.
SCALES: Mapping[str, int] = {
    **{"百": 10**2, "千": 10**3, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7},
    **{"亿": 10**8, "十亿": 10**9, "百亿": 10**10, "千亿": 10**11, "万亿": 10**12},
}
#: As in 万 亿; what stands behind more of them is no unit.
_MOST_SCALES = 2
_PREFIXES = {"": "", "千": "k", "兆": "M", "吉": "G", "太": "T"}
_WITH_PREFIX = {"焦": "J", "焦耳": "J", "瓦时": "Wh", "瓦": "W"}
UNITS: Mapping[str, str] = {
    **{
        f"{prefix}{unit}": f"{letter}{name}"
        for prefix, letter in _PREFIXES.items()
        for unit, name in _WITH_PREFIX.items()
    },
    **{"度": "kWh", "千伏安": "kVA", "兆伏安": "MVA"},
    **{"毫克": "mg", "克": "g", "千克": "kg", "公斤": "kg", "吨": "t"},
    **{"克标准煤": "gce", "千克标准煤": "kgce", "公斤标准煤": "kgce", "吨标准煤": "tce", "吨标煤": "tce"},
    **{"二氧化碳": "CO2", "二氧化碳当量": "CO2e"},
    **{"毫米": "mm", "厘米": "cm", "米": "m", "千米": "km", "公里": "km"},
    **{"平方米": "m2", "立方米": "m3", "标准立方米": "Nm3", "标立方米": "Nm3", "标方": "Nm3"},
    **{"升": "L", "桶": "barrel"},
    **{"秒": "s", "分钟": "min", "小时": "h", "日": "day", "天": "day"},
    **{"月": "month", "个月": "month", "年": "yr"},
    **{"元": "CNY", "人民币": "CNY", "美元": "USD", "欧元": "EUR"},
    **{"辆": "vehicle", "站": "station", "座": "station", "次": "swap", "往返": "round_trip"},
    **{"个": "count", "台": "count", "块": "count", "套": "count"},
    **{"吨公里": "tkm", "车公里": "vkm", "辆公里": "vkm"},
}
_WORDS = {**{word: str(scale) for word, scale in SCALES.items()}, **UNITS}
#: The longest word first: 千瓦时 before 千瓦 before 千.
_WORD = re.compile("|".join(sorted(_WORDS, key=len, reverse=True)))
_AROUND_SIGNS = re.compile(r" *([/*^()·]) *")


def in_english(unit: str) -> str:
    """A unit with its Chinese words in the grammar of `units`; what is none of them stays.

    Examples
    --------
    >>> in_english("元/度"), in_english("万吨CO2/年"), in_english("L/百公里"), in_english("kWh")
    ('CNY/kWh', '10000 t CO2/yr', 'L/100 km', 'kWh')
    """
    if unit.isascii() or not _WORD.search(unit):
        return unit
    words = _WORD.sub(lambda match: f" {_WORDS[match.group()]} ", unit)
    return _AROUND_SIGNS.sub(r"\1", " ".join(words.split()))


def scaled(number: str, unit: str) -> tuple[float, str]:
    """A number with the Chinese scales behind it, and its unit in English.

    Examples
    --------
    >>> scaled("12", "万 辆"), scaled("30", "亿元/年"), scaled("1.1", "千克")
    ((120000.0, 'vehicle'), (3000000000.0, 'CNY/yr'), (1.1, 'kg'))
    """
    value, rest = float(number), unit.strip()
    if not math.isfinite(value):
        return value, unit
    exact = Decimal(number)
    for _ in range(_MOST_SCALES):
        match = _WORD.match(rest)
        if match is None or match.group() not in SCALES:
            break
        exact *= SCALES[match.group()]
        rest = rest[match.end() :].lstrip()
    return float(exact), in_english(rest)
