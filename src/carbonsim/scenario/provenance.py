"""Provenance of a number in a file: where it comes from, how sure it is, of which region and year."""

from __future__ import annotations

from collections.abc import Mapping

from carbonsim.reference.regions import region_names
from carbonsim.reference.rows import CONFIDENCES
from carbonsim.reference.tables import sources
from carbonsim.scenario.flatten import in_tables
from carbonsim.scenario.nodes import Node
from carbonsim.scenario.problems import Problems
from carbonsim.scenario.quantity import LAST_YEAR
from carbonsim.scenario.scalars import describe, read_integer, read_text, read_word

ASSUMED = "assumed"
PROVENANCE = ("source", "confidence", "note", "region", "data_year")
#: No data are older.
FIRST_DATA = 1900


def read_provenance(fields: Mapping[str, Node], address: str, problems: Problems) -> dict[str, str]:
    """Source, evidence level, note, region and year of a number, as far as a file states them.

    Parameters
    ----------
    fields : mapping of str to Node
        Of the quantity.
    address : str
        Its key.
    problems : Problems
        Takes what is wrong.

    Returns
    -------
    dict of str to str
        Without a listed source a value is no more than assumed, or an estimate.
    """
    about: dict[str, str] = {}
    for key in ("source", "note"):
        if key in fields:
            about[key] = read_text(fields[key], f"{address}.{key}", "a text", problems) or ""
    if (node := fields.get("data_year")) is not None:
        bounds = (FIRST_DATA, LAST_YEAR)
        key = f"{address}.data_year"
        year = read_integer(node, key, "the year that the data are of", bounds, problems)
        about["data_year"] = "" if year is None else str(year)
    if (node := fields.get("region")) is not None:
        about["region"] = read_word(in_tables(node), f"{address}.region", region_names(), problems) or ""
    about["confidence"] = ASSUMED
    if (node := fields.get("confidence")) is None:
        return about
    key = f"{address}.confidence"
    word = read_word(node, key, (*CONFIDENCES, ASSUMED), problems)
    source = about.get("source", "")
    if word in (None, ASSUMED) or source in sources():
        about["confidence"] = word or ASSUMED
        return about
    if word != "estimate":
        hint = problems.suggest(source, sources())
        message = f"{describe(node)}, but the source {source!r} is not in the list of sources"
        problems.add(node.origin, key, message if source else f"{describe(node)} without a source", hint)
    return about
