"""What several parents hand down together: their claims and their correlations, each in one list."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping

from carbonsim.scenario.nodes import Fields, Items, Node, Scalar, is_empty


def name_of(claim: Node) -> Hashable:
    """What tells a claim from others: its name; None if there is none."""
    name = claim.get("name") if isinstance(claim, Fields) else None
    return name.text if isinstance(name, Scalar) else None


def pair_of(correlation: Node) -> Hashable:
    """What tells a correlation from others: its two parameters, in any order; None if there are none."""
    pair = correlation.get("between") if isinstance(correlation, Fields) else None
    if not isinstance(pair, Items):
        return None
    return frozenset(item.text for item in pair.items if isinstance(item, Scalar))


#: Keys of the header that are lists, and what tells their items apart.
JOINED: Mapping[str, Callable[[Node], Hashable]] = {"claims": name_of, "correlations": pair_of}


def join_lists(earlier: Node, later: Node, identity: Callable[[Node], Hashable]) -> Node:
    """Join two lists; of two items with the same identity the later one holds.

    What is no list stays as it is, so that it is reported when the list is read.

    Parameters
    ----------
    earlier, later : Node
        Lists as the files state them.
    identity : callable
        What tells an item from others.

    Returns
    -------
    Node
    """
    if is_empty(later):
        return earlier
    if is_empty(earlier) or not isinstance(later, Items):
        return later
    if not isinstance(earlier, Items):
        return earlier
    stated = {identity(item) for item in later.items} - {None}
    kept = tuple(item for item in earlier.items if identity(item) not in stated)
    return Items(kept + later.items, later.origin)
