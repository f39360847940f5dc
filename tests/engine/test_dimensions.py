"""The register of Sobol dimensions: complete, and what was once written stays."""

import hashlib
from importlib.resources import files

import carbonsim.engine.dimensions as register
from carbonsim.engine.dimensions import append, dimensions, drawable, missing

FIRST_ROWS = 617
FIRST_WRITTEN = "128c3366120fbbab83cfb1a9f0c48d1eada9e20b438e118eead9a7e5afd36e98"


def text():
    return (files("carbonsim.engine") / "dimensions.csv").read_text(encoding="utf-8")


def test_all_that_shipped_scenarios_draw_is_registered():
    assert missing() == (), "run `make dimensions`"


def test_dimensions_count_up_and_no_name_repeats():
    assert list(dimensions().values()) == list(range(len(dimensions())))


def test_the_first_rows_are_as_first_written():
    first = "".join(text().splitlines(keepends=True)[:FIRST_ROWS])
    assert hashlib.sha256(first.encode()).hexdigest() == FIRST_WRITTEN, "rows are only ever added at the end"


def test_nothing_that_each_year_draws_anew_is_registered():
    assert not any("surprise" in name for name in drawable())


def test_what_is_missing_goes_behind_all_that_is_there(tmp_path, monkeypatch):
    path = tmp_path / "dimensions.csv"
    path.write_text(text(), encoding="utf-8")
    monkeypatch.setattr(register, "drawable", lambda: ("drivers.carbon_price", "b.new", "a.new"))
    append(path)
    number = len(dimensions())
    assert path.read_text(encoding="utf-8") == f"{text()}{number},b.new\n{number + 1},a.new\n"
