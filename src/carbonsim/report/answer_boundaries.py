"""At which boundary an answer turns: where emissions are cut, raised, unchanged or undecided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from carbonsim.report.change_words import amount, bracketed, unit_of
from carbonsim.report.effects import Effect, Way
from carbonsim.report.levels import Course, Level
from carbonsim.report.texts import text
from carbonsim.report.wording import (
    Shown,
    band,
    boundary_name,
    gas,
    listed,
    sector_words,
    shown,
    two_digits,
    when,
)

Texts = Mapping[str, str]
#: Words of a direction, and those of a run without draws.
WAYS: Mapping[Way, Texts] = {
    Way.LESS: {"en": "cut", "zh": "减少"},
    Way.MORE: {"en": "raised", "zh": "增加"},
    Way.UNCHANGED: {"en": "unchanged", "zh": "不变"},
    Way.UNDECIDED: {"en": "undecided", "zh": "无法定论"},
}
WAYS_OF_ONE_RUN: Mapping[Way, Texts] = {
    **WAYS,
    Way.LESS: {"en": "lower", "zh": "较低"},
    Way.MORE: {"en": "higher", "zh": "较高"},
}
SAME: Texts = {"en": "the same at every boundary {}: ", "zh": "{}各边界结论一致，"}
TURNS: Texts = {"en": "it turns by boundary {}: ", "zh": "{}结论随边界而变，"}
MIXED: Texts = {"en": "not the same at every boundary {}: ", "zh": "{}各边界结论不一，"}
BY_SECTOR: Texts = {"en": "by sector and boundary {}: ", "zh": "{}分行业、分边界："}
LEVELS: Texts = {"en": "by boundary {when}: {levels}", "zh": "{when}按边界：{levels}"}
EVERY: Texts = {"en": "every boundary", "zh": "所有边界"}


def boundary_clause(effects: Sequence[Effect], stated: Sequence[Effect], language: str) -> str:
    """Direction of the change at each boundary, with its median where it is decided; by sector if several.

    Nothing where there is one boundary alone; `stated` are the effects whose amounts share a unit.
    """
    there = [one for one in effects if one.way is not Way.BLANK]
    if len(there) <= 1:
        return ""
    period = when(there[0].period, language)
    sectors = dict.fromkeys(one.sector for one in there)
    semicolon = "；" if language == "zh" else "; "
    if len(sectors) > 1:
        said = [_sector([one for one in there if one.sector == sector], language) for sector in sectors]
        return text(BY_SECTOR, language).format(period) + semicolon.join(said)
    ways = {one.way for one in there}
    head = SAME if len(ways) == 1 else TURNS if {Way.LESS, Way.MORE} <= ways else MIXED
    unit = unit_of(stated, language)
    said = [_at(group, unit, language) for group in _by_way(there)]
    return text(head, language).format(period) + semicolon.join(said)


def level_clause(found: Sequence[Course], language: str) -> str:
    """Emissions of one sector at each boundary in the last of the years that a sentence speaks of."""
    levels = [one.later[-1] for one in found]
    unit = shown(levels[0].unit, [level.high for level in levels], language)
    said = [
        f"{boundary_name(one.boundary, language)} {_level(level, unit, language)}"
        for one, level in zip(found, levels, strict=True)
    ]
    period = when(str(levels[0].year), language)
    return text(LEVELS, language).format(when=period, levels=listed(said, language))


def _by_way(effects: Sequence[Effect]) -> list[list[Effect]]:
    """Effects by their direction, in the order of `WAYS`."""
    groups = [[one for one in effects if one.way is way] for way in WAYS]
    return [group for group in groups if group]


def _way(effect: Effect, language: str) -> str:
    return text((WAYS if effect.draws else WAYS_OF_ONE_RUN)[effect.way], language)


def _at(group: Sequence[Effect], unit: Shown, language: str) -> str:
    """Boundaries of one direction, with the amounts of what is decided."""
    said = [boundary_name(one.boundary, language) + bracketed(_amount(one, unit), language) for one in group]
    gap = "：" if language == "zh" else " at "
    return f"{_way(group[0], language)}{gap}{listed(said, language)}"


def _sector(effects: Sequence[Effect], language: str) -> str:
    """Directions of one sector, each with its boundaries."""
    groups = _by_way(effects)
    said = []
    for group in groups:
        names = listed([boundary_name(one.boundary, language) for one in group], language)
        where = text(EVERY, language) if len(groups) == 1 and len(group) > 1 else names
        said.append(_way(group[0], language) + bracketed(where, language))
    colon, comma = ("：", "、") if language == "zh" else (": ", ", ")
    return sector_words(effects[0].sector, language) + colon + comma.join(said)


def _amount(effect: Effect, unit: Shown) -> str:
    if effect.way in (Way.UNDECIDED, Way.UNCHANGED):
        return ""
    return f"{amount(effect, unit)} {gas(effect.unit)}"


def _level(level: Level, unit: Shown, language: str) -> str:
    """A level with its gas and band."""
    low, median, high = (value * unit.factor for value in (level.low, level.median, level.high))
    inside = band(low, high, language) if level.draws else ""
    return f"{two_digits(median)} {unit.words} {gas(level.unit)}{bracketed(inside, language)}"
