"""Values that reach a target: solve is the inverse of run, finds every edge, and the least cost."""

import warnings

import numpy as np
import pytest

import carbonsim
from carbonsim.analysis.solve import solve
from carbonsim.analysis.solve_search import Kind, find
from carbonsim.core.blank import BLANK
from carbonsim.core.errors import ScenarioError
from carbonsim.engine.aims import Aim, aim_of
from carbonsim.engine.catalogue import load_scenario
from carbonsim.engine.headline import Headline
from carbonsim.engine.pair import Pair
from carbonsim.engine.varied import overrides_of, point_of, varied_of
from carbonsim.report.solve_answer import solve_answer
from carbonsim.results.records import Variable
from carbonsim.scenario.target import read_target
from carbonsim.scenario.vary import read_vary

TRUCKS = "Emission Reduction|CO2|Transportation|Truck [Operational]"
STATIONS = "freight.swap.stations"
STOCKS = "Stocks|Transportation|Truck|Battery-Electric|Swap"
STEEL = "Emission Reduction|CO2|Iron and Steel [Operational]"
CARS = "Emission Reduction|CO2|Transportation|Light-Duty Vehicle"
GRID = "drivers.grid_emission_factor"
#: A scenario and its last year, an outcome that rises or falls all along with a parameter, and values of it.
MONOTONE = [
    ("fujian-trunk-line", 2026, TRUCKS, "Mt CO2/yr", STATIONS, (10.0, 60.0)),
    ("fujian-trunk-line", 2026, STOCKS, "million", STATIONS, (10.0, 60.0)),
    ("fujian-trunk-line", 2026, TRUCKS, "Mt CO2/yr", GRID, (0.05, 0.6)),
    ("fujian-trunk-line", 2026, TRUCKS, "Mt CO2/yr", "freight.toll_discount", (0.01, 0.9)),
    ("fujian-trunk-line", 2026, TRUCKS, "Mt CO2/yr", f"delay:{STATIONS}", (-3.0, 2.0)),
    ("fujian-trunk-line", 2026, TRUCKS, "Mt CO2/yr", f"times:{STATIONS}", (0.2, 4.0)),
    ("zhanjiang-shaft-furnace", 2024, STEEL, "Mt CO2/yr", GRID, (0.05, 1.0)),
    ("china-nev", 2026, CARS, "Mt CO2/yr", "nev.minimum_share", (0.88, 0.95)),
]

#: How far between the lowest and the highest of its values each of them goes.
SHARES = (0.0, 0.37, 0.71, 1.0, 0.2, 0.93, 0.5, 0.05)


def short(name, last=2027):
    """A scenario to an early year."""
    return load_scenario(name, [f"years=[{load_scenario(name).years[0]}, {last}]"])


def edges(found, kind="deterministic", place=0):
    (search,) = (one for one in found.solved[place].searches if one.kind == kind)
    return search.edges


@pytest.mark.parametrize(("case", "share"), [*zip(MONOTONE, SHARES, strict=True)])
def test_solve_gives_back_the_value_of_a_run(case, share):
    name, last, outcome, unit, key, (low, high) = case
    value, scenario = low + share * (high - low), short(name, last)
    (one,) = varied_of(scenario, [read_vary(key)], last)
    with_value = load_scenario(name, [*scenario.overrides, *overrides_of(point_of([one], [value]))])
    figure = float(carbonsim.run(with_value, draws=1).central[outcome][-1])
    found = solve(scenario, f"{outcome} = {figure!r} {unit} in {last}", key)
    (edge,) = edges(found)
    assert edge.value == pytest.approx(value, rel=1e-6, abs=1e-6)
    assert edge.confirmed == pytest.approx(figure, rel=1e-9)


def aim(text, level):
    target = read_target(text)
    figure = Headline("Y", "Y", False, "t", 2030, 2030, "2030")
    return Aim(target, figure, Variable("Y", "t", "", "", "iamc"), level)


def sought(function, text, level, low, high, steps=64, kind="deterministic"):
    """Spans and edges of a function of one value."""
    values = np.linspace(low, high, steps + 1)
    kinds = (Kind(kind, aim(text, level), 0.9),)
    (found,) = find(kinds, function, values, function(values), 200)
    return found


def test_every_root_of_an_outcome_that_turns_is_found():
    found = sought(lambda x: np.sin(x)[:, None], "Y >= 0.5 t in 2027", 0.5, 0.0, 13.0)
    roots = [np.pi / 6, 5 * np.pi / 6, 13 * np.pi / 6, 17 * np.pi / 6]
    assert [edge.value for edge in found.edges] == pytest.approx(roots, rel=1e-10)
    assert [edge.side for edge in found.edges] == ["above", "below", "above", "below"]
    assert [(span.low, span.high) for span in found.spans] == [
        pytest.approx(roots[:2]),
        pytest.approx(roots[2:]),
    ]
    equal = sought(lambda x: np.sin(x)[:, None], "Y = 0.5 t in 2027", 0.5, 0.0, 13.0)
    assert [edge.value for edge in equal.edges] == pytest.approx(roots, rel=1e-10)
    assert equal.spans == () and {edge.side for edge in equal.edges} == {"at"}


def test_an_equality_with_a_tolerance_has_narrow_spans_that_a_scan_would_step_over():
    found = sought(lambda x: x[:, None], "Y = 5 t +- 0.1 % in 2027", 5.0, 0.0, 10.3)
    (span,) = found.spans
    assert (span.low, span.high) == (pytest.approx(4.995), pytest.approx(5.005))


def test_a_jump_and_an_end_of_answers_are_told_from_a_crossing():
    def jumps(x):
        return np.where(x < 0.3, 0.0, 1.0)[:, None]

    def ends(x):
        return np.where(x > 0.7, BLANK, x)[:, None]

    (edge,) = sought(jumps, "Y >= 0.5 t in 2027", 0.5, 0.0, 1.0).edges
    assert (edge.kind, edge.side, edge.value) == ("jumps", "above", pytest.approx(0.3))
    first, last = sought(ends, "Y >= 0.5 t in 2027", 0.5, 0.0, 1.0).edges
    assert (first.kind, last.kind, last.value) == ("crosses", "no answer beyond", pytest.approx(0.7))
    assert sought(jumps, "Y = 0.5 t in 2027", 0.5, 0.0, 1.0).edges == ()  # never equal to it


def test_where_none_meets_it_the_nearest_is_told():
    found = sought(lambda x: (3.0 - (x - 2.0) ** 2)[:, None], "Y >= 4 t in 2027", 4.0, 0.0, 4.0)
    assert found.spans == found.edges == ()
    assert found.best == (2.0, 3.0)


def test_a_share_of_draws_is_that_of_the_draws():
    draws = np.linspace(0.0, 1.0, 11)
    (edge,) = sought(lambda x: x[:, None] - draws, "Y >= 1 t in 2027", 1.0, 0.0, 3.0, kind="share").edges
    assert edge.value == pytest.approx(1.9)  # ten of eleven draws, for nine tenths of them are 9.9
    assert edge.figure == pytest.approx(10 / 11)


def test_what_the_outcome_does_not_hang_on_is_said_and_has_no_edge():
    found = solve(short("fujian-trunk-line"), f"{TRUCKS} >= 0.1 Mt CO2/yr in 2025", "drivers.carbon_price")
    assert not found.solved[0].moves
    assert found.solved[0].searches[0].edges == ()


def test_a_share_and_a_median_of_draws_are_those_of_a_plain_run():
    scenario = short("fujian-trunk-line")
    until = f"{TRUCKS} >= 0.035 Mt CO2/yr in 2027"
    found = solve(scenario, until, "freight.toll_discount", draws=20, seed=7, share=0.8)
    assert [search.kind for search in found.solved[0].searches] == ["deterministic", "median", "share"]
    assert len(found.solved[0].scan.draw_values) > 64
    for kind in ("median", "share"):
        (edge,) = edges(found, kind)
        again = load_scenario("fujian-trunk-line", [*scenario.overrides, *edge.overrides])
        drawn = carbonsim.run(again, draws=20, seed=7)[TRUCKS][-1]
        if kind == "median":
            assert np.median(drawn) == pytest.approx(0.035, rel=1e-9)
        else:
            assert np.mean(drawn >= 0.035) == edge.figure == edge.confirmed == pytest.approx(0.8)
        assert edge.side == "above"


def test_a_path_comes_as_late_as_the_target_lets_it():
    scenario = short("fujian-trunk-line")
    half = float(carbonsim.run(scenario, draws=1).central[TRUCKS][-1]) / 2
    found = solve(scenario, f"{TRUCKS} >= {half!r} Mt CO2/yr in 2027", f"delay:{STATIONS}")
    (edge,) = edges(found)
    assert edge.side == "below" and edge.value > 0.0
    path = scenario.settings[STATIONS].value
    for delay, met in ((np.floor(edge.value), True), (np.ceil(edge.value), False)):
        points = {year + int(delay): height for year, height in zip(path.years, path.central, strict=True)}
        points.setdefault(2023, path.central[0])
        stated = f"{STATIONS}={{path: {points}, unit: station}}"
        later = load_scenario("fujian-trunk-line", [*scenario.overrides, stated])
        assert bool(carbonsim.run(later, draws=1).central[TRUCKS][-1] >= half) is met


def test_a_parameter_that_is_read_once_takes_a_run_for_each_value():
    scenario = short("zhanjiang-shaft-furnace", 2024)
    key = "steel.routes.gas_shaft.hydrogen_share"
    found = solve(scenario, f"{STEEL} >= 0 Mt CO2/yr in 2024", key)
    assert found.solved[0].parameter.one_value
    assert len(found.solved[0].scan.values) >= 65


def test_a_target_speaks_of_a_year_of_a_sum_or_of_an_outcome():
    pair = Pair(short("fujian-trunk-line"))
    in_year = aim_of(pair, read_target(f"{TRUCKS} >= 300 kt CO2/yr in 2027"))
    assert (in_year.level, in_year.figure.unit, in_year.variable.boundary) == (
        0.3,
        "Mt CO2/yr",
        "operational",
    )
    summed = aim_of(pair, read_target(f"{TRUCKS} >= 1 Mt CO2 over 2024-2027"))
    named = aim_of(pair, read_target(f"Cumulative {TRUCKS} >= 1 Mt CO2"))
    assert (summed.figure.first, summed.figure.last, summed.figure.unit) == (2024, 2027, "Mt CO2")
    assert (named.figure.first, named.figure.last, named.figure.unit) == (2023, 2027, "Mt CO2")
    sales = aim_of(pair, read_target("Sales|Transportation|Truck >= 30000 truck over 2024-2027"))
    assert sales.level == pytest.approx(0.03)


@pytest.mark.parametrize(
    ("until", "words"),
    [
        (f"{TRUCKS} >= 0.3 Mt CO2/yr", "add `in YEAR`, 2023 to 2027"),
        (f"{TRUCKS} >= 0.3 Mt CO2/yr in 2031", "expected one of the horizon, 2023 to 2027"),
        (f"{TRUCKS} >= 0.3 Mt CO2 in 2027", "is in Mt CO2/yr"),
        (f"{TRUCKS} >= 0.3 Mt/yr in 2027", "say which gas"),
        (f"{TRUCKS} >= 0.3 in 2027", "write it in Mt CO2/yr"),
        (f"{TRUCKS[:-3]}] >= 0.3 Mt CO2/yr in 2027", f"did you mean {TRUCKS!r}?"),
        ("Stocks|Transportation|Truck >= 1 truck over 2024-2027", "does not add up over years"),
        (f"Cumulative {TRUCKS} >= 1 Mt CO2 in 2027", "its name says them"),
    ],
)
def test_a_target_that_the_scenario_has_not_is_refused(until, words):
    with pytest.raises(ScenarioError) as caught:
        solve(short("fujian-trunk-line"), until, STATIONS)
    (problem,) = caught.value.problems
    assert problem.key == "--until"
    assert words in str(problem)


def test_reductions_need_a_reference():
    with pytest.raises(ScenarioError, match="need a `reference`"):
        solve(short("fujian-no-policy"), f"{TRUCKS} >= 0.3 Mt CO2/yr in 2027", STATIONS)


@pytest.mark.parametrize(
    ("vary", "options", "key"),
    [
        ([], {}, "--vary"),
        ([STATIONS], {"share": 0.5}, "--share"),
        ([STATIONS], {"share": 1.5, "draws": 5}, "--share"),
        ([STATIONS], {"draws": -1}, "--draws"),
        ([STATIONS], {"cost": "X"}, "--cost"),
        ([STATIONS, "freight.toll_discount"], {"cost": "X"}, "--cost"),
    ],
)
def test_what_would_do_nothing_or_means_nothing_is_refused(vary, options, key):
    with pytest.raises(ScenarioError) as caught:
        solve(short("fujian-trunk-line"), f"{TRUCKS} >= 0.3 Mt CO2/yr in 2027", vary, **options)
    assert caught.value.problems[0].key == key


GIVEN = "freight.powertrains.battery_swap.sales_share"


def test_values_that_a_run_refuses_are_blank_and_counted():
    scenario = short("fujian-full-conversion", 2024)
    (solved,) = solve(scenario, f"{TRUCKS} >= 0.01 Mt CO2/yr in 2024", GIVEN).solved
    scan = solved.scan
    assert solved.moves
    assert scan.values[np.isfinite(scan.figures)].tolist() == [1.0]
    ((reason, count),) = scan.refused.items()  # one fault, though the sum is another at each value
    assert "the shares add up to" in reason
    assert count == np.isnan(scan.figures).sum() == len(scan.values) - 1


@pytest.mark.parametrize("draws", [0, 3])
@pytest.mark.parametrize("more", [[], ["freight.toll_discount"]])
def test_where_every_value_is_refused_the_answer_says_why(draws, more):
    scenario = short("fujian-full-conversion", 2024)
    until = f"{TRUCKS} >= 0.01 Mt CO2/yr in 2024"
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = solve(scenario, until, [f"{GIVEN}=0.1..0.9", *more], draws=draws)
        (said,) = solve_answer(found)
    assert found.solved[0].scan.is_empty and found.solved[0].moves
    begin = "No combination that was run is allowed" if more else "No value of “Battery swap"
    assert said["en"].startswith(begin) and "the shares add up to 0.1, expected 1" in said["en"]
    assert "均不被允许" in said["zh"]
