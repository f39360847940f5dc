"""Large runs from the command line: killed, resumed, without disk or scheduler; nothing is lost."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from carbonsim.cli.main import main
from tests.engine.small_shards import make_shards_small

pytestmark = pytest.mark.usefixtures("answered_once")
ROOT = Path(__file__).parents[2]
RUN = ["run", "small.yaml", "--no-figures", "--quiet"]
DRAWS = 230
#: A process whose shards are small.
PROCESS = """\
import sys
import pytest
from carbonsim.cli.main import main
from tests.engine.small_shards import make_shards_small
with pytest.MonkeyPatch.context() as patch:
    make_shards_small(patch)
    sys.exit(main(sys.argv[1:]))
"""
#: Only there no factor of the grid moves the answer, so that no other factor is run beside.
AT_DIRECT = "    boundary: direct\n    at_least: 0.001 Mt CO2/yr\n"


@pytest.fixture
def answered_once(folder):
    """The small scenario, of two years, with claims that need no runs beside."""
    path = folder / "small.yaml"
    text = path.read_text(encoding="utf-8").replace("    at_least: 0.001 Mt CO2/yr\n", AT_DIRECT)
    text = text.replace("years: [2023, 2027]", "years: [2023, 2024]").replace("year: 2027", "year: 2024")
    assert text.count("    boundary: direct\n") == text.count("  - name: ")
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def small_shards(monkeypatch):
    make_shards_small(monkeypatch)


def contents(folder):
    """Every file of a results folder but the manifest, which tells the time of the run."""
    return {
        path.name: path.read_bytes()
        for path in folder.iterdir()
        if path.is_file() and path.name != "manifest.json"
    }


def result(folder, out="results"):
    (made,) = (path for path in (folder / out).iterdir() if not path.name.startswith("."))
    return made


@pytest.mark.usefixtures("small_shards")
def test_a_killed_run_leaves_what_was_there_and_goes_on(folder):
    previous = folder / "results" / "small+other"
    previous.mkdir(parents=True)
    (previous / "outcomes.csv").write_text("mine", encoding="utf-8")
    command = [*RUN, "--draws", "1030", "--workers", "1"]
    line = [sys.executable, "-c", PROCESS, *command]
    home = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])}
    process = subprocess.Popen(line, env=home)
    shards, until = [], time.monotonic() + 120
    while not shards and process.poll() is None and time.monotonic() < until:
        shards = list((folder / "results").glob(".*.parts/*/shard-*.npz"))
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL, "it was killed before it had finished"
    assert (previous / "outcomes.csv").read_text(encoding="utf-8") == "mine"
    assert [path.name for path in (folder / "results").iterdir() if not path.name.startswith(".")] == [
        "small+other"
    ]
    finished = shards[0].stat().st_mtime_ns
    (previous / "outcomes.csv").unlink()
    previous.rmdir()
    # the second run takes the finished shard as it is
    process = subprocess.Popen(line, env=home)
    while process.poll() is None:
        if shards[0].exists():
            assert shards[0].stat().st_mtime_ns == finished
        time.sleep(0.02)
    assert process.returncode == 0
    assert not list((folder / "results").glob(".*")), "the parts are gone with success"
    assert main([*command, "--out", "whole"]) == 0
    assert contents(result(folder)) == contents(result(folder, "whole"))


@pytest.mark.usefixtures("small_shards")
def test_a_large_run_says_what_its_bands_are_known_to(folder, capsys):
    assert main(["run", "small.yaml", "--no-figures", "--draws", str(DRAWS), "--workers", "1"]) == 0
    assert f"{DRAWS} draws" in capsys.readouterr().out
    about = json.loads((result(folder) / "manifest.json").read_text(encoding="utf-8"))
    assert 0 < about["streamed"]["coarsest_bin"] < 1


@pytest.mark.usefixtures("small_shards")
def test_a_full_disk_is_a_clear_error_and_loses_nothing(folder, capsys, monkeypatch):
    assert main([*RUN, "--draws", str(DRAWS), "--workers", "1"]) == 0
    before, save, left = contents(result(folder)), np.savez, [2]

    def full(file, **arrays):
        if not left[0]:
            raise OSError(28, "No space left on device")
        left[0] -= 1
        return save(file, **arrays)

    monkeypatch.setattr(np, "savez", full)
    assert main([*RUN, "--draws", str(DRAWS), "--workers", "1"]) == 2
    err = capsys.readouterr().err
    assert "No space left on device" in err
    assert "shard-000002.npz" in err
    assert "Traceback" not in err
    assert contents(result(folder)) == before


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="needs a folder that not even root may write")
@pytest.mark.usefixtures("small_shards")
def test_an_unwritable_folder_is_a_clear_error(capsys):
    assert main([*RUN, "--draws", str(DRAWS), "--out", "/proc/self/results"]) == 2
    err = capsys.readouterr().err
    assert err.startswith("carbonsim: /proc/self/results")
    assert "Traceback" not in err


def test_a_scheduler_that_is_not_there_is_a_clear_error(folder, capsys, monkeypatch):
    pytest.importorskip("distributed")
    monkeypatch.setattr("carbonsim.engine.dask_scheduler.PATIENCE", 1)
    assert main(RUN) == 0
    before = contents(result(folder))
    assert main([*RUN, "--scheduler", "tcp://127.0.0.1:1"]) == 2
    assert "tcp://127.0.0.1:1: found no Dask scheduler there; start one with" in capsys.readouterr().err
    assert contents(result(folder)) == before


@pytest.mark.usefixtures("small_shards")
def test_saved_draws_are_in_the_results_folder(folder):
    pytest.importorskip("pyarrow")
    assert main([*RUN, "--draws", str(DRAWS), "--save-draws", "--workers", "2"]) == 0
    made = sorted(path.name for path in (result(folder) / "draws").iterdir())
    assert made == [f"draws-{first:08d}.parquet" for first in range(0, DRAWS, 50)]
    assert not list((folder / "results").glob(".*"))


def test_draws_without_the_library_are_refused_before_the_run(folder, capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    assert main([*RUN, "--save-draws"]) == 2
    assert "pip install 'carbonsim[parquet]'" in capsys.readouterr().err
    assert not (folder / "results" / "small").exists()


def test_a_number_of_workers_is_checked(capsys):
    with pytest.raises(SystemExit):
        main([*RUN, "--workers", "0"])
    assert "found '0', expected a whole number from 1" in capsys.readouterr().err
