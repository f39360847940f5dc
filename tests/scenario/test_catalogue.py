import pytest

import carbonsim.engine.catalogue
from carbonsim.core.errors import DataError
from carbonsim.scenario.catalogue import load_catalogue, read_catalogue
from tests.scenario.conftest import DEFINITION_HEADER, DEFINITIONS, PARAMETERS, write_catalogue


def test_definition_of_the_address_itself_wins_over_that_of_its_family(catalogue):
    assert catalogue.definition("freight.powertrains.diesel.consumption").unit == "L/100km"
    assert catalogue.definition("freight.powertrains.battery.consumption").unit == "kWh/100km"
    assert catalogue.definition("freight.powertrains.new.consumption").unit == "L/100km"
    for unknown in ("freight", "freight.powertrains", "freight.powertrains.new", "freight.powertrains.new.x"):
        assert catalogue.definition(unknown) is None


def test_values_are_converted_to_the_unit_of_the_definition(catalogue):
    battery = catalogue.defaults["freight.powertrains.battery.consumption"].value
    assert (battery.central, battery.unit) == ((150.0,), "kWh/100km")
    diesel = catalogue.defaults["drivers.diesel_price"].value
    assert diesel.years == (2020, 2030)
    assert diesel.central == pytest.approx((6 / 0.9448, 7))
    assert diesel.low == pytest.approx((5 / 0.9448, 6))
    assert diesel.high == pytest.approx((7 / 0.9448, 9))


def test_origin_is_the_row_of_the_table(catalogue):
    setting = catalogue.defaults["drivers.carbon_price"]
    assert (setting.origin.file, setting.origin.line, setting.origin.row) == ("drivers/parameters.csv", 4, 4)
    assert (setting.source, setting.confidence, setting.written_unit) == (
        "cea-2026",
        "published",
        "CNY/t CO2",
    )


def test_bounds_may_be_one_value(catalogue_with):
    one = catalogue_with(definition="freight.x,quantity,1,world,2,2,,\n").definitions["freight.x"]
    assert (one.minimum, one.maximum) == (2.0, 2.0)


def drawn_yearly(tmp_path, kind, unit, options=""):
    rows = {**DEFINITIONS, "freight": "freight.weather,text,,world,,,,\n"}
    folders = write_catalogue(tmp_path, rows, {**PARAMETERS, "freight": ""})
    path = folders["freight"] / "definitions.csv"
    path.write_text(f"{DEFINITION_HEADER}freight.weather,{kind},{unit},world,,,{options},,yearly\n")
    return read_catalogue(folders).definitions["freight.weather"]


def test_a_quantity_may_be_drawn_anew_each_year(tmp_path):
    drawn = drawn_yearly(tmp_path, "quantity", "1")
    assert (drawn.yearly, drawn.together, drawn.drawn, drawn.varies) == (True, False, True, True)


@pytest.mark.parametrize(
    ("kind", "unit", "options"), [("constant", "1", ""), ("text", "", ""), ("option", "", "a|b")]
)
def test_what_has_no_years_is_not_drawn_yearly(tmp_path, kind, unit, options):
    message = rf"definitions\.csv:2: drawn: found 'yearly' for the kind {kind}, which has no years"
    with pytest.raises(DataError, match=message):
        drawn_yearly(tmp_path, kind, unit, options)


def test_rows_and_keys(catalogue):
    assert catalogue.sections == ("drivers", "freight")
    assert catalogue.members == {"freight.powertrains": ("diesel", "battery")}
    assert catalogue.families() == ("freight.powertrains",)
    assert catalogue.attributes("freight.powertrains") == ("label", "consumption", "subsidy")
    assert catalogue.children("freight.powertrains") == ("*", "battery")
    assert catalogue.children("freight.powertrains.battery") == ("label", "consumption", "subsidy")


@pytest.mark.parametrize(
    "row",
    [
        "freight.x,number,1,world,,,,",
        "freight.x,quantity,parsec,world,,,,",
        "freight.x,quantity,,world,,,,",
        "freight.x,quantity,1,somebody,,,,",
        "freight.x,quantity,1,world,2,1,,",
        "freight.x,quantity,1,world,a,1,,",
        "freight.x,option,,world,,,,",
        "freight.x,text,,world,,,a|b,",
        "freight.*,text,,world,,,,",
        "freight.*.b.*.c,text,,world,,,,",
        "freight,text,,world,,,,",
        "freight..b,text,,world,,,,",
        "*.a.b,text,,world,,,,",
        "freight.stock,quantity,truck,world,1,,,",
        "freight.x,quantity,1",
    ],
)
def test_broken_definition_names_file_and_row(catalogue_with, row):
    with pytest.raises(DataError, match=r"freight/definitions\.csv:11: "):
        catalogue_with(definition=row + "\n")


@pytest.mark.parametrize(
    "row",
    [
        "freight.unknown,,,1,,1,,,,,estimate,",
        "freight.stock,,,,,truck,,,,,estimate,",
        "freight.stock,,,nan,,truck,,,,,estimate,",
        "freight.stock,,,100,,parsec,,,,,estimate,",
        "freight.stock,,,100,,CNY,,,,,estimate,",
        "freight.stock,,,0.5,,truck,,,,,estimate,",
        "freight.stock,,90,100,,truck,,,,,estimate,",
        "freight.stock,,110,100,120,truck,,,,,estimate,",
        "freight.stock,,80,100,90,truck,,,,,estimate,",
        "freight.stock,,,100,,truck,,,,,guess,",
        "freight.stock,1066,,100,,truck,,,,,estimate,",
        "freight.stock,soon,,100,,truck,,,,,estimate,",
        "freight.powertrains.x.label,,,,,,,,,,,",
        "freight.stock,,,100",
    ],
)
def test_broken_parameter_names_file_and_row(catalogue_with, row):
    with pytest.raises(DataError, match=r"freight/parameters\.csv:12: "):
        catalogue_with(parameter=row + "\n")


@pytest.mark.parametrize(
    "rows",
    [
        "freight.stock,2030,,1,,truck,,,,,estimate,\nfreight.stock,2020,,1,,truck,,,,,estimate,\n",
        "freight.stock,,,1,,truck,,,,,estimate,\nfreight.stock,,,1,,truck,,,,,estimate,\n",
        "freight.powertrains.x.label,,,a,,,,,,,,\nfreight.powertrains.x.label,,,b,,,,,,,,\n",
    ],
)
def test_rows_of_one_address_must_be_a_rising_path(catalogue_with, rows):
    with pytest.raises(DataError, match=r"freight/parameters\.csv:1[23]: "):
        catalogue_with(parameter=rows)


def test_a_number_says_which_region_it_is_of(catalogue_with):
    rows = "freight.stock,2020,,1,,truck,,Fujian,,,estimate,\n"
    rows += "freight.stock,2030,,2,,truck,,Fujian,,,estimate,\n"
    defaults = catalogue_with(parameter=rows).defaults
    stock, growth = defaults["freight.stock"], defaults["freight.growth"]
    assert (stock.region, [record.region for record in stock.records]) == ("Fujian", ["Fujian", "Fujian"])
    assert (growth.region, [record.region for record in growth.records]) == ("", [""])


@pytest.mark.parametrize(
    ("first", "second", "message"),
    [
        ("Atlantis", "Atlantis", r":12: region: found 'Atlantis', expected a name of regions.csv or nothing"),
        ("fujian", "fujian", ":12: region: found 'fujian'"),
        ("Fujian", "Atlantis", ":13: region: found 'Atlantis'"),
        ("Fujian", "China", ":13: region: found 'China' after 'Fujian', expected one for all years"),
        ("Fujian", "", ":13: region: found '' after 'Fujian'"),
        ("", "Fujian", ":13: region: found 'Fujian' after ''"),
    ],
)
def test_rows_of_one_address_are_of_one_known_region(catalogue_with, first, second, message):
    rows = f"freight.stock,2020,,1,,truck,,{first},,,estimate,\n"
    rows += f"freight.stock,2030,,2,,truck,,{second},,,estimate,\n"
    with pytest.raises(DataError, match=r"freight/parameters\.csv" + message):
        catalogue_with(parameter=rows)


def test_a_word_has_a_known_region_or_none(catalogue_with):
    with pytest.raises(DataError, match=r"csv:12: region: found 'Atlantis'"):
        catalogue_with(parameter="freight.powertrains.x.label,,,a,,,,Atlantis,,,,\n")


def test_missing_file_and_wrong_columns(tmp_path):
    with pytest.raises(DataError, match="cannot be read"):
        read_catalogue({"empty": tmp_path})
    (tmp_path / "definitions.csv").write_text("a,b\n")
    with pytest.raises(DataError, match=r"empty/definitions\.csv:1: found the columns a,b"):
        read_catalogue({"empty": tmp_path})


def test_an_address_has_one_default(catalogue_with, tmp_path):
    catalogue_with()
    with pytest.raises(DataError, match="another package"):
        folders = {"drivers": tmp_path / "drivers", "freight": tmp_path / "freight"}
        (tmp_path / "drivers" / "parameters.csv").write_text(
            (tmp_path / "freight" / "parameters.csv").read_text()
        )
        read_catalogue(folders)


def test_what_is_left_without_the_other_sectors():
    whole = carbonsim.engine.catalogue.catalogue()
    kept = whole.only(("nev",))
    assert (kept.sections, kept.sectors) == (("drivers", "nev"), ("nev",))
    for all_of_it, left in (
        (whole.definitions, kept.definitions),
        (whole.defaults, kept.defaults),
        (whole.rules, kept.rules),
    ):
        assert left == {key: one for key, one in all_of_it.items() if key.split(".")[0] in kept.sections}
        assert 0 < len(left) < len(all_of_it)


def test_shipped_drivers():
    catalogue = load_catalogue(["carbonsim.reference.drivers"])
    assert catalogue.sections == ("drivers",)
    assert catalogue.defaults
