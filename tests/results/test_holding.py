"""A results folder is held by one run at a time, and what can not be written is told before any work."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from errno import EBUSY, ENOLCK
from pathlib import Path

import pytest

from carbonsim.core.errors import ComputingError
from carbonsim.results import holding
from carbonsim.results.holding import held

HOLDER = """\
import sys, time
from pathlib import Path
from carbonsim.results.holding import held
with held(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def siblings(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.parent.iterdir() if path != folder)


def test_another_run_is_told_at_once_and_what_a_killed_one_leaves_holds_nobody_up(tmp_path):
    folder = tmp_path / "results" / "run"
    with subprocess.Popen([sys.executable, "-c", HOLDER, str(folder)], stdout=subprocess.PIPE) as other:
        try:
            assert other.stdout.readline() == b"held\n"
            with pytest.raises(ComputingError, match=f"{folder}: another run is writing there; wait"):
                held(folder).__enter__()
            with held(folder.with_name("another")):  # holds nothing but itself
                pass
        finally:
            other.send_signal(signal.SIGKILL)
    assert siblings(folder) == [".run.lock"]
    with held(folder):
        pass
    assert siblings(folder) == []


def test_who_writes_nothing_leaves_nothing(tmp_path):
    with held(tmp_path / "results" / "run"):
        pass
    assert not list(tmp_path.iterdir())
    (tmp_path / "results").mkdir()
    with held(tmp_path / "results" / "run"):
        pass
    assert [path.name for path in tmp_path.iterdir()] == ["results"]


def test_what_a_killed_trial_leaves_goes_with_the_next(tmp_path):
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / holding.TRIAL).touch()
    with held(tmp_path / "run"):
        assert not list((tmp_path / "run").iterdir())


def test_a_link_and_what_it_leads_to_are_one_folder(tmp_path):
    folder = tmp_path / "run"
    folder.mkdir()
    (tmp_path / "link").symlink_to(folder)
    with held(folder), pytest.raises(ComputingError):
        held(tmp_path / "link").__enter__()


def test_a_lock_whose_file_was_taken_away_meanwhile_is_none(tmp_path, monkeypatch):
    lock, taken = holding.lock, []

    def slow(file):
        if not taken:
            taken.append((tmp_path / ".run.lock").unlink())
        lock(file)

    monkeypatch.setattr(holding, "lock", slow)
    with held(tmp_path / "run"):
        assert (tmp_path / ".run.lock").exists()
        with pytest.raises(ComputingError):
            held(tmp_path / "run").__enter__()


def test_a_disk_without_locks_is_no_error(tmp_path, monkeypatch):
    def none(_):
        raise OSError(ENOLCK, "No locks available")

    monkeypatch.setattr(holding, "lock", none)
    with held(tmp_path / "run"):
        pass
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("place", ["", "figures"])
def test_a_folder_whose_files_can_not_go_is_refused(tmp_path, monkeypatch, place):
    folder = tmp_path / "run"
    (folder / "figures").mkdir(parents=True)
    touch = Path.touch

    def refused(path, *more, **named):
        if path.parent == folder / place:
            raise PermissionError(13, "Permission denied", str(path))
        touch(path, *more, **named)

    monkeypatch.setattr(Path, "touch", refused)
    with pytest.raises(PermissionError, match="can not be written: Permission denied") as caught:
        held(folder).__enter__()
    assert caught.value.filename == str(folder / place)
    assert siblings(folder) == []
    assert [path.name for path in folder.iterdir()] == ["figures"]


def test_a_folder_that_is_a_disk_of_its_own_is_refused(tmp_path, monkeypatch):
    (tmp_path / "run").mkdir()
    monkeypatch.setattr(os.path, "ismount", lambda path: Path(path) == tmp_path / "run")
    with pytest.raises(OSError, match="another disk begins") as caught:
        held(tmp_path / "run").__enter__()
    assert caught.value.errno == EBUSY


def test_a_folder_in_which_nothing_can_be_made_is_named(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(OSError, match="file") as caught:
        held(tmp_path / "file" / "run").__enter__()
    assert caught.value.filename == str(tmp_path / "file")
