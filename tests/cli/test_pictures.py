"""Options of figures: how many, in which format, and what is refused."""

from __future__ import annotations

import pytest

from carbonsim.cli import pictures
from carbonsim.cli.main import main
from carbonsim.report import sheet

COMMANDS = {
    "run": ["small.yaml"],
    "compare": ["small.yaml", "fujian-no-policy"],
    "sensitivity": ["small.yaml"],
    "corridor": ["small.yaml"],
    "backtest": ["nev"],
}


def drawn(folder):
    """Names of the pictures of the only results folder."""
    (made,) = (folder / "results").iterdir()
    return {path.name for path in (made / "figures").iterdir()}


def test_formats_are_those_that_figures_are_written_in():
    assert pictures.FORMATS == sheet.FORMATS


def test_a_run_draws_the_answer_in_the_formats_asked_for(folder, capsys):
    assert main(["run", "small.yaml", "--draws", "1", "--format", "svg, png"]) == 0
    names = {"difference", "sales_shares"}
    assert drawn(folder) == {f"{name}.{ending}" for name in names for ending in ("svg", "png")}
    assert "figures/ (2 figures, PNG + SVG)" in capsys.readouterr().out


def test_all_figures_are_drawn_where_they_are_asked_for(folder, capsys):
    assert main(["run", "small.yaml", "--draws", "1", "--figures", "--format", "svg"]) == 0
    names = drawn(folder)
    assert names > {"difference.svg", "claims.svg", "cost_by_kind.svg", "emissions_by_component.svg"}
    assert f"figures/ ({len(names)} figures, SVG)" in capsys.readouterr().out


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("formats", ["pdf", "png,pdf", "", "png,,svg"])
def test_a_wrong_format_is_told_with_what_is_expected(command, formats, capsys):
    with pytest.raises(SystemExit) as stop:
        main([command, *COMMANDS[command], "--format", formats])
    assert stop.value.code == 2
    assert f"--format: found {formats!r}, expected png, svg or png,svg" in capsys.readouterr().err


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("command", COMMANDS)
def test_a_format_of_no_figures_is_refused(command, capsys):
    assert main([command, *COMMANDS[command], "--no-figures", "--format", "svg"]) == 2
    assert "--format: found with --no-figures, which writes none" in capsys.readouterr().err


@pytest.mark.usefixtures("folder")
def test_all_figures_and_none_are_refused_together(capsys):
    assert main(["run", "small.yaml", "--no-figures", "--figures"]) == 2
    assert "--figures: found with --no-figures" in capsys.readouterr().err
