"""A simulated line as text and as tables."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from carbonsim.analysis.corridor import Corridor
from carbonsim.core.conversions import DAYS_PER_YEAR
from carbonsim.core.types import Array
from carbonsim.corridor.clock import MINUTES_PER_DAY, QUARTER
from carbonsim.corridor.designs import Judged
from carbonsim.corridor.measures import interval
from carbonsim.corridor.sizing import Sized
from carbonsim.report.layout import INDENT, columns, wrap
from carbonsim.report.numbers import fixed, percent
from carbonsim.report.texts import say, text
from carbonsim.report.units import ShownUnit, amount, fewer, stated_unit
from carbonsim.report.wording import enumerated
from carbonsim.results.tables import Table
from carbonsim.scenario.units import convert

CNY_PER_MILLION = 1e6
#: Waits beyond so many targets, and costs beyond so much of the cheapest, lie outside a chart of designs.
WIDEST, DEAREST = 3.0, 1.6
#: Variable of claims about the emissions that the line saves.
CLAIMED = "Emission Reduction|CO2|Transportation|Truck"
#: Measures in the order of the table: name, words, unit, factor, decimals.
MEASURES = (
    ("trucks", "trucks that enter", "truck/day", 1.0, 0),
    ("swaps", "swaps", "swap/day", 1.0, 0),
    ("wait_mean", "mean wait", "min", 1.0, 2),
    ("wait_long", "95th percentile of waiting", "min", 1.0, 1),
    ("kept_waiting", "swaps that do not begin at once", "%", 100.0, 1),
    ("turned_away", "trucks that leave to charge elsewhere", "%", 100.0, 2),
    ("stranded", "trucks stranded", "%", 100.0, 2),
    ("energy", "energy from the grid", "MWh/day", 1e-3, 1),
    ("electricity_cost", "cost of power", "thousand CNY/day", 1e-3, 1),
    ("bay_load", "time in which bays are taken", "%", 100.0, 1),
    ("power_load", "energy over what connections could give", "%", 100.0, 1),
    ("busiest_power", "power in the busiest quarter hour over the connection", "%", 100.0, 1),
)


def corridor_lines(found: Corridor, language: str) -> list[str]:
    """All that a terminal shows of a simulated line.

    Parameters
    ----------
    found : Corridor
        Simulated.
    language : str
        ``en`` or ``zh``.

    Returns
    -------
    list of str
    """
    plan = found.plan
    scenario = plan.scenario
    title = (
        f"{text(scenario.title, language)} ({scenario.name}): {say('The line, minute by minute', language)}"
    )
    about = say("{days} days after {warm_up} to warm up, {replications} replications, seed {seed}", language)
    lines = [
        title,
        *wrap(_design(found, language)),
        about.format(days=plan.days, warm_up=plan.warm_up, replications=plan.replications, seed=plan.seed),
        "",
    ]
    rows = [tuple(say(head, language) for head in ("on a mean day", "unit", "mean", "± 95 %"))]
    for name, words, unit, factor, places in MEASURES:
        mean, half = measured(found, name, factor)
        own = stated_unit(unit, (mean, half), language)
        finest = fewer(places, own.factor)
        cells = (
            shown(mean * own.factor, finest),
            fixed(half * own.factor, finest) if np.isfinite(half) else "",
        )
        rows.append((INDENT + say(words, language), own.words, *cells))
    return [*lines, *columns(rows, "<<>>"), "", *_binding(found, language), *_worth(found, language)]


def measured(found: Corridor, name: str, factor: float) -> tuple[float, float]:
    """A measure and half of its interval; the long wait is that of all replications together."""
    mean, half = interval(getattr(found.measures, name) * factor)
    return (found.long_wait if name == "wait_long" else mean), half


def shown(value: float, places: int) -> str:
    """A number; where trucks waited for ever, a sign."""
    return "∞" if np.isinf(value) else fixed(value, places)


def _design(found: Corridor, language: str) -> str:
    plan, station = found.plan, found.plan.station
    words = say(
        "{year}: {stations} stations, each with {bays} bay(s), {blocks} blocks, {chargers} chargers, "
        "{connection} kVA; {traffic} trucks a day",
        language,
    )
    return words.format(
        year=plan.year,
        stations=len(plan.line.places),
        bays=station.bays,
        blocks=station.blocks,
        chargers=station.chargers,
        connection=fixed(plan.connection, 0),
        traffic=fixed(plan.line.traffic, 0),
    )


def _binding(found: Corridor, language: str) -> list[str]:
    each = (f"{say(name, language)} {fixed(rate, 1)}" for name, rate in found.rates.items())
    rates = enumerated(each, language)
    words = say(
        "A station could give, in swaps an hour: {rates}. First to bind: {binding}. The busiest one gives "
        "{busiest} in its busiest hour.",
        language,
    )
    filled = words.format(rates=rates, binding=say(found.binding, language), busiest=fixed(found.busiest, 1))
    return wrap(filled)


def _worth(found: Corridor, language: str) -> list[str]:
    words = say(
        "The stations cost {cost} a year with power and staff, {each} CNY for a swap. Such swaps "
        "supply {trucks} trucks; as many diesel trucks emit {emissions} a year at the exhaust.",
        language,
    )
    swaps = float(found.measures.swaps.mean()) * DAYS_PER_YEAR
    filled = words.format(
        cost=amount(found.cost / 1e6, "million CNY", 1, language),
        each=fixed(found.cost / swaps, 0) if swaps > 0 else "-",
        trucks=fixed(found.trucks, 0),
        emissions=amount(found.replaced_emissions / 1e3, "kt CO2", 1, language),
    )
    return wrap(filled)


def size_lines(sized: Sized, target: float, language: str) -> list[str]:
    """What sizing found: the cheapest for each number of stations, and the best of all."""
    if sized.best is None:
        words = (
            "No design keeps the 95th percentile of waiting under {target} min: stations are too far apart."
        )
        return ["", *wrap(say(words, language).format(target=fixed(target, 1)))]
    cost = stated_unit("million CNY/yr", [one.cost / 1e6 for one in sized.judged], language)
    heads = ("stations", "bays", "blocks", "chargers", "kVA", cost.words, "wait p95")
    rows: list[tuple[str, ...]] = [tuple(say(head, language) for head in heads)]
    for count in sorted({one.design.stations for one in sized.judged}):
        found = sized.best if count == sized.best.design.stations else sized.of(count, target)
        rows.append(_row(count, found, cost))
    best = sized.best.design
    title = say("The cheapest stations with the 95th percentile of waiting under {target} min", language)
    words = say(
        "Cheapest: {stations} in each direction, each with {bays} bay(s), {blocks} blocks, {chargers} "
        "chargers and {connection} kVA. On trips that the search has not seen, the 95th percentile is "
        "{wait} min.",
        language,
    )
    filled = words.format(
        **{name: getattr(best, name) for name in ("stations", "bays", "blocks", "chargers", "connection")},
        wait=shown(sized.confirmed, 1),
    )
    lines = ["", title.format(target=fixed(target, 1)), *columns(rows, ">>>>>>>"), *wrap(filled)]
    if sized.confirmed > target:
        lines += wrap(
            say("So it misses the target there: simulate more trucks, or ask for a shorter wait.", language)
        )
    return lines


def _row(count: int, found: Judged | None, cost: ShownUnit) -> tuple[str, ...]:
    if found is None:
        return (str(count), *["-"] * 6)
    parts = (str(part) for part in found.design.parts)
    yearly = fixed(found.cost / 1e6 * cost.factor, fewer(2, cost.factor))
    return (str(2 * count), *parts, yearly, fixed(found.wait_long, 1))


def most_lines(best: Corridor | None, target: float, language: str) -> list[str]:
    """The most traffic that the stations carry, and what part of the scenario's claims it brings."""
    if best is None:
        words = "No traffic is served with the 95th percentile of waiting under {target} min."
        return ["", *wrap(say(words, language).format(target=fixed(target, 1)))]
    words = say(
        "With the 95th percentile of waiting under {target} min the stations carry {traffic} trucks a day, "
        "{swaps} swaps: enough for {trucks} trucks. As many diesel trucks emit {emissions} a year at "
        "the exhaust{claims}.",
        language,
    )
    filled = words.format(
        target=fixed(target, 1),
        traffic=fixed(best.plan.line.traffic, 0),
        swaps=fixed(float(best.measures.swaps.mean()), 0),
        trucks=fixed(best.trucks, 0),
        emissions=amount(best.replaced_emissions / 1e3, "kt CO2", 1, language),
        claims="".join(_shares_of_claims(best, language)),
    )
    return ["", *wrap(filled)]


def _shares_of_claims(best: Corridor, language: str) -> Iterator[str]:
    """What the swaps bring of the reductions that the scenario's claims ask for."""
    for claim in best.plan.scenario.claims:
        if claim.variable == CLAIMED and not claim.form:
            asked = convert(claim.value, claim.unit, "t CO2/yr")
            words = say(", {share} of what the claim {claim} asks for", language)
            yield words.format(share=percent(best.replaced_emissions / asked), claim=claim.name)


def corridor_tables(found: Corridor, sized: Sized | None) -> dict[str, Table]:
    """Tables of a results folder, by file name."""
    tables = {
        "corridor.csv": Table(("measure", "unit", "mean", "half_interval"), list(_measures(found))),
        "day.csv": Table(("station", "time", "waiting", "blocks_ready", "power_kW"), list(_day(found))),
    }
    if sized is not None:
        heads = (
            "stations_each_way",
            "bays",
            "blocks",
            "chargers",
            "connection_kVA",
            "cost_CNY_per_yr",
            "wait_p95_min",
        )
        rows = [(one.design.stations, *one.design.parts, one.cost, one.wait_long) for one in sized.frontier()]
        tables["designs.csv"] = Table(heads, rows)
    return tables


def _measures(found: Corridor) -> Iterator[tuple[str, str, float, float]]:
    for name, _, unit, factor, _ in MEASURES:
        mean, half = measured(found, name, factor)
        yield name, unit, mean, half
    for name, rate in found.rates.items():
        yield f"rate_{name}", "swap/h", rate, float("nan")
    yield "busiest_hour", "swap/h", found.busiest, float("nan")
    yield "cost", "CNY/yr", found.cost, float("nan")
    yield "trucks_supplied", "truck", found.trucks, float("nan")
    yield "diesel_emissions", "t CO2/yr", found.replaced_emissions, float("nan")


def _day(found: Corridor) -> Iterator[tuple[str, str, float, float, float]]:
    for place, station in enumerate(found.plan.line.places):
        for quarter in range(round(MINUTES_PER_DAY / QUARTER)):
            hour, minute = divmod(round(quarter * QUARTER), 60)
            at: list[Array] = [found.profiles.waiting, found.profiles.ready, found.profiles.power]
            values = [float(one[quarter, place]) for one in at]
            yield station.name, f"{hour:02d}:{minute:02d}", values[0], values[1], values[2]
