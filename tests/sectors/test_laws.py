"""Conservation laws, broken one by one where a number is made, in a late year and one draw: the run stops."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

import carbonsim
from carbonsim.core.errors import BalanceError
from carbonsim.engine.loop import simulate
from carbonsim.engine.markets import Markets
from carbonsim.engine.sampling import block_scores
from carbonsim.kernel import ledger
from carbonsim.kernel.inputs import Inputs
from carbonsim.kernel.outputs import Output
from carbonsim.sectors import sectors_of
from carbonsim.sectors.freight import model as freight
from carbonsim.sectors.freight import trucks
from carbonsim.sectors.nev import model as nev
from carbonsim.sectors.nev.ageing import Ageing
from carbonsim.sectors.steel import fleet as furnaces
from carbonsim.sectors.steel import model as steel
from carbonsim.sectors.steel import outputs as steel_outputs

SCENARIOS = {
    "freight": ("china-trucks-electric", 5),
    "nev": ("china-nev", 8),
    "steel": ("china-steel-hydrogen", 12),
}
DRAWS, DRAW = 3, 1
FAINT, PLAIN = 1.0 - 1e-6, 1.01


@cache
def shipped(sector):
    """A scenario over some years, without its reference."""
    name, years = SCENARIOS[sector]
    first = carbonsim.load_scenario(name).years[0]
    return carbonsim.load_scenario(name, [f"years=[{first}, {first + years - 1}]"])


def run(sector):
    scenario = shipped(sector)
    years = np.arange(scenario.years[0], scenario.years[1] + 1)
    inputs = Inputs(scenario, years, DRAWS, block_scores(scenario, 1, 0, DRAWS))
    return simulate(inputs, sectors_of(scenario), Markets(inputs)).series


def late(sector):
    """Index of the year in which a law is broken: the last but one."""
    return SCENARIOS[sector][1] - 2


def in_one_draw(values, factor):
    """Values that are others in one draw."""
    broken = np.array(np.broadcast_to(values, (*np.shape(values)[:-1], DRAWS)))
    broken[..., DRAW] *= factor
    return broken


def in_one_row(values, factor):
    """Values that are others in one draw of the row that has most."""
    broken = np.array(np.broadcast_to(values, (*np.shape(values)[:-1], DRAWS)))
    row = broken[..., DRAW].reshape(len(broken), -1).sum(axis=1).argmax()
    broken[row, ..., DRAW] *= factor
    return broken


def after(monkeypatch, owner, name, change, year=None):
    """Let a method give what `change` makes of its result, in all years or in one of them."""
    method = getattr(owner, name)

    def changed(self, *arguments):
        result = method(self, *arguments)
        # the first argument is the index of the year, or has it
        at = getattr(arguments[0], "index", arguments[0])
        return change(result) if year in (None, at) else result

    monkeypatch.setattr(owner, name, changed)


def flow_of_trucks(name):
    """A way to break one of the flows of trucks in the late year."""

    def broken(monkeypatch, factor):
        made = freight.Flows

        def flows(**parts):
            if parts["year"] == late("freight"):
                parts[name] = in_one_row(parts[name], factor)
            return made(**parts)

        monkeypatch.setattr(freight, "Flows", flows)

    return broken


def figure(owner, method, key, sector):
    """A way to break a figure of the late year where it is worked out."""

    def broken(monkeypatch, factor):
        begun, work_out = owner.year, getattr(owner, method)

        def year(self, done):
            self.year_now = done.index
            return begun(self, done)

        def worked_out(self, *arguments):
            figures = work_out(self, *arguments)
            if self.year_now == late(sector):
                figures[key] = in_one_draw(figures[key], factor)
            return figures

        monkeypatch.setattr(owner, "year", year)
        monkeypatch.setattr(owner, method, worked_out)

    return broken


def truck_function(name, change):
    """A way to break what a function of the step of trucks gives in the late year, changed by a factor."""

    def broken(monkeypatch, factor):
        function = getattr(freight, name)

        def changed(p, fleet, year):
            result = function(p, fleet, year)
            return change(result, factor) if year == late("freight") else result

        monkeypatch.setattr(freight, name, changed)

    return broken


def trucks_in_use(name):
    def change(found, factor):
        return replace(found, **{name: in_one_row(getattr(found, name), factor)})

    return truck_function("in_use", change)


def trucks_sold(monkeypatch, factor):
    with_sales = freight.with_sales

    def more(p, fleet, sold):
        late_now = fleet.sold.shape[2] == late("freight")
        return with_sales(p, fleet, in_one_row(sold, factor) if late_now else sold)

    monkeypatch.setattr(freight, "with_sales", more)


def trucks_surviving(monkeypatch, factor):
    begin = trucks.ageing

    def fewer(inputs):
        found = begin(inputs)
        part = np.where(np.arange(len(found.alive)) == 20, factor, 1.0)
        return replace(found, alive=in_one_draw(found.alive, part))

    monkeypatch.setattr(trucks, "ageing", fewer)


def all_years(module, name, change):
    """A way to break what a function of trucks gives in all years."""

    def broken(monkeypatch, factor):
        function = getattr(module, name)
        monkeypatch.setattr(module, name, lambda *arguments: change(function(*arguments), factor))

    return broken


def receipts(monkeypatch, factor):
    def enter(total, actor, entry):
        if entry.payer == actor:
            total += entry.amount
        if entry.payee == actor:
            total -= in_one_draw(entry.amount + np.zeros(DRAWS), factor)

    monkeypatch.setattr(ledger, "_enter", enter)


def car_function(name, change):
    """A way to break what a function of the step of cars gives in the late year, changed by a factor."""

    def broken(monkeypatch, factor):
        function = getattr(nev, name)

        def changed(p, fleet, vintage, *arguments):
            result = function(p, fleet, vintage, *arguments)
            return change(result, factor) if vintage - p.first == late("nev") else result

        monkeypatch.setattr(nev, name, changed)

    return broken


def new_cars(monkeypatch, factor):
    with_new = nev.with_new

    def more(p, fleet, vintage, vehicles):
        broken = in_one_row(vehicles, factor) if vintage - p.first == late("nev") else vehicles
        return with_new(p, fleet, vintage, broken)

    monkeypatch.setattr(nev, "with_new", more)


def cars_ageing(in_all_years):
    """Cars vanish beside those that leave, every year or in one."""

    def broken(monkeypatch, factor):
        steps, aged, years = Ageing.steps, nev.aged, []

        def counted(p, fleet, vintage):
            years.append(vintage - p.first)
            return aged(p, fleet, vintage)

        def fewer(self, multiple):
            parts = steps(self, multiple)
            if in_all_years or (years and years[-1] == late("nev")):
                return [in_one_draw(part, min(factor, 2.0 - factor)) for part in parts]
            return parts

        monkeypatch.setattr(nev, "aged", counted)
        monkeypatch.setattr(Ageing, "steps", fewer)

    return broken


def cars_driving(place):
    def change(sums, factor):
        return np.stack([in_one_row(each, factor) if n == place else each for n, each in enumerate(sums)])

    return car_function("driving", change)


def reported(name, sector):
    """A way to break what is reported of cars or trucks in the late year."""

    def broken(monkeypatch, factor):
        call = Output.__call__

        def changed(self, p, flows):
            result = call(self, p, flows)
            if self.key != name or flows.year != late(sector):
                return result
            kept = vars(flows)
            if kept.get("broken") != name:
                kept["broken"], kept[f"output {name}"] = name, in_one_draw(result, factor)
            return kept[f"output {name}"]

        monkeypatch.setattr(Output, "__call__", changed)

    return broken


def packs_replaced(monkeypatch, factor):
    """More packs come to the market than were sold and replaced."""
    monkeypatch.setattr(nev, "KWH_PER_GWH", nev.KWH_PER_GWH * np.where(np.arange(DRAWS) == DRAW, factor, 1.0))


class Leaking(np.ndarray):
    """Capacity of which not all that runs makes steel."""

    factor = 1.0

    def __mul__(self, other):
        return in_one_draw(np.asarray(self) * np.asarray(other), Leaking.factor)


def steel_output(monkeypatch, factor):
    build = steel.SteelModel._build

    def built(self, year, cost):
        made = build(self, year, cost)
        if year == late("steel"):
            self.fleet._total = self.fleet._total.view(Leaking)
        return made

    monkeypatch.setattr(Leaking, "factor", factor)
    monkeypatch.setattr(steel.SteelModel, "_build", built)


def capacity_gone(monkeypatch, factor):
    """Capacity vanishes every year without an end of its campaign."""
    age = furnaces.Fleet.age

    def vanishing(self, year, early):
        gone = age(self, year, early)
        self._total = in_one_draw(self._total, factor)
        return gone

    monkeypatch.setattr(furnaces.Fleet, "age", vanishing)


def capacity_ended(monkeypatch, factor):
    """Capacity is gone in one year as if its campaigns had ended."""
    age = furnaces.Fleet.age

    def sooner(self, year, early):
        kept = self.survival
        if year == late("steel"):
            self.survival = in_one_draw(kept, factor)
        gone = age(self, year, early)
        self.survival = kept
        return gone

    monkeypatch.setattr(furnaces.Fleet, "age", sooner)


def capacity_told(monkeypatch, factor):
    """Those who build are told of other ends than there are."""
    after(monkeypatch, furnaces.Fleet, "age", lambda gone: (in_one_draw(gone[0], factor), gone[1]))


def capacity_built(monkeypatch, factor):
    build = furnaces.Fleet.build

    def more(self, year, amount, lasting):
        build(self, year, in_one_row(amount, factor) if year == late("steel") else amount, lasting)

    monkeypatch.setattr(furnaces.Fleet, "build", more)


STEEL = steel_outputs.Outputs
#: Law, sector, way to break it, and how the error names it.
LAWS = [
    ("trucks in stock", "freight", trucks_in_use("stock"), "trucks"),
    ("trucks retired", "freight", truck_function("retired", in_one_draw), "trucks"),
    ("trucks sold", "freight", trucks_sold, "trucks"),
    ("trucks surviving", "freight", trucks_surviving, "trucks"),
    ("tonne-kilometres", "freight", flow_of_trucks("tonne_kilometres"), "tonne-kilometres"),
    ("delivered energy", "freight", reported("energy", "freight"), "energy"),
    ("receipts", "freight", receipts, "money"),
    ("kilometres", "freight", flow_of_trucks("kilometres"), "kilometres of trucks"),
    ("kilometres in use", "freight", trucks_in_use("driving"), "kilometres of trucks"),
    ("load", "freight", trucks_in_use("carrying"), "load of trucks"),
    ("energy use", "freight", flow_of_trucks("energy"), "energy( use of trucks)?"),
    ("energy in use", "freight", trucks_in_use("consuming"), "energy use of trucks"),
    (
        "energy of a kilometre",
        "freight",
        all_years(trucks, "energy_use", in_one_row),
        "energy use of trucks",
    ),
    (
        "fuel burnt",
        "freight",
        all_years(freight, "fuel_burnt", in_one_row),
        "direct CO2 of trucks|energy",
    ),
    ("direct CO2", "freight", reported("direct", "freight"), "direct CO2 of trucks"),
    ("packs made", "freight", all_years(freight, "packs_made", in_one_draw), "packs made for trucks"),
    ("packs in use", "freight", trucks_in_use("packs"), "packs of trucks"),
    (
        "emissions of packs",
        "freight",
        reported("manufacturing", "freight"),
        "emissions of making trucks",
    ),
    ("new cars", "nev", new_cars, "vehicles"),
    ("cars in ageing", "nev", cars_ageing(True), "vehicles and their hazards"),
    ("cars in a year", "nev", cars_ageing(False), "vehicles and their hazards"),
    ("grid energy", "nev", reported("energy", "nev"), "energy of cars"),
    ("power by use", "nev", reported("electricity_nev_use", "nev"), "electricity by use"),
    ("power of all vehicles", "nev", reported("electricity_nev", "nev"), "electricity by use"),
    ("kilometres", "nev", cars_driving(3), "kilometres of vehicles"),
    ("petrol", "nev", cars_driving(0), "energy use of vehicles"),
    ("electricity", "nev", cars_driving(1), "energy use of vehicles"),
    ("direct CO2", "nev", reported("direct", "nev"), "direct CO2 of cars"),
    ("packs in use", "nev", car_function("held", in_one_row), "packs of vehicles"),
    ("packs made", "nev", packs_replaced, "packs made for vehicles"),
    (
        "emissions of packs",
        "nev",
        reported("manufacturing", "nev"),
        "emissions of making cars",
    ),
    ("receipts", "nev", receipts, "money of cars"),
    ("output", "steel", steel_output, "steel"),
    ("capacity gone", "steel", capacity_gone, "capacity of steel"),
    (
        "capacity ended",
        "steel",
        capacity_ended,
        "campaigns of steel that end|capacity of steel( by its campaigns)?",
    ),
    ("capacity told", "steel", capacity_told, "capacity of steel"),
    ("capacity built", "steel", capacity_built, "capacity of steel"),
    ("energy", "steel", figure(STEEL, "_energy", "energy", "steel"), "energy of steel"),
    ("direct CO2", "steel", figure(STEEL, "_emissions", "direct", "steel"), "direct CO2 of steel"),
    ("receipts", "steel", receipts, "money"),
]


@pytest.mark.parametrize("sector", SCENARIOS)
def test_where_no_law_is_broken_the_run_ends(sector):
    assert all(len(series) == SCENARIOS[sector][1] for series in run(sector).values())


@pytest.mark.parametrize("factor", [FAINT, PLAIN])
@pytest.mark.parametrize(
    ("sector", "broken", "name"), [pytest.param(*law[1:], id=f"{law[1]}: {law[0]}") for law in LAWS]
)
def test_a_broken_law_stops_the_run(sector, broken, name, factor, monkeypatch):
    broken(monkeypatch, factor)
    with pytest.raises(BalanceError, match=f"the balance of ({name}) does not close"):
        run(sector)
