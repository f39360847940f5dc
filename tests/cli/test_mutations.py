"""Three hundred broken scenario files: each runs, or says where it is wrong; none shows a traceback."""

import os
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from carbonsim.cli.main import main

BASE = """\
carbonsim: 1
name: mine
title: {en: Mine, zh: 我的}
extends: carbonsim:fujian-trunk-line
reference: carbonsim:fujian-no-policy
region: Fujian
years: [2023, 2024]
draws: 2
seed: 1
drivers:
  grid_emission_factor: {table: grid_factors, year: 2022, relative_path: {2022: 1, 2035: 0.6, 2060: 0.07}}
  fuels:
    diesel:
      price: {value: 7.5, low: 6.5, high: 8.5, unit: CNY/L, source: mine}
freight:
  stock: 120000 truck
  survival_scale: 10.4 yr
  duties:
    tractor_trunk: {mileage: 90000 km/truck/yr, consumption: {value: 33, unit: L/100km, low: 30, high: 38}}
  powertrains:
    battery_swap: {battery_capacity: 513 kWh/truck}
  swap:
    stations: {path: {2023: 4, 2024: 60}, unit: station, interpolation: linear}
    labour: 30 CNY/swap
levers:
  - name: rate
    set: {drivers.discount_rate: 8 %/yr}
    high: 10 %/yr
    steps: 3
claims:
  - name: eighteen
    text: {en: It cuts 18 Mt}
    variable: Emission Reduction|CO2|Transportation|Truck
    year: 2024
    boundary: direct
    at_least: 18 Mt CO2/yr
"""
LINES = BASE.splitlines()
WORDS = (
    "-1", "0", "1e308", "-1e-308", "nan", ".inf", "yes", "no", "~", "''", "[]", "{}", "*a", "&a 1",
    "2023", "2022-02-30", "0x10", "1_000", "12:30:45", "Fujian", "33 L/100km", "5 kWh", "7 CNY/L",
    "{value: 1}", "{path: {}}", "{value: 3, low: 5, high: 1, unit: CNY/L}", "!!python/x 1", "💥", "\t",
    "{table: grid_factors, year: 1900}", "{path: {2023: 1, 2024: nan}}", "100 %", "99999999999999999999",
    "'", '"', "|", "- -", "{", "]", "\x00", "1e5 count", "1 CNY_2020/L",
)  # fmt: skip


@st.composite
def mutated(draw):
    lines = list(LINES)
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(lines) - 1))
        kind = draw(
            st.sampled_from(("delete", "double", "swap", "value", "word", "indent", "byte", "number", "key"))
        )
        line = lines[at]
        if kind == "delete" and len(lines) > 1:
            del lines[at]
        elif kind == "double":
            lines.insert(at, line)
        elif kind == "swap":
            other = draw(st.integers(0, len(lines) - 1))
            lines[at], lines[other] = lines[other], line
        elif kind == "value" and ":" in line:
            lines[at] = line.split(":")[0] + ": " + draw(st.sampled_from(WORDS))
        elif kind == "word":
            pieces = re.split(r"(\W+)", line)
            pieces[draw(st.integers(0, len(pieces) - 1))] = draw(st.sampled_from(WORDS))
            lines[at] = "".join(pieces)
        elif kind == "indent":
            lines[at] = " " * draw(st.integers(0, 6)) + line.lstrip()
        elif kind == "byte":
            place = draw(st.integers(0, len(line)))
            lines[at] = line[:place] + draw(st.characters(codec="utf-8")) + line[place:]
        elif kind == "number":
            scale = draw(st.sampled_from(("0", "-", "1e9", "1e-9", "00")))
            lines[at] = re.sub(r"\d+(\.\d+)?", lambda found, scale=scale: scale + found[0], line, count=1)
        elif kind == "key":
            lines[at] = re.sub(r"[a-z]+", lambda found: found[0][::-1], line, count=1)
    return "\n".join(lines)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("mutations")


@settings(
    max_examples=int(os.environ.get("MUTATIONS", "300")),
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
@given(text=mutated())
def test_a_broken_file_runs_or_says_where(text, folder, capsys):
    path = folder / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    code = main(["run", str(path), "--no-figures", "--quiet", "--out", str(folder / "results")])
    said = capsys.readouterr().err
    assert "Traceback" not in said
    if code:
        assert code == 2, said
        assert re.search(r"mine\.yaml:\d+:\d+: ", said), said
    else:
        assert not said
