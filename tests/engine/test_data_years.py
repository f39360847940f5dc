"""How old the data behind a parameter are."""

from dataclasses import replace

import pytest

import carbonsim
from carbonsim.engine.data_years import data_year
from carbonsim.reference.tables import sources
from carbonsim.results.deciding import DataYear

PRICE = "drivers.fuels.diesel.price"


@pytest.fixture(scope="module")
def stated():
    """A parameter of one value that is as shipped."""
    setting = carbonsim.load_scenario("fujian-trunk-line").settings["freight.swap.station_price"]
    assert len(setting.records) == 1
    return setting


@pytest.fixture(scope="module")
def path():
    """Points as rows of a shipped table: year, year of the data, source."""
    setting = carbonsim.load_scenario("fujian-trunk-line").settings[PRICE]
    point = setting.records[0]

    def made(*points):
        rows = [replace_record(point, *one) for one in points]
        return replace(setting, records=tuple(rows), data_year=points[0][1], source=points[0][2])

    return made


def replace_record(record, year, dated, source):
    return record._replace(year=year, data_year=dated, source=source)


def test_it_is_the_year_of_the_data(stated):
    assert data_year(replace(stated, data_year="2019")) == DataYear(2019, stated.source)
    assert data_year(replace(stated, data_year="2014-2018")).year == 2018


def test_without_one_it_is_the_year_of_the_source(stated):
    assert sources()["helveston-2015"].year == "2015"
    assert data_year(replace(stated, data_year="", source="helveston-2015")) == DataYear(
        2015, "helveston-2015"
    )


@pytest.mark.parametrize("source", ["", "somebody"])
def test_without_either_there_is_none(stated, source):
    assert data_year(replace(stated, data_year="", source=source)) == DataYear(None, source)


def test_a_value_of_one_year_is_as_old_as_stated_though_its_source_is_older(stated):
    assert data_year(replace(stated, data_year="2023", source="helveston-2015")).year == 2023


def test_a_path_is_as_old_as_its_newest_point(path):
    found = data_year(
        path(("2015", "2015", "helveston-2015"), ("2020", "2020", "wri-2024"), ("2060", "", ""))
    )
    assert found == DataYear(2020, "wri-2024")
    assert data_year(path(("2020", "", ""), ("2060", "", ""))) == DataYear(None, "")


def test_a_forecast_is_no_younger_than_its_source(path):
    assert data_year(path(("2020", "2020", "wri-2024"), ("2060", "2060", "wri-2024"))).year == 2024


def test_a_file_says_of_which_year_its_data_are(tmp_path):
    file = tmp_path / "mine.yaml"
    stock = "stock: {value: 120000, unit: truck, data_year: 2019}"
    text = f"extends: carbonsim:fujian-no-policy\nname: mine\nfreight: {{{stock}}}\n"
    file.write_text(text, encoding="utf-8")
    settings = carbonsim.load_scenario(file).settings
    assert data_year(settings["freight.stock"]) == DataYear(2019, "")
