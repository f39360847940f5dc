"""The lowest versions that pyproject.toml allows, as constraints of pip: `python -m` prints them."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

PROJECT = Path(__file__).parents[1] / "pyproject.toml"
#: Extras whose packages run with carbonsim or test it; what lints it need not be old.
EXTRAS = ("dask", "parquet", "xarray", "test")


def lowest(requirements: list[str]) -> list[str]:
    """Constraints that take each requirement at its lower bound.

    Examples
    --------
    >>> lowest(["numpy>=2.1", "carbonsim[dask]"])
    ['numpy==2.1']
    """
    found = (re.fullmatch(r"([\w-]+)>=([\d.]+)", requirement) for requirement in requirements)
    return [f"{one[1]}=={one[2]}" for one in found if one]


def stated() -> list[str]:
    """All requirements of the package and of its extras."""
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    return [*project["dependencies"], *(each for name in EXTRAS for each in extras[name])]


if __name__ == "__main__":
    print("\n".join(lowest(stated())))  # noqa: T201 - this is what it is for
