"""Texts of a scenario that would steer a terminal, or start a formula in a spreadsheet, are text."""

from __future__ import annotations

import csv
import io

import pytest

from carbonsim.cli.main import main

HOSTILE = """carbonsim: 1
name: hostile
extends: carbonsim:fujian-line
title: {en: "<script>alert(1)</script>\\e[31m \\"red\\"\\nsecond line", zh: "=1+1\\u202e"}
years: [2023, 2031]
draws: 6
claims:
  - name: "=1+1"
    text: {en: "=1+1 \\e]0;owned\\a says \\u202eesrever", zh: "@SUM(A1)\\e[2J"}
    variable: Emission Reduction|CO2|Transportation|Truck
    year: 2030
    at_least: 1 Mt CO2/yr
    source: "+cmd|' /C calc'!A0\\e[31m"
freight:
  swap:
    stations:
      value: 9
      note: "-2+3\\e[31m\\nred"
      source: "@bad"
"""
STEERING = ("\x1b", "\x07", "\u202e")


@pytest.fixture
def hostile(tmp_path, monkeypatch):
    """A folder with a scenario of hostile texts."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "hostile.yaml").write_text(HOSTILE, encoding="utf-8")
    return tmp_path


@pytest.mark.usefixtures("hostile")
@pytest.mark.parametrize(
    "command",
    [
        ("run", "hostile.yaml", "--no-figures"),
        ("run", "hostile.yaml", "--no-figures", "--details"),
        ("run", "hostile.yaml", "--no-figures", "--lang", "zh"),
        ("check", "hostile.yaml"),
        ("explain", "hostile.yaml", "freight.swap.stations"),
        ("explain", "hostile.yaml"),
        ("compare", "hostile.yaml", "fujian-no-policy", "--draws", "4", "--set", "years=[2023, 2031]"),
    ],
)
def test_a_terminal_shows_hostile_texts_as_text(capsys, command):
    more = ("--no-figures",) if command[0] == "compare" else ()
    code = main([*command, *more])
    out, err = capsys.readouterr()
    assert code == 0, err
    for sign in STEERING:
        assert sign not in out + err, repr(sign)


@pytest.mark.usefixtures("hostile")
def test_titles_and_claims_keep_their_words(capsys):
    assert main(["run", "hostile.yaml", "--no-figures"]) == 0
    out = capsys.readouterr().out
    assert '<script>alert(1)</script>�[31m "red" second line (hostile)' in out
    assert "=1+1 �]0;owned� says �esrever" in out


def test_an_error_shows_hostile_texts_as_text(hostile, capsys):
    text = HOSTILE.replace("value: 9", 'value: "\\e[31m9"')
    (hostile / "hostile.yaml").write_text(text, encoding="utf-8")
    assert main(["run", "hostile.yaml"]) == 2
    assert "\x1b" not in "".join(capsys.readouterr())


def test_no_cell_of_a_table_is_a_formula(hostile):
    assert main(["run", "hostile.yaml", "--no-figures", "--quiet"]) == 0
    (folder,) = (path for path in (hostile / "results").iterdir() if path.name.startswith("hostile"))
    cells = [
        cell
        for path in folder.glob("*.csv")
        for row in csv.reader(io.StringIO(path.read_text(encoding="utf-8")))
        for cell in row
    ]
    assert "'=1+1" in cells, "the name of the claim"
    for cell in cells:
        assert not any(sign in cell for sign in (*STEERING, "\n")), cell
        if cell.startswith(("=", "+", "-", "@")):
            float(cell)
    assert any(cell.startswith("-") for cell in cells), "numbers below 0 stay numbers"
