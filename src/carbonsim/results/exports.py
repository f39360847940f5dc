"""Results as the tables and labelled arrays of other libraries."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

import numpy as np

from carbonsim.core.errors import ComputingError
from carbonsim.core.types import Array
from carbonsim.results.records import QUANTILE_NAMES, QUANTILES, Variable
from carbonsim.results.tables import MODEL

if TYPE_CHECKING:
    import pandas as pd
    import xarray as xr

    from carbonsim.results.results import Results


def to_frame(results: Results, bands: bool) -> pd.DataFrame:
    """A long table; see `Results.to_frame`."""
    import pandas as pd  # noqa: PLC0415 - costs more than a central run

    years = len(results.years)
    names = list(results.central)
    columns: dict[str, Any] = {
        "model": MODEL,
        "scenario": results.scenario.name,
        "region": results.scenario.region,
        "variable": np.repeat(np.array(names, dtype=object), years),
        "unit": np.repeat(np.array([results.unit(name) for name in names], dtype=object), years),
        "year": np.tile(results.years, len(names)),
        "value": np.concatenate([results.central[name] for name in names]),
    }
    if bands:
        known = set(results.banded)
        found = [_bands(results, name, name in known) for name in names]
        for place, column in enumerate((*QUANTILE_NAMES, "mean")):
            columns[column] = np.concatenate([one[place] for one in found])
    return pd.DataFrame(columns)


def _bands(results: Results, name: str, known: bool) -> Array:
    """Quantiles and mean of a series, not a number where its range is not known."""
    if not known:
        return np.full((len(QUANTILES) + 1, len(results.years)), np.nan)
    return np.concatenate([results.quantiles(name), results.mean(name)[None]])


def to_xarray(results: Results) -> xr.Dataset:
    """A data set; see `Results.to_xarray`."""
    try:
        xarray = import_module("xarray")
    except ImportError as error:
        raise ComputingError("to_xarray needs an extra: pip install 'carbonsim[xarray]'") from error
    coordinates: dict[str, Any] = {"year": results.years}
    known, drawn = set(results.banded), "draw"
    if results.streamed is not None:
        drawn, coordinates["quantile"] = "quantile", list(QUANTILES)
    elif known:
        coordinates["draw"] = np.arange(results.draws)
    data: dict[str, Any] = {}
    for name, variable in results.variables.items():
        if name not in known:
            data[name] = (("year",), results.central[name], _about(variable))
        elif drawn == "quantile":
            data[name] = (("quantile", "year"), results.quantiles(name), _about(variable))
        else:
            data[name] = (("year", "draw"), results.ensemble[name], _about(variable))
    scenario = results.scenario
    about = {
        "scenario": scenario.name,
        "region": scenario.region,
        "draws": results.draws,
        "seed": results.seed,
    }
    made: xr.Dataset = xarray.Dataset(data, coordinates, about)
    return made


def _about(variable: Variable) -> dict[str, str]:
    named = {
        "units": variable.unit,
        "long_name": variable.description,
        "boundary": variable.boundary,
        "product": variable.product,
        "variant": variable.variant,
    }
    return {key: value for key, value in named.items() if value}
