"""What several parents hand down together: their claims, in one list."""

from __future__ import annotations

from carbonsim.scenario.nodes import Fields, Items, Node, Scalar, is_empty


def join_claims(earlier: Node, later: Node) -> Node:
    """Join two lists of claims; of two with the same name the later one holds.

    What is no list stays as it is, so that it is reported when the claims are read.

    Parameters
    ----------
    earlier, later : Node
        Claims as the files state them.

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
    names = {_name(item) for item in later.items} - {None}
    kept = tuple(item for item in earlier.items if _name(item) not in names)
    return Items(kept + later.items, later.origin)


def _name(claim: Node) -> str | None:
    name = claim.get("name") if isinstance(claim, Fields) else None
    return name.text if isinstance(name, Scalar) else None
