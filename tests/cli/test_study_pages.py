"""Pages of studies: written beside the tables, left out, whole or not at all, and put on one page."""

from __future__ import annotations

import json
import re

import pytest

from carbonsim.analysis import given_data, tornado
from carbonsim.analysis.factors import factors_of
from carbonsim.cli.main import main
from tests.cli.reading import made

pytestmark = pytest.mark.usefixtures("folder")
#: Small calls of each command; the module and name of what makes its page.
CALLS = {
    "compare": ("compare", "small.yaml", "fujian-no-policy", "--draws", "3"),
    "sensitivity": ("sensitivity", "small.yaml", "--method", "pawn", "--draws", "60", "--workers", "1"),
    "corridor": ("corridor", "small.yaml", "--days", "1", "--replications", "2", "--traffic", "60"),
    "backtest": ("backtest", "nev", "--draws", "60"),
}
PAGES = ("page.json", "report.html")
studies = pytest.mark.parametrize("name", CALLS)


@pytest.fixture(autouse=True)
def few_factors(monkeypatch):
    """Some of the parameters: which, is not what pages are tested for."""
    for module in (tornado, given_data):
        monkeypatch.setattr(module, "factors_of", lambda scenario: factors_of(scenario)[::8])


def data_of(path):
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', path.read_text("utf-8"))
    return json.loads(found[1])


@studies
def test_a_study_writes_its_page_and_the_data_of_it(folder, capsys, name):
    assert main([*CALLS[name], "--no-figures"]) == 0
    out = capsys.readouterr().out
    assert "report.html, page.json" in out
    manifest = json.loads((made(folder) / "manifest.json").read_text("utf-8"))
    assert set(PAGES) <= set(manifest["contents"])
    page = json.loads((made(folder) / "page.json").read_text("utf-8"))
    assert page["kind"] == name
    assert data_of(made(folder) / "report.html") == {"language": "en", "pages": [page]}
    said = " ".join(out.split())
    assert all(sentence["en"] in said for sentence in page["answer"])


@studies
def test_no_page_writes_none_and_takes_away_an_old_one(folder, capsys, name):
    assert main([*CALLS[name], "--no-figures", "--json"]) == 0
    json.loads(capsys.readouterr().out)
    assert all((made(folder) / page).exists() for page in PAGES)
    assert main([*CALLS[name], "--no-figures", "--no-page"]) == 0
    assert not any((made(folder) / page).exists() for page in PAGES)


@studies
def test_the_same_study_has_the_same_page_to_the_byte(folder, name):
    pages = []
    for _ in range(2):
        assert main([*CALLS[name], "--no-figures"]) == 0
        pages.append((made(folder) / "page.json").read_bytes())
    assert pages[0] == pages[1]


@studies
def test_a_page_that_fails_leaves_nothing(folder, monkeypatch, name):
    def fails(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("carbonsim.cli.pages.page_files", fails)
    assert main([*CALLS[name], "--no-figures"]) != 0
    assert not (folder / "results").exists() or list((folder / "results").iterdir()) == []


def test_studies_and_runs_share_a_page(folder, capsys):
    assert main(["run", "small.yaml", "--no-figures", "--quiet"]) == 0
    assert main([*CALLS["corridor"], "--no-figures", "--quiet"]) == 0
    folders = sorted(map(str, (folder / "results").iterdir()))
    assert main(["report", *folders, "--out", "all.html"]) == 0
    assert capsys.readouterr().out.strip().endswith("all.html: corridor-small, small")
    assert [page["kind"] for page in data_of(folder / "all.html")["pages"]] == ["corridor", "run"]


def test_a_study_without_a_page_is_refused_by_name(folder, capsys):
    assert main([*CALLS["backtest"], "--no-figures", "--no-page"]) == 0
    place = made(folder)
    assert main(["report", str(place)]) == 2
    told = capsys.readouterr().err
    assert "found no page.json, expected a results folder of `carbonsim run` or of a study" in told
    assert "make it again with this version of carbonsim, without --no-page" in told
