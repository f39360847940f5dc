"""Levels of a series in a year, with their band: what emissions are, and whether they fall."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from carbonsim.core.blank import figures
from carbonsim.core.carbon import BOUNDARIES
from carbonsim.engine.headline import EMISSIONS, YEARS
from carbonsim.report.change_words import ONE_RUN, bracketed, emission_words
from carbonsim.report.effects import AGREED, ALL_SECTORS
from carbonsim.report.pick import sector_of
from carbonsim.report.spreads import ENDS
from carbonsim.report.texts import text
from carbonsim.report.wording import Shown, band, listed, shown, two_digits
from carbonsim.results.records import Variable
from carbonsim.results.results import Results


@dataclass(frozen=True)
class Level:
    """A series in one year: median and 5th and 95th percentile; without draws the deterministic run's value.

    `draws` are those that have the figure, 0 of a deterministic run.
    """

    name: str
    year: int
    unit: str
    median: float
    low: float
    high: float
    draws: int


@dataclass(frozen=True)
class Course:
    """Emissions of a sector within a boundary: in the first year and in later ones.

    `way` is -1 where they are below those of the first year in nine of ten draws, +1 where above, else 0, for
    each later year.
    """

    sector: str
    boundary: str
    first: Level
    later: tuple[Level, ...]
    way: tuple[int, ...]


def level_at(results: Results, name: str, year: int) -> Level:
    """A series in a year of the horizon."""
    index, unit = year - int(results.years[0]), results.unit(name)
    if name not in results.banded:
        value = float(results.central[name][index])
        return Level(name, year, unit, value, value, value, 0)
    low, median, high = (float(row[index]) for row in results.quantiles(name, ENDS))
    return Level(name, year, unit, median, low, high, 0 if math.isnan(median) else results.draws)


def shown_years(results: Results) -> tuple[int, ...]:
    """2030 and 2035 where the horizon has them behind its first year, else its last year."""
    first, last = int(results.years[0]), int(results.years[-1])
    return tuple(year for year in YEARS if first < year <= last) or (last,)


def courses(results: Results) -> tuple[Course, ...]:
    """Courses of emissions by sector and boundary, the narrow boundaries first; blank ones are left out."""
    found = [
        _course(results, sector_of(variable.stem), variable)
        for variable in results.variables.values()
        if variable.stem.startswith(EMISSIONS)
        and variable.boundary
        and not variable.variant + variable.product
    ]
    places = list(BOUNDARIES)
    whole = [one for one in found if not any(math.isnan(level.median) for level in (one.first, *one.later))]
    return tuple(sorted(whole, key=lambda one: places.index(one.boundary)))


def main_course(found: Sequence[Course]) -> Course | None:
    """The course that speaks for several: of all sectors and operational, where there are these."""
    sectors = [one.sector for one in found]
    if not sectors:
        return None
    sector = ALL_SECTORS if ALL_SECTORS in sectors else sectors[0]
    of_sector = [one for one in found if one.sector == sector]
    return next((one for one in of_sector if one.boundary == "operational"), of_sector[0])


def _course(results: Results, sector: str, variable: Variable) -> Course:
    first = level_at(results, variable.name, int(results.years[0]))
    later = tuple(level_at(results, variable.name, year) for year in shown_years(results))
    return Course(sector, variable.boundary, first, later, tuple(_way(results, first, one) for one in later))


def _way(results: Results, first: Level, later: Level) -> int:
    """Sign of a change that nine of ten draws have; 0 where they do not, or are not kept."""
    start = int(results.years[0])
    before, after = (results.draws_at(one.name, one.year - start) for one in (first, later))
    if before is None or after is None:
        return 0
    change = figures(after - before)
    if not change.size:
        return 0
    falling, rising = float((change < 0.0).mean()), float((change > 0.0).mean())
    return -1 if falling >= AGREED else int(rising >= AGREED)


#: Verb of a course by its sign.
VERBS: Mapping[int, Mapping[str, str]] = {
    -1: {"en": "falls from", "zh": "降至"},
    0: {"en": "goes from", "zh": "变为"},
    1: {"en": "rises from", "zh": "升至"},
}


def course_words(course: Course, language: str, region: str = "") -> str:
    """Emissions in the first year and later; a verb of direction stands where nine of ten draws agree."""
    levels = (course.first, *course.later)
    unit = shown(course.first.unit, [value for one in levels for value in (one.median, one.high)], language)
    what = emission_words(course.sector, course.boundary, course.first.unit, language, region)
    verb = text(VERBS[course.way[0] if len(set(course.way)) == 1 else 0], language)
    later = listed([_level(one, unit, language) for one in course.later], language)
    if course.later[0].year == course.first.year:
        return f"{what}：{later}" if language == "zh" else f"{what}: {later}"
    start = f"{two_digits(course.first.median * unit.factor)} {unit.words}"
    if language == "zh":
        return f"{what}由 {course.first.year} 年的 {start}{verb} {later}"
    return f"{what} {verb} {start} in {course.first.year} to {later}"


def _level(level: Level, unit: Shown, language: str) -> str:
    inside = band(level.low * unit.factor, level.high * unit.factor, language)
    inside = bracketed(inside if level.draws else text(ONE_RUN, language), language)
    figure = f"{two_digits(level.median * unit.factor)} {unit.words}"
    return f"{level.year} 年的 {figure}{inside}" if language == "zh" else f"{figure} in {level.year}{inside}"
