"""Data of the pages of studies: one shape, both languages, silent where none may tell."""

from __future__ import annotations

import json
import re

import pytest

from carbonsim.report.onepage.data import FORMAT, page_text
from carbonsim.report.onepage.html import page_html
from tests.report.studies.parts import (
    KINDS,
    pairs,
)
from tests.report.test_onepage import KEY, texts


@pytest.mark.parametrize("kind", KINDS)
def test_every_page_has_the_shape_that_scripts_read(pages, kind):
    page = json.loads(page_text(pages[kind]))
    assert (page["format"], page["kind"]) == (FORMAT, kind)
    for key in ("title", "about", "answer", "charts", "sections"):
        assert page[key]
    ids = [one["id"] for one in page["sections"]]
    assert len(set(ids)) == len(ids)
    first = [chart for chart in page["charts"] if chart["section"] == "top"]
    assert 0 < len(first) <= 5
    assert {chart["section"] for chart in page["charts"]} <= {"top", *ids}
    assert len({chart["id"] for chart in page["charts"]}) == len(page["charts"])
    for view in (view for chart in page["charts"] for view in chart["views"]):
        along = len(view["axis"].get("labels", ())) if "axis" in view else len(page["years"])
        for trace in view.get("traces", ()):
            lengths = {len(values) for values in page["series"][trace["key"]]}
            assert lengths == {along} or (along == 0 and len(lengths) == 1), trace["key"]
    for table in (table for one in page["sections"] for table in one["tables"]):
        assert {len(row) for row in table["rows"]} <= {len(table["heads"])}


@pytest.mark.parametrize("kind", KINDS)
def test_every_text_is_there_in_both_languages(pages, kind):
    found = list(pairs(json.loads(page_text(pages[kind]))))
    assert len(found) > 40
    assert [one for one in found if bool(str(one["en"])) != bool(str(one["zh"]))] == []
    said = pages[kind]["answer"][0]["zh"] + pages[kind]["title"]["zh"]
    assert re.search("[\u4e00-\u9fff]", said)


@pytest.mark.parametrize("kind", KINDS)
def test_no_key_of_a_parameter_and_no_certainty_is_told(pages, kind):
    # keys that --set takes stand in one table of an audit
    sections = [one for one in pages[kind]["sections"] if (kind, one["id"]) != ("audit", "needs")]
    told = list(texts(pages[kind] | {"sections": sections}))
    assert [text for text in told if KEY.search(text)] == []
    assert [text for text in told if re.match(r"^(0|100) %$", text)] == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_page_is_small(pages, kind):
    assert len(page_html([pages[kind]]).encode()) < 1_500_000


def test_hostile_titles_stay_text(pages):
    made = page_html([pages["compare"]])
    assert "</script><b>" not in made
    assert "\u202e" not in made
    assert made.count("</script>") == made.count("<script") == 3
