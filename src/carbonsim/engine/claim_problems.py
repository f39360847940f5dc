"""Problems of claims that a run cannot answer, each at its place."""

from __future__ import annotations

from collections.abc import Mapping

from carbonsim.core.errors import Problem
from carbonsim.results.records import Variable
from carbonsim.scenario.claims import Claim


def claim_problem(claim: Claim, message: str, hint: str, key: str = "") -> Problem:
    """A problem of a claim, at the key of its form that it is about, or at its name.

    Parameters
    ----------
    claim : Claim
    message, hint : str
        What is wrong, and what to do.
    key : str
        Of the form.

    Returns
    -------
    Problem
    """
    origin = claim.form.places.get(key, claim.origin)
    name = f"claims.{claim.name}" + (f".{key}" if key in claim.form.places else "")
    return Problem(origin.file, origin.line, origin.column, name, message, hint)


def nearest_names(known: Mapping[str, Variable], name: str) -> str:
    """A hint for a variable that is not there."""
    import difflib  # noqa: PLC0415 - only where something is wrong

    names = sorted({variable.stem or variable.name for variable in known.values()} | set(known))
    close = difflib.get_close_matches(name, names, n=1)
    return f"did you mean {close[0]!r}?" if close else "`carbonsim run --json` lists the variables"
