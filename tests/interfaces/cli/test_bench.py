"""The benchmarks' command: it knows its scripts, hands arguments on, and says what there is."""

import argparse

import pytest

from corridor.interfaces.cli import bench
from corridor.interfaces.cli.environment import CommandError


def test_every_named_script_is_there_and_named_once() -> None:
    paths = [bench.script(name) for name in bench.SCRIPTS]
    assert all(path.is_file() for path in paths)
    assert len({path.name for path in paths}) == len(paths)


def test_without_a_name_it_says_which_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert bench.run(argparse.Namespace(rest=[])) == 2
    said = capsys.readouterr().out
    assert all(name in said for name in bench.SCRIPTS)


def test_an_unknown_name_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(CommandError, match=r"There is no benchmark speed. There are: .*registry"):
        bench.run(argparse.Namespace(rest=["speed"]))


def test_arguments_reach_the_script_and_its_exit_code_comes_back(capfd: pytest.CaptureFixture[str]) -> None:
    assert bench.run(argparse.Namespace(rest=["registry", "--help"])) == 0
    assert "--persons" in capfd.readouterr().out
    assert bench.run(argparse.Namespace(rest=["registry", "--no-such-option"])) == 2
