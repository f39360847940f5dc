"""Dataclasses that are compiled with their first instance: as those of the standard library, only later."""

import dataclasses
import pickle
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import field, fields, replace
from pathlib import Path
from threading import Barrier

import pytest

import carbonsim
from carbonsim.core.late import LATE, dataclass


@dataclass(frozen=True)
class Pair:
    """A pair."""

    first: int
    second: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Triple(Pair):
    """A pair and one more."""

    third: int = 3


@dataclass()
class Changing:
    """A value that may change."""

    value: int = 0


@dataclass(frozen=True, eq=False, repr=False)
class Unlike:
    """Equal to itself alone."""

    value: int


def test_nothing_is_compiled_before_the_first_instance():
    @dataclass(frozen=True)
    class New:
        value: int = 1

    assert "__init__" not in vars(New)
    assert New().value == 1
    assert "__init__" in vars(New)
    assert getattr(New, LATE) is None


def test_an_instance_is_that_of_an_ordinary_dataclass():
    one = Pair(1, second=[2])
    assert one == Pair(1, [2]) != Pair(1)
    assert repr(one) == "Pair(first=1, second=[2])"
    assert replace(one, first=5).first == 5
    assert dataclasses.asdict(one) == {"first": 1, "second": [2]}
    with pytest.raises(dataclasses.FrozenInstanceError):
        one.first = 2
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'first'"):
        Pair()


def test_options_are_those_given():
    changing = Changing()
    changing.value = 4
    assert changing == Changing(4)
    assert Unlike(1) != Unlike(1)


def test_fields_are_known_before_any_instance():
    @dataclass(frozen=True)
    class New:
        value: int
        other: int = 1

    assert [one.name for one in fields(New)] == ["value", "other"]


def test_a_class_that_extends_another_has_its_fields():
    assert [one.name for one in fields(Triple)] == ["first", "second", "third"]
    assert Triple(1) == Triple(1, [], 3)


def test_what_is_read_from_a_pickle_is_compiled_where_it_is_read():
    code = (
        "import pickle, sys, dataclasses\n"
        "one = pickle.loads(bytes.fromhex(sys.argv[1]))\n"
        "other = pickle.loads(bytes.fromhex(sys.argv[1]))\n"
        "print(dataclasses.replace(one, keys=frozenset('b')) == one, one == other)\n"
    )
    from carbonsim.kernel.sector import Figures  # noqa: PLC0415 - any class of the package that is declared so

    kept = pickle.dumps(Figures(len, frozenset("a"))).hex()
    done = subprocess.run([sys.executable, "-c", code, kept], capture_output=True, text=True, check=True)
    assert done.stdout == "False True\n"


def test_threads_may_make_the_first_instance_together():
    for _ in range(20):

        @dataclass(frozen=True)
        class New:
            first: int
            second: int = 2

        barrier = Barrier(4)

        def make(number, new=New, barrier=barrier):
            barrier.wait()
            return new(number)

        with ThreadPoolExecutor(4) as pool:
            assert list(pool.map(make, range(4))) == [New(number) for number in range(4)]


def test_a_check_of_a_scenario_compiles_no_model():
    code = (
        "from carbonsim.engine.catalogue import load_scenario\n"
        "load_scenario('fujian-trunk-line')\n"
        "from carbonsim.sectors.freight.model import Flows, State\n"
        "print(*('__init__' in vars(one) for one in (Flows, State)))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False False\n"


@pytest.mark.parametrize("layer", ["sectors", "corridor", "kernel", "engine"])
def test_models_have_their_dataclasses_from_here(layer):
    own = re.compile(r"^from dataclasses import .*\bdataclass\b", re.MULTILINE)
    files = (Path(carbonsim.__file__).parent / layer).rglob("*.py")
    assert [file.name for file in files if own.search(file.read_text(encoding="utf-8"))] == []
