"""Ensembles on a Dask cluster: real processes on the loopback, one of which dies in mid-run."""

import contextlib
import os
import re
import signal
import subprocess
import sys
import time
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

import carbonsim
from carbonsim.core.errors import ComputingError
from carbonsim.engine import dask_cluster, run
from carbonsim.engine.shards import Job
from tests.engine.small_shards import LARGE

pytest.importorskip("distributed")
pytestmark = pytest.mark.usefixtures("small_shards")

DRAWS, MANY = 230, 1230
OPTIONS = ["--host", "127.0.0.1", "--no-dashboard"]


@pytest.fixture(scope="module")
def scenario():
    return carbonsim.load_scenario("fujian-no-policy", ["years=[2023, 2024]"])


@contextlib.contextmanager
def started(command, *arguments):
    """A process of Dask, and its output."""
    line = [sys.executable, "-m", f"distributed.cli.dask_{command}", *arguments, *OPTIONS]
    process = subprocess.Popen(line, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        process.stderr.close()


@contextlib.contextmanager
def cluster(folder, workers):
    """A scheduler and workers; gives its address and them."""
    with contextlib.ExitStack() as stack:
        scheduler = stack.enter_context(started("scheduler", "--port", "0"))
        address = None
        while address is None:
            found = re.search(r"Scheduler at: +(tcp://\S+)", scheduler.stderr.readline())
            address = found and found.group(1)
        asked = [address, "--nthreads", "1", "--no-nanny", "--local-directory", str(folder)]
        yield address, [stack.enter_context(started("worker", *asked)) for _ in range(workers)]


def same(one, other):
    found, expected = one.streamed, other.streamed
    assert np.array_equal(found.counts, expected.counts)
    assert np.array_equal(found.sums, expected.sums)
    assert all(np.array_equal(one.headline[name], other.headline[name]) for name in other.headline)


def test_one_worker_gives_the_bits_of_one_process_unless_its_code_is_another(scenario, tmp_path, monkeypatch):
    with cluster(tmp_path, 1) as (address, _):
        same(run.run(scenario, draws=DRAWS, scheduler=address), run.run(scenario, draws=DRAWS))
        monkeypatch.setattr("carbonsim.engine.dask_cluster.code_hash", lambda: "another")
        with pytest.raises(ComputingError, match="another version of carbonsim"):
            run.run(scenario, draws=DRAWS, scheduler=address)


def test_a_worker_killed_in_mid_run_changes_nothing(scenario, tmp_path):
    expected = run.run(scenario, draws=MANY)
    with cluster(tmp_path, 2) as (address, workers):
        killed = []

        def kill_one(done, _):
            if done > LARGE and not killed:
                killed.append(done)
                os.kill(workers[0].pid, signal.SIGKILL)

        same(run.run(scenario, draws=MANY, scheduler=address, progress=kill_one), expected)
        assert 0 < killed[0] < MANY - 2 * LARGE
        assert workers[0].wait(10) == -signal.SIGKILL
        assert workers[1].poll() is None


def test_a_shard_is_known_to_the_cluster_by_its_run_and_number(scenario, monkeypatch):
    """Who asks for the same run at the same time gets the shards that are being made."""
    keys = []

    def submit(*_, key=None, **__):
        keys.append(key)

    client = SimpleNamespace(
        submit=submit, wait_for_workers=lambda *_, **__: None, loop=None, close=lambda: None
    )
    monkeypatch.setattr(dask_cluster, "_connected", lambda *_: client)
    monkeypatch.setattr("distributed.as_completed", lambda *_, **__: ())

    def asked(job):
        keys.clear()
        assert list(dask_cluster.on_dask(job, [0, 2], "tcp://nowhere:1")) == []
        return tuple(keys)

    job = Job(scenario, 7, 30, 10, 10, ())
    first, again, other = asked(job), asked(job), asked(replace(job, seed=8))
    assert None not in first
    assert first == again
    assert len({*first, *other}) == 4


def test_a_scheduler_without_workers_is_an_error(scenario, tmp_path, monkeypatch):
    monkeypatch.setattr("carbonsim.engine.dask_cluster.PATIENCE", 1)
    with (
        cluster(tmp_path, 0) as (address, _),
        pytest.raises(ComputingError, match=f"{address}: the scheduler has no workers"),
    ):
        run.run(scenario, draws=DRAWS, scheduler=address)


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nonsense://here", "127.0.0.1:1"])
def test_a_scheduler_that_is_not_there_is_an_error(scenario, monkeypatch, address):
    monkeypatch.setattr("carbonsim.engine.dask_cluster.PATIENCE", 1)
    before = time.monotonic()
    with pytest.raises(ComputingError, match="found no Dask scheduler there"):
        run.run(scenario, draws=DRAWS, scheduler=address)
    assert time.monotonic() - before < 30


def test_without_the_library_the_extra_is_named(scenario, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ComputingError, match=r"pip install 'carbonsim\[dask\]'"):
        run.run(scenario, draws=DRAWS, scheduler="tcp://127.0.0.1:1")
