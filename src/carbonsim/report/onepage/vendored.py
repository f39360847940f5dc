"""Apache ECharts as it travels with carbonsim: unbuilt, from its npm package, with licence and notice."""

from __future__ import annotations

from importlib.resources import files

#: Package ``echarts``, file ``dist/echarts.common.min.js``.
VERSION = "6.1.0"
SHA256 = "61f13280aba3161f77fc801bf5f9c786f55f10432153a0683fc5cc0700b013d5"


def library() -> str:
    """The source text of the library."""
    return asset("echarts/echarts.common.min.js")


def asset(name: str) -> str:
    """A text that travels with the package, by its name below ``assets``."""
    return (files(__package__) / "assets" / name).read_text(encoding="utf-8")
