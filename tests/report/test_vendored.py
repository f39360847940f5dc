"""The vendored library is the one that is named, with licence and notice, and the page's policy knows it."""

from __future__ import annotations

import hashlib
import json
import re
from importlib.resources import files

from carbonsim.report.onepage import vendored
from carbonsim.report.onepage.html import page_html

FOLDER = files("carbonsim.report.onepage") / "assets" / "echarts"


def test_it_is_unchanged_and_of_its_version():
    text = vendored.library()
    assert hashlib.sha256(text.encode()).hexdigest() == vendored.SHA256
    assert f't.version="{vendored.VERSION}"' in text


def test_licence_and_notice_travel_with_it():
    assert "Apache License" in (FOLDER / "LICENSE").read_text(encoding="utf-8")
    assert "Apache ECharts" in (FOLDER / "NOTICE").read_text(encoding="utf-8")
    assert "Mike Bostock" in (FOLDER / "LICENSE-d3").read_text(encoding="utf-8")


def test_the_policy_allows_the_scripts_of_the_page_alone():
    made = page_html([{"title": {"en": "x"}, "name": "x", "answer": [], "claims": []}])
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', made)[1]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == rules["connect-src"] == rules["base-uri"] == "'none'"
    assert len(rules["script-src"].split()) == 2
    assert "unsafe" not in policy
    assert not re.search(
        r"""(?:src|href|action)\s*=\s*["']?(?:https?:)?//""", made.replace(vendored.library(), "")
    )
    data = re.search(r'<script type="application/json" id="data">(.*?)</script>', made)[1]
    assert json.loads(data)["pages"][0]["name"] == "x"
