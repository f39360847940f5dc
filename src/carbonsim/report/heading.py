"""The head of a report: what was run, how sure its numbers are, where they are of, and what to beware of."""

from __future__ import annotations

from carbonsim.engine.other_regions import counted, nations, other_regions
from carbonsim.reference.regions import region_in
from carbonsim.report.layout import wrap
from carbonsim.report.texts import say, text
from carbonsim.report.wording import enumerated
from carbonsim.results.records import LeftOut
from carbonsim.results.results import Results
from carbonsim.results.streamed import Streamed
from carbonsim.scenario.scenario import Scenario

#: Limits that are told at the head of a report; JSON has all.
MOST_LIMITS = 3


def heading(results: Results, language: str) -> list[str]:
    """Title, what was run, and what to know of its numbers."""
    return [*title_lines(results, language), *doubt_lines(results, language)]


def title_lines(results: Results, language: str) -> list[str]:
    """Title, and what was run."""
    scenario, years = results.scenario, results.years
    if results.banded:
        draws = f"{results.draws:,} {say('draws', language)}, {say('seed', language)} {results.seed}"
    else:
        draws = say("deterministic run (central values) only", language)
    reference = say("no reference", language)
    if results.reference is not None:
        reference = f"{say('reference', language)}: {_titled(results.reference.scenario, language)}"
    title = _titled(scenario, language)
    about = f"{region_in(scenario.region, language)}, {years[0]}-{years[-1]}; {draws}; {reference}"
    return [part for line in (title, about) for part in wrap(line)]


def doubt_lines(results: Results, language: str) -> list[str]:
    """How many numbers are estimates or of other regions, and warnings."""
    lines = [sureness(results.scenario, language), *regions(results.scenario, language)]
    if results.streamed is not None:
        lines.append(streamed(results.streamed, language))
    lines += warnings(results, language)
    return [part for line in lines for part in wrap(line)]


def warnings(results: Results, language: str) -> list[str]:
    """Warnings before any figure: draws left out, a plan that changes nothing, limits."""
    lines = left_out(results.left_out, results.draws, language)
    if results.same_as_reference:
        words = {
            "en": "WARNING: every result equals that of the reference: the plan changes nothing against it",
            "zh": "警告：所有结果均与参考情景相同：本情景相对参考未作任何改变",
        }
        lines.append(text(words, language))
    elif results.same_central_alone:
        words = {
            "en": "WARNING: every result of the deterministic run equals that of the reference; ranges of the"
            " plan differ: run it with draws to see what they change",
            "zh": "警告：确定性运行的所有结果均与参考情景相同；本情景的取值范围不同：请以抽样运行查看其影响",
        }
        lines.append(text(words, language))
    return lines + limits(results, language)


def limits(results: Results, language: str) -> list[str]:
    """Limits that bind for longest, in the plan and in what it is compared with."""
    words = {
        "en": "{case} {text} from {first} to {last}{why}",
        "zh": "{case}{first}-{last} 年{text}{why}",
    }
    cases = {
        True: {"en": "WARNING: in the reference", "zh": "警告：参考情景中，"},
        False: {"en": "in the plan", "zh": "本情景中，"},
    }
    colon = "：" if language == "zh" else ": "
    return [
        text(words, language).format(
            case=text(cases[limit.of_reference], language),
            text=text(limit.text, language),
            first=limit.first,
            last=limit.last,
            why=colon + text(limit.why, language) if limit.why else "",
        )
        for limit in results.limits[:MOST_LIMITS]
    ]


def left_out(left: LeftOut, draws: int, language: str) -> list[str]:
    """How many of some draws have no answer, and why; nothing where all have one."""
    if not left.draws:
        return []
    words = {
        "en": "{} of {} draws have no answer and are left out of all ranges: {}",
        "zh": "{} 次抽样（共 {} 次）无解，未计入任何区间：{}",
    }
    causes = "; ".join(f"{cause} ({count:,})" for cause, count in left.causes.items())
    return [text(words, language).format(f"{left.draws:,}", f"{draws:,}", causes)]


def streamed(kept: Streamed, language: str) -> str:
    """How well the bands of an ensemble are known whose draws were not kept."""
    words = {
        "en": "draws not kept: quantiles of trajectories from counts, within {} of the middle 90 % at worst;"
        " ranges of cross-checks from the first draws",
        "zh": "未保留逐次抽样：轨迹分位数由计数得出，误差至多为中间 90 % 区间的 {}；核对区间取自前若干次抽样",
    }
    return text(words, language).format(f"{100.0 * kept.resolution():.1f} %")


def sureness(scenario: Scenario, language: str) -> str:
    """How many of a scenario's own numbers rest on judgement: those of its reference's rows are not."""
    own = (setting for setting in scenario.settings.values() if setting.offered)
    sure = [setting.confidence for setting in own if setting.confidence]
    unsure = sum(confidence in ("estimate", "assumed") for confidence in sure)
    words = {
        "en": f"{unsure} of {len(sure)} numbers are estimates or assumed; `carbonsim explain` says which",
        "zh": f"{len(sure)} 个参数中 {unsure} 个为估计或假设；用 `carbonsim explain` 查看",
    }
    return text(words, language)


def regions(scenario: Scenario, language: str) -> list[str]:
    """How many numbers are of other regions than the scenario's, if any."""
    numbers = counted(other_regions(scenario))
    if not numbers:
        return []
    words = {
        "en": "numbers of other regions: {}; `carbonsim check` lists them",
        "zh": "取自其他地区的数值：{}；用 `carbonsim check` 查看",
    }
    each = (_of_region(region, count, language) for region, count in numbers.items())
    return [text(words, language).format(enumerated(each, language))]


def _of_region(region: str, count: int, language: str) -> str:
    if language == "zh":
        return f"{region_in(region, language)} {count} 个"
    return f"{count} of {region}" + (" as a whole" if region in nations() else "")


def _titled(scenario: Scenario, language: str) -> str:
    title = text(scenario.title, language)
    return f"{title} ({scenario.name})" if title else scenario.name
