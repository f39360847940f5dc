"""Grammar of what English answers say of claims."""

from __future__ import annotations

import re

from tests.report.sentences.facts import Facts
from tests.report.sentences.splitting import clauses

VERDICTS = {
    "holds": "holds",
    "hold": "holds",
    "is surpassed": "surpassed",
    "are surpassed": "surpassed",
    "fails": "fails",
    "fail": "fails",
    "is undecided": "undecided",
    "are undecided": "undecided",
    "cannot be judged here": "cannot be judged here",
}


def claim(text: str, facts: Facts) -> bool:
    """Statement of a text on claims, if it has one."""
    lower = text[:1].lower() + text[1:]
    if found := re.fullmatch(r"(?:both|all (\d+)) claims (.*)", lower):
        facts.claims = int(found[1] or 2)
        facts.verdicts.append((facts.claims, "", _verdict(found[2])))
        return True
    if found := re.fullmatch(r"the claim (.*)", lower):
        facts.claims = 1
        facts.verdicts.append((1, "", _verdict(found[1])))
        return True
    if found := re.match(r"of (?:its )?(\d+) claims, ", lower):
        facts.claims = int(found[1])
        rest = lower[found.end() :]
        parts = clauses(rest, "; ") if "; " in rest or "“" in rest else re.split(", | and ", rest)
    elif text.startswith("“") and not text.startswith("“CO2"):
        facts.claims, parts = 1, [text]
    else:
        return False
    for part in _joined(parts):
        if quoted := re.fullmatch(r"“(.*)” (.*?)", part):
            facts.verdicts.append((1, quoted[1], quoted[2]))
        else:
            counted = re.fullmatch(r"(\d+) (.*)", part)
            assert counted, f"cannot be read: {part!r}"
            facts.verdicts.append((int(counted[1]), "", _verdict(counted[2])))
    return True


def _joined(parts: list[str]) -> list[str]:
    """Parts of which each begins with a number or a quotation: boundaries have marks of their own."""
    found: list[str] = []
    for part in parts:
        if part[:1] == "“" or re.match(r"\d+ ", part):
            found.append(part)
        else:
            found[-1] += f"; {part}"
    return found


def _verdict(words: str) -> str:
    for said in sorted(VERDICTS, key=len, reverse=True):
        if words == said:
            return VERDICTS[said]
        if words == f"{said} at some boundaries only":
            return f"{VERDICTS[said]} at"
        if words == f"{said} for some cases only":
            return f"{VERDICTS[said]} for"
    raise AssertionError(f"no verdict: {words!r}")
