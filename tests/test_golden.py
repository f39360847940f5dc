"""Golden runs: what the shipped scenarios give is what is committed (`make golden` rewrites it)."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
SCENARIOS = sorted((ROOT / "scenarios").glob("*.yaml"))


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_a_shipped_scenario_gives_what_is_committed(path, tmp_path):
    command = [BIN / "carbonsim", "run", path, "--no-figures", "--quiet", "--out", tmp_path]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    made = {file.name: file.read_text(encoding="utf-8") for file in (tmp_path / path.stem).glob("*.csv")}
    kept = {
        file.name: file.read_text(encoding="utf-8") for file in (ROOT / "results" / path.stem).glob("*.csv")
    }
    assert set(made) == set(kept)
    for name, text in made.items():
        lines = zip(text.splitlines(), kept[name].splitlines(), strict=True)
        moved = [(new, old) for new, old in lines if new != old]
        assert not moved, f"{name}: {len(moved)} lines moved, first {moved[0]}; `make golden` rewrites them"


def test_nothing_is_committed_that_no_scenario_gives():
    stems = {path.stem for path in SCENARIOS}
    folders = (folder.name for folder in (ROOT / "results").iterdir() if folder.is_dir())
    # what git ignores may lie there: runs with changes, and backtests
    kept = {name for name in folders if "+" not in name and not name.startswith("backtest-")}
    assert kept == stems
