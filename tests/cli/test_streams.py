"""Streams that are closed, full, gone or lack characters, and signals: a decent end, and nothing lost."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from carbonsim.cli.main import main
from carbonsim.cli.output import print_json
from carbonsim.cli.progress import Progress

FULL = Path("/dev/full")
COMMAND = [sys.executable, "-m", "carbonsim"]
BAD = ["check", "nowhere.yaml"]


class Lacking(io.TextIOWrapper):
    """A stdout of another encoding."""

    def __init__(self, encoding):
        super().__init__(io.BytesIO(), encoding=encoding, errors="replace")

    def bytes(self):
        self.flush()
        return self.buffer.getvalue()


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1", "gbk"])
def test_json_keeps_every_character_on_streams_that_lack_them(monkeypatch, encoding):
    said, stream = {"zh": "重卡 “CO₂” 🚚"}, Lacking(encoding)
    monkeypatch.setattr(sys, "stdout", stream)
    print_json(said)
    assert json.loads(stream.bytes().decode("ascii")) == said


def test_json_is_readable_where_it_can_be(monkeypatch):
    stream = Lacking("utf-8")
    monkeypatch.setattr(sys, "stdout", stream)
    print_json({"zh": "重卡"})
    assert "重卡" in stream.bytes().decode("utf-8")


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_text_on_a_stream_that_lacks_characters_is_no_crash(monkeypatch, encoding):
    out, err = Lacking(encoding), Lacking(encoding)
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "stderr", err)
    assert main(["check", "fujian-no-policy", "--lang", "zh"]) == 0
    assert b"?" in out.bytes()
    assert main(["check", "没有.yaml"]) == 2
    assert b"??.yaml" in err.bytes()


@pytest.mark.skipif(sys.platform == "darwin", reason="its disks refuse such names")
def test_a_file_whose_name_is_no_text_can_be_run(folder, capsys):
    name = os.fsdecode(b"\xff \xe6\x96\xb9.yaml")
    (folder / name).write_bytes((folder / "small.yaml").read_bytes())
    asked = ["run", name, "--draws", "2", "--no-figures", "--json"]
    assert main([*asked, "--set", "k\udcff=1"]) == 2
    capsys.readouterr()
    assert main(asked) == 0, capsys.readouterr().err
    assert json.loads(capsys.readouterr().out.encode())["runs"]
    place = next((folder / "results").iterdir())
    about = json.loads((place / "manifest.json").read_text(encoding="utf-8"))
    assert about["file"] == "\N{REPLACEMENT CHARACTER} 方.yaml"
    assert "方.yaml" in (place / "page.json").read_text(encoding="utf-8")


def ended(arguments, *, close=(), full=()):
    """Exit code and outputs of a command of whose streams some are closed or full."""
    code = (
        "import os, sys\n"
        f"for number in {tuple(close)}:\n    os.close(number)\n"
        f"for number in {tuple(full)}:\n    os.dup2(os.open('/dev/full', os.O_WRONLY), number)\n"
        f"os.execv(sys.executable, {[*COMMAND, *arguments]!r})\n"
    )
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("close", "arguments", "code"),
    [
        ((1,), ["list", "--json"], 0),
        ((0, 1, 2), ["check", "fujian-no-policy"], 0),
        ((2,), [*BAD, "--json"], 2),
        ((0, 1, 2), BAD, 2),
    ],
)
def test_closed_streams_change_no_exit_code(close, arguments, code):
    done = ended(arguments, close=close)
    assert done.returncode == code, done
    assert done.stderr == ""
    if arguments[-1] == "--json" and 1 not in close:
        assert json.loads(done.stdout)["scenarios"][0]["ok"] is False, "no message for people among it"


@pytest.mark.skipif(not FULL.exists(), reason="needs a file that is always full")
@pytest.mark.parametrize(
    ("full", "arguments", "err"),
    [
        ((1,), ["list", "--json"], "carbonsim: standard output: No space left on device\n"),
        ((1,), ["--version"], "carbonsim: standard output: No space left on device\n"),
        ((1, 2), BAD, ""),
        ((1, 2), ["run", "nowhere.yaml", "--json"], ""),
    ],
)
def test_full_streams_are_told_where_that_can_be(full, arguments, err):
    done = ended(arguments, full=full)
    assert (done.returncode, done.stderr) == (2, err)


def test_a_bar_that_nobody_sees_any_more_stops_no_work():
    class Gone(io.StringIO):
        def write(self, _):
            raise BrokenPipeError

    seconds = iter(range(0, 1000, 20))
    with Progress("run", Gone(), lambda: next(seconds)) as progress:
        for done in (1, 2, 3):
            progress(done, 3)


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_signals_end_a_run_and_its_processes_soon_and_what_was_there_stays(tmp_path, name):
    before = tmp_path / "results" / "fujian-no-policy+mine"
    before.mkdir(parents=True)
    (before / "outcomes.csv").write_text("mine", encoding="utf-8")
    run = ["run", "fujian-no-policy", "--draws", "40000", "--workers", "2", "--no-figures", "--no-page"]
    with subprocess.Popen(
        [*COMMAND, *run], cwd=tmp_path, start_new_session=True, stderr=subprocess.PIPE, text=True
    ) as process:
        until = time.monotonic() + 30
        while not list((tmp_path / "results").glob(".*.lock")):
            assert time.monotonic() < until
            time.sleep(0.05)
        time.sleep(2.0)  # the central run, the pilot, or processes that are at their first shards
        sent = time.monotonic()
        process.send_signal(getattr(signal, name))
        code = process.wait(60)
        took = time.monotonic() - sent
        assert process.stderr.read() == ""
    number = getattr(signal, name)
    # to a shell both are one: Python ends itself by SIGINT if it came while it compiled
    assert code == 128 + number or (name == "SIGINT" and code == -number)
    assert took < 10, "a shard takes longer"
    assert [path.name for path in (tmp_path / "results").iterdir() if path.suffix != ".parts"] == [
        before.name
    ]
    assert (before / "outcomes.csv").read_text(encoding="utf-8") == "mine"


def hang(_, index):
    """A part that takes longer than anybody waits."""
    time.sleep(600 if index else 0)
    return index


def test_who_breaks_off_does_not_wait_for_what_processes_are_at():
    code = (
        "from carbonsim.engine.processes import in_processes\n"
        "from tests.cli.test_streams import hang\n"
        "if __name__ == '__main__':\n"
        "    for index, _ in in_processes(hang, None, range(3), 2):\n"
        "        raise KeyboardInterrupt\n"
    )
    root = str(Path(__file__).parents[2])
    home = {**os.environ, "PYTHONPATH": os.pathsep.join([root, *sys.path])}
    done = subprocess.run(
        [sys.executable, "-c", code], env=home, capture_output=True, text=True, check=False, timeout=20
    )
    assert "KeyboardInterrupt" in done.stderr


def test_a_command_that_is_to_go_on_after_its_terminal_does():
    """nohup has it ignore the signal."""
    from carbonsim.cli.signals import ended_by_signals  # noqa: PLC0415 - beside its use

    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with ended_by_signals():
            os.kill(os.getpid(), signal.SIGHUP)
    finally:
        signal.signal(signal.SIGHUP, before)


def test_tens_of_thousands_of_problems_are_counted_and_not_all_told(tmp_path, capsys):
    path = tmp_path / "wrong.yaml"
    wrong = ", ".join(f"w{number}: 1" for number in range(5000))
    path.write_text(f"carbonsim: 1\nname: wrong\nfreight: {{{wrong}}}\n", encoding="utf-8")
    for command in ("check", "run"):
        assert main([command, str(path), "--json"]) == 2
        out, err = capsys.readouterr()
        said = json.loads(out)
        told = said["scenarios"][0] if command == "check" else said["error"]
        assert len(told["problems"]) == 100
        assert told["more_problems"] > 4500
        assert err.splitlines()[-1] == f"... and {told['more_problems']:,} more problems"
        assert len(out + err) < 100_000
