"""Changes of a scenario's tree: keys, types, texts, numbers, units, years, paths, rows, pieces of YAML."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from random import Random
from typing import Any

from carbonsim.engine.catalogue import catalogue
from carbonsim.scenario.quantity import Definition
from tests.scenario.fuzz.hostile import HEADERS, NUMBERS, TEXTS, UNITS, YAML, YEARS
from tests.scenario.fuzz.trees import Pairs, Raw, places, put, value_at


def mutated(tree: Pairs, draw: Random) -> Pairs:
    """The tree with one to three changes made in place; in many only parameters, so that it may still run."""
    kinds = MUTATIONS if draw.random() < 0.6 else MILD
    for _ in range(draw.choice((1, 1, 2, 3))):
        draw.choice(kinds)(tree, draw)
    return tree


def _place(tree: Pairs, draw: Random) -> tuple[Any, int]:
    return draw.choice(list(places(tree)) or [(tree, 0)])


def _drop(tree: Pairs, draw: Random) -> None:
    holder, index = _place(tree, draw)
    del holder[index]


def _duplicate(tree: Pairs, draw: Random) -> None:
    holder, index = _place(tree, draw)
    holder.insert(draw.randrange(len(holder) + 1), holder[index])


def _rename(tree: Pairs, draw: Random) -> None:
    found = [(holder, index) for holder, index in places(tree) if isinstance(holder, Pairs)]
    holder, index = draw.choice(found)
    key, value = holder[index]
    word = str(key)
    at = draw.randrange(len(word) + 1)
    others = (word[:at] + word[at + 1 :], f"{word} ", word.upper(), f"{word}.x", draw.choice(HEADERS))
    holder[index] = (draw.choice((*others, draw.choice(TEXTS), Raw(draw.choice(YAML)))), value)


def _move(tree: Pairs, draw: Random) -> None:
    (holder, index), (other, there) = _place(tree, draw), _place(tree, draw)
    value = value_at(other, there) if draw.random() < 0.7 else Pairs(tree[:2])
    put(holder, index, deepcopy(value))  # or a tree could hold itself


def _text(tree: Pairs, draw: Random) -> None:
    put(*_place(tree, draw), draw.choice(TEXTS))


def _number(tree: Pairs, draw: Random) -> None:
    put(*_place(tree, draw), Raw(draw.choice(NUMBERS)))


def _amount(tree: Pairs, draw: Random) -> None:
    put(*_place(tree, draw), f"{draw.choice(NUMBERS)} {draw.choice(UNITS)}")


def _yaml(tree: Pairs, draw: Random) -> None:
    put(*_place(tree, draw), Raw(draw.choice(YAML)))


def _type(tree: Pairs, draw: Random) -> None:
    others = (None, [], Pairs(), [[]], True, 3, -1.5, "x", Pairs([("value", 1)]), Pairs([("a", [1, None])]))
    put(*_place(tree, draw), draw.choice(others))


def _nest(tree: Pairs, draw: Random) -> None:
    holder, index = _place(tree, draw)
    value = value_at(holder, index)
    for _ in range(draw.choice((1, 2, 25))):
        value = Pairs([(draw.choice(("value", "path", "a")), value)]) if draw.random() < 0.7 else [value]
    put(holder, index, value)


def _years(tree: Pairs, draw: Random) -> None:
    _state(tree, ["years"], [Raw(draw.choice(YEARS)) for _ in range(draw.choice((2, 2, 2, 1, 3)))])


def _path(tree: Pairs, draw: Random) -> None:
    put(*_place(tree, draw), _points(draw, draw.choice(UNITS), lambda: draw.choice(NUMBERS)))


def _points(draw: Random, unit: str, number: Callable[[], str]) -> Pairs:
    points = Pairs((Raw(year), Raw(number())) for year in draw.sample(YEARS[1:10], draw.randrange(4)))
    found = Pairs([("path", points), ("unit", unit)])
    if draw.random() < 0.3:
        found.append(("interpolation", draw.choice(("step", "linear", "s-curve", "cubic"))))
    return found


def _parameter(tree: Pairs, draw: Random) -> None:
    """Any parameter that may be set, near or at its bounds."""
    definition, keys = _any_key(tree, draw)
    _state(tree, keys, _stated(definition, draw))


def _odd_amount(tree: Pairs, draw: Random) -> None:
    """Any parameter with an odd number, an odd unit, or both."""
    definition, keys = _any_key(tree, draw)
    unit = definition.unit if draw.random() < 0.3 else draw.choice(UNITS)
    _state(tree, keys, f"{draw.choice(NUMBERS) if draw.random() < 0.6 else 1} {unit}")


def _odd_text(tree: Pairs, draw: Random) -> None:
    """An odd text where a text belongs, as it is or by the numbers of its characters."""
    text: Any = draw.choice(TEXTS)
    if draw.random() < 0.5:
        text = Raw('"' + "".join(f"\\U{ord(sign):08x}" for sign in text) + '"')
    definition, keys = _any_key(tree, draw)
    about = Pairs([("value", f"1 {definition.unit}"), (draw.choice(("note", "source")), text)])
    claim = Pairs(
        [("name", "a"), ("variable", "x"), ("at_least", "1 t"), (draw.choice(("text", "source")), text)]
    )
    label = ["freight", "powertrains", "diesel", "label"]
    places = ((["title"], text), (["title"], Pairs([("en", text)])), (label, text), (keys, about))
    _state(tree, *draw.choice((*places, (["region"], text), (["claims"], [claim]), (["name"], text))))


def _any_key(tree: Pairs, draw: Random) -> tuple[Definition, list[str]]:
    sections = {str(key) for key, _ in tree} | {"drivers"}
    known = [one for one in catalogue().definitions.values() if one.pattern.partition(".")[0] in sections]
    definition = draw.choice(known)
    parts = enumerate(definition.pattern.split("."))
    return definition, [_row(definition, place, part, draw) for place, part in parts]


def _row(definition: Definition, place: int, part: str, draw: Random) -> str:
    family = ".".join(definition.pattern.split(".")[:place])
    names = catalogue().members.get(family, ())
    return draw.choice(names if names and draw.random() < 0.9 else ("new_row",)) if part == "*" else part


def _stated(definition: Definition, draw: Random) -> Any:
    if definition.kind != "quantity":
        return draw.choice((*definition.options, *definition.options, *TEXTS))
    low, high = (
        other if end is None else end
        for end, other in ((definition.minimum, -1e9), (definition.maximum, 10.0 ** draw.randrange(9)))
    )
    ends = (low, high, low, 0.0, 1.0, draw.random(), low + (high - low) * draw.random() ** 4)

    def number() -> str:
        return f"{min(max(draw.choice(ends), low), high) if draw.random() < 0.9 else 1e9:.9g}"

    if definition.varies and draw.random() < 0.4:
        return _points(draw, definition.unit, number)
    if draw.random() < 0.3:
        least, value, most = sorted((number(), number(), number()), key=float)
        fields = [("value", Raw(value)), ("low", Raw(least)), ("high", Raw(most)), ("unit", definition.unit)]
        shape = draw.choice(("uniform", "log-normal", "pert", "triangular", "truncated-normal", "normal"))
        return Pairs([*fields, ("distribution", shape)])
    return f"{number()} {definition.unit}"


def _removed_row(tree: Pairs, draw: Random) -> None:
    family = draw.choice(sorted(catalogue().members))
    row = draw.choice(catalogue().members[family] or ("x",))
    _state(tree, [*family.split("."), row], None)


def _entry(tree: Pairs, draw: Random) -> None:
    """A claim, a lever or a correlation of odd parts."""
    keys = sorted(catalogue().addresses)
    claim = [("name", draw.choice(TEXTS)), ("variable", draw.choice(("Emission Reduction|CO2", *TEXTS)))]
    claim += [("year", Raw(draw.choice(YEARS))), ("at_least", f"{draw.choice(NUMBERS)} {draw.choice(UNITS)}")]
    lever = [("name", draw.choice(TEXTS)), ("set", Pairs([(draw.choice(keys), Raw(draw.choice(NUMBERS)))]))]
    pair = [("between", [draw.choice(keys), draw.choice(keys)]), ("rank", Raw(draw.choice(NUMBERS)))]
    key, fields = draw.choice((("claims", claim), ("levers", lever), ("correlations", pair)))
    draw.shuffle(fields)
    _state(tree, [key], [Pairs(fields[: draw.choice((4, 4, 1))])])


def _header(tree: Pairs, draw: Random) -> None:
    value: Any = draw.choice((*TEXTS, *map(Raw, NUMBERS), *map(Raw, YAML), *map(Raw, YEARS)))
    _state(tree, [draw.choice(HEADERS)], value)


def _state(tree: Pairs, keys: list[str], value: Any) -> None:
    """Put a value below keys, beside what stands there."""
    for key in keys[:-1]:
        below = next((one for name, one in tree if name == key and isinstance(one, Pairs)), None)
        if below is None:
            below = Pairs()
            tree.append((key, below))
        tree = below
    tree[:] = [(name, one) for name, one in tree if name != keys[-1]]
    tree.append((keys[-1], value))


MUTATIONS: tuple[Callable[[Pairs, Random], None], ...] = (
    *(_drop, _duplicate, _rename, _move, _text, _number, _amount, _yaml, _type, _nest, _years, _path),
    *(_parameter, _removed_row, _entry, _header, _odd_amount, _odd_amount, _odd_amount, _odd_text, _odd_text),
)
MILD = (_parameter,) * 8 + (_drop, _removed_row)
