"""Large ensembles: the same bits however they are divided, interrupted or resumed."""

import gc
import multiprocessing
import os
import shutil
import signal
import struct
import threading
import time
from dataclasses import fields
from multiprocessing.queues import SimpleQueue

import numpy as np
import pytest

import carbonsim
from carbonsim.core.errors import ComputingError
from carbonsim.engine import ensemble, run, shards
from carbonsim.engine.draw_files import parquet
from carbonsim.engine.pair import Pair
from carbonsim.engine.processes import in_processes
from carbonsim.engine.sampling import pair_scores
from carbonsim.kernel.inputs import Inputs
from carbonsim.kernel.sharing import Shared
from tests.engine.small_shards import make_shards_small

pytestmark = pytest.mark.usefixtures("small_shards")
DRAWS = 430
SMALL = """\
carbonsim: 1
name: small
title: Small plan
extends: carbonsim:fujian-trunk-line
reference: carbonsim:fujian-no-policy
years: [2023, 2024]
claims:
  - name: little
    text: It cuts some
    variable: Emission Reduction|CO2|Transportation|Truck
    at_least: 0.001 Mt CO2/yr
"""
#: Only there no factor of the grid moves the answer, so that no other factor is run beside.
AT_DIRECT = "    boundary: direct\n"


@pytest.fixture(scope="module")
def load(tmp_path_factory):
    path = tmp_path_factory.mktemp("scenarios") / "small.yaml"
    path.write_text(SMALL + AT_DIRECT, encoding="utf-8")
    return lambda *overrides: carbonsim.load_scenario(str(path), overrides)


@pytest.fixture(scope="module")
def scenario(load):
    return load()


@pytest.fixture(scope="module")
def finished(scenario, tmp_path_factory):
    """A run of this file and the folder of its shards: whoever changes them takes a copy (`copied`)."""
    folder = tmp_path_factory.mktemp("finished")
    with pytest.MonkeyPatch.context() as patch:
        make_shards_small(patch)
        return run.run(scenario, draws=DRAWS, shards=folder), folder


@pytest.fixture
def expected(finished):
    """The run, which no way of dividing it may change."""
    return finished[0]


@pytest.fixture
def copied(finished, tmp_path):
    """A folder of its finished shards."""
    return shutil.copytree(finished[1], tmp_path / "copied")


@pytest.fixture(scope="module")
def kept(scenario):
    """The same draws, all of them kept."""
    with pytest.MonkeyPatch.context() as patch:
        make_shards_small(patch)
        patch.setattr(ensemble, "MOST_KEPT", 10_000)
        return run.run(scenario, draws=DRAWS)


def same(one, other):
    """Whether two results have the same bits, of plan and reference."""
    for name in one.headline:
        assert np.array_equal(one.headline[name], other.headline[name]), name
    assert one.headline.keys() == other.headline.keys()
    assert one.points.keys() == other.points.keys()
    assert all(np.array_equal(one.points[key], other.points[key]) for key in one.points)
    for ours, theirs in ((one, other), (one.reference, other.reference)):
        assert ours.ensemble.keys() == theirs.ensemble.keys()
        assert all(
            np.array_equal(ours.ensemble[name], theirs.ensemble[name], equal_nan=True)
            for name in ours.ensemble
        )
        assert (ours.streamed is None) == (theirs.streamed is None)
        for field in fields(ours.streamed or ()) if ours.streamed else ():
            found, expected = getattr(ours.streamed, field.name), getattr(theirs.streamed, field.name)
            assert np.array_equal(found, expected), field.name


class StoppedError(Exception):
    """Raised by a progress that interrupts its run."""


def stop_after(draws):
    def progress(done, _):
        if done >= draws:
            raise StoppedError

    return progress


# What is kept of many draws --------------------------------------------------------------------------------


def test_a_streamed_ensemble_is_that_of_the_same_draws_kept(expected, kept):
    large = expected
    assert kept.streamed is None
    assert not large.ensemble
    assert large.banded == tuple(kept.ensemble)
    for name in kept.headline:
        assert np.array_equal(large.headline[name], kept.headline[name]), name
    assert all(np.array_equal(large.points[key], kept.points[key]) for key in kept.points)
    for ours, theirs in ((large, kept), (large.reference, kept.reference)):
        for place, name in enumerate(ours.streamed.names):
            width = ours.streamed.width[place]
            found, exact = ours.quantiles(name), theirs.quantiles(name)
            # between two draws that are apart any value is a quantile
            draws = np.sort(theirs.ensemble[name], axis=1)
            gap = np.nanmax(np.diff(draws, axis=1), axis=1)  # blank ones come last
            assert np.all(np.abs(found - exact) <= width + gap + 1e-9 * np.abs(exact)), name
            scale = np.nanmax(np.abs(theirs.ensemble[name]))
            assert np.allclose(ours.mean(name), theirs.mean(name), rtol=1e-12, atol=1e-12 * scale), name


def test_draws_of_a_streamed_ensemble_are_refused_by_name(expected):
    large = expected
    with pytest.raises(KeyError, match=r"430 draws .* were not kept"):
        large["Stocks|Transportation|Truck"]
    assert 0 < large.streamed.resolution() < 0.5


@pytest.mark.parametrize("block", [100, 150, 430])
def test_blocks_of_any_width_give_the_same_bits(scenario, expected, monkeypatch, block):
    monkeypatch.setattr(run, "BLOCK", block)
    same(run.run(scenario, draws=DRAWS), expected)


def test_a_block_must_hold_whole_units(scenario, monkeypatch):
    monkeypatch.setattr(run, "BLOCK", 30)
    with pytest.raises(ValueError, match="multiple of 50"):
        run.run(scenario, draws=DRAWS)


def test_processes_give_the_same_bits_of_an_ensemble_that_is_kept(scenario):
    same(run.run(scenario, draws=100, workers=2), run.run(scenario, draws=100))


def test_another_scenario_beside_it_changes_nothing(scenario, expected):
    run.run(carbonsim.load_scenario("fujian-no-policy", ["years=[2023, 2024]"]), draws=DRAWS)
    same(run.run(scenario, draws=DRAWS), expected)


def test_another_seed_gives_other_draws(scenario, expected):
    other = run.run(scenario, draws=DRAWS, seed=99)
    assert not np.array_equal(expected.streamed.counts, other.streamed.counts)


# Interrupted and resumed -----------------------------------------------------------------------------------


@pytest.fixture
def made(monkeypatch):
    """Indices of the shards that are made."""
    found, make = [], shards.make_shard

    def note(job, index, tick=None):
        found.append(index)
        return make(job, index, tick)

    monkeypatch.setattr(ensemble, "make_shard", note)
    return found


def test_an_interrupted_run_goes_on_from_its_finished_shards(scenario, expected, made, tmp_path):
    with pytest.raises(StoppedError):
        run.run(scenario, draws=DRAWS, shards=tmp_path, progress=stop_after(250))
    assert made == [0, 1, 2]
    made.clear()
    same(run.run(scenario, draws=DRAWS, shards=tmp_path), expected)
    assert made == [2, 3, 4]
    made.clear()
    same(run.run(scenario, draws=DRAWS, shards=tmp_path), expected)
    assert made == []


def test_runs_with_other_factors_of_the_grid_are_kept_too(made, tmp_path):
    text = SMALL.replace("2024]", "2027]")  # in the first years there is no other factor
    (tmp_path / "small.yaml").write_text(text, encoding="utf-8")
    scenario = carbonsim.load_scenario(tmp_path / "small.yaml")
    first = run.run(scenario, draws=230, shards=tmp_path / "parts")
    assert len(made) > 3
    made.clear()
    same(run.run(scenario, draws=230, shards=tmp_path / "parts"), first)
    assert made == []


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04 half a file", None])
def test_a_damaged_shard_is_made_again(scenario, expected, made, copied, damage):
    (shard,) = copied.glob("*/shard-000003.npz")
    whole = shard.read_bytes()
    shard.write_bytes(whole[: len(whole) // 2] if damage is None else damage)
    same(run.run(scenario, draws=DRAWS, shards=copied), expected)
    assert made == [3]


@pytest.mark.parametrize("other", [{"seed": 5}, {"draws": DRAWS + 1}, {}])
def test_shards_of_another_run_are_not_taken(scenario, load, made, copied, other):
    asked = other or {"scenario": load("drivers.discount_rate=6 %/yr")}
    run.run(**{"scenario": scenario, "draws": DRAWS, "shards": copied} | asked)
    assert made == [0, 1, 2, 3, 4]


def test_other_code_makes_its_own_shards(scenario, made, copied, monkeypatch):
    run.run(scenario, draws=DRAWS, shards=copied)
    assert made == []  # else the next line would show nothing
    monkeypatch.setattr("carbonsim.engine.identity.code_hash", lambda: "other")
    run.run(scenario, draws=DRAWS, shards=copied)
    assert made == [0, 1, 2, 3, 4]


def test_a_full_disk_leaves_what_was_finished(scenario, made, tmp_path, monkeypatch):
    save, saved = np.savez, []

    def full(file, **arrays):
        if len(saved) == 2:
            file.write(b"half")
            raise OSError(28, "No space left on device")
        saved.append(save(file, **arrays))

    monkeypatch.setattr(np, "savez", full)
    with pytest.raises(OSError, match=r"No space left on device.*shard-000002"):
        run.run(scenario, draws=DRAWS, shards=tmp_path)
    monkeypatch.setattr(np, "savez", save)
    assert sorted(path.name for path in tmp_path.glob("*/*")) == ["shard-000000.npz", "shard-000001.npz"]
    made.clear()
    run.run(scenario, draws=DRAWS, shards=tmp_path)
    assert made == [2, 3, 4]


def test_what_a_lost_process_was_making_is_made_again(scenario, expected):
    killed = []

    def kill_one(*_):
        if not killed:
            killed.append(multiprocessing.active_children()[0].pid)
            os.kill(killed[0], signal.SIGKILL)

    same(run.run(scenario, draws=DRAWS, workers=2, progress=kill_one), expected)
    assert killed


def dying_in_mid_word(folder, index):
    """The first process to come dies with half of its result handed over, and its turn not given back."""
    try:
        (folder / "died").touch(exist_ok=False)
    except FileExistsError:
        time.sleep(0.2)
        return index
    (queue,) = [each for each in gc.get_objects() if isinstance(each, SimpleQueue)]
    queue._wlock.acquire()
    os.write(queue._writer.fileno(), struct.pack("!i", 1000))
    os.kill(os.getpid(), signal.SIGKILL)
    return index  # never


def test_a_process_killed_while_it_hands_over_its_result_holds_up_nobody(tmp_path, monkeypatch):
    monkeypatch.setattr("carbonsim.engine.processes.PATIENCE", 0.5)
    made = sorted(index for index, _ in in_processes(dying_in_mid_word, tmp_path, range(6), 2))
    assert made == list(range(6))
    assert (tmp_path / "died").exists()
    for _ in range(100):  # nor the interpreter at its end, which waits for the threads of the pool
        if not any("ExecutorManager" in type(each).__name__ for each in threading.enumerate()):
            return
        time.sleep(0.1)
    pytest.fail("a thread of the pool still waits")


def test_processes_that_die_again_and_again_are_an_error(scenario, monkeypatch):
    def dying(*_):
        from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415 - beside its use

        raise BrokenProcessPool

    monkeypatch.setattr("carbonsim.engine.processes._pool", dying)
    with pytest.raises(ComputingError, match="died 3 times: is there memory for 2 of them"):
        run.run(scenario, draws=DRAWS, workers=2)


# Every draw on disk ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("workers", [1, 2])
def test_saved_draws_are_those_of_the_ensemble_whose_bits_stay(scenario, expected, kept, tmp_path, workers):
    pq = parquet().parquet
    same(run.run(scenario, draws=DRAWS, save_draws=tmp_path / "draws", workers=workers), expected)
    table = pq.read_table(tmp_path / "draws").to_pandas().sort_values(["draw", "year"])
    assert set(table.columns) == {"draw", "year", *kept.ensemble}
    assert table["draw"].unique().tolist() == list(range(DRAWS))
    for name, values in kept.ensemble.items():
        found = table[name].to_numpy().reshape(DRAWS, len(kept.years)).T
        assert np.array_equal(found, values, equal_nan=True), name


def test_a_shard_whose_draws_are_gone_is_made_again(scenario, made, tmp_path):
    asked = {"draws": DRAWS, "shards": tmp_path / "parts", "save_draws": tmp_path / "draws"}
    run.run(scenario, **asked)
    (tmp_path / "draws" / "draws-00000150.parquet").unlink()
    made.clear()
    run.run(scenario, **asked)
    assert made == [1]


def test_draws_that_are_not_those_of_the_run_are_made_again(scenario, load, made, tmp_path):
    """An edited scenario wrote over some of them; then the edit was taken back."""
    asked = {"shards": tmp_path / "parts", "save_draws": tmp_path / "draws", "draws": 230}
    run.run(scenario, **asked)
    draws = {path.name: path.read_bytes() for path in (tmp_path / "draws").iterdir()}
    with pytest.raises(StoppedError):
        run.run(load("drivers.discount_rate=6 %/yr"), **asked, progress=stop_after(150))
    (tmp_path / "draws" / "draws-00009000.parquet").write_bytes(b"of a larger run")
    made.clear()
    run.run(scenario, **asked)
    assert made == [0, 1]
    assert {path.name: path.read_bytes() for path in (tmp_path / "draws").iterdir()} == draws


def test_saving_draws_without_the_library_names_the_extra(scenario, monkeypatch, tmp_path):
    monkeypatch.setitem(__import__("sys").modules, "pyarrow.parquet", None)
    with pytest.raises(ComputingError, match=r"pip install 'carbonsim\[parquet\]'"):
        run.run(scenario, draws=2, save_draws=tmp_path)


def test_workers_and_draws_must_make_sense(scenario):
    with pytest.raises(ValueError, match="workers: found 0"):
        run.run(scenario, draws=2, workers=0)
    with pytest.raises(ValueError, match="draws: found -1"):
        run.run(scenario, draws=-1)


def test_a_lean_block_has_the_same_plan_and_what_it_is_compared_in(scenario):
    pair = Pair(scenario)
    scores = pair_scores(scenario, 1, 0, 6, 6)
    whole, lean = pair.evaluate(scores, 6), pair.evaluate(scores, 6, lean=True)
    assert whole.plan.keys() == lean.plan.keys()
    assert all(np.array_equal(whole.plan[name], lean.plan[name]) for name in whole.plan)
    assert {name for name, _ in pair.compared} & whole.reference.keys() <= lean.reference.keys()
    assert len(lean.reference) < len(whole.reference)
    assert all(np.array_equal(whole.reference[name], lean.reference[name]) for name in lean.reference)


def test_what_plan_and_reference_share_is_drawn_once_and_not_written_to(scenario):
    shared = Shared()
    years = Pair(scenario).years
    scores = pair_scores(scenario, 1, 0, 6, 6)
    plan, reference = (Inputs(one, years, 6, scores, shared) for one in (scenario, scenario.reference))
    price = plan.series("drivers.fuels.diesel.price")
    assert reference.series("drivers.fuels.diesel.price") is price
    with pytest.raises(ValueError, match="read-only"):
        price[0] = 0.0
    # what differs is each one's own
    assert reference.series("freight.swap.stations") is not plan.series("freight.swap.stations")
    change = "drivers.fuels.diesel.price={value: 9, low: 8, high: 10, unit: CNY/L}"
    dear = carbonsim.load_scenario("fujian-trunk-line", [change])
    other = Inputs(dear, years, 6, scores, shared).series("drivers.fuels.diesel.price")
    assert not np.array_equal(other, price)
