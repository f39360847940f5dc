"""The head of a scenario: version, name, title, region, years, draws, seed, sampling."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from carbonsim.scenario.draft import Draft
from carbonsim.scenario.nodes import Items, Node, Scalar
from carbonsim.scenario.places import is_of_user
from carbonsim.scenario.problems import Problems, shown
from carbonsim.scenario.quantity import FIRST_YEAR, LAST_YEAR
from carbonsim.scenario.scalars import describe, read_integer, read_text, read_word
from carbonsim.scenario.titles import LANGUAGES, check_placeholders, read_title

VERSION = "1"
MOST_DRAWS = 10_000_000
LARGEST_SEED = 2**63 - 1
PLAIN, SOBOL, LATIN_HYPERCUBE = METHODS = ("plain", "sobol", "latin-hypercube")
_LONGEST_NAME = 80
#: Names that some systems keep for devices.
_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}


@dataclass(frozen=True)
class Header:
    """What a scenario says of itself; `region` and `years` are None where there is a problem."""

    name: str
    title: Mapping[str, str]
    region: Scalar | None
    years: tuple[int, int] | None
    draws: int
    seed: int
    sampling: str


def read_header(draft: Draft, problems: Problems) -> Header:
    """Read the head of a scenario.

    Without `draws` there is a central run only; without `seed` it is 0; without `sampling` draws are plain.
    """
    read_version(draft, problems)
    name = read_name(draft, problems)
    return Header(
        name=name,
        title=read_own_title(draft, name, problems),
        region=_read_region(draft, problems),
        years=_read_years(draft, problems),
        draws=_read_count(draft, "draws", MOST_DRAWS, problems),
        seed=_read_count(draft, "seed", LARGEST_SEED, problems),
        sampling=_read_sampling(draft, problems),
    )


def uneven(sampling: str, draws: int) -> tuple[str, str]:
    """Fault of a number of draws, and what to take; nothing where they are even.

    Examples
    --------
    >>> uneven("sobol", 1000)[1], uneven("sobol", 1024), uneven("plain", 1000)
    ('take 512 or 1,024', ('', ''), ('', ''))
    """
    if sampling != SOBOL or draws & (draws - 1) == 0:
        return "", ""
    below = 1 << (draws.bit_length() - 1)
    message = f"found {draws:,} Sobol draws, no power of two: they fill the space of all parameters unevenly"
    return message, f"take {below:,} or {2 * below:,}"


def warn_of_draws(draft: Draft, header: Header, problems: Problems) -> None:
    """Warn of uneven draws where a user's file or override states their number or their method."""
    message, hint = uneven(header.sampling, header.draws)
    stated = (draft.header[key].node.origin for key in ("draws", "sampling") if key in draft.header)
    origin = next(filter(is_of_user, stated), None)
    if message and origin is not None:
        problems.warn(origin, "draws", message, hint)


def read_version(draft: Draft, problems: Problems) -> None:
    """The version of the format, which a file or one of its parents must state."""
    node = _needed(draft, "carbonsim", "carbonsim: 1", problems)
    if node is not None and not (isinstance(node, Scalar) and node.plain and node.text == VERSION):
        hint = "this version of carbonsim reads files with carbonsim: 1"
        problems.add(node.origin, "carbonsim", f"{describe(node)}, expected the version {VERSION}", hint)


def read_name(draft: Draft, problems: Problems) -> str:
    """The name, by default that of the file; it becomes a folder and so must be fit for one."""
    if "name" not in draft.header:
        name, origin = draft.location.path.stem, draft.start()
        hint = "give it a name: line"
    else:
        node = draft.header["name"].node
        name, origin = read_text(node, "name", "a name", problems) or "", node.origin
        hint = "it becomes a folder: use letters, digits, hyphens and underscores"
        if not name:
            return ""
    if not is_safe_name(name):
        problems.add(origin, "name", f"found {shown(name)!r}, expected a name fit for a folder", hint)
    return name


def is_safe_name(name: str) -> bool:
    """Whether a name is fit for a folder on every system; COM¹ is a device, too.

    Examples
    --------
    >>> [is_safe_name(name) for name in ("fujian-trunk-line", "../x", "nul", "COM¹", "", "a b", "福建")]
    [True, False, False, False, False, False, True]
    """
    letters = all(letter.isalnum() or letter in "-_." for letter in name)
    return (
        letters
        and name[:1].isalnum()
        and not name.endswith(".")
        and len(name.encode("utf-8", "replace")) <= _LONGEST_NAME
        and unicodedata.normalize("NFKC", name).partition(".")[0].lower() not in _DEVICES
    )


def read_own_title(draft: Draft, name: str, problems: Problems) -> Mapping[str, str]:
    """The title, by default the name."""
    if "title" not in draft.header:
        return dict.fromkeys(LANGUAGES, name)
    node = draft.header["title"].node
    check_placeholders(node, "title", problems)
    return read_title(node, "title", problems)


def _needed(draft: Draft, key: str, example: str, problems: Problems) -> Node | None:
    if key in draft.header:
        return draft.header[key].node
    if draft.complete:
        problems.add(draft.start(), key, "found nothing, expected it once", f"add the line {example}")
    return None


def _read_region(draft: Draft, problems: Problems) -> Scalar | None:
    node = _needed(draft, "region", "region: Fujian", problems)
    if node is None or read_text(node, "region", "the name of a region", problems) is None:
        return None
    return node if isinstance(node, Scalar) else None


def _read_years(draft: Draft, problems: Problems) -> tuple[int, int] | None:
    node = _needed(draft, "years", "years: [2023, 2060]", problems)
    if node is None:
        return None
    if not isinstance(node, Items) or len(node.items) != 2:
        found = f"found {len(node.items)} items" if isinstance(node, Items) else describe(node)
        problems.add(node.origin, "years", f"{found}, expected the first and the last year, as [2023, 2060]")
        return None
    expected = f"a year from {FIRST_YEAR} to {LAST_YEAR}"
    first, last = (
        read_integer(item, "years", expected, (FIRST_YEAR, LAST_YEAR), problems) for item in node.items
    )
    if first is None or last is None:
        return None
    if first > last:
        problems.add(node.origin, "years", f"found {first} to {last}, expected the earlier year first")
        return None
    return first, last


def _read_sampling(draft: Draft, problems: Problems) -> str:
    if "sampling" not in draft.header:
        return PLAIN
    return read_word(draft.header["sampling"].node, "sampling", METHODS, problems) or PLAIN


def _read_count(draft: Draft, key: str, most: int, problems: Problems) -> int:
    if key not in draft.header:
        return 0
    expected = f"a whole number from 0 to {most}"
    return read_integer(draft.header[key].node, key, expected, (0, most), problems) or 0
