import pytest

from carbonsim.core.errors import DataError
from carbonsim.scenario.catalogue import read_catalogue

from conftest import DEFINITIONS, PARAMETERS, write_catalogue


def with_row(tmp_path, definition="", parameter=""):
    definitions = {**DEFINITIONS, "freight": DEFINITIONS["freight"] + definition}
    parameters = {**PARAMETERS, "freight": PARAMETERS["freight"] + parameter}
    return read_catalogue(write_catalogue(tmp_path, definitions, parameters))
