"""A results folder appears whole or not at all, and nothing that is not ours is lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from carbonsim.results.store import recover, write_folder
from carbonsim.results.tables import Table

#: No process has this number: it is above what systems hand out.
DEAD = 2**31 - 1


def table(value: float) -> dict[str, Table]:
    return {"timeseries.csv": Table(("year", "value"), [(2030, value)])}


def value_in(folder: Path) -> str:
    return (folder / "timeseries.csv").read_text(encoding="utf-8").splitlines()[1]


def siblings(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.parent.iterdir() if path != folder)


def test_a_folder_holds_its_tables_figures_and_manifest(tmp_path):
    folder = tmp_path / "new" / "run"
    write_folder(folder, table(1.0), {"seed": 7}, lambda where: (where / "a.png").write_bytes(b"png"))
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    assert names == ["figures/a.png", "manifest.json", "timeseries.csv"]
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert manifest == {"seed": 7, "contents": names}
    assert siblings(folder) == []


def test_a_new_set_replaces_the_old_one_whole(tmp_path):
    folder = tmp_path / "run"
    write_folder(folder, {**table(1.0), "bands.csv": Table(("a",), [])}, {}, lambda f: (f / "a.png").touch())
    write_folder(folder, table(2.0), {})
    assert value_in(folder) == "2030,2"
    assert not (folder / "bands.csv").exists(), "a band of the old run beside a series of the new one"
    assert not (folder / "figures").exists()
    assert siblings(folder) == []


def test_files_of_others_are_kept(tmp_path):
    folder = tmp_path / "run"
    write_folder(folder, table(1.0), {}, lambda where: (where / "a.png").write_bytes(b"old"))
    (folder / "notes.txt").write_text("mine", encoding="utf-8")
    (folder / "figures" / "mine.png").write_bytes(b"mine")
    (folder / "deep" / "er").mkdir(parents=True)
    (folder / "deep" / "er" / "mine.txt").write_text("mine", encoding="utf-8")
    outside = tmp_path / "outside.txt"
    outside.write_text("mine", encoding="utf-8")
    (folder / "link.txt").symlink_to(outside)
    write_folder(folder, table(2.0), {}, lambda where: (where / "a.png").write_bytes(b"new"))
    assert (folder / "notes.txt").read_text(encoding="utf-8") == "mine"
    assert (folder / "figures" / "mine.png").read_bytes() == b"mine"
    assert (folder / "figures" / "a.png").read_bytes() == b"new"
    assert (folder / "deep" / "er" / "mine.txt").exists()
    assert (folder / "link.txt").is_symlink() and outside.exists()


def test_what_stands_in_the_way_of_a_kept_file_is_not_overwritten(tmp_path):
    folder = tmp_path / "run"
    write_folder(folder, table(1.0), {})
    (folder / "bands.csv").mkdir()
    (folder / "bands.csv" / "mine.txt").write_text("mine", encoding="utf-8")
    (folder / "figures").write_text("mine", encoding="utf-8")
    write_folder(folder, table(2.0), {}, lambda where: (where / "a.png").touch())
    assert (folder / "bands.csv" / "mine.txt").read_text(encoding="utf-8") == "mine"
    assert (folder / "figures.kept-1").read_text(encoding="utf-8") == "mine"


def test_committed_tables_without_a_manifest_are_replaced(tmp_path):
    folder = tmp_path / "run"
    folder.mkdir()
    for name in ("timeseries.csv", "bands.csv"):
        (folder / name).write_text("old\n", encoding="utf-8")
    write_folder(folder, table(2.0), {})
    assert sorted(path.name for path in folder.iterdir()) == ["manifest.json", "timeseries.csv"]


@pytest.mark.parametrize("content", ['{"contents": ["../outside.txt", "notes.txt", 3]}', "[]", "no json", ""])
def test_a_manifest_made_up_by_others_reaches_nothing_outside(tmp_path, content):
    folder = tmp_path / "results" / "run"
    folder.mkdir(parents=True)
    (tmp_path / "results" / "outside.txt").write_text("mine", encoding="utf-8")
    (folder / "manifest.json").write_text(content, encoding="utf-8")
    write_folder(folder, table(2.0), {})
    assert (tmp_path / "results" / "outside.txt").exists()


class BrokenError(Exception):
    pass


def broken_figures(_: Path) -> None:
    raise BrokenError


def broken_rows():
    yield (2030, 1.0)
    raise BrokenError


@pytest.mark.parametrize(
    ("tables", "figures"),
    [
        (table(2.0), broken_figures),
        ({"timeseries.csv": Table(("year", "value"), broken_rows())}, None),
    ],
)
def test_a_failure_while_writing_leaves_the_old_set(tmp_path, tables, figures):
    folder = tmp_path / "run"
    write_folder(folder, table(1.0), {})
    with pytest.raises(BrokenError):
        write_folder(folder, tables, {}, figures)
    assert value_in(folder) == "2030,1"
    assert siblings(folder) == []


def test_a_manifest_that_is_no_json_leaves_the_old_set(tmp_path):
    folder = tmp_path / "run"
    write_folder(folder, table(1.0), {})
    with pytest.raises(ValueError, match="JSON"):
        write_folder(folder, table(2.0), {"seconds": float("nan")})
    assert value_in(folder) == "2030,1"


@pytest.mark.parametrize("fault", [OSError("disk"), KeyboardInterrupt()])
@pytest.mark.parametrize("step", [1, 2])
def test_a_failure_between_the_renames_brings_the_old_set_back(tmp_path, monkeypatch, step, fault):
    folder = tmp_path / "run"
    write_folder(folder, table(1.0), {})
    (folder / "notes.txt").write_text("mine", encoding="utf-8")
    rename, calls = Path.rename, []

    def failing(path: Path, target: Path) -> Path:
        calls.append(path)
        if len(calls) == step:
            raise fault
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(type(fault)):
        write_folder(folder, table(2.0), {})
    monkeypatch.undo()
    assert value_in(folder) == "2030,1"
    assert (folder / "notes.txt").exists()
    assert siblings(folder) == []


def test_a_run_killed_between_the_renames_is_put_right_by_the_next(tmp_path):
    folder = tmp_path / "run"
    code = (
        "import os, sys; from pathlib import Path\n"
        "from carbonsim.results.store import write_folder\n"
        "from carbonsim.results.tables import Table\n"
        "folder = Path(sys.argv[1])\n"
        "write_folder(folder, {'timeseries.csv': Table(('year', 'value'), [(2030, 1.0)])}, {})\n"
        "(folder / 'notes.txt').write_text('mine')\n"
        "rename = Path.rename\n"
        "def dying(path, target):\n"
        "    rename(path, target)\n"
        "    os._exit(9)\n"
        "Path.rename = dying\n"
        "write_folder(folder, {'timeseries.csv': Table(('year', 'value'), [(2030, 2.0)])}, {})\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(folder)], check=False)
    assert done.returncode == 9
    assert not folder.exists()
    recover(folder)
    assert value_in(folder) == "2030,1"
    assert (folder / "notes.txt").exists()
    assert siblings(folder) == []


def test_of_several_sets_put_aside_the_newest_comes_back(tmp_path):
    folder = tmp_path / "run"
    for number, (value, age) in enumerate(((1.0, 300), (2.0, 100), (3.0, 200))):
        aside = tmp_path / f".run.old-{DEAD - number}"
        write_folder(aside, table(value), {})
        os.utime(aside, (1e9 - age, 1e9 - age))
    recover(folder)
    assert value_in(folder) == "2030,2"
    assert siblings(folder) == []


def test_leftovers_beside_a_folder_that_stands_are_cleaned_and_what_is_not_ours_is_carried_over(tmp_path):
    folder = tmp_path / "run"
    write_folder(folder, table(1.0), {})
    old, new = tmp_path / f".run.old-{DEAD}", tmp_path / f".run.tmp-{DEAD}"
    for leftover in (old, new):
        leftover.mkdir()
        (leftover / "timeseries.csv").write_text("old\n", encoding="utf-8")
    (old / "notes.txt").write_text("mine", encoding="utf-8")
    recover(folder)
    assert value_in(folder) == "2030,1"
    assert (folder / "notes.txt").read_text(encoding="utf-8") == "mine"
    assert siblings(folder) == []


def test_a_run_puts_right_what_a_killed_one_left_before_it_writes(tmp_path):
    folder = tmp_path / "run"
    aside, half = tmp_path / f".run.old-{DEAD}", tmp_path / f".run.tmp-{DEAD}"
    write_folder(aside, table(1.0), {})
    (aside / "notes.txt").write_text("mine", encoding="utf-8")
    half.mkdir()
    write_folder(folder, table(2.0), {})
    assert value_in(folder) == "2030,2"
    assert (folder / "notes.txt").read_text(encoding="utf-8") == "mine"
    assert siblings(folder) == []


def test_what_a_living_process_is_writing_is_left_alone(tmp_path):
    folder = tmp_path / "run"
    living = tmp_path / f".run.tmp-{os.getppid()}"
    living.mkdir()
    others = [tmp_path / ".run.tmp-x", tmp_path / f".running.tmp-{DEAD}"]
    for other in others:
        other.mkdir()
    write_folder(folder, table(1.0), {})
    assert living.is_dir() and all(other.is_dir() for other in others)


def test_a_set_that_another_process_put_in_meanwhile_stands(tmp_path, monkeypatch):
    folder = tmp_path / "run"
    write_folder(folder, table(1.0), {})
    rename = Path.rename

    def overtaken(path: Path, target: Path) -> Path:
        if ".tmp-" in path.name:
            folder.mkdir()
            (folder / "timeseries.csv").write_text("year,value\n2030,3\n", encoding="utf-8")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", overtaken)
    # the error that is told is the first, not one of putting things right
    with pytest.raises(OSError, match=r"\.run\.tmp-"):
        write_folder(folder, table(2.0), {})
    assert value_in(folder) == "2030,3"
    assert siblings(folder) == []


def test_what_nobody_may_delete_is_passed_by_and_loses_nothing(tmp_path, monkeypatch):
    folder = tmp_path / "run"
    write_folder(folder, table(1.0), {}, lambda where: (where / "a.png").touch())
    (folder / "notes.txt").write_text("mine", encoding="utf-8")
    unlink, rename = Path.unlink, Path.rename

    def stuck(path: Path, *more: bool) -> None:
        if ".old-" in str(path) and path.name == "a.png":
            raise PermissionError(1, "Operation not permitted", str(path))
        unlink(path, *more)

    def held(path: Path, target: Path) -> Path:
        if path.name == "notes.txt":
            raise PermissionError(1, "Operation not permitted", str(path))
        return rename(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", stuck)
        patch.setattr(Path, "rename", held)
        for value in (2, 3, 4):
            write_folder(folder, table(float(value)), {})
            assert value_in(folder) == f"2030,{value}"
        (left,) = siblings(folder)
        assert (tmp_path / left / "notes.txt").read_text(encoding="utf-8") == "mine"
        assert (tmp_path / left / "figures" / "a.png").exists()
    write_folder(folder, table(5.0), {})
    assert (folder / "notes.txt").read_text(encoding="utf-8") == "mine"
    assert not (folder / "figures").exists()
    assert siblings(folder) == []


def test_a_set_that_can_not_come_back_stays_whole_where_it_is(tmp_path, monkeypatch):
    folder, aside = tmp_path / "run", tmp_path / f".run.old-{DEAD}"
    write_folder(aside, table(1.0), {})

    def refused(path: Path, _: Path) -> None:
        raise PermissionError(1, "Operation not permitted", str(path))

    monkeypatch.setattr(Path, "rename", refused)
    recover(folder)
    assert value_in(aside) == "2030,1"


def test_what_stands_under_our_own_number_and_can_not_go_is_written_beside(tmp_path, monkeypatch):
    folder, stuck = tmp_path / "run", tmp_path / f".run.tmp-{os.getpid()}"
    stuck.mkdir()
    monkeypatch.setattr("carbonsim.results.leftovers.shutil.rmtree", lambda *_, **__: None)
    write_folder(folder, table(1.0), {})
    assert value_in(folder) == "2030,1"
    assert siblings(folder) == [stuck.name]


def test_a_full_disk_names_the_folder(tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("carbonsim.results.store.write_csv", full)
    with pytest.raises(OSError, match="No space left on device") as caught:
        write_folder(tmp_path / "run", table(1.0), {})
    assert (caught.value.errno, caught.value.filename) == (28, str(tmp_path / "run"))
    assert not list(tmp_path.iterdir())


def test_draws_of_a_set_that_can_not_be_written_are_there_for_the_next_run(tmp_path):
    folder, draws = tmp_path / "run", tmp_path / "parts" / "draws"
    draws.mkdir(parents=True)
    (draws / "draws-00000000.parquet").write_bytes(b"draws")
    with pytest.raises(ValueError, match="JSON"):
        write_folder(folder, table(1.0), {"seconds": float("nan")}, draws=draws)
    assert (draws / "draws-00000000.parquet").read_bytes() == b"draws"
    assert not folder.exists()


def test_draws_become_a_part_of_the_set(tmp_path):
    folder, draws = tmp_path / "run", tmp_path / "made elsewhere"
    draws.mkdir()
    (draws / "draws-00000000.parquet").write_bytes(b"draws")
    write_folder(folder, table(1.0), {}, draws=draws)
    assert (folder / "draws" / "draws-00000000.parquet").read_bytes() == b"draws"
    assert not draws.exists()
    contents = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["contents"]
    assert "draws/draws-00000000.parquet" in contents


def test_a_file_that_is_named_like_a_set_put_aside_is_none(tmp_path):
    folder = tmp_path / "run"
    (tmp_path / f".run.old-{DEAD}").write_text("mine", encoding="utf-8")
    write_folder(folder, table(1.0), {})
    assert value_in(folder) == "2030,1"
    assert (tmp_path / f".run.old-{DEAD}").read_text(encoding="utf-8") == "mine"


def test_a_linked_folder_is_written_where_it_leads(tmp_path):
    real = tmp_path / "elsewhere" / "run"
    real.mkdir(parents=True)
    link = tmp_path / "run"
    link.symlink_to(real)
    assert write_folder(link, table(1.0), {}) == real
    assert link.is_symlink() and value_in(real) == "2030,1"


def test_a_file_in_the_way_is_refused(tmp_path):
    (tmp_path / "run").write_text("mine", encoding="utf-8")
    with pytest.raises(FileExistsError, match="a file"):
        write_folder(tmp_path / "run", table(1.0), {})
    assert (tmp_path / "run").read_text(encoding="utf-8") == "mine"
