"""Draws on disk: a row for each draw and year, in order."""

import numpy as np
import pytest

from carbonsim.core.errors import ComputingError
from carbonsim.engine import draw_files
from carbonsim.engine.draw_files import draws_file, parquet, write_draws

YEARS = np.array([2023, 2024, 2025])
#: Draw 7 has 10, 20, 30 over the years, draw 8 has 11, 21, 31.
SERIES = {"Sales|A": np.array([[10.0, 11.0], [20.0, 21.0], [30.0, 31.0]])}


@pytest.fixture
def arrow():
    pytest.importorskip("pyarrow.parquet")
    return parquet()


def test_each_draw_has_a_row_a_year(arrow, tmp_path):
    path = write_draws(tmp_path, 7, YEARS, SERIES)
    assert path == tmp_path / "draws-00000007.parquet" == draws_file(tmp_path, 7)
    assert arrow.parquet.read_table(path).to_pydict() == {
        "draw": [7, 7, 7, 8, 8, 8],
        "year": [2023, 2024, 2025, 2023, 2024, 2025],
        "Sales|A": [10.0, 20.0, 30.0, 11.0, 21.0, 31.0],
    }
    assert list(tmp_path.iterdir()) == [path]


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
