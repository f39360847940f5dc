"""Files that appear whole or not at all, on a disk that is full at a limit of the system."""

from __future__ import annotations

import subprocess
import sys

import pytest

from carbonsim.core.files import write_new, write_whole

resource = pytest.importorskip("resource")
CODE = """\
import resource, sys
from pathlib import Path
from carbonsim.core import files
resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))
try:
    getattr(files, sys.argv[1])(Path(sys.argv[2]), "x" * 100_000)
except OSError as error:
    print(error.strerror, error.filename)
"""


def limited(how, path):
    return subprocess.run(
        [sys.executable, "-c", CODE, how, str(path)], capture_output=True, text=True, check=True
    ).stdout


@pytest.mark.parametrize("how", ["write_whole", "write_new"])
def test_what_does_not_fit_leaves_nothing_and_names_the_file(tmp_path, how):
    assert limited(how, tmp_path / "file") == f"File too large {tmp_path / 'file'}\n"
    assert not list(tmp_path.iterdir())


def test_what_stood_there_stands_until_the_new_one_is_whole(tmp_path):
    write_whole(tmp_path / "file", "old")
    limited("write_whole", tmp_path / "file")
    assert (tmp_path / "file").read_text(encoding="utf-8") == "old"
    write_whole(tmp_path / "file", "new\n")
    assert (tmp_path / "file").read_bytes() == b"new\n"
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_link_stays_one(tmp_path):
    (tmp_path / "file").touch()
    (tmp_path / "link").symlink_to(tmp_path / "file")
    write_whole(tmp_path / "link", "new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "file").read_text(encoding="utf-8") == "new"


def test_what_stands_there_is_not_written_over(tmp_path):
    write_new(tmp_path / "file", "old")
    with pytest.raises(FileExistsError):
        write_new(tmp_path / "file", "new")
    assert (tmp_path / "file").read_text(encoding="utf-8") == "old"
