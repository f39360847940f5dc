"""Help, exit codes, and what a failure looks like."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.metadata import version

import pytest

import carbonsim.engine.run
from carbonsim.cli.main import COMMANDS, main
from carbonsim.core.errors import BalanceError, DataError

RUN = ["run", "small.yaml", "--draws", "1", "--no-figures"]


def failing(error):
    def run(*_, **__):
        raise error

    return run


@pytest.mark.parametrize("command", [command.NAME for command in COMMANDS])
def test_every_command_has_help(command, capsys):
    with pytest.raises(SystemExit) as stop:
        main([command, "--help"])
    assert stop.value.code == 0
    out = capsys.readouterr().out
    assert out.startswith(f"usage: carbonsim {command}") and "--json" in out


def test_help_names_every_command(capsys):
    with pytest.raises(SystemExit) as stop:
        main(["--help"])
    assert stop.value.code == 0
    out = capsys.readouterr().out
    assert all(f"    {command.NAME} " in out and command.HELP in out for command in COMMANDS)
    assert "exit codes" in out


def test_version(capsys):
    with pytest.raises(SystemExit) as stop:
        main(["--version"])
    assert stop.value.code == 0
    assert capsys.readouterr().out == f"carbonsim {version('carbonsim')}\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["run"],
        ["run", "x", "--draws", "-1"],
        ["run", "x", "--draws", "1.5"],
        ["run", "x", "--seed", "many"],
        ["run", "x", "--set", "stations"],
        ["run", "x", "--set", "=3"],
        ["run", "x", "--dra", "3"],
        ["list", "nothing"],
        ["backtest", "ships"],
    ],
)
def test_wrong_arguments_are_bad_input(arguments, capsys):
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == 2
    out, err = capsys.readouterr()
    assert out == "" and "usage: carbonsim" in err


def test_no_command_shows_the_help(capsys):
    assert main([]) == 2
    out, err = capsys.readouterr()
    assert out == "" and "start here" in err


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (BalanceError("trucks: 3 missing"), 3, "BalanceError: trucks: 3 missing"),
        (DataError("no 2022 for Fujian"), 3, "report"),
        (ZeroDivisionError("oh"), 3, "unexpected ZeroDivisionError: oh"),
        (PermissionError(13, "Permission denied", "results"), 2, "results: Permission denied"),
        (MemoryError(), 2, "--draws"),
        (KeyboardInterrupt(), 130, ""),
    ],
)
def test_failures_have_a_code_and_no_traceback(monkeypatch, capsys, error, code, words):
    monkeypatch.setattr(carbonsim.engine.run, "run", failing(error))
    assert main(RUN) == code
    out, err = capsys.readouterr()
    assert out == "" and words in err and "Traceback" not in err
    assert code != 130 or err == ""


@pytest.mark.usefixtures("folder")
def test_the_traceback_is_there_for_those_who_ask(monkeypatch, capsys):
    monkeypatch.setenv("CARBONSIM_TRACEBACK", "1")
    monkeypatch.setattr(carbonsim.engine.run, "run", failing(ZeroDivisionError("oh")))
    assert main(RUN) == 3
    assert "Traceback" in capsys.readouterr().err


@pytest.mark.usefixtures("folder")
def test_a_failure_is_told_to_machines_too(capsys):
    assert main(["run", "small.yaml", "--json", "--set", "freight.swap.statoins=3"]) == 2
    out, err = capsys.readouterr()
    told = json.loads(out)
    assert told["exit_code"] == 2
    assert told["error"]["problems"][0]["key"] == "freight.swap.statoins"
    assert "statoins" in err


def modules_after(*arguments: str) -> set[str]:
    code = (
        "import sys\n"
        "from carbonsim.cli.main import main\n"
        "try:\n    main(sys.argv[1:])\n"
        "except SystemExit:\n    pass\n"
        "print('|'.join(sys.modules), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True
    )
    return set(done.stderr.strip().split("|"))


def test_help_loads_next_to_nothing():
    assert not modules_after("--help") & {"numpy", "yaml", "pandas", "scipy", "matplotlib"}


@pytest.mark.usefixtures("folder")
def test_a_central_run_loads_nothing_heavy():
    assert not modules_after(*RUN, "--quiet") & {"pandas", "scipy", "matplotlib"}


def test_a_reader_who_leaves_early_gets_no_complaint():
    command = [sys.executable, "-m", "carbonsim", "list", "parameters"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.close()
        err = process.stderr.read()
    assert process.returncode == 141
    assert err == b""
