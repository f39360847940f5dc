"""``--vary KEY=LOW..HIGH``: which parameter is varied, in which way, and how far."""

from __future__ import annotations

from dataclasses import dataclass

from carbonsim.core.errors import ScenarioError
from carbonsim.core.plain_text import harmless
from carbonsim.scenario.problems import shown
from carbonsim.scenario.quantity import Definition
from carbonsim.scenario.ranges import out_of_range
from carbonsim.scenario.target import target_problem
from carbonsim.scenario.units import UnitError, convert, parse_value, takes_plain_numbers

OPTION = "--vary"
#: Ways to vary a parameter: by its value, by a factor on all of a path, by a delay of a path.
VALUE, TIMES, DELAY = WAYS = ("value", "times", "delay")
#: No path is moved by more [yr], and no value is larger than this [unit of the definition].
LONGEST_DELAY, LARGEST = 100.0, 1e15
#: Between the ends of a range.
TO = ".."
EXAMPLE = "for example freight.swap.stations=0..400 or delay:freight.swap.stations"


@dataclass(frozen=True)
class Vary:
    """Parameter to vary, as asked for.

    Attributes
    ----------
    text : str
        As written.
    way : str
        One of `WAYS`.
    key : str
        Of the parameter.
    low, high : str
        Ends as written; nothing where none are.
    """

    text: str
    way: str
    key: str
    low: str
    high: str


def read_vary(text: str) -> Vary:
    """Read what is to be varied.

    Parameters
    ----------
    text : str
        ``KEY``, ``times:KEY`` or ``delay:KEY``, each with or without ``=LOW..HIGH``.

    Returns
    -------
    Vary

    Examples
    --------
    >>> vary = read_vary("delay:freight.swap.stations=-2..10 yr")
    >>> vary.way, vary.key, vary.low, vary.high
    ('delay', 'freight.swap.stations', '-2', '10 yr')
    """
    plain = harmless(text).strip()
    name, equals, span = plain.partition("=")
    before, colon, key = name.strip().rpartition(":")
    way = before.strip() if colon else VALUE
    if not key.strip():
        raise vary_problem(f"found {shown(text)!r}, expected a parameter", EXAMPLE)
    if way not in WAYS or (colon and way == VALUE):
        raise vary_problem(f"found {shown(way)!r}:, expected {TIMES}: or {DELAY}: before a key", EXAMPLE)
    if not equals:
        return Vary(plain, way, key.strip(), "", "")
    low, two, high = span.partition(TO)
    if not two or not low.strip() or not high.strip():
        message = f"found {shown(span)!r} for {shown(key)}, expected LOW{TO}HIGH"
        raise vary_problem(message, EXAMPLE)
    return Vary(plain, way, key.strip(), low.strip(), high.strip())


def read_ends(vary: Vary, definition: Definition, unit: str) -> tuple[float, float] | None:
    """Ends of the range that was asked for [unit]; None where none was.

    Parameters
    ----------
    vary : Vary
    definition : Definition
        Of the parameter, whose bounds hold for values of it.
    unit : str
        Of the values: that of the definition, 1 of factors, or yr of delays.
    """
    if not vary.high:
        return None
    try:
        amounts = [parse_value(end) for end in (vary.low, vary.high)]
        written = next((own for _, own in reversed(amounts) if own), "")
        if not written and not takes_plain_numbers(unit) and vary.way != DELAY:
            raise UnitError(f"found {shown(vary.low)}{TO}{shown(vary.high)} without a unit", f"write {unit}")
        low, high = (convert(value, own or written or unit, unit) for value, own in amounts)
    except UnitError as error:
        raise vary_problem(f"{vary.key}: {error.message}", error.hint) from None
    found = f"{vary.key}: found {vary.low}{TO}{vary.high}"
    if low >= high:
        raise vary_problem(f"{found}, expected the lower end first", EXAMPLE)
    if vary.way == DELAY and max(-low, high) > LONGEST_DELAY:
        raise vary_problem(
            f"{vary.key}: found {vary.low}{TO}{vary.high}, expected at most {LONGEST_DELAY:g} yr"
        )
    if max(-low, high) > LARGEST:
        raise vary_problem(f"{vary.key}: found {vary.low}{TO}{vary.high}, expected smaller numbers")
    if vary.way == TIMES and low < 0.0:
        raise vary_problem(f"{vary.key}: found the factor {low:g}, expected 0 or more")
    if vary.way == VALUE:
        for end in (low, high):
            if message := out_of_range(end, definition):
                raise vary_problem(f"{vary.key}: {message}")
    return low, high


def vary_problem(message: str, hint: str = "") -> ScenarioError:
    """Error of ``--vary``."""
    return target_problem(OPTION, message, hint)
