"""Every command and every line of Python that README shows works as shown."""

import csv
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BIN = Path(sys.executable).parent


def blocks(language):
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


COMMANDS = [
    line.split("  #")[0].split(" # ")[0].strip() for block in blocks("sh") for line in block.splitlines()
]
CARBONSIM = [shlex.split(line)[1:] for line in COMMANDS if line.startswith(".venv/bin/carbonsim")]


def test_all_commands_are_known_to_this_test():
    assert CARBONSIM
    others = [line for line in COMMANDS if line and not line.startswith(".venv/bin/carbonsim")]
    assert others == ["make run", "make test"]


def test_carbonsim_commands_run_in_order(tmp_path):
    # in one folder and in order: `new` makes the file that `check` and `run` read
    for arguments in CARBONSIM:
        done = subprocess.run(
            [BIN / "carbonsim", *arguments], cwd=tmp_path, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, (arguments, done.stderr)
        assert "Traceback" not in done.stderr


@pytest.mark.parametrize("target", ["run", "test"])
def test_make_knows_its_words(target):
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.skipif(shutil.which("make") is None, reason="make is what README asks for")
def test_make_run_runs_the_trunk_line(tmp_path):
    # the recipe itself, in another folder, with the environment of this test
    shutil.copytree(ROOT / "scenarios", tmp_path / "scenarios")
    shutil.copy(ROOT / "Makefile", tmp_path)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "venv" / "bin").mkdir(parents=True)
    (tmp_path / "venv" / "bin" / "carbonsim").symlink_to(BIN / "carbonsim")
    (tmp_path / "venv" / "run").touch()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    done = subprocess.run(
        ["make", "run", "VENV=venv"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "results" / "fujian-trunk-line" / "timeseries.csv").exists()
    assert list((tmp_path / "results" / "fujian-trunk-line" / "figures").glob("*.png"))


@pytest.mark.parametrize("block", blocks("python"))
def test_python_runs(block, monkeypatch):
    monkeypatch.chdir(ROOT)
    exec(compile(block, "README.md", "exec"), {})


CASES = {
    "hydrogen, zero-carbon power": "Hydrogen, Zero-Carbon Power",
    "hydrogen, grid power": "Hydrogen, Grid Power",
    "natural gas": "Natural Gas",
    "coke-oven gas, replaced by power": "COG for Power",
    "coke-oven gas, replaced by natural gas": "COG for Natural Gas",
    "coke-oven gas, replaced by coal": "COG for Coal",
}


def test_savings_in_the_readme_of_steel_are_those_of_the_results():
    text = (ROOT / "src/carbonsim/sectors/steel/README.md").read_text(encoding="utf-8")
    with (ROOT / "results/zhanjiang-shaft-furnace/claims.csv").open(encoding="utf-8") as file:
        rows = {(row["variant"], row["product"]): row for row in csv.DictReader(file)}
    for words, case in CASES.items():
        cells = []
        for product in ("hot metal", "liquid steel"):
            # no -0.00
            value, low, high = (
                round(float(rows[case, product][key]), 2) + 0.0 for key in ("p50", "p05", "p95")
            )
            cells.append(f"{value:.2f} ({low:.2f} to {high:.2f})")
        assert f"| {words} | {' | '.join(cells)} |" in text
