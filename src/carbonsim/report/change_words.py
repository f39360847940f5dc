"""Changes against the reference in words: a verb where nine of ten draws agree, else "undecided"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from carbonsim.report.effects import Effect, Way
from carbonsim.report.numbers import percent
from carbonsim.report.texts import text
from carbonsim.report.wording import (
    Shown,
    actor_words,
    band,
    boundary_name,
    boundary_words,
    cost_words,
    gas,
    sector_words,
    shown,
    two_digits,
    when,
)

Texts = Mapping[str, str]
#: What a change is due to.
PLAN: Texts = {"en": "the plan", "zh": "本情景"}
#: A change of one run, which cannot say how sure it is and so is given no verb of doing.
OF_ONE_RUN: Mapping[tuple[Way, bool], Texts] = {
    (Way.LESS, False): {"en": "{what} is lower by {amount} {when}", "zh": "{what}在 {when}低 {amount}"},
    (Way.MORE, False): {"en": "{what} is higher by {amount} {when}", "zh": "{what}在 {when}高 {amount}"},
    (Way.UNCHANGED, False): {"en": "{what} is unchanged {when}", "zh": "{what}在 {when}不变"},
}
#: A change of emissions, by its direction and whether there are draws.
EMISSIONS: Mapping[tuple[Way, bool], Texts] = {
    (Way.LESS, True): {
        "en": "{plan} cuts {what} by {amount} {when}",
        "zh": "{plan}使{what}在 {when}减少 {amount}",
    },
    (Way.MORE, True): {
        "en": "{plan} raises {what} by {amount} {when}",
        "zh": "{plan}使{what}在 {when}增加 {amount}",
    },
    (Way.UNDECIDED, True): {
        "en": "undecided: {plan} changes {what} by {amount} {when}",
        "zh": "无法定论：{plan}使{what}在 {when}变化 {amount}",
    },
    (Way.UNCHANGED, True): {
        "en": "{plan} leaves {what} unchanged {when}",
        "zh": "{plan}不改变{what}（{when}）",
    },
    **OF_ONE_RUN,
}
#: A further change of the same direction and subject.
FURTHER: Mapping[Way, Texts] = {
    Way.LESS: {"en": "by {amount} {when}", "zh": "{when}减少 {amount}"},
    Way.MORE: {"en": "by {amount} {when}", "zh": "{when}增加 {amount}"},
    Way.UNDECIDED: {"en": "by {amount} {when}", "zh": "{when}变化 {amount}"},
    Way.UNCHANGED: {"en": "{when}", "zh": "{when}"},
}
FURTHER_ALONE: Mapping[Way, Texts] = {
    **FURTHER,
    Way.LESS: {"en": "by {amount} {when}", "zh": "{when}低 {amount}"},
    Way.MORE: {"en": "by {amount} {when}", "zh": "{when}高 {amount}"},
}
#: A change of cost; `what` is what is paid, `who` who pays it.
COSTS: Mapping[tuple[Way, bool], Texts] = {
    (Way.LESS, True): {
        "en": "the plan costs {who} {amount} less {when}",
        "zh": "本情景使{what}在 {when}减少 {amount}",
    },
    (Way.MORE, True): {
        "en": "the plan costs {who} {amount} more {when}",
        "zh": "本情景使{what}在 {when}增加 {amount}",
    },
    (Way.UNDECIDED, True): {
        "en": "undecided: the plan changes {what} by {amount} {when}",
        "zh": "无法定论：本情景使{what}在 {when}变化 {amount}",
    },
    (Way.UNCHANGED, True): {
        "en": "the plan leaves {what} unchanged {when}",
        "zh": "本情景不改变{what}（{when}）",
    },
    **OF_ONE_RUN,
}
#: A change of one of several sectors, by its direction and whether there are draws.
BESIDE: Mapping[tuple[Way, bool], Texts] = {
    (Way.LESS, True): {"en": "{sector} cut by {amount}", "zh": "{sector}减少 {amount}"},
    (Way.MORE, True): {"en": "{sector} raised by {amount}", "zh": "{sector}增加 {amount}"},
    (Way.UNDECIDED, True): {"en": "{sector} undecided", "zh": "{sector}无法定论"},
    (Way.UNCHANGED, True): {"en": "{sector} unchanged", "zh": "{sector}不变"},
    (Way.LESS, False): {"en": "{sector} {amount} lower", "zh": "{sector}低 {amount}"},
    (Way.MORE, False): {"en": "{sector} {amount} higher", "zh": "{sector}高 {amount}"},
    (Way.UNCHANGED, False): {"en": "{sector} unchanged", "zh": "{sector}不变"},
}
#: Share of the draws of an undecided change that have the sign of its median.
UNDECIDED_SHARES: Mapping[int, Texts] = {
    -1: {"en": "less in {}", "zh": "{}为减少"},
    0: {"en": "no change in {}", "zh": "{}无变化"},
    1: {"en": "more in {}", "zh": "{}为增加"},
}
#: How many draws have the sign of a change, and the share of those that do where not all do.
ALL_DRAWS: Texts = {"en": "all {draws} draws", "zh": "全部 {draws} 次抽样"}
SOME_DRAWS: Texts = {"en": "{share} of draws", "zh": "{share} 的抽样"}
LIKELY: Texts = {"en": "very likely, {}", "zh": "很可能，{}"}
NO_CHANGE: Texts = {"en": "none in {}", "zh": "{}无变化"}
ONE_RUN: Texts = {"en": "one run, no range", "zh": "单次运行，无区间"}
BRACKETS: Texts = {"en": " ({})", "zh": "（{}）"}


def emission_words(sector: str, boundary: str, unit: str, language: str, region: str = "") -> str:
    """Emissions of a sector within a boundary.

    Examples
    --------
    >>> emission_words("Transportation|Truck", "operational", "Mt CO2/yr", "en", "Fujian")
    'operational CO2 of trucks in Fujian'
    >>> emission_words("Transportation|Truck", "operational", "Mt CO2/yr", "zh", "福建")
    '福建重卡的运行（含电力）CO2 排放'
    """
    edge, name = boundary_words(boundary, language), sector_words(sector, language)
    if language == "zh":
        gap = "" if edge.endswith(("）", "的")) else " "
        return f"{region}{name}的{edge}{gap}{gas(unit)} 排放"
    return f"{edge} {gas(unit)} of {name}" + (f" in {region}" if region else "")


def unit_of(effects: Iterable[Effect], language: str) -> Shown:
    """Unit of the amounts of effects that stand in one sentence."""
    known = tuple(effects)
    values = [value for one in known for value in (one.median, one.low, one.high)]
    return shown(known[0].unit, values, language)


def amount(effect: Effect, unit: Shown) -> str:
    """A change at two digits: of a decided one its size in that direction, else the change with its sign."""
    figure = two_digits(_turn(effect) * effect.median * unit.factor, effect.way is Way.UNDECIDED)
    return f"{figure} {unit.words}".rstrip()


def change_band(effect: Effect, unit: Shown, language: str) -> str:
    """Band of a change, in its direction as its amount; nothing without draws."""
    if not effect.draws or effect.nothing:
        return ""
    turn = _turn(effect) * unit.factor
    low, high = sorted((turn * effect.low, turn * effect.high))
    return band(low, high, language, effect.way is Way.UNDECIDED)


def further(effect: Effect, unit: Shown, language: str) -> str:
    """A change behind another of the same direction."""
    template = text((FURTHER if effect.draws else FURTHER_ALONE)[effect.way], language)
    return template.format(amount=amount(effect, unit), when=when(effect.period, language))


def emission_clause(effect: Effect, unit: Shown, language: str, region: str = "", plan: Texts = PLAN) -> str:
    """A change of emissions with its amount and year."""
    template = text(EMISSIONS[effect.way, effect.draws > 0], language)
    what = emission_words(effect.sector, effect.boundary, effect.unit, language, region)
    said = amount(effect, unit)
    period = when(effect.period, language)
    return template.format(plan=text(plan, language), what=what, amount=said, when=period)


def cost_clause(effect: Effect, unit: Shown, language: str) -> str:
    """A change of what somebody pays with its amount and year."""
    template = text(COSTS[effect.way, effect.draws > 0], language)
    return template.format(
        who=actor_words(effect.boundary, language),
        what=cost_words(effect.boundary, language),
        amount=amount(effect, unit),
        when=when(effect.period, language),
    )


def sector_changes(effects: Sequence[Effect], language: str) -> str:
    """Changes of the emissions of several sectors at one boundary, side by side."""
    unit = unit_of(effects, language)
    first = effects[0]
    words = {
        "en": "{boundary} {gas} {when}: {parts}{alone}",
        "zh": "{when}分行业的{boundary} {gas} 排放：{parts}{alone}",
    }
    parts = [
        text(BESIDE[one.way, one.draws > 0], language).format(
            sector=sector_words(one.sector, language), amount=amount(one, unit)
        )
        for one in effects
    ]
    return text(words, language).format(
        boundary=boundary_name(first.boundary, language),
        gas=gas(first.unit),
        when=when(first.period, language),
        parts=("，" if language == "zh" else ", ").join(parts),
        alone="" if first.draws else bracketed(text(ONE_RUN, language), language),
    )


def agreement(effect: Effect, language: str) -> str:
    """How many draws have the sign of a change, in words and number; nothing without draws."""
    if not effect.draws:
        return ""
    every = text(ALL_DRAWS, language).format(draws=f"{effect.draws:,}")
    share = text(SOME_DRAWS, language).format(share=percent(effect.share))
    if effect.way is Way.UNDECIDED:
        words = UNDECIDED_SHARES[int(effect.median > 0.0) - int(effect.median < 0.0)]
        return text(words, language).format(share)
    if effect.way is Way.UNCHANGED:
        return text(NO_CHANGE, language).format(every if effect.all_agree else share)
    if effect.all_agree:
        return every
    return text(LIKELY, language).format(share)


def bracketed(words: str, language: str) -> str:
    """Words in brackets behind a clause; nothing where there are none."""
    if not words:
        return ""
    return text(BRACKETS, language).format(words)


def capital(words: str) -> str:
    """A sentence with a capital letter.

    Examples
    --------
    >>> capital("the plan"), capital("CO2"), capital("")
    ('The plan', 'CO2', '')
    """
    return words[:1].upper() + words[1:]


def _turn(effect: Effect) -> float:
    return -1.0 if effect.way is Way.LESS else 1.0
