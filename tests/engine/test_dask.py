"""Ensembles on a Dask cluster: real processes on the loopback, one of which dies in mid-run."""

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import time
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

import carbonsim
from carbonsim.core.errors import ComputingError
from carbonsim.engine import dask_cluster, dask_scheduler, run
from carbonsim.engine.shards import Job
from tests.engine.small_shards import LARGE

pytest.importorskip("distributed")
pytestmark = pytest.mark.usefixtures("small_shards")

DRAWS, SOME, MANY = 230, 430, 1230
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
    """A scheduler and workers; gives its address, them and it."""
    with contextlib.ExitStack() as stack:
        scheduler = stack.enter_context(started("scheduler", "--port", "0"))
        address = None
        while address is None:
            found = re.search(r"Scheduler at: +(tcp://\S+)", scheduler.stderr.readline())
            address = found and found.group(1)
        asked = [address, "--nthreads", "1", "--no-nanny", "--local-directory", str(folder)]
        yield address, [stack.enter_context(started("worker", *asked)) for _ in range(workers)], scheduler


def same(one, other):
    found, expected = one.streamed, other.streamed
    assert np.array_equal(found.counts, expected.counts)
    assert np.array_equal(found.sums, expected.sums)
    assert all(np.array_equal(one.headline[name], other.headline[name]) for name in other.headline)


def test_one_worker_gives_the_bits_of_one_process_unless_its_code_is_another(scenario, tmp_path, monkeypatch):
    with cluster(tmp_path, 1) as (address, _, _):
        same(run.run(scenario, draws=DRAWS, scheduler=address), run.run(scenario, draws=DRAWS))
        monkeypatch.setattr("carbonsim.engine.dask_cluster.code_hash", lambda: "another")
        with pytest.raises(ComputingError, match="another version of carbonsim"):
            run.run(scenario, draws=DRAWS, scheduler=address)


def test_a_worker_killed_in_mid_run_changes_nothing(scenario, tmp_path):
    expected = run.run(scenario, draws=MANY)
    with cluster(tmp_path, 2) as (address, workers, _):
        killed = []

        def kill_one(done, _):
            if done > LARGE and not killed:
                killed.append(done)
                os.kill(workers[0].pid, signal.SIGKILL)

        same(run.run(scenario, draws=MANY, scheduler=address, progress=kill_one), expected)
        assert 0 < killed[0] < MANY - 2 * LARGE
        assert workers[0].wait(10) == -signal.SIGKILL
        assert workers[1].poll() is None


def test_a_scheduler_killed_in_mid_run_is_an_error_and_what_was_finished_is_kept(
    scenario, tmp_path, monkeypatch
):
    monkeypatch.setattr(dask_scheduler, "PATIENCE", 2)
    parts = tmp_path / "parts"
    killed = []
    with cluster(tmp_path, 1) as (address, _, scheduler):

        def kill_it(done, _):
            if not killed and done >= LARGE:
                scheduler.kill()
                killed.append(time.monotonic())

        with pytest.raises(ComputingError, match=f"{address}: the scheduler has gone.*goes on from there"):
            run.run(scenario, draws=SOME, scheduler=address, progress=kill_it, shards=parts)
    assert time.monotonic() - killed[0] < 30
    kept = {path: path.stat().st_mtime_ns for path in parts.glob("*/shard-*.npz")}
    assert kept
    same(run.run(scenario, draws=SOME, shards=parts), run.run(scenario, draws=SOME))
    assert all(path.stat().st_mtime_ns == written for path, written in kept.items()), "it went on from there"


def test_a_cluster_that_loses_all_its_workers_is_an_error(scenario, tmp_path, monkeypatch):
    monkeypatch.setattr(dask_cluster, "WITHOUT_WORKERS", 0.5)
    parts = tmp_path / "parts"
    with cluster(tmp_path, 1) as (address, workers, _):

        def kill_all(done, _):
            if done > LARGE:
                workers[0].kill()

        with pytest.raises(ComputingError, match=f"{address}: all workers have gone.*dask worker {address}"):
            run.run(scenario, draws=SOME, scheduler=address, progress=kill_all, shards=parts)
    assert list(parts.glob("*/shard-*.npz"))


def test_a_finished_shard_that_is_lost_on_the_way_is_made_again(monkeypatch):
    found = []

    def late(timeout):
        found.append(timeout)
        raise TimeoutError

    monkeypatch.setattr(dask_cluster, "HANDED_OVER", 0.1)
    cluster = dask_cluster.Cluster(None, "tcp://here:1")
    library = dask_scheduler.library()
    assert cluster.result(library, SimpleNamespace(result=late, status="pending")) is None
    with pytest.raises(ComputingError, match="answers no more"):
        cluster.result(library, SimpleNamespace(result=late, status="finished"))
    assert found == [0.1, 0.1]


@pytest.mark.parametrize(
    ("error", "kind", "words"),
    [
        (RuntimeError("a fault"), RuntimeError, "^a fault$"),
        (RuntimeError("Error during deserialization of the task graph"), ComputingError, "install the same"),
        (AttributeError("Can't get attribute 'checked_shard'"), ComputingError, "install the same"),
        (ModuleNotFoundError("No module named 'carbonsim'"), ComputingError, "lack a module: No module"),
    ],
)
def test_a_worker_that_can_not_read_its_work_is_told_from_a_fault(error, kind, words):
    def broken(timeout):  # noqa: ARG001
        raise error

    cluster = dask_cluster.Cluster(None, "tcp://here:1")
    with pytest.raises(kind, match=words):
        cluster.result(dask_scheduler.library(), SimpleNamespace(result=broken))


def test_a_shard_is_known_to_the_cluster_by_its_run_and_number(scenario, monkeypatch):
    """Who asks for the same run at the same time gets the shards that are being made."""
    keys = []

    def submit(*_, key=None, **__):
        keys.append(key)

    rpc = SimpleNamespace(ncores=None)
    workers = {"tcp://nowhere:2": 1}
    client = SimpleNamespace(submit=submit, sync=lambda *_, **__: workers, scheduler=rpc, loop=None)
    monkeypatch.setattr(dask_cluster, "connected", lambda *_: client)
    monkeypatch.setattr("distributed.as_completed", lambda *_, **__: SimpleNamespace(is_empty=lambda: True))

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
    monkeypatch.setattr(dask_scheduler, "PATIENCE", 1)
    with (
        cluster(tmp_path, 0) as (address, _, _),
        pytest.raises(ComputingError, match=f"{address}: the scheduler has no workers"),
    ):
        run.run(scenario, draws=DRAWS, scheduler=address)


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "127.0.0.1:1"])
def test_a_scheduler_that_is_not_there_is_an_error(scenario, monkeypatch, address):
    monkeypatch.setattr(dask_scheduler, "PATIENCE", 1)
    before = time.monotonic()
    with pytest.raises(ComputingError, match="found no Dask scheduler there; start one"):
        run.run(scenario, draws=DRAWS, scheduler=address)
    assert time.monotonic() - before < 30


def test_what_answers_but_is_no_scheduler_is_an_error(monkeypatch):
    """A server that waits for its client to speak: connected, a client of Dask would wait for ever."""
    monkeypatch.setattr(dask_scheduler, "PATIENCE", 1)
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"tcp://127.0.0.1:{server.getsockname()[1]}"
        with pytest.raises(ComputingError, match=f"{address}: found no Dask scheduler there"):
            dask_scheduler.connected(dask_scheduler.library(), address)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "nonsense",
        "nonsense://here:1",
        "tcp://",
        "tcp://here",
        "tcp://:1",
        "tcp://here:port",
        "tcp://a:99999",
    ],
)
def test_what_is_no_address_is_told_at_once_and_no_client_is_made(monkeypatch, address):
    library = dask_scheduler.library()
    monkeypatch.setattr(library, "Client", None)
    monkeypatch.setattr(library.comm, "connect", None)
    with pytest.raises(ComputingError, match=r"expected an address such as tcp://127\.0\.0\.1:8786"):
        dask_scheduler.connected(library, address)


@pytest.mark.parametrize(
    ("named", "words"),
    [
        ({}, "found no certificates for an encrypted scheduler; name its certificates in the environment"),
        (
            {
                f"distributed.comm.tls.{key}": "missing.pem"
                for key in ("ca-file", "client.cert", "client.key")
            },
            "the certificates of Dask's configuration can not be used: .*No such file",
        ),
    ],
)
def test_certificates_that_are_not_there_are_told_at_once(named, words):
    dask = pytest.importorskip("dask")
    with dask.config.set(named), pytest.raises(ComputingError, match=words):
        dask_scheduler.connected(dask_scheduler.library(), "tls://127.0.0.1:1")


def test_without_the_library_the_extra_is_named(scenario, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ComputingError, match=r"pip install 'carbonsim\[dask\]'"):
        run.run(scenario, draws=DRAWS, scheduler="tcp://127.0.0.1:1")
