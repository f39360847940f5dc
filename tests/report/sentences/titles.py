"""Grammar of titles: those of changes, levels and claims are sentences, the others stand here."""

from __future__ import annotations

import re

from tests.report.sentences import chinese, english
from tests.report.sentences.facts import Facts, Stated, Truth, number

ALONE = (" (one run, no range)", "（单次运行，无区间）")
NUM = r"[+-]?\d[\d,]*(?:\.\d+)?"
NEW = {"new energy": "New Energy", "新能源车": "New Energy", "plug-in": "Plug-In", "新能源乘用车": "Plug-In"}
MEANS = {"truck": "Truck", "重卡": "Truck", "car": "Light-Duty Vehicle", "乘用车": "Light-Duty Vehicle"}
STOCKS = {
    **dict.fromkeys(("trucks", "重卡"), "Stocks|Transportation|Truck"),
    **dict.fromkeys(("cars", "乘用车"), "Stocks|Transportation|Light-Duty Vehicle"),
    **dict.fromkeys(("steel capacity", "钢铁产能"), "Capacity|Iron and Steel|Steel"),
}
INSIDE = rf"(?: \((?:({NUM}) to ({NUM})|one run, no range)\)|（(?:({NUM}) 至 ({NUM})|单次运行，无区间)）)"


def parse(key: str, title: str, language: str, facts: Facts, truth: Truth) -> None:
    """Facts of a title; what cannot be read is an error."""
    if key == "sales_shares":
        _shares(title[:1].lower() + title[1:], facts, truth)
    elif key == "stock":
        _stock(title, facts, truth)
    else:
        (english if language == "en" else chinese).parse(title, facts, truth)


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
    return max(finest, key=lambda name: _median(name, truth))


def _median(name: str, truth: Truth) -> float:
    results = truth.results
    if not results.banded:
        return float(results.central[name][0])
    return float(results.quantiles(name, (0.5,))[0][0])
