"""Grammar of English answers and titles, written without a look at their templates."""

from __future__ import annotations

import re

from tests.report.sentences.changes import NUM, Brackets, main_sector
from tests.report.sentences.english_claims import claim
from tests.report.sentences.facts import Facts, Stated, Truth, number
from tests.report.sentences.splitting import clauses

UNIT = r"(?:Mt|kt|bn CNY|million CNY)"
WHEN = r"(?:in (\d{4})|over (\d{4}-\d{4}))"
BAND = rf"({NUM}) to ({NUM})"
INSIDE = r"(?: \(([^()]*)\))?"
SUBJECT = r"([a-z-]+) (CO2e?) of ([a-z ]+?)"
ITEM = rf"by ({NUM}) ({UNIT}) {WHEN}{INSIDE}"
BRACKETS = Brackets(
    gap="; ",
    band=BAND,
    every=r"(?:none in )?all ([\d,]+) draws",
    share=r"(?P<likely>very likely, )?(?P<way>less in |more in |no change in |none in )?"
    r"(?P<share>>?\d+ %) of draws",
    alone="one run, no range",
    ways={"+": "more in ", "-": "less in ", "": "no change in "},
)
VERBS = {"cuts": -1, "raises": 1, "changes": 0}
WAYS = {"cut": -1, "lower": -1, "raised": 1, "higher": 1, "undecided": 0, "unchanged": None}
PAYERS = {
    "owners": "owner",
    "society (resource cost)": "resource",
    "owners' cost": "owner",
    "resource cost": "resource",
}
COURSES = {"falls": -1, "rises": 1, "goes": 0}
PLAIN = {
    "medians, with the middle 90 %",
    "there is no reference, so what the plan changes is not said",
    "one run with central values: it has no range, so how sure this is cannot be said",
}
BLANK = rf"what the plan changes cannot be said: there is no such figure {WHEN}"
BLANK += r"|this run has no emissions of \d{4}-\d{4} to state"
GROUP = r"(cut|raised|lower|higher|undecided|unchanged)"


def parse(sentence: str, facts: Facts, truth: Truth, region: str = "") -> None:
    """Facts of one sentence or title; what cannot be read is an error."""
    text = sentence.removesuffix(".")
    if claim(text, facts):
        return
    text = text[:1].lower() + text[1:]
    if found := re.match(r"against “([^”]*)”, ", text):
        facts.reference = found[1]
        text = text[found.end() :]
    mode = ""
    for clause in clauses(text, "; "):
        mode = _clause(clause, facts, truth, region, mode)


def _clause(  # noqa: PLR0912 - a grammar is a list of what there is
    clause: str, facts: Facts, truth: Truth, region: str, mode: str
) -> str:
    """One clause; a list of boundaries goes on in the next."""
    if clause in PLAIN:
        facts.no_reference |= "no reference" in clause
        facts.no_range |= "no range" in clause
    elif found := re.fullmatch(r"(?:medians, with the middle 90 % of|all) ([\d,]+) draws(.*)", clause):
        count = int(found[1].replace(",", ""))
        if clause.startswith("all"):
            assert found[2] == " agree on the sign, inside the stated ranges", clause
            facts.all_agree = count
        else:
            assert found[2] == ", inside the stated ranges", clause
            facts.of_draws = count
    elif clause == "the plan changes nothing: every result equals that of the reference":
        facts.same = True
    elif re.fullmatch(BLANK, clause):
        facts.blank = True
    elif found := re.fullmatch(
        r"part of this may come from a limit of the reference: from (\d{4}) to (\d{4}) (.*)", clause
    ):
        facts.limit = (int(found[1]), int(found[2]), found[3])
    elif found := re.fullmatch(rf"by boundary {WHEN}: (.*)", clause):
        _levels(found[3], int(found[1]), facts, truth)
    elif found := re.match(
        rf"(the same at every boundary|it turns by boundary|not the same at every boundary) {WHEN}: ", clause
    ):
        facts.head = found[1]
        mode = found[2] or found[3]
        _boundaries(clause[found.end() :], mode, facts, truth)
    elif found := re.match(rf"by sector and boundary {WHEN}: ", clause):
        mode = "sector " + (found[1] or found[2])
        _sector(clause[found.end() :], mode, facts, truth)
    elif mode.startswith("sector") and re.match(
        r"[a-z ]+: (cut|raised|lower|higher|undecided|unchanged) \(", clause
    ):
        _sector(clause, mode, facts, truth)
    elif mode and re.match(rf"{GROUP} at ", clause):
        _boundaries(clause, mode, facts, truth)
    elif not _cost(clause, facts, truth) and not _course(clause, facts, truth, region):
        assert _emissions(clause, facts, region), f"cannot be read: {clause!r}"
    return mode


def _of_subject(words: str, region: str) -> tuple[str, str, str]:
    ending = f" in {region}" if region else ""
    assert words.endswith(ending), (words, region)
    found = re.fullmatch(SUBJECT, words.removesuffix(ending))
    assert found, f"no subject: {words!r}"
    return found[1], found[2], found[3]


def _emissions(clause: str, facts: Facts, region: str) -> bool:
    drawn, sign = True, None
    if found := re.match(r"(undecided: )?the plan (cuts|raises|changes) (.*?) (?=by )", clause):
        sign = VERBS[found[2]]
        assert bool(found[1]) == (sign == 0), clause
    elif found := re.match(r"()(.*?) is (lower|higher) (?=by )", clause):
        drawn, sign = False, WAYS[found[3]]
    elif found := re.fullmatch(rf"the plan leaves (.*?) unchanged ({WHEN}.*)", clause):
        _unchanged(_of_subject(found[1], region), found[2], facts, True)
        return True
    elif found := re.fullmatch(rf"(.*?) is unchanged ({WHEN}.*)", clause):
        _unchanged(_of_subject(found[1], region), found[2], facts, False)
        return True
    else:
        return False
    boundary, gas, sector = _of_subject(found[3] if drawn else found[2], region)
    items = clause[found.end() :]
    for item in re.finditer(ITEM, items):
        facts.changes.append(
            BRACKETS.change(
                *("emissions", sector, boundary, gas, item[3] or item[4], sign),
                *(drawn, item[1], item[2], item[5] or ""),
            )
        )
    assert not re.sub(ITEM, "", items).replace(", ", "").replace(" and ", "").strip(), (
        f"not all read: {items!r}"
    )
    return True


def _unchanged(subject: tuple[str, str, str], items: str, facts: Facts, drawn: bool) -> None:
    boundary, gas, sector = subject
    pattern = rf"{WHEN}{INSIDE}"
    for item in re.finditer(pattern, items):
        facts.changes.append(
            BRACKETS.change(
                "emissions", sector, boundary, gas, item[1] or item[2], None, drawn, "", "", item[3] or ""
            )
        )
    assert not re.sub(pattern, "", items).replace(", ", "").replace(" and ", "").strip(), (
        f"not all read: {items!r}"
    )


def _cost(clause: str, facts: Facts, truth: Truth) -> bool:
    sector = main_sector(truth)
    payers, figure = "|".join(map(re.escape, PAYERS)), rf"({NUM}) ({UNIT})"
    if found := re.fullmatch(
        rf"the plan costs ({payers}) ({NUM}) ({UNIT}) (less|more) {WHEN}{INSIDE}", clause
    ):
        sign = -1 if found[4] == "less" else 1
        parts = (found[5] or found[6], sign, True, found[2], found[3], found[7] or "")
    elif found := re.fullmatch(
        rf"undecided: the plan changes ({payers}) by ({NUM}) ({UNIT}) {WHEN}{INSIDE}", clause
    ):
        parts = (found[4] or found[5], 0, True, found[2], found[3], found[6] or "")
    elif found := re.fullmatch(rf"({payers}) is (lower|higher) by {figure} {WHEN}{INSIDE}", clause):
        parts = (found[5] or found[6], WAYS[found[2]], False, found[3], found[4], found[7] or "")
    elif found := re.fullmatch(rf"the plan leaves ({payers}) unchanged {WHEN}{INSIDE}", clause):
        parts = (found[2] or found[3], None, True, "", "", found[4] or "")
    elif found := re.fullmatch(rf"({payers}) is unchanged {WHEN}{INSIDE}", clause):
        parts = (found[2] or found[3], None, False, "", "", found[4] or "")
    else:
        return False
    facts.changes.append(BRACKETS.change("cost", sector, PAYERS[found[1]], "", *parts))
    return True


def _boundaries(text: str, period: str, facts: Facts, truth: Truth) -> None:
    found = re.match(r"(\w+) at ", text)
    assert found, f"no list: {text!r}"
    sector, drawn = main_sector(truth), bool(truth.results.banded)
    pattern = rf"([a-z-]+)(?: \(({NUM}) ({UNIT}) (CO2e?)\))?(?:, | and |$)"
    rest = text[found.end() :]
    for item in re.finditer(pattern, rest):
        sign = WAYS[found[1]]
        assert (item[2] is not None) == (sign in (-1, 1)), text
        facts.changes.append(
            BRACKETS.change(
                *("emissions", sector, item[1], item[4] or "", period, sign),
                *(drawn, item[2] or "", item[3] or "", ""),
            )
        )
    assert not re.sub(pattern, "", rest), f"not all read: {rest!r}"


def _sector(text: str, mode: str, facts: Facts, truth: Truth) -> None:
    sector, _, rest = text.partition(": ")
    period, drawn = mode.removeprefix("sector "), bool(truth.results.banded)
    for group in clauses(rest, ", "):
        found = re.fullmatch(r"(\w+) \(([^()]*)\)", group)
        assert found, f"cannot be read: {group!r}"
        names = truth.boundaries(sector) if found[2] == "every boundary" else re.split(", | and ", found[2])
        for name in names:
            facts.changes.append(
                BRACKETS.change("emissions", sector, name, "", period, WAYS[found[1]], drawn, "", "", "")
            )


def _levels(text: str, year: int, facts: Facts, truth: Truth) -> None:
    pattern = rf"([a-z-]+) ({NUM}) ({UNIT}) (CO2e?)(?: \({BAND}\))?(?:, | and |$)"
    sector = main_sector(truth)
    for item in re.finditer(pattern, text):
        assert item[4] == truth.gas(sector, item[1]), item[0]
        (name,) = truth.names("Emissions|", sector, item[1])
        ends = (number(item[5]), number(item[6])) if item[5] else (None, None)
        facts.levels.append(Stated(name, year, number(item[2]), item[3], *ends))
    assert not re.sub(pattern, "", text), f"not all read: {text!r}"


def _course(clause: str, facts: Facts, truth: Truth, region: str) -> bool:
    found = re.match(rf"(.*?) (falls|rises|goes) from ({NUM}) ({UNIT}) in (\d{{4}}) to ", clause)
    start = re.match(rf"(.*?): (?={NUM} {UNIT} in \d)", clause)
    if not found and not start:
        return False
    head = found or start
    assert head
    boundary, gas, sector = _of_subject(head[1], region)
    (name,) = truth.names("Emissions|", sector, boundary)
    assert gas == truth.gas(sector, boundary), clause
    if found:
        facts.levels.append(Stated(name, int(found[5]), number(found[3]), found[4]))
    pattern = rf"({NUM}) ({UNIT}) in (\d{{4}}){INSIDE}"
    rest = clause[head.end() :]
    for item in re.finditer(pattern, rest):
        ends = re.fullmatch(BAND, item[4] or "")
        band = (number(ends[1]), number(ends[2])) if ends else (None, None)
        verb = COURSES[found[2]] if found else None
        facts.levels.append(Stated(name, int(item[3]), number(item[1]), item[2], *band, verb))
    assert not re.sub(pattern, "", rest).replace(" and ", "").replace(", ", ""), f"not all read: {rest!r}"
    return True
