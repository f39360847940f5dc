"""Words that sentences and titles share: amounts at two digits, years, sectors, boundaries and actors."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from carbonsim.report.effects import ALL_SECTORS
from carbonsim.report.numbers import MISSING
from carbonsim.report.texts import say_name, text
from carbonsim.report.units import axis_unit, stated_unit, without_gas

#: What rests on estimates is stated at so many significant digits.
DIGITS = 2
#: Powers of ten among which units change.
DECADES = (-12, 13)
#: Sector -> its word in a sentence; others are said by the last part of their name.
SECTORS: Mapping[str, Mapping[str, str]] = {
    "Truck": {"en": "trucks", "zh": "重卡"},
    "Light-Duty Vehicle": {"en": "cars", "zh": "乘用车"},
    "New Energy Vehicle": {"en": "new energy vehicles", "zh": "新能源车"},
    "Iron and Steel": {"en": "steel", "zh": "钢铁"},
    ALL_SECTORS: {"en": "all sectors", "zh": "各行业"},
}
BOUNDARIES: Mapping[str, Mapping[str, str]] = {
    "direct": {"en": "direct", "zh": "直接"},
    "market-covered": {"en": "market-covered", "zh": "碳市场覆盖的"},
    "operational": {"en": "operational", "zh": "运行（含电力）"},
    "upstream": {"en": "upstream", "zh": "含上游的"},
    "well-to-wheel": {"en": "well-to-wheel", "zh": "油井到车轮"},
    "life-cycle": {"en": "life-cycle", "zh": "全生命周期"},
}
#: Who pays, and what they pay.
ACTORS: Mapping[str, Mapping[str, str]] = {
    "owner": {"en": "owners", "zh": "所有者成本"},
    "resource": {"en": "society (resource cost)", "zh": "社会资源成本"},
}
COSTS: Mapping[str, Mapping[str, str]] = {
    "owner": {"en": "owners' cost", "zh": "所有者成本"},
    "resource": {"en": "resource cost", "zh": "社会资源成本"},
}

#: Ends of a band.
BAND: Mapping[str, str] = {"en": "{low} to {high}", "zh": "{low} 至 {high}"}


@dataclass(frozen=True)
class Shown:
    """Unit of the amounts of one sentence: its words, and the factor into it."""

    words: str
    factor: float


def shown(unit: str, values: Iterable[float], language: str) -> Shown:
    """Unit of amounts in a sentence, without the gas and the year that the sentence names.

    Examples
    --------
    >>> shown("Mt CO2/yr", [0.11, 0.25], "en"), shown("Mt CO2", [0.11, 0.25], "zh")
    (Shown(words='kt', factor=1000.0), Shown(words='万吨', factor=100.0))
    """
    known = [abs(value) for value in values if math.isfinite(value)]
    found = axis_unit(unit, known, language)
    if language != "zh" and max(known, default=0.0) >= 1.0:
        # a table of millions shows the rarest kinds, too; a sentence has one figure
        found = stated_unit(unit, known, language)
    words = without_gas(found).words
    return Shown(words.removesuffix("/yr").removesuffix("/年"), found.factor)


def sizes(unit: str, language: str) -> list[tuple[float, str, float]]:
    """Units of amounts in a sentence by their size, for `shown` without its values.

    Parameters
    ----------
    unit : str
    language : str

    Returns
    -------
    list of (float, str, float)
        Of each, rising, the amount [unit] from which on it is chosen, its words, and the factor into it.

    Examples
    --------
    >>> sizes("Mt CO2/yr", "en")
    [(0.0, 'Mt', 1.0), (1e-12, 'kt', 1000.0), (1.0, 'Mt', 1.0)]
    """
    found: list[tuple[float, str, float]] = []
    for least in (0.0, *(float(f"1e{power}") for power in range(*DECADES))):
        unit_of_size = shown(unit, [least], language)
        if not found or (unit_of_size.words, unit_of_size.factor) != found[-1][1:]:
            found.append((least, unit_of_size.words, unit_of_size.factor))
    return found


def two_digits(value: float, signed: bool = False) -> str:
    """A number at two significant digits.

    Examples
    --------
    >>> [two_digits(value) for value in (0.0512, 1234.5, 9.96, 0.0, -0.104, 99.6)]
    ['0.051', '1,200', '10', '0', '-0.10', '100']
    >>> two_digits(3.6, signed=True)
    '+3.6'
    """
    if not math.isfinite(value):
        return MISSING
    if value == 0.0:
        return "0"
    rounded = float(f"{value:.{DIGITS - 1}e}")
    places = max(DIGITS - 1 - math.floor(math.log10(abs(rounded))), 0)
    return f"{rounded:{'+' if signed else ''},.{places}f}"


def sector_words(sector: str, language: str) -> str:
    """Sector as a sentence calls it."""
    last = sector.rpartition("|")[2]
    return text(SECTORS[last], language) if last in SECTORS else say_name(last, language)


def boundary_words(boundary: str, language: str) -> str:
    """Boundary as a sentence calls it."""
    return text(BOUNDARIES[boundary], language)


def boundary_name(boundary: str, language: str) -> str:
    """Boundary on its own, in a list.

    Examples
    --------
    >>> boundary_name("operational", "zh"), boundary_name("life-cycle", "en")
    ('运行', 'life-cycle')
    """
    return boundary_words(boundary, language).removesuffix("（含电力）").removesuffix("的")


def actor_words(actor: str, language: str) -> str:
    """Who pays."""
    return text(ACTORS[actor], language)


def cost_words(actor: str, language: str) -> str:
    """Cost of an actor."""
    return text(COSTS[actor], language)


def gas(unit: str) -> str:
    """CO2 or CO2e, as a unit has it; nothing where it has neither.

    Examples
    --------
    >>> gas("Mt CO2e/yr"), gas("kt CO2"), gas("bn CNY")
    ('CO2e', 'CO2', '')
    """
    return next((one for one in ("CO2e", "CO2") if one in unit), "")


def when(period: str, language: str) -> str:
    """Year or years of an effect.

    Examples
    --------
    >>> when("2030", "en"), when("2026-2030", "en"), when("2026-2030", "zh")
    ('in 2030', 'over 2026-2030', '2026-2030 年累计')
    """
    if language == "zh":
        return f"{period} 年累计" if "-" in period else f"{period} 年"
    return f"over {period}" if "-" in period else f"in {period}"


def band(low: float, high: float, language: str, signed: bool = False) -> str:
    """Ends of a band at two digits.

    Examples
    --------
    >>> band(0.0512, 0.249, "en"), band(-8.2, 3.6, "zh", signed=True)
    ('0.051 to 0.25', '-8.2 至 +3.6')
    """
    return text(BAND, language).format(low=two_digits(low, signed), high=two_digits(high, signed))


def enumerated(parts: Iterable[str], language: str) -> str:
    """Parts behind each other.

    Examples
    --------
    >>> enumerated(["a", "b"], "en"), enumerated(["a", "b"], "zh")
    ('a, b', 'a、b')
    """
    return ("、" if language == "zh" else ", ").join(parts)


def listed(parts: Iterable[str], language: str) -> str:
    """Parts of a sentence, the last with "and".

    Examples
    --------
    >>> listed(["a", "b", "c"], "en"), listed(["a", "b"], "zh"), listed(["a"], "en")
    ('a, b and c', 'a、b', 'a')
    """
    *first, last = parts
    if language == "zh":
        return "、".join([*first, last])
    return f"{', '.join(first)} and {last}" if first else last
