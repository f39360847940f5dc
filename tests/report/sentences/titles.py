"""Grammar of titles: those of changes, levels and claims are sentences, the others stand here."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np

from tests.report.sentences import chinese, english
from tests.report.sentences.changes import NUM
from tests.report.sentences.facts import SECTORS as NAMES
from tests.report.sentences.facts import Change, Facts, Stated, Truth, number

ALONE = (" (one run, no range)", "（单次运行，无区间）")
NEW = {"new energy": "New Energy", "新能源车": "New Energy", "plug-in": "Plug-In", "新能源乘用车": "Plug-In"}
MEANS = {"truck": "Truck", "重卡": "Truck", "car": "Light-Duty Vehicle", "乘用车": "Light-Duty Vehicle"}
STOCKS = {
    **dict.fromkeys(("trucks", "重卡"), "Stocks|Transportation|Truck"),
    **dict.fromkeys(("cars", "乘用车"), "Stocks|Transportation|Light-Duty Vehicle"),
    **dict.fromkeys(("new energy vehicles", "新能源车"), "Stocks|Transportation|New Energy Vehicle"),
    **dict.fromkeys(("steel capacity", "钢铁产能"), "Capacity|Iron and Steel|Steel"),
    **dict.fromkeys(("steel production", "钢产量"), "Production|Iron and Steel|Steel"),
    **dict.fromkeys(("iron production", "铁产量"), "Production|Iron and Steel|Iron"),
}
SECTORS = {**chinese.SECTORS, **{name.capitalize(): name for name in NAMES}}
#: A sector beside others: its name, what became of it, by how much.
UNITS = rf"{english.UNIT}|{chinese.UNIT}"
BESIDE = rf"({'|'.join(chinese.SECTORS)}|[a-z ]+?) ?"
BESIDE += "(cut by|raised by|undecided|unchanged|减少|增加|低|高|无法定论|不变)?"
BESIDE += rf" ?(?:({NUM}) ({UNITS}))?(?: (lower|higher))?"
BESIDE_WAYS = {
    **{"cut by": -1, "lower": -1, "减少": -1, "低": -1, "raised by": 1, "higher": 1, "增加": 1, "高": 1},
    **{"undecided": 0, "无法定论": 0, "unchanged": None, "不变": None},
}
INSIDE = rf"(?: \((?:({NUM}) to ({NUM})|one run, no range)\)|（(?:({NUM}) 至 ({NUM})|单次运行，无区间)）)"


def parse(key: str, title: str, language: str, facts: Facts, truth: Truth) -> None:
    """Facts of a title, which speaks of the subject that its key names; what cannot be read is an error."""
    chart, _, subject = key.partition("|")
    if chart == "sales_shares":
        _shares(title[:1].lower() + title[1:], facts, truth)
        assert all(subject in one.name for one in facts.levels), (key, title)
    elif chart in ("stock", "capacity", "production"):
        _stock(title, facts, truth)
        assert all(subject in one.name for one in facts.levels), (key, title)
    elif chart == "savings":
        _savings(title[:1].lower() + title[1:], subject, facts, truth)
    elif chart == "difference_by_sector":
        _sectors(title[:1].lower() + title[1:], facts, truth)
    elif chart in ("cost", "owner_cost") and (found := re.match(rf"({'|'.join(SECTORS)})(?:: |：)", title)):
        sector = SECTORS[found[1]]
        assert subject.endswith(NAMES[sector]), (key, title)
        (english if language == "en" else chinese).parse(title[found.end() :], facts, truth)
        facts.changes[:] = [replace(one, sector=sector) for one in facts.changes]
    else:
        (english if language == "en" else chinese).parse(title, facts, truth)


def _sectors(title: str, facts: Facts, truth: Truth) -> None:
    """Changes of sectors side by side, of which all but those together are told."""
    drawn = bool(truth.results.banded)
    if not drawn:
        assert title.endswith(ALONE), title
        for words in ALONE:
            title = title.removesuffix(words)
    head = re.match(r"([a-z-]+) (CO2e?) in (\d{4}): ", title)
    if head:
        boundary, gas, year = head.groups()
    else:
        head = re.match(r"(\d{4}) 年分行业的(\S+) (CO2e?) 排放：", title)
        assert head, f"cannot be read: {title!r}"
        year, boundary, gas = head[1], chinese.BOUNDARIES[head[2]], head[3]
    for part in re.split(r"[,，](?!\d)", title[head.end() :]):
        found = re.fullmatch(BESIDE, part.strip())
        assert found, f"cannot be read: {part!r}"
        sign = BESIDE_WAYS[found[2] or found[5]]
        said = number(found[3]) if found[3] else None
        sector = SECTORS[found[1].capitalize()]
        facts.changes.append(
            Change("emissions", sector, boundary, gas, year, sign, drawn, said, found[4] or "")
        )
    told = {one.sector for one in facts.changes}
    assert told == {one for one in NAMES if one != "all sectors" and truth.boundaries(one)}, title


def _savings(title: str, subject: str, facts: Facts, truth: Truth) -> None:
    """The least and the most that a works saves over its cases."""
    products = {
        "hot metal": "hot metal",
        "liquid steel": "liquid steel",
        "铁水": "hot metal",
        "钢水": "liquid steel",
    }
    how = r"(?: \((medians|one run, no range)\)|（(中位数|单次运行，无区间)）)"
    english_words = (
        rf"in (\d{{4}}) the works saves ({NUM}) to ({NUM}) (\S+) operational CO2 by case, at equal (.*){how}"
    )
    chinese_words = rf"(\d{{4}}) 年等量(.*)下，各情形全厂减少运行 CO2 ({NUM}) 至 ({NUM}) (\S+?){how}"
    if found := re.fullmatch(english_words, title):
        year, low, high, unit, product = found.groups()[:5]
    else:
        found = re.fullmatch(chinese_words, title)
        assert found, f"cannot be read: {title!r}"
        year, product, low, high, unit = found.groups()[:5]
    assert ((found[6] or found[7]) in ("medians", "中位数")) == bool(truth.results.banded), title
    index = truth.years.index(int(year))
    medians = {
        one.name: _at(one.name, index, truth)
        for one in truth.results.variables.values()
        if one.name.startswith("Works Saving|")
        and subject in one.name
        and one.boundary == "operational"
        and one.product == products.get(product, product)
        and not np.isnan(_at(one.name, index, truth))
    }
    for name, figure in ((min(medians, key=medians.get), low), (max(medians, key=medians.get), high)):
        facts.levels.append(Stated(name, int(year), number(figure), unit))


def _at(name: str, index: int, truth: Truth) -> float:
    results = truth.results
    if not results.banded:
        return float(results.central[name][index])
    return float(results.quantiles(name, (0.5,))[0][index])


def _shares(title: str, facts: Facts, truth: Truth) -> None:
    if not truth.results.banded:
        assert title.endswith(ALONE), title
        for words in ALONE:
            title = title.removesuffix(words)
    new, means = "|".join(NEW), "|".join(MEANS)
    if found := re.fullmatch(
        rf"({new}) reaches half of ({means}) sales in (\d{{4}}); in (\d{{4}}) it is ({NUM}) %{INSIDE}?", title
    ) or re.fullmatch(
        rf"({new})占({means})销量的比例 (\d{{4}}) 年过半；(\d{{4}}) 年为 ({NUM}) %{INSIDE}?", title
    ):
        name = _share(found[2], found[1], truth)
        _reached(name, int(found[3]), truth)
        facts.levels.append(_stated(name, int(found[4]), found[5], found.groups()[5:]))
        return
    head = re.match(r"in (\d{4}) |(\d{4}) 年，", title)
    assert head, f"cannot be read: {title!r}"
    rest = title[head.end() :]
    pattern = rf"({new}) is ({NUM}) %{INSIDE}? of ({means}) sales"
    for item in re.finditer(pattern, rest):
        name = _share(item[7], item[1], truth)
        facts.levels.append(_stated(name, int(head[1]), item[2], item.groups()[2:6]))
    rest = re.sub(pattern, "", rest)
    pattern = rf"({new})占({means})销量 ({NUM}) %{INSIDE}?"
    for item in re.finditer(pattern, rest):
        facts.levels.append(
            _stated(_share(item[2], item[1], truth), int(head[2]), item[3], item.groups()[3:])
        )
    assert facts.levels and not re.sub(pattern, "", rest).strip(" ,，"), f"not all read: {title!r}"


def _share(means: str, new: str, truth: Truth) -> str:
    name = f"Sales Share|Transportation|{MEANS[means]}|{NEW[new]}"
    assert name in truth.results.variables, name
    return name


def _stated(name: str, year: int, figure: str, ends: tuple[str | None, ...]) -> Stated:
    low, high = (ends[0] or ends[2], ends[1] or ends[3])
    band = (number(low), number(high)) if low and high else (None, None)
    return Stated(name, year, number(figure), "%", *band)


def _reached(name: str, year: int, truth: Truth) -> None:
    """The median is half or more in that year for the first time."""
    results = truth.results
    median = results.quantiles(name, (0.5,))[0] if results.banded else results.central[name]
    place = truth.years.index(year)
    assert median[place] >= 50.0 and (median[:place] < 50.0).all(), (name, year, median)


def _stock(title: str, facts: Facts, truth: Truth) -> None:
    figure = rf"({NUM}) ([^,， ]+)"
    if found := re.fullmatch(
        rf"(.+), largest part of (.+) in (\d{{4}}): {figure} then, {figure} in (\d{{4}}){INSIDE}", title
    ):
        part, what, start, before, unit, after, again, end, *ends = found.groups()
    else:
        found = re.fullmatch(
            rf"(.+)中 (\d{{4}}) 年最多的是(.+)：当年 {figure}，(\d{{4}}) 年 ([\d.,]+) ([^（ ]+){INSIDE}",
            title,
        )
        assert found, f"cannot be read: {title!r}"
        what, start, part, before, unit, end, after, again, *ends = found.groups()
    assert unit == again, title
    name = _largest(what, truth)
    if title.isascii():
        assert name.endswith(f"|{part}"), (title, name)
    facts.levels.append(Stated(name, int(start), number(before), unit))
    low, high = ends[0] or ends[2], ends[1] or ends[3]
    band = (number(low), number(high)) if low and high else (None, None)
    facts.levels.append(Stated(name, int(end), number(after), unit, *band))


def _largest(what: str, truth: Truth) -> str:
    """The part of a stock that is largest in the first year."""
    root = STOCKS[what]
    parts = [name for name in truth.results.variables if name.startswith(f"{root}|") and "[" not in name]
    finest = [name for name in parts if not any(other.startswith(f"{name}|") for other in parts)]
    return max(finest, key=lambda name: _at(name, 0, truth))
