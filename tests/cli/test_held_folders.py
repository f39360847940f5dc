"""Every command that writes a folder tries and holds it first, and goes on where it was stopped."""

from __future__ import annotations

import json
from contextlib import contextmanager

import pytest

from carbonsim.cli.main import main
from carbonsim.core.errors import ComputingError
from carbonsim.engine.shard_files import ShardFolder
from carbonsim.results import holding
from tests.cli.reading import made
from tests.engine.small_shards import make_shards_small

pytestmark = pytest.mark.usefixtures("folder")
FEW = ("--no-figures", "--no-page")
#: Arguments, and what computes.
COMMANDS = {
    "run": (("small.yaml", "--draws", "2", *FEW), "carbonsim.engine.run.run"),
    "compare": (
        ("small.yaml", "fujian-no-policy", "--draws", "2", "--set", "years=[2023, 2024]", *FEW),
        "carbonsim.engine.run.run",
    ),
    "sensitivity": (
        ("small.yaml", "--method", "pawn", "--draws", "40", "--workers", "1", *FEW),
        "carbonsim.engine.run.run",
    ),
    "corridor": (
        ("small.yaml", "--days", "1", "--warm-up", "0", "--replications", "2", *FEW),
        "carbonsim.analysis.corridor.simulate_corridor",
    ),
    "backtest": (("nev", "--draws", "40", *FEW), "carbonsim.analysis.whole_backtest.whole_backtest"),
    "counterfactual": (
        (
            "--draws",
            "4",
        ),
        "carbonsim.analysis.counterfactual.counterfactual",
    ),
}
#: Of those that make an ensemble.
TAKEN_UP = {"run": (), "compare": ("fujian-all-diesel",), "sensitivity": ("--method", "pawn")}


def computed(*_, **__):
    pytest.fail("it computed before it looked where the results go")


@pytest.mark.parametrize("command", COMMANDS)
def test_a_folder_that_is_held_or_can_not_be_written_is_told_before_anything_is_computed(
    folder, capsys, monkeypatch, command
):
    arguments, computing = COMMANDS[command]
    asked, held, holding_ = [command, *arguments], [], holding.held

    @contextmanager
    def noted(place):
        held.append(place.resolve())
        with holding_(place):
            yield

    with monkeypatch.context() as patch:
        patch.setattr(holding, "held", noted)
        assert main(asked) == 0
    assert held == [made(folder)], "it holds the folder that it writes"
    assert not list((folder / "results").glob(".*"))

    @contextmanager
    def refused(place):
        raise ComputingError(f"{place}: another run is writing there")
        yield

    capsys.readouterr()
    monkeypatch.setattr(holding, "held", refused)
    monkeypatch.setattr(computing, computed)
    assert main(asked) == 2
    assert "another run is writing there" in capsys.readouterr().err


def test_a_page_that_can_not_be_written_is_told_before_its_runs(folder, capsys, monkeypatch):
    monkeypatch.setattr("carbonsim.engine.run.run", computed)
    (folder / "file").touch()
    assert main(["report", "small.yaml", "--out", "file/report.html"]) == 2
    assert "file" in capsys.readouterr().err

    def refused(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.touch", refused)
    assert main(["report", "small.yaml", "--out", "page.html"]) == 2
    assert "can not be written: Permission denied" in capsys.readouterr().err


def test_a_page_that_the_disk_has_no_room_for_leaves_the_old_one(folder, capsys, monkeypatch):
    asked = ["report", "small.yaml", "--draws", "2", "--workers", "1", "--out", "page.html"]
    assert main(asked) == 0
    before, write = (folder / "page.html").read_bytes(), type(folder).write_text

    def full(path, text, **more):
        write(path, text[:1000], **more)
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(type(folder), "write_text", full)
    assert main([*asked, "--lang", "zh"]) == 2
    assert "page.html: No space left on device" in capsys.readouterr().err
    assert (folder / "page.html").read_bytes() == before
    assert sorted(path.name for path in folder.iterdir()) == ["page.html", "small.yaml"]


@pytest.mark.parametrize("command", TAKEN_UP)
def test_what_was_finished_of_a_large_run_is_taken_up_again(folder, capsys, monkeypatch, command):
    make_shards_small(monkeypatch)
    few = ("--set", "years=[2023, 2024]", "--draws", "230", "--workers", "1", *FEW)
    asked = [command, "fujian-no-policy", *TAKEN_UP[command], *few]
    saved, save, left = [], ShardFolder.save, [2]

    def full(kept, shard):
        if not left[0]:
            raise OSError(28, "No space left on device", "shard")
        left[0] -= 1
        saved.append(shard.index)
        save(kept, shard)

    monkeypatch.setattr(ShardFolder, "save", full)
    assert main(asked) == 2
    assert "No space left on device" in capsys.readouterr().err
    assert saved == [0, 1]
    saved.clear()
    left[0] = 100
    assert main(asked) == 0
    taken_up = len(saved)
    assert not list((folder / "results").glob(".*")), "the parts are gone with success"
    saved.clear()
    assert main([*asked, "--out", "whole"]) == 0
    assert taken_up == len(saved) - 2
    both = (made(folder), next((folder / "whole").iterdir()))
    first, whole = ({path.name: path.read_bytes() for path in place.glob("*.csv")} for place in both)
    assert first == whole


def test_a_manifest_names_code_libraries_and_what_the_cache_gave(folder, monkeypatch):
    numpy, scipy = pytest.importorskip("numpy"), pytest.importorskip("scipy")
    monkeypatch.setattr("carbonsim.sectors.freight.stations.kept_curves", lambda _: ("curves.csv", "abc"))
    for command in TAKEN_UP:
        assert main([command, *COMMANDS[command][0], "--out", command]) == 0
        (place,) = (folder / command).iterdir()
        about = json.loads((place / "manifest.json").read_text(encoding="utf-8"))
        assert about["packages"]["scipy"] == scipy.__version__
        assert about["packages"]["numpy"] == numpy.__version__
        assert len(about["code"]) == 64
        assert about["kept"] == {"curves.csv": "abc"}
