"""Flows of a process or route: what a tonne of its product takes, makes and emits, by name of the stream."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from carbonsim.core.types import Array

#: Stream -> unit. Gases are net: what is left for others, below 0 what is taken from them.
STREAMS: Mapping[str, str] = {
    "coking_coal": "t",
    "coal": "t",
    "ore": "t",
    "pellets": "t",
    "dr_pellets": "t",
    "ore_grade": "t %",  # tonnes times per cent of iron above 62
    "scrap": "t",
    "carbonates": "t",
    "natural_gas": "GJ",
    "natural_gas_elsewhere": "GJ",  # burnt by suppliers of pellets
    "electricity": "kWh",
    "firing_gas": "GJ",  # the part of natural gas that fires pellets, paid with their price
    "firing_power": "kWh",  # the part of electricity that does
    "own_power": "kWh",  # of top-gas turbine and dry quenching
    "hydrogen": "kg",
    "electrodes": "kg",
    "alloys": "kg",
    "by_products": "t",
    "hot_metal": "t",
    "reduced_iron": "t",
    "coke_oven_gas": "GJ",
    "blast_furnace_gas": "GJ",
    "blast_furnace_gas_carbon": "kg",
    "converter_gas": "GJ",
    "converter_gas_carbon": "kg",
    "stack_carbon": "kg",  # leaves as CO2, without that of gas left for others
    "process_carbon": "kg",  # the part of it that is of carbonates and electrodes
    "product_carbon": "kg",  # in the product of the process
}

Flows = Mapping[str, Array]


def flows(**streams: Array) -> dict[str, Array]:
    """Flows with some streams; `KeyError` if one has no such name."""
    unknown = [name for name in streams if name not in STREAMS]
    if unknown:
        raise KeyError(f"no stream {', '.join(unknown)}")
    return streams


def total(*parts: tuple[Array | float, Flows]) -> dict[str, Array]:
    """Sum of flows, each times an amount.

    Examples
    --------
    >>> both = total((2.0, flows(scrap=np.ones(1))), (1.0, flows(scrap=np.ones(1), ore=np.ones(1))))
    >>> float(both["scrap"][0]), float(both["ore"][0])
    (3.0, 1.0)
    """
    result: dict[str, Array] = {}
    for amount, part in parts:
        for name, value in part.items():
            result[name] = result[name] + amount * value if name in result else amount * value
    return result


class RowFlows(Mapping[str, Array]):
    """Flows of several rows as arrays (R, D); what a row does not have is 0."""

    def __init__(self, rows: Sequence[Flows], draws: int) -> None:
        self.values_by_stream = np.zeros((len(STREAMS), len(rows), draws))
        self.by_name = dict(zip(STREAMS, self.values_by_stream, strict=True))
        for place, row in enumerate(rows):
            for name, value in row.items():
                self.by_name[name][place] = value

    def __getitem__(self, name: str) -> Array:
        """All rows of one stream."""
        return self.by_name[name]

    def __iter__(self) -> Iterator[str]:
        """Names of the streams."""
        return iter(self.by_name)

    def __len__(self) -> int:
        """How many streams there are."""
        return len(self.by_name)

    def over_rows(self, amounts: Array) -> dict[str, Array]:
        """Sum over rows, each times an amount (R, D), (D,) each."""
        sums = np.einsum("nrd,rd->nd", self.values_by_stream, amounts)
        return dict(zip(STREAMS, sums, strict=True))
