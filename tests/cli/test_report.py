"""``carbonsim report``: one page of results folders and of scenarios, and what it refuses."""

import json
import re

import pytest

from carbonsim.cli.main import main
from carbonsim.report.onepage.data import FORMAT

pytestmark = pytest.mark.usefixtures("folder")


def data_of(path):
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', path.read_text("utf-8"))
    return json.loads(found[1])


def test_a_run_writes_its_page_and_the_data_of_it(folder, capsys):
    assert main(["run", "small.yaml", "--no-figures"]) == 0
    assert "report.html, page.json" in capsys.readouterr().out
    made = folder / "results" / "small"
    manifest = json.loads((made / "manifest.json").read_text("utf-8"))
    assert {"page.json", "report.html"} <= set(manifest["contents"])
    page = json.loads((made / "page.json").read_text("utf-8"))
    assert page["title"] == {"en": "Small plan", "zh": "小方案"}
    assert data_of(made / "report.html")["pages"] == [page]
    assert main(["run", "small.yaml", "--no-figures", "--no-page", "--quiet"]) == 0
    assert not (made / "page.json").exists()
    assert not (made / "report.html").exists()


def test_folders_and_scenarios_share_a_page(folder, capsys):
    assert main(["run", "small.yaml", "--no-figures", "--quiet"]) == 0
    more = (folder / "small.yaml").read_text("utf-8").replace("name: small", "name: more", 1)
    (folder / "more.yaml").write_text(more, "utf-8")
    asked = ["report", "results/small", "more.yaml", "--out", "new/both.html", "--draws", "2", "--lang", "zh"]
    assert main(asked) == 0
    assert capsys.readouterr().out.strip().endswith("new/both.html: small, more")
    found = data_of(folder / "new" / "both.html")
    assert found["language"] == "zh"
    assert [page["name"] for page in found["pages"]] == ["small", "more"]
    assert found["pages"][1]["about"][2][1]["en"] == "2"
    assert "<title>小方案 | 小方案</title>" in (folder / "new" / "both.html").read_text("utf-8")
    assert main([*asked, "--json"]) == 0  # over a page of ours
    assert json.loads(capsys.readouterr().out)["runs"] == ["small", "more"]


def test_what_is_no_run_is_refused_all_at_once(folder, capsys):
    (folder / "empty").mkdir()
    (folder / "old").mkdir()
    (folder / "old" / "page.json").write_text('{"format": 0}', "utf-8")
    (folder / "torn").mkdir()
    (folder / "torn" / "page.json").write_text('{"format', "utf-8")
    assert main(["report", "empty", "old", "torn", "nowhere.yaml"]) == 2
    told = capsys.readouterr().err
    assert "empty: found no page.json, expected a results folder of `carbonsim run` or of a study" in told
    assert f"found the format 0, expected {FORMAT}" in told
    assert "found no JSON" in told
    assert "nowhere.yaml" in told
    assert "make it again" in told
    assert not (folder / "report.html").exists()


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        ({"title": 3}, "found no title that a page can show"),
        ({"answer": None}, "found no answer that a page can show"),
        ({"answer": ["plain"]}, "found no answer that a page can show"),
        ({"charts": {}, "checks": {}}, "found no charts, checks that a page can show"),
        ({"kind": "unheard"}, "found no sections that a page can show"),
        ({"series": {"a": [[float("nan")]]}}, "found no JSON"),
    ],
)
def test_a_damaged_page_is_refused_in_words(folder, capsys, damage, told):
    assert main(["run", "small.yaml", "--no-figures", "--quiet"]) == 0
    path = folder / "results" / "small" / "page.json"
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | damage), "utf-8")
    assert main(["report", "results/small"]) == 2
    found = capsys.readouterr().err
    assert "page.json: " in found
    assert told in found
    assert "make it again" in found
    assert not (folder / "report.html").exists()


def test_it_writes_over_nothing_but_a_page_of_ours(folder, capsys):
    (folder / "report.html").write_text("<html>mine</html>", "utf-8")
    assert main(["report", "small.yaml"]) == 2
    assert "is no page of carbonsim" in capsys.readouterr().err
    assert (folder / "report.html").read_text("utf-8") == "<html>mine</html>"
    (folder / "place").mkdir()
    assert main(["report", "small.yaml", "--out", "place"]) == 2
    assert "is a folder" in capsys.readouterr().err
