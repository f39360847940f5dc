"""Finished shards of a large ensemble on disk, so that an interrupted run goes on where it stopped."""

from __future__ import annotations

import json
import os
import shutil
import zipfile
from pathlib import Path

import numpy as np

from carbonsim.engine.shards import Shard

ARRAYS = ("headline", "points", "left", "counts", "sums", "least", "most")


class ShardFolder:
    """A folder of finished shards; a file appears whole or not at all.

    Parameters
    ----------
    path : Path
        Made when the first shard is saved.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def load(self, index: int) -> Shard | None:
        """A finished shard; None if it is not there, or its file can not be read."""
        try:
            # opened here: NumPy leaves a damaged file open
            with self._file(index).open("rb") as file, np.load(file, allow_pickle=False) as found:
                causes = tuple((str(cause), int(draws)) for cause, draws in json.loads(str(found["causes"])))
                return Shard(index, **{name: found[name] for name in ARRAYS}, causes=causes)
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
            return None

    def save(self, shard: Shard) -> None:
        """Save a finished shard.

        Raises
        ------
        OSError
            If it can not be written: a full disk, say. Those that are there stay.
        """
        self.path.mkdir(parents=True, exist_ok=True)
        path = self._file(shard.index)
        half = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            with half.open("wb") as file:
                arrays = {name: getattr(shard, name) for name in ARRAYS}
                np.savez(file, **arrays, causes=np.array(json.dumps(shard.causes)))
            half.replace(path)
        except OSError as error:
            half.unlink(missing_ok=True)
            # NumPy does not say which file it could not write
            raise OSError(error.errno or 0, error.strerror or str(error), str(path)) from error

    def clear(self) -> None:
        """Delete the folder."""
        shutil.rmtree(self.path, ignore_errors=True)

    def _file(self, index: int) -> Path:
        return self.path / f"shard-{index:06d}.npz"
