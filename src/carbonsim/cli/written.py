"""Where results go and what was written there."""

from __future__ import annotations

from errno import ENOTDIR
from pathlib import Path

from carbonsim.cli.pictures import FORMATS


def refuse_file(out: Path) -> None:
    """Refuse a file where the folder of the results folders is asked for, before any work is done."""
    if out.exists() and not out.is_dir():
        raise NotADirectoryError(ENOTDIR, "is a file, expected a folder", str(out))


def written_lines(shown: Path, folder: Path, language: str) -> list[str]:
    """What a results folder holds; `shown` is its name as the user knows it."""
    from carbonsim.report.texts import say  # noqa: PLC0415 - --help must not load it

    pages = [name for name in ("report.html", "page.json") if (folder / name).exists()]
    tables = ", ".join([*pages, *sorted(path.name for path in folder.glob("*.csv"))])
    pictures = [path for path in (folder / "figures").glob("*") if path.suffix.removeprefix(".") in FORMATS]
    lines = ["", f"{say('Written to', language)} {shown}/", f"  {tables}, manifest.json"]
    if not pictures:
        return lines
    names = {path.stem for path in pictures}
    count = say("1 figure" if len(names) == 1 else "{count} figures", language).format(count=len(names))
    written = " + ".join(sorted({path.suffix.removeprefix(".").upper() for path in pictures}))
    comma = "，" if language == "zh" else ", "
    return [*lines, f"  figures/ ({count}{comma}{written})"]
