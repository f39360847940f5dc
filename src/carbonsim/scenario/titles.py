"""Texts in English and Chinese."""

from __future__ import annotations

import re
from collections.abc import Mapping

from carbonsim.reference.regions import region_in
from carbonsim.scenario.nodes import Fields, Node, Scalar
from carbonsim.scenario.problems import Problems, shown
from carbonsim.scenario.scalars import read_text

LANGUAGES = ("en", "zh")
#: Stands in titles for the region of the scenario, which another file may change.
REGION = "{region}"
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")


def read_title(node: Node, key: str, problems: Problems) -> dict[str, str]:
    """A text by language; where one is missing the other stands in for it.

    Parameters
    ----------
    node : Node
        A text, or a mapping of ``en`` and ``zh`` to texts.
    key : str
        Its address in problems.
    problems : Problems
        Takes what is wrong.

    Returns
    -------
    dict of str to str
        With ``en`` and ``zh``; empty if there is a problem.
    """
    if not isinstance(node, Fields):
        text = read_text(node, key, "a text, or texts for en and zh", problems)
        return {} if text is None else dict.fromkeys(LANGUAGES, text)
    texts = {}
    for name, value in node.entries:
        if name.text not in LANGUAGES:
            problems.add(name.origin, f"{key}.{name.text}", "unknown language, expected en or zh")
        elif text := read_text(value, f"{key}.{name.text}", "a text", problems):
            texts[name.text] = text
    if not node.entries:
        problems.add(node.origin, key, "found nothing, expected texts for en and zh")
    fallback = next(iter(texts.values()), None)
    return {} if fallback is None else {language: texts.get(language, fallback) for language in LANGUAGES}


def check_placeholders(node: Node, key: str, problems: Problems) -> None:
    """Whether a title holds no place for anything but the region, which would be printed as it stands."""
    if isinstance(node, Fields):
        for name, value in node.entries:
            check_placeholders(value, f"{key}.{name.text}", problems)
    elif isinstance(node, Scalar):
        for found in _PLACEHOLDER.findall(node.text):
            if found != REGION:
                message = f"found {shown(found)}, expected {REGION}, the one thing that is put into a title"
                hint = f"write {REGION} for the region of the scenario, or leave the braces out"
                problems.add(node.origin, key, message, hint)
                return


def in_region(title: Mapping[str, str], region: Scalar | None) -> dict[str, str]:
    """A title whose ``{region}`` is the name of a region in each language.

    Parameters
    ----------
    title : mapping of str to str
        By language.
    region : Scalar or None
        As the scenario names it; None if there is a problem with it.

    Returns
    -------
    dict of str to str

    Examples
    --------
    >>> in_region({"en": "{region} trucks", "zh": "{region}重卡"}, None)["en"]
    ' trucks'
    """
    name = "" if region is None else region.text
    return {language: text.replace(REGION, region_in(name, language)) for language, text in title.items()}
