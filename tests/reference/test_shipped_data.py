"""The shipped numbers: every one has a source or says that it has none, and every source is used."""

import csv
from importlib.resources import files
from pathlib import Path

import pytest

from carbonsim.engine.catalogue import catalogue
from carbonsim.reference.tables import read_table, sources, table_names

SCENARIOS = Path(__file__).parents[2] / "scenarios"
RECORDS = [record for setting in catalogue().defaults.values() for record in setting.records if record.unit]


def other_tables():
    for name in ("deflators", "exchange_rates", "published_forecasts"):
        text = files("carbonsim.reference").joinpath(f"{name}.csv").read_text(encoding="utf-8")
        yield from csv.DictReader(text.splitlines())


def steel_table(name):
    text = files("carbonsim.sectors.steel").joinpath(f"{name}.csv").read_text(encoding="utf-8")
    return csv.DictReader(text.splitlines())


def test_constants_of_nature_name_their_source():
    for name in ("elements", "substances"):
        for row in steel_table(name):
            assert row["source"] in sources() or row["confidence"] == "estimate", row


def test_published_and_derived_numbers_name_a_listed_source():
    for record in RECORDS:
        where = f"{record.file}:{record.row}"
        if record.confidence == "published" or record.source:
            assert record.source in sources(), where
        elif record.confidence == "derived":
            assert record.note, where  # by definition or by construction: the note says which


def test_a_number_without_a_source_is_an_estimate_or_explains_itself():
    for record in RECORDS:
        if not record.source:
            assert record.confidence != "published"


@pytest.mark.parametrize("name", table_names())
def test_tables_name_listed_sources(name):
    for row in read_table(name):
        assert row.source in sources(), f"{name}:{row.row}"
        assert row.confidence in ("published", "derived", "estimate")


def test_no_source_is_listed_for_nothing():
    used = {record.source for record in RECORDS}
    used |= {row.source for name in table_names() for row in read_table(name)}
    used |= {row["source"] for row in other_tables()}
    used |= {row["source"] for name in ("elements", "substances") for row in steel_table(name)}
    mentioned = " ".join(path.read_text(encoding="utf-8") for path in SCENARIOS.glob("*.yaml"))
    mentioned += " ".join(record.note for record in RECORDS)
    assert [name for name in sources() if name not in used and name not in mentioned] == []


def test_every_quantity_has_bounds():
    # without them a typing error of many powers of ten overflows instead of being told
    for pattern, definition in catalogue().definitions.items():
        if definition.kind == "quantity":
            assert definition.minimum is not None, pattern
            assert definition.maximum is not None, pattern
