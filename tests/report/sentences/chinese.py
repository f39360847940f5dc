"""Grammar of Chinese answers and titles, written without a look at their templates."""

from __future__ import annotations

import re

from tests.report.sentences.changes import NUM, Brackets, main_sector
from tests.report.sentences.facts import Facts, Stated, Truth, number
from tests.report.sentences.splitting import clauses

UNIT = r"(?:亿吨|万吨|吨|万亿元|亿元|万元|元)"
WHEN = r"(\d{4}(?:-\d{4})?) 年(累计)?"
INSIDE = r"(?:（([^（）]*)）)?"
BAND = rf"({NUM}) 至 ({NUM})"
BRACKETS = Brackets(
    gap="；",
    band=BAND,
    every=r"全部 ([\d,]+) 次抽样(?:无变化)?",
    share=r"(?P<likely>很可能，)?(?P<share>>?\d+ %) 的抽样(?P<way>为减少|为增加|无变化)?",
    alone="单次运行，无区间",
    ways={"+": "为增加", "-": "为减少", "": "无变化"},
)
SECTORS = {"重卡": "trucks", "乘用车": "cars", "钢铁": "steel", "各行业": "all sectors"}
BOUNDARIES = {
    **{"直接": "direct", "碳市场覆盖": "market-covered", "运行": "operational", "含上游": "upstream"},
    **{"油井到车轮": "well-to-wheel", "全生命周期": "life-cycle"},
}
VERBS = {"减少": -1, "增加": 1, "变化": 0, "低": -1, "高": 1}
WAYS = {"减少": -1, "较低": -1, "增加": 1, "较高": 1, "无法定论": 0, "不变": None}
PAID = {"所有者成本": "owner", "社会资源成本": "resource"}
COURSES = {"降至": -1, "升至": 1, "变为": 0}
SUBJECT = rf"({'|'.join(SECTORS)})的({'|'.join(BOUNDARIES)})(?:（含电力）|的)? ?(CO2e?) 排放"
ITEM = rf"{WHEN}(减少|增加|变化|低|高) ({NUM}) ({UNIT}){INSIDE}"
VERDICTS = {
    **{"成立": "holds", "不成立": "fails", "超过宣传值": "surpassed", "无法定论": "undecided"},
    **{
        "本情景无法评判": "cannot be judged here",
        "仅在部分边界成立": "holds at",
        "仅部分情形成立": "holds for",
    },
    **{"仅在部分边界超过宣传值": "surpassed at", "仅部分情形超过宣传值": "surpassed for"},
}
ALONE = "仅为一次中心值运行，没有区间，无法说明把握程度"


def parse(sentence: str, facts: Facts, truth: Truth, region: str = "") -> None:
    """Facts of one sentence or title; what cannot be read is an error."""
    text = sentence.removesuffix("。")
    if claim(text, facts):
        return
    if found := re.match(r"与“([^”]*)”相比，", text):
        facts.reference, text = found[1], text[found.end() :]
    mode = ""
    for clause in clauses(text, "；"):
        mode = _clause(clause, facts, truth, region, mode)


def _clause(  # noqa: PLR0912 - a grammar is a list of what there is
    clause: str, facts: Facts, truth: Truth, region: str, mode: str
) -> str:
    if clause == "均为中位数及中间 90 % 区间":
        pass
    elif clause == ALONE:
        facts.no_range = True
    elif clause == "没有参考情景，因此不说明本情景带来的变化":
        facts.no_reference = True
    elif clause == "本情景未作任何改变：所有结果均与参考情景相同":
        facts.same = True
    elif re.fullmatch(rf"本情景的变化无从说明：{WHEN}没有此数值|本次运行没有 \d+-\d+ 年的排放数值", clause):
        facts.blank = True
    elif found := re.fullmatch(r"全部 ([\d,]+) 次抽样方向一致，限于所述区间之内", clause):
        facts.all_agree = int(found[1].replace(",", ""))
    elif found := re.fullmatch(r"均为中位数及 ([\d,]+) 次抽样的中间 90 % 区间，限于所述区间之内", clause):
        facts.of_draws = int(found[1].replace(",", ""))
    elif found := re.fullmatch(r"部分效果可能来自参考情景的限制：(\d{4})-(\d{4}) 年(.*)", clause):
        facts.limit = (int(found[1]), int(found[2]), found[3])
    elif found := re.match(rf"{WHEN}按边界：", clause):
        _levels(clause[found.end() :], int(found[1]), facts, truth)
    elif found := re.match(rf"{WHEN}(各边界结论一致|结论随边界而变|各边界结论不一)，", clause):
        facts.head, mode = found[3], found[1]
        _boundaries(clause[found.end() :], mode, facts, truth)
    elif found := re.match(rf"{WHEN}分行业、分边界：", clause):
        mode = f"sector {found[1]}"
        _sector(clause[found.end() :], mode, facts, truth)
    elif mode.startswith("sector") and re.match(rf"({'|'.join(SECTORS)})：", clause):
        _sector(clause, mode, facts, truth)
    elif mode and re.match(rf"({'|'.join(WAYS)})：(?!本情景)", clause):
        _boundaries(clause, mode, facts, truth)
    elif not _cost(clause, facts, truth) and not _course(clause, facts, truth, region):
        assert _emissions(clause, facts, region), f"cannot be read: {clause!r}"
    return mode


def _emissions(clause: str, facts: Facts, region: str) -> bool:
    start = rf"(无法定论：)?(本情景使|本情景不改变)?{region}{SUBJECT}"
    found = re.match(start, clause)
    if not found:
        return False
    undecided, subject, rest = bool(found[1]), found, clause[found.end() :]
    sector, boundary, gas = SECTORS[subject[3]], BOUNDARIES[subject[4]], subject[5]
    if found[2] == "本情景不改变" or rest.endswith("不变"):
        pattern = rf"[（在， ]*{WHEN}(?:不变|）)?{INSIDE}"
        for item in re.finditer(pattern, rest):
            facts.changes.append(
                BRACKETS.change(
                    "emissions", sector, boundary, gas, item[1], None, bool(found[2]), "", "", item[3] or ""
                )
            )
        assert not re.sub(pattern, "", rest), f"not all read: {rest!r}"
        return True
    rest = rest.removeprefix("在 ")
    for item in re.finditer(ITEM, rest):
        sign = VERBS[item[3]]
        assert undecided == (sign == 0), clause
        drawn = item[3] not in ("低", "高")
        assert drawn == bool(found[2]), clause
        facts.changes.append(
            BRACKETS.change(
                "emissions", sector, boundary, gas, item[1], sign, drawn, item[4], item[5], item[6] or ""
            )
        )
    assert not re.sub(ITEM, "", rest).replace("，", ""), f"not all read: {rest!r}"
    return True


def _cost(clause: str, facts: Facts, truth: Truth) -> bool:
    paid = "|".join(PAID)
    if found := re.fullmatch(rf"(无法定论：)?(本情景使)?({paid})在 {ITEM}", clause):
        sign = VERBS[found[6]]
        assert bool(found[1]) == (sign == 0), clause
        parts = (found[4], sign, bool(found[2]), found[7], found[8], found[9] or "")
    elif found := re.fullmatch(rf"本情景不改变(())({paid})（{WHEN}）{INSIDE}", clause):
        parts = (found[4], None, True, "", "", found[6] or "")
    elif found := re.fullmatch(rf"(())({paid})在 {WHEN}不变{INSIDE}", clause):
        parts = (found[4], None, False, "", "", found[6] or "")
    else:
        return False
    facts.changes.append(BRACKETS.change("cost", main_sector(truth), PAID[found[3]], "", *parts))
    return True


def _boundaries(text: str, period: str, facts: Facts, truth: Truth) -> None:
    way, _, rest = text.partition("：")
    sign, sector = WAYS[way], main_sector(truth)
    pattern = rf"({'|'.join(BOUNDARIES)})(?:（({NUM}) ({UNIT}) (CO2e?)）)?(?:、|$)"
    for item in re.finditer(pattern, rest):
        assert (item[2] is not None) == (sign in (-1, 1)), text
        facts.changes.append(
            BRACKETS.change(
                *("emissions", sector, BOUNDARIES[item[1]], item[4] or "", period, sign),
                *(bool(truth.results.banded), item[2] or "", item[3] or "", ""),
            )
        )
    assert not re.sub(pattern, "", rest), f"not all read: {rest!r}"


def _sector(text: str, mode: str, facts: Facts, truth: Truth) -> None:
    name, _, rest = text.partition("：")
    sector = SECTORS[name]
    for group in clauses(rest, "、"):
        found = re.fullmatch(r"(\w+)（([^（）]*)）", group)
        assert found, f"cannot be read: {group!r}"
        names = [BOUNDARIES[one] for one in found[2].split("、")] if found[2] != "所有边界" else ()
        for boundary in names or truth.boundaries(sector):
            facts.changes.append(
                BRACKETS.change(
                    *("emissions", sector, boundary, "", mode.removeprefix("sector "), WAYS[found[1]]),
                    *(bool(truth.results.banded), "", "", ""),
                )
            )


def _levels(text: str, year: int, facts: Facts, truth: Truth) -> None:
    pattern = rf"({'|'.join(BOUNDARIES)}) ({NUM}) ({UNIT}) (CO2e?)(?:（{BAND}）)?(?:、|$)"
    sector = main_sector(truth)
    for item in re.finditer(pattern, text):
        boundary = BOUNDARIES[item[1]]
        assert item[4] == truth.gas(sector, boundary), item[0]
        (name,) = truth.names("Emissions|", sector, boundary)
        ends = (number(item[5]), number(item[6])) if item[5] else (None, None)
        facts.levels.append(Stated(name, year, number(item[2]), item[3], *ends))
    assert not re.sub(pattern, "", text), f"not all read: {text!r}"


def _course(clause: str, facts: Facts, truth: Truth, region: str) -> bool:
    found = re.match(rf"{region}{SUBJECT}(?:由 (\d{{4}}) 年的 ({NUM}) ({UNIT})(降至|升至|变为) |：)", clause)
    if not found:
        return False
    sector, boundary = SECTORS[found[1]], BOUNDARIES[found[2]]
    (name,) = truth.names("Emissions|", sector, boundary)
    assert found[3] == truth.gas(sector, boundary), clause
    if found[4]:
        facts.levels.append(Stated(name, int(found[4]), number(found[5]), found[6]))
    pattern = rf"(\d{{4}}) 年的 ({NUM}) ({UNIT}){INSIDE}"
    rest = clause[found.end() :]
    for item in re.finditer(pattern, rest):
        ends = re.fullmatch(BAND, item[4] or "")
        band = (number(ends[1]), number(ends[2])) if ends else (None, None)
        verb = COURSES[found[7]] if found[4] else None
        facts.levels.append(Stated(name, int(item[1]), number(item[2]), item[3], *band, verb))
    assert not re.sub(pattern, "", rest).replace("、", ""), f"not all read: {rest!r}"
    return True


def claim(text: str, facts: Facts) -> bool:
    """What a text says of claims, if it does."""
    found = re.fullmatch(r"(?:(\d+) 项)?宣传口径均?(.*)", text)
    if found and found[2] in VERDICTS:
        facts.claims = int(found[1] or 1)
        facts.verdicts.append((facts.claims, "", VERDICTS[found[2]]))
        return True
    if found := re.match(r"(\d+) 项宣传口径中，", text):
        facts.claims, rest = int(found[1]), text[found.end() :]
        parts = clauses(rest, "；") if "；" in rest or "“" in rest else rest.split("、")
    elif text.startswith("“"):
        facts.claims, parts = 1, [text]
    else:
        return False
    for part in parts:
        if quoted := re.fullmatch(r"“(.*)”(.*?)", part):
            facts.verdicts.append((1, quoted[1], quoted[2]))
        else:
            counted = re.fullmatch(r"(\d+) 项(.*)", part)
            assert counted, f"cannot be read: {part!r}"
            facts.verdicts.append((int(counted[1]), "", VERDICTS[counted[2]]))
    return True
