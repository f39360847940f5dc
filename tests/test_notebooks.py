"""Every notebook runs from its first cell to its last, and finds what it says."""

import re
from pathlib import Path

import matplotlib as mpl
import pytest

NOTEBOOKS = sorted((Path(__file__).parents[1] / "notebooks").glob("*.py"))


def run_cells(path, draws):
    """Run a notebook with few draws; the names that it leaves."""
    text = path.read_text(encoding="utf-8")
    text, changed = re.subn(r"DRAWS, SEED = \d+", f"DRAWS, SEED = {draws}", text)
    assert changed == 1
    names = {}
    for cell in re.split(r"^# %%.*$", text, flags=re.MULTILINE):
        exec(compile(cell, str(path), "exec"), names)
    return names


@pytest.fixture
def found(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with mpl.rc_context({"backend": "agg"}):
        yield run_cells(NOTEBOOKS[0], 60)
        from matplotlib import pyplot  # noqa: PLC0415 - the notebook has loaded it by now

        pyplot.close("all")


def test_there_is_a_notebook():
    assert [path.stem for path in NOTEBOOKS] == ["compare_two_scenarios"]


def test_an_analyst_finds_what_decides_the_difference(found):
    comparison, outcome = found["comparison"], found["OUTCOME"]
    assert comparison.paired
    row = comparison.outcomes().set_index("outcome").loc[outcome]
    # the push saves in every draw, and its range is narrower than those of both scenarios
    assert row["difference"] < 0
    assert row["probability_below"] == 1.0
    assert found["apart"] < min(found["alone"].values())
    deciding = found["deciding"]
    assert deciding.abs().iloc[0] > 2 * found["noise"]
    assert deciding.index[0] == "drivers.carbon_price"
