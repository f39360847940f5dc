"""Draws on disk: a row for each draw and year, in order."""

import hashlib

import numpy as np
import pytest

from carbonsim.core.errors import ComputingError
from carbonsim.engine import draw_files
from carbonsim.engine.draw_files import keep_only, parquet, same_files, write_draws

YEARS = np.array([2023, 2024, 2025])
#: Draw 7 has 10, 20, 30 over the years, draw 8 has 11, 21, 31.
SERIES = {"Sales|A": np.array([[10.0, 11.0], [20.0, 21.0], [30.0, 31.0]])}


@pytest.fixture
def arrow():
    pytest.importorskip("pyarrow.parquet")
    return parquet()


def test_each_draw_has_a_row_a_year(arrow, tmp_path):
    name, digest = write_draws(tmp_path, 7, YEARS, SERIES)
    path = tmp_path / "draws-00000007.parquet"
    assert path.name == name
    assert digest == hashlib.sha256(path.read_bytes()).hexdigest()
    assert arrow.parquet.read_table(path).to_pydict() == {
        "draw": [7, 7, 7, 8, 8, 8],
        "year": [2023, 2024, 2025, 2023, 2024, 2025],
        "Sales|A": [10.0, 20.0, 30.0, 11.0, 21.0, 31.0],
    }
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.usefixtures("arrow")
def test_files_are_known_by_what_is_in_them(tmp_path):
    written = [write_draws(tmp_path, first, YEARS, SERIES) for first in (7, 9)]
    assert same_files(tmp_path, written)
    path = tmp_path / "draws-00000009.parquet"
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    assert same_files(tmp_path, written[:1])
    assert not same_files(tmp_path, written)
    path.unlink()
    assert not same_files(tmp_path, written)


@pytest.mark.usefixtures("arrow")
def test_draws_of_another_run_go_and_what_is_not_ours_stays(tmp_path):
    written = [write_draws(tmp_path, first, YEARS, SERIES) for first in (7, 9)]
    for name in (".draws-00000009.parquet.killed", "draws.txt", "my-draws-1.parquet"):
        (tmp_path / name).touch()
    keep_only(tmp_path, written[:1])
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        *("draws-00000007.parquet", "draws.txt", "my-draws-1.parquet")
    ]


def test_a_full_disk_names_the_file_and_leaves_nothing(arrow, tmp_path, monkeypatch):
    def full(_, path, **__):
        path.write_bytes(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(arrow.parquet, "write_table", full)
    with pytest.raises(OSError, match="No space left on device") as caught:
        write_draws(tmp_path, 7, YEARS, SERIES)
    assert caught.value.filename == str(tmp_path / "draws-00000007.parquet")
    assert not list(tmp_path.iterdir())


@pytest.mark.usefixtures("arrow")
def test_a_folder_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(ComputingError, match="no such folder on this machine"):
        write_draws(tmp_path / "none", 0, YEARS, SERIES)


def test_without_the_extra_it_is_named(monkeypatch):
    def missing(name):
        raise ImportError(name)

    monkeypatch.setattr(draw_files, "import_module", missing)
    with pytest.raises(ComputingError, match=r"carbonsim\[parquet\]"):
        parquet()
