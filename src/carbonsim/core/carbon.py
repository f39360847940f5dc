"""Boundaries and products: which components of an emission are counted, and per tonne of what.

Every emission belongs to one component; a named boundary is a set of components. Figures of different
boundaries, or per tonne of different products, are never subtracted from each other.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from carbonsim.core.errors import BoundaryError
from carbonsim.core.types import Array

#: Component -> the gas it is typed in. CO2 counts in a sum of CO2e; never the reverse.
COMPONENTS: Mapping[str, str] = {
    "direct": "CO2",
    "electricity": "CO2",
    "fuel supply": "CO2e",
    "manufacturing": "CO2e",
}

#: Boundary -> its components, no boundary narrower than the one before. Two names may stand for one set:
#: steel says "upstream" for what vehicles call "well-to-wheel". "market-covered" is what China's carbon
#: market counts: direct emissions only, of those routes that the data of a sector say are covered.
BOUNDARIES: Mapping[str, tuple[str, ...]] = {
    "direct": ("direct",),
    "market-covered": ("direct",),
    "operational": ("direct", "electricity"),
    "upstream": ("direct", "electricity", "fuel supply"),
    "well-to-wheel": ("direct", "electricity", "fuel supply"),
    "life-cycle": ("direct", "electricity", "fuel supply", "manufacturing"),
}

#: Components that may be added up over sectors: a stack, a tailpipe and the power drawn belong to one sector
#: each. All else lies upstream of a sector, and may be the stack of another.
OWN_COMPONENTS = ("direct", "electricity")

#: What a figure per tonne may be a tonne of.
PRODUCTS = ("hot metal", "DRI", "liquid steel")


class Figure(Protocol):
    """What says of itself at which boundary it stands and per tonne of which product; "" for neither."""

    @property
    def product(self) -> str:
        """One of `PRODUCTS`, or nothing."""

    @property
    def boundary(self) -> str:
        """Name of a boundary, or nothing."""


def boundary_gas(boundary: str) -> str:
    """CO2 or CO2e: what a sum over a boundary is typed in.

    Parameters
    ----------
    boundary : str
        One of `BOUNDARIES`.

    Returns
    -------
    str
        ``CO2`` only if every component is CO2.

    Raises
    ------
    BoundaryError
        If there is no such boundary.

    Examples
    --------
    >>> boundary_gas("operational"), boundary_gas("well-to-wheel")
    ('CO2', 'CO2e')
    """
    gases = {COMPONENTS[component] for component in _components(boundary)}
    return "CO2" if gases == {"CO2"} else "CO2e"


def boundary_sum(components: Mapping[str, Array], boundary: str) -> Array:
    """Emission within a boundary: the sum of its components.

    Parameters
    ----------
    components : mapping of str to array [any one unit for all, a mass of CO2 or CO2e]
        The emission by component.
    boundary : str
        One of `BOUNDARIES`.

    Returns
    -------
    array [the same unit; CO2e as soon as one component is]

    Raises
    ------
    BoundaryError
        If there is no such boundary, or a component of it is missing: an unknown part is not 0.

    Examples
    --------
    >>> float(boundary_sum({"direct": 2.0, "electricity": 1.0}, "operational"))
    3.0
    """
    missing = [name for name in _components(boundary) if name not in components]
    if missing:
        raise BoundaryError(f"the boundary {boundary!r} needs the component(s) {', '.join(missing)}")
    first, *rest = _components(boundary)
    total = components[first]
    for name in rest:
        total = total + components[name]
    return total


def require_comparable(first: Figure, second: Figure) -> None:
    """Refuse to set two figures against each other that are not of one product and one boundary.

    Boundaries are compared by name: "market-covered" leaves out routes that "direct" counts.

    Parameters
    ----------
    first, second : Figure
        Anything with a product and a boundary, such as a variable.

    Raises
    ------
    BoundaryError
        If they differ in either; both are named.

    Examples
    --------
    >>> from types import SimpleNamespace as Made
    >>> require_comparable(Made(product="DRI", boundary="direct"), Made(product="DRI", boundary="direct"))
    """
    if (first.product, first.boundary) != (second.product, second.boundary):
        unnamed = " of no product" if first.product or second.product else ""
        one, other = (
            f"{f' per tonne of {figure.product}' if figure.product else unnamed}"
            f" ({figure.boundary or 'no boundary'})"
            for figure in (first, second)
        )
        raise BoundaryError(f"a figure{one} cannot be compared with one{other}")


def require_summable_over_sectors(boundary: str) -> None:
    """Refuse a boundary at which emissions of several sectors may not be added up.

    Parameters
    ----------
    boundary : str
        One of `BOUNDARIES`.

    Raises
    ------
    BoundaryError
        If there is no such boundary, or a sum over sectors would count an emission twice; it says why.

    Examples
    --------
    >>> require_summable_over_sectors("operational")
    """
    beyond = [name for name in _components(boundary) if name not in OWN_COMPONENTS]
    if beyond:
        raise BoundaryError(
            f"sectors cannot be added up at the boundary {boundary!r}, for {' and '.join(beyond)} would "
            "count twice: vehicles hold steel that the steel sector makes, and what lies upstream of one "
            "sector is emitted in another"
        )


def _components(boundary: str) -> tuple[str, ...]:
    try:
        return BOUNDARIES[boundary]
    except KeyError:
        known = ", ".join(BOUNDARIES)
        raise BoundaryError(f"no boundary {boundary!r}; there are {known}") from None
