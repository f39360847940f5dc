"""Connection to a Dask scheduler: address and certificates are looked at before anything waits for it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from typing import Any

from carbonsim.core.errors import ComputingError

#: How long a scheduler and its first worker are waited for [s].
PATIENCE = 10
#: Schemes of addresses, and whether they are encrypted.
SCHEMES: Mapping[str, bool] = {"tcp": False, "ws": False, "tls": True, "wss": True}
CERTIFICATES = (
    "name its certificates in the environment: DASK_DISTRIBUTED__COMM__TLS__CA_FILE,"
    " DASK_DISTRIBUTED__COMM__TLS__CLIENT__CERT and DASK_DISTRIBUTED__COMM__TLS__CLIENT__KEY"
)


def library() -> Any:
    """Dask's library of clusters.

    Raises
    ------
    ComputingError
        If it is not installed; the message names the extra.
    """
    try:
        distributed = import_module("distributed")
    except ImportError as error:
        raise ComputingError("--scheduler needs an extra: pip install 'carbonsim[dask]'") from error
    # what it has to say of lost connections comes as an error of ours
    for name in ("distributed.client", "distributed.core", "distributed.comm", "distributed.utils"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    return distributed


def connected(distributed: Any, scheduler: str) -> Any:
    """A client of a scheduler.

    Parameters
    ----------
    distributed : module
        From `library`.
    scheduler : str
        Address, such as ``tcp://host:8786``.

    Raises
    ------
    ComputingError
        If it is no address, certificates are missing, or no scheduler answers there.

    Notes
    -----
    A client that cannot connect waits for itself when it is let go, and for ever for a server that says
    nothing: it is made when a scheduler has answered.
    """
    _refuse_strange(distributed, scheduler)
    arguments = _connection(distributed, scheduler)
    try:
        # in a thread of its own: a notebook has a loop already
        with ThreadPoolExecutor(1) as thread:
            kind = thread.submit(asyncio.run, _kind(distributed, scheduler, arguments)).result()
        if kind != "Scheduler":
            raise ValueError(f"found a {kind}")
        return distributed.Client(scheduler, timeout=PATIENCE, set_as_default=False)
    except Exception as error:  # of sockets, of encryption, of what is no Dask
        raise ComputingError(
            f"{scheduler}: found no Dask scheduler there{_why(error, arguments)}; start one with"
            f" `dask scheduler`, workers with `dask worker {scheduler}`, and give the address it prints,"
            " such as tcp://127.0.0.1:8786"
        ) from error


def _refuse_strange(distributed: Any, scheduler: str) -> None:
    scheme, place = distributed.comm.parse_address(scheduler)
    try:
        _, port = distributed.comm.addressing.parse_host_port(place)
    except ValueError:
        port = 0
    if scheme not in SCHEMES or not 0 < port < 2**16 or place.startswith(":"):
        raise ComputingError(
            f"--scheduler: found {scheduler!r}, expected an address such as tcp://127.0.0.1:8786 or"
            " tls://host:8786, as `dask scheduler` prints it"
        )


def _connection(distributed: Any, scheduler: str) -> dict[str, Any]:
    """Arguments of a connection: certificates, where an address is encrypted."""
    scheme, _ = distributed.comm.parse_address(scheduler)
    try:
        arguments: dict[str, Any] = distributed.Security().get_connection_args("client")
    except (OSError, ValueError) as error:
        raise ComputingError(
            f"{scheduler}: the certificates of Dask's configuration can not be used: {error}; {CERTIFICATES}"
        ) from error
    if SCHEMES[scheme] and arguments.get("ssl_context") is None:
        raise ComputingError(f"{scheduler}: found no certificates for an encrypted scheduler; {CERTIFICATES}")
    return arguments


async def _kind(distributed: Any, address: str, arguments: Mapping[str, Any]) -> str:
    """Kind of server that answers at an address: ``Scheduler``, ``Worker``."""

    async def asked() -> str:
        comm = await distributed.comm.connect(address, timeout=PATIENCE, **arguments)
        try:
            await comm.write({"op": "identity", "reply": True})
            return str((await comm.read())["type"])
        finally:
            comm.abort()

    return await asyncio.wait_for(asked(), PATIENCE)


def _why(error: Exception, arguments: Mapping[str, Any]) -> str:
    """Reason, where it is more than that nobody answers."""
    if isinstance(error, ValueError | RuntimeError) or type(error).__module__ == "ssl":
        return f" ({error})"
    if arguments.get("ssl_context") is not None:
        return " that takes the certificates of this machine"
    return ""
