"""``carbonsim explore`` in a real browser: the numbers of the model, and its page alone may ask for them."""

from __future__ import annotations

import http.client
import json
import threading
import time
from contextlib import contextmanager

import pytest

from carbonsim.analysis.claims import evaluate
from carbonsim.analysis.outcomes import outcomes
from carbonsim.cli import explore
from carbonsim.cli.explore_runs import ExploredRuns
from carbonsim.cli.explore_server import ExploreServer
from carbonsim.cli.latest import Latest
from carbonsim.cli.pages import page_of
from carbonsim.engine.catalogue import load_scenario
from carbonsim.engine.lever_runs import overrides_at
from carbonsim.engine.run import run
from carbonsim.report.onepage.html import page_html
from carbonsim.results.manifest import manifest
from tests.browser.test_page import DIFFERENCE, INSIDE, expected, numbers, texts

NAME, SHORT = "fujian-trunk-line", "years=[2023, 2031]"
DRAWS, SEED = 4, 7
TOLLS = "freight.toll_discount"
#: Requests that a browser makes of itself.
OF_BROWSER = "/favicon.ico"


@contextmanager
def serving(server):
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(scope="module")
def runs():
    return ExploredRuns(NAME, (SHORT,), load_scenario(NAME, [SHORT]), DRAWS, SEED)


@pytest.fixture(scope="module")
def server(runs):
    page = page_html([runs.page({}, {})], explore=runs.movable())
    latest = Latest(lambda request: explore._answer(runs, request))
    with serving(ExploreServer(page, latest.answer)) as made:
        yield made


@pytest.fixture
def opened(browser, server):
    """The page, newly opened; it may ask its own server, and nobody else, and has nothing to complain of."""
    browser.visit(server.address)
    yield browser
    assert [one for one in browser.messages() if OF_BROWSER not in one] == []
    asked = [one for one in browser.requests() if not one.startswith(INSIDE)]
    own = (server.address, server.address.replace(server.secret, "favicon.ico").rstrip("/"))
    assert [one for one in asked if not one.startswith(own)] == []


def answered(browser, move):
    """Move something, and wait for the model's answer."""
    browser.run(move)
    for _ in range(500):
        if not browser.run("return explore.asked === 0 || explore.status !== ''"):
            return
        time.sleep(0.02)
    pytest.fail("the model does not answer")


def slide(browser, place, value):
    """A slider pulled to a value and let go."""
    answered(
        browser,
        f"const one = document.querySelectorAll('#explore input[type=range]')[{place}]; one.value = {value};"
        "one.dispatchEvent(new Event('input')); one.dispatchEvent(new Event('change'))",
    )


def page_with(*overrides):
    """The page of ``run --set`` with the same draws and seed."""
    results = run(load_scenario(NAME, [SHORT, *overrides]), DRAWS, SEED)
    return page_of(results, outcomes(results), evaluate(results), manifest(results))


def shown(browser):
    return [one.replace("CO₂", "CO2") for one in texts(browser, ".answer p")]


def test_a_moved_lever_shows_the_run_with_its_values(opened, runs):
    before = page_with()
    assert shown(opened) == [one["en"] for one in before["answer"]]
    assert numbers(opened, DIFFERENCE)["2030"] == expected(before, "operational", "en")
    slide(opened, 1, 0.5)
    levers = runs.scenario.levers
    wanted = page_with(*overrides_at(levers[1:], (0.5,)))
    assert shown(opened) == [one["en"] for one in wanted["answer"]]
    assert numbers(opened, DIFFERENCE)["2030"] == expected(wanted, "operational", "en")
    assert expected(wanted, "operational", "en") != expected(before, "operational", "en")
    assert opened.run("return state.page.series") == wanted["series"], "all of them, digit by digit"
    assert texts(opened, "#explore output")[1] == "50 %"
    answered(opened, "document.querySelector('#reset').click()")
    assert opened.run("return state.page.series") == before["series"]


def test_any_parameter_is_added_and_moved(opened):
    opened.run(
        "const one = document.querySelector('#explore input[list]'); one.value = arguments[0];"
        "one.dispatchEvent(new Event('change'))",
        TOLLS,
    )
    slide(opened, 2, 0.25)
    assert opened.run("return state.page.series") == page_with(f"{TOLLS}=0.25")["series"]
    opened.click("#language")
    assert opened.run("return document.documentElement.lang") == "zh-CN"
    assert len(texts(opened, "#explore input[type=range]")) == 3, "in another language, too"


def test_a_value_that_cannot_be_is_told_and_the_page_stays(browser, server):
    browser.visit(server.address)
    before = shown(browser)
    answered(browser, f"explore.moved.set['{TOLLS}'] = 3; ask()")
    assert "expected at most 1" in texts(browser, "#explore .warnings")[0]
    assert shown(browser) == before
    # the browser itself tells of a reply that is none
    assert all("422" in one or OF_BROWSER in one for one in browser.messages())


def test_of_several_moves_the_last_is_shown(browser, server, runs):
    browser.visit(server.address)
    answered(
        browser,
        "for (const at of [0.1, 0.7, 0.4]) { explore.moved.levers['stations'] = at; ask(); }",
    )
    wanted = page_with(*overrides_at(runs.scenario.levers[1:], (0.4,)))
    assert browser.run("return state.page.series") == wanted["series"]
    assert all(OF_BROWSER in one for one in browser.messages()), "one request at a time overtakes none"


def test_what_another_window_overtakes_is_told(browser, server):
    browser.visit(server.address)
    before = shown(browser)
    answered(browser, "window.fetch = async () => new Response('{}', { status: 409 }); ask()")
    assert "Another window of this page has asked since" in texts(browser, "#explore .warnings")[0]
    assert shown(browser) == before


def request(server, method, path, **headers):
    """Status and body of a request by another client."""
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=30)
    body = json.dumps({"set": {}, "levers": {}}) if method == "POST" else None
    known = {"Content-Type": "application/json", **{name.title(): value for name, value in headers.items()}}
    connection.request(method, path, body, known if method == "POST" else headers)
    reply = connection.getresponse()
    found = reply.status, reply.read()
    connection.close()
    return found


def test_who_has_not_the_address_gets_nothing(server):
    secret = server.secret
    assert request(server, "POST", f"/{secret}/run")[0] == 200
    for path in ("/", "/run", "/x/run", f"/{secret[:-1]}/run", f"/{secret.swapcase()}/"):
        assert request(server, "GET", path) == (404, b"")
        assert request(server, "POST", path) == (404, b"")
    for headers in ({"Host": "evil.example"}, {"Origin": "http://evil.example"}, {"Origin": "null"}):
        assert request(server, "POST", f"/{secret}/run", **headers) == (404, b"")
        assert request(server, "GET", f"/{secret}/", **headers) == (404, b"")


def test_a_page_of_another_origin_gets_nothing_even_with_the_address(browser, server):
    """A page that somehow learnt the secret is held back by the browser and by the server."""
    asked = []
    page = "<!doctype html><title>other</title><p>other</p>"
    with serving(ExploreServer(page, lambda request: asked.append(request) or (200, {}))) as other:
        browser.visit(other.address)
        script = """
            const [address, kind] = arguments; window.found = null;
            fetch(address + "run", { method: "POST", headers: { "Content-Type": kind }, body: "{}" })
              .then((reply) => reply.text()).then((text) => { window.found = "got " + text; })
              .catch(() => { window.found = "nothing"; })"""
        for kind in ("application/json", "text/plain"):
            browser.run(script, server.address, kind)
            for _ in range(200):
                if browser.run("return window.found"):
                    break
                time.sleep(0.02)
            assert browser.run("return window.found") == "nothing", kind
        frame = (
            "const one = document.createElement('iframe'); one.src = arguments[0]; document.body.append(one)"
        )
        browser.run(frame, server.address)
        time.sleep(0.2)
        assert browser.run("return document.querySelector('iframe').contentDocument") is None
    browser.messages()
    browser.requests()
    assert asked == []
