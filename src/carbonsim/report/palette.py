"""Colours that colour-blind readers can tell apart, the same in figures and on pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

#: Okabe and Ito 2008; after them, for long lists, some of Paul Tol's muted colours.
PALETTE = (
    *("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442", "#8C6D46"),
    *("#44AA99", "#882255", "#999933", "#332288", "#AA4499"),
)
#: Without yellow, which a line on white does not show.
LINE_COLOURS = tuple(colour for colour in PALETTE if colour != "#F0E442")
OTHERS = "#BBBBBB"
PLAN = "#0072B2"
REFERENCE = "#D55E00"
#: Drives of the IAMC tables -> shades of one hue, so that a family stays together in a stack.
SHADES: Mapping[str, tuple[str, ...]] = {
    "Internal Combustion": ("#7A7A7A", "#B5B5B5", "#D6D6D6"),
    "Battery-Electric": ("#56B4E9", "#0072B2", "#003F66"),
    "Fuel-Cell-Electric": ("#CC79A7", "#8F3F6C"),
    "Plug-in Hybrid": ("#E69F00", "#9C6B00"),
}


def colours(names: Sequence[str]) -> list[str]:
    """A colour for each name: shades of one hue for a known drive, else the palette in order."""
    used: dict[str, int] = {}
    chosen = []
    for name in names:
        family = next((family for family in SHADES if family in name.split("|")), "")
        shades = SHADES.get(family, PALETTE)
        chosen.append(shades[used.get(family, 0) % len(shades)])
        used[family] = used.get(family, 0) + 1
    return chosen
