"""Texts of a scenario that would steer a terminal, or start a formula in a spreadsheet, are text."""

from __future__ import annotations

import csv
import io

import pytest

from carbonsim.cli.main import main

HOSTILE = """carbonsim: 1
name: hostile
extends: carbonsim:fujian-line
title: {en: "<script>alert(1)</script> \\"red\\"\\nsecond line", zh: "=1+1"}
years: [2023, 2031]
draws: 6
claims:
  - name: "=1+1"
    text: {en: "=1+1 says", zh: "@SUM(A1)"}
    variable: Emission Reduction|CO2|Transportation|Truck
    year: 2030
    at_least: 1 Mt CO2/yr
    source: "+cmd|' /C calc'!A0"
levers:
  - {name: "=2+2", set: {freight.toll_discount: 0.5}, steps: 3}
freight:
  powertrains:
    battery_swap: {label: "=3+3"}
  swap:
    stations:
      value: 9 station
      note: "-2+3\\nred"
      source: "@bad"
"""
#: Characters that steer a terminal, turn the way of writing or are not seen: as a file may hold them escaped.
UNSEEN = {
    r"\e": "\x1b",
    r"\a": "\x07",
    r"\r": "\r",
    r"\x00": "\x00",
    r"\x7f": "\x7f",
    r"\x9b": "\x9b",
    r"\N": "\x85",
    r"\u200b": "\u200b",
    r"\u202e": "\u202e",
    r"\u2066": "\u2066",
    r"\L": "\u2028",
    r"\uFEFF": "\ufeff",
    r"\U000E0041": "\U000e0041",
}
#: Where a file may hold a text, and the line and column of the text itself.
PLACES = {
    'title: {en: "a§", zh: b}': 13,
    'title: "a§"': 8,
    'region: "Fujian§"': 9,
    '"tit§le": a': 1,
    'freight: {toll_discount: {value: 0.1, note: "a§"}}': 45,
    'freight: {toll_discount: {value: 0.1, source: "a§"}}': 47,
    'freight: {toll_discount: "0.1§"}': 26,
    'freight: {powertrains: {diesel: {label: "Diesel§"}}}': 41,
    'freight: {powertrains: {"die§sel": {label: a}}}': 25,
    'claims: [{name: "a§", variable: b, at_least: 1 t}]': 17,
    'levers: [{name: "a§", set: {freight.toll_discount: 0.1}}]': 17,
    'extends: "a§.yaml"': 10,
    'reference: "a§.yaml"': 12,
}


@pytest.fixture
def hostile(tmp_path, monkeypatch):
    """A folder with a scenario of hostile texts."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "hostile.yaml").write_text(HOSTILE, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("sign", UNSEEN)
@pytest.mark.parametrize("text", PLACES)
def test_what_is_not_seen_is_refused_in_any_text_of_a_file(folder, capsys, sign, text):
    start = "carbonsim: 1\nname: bad\n" + ("" if "extends" in text else "extends: carbonsim:fujian-line\n")
    (folder / "bad.yaml").write_text(start + text.replace("§", sign) + "\n", encoding="utf-8")
    assert main(["check", "bad.yaml"]) == 2
    out, err = capsys.readouterr()
    place = f"bad.yaml:{start.count(chr(10)) + 1}:{PLACES[text]}:"
    message = f"found the invisible character U+{ord(UNSEEN[sign]):04X}"
    assert any(line.startswith(place) and message in line for line in err.splitlines()), err
    assert UNSEEN[sign] not in out + err


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("sign", UNSEEN)
def test_what_is_not_seen_is_refused_in_overrides(capsys, sign):
    assert main(["check", "small.yaml", "--set", f'region="Fujian{sign}"']) == 2
    if not UNSEEN[sign].isspace():  # which ends a line
        assert main(["check", "small.yaml", "--set", f"region=Fujian{UNSEEN[sign]}"]) == 2
    assert main(["check", "small.yaml", "--set", f"freight{UNSEEN[sign]}.toll_discount=0.1"]) == 2
    out, err = capsys.readouterr()
    assert UNSEEN[sign] not in out + err


@pytest.mark.parametrize("sign", [*filter(lambda sign: sign != "\x00", UNSEEN.values()), "\udcff"])
def test_names_of_files_and_arguments_steer_no_terminal(folder, capsys, sign):
    name = f"a{sign}[31m.yaml"
    (folder / name).write_text((folder / "small.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    bad = f"b{sign}.yaml"
    (folder / bad).write_text("carbonsim: 1\nname: a b\n", encoding="utf-8")
    ends = {}
    quick = ("--draws", "1", "--no-figures")
    for command in (
        ("check", name),
        ("check", bad),
        ("check", bad, "--json"),
        ("check", name, "--json"),
        ("check", f"missing{sign}.yaml"),
        ("explain", name, f"key{sign}"),
        ("run", name, "--out", f"out{sign}", *quick),
        ("run", name, "--out", f"out{sign}", *quick, "--json"),
        ("run", name, "--reference", bad),
        ("run", "small.yaml", "--reference", f"missing{sign}"),
        ("run", "small.yaml", "--out", bad),
        ("run", "small.yaml", "--draws", f"1{sign}"),
        ("run", "small.yaml", f"--more{sign}"),
        (f"run{sign}",),
        ("report", f"missing{sign}"),
        ("new", f"a{sign}"),
        ("list", f"what{sign}"),
    ):
        try:
            ends[command] = main(command)
        except SystemExit as end:  # argparse's own way out
            ends[command] = end.code
        out, err = capsys.readouterr()
        assert sign not in out + err, command
        assert "Traceback" not in err, command
    assert set(ends.values()) == {0, 2}, ends


@pytest.mark.usefixtures("hostile")
def test_titles_and_claims_keep_their_words(capsys):
    assert main(["run", "hostile.yaml", "--no-figures"]) == 0
    out = capsys.readouterr().out
    assert '<script>alert(1)</script> "red" second line (hostile)' in out
    assert "=1+1 says" in out


@pytest.mark.parametrize(
    ("command", "found"),
    [
        (("run", "hostile.yaml"), {"'=1+1", "'=2+2"}),
        (
            ("compare", "fujian-no-policy", "hostile.yaml", "--draws", "4", "--set", "years=[2023, 2026]"),
            {"'=3+3"},
        ),
        (("sensitivity", "hostile.yaml", "--method", "pawn", "--draws", "40"), set()),
    ],
)
def test_no_cell_of_a_table_is_a_formula(hostile, command, found):
    assert main([*command, "--no-figures", "--quiet"]) == 0
    (folder,) = (path for path in (hostile / "results").iterdir() if "hostile" in path.name)
    cells = {
        cell
        for path in folder.glob("*.csv")
        for row in csv.reader(io.StringIO(path.read_text(encoding="utf-8")))
        for cell in row
    }
    assert found <= cells, "names of claims, of levers and of rows, with an apostrophe before them"
    for cell in cells:
        assert "\n" not in cell, cell
        if cell.startswith(("=", "+", "-", "@", "\t", "\r")):
            float(cell)
    assert any(cell.startswith("-") for cell in cells) or command[0] == "sensitivity", "numbers stay numbers"
