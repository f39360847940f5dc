"""``carbonsim explore``: its answers are those of `run --set`, and nobody without the secret gets any."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading

import pytest

from carbonsim.analysis.claims import evaluate
from carbonsim.analysis.outcomes import outcomes
from carbonsim.cli.explore_runs import ExploredRuns, RequestError
from carbonsim.cli.explore_server import MOST_BYTES, ExploreServer
from carbonsim.cli.latest import Latest
from carbonsim.cli.pages import page_of
from carbonsim.core.errors import ScenarioError
from carbonsim.engine.catalogue import load_scenario
from carbonsim.engine.lever_runs import overrides_at
from carbonsim.engine.run import run
from carbonsim.report.onepage.html import page_html
from carbonsim.report.onepage.parameters import parameter_name
from carbonsim.results.manifest import manifest

SHORT = "years=[2023, 2030]"
DRAWS = 4
TOLLS = "freight.toll_discount"
PRICE = "drivers.fuels.diesel.price"


@pytest.fixture(scope="module")
def runs():
    scenario = load_scenario("fujian-trunk-line", [SHORT])
    return ExploredRuns("fujian-trunk-line", (SHORT,), scenario, DRAWS)


@pytest.fixture
def server():
    made = ExploreServer("<html>page</html>", lambda request: (200, {"asked": request}))
    thread = threading.Thread(target=made.serve_forever, args=(0.05,))
    thread.start()
    yield made
    made.shutdown()
    thread.join()
    made.server_close()


def ask(server, method="POST", place="run", body=b'{"set": {}}', secret=None, **headers):
    """Status and body of a request."""
    known = {"Host": f"127.0.0.1:{server.server_port}", "Content-Type": "application/json"}
    known |= {name.replace("_", "-"): value for name, value in headers.items()}
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=5)
    path = f"/{server.secret if secret is None else secret}/{place}"
    connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
    if method == "POST":
        known.setdefault("Content-Length", str(len(body)))
    for name, value in known.items():
        if value is not None:
            connection.putheader(name, value)
    connection.endheaders(body if method == "POST" else None)
    reply = connection.getresponse()
    found = reply.status, reply.read()
    connection.close()
    return found


def same(page, other):
    """Whether two pages show the same but for the time that the runs took."""
    parts = ("answer", "claims", "charts", "series", "outcomes", "deciding", "checks", "years")
    return all(page[part] == other[part] for part in parts)


def page_with(overrides):
    results = run(load_scenario("fujian-trunk-line", [SHORT, *overrides]), DRAWS)
    return page_of(results, outcomes(results), evaluate(results), manifest(results))


def test_an_answer_is_that_of_a_run_with_these_values(runs):
    found = runs.page({TOLLS: 0.3, PRICE: "7 CNY/L"}, {})
    assert same(found, page_with([f"{TOLLS}=0.3", f"{PRICE}=7 CNY/L"]))
    assert not same(found, runs.page({}, {})), "and not that of others"
    levers = runs.scenario.levers
    point = (0.5, 0.25)
    moved = dict(zip([lever.name for lever in levers], point, strict=True))
    assert same(runs.page({}, moved), page_with(overrides_at(levers, point)))


def test_a_path_is_moved_as_a_whole(runs):
    (override,) = runs.overrides_of({PRICE: {"times": 2}}, {})
    own = runs.scenario.quantity(PRICE)
    moved = load_scenario("fujian-trunk-line", [override]).quantity(PRICE)
    assert moved.years == own.years
    assert moved.central == tuple(2 * value for value in own.central)


def test_what_can_be_moved_is_named_and_has_its_unit_in_both_languages():
    scenario = load_scenario("fujian-full-conversion", [SHORT])
    movable = ExploredRuns("fujian-full-conversion", (SHORT,), scenario, 1).movable()
    units = {lever["name"]: lever["unit"]["zh"] for lever in movable["levers"]}
    assert units["mileage"] == ("公里/辆/年", 1.0)
    found = {one["key"]: one["text"] for one in movable["parameters"]}
    assert found[TOLLS] == parameter_name(scenario, TOLLS)
    assert found[TOLLS].keys() == {"en", "zh"}


def test_a_lever_at_its_base_sets_nothing(runs):
    assert runs.overrides_of({}, {"stations": 0.0, "cleaner-grid": 0}) == []


@pytest.mark.parametrize(
    ("values", "levers"),
    [
        ([], {}),
        ({}, 3),
        ({"freight.nothing": 3}, {}),
        ({"extends": "other.yaml"}, {}),
        ({TOLLS: None}, {}),
        ({TOLLS: True}, {}),
        ({TOLLS: float("nan")}, {}),
        ({TOLLS: {"times": "2"}}, {}),
        ({TOLLS: "1" * 20_000}, {}),
        ({f"a{n}": 1 for n in range(60)}, {}),
        ({}, {"nothing": 1}),
        ({}, {"stations": 7}),
        ({}, {"stations": "1"}),
    ],
)
def test_what_is_no_value_is_refused(runs, values, levers):
    with pytest.raises(RequestError):
        runs.overrides_of(values, levers)


def test_a_value_that_the_scenario_cannot_have_is_told(runs):
    with pytest.raises(ScenarioError, match="expected at most 1"):
        runs.page({TOLLS: 3}, {})


def test_the_page_and_its_answers(server):
    assert ask(server, "GET", "") == (200, b"<html>page</html>")
    status, body = ask(server, body=b'{"set": {"a.b": 1}}')
    assert (status, json.loads(body)) == (200, {"asked": {"set": {"a.b": 1}}})
    own = f"http://127.0.0.1:{server.server_port}"
    assert ask(server, Origin=own, Sec_Fetch_Site="same-origin")[0] == 200
    assert ask(server, Host=f"localhost:{server.server_port}")[0] == 200


def test_without_the_secret_there_is_nothing(server):
    for secret in ("", "x", server.secret[:-1], server.secret + "x", server.secret.swapcase(), "%00"):
        for method, place in (("GET", ""), ("POST", "run")):
            assert ask(server, method, place, secret=secret) == (404, b""), secret


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "127.0.0.1"},
        {"Host": "127.0.0.1:1"},
        {"Host": None},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
    ],
)
def test_other_hosts_and_origins_get_nothing(server, headers):
    assert ask(server, **headers) == (404, b"")
    assert ask(server, "GET", "", **headers) == (404, b"")


@pytest.mark.parametrize(
    "place",
    ["../../etc/passwd", "run/", "run?x=1", "page.json", "%2e%2e/", "/etc/passwd", "run/../run", "RUN"],
)
def test_there_are_no_files(server, place):
    assert ask(server, "GET", place) == (404, b"")
    assert ask(server, "POST", place) == (404, b"")


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "HEAD", "TRACE"])
def test_other_methods_are_refused(server, method):
    status, body = ask(server, method, "run")
    assert (status, body) in ((501, b""), (404, b""))


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[1]", b"3", b"\xff\xfe", b"[" * 20_000, b'{"set": 1e999', b"null"]
)
def test_malformed_bodies_are_refused(server, body):
    assert ask(server, body=body)[0] == 400


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Content_Type": "text/plain"}, 400),
        ({"Content_Type": None}, 400),
        ({"Content_Length": "-1"}, 400),
        ({"Content_Length": "1e3"}, 400),
        ({"Content_Length": str(MOST_BYTES + 1)}, 413),
        ({"Content_Length": "9" * 5000}, 413),
        ({"Transfer_Encoding": "chunked"}, 400),
    ],
)
def test_bodies_without_kind_or_bound_are_refused(server, headers, status):
    assert ask(server, **headers)[0] == status


def test_a_fault_of_the_model_ends_no_server(server):
    def fails(_):
        raise ValueError("a fault")

    server.answering = fails
    status, body = ask(server)
    assert status == 500
    assert "a fault" in json.loads(body)["problems"][0]
    assert ask(server, "GET", "")[0] == 200


def test_nobody_learns_the_address_or_frames_the_page(server):
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=5)
    connection.request("GET", f"/{server.secret}/")
    reply = connection.getresponse()
    assert reply.headers["Referrer-Policy"] == "no-referrer"
    assert reply.headers["X-Frame-Options"] == "DENY"
    assert reply.headers["Cache-Control"] == "no-store"
    connection.close()


def test_a_client_that_says_nothing_holds_nobody_up(server):
    with socket.create_connection(("127.0.0.1", server.server_port)) as silent:
        silent.sendall(b"POST /")
        assert ask(server)[0] == 200


def test_secrets_are_of_one_server():
    with ExploreServer("", lambda _: None) as one, ExploreServer("", lambda _: None) as other:
        assert one.secret != other.secret
        assert len(one.secret) >= 32
        assert one.server_address[0] == "127.0.0.1"


def test_the_latest_request_wins():
    begun, go_on, computed = threading.Event(), threading.Event(), []

    def compute(request):
        computed.append(request)
        if request == 1:
            begun.set()
            assert go_on.wait(5)
        return request

    latest, replies = Latest(compute), {}

    def request(number):
        replies[number] = latest.answer(number)

    threads = [threading.Thread(target=request, args=(number,)) for number in (1, 2, 3)]
    threads[0].start()
    assert begun.wait(5)
    for number, thread in enumerate(threads[1:], start=2):
        thread.start()
        while latest._newest < number:
            pass
    go_on.set()
    for thread in threads:
        thread.join(5)
    assert replies == {1: None, 2: None, 3: 3}
    assert computed == [1, 3], "what waits and is overtaken is never begun"


def test_only_the_page_of_explore_may_ask(runs):
    page = {"title": {"en": "a", "zh": "a"}, "name": "a", "answer": [], "claims": []}
    assert "connect-src 'none'" in page_html([page])
    served = page_html([page], explore=runs.movable())
    assert "connect-src 'self'" in served
    assert '"name":"stations"' in served
    assert '"key":"freight.toll_discount"' in served


@pytest.mark.skipif(os.name == "nt", reason="signals are others there")
def test_an_interrupt_ends_it(tmp_path):
    # whoever runs tests in the background has interrupts ignored, and so would have what they start
    heed = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
    code = f"{heed}; import sys; from carbonsim.cli.main import main; sys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-c", code, "explore", "fujian-trunk-line", "--draws", "1", "--set", SHORT]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, **pipes, cwd=tmp_path) as made:
        assert "http://127.0.0.1:" in made.stdout.readline()
        made.send_signal(signal.SIGINT)
        try:
            assert made.wait(20) == 0
        finally:
            made.kill()
        assert made.stderr.read() == ""
    assert list(tmp_path.iterdir()) == [], "nothing is written"
