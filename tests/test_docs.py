"""Every scenario that the documentation shows can be loaded and run."""

import math
import re
from pathlib import Path

import numpy as np
import pytest

import carbonsim

DOCS = Path(__file__).parents[1] / "docs"
TEXTS = [(DOCS / name).read_text(encoding="utf-8") for name in ("sampling.md", "levers.md")]
SCENARIOS = [found for text in TEXTS for found in re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)]


@pytest.mark.parametrize("text", SCENARIOS, ids=lambda text: re.search("name: (.*)", text)[1])
def test_a_scenario_of_the_text_runs(text, tmp_path):
    path = tmp_path / "shown.yaml"
    path.write_text(text, encoding="utf-8")
    result = carbonsim.run(carbonsim.load_scenario(path), draws=4)
    assert all(np.isfinite(values).all() for values in result.ensemble.values())


def test_the_lines_of_python_of_the_page_write_it(tmp_path, monkeypatch):
    (code,) = re.findall(r"```python\n(.*?)```", (DOCS / "report.md").read_text(encoding="utf-8"), re.DOTALL)
    monkeypatch.chdir(tmp_path)
    exec(code, {})
    for place in ("trunk-line.html", "results/mine/report.html", "results/mine/page.json"):
        assert (tmp_path / place).stat().st_size > 10_000


def test_the_notebook_lines_of_the_corridor_run():
    text = (Path(__file__).parents[1] / "docs" / "corridor.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    shown = {}
    exec(code, shown)
    assert len(shown["found"].to_frame()) == 3


def test_the_notebook_lines_of_a_search_for_a_target_run():
    text = (DOCS / "solve.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    shown = {}
    exec(code, shown)
    (edge,) = shown["found"].solved[0].searches[0].edges
    assert f"{math.ceil(edge.value)} stations in 2035" in text
