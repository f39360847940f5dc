"""``carbonsim audit``: what it prints, what it writes, what it refuses."""

from __future__ import annotations

import json
import re

import pytest

from carbonsim.analysis.audit import audit
from carbonsim.cli.main import main
from carbonsim.engine.catalogue import load_scenario
from carbonsim.engine.run import run
from tests.cli.reading import made, rows

pytestmark = pytest.mark.usefixtures("folder")
YEARS = "years=[2023, 2025]"
RUN = ["audit", "fujian-full-conversion", "--draws", "1", "--set", YEARS]
MILEAGE = "freight.duties.tractor_trunk.mileage"
TABLES = {"claims.csv", "needs.csv", "changes.csv", "joint.csv"}
#: Texts that would do harm on a page, in a terminal or in a spreadsheet.
EVIL = "<script>window.evil = 1</script>"
FORMULA = "=1+1"
HOSTILE = f"""\
carbonsim: 1
name: hostile
title: {{en: "{EVIL}", zh: "{EVIL}"}}
extends: carbonsim:fujian-full-conversion
reference: carbonsim:fujian-all-diesel
years: [2023, 2025]
levers: []
claims:
  - name: "{FORMULA}"
    text: {{en: "{EVIL}", zh: "{FORMULA}"}}
    variable: Emission Reduction|CO2|Transportation|Truck
    year: 2023
    boundary: direct
    at_least: 25 Mt CO2/yr
    source: "{FORMULA}"
"""


@pytest.fixture(scope="module")
def found():
    """The audit that commands make, made once."""
    return audit(run(load_scenario("fujian-full-conversion", [YEARS]), 1))


@pytest.fixture
def known(found, monkeypatch):
    """Commands that find it made."""
    monkeypatch.setattr("carbonsim.cli.audit.audit_of", lambda *_: found)


@pytest.fixture(scope="module")
def audited(tmp_path_factory, found):
    """Folder of an audit with central values."""
    out = tmp_path_factory.mktemp("audited")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("carbonsim.cli.audit.audit_of", lambda *_: found)
        assert main([*RUN, "--out", str(out), "--quiet"]) == 0
    (folder,) = out.iterdir()
    return folder


def test_it_writes_its_folder(audited):
    names = {path.name for path in audited.iterdir()}
    assert names == {*TABLES, "manifest.json", "page.json", "report.html"}
    assert audited.name.startswith("audit-fujian-full-conversion+")
    manifest = json.loads((audited / "manifest.json").read_text("utf-8"))
    assert set(manifest["contents"]) == names
    assert manifest["draws"] == 1
    for table in ("claims.csv", "needs.csv"):
        tolerated = {row["claim"]: row["tolerance"] for row in rows(audited / table)}
        assert (tolerated["trunk-line-cost"], tolerated["trunk-line-co2"]) == ("0.25", "")


def test_what_it_says_is_so(audited, capsys):
    """A claim holds at the value that an override sets, and no longer a little beyond it."""
    needs = rows(audited / "needs.csv")
    (need,) = (
        row
        for row in needs
        if (row["claim"], row["boundary"], row["parameter"]) == ("trunk-line-co2", "direct", MILEAGE)
    )
    assert need["open_to"] == "yes"
    low = float(need["from"])
    holds = {}
    beyond = f"{MILEAGE}={0.999 * low} km/truck/yr"
    for setting in (need["override"], beyond):
        call = ["run", "fujian-full-conversion", "--draws", "1", "--no-figures", "--no-page", "--no-levers"]
        assert main([*call, "--set", YEARS, "--set", setting, "--json"]) == 0
        claims = json.loads(capsys.readouterr().out)["runs"][0]["claims"]
        (claim,) = (one for one in claims if (one["claim"], one["boundary"]) == ("trunk-line-co2", "direct"))
        holds[setting] = claim["verdict"]
    assert holds == {need["override"]: "holds", beyond: "fails"}


@pytest.mark.usefixtures("known")
def test_it_prints_a_screen_and_in_detail_all(capsys):
    assert main([*RUN, "--no-page"]) == 0
    out = capsys.readouterr().out
    assert len(out.splitlines()) <= 60
    assert "The claim's world, all swapping (fujian-full-conversion): what its claims need" in out
    words = " ".join(out.split())
    assert re.search(r"It holds as long as “[^”]+” is at least [\d,]+ trucks \(now 120,000", words)
    assert "Together" in out and "One parameter at a time, all others as they are" in words
    assert main([*RUN, "--no-page", "--details"]) == 0
    detailed = capsys.readouterr().out
    assert len(detailed.splitlines()) > 2 * len(out.splitlines())
    words = " ".join(detailed.split())
    assert "The smallest joint change that was found to" in words
    assert re.search(
        r"It holds as long as “Mean yearly mileage [^”]+” is at least 172,[89]00 km/truck/yr", words
    )


@pytest.mark.usefixtures("known")
def test_chinese(capsys):
    assert main([*RUN, "--no-page", "--lang", "zh"]) == 0
    out = capsys.readouterr().out
    assert "宣传口径成立的条件" in out
    assert re.search("“[^”]+”不低于[0-9.]+万辆时成立（现为12万辆；", "".join(out.split()))
    assert "能否同时成立" in out


@pytest.mark.usefixtures("known")
def test_json_for_machines(capsys, audited):
    assert main([*RUN, "--no-page", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert {"answer", "claims", "needs", "changes", "joint", "not_moved"} <= set(found)
    assert len(found["needs"]) == len(rows(audited / "needs.csv"))
    assert set(found["needs"][0]) == set(rows(audited / "needs.csv")[0])
    assert set(found["answer"][0]) == {"en", "zh"}
    claims = {(one["claim"], one["boundary"]) for one in found["claims"]}
    assert {(one["claim"], one["boundary"]) for one in found["needs"]} <= claims


def test_the_same_audit_has_the_same_page_to_the_byte(audited, tmp_path):
    assert (
        main([*RUN, "--out", str(tmp_path / "again"), "--quiet"]) == 0
    )  # nothing is known: all is made anew
    (again,) = (tmp_path / "again").iterdir()
    assert (again / "page.json").read_bytes() == (audited / "page.json").read_bytes()


@pytest.mark.usefixtures("known")
def test_a_page_that_fails_leaves_nothing(folder, monkeypatch):
    def fails(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("carbonsim.cli.pages.page_files", fails)
    assert main(RUN) != 0
    assert not (folder / "results").exists() or list((folder / "results").iterdir()) == []


def test_audits_and_runs_share_a_page(audited, folder):
    assert main(["run", "small.yaml", "--no-figures", "--quiet"]) == 0
    assert main(["report", str(audited), str(made(folder)), "--out", "all.html", "--quiet"]) == 0
    found = re.search(r'id="data">(.*?)</script>', (folder / "all.html").read_text("utf-8"))
    assert [page["kind"] for page in json.loads(found[1])["pages"]] == ["audit", "run"]


def test_hostile_texts_stay_texts(folder, capsys):
    (folder / "hostile.yaml").write_text(HOSTILE, encoding="utf-8")
    assert main(["audit", "hostile.yaml", "--draws", "1"]) == 0
    out = capsys.readouterr().out
    assert "\x1b" not in out
    place = made(folder)
    assert {row["claim"] for row in rows(place / "needs.csv")} == {f"'{FORMULA}"}
    page = (place / "report.html").read_text("utf-8")
    assert EVIL not in page
    assert main(["audit", "hostile.yaml", "--draws", "1", "--lang", "zh", "--no-page"]) == 0
    assert "\x1b" not in capsys.readouterr().out


def test_a_run_names_it_where_a_claim_does_not_hold(capsys):
    call = ["--draws", "1", "--no-figures", "--no-levers"]
    assert main(["run", "small.yaml", *call]) == 0
    assert "what it would need: carbonsim audit small.yaml" in capsys.readouterr().out
    assert main(["run", "fujian-full-conversion", *call, "--lang", "zh", "--no-page"]) == 0
    assert "成立所需条件：carbonsim audit fujian-full-conversion" in capsys.readouterr().out
    assert main(["run", "china-nev-no-policy", *call, "--no-page"]) == 0
    assert "carbonsim audit" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["china-steel-current-policies"], "the scenario has no claims, so there is nothing to audit"),
        ([], "found no scenario to audit"),
        (["--all", "--details"], "--details: found with --all"),
        (["small.yaml", "--all"], "SCENARIO: found with --all"),
        (["--all", "--set", "years=[2023, 2025]"], "--set: found with --all"),
    ],
)
def test_what_cannot_be_done_is_a_clear_error(folder, capsys, options, words):
    assert main(["audit", *options]) == 2
    err = capsys.readouterr().err
    assert words in err
    assert "Traceback" not in err
    assert not (folder / "results").exists()
