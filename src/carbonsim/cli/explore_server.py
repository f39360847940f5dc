"""A server for one page on this machine: a secret in its address, no files, no other host or origin."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable
from hmac import compare_digest
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any

from carbonsim.cli.failures import exit_code, message

LOOPBACK = "127.0.0.1"
#: Status and JSON of a reply.
Answer = tuple[int, dict[str, Any]]
#: Reply to the JSON of a request; None where a newer request has come.
Answering = Callable[[dict[str, Any]], Answer | None]
#: Size of a request [B], and how long a client may be silent [s].
MOST_BYTES, PATIENCE = 64 * 1024, 10.0
#: Bytes of chance in the secret.
SECRET_BYTES = 24
OVERTAKEN = 409
#: Nobody may frame the page, keep it, or learn its address from it.
HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class ExploreServer(ThreadingHTTPServer):
    """Serves a page at ``/SECRET/`` and answers what it asks at ``/SECRET/run``.

    Parameters
    ----------
    page : str
        HTML.
    answering : callable
    """

    daemon_threads = True
    request_queue_size = 16

    def __init__(self, page: str, answering: Answering) -> None:
        super().__init__((LOOPBACK, 0), _Handler)
        self.page, self.answering = page.encode(), answering
        self.secret = secrets.token_urlsafe(SECRET_BYTES)

    @property
    def address(self) -> str:
        """Where the page is."""
        return f"http://{LOOPBACK}:{self.server_port}/{self.secret}/"

    @property
    def hosts(self) -> tuple[str, ...]:
        """Names under which it is asked."""
        return f"{LOOPBACK}:{self.server_port}", f"localhost:{self.server_port}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that goes away is no fault."""

    def __enter__(self) -> ExploreServer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.server_close()


class _Handler(BaseHTTPRequestHandler):
    """One request; what is not its own page's is told nothing."""

    server: ExploreServer
    timeout = PATIENCE
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "carbonsim", ""

    def do_GET(self) -> None:
        """The page."""
        if self._is_own("") and not self.headers.get("Content-Length"):
            self._send(200, "text/html; charset=utf-8", self.server.page)
        else:
            self._refuse()

    def do_POST(self) -> None:
        """A run with other values."""
        if not self._is_own("run"):
            self._refuse()
            return
        kind = self.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        length = self.headers.get("Content-Length", "")
        if kind != "application/json" or not length.isdecimal() or "Transfer-Encoding" in self.headers:
            self._tell(400, {"problems": ["expected JSON with its length"]})
        elif len(length) > len(str(MOST_BYTES)) or int(length) > MOST_BYTES:
            self._tell(413, {"problems": [f"expected at most {MOST_BYTES:,} bytes"]})
        else:
            self._run(self.rfile.read(int(length)))

    def _run(self, body: bytes) -> None:
        try:
            request = json.loads(body)
        except (ValueError, RecursionError):
            request = None
        if not isinstance(request, dict):
            self._tell(400, {"problems": ["expected a JSON object"]})
            return
        try:
            answer = self.server.answering(request)
        except Exception as error:
            answer = 500, {"problems": [message(error, exit_code(error))]}
        if answer is None:
            self._tell(OVERTAKEN, {"problems": ["a newer request has come"]})
        else:
            self._tell(*answer)

    def _is_own(self, place: str) -> bool:
        """Whether a request comes from the page itself, or from whoever was given its address."""
        first, _, secret_and_place = self.path.partition("/")
        secret, slash, asked = secret_and_place.partition("/")
        known = compare_digest(secret.encode(), self.server.secret.encode())
        hosts, origins = self.headers.get_all("Host", []), self.headers.get_all("Origin", [])
        allowed = {f"http://{host}" for host in self.server.hosts}
        return (
            known
            and (first, slash, asked) == ("", "/", place)
            and len(hosts) == 1
            and hosts[0].lower() in self.server.hosts
            and all(origin in allowed for origin in origins)
            and self.headers.get("Sec-Fetch-Site", "none") in ("none", "same-origin")
        )

    def _refuse(self) -> None:
        """Nothing, whatever was wrong."""
        self._send(404, "text/plain", b"")

    def _tell(self, status: int, content: dict[str, Any]) -> None:
        body = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
        self._send(status, "application/json", body)

    def _send(self, status: int, kind: str, body: bytes) -> None:
        self.close_connection = True
        self.send_response(status)
        for name, value in {**HEADERS, "Content-Type": kind, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:  # noqa: ARG002 - the library's
        """Malformed requests and other methods, refused without a word."""
        self._send(code if code in (400, 408, 414, 431, 501, 505) else 404, "text/plain", b"")

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing is logged: an address holds the secret."""
