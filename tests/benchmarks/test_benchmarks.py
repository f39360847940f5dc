"""Benchmarks run, each at its smallest size; nothing is timed here."""

import math
import platform
import subprocess
import sys
from functools import cache
from importlib.util import find_spec

import numpy as np
import pytest

from benchmarks import commands, flodym_stock, measure, own_stock, processes, table
from benchmarks.cases import CASES, RATIOS, Ratio
from benchmarks.hot_loop import evaluate, part_of, steps
from benchmarks.rows import PeerMissingError, Row, peer
from benchmarks.stock_problem import cells_of_a_draw, stock_problem
from carbonsim.engine.catalogue import load_scenario
from carbonsim.engine.markets import Markets
from carbonsim.engine.pair import Pair
from carbonsim.sectors.freight.model import start, step

needs_flodym = pytest.mark.skipif(
    find_spec("flodym") is None, reason="flodym is not installed: it comes with the extra 'bench'"
)
needs_proc = pytest.mark.skipif(not processes.PROC.is_dir(), reason="memory is read from /proc")


@cache
def smallest(case):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(commands, "WORKERS", (2,))  # one number of them is as good as another
        return case.run(case.smallest)


def rows_of(case):
    try:
        return smallest(case)
    except PeerMissingError as missing:
        pytest.skip(str(missing))


@pytest.mark.filterwarnings("default")  # those of peers are not ours
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_each_runs_at_its_smallest_size(case):
    rows = rows_of(case)
    assert rows
    for row in rows:
        assert row.name and row.unit
        assert row.size == case.smallest
        assert row.seconds >= 0
        assert row.work >= case.smallest
        assert math.isnan(row.memory) or row.memory > 0


def test_names_of_cases_tell_them_apart():
    names = [case.name for case in CASES]
    assert len(set(names)) == len(names)
    # `--only` takes a part of a name: a whole one must ask for one case alone
    assert all(sum(name in other for other in names) == 1 for name in names)


@pytest.mark.filterwarnings("default")
def test_ratios_are_of_rows_that_there_are():
    # only commands that know workers have a row for each number of them
    names = {row.name.partition(", workers")[0] for case in CASES for row in rows_of(case)}
    assert {
        name.partition(", workers")[0] for ratio in RATIOS for name in (ratio.faster, ratio.slower)
    } <= names


def test_a_missing_peer_says_how_to_get_it():
    with pytest.raises(PeerMissingError, match="extra 'bench'"):
        peer("no_such_peer")


# -- the problem that peers are given is that of carbonsim


def test_the_stock_alone_is_that_of_the_model():
    problem = stock_problem(2)
    stocks, leavers = own_stock.aged(problem)
    trucks, markets = problem.trucks, Markets(problem.inputs)
    state = start(trucks)
    for year in range(len(problem.inputs.years)):
        state, flows = step(trucks, state, markets.prices(year))
    assert np.array_equal(stocks[-1], flows.stock)
    assert np.array_equal(leavers[-1], flows.retired)


@needs_flodym
@pytest.mark.filterwarnings("default")
def test_flodym_finds_the_sales_from_the_stock():
    problem = stock_problem(2, central=True)
    stock = flodym_stock.with_shared_lifetimes(problem, 2)
    found = flodym_stock.from_stock(problem, stock, 2)
    sales = np.moveaxis(problem.sales, 2, 0)
    np.testing.assert_allclose(found, sales, rtol=1e-6, atol=1e-6 * sales.max())


@needs_flodym
@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("way", [flodym_stock.in_blocks, flodym_stock.with_shared_lifetimes])
@pytest.mark.parametrize("width", [1, 2])
def test_flodym_finds_the_stock_of_carbonsim(way, width):
    # at central lifetimes nobody reaches the oldest age, which flodym does not know
    problem = stock_problem(2, central=True)
    stocks, _ = own_stock.aged(problem)
    found = way(problem, width)[problem.trucks.oldest :]
    np.testing.assert_allclose(found, stocks, rtol=1e-9, atol=1e-6)


def test_cells_are_counted_from_the_arrays_of_the_model():
    problem = stock_problem(3)
    powertrains, segments, vintages, draws = problem.sales.shape
    years = len(problem.inputs.years)
    assert problem.cells == powertrains * segments * (vintages - years + 1) * years * draws
    assert cells_of_a_draw() * 3 == problem.cells


def test_blocks_cover_all_draws_once():
    assert list(steps(7, 3)) == [(0, 3), (3, 3), (6, 1)]
    scores = {"once": np.arange(5.0), "yearly": np.arange(10.0).reshape(2, 5)}
    part = part_of(scores, 1, 2)
    assert part["once"].tolist() == [1, 2]
    assert part["yearly"].tolist() == [[1, 2], [6, 7]]


def test_narrow_blocks_make_all_draws(monkeypatch):
    pair, widths = Pair(load_scenario("fujian-all-diesel")), []
    monkeypatch.setattr(Pair, "by_year", lambda *arguments: widths.append(arguments[-1]) or ())
    evaluate(pair, 5, 2)
    assert widths == [2, 2, 1]


# -- memory of all processes together


@needs_proc
def test_memory_counts_all_processes():
    hold = "import time; block = bytearray(50_000_000); time.sleep(0.5)"
    pair = f"import subprocess, sys; child = subprocess.Popen([sys.executable, '-c', {hold!r}]); {hold}"
    _, one = processes.run_whole([sys.executable, "-c", hold])
    _, two = processes.run_whole([sys.executable, "-c", f"{pair}; child.wait()"])
    assert 50 < one < 100
    assert two > one + 50


@needs_proc
def test_memory_of_one_process_misses_no_peak():
    # gone long before it is looked at
    brief = "import time; block = bytearray(80_000_000); del block; time.sleep(0.1)"
    _, peak = processes.run_whole([sys.executable, "-c", brief])
    assert peak > 80


def test_a_command_that_fails_is_no_measurement():
    with pytest.raises(RuntimeError, match="ended with 3"):
        processes.run_whole([sys.executable, "-c", "raise SystemExit(3)"])


# -- the table


ROWS = [
    Row("ours", 100, 2.0, 6e8, "cells", 123.4),
    Row("ours", 10, 0.1, 3e7, "cells"),
    Row("theirs", 10, 1.0, 10, "runs"),
]


def test_rates_and_memory_are_in_the_table():
    lines = table.text(ROWS, ()).splitlines()
    assert "| ours | 100 | 2 | 300 million cells | 123 MB |" in lines
    assert "| theirs | 10 | 1 | 10 runs | - |" in lines


def test_ratios_take_the_best_size_of_each():
    lines = table.text(ROWS, [Ratio("ours", "theirs", "beside", bar=9.0)]).splitlines()
    assert lines[-1] == "| ours | theirs | 10 | beside; bar 9: MISSED |"


def test_ratios_of_what_was_not_measured_are_left_out():
    assert "nobody" not in table.text(ROWS, [Ratio("ours", "nobody")])


def test_the_machine_is_described_without_its_name():
    found = table.machine()
    assert "cores" in found and "Python 3" in found and "numpy" in found
    assert platform.node() not in found


def test_the_table_is_put_between_its_markers(tmp_path):
    readme = tmp_path / "README.md"
    readme.write_text(f"before\n\n{table.START}\n\nold\n\n{table.END}\n\nafter\n", encoding="utf-8")
    for _ in range(2):
        table.write("new", readme)
    assert readme.read_text(encoding="utf-8") == f"before\n\n{table.START}\n\nnew\n\n{table.END}\n\nafter\n"


def test_the_readme_has_its_markers_and_every_benchmark():
    text = table.README.read_text(encoding="utf-8")
    assert text.index(table.START) < text.index(table.END)
    for case in CASES:
        assert f"`{case.name.split('.')[0]}.py`" in text


# -- measuring


def test_a_case_is_measured_in_a_process_of_its_own():
    command = [sys.executable, "-m", "benchmarks.measure", "--only", "quantiles.exact", "--up-to", "1000"]
    done = subprocess.run(command, cwd=measure.ROOT, capture_output=True, text=True, check=True)
    assert "| quantiles, numpy | 1,000 |" in done.stdout


def test_a_case_that_fails_is_left_out(capsys):
    (case,) = [case for case in CASES if case.name == "quantiles.exact"]
    assert measure._fresh(case, -1) == []
    assert "quantiles.exact -1 left out: ValueError" in capsys.readouterr().err


def test_of_several_rounds_the_fastest_counts_with_the_largest_memory():
    best = measure._better(Row("a", 1, 2.0, 1, "x", 10.0), Row("a", 1, 1.0, 1, "x", 5.0))
    assert (best.seconds, best.memory) == (1.0, 10.0)
