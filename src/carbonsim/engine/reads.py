"""Recording which part of carbonsim reads which parameter, over the shipped scenarios, into a table.

``python -m carbonsim.engine.reads`` (`make reads`) records anew. With the table `carbonsim check` can tell,
without a run, what a scenario sets and nothing reads.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import numpy as np

from carbonsim.core.possible import ImpossibleError
from carbonsim.engine.catalogue import catalogue, load_scenario
from carbonsim.engine.headline import discount_factors
from carbonsim.engine.loop import simulate
from carbonsim.engine.markets import Markets, ReplayedMarkets
from carbonsim.engine.readers import BACKTEST, CHECK, COLUMNS, CORRIDOR, COUNTERFACTUAL, ENGINE
from carbonsim.kernel.inputs import Inputs
from carbonsim.kernel.sector import AnySector
from carbonsim.kernel.sharing import Shared, recorded
from carbonsim.scenario.places import shipped_scenarios
from carbonsim.scenario.scenario import Scenario
from carbonsim.sectors import sectors_of
from carbonsim.sectors.freight.corridor import connection_of, costs_of, line_of, station_of
from carbonsim.sectors.freight.estimation import read_record
from carbonsim.sectors.freight.powertrains import last_year_of_record
from carbonsim.sectors.freight.trucks import Trucks
from carbonsim.sectors.nev.cars import Cars
from carbonsim.sectors.nev.counterfactual import POLICIES, year_without
from carbonsim.sectors.nev.estimation import read_history
from carbonsim.sectors.nev.identification import calibration

FREIGHT, CARS = "freight", "nev"
#: Read by a backtest in the place of what sales to the end of the record say of it.
PRIOR_OF_BATTERY = "freight.battery_constant_prior"
#: Years after the first that are run to record.
YEARS_AFTER = 3


def recorded_readers() -> dict[str, frozenset[str]]:
    """Who reads what in the shipped scenarios, with each option of theirs; `readers` as it should be."""
    read: dict[str, set[str]] = {}
    for scenario in _scenarios():
        for reader, keys in _reading(scenario):
            for key in keys:
                read.setdefault(scenario.settings[key].definition.pattern, set()).add(reader)
    return {pattern: frozenset(read.get(pattern, ())) for pattern in catalogue().definitions}


def _scenarios() -> Iterator[Scenario]:
    """Shipped scenarios of a few years; those with a reference with every option of theirs, too."""
    for name in shipped_scenarios():
        first, last = load_scenario(name).years
        scenario = load_scenario(name, [f"years=[{first}, {min(last, first + YEARS_AFTER)}]"])
        yield scenario
        if scenario.reference is None or len(scenario.sectors) > 1:
            continue
        for key, setting in scenario.settings.items():
            if setting.definition.kind == "option" and "*" not in setting.definition.pattern:
                for option in setting.definition.options:
                    settings = {**scenario.settings, key: replace(setting, value=option)}
                    yield replace(scenario, settings=settings)


def _reading(scenario: Scenario) -> Iterator[tuple[str, list[str]]]:
    """Each reader of a scenario, and what it reads."""
    years = np.arange(scenario.years[0], scenario.years[1] + 1)
    heard, recorder = recorded(scenario)
    markets = Markets(Inputs(heard, years, 1, {}))
    discount_factors(heard, years, {}, 1)
    yield ENGINE, list(recorder.read)
    prices = [markets.prices(year) for year in range(len(years))]
    for sector in sectors_of(scenario):
        heard, recorder = recorded(scenario)
        sector.problems(heard)
        yield CHECK, list(recorder.read)
        heard, recorder = recorded(scenario)
        _run(sector, Inputs(heard, years, 1, {}, Shared()), ReplayedMarkets(prices))
        yield sector.name, list(recorder.read)
    if FREIGHT in scenario.sectors:
        heard, recorder = recorded(scenario)
        for read in (line_of, station_of, costs_of, connection_of):
            read(heard, scenario.years[0])
        yield CORRIDOR, list(recorder.read)
        heard, recorder = recorded(scenario)
        p = Trucks(Inputs(heard, years, 1, {}, Shared()))
        if p.is_recorded(0) and not p.sales_are_given:
            read_record(p, min(int(years[-1]), last_year_of_record(scenario)))
            yield BACKTEST, [*recorder.read, PRIOR_OF_BATTERY]
    if CARS in scenario.sectors:
        heard, recorder = recorded(scenario)
        history = read_history(heard)
        calibration(Inputs(heard, history.years, 1, {}), history)
        yield BACKTEST, list(recorder.read)
        heard, recorder = recorded(scenario)
        year_without(Cars(Inputs(heard, history.years, 1, {}), history.years), 0, frozenset(POLICIES))
        yield COUNTERFACTUAL, list(recorder.read)


def _run(sector: AnySector, inputs: Inputs, markets: ReplayedMarkets) -> None:
    """Run a sector for what it reads, and hold it against statistics; an option may have no answer."""
    try:
        series = simulate(inputs, [sector], markets).series
    except (ImpossibleError, ValueError):
        return
    central = {name: values[:, 0] for name, values in series.items()}
    try:
        sector.checks(inputs.scenario, central, {}, inputs.years)
    except KeyError:
        return  # a check of a difference, which a sector alone has not


def write(path: Path) -> None:
    """Write the table anew."""
    lines = [f"{pattern},{'|'.join(sorted(read_by))}\n" for pattern, read_by in recorded_readers().items()]
    path.write_text(",".join(COLUMNS) + "\n" + "".join(lines), encoding="utf-8", newline="")


if __name__ == "__main__":
    write(Path(str(files("carbonsim.engine"))) / "reads.csv")
