"""Values of audited parameters for readers: digits that keep what they say true, units, spans of values."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal

from carbonsim.core.crossings import Span
from carbonsim.report.numbers import MISSING
from carbonsim.report.onepage.words import PLAIN
from carbonsim.report.texts_audit import said
from carbonsim.report.units import stated_unit
from carbonsim.results.audit_records import AuditedParameter, Need

#: Significant digits of a value, and how many it may take until it is told from the present one.
DIGITS, MOST_DIGITS = 4, 9
UP, DOWN, NEAR = ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN


@dataclass(frozen=True)
class ValueWords:
    """Words for values of one parameter in a language: all in one unit.

    Attributes
    ----------
    unit : str
        Its words; nothing for a plain number.
    factor : float
        From the unit of the definition.
    """

    unit: str
    factor: float

    def number(self, value: float, way: str = NEAR, digits: int = DIGITS) -> str:
        """A value without its unit."""
        return significant(value * self.factor, digits, way)

    def full(self, value: float, way: str = NEAR, digits: int = DIGITS) -> str:
        """A value with its unit."""
        return f"{self.number(value, way, digits)} {self.unit}".rstrip()


def value_words(parameter: AuditedParameter, language: str) -> ValueWords:
    """Words for values of a parameter."""
    shown = stated_unit(parameter.unit, (parameter.value,), language)
    return ValueWords(PLAIN.get(shown.words, shown.words), shown.factor)


def significant(value: float, digits: int = DIGITS, way: str = NEAR) -> str:
    """A number to significant digits, thousands separated, without zeros at its end.

    Parameters
    ----------
    value : float [any one unit]
    digits : int
    way : str
        `UP`, `DOWN` or `NEAR`: how it is rounded.

    Returns
    -------
    str

    Examples
    --------
    >>> significant(172812.0), significant(172812.0, way=UP), significant(0.0068449, way=DOWN)
    ('172,800', '172,900', '0.006844')
    >>> significant(0.0), significant(-0.5), significant(float("nan")), significant(30.0)
    ('0', '-0.5', '–', '30')
    """
    if not math.isfinite(value):
        return MISSING
    if value == 0.0:
        return "0"
    kept = rounded(value, digits, way)
    if kept == 0:
        return "0"
    words = f"{kept:,f}"
    return words.rstrip("0").rstrip(".") if "." in words else words


def rounded(value: float, digits: int, way: str) -> Decimal:
    """A number rounded to significant digits.

    Examples
    --------
    >>> str(rounded(175.32150, 4, UP)), str(rounded(0.0, 4, UP))
    ('175.4', '0')
    """
    exact = Decimal(f"{value:.{MOST_DIGITS}g}")  # the last bits of an end that was narrowed down are noise
    if exact == 0:
        return exact
    return exact.quantize(Decimal(1).scaleb(exact.adjusted() - digits + 1), rounding=way)


def spans_words(
    spans: Sequence[Span],
    parameter: AuditedParameter,
    language: str,
    at_bounds: tuple[bool, bool] = (True, True),
) -> str:
    """Where something holds, in words: "at least 172,900 km/truck/yr".

    An end is rounded to the side on which it holds, so that the value told makes it true.

    Parameters
    ----------
    spans : sequence of Span [unit of the parameter]
        Rising; not empty.
    parameter : AuditedParameter
        Whose values they are.
    language : str
        ``en`` or ``zh``.
    at_bounds : (bool, bool)
        Whether what was looked at ends at bounds of the definition; else it is told where it ends.

    Returns
    -------
    str
    """
    words = value_words(parameter, language)
    return said("or", language).join(
        _span(span, parameter.value, words, language, at_bounds) for span in spans
    )


def _span(span: Span, now: float, words: ValueWords, language: str, at_bounds: tuple[bool, bool]) -> str:
    if span.open_low and span.open_high:
        return said("anything", language, low=words.number(span.low), high=words.full(span.high))
    digits = _digits(span, now, words)
    low, high = words.full(span.low, UP, digits), words.full(span.high, DOWN, digits)
    if span.open_high:
        told = said("at least", language, low=low)
        return told if at_bounds[1] else told + said("looked up", language, end=words.number(span.high))
    if span.open_low:
        told = said("at most", language, high=high)
        return told if at_bounds[0] else told + said("looked down", language, end=words.number(span.low))
    if span.low == span.high:
        return said("just", language, low=low)
    return said("between", language, low=words.number(span.low, UP, digits), high=high)


def _digits(span: Span, now: float, words: ValueWords) -> int:
    """Digits that keep both ends apart, and each from the present value."""
    for digits in range(DIGITS, MOST_DIGITS):
        low, high = words.number(span.low, UP, digits), words.number(span.high, DOWN, digits)
        present = words.number(now, NEAR, digits)
        clear = all(end != present or value == now for end, value in ((low, span.low), (high, span.high)))
        if clear and (span.low == span.high or _value(low) <= _value(high)):
            return digits
    return MOST_DIGITS


def _value(words: str) -> float:
    return float(words.replace(",", ""))


def outward(value: float, from_value: float, words: ValueWords) -> str:
    """A value, rounded away from another."""
    return words.full(value, UP if value > from_value else DOWN)


def share_of_range(parameter: AuditedParameter, value: float) -> float:
    """How far a value lies from the present one: 1 and -1 are the ends of its range.

    Where the present value is an end itself, the other end measures both ways.

    Examples
    --------
    >>> mileage = AuditedParameter("key", "km", 2023, False, 175.0, 165.0, 195.0, True, "derived")
    >>> share_of_range(mileage, 185.0), share_of_range(mileage, 155.0)
    (0.5, -2.0)
    """
    now = parameter.value
    up, down = parameter.high - now, now - parameter.low
    width = (up or down) if value >= now else (down or up)
    return (value - now) / width if width else math.copysign(math.inf, value - now) if value != now else 0.0


def turning(need: Need) -> float:
    """Value nearest to the present one at which an answer begins or ceases to hold; blank without one."""
    now = need.parameter.value
    ends = [
        end
        for span in need.spans
        for end, is_open in ((span.low, span.open_low), (span.high, span.open_high))
        if not is_open
    ]
    if not need.spans and need.beyond is not None:
        ends = [need.beyond]
    return min(ends, key=lambda end: abs(end - now), default=math.nan)


def mattering(needs: Iterable[Need]) -> list[Need]:
    """Needs in the order in which they matter: those whose turn is nearest, measured by its range, first."""

    def order(need: Need) -> tuple[bool, float]:
        turn = turning(need)
        if math.isnan(turn):
            return (True, math.inf)
        return (not need.spans, abs(share_of_range(need.parameter, turn)))

    return sorted(needs, key=order)
