"""Chromium by the WebDriver protocol over HTTP: what the tests of a page need, and no more."""

from __future__ import annotations

import base64
import json
import shutil
import socket
import subprocess
import time
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars"),
)


def missing() -> str:
    """Programs that a browser needs and that are not installed."""
    return " and ".join(name for name in ("chromium", "chromedriver") if shutil.which(name) is None)


class Browser:
    """One headless Chromium with a profile of its own.

    Parameters
    ----------
    folder : Path
        Empty; profile and downloads go there.
    """

    def __init__(self, folder: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.downloads = folder / "downloads"
        self.downloads.mkdir()
        self._process = subprocess.Popen(
            ["chromedriver", f"--port={port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        self._root = f"http://127.0.0.1:{port}"
        self._session = ""
        try:
            self._await()
            self._session = f"/session/{self._new(folder)}"
            # a page of the browser's own may still be loading in the window that it starts with
            self.visit("about:blank")
        except BaseException:
            self.close()
            raise

    def _await(self) -> None:
        deadline = time.monotonic() + 30.0
        while True:
            try:
                self._call("GET", "/status")
            except (URLError, ConnectionError):
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.05)
            else:
                return

    def _new(self, folder: Path) -> str:
        options = {
            "binary": shutil.which("chromium"),
            "args": [*FLAGS, "--window-size=1280,900", f"--user-data-dir={folder / 'profile'}"],
            "prefs": {"download.default_directory": str(self.downloads)},
        }
        logs = {"browser": "ALL", "performance": "ALL"}
        wanted = {"browserName": "chrome", "goog:chromeOptions": options, "goog:loggingPrefs": logs}
        return str(self._call("POST", "/session", {"capabilities": {"alwaysMatch": wanted}})["sessionId"])

    def _call(self, method: str, path: str, body: Any = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = Request(self._root + path, data, {"Content-Type": "application/json"}, method=method)
        try:
            with urlopen(request, timeout=60) as answer:
                return json.load(answer)["value"]
        except HTTPError as error:
            raise AssertionError(json.load(error)["value"]["message"]) from None

    def open(self, path: Path) -> None:
        """Open a file of this machine."""
        self.visit(path.as_uri())

    def visit(self, address: str) -> None:
        """Open an address, and wait until all of it is there."""
        self._call("POST", f"{self._session}/url", {"url": address})
        deadline = time.monotonic() + 30.0
        while self.run("return document.readyState") != "complete" and time.monotonic() < deadline:
            time.sleep(0.02)

    def run(self, script: str, *arguments: Any) -> Any:
        """What a script returns that runs in the page."""
        body = {"script": script, "args": list(arguments)}
        return self._call("POST", f"{self._session}/execute/sync", body)

    def click(self, selector: str) -> None:
        """Click what a CSS selector finds first."""
        found = self._call("POST", f"{self._session}/element", {"using": "css selector", "value": selector})
        self._call("POST", f"{self._session}/element/{found[ELEMENT]}/click", {})

    def choose(self, selector: str, value: str) -> None:
        """Choose a value of a select, as a user does."""
        self.run(
            "const [at, value] = arguments; const one = document.querySelector(at); one.value = value;"
            "one.dispatchEvent(new Event('change', {bubbles: true}));",
            selector,
            value,
        )

    def emulate(self, command: str, **parameters: Any) -> Any:
        """A command of the DevTools protocol."""
        body = {"cmd": command, "params": parameters}
        return self._call("POST", f"{self._session}/goog/cdp/execute", body)

    def picture(self) -> bytes:
        """The page as PNG."""
        return base64.b64decode(self._call("GET", f"{self._session}/screenshot"))

    def paper(self) -> bytes:
        """The page as PDF."""
        return base64.b64decode(self.emulate("Page.printToPDF", preferCSSPageSize=True)["data"])

    def messages(self) -> list[str]:
        """What the page wrote to the console since it was asked last, errors of the policy among it."""
        found = self._call("POST", f"{self._session}/se/log", {"type": "browser"})
        return [str(entry["message"]) for entry in found]

    def requests(self) -> list[str]:
        """Addresses asked for since it was asked last, without what the page's policy held back."""
        entries = self._call("POST", f"{self._session}/se/log", {"type": "performance"})
        messages = [json.loads(entry["message"])["message"] for entry in entries]
        held = {
            one["params"]["requestId"]
            for one in messages
            if one["method"] == "Network.loadingFailed" and one["params"].get("blockedReason") == "csp"
        }
        return [
            str(one["params"]["request"]["url"])
            for one in messages
            if one["method"] == "Network.requestWillBeSent" and one["params"]["requestId"] not in held
        ]

    def close(self) -> None:
        """End browser and driver."""
        if self._session:
            self._call("DELETE", self._session)
        self._process.terminate()
        self._process.wait(timeout=20)
