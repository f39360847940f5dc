"""``report.html``: one file that holds data, styles and scripts, and asks nobody for anything."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from string import Template
from typing import Any

from carbonsim.report.onepage.vendored import asset, library

FILE = "report.html"
#: Told in the head of the file, so that carbonsim knows its own.
GENERATOR = "carbonsim report"
#: In the order in which they use each other.
SCRIPTS = (
    "texts.js",
    "words.js",
    "colours.js",
    "options.js",
    "rows.js",
    "spans.js",
    "points.js",
    "downloads.js",
    "card_numbers.js",
    "card.js",
    "slider.js",
    "sections.js",
    "grid.js",
    "lever_claims.js",
    "lever_answer.js",
    "levers.js",
    "page.js",
)
STYLES = ("page.css",)
#: Of a page with a model behind it.
EXPLORE, EXPLORE_STYLE = "explore.js", "explore.css"
#: Signs that could end a script element, or a line of JavaScript, if a text held them.
UNSAFE: dict[str, str | int | None] = {sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def page_html(
    pages: Sequence[Mapping[str, Any]], language: str = "en", explore: Mapping[str, Any] | None = None
) -> str:
    """The page of one run or of several.

    Parameters
    ----------
    pages : sequence of mapping
        From `data.page_data`, or what was read from ``page.json``.
    language : str
        In which the page opens.
    explore : mapping, optional
        What may be moved, with a model at the address of the page that answers (``carbonsim explore``).

    Returns
    -------
    str
        HTML that loads nothing: its content policy names the hashes of its own scripts and styles. Only with
        `explore` may it ask, and its own address alone.
    """
    scripts, styles = (
        (SCRIPTS, STYLES) if explore is None else ((*SCRIPTS, EXPLORE), (*STYLES, EXPLORE_STYLE))
    )
    style, echarts = "\n".join(asset(name) for name in styles), library()
    script = '"use strict";\n' + "\n".join(asset(name) for name in scripts)
    data = {"language": language, "pages": list(pages)} | ({} if explore is None else {"explore": explore})
    title = " | ".join(_text(page["title"], language) or page["name"] for page in pages)
    return Template(asset("template.html")).substitute(
        language="zh-CN" if language == "zh" else "en",
        policy=_policy((echarts, script), style, "'none'" if explore is None else "'self'"),
        generator=GENERATOR,
        title=escape(title),
        style=style,
        data=safe_json(data),
        echarts=echarts,
        script=script,
        plain="".join(_plain(page, language) for page in pages),
    )


def is_page(path: Path) -> bool:
    """Whether a file is a page that carbonsim wrote, by its first lines."""
    with path.open("rb") as file:
        return f'name="generator" content="{GENERATOR}"'.encode() in file.read(4096)


def safe_json(data: Any) -> str:
    """JSON that may stand in a script element: no text in it can end the element.

    Examples
    --------
    >>> safe_json("</script>")
    '"\\\\u003c/script\\\\u003e"'
    """
    words = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return words.translate(str.maketrans(UNSAFE))


def _policy(scripts: Sequence[str], style: str, asked: str) -> str:
    """The content policy: nothing is loaded, and nothing runs but what has one of these hashes.

    `asked` is whom scripts may ask: nobody, or where the page comes from.
    """
    known = " ".join(_source(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {known}; style-src {_source(style)}; connect-src {asked};"
        " base-uri 'none'; form-action 'none'"
    )


def _source(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _plain(page: Mapping[str, Any], language: str) -> str:
    """Title, answer and verdicts for readers whose program runs no scripts, as some previews of mails."""
    lines: list[Mapping[str, str]] = [
        *page["answer"],
        *({k: f"{one['text'][k]}: {one['verdict'][k]}" for k in one["text"]} for one in page["claims"]),
    ]
    title = f"<h1>{escape(_text(page['title'], language) or page['name'])}</h1>"
    return title + "".join(f"<p>{escape(_text(line, language))}</p>" for line in lines)


def _text(texts: Mapping[str, str], language: str) -> str:
    return texts.get(language) or texts.get("en", "")
