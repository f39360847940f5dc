"""What `definitions.csv` says of draws: apart, with all rows of the family, or anew each year."""

import pytest

from carbonsim.core.errors import DataError
from carbonsim.scenario.catalogue import read_catalogue

HEADER = "pattern,kind,unit,role,minimum,maximum,options,description,drawn\n"
VALUES = "address,year,low,central,high,unit,data_year,region,boundary,source,confidence,note\n"


def read(tmp_path, row):
    (tmp_path / "definitions.csv").write_text(f"{HEADER}{row}\n", encoding="utf-8")
    (tmp_path / "parameters.csv").write_text(VALUES, encoding="utf-8")
    return read_catalogue({"cars": tmp_path})


@pytest.mark.parametrize(
    ("drawn", "together", "yearly"),
    [("", False, False), ("together", True, False), ("yearly", False, True)],
)
def test_how_a_quantity_is_drawn(tmp_path, drawn, together, yearly):
    found = read(tmp_path, f"cars.surprise,quantity,1,world,-10,10,,Surprise,{drawn}").definition(
        "cars.surprise"
    )
    assert (found.together, found.yearly) == (together, yearly)


@pytest.mark.parametrize(
    "row",
    [
        "cars.surprise,quantity,1,world,-10,10,,Surprise,monthly",
        "cars.surprise,constant,1,world,-10,10,,Surprise,yearly",  # one value has no years
        "cars.surprise,text,,world,,,,Surprise,yearly",
    ],
)
def test_what_cannot_be_drawn_so_is_refused(tmp_path, row):
    with pytest.raises(DataError, match=r"cars/definitions\.csv:2: drawn"):
        read(tmp_path, row)
