"""``--set KEY=VALUE``: values that go over those of the file."""

from __future__ import annotations

from carbonsim.scenario.catalogue import Catalogue
from carbonsim.scenario.flatten import HEADER_KEYS, Contents, flatten
from carbonsim.scenario.nodes import Fields, Node, Scalar
from carbonsim.scenario.origin import Origin
from carbonsim.scenario.problems import Problems, shown
from carbonsim.scenario.replaced import REPLACED, replacement
from carbonsim.scenario.yaml_tree import DEEPEST, parse_yaml

SETTABLE = ("region", "years", "draws", "seed", "sampling")
_LONGEST = 10_000


def read_override(text: str, catalogue: Catalogue, problems: Problems) -> Contents:
    """What one override says.

    Parameters
    ----------
    text : str
        ``KEY=VALUE``; the key is an address or one of `SETTABLE`, the value is YAML.
    catalogue : Catalogue
        What may be set.
    problems : Problems
        Takes what is wrong.

    Returns
    -------
    Contents
        Empty if there is a problem.
    """
    origin = Origin(f"--set {shown(text)}", 0, 0)
    key, equals, value = text.partition("=")
    key = key.strip()
    if not equals or not key or len(text) > _LONGEST:
        problems.add(origin, "", "expected KEY=VALUE", "for example --set freight.swap.stations=300station")
        return Contents()
    if instead := replacement(catalogue.replaced, key):
        problems.add(origin, key, REPLACED, instead)
        return Contents()
    if not _is_settable(key, catalogue):
        hint = _nearest(key, catalogue, problems)
        cannot = "this key cannot be set from outside the file" if key in HEADER_KEYS else "unknown key"
        problems.add(origin, key, cannot, hint)
        return Contents()
    before = len(problems)
    node = parse_yaml(value, lambda _line, _column: origin, problems)
    if len(problems) > before:
        return Contents()
    return flatten(_nest(key, node or Scalar("", True, origin), origin), catalogue, problems)


def _is_settable(key: str, catalogue: Catalogue) -> bool:
    parts = key.split(".")
    return len(parts) <= DEEPEST and (
        key in SETTABLE or catalogue.definition(key) is not None or bool(catalogue.children(key))
    )


def _nearest(key: str, catalogue: Catalogue, problems: Problems) -> str:
    """An address like the key, or one that ends with it."""
    if key in HEADER_KEYS:
        return f"from outside: {', '.join(SETTABLE)} and all parameters"
    ends = [address for address in catalogue.addresses if address.endswith(f".{key}")]
    if ends:
        return f"did you mean {' or '.join(ends[:3])}?"
    return problems.suggest(key, (*SETTABLE, *catalogue.addresses))


def _nest(key: str, node: Node, origin: Origin) -> Fields:
    for part in reversed(key.split(".")):
        node = Fields(((Scalar(part, True, origin), node),), origin)
    assert isinstance(node, Fields)
    return node
