"""A folder of one's own to work in, and a scenario that runs in an instant."""

from __future__ import annotations

import pytest

SMALL = """\
carbonsim: 1
name: small
title: {en: Small plan, zh: 小方案}
extends: carbonsim:fujian-trunk-line
reference: carbonsim:fujian-no-policy
years: [2023, 2027]
draws: 4
seed: 3
levers: []
freight:
  swap:
    stations: {path: {2023: 4, 2025: 300}, unit: station, note: many at once}
claims:
  - name: little
    text: {en: It cuts some, zh: 略有减排}
    variable: Emission Reduction|CO2|Transportation|Truck
    at_least: 0.001 Mt CO2/yr
  - name: much
    text: {en: It cuts very much, zh: 大幅减排}
    variable: Emission Reduction|CO2|Transportation|Truck
    year: 2027
    boundary: direct
    at_least: 18 Mt CO2/yr
"""
#: Instead of the line without levers: one that runs in an instant, too.
NO_LEVERS = "levers: []\n"
LEVER = "levers: [{name: tolls, title: {en: Tolls, zh: 通行费}, set: {freight.toll_discount: 0.5}}]\n"


def give_lever(folder):
    """Let ``small.yaml`` have a lever."""
    file = folder / "small.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace(NO_LEVERS, LEVER), encoding="utf-8")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """The working folder, with ``small.yaml`` in it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CARBONSIM_TRACEBACK", raising=False)
    (tmp_path / "small.yaml").write_text(SMALL, encoding="utf-8")
    return tmp_path
